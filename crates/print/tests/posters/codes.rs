use crate::folder::Folder;
use crate::tools;
use campaign::Format;
use campaign::press::Press;
use print::Typesetter;

#[test]
fn each_placement_has_its_own_code() {
    let folder = Folder::merry_muletide();
    let poster = &folder.campaign.posters[0];
    let links = [
        "https://example.org/q/PUB7",
        "https://a-long-name-of-a-council.example.org/q/STATION12",
    ];
    for link in links {
        let mut sheet = folder.sheet(poster, Format::A4);
        sheet.link = link;
        let pdf = Typesetter::new().poster(&sheet).unwrap();
        assert_eq!(tools::codes(&pdf, 1650), [link]);
        let text = tools::text(&pdf).replace(char::is_whitespace, "");
        assert!(text.contains(link.trim_start_matches("https://")), "{text}");
    }
}
