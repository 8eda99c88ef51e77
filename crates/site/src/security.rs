//! `/.well-known/security.txt`: how to report a fault of the site's safety (RFC 9116).

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use render::Context;

/// Where it stands.
pub(crate) const ADDRESS: &str = "/.well-known/security.txt";

/// The file under the name `base`, for a contact that the operator named; nothing for one that could not stand on a line of it.
///
/// It expires a year after the day on which the interval begins (2.5.5 asks for less than a year): whole days, so that it
/// says the same for as long as nothing else changes.
pub(crate) fn text(base: &str, contact: &str, contexts: &[Context<'_>], now: Timestamp) -> Option<String> {
    let contact = contact_uri(contact)?;
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let expires = today
        .checked_add(Span::new().years(1))
        .ok()?
        .to_zoned_datetime(TimeZone::UTC)
        .ok()?;
    let mut languages: Vec<&str> = Vec::new();
    for context in contexts {
        let language = context.campaign.about.language.as_str();
        if is_language(language) && !languages.contains(&language) {
            languages.push(language);
        }
    }
    if languages.is_empty() {
        languages.push("en-GB");
    }
    Some(format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: {}\nCanonical: {}\n",
        expires.timestamp(),
        languages.join(", "),
        format_args!("{base}{ADDRESS}")
    ))
}

/// A contact is a URI (2.5.3); an e-mail address by itself is made one.
fn contact_uri(contact: &str) -> Option<String> {
    let is_line = !contact.is_empty() && contact.chars().all(|character| character.is_ascii_graphic());
    let known = ["https://", "mailto:", "tel:"];
    match contact {
        _ if !is_line => None,
        uri if known.iter().any(|scheme| uri.starts_with(scheme)) => Some(uri.to_owned()),
        mail if mail.contains('@') && !mail.contains(':') => Some(format!("mailto:{mail}")),
        _ => None,
    }
}

fn is_language(tag: &str) -> bool {
    !tag.is_empty()
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_a_uri_on_one_line_or_nothing() {
        let made = |contact: &str| contact_uri(contact);
        assert_eq!(
            made("security@council.example").as_deref(),
            Some("mailto:security@council.example")
        );
        for uri in [
            "https://council.example/report",
            "mailto:a@b.example",
            "tel:+441702215000",
        ] {
            assert_eq!(made(uri).as_deref(), Some(uri));
        }
        for none in [
            "",
            "a@b.example\nContact: https://x.example",
            "http://council.example",
            "the desk",
            "javascript:a@b",
        ] {
            assert_eq!(made(none), None, "{none:?}");
        }
    }
}
