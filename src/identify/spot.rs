//! Where names stand, told from capitals and word lists.

use super::{
    fold::plain,
    link::Spot,
    lists::{self, Flags},
    name, titles,
};
use crate::{
    entity::EntityKind,
    token::{Gap, Token, TokenKind},
};
use std::{collections::BTreeSet, ops::Range};

/// The spots of a text, in its order.
pub fn spots(tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Spot> {
    let flags: Vec<Flags> = tokens
        .iter()
        .map(|token| if token.kind == TokenKind::Word { lists::flags(token.text) } else { Flags::default() })
        .collect();
    let lower: BTreeSet<&str> =
        tokens.iter().filter(|token| token.is_word() && !token.capital()).map(|token| token.text).collect();
    let mut out = Vec::new();
    for sentence in sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let end = run(tokens, at, sentence.end);
            if end > at {
                sort(tokens, &flags, &lower, at..end, at == sentence.start, &mut out);
            }
            at = end.max(at + 1);
        }
    }
    let surnames: BTreeSet<String> = out
        .iter()
        .filter(|spot| spot.kind == EntityKind::Person && spot.tokens.len() > 1)
        .map(|spot| plain(tokens[spot.tokens.end - 1].text).into_owned())
        .collect();
    for spot in &mut out {
        if spot.tokens.len() == 1 && surnames.contains(&*plain(tokens[spot.tokens.start].text)) {
            spot.kind = EntityKind::Person;
        }
    }
    out.retain(|spot: &Spot| {
        spot.tokens.len() > 1
            || spot.kind != EntityKind::Other
            || flags[spot.tokens.start] != Flags::default()
    });
    out
}

/// End of the run of capitalised words that starts at `at`, with small words between them.
fn run(tokens: &[Token], at: usize, end: usize) -> usize {
    let capital = |at: usize| tokens[at].is_word() && tokens[at].capital();
    if !capital(at) {
        return at;
    }
    let mut last = at + 1;
    let mut next = last;
    while next < end && tokens[next].gap == Gap::Space {
        if capital(next) {
            last = next + 1;
        } else if !(tokens[next].is("of") || name::particle(tokens[next].text)) || next > last {
            break;
        }
        next += 1;
    }
    last
}

fn sort(
    tokens: &[Token],
    flags: &[Flags],
    lower: &BTreeSet<&str>,
    range: Range<usize>,
    first: bool,
    out: &mut Vec<Spot>,
) {
    let mut start = range.start;
    let small = |at: usize| lower.contains(&*tokens[at].text.to_lowercase());
    while start < range.end
        && (first && start == range.start && small(start) || flags[start].any(Flags::MONTH | Flags::SAYS))
    {
        start += 1;
    }
    if start >= range.end || tokens[start].is("The") && start + 1 == range.end || tokens[start].is("I") {
        return;
    }
    let named = titles::name_start(tokens, start..range.end);
    let titled =
        named > start || start > 0 && flags[start - 1].any(Flags::TITLE) && tokens[start].gap == Gap::Space;
    let whole = tokens[start..range.end].iter().map(|token| plain(token.text)).collect::<Vec<_>>().join(" ");
    let whole = lists::flags_of(lists::hash_of(whole.trim_start_matches("the ")));
    let any = |what: Flags| flags[start..range.end].iter().any(|flags| flags.any(what));
    let words = range.end - named;
    let (start, kind) = if whole.any(Flags::ORGANISATION) {
        (start, EntityKind::Organisation)
    } else if titled && named < range.end && !flags[named].any(Flags::DEMONYM | Flags::PLACE | Flags::TITLE) {
        (named, EntityKind::Person)
    } else if whole.any(Flags::PLACE) {
        (start, EntityKind::Place)
    } else if whole.any(Flags::DEMONYM | Flags::TITLE) {
        (start, EntityKind::Other)
    } else if any(Flags::ORGANISATION_WORD) && range.end - start > 1 {
        (start, EntityKind::Organisation)
    } else if flags[named].any(Flags::GIVEN) && (2..=4).contains(&words) {
        (named, EntityKind::Person)
    } else if tokens[start].all_capitals() {
        (start, EntityKind::Organisation)
    } else {
        (start, EntityKind::Other)
    };
    out.push(Spot { tokens: start..range.end, kind });
}
