//! What cannot be printed of a draft, as `check` says it: asked of the press behind what is shown, so that no save waits for it.

use super::say;
use crate::{clock, press, report};
use anyhow::{Context as _, Result};
use campaign::press::Press;
use campaign::{Diagnostic, Private};
use server::Preview;
use site::CampaignInput;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// A draft to be tried on the press.
pub(super) struct Asked {
    /// The campaign as it was saved.
    pub(super) campaign: Arc<CampaignInput>,
    /// What was found already.
    pub(super) known: Vec<Diagnostic>,
    /// The words that no finding may hold.
    pub(super) private: Private,
    /// The draft's number.
    pub(super) number: u64,
}

/// Starts the thread that tries drafts. Of those that wait, it takes the newest alone.
pub(super) fn start(press: Arc<dyn Press>, shown: Arc<Preview>) -> Result<Sender<Asked>> {
    let (sender, asked) = channel();
    thread::Builder::new()
        .name("printing".to_owned())
        .spawn(move || work(&asked, &press, &shown))
        .context("the press cannot be asked: the system has no thread to give")?;
    Ok(sender)
}

fn work(asked: &Receiver<Asked>, press: &Arc<dyn Press>, shown: &Preview) {
    while let Ok(mut next) = asked.recv() {
        while let Ok(newer) = asked.try_recv() {
            next = newer;
        }
        let number = next.number;
        // A panic in there costs this draft's proof and no other.
        let found = catch_unwind(AssertUnwindSafe(|| {
            let proof = press::proof(next.campaign, Arc::clone(press), clock::now(), &next.known)?;
            anyhow::Ok(lint::redact(proof, &next.private))
        }));
        let found = match found {
            Ok(Ok(found)) if !found.is_empty() => found,
            Ok(Ok(_)) => continue,
            Ok(Err(error)) => {
                say(&format!("The press could not be asked: {error:#}\n"));
                continue;
            }
            Err(_) => {
                say("The press gave up, and that is a fault of the program: please report it.\n");
                continue;
            }
        };
        let (errors, warnings) = report::counts(&found);
        if shown.also_found(number, found) {
            say(&format!(
                "In print, besides: errors {errors}, warnings {warnings}.\n"
            ));
        }
    }
}
