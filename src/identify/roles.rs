//! Descriptions that mean whoever holds a role: "the Russian president".

use super::fold::plain;
use crate::{
    article::Article,
    entity::{EntityIndex, EntityKind, Naming},
    span::Span,
};

/// How well a description fits a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Not at all.
    No,
    /// The description says more than the role: "the Norse president" of one called "President".
    Loosely,
    /// All it says is said of the role.
    Wholly,
}

/// The words that count, folded: no articles, no "former".
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let folded = words.map(|word| plain(word).into_owned());
    folded.filter(|word| !matches!(word.as_str(), "the" | "a" | "an" | "of" | "former" | "then")).collect()
}

/// How well a description fits a role, both as written.
pub fn fit(description: &str, role: &str) -> Fit {
    let (asked, role) = (words(description), words(role));
    if asked.is_empty() || role.is_empty() {
        Fit::No
    } else if asked.iter().all(|word| role.contains(word)) {
        Fit::Wholly
    } else if asked.last() == role.last() && role.iter().all(|word| asked.contains(word)) {
        Fit::Loosely
    } else {
        Fit::No
    }
}

/// The best of some, by their fits: of those that fit wholly the first, else the only one that fits loosely.
pub fn best<T>(fits: impl IntoIterator<Item = (T, Fit)>) -> Option<T> {
    let mut loose = Vec::new();
    for (one, fit) in fits {
        match fit {
            Fit::Wholly => return Some(one),
            Fit::Loosely => loose.push(one),
            Fit::No => {}
        }
    }
    if loose.len() == 1 { loose.pop() } else { None }
}

/// Whom a description at `span` means: whoever the article gives that role, the nearest named before it first.
pub fn holder(article: &Article, naming: &Naming, span: Span) -> Option<EntityIndex> {
    let description = span.of(&article.text);
    let before = naming.mentions.iter().rev().filter(|mention| mention.span.start < span.start);
    let after = naming.mentions.iter().filter(|mention| mention.span.start >= span.start);
    let mut order: Vec<EntityIndex> = Vec::new();
    for mention in before.chain(after) {
        if !order.contains(&mention.entity) {
            order.push(mention.entity);
        }
    }
    let fits = order.into_iter().map(|index| {
        let entity = naming.entity(index);
        let roles = entity.roles.iter().filter(|_| entity.kind == EntityKind::Person);
        (index, roles.map(|role| fit(description, role)).max().unwrap_or(Fit::No))
    });
    best(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_fit_roles() {
        for (description, role, expect) in [
            ("the Norse president", "Norse President", Fit::Wholly),
            ("the president", "Norse President", Fit::Wholly),
            ("the Norse president", "President", Fit::Loosely),
            ("the Norse president", "Danish president", Fit::No),
            ("the minister", "President", Fit::No),
        ] {
            assert_eq!(fit(description, role), expect, "{description} / {role}");
        }
    }

    #[test]
    fn one_of_several_that_fit_loosely_is_not_chosen() {
        assert_eq!(best([(1, Fit::Loosely), (2, Fit::Loosely)]), None);
        assert_eq!(best([(1, Fit::Loosely), (2, Fit::No)]), Some(1));
        assert_eq!(best([(1, Fit::Loosely), (2, Fit::Wholly)]), Some(2));
    }
}
