//! How a silent call to 999 is told: whole, and without a promise.

use super::{ID, Looks, denies};
use crate::phrase::Phrases;
use crate::prose::Prose;
use crate::rule::Subject;
use crate::story::Story;
use crate::text::Piece;
use campaign::Diagnostic;
use campaign::markdown::{BlockKind, Insert};
use std::ops::Range;

/// Whether a sentence says one of these (`true`) or denies it (`false`). "You can't speak? Press 55" denies nothing of what
/// comes behind the 55.
fn said(prose: &Prose<'_>, sentence: &Range<usize>, phrases: &Phrases) -> Option<bool> {
    let words = prose.words.get(sentence.clone())?;
    let (_, run) = phrases.find(words).into_iter().next()?;
    let run = sentence.start + run.start..sentence.start + run.end;
    let mention = (sentence.start..run.start)
        .rev()
        .find(|at| prose.lower(*at) == "55");
    let from = mention.filter(|at| !denies(prose, &(at.saturating_sub(2).max(sentence.start)..*at)));
    Some(!denies(prose, &(from.unwrap_or(sentence.start)..run.end)))
}

pub(super) fn silent_call(
    subject: &Subject<'_>,
    looks: &Looks,
    story: &Story<'_, '_>,
    found: &mut Vec<Diagnostic>,
) {
    let read: Vec<(&Piece<'_>, &Prose<'_>)> = story
        .pieces
        .iter()
        .filter(|piece| piece.kind.speaks())
        .map(|piece| (*piece, &piece.prose))
        .collect();
    let says = |word: &str| {
        read.iter()
            .any(|(_, prose)| prose.words.iter().any(|other| other.lower == word))
    };
    let (rings_999, presses_55) = (says("999"), says("55"));
    let mut first: Option<(&Piece<'_>, Range<usize>)> = None;
    let mut says_no_place = false;
    for (piece, prose) in &read {
        for sentence in &prose.sentences {
            let place = said(prose, sentence, &looks.place);
            says_no_place |= place == Some(false);
            let words = prose.words.get(sentence.clone()).unwrap_or_default();
            let here = looks.silent.find(words).into_iter().next();
            let mentions = here.is_some() || (words.iter().any(|word| word.lower == "55") && rings_999);
            let is_silent = words
                .iter()
                .any(|word| matches!(word.lower.as_str(), "silent" | "silence" | "nothing"));
            let mut add = |message: &str, advice: &str| {
                let place = subject.written.start(piece, &prose.bytes(sentence));
                found.push(Diagnostic::error(ID, place, message, advice));
            };
            if mentions && place == Some(true) {
                add(
                    "a silent call does not show where somebody is",
                    "say so: \"That does not show where you are\"; and tell them to answer by coughing or tapping",
                );
            }
            if mentions && said(prose, sentence, &looks.hang_up) == Some(true) {
                add(
                    "who hangs up after 55 is not helped",
                    "say: press 55 when you are asked to, stay on the line and listen",
                );
            }
            if mentions && said(prose, sentence, &looks.home_phone) == Some(true) {
                add(
                    "55 does nothing on a home phone",
                    "say that 55 works on a mobile alone; on a home phone, stay on the line",
                );
            }
            if said(prose, sentence, &looks.rung) == Some(true) {
                add(
                    "55 is no number to ring",
                    "say: ring 999 first, and press 55 when you are asked to",
                );
            }
            let promises = said(prose, sentence, &looks.come) == Some(true);
            if is_silent && rings_999 && promises && !presses_55 {
                add(
                    "a call on which nobody speaks or presses 55 is ended, and nobody comes",
                    "say: on a mobile, press 55 when you are asked to",
                );
            }
            if mentions && first.is_none() {
                first = Some((piece, sentence.clone()));
            }
        }
    }
    let Some((piece, sentence)) = first else { return };
    if story.page.is_some_and(|page| {
        page.blocks
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Insert(Insert::Danger)))
    }) {
        return;
    }
    let mut missing = Vec::new();
    if !rings_999 {
        missing.push("ring 999 first");
    }
    if !presses_55 {
        missing.push("press 55 when you are asked to");
    }
    if !["mobile", "mobiles"].iter().any(|word| says(word)) {
        missing.push("this works on a mobile alone");
    }
    if !says_no_place {
        missing.push("it does not show where you are");
    }
    if !missing.is_empty() {
        let prose = &piece.prose;
        found.push(Diagnostic::warning(
            ID,
            subject.written.start(piece, &prose.bytes(&sentence)),
            "this tells half of how a silent call works",
            format!(
                "add: {}; or put the block `danger` on the page",
                missing.join("; ")
            ),
        ));
    }
}
