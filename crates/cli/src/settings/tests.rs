//! What is read from where, and what is told.

use super::problem::Origin;
use super::{Given, SETTINGS, Settings, show};
use std::ffi::OsString;

type Outcome = Result<Settings, Vec<String>>;

fn read(file: &str, environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Outcome {
    let environment: Vec<(OsString, OsString)> = environment
        .iter()
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    let file = (!file.is_empty()).then(|| file.as_bytes().to_vec());
    Settings::from_places(&Given::of(flags), &environment, |_| Ok(file))
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

fn problems(file: &str, environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> Vec<String> {
    read(file, environment, flags).unwrap_err()
}

#[test]
fn without_anything_the_defaults_hold() {
    let settings = read("", &[], &[]).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert_eq!((settings.max_connections, settings.idle_seconds), (8192, 30));
    assert_eq!(settings.data.to_str(), Some("data"));
    assert!(settings.public_url.is_none() && settings.admin_listen.is_none());
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let file = "listen = \"127.0.0.1:1\"\nthreads = 1\nidle_seconds = 1\n";
    let environment = [("HUEANDCRY_LISTEN", "127.0.0.1:2"), ("HUEANDCRY_THREADS", "2")];
    let settings = read(file, &environment, &[("listen", "127.0.0.1:3")]).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:3");
    assert_eq!((settings.threads, settings.idle_seconds), (2, 1));
    assert_eq!(settings.origin("listen"), Origin::Flag("listen"));
    assert_eq!(settings.origin("threads").to_string(), "HUEANDCRY_THREADS");
    assert_eq!(
        settings.origin("idle_seconds").to_string(),
        "data/hueandcry.toml:3:1"
    );
    assert_eq!(settings.origin("log_level"), Origin::Default);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_with_its_line() {
    let file = "listn = \"127.0.0.1:80\"\nthreads = \"4\"\n\nidle_seconds = 0\n[hosts]\nmerry = 5\n";
    let told = problems(
        file,
        &[
            ("HUEANDCRY_MAX_CONNECTION", "5"),
            ("HUEANDCRY_LOG_LEVEL", "debug"),
        ],
        &[("public_url", "campaigns.example.org")],
    );
    assert_eq!(
        told,
        [
            "data/hueandcry.toml:1:1: listn is no setting\n    listn = \"127.0.0.1:80\"\n    ^\n  hint: did you mean listen?\n",
            "data/hueandcry.toml:2:1: threads is not a whole number without quotation marks\n    threads = \"4\"\n    ^\n  hint: \
             write a whole number from 1 to 1024, such as threads = 2\n",
            "data/hueandcry.toml:4:1: \"0\" cannot be idle_seconds: it is less than 1\n    idle_seconds = 0\n    ^\n  hint: write a \
             whole number from 1 to 3600, such as idle_seconds = 75\n",
            "data/hueandcry.toml:6:1: hosts is not a text in quotation marks for each name\n    merry = 5\n    ^\n  hint: write host \
             names, each with the id of its campaign, such as [hosts] \"merry.example.org\" = \"merry-muletide\"\n",
            "HUEANDCRY_LOG_LEVEL: \"debug\" cannot be log_level: there is no such level\n  hint: write error, warn or info, such \
             as HUEANDCRY_LOG_LEVEL=warn\n",
            "HUEANDCRY_MAX_CONNECTION: HUEANDCRY_MAX_CONNECTION is no setting\n  hint: did you mean HUEANDCRY_MAX_CONNECTIONS?\n",
            "--public-url: \"campaigns.example.org\" cannot be public_url: it does not begin with https://\n  hint: write an \
             address with https:// or http://, a host name and no path, such as --public-url https://campaigns.example.org\n",
        ]
    );
}

#[test]
fn what_is_not_toml_is_told_and_the_rest_is_read() {
    let told = problems("listen = \nthreads = 5000\n", &[], &[]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("data/hueandcry.toml:1:"), "{}", told[0]);
    assert!(told[1].contains("more than 1024"), "{}", told[1]);
}

#[test]
fn a_file_that_cannot_be_read_is_not_passed_over() {
    for (read, expected) in [
        (Err("permission denied".to_owned()), "permission denied"),
        (Ok(Some(vec![0xff])), "not UTF-8"),
        (Ok(Some(vec![b' '; 100_000])), "larger than"),
    ] {
        let told = Settings::from_places(&Given::default(), &[], |_| read).unwrap_err();
        let told = told[0].to_string();
        assert!(
            told.contains(expected) && told.contains("data/hueandcry.toml"),
            "{told}"
        );
    }
}

#[test]
fn an_empty_value_is_told() {
    let told = problems("public_url = \" \"\n", &[("HUEANDCRY_LISTEN", "")], &[]);
    assert!(told.iter().all(|told| told.contains("it is empty")), "{told:?}");
    assert_eq!(told.len(), 2);
}

#[test]
fn a_bad_value_is_told_even_where_a_flag_wins_over_it() {
    assert_eq!(problems("threads = 0\n", &[], &[("threads", "2")]).len(), 1);
}

#[test]
fn the_data_folder_is_where_the_file_is_and_not_in_it() {
    let told = problems("data = \"elsewhere\"\n", &[("HUEANDCRY_DATA", "/srv/data")], &[]);
    assert!(
        told[0].starts_with("/srv/data/hueandcry.toml:1:1: data cannot"),
        "{}",
        told[0]
    );
    assert!(told[0].contains("use --data or HUEANDCRY_DATA"));
}

#[test]
fn a_public_address_is_a_scheme_and_a_name() {
    let base =
        |text: &str| read("", &[], &[("public_url", text)]).map(|read| read.public_url.unwrap().base());
    assert_eq!(
        base("https://Campaigns.example.org/").unwrap(),
        "https://campaigns.example.org"
    );
    assert_eq!(base("http://localhost:8080").unwrap(), "http://localhost:8080");
    for wrong in [
        "ftp://x.org",
        "https://",
        "https://x.org/our/campaigns",
        "https://x.org?x",
        "https://x.org:99999",
        "https://user@x.org",
        "https://-x.org",
        "https://büro.example",
        "https://x..org",
    ] {
        assert!(base(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_campaign_may_have_a_name_of_its_own() {
    let url = "public_url = \"https://campaigns.example.org:8443\"\n";
    let own = format!("{url}[hosts]\n\"Merry.example.org\" = \"merry-muletide\"\n");
    let settings = read(&own, &[], &[]).unwrap();
    assert_eq!(settings.hosts["merry.example.org"], "merry-muletide");
    let merry = settings.public_url.unwrap().base_of("merry.example.org");
    assert_eq!(merry, "https://merry.example.org:8443");
    // Elsewhere it is one text, and takes the place of the whole table.
    let both = read(
        &own,
        &[("HUEANDCRY_HOSTS", "a.example=signs, b.example=doors")],
        &[],
    )
    .unwrap();
    assert_eq!(
        both.hosts.into_keys().collect::<Vec<_>>(),
        ["a.example", "b.example"]
    );
}

#[test]
fn names_of_their_own_need_a_name_for_the_site_and_differ_from_it() {
    let own = [("hosts", "merry.example.org=merry-muletide")];
    assert!(problems("", &[], &own)[0].contains("set public_url"));
    let url = "public_url = \"https://merry.example.org\"\n";
    assert!(problems(url, &[], &own)[0].contains("is the site's own name"));
    for wrong in [
        "merry.example.org",
        "merry=",
        "203.0.113.7=x",
        "a b=x",
        "a.example=x,a.example=y",
    ] {
        assert!(
            read("public_url = \"https://x.org\"\n", &[], &[("hosts", wrong)]).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn the_operator_does_not_listen_where_visitors_are_served() {
    let told = problems("", &[], &[("admin_listen", "127.0.0.1:8080")]);
    assert!(told[0].starts_with("--admin-listen: "), "{}", told[0]);
}

#[test]
fn every_definition_is_whole_and_its_example_and_its_default_are_taken() {
    for setting in SETTINGS {
        assert_eq!(setting.flag, setting.name.replace('_', "-"));
        assert!(
            setting.default.is_some() == setting.unset.is_empty(),
            "{}",
            setting.name
        );
        assert!(
            !setting.help.ends_with('.') && setting.reason.ends_with('.'),
            "{}",
            setting.name
        );
        for text in setting.default.iter().chain([&setting.example]) {
            let flags = [("public_url", "https://x.org"), (setting.name, *text)];
            let flags = &flags[usize::from(setting.name == "public_url")..];
            if setting.name == "admin_listen" || setting.name == "data" {
                read("", &[], flags).unwrap();
            }
            read("", &[], flags).unwrap();
            // And as the manual writes it in the file.
            if setting.is_in_file {
                let first = if setting.name == "public_url" {
                    ""
                } else {
                    "public_url = \"https://x.org\"\n"
                };
                read(&format!("{first}{}\n", setting.in_file(text)), &[], &[]).unwrap();
            }
        }
    }
}

#[test]
fn what_is_shown_is_a_file_that_says_the_same() {
    let file = "public_url = \"https://x.org\"\n[hosts]\n\"a.example\" = \"doors\"\n";
    let settings = read(file, &[("HUEANDCRY_THREADS", "3")], &[("data", "/srv")]).unwrap();
    let shown = show(&settings);
    for part in [
        "# from HUEANDCRY_THREADS\nthreads = 3\n",
        "# from /srv/hueandcry.toml:1:1\npublic_url = \"https://x.org\"\n",
        "# from --data\n# data = \"/srv\"\n",
        "# the default\nidle_seconds = 30\n",
        "# admin_listen is not set: nobody is answered\n",
        "[hosts]\n\"a.example\" = \"doors\"\n",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    let again = read(&shown, &[], &[("data", "/srv")]).unwrap();
    assert_eq!((again.threads, again.hosts), (3, settings.hosts));
}
