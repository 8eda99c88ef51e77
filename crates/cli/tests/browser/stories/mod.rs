//! One file for each thing that somebody does or needs.

// Looks at every page with axe-core: on a phone and at a desk, by day and by night.
mod accessible;
// Puts the block on a page of another site.
mod block;
// Reads the report of an evaluation.
mod evaluation;
// Leaves in a hurry.
mod exit;
// Goes through a page with the keyboard alone.
mod keyboard;
// Checks the HTML of a static build.
mod markup;
// Has no script, or wants none.
mod no_script;
// Prints a page; is made ill by movement.
mod prefers;
// Writes in an editor and looks at the browser beside it.
mod preview;
// Needs large letters on a small screen.
mod reflow;
// Watches what the browser sends, and how much comes back.
mod wire;
