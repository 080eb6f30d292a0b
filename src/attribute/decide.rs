//! Which marked words are quotes and who says them, by the model.

use super::{
    candidates::NOBODY,
    classes::{ABROAD, QUOTE},
    cues::Way,
    features::{Features, NAMES},
    model::{Model, Table},
    near::{Near, Scene, Side},
    people::People,
    quoted,
    speaker::{self, Setting},
    transcript,
};
use crate::{pulse, span::Span};

/// Whom a piece is given to.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The candidate, none if nobody says it.
    pub candidate: Option<u32>,
    /// The cue.
    pub cue: Option<u32>,
    /// The label of a transcript, instead of a candidate.
    pub label: Option<Span>,
    /// How likely it is that this is a quote and the speaker is right, 0 to 1.
    pub p: f32,
    /// For each [`super::features::Name`] how much it spoke for this candidate and against the next best.
    pub weights: [f32; NAMES],
}

/// The choice for each piece; `None` for words nobody says, and for pieces inside others.
pub fn decide(scene: &Scene, people: &People, model: &Model) -> Vec<Option<Choice>> {
    let mut out = Vec::with_capacity(scene.pieces.len());
    let mut before = None;
    let mut last = None;
    let mut features = Features::default();
    let labels = transcript::labels(scene);
    for (index, piece) in scene.pieces.iter().enumerate() {
        pulse::beat(512);
        if piece.inside.is_some() {
            out.push(None);
            continue;
        }
        let near = scene.near(index);
        features.clear();
        quoted::features(scene, index, &near, last, &mut features);
        let quoted = logistic(model.quoted.score(&features));
        let said = quoted >= bar(scene, index, &near);
        last = Some((index, said));
        if !said {
            out.push(None);
            continue;
        }
        if let Some(label) = labels[index] {
            out.push(Some(Choice {
                candidate: None,
                cue: None,
                label: Some(label),
                p: quoted,
                weights: [0.0; NAMES],
            }));
            before = Some((index, None));
            continue;
        }
        let ranking = rank(scene, people, &model.speaker, index, &near, before);
        let candidate = ranking.best;
        before = Some((index, candidate));
        let cue = candidate.and_then(|candidate| cue(scene, people, &near, candidate));
        out.push(Some(Choice {
            candidate,
            cue,
            label: None,
            p: quoted * ranking.chance,
            weights: ranking.weights,
        }));
    }
    out
}

/// The chance from which on marked words are taken for a quote: lower where the page itself says so.
fn bar(scene: &Scene, index: usize, near: &[Near]) -> f32 {
    let all = &scene.words.all;
    let piece = &scene.pieces[index];
    let here = scene.words.of_piece[index];
    let range = &scene.words.paragraphs[piece.paragraph];
    let capital = piece.words.of(scene.text).starts_with(char::is_uppercase);
    let opens = range.start == here && capital;
    // “First para.⏎⏎“Second para,” he said.
    let next = scene.words.paragraphs.get(piece.paragraph + 1);
    let again = next.is_some_and(|next| all.get(next.start).is_some_and(|word| word.is(QUOTE)));
    let goes_on = opens && !piece.closed && again;
    // A paragraph that is nothing but a sentence in marks: “No deal.”
    let whole = opens && range.len() == 1 && matches!(quoted::ending(piece.words.of(scene.text)), 2 | 3);
    // „…“, sagte Ortiz: the model was fitted on English alone.
    let abroad = near.iter().any(|near| near.gap < 4 && all[scene.cues.all[near.cue as usize].at].is(ABROAD));
    match () {
        () if goes_on || abroad => 0.1,
        () if whole => 0.3,
        () => 0.58,
    }
}

/// The likeliest speaker of a piece.
pub struct Ranking {
    /// The candidate; none if nobody says it.
    pub best: Option<u32>,
    /// How likely it is, other phrases for the same person counted in.
    pub chance: f32,
    /// For each [`super::features::Name`] how much it spoke for it and against the next best.
    pub weights: [f32; NAMES],
}

/// The likeliest speaker of a piece and how likely it is; `before` is the piece quoted last and its speaker.
pub fn rank(
    scene: &Scene,
    people: &People,
    table: &Table,
    piece: usize,
    near: &[Near],
    before: Option<(usize, Option<u32>)>,
) -> Ranking {
    let scored = scores(scene, people, table, piece, near, before);
    let most = scored.iter().map(|(_, score)| *score).fold(f32::MIN, f32::max);
    let total: f32 = scored.iter().map(|(_, score)| (score - most).exp()).sum();
    let best = scored.iter().find(|(_, score)| *score == most).and_then(|(best, _)| *best);
    // Two phrases of one person share their chance.
    let same = |other: Option<u32>| match (best, other) {
        (Some(best), Some(other)) => {
            let meant = people.of[best as usize];
            best == other || (meant != NOBODY && meant == people.of[other as usize])
        }
        (best, other) => best == other,
    };
    let chance: f32 =
        scored.iter().filter(|(other, _)| same(*other)).map(|(_, score)| (score - most).exp()).sum();
    let next = scored.iter().filter(|(other, _)| !same(*other)).max_by(|a, b| a.1.total_cmp(&b.1));
    let mut weights = [0.0; NAMES];
    let setting = Setting::of(scene, piece, near, before);
    for (candidate, sign) in [(Some(best), 1.0), (next.map(|(next, _)| *next), -1.0)] {
        let Some(candidate) = candidate else { continue };
        let mut features = Features::default();
        look(scene, people, &setting, candidate, &mut features);
        for (name, hash) in &features.all {
            weights[*name as usize] += sign * table.weights[table.place(*hash)];
        }
    }
    Ranking { best, chance: chance / total, weights }
}

/// Adds the features of a candidate or of nobody.
pub fn look(scene: &Scene, people: &People, setting: &Setting, candidate: Option<u32>, out: &mut Features) {
    match candidate {
        None => speaker::nobody(scene, setting, out),
        Some(candidate) => speaker::features(scene, people, setting, candidate, out),
    }
}

/// The score of each candidate of a piece, nobody first.
pub fn scores(
    scene: &Scene,
    people: &People,
    table: &Table,
    piece: usize,
    near: &[Near],
    before: Option<(usize, Option<u32>)>,
) -> Vec<(Option<u32>, f32)> {
    let mut features = Features::default();
    let setting = Setting::of(scene, piece, near, before);
    let candidates = [None].into_iter().chain(scene.reach(piece).into_iter().map(Some));
    candidates
        .map(|candidate| {
            features.clear();
            look(scene, people, &setting, candidate, &mut features);
            (candidate, table.score(&features))
        })
        .collect()
}

/// The cue that gives a quote to a candidate: the nearest that speaks and has it as its subject.
fn cue(scene: &Scene, people: &People, near: &[Near], candidate: u32) -> Option<u32> {
    let means = |subject: u32| {
        subject == candidate
            || (subject != NOBODY
                && people.of[subject as usize] != NOBODY
                && people.of[subject as usize] == people.of[candidate as usize])
    };
    let fits = |near: &&Near| means(scene.cues.all[near.cue as usize].subject);
    let plain =
        |near: &&Near| scene.cues.all[near.cue as usize].way != Way::Participle || near.side == Side::Left;
    let speaking = near.iter().filter(fits).filter(plain).filter(|near| scene.speaks(near.cue));
    speaking
        .min_by_key(|near| (!near.same_sentence, near.gap))
        .or_else(|| near.iter().find(fits))
        .map(|near| near.cue)
}

/// From minus to plus infinity to 0 to 1.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
