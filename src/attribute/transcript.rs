//! Transcripts: lines that begin with who speaks, `WALSH: Do you …`, `Q: Why?`, with or without marks.

use super::{classes::*, near::Scene};
use crate::span::Span;

/// A labelled line without marks.
#[derive(Clone, Copy, Debug)]
pub struct Spoken {
    /// Who, as written before the colon.
    pub label: Span,
    /// What is said: the rest of the paragraph.
    pub words: Span,
    /// The paragraph.
    pub paragraph: usize,
}

/// The longest label in bytes.
const LONGEST: usize = 40;

/// The fewest labelled lines that make a transcript, of at least two speakers.
const FEWEST: usize = 3;

/// The label at the start of some words: capitals and a colon.
pub fn label(text: &str, words: Span) -> Option<Span> {
    let slice = words.of(text);
    let colon = slice.bytes().take(LONGEST).position(|byte| byte == b':')?;
    let name = slice.get(..colon)?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let plain = name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
    let short = letters == 1 && matches!(name, "Q" | "A");
    let goes_on = slice[colon + 1..].contains(char::is_alphabetic);
    ((letters >= 2 || short) && plain && goes_on && name.starts_with(char::is_uppercase))
        .then(|| Span::new(words.start as usize, words.start as usize + colon))
}

/// For each piece the label it speaks under: its own, or that of the paragraph before, where that was left open.
pub fn labels(scene: &Scene) -> Vec<Option<Span>> {
    let mut out: Vec<Option<Span>> = Vec::with_capacity(scene.pieces.len());
    // Who speaks, in which paragraph, and whether the marks there are still open.
    let mut last: Option<(usize, Span)> = None;
    for piece in scene.pieces {
        if piece.inside.is_some() {
            out.push(None);
            continue;
        }
        let own = label(scene.text, piece.words);
        let found = own.or_else(|| {
            let (paragraph, label) = last?;
            (piece.paragraph == paragraph + 1).then_some(label)
        });
        out.push(found);
        last = found.filter(|_| !piece.closed).map(|label| (piece.paragraph, label));
    }
    out
}

/// The labelled lines of a transcript without marks; none if the article is no transcript.
pub fn spoken(scene: &Scene) -> Vec<Spoken> {
    let mut out: Vec<Spoken> = Vec::new();
    for (paragraph, range) in scene.words.paragraphs.iter().enumerate() {
        let (Some(first), Some(last)) = (scene.words.all.get(range.start), range.end.checked_sub(1)) else {
            continue;
        };
        if range.is_empty() || first.is(QUOTE) {
            continue;
        }
        let whole = Span { start: first.start, end: scene.words.all[last].end };
        if let Some(label) = label(scene.text, whole) {
            let words = Span { start: label.end + 1, end: whole.end }.trimmed(scene.text);
            // `BOSTON: “…”` has marks of its own.
            let marked = scene.words.all[range.clone()].iter().take(8).any(|word| word.is(QUOTE));
            if !marked {
                out.push(Spoken { label, words, paragraph });
            }
        }
    }
    let names: std::collections::BTreeSet<&str> =
        out.iter().map(|spoken| spoken.label.of(scene.text)).collect();
    // Two who take turns; many labels that each stand once are headings.
    if out.len() < FEWEST || names.len() < 2 || names.len() * 2 > out.len() + 1 {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_capitals_and_a_colon() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(label(text, Span::new(0, text.len())).map(|span| span.of(text)), expect, "{text}");
        };
        check("WALSH: Do you?", Some("WALSH"));
        check("Q: Why?", Some("Q"));
        check("MR. O’NEILL: No.", Some("MR. O’NEILL"));
        check("Note: this is none", None);
        check("WALSH:", None);
        check("10:30 a.m.", None);
    }
}
