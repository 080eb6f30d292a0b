//! Any bytes as a file of a library.
#![no_main]

#[path = "../../tests/made/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::hold_for_library(bytes));
