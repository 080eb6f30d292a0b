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
//! `article.lines`, the number of the line each paragraph stood in, came with version 2, and so did the corrections that put lines
//! back, give several quotes to one speaker, and mark articles.
//!
//! A correction's line is [`Correction`]. Spans are bytes of the article's `text` (of its headline for a headline quote), from
//! the first to the one behind the last. Nothing in a line depends on other lines but the quote a correction names by number:
//! that of the article as the corrections above it made it.
//!
//! The *text* of a library is the lines of its articles in the order of their ids, an empty line, and the lines of its
//! corrections in the order they were made. A *project file* is the line `Verbatim project <version> <length> <check>`
//! and the text packed by gzip: its length in bytes, and FNV-1a (64 bits, 16 hexadecimal digits) over
//! the version, as four bytes with the lowest first, and it, so that a file that
//! was cut short or changed anywhere is known before it is unpacked.
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
use std::borrow::Cow;

/// The version written, and the newest that is read.
pub const VERSION: u32 = 2;

/// What a project file starts with.
const START: &str = "Verbatim project ";

/// What the text of a library with an article in it starts with.
const TEXT_START: &str = "{\"article\":{\"id\":";

/// Why something kept or handed on cannot be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is something else.
    Other,
    /// It was made by a newer version, given by its number.
    Newer(u32),
    /// It is cut short or was changed.
    Damaged,
}

/// The text of a library.
pub fn text<'a>(articles: impl Iterator<Item = Cow<'a, Entry>>, log: &Log) -> String {
    let mut text = String::new();
    let mut put = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    articles.for_each(|entry| put(article_line(&entry)));
    put(String::new());
    log.done.iter().for_each(|correction| put(correction_line(correction)));
    text
}

/// Whether these bytes are the text of a library.
pub fn is_text(bytes: &[u8]) -> bool {
    bytes.starts_with(TEXT_START.as_bytes())
}

/// The articles and the corrections of a text, line by line; lines that are none are left out by those who read them.
pub fn lines(text: &str) -> (impl Iterator<Item = &str>, impl Iterator<Item = &str>) {
    let (articles, log) = text.split_once("\n\n").unwrap_or((text, ""));
    (articles.lines(), log.lines())
}

/// A project file around the packed text of a library.
pub fn seal(packed: &[u8]) -> Vec<u8> {
    let mut file =
        format!("{START}{VERSION} {} {:016x}\n", packed.len(), check(VERSION, packed)).into_bytes();
    file.extend_from_slice(packed);
    file
}

/// The packed text inside a project file; nothing where it is no project file at all.
///
/// # Errors
/// Why it cannot be opened.
pub fn unseal(file: &[u8]) -> Option<Result<&[u8], Unfit>> {
    let rest = file.strip_prefix(START.as_bytes())?;
    let end = rest.iter().take(64).position(|byte| *byte == b'\n');
    let head = end.and_then(|end| Some((std::str::from_utf8(&rest[..end]).ok()?, &rest[end + 1..])));
    let Some((head, packed)) = head else { return Some(Err(Unfit::Damaged)) };
    let mut fields = head.split(' ');
    let version = fields.next().and_then(|version| version.parse::<u32>().ok());
    if let Some(newer) = version.filter(|version| *version > VERSION) {
        return Some(Err(Unfit::Newer(newer)));
    }
    let right = version.is_some_and(|version| {
        fields.next() == Some(packed.len().to_string().as_str())
            && fields.next() == Some(format!("{:016x}", check(version, packed)).as_str())
            && fields.next().is_none()
    });
    Some(if right { Ok(packed) } else { Err(Unfit::Damaged) })
}

/// FNV-1a over the version and the bytes.
fn check(version: u32, bytes: &[u8]) -> u64 {
    version.to_le_bytes().iter().chain(bytes).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn a_project_file_that_was_cut_or_changed_anywhere_is_not_opened() {
        let packed = b"some packed bytes of any kind, and more of them".as_slice();
        let file = seal(packed);
        assert_eq!(unseal(&file), Some(Ok(packed)));
        for end in START.len()..file.len() {
            assert_eq!(unseal(&file[..end]), Some(Err(Unfit::Damaged)), "cut at {end}");
        }
        for at in START.len()..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(!matches!(unseal(&changed), Some(Ok(_)) | None), "changed at {at}");
        }
        let mut longer = file.clone();
        longer.push(0);
        assert_eq!(unseal(&longer), Some(Err(Unfit::Damaged)));
        let newer = String::from_utf8(file).unwrap().replacen(" 2 ", " 7 ", 1);
        assert_eq!(unseal(newer.as_bytes()), Some(Err(Unfit::Newer(7))));
        assert_eq!(unseal(b"PK\x03\x04 of another program"), None);
    }

    #[test]
    fn a_line_is_refused_where_anything_in_it_lies_outside_its_article() {
        let text = "“It cannot come too soon,” said Nora Quill, who runs the bakery. Quill said that the quay was dark, é.";
        let entry = Entry::of(Article::of_paragraphs("a.txt", [text, "Nobody came."]));
        assert_eq!(read_article(&article_line(&entry)), Some(entry.clone()));
        let outside = Span { start: 0, end: 9999 };
        // Beyond the text, within the first mark, and one that ends before it begins.
        let bad = [outside, Span { start: 1, end: 9 }, Span { start: 9, end: 3 }];
        let nobody = EntityIndex(entry.naming.entities.len() as u32);
        type Harm = Box<dyn Fn(&mut Entry)>;
        let mut places: Vec<Harm> = vec![
            Box::new(move |entry| entry.naming.mentions[0].entity = nobody),
            Box::new(move |entry| entry.said.quotes[0].speaker = Speaker::Entity(nobody)),
            Box::new(move |entry| entry.said.quotes[0].speaker = Speaker::Several(vec![nobody])),
            Box::new(move |entry| entry.said.paraphrases[0].speaker = Speaker::Entity(nobody)),
            Box::new(|entry| entry.said.quotes[0].spans.clear()),
            Box::new(|entry| entry.article.paragraphs.reverse()),
        ];
        for span in bad {
            places.push(Box::new(move |entry| entry.article.paragraphs[1] = span));
            places.push(Box::new(move |entry| entry.naming.mentions[0].span = span));
            places.push(Box::new(move |entry| entry.said.quotes[0].spans[0] = span));
            places.push(Box::new(move |entry| entry.said.quotes[0].mention = Some(span)));
            places.push(Box::new(move |entry| entry.said.quotes[0].cue = Some(span)));
            places.push(Box::new(move |entry| entry.said.paraphrases[0].span = span));
            places.push(Box::new(move |entry| entry.said.paraphrases[0].mention = Some(span)));
            places.push(Box::new(move |entry| entry.said.paraphrases[0].cue = Some(span)));
        }
        for (number, harm) in places.iter().enumerate() {
            let mut harmed = entry.clone();
            harm(&mut harmed);
            assert_eq!(read_article(&article_line(&harmed)), None, "harm {number}");
        }
    }

    #[test]
    fn corrections_of_another_library_hold_once() {
        let outlet = |name: &str| Correction::Outlet { articles: Vec::new(), outlet: Some(name.into()) };
        let log = Log { done: vec![outlet("a"), outlet("b")], undone: vec![outlet("c"), outlet("d")] };
        let merged = merged(&log, vec![outlet("b"), outlet("c")]);
        assert_eq!(merged.done, [outlet("a"), outlet("b"), outlet("c")]);
        assert_eq!(merged.undone, [outlet("d")]);
    }
}
