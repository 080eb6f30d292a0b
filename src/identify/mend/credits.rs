//! Credits of pictures: `Ann Hale/Harbour Press via AP`, and networks called platforms: `platform X`.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::lists::{self, Flags},
    token::{Gap, Token},
};

/// Marks the person before the slash and the agency after it.
pub fn mend(text: &Text, spots: &mut Spots) {
    for at in 1..text.tokens.len() {
        let token = &text.tokens[at];
        if token.text == "X" && matches!(text.tokens[at - 1].text, "platform" | "network" | "site" | "on") {
            let after_on = text.tokens[at - 1].text == "on";
            let stands_alone = text
                .tokens
                .get(at + 1)
                .is_none_or(|next| !next.capital() && next.gap != Gap::Nothing || !next.is_word());
            if !after_on || stands_alone {
                spots.set(at..at + 1, EntityKind::Organisation);
            }
        }
        if token.text != "/" || token.gap != Gap::Nothing {
            continue;
        }
        let Some(start) = person_before(text.tokens, at) else { continue };
        let end = agency_after(text.tokens, at + 1);
        if end > at + 1 {
            spots.set(start..at, EntityKind::Person);
            spots.set(at + 1..end, EntityKind::Organisation);
        }
    }
}

/// Two to four capitalised words right before the slash, at the start of a line or after a mark.
fn person_before(tokens: &[Token], slash: usize) -> Option<usize> {
    let mut start = slash;
    while start > 0 && slash - start < 5 {
        let token = &tokens[start - 1];
        if !(token.is_word() && token.capital()) || start < slash && tokens[start].gap != Gap::Space {
            break;
        }
        start -= 1;
    }
    let credit = |token: &Token| !token.is_word() || token.gap == Gap::Line;
    let opens = start == 0
        || tokens[start].gap == Gap::Line
        || credit(&tokens[start - 1])
        || tokens[start - 1].is("by");
    let known = lists::flags(tokens[start].text).any(Flags::GIVEN);
    ((2..=4).contains(&(slash - start)) && (opens || known)).then_some(start)
}

/// End of the agency's capitalised words.
fn agency_after(tokens: &[Token], start: usize) -> usize {
    let mut end = start;
    while let Some(token) = tokens.get(end) {
        let goes_on = token.is_word()
            && token.capital()
            && (end == start || token.gap == Gap::Space)
            && end - start < 4;
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn credits_name_a_person_and_an_agency() {
        check(
            mend,
            "A view ([MISC Ann Hale/Harbour Press] via AP)",
            "A view ([PER Ann Hale]/[ORG Harbour Press] via AP)",
        );
        check(mend, "Credit: Omar Reed/Dockstock", "Credit: [PER Omar Reed]/[ORG Dockstock]");
        check(mend, "an and/or gate", "an and/or gate");
        check(mend, "wrote on the platform X.", "wrote on the platform [ORG X].");
    }
}
