//! What filters ask of articles, looked up once for each and kept in columns: an article's number is the place in each.

use super::Entry;
use crate::{
    article::ArticleId,
    date::Date,
    entity::{EntityIndex, EntityKind},
    identify::resolve::Resolver,
    index::{Doc, DocSet},
    order,
    query::{Facet, UNKNOWN},
    quote::{QuoteKind, Speaker},
};
use std::{collections::BTreeMap, ops::Range};

/// Number of somebody or something known to the library.
pub type Slot = u32;

/// The number for a speaker without a name.
pub const NOBODY: Slot = Slot::MAX;

/// Kinds of quotes in the order of their bits, each with its word in queries.
pub const KINDS: [(QuoteKind, &str); 4] = [
    (QuoteKind::Full, "full"),
    (QuoteKind::Partial, "partial"),
    (QuoteKind::Headline, "headline"),
    (QuoteKind::Nested, "nested"),
];

/// How people speak, in the order of the bits.
pub const SPEAKS: [&str; 3] = ["direct", "paraphrase", "mention"];

/// The bit of a kind.
pub fn kind_bit(kind: QuoteKind) -> u8 {
    KINDS.iter().position(|(known, _)| *known == kind).map_or(0, |at| 1 << at)
}

/// Lists of numbers, one an article, in one run of memory.
#[derive(Default)]
struct Lists {
    bounds: Vec<(u32, u32)>,
    values: Vec<Slot>,
    unused: usize,
}

impl Lists {
    fn get(&self, doc: Doc) -> &[Slot] {
        self.bounds.get(doc as usize).map_or(&[], |(start, end)| &self.values[*start as usize..*end as usize])
    }

    fn set(&mut self, doc: Doc, list: &[Slot]) {
        let at = doc as usize;
        if at >= self.bounds.len() {
            self.bounds.resize(at + 1, (0, 0));
        }
        let (start, end) = self.bounds[at];
        let old = (end - start) as usize;
        if list.len() <= old {
            self.values[start as usize..start as usize + list.len()].copy_from_slice(list);
            self.bounds[at].1 = start + list.len() as u32;
            self.unused += old - list.len();
            return;
        }
        self.unused += old;
        self.bounds[at] = (self.values.len() as u32, (self.values.len() + list.len()) as u32);
        self.values.extend_from_slice(list);
        if self.unused > self.values.len() / 2 + 1024 {
            let mut values = Vec::with_capacity(self.values.len() - self.unused);
            for bounds in &mut self.bounds {
                let start = values.len() as u32;
                values.extend_from_slice(&self.values[bounds.0 as usize..bounds.1 as usize]);
                *bounds = (start, values.len() as u32);
            }
            (self.values, self.unused) = (values, 0);
        }
    }
}

/// What filters ask of the quotes of one article.
#[derive(Default)]
pub struct Said {
    /// The kind of each quote.
    pub kinds: Box<[QuoteKind]>,
    /// Number of a quote and one who says it.
    pub speakers: Box<[(u32, Slot)]>,
    /// Number of a quote and places of its words.
    pub places: Box<[(u32, Range<u32>)]>,
    /// Who is paraphrased.
    pub paraphrased: Box<[Slot]>,
}

/// What filters ask of all articles.
#[derive(Default)]
pub struct Facts {
    /// Dates to sort and filter by.
    pub dates: Vec<Option<Date>>,
    /// Names by content, which break ties.
    pub ids: Vec<ArticleId>,
    /// Numbers of the outlets.
    pub sources: Vec<u32>,
    /// Outlets by number.
    pub outlets: Vec<String>,
    /// Bits of the kinds of quotes.
    pub kinds: Vec<u8>,
    /// How many quotes each has, and all together.
    pub quotes: Vec<u32>,
    /// Quotes of all articles.
    pub of_quotes: u32,
    /// Bits of how anybody speaks.
    pub speaks: Vec<u8>,
    /// The quotes.
    pub said: Vec<Said>,
    /// Who and what is named, each once, sorted.
    named: Lists,
    /// The articles that name each slot, sorted, and as what.
    holders: Vec<Vec<Doc>>,
    facets: Vec<Option<Facet>>,
    numbers: BTreeMap<String, u32>,
    /// Latest first, undated last; ties by id.
    newest: Vec<Doc>,
    /// Added since `newest` was sorted.
    fresh: Vec<Doc>,
}

impl Facts {
    /// Takes in what is said in an article that is new. `places` are those of its quotes' pieces.
    pub fn add(&mut self, doc: Doc, entry: &Entry, places: Vec<(u32, Range<u32>)>) {
        let article = &entry.article;
        let source = self.source_number(article.outlet.as_ref().map(|outlet| outlet.value.as_str()));
        let at = doc as usize;
        self.dates.resize(at, None);
        self.dates.push(article.date());
        self.ids.resize(at, article.id);
        self.ids.push(article.id);
        self.sources.resize(at, source);
        self.sources.push(source);
        let kinds: Box<[QuoteKind]> = entry.said.quotes.iter().map(|quote| quote.kind).collect();
        self.kinds.resize(at, 0);
        self.kinds.push(kinds.iter().fold(0, |all, kind| all | kind_bit(*kind)));
        self.quotes.resize(at, 0);
        self.quotes.push(kinds.len() as u32);
        self.of_quotes += kinds.len() as u32;
        self.speaks.resize(at + 1, 0);
        self.said.resize_with(at, Said::default);
        self.said.push(Said { kinds, places: places.into_boxed_slice(), ..Said::default() });
        self.fresh.push(doc);
    }

    /// The number of an outlet.
    fn source_number(&mut self, outlet: Option<&str>) -> u32 {
        let outlet = outlet.unwrap_or(UNKNOWN);
        if let Some(number) = self.numbers.get(outlet) {
            return *number;
        }
        let number = self.outlets.len() as u32;
        self.outlets.push(outlet.to_owned());
        self.numbers.insert(outlet.to_owned(), number);
        number
    }

    /// Gives an article another outlet.
    pub fn set_source(&mut self, doc: Doc, outlet: Option<&str>) {
        let number = self.source_number(outlet);
        if let Some(source) = self.sources.get_mut(doc as usize) {
            *source = number;
        }
    }

    /// Gives an article another date.
    pub fn set_date(&mut self, doc: Doc, date: Option<Date>) {
        if self.dates.get(doc as usize).is_some_and(|known| *known != date) {
            // Its place among the dates is found by the old one.
            self.order();
            self.newest.retain(|other| *other != doc);
            self.dates[doc as usize] = date;
            self.fresh.push(doc);
        }
    }

    /// Looks up anew who and what an article names.
    pub fn name(&mut self, doc: Doc, entry: &Entry, resolver: &Resolver) {
        let id = entry.article.id;
        let slot = |index: EntityIndex| resolver.slot_of(id, index).map(|slot| slot as Slot);
        let mut slots: Vec<Slot> = Vec::new();
        for (index, entity) in (0..).zip(&entry.naming.entities) {
            let facet = match entity.kind {
                EntityKind::Person => Facet::Person,
                EntityKind::Place => Facet::Place,
                EntityKind::Organisation => Facet::Organisation,
                EntityKind::Other => continue,
            };
            let Some(slot) = slot(EntityIndex(index)) else { continue };
            if slot as usize >= self.facets.len() {
                self.facets.resize(slot as usize + 1, None);
                self.holders.resize_with(slot as usize + 1, Vec::new);
            }
            self.facets[slot as usize] = Some(facet);
            slots.push(slot);
        }
        slots.sort_unstable();
        slots.dedup();
        self.hold(doc, &slots);
        let speakers = |speaker: &Speaker| -> Vec<Slot> {
            speaker.named().iter().filter_map(|index| slot(*index)).collect()
        };
        let quotes = (0..).zip(&entry.said.quotes);
        let said = &mut self.said[doc as usize];
        said.speakers = quotes
            .flat_map(|(number, quote)| speakers(&quote.speaker).into_iter().map(move |slot| (number, slot)))
            .collect();
        let mut paraphrased: Vec<Slot> = Vec::new();
        for paraphrase in &entry.said.paraphrases {
            let named = speakers(&paraphrase.speaker);
            paraphrased.extend(if named.is_empty() { vec![NOBODY] } else { named });
        }
        paraphrased.sort_unstable();
        paraphrased.dedup();
        said.paraphrased = paraphrased.into_boxed_slice();
        self.speaks[doc as usize] = speaks(!said.kinds.is_empty(), !said.paraphrased.is_empty());
    }

    /// Forgets an article.
    pub fn remove(&mut self, doc: Doc) {
        self.hold(doc, &[]);
        if let Some(said) = self.said.get_mut(doc as usize) {
            self.of_quotes -= said.kinds.len() as u32;
            *said = Said::default();
        }
        self.order();
        self.newest.retain(|other| *other != doc);
    }

    /// Notes that an article names these and no others.
    fn hold(&mut self, doc: Doc, slots: &[Slot]) {
        for slot in self.named.get(doc) {
            if slots.binary_search(slot).is_err()
                && let Ok(at) = self.holders[*slot as usize].binary_search(&doc)
            {
                self.holders[*slot as usize].remove(at);
            }
        }
        for slot in slots {
            let holders = &mut self.holders[*slot as usize];
            if let Err(at) = holders.binary_search(&doc) {
                holders.insert(at, doc);
            }
        }
        self.named.set(doc, slots);
    }

    /// Puts what is new in its place among the dates.
    pub fn order(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        let (dates, ids) = (&self.dates, &self.ids);
        let order = |a: &Doc, b: &Doc| {
            let (a, b) = (*a as usize, *b as usize);
            dates[b].cmp(&dates[a]).then_with(|| ids[a].cmp(&ids[b]))
        };
        if fresh.len() > 64 {
            self.newest.extend(fresh);
            order::by(&mut self.newest, order);
            return;
        }
        for doc in fresh {
            if let Err(at) = self.newest.binary_search_by(|other| order(other, &doc)) {
                self.newest.insert(at, doc);
            }
        }
    }

    /// All articles, latest first, undated last; ties by id.
    pub fn newest(&self) -> &[Doc] {
        &self.newest
    }

    /// The articles that name a slot, sorted.
    pub fn holders(&self, slot: Slot) -> &[Doc] {
        self.holders.get(slot as usize).map_or(&[], Vec::as_slice)
    }

    /// As what a slot is named.
    pub fn facet(&self, slot: Slot) -> Option<Facet> {
        self.facets.get(slot as usize).copied().flatten()
    }

    /// How many articles of a set name each slot. `all` are those that are there: where the set is most of them, the others
    /// are counted instead.
    pub fn count(&self, set: &DocSet, all: &DocSet) -> Vec<u32> {
        let (some, every) = (set.len(), all.len());
        if some * 2 <= every {
            let mut counts = vec![0; self.holders.len()];
            for doc in set.iter() {
                for slot in self.named.get(doc) {
                    counts[*slot as usize] += 1;
                }
            }
            return counts;
        }
        let mut counts: Vec<u32> = self.holders.iter().map(|holders| holders.len() as u32).collect();
        if some < every {
            let mut others = all.clone();
            others.drop(set);
            for doc in others.iter() {
                for slot in self.named.get(doc) {
                    counts[*slot as usize] -= 1;
                }
            }
        }
        counts
    }
}

/// The bits of how people speak.
pub fn speaks(direct: bool, paraphrase: bool) -> u8 {
    u8::from(direct) | u8::from(paraphrase) << 1 | u8::from(!direct && !paraphrase) << 2
}
