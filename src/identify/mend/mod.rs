//! Passes over the spots that the tagger found: what is certain by the rules of writing stands above what is likely.

mod bylines;
mod captions;
mod credits;
mod edges;
mod grounds;
mod joined;
mod known;
mod openers;
mod spread;
mod titles;

use super::link::Spot;
use crate::order;
use crate::{entity::EntityKind, token::Token};
use std::ops::Range;

/// A text and its parts, as every pass sees them.
pub struct Text<'a> {
    /// The words.
    pub tokens: &'a [Token<'a>],
    /// The sentences.
    pub sentences: &'a [Range<usize>],
}

/// The spots after all passes, sorted, none overlapping, none empty.
pub fn mend(text: &Text, spots: Vec<Spot>) -> Vec<Spot> {
    let mut spots = Spots::of(text, spots);
    edges::mend(text, &mut spots);
    openers::mend(text, &mut spots);
    joined::mend(text, &mut spots);
    grounds::mend(text, &mut spots);
    titles::strip(text, &mut spots);
    titles::brackets(text, &mut spots);
    captions::mend(text, &mut spots);
    credits::mend(text, &mut spots);
    bylines::mend(text, &mut spots);
    known::mend(text, &mut spots);
    spread::mend(text, &mut spots);
    spots.into_vec()
}

/// The spots of a text while passes work on them, with which token lies under which.
pub struct Spots {
    spots: Vec<Option<Spot>>,
    under: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl Spots {
    fn of(text: &Text, spots: Vec<Spot>) -> Spots {
        let mut out = Spots { spots: Vec::with_capacity(spots.len()), under: vec![FREE; text.tokens.len()] };
        for spot in spots {
            out.set(spot.tokens, spot.kind);
        }
        out
    }

    /// The spot that a token lies under.
    pub fn at(&self, token: usize) -> Option<&Spot> {
        self.spots.get(*self.under.get(token)? as usize)?.as_ref()
    }

    /// Whether no token of the range lies under a spot.
    pub fn free(&self, mut range: Range<usize>) -> bool {
        range.all(|token| self.under[token] == FREE)
    }

    /// Makes a range one spot; spots that it touches go.
    pub fn set(&mut self, range: Range<usize>, kind: EntityKind) {
        if range.is_empty() {
            return;
        }
        for token in range.clone() {
            self.clear(token);
        }
        self.under[range.clone()].fill(self.spots.len() as u32);
        self.spots.push(Some(Spot { tokens: range, kind }));
    }

    /// Takes the spot over a token away.
    pub fn clear(&mut self, token: usize) {
        let Some(spot) = self.spots.get_mut(self.under[token] as usize).and_then(Option::take) else {
            return;
        };
        self.under[spot.tokens].fill(FREE);
    }

    /// All spots as they are now, in the order they were made.
    pub fn all(&self) -> Vec<Spot> {
        self.spots.iter().flatten().cloned().collect()
    }

    fn into_vec(self) -> Vec<Spot> {
        let mut out: Vec<Spot> = self.spots.into_iter().flatten().collect();
        order::by_key(&mut out, |spot| spot.tokens.start);
        out
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::token::{sentences, tokens};

    /// Spots by their words and kind, from spots written as `[PER Ann Hale]` in the text, after a pass.
    pub fn check(pass: impl Fn(&Text, &mut Spots), marked: &str, expect: &str) {
        let mut text = String::new();
        let mut gold = Vec::new();
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            text.push_str(before);
            let (inside, after) = after.split_once(']').unwrap();
            let (kind, words) = inside.split_once(' ').unwrap();
            let kind = match kind {
                "PER" => EntityKind::Person,
                "ORG" => EntityKind::Organisation,
                "LOC" => EntityKind::Place,
                _ => EntityKind::Other,
            };
            gold.push((text.len() as u32, (text.len() + words.len()) as u32, kind));
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        let tokens = tokens(&text);
        let sentences = sentences(&tokens);
        let parts = Text { tokens: &tokens, sentences: &sentences };
        let spot = |(start, end, kind): (u32, u32, EntityKind)| Spot {
            tokens: tokens.partition_point(|token| token.start < start)
                ..tokens.partition_point(|token| token.start < end),
            kind,
        };
        let mut spots = Spots::of(&parts, gold.into_iter().map(spot).collect());
        pass(&parts, &mut spots);
        let mut out = String::new();
        let mut at = 0;
        for spot in spots.into_vec() {
            let (start, end) =
                (tokens[spot.tokens.start].start as usize, tokens[spot.tokens.end - 1].end() as usize);
            let kind = match spot.kind {
                EntityKind::Person => "PER",
                EntityKind::Organisation => "ORG",
                EntityKind::Place => "LOC",
                EntityKind::Other => "MISC",
            };
            out.push_str(&format!("{}[{kind} {}]", &text[at..start], &text[start..end]));
            at = end;
        }
        out.push_str(&text[at..]);
        assert_eq!(out, expect);
    }

    #[test]
    fn a_new_spot_takes_the_place_of_those_it_touches() {
        let pass = |_: &Text, spots: &mut Spots| spots.set(1..3, EntityKind::Person);
        check(pass, "[LOC Dover] [ORG Ann] [LOC Hale Bay]", "[LOC Dover] [PER Ann Hale] Bay");
    }
}
