//! One file per rule. What reading finds comes first, then what is looked for in a whole campaign.

use crate::rule::{Rule, Severities};

macro_rules! rules {
    ($($module:ident $severities:ident $check:expr;)*) => {
        $(mod $module;)*

        /// Every rule, in the order of the manual.
        pub static RULES: &[Rule] = &[$(Rule {
            id: $module::ID,
            severities: Severities::$severities,
            source: include_str!(concat!("rules/", stringify!($module), ".rs")),
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

rules! {
    unknown_key Error None;
    missing_field Error None;
    bad_date Error None;
    bad_url Error None;
    bad_phone Error None;
    unknown_reference Error None;
    duplicate_id Error None;
    bad_value Error None;
    syntax Error None;
    raw_html Error None;
    unexpected_file Both None;
    too_large Error None;
    bad_media Error None;
    broken_link Both Some(broken_link::check);
    fact_stale Both Some(fact_stale::check);
    figure_without_fact Both Some(figure_without_fact::check);
    help_stale Both Some(help_stale::check);
    help_missing Error Some(help_missing::check);
    fear_without_act Both Some(fear_without_act::check);
    over_promise Error Some(over_promise::check);
    alt_missing Both Some(alt_missing::check);
    heading_order Both Some(heading_order::check);
    link_text Both Some(link_text::check);
    contrast Error Some(contrast::check);
    language Both Some(language::check);
    measure_stage Both Some(measure_stage::check);
    restriction Error Some(restriction::check);
}

/// The rule of this name.
#[cfg(test)]
pub(crate) fn rule(id: campaign::RuleId) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
