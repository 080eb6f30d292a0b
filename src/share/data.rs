//! The articles inside a shared page: JSON with a version, written so that the same articles give the same bytes.

use super::ShareForm;
use crate::{
    article::Article,
    entity::{Mention, Naming},
    library::Entry,
    quote::{Attribution, Paraphrase, Quote},
    session,
    span::Span,
};
use serde::{Deserialize, Serialize};

/// The version written, and the newest that is read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Data<T> {
    /// Named as the project, so that any other JSON is told from it.
    verbatim: u32,
    form: ShareForm,
    entries: T,
}

/// Why data cannot be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not that of a shared page.
    Other,
    /// It was made by a newer version.
    Newer(u32),
}

/// The articles as JSON, in the order given.
pub fn write<'a>(entries: impl Iterator<Item = &'a Entry>, form: ShareForm) -> String {
    let entries: Vec<Entry> = match form {
        ShareForm::Full => entries.cloned().collect(),
        ShareForm::Quotes => entries.map(quotes_only).collect(),
    };
    serde_json::to_string(&Data { verbatim: VERSION, form, entries }).unwrap_or_default()
}

/// Reads what [`write`] writes. Articles with a span that does not fit their text are left out: data comes from anywhere.
///
/// # Errors
/// [`Unfit`] where it is something else.
pub fn read(data: &str) -> Result<Vec<Entry>, Unfit> {
    let version =
        serde_json::from_str::<Data<serde::de::IgnoredAny>>(data).map_err(|_| Unfit::Other)?.verbatim;
    if version > VERSION {
        return Err(Unfit::Newer(version));
    }
    let data: Data<Vec<Entry>> = serde_json::from_str(data).map_err(|_| Unfit::Other)?;
    Ok(data.entries.into_iter().filter(session::fits).collect())
}

/// The entry with a text that holds its quotes, each with the words that name its speaker, and nothing else. Who is named,
/// quoted and paraphrased stays, so that all counts are the same; done again it changes nothing.
fn quotes_only(entry: &Entry) -> Entry {
    let Entry { article, naming, said } = entry;
    let mut kept: Vec<Span> = said
        .quotes
        .iter()
        .filter(|quote| quote.kind != crate::quote::QuoteKind::Headline)
        .flat_map(|quote| quote.spans.iter().copied().chain(quote.mention).chain(quote.cue))
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
            removed: Vec::new(),
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
        let reduced = quotes_only(&entry());
        assert_eq!(reduced.article.text, "We will not go,\n\nAna Ortiz\n\nNever,\n\nshe");
        let words: Vec<&str> =
            reduced.said.quotes.iter().map(|quote| quote.spans[0].of(&reduced.article.text)).collect();
        assert_eq!(words, ["We will not go,", "Never,"]);
        assert_eq!(quotes_only(&reduced), reduced, "done again it changes nothing");
    }

    #[test]
    fn what_was_written_is_read_again() {
        let entry = entry();
        let data = write([&entry].into_iter(), ShareForm::Full);
        assert_eq!(read(&data).unwrap(), [entry]);
    }

    #[test]
    fn other_data_is_refused_and_bad_spans_are_left_out() {
        assert_eq!(read("{}"), Err(Unfit::Other));
        assert_eq!(read("[1,2"), Err(Unfit::Other));
        assert_eq!(read("{\"verbatim\":99,\"form\":\"full\",\"entries\":{}}"), Err(Unfit::Newer(99)));
        let mut bad = entry();
        bad.said.quotes[0].spans[0].end = 9999;
        assert_eq!(read(&write([&bad].into_iter(), ShareForm::Full)), Ok(Vec::new()));
        let mut bad = entry();
        bad.said.quotes[0].speaker = Speaker::Entity(EntityIndex(7));
        assert_eq!(read(&write([&bad].into_iter(), ShareForm::Full)), Ok(Vec::new()));
    }
}
