//! Words that tell what a number is.

/// People and things that statistics count.
pub(super) const COUNTED: &[&str] = &[
    "people",
    "children",
    "child",
    "kids",
    "girls",
    "boys",
    "teenagers",
    "teens",
    "adults",
    "men",
    "women",
    "victims",
    "families",
    "parents",
    "pupils",
    "students",
    "youngsters",
    "arrests",
    "reports",
    "referrals",
    "cases",
    "calls",
    "crimes",
    "offences",
    "deaths",
    "overdoses",
    "lines",
    "gangs",
    "dealers",
    "forces",
    "seizures",
    "incidents",
    "episodes",
    "users",
    "residents",
    "officers",
    "convictions",
    "charges",
    "visits",
    "views",
    "households",
    "properties",
    "weapons",
    "knives",
];

/// Words across which nothing is counted.
pub(super) const STOPPERS: &[&str] = &[
    "in", "on", "at", "for", "with", "to", "by", "from", "and", "or", "who", "that", "which", "is", "are",
    "was", "were", "has", "have", "had", "will", "can", "when", "if", "but", "as", "per",
];

/// Share words that need "of", or people, behind them.
pub(super) const FRACTIONS: &[&str] = &[
    "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "majority",
];

pub(super) const GROWN: &[&str] = &[
    "doubled",
    "trebled",
    "tripled",
    "quadrupled",
    "halved",
    "tenfold",
    "threefold",
];

pub(super) const COMPARED: &[&str] = &["many", "likely", "high", "common", "often"];

pub(super) const SCALES: &[&str] = &["hundred", "thousand", "million", "billion"];

/// The months as they are shortened.
pub(super) const SHORT_MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

pub(super) const BEFORE_YEARS: &[&str] = &[
    "in", "since", "of", "by", "until", "from", "before", "after", "during", "around",
];

pub(super) const TIME_UNITS: &[&str] = &[
    "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "night",
    "nights", "week", "weeks", "month", "months", "year", "years", "o'clock", "am", "pm",
];

/// What is done to the keys of a phone.
pub(super) const KEYS: &[&str] = &["press", "pressing", "pressed", "type", "tap", "key"];

/// Things on the page, and what is measured rather than counted.
pub(super) const UNITS: &[&str] = &[
    "door",
    "doors",
    "step",
    "steps",
    "links",
    "question",
    "questions",
    "answers",
    "signs",
    "page",
    "pages",
    "word",
    "words",
    "thing",
    "things",
    "ways",
    "tips",
    "reasons",
    "posters",
    "picture",
    "pictures",
    "sentences",
    "characters",
    "letters",
    "digits",
    "chapters",
    "partners",
    "languages",
    "characters",
    "g",
    "kg",
    "mg",
    "ml",
    "cm",
    "mm",
    "km",
    "metres",
    "meters",
    "miles",
    "mile",
    "litres",
    "pixels",
    "px",
    "kb",
    "mb",
    "gb",
    "degrees",
    "pence",
    "points",
    "minute",
    "hour",
    "point",
];

pub(super) const RANGE_WORDS: &[&str] = &["to", "and", "or", "until"];

/// Words before a number that makes it a name.
pub(super) const LABELS: &[&str] = &[
    "door",
    "doors",
    "step",
    "link",
    "stage",
    "question",
    "number",
    "no",
    "section",
    "sections",
    "s",
    "article",
    "articles",
    "clause",
    "rule",
    "part",
    "page",
    "pages",
    "chapter",
    "room",
    "flat",
    "platform",
    "bus",
    "route",
    "version",
    "schedule",
    "level",
    "phase",
    "day",
    "week",
    "month",
    "unit",
    "class",
    "form",
    "volume",
    "issue",
    "edition",
    "paragraph",
    "regulation",
    "circular",
    "season",
    "episode",
    "round",
    "channel",
    "junction",
    "zone",
    "band",
    "grade",
    "tier",
    "option",
    "answer",
    "point",
    "tip",
    "reason",
    "sign",
    "poster",
    "film",
    "box",
    "bay",
    "chat",
    "code",
    "key",
];

pub(super) const STREETS: &[&str] = &[
    "street", "road", "avenue", "lane", "close", "way", "square", "terrace", "drive", "place",
];

/// "Ring 101", "text 61016".
pub(super) const RUNG: &[&str] = &[
    "ring", "rings", "call", "phone", "text", "dial", "press", "rang", "sms",
];

/// "100% sure": a manner of speaking.
pub(super) const SURE: &[&str] = &[
    "sure",
    "certain",
    "clear",
    "ok",
    "okay",
    "fine",
    "right",
    "you",
    "safe",
    "secure",
    "anonymous",
    "anonymously",
    "confidential",
    "private",
    "honest",
    "committed",
    "behind",
];

pub(super) const BEFORE_AGES: &[&str] = &[
    "under", "over", "aged", "age", "ages", "turn", "turned", "turning", "turns", "until", "below", "above",
    "than", "you're", "i'm", "he's", "she's",
];

pub(super) const BE: &[&str] = &["is", "was", "are", "were", "am", "be", "to", "been"];

/// Words that make an age a claim about many.
pub(super) const GENERAL: &[&str] = &[
    "youngest",
    "oldest",
    "average",
    "most",
    "mostly",
    "typical",
    "typically",
    "usually",
    "majority",
    "half",
    "many",
    "commonly",
];

/// Numbers in words, up to ninety.
pub(super) fn number_word(word: &str) -> Option<u64> {
    Some(match word {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        "thousand" => 1_000,
        _ => return None,
    })
}
