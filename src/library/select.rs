//! A query applied to a library: what it lets through, and honest counts for every choice.
//!
//! The rule, which every screen shares: words, dates, sources, places, organisations and people choose articles. The quotes
//! are those of the chosen articles; with people chosen only what they say, with kinds chosen only quotes of those kinds, with
//! `says:` only quotes with those words. Where kinds or said words are chosen an article must have such a quote.

use super::{
    Library,
    counts::Counts,
    facts::{KINDS, NOBODY, SPEAKS, Said, Slot, kind_bit, speaks},
};
use crate::{
    date::Day,
    entity::{EntityId, EntityKind},
    find::{self, Clause, Terms},
    index::{Doc, DocSet, words},
    order,
    query::{Choice, Facet, Hint, Order, Query},
};
use std::collections::{BTreeMap, BTreeSet};

/// What a query lets through.
#[derive(Default)]
pub struct Selection {
    /// The articles.
    pub docs: DocSet,
    /// How many there are.
    pub articles: u32,
    /// The first of them in the order asked for, as many as were asked for at least.
    pub order: Vec<Doc>,
    /// Quotes let through.
    pub quotes: u32,
    /// Quotes in the library.
    pub of_quotes: u32,
    /// The words typed, taken apart, with misspelt ones replaced.
    pub terms: Terms,
    /// What should be said of them.
    pub hints: Vec<Hint>,
    quote_filter: QuoteFilter,
}

impl Selection {
    /// The numbers of an article's quotes that are let through.
    pub fn quotes_of(&self, library: &Library, doc: Doc) -> Vec<u32> {
        library.facts.said.get(doc as usize).map_or(Vec::new(), |said| self.quote_filter.numbers(doc, said))
    }
}

/// Which quotes are let through.
#[derive(Default)]
struct QuoteFilter {
    speakers: Option<BTreeSet<Slot>>,
    not_speakers: BTreeSet<Slot>,
    /// Bits of the kinds.
    kinds: u8,
    /// Quotes with the words wanted, where there are such words.
    said: Option<BTreeSet<(Doc, u32)>>,
}

impl QuoteFilter {
    fn is_all(&self) -> bool {
        self.speakers.is_none()
            && self.not_speakers.is_empty()
            && self.kinds == u8::MAX
            && self.said.is_none()
    }

    fn by(&self, said: &Said, number: u32) -> bool {
        let mut speakers = said.speakers.iter().filter(|(quote, _)| *quote == number).map(|(_, slot)| slot);
        let wanted =
            self.speakers.as_ref().is_none_or(|wanted| speakers.clone().any(|slot| wanted.contains(slot)));
        wanted && !speakers.any(|slot| self.not_speakers.contains(slot))
    }

    fn numbers(&self, doc: Doc, said: &Said) -> Vec<u32> {
        let count = said.kinds.len() as u32;
        if self.is_all() {
            return (0..count).collect();
        }
        (0..count).filter(|number| self.lets(doc, said, *number, self.kinds)).collect()
    }

    fn lets(&self, doc: Doc, said: &Said, number: u32, kinds: u8) -> bool {
        kind_bit(said.kinds[number as usize]) & kinds != 0
            && self.by(said, number)
            && self.said.as_ref().is_none_or(|quotes| quotes.contains(&(doc, number)))
    }

    /// Bits of the kinds of quotes let through, were all kinds wanted.
    fn kinds_of(&self, doc: Doc, said: &Said) -> u8 {
        let numbers = (0..said.kinds.len() as u32).filter(|number| self.lets(doc, said, *number, u8::MAX));
        numbers.fold(0, |all, number| all | kind_bit(said.kinds[number as usize]))
    }
}

/// The sets of articles that each part of a query lets through.
pub(super) struct Parts<'a> {
    /// Where they are.
    pub library: &'a Library,
    /// The query, its fields lifted from its words.
    pub query: &'a Query,
    /// By words, exact strings and what is said.
    words: DocSet,
    dates: Option<DocSet>,
    /// By what is chosen of each facet.
    pub facets: BTreeMap<Facet, DocSet>,
    quote_filter: QuoteFilter,
    /// The chosen people, where some are.
    people: Option<BTreeSet<Slot>>,
    terms: Terms,
    hints: Vec<Hint>,
}

/// The words of a query, taken apart, with misspelt ones replaced.
pub fn terms(library: &Library, query: &Query) -> (Terms, Vec<Hint>) {
    let (terms, mut hints) = find::parse(&query.words);
    let (terms, more) = find::forgive(&library.index, terms);
    hints.extend(more);
    (terms, hints)
}

impl<'a> Parts<'a> {
    fn of(library: &'a Library, query: &'a Query) -> Parts<'a> {
        let facts = &library.facts;
        let (terms, hints) = terms(library, query);
        let mut words =
            find::matches(&library.index, &terms).unwrap_or_else(|| library.index.there().clone());
        for (string, not) in &terms.exact {
            let with = exactly(library, string, &words);
            if *not { words.drop(&with) } else { words.keep(&with) }
        }
        let no_choice = Choice::default();
        let choice = |facet: Facet| query.choices.get(&facet).unwrap_or(&no_choice);
        let person = choice(Facet::Person);
        let slots = |values: &BTreeSet<String>| -> BTreeSet<Slot> {
            values.iter().flat_map(|value| library.slots(Facet::Person, value)).collect()
        };
        let people = (!person.wanted.is_empty()).then(|| slots(&person.wanted));
        let kind = choice(Facet::Kind);
        let bits = |values: &BTreeSet<String>| {
            let chosen = KINDS.iter().filter(|(_, key)| values.contains(*key));
            chosen.fold(0, |all, (kind, _)| all | kind_bit(*kind))
        };
        let kinds = if kind.wanted.is_empty() { u8::MAX } else { bits(&kind.wanted) };
        let mut quote_filter = QuoteFilter {
            speakers: people.clone(),
            not_speakers: slots(&person.unwanted),
            kinds: kinds & !bits(&kind.unwanted),
            said: None,
        };
        for clause in &terms.said {
            let (docs, quotes) = said(library, clause, &words, &quote_filter);
            if clause.not {
                words.drop(&docs);
                continue;
            }
            words.keep(&docs);
            quote_filter.said.get_or_insert_default().extend(quotes);
        }
        let dates = (query.from.is_some() || query.to.is_some()).then(|| {
            let within =
                |day: Day| query.from.is_none_or(|from| from <= day) && query.to.is_none_or(|to| day <= to);
            let dated = (0..).zip(&facts.dates).filter(|(_, date)| date.is_some_and(|date| within(date.day)));
            dated.map(|(doc, _)| doc).collect()
        });
        let mut parts = Parts {
            library,
            query,
            words,
            dates,
            facets: BTreeMap::new(),
            quote_filter,
            people,
            terms,
            hints,
        };
        for (facet, choice) in &query.choices {
            let set = parts.chosen(*facet, choice);
            parts.facets.insert(*facet, set);
        }
        parts
    }

    /// The articles that a choice lets through.
    fn chosen(&self, facet: Facet, choice: &Choice) -> DocSet {
        let facts = &self.library.facts;
        let all = self.library.index.there();
        let with = |value: &String| match facet {
            Facet::Kind | Facet::Speaks => {
                let bit = bit_of(facet, value);
                self.words.iter().filter(|doc| self.bits(facet, *doc) & bit != 0).collect()
            }
            _ => self.library.with_value(facet, value),
        };
        if facet == Facet::Kind {
            let lets = |doc: &Doc| {
                let kinds = self.bits(facet, *doc) & self.quote_filter.kinds;
                kinds != 0 && (self.quote_filter.is_all() || !facts.said[*doc as usize].kinds.is_empty())
            };
            return self.words.iter().filter(lets).collect();
        }
        let mut set: Option<DocSet> = None;
        for value in &choice.wanted {
            let other = with(value);
            set = Some(match set {
                None => other,
                Some(mut set) => {
                    if choice.all {
                        set.keep(&other)
                    } else {
                        set.join(&other)
                    }
                    set
                }
            });
        }
        let mut set = set.unwrap_or_else(|| all.clone());
        for value in &choice.unwanted {
            set.drop(&with(value));
        }
        set
    }

    /// Bits of the values an article has in a facet of few values.
    pub fn bits(&self, facet: Facet, doc: Doc) -> u8 {
        let facts = &self.library.facts;
        let at = doc as usize;
        match (facet, &self.people) {
            (Facet::Speaks, None) => facts.speaks[at],
            (Facet::Speaks, Some(people)) => {
                // With people chosen: how they speak.
                let said = &facts.said[at];
                let direct = said.speakers.iter().any(|(_, slot)| people.contains(slot));
                speaks(direct, said.paraphrased.iter().any(|slot| *slot != NOBODY && people.contains(slot)))
            }
            _ => {
                let QuoteFilter { speakers, not_speakers, said, .. } = &self.quote_filter;
                if speakers.is_none() && not_speakers.is_empty() && said.is_none() {
                    return facts.kinds[at];
                }
                self.quote_filter.kinds_of(doc, &facts.said[at])
            }
        }
    }

    /// The articles that all choices let through but one's own.
    pub fn without(&self, facet: Option<Facet>, dates: bool) -> DocSet {
        let mut set = self.words.clone();
        if let Some(other) = self.dates.as_ref().filter(|_| !dates) {
            set.keep(other);
        }
        for (_, other) in self.facets.iter().filter(|(other, _)| Some(**other) != facet) {
            set.keep(other);
        }
        set
    }
}

fn bit_of(facet: Facet, value: &str) -> u8 {
    let at = match facet {
        Facet::Kind => KINDS.iter().position(|(_, key)| *key == value),
        _ => SPEAKS.iter().position(|key| *key == value),
    };
    at.map_or(0, |at| 1 << at)
}

/// The articles of a set that hold a string to the letter.
fn exactly(library: &Library, string: &str, among: &DocSet) -> DocSet {
    let mut among = among.clone();
    if let Some(term) = find::inner(string) {
        among.keep(&find::holding(&library.index, &[term]));
    }
    let holds = |doc: &Doc| {
        let texts = library.entry(*doc).map(|entry| entry.fields().map(|field| field.text));
        texts.into_iter().flatten().any(|text| !find::exact(text, string).is_empty())
    };
    among.iter().filter(holds).collect()
}

/// The articles of a set with a quote by those wanted that holds what is said, and those quotes.
fn said(
    library: &Library,
    clause: &Clause,
    among: &DocSet,
    filter: &QuoteFilter,
) -> (DocSet, BTreeSet<(Doc, u32)>) {
    let mut docs = DocSet::default();
    let mut quotes = BTreeSet::new();
    for term in &clause.any {
        find::places(&library.index, term, among, |doc, ranges| {
            let said = &library.facts.said[doc as usize];
            for (number, piece) in &said.places {
                let from = ranges.partition_point(|range| range.start < piece.start);
                let inside = ranges.get(from).is_some_and(|range| range.end <= piece.end);
                if inside && filter.by(said, *number) {
                    docs.insert(doc);
                    quotes.insert((doc, *number));
                }
            }
        });
    }
    (docs, quotes)
}

/// How many articles a query lets through. The library's facts must be fresh.
pub fn count(library: &Library, query: &Query) -> u32 {
    let (query, _) = query.clone().lifted();
    Parts::of(library, &query).without(None, false).len() as u32
}

/// Applies a query; `most` articles at least are put in order. The library's facts must be fresh.
pub fn select(library: &Library, query: &Query, most: usize) -> Selection {
    let (query, hints) = query.clone().lifted();
    let parts = Parts::of(library, &query);
    let docs = parts.without(None, false);
    selection(parts, docs, hints, most)
}

/// The same, and how many articles there are for each choice.
pub fn tally(library: &Library, query: &Query, most: usize) -> (Selection, Counts) {
    let (query, hints) = query.clone().lifted();
    let parts = Parts::of(library, &query);
    let docs = parts.without(None, false);
    let counts = Counts::of(&parts, &docs);
    (selection(parts, docs, hints, most), counts)
}

fn selection(parts: Parts, docs: DocSet, mut hints: Vec<Hint>, most: usize) -> Selection {
    let facts = &parts.library.facts;
    let quotes = if parts.quote_filter.is_all() {
        docs.iter().map(|doc| facts.quotes[doc as usize]).sum()
    } else {
        let of = |doc: Doc| parts.quote_filter.numbers(doc, &facts.said[doc as usize]).len() as u32;
        docs.iter().map(of).sum()
    };
    let order = order(parts.library, &parts, &docs, most);
    hints.extend(parts.hints);
    Selection {
        articles: docs.len() as u32,
        order,
        quotes,
        of_quotes: facts.of_quotes,
        quote_filter: parts.quote_filter,
        terms: parts.terms,
        hints,
        docs,
    }
}

/// The first `most` articles at least, in the order asked for. Ties are broken by the article's id, so that the order of files
/// never shows.
fn order(library: &Library, parts: &Parts, docs: &DocSet, most: usize) -> Vec<Doc> {
    let facts = &library.facts;
    let newest = facts.newest().iter().copied().filter(|doc| docs.contains(*doc));
    let date = |doc: Doc| facts.dates[doc as usize];
    let id = |doc: Doc| facts.ids[doc as usize];
    match parts.query.order {
        Order::Newest => newest.take(most).collect(),
        Order::Oldest => {
            let mut all: Vec<Doc> = newest.collect();
            // Runs of one date stand in the order of ids already: the runs are turned round, the undated stay last.
            let dated = all.partition_point(|doc| date(*doc).is_some());
            all[..dated].sort_by_key(|doc| date(*doc));
            all.truncate(most);
            all
        }
        Order::Source => {
            let mut ranks: Vec<u32> = (0..facts.outlets.len() as u32).collect();
            order::by_key(&mut ranks, |number| &facts.outlets[*number as usize]);
            let mut places = vec![0_u32; ranks.len()];
            (0..).zip(&ranks).for_each(|(place, number)| places[*number as usize] = place);
            let mut all: Vec<Doc> = newest.collect();
            order::by_key(&mut all, |doc| places[facts.sources[*doc as usize] as usize]);
            all.truncate(most);
            all
        }
        Order::Relevance => {
            let scores = find::rank(&library.index, &parts.terms, docs);
            let mut best = find::best(&scores, docs, most);
            let better = |a: &Doc, b: &Doc| {
                let (x, y) = (scores[*a as usize], scores[*b as usize]);
                y.total_cmp(&x).then_with(|| date(*b).cmp(&date(*a))).then_with(|| id(*a).cmp(&id(*b)))
            };
            best.sort_unstable_by(better);
            best.truncate(if most > 0 { most } else { best.len() });
            best
        }
    }
}

impl Library {
    /// The articles with a value of a facet of many values.
    pub(super) fn with_value(&self, facet: Facet, value: &str) -> DocSet {
        let words = folded(value);
        let fits = |name: &str| !words.is_empty() && has_all(&words, &folded(name));
        if matches!(facet, Facet::Is | Facet::Tag) {
            let exact = self.with_mark(facet, |name| name == value);
            return if exact.is_empty() && facet == Facet::Tag { self.with_mark(facet, fits) } else { exact };
        }
        if facet == Facet::Source {
            let exact = self.facts.outlets.iter().any(|name| name == value);
            let means = |name: &String| if exact { name == value } else { fits(name) };
            let wanted: Vec<bool> = self.facts.outlets.iter().map(means).collect();
            let is = |doc: &Doc| wanted[self.facts.sources[*doc as usize] as usize];
            return self.index.there().iter().filter(is).collect();
        }
        self.slots(facet, value).into_iter().flat_map(|slot| self.facts.holders(slot)).copied().collect()
    }

    /// Whom or what a value means: what has it as its id, else all whose names have its words.
    fn slots(&self, facet: Facet, value: &str) -> Vec<Slot> {
        let kind = match facet {
            Facet::Person => EntityKind::Person,
            Facet::Place => EntityKind::Place,
            _ => EntityKind::Organisation,
        };
        if let Some(slot) = self.resolver.slot(&EntityId(value.to_owned())) {
            return vec![slot as Slot];
        }
        let wanted = folded(value);
        let fits = self.resolver.known().filter(|known| {
            known.kind == kind && !wanted.is_empty() && has_all(&wanted, &folded(&known.name))
        });
        fits.filter_map(|known| self.resolver.slot(&known.id)).map(|slot| slot as Slot).collect()
    }
}

fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded.into_owned()).collect()
}

fn has_all(wanted: &[String], words: &[String]) -> bool {
    wanted.iter().all(|word| words.contains(word))
}
