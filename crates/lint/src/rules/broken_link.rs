//! A link, code or picture that leads nowhere
//!
//! A poster hangs for years and its code is printed once; a reader who meets a dead end at night does not try again. A
//! link to a page that opens later than the page it stands on is a warning: until then it leads nowhere.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Look at [the signs at home](page:sings), or [ring somebody](tel:08001111).
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Look at [the signs at home](page:signs), or [ring somebody](help:childline).
//! ````

use crate::flat::{all_blocks, links, pictures, pictures_in_lines};
use crate::routes::Routes;
use crate::rule::Subject;
use campaign::markdown::{BlockKind, Insert, Target};
use campaign::{Campaign, CampaignPath, Diagnostic, Page, Place, RuleId, closest};
use std::cell::Cell;

pub(crate) const ID: RuleId = RuleId("broken-link");

/// After so many suggestions the rest do without: each looks at every name there is.
const SUGGESTIONS: u32 = 100;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let checker = Checker {
        campaign,
        routes: Routes::of(campaign),
        suggestions: Cell::new(SUGGESTIONS),
    };
    for page in &campaign.pages {
        for link in links(&page.blocks) {
            found.extend(checker.target(page, &link.target, &link.place));
        }
        for block in all_blocks(&page.blocks) {
            if let BlockKind::Insert(Insert::Act { target, .. }) = &block.kind {
                found.extend(checker.target(page, target, &block.place));
            }
        }
        let front = [&page.picture, &page.picture_tall].into_iter().flatten();
        found.extend(front.filter_map(|picture| checker.file(&picture.value, || picture.place.clone())));
        let shown = pictures(&page.blocks).chain(pictures_in_lines(&page.blocks));
        found.extend(shown.filter_map(|(picture, place)| checker.file(&picture.file, || place.clone())));
    }
    for placement in &campaign.placements {
        let target = placement.page.trim_end_matches('/');
        if !checker.routes.has(target) {
            found.push(checker.no_page(target, &placement.place));
        }
    }
    for poster in campaign.posters.iter().filter(|poster| !poster.page.is_empty()) {
        let target = poster.page.trim_end_matches('/');
        if !checker.routes.has(target) {
            found.push(checker.no_page(target, &poster.place));
        }
    }
    let toolkit = &campaign.toolkit;
    let copies = toolkit.copies.iter().map(|copy| &copy.page);
    let sheets = toolkit.sectors.iter().flat_map(|sector| &sector.sheets);
    for named in copies.chain(sheets) {
        let target = named.trim_end_matches('/');
        if !checker.routes.has(target) {
            found.push(checker.no_page(target, &named.place));
        }
    }
    let of_posters = campaign.posters.iter().filter_map(|poster| poster.picture.as_ref());
    let marks = campaign.about.partners.iter().filter_map(|partner| partner.mark.as_ref());
    let of_print = of_posters.chain(marks).map(|file| (Some(&file.value), &file.place));
    let of_posts = campaign.posts.iter().map(|post| (post.picture.as_ref(), &post.place));
    let of_media = campaign.media.iter().flat_map(|media| {
        let parts = [&media.captions, &media.transcript, &media.description, &media.still];
        let parts = parts.map(Option::as_ref);
        std::iter::once(Some(&media.file)).chain(parts).map(|file| (file, &media.place))
    });
    for (file, behind) in of_print.chain(of_posts).chain(of_media) {
        let Some(file) = file else { continue };
        found.extend(checker.file(file, || subject.written.value(file.as_str(), behind)));
    }
}

struct Checker<'c> {
    campaign: &'c Campaign,
    routes: Routes,
    suggestions: Cell<u32>,
}

impl Checker<'_> {
    fn target(&self, page: &Page, target: &Target, place: &Place) -> Option<Diagnostic> {
        match target {
            Target::Page(address, _) if !self.routes.has(address) => Some(self.no_page(address, place)),
            Target::Page(address, Some(anchor)) => self.anchor(address, anchor, place),
            Target::Page(address, None) => self.opens_later(page, address, place),
            Target::Anchor(anchor) => {
                let address = page.kind.address();
                let address = address.split('#').next().unwrap_or("").trim_end_matches('/');
                self.anchor(address, anchor, place)
            }
            Target::File(file) => self.file(file, || place.clone()),
            Target::Broken(written) => unusable(written, place),
            Target::Text(id) => {
                let service = self.campaign.help_service(id)?;
                service.sms.is_none().then(|| {
                    Diagnostic::error(
                        ID,
                        place.clone(),
                        format!("{} takes no text messages", service.name),
                        format!("link to help:{id}, or give the service in help.toml the number that takes them, as sms"),
                    )
                })
            }
            Target::Fact(_) | Target::Help(_) | Target::Web(_) => None,
        }
    }

    fn near<'n>(&self, typed: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        let left = self.suggestions.get().checked_sub(1)?;
        self.suggestions.set(left);
        closest(typed, known)
    }

    fn no_page(&self, address: &str, place: &Place) -> Diagnostic {
        let advice = match self.near(address, self.routes.addresses()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write the page's address without the campaign's name: act, doors/7, or nothing for home".to_owned(),
        };
        let message = format!("this campaign has no page \"{address}\"");
        Diagnostic::error(ID, place.clone(), message, advice)
    }

    fn anchor(&self, address: &str, anchor: &str, place: &Place) -> Option<Diagnostic> {
        let known = self.routes.anchors(address)?;
        if known.contains(anchor) {
            return None;
        }
        let advice = match self.near(anchor, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean \"#{near}\"?"),
            None => "write the heading's words in small letters with hyphens, or leave the anchor out".to_owned(),
        };
        let message = format!("no heading there has the anchor \"#{anchor}\"");
        Some(Diagnostic::error(ID, place.clone(), message, advice))
    }

    fn opens_later(&self, page: &Page, address: &str, place: &Place) -> Option<Diagnostic> {
        let opens = self.routes.opens(address)?;
        if page.not_before.is_some_and(|here| here >= opens) {
            return None;
        }
        let day = self.campaign.about.day(opens);
        (day > self.campaign.about.starts).then(|| {
            Diagnostic::warning(
                ID,
                place.clone(),
                format!("this link leads to a page that opens on {day}, later than the page it stands on"),
                "link to the page that lists them, or give this page the same not_before",
            )
        })
    }

    fn file(&self, file: &CampaignPath, place: impl FnOnce() -> Place) -> Option<Diagnostic> {
        if !matches!(file.parts().next(), Some("media" | "worked")) {
            return Some(Diagnostic::error(
                ID,
                place(),
                format!("{file} is not published: only the files of media/ and worked/ are"),
                "put it into media/ and write media/ before its name",
            ));
        }
        if self.campaign.files.contains_key(file) {
            return None;
        }
        let advice = match self.near(file.as_str(), self.campaign.files.keys().map(CampaignPath::as_str)) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "put the file into media/, or take the link out".to_owned(),
        };
        Some(Diagnostic::error(ID, place(), format!("there is no file {file}"), advice))
    }
}

/// An address of no kind that a page can have. What begins with http is reading's finding already.
fn unusable(written: &str, place: &Place) -> Option<Diagnostic> {
    let lower = written.to_ascii_lowercase();
    let advice = match lower.split_once(':').map_or("", |(scheme, _)| scheme) {
        "http" | "https" => return None,
        "tel" | "sms" => "put the number into help.toml and link to it as help:its-id or text:its-id, so that it is checked",
        "mailto" => "link to a page that says who answers and how soon, or put the service into help.toml",
        "fact" | "help" | "text" => "an id has small letters, digits and single hyphens",
        "javascript" | "data" => "pages here run nothing: link to a page instead",
        _ if lower.starts_with("www.") => "begin it with https://",
        _ => "write page:act for a page, media/… for a file, #words for a heading here, or https://…",
    };
    let short: String = written.chars().take(80).collect();
    let shown = if short.is_empty() {
        "this link has no address".to_owned()
    } else {
        format!("\"{short}\" leads nowhere")
    };
    Some(Diagnostic::error(ID, place.clone(), shown, advice))
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{advice_of, lines_of};

    fn page(text: &str) -> String {
        format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n")
    }

    #[test]
    fn a_page_made_of_data_needs_no_file() {
        let text = page("See [help](page:help), [privacy](page:privacy) and [home](page:).");
        assert!(lines_of(ID, &[("pages/x.md", &text)]).is_empty());
    }

    #[test]
    fn an_anchor_must_be_a_heading_of_its_page() {
        let text = page("## If you ask\n\n[a](#if-you-ask) [b](#if-you-aks) [c](page:help#help-childline)\n[d](page:help#x)");
        assert_eq!(lines_of(ID, &[("pages/x.md", &text)]), [8, 9]);
    }

    #[test]
    fn a_code_that_leads_nowhere_is_found() {
        let rows = "code,kind,name,page\nPUB1,poster,The Ship,signs\nPUB2,poster,The Crown,sings\nPUB3,post,Ours,\n";
        assert_eq!(lines_of(ID, &[("placements.csv", rows)]), [3]);
    }

    #[test]
    fn a_sheet_or_copy_of_the_toolkit_that_leads_nowhere_is_found() {
        let toolkit = "[[copy]]\nid = \"c\"\nchannel = \"Radio\"\ntext = \"Look at the signs.\"\npage = \"sings\"\n\
            [[sector]]\nid = \"s\"\nname = \"Schools\"\nwho = \"Teachers.\"\nnote = \"Ask.\"\nsheets = [\"signs\", \"lesson\"]\n";
        assert_eq!(lines_of(ID, &[("toolkit.toml", toolkit)]), [5, 11]);
    }

    #[test]
    fn a_picture_that_is_not_there_is_found() {
        let text = page("![A door.](media/tgas.svg)\n\n[Read it](facts.toml)\n\n[Read it](pages/home.md)");
        assert_eq!(lines_of(ID, &[("pages/x.md", &text)]), [6, 8, 10]);
    }

    #[test]
    fn a_link_to_a_door_that_opens_later_is_a_warning() {
        let door = page("Behind it.");
        let text = page("Open [the seventh](page:doors/7).");
        let files = [("pages/doors/07.md", door.as_str()), ("pages/x.md", text.as_str())];
        assert_eq!(lines_of(ID, &files), [6]);
    }

    #[test]
    fn a_text_goes_to_those_who_take_texts() {
        let service = "[[help]]\nid = \"safecall\"\nname = \"SafeCall\"\nwhat = \"For families.\"\nphone = \"116 000\"\n\
            sms = \"116 000\"\nsource = \"https://a.example/\"\nchecked = 2026-11-20\nexpires = 2027-02-01\nowner = \"o\"\n";
        let text = page("[Text them](text:safecall)\n\n[Text them](text:childline)");
        assert_eq!(lines_of(ID, &[("help.toml +", service), ("pages/x.md", &text)]), [8]);
    }

    #[test]
    fn advice_fits_what_was_tried() {
        let text = page("[a](mailto:a@b.c) [b](www.example.org) [c](help:Child)");
        let advice = advice_of(ID, &[("pages/x.md", &text)]);
        assert!(advice[0].contains("help.toml") && advice[1].contains("https://") && advice[2].contains("small letters"));
    }
}
