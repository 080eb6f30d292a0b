//! The capital of a sentence's first word says nothing: `Nobody` and `Will they` name no person.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::lists::{self, Flags},
    token::{Gap, Token, opener},
};
use std::collections::HashSet;

/// Takes away people that only open a sentence and letters that are nobody's name.
pub fn mend(text: &Text, spots: &mut Spots) {
    let words = Words::of(text);
    for spot in spots.all().into_iter().filter(|spot| spot.tokens.len() == 1) {
        let at = spot.tokens.start;
        let token = &text.tokens[at];
        let next = text.tokens.get(at + 1).filter(|next| next.gap == Gap::Space);
        let hollow = spot.kind == EntityKind::Person
            && (words.opens_only(token) || token.text.chars().count() == 1 && !titled(text.tokens, at));
        if hollow || opens(text, at) && (opener(token.text) || next.is_some_and(|next| asks(token, next))) {
            spots.clear(at);
        }
    }
}

/// Whether a title stands before a word.
pub(super) fn titled(tokens: &[Token], at: usize) -> bool {
    at > 0 && lists::flags(tokens[at - 1].text).any(Flags::TITLE | Flags::MR | Flags::MS)
}

/// Whether a sentence opens with this word, behind a mark or a speaker's name and colon as well.
fn opens(text: &Text, at: usize) -> bool {
    let tokens = text.tokens;
    let before = |at: usize| tokens.get(at.wrapping_sub(1));
    tokens[at].gap == Gap::Line
        || before(at).is_none_or(|mark| matches!(mark.text, ":" | "“" | "\"" | "—" | "–" | "[" | "("))
        || text.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok()
}

/// How an article writes its words.
struct Words {
    /// In lower case.
    lower: HashSet<u64>,
    /// With a capital where no sentence opens.
    high: HashSet<u64>,
}

impl Words {
    fn of(text: &Text) -> Words {
        let mut words = Words { lower: HashSet::new(), high: HashSet::new() };
        for (at, token) in text.tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
            if !token.capital() {
                words.lower.insert(lists::hash_word(token.text));
            } else if !opens(text, at) {
                words.high.insert(lists::hash_word(token.text));
            }
        }
        words
    }

    /// Whether the article writes a word in lower case but where it opens a sentence.
    fn opens_only(&self, token: &Token) -> bool {
        let hash = lists::hash_word(token.text);
        self.lower.contains(&hash) && !self.high.contains(&hash)
    }
}

/// “Will they come?”, “May the council …”
fn asks(first: &Token, next: &Token) -> bool {
    let pronoun = [
        "a", "an", "any", "he", "her", "his", "it", "its", "my", "our", "she", "that", "the", "their",
        "there", "these", "they", "this", "those", "we", "you", "your",
    ];
    matches!(first.text, "Will" | "May") && pronoun.binary_search(&next.text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn openers_are_no_people() {
        check(mend, "[PER Nobody] came. [PER Will] they?", "Nobody came. Will they?");
        check(mend, "HOST: [PER Will] there be a strike?", "HOST: Will there be a strike?");
        check(mend, "[PER Will] Dover agree? It will.", "Will Dover agree? It will.");
        check(mend, "[PER X] wrote to [PER Mr X].", "X wrote to [PER Mr X].");
        check(mend, "wrote to Mr [PER X].", "wrote to Mr [PER X].");
        check(mend, "[PER Will] came. So did [PER Ann].", "[PER Will] came. So did [PER Ann].");
    }
}
