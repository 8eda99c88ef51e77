//! What a new folder begins with: the files of `templates/new/`, with gaps written `{{name}}`.

/// A file's path in the folder, and its text.
pub(super) const FILES: &[(&str, &str)] = &[
    ("README.md", include_str!("../../../templates/new/README.md")),
    (
        "campaign.toml",
        include_str!("../../../templates/new/campaign.toml"),
    ),
    (
        "evaluation.toml",
        include_str!("../../../templates/new/evaluation.toml"),
    ),
    ("facts.toml", include_str!("../../../templates/new/facts.toml")),
    // Named without its full stop there: files that begin with one are left out of the program's own source.
    (".gitignore", include_str!("../../../templates/new/gitignore")),
    ("help.toml", include_str!("../../../templates/new/help.toml")),
    (
        "media/hero.svg",
        include_str!("../../../templates/new/media/hero.svg"),
    ),
    (
        "media/media.toml",
        include_str!("../../../templates/new/media/media.toml"),
    ),
    (
        "pages/about.md",
        include_str!("../../../templates/new/pages/about.md"),
    ),
    (
        "pages/accessibility.md",
        include_str!("../../../templates/new/pages/accessibility.md"),
    ),
    (
        "pages/act.md",
        include_str!("../../../templates/new/pages/act.md"),
    ),
    (
        "pages/help.md",
        include_str!("../../../templates/new/pages/help.md"),
    ),
    (
        "pages/home.md",
        include_str!("../../../templates/new/pages/home.md"),
    ),
    (
        "pages/privacy.md",
        include_str!("../../../templates/new/pages/privacy.md"),
    ),
    (
        "pages/questions.md",
        include_str!("../../../templates/new/pages/questions.md"),
    ),
    (
        "pages/signs.md",
        include_str!("../../../templates/new/pages/signs.md"),
    ),
    (
        "placements.csv",
        include_str!("../../../templates/new/placements.csv"),
    ),
    ("signs.toml", include_str!("../../../templates/new/signs.toml")),
    ("survey.toml", include_str!("../../../templates/new/survey.toml")),
    (
        "theme/theme.toml",
        include_str!("../../../templates/new/theme/theme.toml"),
    ),
];
