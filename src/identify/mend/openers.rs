//! The capital of a sentence's first word says nothing: `Nobody` and `Will they` name no person; nor does `Harsk Bay`.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::{
        link::Spot,
        lists::{self, Flags},
    },
    token::{Token, opener},
};

/// What bays, roads and their like are called.
const GROUND: [&str; 24] = [
    "airport",
    "avenue",
    "bay",
    "beach",
    "boulevard",
    "canyon",
    "coast",
    "creek",
    "harbor",
    "harbour",
    "hills",
    "island",
    "islands",
    "lake",
    "mountain",
    "mountains",
    "ocean",
    "peninsula",
    "river",
    "road",
    "sea",
    "square",
    "street",
    "valley",
];

/// Takes away people that only open a sentence, and makes places of those whose name ends in one.
pub fn mend(text: &Text, spots: &mut Spots) {
    for sentence in text.sentences {
        let first = sentence.clone().find(|at| text.tokens[*at].is_word());
        let Some(at) = first else { continue };
        let alone = spots.at(at).is_some_and(|spot| spot.tokens == (at..at + 1));
        let next = text.tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
        if alone && (opener(text.tokens[at].text) || next.is_some_and(|next| asks(&text.tokens[at], next))) {
            spots.clear(at);
        }
    }
    for Spot { tokens: range, kind } in spots.all() {
        if kind != EntityKind::Person || range.len() < 2 {
            continue;
        }
        let (first, last) = (&text.tokens[range.start], &text.tokens[range.end - 1]);
        let titled = range.start > 0
            && lists::flags(text.tokens[range.start - 1].text).any(Flags::TITLE | Flags::MR | Flags::MS);
        let ground = GROUND.contains(&last.text.to_lowercase().as_str());
        if ground && !titled && !lists::flags(first.text).any(Flags::GIVEN) {
            spots.set(range, EntityKind::Place);
        }
    }
}

/// “Will they come?”, “May the council …”
fn asks(first: &Token, next: &Token) -> bool {
    matches!(first.text, "Will" | "May")
        && matches!(
            next.text,
            "the"
                | "a"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "you"
                | "this"
                | "that"
                | "his"
                | "her"
                | "their"
        )
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn openers_and_grounds_are_no_people() {
        check(mend, "[PER Nobody] came. [PER Will] they?", "Nobody came. Will they?");
        check(mend, "[PER Will] came. So did [PER Ann].", "[PER Will] came. So did [PER Ann].");
        check(mend, "at [PER Harsk Bay]. [PER Ann Bay] left", "at [LOC Harsk Bay]. [PER Ann Bay] left");
    }
}
