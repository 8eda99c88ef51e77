//! What exactly was registered: the plan's hash, which a report names.

use super::ItemHash;
use super::encode::Encoder;
use crate::model::{Evaluation, Outcome};
use jiff::civil::Date;

/// The hash of a plan: the same whether it stands in a campaign, as its item `evaluation`, or alone.
pub fn plan_hash(evaluation: &Evaluation) -> ItemHash {
    let start = Encoder::new("hueandcry item 1").text("evaluation");
    ItemHash(encode(start, evaluation).finish())
}

/// Everything that decides what the answer will be. Where it stands in its file does not.
pub(super) fn encode(encoder: Encoder, evaluation: &Evaluation) -> Encoder {
    let mut encoder = encoder.count(evaluation.outcomes.len());
    for each in &evaluation.outcomes {
        encoder = outcome(encoder, each);
    }
    encoder = texts(encoder, &evaluation.areas);
    encoder = encoder.count(evaluation.waves.len());
    for wave in &evaluation.waves {
        encoder = texts(encoder, &wave.areas).text(&wave.launch.to_string());
    }
    encoder = texts(encoder, &evaluation.comparison);
    encoder = encoder.count(evaluation.excluded.len());
    for excluded in &evaluation.excluded {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        encoder = encoder
            .optional(excluded.area.as_deref())
            .optional(day(excluded.from).as_deref())
            .optional(day(excluded.to).as_deref())
            .text(&excluded.why);
    }
    let columns = &evaluation.columns;
    let encoder = encoder
        .text(&evaluation.from.to_string())
        .text(&evaluation.launch.to_string())
        .text(&evaluation.to.to_string())
        .text(evaluation.chosen.name())
        .text(evaluation.estimator.name())
        .optional(evaluation.method.as_deref())
        .text(&evaluation.alpha.to_string())
        .text(&evaluation.seed.to_string())
        .text(&evaluation.decision_rule)
        .optional(evaluation.simulated.as_ref().map(|made_up| made_up.how.as_str()))
        .optional(
            evaluation
                .simulated
                .as_ref()
                .map(|made_up| made_up.truth.as_str()),
        )
        .text(&columns.area)
        .text(&columns.time);
    added(texts(encoder, &columns.covariates), evaluation)
}

/// What a plan may say and need not. A plan that says none of it keeps the hash that it had before there was such a thing to say.
fn added(encoder: Encoder, evaluation: &Evaluation) -> Encoder {
    let mut encoder = encoder;
    if let Some(inference) = evaluation.inference {
        encoder = encoder.text("inference").text(inference.name());
    }
    if let Some(weight) = &evaluation.columns.weight {
        encoder = encoder.text("weight").text(weight);
    }
    for predictor in &evaluation.predictors {
        encoder = encoder
            .text("predictor")
            .optional(predictor.column.as_deref())
            .text(&predictor.from.to_string())
            .text(&predictor.to.to_string());
    }
    encoder
}

fn outcome(encoder: Encoder, outcome: &Outcome) -> Encoder {
    encoder
        .optional(outcome.measure.as_ref().map(|measure| measure.id().as_str()))
        .text(&outcome.name)
        .text(&outcome.unit)
        .optional(outcome.definition.as_deref())
        .flag(outcome.primary)
        .text(outcome.better.name())
        .text(&outcome.smallest_that_matters.to_string())
        .flag(outcome.moves_by_itself)
        .text(&outcome.column)
        .optional(outcome.denominator.as_deref())
        .text(&outcome.per.to_string())
}

fn texts(encoder: Encoder, texts: &[String]) -> Encoder {
    texts
        .iter()
        .fold(encoder.count(texts.len()), |encoder, text| encoder.text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_plan;

    const PLAN: &str = "areas = [\"Here\"]\ncomparison = [\"There\"]\nfrom = 2024-11-01\nlaunch = 2026-11-20\nto = 2027-01-31\n\
                        estimator = \"synthetic-control\"\ndecision_rule = \"As the interval lies.\"\n\
                        [[outcome]]\nname = \"calls\"\nunit = \"calls\"\nprimary = true\nbetter = \"higher\"\nsmallest_that_matters = 2\n";

    fn hash(text: &str) -> ItemHash {
        let (plan, findings) = read_plan("plan.toml", text);
        assert!(findings.is_empty(), "{findings:?}");
        plan_hash(&plan.unwrap())
    }

    #[test]
    fn a_comment_changes_nothing_and_a_word_that_decides_changes_the_hash() {
        let plain = hash(PLAN);
        assert_eq!(plain, hash(&format!("# Agreed on 3 October.\n\n{PLAN}")));
        for (from, to) in [
            ("higher", "lower"),
            ("primary = true", "primary = true\nmoves_by_itself = true"),
            ("= 2\n", "= 3\n"),
            ("There", "Elsewhere"),
            ("2027-01-31", "2027-02-28"),
            ("synthetic-control", "difference-in-differences"),
            ("areas =", "seed = 7\nareas ="),
            ("areas =", "alpha = 0.1\nareas ="),
            ("As the interval lies.", "As we like."),
            ("areas =", "inference = \"conformal\"\nareas ="),
            (
                "smallest_that_matters = 2\n",
                "smallest_that_matters = 2\n[data]\nweight = \"people\"\n",
            ),
        ] {
            let changed = PLAN.replacen(from, to, 1);
            assert_ne!(changed, PLAN, "{from}");
            assert_ne!(plain, hash(&changed), "{from}");
        }
    }
}
