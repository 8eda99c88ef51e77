//! What a drawing may hold (SVG 2): shapes, paint, text and parts used again. Nothing that moves, loads, links or runs.

const ELEMENTS: [&str; 22] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "mask",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "title",
    "desc",
    "text",
    "tspan",
];

const STRUCTURE: [&str; 50] = [
    "id",
    "lang",
    "role",
    "transform",
    "viewBox",
    "preserveAspectRatio",
    "x",
    "y",
    "width",
    "height",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "x1",
    "y1",
    "x2",
    "y2",
    "fx",
    "fy",
    "fr",
    "d",
    "points",
    "pathLength",
    "dx",
    "dy",
    "rotate",
    "textLength",
    "lengthAdjust",
    "offset",
    "refX",
    "refY",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "href",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "aria-hidden",
    "aria-roledescription",
    "focusable",
    "xmlns",
];

/// Presentation attributes; a `style` attribute may set the same.
const PRESENTATION: [&str; 52] = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-opacity",
    "opacity",
    "color",
    "display",
    "visibility",
    "overflow",
    "clip-path",
    "clip-rule",
    "mask",
    "mask-type",
    "stop-color",
    "stop-opacity",
    "paint-order",
    "vector-effect",
    "shape-rendering",
    "text-rendering",
    "color-interpolation",
    "color-rendering",
    "image-rendering",
    "transform-origin",
    "transform-box",
    "mix-blend-mode",
    "isolation",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "font-stretch",
    "font-variant",
    "letter-spacing",
    "word-spacing",
    "line-height",
    "text-anchor",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "dominant-baseline",
    "alignment-baseline",
    "baseline-shift",
    "writing-mode",
    "direction",
];

/// What editors leave behind and no picture needs.
const IDLE: [&str; 10] = [
    "class",
    "version",
    "baseProfile",
    "enable-background",
    "contentStyleType",
    "contentScriptType",
    "zoomAndPan",
    "xml:space",
    "data-name",
    "inkscape-font-specification",
];

/// Functions that paint or place. `url` is looked at on its own.
const FUNCTIONS: [&str; 14] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "matrix",
    "translate",
    "translateX",
    "translateY",
    "scale",
    "scaleX",
    "scaleY",
    "rotate",
    "skewX",
    "skewY",
];

/// Whether the element may stay.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Whether what is written in it is read or shown as text.
pub(super) fn holds_text(element: &str) -> bool {
    matches!(element, "text" | "tspan" | "title" | "desc")
}

/// Whether the attribute may stay.
pub(super) fn is_attribute(name: &str) -> bool {
    STRUCTURE.contains(&name) || is_presentation(name)
}

/// Whether it is a presentation attribute.
pub(super) fn is_presentation(name: &str) -> bool {
    PRESENTATION.contains(&name)
}

/// Whether the attribute says nothing about the picture and is left out without a word: an editor's notes.
pub(super) fn is_idle(name: &str) -> bool {
    IDLE.contains(&name) || name.starts_with("data-") || name.contains(':')
}

/// Whether a property in a `style` attribute is an editor's own.
pub(super) fn is_idle_property(name: &str) -> bool {
    name.starts_with('-') || IDLE.contains(&name)
}

/// Whether the attribute's value is words for a person rather than a picture's numbers.
pub(super) fn is_words(name: &str) -> bool {
    matches!(
        name,
        "id" | "lang" | "role" | "aria-label" | "aria-roledescription"
    )
}

/// Whether an element may draw another part by `href`.
pub(super) fn may_refer(element: &str) -> bool {
    matches!(element, "use" | "linearGradient" | "radialGradient" | "pattern")
}

/// Whether an attribute may paint with another part by `url(#id)`.
pub(super) fn may_paint_with(attribute: &str) -> bool {
    matches!(attribute, "fill" | "stroke" | "clip-path" | "mask")
}

/// Whether a value may call this function.
pub(super) fn is_function(name: &str) -> bool {
    FUNCTIONS.contains(&name)
}
