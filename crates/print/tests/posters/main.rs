//! Posters as people and machines meet them.

mod looks;
