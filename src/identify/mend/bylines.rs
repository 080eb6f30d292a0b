//! Bylines: a line that is a name and a date, or opens with "By".

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::lists::{self, Flags},
    token::{Gap, Token, TokenKind},
};

/// Marks the person of a byline.
pub fn mend(text: &Text, spots: &mut Spots) {
    for sentence in text.sentences {
        let tokens = &text.tokens[sentence.clone()];
        if tokens[0].gap != Gap::Line || tokens.len() > 14 {
            continue;
        }
        let by = usize::from(tokens[0].is("by"));
        let words = tokens[by..].iter().take_while(|token| name_word(token)).count();
        if !(2..=4).contains(&words) {
            continue;
        }
        let rest = &tokens[by + words..];
        let dated =
            rest.first().is_some_and(month) && rest.get(1).is_some_and(|day| day.kind == TokenKind::Number);
        let names = lists::flags(tokens[by].text).any(Flags::GIVEN)
            || lists::flags(tokens[by + words - 1].text).any(Flags::SURNAME);
        if dated || by == 1 && names && (rest.is_empty() || rest[0].text == "," || rest[0].gap == Gap::Line) {
            let start = sentence.start + by;
            spots.set(start..start + words, EntityKind::Person);
        }
    }
}

fn month(token: &Token) -> bool {
    token.capital() && lists::flags(token.text).any(Flags::MONTH)
}

fn name_word(token: &Token) -> bool {
    token.is_word()
        && token.capital()
        && !month(token)
        && !lists::flags(token.text).any(Flags::ORGANISATION_WORD | Flags::TITLE)
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn a_name_before_a_date_is_a_byline() {
        check(mend, "Sunita Okra March 17, 2021", "[PER Sunita Okra] March 17, 2021");
        check(mend, "By Ann Hale", "By [PER Ann Hale]");
        check(mend, "They met Ann Hale on March 17, 2021", "They met Ann Hale on March 17, 2021");
    }
}
