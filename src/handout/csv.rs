//! One row a quote, as RFC 4180 writes tables.

use super::{Shown, speaker};
use crate::{library::Library, phrases, quote::QuoteKind};

const HEAD: &str = "quote,speaker,kind,confidence,cue,named as,headline,outlet,authors,published,address,article,number,file,starred,tags,note";

/// The table. It starts with a byte order mark, without which spreadsheets take UTF-8 for something else.
pub fn write(library: &Library, shown: &[Shown]) -> String {
    let mut out = format!("\u{feff}{HEAD}\r\n");
    for (entry, numbers) in shown {
        let article = &entry.article;
        let marks = library.marks(article.id);
        let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
        let published = article.published.as_ref().map(|found| found.value.to_string()).unwrap_or_default();
        for number in numbers {
            let Some(quote) = entry.said.quotes.get(*number as usize) else { continue };
            let text = if quote.kind == QuoteKind::Headline { headline } else { article.text.as_str() };
            let words: Vec<&str> = quote.spans.iter().map(|span| span.of(text)).collect();
            let of = |span: Option<crate::span::Span>| {
                span.map(|span| span.of(text).to_owned()).unwrap_or_default()
            };
            let cells = [
                words.join(" … "),
                speaker(library, entry, &quote.speaker),
                phrases::kind(quote.kind).to_owned(),
                phrases::confidence(quote.confidence).to_owned(),
                of(quote.cue),
                of(quote.mention),
                headline.to_owned(),
                article.outlet.as_ref().map(|found| found.value.clone()).unwrap_or_default(),
                article.authors.join("; "),
                published.clone(),
                article.url.clone().unwrap_or_default(),
                article.id.to_string(),
                number.to_string(),
                article.files.first().cloned().unwrap_or_default(),
                if marks.starred { phrases::starred().to_owned() } else { String::new() },
                marks.tags.iter().cloned().collect::<Vec<_>>().join("; "),
                marks.note.clone().unwrap_or_default(),
            ];
            let cells: Vec<String> = cells.iter().map(|cell| self::cell(cell)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
    }
    out
}

/// A cell: quoted where it must be, and never a formula. Spreadsheets run what starts with these signs, also in quotes; an
/// apostrophe in front makes it words.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
