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
