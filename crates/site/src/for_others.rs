//! What other people's pages and programs are given: feeds, the block, and its description.

use crate::artefact::{Artefact, Cache, Content, Policy};
use crate::bodies::Packer;
use render::Context;

/// What there is for others, and the address of the block's description.
pub(crate) struct ForOthers {
    pub(crate) artefacts: Vec<(String, Artefact)>,
    pub(crate) answer: String,
}

/// Feeds and block of a campaign that is public.
pub(crate) fn for_others(context: &Context<'_>, packer: &Packer<'_>) -> ForOthers {
    let artefact = |address: &str, content_type, policy, text: String| Artefact {
        content_type,
        content: Content::Bodies(packer.text(address, text)),
        policy,
        cache: Cache::Revalidate,
        not_before: context.campaign.about.embargo,
        not_after: None,
    };
    let mut artefacts: Vec<(String, Artefact)> = Vec::new();
    for feed in render::feeds(context) {
        let made = artefact(&feed.address, feed.content_type, Policy::Nothing, feed.text);
        artefacts.push((feed.address, made));
    }
    let embed = render::embed(context);
    let policy = Policy::Block(embed.policy.as_str().into());
    let block = artefact(&embed.address, "text/html; charset=utf-8", policy, embed.html);
    artefacts.push((embed.address, block));
    let kind = "application/json; charset=utf-8";
    let answer = artefact(&embed.answer_address, kind, Policy::Nothing, embed.answer);
    artefacts.push((embed.answer_address.clone(), answer));
    ForOthers {
        artefacts,
        answer: embed.answer_address,
    }
}
