//! Headlines and quotes to read, or to paste where Markdown is written.

use super::{Shown, speaker};
use crate::{library::Library, phrases, quote::QuoteKind};

/// The text.
pub fn write(library: &Library, shown: &[Shown]) -> String {
    let mut out = String::new();
    for (entry, numbers) in shown {
        let article = &entry.article;
        let mut about: Vec<String> = article.outlet.iter().map(|found| escape(&found.value)).collect();
        about.extend(article.published.as_ref().map(|found| phrases::date(found.value)));
        if !article.authors.is_empty() {
            about.push(escape(&phrases::byline(&article.authors)));
        }
        about.extend(article.url.as_deref().and_then(address));
        out.push_str(&format!("## {}\n\n", escape(article.title())));
        if !about.is_empty() {
            out.push_str(&format!("{}\n\n", about.join(" · ")));
        }
        let marks = library.marks(article.id);
        let star = marks.starred.then(|| phrases::starred().to_owned());
        let marked: Vec<String> = star.into_iter().chain(marks.tags.iter().map(|tag| escape(tag))).collect();
        if !marked.is_empty() {
            out.push_str(&format!("{}\n\n", marked.join(" · ")));
        }
        if let Some(note) = &marks.note {
            out.push_str(&format!("{}\n\n", phrases::noted(&escape(note))));
        }
        let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
        for quote in numbers.iter().filter_map(|number| entry.said.quotes.get(*number as usize)) {
            let text = if quote.kind == QuoteKind::Headline { headline } else { article.text.as_str() };
            let pieces: Vec<String> = quote.spans.iter().map(|span| escape(span.of(text))).collect();
            let who = speaker(library, entry, &quote.speaker);
            let who = if who.is_empty() { phrases::nobody().to_owned() } else { escape(&who) };
            let about =
                format!("{who} ({}, {})", phrases::kind(quote.kind), phrases::confidence(quote.confidence));
            out.push_str(&format!("> {}\n>\n> — {about}\n\n", phrases::quoted(&pieces)));
        }
    }
    out
}

/// The address of a page as a link.
pub(super) fn address(url: &str) -> Option<String> {
    url.starts_with("http").then(|| format!("<{}>", url.replace(['<', '>', ' '], "")))
}

/// Words that mean themselves: signs of Markdown and HTML are escaped, and a line is one line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
