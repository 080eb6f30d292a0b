//! From an article and its names to its quotes, each with its speaker.
//!
//! Marks are paired ([`marks`]), the words between them sorted into classes ([`words`]), phrases that could name a speaker
//! found ([`candidates`]), the words that say that something is said, with their subjects ([`cues`]), and whom each
//! phrase means ([`people`]). Then each piece is given to a speaker, pieces of one quote are joined ([`groups`]), and
//! what is said without marks is listed apart ([`indirect`]).

pub mod classes;
pub mod marks;
pub mod words;
pub mod candidates;
pub mod cues;
pub mod people;
pub mod near;
pub mod features;
pub mod quoted;
pub mod speaker;
pub mod model;
pub mod decide;
pub mod groups;
pub mod indirect;

use crate::{
    article::Article,
    entity::Naming,
    quote::{Attribution, Because, Confidence, Paraphrase, Quote, QuoteKind, Reason, Speaker},
};
use candidates::{Candidates, NOBODY};
use cues::{CueSort, Way};
use decide::Choice;
use near::Scene;
use people::{Link, People};

/// All that is found in an article before anything is decided.
pub struct Found {
    /// The marked pieces.
    pub pieces: Vec<marks::Piece>,
    /// The words outside them.
    pub words: words::Words,
    /// Who could speak.
    pub candidates: Candidates,
    /// What says that something is said.
    pub cues: cues::Cues,
    /// Whom each candidate means.
    pub people: People,
}

impl Found {
    /// Looks through an article.
    pub fn of(article: &Article, naming: &Naming) -> Found {
        let text = article.text.as_str();
        let habit = marks::habit(text, article.lang.as_deref());
        let pieces = marks::pieces(text, &article.paragraphs, habit);
        let words = words::words(text, &article.paragraphs, &pieces);
        let candidates = candidates::candidates(&words, naming);
        let cues = cues::cues(&words, &candidates);
        let people = people::people(&words, &candidates, &cues, naming);
        Found { pieces, words, candidates, cues, people }
    }

    /// The same, as the later passes see it.
    pub fn scene<'a>(&'a self, text: &'a str) -> Scene<'a> {
        let Found { pieces, words, candidates, cues, .. } = self;
        Scene { text, pieces, words, candidates, cues }
    }
}

/// Who says what in the article.
pub fn attribute(article: &Article, naming: &Naming) -> Attribution {
    let found = Found::of(article, naming);
    let scene = found.scene(&article.text);
    let Found { pieces, words, candidates, cues, people } = &found;
    let choices = decide::decide(&scene, people, &model::MODEL);
    let mut quotes: Vec<Quote> = Vec::new();
    for group in groups::groups(&scene, &choices) {
        let lead = group[0];
        let Some(choice) = choices[lead] else { continue };
        quotes.push(quote(&scene, people, &group, choice));
        for (inner, piece) in pieces.iter().enumerate().skip(lead + 1) {
            match piece.inside {
                Some(outer) if group.contains(&outer) || (outer > lead && choices[outer].is_none()) => {
                    quotes.push(nested(&scene, inner));
                }
                _ if group.contains(&inner) => {}
                _ => break,
            }
        }
    }
    let paraphrases = indirect::indirect(&scene)
        .into_iter()
        .map(|found| {
            let cue = &cues.all[found.cue as usize];
            Paraphrase {
                span: found.span,
                speaker: speaker(&scene, people, found.candidate).0,
                mention: Some(candidates.all[found.candidate as usize].span(words)),
                cue: Some(words.all[cue.at].span()),
            }
        })
        .collect();
    Attribution { quotes, paraphrases }
}

/// A quote of these pieces.
fn quote(scene: &Scene, people: &People, group: &[usize], choice: Choice) -> Quote {
    let all = &scene.words.all;
    let cue = choice.cue.map(|cue| &scene.cues.all[cue as usize]);
    let mut why = Vec::new();
    let mut because = |what: Because| why.push(Reason { what, weight: 1.0 });
    if let Some(cue) = cue {
        let word = all[cue.at].span().of(scene.text).to_owned();
        because(match (cue.sort, cue.way) {
            (CueSort::According, _) => Because::AccordingTo(word),
            (CueSort::Colon, _) => Because::Colon,
            (CueSort::Noun, _) => Because::Owner(word),
            (_, Way::Relative) => Because::Relative(word),
            (_, Way::Participle | Way::Ahead) => Because::Participle(word),
            _ => Because::SubjectOf(word),
        });
        if cue.negated {
            because(Because::Denied(scene.words_of(&cue.words).of(scene.text).to_owned()));
        }
    }
    let speaker = match choice.candidate {
        Some(candidate) => {
            let (speaker, link) = speaker(scene, people, candidate);
            let phrase = scene.candidates.all[candidate as usize].span(scene.words).of(scene.text).to_owned();
            match link {
                Link::Pronoun => because(Because::Pronoun(phrase)),
                Link::Role => because(Because::Role(phrase)),
                Link::Name | Link::None if cue.is_none() => because(Because::LastSpeaker),
                Link::Name | Link::None => {}
            }
            speaker
        }
        None => {
            because(Because::NoSource);
            Speaker::Nobody
        }
    };
    Quote {
        spans: group.iter().map(|piece| scene.pieces[*piece].words).collect(),
        kind: groups::kind(scene, group[0]),
        speaker,
        mention: choice.candidate.map(|candidate| scene.candidates.all[candidate as usize].span(scene.words)),
        cue: cue.map(|cue| all[cue.at].span()),
        confidence: Confidence::Likely,
        p: choice.p,
        why,
    }
}

/// A quote inside a quote: who said it is seldom told in the article's own words, so nobody is claimed.
fn nested(scene: &Scene, piece: usize) -> Quote {
    Quote {
        spans: vec![scene.pieces[piece].words],
        kind: QuoteKind::Nested,
        speaker: Speaker::Nobody,
        mention: None,
        cue: None,
        confidence: Confidence::Check,
        p: 0.5,
        why: vec![Reason { what: Because::InsideQuote, weight: 1.0 }],
    }
}

/// Whom a candidate means, and how that was found.
fn speaker(scene: &Scene, people: &People, candidate: u32) -> (Speaker, Link) {
    let Candidates { all, .. } = scene.candidates;
    let described = |candidate: u32| {
        let candidate = &all[candidate as usize];
        let words = scene.words_of(&(candidate.name.min(candidate.words.end - 1)..candidate.words.end));
        Speaker::Described(words.of(scene.text).to_owned())
    };
    match people.of[candidate as usize] {
        NOBODY => (described(candidate), Link::None),
        referent => {
            let link = people.link[candidate as usize];
            let referent = &people.all[referent as usize];
            match referent.entity {
                Some(entity) => (Speaker::Entity(entity), link),
                None => (described(referent.fullest), link),
            }
        }
    }
}
