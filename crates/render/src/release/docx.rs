//! A release as the parts of a file for a word processor: WordprocessingML (ECMA-376, part 1). Whoever wants the file puts
//! the parts into a zip in their order (ECMA-376, part 2).
//!
//! The headline and the sections are headings, so that a screen reader finds them; lists are lists; the language is set. Nothing
//! says when or by whom the file was made: the same release gives the same bytes.

use super::{Leads, Note, Part, Release, Run, Section};
use std::fmt::Write as _;

/// A part of the file: its name in the zip, and its XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocxPart {
    /// `word/document.xml`.
    pub name: &'static str,
    /// XML in UTF-8.
    pub xml: String,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");

impl Release {
    /// The parts of a `.docx`, in the order in which they belong into the zip.
    pub fn docx(&self) -> Vec<DocxPart> {
        let mut document = Document::default();
        let body = document.body(self);
        let part = |name, xml: String| DocxPart {
            name,
            xml: format!("{HEAD}{xml}"),
        };
        vec![
            part("[Content_Types].xml", content_types()),
            part("_rels/.rels", package_relations()),
            part("docProps/core.xml", self.properties()),
            part(
                "word/document.xml",
                format!(
                    "<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" \
                     r:id=\"header\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1304\" w:right=\"1418\" w:bottom=\"1304\" \
                     w:left=\"1418\" w:header=\"624\" w:footer=\"624\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
                ),
            ),
            part("word/_rels/document.xml.rels", document.relations()),
            part(
                "word/styles.xml",
                STYLES.replace("{language}", &xml(&self.language)),
            ),
            part("word/numbering.xml", NUMBERING.to_owned()),
            part("word/header1.xml", self.header()),
        ]
    }

    /// What stands at the top of every sheet: a page that comes alone must not look as if it were issued.
    fn header(&self) -> String {
        let lines: Vec<&str> = self
            .example
            .iter()
            .chain([&self.standing])
            .map(String::as_str)
            .collect();
        format!(
            "<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>",
            paragraph(
                "Header",
                &[Run::plain(lines.join(" · "))],
                &mut Document::default()
            )
        )
    }

    fn properties(&self) -> String {
        format!(
            "<cp:coreProperties xmlns:cp=\"{CORE}\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
             <dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>",
            xml(&self.headline),
            xml(&self.from),
            xml(&self.language)
        )
    }
}

/// A document in the making: the addresses that its links lead to.
#[derive(Default)]
struct Document {
    addresses: Vec<String>,
}

impl Document {
    fn body(&mut self, release: &Release) -> String {
        let mut body = String::new();
        let mut line = |style: &str, run: Run, document: &mut Document| {
            body.push_str(&paragraph(style, &[run], document));
        };
        for words in release
            .example
            .iter()
            .chain([&release.standing])
            .chain(&release.ended)
        {
            line("Standing", Run::strong(words.clone()), self);
        }
        // The headline is the first heading, so what stands above it has none.
        if let Some(section) = &release.restrictions {
            let heading = Run::strong(section.heading.clone());
            body.push_str(&paragraph("Warning", &[heading], self));
            body.push_str(&self.parts(&section.parts));
        }
        body.push_str(&paragraph(
            "Heading1",
            &[Run::plain(release.headline.clone())],
            self,
        ));
        body.push_str(&paragraph("Quiet", &[Run::plain(release.dateline.clone())], self));
        if let Some(summary) = &release.summary {
            body.push_str(&paragraph("", &[Run::strong(summary.clone())], self));
        }
        body.push_str(&self.parts(&release.body));
        body.push_str(&paragraph("", &[Run::strong(release.end.clone())], self));
        for section in &release.sections {
            body.push_str(&self.section(section));
        }
        body
    }

    fn section(&mut self, section: &Section) -> String {
        let heading = paragraph("Heading2", &[Run::plain(section.heading.clone())], self);
        heading + &self.parts(&section.parts)
    }

    fn parts(&mut self, parts: &[Part]) -> String {
        let mut xml = String::new();
        for part in parts {
            match part {
                Part::Heading(runs) => xml.push_str(&paragraph("Heading2", runs, self)),
                Part::Paragraph(runs) => xml.push_str(&paragraph("", runs, self)),
                Part::Quote(runs) => xml.push_str(&paragraph("Quote", runs, self)),
                Part::List(items) => {
                    for item in items {
                        xml.push_str(&paragraph("ListBullet", item, self));
                    }
                }
                Part::Facts(notes) => {
                    for note in notes {
                        xml.push_str(&self.note(note));
                    }
                }
            }
        }
        xml
    }

    /// A note has a bookmark, to which its number in the text leads.
    fn note(&mut self, note: &Note) -> String {
        let number = note.number;
        let runs: String = std::iter::once(run(&Run::plain(format!("[{number}] "))))
            .chain(note.text.iter().map(|one| self.link(one)))
            .collect();
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr><w:bookmarkStart w:id=\"{number}\" w:name=\"note-{number}\"/>{runs}\
             <w:bookmarkEnd w:id=\"{number}\"/></w:p>"
        )
    }

    fn link(&mut self, one: &Run) -> String {
        let words = run(one);
        match &one.leads {
            None => words,
            Some(Leads::Note(_, number)) => {
                format!("<w:hyperlink w:anchor=\"note-{number}\">{words}</w:hyperlink>")
            }
            Some(Leads::Address(address)) => {
                let known = self.addresses.iter().position(|known| known == address);
                let at = known.unwrap_or_else(|| {
                    self.addresses.push(address.clone());
                    self.addresses.len() - 1
                });
                format!("<w:hyperlink r:id=\"link{at}\">{words}</w:hyperlink>")
            }
        }
    }

    fn relations(&self) -> String {
        let mut relations = String::new();
        for (id, kind) in [
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("header", "header"),
        ] {
            let file = if id == "header" { "header1" } else { id };
            _ = write!(
                relations,
                "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{file}.xml\"/>"
            );
        }
        for (at, address) in self.addresses.iter().enumerate() {
            _ = write!(
                relations,
                "<Relationship Id=\"link{at}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                xml(address)
            );
        }
        format!("<Relationships xmlns=\"{RELATIONS}\">{relations}</Relationships>")
    }
}

fn paragraph(style: &str, runs: &[Run], document: &mut Document) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    let runs: String = runs.iter().map(|run| document.link(run)).collect();
    format!("<w:p>{style}{runs}</w:p>")
}

fn run(run: &Run) -> String {
    let mut style = String::new();
    if let Some(Leads::Address(_)) = run.leads {
        style.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    }
    if run.strong {
        style.push_str("<w:b/>");
    }
    if run.emphasis {
        style.push_str("<w:i/>");
    }
    if !style.is_empty() {
        style = format!("<w:rPr>{style}</w:rPr>");
    }
    format!(
        "<w:r>{style}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
        xml(&run.text)
    )
}

/// Escapes a text for XML, and leaves out the characters that XML 1.0 cannot hold.
fn xml(text: &str) -> String {
    let can_stand = |character: &char| matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: String = text.chars().filter(can_stand).collect();
    crate::text::escape(&text)
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = [
        ("/word/document.xml", format!("{word}.document.main+xml")),
        ("/word/styles.xml", format!("{word}.styles+xml")),
        ("/word/numbering.xml", format!("{word}.numbering+xml")),
        ("/word/header1.xml", format!("{word}.header+xml")),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
    ];
    let parts: String = parts
        .iter()
        .map(|(name, kind)| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"))
        .collect();
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{parts}</Types>"
    )
}

fn package_relations() -> String {
    format!(
        "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"document\" Type=\"{OFFICE}/officeDocument\" \
         Target=\"word/document.xml\"/><Relationship Id=\"properties\" \
         Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}
