//! Which articles of the library are copies of one another: wire copy in several papers, later versions of one text.

use super::Library;
use crate::{
    article::ArticleId,
    index::{Doc, DocSet},
    order,
};
use std::cmp::Reverse;

/// An article that is a copy of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Which.
    pub article: ArticleId,
    /// How much of the other article's sentences stand in it, in hundredths of their words.
    pub share: u32,
}

impl Library {
    /// The copies of an article, those with most of its sentences first. Texts that are copies of one text are copies of each other,
    /// even where they share little themselves.
    pub fn copies_of(&mut self, id: ArticleId) -> Vec<Copied> {
        self.group_copies();
        let Some(&own) = self.docs.get(&id) else { return Vec::new() };
        let share = |doc: Doc| Some(self.copies.print(own)?.share_in(self.copies.print(doc)?));
        let others = self.copies(own).iter().filter(|doc| **doc != own);
        let mut found: Vec<Copied> = others
            .filter_map(|&doc| Some(Copied { article: self.entry(doc)?.article.id, share: share(doc)? }))
            .collect();
        order::by_key(&mut found, |copied| (Reverse(copied.share), copied.article));
        found
    }

    /// How many copies an article has, once [`Library::group_copies`] was called.
    pub(crate) fn copies_known(&self, id: ArticleId) -> u32 {
        let copies = self.docs.get(&id).map_or(0, |&doc| self.copies(doc).len());
        copies.saturating_sub(1) as u32
    }

    /// The articles of the group an article is in, by number and in the order of their ids; empty where it has no copies, or
    /// where [`Library::group_copies`] was not called.
    pub(crate) fn copies(&self, doc: Doc) -> &[Doc] {
        self.copies.group_of(doc)
    }

    /// The articles that are copies of another, the earliest of each group aside: of one day, and of no day, that with the lowest id.
    /// Groups are those of when [`Library::group_copies`] was last called.
    pub(super) fn later_copies(&self) -> DocSet {
        let rank = |doc: &Doc| {
            let date = self.facts.dates.get(*doc as usize).copied().flatten();
            (date.is_none(), date.map(|date| date.day), self.entry(*doc).map(|entry| entry.article.id))
        };
        let groups = self.copies.groups();
        let later = groups.flat_map(|group| {
            let first = group.iter().copied().min_by_key(rank);
            group.iter().copied().filter(move |doc| Some(*doc) != first)
        });
        later.collect()
    }

    /// Brings the groups up to date: the work is that of the articles added or taken out since, and of those that share sentences
    /// with them. The order of the ids makes the groups the same whatever the order of the files.
    pub(crate) fn group_copies(&mut self) {
        self.copies.group();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        library::Entry,
        query::{Facet, Query},
    };

    fn entry(file: &str, paragraphs: &[&str]) -> Entry {
        Entry::of(Article::of_paragraphs(file, paragraphs.iter().copied()))
    }

    #[test]
    fn copies_are_told_whatever_the_order_of_files() {
        let wire = [
            "The ferry company said on Monday that it would lay up both boats before the winter storms.",
            "Crews were told at noon in the harbour office and left it without saying a single word.",
            "The council of the island meets on Thursday to hear what the ferry company has to say.",
            "Its chair asked for more time, which the company would not give to the island or to him.",
        ];
        let own = "Nobody in the town had expected this, and nobody we asked knew what would happen now.";
        let entries = [
            entry("post.txt", &wire),
            entry("star.txt", &[own, wire[0], wire[1], wire[2]]),
            entry(
                "other.txt",
                &[own, "The river rose again on Tuesday and fell on Wednesday, the office said."],
            ),
        ];
        let found = |order: &[usize]| {
            let mut library = Library::default();
            order.iter().for_each(|at| _ = library.add(entries[*at].clone()));
            entries.iter().map(|entry| library.copies_of(entry.article.id)).collect::<Vec<_>>()
        };
        let forward = found(&[0, 1, 2]);
        let (post, star) = (entries[0].article.id, entries[1].article.id);
        assert_eq!(forward[0], [Copied { article: star, share: 73 }]);
        assert_eq!(forward[1], [Copied { article: post, share: 76 }]);
        assert!(forward[2].is_empty());
        assert_eq!(found(&[2, 1, 0]), forward);
    }

    #[test]
    fn a_copy_that_is_taken_out_is_none() {
        let text = "The ferry company said on Monday that it would lay up both boats before the winter storms. \
                    Crews were told at noon in the harbour office and left it without saying a single word. \
                    The council of the island meets on Thursday to hear what the ferry company has to say. \
                    Its chair asked for more time, which the company would not give.";
        let mut library = Library::default();
        let (a, b) = (entry("a", &[text]), entry("b", &[text, "A last line."]));
        library.add(a.clone());
        library.add(b.clone());
        assert_eq!(library.copies_of(a.article.id).len(), 1);
        library.remove(b.article.id);
        assert!(library.copies_of(a.article.id).is_empty());
    }

    #[test]
    fn of_copies_the_earliest_stays_where_copies_are_shut_out() {
        let wire = [
            "The ferry did not leave on Friday, and nobody on the quay could say why it stayed.",
            "The master said that he would wait for the fog to lift before he took anybody aboard.",
            "A second boat lay at the pier all day, and its crew played cards in the cabin below.",
        ];
        let dated = |file: &str, day: i8, more: &str| {
            let mut entry = entry(file, &[wire[0], wire[1], wire[2], more]);
            let date = crate::date::Day::new(2024, 5, day).map(|day| crate::date::Date {
                day,
                time: None,
                offset: None,
            });
            entry.article.published =
                date.map(|value| crate::article::Found { value, from: crate::article::Origin::Line });
            entry
        };
        let mut library = Library::default();
        library.add(dated("later", 5, "It was the second time in one month, the council noted."));
        library.add(dated("first", 3, "Nobody was hurt, and the boats were not damaged."));
        library.add(entry("other", &["The school on the hill will open again in the autumn of this year."]));
        let files = |library: &mut Library, text: &str| {
            let (selection, counts) = library.tally(&Query::from_text(text), 9);
            let file = |doc| library.entry(doc).map(|entry| entry.article.files[0].clone());
            let mut files: Vec<String> = selection.docs.iter().filter_map(file).collect();
            files.sort();
            let counted =
                counts.facets[&Facet::Is].values.iter().map(|value| value.count).collect::<Vec<_>>();
            (files.join(" "), counted)
        };
        assert_eq!(files(&mut library, ""), ("first later other".into(), vec![1]));
        assert_eq!(files(&mut library, "-is:copy"), ("first other".into(), vec![1]));
        assert_eq!(files(&mut library, "is:copy"), ("later".into(), vec![1]));
    }
}
