//! A first choice by rules: the subject of the cue that governs the quote.

use super::{
    classes::*,
    cues::{CueSort, Way},
    near::{Near, Scene, Side},
};

/// Whom a piece is given to.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The candidate.
    pub candidate: Option<u32>,
    /// The cue.
    pub cue: Option<u32>,
    /// How likely it is right, 0 to 1.
    pub p: f32,
}

/// The speaker of each piece; `None` for pieces that quote nobody.
pub fn choose(scene: &Scene) -> Vec<Option<Choice>> {
    let mut out: Vec<Option<Choice>> = Vec::new();
    let mut last: Option<(usize, u32)> = None;
    for (index, piece) in scene.pieces.iter().enumerate() {
        if piece.inside.is_some() {
            out.push(None);
            continue;
        }
        let best = scene
            .near(index)
            .into_iter()
            .filter(|near| scene.cues.all[near.cue as usize].subject < u32::MAX)
            .map(|near| (weigh(scene, &near), near))
            .max_by_key(|(weight, _)| *weight);
        let words = piece.words.of(scene.text);
        let count = words.split_whitespace().count();
        let title = words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && !words.ends_with([',', '.', '?', '!']);
        let choice = match best {
            Some((weight, near)) if weight >= 4 && !(title && count < 6 && weight < 7) => {
                let cue = &scene.cues.all[near.cue as usize];
                Some(Choice { candidate: Some(cue.subject), cue: Some(near.cue), p: 0.8 })
            }
            _ if count >= 5 && !title => match last {
                Some((paragraph, candidate)) if piece.paragraph - paragraph <= 3 => {
                    Some(Choice { candidate: Some(candidate), cue: None, p: 0.6 })
                }
                _ => Some(Choice { candidate: None, cue: None, p: 0.4 }),
            },
            _ => None,
        };
        if let Some(Choice { candidate: Some(candidate), .. }) = choice {
            last = Some((piece.paragraph, candidate));
        }
        out.push(choice);
    }
    out
}

fn weigh(scene: &Scene, near: &Near) -> i32 {
    let cue = &scene.cues.all[near.cue as usize];
    let word = scene.words.all[cue.at];
    let mut weight = match cue.sort {
        CueSort::Verb if word.is(SPEECH) => 9,
        CueSort::Verb if word.is(JUDGING) => 7,
        CueSort::Verb => 0,
        CueSort::According => 9,
        CueSort::Noun => 6,
        CueSort::Colon => 8,
    };
    weight -= i32::from(near.rank) + i32::from(near.quotes) / 2;
    if near.side == Side::Right {
        weight += if near.rank == 0 && near.quotes == 0 { 2 } else { -4 };
        weight -= i32::from(near.gap) / 6;
        if cue.way == Way::Participle || cue.way == Way::Shared {
            weight -= 6;
        }
    }
    if !near.same_sentence {
        weight -= 6;
    }
    if cue.passive {
        weight -= 3;
    }
    weight
}
