//! The words and marks of a text, each with its place, and where sentences begin and end.
//!
//! A token is a view into the text: nothing is copied, and any token can be pointed at with a [`Span`].

use crate::{pulse, span::Span};
use std::ops::Range;

/// What sort of characters a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and dots: `O’Brien`, `Jean-Paul`, `U.S.`, `Mr.`.
    Word,
    /// Starts with a digit: `2025`, `1,200.50`, `20th`.
    Number,
    /// A possessive or short verb after a word: `’s`, `’ll`.
    Clitic,
    /// One other character: `“`, `,`, `—`. Dots and hyphens in a row are one mark: `...`, `--`.
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing: they touch.
    Nothing,
    /// Blanks.
    Space,
    /// A line break; also stands before the first token.
    Line,
}

/// A word, number or mark of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its characters.
    pub text: &'a str,
    /// First byte in the text it was taken from.
    pub start: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
}

impl Token<'_> {
    /// One past its last byte.
    pub fn end(&self) -> u32 {
        self.start + self.text.len() as u32
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end() }
    }

    /// Whether its first letter is a capital.
    pub fn capital(&self) -> bool {
        let first = self.text.as_bytes()[0];
        if first.is_ascii() {
            first.is_ascii_uppercase()
        } else {
            self.text.chars().next().is_some_and(char::is_uppercase)
        }
    }

    /// Whether it is a word with no lower-case letter and more than one letter: `NATO`, `U.S.`.
    pub fn all_capitals(&self) -> bool {
        self.kind == TokenKind::Word
            && self.text.len() > 1
            && !self.text.chars().any(char::is_lowercase)
            && self.text.chars().filter(|c| c.is_uppercase()).count() > 1
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is `word` in any case. Only ASCII letters fold.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of the double quote marks, straight or curly or angular.
    pub fn is_quote_mark(&self) -> bool {
        matches!(self.text, "\"" | "“" | "”" | "„" | "‟" | "«" | "»")
    }
}

/// Words that end in a dot without ending a sentence, in lower case, without the dot.
const ABBREVIATIONS: [&str; 53] = [
    "adm", "apr", "assn", "aug", "ave", "brig", "bros", "capt", "cmdr", "co", "col", "corp", "dec", "dept",
    "det", "dr", "esq", "feb", "fr", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "lt", "ltd", "maj",
    "mar", "messrs", "mgr", "mme", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "pres", "prof", "pvt", "rep",
    "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "st", "vs",
];

/// After a hyphen these make an adjective of a name and are tokens of their own: `Moscow` `-` `based`, `U.S.` `-` `led`.
const AFTER_NAMES: [&str; 28] = [
    "area", "born", "bound", "built", "by", "educated", "era", "friendly", "friend", "general", "held",
    "inspired", "led", "like", "linked", "listed", "made", "making", "only", "owned", "run", "speaking",
    "style", "themed", "trained", "type", "wide", "winning",
];

/// Before a hyphen these leave the name after it a token of its own: `anti` `-` `Marsh`, `then` `-` `US`.
const BEFORE_NAMES: [&str; 14] =
    ["all", "anti", "co", "ex", "late", "mid", "non", "once", "post", "pre", "pro", "self", "soon", "then"];

/// The tokens of a text in order. Takes time in proportion to the text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(text.len() / 5 + 1);
    let mut gap = Gap::Line;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        pulse::beat(first.len_utf8());
        if first.is_whitespace() {
            if first == '\n' || first == '\r' || first == '\u{2028}' || first == '\u{2029}' {
                gap = Gap::Line;
            } else if gap == Gap::Nothing {
                gap = Gap::Space;
            }
            at += first.len_utf8();
            continue;
        }
        let (end, kind) = if letter(first) {
            let kind = if first.is_numeric() { TokenKind::Number } else { TokenKind::Word };
            (word_end(text, at), kind)
        } else if apostrophe(first) && gap == Gap::Nothing && clitic(text, at) > 0 && follows_word(&out) {
            (clitic(text, at), TokenKind::Clitic)
        } else if first == '.' || first == '-' {
            let run = text[at..].bytes().take_while(|byte| *byte == first as u8).count();
            (at + run, TokenKind::Mark)
        } else {
            (at + first.len_utf8(), TokenKind::Mark)
        };
        out.push(Token { text: &text[at..end], start: at as u32, kind, gap });
        gap = Gap::Nothing;
        at = end;
    }
    out
}

fn follows_word(out: &[Token]) -> bool {
    out.last().is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
}

/// Letters, digits and the accents that stand as characters of their own.
fn letter(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
    }
}

fn apostrophe(c: char) -> bool {
    c == '\'' || c == '’'
}

/// End of the run of letters that starts at `at`.
fn run_end(text: &str, at: usize) -> usize {
    text[at..].char_indices().find(|(_, c)| !letter(*c)).map_or(text.len(), |(length, _)| at + length)
}

/// End of the clitic whose apostrophe stands at `at`, or 0 if there is none.
fn clitic(text: &str, at: usize) -> usize {
    let start = at + text[at..].chars().next().map_or(1, char::len_utf8);
    let end = run_end(text, start);
    let short = matches!(
        &text[start..end],
        "s" | "re" | "ve" | "ll" | "d" | "m" | "S" | "RE" | "VE" | "LL" | "D" | "M"
    );
    if short { end } else { 0 }
}

/// End of the word that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let mut part = start;
    let mut end = run_end(text, start);
    loop {
        let mut rest = text[end..].chars();
        let Some(mark) = rest.next() else { return end };
        let next = rest.next();
        let joined = end + mark.len_utf8();
        let goes_on = next.is_some_and(letter);
        let before = &text[part..end];
        let digits = before.ends_with(|c: char| c.is_numeric()) && next.is_some_and(|c: char| c.is_numeric());
        match mark {
            '-' | '‑' if goes_on && !splits(&text[start..end], &text[joined..run_end(text, joined)]) => {}
            '\'' | '’' if goes_on && clitic(text, end) == 0 => {}
            ',' if digits => {}
            '&' if goes_on && before.len() <= 2 && before.starts_with(|c: char| c.is_uppercase()) => {}
            '.' if digits => {}
            '.' if before.ends_with(|c: char| c.is_numeric()) => return end,
            '.' => {
                let initial = before.chars().count() == 1;
                if goes_on && (initial || next.is_some_and(char::is_lowercase) || abbreviation(before)) {
                    // "U.S", "example.com": the dot is inside the word.
                } else if initial && part > start
                    || initial && before.starts_with(char::is_uppercase) && next.is_some_and(|c| c != '\n')
                    || abbreviation(before) && next.is_some()
                {
                    return joined;
                } else {
                    return end;
                }
            }
            _ => return end,
        }
        part = joined;
        end = run_end(text, joined);
    }
}

/// Whether a hyphen between these two parts leaves two words.
fn splits(before: &str, after: &str) -> bool {
    let lower = |part: &str| part.starts_with(char::is_lowercase);
    if lower(before) {
        !lower(after) && BEFORE_NAMES.binary_search(&before).is_ok()
    } else {
        before.starts_with(char::is_uppercase)
            && lower(after)
            && (AFTER_NAMES.contains(&after) || after.len() > 3 && after.ends_with("ed"))
    }
}

fn abbreviation(word: &str) -> bool {
    word.len() <= 6 && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// The sentences of a text as ranges of its tokens: every token lies in exactly one. Line breaks always part sentences.
pub fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(tokens, at) {
            while end < tokens.len() && tokens[end].gap == Gap::Nothing && closes(tokens[end].text) {
                end += 1;
            }
            out.push(start..end);
            start = end;
        } else if end == tokens.len() || tokens[end].gap == Gap::Line {
            out.push(start..end);
            start = end;
        }
        at = end;
    }
    out
}

fn closes(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…")
}

fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let mut next = at + 1;
    let dotted = token.kind == TokenKind::Word && token.text.ends_with('.');
    match token.text {
        "." | "!" | "?" | "…" | "..." => {}
        _ if dotted => {}
        _ => return false,
    }
    while tokens.get(next).is_some_and(|token| token.gap == Gap::Nothing && closes(token.text)) {
        next += 1;
    }
    let Some(following) = tokens.get(next) else { return true };
    if following.gap == Gap::Line {
        return true;
    }
    if following.gap == Gap::Nothing && following.kind != TokenKind::Mark && token.text != "." {
        return false;
    }
    // "Will it last?" he asked. "Yes!" said the other: lower case goes on with the sentence.
    let mut word = next;
    while tokens.get(word).is_some_and(|token| token.kind == TokenKind::Mark && opens(token.text)) {
        word += 1;
    }
    let Some(word) = tokens.get(word) else { return true };
    let begins = word.capital() || word.kind == TokenKind::Number || word.kind == TokenKind::Mark;
    if dotted {
        // After "U.S." or "Inc." only a word that usually opens a sentence shows that one ended.
        let title = abbreviation(token.text.trim_end_matches('.'))
            && !matches!(token.text, "Inc." | "Corp." | "Co." | "Ltd." | "Jr.");
        let initial = token.text.len() == 2;
        return !title && !initial && opener(word.text);
    }
    begins
}

fn opens(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "—" | "–" | "-")
}

/// Whether a word with its capital opens sentences and is seldom part of a name.
pub fn opener(word: &str) -> bool {
    OPENERS.binary_search(&word).is_ok()
}

/// Words that open sentences and are seldom part of a name.
const OPENERS: [&str; 64] = [
    "A",
    "According",
    "After",
    "Although",
    "Among",
    "An",
    "And",
    "As",
    "Asked",
    "At",
    "Because",
    "Before",
    "Besides",
    "Both",
    "But",
    "By",
    "During",
    "Earlier",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "Nobody",
    "Now",
    "Officials",
    "On",
    "One",
    "Other",
    "Others",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "With",
    "Yet",
    "You",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text).collect()
    }

    #[test]
    fn tokens_are_words_numbers_and_marks() {
        let check = |text: &str, expect: &str| assert_eq!(words(text).join("|"), expect, "{text}");
        check("Mr. Reed's plan, he said.", "Mr.|Reed|'s|plan|,|he|said|.");
        check("The U.S. and J.K. Hale met.", "The|U.S.|and|J.K.|Hale|met|.");
        check("“We weren’t told,” O’Hara said.", "“|We|weren’t|told|,|”|O’Hara|said|.");
        check("Jean-Luc of a Moscow-based firm", "Jean-Luc|of|a|Moscow|-|based|firm");
        check("anti-Marsh, then-US, al-Hamid", "anti|-|Marsh|,|then|-|US|,|al-Hamid");
        check("1,200.50 in 2025.", "1,200.50|in|2025|.");
        check("AT&T and example.com", "AT&T|and|example.com");
        check("Wait... Russo–Ukrainian -- yes", "Wait|...|Russo|–|Ukrainian|--|yes");
        check("the workers’ vote", "the|workers|’|vote");
        check("Cafe\u{301} Zoë", "Cafe\u{301}|Zoë");
        check("", "");
    }

    #[test]
    fn every_token_points_at_its_words() {
        let text = "  «Žižek’s» said\n\n“No.”  ";
        for token in tokens(text) {
            assert_eq!(token.span().of(text), token.text);
        }
        let gaps: Vec<_> = tokens(text).iter().map(|token| token.gap).collect();
        assert_eq!(gaps[0], Gap::Line);
        assert_eq!(gaps[1], Gap::Nothing);
        assert_eq!(gaps[5], Gap::Line);
    }

    #[test]
    fn sentences_end_where_readers_stop() {
        let check = |text: &str, expect: &[&str]| {
            let all = tokens(text);
            let found: Vec<&str> = sentences(&all)
                .into_iter()
                .map(|range| &text[all[range.start].start as usize..all[range.end - 1].end() as usize])
                .collect();
            assert_eq!(found, expect);
        };
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check("“He left.” She stayed.", &["“He left.”", "She stayed."]);
        check("“Why?” he asked.", &["“Why?” he asked."]);
        check("Mr. Hale met Gen. Ode. They spoke.", &["Mr. Hale met Gen. Ode.", "They spoke."]);
        check("It left the U.S. The rest stayed.", &["It left the U.S.", "The rest stayed."]);
        check(
            "It left the U.S. According to Ode, it will stay.",
            &["It left the U.S.", "According to Ode, it will stay."],
        );
        check("The U.S. Senate met.", &["The U.S. Senate met."]);
        check("A headline\n\nA line", &["A headline", "A line"]);
        check("One (or two.) Three.", &["One (or two.)", "Three."]);
    }

    #[test]
    fn the_word_lists_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted() && BEFORE_NAMES.is_sorted() && OPENERS.is_sorted());
    }
}
