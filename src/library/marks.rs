//! Stars, tags and notes: what the reader thinks of articles, as the log says.

use super::Library;
use crate::{
    article::ArticleId,
    correction::Marks,
    index::DocSet,
    query::{COPY, Facet, NOTED, STARRED},
};
use std::collections::BTreeMap;

impl Library {
    /// What an article is marked with.
    pub fn marks(&self, id: ArticleId) -> Marks {
        self.marks.get(&id).cloned().unwrap_or_default()
    }

    /// Brings all marks to where the log says they are. Marks of articles that are not there stay, as they may come again.
    pub(super) fn mark_again(&mut self) {
        let mut marks: BTreeMap<ArticleId, Marks> = BTreeMap::new();
        for correction in self.log.done.iter().filter(|correction| correction.is_mark()) {
            for article in correction.articles().iter() {
                marks.entry(*article).or_default().take(correction);
            }
        }
        marks.retain(|_, marks| !marks.is_empty());
        self.marks = marks;
    }

    /// The values of a facet of marks, and in how many articles of a set each is.
    pub(super) fn marked(&self, facet: Facet, docs: &DocSet) -> BTreeMap<&str, u32> {
        let mut counts = BTreeMap::new();
        for (id, marks) in &self.marks {
            if self.docs.get(id).is_some_and(|doc| docs.contains(*doc)) {
                for value in values(marks, facet) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        if facet == Facet::Is {
            let copies = self.later_copies().iter().filter(|doc| docs.contains(*doc)).count();
            counts.extend((copies > 0).then_some((COPY, copies as u32)));
        }
        counts
    }

    /// The articles with a mark whose value fits.
    pub(super) fn with_mark(&self, facet: Facet, fits: impl Fn(&str) -> bool) -> DocSet {
        if facet == Facet::Is && fits(COPY) {
            return self.later_copies();
        }
        let with = self.marks.iter().filter(|(_, marks)| values(marks, facet).any(&fits));
        with.filter_map(|(id, _)| self.docs.get(id)).copied().collect()
    }
}

/// The values that marks have in a facet.
fn values(marks: &Marks, facet: Facet) -> impl Iterator<Item = &str> {
    let is = [marks.starred.then_some(STARRED), marks.note.is_some().then_some(NOTED)];
    let is = is.into_iter().flatten().filter(move |_| facet == Facet::Is);
    is.chain(marks.tags.iter().map(String::as_str).filter(move |_| facet == Facet::Tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, correction::Correction, library::Entry, query::Query};

    #[test]
    fn marks_are_choices_that_come_and_go_with_the_log_and_outlast_the_article() {
        let mut library = Library::default();
        let entries =
            ["Prices rose.", "Prices fell."].map(|text| Entry::of(Article::of_paragraphs("a", [text])));
        let ids = entries.clone().map(|entry| entry.article.id);
        for entry in &entries {
            library.add(entry.clone());
        }
        let count = |library: &mut Library, text: &str| library.count(&Query::from_text(text));
        library.correct(Correction::Starred { articles: vec![ids[0]], on: true });
        for tag in ["Bread & butter", "butter"] {
            library.correct(Correction::Tagged { articles: ids.to_vec(), tag: tag.into(), on: true });
        }
        library.correct(Correction::Tagged { articles: vec![ids[1]], tag: "butter".into(), on: false });
        library.correct(Correction::Noted { article: ids[1], note: Some("Ask again.".into()) });
        for (text, expect) in [
            ("is:starred", 1),
            ("-is:starred", 1),
            ("is:noted", 1),
            ("tag:\"Bread & butter\"", 2),
            ("tag:bread", 2),
            ("tag:butter", 1),
            ("is:x", 0),
        ] {
            assert_eq!(count(&mut library, text), expect, "{text}");
        }
        let (_, counts) = library.tally(&Query::from_text("rose tag:butter"), 9);
        let told = |facet| -> Vec<(String, u32)> {
            let values = counts.facets[&facet].values.iter();
            values.map(|value| (value.value.clone(), value.count)).collect()
        };
        assert_eq!(told(Facet::Tag), [("Bread & butter".into(), 1), ("butter".into(), 1)]);
        assert_eq!(told(Facet::Is), [("starred".into(), 1)]);
        library.remove(ids[0]);
        assert_eq!(count(&mut library, "is:starred"), 0);
        library.add(entries[0].clone());
        assert_eq!(count(&mut library, "is:starred"), 1);
        library.undo();
        assert_eq!((count(&mut library, "is:noted"), library.marks(ids[1]).tags.len()), (0, 1));
        while library.undo().is_some() {}
        assert!(
            library.marks(ids[0]).is_empty()
                && library.tally(&Query::default(), 9).1.facets[&Facet::Is].values.is_empty()
        );
    }
}
