//! Who could be a speaker: names, pronouns and noun phrases outside the quotes.
//!
//! `identify` knows names better, but may miss one; runs of capitals are found here too, and each is linked to the
//! entity whose mention it overlaps.

use super::{
    classes::*,
    words::{Word, Words},
};
use crate::{
    entity::{EntityIndex, EntityKind, Naming},
    span::Span,
};
use std::ops::Range;

/// No candidate.
pub const NOBODY: u32 = u32::MAX;

/// The longest phrase in words.
const PHRASE: usize = 14;

/// What sort of phrase names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// he, she, who, his
    Pronoun,
    /// A name, with or without the words before it: `Sen. Ana Ortiz`, `campaign chief Ana Ortiz`.
    Name,
    /// A common noun: `the minister`, `Ortiz’s lawyers`, `the Ortiz campaign`.
    Noun,
}

/// A phrase that could name a speaker.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Positions of its words.
    pub words: Range<usize>,
    /// Position of the word that says who: the last of a name, the noun of a phrase.
    pub head: usize,
    /// Where the name proper begins, after titles and nouns; for others the same as `words.start`.
    pub name: usize,
    /// What sort of phrase.
    pub sort: Sort,
    /// Followed by a possessive: `Ortiz’s claim`.
    pub owner: bool,
    /// The entity it names.
    pub entity: Option<EntityIndex>,
    /// Whom it means as far as known here: equal for two phrases of one person. 0 for pronouns.
    pub who: u64,
    /// Which paragraph of the article.
    pub paragraph: usize,
}

impl Candidate {
    /// Its words in the text.
    pub fn span(&self, words: &Words) -> Span {
        Span { start: words.all[self.words.start].start, end: words.all[self.words.end - 1].end }
    }
}

/// All candidates of an article and where they are.
#[derive(Debug, Default)]
pub struct Candidates {
    /// In the order of the text; of two that begin together the longer stands first.
    pub all: Vec<Candidate>,
    /// Where the candidates of each paragraph lie in `all`.
    pub paragraphs: Vec<Range<usize>>,
    /// For each word the widest candidate over it, or [`NOBODY`].
    pub over: Vec<u32>,
}

/// Finds the candidates of an article.
pub fn candidates(words: &Words, naming: &Naming) -> Candidates {
    let mut found = Candidates { over: vec![NOBODY; words.all.len()], ..Candidates::default() };
    let first = words.all.first().map_or(0, |word| word.start);
    let mut mention = naming.mentions.partition_point(|mention| mention.span.end <= first);
    for (paragraph, range) in words.paragraphs.iter().enumerate() {
        let first = found.all.len();
        let mut at = range.start;
        while at < range.end {
            // “the report claims”, “to report”: what follows its subject or an auxiliary is the verb.
            let verb = words.all[at].is(VERB)
                && !words.all[at].is(CAPITAL)
                && at > range.start
                && (found.over[at - 1] != NOBODY
                    || words.all[at - 1].is(AUXILIARY | TO | PRONOUN | NOT | RELATIVE));
            if verb {
                at += 1;
                continue;
            }
            let Some(phrase) = phrase(&words.all, at, range.end) else {
                at += 1;
                continue;
            };
            let begin = words.all[phrase.words.start].start;
            while naming.mentions.get(mention).is_some_and(|mention| mention.span.end <= begin) {
                mention += 1;
            }
            push(words, naming, mention, paragraph, phrase, &mut found, &mut at);
        }
        found.paragraphs.push(first..found.all.len());
    }
    found
}

/// A phrase as the grammar sees it.
struct Phrase {
    words: Range<usize>,
    head: usize,
    name: usize,
    sort: Sort,
    owner: bool,
    /// A name inside it that owns the rest: `Ortiz` in `Ortiz’s lawyers`.
    owned_by: Option<Range<usize>>,
}

fn push(
    words: &Words,
    naming: &Naming,
    mention: usize,
    paragraph: usize,
    phrase: Phrase,
    found: &mut Candidates,
    at: &mut usize,
) {
    let Phrase { words: range, head, name, sort, owner, owned_by } = phrase;
    let index = found.all.len() as u32;
    for over in &mut found.over[range.clone()] {
        *over = index;
    }
    *at = range.end;
    let entity_of = |range: Range<usize>, sort: Sort| match sort {
        Sort::Name => {
            let span = Span { start: words.all[range.start].start, end: words.all[range.end - 1].end };
            let over = naming.mentions[mention..].iter().take_while(|mention| mention.span.start < span.end);
            // Of several mentions under one run the last person is meant: “Treasury Secretary Ana Ortiz”.
            over.filter(|mention| mention.span.overlaps(span))
                .map(|mention| mention.entity)
                .max_by_key(|entity| naming.entity(*entity).kind == EntityKind::Person)
        }
        _ => None,
    };
    let entity = entity_of(range.clone(), sort);
    let who = |entity: Option<EntityIndex>, head: usize, sort: Sort| match (sort, entity) {
        (Sort::Pronoun, _) => 0,
        (_, Some(entity)) if naming.entity(entity).kind == EntityKind::Person => {
            hash(naming.entity(entity).name.rsplit(' ').next().unwrap_or(""))
        }
        _ => words.all[head].hash,
    };
    found.all.push(Candidate {
        words: range,
        head,
        name,
        sort,
        owner,
        entity,
        who: who(entity, head, sort),
        paragraph,
    });
    if let Some(range) = owned_by {
        let head = range.end - 1;
        let sort = if words.all[head].is(POSSESSIVE) { Sort::Pronoun } else { Sort::Name };
        let entity = entity_of(range.clone(), sort);
        let name = range.start;
        found.all.push(Candidate {
            words: range,
            head,
            name,
            sort,
            owner: true,
            entity,
            who: who(entity, head, sort),
            paragraph,
        });
    }
}

/// What a phrase has shown so far: the last run of capitals, the last listed noun, the last other word.
#[derive(Default)]
struct Seen {
    name: Option<Range<usize>>,
    noun: Option<usize>,
    plain: Option<usize>,
}

impl Seen {
    fn see(&mut self, words: &[Word], position: usize) {
        let word = words[position];
        if word.is(CAPITAL) {
            match &mut self.name {
                Some(run) if run.end == position => run.end = position + 1,
                _ => self.name = Some(position..position + 1),
            }
        } else if word.is(NOUN) {
            self.noun = Some(position);
        } else if !word.is(DETERMINER | POSSESSIVE) {
            self.plain = Some(position);
        }
    }
}

/// The phrase that begins at a word, if one does.
fn phrase(words: &[Word], at: usize, end: usize) -> Option<Phrase> {
    let word = words[at];
    if word.is(QUOTE | ANY_SIGN) {
        return None;
    }
    if word.is(PRONOUN) && !word.is(CAPITAL) {
        return Some(Phrase {
            words: at..at + 1,
            head: at,
            name: at,
            sort: Sort::Pronoun,
            owner: false,
            owned_by: None,
        });
    }
    let determined = word.is(DETERMINER | POSSESSIVE);
    if word.is(FUNCTION | DATE) && !determined && !word.is(CAPITAL) {
        return None;
    }
    let end = end.min(at + PHRASE);
    let starts_plain = !determined && !word.is(CAPITAL | NOUN | NUMBER);
    if starts_plain && !(nominal(words, at, end, false, true) && reaches_noun(words, at, end)) {
        return None;
    }
    let mut to = at + 1;
    let mut seen = Seen::default();
    let mut owned_by = None;
    let mut owner = false;
    seen.see(words, at);
    if word.is(POSSESSIVE) {
        owned_by = Some(at..at + 1);
    }
    while to < end {
        let word = words[to];
        let so_far = words[to - 1];
        if word.is(OWNER) {
            let goes_on = to + 1 < end && nominal(words, to + 1, end, true, true);
            if !goes_on {
                owner = true;
                break;
            }
            if let Some(run) = &seen.name
                && run.end == to
            {
                owned_by = Some(run.clone());
            }
            to += 1;
            seen.see(words, to);
            to += 1;
            continue;
        }
        if word.is(QUOTE | ANY_SIGN) {
            break;
        }
        // “University of Leeds”, “Secretary of State Ana Ortiz”, “Bank of the West”; “Johnson & Johnson”.
        // “secretary of state Ana Ortiz”
        let office = word.hash == OF
            && so_far.is(ROLE | TITLE)
            && to + 2 < end
            && words[to + 2].is(CAPITAL)
            && !words[to + 1].is(CAPITAL | FUNCTION | ANY_SIGN | QUOTE);
        if office {
            to += 2;
            continue;
        }
        if so_far.is(CAPITAL)
            && matches!(
                word.hash,
                OF | FOR | AMPERSAND | DE | VON | VAN | BIN | AL | EL | LA | DER | DI | DA | DU | LE
            )
        {
            let skip = if to + 2 < end && words[to + 1].hash == THE && matches!(word.hash, OF | FOR) {
                2
            } else {
                1
            };
            let named = to + skip < end && words[to + skip].is(CAPITAL);
            // “for” and “of the” only inside the names of bodies.
            let body =
                (word.hash == OF && skip == 1) || so_far.is(NOUN | TITLE) || !matches!(word.hash, OF | FOR);
            if named && body && seen.name.as_ref().is_some_and(|run| run.end == to) {
                for position in to..=to + skip {
                    if let Some(run) = &mut seen.name {
                        run.end = position + 1;
                    }
                }
                to += skip + 1;
                continue;
            }
            break;
        }
        let fresh = so_far.is(DETERMINER | POSSESSIVE | OWNER);
        let has_noun = seen.noun.is_some() || seen.name.is_some();
        if !nominal(words, to, end, fresh, determined && !has_noun) {
            break;
        }
        seen.see(words, to);
        to += 1;
    }
    let range = at..to;
    let Seen { name, noun, plain } = seen;
    let last = words[to - 1];
    let (sort, head, start) = match (&name, noun, plain) {
        (Some(run), _, _) if run.end == to => (Sort::Name, to - 1, run.start),
        (_, Some(noun), _) => (Sort::Noun, noun.max(plain.unwrap_or(0)).min(to - 1), at),
        (_, None, Some(plain)) if determined || name.is_some() => (Sort::Noun, plain, at),
        (Some(run), _, _) => (Sort::Name, run.end - 1, run.start),
        // “another said”, “some say”: a determiner alone, before a verb.
        (None, None, _)
            if word.is(DETERMINER | ROLE | NUMBER) && words.get(to).is_some_and(|next| next.is(VERB)) =>
        {
            (Sort::Noun, at, at)
        }
        _ => return None,
    };
    if last.is(OWNER) {
        return None;
    }
    // The name proper leaves titles out: “Sen. Ana Ortiz”.
    let mut start = start;
    while sort == Sort::Name && start < head && words[start].is(TITLE) {
        start += 1;
    }
    Some(Phrase { words: range, head, name: start, sort, owner, owned_by })
}

/// Whether a word can be part of a noun phrase. `fresh`: right after a determiner; `adjectives`: words on no list may be.
fn nominal(words: &[Word], at: usize, end: usize, fresh: bool, adjectives: bool) -> bool {
    let word = words[at];
    if word.is(ABROAD) {
        return false;
    }
    // “the two countries”, “some other officials”
    if fresh && word.is(DETERMINER) && !word.is(CAPITAL) && word.hash != THE {
        return true;
    }
    if word.is(CAPITAL) {
        return !word.is(DATE);
    }
    if word.is(QUOTE | ANY_SIGN | DATE) || (word.is(FUNCTION) && !word.is(NOUN)) {
        return fresh && word.is(ADVERB) && at + 1 < end && words[at + 1].is(NOUN);
    }
    if word.is(DETERMINER
        | PRONOUN
        | POSSESSIVE
        | TO
        | AND
        | RELATIVE
        | SUBORDINATOR
        | AUXILIARY
        | PREPOSITION)
    {
        return false;
    }
    let next = words.get(at + 1).filter(|_| at + 1 < end);
    if word.is(VERB) {
        // “the attack”, “a retired general”, “the leading candidate”: a verb's form right after the determiner; and
        // nouns that are verbs too (“the report”, “claims”), unless they agree with a noun before.
        if fresh && (word.is(NOUN) || !word.is(PAST | THIRD)) {
            return true;
        }
        if fresh {
            return next
                .is_some_and(|next| next.is(NOUN | CAPITAL) || next.class & !GUESS == 0 || next.is(OWNER));
        }
        if word.is(NOUN) && !word.is(THIRD | PAST) {
            return true;
        }
        return adjectives && word.is(PAST | ING) && next.is_some_and(|next| next.is(NOUN));
    }
    if word.is(NOUN | NUMBER | TITLE) {
        return true;
    }
    adjectives || next.is_some_and(|next| next.is(NOUN) && !next.is(VERB)) || fresh
}

/// Whether the words from here lead to a noun of the lists: “young voters”, “senior officials”.
fn reaches_noun(words: &[Word], at: usize, end: usize) -> bool {
    words[at + 1..end]
        .iter()
        .take(2)
        .take_while(|word| !word.is(FUNCTION | ANY_SIGN | QUOTE))
        .any(|word| word.is(NOUN) && !word.is(VERB))
        && !words[at].is(VERB)
}

const OF: u64 = key("of");
const FOR: u64 = key("for");
const THE: u64 = key("the");
const AMPERSAND: u64 = key("&");
const DE: u64 = key("de");
const VON: u64 = key("von");
const VAN: u64 = key("van");
const BIN: u64 = key("bin");
const AL: u64 = key("al");
const EL: u64 = key("el");
const LA: u64 = key("la");
const DER: u64 = key("der");
const DI: u64 = key("di");
const DA: u64 = key("da");
const DU: u64 = key("du");
const LE: u64 = key("le");

#[cfg(test)]
mod tests {
    use super::super::{marks, words};
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let article = crate::article::Article::of_text("a", text);
        let pieces = marks::pieces(text, &article.paragraphs, marks::habit(text, None));
        let words = words::words(text, &article.paragraphs, &pieces);
        let found = candidates(&words, &Naming::default());
        let spans: Vec<String> = found
            .all
            .iter()
            .map(|candidate| {
                let sort = ["P", "N", "n"][candidate.sort as usize];
                let owner = if candidate.owner { "'" } else { "" };
                format!("{sort}{owner} {}", candidate.span(&words).of(text))
            })
            .collect();
        assert_eq!(spans, expect, "{text}");
    }

    #[test]
    fn names_pronouns_and_nouns_are_candidates() {
        check(
            "“Yes,” said Ana Ortiz, the bank’s chief economist.",
            &["N Ana Ortiz", "n the bank’s chief economist"],
        );
        check(
            "Ortiz campaign spokesman Jo Li told reporters she won.",
            &["N Ortiz campaign spokesman Jo Li", "n reporters", "P she"],
        );
        check("Ortiz’s lawyers said so.", &["n Ortiz’s lawyers", "N' Ortiz"]);
        check(
            "A retired general and the real estate developer agreed.",
            &["n A retired general", "n the real estate developer"],
        );
        check(
            "Secretary of State Ana Ortiz said the report claims it.",
            &["N Secretary of State Ana Ortiz", "n the report", "P it"],
        );
        check(
            "His claim that Paz’s “joke” hurt young voters.",
            &["n His claim", "P' His", "N' Paz", "n young voters"],
        );
    }
}
