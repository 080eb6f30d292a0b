//! Titles before names: `Mr`, `US secretary of state`, and roles set off by a comma.

use super::{
    fold::plain,
    lists::{self, Flags},
    name,
};
use crate::{
    entity::Gender,
    span::Span,
    token::{Gap, Token, TokenKind},
};
use std::ops::Range;

/// What stands before or after a name and says who it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// `Mr`, `Sir`: says no role.
    pub honorific: Option<Span>,
    /// `US secretary of state`.
    pub roles: Vec<Span>,
    /// What the title tells.
    pub gender: Option<Gender>,
    /// What sort of name the title stands before.
    pub before: Before,
}

/// What a title stands before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Before {
    /// No title, or one that goes before surnames and full names: `President`.
    #[default]
    AnyName,
    /// `Mr`: goes before surnames.
    Surname,
    /// `Sir`: goes before the given name of somebody who has a surname.
    Given,
    /// `King`, `Pope`: goes before a name that has no surname.
    OnlyName,
}

impl Before {
    /// What the title whose last word is `word` stands before.
    pub fn of(word: &str) -> Before {
        let word = plain(word);
        if matches!(&*word, "sir" | "dame" | "lady") {
            Before::Given
        } else if WITH_GIVEN.binary_search(&&*word).is_ok() {
            Before::OnlyName
        } else if HONORIFICS.binary_search(&&*word).is_ok() {
            Before::Surname
        } else {
            Before::AnyName
        }
    }
}

/// Titles that are no role, folded.
const HONORIFICS: [&str; 20] = [
    "dame", "dr", "frau", "herr", "hon", "lady", "madam", "madame", "master", "messrs", "miss", "mlle",
    "mme", "monsieur", "mr", "mrs", "ms", "prof", "rev", "sir",
];

/// Titles before given names, folded.
const WITH_GIVEN: [&str; 16] = [
    "archbishop",
    "bishop",
    "brother",
    "dame",
    "emperor",
    "empress",
    "father",
    "king",
    "lady",
    "mother",
    "pope",
    "prince",
    "princess",
    "queen",
    "sir",
    "sister",
];

/// Titles that are given names or surnames as well.
const ALSO_NAMES: [&str; 12] = [
    "baron", "bishop", "dean", "duke", "earl", "grant", "judge", "king", "major", "pope", "prince", "rector",
];

/// Lower-case words that begin or continue a role before its head: `former foreign minister`.
const BEFORE_HEADS: [&str; 62] = [
    "acting",
    "affairs",
    "assistant",
    "associate",
    "chief",
    "city",
    "counter-terrorism",
    "crown",
    "defence",
    "defense",
    "deputy",
    "economic",
    "economics",
    "election",
    "energy",
    "environment",
    "ex",
    "executive",
    "federal",
    "field",
    "finance",
    "first",
    "foreign",
    "former",
    "general",
    "government",
    "health",
    "home",
    "human",
    "interim",
    "interior",
    "international",
    "junior",
    "justice",
    "labour",
    "late",
    "legal",
    "lieutenant",
    "managing",
    "media",
    "military",
    "national",
    "opposition",
    "outgoing",
    "party",
    "police",
    "policy",
    "political",
    "presidential",
    "press",
    "prime",
    "regional",
    "research",
    "rights",
    "security",
    "senior",
    "shadow",
    "special",
    "state",
    "then",
    "trade",
    "vice",
];

fn title(token: &Token) -> Flags {
    if token.kind == TokenKind::Word { lists::flags(token.text) } else { Flags::default() }
}

fn is_one_of(list: &[&str], token: &Token) -> bool {
    list.binary_search(&&*plain(token.text)).is_ok()
}

/// Where the name begins in tokens that may begin with titles: past `Mr`, past `US secretary of state`.
pub fn name_start(tokens: &[Token], range: Range<usize>) -> usize {
    let mut start = range.start;
    let mut at = range.start;
    while at + 1 < range.end {
        let token = &tokens[at];
        let suffix = at + 2 == range.end && name::suffix(&plain(tokens[at + 1].text));
        if !title(token).any(Flags::TITLE) || suffix {
            at += 1;
            continue;
        }
        let after_given = at > range.start && title(&tokens[at - 1]).any(Flags::GIVEN) && token.capital();
        let a_name = token.capital() && is_one_of(&ALSO_NAMES, token);
        if a_name && (after_given || at == range.start && !is_one_of(&WITH_GIVEN, token) && range.len() == 2)
        {
            at += 1;
            continue;
        }
        at += 1;
        // "secretary of state Ann Hale": skip the words of the office, up to the last two of the span.
        if tokens[at].is("of") || tokens[at].is("for") {
            let rest = range.end - at - 1;
            let office = if rest >= 4 && tokens[at + 1].is("the") { 3 } else { 2 };
            if rest >= office {
                at += office;
            }
        }
        start = at;
    }
    start
}

/// The title of the name at `name`, written before it (from `floor` on) or after it.
pub fn title_of(tokens: &[Token], floor: usize, name: Range<usize>) -> Title {
    let mut found = Title::default();
    let mut at = name.start;
    // Honorifics right before: "Sir", "Mr", "Prof Sir".
    while at > floor && close(tokens, at) && is_one_of(&HONORIFICS, &tokens[at - 1]) {
        at -= 1;
        found.see(&tokens[at]);
        found.honorific.get_or_insert(tokens[at].span());
    }
    if let Some(role) = role_before(tokens, floor, at) {
        found.add(tokens, role);
    } else if at > floor + 1 && tokens[at - 1].text == "," && title(&tokens[at - 2]).any(Flags::TITLE) {
        // "Mr Hale’s security adviser, Ann Reed, said".
        if let Some(role) = role_before(tokens, floor, at - 1).filter(|role| {
            role.start > 0
                && (tokens[role.start - 1].kind == TokenKind::Clitic || the(&tokens[role.start - 1]))
        }) {
            found.add(tokens, role);
        }
    }
    if let Some(role) = role_after(tokens, name.end) {
        found.add(tokens, role);
    }
    found
}

impl Title {
    fn see(&mut self, token: &Token) {
        let flags = title(token);
        if flags.any(Flags::MR) {
            self.gender = Some(Gender::Male);
        } else if flags.any(Flags::MS) {
            self.gender = Some(Gender::Female);
        }
        self.before = self.before.max(Before::of(token.text));
    }

    fn add(&mut self, tokens: &[Token], role: Range<usize>) {
        for token in &tokens[role.clone()] {
            self.see(token);
        }
        self.roles.push(Span { start: tokens[role.start].start, end: tokens[role.end - 1].end() });
    }
}

fn the(token: &Token) -> bool {
    token.is("the") || token.is("his") || token.is("her") || token.is("their") || token.is("its")
}

fn close(tokens: &[Token], at: usize) -> bool {
    tokens[at].gap == Gap::Space || tokens[at].gap == Gap::Nothing
}

/// The tokens of a role that ends right before `end`.
fn role_before(tokens: &[Token], floor: usize, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut head = false;
    while start > floor && close(tokens, start.min(tokens.len() - 1)) && end - start < 10 {
        let token = &tokens[start - 1];
        if token.kind != TokenKind::Word {
            // Inside a role only "vice-" and "&" may stand, and both are words here; a dash after "ex" or "then" goes on.
            let prefix =
                token.text == "-" && start >= 2 && token.gap == Gap::Nothing && !tokens[start - 2].capital();
            if prefix && start - 1 > floor {
                start -= 2;
                continue;
            }
            break;
        }
        let flags = title(token);
        let office = start >= floor + 3
            && is_one_of(&["for", "of"], &tokens[start - 2])
            && title(&tokens[start - 3]).any(Flags::TITLE);
        if !head && office && !flags.any(Flags::TITLE) {
            // "secretary of state".
            head = true;
            start -= 3;
            continue;
        }
        let takes = if flags.any(Flags::TITLE) && !the(token) {
            head = true;
            true
        } else {
            head && (token.capital() && !flags.any(Flags::GIVEN | Flags::SAYS)
                || flags.any(Flags::DEMONYM | Flags::ORGANISATION_WORD)
                || is_one_of(&BEFORE_HEADS, token)
                || token.text.starts_with("then-")
                || token.text.starts_with("ex-"))
        };
        if !takes {
            break;
        }
        start -= 1;
    }
    // Sentence openers are no part of the role: "On President ...".
    while start < end
        && matches!(tokens[start].text, "On" | "In" | "But" | "And" | "When" | "As" | "The" | "A" | "For")
    {
        start += 1;
    }
    (head && start < end).then_some(start..end)
}

/// The tokens of a role set off by a comma after the name: `, the Russian foreign minister,`.
fn role_after(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    if tokens.get(end)?.text != "," {
        return None;
    }
    let mut start = end + 1;
    let mut at = start;
    let mut head = false;
    while let Some(token) = tokens.get(at) {
        if at > start && token.gap == Gap::Line || at - end > 14 {
            return None;
        }
        if matches!(token.text, "," | "." | ";" | "—" | "–" | ")") {
            break;
        }
        if token.kind == TokenKind::Mark && token.text != "-" {
            return None;
        }
        let flags = title(token);
        if at == start && (the(token) || token.is("a") || token.is("an")) {
            start += 1;
        } else if head {
            // After the head anything may stand until the comma, except a verb of saying.
            if flags.any(Flags::SAYS) || token.is("who") || token.is("and") {
                return None;
            }
        } else if flags.any(Flags::TITLE) {
            head = true;
        } else if !(token.capital()
            || flags.any(Flags::DEMONYM | Flags::ORGANISATION_WORD)
            || is_one_of(&BEFORE_HEADS, token)
            || token.kind == TokenKind::Clitic
            || token.text == "-")
        {
            return None;
        }
        at += 1;
    }
    (head && at > start && at < tokens.len()).then_some(start..at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    #[test]
    fn titles_are_no_part_of_the_name() {
        let check = |words: &str, expect: &str| {
            let all = tokens(words);
            let start = name_start(&all, 0..all.len());
            assert_eq!(&words[all[start].start as usize..], expect);
        };
        check("Mr Hale", "Hale");
        check("US secretary of state Ann Hale", "Ann Hale");
        check("Foreign Minister Omar Reed", "Omar Reed");
        check("Harbour Bank CEO Lena Voss", "Lena Voss");
        check("Earl Hale", "Earl Hale");
        check("King Albert", "Albert");
        check("Ann King Jr.", "Ann King Jr.");
        check("Stephen King", "Stephen King");
    }

    #[test]
    fn roles_stand_before_or_after_a_name() {
        let check = |text: &str, name: &str, expect: &[&str]| {
            let all = tokens(text);
            let at = text.find(name).unwrap() as u32;
            let start = all.iter().position(|token| token.start == at).unwrap();
            let end = all.iter().rposition(|token| token.end() <= at + name.len() as u32).unwrap() + 1;
            let title = title_of(&all, 0, start..end);
            let roles: Vec<&str> = title.roles.iter().map(|role| role.of(text)).collect();
            assert_eq!(roles, expect, "{text}");
        };
        check("He met US secretary of state Ann Hale there.", "Ann Hale", &["US secretary of state"]);
        check("the French president Luc Roux said", "Luc Roux", &["French president"]);
        check(
            "Mr Reed’s national security adviser, Ann Hale, left",
            "Ann Hale",
            &["national security adviser"],
        );
        check("Ann Hale, the mayor of Dover, left.", "Ann Hale", &["mayor of Dover"]);
        check("Omar Reed, who left, said", "Omar Reed", &[]);
        check("said Mr Reed on Monday", "Reed", &[]);
    }

    #[test]
    fn lists_are_sorted() {
        assert!(HONORIFICS.is_sorted() && WITH_GIVEN.is_sorted() && ALSO_NAMES.is_sorted());
        assert!(BEFORE_HEADS.is_sorted());
    }
}
