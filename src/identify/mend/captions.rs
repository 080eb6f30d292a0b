//! Captions of picture agencies join words with commas: `Dover,,July,3:,Senator,Ann,Hale`.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::lists::{self, Flags},
    token::{Gap, Token},
};

/// Joins a given name and a surname that only a comma parts.
pub fn mend(text: &Text, spots: &mut Spots) {
    for sentence in text.sentences {
        let tokens = &text.tokens[sentence.clone()];
        let joined = (1..tokens.len()).filter(|at| tight(tokens, *at)).count();
        if joined < 3 {
            continue;
        }
        let mut at = sentence.start;
        while at + 2 < sentence.end {
            let (given, comma, family) = (&text.tokens[at], &text.tokens[at + 1], &text.tokens[at + 2]);
            let name = given.is_word()
                && lists::flags(given.text).any(Flags::GIVEN)
                && comma.text == ","
                && family.is_word()
                && family.capital()
                && comma.gap == Gap::Nothing
                && family.gap == Gap::Nothing
                && !lists::flags(family.text).any(Flags::MONTH | Flags::TITLE);
            if name {
                spots.set(at..at + 3, EntityKind::Person);
                at += 2;
            }
            at += 1;
        }
    }
}

/// Whether a comma touches the words on both its sides.
fn tight(tokens: &[Token], at: usize) -> bool {
    tokens[at].text == ","
        && tokens[at].gap == Gap::Nothing
        && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Nothing)
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn names_joined_by_commas_are_one() {
        check(
            mend,
            "Dover,,Kent,-,July,3,,2021:,Senator,[PER Ann],[LOC Hale]",
            "Dover,,Kent,-,July,3,,2021:,Senator,[PER Ann,Hale]",
        );
        check(mend, "[PER Ann], [PER Hale] and others, too,", "[PER Ann], [PER Hale] and others, too,");
    }
}
