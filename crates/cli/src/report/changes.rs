//! What `check --fix` wrote: each line as it was and as it is, in the manner of `diff -u`.

use crate::mend::Mended;

/// Every change, and how many there are. A line that has a word of `private/` is not shown.
pub(crate) fn changes(mended: &Mended) -> String {
    let mut text = String::new();
    let mut count = 0;
    for (path, (before, after)) in &mended.changes {
        text.push_str(&format!("--- {path}\n+++ {path}\n"));
        // No answer has a line break, so that lines keep their numbers.
        for (number, (old, new)) in before.lines().zip(after.lines()).enumerate() {
            if old == new {
                continue;
            }
            count += 1;
            text.push_str(&format!("@@ line {} @@\n", number + 1));
            if lint::has_private_word(old, &mended.private) || lint::has_private_word(new, &mended.private) {
                text.push_str(" (not shown: a word on this line may not appear)\n");
            } else {
                text.push_str(&format!("-{}\n+{}\n", shown(old), shown(new)));
            }
        }
    }
    let lines = super::human::plural(count, "line", "lines");
    match (mended.changes.len(), &mended.refused) {
        (0, None) => text.push_str("Nothing here has only one right answer: no file was changed.\n"),
        (0, Some(_)) => text.push_str("No file was changed.\n"),
        (files, _) => {
            let files = super::human::plural(files, "file", "files");
            text.push_str(&format!(
                "\nPut right {lines} in {files}. Look at them before you save them for good.\n"
            ));
        }
    }
    text
}

/// A line that fits on a screen.
fn shown(line: &str) -> String {
    const MOST: usize = 400;
    super::harmless(line).chars().take(MOST).collect()
}
