//! How many articles there are for each choice that could be made.

use super::{
    facts::{Facts, KINDS, SPEAKS, Slot},
    select::Parts,
};
use crate::{
    date::Day,
    entity::{EntityId, Known},
    index::DocSet,
    order,
    query::Facet,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// Most values of a facet that are told, beside the chosen ones.
const MOST_VALUES: usize = 400;

/// A value of a facet and in how many articles it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// As in the query.
    pub value: String,
    /// As shown.
    pub label: String,
    /// Articles with it, under every other choice.
    pub count: u32,
}

/// The values of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Most frequent first, then by label; at most 400 and the chosen ones.
    pub values: Vec<Counted>,
    /// How many values there are in all.
    pub of: u32,
}

/// How many articles there are for each choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For each facet its values, counted under every choice but its own.
    pub facets: BTreeMap<Facet, Values>,
    /// Articles of each day, under every choice but the dates; latest first.
    pub days: Vec<(Day, u32)>,
}

impl Counts {
    /// Those of a query's parts, which together let these articles through.
    pub(super) fn of(parts: &Parts, docs: &DocSet) -> Counts {
        let facts = &parts.library.facts;
        let shared = facts.count(docs, parts.library.index.there());
        let of = |facet: Facet| (facet, values(parts, facet, docs, &shared));
        Counts {
            facets: Facet::ALL.into_iter().map(of).collect(),
            days: days(facts, &parts.without(None, true)),
        }
    }
}

/// The values of a facet, counted in the articles that all other choices let through.
fn values(parts: &Parts, facet: Facet, docs: &DocSet, shared: &[u32]) -> Values {
    let library = parts.library;
    let facts = &library.facts;
    let own = parts.facets.contains_key(&facet).then(|| parts.without(Some(facet), false));
    let docs = own.as_ref().unwrap_or(docs);
    let named = |value: &str, count: u32| Counted { value: value.into(), label: value.into(), count };
    let mut counted: Vec<Counted> = match facet {
        Facet::Kind | Facet::Speaks => {
            let keys =
                if facet == Facet::Kind { KINDS.map(|(_, key)| key).to_vec() } else { SPEAKS.to_vec() };
            let mut alike = [0_u32; 256];
            docs.iter().for_each(|doc| alike[usize::from(parts.bits(facet, doc))] += 1);
            let mut counts = [0_u32; 8];
            for (bits, count) in alike.into_iter().enumerate() {
                (0..8).filter(|bit| bits >> bit & 1 == 1).for_each(|bit| counts[bit] += count);
            }
            keys.into_iter().zip(counts).map(|(key, count)| named(key, count)).collect()
        }
        Facet::Source => {
            let mut counts = vec![0; facts.outlets.len()];
            docs.iter().for_each(|doc| counts[facts.sources[doc as usize] as usize] += 1);
            facts.outlets.iter().zip(counts).map(|(name, count)| named(name, count)).collect()
        }
        Facet::Is | Facet::Tag => {
            library.marked(facet, docs).into_iter().map(|(name, count)| named(name, count)).collect()
        }
        Facet::Person | Facet::Place | Facet::Organisation => {
            let counts = own.as_ref().map(|own| facts.count(own, library.index.there()));
            let counts = counts.as_deref().unwrap_or(shared);
            return top(parts, facet, docs, counts);
        }
    };
    counted.retain(|value| value.count > 0);
    let of = counted.len() as u32;
    finish(parts, facet, docs, counted, of)
}

/// The most frequent of those that so many articles name.
fn top(parts: &Parts, facet: Facet, docs: &DocSet, counts: &[u32]) -> Values {
    let library = parts.library;
    let named = || {
        let slots = (0..).zip(counts).map(|(slot, count)| (*count, slot));
        slots.filter(|(count, slot)| *count > 0 && library.facts.facet(*slot) == Some(facet))
    };
    // Most are named once or twice: how many are named how often says which need not be looked at.
    let mut alike = [0_u32; 64];
    named().for_each(|(count, _)| alike[(count as usize).min(alike.len() - 1)] += 1);
    let of = alike.iter().sum();
    let mut more = 0;
    let enough = |alike: &u32| {
        more += *alike as usize;
        more >= MOST_VALUES
    };
    let least = alike.iter().rposition(enough).unwrap_or(0) as u32;
    let mut slots: Vec<(u32, Slot)> = named().filter(|(count, _)| *count >= least).collect();
    if slots.len() > MOST_VALUES {
        // All that are as frequent as the last stay, so that ties are broken by name.
        let (_, last, _) = slots.select_nth_unstable_by_key(MOST_VALUES - 1, |(count, _)| Reverse(*count));
        let least = last.0;
        slots.retain(|(count, _)| *count >= least);
    }
    let known = slots.iter().filter_map(|(count, slot)| Some((*count, library.resolver.at(*slot as usize)?)));
    let mut known: Vec<(u32, &Known)> = known.collect();
    if known.len() > MOST_VALUES {
        // Thousands may be as frequent as the last; only those that are told are copied.
        let order = |(count, known): &(u32, &Known), (other_count, other): &(u32, &Known)| {
            let names = || known.name.cmp(&other.name).then_with(|| known.id.cmp(&other.id));
            other_count.cmp(count).then_with(names)
        };
        known.select_nth_unstable_by(MOST_VALUES - 1, order);
        known.truncate(MOST_VALUES);
    }
    let counted = |(count, known): (u32, &Known)| Counted {
        value: known.id.0.clone(),
        label: known.name.clone(),
        count,
    };
    let counted = known.into_iter().map(counted).collect();
    finish(parts, facet, docs, counted, of)
}

fn finish(parts: &Parts, facet: Facet, docs: &DocSet, mut counted: Vec<Counted>, of: u32) -> Values {
    order::by(&mut counted, |a, b| {
        b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)).then_with(|| a.value.cmp(&b.value))
    });
    let mut chosen: Vec<Counted> = Vec::new();
    if let Some(choice) = parts.query.choices.get(&facet) {
        for value in choice.wanted.iter().chain(&choice.unwanted) {
            if counted.iter().take(MOST_VALUES).any(|counted| counted.value == *value) {
                continue;
            }
            let mut with = match facet {
                Facet::Kind | Facet::Speaks => DocSet::default(),
                _ => parts.library.with_value(facet, value),
            };
            with.keep(docs);
            let known = parts.library.known_by_id(&EntityId(value.clone()));
            let named = matches!(facet, Facet::Person | Facet::Place | Facet::Organisation);
            let label = known.filter(|_| named).map_or_else(|| value.clone(), |known| known.name.clone());
            chosen.push(Counted { value: value.clone(), label, count: with.len() as u32 });
        }
    }
    counted.truncate(MOST_VALUES);
    counted.extend(chosen);
    Values { of: of.max(counted.len() as u32), values: counted }
}

/// Articles of each day, latest first.
fn days(facts: &Facts, docs: &DocSet) -> Vec<(Day, u32)> {
    let mut days: Vec<(Day, u32)> = Vec::new();
    for doc in facts.newest().iter().filter(|doc| docs.contains(**doc)) {
        let Some(date) = facts.dates[*doc as usize] else { break };
        match days.last_mut() {
            Some((day, count)) if *day == date.day => *count += 1,
            _ => days.push((date.day, 1)),
        }
    }
    days
}
