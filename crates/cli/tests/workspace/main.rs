//! What `ARCHITECTURE.md` says of the workspace, held against `cargo metadata`.

// What cargo says.
mod metadata;
// Which crate may use which.
mod arrows;
// What a crate must never come to know, however far away.
mod promises;
// Versions and features in one place, each with its reason.
mod features;
// Licences, where dependencies come from, and versions that are there twice.
mod licences;
// The licences of what is inside the program, with their texts.
mod notices;
// What the toolchain says of the standard library.
mod standard_library;
