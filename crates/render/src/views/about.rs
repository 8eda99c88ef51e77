//! What `about/` and `accessibility/` say from data.

use super::section;
use crate::context::{Context, Mode};
use crate::inserts::facts;
use crate::text::escape;
use campaign::Measure;
use std::fmt::Write as _;
use words::Word;

/// Where a served site has the licences of everything inside the program.
pub const LICENCES_ADDRESS: &str = "/licences.txt";

/// Who is behind it, when and where it runs, what it states as fact, how it will be judged, and its edition.
pub(crate) fn about(context: &Context<'_>) -> String {
    let words = context.words;
    let about = &context.campaign.about;
    let mut html = format!("<h2>{}</h2>\n<ul>\n", escape(words.get(Word::AboutPartners)));
    for partner in &about.partners {
        let website = partner.website.as_ref().map_or(String::new(), |website| {
            format!(
                ", <a href=\"{}\" rel=\"noreferrer\">{}</a>",
                escape(website.as_str()),
                escape(website.host())
            )
        });
        _ = writeln!(html, "<li>{}{website}</li>", escape(&partner.name));
    }
    let dates = dates(context);
    let area = words.fill(Word::AboutArea, &[("area", &about.area.name)]);
    _ = write!(
        html,
        "</ul>\n<p>{}</p>\n<p>{} {}</p>\n",
        escape(words.get(Word::AboutFolder)),
        escape(&dates),
        escape(&area)
    );
    if !about.measures.is_empty() {
        _ = write!(
            html,
            "<h2>{}</h2>\n<ul>\n",
            escape(words.get(Word::AboutMeasures))
        );
        for measure in about
            .measures
            .iter()
            .filter(|measure| matches!(measure, Measure::Outcome(..) | Measure::Impact(..)))
        {
            let text = measure.text();
            _ = writeln!(
                html,
                "<li><strong>{}</strong>: {}</li>",
                escape(&text.name),
                escape(&text.definition)
            );
        }
        html.push_str("</ul>\n");
    }
    if !context.campaign.facts.is_empty() {
        _ = write!(
            html,
            "<h2>{}</h2>\n{}",
            escape(words.get(Word::AboutFacts)),
            facts::all(context)
        );
    }
    section(
        &mut html,
        2,
        words.get(Word::AboutEdition),
        words.get(Word::AboutEditionText),
    );
    _ = writeln!(html, "<p><code>{}</code></p>", context.edition);
    if context.site.mode == Mode::Live {
        _ = writeln!(
            html,
            "<p><a href=\"{}\">{}</a></p>",
            escape(&context.site.link(LICENCES_ADDRESS)),
            escape(words.get(Word::AboutLicences))
        );
    }
    html
}

/// What was tested and when, known faults, how to report one and the route after that; never more than the folder says.
pub(crate) fn accessibility(context: &Context<'_>) -> String {
    let words = context.words;
    let statement = &context.campaign.about.accessibility;
    let mut html = String::new();
    if let Some(tested) = &statement.tested {
        section(&mut html, 2, words.get(Word::AccessibilityTested), tested);
    }
    if let Some(on) = statement.tested_on {
        let on = words.fill(Word::AccessibilityTestedOn, &[("date", &words.date(on))]);
        _ = writeln!(html, "<p>{}</p>", escape(&on));
    }
    if statement.known_faults.is_empty() {
        section(
            &mut html,
            2,
            words.get(Word::AccessibilityFaults),
            words.get(Word::AccessibilityNoFaults),
        );
    } else {
        let faults: String = statement
            .known_faults
            .iter()
            .map(|fault| format!("<li>{}</li>", escape(fault)))
            .collect();
        _ = write!(
            html,
            "<h2>{}</h2>\n<ul>{faults}</ul>\n",
            escape(words.get(Word::AccessibilityFaults))
        );
    }
    let rest = [
        (Word::AccessibilityReport, &statement.report_to),
        (Word::AccessibilityEnforcement, &statement.enforcement),
    ];
    for (heading, text) in rest {
        if let Some(text) = text {
            section(&mut html, 2, words.get(heading), text);
        }
    }
    html
}

/// From when to when it runs, or ran.
pub(crate) fn dates(context: &Context<'_>) -> String {
    let words = context.words;
    let about = &context.campaign.about;
    let word = if context.is_finished() {
        Word::AboutDatesOver
    } else {
        Word::AboutDates
    };
    words.fill(
        word,
        &[
            ("starts", &words.date(about.starts)),
            ("ends", &words.date(about.ends)),
        ],
    )
}
