//! What people meet in a real browser: the dev binary serves the series, Chromium visits it.
//! `./test` installs what this needs; `./test quick` leaves it out.

// WebDriver's wire: JSON over HTTP.
mod webdriver;
// A browser with what our stories do in it.
mod browser;
// The server, with a clock that says the seventh of December.
mod server;
// A draft, and the folder in which somebody writes.
mod draft;
// One file for each thing that somebody does or needs.
mod stories;
