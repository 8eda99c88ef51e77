//! What can be wrong with a picture. Each fault says what, where (in a drawing) and what to do; the wording lives here alone.

use crate::MediaKind;
use std::fmt;

/// Where in a drawing's text a fault is; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Why a picture cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaFault {
    /// The bytes are no kind that a campaign may hold.
    Unknown,
    /// The bytes are something, but not a picture.
    NotAPicture(MediaKind),
    /// A picture of a kind, or with a feature, that is not accepted.
    Unsupported {
        /// What it is.
        kind: MediaKind,
        /// The feature, as in "a {kind} with {feature}".
        feature: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// The file is cut short or does not keep to its format.
    Damaged {
        /// What it claims to be.
        kind: MediaKind,
        /// What was found, as in "it …".
        found: &'static str,
    },
    /// More pixels than the limit.
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The most pixels allowed.
        pixels: u64,
        /// The longest side allowed.
        side: u32,
    },
    /// It moves.
    Animated(MediaKind),
    /// A fault in a drawing.
    Drawing {
        /// What is wrong.
        fault: DrawingFault,
        /// Where.
        place: Place,
    },
    /// An encoder of ours gave up: a fault of this program, not of the picture.
    Encoder(&'static str),
}

/// What can be wrong with a drawing (SVG).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrawingFault {
    /// More bytes than the limit.
    TooBig {
        /// Its size in bytes.
        bytes: usize,
        /// The most bytes allowed.
        limit: usize,
    },
    /// Not UTF-8, or a declaration that says something else.
    NotUtf8,
    /// Not well-formed XML.
    Malformed(String),
    /// The first element is not `svg`.
    NoSvgElement,
    /// A document type.
    DocumentType,
    /// An entity that is not one of XML's five or a character number.
    Entity(String),
    /// A processing instruction.
    ProcessingInstruction,
    /// An element that is not on the list.
    Element(String),
    /// An attribute that is not on the list.
    Attribute(String),
    /// An attribute that runs a script.
    EventHandler(String),
    /// A property in a `style` attribute that is not on the list.
    StyleProperty(String),
    /// A value that reaches outside the drawing, or hides what it says.
    Value {
        /// The attribute.
        attribute: String,
        /// Its value, cut short.
        value: String,
    },
    /// A link to anything but a part of the same drawing.
    Link(String),
    /// A drawing element written with a prefix, or a default namespace that is not SVG's.
    Namespace(String),
    /// An id used twice.
    DuplicateId(String),
    /// A reference to an id that is not there.
    MissingId(String),
    /// Elements stand too deep in one another.
    TooDeep(usize),
    /// Too many elements.
    TooManyElements(usize),
    /// A part that contains itself by way of references.
    Cycle(String),
    /// Too many elements once references are drawn out.
    Explodes(u64),
    /// Neither a width and height nor a `viewBox` that can be used.
    NoSize,
}

impl MediaFault {
    /// What is wrong, in one sentence without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Unknown => "this is not a picture that can be read".into(),
            Self::NotAPicture(kind) => format!("this is a {} file, not a picture", kind.name()),
            Self::Unsupported { kind, feature, .. } => {
                format!("this is {} {} {feature}", article(*kind), kind.name())
            }
            Self::Damaged { kind, found } => format!("this {} picture is damaged: it {found}", kind.name()),
            Self::TooManyPixels { width, height, .. } if *width == 0 || *height == 0 => {
                "this picture has no pixels".into()
            }
            Self::TooManyPixels {
                width,
                height,
                pixels,
                side,
            } => format!(
                "this picture is {width} × {height} pixels; the most is {pixels} pixels, and {side} on a side"
            ),
            Self::Animated(kind) => format!("this {} picture moves", kind.name()),
            Self::Drawing { fault, .. } => fault.message(),
            Self::Encoder(what) => format!("the picture could not be encoded: {what}"),
        }
    }

    /// What to do about it, in one or two sentences.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Unknown | Self::NotAPicture(_) => "Use a JPEG, PNG, WebP, AVIF or SVG picture.",
            Self::Unsupported { advice, .. } => advice,
            Self::Damaged { .. } => {
                "Open it in a picture program and save it again, or ask for the original."
            }
            Self::TooManyPixels { .. } => {
                "Save it smaller. 3,000 pixels on the longer side are enough for any page."
            }
            Self::Animated(_) => {
                "Save one frame of it as a picture, or make it a film with captions: a picture that moves by itself \
                 cannot be stopped by the reader."
            }
            Self::Drawing { fault, .. } => fault.advice(),
            Self::Encoder(_) => {
                "Save the picture as a PNG and try that; if it fails too, please report a bug."
            }
        }
    }

    /// Where it is, for a drawing.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Drawing { place, .. } => Some(*place),
            _ => None,
        }
    }
}

impl fmt::Display for MediaFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place() {
            write!(f, "{}:{}: ", place.line, place.column)?;
        }
        f.write_str(&self.message())
    }
}

impl std::error::Error for MediaFault {}

fn article(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Avif | MediaKind::Svg | MediaKind::Mp4 | MediaKind::Mp3 => "an",
        _ => "a",
    }
}

impl DrawingFault {
    fn message(&self) -> String {
        match self {
            Self::TooBig { bytes, limit } => format!("this drawing is {bytes} bytes; the most is {limit}"),
            Self::NotUtf8 => "this drawing is not UTF-8 text".into(),
            Self::Malformed(why) => format!("this is not well-formed XML: {why}"),
            Self::NoSvgElement => "the first element is not `svg`".into(),
            Self::DocumentType => "a drawing may not have a document type".into(),
            Self::Entity(name) => format!("the entity `&{name};` is not known"),
            Self::ProcessingInstruction => "a drawing may not have a processing instruction".into(),
            Self::Element(name) => format!("a drawing may not have the element `{name}`"),
            Self::Attribute(name) => format!("a drawing may not have the attribute `{name}`"),
            Self::EventHandler(name) => format!("a drawing may not run a script: `{name}`"),
            Self::StyleProperty(name) => format!("a drawing may not have the style property `{name}`"),
            Self::Value { attribute, value } => format!("`{attribute}` may not be `{value}`"),
            Self::Link(target) => format!("a drawing may not refer to `{target}`"),
            Self::Namespace(name) => format!("`{name}` is not written in SVG's default namespace"),
            Self::DuplicateId(id) => format!("the id `{id}` is used twice"),
            Self::MissingId(id) => format!("nothing in this drawing has the id `{id}`"),
            Self::TooDeep(limit) => format!("elements stand more than {limit} deep in one another"),
            Self::TooManyElements(limit) => format!("this drawing has more than {limit} elements"),
            Self::Cycle(id) => format!("`{id}` contains itself"),
            Self::Explodes(limit) => format!("drawn out, this drawing has more than {limit} elements"),
            Self::NoSize => "this drawing does not say how big it is".into(),
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::TooBig { .. } | Self::TooManyElements(_) => {
                "Simplify its paths, or save it as a PNG: a phone has to draw each of them."
            }
            Self::NotUtf8 => "Save it again with the encoding UTF-8.",
            Self::Malformed(_) => "Save it again from the program that drew it.",
            Self::NoSvgElement => "A drawing is one `<svg xmlns=\"http://www.w3.org/2000/svg\">` element.",
            Self::DocumentType => "Delete the line that starts with `<!DOCTYPE`; no browser needs it.",
            Self::Entity(_) => {
                "Write the character itself. Only &amp;, &lt;, &gt;, &quot; and &apos; are known."
            }
            Self::ProcessingInstruction => "Delete the line that starts with `<?`.",
            Self::Element(name) => element_advice(name),
            Self::Attribute(_) => "Delete it, or save the drawing as \"plain SVG\".",
            Self::EventHandler(_) => "Delete it: a picture only shows.",
            Self::StyleProperty(_) => "Delete it, or save the drawing with presentation attributes.",
            Self::Value { .. } => {
                "Write a plain value; `url(…)` may only name an id of this drawing: `url(#id)`."
            }
            Self::Link(_) => "Refer to an id of the same drawing (`#id`), or copy the part into the drawing.",
            Self::Namespace(_) => {
                "Put xmlns=\"http://www.w3.org/2000/svg\" on `svg` and write elements without a prefix."
            }
            Self::DuplicateId(_) => "Give each part its own id.",
            Self::MissingId(_) => "Correct the reference, or delete it.",
            Self::TooDeep(_) => "Ungroup the drawing.",
            Self::Cycle(_) => "Take the reference out of the part that it refers to.",
            Self::Explodes(_) => "Draw repeated parts once, without references in references.",
            Self::NoSize => "Give `svg` a viewBox, such as viewBox=\"0 0 1200 675\".",
        }
    }
}

fn element_advice(name: &str) -> &'static str {
    match name {
        "style" => "Save the drawing with presentation attributes (fill=\"…\") in place of a style sheet.",
        "image" => "Take the photograph out and use it as a picture of its own, or trace it.",
        "script" | "foreignObject" | "a" => "Delete it: a picture only shows.",
        "animate" | "animateTransform" | "animateMotion" | "set" => "Delete it: a picture stands still.",
        "filter" => "Delete it, or flatten the effect: filters are slow on a phone.",
        "font" | "textPath" => "Turn the text into paths.",
        "marker" => "Draw the arrow head as a path.",
        _ => "Delete it, or save the drawing as \"plain SVG\".",
    }
}
