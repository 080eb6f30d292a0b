//! What holds for whatever bytes come in; property tests and fuzz targets ask the same.
#![allow(dead_code, reason = "each test uses what it needs")]

use verbatim::{
    columns::How,
    engine::{Engine, Prepared, prepare},
    protocol::{Reply, Request},
    quote::QuoteKind,
    read::Decode,
};

/// Decodes by the label alone, so that a file means the same everywhere.
pub const DECODE: Decode = |bytes, label| {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
};

/// Reads bytes as a file, and panics where something does not hold.
pub fn hold_for_file(bytes: &[u8]) -> Vec<Prepared> {
    let mut parts = Vec::new();
    prepare("file", &How::default(), Some(bytes), DECODE, &mut |part| parts.push(part));
    assert!(!parts.is_empty(), "nothing was said of the file");
    for part in &parts {
        assert!(!part.entries.is_empty() || !part.notes.is_empty(), "no reason given: {part:?}");
        assert!(!part.failed || part.entries.is_empty());
        for entry in &part.entries {
            let (article, text) = (&entry.article, &entry.article.text);
            let within =
                |span: &verbatim::span::Span| text.get(span.start as usize..span.end as usize).is_some();
            assert!(!text.trim().is_empty(), "an article without words");
            assert!(!text.contains('\0'));
            assert!(article.paragraphs.iter().all(within), "a paragraph outside of the text");
            let body = entry.said.quotes.iter().filter(|quote| quote.kind != QuoteKind::Headline);
            assert!(body.flat_map(|quote| &quote.spans).all(within), "a quote outside of the text");
            assert!(article.url.as_deref().is_none_or(|url| url.starts_with("http")), "{:?}", article.url);
        }
        // What crosses the worker's border comes out as it went in.
        let again = Prepared::from_bytes(&part.to_bytes()).expect("what was written is read");
        assert_eq!(again.entries.len(), part.entries.len());
    }
    parts
}

/// Takes what was read into a library, asks for all of it, and panics where something does not hold.
pub fn hold_for_library(bytes: &[u8]) {
    let mut engine = Engine::new(DECODE);
    let Reply::Read(report) =
        engine.answer(Request::Read { name: "file".into(), how: How::default() }, Some(bytes))
    else {
        panic!("a report");
    };
    assert!(report.each().all(|member| !member.articles.is_empty() || !member.notes.is_empty()));
}
