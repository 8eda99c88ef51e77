//! The only place that asks what time it is.

use campaign::Campaign;
use jiff::Timestamp;
use jiff::civil::Date;

/// Now.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The day that it is in Greenwich, where no campaign is known whose zone could be asked.
pub(crate) fn today() -> Date {
    now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
}

/// Now, or the first instant of the day that was asked for, in the campaign's time zone.
pub(crate) fn moment(today: Option<Date>, campaign: Option<&Campaign>) -> Timestamp {
    today
        .and_then(|today| match campaign {
            Some(campaign) => campaign.about.start_of(today),
            None => today
                .to_zoned_datetime(jiff::tz::TimeZone::UTC)
                .ok()
                .map(|zoned| zoned.timestamp()),
        })
        .unwrap_or_else(now)
}
