//! Where a campaign's texts are. A field that is added to a type must be added here.

use super::blocks::blocks;
use super::{Kind, Raw};
use campaign::{Campaign, Place};

/// Every text of the campaign, file by file.
pub(crate) fn pieces(campaign: &Campaign) -> Vec<Raw<'_>> {
    let mut walk = Walk(Vec::new());
    about(campaign, &mut walk);
    evidence(campaign, &mut walk);
    help_and_signs(campaign, &mut walk);
    people(campaign, &mut walk);
    reach(campaign, &mut walk);
    toolkit(campaign, &mut walk);
    evaluation(campaign, &mut walk);
    pages(campaign, &mut walk);
    walk.0
}

struct Walk<'c>(Vec<Raw<'c>>);

impl<'c> Walk<'c> {
    fn add(&mut self, kind: Kind, place: &'c Place, words: &[&'c str]) {
        self.0
            .extend(words.iter().map(|words| Raw::new(kind, words, place)));
    }

    fn all(&mut self, kind: Kind, place: &'c Place, words: impl IntoIterator<Item = &'c String>) {
        self.0
            .extend(words.into_iter().map(|words| Raw::new(kind, words, place)));
    }
}

fn about<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    let about = &campaign.about;
    let place = &about.place;
    walk.add(Kind::Name, place, &[&about.name, &about.area.name]);
    walk.all(Kind::Name, place, &about.hashtag);
    walk.add(Kind::Heading, place, &[&about.line]);
    walk.add(Kind::Copy, place, &[&about.summary]);
    for partner in &about.partners {
        walk.add(Kind::Name, &partner.place, &[&partner.name]);
        walk.all(Kind::Name, &partner.place, &partner.approvers);
        if let Some(privacy) = &partner.privacy {
            walk.add(
                Kind::Data,
                &partner.place,
                &[
                    &privacy.controller,
                    &privacy.contact,
                    &privacy.does,
                    &privacy.lawful_basis,
                    &privacy.retention,
                    &privacy.rights,
                    &privacy.complain,
                ],
            );
        }
    }
    for audience in &about.audiences {
        walk.add(Kind::Heading, &audience.place, &[&audience.name]);
        walk.add(Kind::Internal, &audience.place, &[&audience.who]);
    }
    for objective in &about.objectives {
        walk.add(Kind::Internal, &objective.place, &[&objective.text]);
    }
    for measure in &about.measures {
        let text = measure.text();
        let words: [&str; 4] = [&text.name, &text.definition, &text.unit, &text.source];
        walk.add(Kind::Internal, &text.place, &words);
        walk.all(Kind::Internal, &text.place, &text.baseline);
    }
    for allowed in &about.allowed {
        walk.add(Kind::Internal, &allowed.place, &[&allowed.reason]);
    }
    let statement = &about.accessibility;
    walk.all(Kind::Data, place, &statement.tested);
    walk.all(Kind::Data, place, &statement.known_faults);
    walk.all(Kind::Data, place, &statement.report_to);
    walk.all(Kind::Data, place, &statement.enforcement);
}

fn evidence<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    for fact in &campaign.facts {
        let words: [&str; 4] = [&fact.value, &fact.unit, &fact.definition, &fact.period];
        walk.add(Kind::Data, &fact.place, &words);
        walk.all(Kind::Data, &fact.place, &fact.care);
        walk.add(Kind::Name, &fact.place, &[&fact.publisher]);
        walk.add(Kind::Internal, &fact.place, &[fact.url.as_str()]);
    }
    for report in &campaign.coverage {
        walk.add(
            Kind::Title,
            &report.place,
            &[&report.headline, &report.publication],
        );
        walk.add(Kind::Internal, &report.place, &[report.url.as_str()]);
    }
}

fn help_and_signs<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    for service in &campaign.help {
        walk.add(Kind::Name, &service.place, &[&service.name]);
        walk.add(Kind::Copy, &service.place, &[&service.what]);
        walk.all(Kind::Name, &service.place, &service.area);
        walk.add(
            Kind::Internal,
            &service.place,
            &[&service.owner, service.source.as_str()],
        );
    }
    for noticer in &campaign.signs.noticers {
        walk.add(Kind::Heading, &noticer.place, &[&noticer.name]);
        walk.add(Kind::Copy, &noticer.place, &[&noticer.next]);
    }
    for sign in &campaign.signs.signs {
        walk.add(Kind::Copy, &sign.place, &[&sign.text]);
    }
}

fn people<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    for voice in &campaign.voices {
        walk.add(Kind::Name, &voice.place, &[&voice.office]);
        walk.all(Kind::Name, &voice.place, &voice.name);
        walk.add(Kind::Statement, &voice.place, &[&voice.statement]);
    }
    for consent in &campaign.consents {
        walk.add(
            Kind::Internal,
            &consent.place,
            &[&consent.reference, &consent.scope],
        );
        walk.all(Kind::Internal, &consent.place, &consent.places);
    }
    for restriction in &campaign.restrictions {
        walk.add(Kind::Internal, &restriction.place, &[&restriction.forbids]);
    }
}

fn reach<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    for placement in &campaign.placements {
        let words: [&str; 3] = [&placement.kind, &placement.name, &placement.page];
        walk.add(Kind::Internal, &placement.place, &words);
    }
    for post in &campaign.posts {
        walk.add(Kind::Internal, &post.place, &[&post.channel]);
        walk.add(Kind::Copy, &post.place, &[&post.copy]);
        if let Some(card) = &post.card {
            walk.add(Kind::Copy, &card.place, &[card]);
        }
    }
    for paid in &campaign.paid {
        let words: [&str; 4] = [&paid.channel, &paid.who, &paid.why, &paid.spend];
        walk.add(Kind::Data, &paid.place, &words);
    }
    for poster in &campaign.posters {
        walk.add(Kind::Heading, &poster.headline.place, &[&poster.headline]);
        walk.add(Kind::Copy, &poster.act.place, &[&poster.act]);
        let back = poster.back.as_ref();
        if let Some(heading) = back.map(|back| &back.heading) {
            walk.add(Kind::Heading, &heading.place, &[heading]);
        }
        for point in poster
            .points
            .iter()
            .chain(back.into_iter().flat_map(|back| &back.points))
        {
            walk.add(Kind::Copy, &point.place, &[point]);
        }
        walk.all(Kind::Internal, &poster.place, &poster.tried_with);
        walk.all(Kind::Internal, &poster.place, &poster.might_hurt);
    }
}

fn toolkit<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    let toolkit = &campaign.toolkit;
    for message in &toolkit.messages {
        walk.add(Kind::Copy, &message.text.place, &[&message.text]);
    }
    for myth in &toolkit.myths {
        walk.add(Kind::Copy, &myth.myth.place, &[&myth.myth]);
        walk.add(Kind::Copy, &myth.instead.place, &[&myth.instead]);
    }
    for copy in &toolkit.copies {
        walk.add(Kind::Internal, &copy.place, &[&copy.channel]);
        walk.add(Kind::Copy, &copy.text.place, &[&copy.text]);
    }
    for sector in &toolkit.sectors {
        walk.add(Kind::Heading, &sector.name.place, &[&sector.name]);
        walk.add(Kind::Copy, &sector.who.place, &[&sector.who]);
        walk.add(Kind::Copy, &sector.note.place, &[&sector.note]);
    }
}

fn evaluation<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    for question in &campaign.survey {
        walk.add(Kind::Data, &question.place, &[&question.text]);
        walk.all(Kind::Data, &question.place, &question.answers);
    }
    let Some(evaluation) = &campaign.evaluation else {
        return;
    };
    let place = &evaluation.place;
    walk.all(Kind::Internal, place, &evaluation.areas);
    walk.all(Kind::Internal, place, &evaluation.comparison);
    walk.all(Kind::Internal, place, &evaluation.method);
    walk.add(Kind::Internal, place, &[&evaluation.decision_rule]);
    for wave in &evaluation.waves {
        walk.all(Kind::Internal, &wave.place, &wave.areas);
    }
    for excluded in &evaluation.excluded {
        walk.all(Kind::Internal, &excluded.place, &excluded.area);
        walk.add(Kind::Internal, &excluded.place, &[&excluded.why]);
    }
    for outcome in &evaluation.outcomes {
        walk.add(Kind::Internal, &outcome.place, &[&outcome.name, &outcome.unit]);
    }
}

fn pages<'c>(campaign: &'c Campaign, walk: &mut Walk<'c>) {
    for page in &campaign.pages {
        walk.add(Kind::Heading, &page.title.place, &[&page.title.value]);
        walk.all(Kind::Copy, &page.place, &page.description);
        walk.all(Kind::Copy, &page.place, &page.content_note);
        walk.all(Kind::Copy, &page.place, &page.act);
        walk.all(Kind::Internal, &page.place, &page.tried_with);
        walk.all(Kind::Internal, &page.place, &page.might_hurt);
        blocks(campaign, &page.blocks, &mut walk.0);
    }
    for media in &campaign.media {
        walk.add(Kind::Alt, &media.place, &[&media.alt]);
        walk.all(Kind::Name, &media.place, &media.credit);
    }
}
