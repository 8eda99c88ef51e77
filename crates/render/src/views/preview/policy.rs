//! What a page may load in a preview: what it may load on the site, and the preview's style and script.

use super::{SCRIPT_ADDRESS, STYLE_ADDRESS};

/// A page's policy with what the preview needs: its own style and script and no other, the address where the script asks for
/// changes, and the form of the bar. `origin` is `http://127.0.0.1:8090`; `exit` is the address of the page's own script, if
/// it has one.
pub fn with_preview(policy: &str, origin: &str, exit: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut script = format!("script-src {origin}{SCRIPT_ADDRESS}");
    for part in policy.split(';').map(str::trim) {
        match part.split_once(' ').map_or(part, |(name, _)| name) {
            "style-src" => parts.push(format!("{part} {origin}{STYLE_ADDRESS}")),
            "script-src" => script.push_str(&format!(" {origin}{exit}")),
            // What other sites may show of the site, they may not show of a draft.
            "frame-ancestors" if part != "frame-ancestors 'none'" => {
                parts.push("frame-ancestors 'self'".to_owned());
            }
            "form-action" => parts.push("form-action 'self'".to_owned()),
            // A draft's page may ask for changes and for nothing else.
            "" | "connect-src" => {}
            _ => parts.push(part.to_owned()),
        }
    }
    parts.push(script);
    parts.push(format!("connect-src {origin}/preview/changes"));
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_sites_may_frame_on_the_site_they_may_not_in_a_preview() {
        let framed = |policy: &str| with_preview(policy, "http://127.0.0.1:1", "");
        assert!(framed("frame-ancestors *").starts_with("frame-ancestors 'self';"));
        assert!(framed("frame-ancestors 'none'").starts_with("frame-ancestors 'none';"));
    }

    #[test]
    fn a_preview_adds_its_own_style_and_script_and_takes_nothing_away() {
        let policy = "default-src 'none'; style-src 'sha256-x'; img-src 'self'; connect-src 'self'; script-src 'self'; \
             form-action 'none'";
        let origin = "http://127.0.0.1:1";
        assert_eq!(
            with_preview(policy, origin, "/now/exit.js"),
            "default-src 'none'; style-src 'sha256-x' http://127.0.0.1:1/preview/preview.css; img-src 'self'; \
             form-action 'self'; script-src http://127.0.0.1:1/preview/preview.js http://127.0.0.1:1/now/exit.js; \
             connect-src http://127.0.0.1:1/preview/changes"
        );
    }
}
