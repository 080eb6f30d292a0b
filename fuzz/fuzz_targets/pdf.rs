//! Any bytes behind the head of a PDF.
#![no_main]

#[path = "../../tests/made/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    invariants::hold_for_file(&[b"%PDF-1.7\n", bytes].concat());
});
