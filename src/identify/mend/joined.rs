//! `of` and `for` belong to the names of bodies: `University of Dover` is one name, not a word and a town. `and` between two
//! bodies does not: `the Reed Party and Dover Alliance` are two.
//!
//! Of 190 marked names of bodies that could go on after `of` or `for`, in five corpora, 3 end before it.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::lists::{self, Flags},
    token::{Gap, Token},
};
use std::ops::Range;

/// Heads of names that go on after `of` and `for`.
const BODIES: [&str; 36] = [
    "academy",
    "alliance",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "campaign",
    "center",
    "centre",
    "chamber",
    "coalition",
    "college",
    "commission",
    "committee",
    "confederation",
    "congress",
    "council",
    "department",
    "directorate",
    "faculty",
    "federation",
    "foundation",
    "front",
    "fund",
    "institute",
    "institution",
    "league",
    "ministry",
    "movement",
    "museum",
    "office",
    "party",
    "society",
    "union",
    "university",
];

/// Joins bodies with what they are of or for, parts them at `and`, and makes `Washington, D.C.` one place.
pub fn mend(text: &Text, spots: &mut Spots) {
    for at in 0..text.tokens.len() {
        if let Some(whole) = whole(text, spots, at) {
            spots.set(whole, EntityKind::Organisation);
        } else if let Some(city) = capital_city(text.tokens, at) {
            spots.set(city, EntityKind::Place);
        }
    }
    for spot in spots.all().into_iter().filter(|spot| spot.kind == EntityKind::Organisation) {
        if let Some(and) = two(text.tokens, spot.tokens.clone()) {
            spots.set(spot.tokens.start..and, EntityKind::Organisation);
            spots.set(and + 1..spot.tokens.end, EntityKind::Organisation);
        }
    }
}

/// The tokens of a name whose head stands here, where it goes on behind what is marked so far.
fn whole(text: &Text, spots: &Spots, head: usize) -> Option<Range<usize>> {
    let tokens = text.tokens;
    let link = head + 1;
    let goes_on = tokens.get(link).is_some_and(|token| matches!(token.text, "of" | "for"));
    if !goes_on || !named(&tokens[head]) {
        return None;
    }
    BODIES.binary_search(&&*tokens[head].text.to_lowercase()).ok()?;
    let start = match spots.at(head) {
        None => head,
        Some(spot) if spot.kind == EntityKind::Organisation && spot.tokens.end == head + 1 => {
            spot.tokens.start
        }
        Some(_) => return None,
    };
    let end = text.sentences.get(text.sentences.partition_point(|sentence| sentence.end <= head))?.end;
    let article = tokens.get(link + 1).is_some_and(|token| matches!(token.text, "the" | "a" | "an"));
    let object = link + 1 + usize::from(article);
    if object >= end || !named(&tokens[object]) {
        return None;
    }
    let after = match spots.at(object) {
        Some(spot) if spot.kind == EntityKind::Person || spot.tokens.start != object => return None,
        Some(spot) => spot.tokens.end,
        None => (object..end).find(|at| !named(&tokens[*at]) || !spots.free(*at..at + 1)).unwrap_or(end),
    };
    Some(start..after)
}

/// A word of a name, not a month nor a day.
fn named(token: &Token) -> bool {
    token.is_word() && token.capital() && !lists::flags(token.text).any(Flags::MONTH)
}

/// `Washington, D.C.` that begins here.
fn capital_city(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let comma = tokens.get(at + 1).is_some_and(|token| token.text == ",");
    let state = at + 1 + usize::from(comma);
    let dc = tokens.get(state).filter(|token| token.gap == Gap::Space);
    (tokens[at].text == "Washington" && dc.is_some_and(|token| matches!(token.text, "D.C." | "DC")))
        .then_some(at..state + 1)
}

/// The `and` between two bodies of which each has a name of its own.
fn two(tokens: &[Token], range: Range<usize>) -> Option<usize> {
    let of_body = |at: usize| lists::flags(tokens[at].text).any(Flags::ORGANISATION_WORD);
    let and = range.clone().find(|at| tokens[*at].text == "and")?;
    let (left, right) = (range.start..and, and + 1..range.end);
    let apart = left.len() > 1 && right.len() > 1 && of_body(and - 1) && right.clone().any(of_body);
    (apart && tokens[right.start].capital()).then_some(and)
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn bodies_are_named_to_the_end() {
        check(
            mend,
            "at the University of [LOC South Dover] today",
            "at the [ORG University of South Dover] today",
        );
        check(mend, "the [ORG Reed Foundation] for the [ORG Arts]", "the [ORG Reed Foundation for the Arts]");
        check(mend, "a Museum of Tin opened", "a [ORG Museum of Tin] opened");
        check(
            mend,
            "the [ORG Reed Foundation] of [PER Ann Hale]",
            "the [ORG Reed Foundation] of [PER Ann Hale]",
        );
        check(mend, "the [ORG Reed Party] of old", "the [ORG Reed Party] of old");
        check(mend, "the [ORG Board] for May", "the [ORG Board] for May");
    }

    #[test]
    fn two_bodies_are_two() {
        let expect = "[ORG Social Reed Party] and [ORG Dover Alliance] met";
        check(mend, "[ORG Social Reed Party and Dover Alliance] met", expect);
        check(mend, "[ORG Ministry of Tin and Coal] met", "[ORG Ministry of Tin and Coal] met");
        check(mend, "[ORG Reed Bank and Trust] met", "[ORG Reed Bank and Trust] met");
    }

    #[test]
    fn a_capital_is_one_place() {
        check(mend, "in [LOC Washington], [LOC D.C.], today", "in [LOC Washington, D.C.], today");
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(BODIES.is_sorted());
    }
}
