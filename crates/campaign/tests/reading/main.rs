//! What reading a folder gives, whatever is in it.

mod folder;
mod hostile;
mod whole;
