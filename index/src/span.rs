//! A range of an article's text: the only way this project points at words.

use serde::{Deserialize, Serialize};

/// Bytes `start..end` of a UTF-8 text, both on character bounds.
///
/// Inside the program spans count bytes, which slice a `str` without a search. Records that leave it count Unicode
/// code points; [`CodePoints`] converts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end`. Texts are bounded to 64 MB long before they come here, so `u32` holds any offset.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The words of `text` under this span, or `""` where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The span as a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is under it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `at` lies under it.
    pub fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether `other` lies wholly under it.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether it lies on character bounds inside `text`.
    pub fn fits(self, text: &str) -> bool {
        self.start <= self.end && text.get(self.range()).is_some()
    }

    /// The span without white space at either end.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let lead = words.len() - words.trim_start().len();
        let start = self.start as usize + lead;
        Span::new(start, start + words.trim().len())
    }
}

/// Turns byte offsets of one text into offsets of Unicode code points.
///
/// The text is gone through once; after that each offset, in whatever order, costs a look at no more than [`CodePoints::STEP`] bytes.
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    /// Code points before each step.
    steps: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Bytes between two counts that are kept.
    pub const STEP: usize = 1024;

    /// A converter for offsets into `text`.
    pub fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut steps = Vec::with_capacity(bytes.len() / Self::STEP + 1);
        let mut count = 0;
        for step in bytes.chunks(Self::STEP) {
            steps.push(count);
            count += starts(step);
        }
        CodePoints { bytes, steps }
    }

    /// How many code points stand before byte `at`, which must be a character bound of the text.
    pub fn before(&self, at: u32) -> usize {
        let at = (at as usize).min(self.bytes.len());
        // The end of the text may be the end of its last step.
        let step = (at / Self::STEP).min(self.steps.len().saturating_sub(1));
        self.steps.get(step).map_or(0, |count| count + starts(&self.bytes[step * Self::STEP..at]))
    }

    /// Start and end of `span` in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.before(span.start), self.before(span.end))
    }
}

/// How many code points begin in these bytes of UTF-8: all but the bytes that go on with one.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "“Žižek” said";
        let points = CodePoints::of(text);
        let quote = Span::new(3, 10);
        assert_eq!(quote.of(text), "Žižek");
        assert_eq!(points.span(quote), (1, 6));
        assert_eq!(points.span(Span::new(0, 3)), (0, 1), "in any order");
    }

    #[test]
    fn code_points_are_counted_from_step_to_step() {
        for text in ["".to_owned(), "é".repeat(CodePoints::STEP / 2), "a“ž🚢".repeat(CodePoints::STEP)]
        {
            let points = CodePoints::of(&text);
            for (count, (at, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                assert_eq!(points.before(at as u32), count);
            }
        }
    }

    #[test]
    fn a_span_that_does_not_fit_gives_no_words() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert!(!Span::new(1, 2).fits("é"));
    }
}
