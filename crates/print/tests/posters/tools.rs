//! Other people's programs, which see a sheet as readers and phones do.

use std::io::Write;
use std::process::{Command, Stdio};

fn run(program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let package = if program == "zbarimg" {
        "zbar-tools"
    } else {
        "poppler-utils"
    };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}. Install {package}, or run ./test, which does."));
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join();
    output.stdout
}

/// The text of all pages, each ended by a form feed, in the order of reading.
pub(crate) fn text(pdf: &[u8]) -> String {
    String::from_utf8_lossy(&run("pdftotext", &["-raw", "-", "-"], pdf)).into_owned()
}

/// What `pdfinfo -box` says.
pub(crate) fn boxes(pdf: &[u8]) -> String {
    String::from_utf8_lossy(&run("pdfinfo", &["-box", "-"], pdf)).into_owned()
}

/// The colour, red, green and blue, at a point of the first side, in parts of its width and height.
pub(crate) fn colour(pdf: &[u8], (x, y): (f64, f64)) -> [u8; 3] {
    let arguments = ["-singlefile", "-scale-to-x", "200", "-scale-to-y", "-1", "-"];
    let picture = run("pdftoppm", &arguments, pdf);
    // A PPM: `P6`, width, height, 255, and then the pixels.
    let mut parts = picture.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = || -> usize {
        let text = String::from_utf8_lossy(parts.next().expect("it has a head")).into_owned();
        text.trim_start_matches("P6").parse().unwrap_or(0)
    };
    let (_, width, height) = (number(), number(), number());
    let pixels = &picture[picture.len() - width * height * 3..];
    let at = |part: f64, whole: usize| ((part * whole as f64) as usize).min(whole - 1);
    let at = (at(y, height) * width + at(x, width)) * 3;
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}

/// What a reader of codes finds on the first side when it is so many pixels across.
pub(crate) fn codes(pdf: &[u8], across: u32) -> Vec<String> {
    let across = across.to_string();
    let arguments = [
        "-png",
        "-singlefile",
        "-scale-to-x",
        &across,
        "-scale-to-y",
        "-1",
        "-",
    ];
    let png = run("pdftoppm", &arguments, pdf);
    let found = run("zbarimg", &["-q", "--raw", "png:-"], &png);
    String::from_utf8_lossy(&found)
        .lines()
        .map(str::to_owned)
        .collect()
}
