//! A word that makes a person smaller than they are
//!
//! Stigma drives people away from help (Drug Deaths Taskforce Scotland; Kaleidoscope's guidelines for media), and words
//! that put the blame on a child hide that somebody exploits them (The Children's Society, "Appropriate language: child
//! sexual and criminal exploitation"; "child prostitute" left the law with the Serious Crime Act 2015, s.68). Say the
//! person first: "people who use drugs". Words with no other meaning are errors, the rest warnings. Names of
//! services, publishers, partners and reports are left alone; so is whatever stands between quotation marks, such as a
//! film's title.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Dealers use kids as drug mules because addicts pay.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Dealers make children carry drugs because people pay. The film “Drug Mule” shows one of them.
//! ````

use crate::phrase::{self, Phrases};
use crate::prose::Prose;
use crate::rule::Subject;
use crate::text::{Kind, MOST, Piece};
use campaign::{Diagnostic, RuleId, Severity};
use campaign::Severity::{Error, Warning};
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const ID: RuleId = RuleId("language");

const PEOPLE: &str = "people who use drugs";
const DEPENDENT: &str = "people who are dependent on drugs, or people who need help with drugs";
const CARRIED: &str = "a child who is made to carry drugs";
const EXPLOITED: &str = "a child who is exploited";
const BLAME: &str = "who puts the child in danger, and how";

/// Phrases, how plain they are, and what to write in their place.
const WORDS: &[(&str, Severity, &str)] = &[
    ("junkie|junkies|junky|druggie|druggies|druggy|crackhead|crackheads|smackhead|smackheads", Error, PEOPLE),
    ("crack|smack head|heads", Error, PEOPLE),
    ("drug|drugs? addict|addicts", Error, DEPENDENT),
    ("drug|drugs|substance abuser|abusers", Error, PEOPLE),
    ("pothead|potheads|stoner|stoners|cokehead|cokeheads|dopehead|dopeheads", Error, PEOPLE),
    ("drug|drugs|substance|recreational|cocaine|heroin|crack|cannabis|ecstasy|injecting|casual|problem drug? user|users", Warning, PEOPLE),
    ("user|users of drugs|cocaine|heroin|crack|cannabis", Warning, PEOPLE),
    ("drug|drugs|substance abuse", Warning, "drug use, or harm from drugs"),
    ("drug|drugs|heroin|cocaine|crack habit|habits", Warning, "drug use, or dependence"),
    ("hooked on drugs|heroin|cocaine|crack|cannabis", Warning, "dependent on"),
    ("get|gets|got|getting|stay|stays|stayed|staying|been|be|being clean for|and|from|of|off", Warning, "stopped using, or not using now"),
    ("clean and sober", Warning, "not using now"),
    ("get|stay|got clean", Warning, "stop using"),
    ("dirty needle|needles|syringe|syringes", Warning, "used needles"),
    ("dirty|clean urine|test|tests|sample", Warning, "a test that found drugs, or found none"),
    ("drug|drugs|cash|money|child|human mule|mules", Warning, CARRIED),
    ("as a? mule|mules", Warning, CARRIED),
    ("drug|drugs|lines|child|young|teenage runner|runners", Warning, CARRIED),
    ("as a? runner|runners", Warning, CARRIED),
    ("child|teenage|teen|schoolboy|schoolgirl drug|drugs? dealer|dealers|courier|couriers|pusher|pushers", Warning, "a child who is made to sell or carry drugs"),
    ("child|teenage|underage prostitute|prostitutes|prostitution", Error, EXPLOITED),
    ("child|kiddie|kiddy porn|pornography", Error, "child sexual abuse images"),
    ("rent boy|boys", Error, EXPLOITED),
    ("lifestyle choice|choices", Warning, "what somebody does to the child: no child can choose to be exploited"),
    ("chose|chosen|choose|chooses|choosing to? deal|carry|sell|run drugs", Warning, "who made the child do it, and how"),
    ("put|puts|putting|place|places|placing themselves|themself|himself|herself|yourself at risk|harm|danger", Warning, BLAME),
    ("promiscuous|promiscuity|streetwise", Warning, BLAME),
    ("street wise|smart", Warning, BLAME),
    ("absconder|absconders|absconded|absconding|absconds", Warning, "went missing, or a child who is missing"),
    ("young|juvenile|child|youth offender|offenders|criminal|criminals|delinquent|delinquents", Warning, "a child, and what was done"),
    ("juvenile|juveniles", Warning, "child, or young person"),
    ("scum|scumbag|scumbags|lowlife|lowlifes|vermin|wastrel|wastrels|feral", Warning, "what somebody did, not what they are"),
    ("crack|drug|drugs den|dens", Warning, "a home that dealers have taken over, or where drugs are sold"),
    ("commit|commits|committed|committing suicide", Warning, "died by suicide, or tried to take their life"),
    ("the homeless|mentally ill|disabled", Warning, "people, first: people who are homeless, people with …"),
    ("vagrant|vagrants|tramp|tramps", Warning, "people who are homeless"),
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let read = subject
        .pieces
        .iter()
        .filter(|piece| !matches!(piece.kind, Kind::Name | Kind::Title));
    let phrases = phrases();
    for piece in read {
        for (range, severity, better) in stigma(phrases, &piece.prose) {
            let words = piece.words.get(range.clone()).unwrap_or("");
            let fix = only_answer(&piece.words, &range)
                .and_then(|answer| subject.written.fix(piece, &range, &answer));
            let finding = Diagnostic {
                // What only the team and its partners read holds up no release.
                severity: if piece.kind == Kind::Internal { Warning } else { severity },
                ..Diagnostic::warning(
                    ID,
                    subject.written.place(piece, &range),
                    format!("\"{words}\" makes a person smaller, and keeps people from asking for help"),
                    format!("say instead: {better}; a title or somebody's own word goes between quotation marks"),
                )
            };
            found.push(finding.with_fix(fix));
        }
    }
}

/// "Drug users" where it is a whole group of words: before a full stop or comma, or before a word that goes on about them.
/// "Drug users group" and "a drug user" need their author.
fn only_answer(text: &str, range: &Range<usize>) -> Option<String> {
    const GO_ON: [&str; 22] = [
        "are", "were", "who", "and", "or", "but", "in", "at", "to", "for", "from", "with", "can", "may", "will", "do", "have", "need",
        "say", "know", "as", "on",
    ];
    let answer = match text.get(range.clone())? {
        "drug users" => "people who use drugs",
        "Drug users" => "People who use drugs",
        _ => return None,
    };
    let after = text.get(range.end..)?;
    let is_whole = match after.chars().next() {
        None | Some('.' | ',' | ';' | ':' | '!' | '?' | ')') => true,
        Some(' ') => {
            let next: String = after.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
            GO_ON.contains(&next.as_str())
        }
        Some(_) => false,
    };
    is_whole.then(|| answer.to_owned())
}

fn phrases() -> &'static Phrases {
    static ALL: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(WORDS.iter().map(|(phrase, ..)| *phrase)));
    &ALL
}

/// The words of a text that say it badly, none inside another.
fn stigma(phrases: &Phrases, prose: &Prose<'_>) -> Vec<(Range<usize>, Severity, &'static str)> {
    let words = &prose.words;
    let quoted = prose.quoted();
    let mut found: Vec<(Range<usize>, Severity, &'static str)> = Vec::new();
    for (number, run) in phrases.find(words) {
        let Some((_, severity, better)) = WORDS.get(number).filter(|_| found.len() < MOST) else {
            break;
        };
        let range = phrase::bytes(words, &run);
        let is_told_already = found
            .iter()
            .any(|(other, ..)| other.start < range.end && range.start < other.end);
        if !is_told_already && !Piece::touches(quoted, &range) {
            found.push((range, *severity, better));
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::{ID, phrases};
    use crate::testing::{lines_of, severities_of};
    use campaign::Severity::{Error, Warning};

    fn stigma(text: &str) -> Vec<&str> {
        let found = super::stigma(phrases(), &super::Prose::of(text));
        found.into_iter().map(|(range, ..)| &text[range]).collect()
    }

    #[test]
    fn stigma_is_found_in_any_case_and_number() {
        for text in [
            "ADDICTS",
            "a recovering addict",
            "drug-abusers",
            "Recreational drug users may not realise",
            "cocaine users",
            "Kids as mules",
            "used as runners",
            "a child prostitute",
            "her lifestyle choice",
            "He put himself at risk",
            "She chose to carry drugs",
            "He has been clean for a year",
            "a crack den",
            "young offenders",
            "substance abuse",
        ] {
            assert_eq!(stigma(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn words_with_another_meaning_are_left_alone() {
        for text in [
            "#MerryMuletide",
            "Merry Muletide",
            "people who use screen readers, wheelchair users and road users",
            "Clean your hands. A clean table. Come clean about it.",
            "The race was won by a runner from Southend.",
            "A dirty trick.",
            "a bus user group",
            "the user's phone",
            "He takes risks. You are not putting anyone at risk.",
            "“Junkie” is a word we do not use",
            "the film ‘The Addict’",
            "The programme \"Child Dealers\" was shown",
            "people who are homeless",
            "adduct, addiction service",
            "a courier company",
        ] {
            assert!(stigma(text).is_empty(), "{text}: {:?}", stigma(text));
        }
    }

    #[test]
    fn the_names_of_services_and_reports_are_left_alone() {
        let coverage = "[[coverage]]\nheadline = \"Addicts as mules\"\npublication = \"The newspaper\"\ndate = 2026-11-20\nurl = \"https://a.example/\"\n";
        assert!(lines_of(ID, &[("coverage.toml", coverage)]).is_empty());
    }

    #[test]
    fn the_only_answer_is_offered_where_the_sentence_stays_whole() {
        let fixed = |text: &str| {
            let page = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n");
            crate::testing::fixes_of(ID, &[("pages/x.md", &page)])
        };
        assert_eq!(fixed("Help for drug users."), ["drug users→people who use drugs"]);
        assert_eq!(
            fixed("Some say, *Drug users* are to blame; drug users say no."),
            ["Drug users→People who use drugs", "drug users→people who use drugs"]
        );
        assert_eq!(fixed("Drug users who ask are heard."), ["Drug users→People who use drugs"]);
        for text in ["A drug user.", "The drug users' group", "A drug users group", "Recreational drug users", "drug-users"] {
            assert!(fixed(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_only_the_team_reads_is_a_warning() {
        let rows = "code,kind,name,page\nPUB1,poster,The addicts' corner,signs\n";
        assert_eq!(severities_of(ID, &[("placements.csv", rows)]), [Warning]);
        let page = "+++\ntitle = \"Addicts\"\nhelp = [\"childline\"]\n+++\n\nText.\n";
        assert_eq!(severities_of(ID, &[("pages/x.md", page)]), [Error]);
    }
}
