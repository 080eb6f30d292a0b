//! What the page shows of a library: cards, quote rows, the opened article.

use super::review::folder_of;
use crate::{
    article::{Article, ArticleId},
    entity::{EntityId, EntityIndex, EntityKind},
    find::{self, Terms},
    library::{Beside, Copied, Counted, Counts, Entry, Library, Values},
    order,
    protocol::{
        BesideIt, Card, Chosen, CopyOfIt, FacetCounts, FacetValue, Opened, QuoteId, QuoteRow, Results,
        Snippet, SpeakerName, Window,
    },
    query::{Facet, Query},
    quote::{Quote, QuoteKind, Speaker},
    span::Span,
    token::{self, tokens},
};
use std::collections::BTreeMap;

/// The result of a query, with as much of it described as the window asks for.
pub fn results(library: &mut Library, query: &Query, window: Window) -> Results {
    let most = window.from.saturating_add(window.articles.max(window.quotes)) as usize;
    // What there is for each choice is told with the first rows.
    let first = window.from == 0;
    let (selection, counts) =
        if first { library.tally(query, most) } else { (library.select(query, most), Counts::default()) };
    library.group_copies();
    let without =
        if selection.articles == 0 && !query.is_all() { without(library, query) } else { Vec::new() };
    let mut cards = Vec::new();
    let mut rows = Vec::new();
    let mut quotes_before = 0;
    for (at, doc) in selection.order.iter().enumerate() {
        let Some(entry) = library.entry(*doc) else { continue };
        let quotes = selection.quotes_of(library, *doc);
        if at >= window.from as usize && cards.len() < window.articles as usize {
            cards.push(card(library, entry, quotes.len() as u32, &selection.terms));
        }
        for number in quotes {
            if quotes_before >= window.from && rows.len() < window.quotes as usize {
                rows.extend(row(library, entry, number, &selection.terms));
            }
            quotes_before += 1;
        }
        if cards.len() >= window.articles as usize && rows.len() >= window.quotes as usize {
            break;
        }
    }
    if !first {
        return Results { cards, rows, ..Results::default() };
    }
    Results {
        articles: selection.articles,
        of_articles: library.len() as u32,
        quotes: selection.quotes,
        of_quotes: selection.of_quotes,
        cards,
        rows,
        facets: facets(counts.facets),
        days: counts.days.into_iter().rev().collect(),
        hints: selection.hints,
        without,
    }
}

/// An article for the reader, with the words of the query marked.
pub fn opened(library: &mut Library, article: ArticleId, query: &Query) -> Option<Opened> {
    let terms = library.terms(query);
    let beside = library.beside(article, BESIDE);
    let copies = library.copies_of(article);
    let entry = library.get(article)?;
    let Entry { article, naming, said } = entry;
    let name = |index: EntityIndex| {
        let known = library.known(article.id, index)?;
        Some((known.id.clone(), known.kind, known.name.clone()))
    };
    let mentions = naming.mentions.iter().filter_map(|mention| {
        let (id, kind, name) = name(mention.entity)?;
        Some((mention.span, id, kind, name))
    });
    let quotes = (0..).zip(&said.quotes).filter_map(|(number, quote)| {
        let spans = if quote.kind == QuoteKind::Headline { Vec::new() } else { quote.spans.clone() };
        Some((row(library, entry, number, &terms)?, spans))
    });
    let paraphrases = said
        .paraphrases
        .iter()
        .map(|paraphrase| (paraphrase.span, speakers(library, entry, &paraphrase.speaker), paraphrase.cue));
    Some(Opened {
        card: card(library, entry, said.quotes.len() as u32, &terms),
        url: article.url.clone(),
        headline_from: article.headline.as_ref().map(|found| found.from),
        images: article.images.clone(),
        text: article.text.clone(),
        paragraphs: article.paragraphs.clone(),
        sentences: sentences(&article.text),
        mentions: mentions.collect(),
        quotes: quotes.collect(),
        paraphrases: paraphrases.collect(),
        hits: find::hits(&article.text, &terms),
        beside: beside.into_iter().filter_map(|one| beside_it(library, one)).collect(),
        copies: copies.into_iter().take(COPIES).filter_map(|one| copy_of_it(library, one)).collect(),
        related: article.related.clone(),
        removed: article.removed.clone(),
        original: article
            .original()
            .into_iter()
            .map(|(line, text, why)| (line, text.to_owned(), why))
            .collect(),
        notes: article.notes.clone(),
        files: article.files.clone(),
        folder: folder(library, article),
        can_be_titled: !said.quotes.iter().any(|quote| quote.kind == QuoteKind::Headline),
        retrieved: article.retrieved,
    })
}

/// The sentences of a text, those without a letter or digit left out.
fn sentences(text: &str) -> Vec<Span> {
    let tokens = tokens(text);
    let spans = token::sentences(&tokens).into_iter().filter(|range| !range.is_empty());
    let spans = spans
        .map(|range| Span { start: tokens[range.start].span().start, end: tokens[range.end - 1].span().end });
    spans.filter(|span| span.of(text).contains(char::is_alphanumeric)).collect()
}

fn beside_it(library: &Library, beside: Beside) -> Option<BesideIt> {
    let title = library.get(beside.article)?.article.title().to_owned();
    let names = beside.people.iter().filter_map(|id| Some(library.known_by_id(id)?.name.clone()));
    let people = names.take(PEOPLE).collect();
    Some(BesideIt { id: beside.article, title, people, same_day: beside.same_day })
}

fn copy_of_it(library: &Library, copied: Copied) -> Option<CopyOfIt> {
    let article = &library.get(copied.article)?.article;
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone());
    Some(CopyOfIt { id: article.id, title: article.title().to_owned(), outlet, share: copied.share })
}

/// The folder of an article's first file, and how many articles came in it.
fn folder(library: &Library, article: &Article) -> Option<(String, u32)> {
    let folder = folder_of(article.files.first()?);
    let inside = library
        .entries()
        .filter(|entry| entry.article.files.first().is_some_and(|file| folder_of(file) == folder));
    (!folder.is_empty()).then(|| (folder.to_owned(), inside.count() as u32))
}

/// How many articles each choice of an empty result leaves out.
fn without(library: &mut Library, query: &Query) -> Vec<(Chosen, u32)> {
    let mut tries = Vec::new();
    if !query.words.trim().is_empty() {
        tries.push((Chosen::Words, Query { words: String::new(), ..query.clone() }));
    }
    if query.from.is_some() || query.to.is_some() {
        tries.push((Chosen::Dates, Query { from: None, to: None, ..query.clone() }));
    }
    for (facet, choice) in &query.choices {
        for value in choice.wanted.iter().chain(&choice.unwanted) {
            tries.push((Chosen::Value(*facet, value.clone()), query.clone().without(*facet, value)));
        }
    }
    tries.into_iter().map(|(chosen, query)| (chosen, library.count(&query))).collect()
}

fn facets(mut counts: BTreeMap<Facet, Values>) -> Vec<FacetCounts> {
    let of = |facet: Facet| {
        let counted = counts.remove(&facet).unwrap_or_default();
        let values = counted.values.into_iter();
        let values = values.map(|Counted { value, label, count }| FacetValue { value, label, count });
        FacetCounts { facet, values: values.collect(), of: counted.of }
    };
    Facet::ALL.into_iter().map(of).collect()
}

/// How many articles are told to stand beside one.
const BESIDE: usize = 5;

/// How many copies of an article are named.
const COPIES: usize = 10;

/// How many people a card names.
const PEOPLE: usize = 4;

fn card(library: &Library, entry: &Entry, quotes: u32, terms: &Terms) -> Card {
    let article = &entry.article;
    let people = people(library, entry);
    Card {
        id: article.id,
        title: article.title().to_owned(),
        untitled: article.headline.is_none(),
        kicker: article.kicker.clone(),
        dek: article.dek.clone(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.value.clone()),
        agency: article.agency.clone(),
        authors: article.authors.clone(),
        date: article.date(),
        only_retrieved: article.published.is_none() && article.retrieved.is_some(),
        lang: article.lang.clone(),
        words: article.text.split_whitespace().count() as u32,
        more_people: people.len().saturating_sub(PEOPLE) as u32,
        people: people.into_iter().take(PEOPLE).collect(),
        quotes,
        snippet: snippet(&article.text, terms),
        file: article.files.first().cloned().unwrap_or_default(),
        marks: library.marks(article.id),
        copies: library.copies_known(article.id),
    }
}

/// The people of an article, most often named first.
fn people(library: &Library, entry: &Entry) -> Vec<(EntityId, String)> {
    let mut counts: BTreeMap<EntityIndex, usize> = BTreeMap::new();
    for (at, entity) in entry.naming.entities.iter().enumerate() {
        if entity.kind == EntityKind::Person {
            counts.insert(EntityIndex(at as u32), 0);
        }
    }
    for mention in &entry.naming.mentions {
        if let Some(count) = counts.get_mut(&mention.entity) {
            *count += 1;
        }
    }
    let mut counts: Vec<(EntityIndex, usize)> = counts.into_iter().collect();
    order::by_key(&mut counts, |(index, count)| (std::cmp::Reverse(*count), *index));
    let mut people: Vec<(EntityId, String)> = Vec::new();
    for (index, _) in counts {
        if let Some(known) = library.known(entry.article.id, index)
            && !people.iter().any(|(id, _)| *id == known.id)
        {
            people.push((known.id.clone(), known.name.clone()));
        }
    }
    people
}

pub(super) fn speakers(library: &Library, entry: &Entry, speaker: &Speaker) -> Vec<SpeakerName> {
    let named = |index: &EntityIndex| match library.known(entry.article.id, *index) {
        Some(known) => {
            SpeakerName { id: Some(known.id.clone()), kind: Some(known.kind), name: known.name.clone() }
        }
        None => {
            let entity = entry.naming.entity(*index);
            SpeakerName { id: None, kind: Some(entity.kind), name: entity.name.clone() }
        }
    };
    match speaker {
        Speaker::Entity(index) => vec![named(index)],
        Speaker::Several(all) => all.iter().map(named).collect(),
        Speaker::Described(words) => vec![SpeakerName { id: None, kind: None, name: words.clone() }],
        Speaker::Nobody => Vec::new(),
    }
}

pub(super) fn row(library: &Library, entry: &Entry, number: u32, terms: &Terms) -> Option<QuoteRow> {
    let article = &entry.article;
    let quote: &Quote = entry.said.quotes.get(number as usize)?;
    let headline = article.headline.as_ref().map_or("", |found| found.value.as_str());
    let text = if quote.kind == QuoteKind::Headline { headline } else { article.text.as_str() };
    let pieces: Vec<String> = quote.spans.iter().map(|span| span.of(text).to_owned()).collect();
    let marks = (0..)
        .zip(&pieces)
        .flat_map(|(at, piece)| find::hits(piece, terms).into_iter().map(move |hit| (at, hit)));
    let (before, after) = around(text, quote.extent());
    Some(QuoteRow {
        id: QuoteId { article: article.id, number },
        marks: marks.collect(),
        pieces,
        before: before.to_owned(),
        after: after.to_owned(),
        kind: quote.kind,
        speakers: speakers(library, entry, &quote.speaker),
        mention: quote.mention.map(|span| span.of(text).to_owned()),
        cue: quote.cue.map(|span| span.of(text).to_owned()),
        confidence: quote.confidence,
        why: quote.why.clone(),
        title: article.title().to_owned(),
        untitled: article.headline.is_none(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.value.clone()),
        date: article.date(),
        url: article.url.clone(),
        lang: article.lang.clone(),
    })
}

/// The words of the same sentence before and after a span, without the marks that touch it.
fn around(text: &str, span: Span) -> (&str, &str) {
    const MOST: usize = 240;
    let (start, end) = (span.start as usize, span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
        return ("", "");
    };
    let before = before.rsplit('\n').next().unwrap_or("");
    let before = before.strip_suffix(is_mark).unwrap_or(before);
    let from = [". ", "? ", "! ", ".” ", "?” ", "!” ", ".\" "]
        .iter()
        .filter_map(|mark| before.rfind(mark).map(|at| at + mark.len()))
        .max()
        .unwrap_or(0);
    let after = after.split('\n').next().unwrap_or("");
    let after = after.strip_prefix(is_mark).unwrap_or(after);
    let closed = text[..end].ends_with(['.', '?', '!']);
    let to = if closed { 0 } else { after.find(['.', '?', '!']).map_or(after.len(), |at| at + 1) };
    let (before, after) = (before[from..].trim_start(), &after[..to]);
    let cut = |text: &str| text.len() > MOST;
    (if cut(before) { "" } else { before }, if cut(after) { "" } else { after })
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '„' | '«' | '»' | '‟')
}

/// The passage with the most different hits close together, cut at words.
fn snippet(text: &str, terms: &Terms) -> Option<Snippet> {
    const AROUND: usize = 110;
    let hits = find::hits(text, terms);
    let best = (0..hits.len()).max_by_key(|&at| {
        let near = hits[at..].iter().take_while(|hit| hit.end - hits[at].start < AROUND as u32);
        (near.count(), std::cmp::Reverse(at))
    })?;
    let mut from = (hits[best].start as usize).saturating_sub(AROUND);
    let mut to = (hits[best].end as usize + 2 * AROUND).min(text.len());
    let paragraph = text[..hits[best].start as usize].rfind("\n\n").map_or(0, |at| at + 2);
    let next =
        text[hits[best].end as usize..].find("\n\n").map_or(text.len(), |at| hits[best].end as usize + at);
    (from, to) = (from.max(paragraph), to.min(next));
    while !text.is_char_boundary(from) || from > paragraph && !text[..from].ends_with(char::is_whitespace) {
        from -= 1;
    }
    while !text.is_char_boundary(to) || to < next && !text[to..].starts_with(char::is_whitespace) {
        to += 1;
    }
    let inside = hits.iter().filter(|hit| hit.start as usize >= from && hit.end as usize <= to);
    let marks = inside.map(|hit| Span::new(hit.start as usize - from, hit.end as usize - from)).collect();
    Some(Snippet { text: text[from..to].to_owned(), marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_quote_are_those_of_its_sentence() {
        let text =
            "It was late. He said the plan was “dead on arrival” and went. Nobody spoke.\n\n“No.” She left.";
        let check = |words: &str, expect: (&str, &str)| {
            let start = text.find(words).unwrap();
            assert_eq!(around(text, Span::new(start, start + words.len())), expect);
        };
        check("dead on arrival", ("He said the plan was ", " and went."));
        check("No.", ("", ""));
    }

    #[test]
    fn sentences_hold_the_text_in_order() {
        let text = "It was late. “Go,” she said.\n\n***\n\nNobody moved";
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["It was late.", "“Go,” she said.", "Nobody moved"]);
    }

    #[test]
    fn a_snippet_shows_the_hit_inside_its_paragraph() {
        let text = format!(
            "{}\n\nThey improve relations daily.\n\n{}",
            "First words. ".repeat(40),
            "Last. ".repeat(90)
        );
        let snippet = snippet(&text, &find::parse("\"improve relations\"").0).unwrap();
        assert_eq!(snippet.text, "They improve relations daily.");
        assert_eq!(snippet.marks[0].of(&snippet.text), "improve relations");
    }
}
