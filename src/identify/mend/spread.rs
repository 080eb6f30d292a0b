//! A name is the same name all through an article, in headlines as well.

use super::{Spots, Text};
use crate::{
    entity::EntityKind,
    identify::{
        fold::plain,
        link::Spot,
        lists::{self, Flags},
        name::{particle, suffix},
    },
    token::{Gap, Token, TokenKind},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Gives each name the kind that most of its spots have, then marks where it stands unseen.
pub fn mend(text: &Text, spots: &mut Spots) {
    vote(text.tokens, spots);
    let people = People::of(text.tokens, spots);
    people.trim(text.tokens, spots);
    people.claim(text.tokens, spots);
    people.spread(text, spots);
}

fn key(tokens: &[Token], spot: &Spot) -> u64 {
    let mut hashes = tokens[spot.tokens.clone()].iter().map(|token| lists::hash_word(token.text));
    let first = hashes.next().unwrap_or(0);
    hashes.fold(first, lists::hash_on)
}

/// All spots of the same words get one kind: the commonest, with what the lists say as half a vote.
fn vote(tokens: &[Token], spots: &mut Spots) {
    let all = spots.all();
    let mut votes: HashMap<u64, BTreeMap<EntityKind, u32>> = HashMap::new();
    for spot in &all {
        *votes.entry(key(tokens, spot)).or_default().entry(spot.kind).or_default() += 2;
    }
    for spot in all {
        let key = key(tokens, &spot);
        let Some(kinds) = votes.get_mut(&key).filter(|kinds| kinds.len() > 1) else { continue };
        let flags = lists::flags_of(key);
        let given = lists::flags_of(lists::hash_word(tokens[spot.tokens.start].text)).any(Flags::GIVEN);
        let best = kinds.iter().max_by_key(|(kind, count)| {
            let said = match kind {
                EntityKind::Person => given,
                EntityKind::Place => flags.any(Flags::PLACE),
                EntityKind::Organisation => flags.any(Flags::ORGANISATION),
                EntityKind::Other => flags.any(Flags::DEMONYM),
            };
            (**count + u32::from(said), std::cmp::Reverse(**kind))
        });
        let Some(best) = best.map(|(kind, _)| *kind) else { continue };
        if best != spot.kind {
            spots.set(spot.tokens, best);
        }
    }
}

/// Position of a name's last word but for `Jr.` and its like.
fn last_word(words: &[Token]) -> usize {
    let mut last = words.len() - 1;
    while last > 0 && suffix(&plain(words[last].text)) {
        last -= 1;
    }
    last
}

/// The people of an article by the words of their full names.
struct People {
    /// Last words of full names, and words after an honorific.
    families: HashSet<u64>,
    /// Full names by their first word.
    full: HashMap<u64, Vec<Vec<u64>>>,
    /// Words that the article also writes in lower case.
    lower: HashSet<u64>,
}

impl People {
    fn of(tokens: &[Token], spots: &Spots) -> People {
        let mut people = People { families: HashSet::new(), full: HashMap::new(), lower: HashSet::new() };
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.capital()) {
            people.lower.insert(lists::hash_word(token.text));
        }
        let spots: Vec<Spot> =
            spots.all().into_iter().filter(|spot| spot.kind == EntityKind::Person).collect();
        for spot in &spots {
            let words = &tokens[spot.tokens.clone()];
            let last = last_word(words);
            let titled = spot.tokens.start > 0
                && lists::flags(tokens[spot.tokens.start - 1].text).any(Flags::MR | Flags::MS);
            let given = last > 0 && lists::flags(words[0].text).any(Flags::GIVEN);
            if (given || titled) && words[last].text.len() > 2 && words[last].capital() {
                people.families.insert(lists::hash_word(words[last].text));
            }
        }
        for spot in &spots {
            let words = &tokens[spot.tokens.clone()];
            let last = last_word(words);
            // "Hale Prints" after "Ann Hale" is what Hale made, not a person Prints.
            if last == 0 || people.families.contains(&lists::hash_word(words[0].text)) {
                continue;
            }
            if lists::flags(words[last].text).any(Flags::SURNAME)
                && words[last].text.len() > 2
                && words[last].capital()
            {
                people.families.insert(lists::hash_word(words[last].text));
            }
            let hashes: Vec<u64> = words.iter().map(|word| lists::hash_word(word.text)).collect();
            people.full.entry(hashes[0]).or_default().push(hashes);
        }
        people
    }

    /// "Hale Prints" after "Ann Hale": the person is `Hale`.
    fn trim(&self, tokens: &[Token], spots: &mut Spots) {
        for spot in
            spots.all().into_iter().filter(|spot| spot.kind == EntityKind::Person && spot.tokens.len() == 2)
        {
            let flags = |at: usize| lists::flags(tokens[at].text);
            let start = spot.tokens.start;
            let family = self.families.contains(&lists::hash_word(tokens[start].text));
            let name = self.families.contains(&lists::hash_word(tokens[start + 1].text));
            if family
                && !name
                && !flags(start).any(Flags::GIVEN)
                && !flags(start + 1).any(Flags::SURNAME | Flags::GIVEN)
            {
                spots.clear(start);
                spots.set(start..start + 1, EntityKind::Person);
            }
        }
    }

    /// A person's surname is the person, not a town: single words of other kinds become people.
    fn claim(&self, tokens: &[Token], spots: &mut Spots) {
        for spot in spots.all() {
            if spot.tokens.len() != 1 || spot.kind == EntityKind::Person {
                continue;
            }
            let at = spot.tokens.start;
            let word = lists::hash_word(tokens[at].text);
            let place = spot.kind == EntityKind::Place
                && at > 0
                && match tokens[at - 1].text {
                    "in" | "In" | "near" | "at" => true,
                    "from" | "," => lists::flags_of(word).any(Flags::PLACE),
                    _ => false,
                };
            if self.families.contains(&word) && !place {
                spots.set(spot.tokens, EntityKind::Person);
            }
        }
    }

    /// Marks full names and surnames of the article's people where nothing is marked.
    fn spread(&self, text: &Text, spots: &mut Spots) {
        let tokens = text.tokens;
        for sentence in text.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let token = &tokens[at];
                if !token.is_word() || !token.capital() || !spots.free(at..at + 1) {
                    at += 1;
                    continue;
                }
                let hash = lists::hash_word(token.text);
                let full = self.full.get(&hash).and_then(|names| {
                    let fits = |name: &&Vec<u64>| {
                        at + name.len() <= sentence.end
                            && spots.free(at..at + name.len())
                            && name
                                .iter()
                                .zip(&tokens[at..])
                                .all(|(hash, token)| lists::hash_word(token.text) == *hash)
                    };
                    names.iter().filter(fits).map(Vec::len).max()
                });
                if let Some(length) = full {
                    spots.set(at..at + length, EntityKind::Person);
                    at += length;
                    continue;
                }
                let common = self.lower.contains(&hash);
                // "Hale Street" names a street.
                let part = tokens.get(at + 1).is_some_and(|next| {
                    next.gap == Gap::Space
                        && lists::flags(next.text).any(Flags::ORGANISATION_WORD)
                        && next.capital()
                        || particle(next.text) && next.capital()
                });
                if self.families.contains(&hash) && !common && !part {
                    spots.set(at..at + 1, EntityKind::Person);
                }
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn a_name_is_the_same_all_through() {
        check(
            mend,
            "Hale Meets Reed\n\n[PER Ann Hale] met [PER Mr Reed]",
            "[PER Hale] Meets [PER Reed]\n\n[PER Ann Hale] met [PER Mr Reed]",
        );
        check(mend, "[LOC Ann Hale] and [PER Ann Hale]", "[PER Ann Hale] and [PER Ann Hale]");
        check(
            mend,
            "[PER Jack Dover] left [LOC Dover] in [LOC Dover]",
            "[PER Jack Dover] left [PER Dover] in [LOC Dover]",
        );
        check(mend, "Hale Bank sued [PER Ann Hale]", "Hale Bank sued [PER Ann Hale]");
    }
}
