//! Who says a quote inside a quote: what stands around it in the outer quote is looked through as if it were an article.

use super::{
    candidates::{self, NOBODY, Sort},
    classes::{DOCUMENT, key},
    cues::{self, CueSort},
    marks::Piece,
    near::Scene,
    words,
};
use crate::{
    entity::{EntityIndex, EntityKind, Gender, Naming},
    span::Span,
};

/// Who says the inner words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teller {
    /// “I said, ‘…’”: whoever says the outer words.
    Outer,
    /// Somebody named.
    Named(EntityIndex),
    /// Somebody described: “my mother”.
    Described(String),
}

/// What was found of an inner quote.
#[derive(Clone, Debug)]
pub struct Told {
    /// Who says it.
    pub teller: Teller,
    /// The words that name the teller.
    pub mention: Span,
    /// The words of saying.
    pub cue: Span,
}

/// The most words between the inner quote and its words of saying.
const GAP: u8 = 4;

/// For each of the pieces inside `outer`, which are at `inner`, who says it, where the outer words tell.
pub fn nested(scene: &Scene, naming: &Naming, outer: usize, inner: &[usize]) -> Vec<Option<Told>> {
    let text = scene.text;
    let direct = |index: &&usize| scene.pieces[**index].inside == Some(outer);
    let pieces: Vec<Piece> = inner
        .iter()
        .filter(direct)
        .map(|index| Piece { inside: None, paragraph: 0, ..scene.pieces[*index] })
        .collect();
    let words = words::words(text, &[scene.pieces[outer].words], &pieces);
    let candidates = candidates::candidates(&words, naming);
    let cues = cues::cues(&words, &candidates);
    let around = Scene { text, pieces: &pieces, words: &words, candidates: &candidates, cues: &cues };
    let mut tellers = (0..pieces.len()).map(|piece| told(&around, naming, piece));
    inner.iter().map(|index| if direct(&index) { tellers.next().flatten() } else { None }).collect()
}

fn told(scene: &Scene, naming: &Naming, piece: usize) -> Option<Told> {
    let near = scene.near(piece);
    let speaks = near.iter().filter(|near| {
        let cue = &scene.cues.all[near.cue as usize];
        let fits = cue.sort != CueSort::Noun && !cue.passive && cue.subject != NOBODY;
        fits && scene.speaks(near.cue) && near.gap <= GAP && near.quotes == 0 && near.same_sentence
    });
    let cue = &scene.cues.all[speaks.min_by_key(|near| near.gap)?.cue as usize];
    // “I read the words ‘no risk’”: whose words they are is not told.
    let here = scene.words.of_piece[piece];
    let between = &scene.words.all[cue.words.end.min(here)..here];
    if between.iter().any(|word| word.is(DOCUMENT)) {
        return None;
    }
    let subject = &scene.candidates.all[cue.subject as usize];
    let mention = subject.span(scene.words);
    let head = scene.words.all[subject.head].hash;
    let gender = match () {
        () if head == key("he") => Some(Gender::Male),
        () if head == key("she") => Some(Gender::Female),
        () => None,
    };
    let teller = match (subject.sort, subject.entity) {
        (_, Some(entity)) => Teller::Named(entity),
        (Sort::Pronoun, _) if head == key("i") || head == key("we") => Teller::Outer,
        (Sort::Pronoun, _) => Teller::Named(named_before(scene, naming, mention.start, gender?)?),
        _ => Teller::Described(mention.of(scene.text).to_owned()),
    };
    Some(Told { teller, mention, cue: scene.words.all[cue.at].span() })
}

/// The person of this gender whom the outer words named last.
fn named_before(scene: &Scene, naming: &Naming, at: u32, gender: Gender) -> Option<EntityIndex> {
    let before = scene.candidates.all.iter().rev().filter(|other| scene.words.all[other.head].start < at);
    let mut named = before.filter(|other| other.sort == Sort::Name).filter_map(|other| other.entity);
    named.find(|entity| {
        let entity = naming.entity(*entity);
        entity.kind == EntityKind::Person && entity.gender == Some(gender)
    })
}
