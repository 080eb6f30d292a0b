//! Passes over the spots that the tagger found: what is certain by the rules of writing stands above what is likely.

mod titles;

use super::link::Spot;
use crate::token::Token;
use std::ops::Range;

/// A text and its parts, as every pass sees them.
pub struct Text<'a> {
    /// The words.
    pub tokens: &'a [Token<'a>],
    /// The sentences.
    pub sentences: &'a [Range<usize>],
}

/// The spots after all passes, sorted, none overlapping, none empty.
pub fn mend(text: &Text, mut spots: Vec<Spot>) -> Vec<Spot> {
    titles::strip(text, &mut spots);
    spots.retain(|spot| !spot.tokens.is_empty());
    spots
}
