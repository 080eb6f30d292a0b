//! What one can stand on or in is a place: `Harsk Bay`, `Dover Airport`, `at the Reed Museum`.
//!
//! So the guidelines of CoNLL-2003 (stadiums, airports, parks) and of GUM (buildings as well) have it. A museum, hospital or
//! church also acts and speaks; it is a place where the text says that something is in it.

use super::{Spots, Text, openers::titled};
use crate::{
    entity::EntityKind,
    identify::{
        link::Spot,
        lists::{self, Flags},
    },
    token::Token,
};
use std::ops::Range;

/// What bays, roads and their like are called, which never act.
const GROUND: [&str; 39] = [
    "airport",
    "arena",
    "avenue",
    "bay",
    "beach",
    "boulevard",
    "bridge",
    "canyon",
    "castle",
    "cemetery",
    "coast",
    "creek",
    "garden",
    "gardens",
    "harbor",
    "harbour",
    "hills",
    "island",
    "islands",
    "lake",
    "mountain",
    "mountains",
    "ocean",
    "palace",
    "park",
    "peninsula",
    "planetarium",
    "plaza",
    "river",
    "road",
    "sea",
    "square",
    "stadium",
    "street",
    "tower",
    "tunnel",
    "valley",
    "village",
    "zoo",
];

/// What houses are called that act as well.
const HOUSE: [&str; 14] = [
    "base",
    "cathedral",
    "church",
    "courthouse",
    "hall",
    "hospital",
    "hotel",
    "library",
    "mosque",
    "museum",
    "station",
    "temple",
    "theater",
    "theatre",
];

/// What centres are for that are houses; those of policy and studies are not.
const CENTRES: [&str; 12] = [
    "art",
    "arts",
    "civic",
    "community",
    "conference",
    "convention",
    "detention",
    "medical",
    "shopping",
    "space",
    "sports",
    "visitor",
];

/// Makes places of people and organisations whose name says that they are one.
pub fn mend(text: &Text, spots: &mut Spots) {
    for Spot { tokens: range, kind } in spots.all() {
        let tokens = text.tokens;
        if range.len() < 2 {
            continue;
        }
        let head_at = head(tokens, range.clone());
        let head = tokens[head_at].text.to_lowercase();
        let ground = GROUND.binary_search(&head.as_str()).is_ok();
        let place = match kind {
            EntityKind::Person => {
                let given = lists::flags(tokens[range.start].text).any(Flags::GIVEN);
                ground && !given && !titled(tokens, range.start)
            }
            EntityKind::Organisation => {
                let before = (head_at > range.start).then(|| &tokens[head_at - 1]);
                ground || house(&head, before) && entered(tokens, range.start)
            }
            _ => false,
        };
        if place {
            spots.set(range, EntityKind::Place);
        }
    }
}

/// Whether a head says that a house is named, with the word of the name before it: `Catholic Church` is none.
fn house(head: &str, before: Option<&Token>) -> bool {
    match (head, before) {
        ("center" | "centre", Some(what)) => CENTRES.binary_search(&&*what.text.to_lowercase()).is_ok(),
        ("church", Some(whose)) if lists::flags(whose.text).any(Flags::DEMONYM) => false,
        _ => HOUSE.binary_search(&head).is_ok(),
    }
}

/// The word that says what is named: the last, or the one before `of`, `for`, `in` or `at`.
fn head(tokens: &[Token], range: Range<usize>) -> usize {
    let last = range.end - 1;
    (range.start + 1..last)
        .find(|at| matches!(tokens[*at].text, "of" | "for" | "in" | "at"))
        .map_or(last, |at| at - 1)
}

/// Whether something is said to be in, at or near what begins here.
fn entered(tokens: &[Token], start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |at| tokens[at].text);
    let word = match before(1) {
        "the" | "The" => before(2),
        word => word,
    };
    matches!(word, "at" | "At" | "in" | "In" | "inside" | "Inside" | "outside" | "Outside" | "near" | "Near")
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn grounds_are_places() {
        check(mend, "at [PER Harsk Bay]. [PER Ann Bay] left", "at [LOC Harsk Bay]. [PER Ann Bay] left");
        check(mend, "[ORG Reed International Airport] shut", "[LOC Reed International Airport] shut");
        check(
            mend,
            "[ORG Port Authority of Dover Airport] shut",
            "[ORG Port Authority of Dover Airport] shut",
        );
    }

    #[test]
    fn houses_are_places_where_something_is_in_them() {
        check(mend, "met at the [ORG Reed Museum of Flight]", "met at the [LOC Reed Museum of Flight]");
        check(mend, "the [ORG Reed Museum] said", "the [ORG Reed Museum] said");
        check(mend, "at the [ORG Reed Space Center]", "at the [LOC Reed Space Center]");
        check(mend, "at the [ORG Reed Center for Trade]", "at the [ORG Reed Center for Trade]");
        check(mend, "in the [ORG Catholic Church]", "in the [ORG Catholic Church]");
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(GROUND.is_sorted() && HOUSE.is_sorted() && CENTRES.is_sorted());
    }
}
