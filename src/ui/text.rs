//! Words of other people on our page: always as text, with what would turn or hide text shown as a mark.

use crate::{phrases, protocol::SpeakerName, quote::QuoteKind, span::Span};
use std::borrow::Cow;
use yew::prelude::*;

/// Stands for a character that would turn the text around or cannot be seen: a sign that fonts have, which U+2426, made for it, is not.
pub const HIDDEN: char = '\u{25a1}';

/// Whether a character would turn the text around it, or is a control character that has no place in an article.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{7f}'..='\u{9f}')
        || (c < ' ' && !matches!(c, '\n' | '\t' | '\r'))
}

/// The text with each such character shown as [`HIDDEN`].
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(is_hidden) {
        Cow::Owned(text.chars().map(|c| if is_hidden(c) { HIDDEN } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Other people's words as a text node.
pub fn words(text: &str) -> Html {
    Html::from(shown(text).into_owned())
}

/// A name or title, kept apart from the direction of what stands around it.
pub fn apart(text: &str) -> Html {
    html! { <bdi>{words(text)}</bdi> }
}

/// A headline, or the first sentence that stands in for one.
pub fn title(title: &str, untitled: bool) -> Html {
    if untitled { apart(&phrases::stand_in(title)) } else { apart(title) }
}

/// The text with what was searched for marked. Marks that do not fit are left out.
pub fn marked(text: &str, marks: impl IntoIterator<Item = Span>) -> Html {
    let mut parts: Vec<Html> = Vec::new();
    let mut at = 0;
    for mark in marks.into_iter().filter(|mark| mark.fits(text)) {
        let range = mark.range();
        if range.start >= at {
            parts.push(words(&text[at..range.start]));
            parts.push(html! { <mark>{words(&text[range.clone()])}</mark> });
            at = range.end;
        }
    }
    parts.push(words(&text[at..]));
    parts.into_iter().collect()
}

/// The class of an entity's own colour: one of twelve, the same wherever the id is the same.
pub fn colour(id: &str) -> String {
    let hash =
        id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("c{}", hash % 12)
}

/// The names of speakers as one line of words; nobody where empty.
pub fn names(speakers: &[SpeakerName]) -> String {
    phrases::and_list(&speakers.iter().map(|speaker| speaker.name.clone()).collect::<Vec<_>>())
}

/// The class that goes with a kind of quote.
pub fn class_of(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Full | QuoteKind::Nested => "full",
        QuoteKind::Partial | QuoteKind::Headline => "partial",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_characters_are_shown_not_obeyed() {
        assert_eq!(shown("abc\u{202e}def\u{2066}\u{0}"), "abc□def□□");
        assert!(matches!(shown("plain — text\n“ű”"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_colour_of_a_name_is_steady() {
        assert_eq!(colour("ana-ortiz"), colour("ana-ortiz"));
    }
}
