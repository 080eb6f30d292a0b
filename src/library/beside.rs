//! Articles of the library that an article stands beside: they name the same people, about the same days.

use super::Library;
use crate::{
    article::ArticleId,
    entity::{EntityId, EntityIndex, EntityKind},
    order,
};
use std::collections::{BTreeMap, BTreeSet};

/// Whoever is named in more articles than this relates none of them to each other.
const MOST_HOLDERS: usize = 2000;

/// Articles as many days apart count as of the same days.
const DAYS: i32 = 3;

/// An article beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Which.
    pub article: ArticleId,
    /// People both name, the rarest first.
    pub people: Vec<EntityId>,
    /// They are of the same day.
    pub same_day: bool,
}

impl Library {
    /// At most `most` articles beside one, the nearest first. People weigh the more the fewer articles name them; it takes two of
    /// them, or one and the same days.
    pub fn beside(&mut self, id: ArticleId, most: usize) -> Vec<Beside> {
        self.refresh();
        let Some((&own, entry)) = self.docs.get(&id).zip(self.get(id)) else { return Vec::new() };
        let people =
            (0..).zip(&entry.naming.entities).filter(|(_, entity)| entity.kind == EntityKind::Person);
        let slots: BTreeSet<usize> =
            people.filter_map(|(at, _)| self.resolver.slot_of(id, EntityIndex(at))).collect();
        // For each article how near it is, in thousandths, and by whom.
        let mut near: BTreeMap<u32, (u32, Vec<(usize, usize)>)> = BTreeMap::new();
        for slot in slots {
            let holders = self.facts.holders(slot as u32);
            if holders.len() > MOST_HOLDERS {
                continue;
            }
            let weight = (1000.0 / (1.0 + holders.len() as f64).ln()) as u32;
            for doc in holders.iter().filter(|doc| **doc != own) {
                let (sum, by) = near.entry(*doc).or_default();
                *sum += weight;
                by.push((holders.len(), slot));
            }
        }
        let day = entry.article.date().map(|date| date.day);
        let mut found: Vec<(u32, Beside)> = Vec::new();
        for (doc, (sum, mut by)) in near {
            let Some(other) = self.entry(doc) else { continue };
            let apart =
                day.zip(other.article.date()).map(|(day, date)| (day.number() - date.day.number()).abs());
            let close = apart.is_some_and(|apart| apart <= DAYS);
            if by.len() < 2 && !close {
                continue;
            }
            by.sort_unstable();
            let people =
                by.iter().filter_map(|(_, slot)| Some(self.resolver.at(*slot)?.id.clone())).collect();
            let beside = Beside { article: other.article.id, people, same_day: apart == Some(0) };
            found.push((sum + if close { 500 } else { 0 }, beside));
        }
        order::by(&mut found, |(a, x), (b, y)| b.cmp(a).then_with(|| x.article.cmp(&y.article)));
        found.into_iter().take(most).map(|(_, beside)| beside).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, library::Entry};

    #[test]
    fn those_who_share_people_stand_beside_each_other() {
        let mut library = Library::default();
        let mut add = |text: &str| {
            let entry = Entry::of(Article::of_paragraphs("a", [text]));
            let id = entry.article.id;
            library.add(entry);
            id
        };
        let one = add("Ana Ortiz met Ravi Menon at the harbour on Monday.");
        let two = add("“We agreed,” said Ravi Menon after the talk with Ana Ortiz.");
        add("Ravi Menon went home by the evening train.");
        add("Lena Fors sang.");
        let beside = library.beside(one, 5);
        assert_eq!(beside.len(), 1, "{beside:?}");
        assert_eq!((beside[0].article, beside[0].people.len(), beside[0].same_day), (two, 2, false));
        assert!(library.beside(ArticleId(7), 5).is_empty());
    }
}
