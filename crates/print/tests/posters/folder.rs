use campaign::press::{Art, Sheet};
use campaign::{Campaign, CampaignPath, Format, MemorySource, Poster, Source};
use std::collections::BTreeMap;

/// A campaign and the bytes of its pictures.
pub(crate) struct Folder {
    pub(crate) campaign: Campaign,
    pub(crate) pictures: BTreeMap<CampaignPath, Picture>,
}

pub(crate) struct Picture {
    pub(crate) bytes: Vec<u8>,
    pub(crate) alt: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Folder {
    pub(crate) fn series() -> Vec<Folder> {
        testkit::series().into_values().map(Folder::of).collect()
    }

    pub(crate) fn merry_muletide() -> Folder {
        Folder::of(testkit::merry_muletide())
    }

    /// The longest names that an area, a partner and a service of the country have, and all three points.
    pub(crate) fn with_the_longest_names() -> Folder {
        let mut folder = Folder::merry_muletide();
        let about = &mut folder.campaign.about;
        about.area.name = "Bournemouth, Christchurch and Poole".to_owned();
        about.name = "Nobody Asked If She Was All Right".to_owned();
        about.partners[0].name = "Bournemouth, Christchurch and Poole Council".to_owned();
        about.partners[1].name = "the Office of the Police and Crime Commissioner for Dorset".to_owned();
        let childline = campaign::HelpId::new("childline").expect("it is an id");
        let mut posters = folder.campaign.posters.iter_mut();
        let poster = posters
            .find(|poster| poster.id.as_str() == "one-of-them")
            .expect("the campaign has it");
        poster.help.push(childline);
        let point = |text: &str| campaign::At {
            value: text.to_owned(),
            place: poster.act.place.clone(),
        };
        poster.points = vec![
            point("A child who owes cannot leave: the debt is made to grow."),
            point("It is not their fault, whatever they carried and whatever they said."),
            point("One grown-up who asks, and waits, is where it ends."),
        ];
        folder
    }

    pub(crate) fn of(source: MemorySource) -> Folder {
        let loaded = testkit::load(source);
        let campaign = loaded.campaign.expect("the folder is a campaign");
        let mut pictures = BTreeMap::new();
        for media in &campaign.media {
            let bytes = loaded.source.read(&media.file, 1 << 24).expect("it is there");
            let Ok(clean) = media::clean(&bytes, &media::MediaLimits::default()) else {
                continue;
            };
            let facts = clean.facts().clone();
            let picture = Picture {
                bytes,
                alt: media.alt.clone(),
                width: facts.width,
                height: facts.height,
            };
            pictures.insert(media.file.clone(), picture);
        }
        Folder { campaign, pictures }
    }

    pub(crate) fn poster(&self, id: &str) -> &Poster {
        let mut posters = self.campaign.posters.iter();
        posters
            .find(|poster| poster.id.as_str() == id)
            .expect("the campaign has it")
    }

    pub(crate) fn art<'f>(&'f self, path: &'f CampaignPath) -> Option<Art<'f>> {
        let picture = self.pictures.get(path)?;
        Some(Art {
            path,
            bytes: &picture.bytes,
            alt: &picture.alt,
            width: picture.width,
            height: picture.height,
        })
    }

    pub(crate) fn sheet<'f>(&'f self, poster: &'f Poster, format: Format) -> Sheet<'f> {
        let picture = poster.picture.as_ref().and_then(|path| self.art(path));
        let marks = self.campaign.marks_on(poster);
        Sheet {
            campaign: &self.campaign,
            poster,
            format,
            picture,
            marks: marks
                .filter_map(|partner| Some((&partner.id, self.art(partner.mark.as_ref()?)?)))
                .collect(),
            link: "https://example.org/q/AB12CD",
            twin: "https://example.org/merry-muletide/posters/one-of-them/",
            for_printer: false,
        }
    }
}

/// #MerryMuletide and its poster for the wall of a bar.
pub(crate) fn merry_poster() -> (Folder, Poster) {
    let folder = Folder::merry_muletide();
    let poster = folder.poster("one-of-them").clone();
    (folder, poster)
}

/// Writes a file where `PRINT_OUT` says, if it says so.
pub(crate) fn keep(sheet: &Sheet<'_>, ending: &str, bytes: &[u8]) {
    if let Ok(out) = std::env::var("PRINT_OUT") {
        let (campaign, poster, format) = (&sheet.campaign.about.id, &sheet.poster.id, sheet.format);
        std::fs::write(format!("{out}/{campaign}-{poster}-{format}.{ending}"), bytes)
            .expect("the folder is there");
    }
}
