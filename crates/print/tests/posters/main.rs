//! Posters as people and machines meet them.

/// A campaign with its pictures, as the site hands it to the press.
mod folder;
/// All of the series, to be looked at.
mod looks;
