//! A query applied to a library: what it lets through, and honest counts for every choice.
//!
//! The rule, which every screen shares: words, dates, sources, places, organisations and people choose articles. The quotes
//! are those of the chosen articles; with people chosen only what they say, with kinds chosen only quotes of those kinds.
//! Where kinds are chosen an article must have such a quote.

use super::{
    Library,
    facts::{Facts, QuoteFacts},
};
use crate::{
    date::Day,
    find::{self, Terms},
    index::Doc,
    query::{Choice, Facet, Hint, Order, Query},
    quote::QuoteKind,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// What a query lets through.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Articles in the order asked for, each with the numbers of its quotes that are let through.
    pub articles: Vec<(Doc, Vec<u32>)>,
    /// Quotes let through.
    pub quotes: u32,
    /// Quotes in the library.
    pub of_quotes: u32,
    /// For each facet the articles with each value, under every other choice.
    pub counts: BTreeMap<Facet, BTreeMap<String, u32>>,
    /// Articles of each day, under every choice but the dates.
    pub days: BTreeMap<Day, u32>,
    /// The words typed, taken apart.
    pub terms: Terms,
    /// What should be said of them.
    pub hints: Vec<Hint>,
}

/// Which choice an article fails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fails {
    Nothing,
    OnlyDates,
    Only(Facet),
    Several,
}

struct Matcher<'a> {
    query: &'a Query,
    wanted: Option<Vec<Doc>>,
    unwanted: Vec<Doc>,
}

impl Matcher<'_> {
    fn words(&self, doc: Doc) -> bool {
        self.wanted.as_ref().is_none_or(|docs| docs.binary_search(&doc).is_ok())
            && self.unwanted.binary_search(&doc).is_err()
    }

    fn dates(&self, facts: &Facts) -> bool {
        let Query { from, to, .. } = self.query;
        (from.is_none() && to.is_none())
            || facts
                .day
                .is_some_and(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
    }

    fn facet(&self, facet: Facet, choice: &Choice, facts: &Facts) -> bool {
        if facet == Facet::Kind {
            return facts.quotes.iter().any(|quote| self.quote(quote));
        }
        let values = values(facet, facts, self.query);
        let has = |value: &String| values.contains(value.as_str());
        let wanted = if choice.all { choice.wanted.iter().all(has) } else { choice.wanted.iter().any(has) };
        (choice.wanted.is_empty() || wanted) && !choice.unwanted.iter().any(has)
    }

    fn fails(&self, doc: Doc, facts: &Facts) -> Fails {
        if !self.words(doc) {
            return Fails::Several;
        }
        let mut fails = if self.dates(facts) { Fails::Nothing } else { Fails::OnlyDates };
        for (&facet, choice) in &self.query.choices {
            if !self.facet(facet, choice, facts) {
                if fails != Fails::Nothing {
                    return Fails::Several;
                }
                fails = Fails::Only(facet);
            }
        }
        fails
    }

    fn says(&self, quote: &QuoteFacts) -> bool {
        self.query.choices.get(&Facet::Person).is_none_or(|choice| {
            let said_by = |set: &BTreeSet<String>| quote.speakers.iter().any(|speaker| set.contains(speaker));
            (choice.wanted.is_empty() || said_by(&choice.wanted)) && !said_by(&choice.unwanted)
        })
    }

    fn quote(&self, quote: &QuoteFacts) -> bool {
        self.says(quote)
            && self.query.choices.get(&Facet::Kind).is_none_or(|choice| {
                let kind = kind_key(quote.kind);
                (choice.wanted.is_empty() || choice.wanted.contains(kind)) && !choice.unwanted.contains(kind)
            })
    }
}

/// The word for a kind of quote in queries.
fn kind_key(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Full => "full",
        QuoteKind::Partial => "partial",
        QuoteKind::Headline => "headline",
        QuoteKind::Nested => "nested",
    }
}

/// The values an article has in a facet.
fn values<'a>(facet: Facet, facts: &'a Facts, query: &Query) -> BTreeSet<&'a str> {
    let all = |set: &'a BTreeSet<String>| set.iter().map(String::as_str).collect();
    match facet {
        Facet::Person => all(&facts.people),
        Facet::Place => all(&facts.places),
        Facet::Organisation => all(&facts.organisations),
        Facet::Source => BTreeSet::from([facts.source.as_str()]),
        Facet::Kind => facts.quotes.iter().map(|quote| kind_key(quote.kind)).collect(),
        Facet::Speaks => {
            // With people chosen: how they speak; else how anybody does.
            let chosen =
                query.choices.get(&Facet::Person).map(|choice| &choice.wanted).filter(|set| !set.is_empty());
            let counts = |name: &String| chosen.is_none_or(|chosen| chosen.contains(name));
            let direct =
                facts.quotes.iter().any(|quote| chosen.is_none() || quote.speakers.iter().any(counts));
            let paraphrase = facts.paraphrased.iter().any(counts);
            let mut values = BTreeSet::new();
            if direct {
                values.insert("direct");
            }
            if paraphrase {
                values.insert("paraphrase");
            }
            if !direct && !paraphrase {
                values.insert("mention");
            }
            values
        }
    }
}

fn matcher<'a>(library: &Library, query: &'a Query) -> (Matcher<'a>, Terms, Vec<Hint>) {
    let (terms, hints) = find::parse(&query.words);
    let wanted = find::matches(&library.index, &terms);
    let unwanted = find::unwanted(&library.index, &terms);
    (Matcher { query, wanted, unwanted }, terms, hints)
}

/// How many articles a query lets through. The library's facts must be fresh.
pub fn count(library: &Library, query: &Query) -> u32 {
    let (matcher, _, _) = matcher(library, query);
    let there = library.facts.iter().enumerate().filter(|(_, facts)| facts.there);
    there.filter(|(doc, facts)| matcher.fails(*doc as Doc, facts) == Fails::Nothing).count() as u32
}

/// Applies a query. The library's facts must be fresh.
pub fn select(library: &Library, query: &Query) -> Selection {
    let (matcher, terms, hints) = matcher(library, query);
    let mut selection = Selection { terms, hints, ..Selection::default() };
    for (doc, facts) in library.facts.iter().enumerate().filter(|(_, facts)| facts.there) {
        let doc = doc as Doc;
        selection.of_quotes += facts.quotes.len() as u32;
        let fails = matcher.fails(doc, facts);
        if fails == Fails::Several {
            continue;
        }
        for facet in Facet::ALL {
            if fails == Fails::Nothing || fails == Fails::Only(facet) {
                let counts = selection.counts.entry(facet).or_default();
                if facet == Facet::Kind {
                    let kinds: BTreeSet<&str> = facts
                        .quotes
                        .iter()
                        .filter(|quote| matcher.says(quote))
                        .map(|quote| kind_key(quote.kind))
                        .collect();
                    for kind in kinds {
                        *counts.entry(kind.to_owned()).or_default() += 1;
                    }
                    continue;
                }
                for value in values(facet, facts, query) {
                    *counts.entry(value.to_owned()).or_default() += 1;
                }
            }
        }
        if matches!(fails, Fails::Nothing | Fails::OnlyDates)
            && let Some(day) = facts.day
        {
            *selection.days.entry(day).or_default() += 1;
        }
        if fails == Fails::Nothing {
            let quotes: Vec<u32> = (0..)
                .zip(&facts.quotes)
                .filter(|(_, quote)| matcher.quote(quote))
                .map(|(number, _)| number)
                .collect();
            selection.quotes += quotes.len() as u32;
            selection.articles.push((doc, quotes));
        }
    }
    sort(library, query, &mut selection);
    selection
}

/// Ties are broken by the article's id, so that the order of files never shows.
fn sort(library: &Library, query: &Query, selection: &mut Selection) {
    let id = |doc: Doc| library.entry(doc).map(|entry| entry.article.id);
    let date = |doc: Doc| library.entry(doc).and_then(|entry| entry.article.date());
    let source = |doc: Doc| library.facts[doc as usize].source.clone();
    let rank = |doc: Doc| find::rank(&library.index, &selection.terms, doc);
    match query.order {
        Order::Newest => selection.articles.sort_by_cached_key(|(doc, _)| (Reverse(date(*doc)), id(*doc))),
        Order::Oldest => {
            selection.articles.sort_by_cached_key(|(doc, _)| (date(*doc).is_none(), date(*doc), id(*doc)))
        }
        Order::Relevance => {
            selection
                .articles
                .sort_by_cached_key(|(doc, _)| (Reverse(rank(*doc)), Reverse(date(*doc)), id(*doc)));
        }
        Order::Source => {
            selection.articles.sort_by_cached_key(|(doc, _)| (source(*doc), Reverse(date(*doc)), id(*doc)));
        }
    }
}
