//! What the lists know for certain, where the tagger saw nothing: agencies, alliances and countries.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::lists::{self, Flags},
    token::{Token, TokenKind},
};
use std::collections::HashSet;

/// Marks free words and phrases that the lists know and the article never writes in lower case.
pub fn mend(text: &Text, spots: &mut Spots) {
    let lower: HashSet<u64> = text
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word && !token.capital())
        .map(|token| lists::hash_word(token.text))
        .collect();
    for sentence in text.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let token = &text.tokens[at];
            let end = if token.is_word() && token.capital() && spots.free(at..at + 1) {
                phrase(text.tokens, at, sentence.end, spots, &lower)
            } else {
                None
            };
            at = match end {
                Some((end, kind)) => {
                    spots.set(at..end, kind);
                    end
                }
                None => at + 1,
            };
        }
    }
}

fn phrase(
    tokens: &[Token],
    start: usize,
    most: usize,
    spots: &Spots,
    lower: &HashSet<u64>,
) -> Option<(usize, EntityKind)> {
    let first = lists::hash_word(tokens[start].text);
    let flags = lists::flags_of(first);
    let mut found = None;
    let all_capitals = tokens[start].all_capitals();
    // A common word with a capital at the start of a sentence is no name: it must be all capitals or never be lower case.
    if all_capitals && tokens[start].text.len() < 6 || !lower.contains(&first) {
        let name = !flags.any(Flags::GIVEN | Flags::SURNAME | Flags::TITLE | Flags::ORGANISATION_WORD);
        if flags.any(Flags::COUNTRY) && name && !all_capitals
            || tokens[start].text == "US"
            || tokens[start].text == "U.S."
        {
            found = Some((start + 1, EntityKind::Place));
        } else if flags.any(Flags::ORGANISATION) && (all_capitals || tokens[start].text == "Nato") {
            found = Some((start + 1, EntityKind::Organisation));
        }
    }
    let mut hash = first;
    let most = most.min(start + flags.longest());
    for (end, token) in tokens.iter().enumerate().take(most).skip(start + 1) {
        if !spots.free(end..end + 1) {
            break;
        }
        hash = lists::hash_on(hash, lists::hash_word(token.text));
        let flags = lists::flags_of(hash);
        if token.capital() && flags.any(Flags::COUNTRY) {
            found = Some((end + 1, EntityKind::Place));
        } else if token.capital() && flags.any(Flags::ORGANISATION) {
            found = Some((end + 1, EntityKind::Organisation));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn the_lists_know_some_names_for_certain() {
        check(mend, "a Nato base in Norway, AP said", "a [ORG Nato] base in [LOC Norway], [ORG AP] said");
        check(mend, "Who said so?", "Who said so?");
        check(mend, "told us of the US plan", "told us of the [LOC US] plan");
    }
}
