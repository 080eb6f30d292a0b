//! No name of a person or place holds a verb, and what one owns is not part of the owner's name.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::{
        lists::{self, Flags},
        name::particle,
    },
    token::{Token, TokenKind},
};
use std::ops::Range;

/// Parts spots where a word cannot belong to the name.
pub fn mend(text: &Text, spots: &mut Spots) {
    for spot in spots.all() {
        let range = spot.tokens.clone();
        let breaks = match spot.kind {
            EntityKind::Person => range.clone().find(|at| stranger(&text.tokens[*at], true)),
            EntityKind::Place => range.clone().find(|at| stranger(&text.tokens[*at], false)),
            EntityKind::Organisation => owner(text.tokens, range.clone()),
            EntityKind::Other => None,
        };
        let Some(at) = breaks else { continue };
        spots.clear(range.start);
        for part in [range.start..at, at + 1..range.end] {
            if !part.is_empty() && text.tokens[part.start].capital() {
                spots.set(part.clone(), kind_of(text.tokens, part, spot.kind));
            }
        }
    }
}

/// A word in lower case that stands in no name, or a possessive.
fn stranger(token: &Token, person: bool) -> bool {
    match token.kind {
        TokenKind::Clitic => true,
        TokenKind::Word => {
            let small =
                matches!(token.text, "of" | "the" | "and" | "in" | "on" | "upon" | "sur" | "am" | "do" | "e");
            !token.capital() && !particle(token.text) && (person || !small) && !token.text.contains('-')
        }
        _ => false,
    }
}

/// Where an organisation's name holds `’s` and the part after it can stand alone: `Norland’s Central Bank`.
fn owner(tokens: &[Token], range: Range<usize>) -> Option<usize> {
    let at = range.clone().find(|at| tokens[*at].kind == TokenKind::Clitic)?;
    let whole = range.end - at > 2 && tokens[at + 1].capital();
    let owner = kind_of(tokens, range.start..at, EntityKind::Organisation);
    (whole && (owner == EntityKind::Place || at - range.start > 1)).then_some(at)
}

fn kind_of(tokens: &[Token], range: Range<usize>, otherwise: EntityKind) -> EntityKind {
    let mut hashes = tokens[range.clone()].iter().map(|token| lists::hash_word(token.text));
    let first = hashes.next().unwrap_or(0);
    let whole = lists::flags_of(hashes.fold(first, lists::hash_on));
    if whole.any(Flags::PLACE) {
        EntityKind::Place
    } else if range.len() > 1 && lists::flags_of(first).any(Flags::GIVEN)
        || otherwise == EntityKind::Place && range.len() == 2 && surname(&tokens[range.end - 1])
    {
        EntityKind::Person
    } else {
        otherwise
    }
}

fn surname(token: &Token) -> bool {
    lists::flags(token.text).any(Flags::SURNAME) || token.text.contains('-')
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn spots_part_at_strangers() {
        check(mend, "[LOC Norway praised Ann Hale]", "[LOC Norway] praised [PER Ann Hale]");
        check(mend, "[ORG Norway's Central Bank]", "[LOC Norway]'s [ORG Central Bank]");
        check(mend, "[LOC Isle of Man]", "[LOC Isle of Man]");
        check(mend, "[PER Anna von der Heide]", "[PER Anna von der Heide]");
    }
}
