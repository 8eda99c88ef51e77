//! The manual's page of rules, made of the rules' own comments.

use crate::rules::RULES;

/// `docs/rules.md`.
pub fn manual() -> String {
    let mut page = String::from(HEAD);
    for rule in RULES {
        page.push_str(&format!("- [{}](#{0}): {}\n", rule.id, rule.title()));
    }
    for rule in RULES {
        let documentation = rule.documentation();
        let body = documentation
            .split_once('\n')
            .map_or("", |(_, body)| body)
            .replace("````failing", "Failing:\n\n````text")
            .replace("````corrected", "Corrected:\n\n````text");
        page.push_str(&format!(
            "\n## {}\n\n**{}** ({}{})\n{}",
            rule.id,
            rule.title(),
            rule.severities.words(),
            if rule.may_be_allowed {
                ""
            } else {
                "; cannot be allowed"
            },
            body
        ));
    }
    page
}

const HEAD: &str = "\
# Rules

What `hueandcry check` looks for. An error stops a new release; a warning asks somebody to look. Nothing here takes
down a page that is already public: a number that nobody has checked lately stays up with the day on which it was
checked, and the team is told.

A campaign that knows better says so in campaign.toml, with [[allow]], the rules, the files and the reason. What is
allowed is counted and shown with its reason, and partners sign it. What cannot be allowed says so here.

What has only one right answer is written by `hueandcry check --fix`.

Each rule has an example that it finds and the same example put right. `== path` begins a file; `== path +` is added
to the end of a small campaign's own file.

This page is made from the rules' own comments. To change it, change the rule and run
`UPDATE=1 cargo test -p lint --test manual`.

";
