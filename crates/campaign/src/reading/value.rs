//! TOML values as what they mean.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use toml::de::DeValue;

/// What a value is, as the end of "… is …".
pub(crate) fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => {
            let short: String = text
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .take(60)
                .collect();
            format!("the text \"{short}\"")
        }
        DeValue::Integer(digits) => format!("the number {}", digits.as_str()),
        DeValue::Float(digits) => format!("the number {}", digits.as_str()),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(datetime) => format!("the date {datetime}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// Whether this is a date of which the parser has said already that it is none.
pub(crate) fn is_reported(value: &DeValue<'_>) -> bool {
    matches!(value, DeValue::Datetime(datetime) if datetime.to_string().is_empty())
}

/// A day: a TOML date, or a text of the same form, because people quote dates.
pub(crate) fn to_date(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.to_string().parse().ok(),
        DeValue::String(text) if text.len() == 10 => text.parse().ok(),
        _ => None,
    }
}

/// An instant; without an offset it is a time in `zone`. A time that the zone skips (spring) is taken an hour later,
/// one that it has twice (autumn) at its first.
pub(crate) fn to_timestamp(value: &DeValue<'_>, zone: &TimeZone) -> Option<Timestamp> {
    let local: DateTime = match value {
        DeValue::Datetime(datetime) if datetime.offset.is_some() => return datetime.to_string().parse().ok(),
        DeValue::Datetime(datetime) if datetime.time.is_some() => datetime.to_string().parse().ok()?,
        _ => to_date(value)?.to_datetime(Time::midnight()),
    };
    local
        .to_zoned_datetime(zone.clone())
        .ok()
        .map(|zoned| zoned.timestamp())
}
