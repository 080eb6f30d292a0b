//! Pieces that make one quote: “Prices,” she said, “will fall.”, and a speech that runs over paragraphs.

use super::{classes::*, decide::Choice, near::Scene};
use crate::quote::QuoteKind;

/// Groups the chosen pieces: each group is the pieces of one quote in the order of the text.
pub fn groups(scene: &Scene, choices: &[Option<Choice>]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (piece, choice) in choices.iter().enumerate() {
        let Some(choice) = choice else { continue };
        let joined = out.last().and_then(|group| group.last()).is_some_and(|before| {
            let same = choices[*before]
                .is_some_and(|before| before.candidate == choice.candidate || before.cue == choice.cue);
            same && (split(scene, *before, piece) || goes_on(scene, *before, piece))
        });
        match out.last_mut() {
            Some(group) if joined => group.push(piece),
            _ => out.push(vec![piece]),
        }
    }
    out
}

/// “Prices,” she said, “will fall.”: one sentence, broken by its cue.
fn split(scene: &Scene, before: usize, piece: usize) -> bool {
    let [from, to] = [before, piece].map(|piece| scene.words.of_piece[piece]);
    let all = &scene.words.all;
    let [first, second] = [before, piece].map(|piece| scene.pieces[piece].words.of(scene.text));
    let between = &all[from + 1..to];
    scene.pieces[before].paragraph == scene.pieces[piece].paragraph
        && all[from].is(FIRST)
        && first.ends_with([',', '—', '–', '-'])
        && second.starts_with(|c: char| !c.is_uppercase() || c == 'I')
        && !between.iter().any(|word| word.is(QUOTE | STOP | COLON))
        && between.last().is_some_and(|word| word.is(COMMA | DASH))
}

/// A paragraph left open and the next one opened again.
fn goes_on(scene: &Scene, before: usize, piece: usize) -> bool {
    let [before, piece] = [before, piece].map(|piece| &scene.pieces[piece]);
    let opens = scene.words.paragraphs[piece.paragraph].start;
    !before.closed
        && piece.paragraph == before.paragraph + 1
        && scene.words.all[opens].start == piece.outer.start
}

/// How much is word for word.
pub fn kind(scene: &Scene, piece: usize) -> QuoteKind {
    let words = scene.pieces[piece].words.of(scene.text);
    let capital =
        words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let ends = words.ends_with([',', '.', '?', '!', '…', '—', '–', '-', ';', '\'', '’']);
    let starts = scene.words.all[scene.words.of_piece[piece]].is(FIRST);
    if (capital && (ends || starts)) || (starts && ends) { QuoteKind::Full } else { QuoteKind::Partial }
}
