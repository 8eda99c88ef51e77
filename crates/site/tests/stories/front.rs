//! The front page of a site with several campaigns.

use crate::links::values;
use crate::{everything, input, input_with, make, text};
use site::{Mode, SiteInput};
use testkit::at;

/// A campaign of this id, with these days and this embargo.
fn campaign(id: &str, starts: &str, ends: &str, more: &str) -> SiteInput {
    let mut site = input_with(
        "campaign.toml",
        "starts = 2026-11-20\nends = 2027-01-06",
        &format!("{more}starts = {starts}\nends = {ends}"),
        Mode::Live,
    );
    let about = &mut crate::only(&mut site).campaign.about;
    about.id = campaign::CampaignId::new(id).unwrap();
    about.name = format!("Name of {id}");
    about.hashtag = None;
    about.line = format!("Line of {id}");
    site
}

fn site(campaigns: Vec<SiteInput>) -> SiteInput {
    let mut site = input(Mode::Live);
    site.campaigns = campaigns.into_iter().flat_map(|one| one.campaigns).collect();
    site
}

fn mix() -> SiteInput {
    site(vec![
        campaign("over", "2025-09-01", "2026-01-31", ""),
        campaign("later", "2027-03-01", "2027-04-01", ""),
        campaign("soon", "2027-01-01", "2027-04-01", ""),
        campaign(
            "undisclosed",
            "2026-12-01",
            "2027-04-01",
            "embargo = 2026-12-24T06:00:00\n",
        ),
        campaign("older", "2026-11-01", "2027-04-01", ""),
        campaign("newer", "2026-12-01", "2027-04-01", ""),
        campaign("long-over", "2024-09-01", "2025-01-31", ""),
    ])
}

#[test]
fn those_that_run_come_first_and_each_says_where_it_stands() {
    let interval = make(&mix(), at("2026-12-04T12:00:00"));
    let front = text(&interval, "/");
    let order: Vec<&str> = front
        .split("<h2><a href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('/').next())
        .collect();
    assert_eq!(order, ["newer", "older", "soon", "later", "over", "long-over"]);
    assert_eq!(front.matches("Begins on ").count(), 2);
    assert!(front.contains("Begins on 1 January 2027.") && front.contains("Ended on 31 January 2026."));
    assert!(front.contains(">Look back at Name of over</a>") && front.contains(">Go to Name of newer</a>"));
    assert!(!everything(&interval).contains("undisclosed"));
}

#[test]
fn a_campaign_joins_the_front_page_at_its_embargo_and_moves_when_it_ends() {
    let site = mix();
    let front = |now: &str| text(&make(&site, at(now)), "/");
    assert!(!front("2026-12-24T05:59:59").contains("undisclosed"));
    assert!(front("2026-12-24T06:00:00").contains("Line of undisclosed"));
    assert!(front("2027-04-02T00:00:00").contains("Ended on 1 April 2027."));
}

#[test]
fn each_campaign_stands_on_its_own_colours_by_day_and_by_night() {
    let mut other = campaign("other", "2026-11-01", "2027-04-01", "");
    let red = campaign::Colour {
        red: 1,
        green: 2,
        blue: 3,
    };
    crate::only(&mut other).campaign.theme.dark.stage.value = red;
    let front = text(
        &make(
            &site(vec![campaign("one", "2026-12-01", "2027-04-01", ""), other]),
            at("2026-12-04T12:00:00"),
        ),
        "/",
    );
    assert!(front.contains("@media (prefers-color-scheme:dark){.shelf>:nth-child(2){"));
    assert!(front.contains("--stage:#010203;"));
}

#[test]
fn one_campaign_by_itself_is_the_heading() {
    let front = text(
        &make(
            &site(vec![campaign("one", "2026-12-01", "2027-04-01", "")]),
            at("2026-12-04T12:00:00"),
        ),
        "/",
    );
    assert!(front.contains("<h1><a href=\"/one/\">Line of one</a></h1>"));
    assert_eq!(
        values(&front, "class")
            .iter()
            .filter(|class| **class == "shelf")
            .count(),
        0
    );
}
