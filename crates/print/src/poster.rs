//! A poster's data for the templates `plan.typ`, `poster.typ` and `copy.typ`.

use crate::picture::{self, File, Grain};
use crate::texts::set;
use crate::{code, fault::Fault};
use campaign::press::{Art, Sheet};
use campaign::{Focus, Format, HelpService, Layout, OpeningHours, Palette, PhoneNumber};
use serde_json::{Value as Json, json};
use typst::foundations::Bytes;
use words::{Word, Words};

/// What the templates read.
pub(crate) struct Data {
    /// The sheet without where its code leads: the same for all the copies of a poster.
    pub(crate) sheet: String,
    /// Where its code leads.
    pub(crate) link: String,
    /// Words in the place of the link's that are as wide as any: with them the layout is worked out, once for all copies.
    pub(crate) any_link: String,
    /// Its pictures, and its code.
    pub(crate) files: Vec<File>,
}

/// What the templates read of a sheet.
pub(crate) fn data(sheet: &Sheet<'_>) -> Result<Data, Vec<Fault>> {
    let campaign = sheet.campaign;
    let poster = sheet.poster;
    let about = &campaign.about;
    let words = Words::of(&about.language);
    let (width, height) = sheet.format.size_mm();
    let (language, region) = language(&about.language);
    let mut files = vec![(
        "/code.svg".to_owned(),
        Bytes::from_string(code::drawing(sheet.link)?),
    )];
    let art = sheet.picture.filter(|_| poster.layout != Layout::Type);
    let mut picture = art
        .map(|art| carry(&mut files, "picture", &art, Grain::of(sheet.format)))
        .transpose()?;
    if let (Some(art), Some(picture)) = (art, &mut picture) {
        let focus = campaign.media(art.path).and_then(|media| media.focus);
        let focus = focus.unwrap_or(Focus::MIDDLE);
        picture["focus"] = json!([focus.x, focus.y]);
    }
    let (mut marks, mut names) = (Vec::new(), Vec::new());
    for partner in campaign.marks_on(poster) {
        let mark = sheet
            .marks
            .iter()
            .enumerate()
            .find(|(_, (id, _))| **id == partner.id);
        let mark = mark.map(|(at, (_, art))| carry(&mut files, &format!("mark-{at}"), art, Grain::MARK));
        match mark.transpose()? {
            Some(mark) => marks.push(mark),
            None => names.push(set(&partner.name)),
        }
    }
    let help: Vec<Json> = poster
        .help
        .iter()
        .filter_map(|id| campaign.help_service(id))
        .map(|service| route(service, &words))
        .collect();
    let points =
        |points: &[campaign::At<String>]| -> Vec<String> { points.iter().map(|point| set(point)).collect() };
    let data = json!({
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
        "points": points(&poster.points),
        "picture": picture,
        "help": help,
        "twin": sheet.twin,
        "campaign": set(&about.name),
        "marks": marks,
        "from": from(&words, &names, &set(&about.area.name)),
        "hashtag": about.hashtag,
        "worked_example": about.worked_example.then(|| words.get(Word::WorkedExample)),
        "back": poster.back.as_ref().map(|back| json!({
            "heading": set(&back.heading),
            "points": points(&back.points),
        })),
        "words": {
            "twin": words.get(Word::PosterAsPage),
            "help": words.get(Word::PosterWho),
            "or_text": words.get(Word::PosterOrText),
            "text_first": words.get(Word::PosterByText),
            "ring_or_text": words.get(Word::PosterRingOrText),
        },
    });
    Ok(Data {
        sheet: data.to_string(),
        link: leads(shown(sheet.link), sheet.link, &words),
        any_link: leads(&as_wide_as_any(shown(sheet.link)), "https://any.example", &words),
        files,
    })
}

fn leads(shown: &str, link: &str, words: &Words) -> String {
    let alt = words.fill(Word::PosterCodeAlt, &[("link", shown)]);
    json!({ "link": link, "shown": shown, "alt": alt }).to_string()
}

/// A short link with the widest letter for each of its code's; an address that is no short link as it is.
fn as_wide_as_any(shown: &str) -> String {
    match shown.rsplit_once("/q/") {
        Some((site, code)) => format!("{site}/q/{}", "W".repeat(code.chars().count())),
        None => shown.to_owned(),
    }
}

/// Takes a picture along, and gives what the template has to know of it.
fn carry(files: &mut Vec<File>, stem: &str, art: &Art<'_>, grain: Grain) -> Result<Json, Vec<Fault>> {
    let (name, bytes) = picture::file(stem, art, grain)?;
    let ratio = f64::from(art.width.max(1)) / f64::from(art.height.max(1));
    let told = json!({ "file": name, "alt": art.alt, "ratio": ratio });
    files.push((name, bytes));
    Ok(told)
}

/// Who is behind it, and where. A partner whose mark stands on the sheet is not named again.
fn from(words: &Words, names: &[String], area: &str) -> String {
    let partners = match names {
        [] => return area.to_owned(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {} {last}", most.join(", "), words.get(Word::And)),
    };
    words.fill(Word::PosterFrom, &[("partners", &partners), ("area", area)])
}

/// Language and region of a tag such as `en-GB`, as far as the typesetter takes them: ISO 639 and ISO 3166.
pub(crate) fn language(tag: &str) -> (&str, Option<&str>) {
    let is_code = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let mut parts = tag.split('-');
    let language = parts.next().filter(|part| is_code(part, 2..=3)).unwrap_or("en");
    (language, parts.find(|part| is_code(part, 2..=2)))
}

pub(crate) fn colours(palette: &Palette) -> Json {
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
    let written = |number: &Option<PhoneNumber>| number.as_ref().map(|number| number.written().to_owned());
    let phone = written(&service.phone);
    // "999" says nothing above 999: there stands when to ring it.
    let name = match &phone {
        Some(phone) if service.emergency && *phone == service.name => words.get(Word::DangerHeading),
        _ => &service.name,
    };
    json!({
        "name": set(name),
        "what": set(&service.what),
        "phone": phone,
        "sms": written(&service.sms),
        "url": service.url.as_ref().map(|url| shown(url.as_str())),
        "hours": hours,
    })
}

/// An address as people type it: without its scheme.
fn shown(address: &str) -> &str {
    let bare = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    bare.unwrap_or(address).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_one_length_share_a_plan() {
        assert_eq!(as_wide_as_any("example.org/q/PUB7"), "example.org/q/WWWW");
        assert_eq!(as_wide_as_any("example.org/posters/"), "example.org/posters/");
    }

    #[test]
    fn a_tag_that_the_typesetter_does_not_take_is_not_handed_on() {
        assert_eq!(language("en-GB"), ("en", Some("GB")));
        assert_eq!(language("cy"), ("cy", None));
        assert_eq!(language("zh-Hant-TW"), ("zh", Some("TW")));
        assert_eq!(language("\"); panic(\""), ("en", None));
    }
}
