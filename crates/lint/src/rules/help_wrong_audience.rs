//! A help service printed for people whom it does not answer
//!
//! Somebody rings one number, once. When the voice at the other end says "we are for children", that person does not ring
//! a second one. So a poster, which has room for a number or two, prints services for its own audience: when none of
//! them is, that is an error. A page may offer several: one in its front matter that answers none of the page's audiences
//! is a warning, unless it is for young people, who open every page; blocks and links stand in a text that can say for
//! whom they are. A service that answers in another area than the campaign's is a warning on both. An audience without any help is the business of help-missing, and of fear-without-act.
//!
//! ````failing
//! == posters/platform.toml
//! headline = "Nobody asked if she was all right."
//! act = "Worried about a child? Ring and ask."
//! help = ["childline"]
//! layout = "picture"
//! audience = "parents"
//! ````
//!
//! ````corrected
//! == posters/platform.toml
//! headline = "Nobody asked if she was all right."
//! act = "Worried about a child? Ring and ask."
//! help = ["nspcc"]
//! layout = "picture"
//! audience = "parents"
//! ````

use super::help_missing;
use crate::routes::serves;
use crate::rule::Subject;
use campaign::{AudienceId, Campaign, Diagnostic, HelpService, Page, Place, Poster, RuleId, Severity};

pub(crate) const ID: RuleId = RuleId("help-wrong-audience");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for page in &subject.campaign.pages {
        check_page(subject.campaign, page, found);
    }
    for poster in &subject.campaign.posters {
        check_poster(subject, poster, found);
    }
}

fn check_page(campaign: &Campaign, page: &Page, found: &mut Vec<Diagnostic>) {
    let audiences: Vec<&AudienceId> = page.audience.iter().map(|audience| &audience.value).collect();
    let offered = help_missing::services(campaign, page);
    // Whom nobody answers has a finding already, and it says the same.
    let is_served = audiences.iter().all(|audience| serves(&offered, Some(audience)));
    for help in &page.help {
        let Some(service) = campaign.help_service(&help.value).filter(|service| !service.emergency) else {
            continue;
        };
        let place = &help.place;
        let is_wrong = is_served
            && !audiences.is_empty()
            && !audiences.iter().any(|audience| service.serves(audience))
            && !is_for_the_young(campaign, service);
        if is_wrong {
            found.push(wrong(
                Severity::Warning,
                place.clone(),
                format!("{} does not answer the people whom this page speaks to", service.name),
            ));
        }
        found.extend(elsewhere(campaign, service, place.clone()));
    }
}

fn check_poster(subject: &Subject<'_>, poster: &Poster, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let services: Vec<&HelpService> = poster.help.iter().filter_map(|id| campaign.help_service(id)).collect();
    let is_served = serves(&services, Some(&poster.audience));
    for service in services.into_iter().filter(|service| !service.emergency) {
        let place = subject.written.value(service.id.as_str(), &poster.place);
        // A hard-hitting poster that serves nobody is fear-without-act's.
        if !service.serves(&poster.audience) && (is_served || !poster.hard_hitting) {
            let severity = if is_served { Severity::Warning } else { Severity::Error };
            let message = format!("{} does not answer \"{}\", for whom this poster is", service.name, poster.audience);
            found.push(wrong(severity, place.clone(), message));
        }
        found.extend(elsewhere(campaign, service, place));
    }
}

fn wrong(severity: Severity, place: Place, message: String) -> Diagnostic {
    Diagnostic {
        severity,
        ..Diagnostic::error(
            ID,
            place,
            message,
            "print a service whose audience in help.toml includes them; or, if it does answer them, write that there",
        )
    }
}

fn is_for_the_young(campaign: &Campaign, service: &HelpService) -> bool {
    campaign
        .about
        .audiences
        .iter()
        .any(|audience| audience.young && service.serves(&audience.id))
}

/// A service of another area. "Southend" is in "Southend-on-Sea"; an area that has the campaign's in it cannot be told by
/// its name, which is why this is a warning.
fn elsewhere(campaign: &Campaign, service: &HelpService, place: Place) -> Option<Diagnostic> {
    let area = service.area.as_deref()?;
    let here = &campaign.about.area.name;
    let (lower, here_lower) = (area.to_lowercase(), here.to_lowercase());
    if lower.contains(&here_lower) || here_lower.contains(&lower) {
        return None;
    }
    Some(Diagnostic::warning(
        ID,
        place,
        format!("{} answers in {area}, and this campaign runs in {here}", service.name),
        "print the service of this area; or, if it answers here too, write so in its area in help.toml",
    ))
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{lines_of, severities_of};
    use campaign::Severity::{Error, Warning};

    fn poster(help: &str, more: &str) -> Vec<campaign::Severity> {
        let text = format!(
            "headline = \"Somebody knows.\"\nact = \"Ring and ask\"\nhelp = [{help}]\nlayout = \"picture\"\n\
             audience = \"parents\"\n{more}"
        );
        severities_of(ID, &[("posters/p.toml", &text)])
    }

    #[test]
    fn a_second_number_for_somebody_else_is_a_warning() {
        assert_eq!(poster("\"nspcc\", \"childline\"", ""), [Warning]);
        assert_eq!(poster("\"childline\"", ""), [Error]);
        assert_eq!(poster("\"nspcc\", \"police-999\"", ""), []);
    }

    #[test]
    fn a_hard_hitting_poster_without_help_has_its_finding_elsewhere() {
        assert_eq!(poster("\"childline\"", "hard_hitting = true\n"), []);
        assert_eq!(poster("\"nspcc\", \"childline\"", "hard_hitting = true\n"), [Warning]);
    }

    #[test]
    fn a_page_may_always_offer_help_for_the_young() {
        let page = |help: &str| {
            let text = format!("+++\ntitle = \"A page\"\naudience = [\"parents\"]\nhelp = [{help}]\n+++\n\nText.\n");
            lines_of(ID, &[("pages/x.md", &text)])
        };
        assert_eq!(page("\"nspcc\", \"childline\""), []);
        let young = "+++\ntitle = \"A page\"\naudience = [\"young-people\"]\nhelp = [\"childline\", \"nspcc\"]\n+++\n\nText.\n";
        assert_eq!(lines_of(ID, &[("pages/x.md", young)]), [4]);
    }

    #[test]
    fn a_service_of_another_area_is_a_warning() {
        let service = |area: &str| {
            let help = format!(
                "[[help]]\nid = \"hub\"\nname = \"Hub\"\nwhat = \"Advice.\"\nphone = \"0345 603 7627\"\narea = \"{area}\"\n\
                 source = \"https://a.example/\"\nchecked = 2026-11-20\nexpires = 2027-06-30\nowner = \"the council\"\n"
            );
            let page = "+++\ntitle = \"A page\"\nhelp = [\"hub\"]\n+++\n\nText.\n";
            severities_of(ID, &[("help.toml +", &help), ("pages/x.md", page)])
        };
        assert_eq!(service("Thurrock"), [Warning]);
        assert_eq!(service("Southend"), []);
        assert_eq!(service("Southend-on-Sea and Rochford"), []);
    }
}
