//! A drawing passes an allow-list: what is harmless comes out in one form, everything else is named with its place.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod common;

use common::cleaned;
use media::MediaKind;

/// What cleaning says of the drawing: its canonical text, or one line a fault.
fn check(drawing: &str) -> String {
    match cleaned(drawing.as_bytes()) {
        Ok(cleaned) => {
            assert_eq!(
                common::cleaned(cleaned.bytes()).map(|again| again.bytes().to_vec()),
                Ok(cleaned.bytes().to_vec())
            );
            String::from_utf8(cleaned.bytes().to_vec())
                .unwrap()
                .trim_end()
                .to_owned()
        }
        Err(faults) => {
            assert!(faults.iter().all(|fault| !fault.advice().is_empty()));
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        }
    }
}

/// The same inside a plain `svg`.
fn check_inside(inside: &str) -> String {
    let root = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">"#;
    let checked = check(&format!("{root}\n{inside}</svg>"));
    match checked.strip_prefix(root) {
        Some(rest) => rest.trim_end_matches("</svg>").to_owned(),
        None => checked,
    }
}

#[test]
fn an_editors_notes_are_left_out_without_a_word() {
    let drawing = r##"<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by Somebody -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
     xmlns:sodipodi="s" xmlns:xlink="http://www.w3.org/1999/xlink" inkscape:version="1.3" width="10mm" height="10mm"
     viewBox="0 0 10 10" version="1.1" data-name="Somebody" class="a">
  <sodipodi:namedview id="base"><inkscape:grid/></sodipodi:namedview>
  <metadata><rdf:RDF xmlns:rdf="r"><a onclick="x">Somebody</a></rdf:RDF></metadata>
  <g style="fill:#fff; -inkscape-stroke:none;stroke : red" fill="#000" id="layer1"><use xlink:href="#layer2"/></g>
  <path id="layer2" d="M0,0
    L1,1"></path>
</svg>"##;
    let checked = check(drawing);
    assert_eq!(
        checked,
        r##"<svg xmlns="http://www.w3.org/2000/svg" height="10mm" viewBox="0 0 10 10" width="10mm"><g fill="#fff" id="layer1" stroke="red"><use href="#layer2"/></g><path d="M0,0     L1,1" id="layer2"/></svg>"##
    );
    let facts = cleaned(drawing.as_bytes()).unwrap().facts().clone();
    assert_eq!(
        (facts.kind, facts.width, facts.height, facts.had_metadata),
        (MediaKind::Svg, 38, 38, true)
    );
}

#[test]
fn text_is_kept_as_it_is_written() {
    assert_eq!(
        check_inside(
            "<title>Tom &amp; &#8220;Jo&#x201D;</title><text>a <tspan x='1'>b</tspan> <![CDATA[<c>]]></text>"
        ),
        "<title>Tom &amp; “Jo”</title><text>a <tspan x=\"1\">b</tspan> &lt;c&gt;</text>"
    );
}

#[test]
fn nine_faults_are_nine_lines() {
    let checked = check_inside(
        "<script>alert(1)</script>\n<image href='x.png'/>\n<rect onload='x' fill='url(//e.org/#a)'/>\n\
         <g style='behavior:url(x)'/><use href='https://e.org/#a'/>\n<a href='#b'/><rect id='b' id2='c'/><style>*{}</style>",
    );
    assert_eq!(
        checked,
        "2:1: a drawing may not have the element `script`\n\
         3:1: a drawing may not have the element `image`\n\
         4:7: a drawing may not run a script: `onload`\n\
         4:18: `fill` may not be `url(//e.org/#a)`\n\
         5:4: a drawing may not have the style property `behavior`\n\
         5:34: a drawing may not refer to `https://e.org/#a`\n\
         6:1: a drawing may not have the element `a`\n\
         6:28: a drawing may not have the attribute `id2`\n\
         6:37: a drawing may not have the element `style`"
    );
}

#[test]
fn columns_count_characters() {
    assert_eq!(
        check_inside("<title>é—é</title><b/>"),
        "2:19: a drawing may not have the element `b`"
    );
    assert_eq!(
        check("\u{FEFF}<svg><b/></svg>").lines().next(),
        Some("1:1: this drawing does not say how big it is")
    );
}

#[test]
fn script_never_gets_through_by_another_door() {
    for inside in [
        "<foreignObject><p/></foreignObject>",
        "<animate attributeName='href' to='javascript:x'/>",
        "<set attributeName='href'/>",
        "<g ONCLICK='x'/>",
        "<use href='javascript:alert(1)'/>",
        "<use xlink:href='data:image/svg+xml,x#a'/>",
        "<rect href='#a' id='a'/>",
        "<svg:script xmlns:svg='http://www.w3.org/2000/svg'/>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
        "<g xmlns='http://www.w3.org/1999/xhtml'/>",
        "<g filter='url(#a)' id='a'/>",
        "<handler/>",
        "<?xml-stylesheet href='x'?>",
        "<text>&nbsp;</text>",
        "<rect fill='&xxe;'/>",
        "<rect fill='red' fill='blue'/>",
        "<g style='fill:url(x)'/>",
        "<g style='fill:re\\64'/>",
        "<rect fill='url(#nowhere)'/>",
        "<g id='a'/><g id='a'/>",
        "<g",
        "<g>",
        "</g>",
        "<g></h>",
        "<g a=1/>",
        "</svg><svg>",
        "<text>\u{1}</text>",
    ] {
        let checked = check_inside(inside);
        assert!(
            checked.starts_with(|c: char| c.is_ascii_digit()),
            "{inside} became {checked}"
        );
    }
}

#[test]
fn a_document_type_and_its_entities_are_refused() {
    let checked = check(
        "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]>\n<svg viewBox='0 0 1 1'><text>&b;</text></svg>",
    );
    assert_eq!(
        checked,
        "1:1: a drawing may not have a document type\n2:30: the entity `&b;` is not known"
    );
}

#[test]
fn a_part_that_contains_itself_is_refused() {
    assert_eq!(
        check_inside("<g id='a'>\n</g><g id='b'><use href='#b'/></g>"),
        "3:20: `b` contains itself"
    );
    let by_pattern = "<pattern id='p'><rect fill='url(#p)'/></pattern>";
    assert_eq!(check_inside(by_pattern), "2:23: `p` contains itself");
    let by_two = "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>";
    assert_eq!(check_inside(by_two), "2:46: `a` contains itself");
}

#[test]
fn a_drawing_that_explodes_is_refused() {
    let tens = |paint: &str| {
        (1..9)
            .map(|n| {
                format!(
                    "<g id='x{n}'>{}</g>",
                    paint.replace('N', &(n - 1).to_string()).repeat(10)
                )
            })
            .collect::<String>()
    };
    let uses = format!("<rect id='x0'/>{}", tens("<use href='#xN'/>"));
    assert_eq!(
        check_inside(&uses),
        "1:1: drawn out, this drawing has more than 1000 elements"
    );
    let masks = format!("<rect id='x0'/>{}", tens("<rect mask='url(#xN)'/>"));
    assert_eq!(
        check_inside(&masks),
        "1:1: drawn out, this drawing has more than 1000 elements"
    );
    // One reference, but each of 60 shapes inherits it.
    let inherited = format!(
        "<pattern id='p'>{0}</pattern><g fill='url(#p)'>{0}</g>",
        "<path/>".repeat(45)
    );
    assert_eq!(
        check_inside(&inherited),
        "1:1: drawn out, this drawing has more than 1000 elements"
    );
}

#[test]
fn deep_nesting_long_chains_and_many_elements_are_refused() {
    let deep = |levels: usize| format!("{}{}", "<g>".repeat(levels), "</g>".repeat(levels));
    assert!(
        check_inside(&deep(31)).starts_with("<g>"),
        "32 with the svg element"
    );
    assert_eq!(
        check_inside(&deep(32)),
        "2:94: elements stand more than 32 deep in one another"
    );
    assert_eq!(
        check_inside(&"<g>".repeat(3_000)),
        "2:94: elements stand more than 32 deep in one another"
    );
    let chain: String = (0..70)
        .map(|n| format!("<use id='x{n}' href='#x{}'/>", n + 1))
        .collect();
    let checked = check_inside(&format!("{chain}<path id='x70'/>"));
    assert!(
        checked.ends_with("elements stand more than 64 deep in one another"),
        "{checked}"
    );
    let checked = check_inside(&"<g/>".repeat(100));
    assert_eq!(checked, "2:397: this drawing has more than 100 elements");
    let checked = check_inside(&" ".repeat(10_000));
    assert!(checked.contains("the most is 10000"), "{checked}");
}

#[test]
fn at_most_twenty_faults_are_told() {
    assert_eq!(check_inside(&"<b/>".repeat(50)).lines().count(), 20);
}

#[test]
fn a_drawing_without_a_size_is_refused() {
    assert_eq!(
        check("<svg width='100%'/>"),
        "1:1: this drawing does not say how big it is"
    );
}

#[test]
fn text_in_another_encoding_is_refused() {
    let latin = [
        b"<svg viewBox='0 0 1 1'>\n<title>",
        &b"\xE9"[..],
        b"</title></svg>",
    ]
    .concat();
    let faults = cleaned(&latin).unwrap_err();
    assert_eq!(faults[0].to_string(), "2:8: this drawing is not UTF-8 text");
    let declared = check("<?xml version='1.0' encoding='ISO-8859-1'?><svg viewBox='0 0 1 1'/>");
    assert_eq!(declared, "1:1: this drawing is not UTF-8 text");
}

#[test]
fn many_attributes_take_no_longer_than_their_bytes() {
    let attributes: String = (0..60_000).map(|n| format!(" a{n}=''")).collect();
    let drawing = format!("<svg viewBox='0 0 1 1'{attributes}/>");
    let faults = media::clean(drawing.as_bytes(), &media::MediaLimits::default()).unwrap_err();
    assert_eq!(faults.len(), 20);
}
