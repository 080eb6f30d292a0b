//! Quotes in the headline: ‘…’ or “…” with a name and a verb, or the words of a quote of the article.

use super::{
    classes::*,
    marks::{self, Habit},
};
use crate::{
    entity::{EntityIndex, EntityKind, Naming},
    quote::{Because, Confidence, Quote, QuoteKind, Reason, Speaker},
    span::Span,
};

/// The most quotes looked at in one headline.
const MOST: usize = 8;

/// The quotes of a headline; spans point into the headline. `quotes` are those of the text.
pub fn headline(headline: &str, text: &str, naming: &Naming, quotes: &[Quote]) -> Vec<Quote> {
    let whole = [Span::new(0, headline.len())];
    let pieces = marks::pieces(headline, &whole, Habit::default());
    let names = names(headline, naming);
    let mut out = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.inside.is_none()).take(MOST) {
        let words = piece.words.of(headline);
        // The article's own quote says best who speaks; a look at the first ones bounds the work.
        let folded = fold(words);
        let told = quotes.iter().take(400).find(|quote| {
            folded.len() >= 4 && quote.spans.iter().any(|span| fold(span.of(text)).contains(folded.as_str()))
        });
        if let Some(told) = told {
            out.push(Quote {
                spans: vec![piece.words],
                kind: QuoteKind::Headline,
                mention: None,
                cue: None,
                ..told.clone()
            });
            continue;
        }
        let Some((speaker, why)) = by_position(headline, piece.outer, &names) else { continue };
        out.push(Quote {
            spans: vec![piece.words],
            kind: QuoteKind::Headline,
            speaker: Speaker::Entity(speaker),
            mention: None,
            cue: None,
            confidence: Confidence::Likely,
            p: 0.85,
            why: vec![Reason { what: why, weight: 1.0 }],
        });
    }
    out
}

/// Where the headline names whom the article names: whole words, the last word of a name is enough.
fn names(headline: &str, naming: &Naming) -> Vec<(Span, EntityIndex)> {
    let mut out: Vec<(Span, EntityIndex)> = Vec::new();
    let mut at = 0;
    for word in headline.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
        let start = at;
        at += word.len();
        at += headline[at..].chars().next().map_or(0, char::len_utf8);
        if word.len() < 3 || !word.starts_with(char::is_uppercase) {
            continue;
        }
        let fits = |kind: EntityKind| {
            naming.entities.iter().position(|entity| {
                let last = entity.name.rsplit(' ').next().unwrap_or("");
                entity.kind == kind && last.eq_ignore_ascii_case(word)
            })
        };
        if let Some(index) = fits(EntityKind::Person).or_else(|| fits(EntityKind::Organisation)) {
            out.push((Span::new(start, start + word.len()), EntityIndex(index as u32)));
        }
    }
    out
}

/// The speaker by position: “Ortiz calls plan ‘a disaster’”, “‘A disaster’: Ortiz”, “Ortiz: ‘A disaster’”.
fn by_position(headline: &str, piece: Span, names: &[(Span, EntityIndex)]) -> Option<(EntityIndex, Because)> {
    let before = names.iter().rev().find(|(span, _)| span.end <= piece.start);
    let after = names.iter().find(|(span, _)| span.start >= piece.end);
    let verb = |from: u32, to: u32| {
        Span { start: from, end: to }
            .of(headline)
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| {
                let class = class_of(hash(word));
                class & (SPEECH | JUDGING) != 0 && class & (THIRD | PAST | ING) != 0
            })
            .map(str::to_owned)
    };
    // With two names before, the first has the verb: “Paz says Ortiz ‘lied’”.
    let first =
        names.iter().find(|(span, _)| span.end <= piece.start && verb(span.end, piece.start).is_some());
    if let Some((span, entity)) = first {
        return Some((*entity, Because::SubjectOf(verb(span.end, piece.start)?)));
    }
    if let Some((span, entity)) = before
        && headline[span.range().end..piece.range().start].trim() == ":"
    {
        return Some((*entity, Because::Colon));
    }
    let (span, entity) = after?;
    let between = Span { start: piece.end, end: span.start }.of(headline);
    if let Some(verb) = verb(piece.end, span.start).or_else(|| verb(span.end, headline.len() as u32)) {
        return Some((*entity, Because::SubjectOf(verb)));
    }
    between.trim_start().starts_with([':', ',', '—', '–', '-']).then_some((*entity, Because::Colon))
}

/// Letters and digits in lower case, one space between words.
fn fold(words: &str) -> String {
    let lower: String = words.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Entity;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let person = |name: &str| Entity {
            kind: EntityKind::Person,
            name: name.to_owned(),
            roles: Vec::new(),
            honorific: None,
            gender: None,
        };
        let naming = Naming { entities: vec![person("Ana Ortiz"), person("Ben Paz")], mentions: Vec::new() };
        let found = headline(text, "", &naming, &[]);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|quote| {
                let Speaker::Entity(speaker) = quote.speaker else { panic!("an entity") };
                (quote.spans[0].of(text), naming.entity(speaker).name.as_str())
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_headline_gives_its_quote_to_a_name() {
        check("Ortiz calls plan ‘a disaster’", &[("a disaster", "Ana Ortiz")]);
        check("‘A disaster’: Paz on the plan", &[("A disaster", "Ben Paz")]);
        check("Paz says Ortiz ‘lied’", &[("lied", "Ben Paz")]);
        check("“Never again,” says Ortiz", &[("Never again,", "Ana Ortiz")]);
        check("The ‘peace wall’ of Ortiz", &[]);
    }
}
