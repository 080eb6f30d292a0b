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
/// Offsets that rise cost time in proportion to the text once, however many are asked for.
pub struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    count: usize,
}

impl<'a> CodePoints<'a> {
    /// A converter for offsets into `text`.
    pub fn of(text: &'a str) -> Self {
        CodePoints { text, byte: 0, count: 0 }
    }

    /// How many code points stand before byte `at`, which must be a character bound of the text.
    pub fn before(&mut self, at: u32) -> usize {
        let at = at as usize;
        if at < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        self.count += self.text.get(self.byte..at).unwrap_or("").chars().count();
        self.byte = at;
        self.count
    }

    /// Start and end of `span` in code points.
    pub fn span(&mut self, span: Span) -> (usize, usize) {
        (self.before(span.start), self.before(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "“Žižek” said";
        let mut points = CodePoints::of(text);
        let quote = Span::new(3, 10);
        assert_eq!(quote.of(text), "Žižek");
        assert_eq!(points.span(quote), (1, 6));
        assert_eq!(points.span(Span::new(0, 3)), (0, 1), "asking backwards starts again");
    }

    #[test]
    fn a_span_that_does_not_fit_gives_no_words() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert!(!Span::new(1, 2).fits("é"));
    }
}
