//! Where a link leads.

use super::Target;
use crate::diagnostic::{Place, rules};
use crate::id::{FactId, HelpId, Id};
use crate::reading::Context;
use crate::{CampaignPath, WebAddress};

/// Reads the address of a link. Ids are noted as cited; an address of no kind is [`Target::Broken`], which the linter
/// reports.
pub(super) fn target(context: &Context, address: &str, place: &Place) -> Target {
    if let Some(id) = address.strip_prefix("fact:") {
        return cited::<FactId>(context, id, place).map_or_else(|| broken(address), Target::Fact);
    }
    if let Some(id) = address.strip_prefix("help:") {
        return cited::<HelpId>(context, id, place).map_or_else(|| broken(address), Target::Help);
    }
    if let Some(id) = address.strip_prefix("text:") {
        return cited::<HelpId>(context, id, place).map_or_else(|| broken(address), Target::Text);
    }
    if let Some(page) = address.strip_prefix("page:") {
        let (page, anchor) = match page.split_once('#') {
            Some((page, anchor)) => (page, Some(anchor.to_owned())),
            None => (page, None),
        };
        return Target::Page(page.trim_matches('/').to_owned(), anchor);
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Target::Anchor(anchor.to_owned());
    }
    if address.starts_with("https://") || address.starts_with("http://") {
        return match WebAddress::parse(address) {
            Ok(address) => Target::Web(address),
            Err(reason) => {
                context.error(
                    rules::BAD_URL,
                    place.clone(),
                    format!("this link is no web address: {reason}"),
                    "copy the whole address from the browser: https://…",
                );
                broken(address)
            }
        };
    }
    match CampaignPath::new(address) {
        Ok(path) if path.parts().count() > 1 => Target::File(path),
        _ => broken(address),
    }
}

fn broken(address: &str) -> Target {
    Target::Broken(address.to_owned())
}

fn cited<T: Id>(context: &Context, text: &str, place: &Place) -> Option<T> {
    let id = T::from_text(text)?;
    context.cite::<T>(text, place);
    Some(id)
}
