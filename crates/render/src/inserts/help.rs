//! Help services: numbers to ring are the largest thing on the page.

use crate::context::{Context, Mode};
use crate::text::escape;
use campaign::{AudienceId, HelpId, HelpService, OpeningHours, PhoneNumber};
use std::fmt::Write as _;
use words::{Word, Words};

/// The services that were asked for; those of one audience; or all of them, by audience.
pub(crate) fn help(context: &Context<'_>, audience: Option<&AudienceId>, services: &[HelpId]) -> String {
    if !services.is_empty() {
        let named = services.iter().filter_map(|id| context.campaign.help_service(id));
        return named.map(|service| card(context, service)).collect();
    }
    match audience {
        Some(audience) => {
            let theirs = context
                .campaign
                .help
                .iter()
                .filter(|service| service.serves(audience));
            theirs.map(|service| card(context, service)).collect()
        }
        None => by_audience(context),
    }
}

/// Each service once: under the first audience that it names, and those for everybody first.
fn by_audience(context: &Context<'_>) -> String {
    let campaign = context.campaign;
    let mut html = String::new();
    let mut section = |id: &str, name: &str, services: Vec<&HelpService>| {
        if !services.is_empty() {
            _ = writeln!(html, "<h2 id=\"for-{}\">{}</h2>", escape(id), escape(name));
            services
                .iter()
                .for_each(|service| html.push_str(&card(context, service)));
        }
    };
    let everybody = campaign
        .help
        .iter()
        .filter(|service| service.audience.is_empty())
        .collect();
    section("everybody", context.words.get(Word::ForEverybody), everybody);
    for audience in &campaign.about.audiences {
        let theirs = campaign
            .help
            .iter()
            .filter(|service| service.audience.first() == Some(&audience.id))
            .collect();
        section(audience.id.as_str(), &audience.name, theirs);
    }
    html
}

/// Other ways to tell somebody, for a site without a reporting line: every service that is not for emergencies alone.
pub(crate) fn tell(context: &Context<'_>) -> String {
    context
        .campaign
        .help
        .iter()
        .filter(|service| !service.emergency)
        .map(|service| card(context, service))
        .collect()
}

/// One service.
pub(crate) fn card(context: &Context<'_>, service: &HelpService) -> String {
    let words = context.words;
    let mut html = format!("<div class=\"service\"><h3>{}</h3>\n", escape(&service.name));
    if let Some(phone) = &service.phone {
        _ = writeln!(html, "<p>{}</p>", ring("tel", phone));
    }
    _ = writeln!(html, "<p>{}</p>", escape(&service.what));
    html.push_str(&hours(context, service));
    // A number that takes both is shown twice: a link to ring it writes no message, and not everybody can speak.
    if let Some(sms) = &service.sms {
        let words = words.get(Word::TextTo);
        _ = if service.sms == service.phone {
            let (digits, number) = (sms.digits(), escape(sms.written()));
            writeln!(html, "<p>{words} <a href=\"sms:{digits}\">{number}</a></p>")
        } else {
            writeln!(html, "<p>{words} {}</p>", ring("sms", sms))
        };
    }
    if let Some(url) = &service.url {
        let host = escape(url.host());
        _ = writeln!(
            html,
            "<p>{} <a href=\"{}\" rel=\"noreferrer\">{host}</a></p>",
            escape(words.get(Word::WebPage)),
            escape(url.as_str())
        );
    }
    let mut small = Vec::new();
    if let Some(area) = &service.area {
        small.push(escape(&words.fill(Word::AnswersIn, &[("area", area)])));
    }
    if !service.emergency {
        small.push(escape(&words.fill(Word::CheckedOn, &[("date", &words.date(service.checked))])) + ".");
    }
    if !small.is_empty() {
        _ = writeln!(html, "<p class=\"quiet\">{}</p>", small.join(" "));
    }
    html.push_str("</div>\n");
    html
}

fn ring(scheme: &str, number: &PhoneNumber) -> String {
    format!(
        "<a class=\"ring\" href=\"{scheme}:{}\">{}</a>",
        number.digits(),
        escape(number.written())
    )
}

/// Served pages say whether somebody answers now; written ones print the hours.
fn hours(context: &Context<'_>, service: &HelpService) -> String {
    let words = context.words;
    let Some(hours) = &service.hours else {
        return if service.emergency || service.phone.is_none() {
            String::new()
        } else {
            format!("<p>{}</p>\n", escape(words.get(Word::HoursUnknown)))
        };
    };
    if matches!(hours, OpeningHours::AnyTime) {
        return format!("<p class=\"open\">{}</p>\n", escape(words.get(Word::AnyTime)));
    }
    let mut html = String::new();
    if context.site.mode == Mode::Live {
        _ = writeln!(html, "<p class=\"open\">{}</p>", escape(&now(context, hours)));
    }
    let line = written_hours(words, service).unwrap_or_default();
    _ = writeln!(html, "<p>{}</p>", escape(&line));
    let is_open = hours.is_open(context.now, &context.campaign.about.time_zone);
    if let Some(number) = &service.out_of_hours
        && !(context.site.mode == Mode::Live && is_open)
    {
        _ = writeln!(
            html,
            "<p>{} {}</p>",
            escape(words.get(Word::OutOfHours)),
            ring("tel", number)
        );
    }
    html
}

/// When a service answers, without what is true now alone: for what is printed.
pub(crate) fn written_hours(words: &Words, service: &HelpService) -> Option<String> {
    match service.hours.as_ref()? {
        OpeningHours::AnyTime => Some(words.get(Word::AnyTime).to_owned()),
        OpeningHours::Week {
            written,
            closed_on_bank_holidays,
            ..
        } => {
            let bank = if *closed_on_bank_holidays {
                words.get(Word::ClosedOnBankHolidays)
            } else {
                ""
            };
            let line = format!("{} {}. {bank}", words.get(Word::Hours), written.join(", "));
            Some(line.trim().to_owned())
        }
    }
}

fn now(context: &Context<'_>, hours: &OpeningHours) -> String {
    let words = context.words;
    let zone = &context.campaign.about.time_zone;
    let next = hours
        .next_change(context.now, zone)
        .map(|next| next.to_zoned_datetime(zone.clone()));
    match (hours.is_open(context.now, zone), next) {
        (true, Some(next)) => words.fill(Word::OpenUntil, &[("time", &words.time(next.time()))]),
        (true, None) => words.get(Word::OpenNow).to_owned(),
        (false, Some(next)) => words.fill(
            Word::ClosedUntil,
            &[
                ("date", &words.weekday_and_date(next.date())),
                ("time", &words.time(next.time())),
            ],
        ),
        (false, None) => words.get(Word::ClosedNow).to_owned(),
    }
}
