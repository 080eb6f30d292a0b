//! Exports of news databases: many articles in one text, each between marks of its own, with its fields on lines of their own.
//!
//! As LexisNexis, Factiva, ProQuest and EBSCO write them. What the fields mean is told by their names ([`super::records`]).

#[cfg(feature = "formats")]
use super::records;
#[cfg(feature = "formats")]
use crate::{note::Note, raw::Raw};
use std::collections::BTreeSet;

/// Names of fields in these exports that tell them from prose, in lower case; the text begins behind one of [`BODIES`].
const LABELS: [&str; 34] = [
    "abstract",
    "accession number",
    "author",
    "authors",
    "body",
    "byline",
    "classification",
    "copyright",
    "database",
    "dateline",
    "document type",
    "document url",
    "full text",
    "full text word count",
    "geographic",
    "headline",
    "isbn",
    "issn",
    "language",
    "language of publication",
    "length",
    "load-date",
    "place of publication",
    "proquest document id",
    "publication date",
    "publication info",
    "publication title",
    "publication-type",
    "publisher",
    "record",
    "section",
    "source",
    "subject",
    "title",
];

/// Fields behind which the text of the article stands.
#[cfg(feature = "formats")]
const BODIES: [&str; 2] = ["body", "full text"];

/// Factiva's codes of fields: headline, byline, words, day, outlet, language, opening, rest, number.
const CODES: [&str; 9] = ["HD", "BY", "WC", "PD", "SN", "LA", "LP", "TD", "AN"];

/// Lines of a page in front of the words that tell its length, and of those behind, at most.
const HEAD: usize = 12;

/// Whether a text, of which this is the start, is such an export.
pub fn looks_like(start: &str) -> bool {
    let lines = || start.lines().map(str::trim).filter(|line| !line.is_empty()).take(400);
    let (mut labels, mut codes, mut marked) = (BTreeSet::new(), BTreeSet::new(), false);
    for line in lines() {
        labels.extend(label(line).map(|(label, _)| label));
        codes.extend(code(line).map(|(code, _)| code).filter(|code| CODES.contains(code)));
        marked |= is_mark(line);
    }
    labels.retain(|label| !matches!(*label, "title" | "author" | "source" | "section" | "subject"));
    labels.len() >= if marked { 1 } else { 3 }
        || codes.len() >= 5
        || told_length(&lines().take(HEAD + 8).collect::<Vec<_>>()).is_some()
}

/// A line between two articles.
fn is_mark(line: &str) -> bool {
    const MOST: usize = 5;
    let words: Vec<&str> = line.split_whitespace().take(MOST + 1).collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        // `3 of 40 DOCUMENTS`
        [at, "of", all, "DOCUMENTS" | "DOCUMENT"] => number(at) && number(all),
        // `Document 3 of 40`
        ["Document" | "Dokument", at, "of" | "von" | "sur" | "de", all] => number(at) && number(all),
        ["End", "of", "Document"] => true,
        ["Record:", at] => number(at),
        // `Document GRDN000020190505ef5500001`
        ["Document", id] => {
            id.len() >= 18
                && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && id.bytes().filter(u8::is_ascii_digit).count() >= 8
        }
        [rule] => rule.len() >= 20 && rule.bytes().all(|byte| byte == b'_'),
        _ => false,
    }
}

/// A field's name in lower case and what stands behind it on its line.
fn label(line: &str) -> Option<(&'static str, &str)> {
    // Newer exports set the name of the text alone on its line.
    if line == "Body" {
        return Some(("body", ""));
    }
    let (name, value) = line.split_once(':')?;
    let known = LABELS.into_iter().find(|known| known.eq_ignore_ascii_case(name.trim()))?;
    Some((known, value.trim()))
}

/// A code of Factiva's at the start of a line, and what stands behind it.
fn code(line: &str) -> Option<(&str, &str)> {
    let (code, value) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then(|| (code, value.trim()))
}

/// In an article without names of fields, the line that tells its length (`523 words`) and the one that tells its owner (`Copyright 2019 …`),
/// between which day, outlet and language stand.
fn told_length(lines: &[&str]) -> Option<(usize, usize)> {
    let length = lines.iter().take(HEAD).position(|line| {
        line.strip_suffix(" words").is_some_and(|count| {
            count.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') && !count.is_empty()
        })
    })?;
    let owner = lines[length..]
        .iter()
        .take(9)
        .position(|line| ["Copyright", "(c)", "©", "(C)"].iter().any(|mark| line.starts_with(mark)))?;
    (length > 0 && owner >= 3).then_some((length, length + owner))
}

/// Every article of an export with its name, or why it is none.
#[cfg(feature = "formats")]
pub fn read(name: &str, text: &str) -> Vec<(String, Result<Raw, Note>)> {
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        if is_mark(line.trim()) {
            pieces.push(Vec::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(line);
        }
    }
    // In front of the first article, and between its marks, stand covers and empty lines: no fields, no article.
    let records = pieces.iter().map(|piece| fields(piece)).filter(|fields| !fields.is_empty());
    let numbered = (1..).zip(records).map(|(number, fields)| {
        let name = format!("{name}#{number}");
        let record = records::record(&name, &fields, &[]);
        (name, record)
    });
    let found: Vec<_> = numbered.collect();
    if found.is_empty() { vec![(name.to_owned(), Err(Note::NoTextField))] } else { found }
}

/// The fields of one article, by names that records have.
#[cfg(feature = "formats")]
fn fields(lines: &[&str]) -> Vec<(String, String)> {
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    let codes = CODES
        .iter()
        .filter(|known| lines.iter().any(|line| code(line).is_some_and(|(own, _)| own == **known)));
    if codes.count() >= 4 {
        return of_codes(lines);
    }
    let filled: Vec<&str> = trimmed.iter().copied().filter(|line| !line.is_empty()).collect();
    if let Some(bounds) = told_length(&filled) {
        return of_places(&filled, bounds);
    }
    of_labels(&trimmed)
}

#[cfg(feature = "formats")]
fn field(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

/// An article whose fields have codes.
#[cfg(feature = "formats")]
fn of_codes(lines: &[&str]) -> Vec<(String, String)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    for line in lines {
        match code(line) {
            Some((code, value)) => all.push((code, value.to_owned())),
            None => {
                if let Some((code, value)) = all.last_mut() {
                    // Paragraphs of the text stand on lines of their own; a headline may run over several.
                    value.push(if matches!(*code, "LP" | "TD") { '\n' } else { ' ' });
                    value.push_str(line.trim());
                }
            }
        }
    }
    let of =
        |wanted: &str| all.iter().find(|(code, _)| *code == wanted).map_or("", |(_, value)| value.trim());
    let text = [of("LP"), of("TD")].join("\n");
    [
        ("headline", of("HD")),
        ("byline", of("BY")),
        ("date", of("PD")),
        ("publication", of("SN")),
        ("section", of("SE")),
        ("full text", text.trim()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| field(name, value))
    .collect()
}

/// An article whose fields are told by where they stand.
#[cfg(feature = "formats")]
fn of_places(lines: &[&str], (length, owner): (usize, usize)) -> Vec<(String, String)> {
    let byline = lines[..length].iter().rposition(|line| line.starts_with("By ") || line.starts_with("BY "));
    // A section may stand above the headline, which is the longest line.
    let title = lines[..byline.filter(|at| *at > 0).unwrap_or(length)]
        .iter()
        .max_by_key(|line| line.len())
        .copied()
        .unwrap_or("");
    let between = &lines[length + 1..owner];
    let day = between.iter().position(|line| has_year(line));
    let is_clock = |line: &&&str| {
        line.split([':', '.']).all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let outlet = day.and_then(|day| between[day + 1..].iter().find(|line| !is_clock(line)));
    let mut all = vec![field("headline", title), field("full text", lines[owner + 1..].join("\n"))];
    all.extend(byline.map(|at| field("byline", lines[at])));
    all.extend(day.map(|at| field("date", between[at])));
    all.extend(outlet.map(|outlet| field("publication", *outlet)));
    all
}

/// An article whose fields have names. What stands above the first of them are outlet and day, and without a named headline that, too.
#[cfg(feature = "formats")]
fn of_labels(lines: &[&str]) -> Vec<(String, String)> {
    let Some(first) = lines.iter().position(|line| label(line).is_some()) else { return Vec::new() };
    let mut all: Vec<(&str, String)> = Vec::new();
    let mut open = true;
    for line in &lines[first..] {
        let in_body = all.last().is_some_and(|(name, _)| BODIES.contains(name));
        match label(line) {
            // A sentence of the text may begin as a field does.
            Some((name, value)) if !in_body || !all.iter().any(|(own, _)| *own == name) => {
                all.push((name, value.to_owned()));
                open = true;
            }
            _ if in_body => {
                if let Some((_, text)) = all.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
            _ if line.is_empty() => open = false,
            _ => {
                if let Some((_, value)) = all.last_mut().filter(|_| open) {
                    value.push(' ');
                    value.push_str(line);
                }
            }
        }
    }
    if !all.iter().any(|(name, _)| BODIES.contains(name)) {
        return Vec::new();
    }
    let named: Vec<(String, String)> =
        all.into_iter().map(|(name, value)| field(name, joined(name, &value))).collect();
    let has = |wanted: &[&str]| named.iter().any(|(name, _)| wanted.contains(&name.as_str()));
    let mut above: Vec<&str> = lines[..first].iter().copied().filter(|line| !line.is_empty()).collect();
    let mut further = Vec::new();
    if !has(&["headline", "title"]) && !above.is_empty() {
        further.push(field("headline", above.remove(0)));
    }
    if let Some(outlet) =
        above.first().filter(|line| !has_year(line) && !has(&["publication title", "source"]))
    {
        further.push(field("publication", *outlet));
    }
    if let Some(day) = above
        .iter()
        .find(|line| has_year(line) && !line.starts_with(['C', '©']))
        .filter(|_| !has(&["publication date"]))
    {
        further.push(field("date", *day));
    }
    further.into_iter().chain(named).collect()
}

/// The text as one line a paragraph where it was broken at a column, and stood apart by empty lines.
#[cfg(feature = "formats")]
fn joined(name: &str, value: &str) -> String {
    let value = value.trim();
    if !BODIES.contains(&name) || !value.contains("\n\n") {
        return value.to_owned();
    }
    let paragraphs = value.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a line has a year of four digits.
#[cfg(feature = "formats")]
fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;
    use crate::raw::{Claim, Words};

    const A: &str = "The ferry did not leave on Friday, and nobody on the quay could say why.";
    const B: &str = "“We wait,” said the master.";

    /// Headline, author, date, outlet and paragraphs of each article.
    fn check(text: &str, expect: &[[&str; 5]]) {
        assert!(looks_like(text), "{text}");
        let first = |list: &[Claim]| list.first().map_or(String::new(), |claim| claim.text.clone());
        let found: Vec<[String; 5]> = read("x", text)
            .into_iter()
            .map(|(_, raw)| {
                let raw = raw.unwrap();
                let Words::Paragraphs(paragraphs) = raw.words else { panic!("{:?}", raw.words) };
                let about = raw.about;
                [
                    first(&about.titles),
                    first(&about.authors),
                    first(&about.published),
                    first(&about.outlets),
                    paragraphs.join("|"),
                ]
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn exports_with_numbered_documents_are_parted() {
        let one = |at: u32, title: &str| {
            format!(
                "                               {at} of 2 DOCUMENTS\n\n\n                     The Harbour Post\n\n                     May {at}, 2019 Friday\n\n\
                 HEADLINE: {title}\n\nBYLINE: Ana Ortiz\n\nLENGTH: 532 words\n\nBODY:\n\n   The ferry did not leave on Friday, and nobody\non the quay could say why.\n\n   {B}\n\nLOAD-DATE: May 9, 2019\n\nLANGUAGE: ENGLISH\n\n"
            )
        };
        let text = one(1, "Ferry stays") + &one(2, "Ferry leaves");
        let words = format!("{A}|{B}");
        check(
            &text,
            &[
                ["Ferry stays", "Ana Ortiz", "May 1, 2019 Friday", "The Harbour Post", &words],
                ["Ferry leaves", "Ana Ortiz", "May 2, 2019 Friday", "The Harbour Post", &words],
            ],
        );
    }

    #[test]
    fn newer_exports_end_each_document() {
        let text = format!(
            "Ferry stays\nThe Harbour Post\nMay 3, 2019 Friday\nCopyright 2019 Harbour Group\nSection: NEWS\nLength: 532 words\nByline: Ana Ortiz\nBody\n\n{A}\n\n{B}\n\nLoad-Date: May 4, 2019\nEnd of Document\n"
        );
        check(
            &text,
            &[["Ferry stays", "Ana Ortiz", "May 3, 2019 Friday", "The Harbour Post", &format!("{A}|{B}")]],
        );
    }

    #[test]
    fn codes_and_places_tell_the_fields() {
        let text = format!(
            "HD Ferry stays\nBY By Ana Ortiz\nWC 532 words\nPD 3 May 2019\nSN The Harbour Post\nSC HARB\nLA English\nCY Copyright 2019\nLP\n{A}\nTD\n{B}\nAN Document HARB000020190503ef5300001\n"
        );
        let expect = ["Ferry stays", "By Ana Ortiz", "3 May 2019", "The Harbour Post", &format!("{A}|{B}")];
        check(&text, &[expect]);
        let text = format!(
            "News\nFerry stays in harbour\nBy Ana Ortiz\n532 words\n3 May 2019\n12:30\nThe Harbour Post\nHARB\nEnglish\nCopyright 2019. Harbour Group.\n{A}\n{B}\nDocument HARB000020190503ef5300001\n"
        );
        let expect =
            ["Ferry stays in harbour", "By Ana Ortiz", "3 May 2019", "The Harbour Post", &format!("{A}|{B}")];
        check(&text.repeat(2), &[expect, expect]);
    }

    #[test]
    fn fields_with_names_and_ruled_lines() {
        let text = format!(
            "____________________________________________________________\n\nDocument 1 of 1\n\nTitle: Ferry stays\n\nAuthor: Ortiz, Ana\n\nPublication title: The Harbour Post\n\nPublication date: May 3, 2019\n\nFull text: {A}\n{B}\n\nProQuest document ID: 221\n\n____________________________________________________________\n"
        );
        check(
            &text,
            &[["Ferry stays", "Ortiz, Ana", "May 3, 2019", "The Harbour Post", &format!("{A}|{B}")]],
        );
    }

    #[test]
    fn prose_is_no_export() {
        for text in [
            A,
            "Title: a play\nAuthor: Ana Ortiz\nSection: one\n\nBody of work.",
            "He wrote 500 words\nand then no more.",
            "AN old man\nBY the sea",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }
}
