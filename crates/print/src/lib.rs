//! A campaign on paper.
