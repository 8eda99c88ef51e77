use campaign::press::{Art, Press, Sheet};
use campaign::{Format, Source};
use print::Typesetter;

/// Writes every poster of the series where PRINT_OUT says, to be looked at.
#[test]
fn every_poster_of_the_series_is_printed() {
    for (name, source) in testkit::series() {
        let loaded = testkit::load(source);
        let campaign = loaded.campaign.as_ref().unwrap();
        for poster in &campaign.posters {
            let bytes = poster
                .picture
                .as_ref()
                .map(|path| loaded.source.read(path, 1 << 24).unwrap());
            let alt = poster
                .picture
                .as_ref()
                .and_then(|path| campaign.media(path))
                .map(|m| m.alt.clone());
            let picture = poster.picture.as_ref().map(|path| Art {
                path: &path.value,
                bytes: bytes.as_deref().unwrap(),
                alt: alt.as_deref().unwrap_or(""),
            });
            for (_, format) in Format::ALL {
                let sheet = Sheet {
                    campaign,
                    poster,
                    format,
                    picture,
                    marks: vec![],
                    link: "https://example.org/q/AB12CD",
                    twin: "https://example.org/x/",
                    for_printer: false,
                };
                let pdf = Typesetter::new().poster(&sheet).unwrap();
                
                    "{name} {} {format} {} bytes {:?}",
                    poster.id,
                    pdf.len(),
                    started.elapsed()
                );
                if let Ok(out) = std::env::var("PRINT_OUT") {
                    std::fs::write(format!("{out}/{name}-{}-{format}.pdf", poster.id), pdf).unwrap();
                }
            }
        }
    }
}
