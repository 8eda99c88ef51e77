//! The keys of the tables. A word that no language has, or that nothing uses, fails a test.

macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
        /// Something that the interface says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(#[doc = concat!("`", $key, "`")] $name,)*
        }

        impl Word {
            /// Every word.
            pub const ALL: &'static [Word] = &[$(Word::$name,)*];

            /// Its key in the tables.
            pub fn key(self) -> &'static str {
                match self {
                    $(Word::$name => $key,)*
                }
            }
        }
    };
}

words! {
    SkipToText = "skip_to_text",
    GetHelpNow = "get_help_now",
    ExitThisPage = "exit_this_page",
    NavigationLabel = "navigation_label",
    WorkedExample = "worked_example",
    FooterLicence = "footer_licence",
    FooterEdition = "footer_edition",
    FooterProgram = "footer_program",
    FooterSource = "footer_source",
    PageHome = "page_home",
    PageChain = "page_chain",
    PageDoors = "page_doors",
    PageSigns = "page_signs",
    PageHelp = "page_help",
    PageAct = "page_act",
    PageVoices = "page_voices",
    PageQuestions = "page_questions",
    PagePress = "page_press",
    PageAbout = "page_about",
    PagePrivacy = "page_privacy",
    PageAccessibility = "page_accessibility",
    PageTell = "page_tell",
    PageExit = "page_exit",
    DangerHeading = "danger_heading",
    DangerRing = "danger_ring",
    DangerSilent = "danger_silent",
    ContentNote = "content_note",
    ContentNoteHelp = "content_note_help",
    ContentNoteAct = "content_note_act",
    ContentNoteOn = "content_note_on",
    Composite = "composite",
    LinkOfChain = "link_of_chain",
    DoorNumber = "door_number",
    DoorClosed = "door_closed",
    DoorBefore = "door_before",
    DoorAfter = "door_after",
    AllDoors = "all_doors",
    DoorsNotYet = "doors_not_yet",
    DoorsOpen = "doors_open",
    DoorsDone = "doors_done",
    HelpAfterPage = "help_after_page",
    AllHelp = "all_help",
    OpenNow = "open_now",
    OpenUntil = "open_until",
    ClosedNow = "closed_now",
    ClosedUntil = "closed_until",
    OutOfHours = "out_of_hours",
    AnyTime = "any_time",
    Hours = "hours",
    ClosedOnBankHolidays = "closed_on_bank_holidays",
    HoursUnknown = "hours_unknown",
    TextTo = "text_to",
    WebPage = "web_page",
    AnswersIn = "answers_in",
    CheckedOn = "checked_on",
    ForEverybody = "for_everybody",
    SignsNext = "signs_next",
    SignsProveNothing = "signs_prove_nothing",
    WhereThisComesFrom = "where_this_comes_from",
    FactPeriod = "fact_period",
    FactCare = "fact_care",
    ReadMoreAt = "read_more_at",
    NewTabNo = "new_tab_no",
    MessageLabel = "message_label",
    AboutPartners = "about_partners",
    AboutFolder = "about_folder",
    AboutDates = "about_dates",
    AboutArea = "about_area",
    AboutEdition = "about_edition",
    AboutEditionText = "about_edition_text",
    AboutFacts = "about_facts",
    AboutMeasures = "about_measures",
    PrivacyCounted = "privacy_counted",
    PrivacyCountedNothing = "privacy_counted_nothing",
    PrivacyNot = "privacy_not",
    PrivacyNotText = "privacy_not_text",
    PrivacyOthers = "privacy_others",
    PrivacyOthersText = "privacy_others_text",
    PrivacyController = "privacy_controller",
    PrivacyContact = "privacy_contact",
    PrivacyDoes = "privacy_does",
    PrivacyBasis = "privacy_basis",
    PrivacyRetention = "privacy_retention",
    PrivacyRights = "privacy_rights",
    PrivacyComplain = "privacy_complain",
    AccessibilityTested = "accessibility_tested",
    AccessibilityTestedOn = "accessibility_tested_on",
    AccessibilityFaults = "accessibility_faults",
    AccessibilityNoFaults = "accessibility_no_faults",
    AccessibilityReport = "accessibility_report",
    AccessibilityEnforcement = "accessibility_enforcement",
    TellHeading = "tell_heading",
    TellText = "tell_text",
    ExitHeading = "exit_heading",
    ExitCan = "exit_can",
    ExitCannot = "exit_cannot",
    ExitPrivate = "exit_private",
    SeriesTitle = "series_title",
    SeriesText = "series_text",
    SeriesGo = "series_go",
    NothingYet = "nothing_yet",
    NotFoundTitle = "not_found_title",
    NotFoundText = "not_found_text",
    NotFoundStart = "not_found_start",
    MaintenanceTitle = "maintenance_title",
    MaintenanceText = "maintenance_text",
}
