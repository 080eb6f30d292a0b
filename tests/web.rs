//! In a real browser: what crosses the worker's border arrives as it was, and the browser's decoders read files.
#![cfg(target_arch = "wasm32")]

use verbatim::{
    browser::worker::DECODE,
    columns::How,
    engine::Engine,
    protocol::{Outcome, Reply, Request, Window},
    query::{Facet, Query},
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const TEXT: &str =
    "Prices will fall, the bank said on Monday.\n\n“Prices will fall,” said Ana Ortiz. “Wages will not.”";

fn engine() -> Engine {
    let mut engine = Engine::new(DECODE);
    let read = Request::Read { name: "a.txt".into(), how: How::default() };
    let Reply::Read(report) = engine.answer(read, Some(TEXT.as_bytes())) else { panic!("a file is read") };
    assert_eq!(report.outcome, Outcome::Added);
    engine
}

fn crosses<T>(value: &T)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let there = serde_wasm_bindgen::to_value(value).unwrap();
    assert_eq!(&serde_wasm_bindgen::from_value::<T>(there).unwrap(), value);
}

#[wasm_bindgen_test]
fn requests_and_replies_cross_the_border_as_they_were() {
    let mut engine = engine();
    let query =
        Query { words: "\"prices will\" -war".into(), from: "2024-02-29".parse().ok(), ..Query::default() };
    let query = query.toggled(Facet::Person, "ana-ortiz");
    crosses(&Request::Find { query, window: Window { from: 0, articles: 5, quotes: 5 } });
    let all =
        Request::Find { query: Query::default(), window: Window { from: 0, articles: 200, quotes: 200 } };
    let found = engine.answer(all, None);
    crosses(&found);
    let Reply::Found(results) = found else { panic!("a query is answered") };
    assert!(results.quotes >= 1);
    let opened = engine.answer(Request::Open { article: results.cards[0].id, query: Query::default() }, None);
    assert!(matches!(&opened, Reply::Opened(Some(_))));
    crosses(&opened);
}

#[wasm_bindgen_test]
fn the_browsers_decoders_read_other_encodings() {
    assert_eq!(DECODE(b"caf\xe9 \x93yes\x94", "windows-1252").as_deref(), Some("café “yes”"));
    assert_eq!(DECODE(b"\x93\x8c\x8b\x9e", "shift_jis").as_deref(), Some("東京"));
    assert_eq!(DECODE(b"", "no-such-label"), None);
}

#[wasm_bindgen_test]
fn an_old_file_in_another_encoding_is_an_article() {
    let mut engine = Engine::new(DECODE);
    let bytes =
        b"The caf\xe9 closed on Monday. \x93We are sorry,\x94 said Ana Ortiz, who had run it for years.";
    let read = Request::Read { name: "old.txt".into(), how: How::default() };
    let Reply::Read(report) = engine.answer(read, Some(bytes)) else { panic!("a file is read") };
    assert_eq!(report.outcome, Outcome::Added, "{report:?}");
}
