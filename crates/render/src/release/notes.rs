//! What stands below the text of a release, from data: an editor finds here what a newsroom asks for next.

use super::{Note, Part, Run, Section};
use crate::context::Context;
use crate::inserts::help::written_hours;
use crate::views::about::dates;
use campaign::{Fact, HelpService, Page};
use words::Word;

/// Facts with their sources, what the campaign is, help to print, how to report without harm, and who answers.
pub(super) fn sections(context: &Context<'_>, page: &Page, cited: Vec<&Fact>) -> Vec<Section> {
    let words = context.words;
    let section = |heading: Word, parts: Vec<Part>| Section {
        heading: words.get(heading).to_owned(),
        parts,
    };
    let mut sections = Vec::new();
    if !cited.is_empty() {
        let notes = cited.iter().enumerate().map(|(at, fact)| Note {
            id: fact.id.clone(),
            number: at + 1,
            text: source(context, fact),
        });
        let lead = Part::Paragraph(vec![Run::plain(words.get(Word::PressFactsText))]);
        sections.push(section(
            Word::ReleaseNotes,
            vec![lead, Part::Facts(notes.collect())],
        ));
    }
    sections.push(section(Word::ReleaseAbout, about(context)));
    let services = services(context, page);
    if !services.is_empty() {
        let lead = Part::Paragraph(vec![Run::plain(words.get(Word::ReleaseHelpText))]);
        sections.push(section(Word::ReleaseHelp, vec![lead, Part::List(services)]));
    }
    let care = [
        Word::PressUseChild,
        Word::ReleaseCareWords,
        Word::ReleaseCarePictures,
        Word::ReleaseCareMethods,
        Word::ReleaseCareFamily,
    ];
    let care = care.map(|word| vec![Run::plain(words.get(word))]).to_vec();
    sections.push(section(Word::ReleaseCare, vec![Part::List(care)]));
    sections.push(section(Word::PressContacts, contacts(context)));
    sections
}

/// Value, definition, period, care, publisher, address, and the day on which somebody read it there.
fn source(context: &Context<'_>, fact: &Fact) -> Vec<Run> {
    let words = context.words;
    let stop = |text: &str| format!("{}.", text.trim_end_matches('.'));
    let mut said = format!(
        ": {} {}",
        stop(&fact.definition),
        words.fill(Word::FactPeriod, &[("period", fact.period.trim_end_matches('.'))])
    );
    if let Some(care) = &fact.care {
        said.push(' ');
        said.push_str(&words.fill(Word::FactCare, &[("care", care)]));
    }
    let checked = words.fill(Word::CheckedOn, &[("date", &words.date(fact.checked))]);
    // The address comes last and without a full stop, which mail programs would take for a part of it.
    said.push_str(&format!(" {}. {checked}. ", fact.publisher.trim_end_matches('.')));
    vec![
        Run::strong(format!("{} {}", fact.value, fact.unit)),
        Run::plain(said),
        Run::link(fact.url.as_str(), fact.url.as_str()),
    ]
}

fn about(context: &Context<'_>) -> Vec<Part> {
    let words = context.words;
    let about = &context.campaign.about;
    let partners: Vec<_> = about.partners.iter().collect();
    let from = words.fill(
        Word::PosterFrom,
        &[
            ("partners", &crate::views::posters::names(words, &partners)),
            ("area", &about.area.name),
        ],
    );
    let mut name = vec![Run::strong(about.name.clone())];
    if let Some(hashtag) = &about.hashtag {
        name.push(Run::plain(format!(" ({hashtag})")));
    }
    name.push(Run::plain(format!(
        ": {} {from} {}",
        about.summary,
        dates(context)
    )));
    let home = context.public("");
    vec![
        Part::Paragraph(name),
        Part::Paragraph(vec![
            Run::plain(format!("{} ", words.get(Word::WebPage))),
            Run::link(home.clone(), home),
        ]),
        Part::Paragraph(vec![Run::plain(
            words.fill(Word::ReleaseEdition, &[("edition", &context.edition.short())]),
        )]),
    ]
}

/// The services that the release's page names, best first; without any, all of the campaign.
fn services(context: &Context<'_>, page: &Page) -> Vec<Vec<Run>> {
    let campaign = context.campaign;
    if page.help.is_empty() {
        return campaign.help.iter().map(|one| service(context, one)).collect();
    }
    page.help
        .iter()
        .filter_map(|id| campaign.help_service(id))
        .map(|one| service(context, one))
        .collect()
}

/// A service in one line, as an editor prints it below a story.
pub(super) fn service(context: &Context<'_>, service: &HelpService) -> Vec<Run> {
    let words = context.words;
    let mut runs = vec![Run::strong(service.name.clone())];
    if let Some(phone) = service
        .phone
        .as_ref()
        .filter(|phone| phone.written() != service.name)
    {
        runs.push(Run::plain(": "));
        runs.push(Run::link(phone.written(), format!("tel:{}", phone.digits())));
    }
    if let Some(sms) = &service.sms {
        runs.push(Run::plain(format!(". {} ", words.get(Word::TextTo))));
        runs.push(Run::link(sms.written(), format!("sms:{}", sms.digits())));
    }
    if let Some(url) = &service.url {
        runs.push(Run::plain(format!(". {} ", words.get(Word::WebPage))));
        runs.push(Run::link(url.host(), url.as_str()));
    }
    runs.push(Run::plain(format!(". {}", service.what)));
    if let Some(hours) = written_hours(words, service) {
        runs.push(Run::plain(format!(" {hours}")));
    }
    if let Some(area) = &service.area {
        runs.push(Run::plain(format!(
            " {}",
            words.fill(Word::AnswersIn, &[("area", area)])
        )));
    }
    runs
}

fn contacts(context: &Context<'_>) -> Vec<Part> {
    let partners = &context.campaign.about.partners;
    let contacts: Vec<Vec<Run>> = partners
        .iter()
        .filter_map(|partner| {
            let contact = partner.press_contact.as_deref()?;
            Some(vec![
                Run::strong(partner.name.clone()),
                Run::plain(format!(": {contact}")),
            ])
        })
        .collect();
    if contacts.is_empty() {
        let none = context.words.get(Word::PressNoContact);
        return vec![Part::Paragraph(vec![Run::plain(none)])];
    }
    vec![Part::List(contacts)]
}
