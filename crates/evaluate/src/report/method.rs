//! What each method does, what it takes for granted, when it fails, and who published it.

use crate::estimate::{Method, Procedure};

/// A method in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodText {
    /// Its name, as a heading.
    pub name: &'static str,
    /// What it does.
    pub does: &'static str,
    /// What it takes for granted.
    pub assumes: &'static str,
    /// When it fails.
    pub fails: &'static str,
    /// Who published it.
    pub source: &'static str,
}

/// A method in words.
#[must_use]
pub fn method_text(method: Method) -> MethodText {
    match method {
        Method::BeforeAfter => MethodText {
            name: "Before and after",
            does: "Takes the mean before the start from the mean after it, in the areas with the campaign alone.",
            assumes: "That nothing else would have changed.",
            fails: "Nearly always: seasons, news and new ways of counting are in the number too.",
            source: "None recommends it. It is here because people ask for it.",
        },
        Method::DifferenceInDifferences => MethodText {
            name: "Difference in differences",
            does: "Takes the change in the other areas from the change in the areas with the campaign, by a regression on areas and times (two-way fixed effects).",
            assumes: "That without the campaign all areas would have changed by the same amount.",
            fails: "Where the paths differed before the start already; and with several starts, where areas that started early stand in for the comparison.",
            source: "Angrist and Pischke 2009, Mostly Harmless Econometrics, chapter 5; errors clustered by area: Liang and Zeger 1986, Biometrika 73(1).",
        },
        Method::GroupTime => MethodText {
            name: "Group-time effects",
            does: "Works out an effect for each set of areas that started together and each time, against areas that never start (or not yet), and takes their mean.",
            assumes: "That without the campaign the areas would have changed as those that they are compared with; nobody changed because a start was announced.",
            fails: "With few areas in a set, and where the paths differed before.",
            source: "Callaway and Sant\u{2019}Anna 2021, Journal of Econometrics 225(2).",
        },
        Method::SyntheticControl => MethodText {
            name: "Synthetic control",
            does: "Mixes the other areas so that the mixture moved as the area did before the start. What the area has more or less than its mixture afterwards is the effect.",
            assumes: "That a mixture which followed the area for long follows it still.",
            fails: "Where the area lies above or below all others, where the time before is short, and where the mixture fits the past by chance because there are many areas for few periods.",
            source: "Abadie, Diamond and Hainmueller 2010, Journal of the American Statistical Association 105(490), on past outcomes without predictors.",
        },
        Method::SyntheticControlPredictors => MethodText {
            name: "Synthetic control on predictors",
            does: "As synthetic control, on means of what is known of the areas, each weighing as much as makes the mixture follow the past best.",
            assumes: "As synthetic control.",
            fails: "As synthetic control; and the weights of the predictors have many local optima, which can give different effects. The report names the runner-up.",
            source: "Abadie, Diamond and Hainmueller 2010, Journal of the American Statistical Association 105(490); 2011, Journal of Statistical Software 42(13).",
        },
        Method::AugmentedSyntheticControl => MethodText {
            name: "Augmented synthetic control",
            does: "As synthetic control, then corrects what the mixture missed before the start by a ridge regression.",
            assumes: "That what was missed before would be missed in the same way afterwards.",
            fails: "Where the correction reaches far beyond all that was seen.",
            source: "Ben-Michael, Feller and Rothstein 2021, Journal of the American Statistical Association 116(536).",
        },
        Method::SyntheticDifferenceInDifferences => MethodText {
            name: "Synthetic difference in differences",
            does: "Mixes the other areas so that the mixture changed as the area did before the start, mixes the earlier periods so that they are like the later ones, and takes the difference of the differences.",
            assumes: "That the mixture, but for a level of its own, would have moved as the area did.",
            fails: "With few periods before the start, and where what moves the area moves no other.",
            source: "Arkhangelsky, Athey, Hirshberg, Imbens and Wager 2021, American Economic Review 111(12).",
        },
        Method::StructuralSeries => MethodText {
            name: "Structural time series",
            does: "Learns from the time before the start how the area follows the others, with a level that wanders, and forecasts what would have come.",
            assumes: "That the others were not touched by the campaign and that the area goes on following them.",
            fails: "Where something else happened to the area alone at the same time; and its error comes from a model, not from comparing areas.",
            source: "Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter; Brodersen and others 2015, Annals of Applied Statistics 9(1), for the question.",
        },
    }
}

/// How the uncertainty was worked out.
pub(super) fn procedure_text(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::PlaceboEffect => {
            "Each other area is taken as if it had had the campaign, each once. p is the share of areas, ours among them, whose effect is at least as large as ours, up or down. The interval holds every effect that this test would not reject."
        }
        Procedure::PlaceboRatio => {
            "Each other area is taken as if it had had the campaign, each once. p is the share of areas, ours among them, whose gap after the start is at least as large beside its gap before as ours is. The interval holds every effect that this test would not reject."
        }
        Procedure::PlaceboScaled => {
            "Each other area is taken as if it had had the campaign, each once. p is the share of areas, ours among them, whose effect is at least as large as ours, up or down, beside how far the comparison missed the area before the start. The interval holds every effect that this test would not reject."
        }
        Procedure::PlaceboSets => {
            "Sets of as many other areas as had the campaign are taken as if they had had it. p is the share of sets, ours among them, whose effect is at least as large as ours; it counts as larger where the comparison had missed our areas by more before the start (with group-time effects the effect alone counts). The interval holds every effect that this test would not reject."
        }
        Procedure::PlaceboInTime => "Earlier days are taken as if the campaign had begun then.",
        Procedure::Conformal => {
            "For each possible effect the model is fitted anew on all periods as if that were true, and the leftovers after the start are compared with those before, in moving blocks. The interval holds every effect that is not rejected (Chernozhukov, W\u{fc}thrich and Zhu 2021, Journal of the American Statistical Association 116(536))."
        }
        Procedure::Jackknife => "Each area is left out once, and the spread of the effects is the error.",
        Procedure::Bootstrap => {
            "Areas are drawn again and again with replacement, and the spread of the effects is the error."
        }
        Procedure::ClusterRobust => {
            "The error allows each area its own ups and downs over time (clustered by area)."
        }
        Procedure::Analytic => "The error comes from the estimator\u{2019}s influence function.",
        Procedure::Model => "The error comes from the model\u{2019}s own forecast.",
    }
}
