//! What is kept between visits and carried in a project file: a versioned byte form of a library.
//!
//! A kept library is its articles as they were found, and the log of what the reader mended. Who is who and the index are not
//! kept: both are made again from these two, so that a later version may find them better. Each article and each correction
//! is one *line*: JSON in UTF-8 without a line end in it. An article's line is an object of
//!
//! - `article`: [`crate::article::Article`], with `id` (16 hexadecimal digits, see [`crate::article::ArticleId::of`]),
//!   `text`, `paragraphs` and the rest;
//! - `naming`: [`crate::entity::Naming`], who and what it names, and where;
//! - `said`: [`crate::quote::Attribution`], who says what in it.
//!
//! A correction's line is [`Correction`]. Spans are bytes of the article's `text` (of its headline for a headline quote), from
//! the first to the one behind the last. Nothing in a line depends on other lines but the quote a correction names by number.
//!
//! [`VERSION`] numbers the form as a whole. It goes up when an older program could misread what a newer one wrote; every
//! version ever written can be read (`tests/session` keeps a file of each), and a newer one is refused and left as it is.

use crate::{
    correction::{Correction, Log},
    entity::EntityIndex,
    library::Entry,
    quote::{Quote, QuoteKind, Speaker},
    span::Span,
};

/// The version written, and the newest that is read.
pub const VERSION: u32 = 1;

/// The line of an article as it was found.
pub fn article_line(entry: &Entry) -> String {
    serde_json::to_string(entry).unwrap_or_default()
}

/// The line of a correction.
pub fn correction_line(correction: &Correction) -> String {
    serde_json::to_string(correction).unwrap_or_default()
}

/// Reads the line of an article; nothing where it is none, or where a span or entity in it lies outside its article: lines
/// come from anywhere.
pub fn read_article(line: &str) -> Option<Entry> {
    serde_json::from_str(line).ok().filter(fits)
}

/// Reads the line of a correction.
pub fn read_correction(line: &str) -> Option<Correction> {
    serde_json::from_str(line).ok()
}

/// Whether every span of an entry lies in its text and every entity it names is there.
pub fn fits(entry: &Entry) -> bool {
    let Entry { article, naming, said } = entry;
    let text = article.text.as_str();
    let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
    let known = |index: EntityIndex| (index.0 as usize) < naming.entities.len();
    let speaker = |speaker: &Speaker| match speaker {
        Speaker::Entity(index) => known(*index),
        Speaker::Several(all) => all.iter().all(|index| known(*index)),
        Speaker::Described(_) | Speaker::Nobody => true,
    };
    let in_text = |span: &Option<Span>| span.is_none_or(|span| span.fits(text));
    let quote = |quote: &Quote| {
        let text = if quote.kind == QuoteKind::Headline { headline } else { text };
        let fits = |span: &Option<Span>| span.is_none_or(|span| span.fits(text));
        !quote.spans.is_empty()
            && quote.spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
            && quote.spans.iter().all(|span| span.fits(text))
            && fits(&quote.mention)
            && fits(&quote.cue)
            && speaker(&quote.speaker)
    };
    article.paragraphs.iter().all(|span| span.fits(text))
        && article.paragraphs.windows(2).all(|pair| pair[0].end <= pair[1].start)
        && naming.mentions.iter().all(|mention| mention.span.fits(text) && known(mention.entity))
        && naming.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start)
        && said.quotes.iter().all(quote)
        && said.paraphrases.iter().all(|paraphrase| {
            paraphrase.span.fits(text)
                && in_text(&paraphrase.mention)
                && in_text(&paraphrase.cue)
                && speaker(&paraphrase.speaker)
        })
}

/// The log with corrections of another library behind its own. Those that stand in both hold once, where they stand; what had
/// been taken back here and is asked for there is no longer taken back.
pub fn merged(log: &Log, others: Vec<Correction>) -> Log {
    let mut merged = log.clone();
    for correction in others {
        if !merged.done.contains(&correction) {
            merged.undone.retain(|undone| *undone != correction);
            merged.done.push(correction);
        }
    }
    merged
}
