//! A small campaign without a fault.

use campaign::{Campaign, CampaignPath, FolderLimits, MemorySource, Source};

/// The folder.
pub(crate) fn good() -> MemorySource {
    let palette = "paper = \"#ffffff\"\nink = \"#111111\"\nquiet = \"#444444\"\nlink = \"#003366\"\nline = \"#cccccc\"\npanel = \"#f4f4f4\"\nstage = \"#10231c\"\nstage_ink = \"#ffffff\"\nstage_accent = \"#e8b04b\"\nbutton = \"#9b1c31\"\nbutton_ink = \"#ffffff\"\nalarm = \"#5a0f1c\"\nalarm_ink = \"#ffffff\"\nfocus = \"#b35c00\"\n";
    let theme = format!("name = \"plain\"\n[light]\n{palette}[dark]\n{palette}");
    MemorySource::of(&[
        ("campaign.toml", CAMPAIGN),
        (
            "facts.toml",
            "[[fact]]\nid = \"children\"\nvalue = \"about 15,500\"\nunit = \"children\"\ndefinition = \"identified\"\nperiod = \"year to March 2025\"\npublisher = \"Home Office\"\nurl = \"https://www.gov.uk/x\"\nchecked = 2026-11-02\nexpires = 2027-11-02\n",
        ),
        (
            "help.toml",
            "[[help]]\nid = \"childline\"\nname = \"Childline\"\nwhat = \"Talks with children\"\nphone = \"0800 1111\"\nhours = \"any time\"\nsource = \"https://learning.nspcc.org.uk/services/childline\"\nchecked = 2026-11-02\nexpires = 2027-05-02\nowner = \"the council's team\"\n",
        ),
        ("placements.csv", "code,kind,name,page\nPUB1,venue,The Ship,act\n"),
        (
            "evaluation.toml",
            "areas = [\"Southend-on-Sea\"]\ncomparison = [\"Medway\"]\nfrom = 2025-01-01\nto = 2027-03-31\nestimator = \"synthetic-control\"\ndecision_rule = \"interval above nothing\"\n[[outcome]]\nmeasure = \"contacts\"\nprimary = true\nbetter = \"higher\"\nsmallest_that_matters = 2\n",
        ),
        (
            "pages/home.md",
            "+++\ntitle = \"Just a bit of fun?\"\n+++\n\nThere are [about 15,500](fact:children) children. [Do one thing](page:act).\n\nSome more.\n",
        ),
        (
            "pages/chain.md",
            "+++\ntitle = \"The chain\"\n+++\n\n```chain\n```\n",
        ),
        (
            "pages/chain/1-party.md",
            "+++\ntitle = \"The party\"\nhelp = [\"childline\"]\n+++\n\nA room.\n",
        ),
        (
            "pages/doors/01.md",
            "+++\ntitle = \"The first favour\"\ncomposite = true\n+++\n\nA favour.\n",
        ),
        (
            "pages/help.md",
            "+++\ntitle = \"Get help\"\n+++\n\n```help\n```\n",
        ),
        ("pages/act.md", "+++\ntitle = \"One thing\"\n+++\n\nSay no.\n"),
        ("theme/theme.toml", &theme),
    ])
}

/// The folder with the first `from` of a file replaced.
pub(crate) fn good_with(file: &str, from: &str, to: &str) -> MemorySource {
    let mut source = good();
    let path = CampaignPath::new(file).unwrap();
    let text = String::from_utf8(source.read(&path, 1 << 20).unwrap()).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    source.insert(path, text.replacen(from, to, 1).into_bytes());
    source
}

/// The campaign of a folder that can be read.
pub(crate) fn read(source: &MemorySource) -> Campaign {
    campaign::read(source, &FolderLimits::default()).0.unwrap()
}

const CAMPAIGN: &str = r##"
id = "test-campaign"
name = "Test campaign"
hashtag = "#Test"
line = "Just a bit of fun?"
summary = "A campaign for tests."
follows = "see-the-signs"
language = "en-GB"
time_zone = "Europe/London"
starts = 2026-11-20
ends = 2027-01-06

[area]
name = "Southend-on-Sea"
code = "E06000033"

[[partner]]
id = "council"
name = "the council"
kind = "council"
approvers = ["head of communications"]

[[partner]]
id = "police"
name = "the police"
kind = "police"

[[audience]]
id = "adults"
name = "If you take drugs at parties"
who = "Adults who buy drugs for a party."

[[audience]]
id = "young"
name = "If you are under 18"
who = "Children."
young = true

[[measure]]
id = "views"
stage = "output"
counts = "views"
name = "Film views"
definition = "Plays of three seconds or more"
unit = "plays"
source = "the platform"

[[measure]]
id = "contacts"
stage = "outcome"
counts = "help-contacts"
name = "Calls"
definition = "Calls answered"
unit = "calls"
source = "the help line"

[[objective]]
id = "more-calls"
text = "More people ask for help"
audience = "adults"
told_by = ["contacts"]
"##;
