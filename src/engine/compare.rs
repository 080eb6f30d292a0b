//! Sets of articles side by side, as the page shows them.

use super::{people::heard, show::speakers};
use crate::{
    article::ArticleId,
    compare::{common, own, same},
    entity::{EntityId, EntityKind, Known},
    index::{Doc, DocSet},
    library::{Library, SaidThere, Voice},
    order,
    protocol::{
        Changed, Comparison, Heard, MOST_SIDES, Passage, Place, QuoteId, Side, SideShown, VoiceLine, Wording,
    },
    query::{Facet, Query, UNKNOWN},
};
use std::collections::{BTreeMap, HashMap};

/// Of voices, quotes and passages at most so many are told.
const MOST_VOICES: usize = 200;
const MOST_SAME: usize = 60;
const MOST_PASSAGES: usize = 40;

/// Articles offered as sides.
const OFFERED: usize = 200;

/// Words, quotes and passages are compared in the first so many articles of a side: the work is that of reading them all.
const COMPARED: usize = 400;

/// Outlets beside each other where the reader has chosen none.
const AT_FIRST: usize = 3;

/// The articles a query lets through, side by side. Where fewer than two sides are asked for they are the outlets with most
/// articles, or the first articles where there are no two outlets.
pub fn compare(library: &mut Library, query: &Query, sides: &[Side]) -> Comparison {
    let (base, counts) = library.tally(query, OFFERED);
    let sources = counts.facets.get(&Facet::Source).map(|counts| counts.values.clone()).unwrap_or_default();
    let outlet = |value: &str| Side::Those(Query::default().toggled(Facet::Source, value).to_text());
    let mut outlets: Vec<(Side, String, u32)> = sources
        .into_iter()
        .filter(|source| source.value != UNKNOWN)
        .map(|source| (outlet(&source.value), source.label, source.count))
        .collect();
    // A choice of sources would leave no two outlets to choose from: only those in the articles at hand are.
    outlets.retain(|(.., count)| *count > 0);
    let articles: Vec<(Side, String)> = base
        .order
        .iter()
        .take(OFFERED)
        .filter_map(|doc| library.entry(*doc))
        .map(|entry| (Side::Article(entry.article.id), entry.article.title().to_owned()))
        .collect();
    let mut chosen: Vec<Side> = Vec::new();
    for side in sides.iter().take(MOST_SIDES) {
        if !chosen.contains(side) {
            chosen.push(side.clone());
        }
    }
    if chosen.len() < 2 {
        chosen = if outlets.len() >= 2 {
            outlets.iter().take(AT_FIRST).map(|(side, ..)| side.clone()).collect()
        } else {
            let most = if articles.len() <= MOST_SIDES { MOST_SIDES } else { 2 };
            articles.iter().take(most).map(|(side, _)| side.clone()).collect()
        };
    }
    let sets: Vec<DocSet> = chosen.iter().map(|side| set_of(library, side, &base.docs)).collect();
    let shown = |(side, set): (&Side, &DocSet)| SideShown {
        side: side.clone(),
        label: label(library, side, &outlets),
        articles: set.len() as u32,
        quotes: set
            .iter()
            .filter_map(|doc| library.entry(doc))
            .map(|entry| entry.said.quotes.len() as u32)
            .sum(),
    };
    let shown = chosen.iter().zip(&sets).map(shown).collect();
    let (voices, of_voices) = voices(library, &sets);
    let docs: Vec<Vec<Doc>> =
        sets.iter().map(|set| library.in_order(set).into_iter().take(COMPARED).collect()).collect();
    let first = if sets.iter().any(|set| set.len() > COMPARED) { COMPARED as u32 } else { 0 };
    let (same, of_same) = same_quotes(library, &docs);
    let texts: Vec<(usize, ArticleId, &str)> = (0..)
        .zip(&docs)
        .flat_map(|(side, docs)| docs.iter().map(move |doc| (side, *doc)))
        .filter_map(|(side, doc)| library.entry(doc).map(|entry| (side, entry)))
        .map(|(side, entry)| (side, entry.article.id, entry.article.text.as_str()))
        .collect();
    let (passages, of_passages) = passages(library, &texts);
    let texts: Vec<(usize, &str)> = texts.iter().map(|(side, _, text)| (*side, *text)).collect();
    let own = own::own(sets.len(), &texts);
    Comparison {
        sides: shown,
        outlets,
        articles,
        voices,
        of_voices,
        same,
        of_same,
        passages,
        of_passages,
        own,
        first,
    }
}

fn set_of(library: &mut Library, side: &Side, base: &DocSet) -> DocSet {
    let mut set = match side {
        Side::Those(text) => library.select(&Query::from_text(text), 0).docs,
        Side::Article(id) => {
            let mut set = DocSet::default();
            if let Some(doc) = library.doc(*id) {
                set.insert(doc);
            }
            set
        }
    };
    set.keep(base);
    set
}

fn label(library: &Library, side: &Side, outlets: &[(Side, String, u32)]) -> String {
    match side {
        Side::Article(id) => {
            library.get(*id).map_or_else(|| id.to_string(), |entry| entry.article.title().to_owned())
        }
        Side::Those(text) => {
            let outlet = outlets.iter().find(|(known, ..)| known == side);
            outlet.map_or_else(|| text.clone(), |(_, label, _)| label.clone())
        }
    }
}

/// Who is heard on any side, loudest first, and how many there are.
fn voices(library: &Library, sets: &[DocSet]) -> (Vec<VoiceLine>, u32) {
    let mut lines: BTreeMap<&EntityId, (&Known, Vec<Voice>)> = BTreeMap::new();
    for (side, set) in sets.iter().enumerate() {
        for (known, voice) in library.voices(set, EntityKind::Person) {
            let (_, heard) =
                lines.entry(&known.id).or_insert_with(|| (known, vec![Voice::default(); sets.len()]));
            heard[side] = voice;
        }
    }
    let of = lines.len() as u32;
    let names: Vec<HashMap<EntityId, Vec<String>>> =
        sets.iter().map(|set| library.called(set, EntityKind::Person)).collect();
    let mut lines: Vec<VoiceLine> = lines
        .into_values()
        .map(|(known, voices)| VoiceLine {
            id: known.id.clone(),
            name: known.name.clone(),
            heard: voices.iter().map(heard).collect(),
            names: names.iter().map(|names| names.get(&known.id).cloned().unwrap_or_default()).collect(),
        })
        .collect();
    let loud = |line: &VoiceLine| {
        let sum = |of: fn(&Heard) -> u32| line.heard.iter().map(of).sum::<u32>();
        (sum(|heard| heard.full + heard.partial), sum(|heard| heard.paraphrased), sum(|heard| heard.articles))
    };
    order::by(&mut lines, |a, b| loud(b).cmp(&loud(a)).then_with(|| a.name.cmp(&b.name)));
    lines.truncate(MOST_VOICES);
    (lines, of)
}

/// Quotes that at least two sides give, those that most sides give first, and how many there are.
fn same_quotes(library: &Library, docs: &[Vec<Doc>]) -> (Vec<Vec<Wording>>, u32) {
    let said: Vec<(u32, SaidThere)> = (0..)
        .zip(docs)
        .flat_map(|(side, docs)| library.said_in(docs).into_iter().map(move |said| (side, said)))
        .collect();
    let texts: Vec<&str> = said.iter().map(|(_, said)| said.words.as_str()).collect();
    let mut groups = same::same(&texts);
    let sides = |group: &[u32]| {
        let mut sides: Vec<u32> = group.iter().map(|at| said[*at as usize].0).collect();
        sides.sort_unstable();
        sides.dedup();
        sides.len()
    };
    groups.retain(|group| sides(group) > 1);
    order::by_key(&mut groups, |group| std::cmp::Reverse((sides(group), group.len())));
    let of = groups.len() as u32;
    let told = groups.iter().take(MOST_SAME).map(|group| wordings(library, &said, group)).collect();
    (told, of)
}

fn wordings(library: &Library, said: &[(u32, SaidThere)], group: &[u32]) -> Vec<Wording> {
    // Wordings that differ in marks only are one.
    let mut versions: Vec<(Vec<String>, &str, Vec<Place>)> = Vec::new();
    for (side, said) in group.iter().map(|at| &said[*at as usize]) {
        let Some(entry) = library.get(said.article) else { continue };
        let Some(quote) = entry.said.quotes.get(said.number as usize) else { continue };
        let place = Place {
            side: *side,
            quote: QuoteId { article: said.article, number: said.number },
            title: entry.article.title().to_owned(),
            speakers: speakers(library, entry, &quote.speaker),
        };
        let folded: Vec<String> =
            crate::compare::words(&said.words).into_iter().map(|word| word.folded).collect();
        match versions.iter_mut().find(|(known, ..)| *known == folded) {
            Some((.., places)) => places.push(place),
            None => versions.push((folded, &said.words, vec![place])),
        }
    }
    order::by_key(&mut versions, |(words, ..)| std::cmp::Reverse(words.len()));
    let longest = versions.first().map_or("", |(_, text, _)| text);
    let changed = |change: same::Change| match change {
        same::Change::Kept => Changed::Kept,
        same::Change::Cut => Changed::Cut,
        same::Change::Put => Changed::Put,
    };
    let told = |text: &str| {
        let changes = same::changes(longest, text);
        changes.into_iter().map(|(change, words)| (changed(change), words)).collect()
    };
    versions.iter().map(|(_, text, places)| Wording { words: told(text), places: places.clone() }).collect()
}

/// Passages that two sides have in common, those that are quotes left out: they are told as quotes.
fn passages(library: &Library, texts: &[(usize, ArticleId, &str)]) -> (Vec<Passage>, u32) {
    let plain: Vec<(usize, &str)> = texts.iter().map(|(side, _, text)| (*side, *text)).collect();
    let mut shared = common::shared(&plain);
    shared.retain(|shared| !library.is_quoted(texts[shared.a as usize].1, shared.in_a));
    let of = shared.len() as u32;
    let place = |at: u32| {
        let (side, id, _) = texts[at as usize];
        let title = library.get(id).map(|entry| entry.article.title().to_owned());
        (side as u32, id, title.unwrap_or_default())
    };
    let told = shared.iter().take(MOST_PASSAGES).map(|shared| Passage {
        text: shared.in_a.of(texts[shared.a as usize].2).to_owned(),
        words: shared.words,
        places: vec![place(shared.a), place(shared.b)],
    });
    (told.collect(), of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, correction::Correction, library::Entry};

    const WIRE: &str = "The company will lay up both boats before the first storms of the winter, and it will pay the \
        crews until the end of March.";

    fn library() -> Library {
        let mut library = Library::default();
        for (file, outlet, text) in [
            (
                "a",
                "The Ledger",
                format!(
                    "“The boats stay in the harbour until spring,” said Sergei Oram, the owner. {WIRE} Ines Okafor, the mayor, listened."
                ),
            ),
            (
                "b",
                "Coast Wire",
                format!(
                    "Sergey Oram said the boats would stay. {WIRE} “The boats stay in the harbour until summer,” Oram said."
                ),
            ),
            (
                "c",
                "Coast Wire",
                "The mayor, Ines Okafor, was asked about it. “We will see,” Okafor said.".to_owned(),
            ),
        ] {
            let entry = Entry::of(Article::of_paragraphs(file, [text.as_str()]));
            let article = entry.article.id;
            library.add(entry);
            library.correct(Correction::Outlet { articles: vec![article], outlet: Some(outlet.into()) });
        }
        library
    }

    #[test]
    fn outlets_stand_beside_each_other_with_what_each_makes_of_a_voice() {
        let found = compare(&mut library(), &Query::default(), &[]);
        let labels: Vec<(&str, u32)> =
            found.sides.iter().map(|side| (side.label.as_str(), side.articles)).collect();
        assert_eq!(labels, [("Coast Wire", 2), ("The Ledger", 1)]);
        let oram = found
            .voices
            .iter()
            .find(|line| line.names.iter().flatten().any(|name| name.contains("Oram")))
            .unwrap();
        assert!(oram.differs_in_name(), "{oram:?}");
        assert_eq!(oram.heard.iter().map(VoiceLine::rung).collect::<Vec<_>>(), [4, 4]);
        let okafor = found.voices.iter().find(|line| line.name == "Ines Okafor").unwrap();
        assert_eq!(okafor.heard.iter().map(VoiceLine::rung).collect::<Vec<_>>(), [4, 1]);
    }

    #[test]
    fn what_each_changed_in_a_quote_and_what_both_print_is_told() {
        let found = compare(&mut library(), &Query::default(), &[]);
        assert_eq!(found.of_same, 1, "{:?}", found.same);
        let words = |wording: &Wording| {
            wording.words.iter().map(|(change, words)| format!("{change:?} {words}")).collect::<Vec<_>>()
        };
        assert_eq!(found.same[0].len(), 2);
        assert!(words(&found.same[0][1]).len() == 3, "{:?}", words(&found.same[0][1]));
        assert_eq!(found.of_passages, 1, "{:?}", found.passages);
        assert!(WIRE.starts_with(found.passages[0].text.trim_end_matches(" Ines")), "{:?}", found.passages);
    }

    #[test]
    fn where_no_outlet_is_known_articles_stand_beside_each_other() {
        let mut library = Library::default();
        for text in ["Ana Ortiz spoke of boats.", "Ravi Menon spoke of trains."] {
            library.add(Entry::of(Article::of_paragraphs("x", [text])));
        }
        let found = compare(&mut library, &Query::default(), &[]);
        assert_eq!(found.sides.len(), 2);
        assert!(found.sides.iter().all(|side| matches!(side.side, Side::Article(_)) && side.articles == 1));
        let one = found.sides[1].side.clone();
        let gone = Side::Article(ArticleId(1));
        let found = compare(&mut library, &Query::default(), &[one, gone]);
        assert_eq!(found.sides.iter().map(|side| side.articles).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn nothing_to_compare_is_no_trouble() {
        let found = compare(&mut Library::default(), &Query::default(), &[]);
        assert_eq!(found, Comparison::default());
    }
}
