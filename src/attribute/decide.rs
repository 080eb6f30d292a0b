//! Which marked words are quotes and who says them, by the model.

use super::{
    candidates::NOBODY,
    cues::Way,
    features::Features,
    model::{Model, Table},
    near::{Near, Scene, Side},
    people::People,
    quoted,
    speaker::{self, Setting},
};

/// Whom a piece is given to.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The candidate, none if nobody says it.
    pub candidate: Option<u32>,
    /// The cue.
    pub cue: Option<u32>,
    /// How likely it is that this is a quote, 0 to 1.
    pub quoted: f32,
    /// How likely the speaker is right, 0 to 1.
    pub p: f32,
}

/// The choice for each piece; `None` for words nobody says, and for pieces inside others.
pub fn decide(scene: &Scene, people: &People, model: &Model) -> Vec<Option<Choice>> {
    let mut out = Vec::with_capacity(scene.pieces.len());
    let mut before = None;
    let mut features = Features::default();
    for (index, piece) in scene.pieces.iter().enumerate() {
        if piece.inside.is_some() {
            out.push(None);
            continue;
        }
        let near = scene.near(index);
        features.clear();
        quoted::features(scene, index, &near, &mut features);
        let quoted = logistic(model.quoted.score(&features));
        if quoted < 0.5 {
            out.push(None);
            continue;
        }
        let (candidate, p) = rank(scene, people, &model.speaker, index, &near, before);
        before = Some((index, candidate));
        let cue = candidate.and_then(|candidate| cue(scene, people, &near, candidate));
        out.push(Some(Choice { candidate, cue, quoted, p }));
    }
    out
}

/// The likeliest speaker of a piece and how likely it is; `before` is the piece quoted last and its speaker.
pub fn rank(
    scene: &Scene,
    people: &People,
    table: &Table,
    piece: usize,
    near: &[Near],
    before: Option<(usize, Option<u32>)>,
) -> (Option<u32>, f32) {
    let scored = scores(scene, people, table, piece, near, before);
    let most = scored.iter().map(|(_, score)| *score).fold(f32::MIN, f32::max);
    let total: f32 = scored.iter().map(|(_, score)| (score - most).exp()).sum();
    let Some((best, _)) = scored.iter().find(|(_, score)| *score == most) else { return (None, 0.0) };
    // Two phrases of one person share their chance.
    let same = |other: &Option<u32>| match (best, other) {
        (Some(best), Some(other)) => {
            best == other
                || (people.of[*best as usize] != NOBODY
                    && people.of[*best as usize] == people.of[*other as usize])
        }
        (best, other) => best == other,
    };
    let chance: f32 =
        scored.iter().filter(|(other, _)| same(other)).map(|(_, score)| (score - most).exp()).sum();
    (*best, chance / total)
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
    speaker::nobody(scene, &setting, &mut features);
    let mut out = vec![(None, table.score(&features))];
    for candidate in scene.reach(piece) {
        features.clear();
        speaker::features(scene, people, &setting, candidate, &mut features);
        out.push((Some(candidate), table.score(&features)));
    }
    out
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
