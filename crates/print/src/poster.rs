//! A poster's data for the template `poster.typ`.

use campaign::press::{Art, Sheet};
use campaign::{Format, HelpService, OpeningHours, Palette};
use serde_json::{Value as Json, json};
use words::{Word, Words};

/// What the template reads. Texts go as they are: a template sets them as text and nothing else.
pub(crate) fn data(sheet: &Sheet<'_>) -> Json {
    let campaign = sheet.campaign;
    let poster = sheet.poster;
    let about = &campaign.about;
    let words = Words::of(&about.language);
    let (width, height) = sheet.format.size_mm();
    let (language, region) = about
        .language
        .split_once('-')
        .map_or((about.language.as_str(), None), |(language, region)| {
            (language, Some(region))
        });
    let help: Vec<Json> = poster
        .help
        .iter()
        .filter_map(|id| campaign.help_service(id))
        .map(|service| route(service, &words))
        .collect();
    json!({
        "language": language,
        "region": region,
        "title": poster.headline.value,
        // PDF/A asks for a date. There is no clock here, and the same edition is the same file: the campaign's first day.
        "date": [about.starts.year(), about.starts.month(), about.starts.day()],
        "layout": poster.layout.name(),
        "format": sheet.format.name(),
        "width": width,
        "height": height,
        "in_hand": matches!(sheet.format, Format::A4 | Format::Leaflet),
        "for_printer": sheet.for_printer,
        "colours": colours(&campaign.theme.light),
        "headline": set(&poster.headline),
        "act": set(&poster.act),
        "points": poster.points.iter().map(|point| set(point)).collect::<Vec<_>>(),
        "picture": sheet.picture.map(|art| picture(&art)),
        "help": help,
        "link": sheet.link,
        "link_shown": shown(sheet.link),
        "twin": sheet.twin,
        "campaign": about.name,
        "area": about.area.name,
        "hashtag": about.hashtag,
        "worked_example": about.worked_example.then(|| words.get(Word::WorkedExample)),
        "back": poster.back.as_ref().map(|back| json!({
            "heading": set(&back.heading),
            "points": back.points.iter().map(|point| set(point)).collect::<Vec<_>>(),
        })),
        "words": {
            "code": "Point a phone’s camera at the code",
            "code_alt": format!("A code that opens {} on a phone.", shown(sheet.link)),
            "twin": "This poster as a web page",
        },
    })
}

fn picture(art: &Art<'_>) -> Json {
    json!({ "file": "/picture.svg", "alt": art.alt })
}

fn colours(palette: &Palette) -> Json {
    let pairs = palette.colours();
    pairs
        .iter()
        .map(|(name, colour)| ((*name).to_owned(), Json::String(colour.value.to_string())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn route(service: &HelpService, words: &Words) -> Json {
    let hours = match &service.hours {
        Some(OpeningHours::AnyTime) => vec![words.get(Word::AnyTime).to_owned()],
        Some(OpeningHours::Week { written, .. }) => written.clone(),
        None => Vec::new(),
    };
    json!({
        "name": service.name,
        "what": set(&service.what),
        "phone": service.phone.as_ref().map(|phone| phone.written()),
        "sms": service.sms.as_ref().map(|phone| phone.written()),
        "url": service.url.as_ref().map(|url| shown(url.as_str())),
        "hours": hours,
        "emergency": service.emergency,
    })
}

/// An address as people type it: without its scheme.
fn shown(address: &str) -> &str {
    let address = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    address.trim_end_matches('/')
}

/// A text as it is set: straight quotes become the marks that a printer uses.
fn set(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut before = ' ';
    for sign in text.chars() {
        let opens = before.is_whitespace() || "([‘“—–-/".contains(before);
        let sign = match (sign, opens) {
            ('\'', true) => '‘',
            ('\'', false) => '’',
            ('"', true) => '“',
            ('"', false) => '”',
            _ => sign,
        };
        set.push(sign);
        before = sign;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_quotes_are_set_as_a_printer_sets_them() {
        assert_eq!(set("You don't say \"it's late\"."), "You don’t say “it’s late”.");
    }
}
