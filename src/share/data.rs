//! The articles inside a shared page: JSON with a version, written so that the same articles give the same bytes.

use super::ShareForm;
use crate::{
    article::Article,
    correction::Correction,
    entity::{Mention, Naming},
    library::Entry,
    quote::{Attribution, Paraphrase, Quote},
    session::{self, Unfit},
    span::Span,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The version written, and the newest that is read. Version 1 had no corrections, version 2 no marks.
const VERSION: u32 = 3;

#[derive(Serialize, Deserialize)]
struct Data {
    /// Named as the project, so that any other JSON is told from it.
    verbatim: u32,
    form: ShareForm,
    entries: Vec<Entry>,
    /// Who is who, and how articles are marked: what else was mended is in the entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<Correction>,
}

#[derive(Deserialize)]
struct Version {
    verbatim: u32,
}

/// The articles with as much of them as goes along.
pub fn reduced<'a>(entries: impl Iterator<Item = Cow<'a, Entry>>, form: ShareForm) -> Vec<Entry> {
    match form {
        ShareForm::Full => entries.map(Cow::into_owned).collect(),
        ShareForm::Excerpts => entries.map(|entry| reduce(&entry, AROUND)).collect(),
        ShareForm::Quotes => entries.map(|entry| reduce(&entry, 0)).collect(),
    }
}

/// What [`reduced`] gave as JSON, with those corrections that say who is who and how articles are marked: all others are in
/// the articles.
pub fn write(entries: Vec<Entry>, form: ShareForm, corrections: Vec<Correction>) -> String {
    serde_json::to_string(&Data { verbatim: VERSION, form, entries, corrections }).unwrap_or_default()
}

/// Reads what [`write`] writes. Articles with a span that does not fit their text are left out: data comes from anywhere.
///
/// # Errors
/// [`Unfit`] where it is something else.
pub fn read(data: &str) -> Result<(Vec<Entry>, Vec<Correction>), Unfit> {
    let version = serde_json::from_str::<Version>(data).map_err(|_| Unfit::Other)?.verbatim;
    if version > VERSION {
        return Err(Unfit::Newer(version));
    }
    let data: Data = serde_json::from_str(data).map_err(|_| Unfit::Other)?;
    Ok((data.entries.into_iter().filter(session::fits).collect(), data.corrections))
}

/// Words of the article before a quote and after it that go along with excerpts, at most.
const AROUND: usize = 25;

/// A span with at most `words` of the words on either side of it that stand in the same paragraph.
fn widened(text: &str, paragraphs: &[Span], span: Span, words: usize) -> Span {
    let at = paragraphs.partition_point(|paragraph| paragraph.start <= span.start);
    let paragraph = at.checked_sub(1).map(|at| paragraphs[at]).filter(|paragraph| paragraph.covers(span));
    let Some(paragraph) = paragraph.filter(|_| words > 0) else { return span };
    let (from, to) = (paragraph.start as usize, paragraph.end as usize);
    let (start, end) = (span.start as usize, span.end as usize);
    let edge = |c: char| c.is_whitespace();
    // A quotation mark or a comma that touches the quote is no word of its own.
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let before = text[from..start].split_inclusive(edge).rev().filter(is_word);
    let after = text[end..to].split_inclusive(edge).filter(is_word);
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let start = before.take(words).last().map_or(start, place);
    let end = after.take(words).last().map_or(end, |word| place(word) + word.trim_end().len());
    Span::new(start, end)
}

/// The entry with a text that holds its quotes, each with the words that name its speaker and at most `words` words on either
/// side of it, and nothing else. Who is named, quoted and paraphrased stays, so that all counts are the same; done again it
/// changes nothing.
fn reduce(entry: &Entry, words: usize) -> Entry {
    let Entry { article, naming, said } = entry;
    let mut kept: Vec<Span> = said
        .quotes
        .iter()
        .filter(|quote| quote.kind != crate::quote::QuoteKind::Headline)
        .flat_map(|quote| {
            let around = widened(&article.text, &article.paragraphs, quote.extent(), words);
            let own = quote.spans.iter().copied().filter(|_| words == 0);
            own.chain((words > 0).then_some(around)).chain(quote.mention).chain(quote.cue)
        })
        .collect();
    kept.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in kept {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    let reduced = Article::of_paragraphs("", apart.iter().map(|span| span.of(&article.text)));
    let moved = |span: Span| {
        let at = apart.partition_point(|kept| kept.start <= span.start).checked_sub(1)?;
        let (old, new) = (apart[at], reduced.paragraphs[at]);
        old.covers(span).then(|| Span {
            start: span.start - old.start + new.start,
            end: span.end - old.start + new.start,
        })
    };
    let move_all = |spans: &[Span]| spans.iter().filter_map(|span| moved(*span)).collect::<Vec<_>>();
    let quotes = said.quotes.iter().map(|quote| match quote.kind {
        crate::quote::QuoteKind::Headline => quote.clone(),
        _ => Quote {
            spans: move_all(&quote.spans),
            mention: quote.mention.and_then(moved),
            cue: quote.cue.and_then(moved),
            ..quote.clone()
        },
    });
    // What was paraphrased is not handed on, only who was.
    let nowhere = Span { start: 0, end: 0 };
    let paraphrases = said.paraphrases.iter().map(|paraphrase| Paraphrase {
        span: nowhere,
        speaker: paraphrase.speaker.clone(),
        mention: None,
        cue: None,
    });
    let mentions =
        naming.mentions.iter().filter_map(|mention| Some(Mention { span: moved(mention.span)?, ..*mention }));
    Entry {
        article: Article {
            text: reduced.text.clone(),
            paragraphs: reduced.paragraphs.clone(),
            lines: Vec::new(),
            removed: Vec::new(),
            fields: Vec::new(),
            ..article.clone()
        },
        naming: Naming { entities: naming.entities.clone(), mentions: mentions.collect() },
        said: Attribution { quotes: quotes.collect(), paraphrases: paraphrases.collect() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entity::EntityIndex,
        quote::{Confidence, QuoteKind, Speaker},
    };

    fn entry() -> Entry {
        let text = "It was late. “We will not go,” said Ana Ortiz. Nobody moved. “Never,” she added.";
        let article = Article::of_paragraphs("a.txt", [text]);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let quote = |words: &str, mention: &str| Quote {
            spans: vec![at(words)],
            kind: QuoteKind::Full,
            speaker: Speaker::Nobody,
            mention: Some(at(mention)),
            cue: None,
            confidence: Confidence::Sure,
            p: 1.0,
            why: Vec::new(),
        };
        let quotes = vec![quote("We will not go,", "Ana Ortiz"), quote("Never,", "she")];
        Entry { article, naming: Naming::default(), said: Attribution { quotes, paraphrases: Vec::new() } }
    }

    #[test]
    fn what_is_shared_as_quotes_holds_no_other_words() {
        let reduced = reduce(&entry(), 0);
        assert_eq!(reduced.article.text, "We will not go,\n\nAna Ortiz\n\nNever,\n\nshe");
        let words: Vec<&str> =
            reduced.said.quotes.iter().map(|quote| quote.spans[0].of(&reduced.article.text)).collect();
        assert_eq!(words, ["We will not go,", "Never,"]);
        assert_eq!(reduce(&reduced, 0), reduced, "done again it changes nothing");
    }

    #[test]
    fn excerpts_hold_a_bounded_number_of_words_and_do_not_grow() {
        let mut entry = entry();
        let few = reduce(&entry, 2);
        assert_eq!(
            few.article.text,
            "was late. “We will not go,” said Ana Ortiz\n\nNobody moved. “Never,” she added."
        );
        assert_eq!(reduce(&few, 2), few, "done again it changes nothing");
        let words: Vec<&str> =
            few.said.quotes.iter().map(|quote| quote.spans[0].of(&few.article.text)).collect();
        assert_eq!(words, ["We will not go,", "Never,"]);
        entry.article.paragraphs.clear();
        assert_eq!(reduce(&entry, 2).article.text, reduce(&entry, 0).article.text);
    }

    #[test]
    fn data_of_the_versions_before_is_read() {
        let data = write(vec![entry()], ShareForm::Quotes, Vec::new());
        for version in 1..VERSION {
            let old = data.replacen("\"verbatim\":3", &format!("\"verbatim\":{version}"), 1);
            assert_ne!(old, data);
            assert_eq!(read(&old), read(&data));
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let entry = entry();
        let data = write(vec![entry.clone()], ShareForm::Full, Vec::new());
        assert_eq!(read(&data), Ok((vec![entry], Vec::new())));
    }

    #[test]
    fn other_data_is_refused_and_bad_spans_are_left_out() {
        assert_eq!(read("{}"), Err(Unfit::Other));
        assert_eq!(read("[1,2"), Err(Unfit::Other));
        assert_eq!(read("{\"verbatim\":99,\"form\":\"full\",\"entries\":{}}"), Err(Unfit::Newer(99)));
        let mut bad = entry();
        bad.said.quotes[0].spans[0].end = 9999;
        assert_eq!(read(&write(vec![bad], ShareForm::Full, Vec::new())), Ok((Vec::new(), Vec::new())));
        let mut bad = entry();
        bad.said.quotes[0].speaker = Speaker::Entity(EntityIndex(7));
        assert_eq!(read(&write(vec![bad], ShareForm::Full, Vec::new())), Ok((Vec::new(), Vec::new())));
    }
}
