//! An article read anew with lines that were left out of it: who it names, who says what, and what the reader had said of that.

use super::{Entry, mend::entity_of};
use crate::{
    correction::Handle,
    quote::{Because, Quote, QuoteKind, Speaker},
    span::Span,
};

/// Reads the article anew with these lines as paragraphs. What the reader said of its quotes so far is said again of the same
/// words.
pub(super) fn put_back(entry: &mut Entry, lines: &[u32]) {
    if !entry.article.removed.iter().any(|line| lines.contains(&line.line)) {
        return;
    }
    let mut article = entry.article.clone();
    let before = article.paragraphs.clone();
    let now = article.put_back(lines);
    let found = std::mem::replace(entry, Entry::of(article));
    for quote in found.said.quotes.iter().filter(|quote| is_mended(quote)) {
        let spans: Vec<Span> = match quote.kind {
            QuoteKind::Headline => quote.spans.clone(),
            _ => quote.spans.iter().filter_map(|span| moved(*span, &before, &now)).collect(),
        };
        let same = |other: &Quote| {
            other.spans == spans && (other.kind == QuoteKind::Headline) == (quote.kind == QuoteKind::Headline)
        };
        let Some(at) = entry.said.quotes.iter().position(same) else { continue };
        let speaker = speaker_in(entry, &found, &quote.speaker);
        let again = &mut entry.said.quotes[at];
        (again.speaker, again.confidence, again.p) = (speaker, quote.confidence, quote.p);
        again.why.clone_from(&quote.why);
    }
}

/// Whether the reader said something of it.
fn is_mended(quote: &Quote) -> bool {
    quote.why.iter().any(|reason| reason.what == Because::Reader)
}

/// Where a span of the text lies now that its paragraph lies elsewhere.
fn moved(span: Span, before: &[Span], now: &[Span]) -> Option<Span> {
    let at = before.partition_point(|paragraph| paragraph.start <= span.start).checked_sub(1)?;
    let (old, new) = (before[at], now[at]);
    old.covers(span)
        .then(|| Span { start: span.start - old.start + new.start, end: span.end - old.start + new.start })
}

/// The speaker in the entry read anew, by name.
fn speaker_in(entry: &mut Entry, found: &Entry, speaker: &Speaker) -> Speaker {
    let mut of = |index: &crate::entity::EntityIndex| {
        let entity = found.naming.entity(*index);
        entity_of(entry, &Handle { kind: entity.kind, name: entity.name.clone() })
    };
    match speaker {
        Speaker::Entity(index) => Speaker::Entity(of(index)),
        Speaker::Several(all) => Speaker::Several(all.iter().map(of).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Article, ArticleId, Removed, Why},
        correction::Correction,
        entity::EntityKind,
        library::Library,
        query::{Facet, Query},
    };

    fn entry() -> Entry {
        let mut article = Article::of_paragraphs(
            "a.txt",
            ["“The ferry will sail again before winter,” said Ana Ortiz at the harbour office on Monday."],
        );
        article.lines = vec![4];
        let line = |line, text: &str| Removed { line, text: text.into(), why: Why::Prompt };
        article.removed = vec![
            line(1, "“Nobody asked the crews before the vote,” said Maeve Brennan of the dockers on Sunday."),
            line(9, "Subscribe to the Ledger."),
        ];
        Entry::of(article)
    }

    fn library() -> (Library, ArticleId) {
        let mut library = Library::default();
        let entry = entry();
        let id = entry.article.id;
        library.add(entry);
        (library, id)
    }

    /// Speakers and words of the quotes, and what is left out.
    fn told(library: &Library, id: ArticleId) -> (Vec<String>, usize) {
        let entry = library.get(id).unwrap();
        let name = |index| library.known(id, index).map_or("?", |known| known.name.as_str());
        let quotes = entry.said.quotes.iter().map(|quote| {
            let who = quote.speaker.named().first().map_or("nobody", |index| name(*index));
            format!("{who}: {}", &quote.spans[0].of(&entry.article.text)[..9])
        });
        (quotes.collect(), entry.article.removed.len())
    }

    fn person(name: &str) -> Handle {
        Handle { kind: EntityKind::Person, name: name.into() }
    }

    #[test]
    fn a_line_put_back_is_read_searched_and_counted_and_taken_back_to_the_same_state() {
        let (mut library, id) = library();
        let count = |library: &mut Library, text: &str| {
            let selection = library.select(&Query::from_text(text), 9);
            (selection.articles, selection.quotes)
        };
        let all = |library: &mut Library| {
            let people: Vec<_> = library.everyone().cloned().collect();
            let (found, counts) = library.tally(&Query::default(), 9);
            format!("{people:?} {:?} {:?} {:?}", library.get(id), counts.facets, found.quotes)
        };
        let before = all(&mut library);
        assert_eq!(told(&library, id), (vec!["Ana Ortiz: The ferry".into()], 2));
        assert_eq!(count(&mut library, "dockers"), (0, 0));
        library.correct(Correction::PutBack { article: id, lines: vec![1] });
        let both = vec!["Maeve Brennan: Nobody as".to_owned(), "Ana Ortiz: The ferry".into()];
        assert_eq!(told(&library, id), (both, 1));
        assert_eq!(count(&mut library, "dockers"), (1, 2));
        assert_eq!(count(&mut library, "says:crews"), (1, 1));
        assert_eq!(count(&mut library, "person:maeve-brennan"), (1, 1));
        assert_eq!(library.len(), 1, "it is the same article");
        let with = all(&mut library);
        library.undo();
        assert_eq!(all(&mut library), before);
        library.redo();
        assert_eq!(all(&mut library), with);
        // Dropped again it is the article that is there; taken out and dropped again the line is put back again.
        library.add(entry());
        assert_eq!((all(&mut library), library.len()), (with.clone(), 1));
        library.remove(id);
        library.add(entry());
        assert_eq!(all(&mut library), with);
        assert_eq!(*library.as_found(id).unwrap(), entry(), "what is kept is the article as it was found");
    }

    #[test]
    fn what_was_said_of_a_quote_holds_for_its_words_when_its_number_changes() {
        let (mut library, id) = library();
        library.correct(Correction::Speaker { article: id, quote: 0, to: Some(person("Lena Fors")) });
        library.correct(Correction::PutBack { article: id, lines: vec![9] });
        library.correct(Correction::PutBack { article: id, lines: vec![1] });
        let mended = told(&library, id).0;
        assert_eq!(mended, ["Maeve Brennan: Nobody as", "Lena Fors: The ferry"]);
        library.correct(Correction::Speakers { quotes: vec![(id, 0), (id, 1)], to: None });
        assert_eq!(told(&library, id).0, ["nobody: Nobody as", "nobody: The ferry"]);
        library.undo();
        assert_eq!(told(&library, id).0, mended);
        let mut other = self::library().0;
        other.replay(library.log().clone());
        assert_eq!(told(&other, id).0, mended);
        assert_eq!(other.count(&Query::default().toggled(Facet::Person, "lena-fors")), 1);
    }

    #[test]
    fn lines_that_are_not_there_change_nothing() {
        let (mut library, id) = library();
        let before = library.get(id).cloned();
        library.correct(Correction::PutBack { article: id, lines: vec![77] });
        assert_eq!(library.get(id).cloned(), before);
    }
}
