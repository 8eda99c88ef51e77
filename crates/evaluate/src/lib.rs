//! What changed because of the campaign, and how sure we are.
