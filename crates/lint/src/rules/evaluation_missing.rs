//! A campaign that nobody will be able to judge
//!
//! What is not fixed before the first day is chosen afterwards, and then it worked. The reviews of anti-drug campaigns that
//! found nothing, or harm, had a baseline and a comparison; those that "worked" had views (GAO-06-818; Ferri and others,
//! Cochrane 2013). So evaluation.toml names one primary outcome, areas in which the campaign does not run, and the
//! primary outcome has its value from before. Without one of them the answer will be "cannot tell", whatever is
//! counted. An evaluation without a primary outcome is the business of missing-field.
//!
//! ````failing
//! == evaluation.toml
//! areas = ["Southend-on-Sea"]
//! from = 2024-11-01
//! to = 2027-02-28
//! estimator = "before-after"
//! decision_rule = "It helped if the whole interval lies above zero."
//!
//! [[outcome]]
//! measure = "asked-for-help"
//! primary = true
//! better = "higher"
//! smallest_that_matters = 3
//! ````
//!
//! ````corrected
//! == evaluation.toml
//! areas = ["Southend-on-Sea"]
//! comparison = ["A council area of like size that runs the campaign a year later"]
//! from = 2024-11-01
//! to = 2027-02-28
//! estimator = "difference-in-differences"
//! decision_rule = "It helped if the whole interval lies above zero."
//!
//! [[outcome]]
//! measure = "asked-for-help"
//! primary = true
//! better = "higher"
//! smallest_that_matters = 3
//! ````

use crate::rule::Subject;
use campaign::{Diagnostic, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("evaluation-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let mut cannot_tell = |place: Place, message: String, advice: &str| {
        found.push(Diagnostic::warning(ID, place, message, advice));
    };
    let Some(evaluation) = &campaign.evaluation else {
        // One that could not be read has a finding already.
        if !campaign.files.keys().any(|file| file.as_str() == "evaluation.toml") {
            cannot_tell(
                campaign.about.place.clone(),
                "nothing says how this campaign will be judged: ask whether it worked, and the answer will be \"cannot tell\"".to_owned(),
                "write evaluation.toml before the first day: one primary outcome, a comparison area, the days and the rule",
            );
        }
        return;
    };
    if evaluation.comparison.is_empty() {
        cannot_tell(
            evaluation.place.clone(),
            "this evaluation has no comparison: ask what would have happened anyway, and the answer will be \"cannot tell\"".to_owned(),
            "write comparison = [\"…\"] with areas in which the campaign does not run, or runs later",
        );
    }
    let primary = evaluation.primary().and_then(|primary| primary.measure.as_ref());
    let measure = campaign
        .about
        .measures
        .iter()
        .map(campaign::Measure::text)
        .find(|text| primary.is_some_and(|primary| *primary.id() == text.id));
    if let Some(measure) = measure.filter(|measure| measure.baseline.is_none()) {
        cannot_tell(
            measure.place.clone(),
            format!("the primary outcome \"{}\" has no baseline: ask whether it changed, and the answer will be \"cannot tell\"", measure.id),
            "write baseline = \"…\": its value before the campaign, with the weeks that it is of",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::places_of;

    const STUDY: &str = "areas = [\"Here\"]\ncomparison = [\"There\"]\nfrom = 2024-11-01\nto = 2027-02-28\n\
                         estimator = \"difference-in-differences\"\ndecision_rule = \"It helped if above zero.\"\n\
                         [[outcome]]\nmeasure = \"m\"\nprimary = true\nbetter = \"higher\"\nsmallest_that_matters = 1\n";
    const MEASURE: &str = "[[measure]]\nid = \"m\"\nstage = \"outcome\"\ncounts = \"acts\"\nname = \"People who acted\"\n\
                           definition = \"Counted.\"\nunit = \"people\"\nsource = \"s\"\n";

    #[test]
    fn a_primary_outcome_without_a_baseline_is_found_at_the_measure() {
        let found = places_of(ID, &[("evaluation.toml", STUDY), ("campaign.toml +", MEASURE)]);
        assert!(matches!(found.as_slice(), [place] if place.starts_with("campaign.toml:")), "{found:?}");
        let measured = format!("{MEASURE}baseline = \"12 a week in the two Decembers before\"\n");
        assert!(places_of(ID, &[("evaluation.toml", STUDY), ("campaign.toml +", &measured)]).is_empty());
    }

    #[test]
    fn an_evaluation_that_cannot_be_read_is_not_missing() {
        assert!(places_of(ID, &[("evaluation.toml", "areas = \n")]).is_empty());
    }
}
