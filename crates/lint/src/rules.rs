//! One file per rule. What reading finds comes first, then what is looked for in a whole campaign.

use crate::rule::{Rule, Severities};
use campaign::{Diagnostic, Private};

macro_rules! may_be_allowed {
    () => {
        true
    };
    (never) => {
        false
    };
}

macro_rules! rules {
    ($($module:ident $severities:ident $check:expr $(, $never:ident)?;)*) => {
        $(mod $module;)*

        /// Every rule, in the order of the manual.
        pub static RULES: &[Rule] = &[$(Rule {
            id: $module::ID,
            severities: Severities::$severities,
            source: include_str!(concat!("rules/", stringify!($module), ".rs")),
            may_be_allowed: may_be_allowed!($($never)?),
            check: $check,
        }),*];

        #[cfg(test)]
        mod examples {$(
            mod $module {
                #[test]
                fn the_failing_example_is_found() {
                    crate::testing::assert_failing_example_is_found(crate::rules::$module::ID);
                }
                #[test]
                fn the_corrected_example_is_clean() {
                    crate::testing::assert_corrected_example_is_clean(crate::rules::$module::ID);
                }
            }
        )*}
    };
}

// `never`: no allowance sets its findings apart, because they are faults of form, exact, or about somebody's safety.
rules! {
    unknown_key Error None, never;
    missing_field Error None, never;
    bad_date Error None, never;
    bad_url Error None, never;
    bad_phone Error None, never;
    unknown_reference Error None, never;
    duplicate_id Error None, never;
    bad_value Error None, never;
    syntax Error None, never;
    raw_html Error None, never;
    raw_table Error None, never;
    unexpected_file Both None, never;
    too_large Error None, never;
    bad_media Error None, never;
    broken_link Both Some(broken_link::check), never;
    moved Error Some(moved::check), never;
    fact_stale Both Some(fact_stale::check), never;
    figure_without_fact Both Some(figure_without_fact::check);
    help_stale Both Some(help_stale::check), never;
    phone_unchecked Both Some(phone_unchecked::check);
    help_missing Error Some(help_missing::check), never;
    fear_without_act Both Some(fear_without_act::check);
    over_promise Error Some(over_promise::check);
    alt_missing Both Some(alt_missing::check);
    heading_order Both Some(heading_order::check);
    link_text Both Some(link_text::check);
    contrast Error Some(contrast::check), never;
    language Both Some(language::check);
    reading_age Warning Some(reading_age::check);
    identifies_child Both Some(identifies_child::check), never;
    under_18_named Both Some(under_18_named::check), never;
    emergency_wording Both Some(emergency_wording::check), never;
    date_passed Warning Some(date_passed::check);
    placeholder_empty Both Some(placeholder_empty::check);
    alt_wording Warning Some(alt_wording::check);
    all_capitals Warning Some(all_capitals::check);
    measure_stage Both Some(measure_stage::check), never;
    restriction Error Some(restriction::check), never;
    help_wrong_audience Both Some(help_wrong_audience::check);
    pretest_missing Warning Some(pretest_missing::check);
    harms_missing Warning Some(harms_missing::check);
    captions_missing Error Some(captions_missing::check);
    transcript_missing Error Some(transcript_missing::check);
    description_missing Warning Some(description_missing::check);
    consent_missing Warning Some(consent_missing::check);
    consent_expired Both Some(consent_expired::check), never;
    consent_withdrawn Error Some(consent_withdrawn::check), never;
    voice_unapproved Both Some(voice_unapproved::check), never;
    privacy_incomplete Both Some(privacy_incomplete::check), never;
    paid_unexplained Both Some(paid_unexplained::check);
    evaluation_missing Warning Some(evaluation_missing::check);
    placement_duplicate Warning Some(placement_duplicate::check);
    unused_item Warning Some(unused_item::check);
    file_too_heavy Warning Some(file_too_heavy::check);
    picture_too_heavy Warning Some(picture_too_heavy::check);
    picture_too_small Warning None;
    headline_too_long Warning Some(headline_too_long::check);
    mark_permission Error Some(mark_permission::check), never;
    page_too_heavy Warning Some(page_too_heavy::check);
    allowance Both None, never;
}

pub use reading_age::ReadingAge;
pub(crate) use reading_age::measure as reading_ages;

/// The lines of a text on which a word of `private` stands, for a folder whose campaign cannot be read: no rule looks at it,
/// and its findings would show them. Give the findings to [`crate::redact`] with all others.
pub fn check_unread(file: &str, text: &str, private: &Private) -> Vec<Diagnostic> {
    restriction::in_text(file, text, private)
}

/// The rule of this name.
#[cfg(test)]
pub(crate) fn rule(id: campaign::RuleId) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
