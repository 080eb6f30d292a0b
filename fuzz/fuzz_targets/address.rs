//! Any text as an address and as what is typed: what is read and written again is the same.
#![no_main]

use verbatim::query::Query;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let query = Query::from_address(text);
    assert_eq!(Query::from_address(&query.to_address()), query);
    let _ = Query::from_text(text).lifted();
});
