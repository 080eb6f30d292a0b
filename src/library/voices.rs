//! Who is heard, and how: the voice ladder from whole sentences down to a bare mention.

use super::Library;
use crate::{
    article::ArticleId,
    date::Day,
    entity::{EntityId, EntityIndex, EntityKind, Known},
    identify::resolve::Alike,
    index::DocSet,
    order,
    quote::{QuoteKind, Speaker},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How often somebody is heard, and how. One quote counts once, whoever else says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Whole sentences.
    pub full: u32,
    /// Words inside a sentence of the article's own, headlines among them.
    pub partial: u32,
    /// Given in the article's words.
    pub paraphrased: u32,
    /// Articles that name them and in which they say nothing.
    pub mentioned: u32,
    /// Words quoted.
    pub words: u32,
}

impl Ladder {
    fn take(&mut self, other: &Ladder) {
        self.full += other.full;
        self.partial += other.partial;
        self.paraphrased += other.paraphrased;
        self.mentioned += other.mentioned;
        self.words += other.words;
    }

    /// Whether nothing is said, in whatever form.
    pub fn is_silent(&self) -> bool {
        self.full + self.partial + self.paraphrased == 0
    }
}

/// Somebody in a set of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// How they are heard.
    pub ladder: Ladder,
    /// Articles that name them.
    pub articles: u32,
    /// Outlets that name them; articles of no known outlet count as one.
    pub outlets: u32,
    /// Days of the first and last of these articles that have one.
    pub days: Option<(Day, Day)>,
}

/// How an article calls and hears each it names.
struct Here<'a> {
    known: &'a Known,
    ladder: Ladder,
}

impl Library {
    /// Everyone of a kind whom articles of a set name, loudest first; ties by name.
    pub fn voices(&self, set: &DocSet, kind: EntityKind) -> Vec<(&Known, Voice)> {
        let mut all: HashMap<&EntityId, (&Known, Voice, BTreeSet<&str>)> = HashMap::new();
        for doc in set.iter() {
            let Some(entry) = self.entry(doc) else { continue };
            let outlet = entry.article.outlet.as_ref().map_or("", |outlet| outlet.value.as_str());
            let day = entry.article.date().map(|date| date.day);
            for here in self.heard_in(entry.article.id).into_values().filter(|here| here.known.kind == kind) {
                let (_, voice, outlets) = all
                    .entry(&here.known.id)
                    .or_insert_with(|| (here.known, Voice::default(), BTreeSet::new()));
                voice.ladder.take(&here.ladder);
                voice.articles += 1;
                outlets.insert(outlet);
                if let Some(day) = day {
                    let (first, last) = voice.days.unwrap_or((day, day));
                    voice.days = Some((first.min(day), last.max(day)));
                }
            }
        }
        let mut voices: Vec<(&Known, Voice)> = all
            .into_values()
            .map(|(known, voice, outlets)| (known, Voice { outlets: outlets.len() as u32, ..voice }))
            .collect();
        let loud = |voice: &Voice| {
            let Ladder { full, partial, paraphrased, words, .. } = voice.ladder;
            (full + partial, paraphrased, voice.articles, words)
        };
        order::by(&mut voices, |(a, x), (b, y)| {
            loud(y).cmp(&loud(x)).then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
        });
        voices
    }

    /// Each time somebody is heard in an article: who, on which rung from 0 for a whole sentence down to 3 for a bare mention, and
    /// in which quote, where it is one.
    pub fn heard_one_by_one(&self, article: ArticleId) -> Vec<(&EntityId, u32, Option<u32>)> {
        let Some(entry) = self.get(article) else { return Vec::new() };
        let mut all = Vec::new();
        let mut say = |speaker: &Speaker, rung: u32, number: Option<u32>| {
            for index in speaker.named() {
                let known = self.known(article, *index);
                all.extend(known.map(|known| (&known.id, rung, number)));
            }
        };
        for (number, quote) in (0..).zip(&entry.said.quotes) {
            let rung = match quote.kind {
                QuoteKind::Full | QuoteKind::Nested => 0,
                QuoteKind::Partial | QuoteKind::Headline => 1,
            };
            say(&quote.speaker, rung, Some(number));
        }
        entry.said.paraphrases.iter().for_each(|paraphrase| say(&paraphrase.speaker, 2, None));
        let silent = self.heard_in(article).into_values().filter(|here| here.ladder.is_silent());
        let mut silent: Vec<&EntityId> = silent.map(|here| &here.known.id).collect();
        silent.sort_unstable();
        all.extend(silent.into_iter().map(|id| (id, 3, None)));
        all
    }

    /// How somebody is heard by each outlet of a set of articles, the outlet that names them most first.
    pub fn heard_by_outlet(&self, set: &DocSet, id: &EntityId) -> Vec<(Option<String>, Voice, Vec<String>)> {
        let mut outlets: BTreeMap<Option<&str>, (Voice, BTreeMap<String, u32>)> = BTreeMap::new();
        for doc in set.iter() {
            let Some(entry) = self.entry(doc) else { continue };
            let Some(here) = self.heard_in(entry.article.id).remove(id) else { continue };
            let outlet = entry.article.outlet.as_ref().map(|outlet| outlet.value.as_str());
            let (voice, names) = outlets.entry(outlet).or_default();
            voice.ladder.take(&here.ladder);
            voice.articles += 1;
            for mention in &entry.naming.mentions {
                if self.known(entry.article.id, mention.entity).is_some_and(|known| known.id == *id) {
                    *names.entry(mention.span.of(&entry.article.text).to_owned()).or_default() += 1;
                }
            }
        }
        let mut heard: Vec<_> = outlets
            .into_iter()
            .map(|(outlet, (voice, names))| {
                let mut names: Vec<(String, u32)> = names.into_iter().collect();
                order::by(&mut names, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                let names = names.into_iter().map(|(name, _)| name).collect();
                (outlet.map(str::to_owned), voice, names)
            })
            .collect();
        order::by_key(&mut heard, |(_, voice, _)| std::cmp::Reverse(voice.articles));
        heard
    }

    /// Those of a kind who are named in the same articles of a set as somebody, most often first.
    pub fn named_with(&self, set: &DocSet, id: &EntityId, kind: EntityKind) -> Vec<(&Known, u32)> {
        let mut counts: BTreeMap<&EntityId, (&Known, u32)> = BTreeMap::new();
        for doc in set.iter() {
            let Some(entry) = self.entry(doc) else { continue };
            let here = self.heard_in(entry.article.id);
            if !here.contains_key(id) {
                continue;
            }
            for (other, here) in
                here.into_iter().filter(|(other, here)| *other != id && here.known.kind == kind)
            {
                counts.entry(other).or_insert((here.known, 0)).1 += 1;
            }
        }
        let mut with: Vec<(&Known, u32)> = counts.into_values().collect();
        order::by(&mut with, |a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
        with
    }

    /// Pairs that may be one, with why; only those of which a set of articles names one.
    pub fn perhaps_same(&self, set: &DocSet) -> Vec<(&Known, &Known, Alike)> {
        let here = |known: &Known| {
            known
                .members
                .iter()
                .any(|(article, _)| self.docs.get(article).is_some_and(|doc| set.contains(*doc)))
        };
        let pair = |a: &EntityId, b: &EntityId| Some((self.resolver.get(a)?, self.resolver.get(b)?));
        let suggestions = self.resolver.suggestions();
        let pairs = suggestions.iter().filter_map(|one| pair(&one.a, &one.b).map(|(a, b)| (a, b, one.why)));
        pairs.filter(|(a, b, _)| here(a) || here(b)).collect()
    }

    /// Whom an article names, and how they are heard in it.
    fn heard_in(&self, article: ArticleId) -> HashMap<&EntityId, Here<'_>> {
        let mut here: HashMap<&EntityId, Here> = HashMap::new();
        let Some(entry) = self.get(article) else { return here };
        for at in 0..entry.naming.entities.len() as u32 {
            if let Some(known) = self.known(article, EntityIndex(at)) {
                here.entry(&known.id).or_insert(Here { known, ladder: Ladder::default() });
            }
        }
        let mut speaks = |speaker: &Speaker, count: &dyn Fn(&mut Ladder)| {
            for index in speaker.named() {
                if let Some(here) = self.known(article, *index).and_then(|known| here.get_mut(&known.id)) {
                    count(&mut here.ladder);
                }
            }
        };
        let headline = entry.article.headline.as_ref().map_or("", |headline| headline.value.as_str());
        for quote in &entry.said.quotes {
            let text = if quote.kind == QuoteKind::Headline { headline } else { &entry.article.text };
            let words: usize = quote.spans.iter().map(|span| span.of(text).split_whitespace().count()).sum();
            speaks(&quote.speaker, &|ladder| {
                match quote.kind {
                    QuoteKind::Full | QuoteKind::Nested => ladder.full += 1,
                    QuoteKind::Partial | QuoteKind::Headline => ladder.partial += 1,
                }
                ladder.words += words as u32;
            });
        }
        for paraphrase in &entry.said.paraphrases {
            speaks(&paraphrase.speaker, &|ladder| ladder.paraphrased += 1);
        }
        here.values_mut().for_each(|here| here.ladder.mentioned = u32::from(here.ladder.is_silent()));
        here
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, library::Entry, query::Query};

    #[test]
    fn voices_stand_by_how_they_are_heard() {
        let mut library = Library::default();
        for (file, text) in [
            (
                "a",
                "“The ferry will sail again before winter,” said Ana Ortiz. Ravi Menon said that prices would rise.",
            ),
            ("b", "Ana Ortiz called the plan “a quiet disaster” on Monday, and Lena Fors listened to her."),
        ] {
            library.add(Entry::of(Article::of_paragraphs(file, [text])));
        }
        let set = library.select(&Query::default(), 0).docs;
        let found: Vec<(&str, Ladder, u32)> = library
            .voices(&set, EntityKind::Person)
            .into_iter()
            .map(|(known, voice)| (known.name.as_str(), voice.ladder, voice.articles))
            .collect();
        assert_eq!(
            found,
            [
                ("Ana Ortiz", Ladder { full: 1, partial: 1, words: 10, ..Ladder::default() }, 2),
                ("Ravi Menon", Ladder { paraphrased: 1, ..Ladder::default() }, 1),
                ("Lena Fors", Ladder { mentioned: 1, ..Ladder::default() }, 1),
            ]
        );
        let ortiz = EntityId("ana-ortiz".into());
        let with: Vec<&str> = library
            .named_with(&set, &ortiz, EntityKind::Person)
            .iter()
            .map(|(known, _)| known.name.as_str())
            .collect();
        assert_eq!(with, ["Lena Fors", "Ravi Menon"]);
        let by = library.heard_by_outlet(&set, &ortiz);
        assert_eq!((by.len(), by[0].1.articles, by[0].2.as_slice()), (1, 2, &["Ana Ortiz".to_owned()][..]));
    }
}
