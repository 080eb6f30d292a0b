//! Any text as the articles that a shared page brings along.
#![no_main]

use verbatim::{engine::Engine, protocol::Request};

#[path = "../../tests/made/invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|data: &str| {
    let _ = Engine::new(invariants::DECODE).answer(Request::Load { data: data.to_owned() }, None);
});
