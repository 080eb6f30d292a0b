//! From an article and its names to its quotes, each with its speaker.
//!
//! Marks are paired ([`marks`]), the words between them sorted into classes ([`words`]), phrases that could name a speaker
//! found ([`candidates`]) and the words that say that something is said, with their subjects ([`cues`]).

pub mod classes;
pub mod marks;
pub mod words;
pub mod candidates;
pub mod cues;
pub mod near;
mod rules;

use crate::{
    article::Article,
    entity::Naming,
    quote::{Attribution, Because, Confidence, Quote, QuoteKind, Reason, Speaker},
};

/// Who says what in the article.
pub fn attribute(article: &Article, naming: &Naming) -> Attribution {
    let text = article.text.as_str();
    let habit = marks::habit(text, article.lang.as_deref());
    let pieces = marks::pieces(text, &article.paragraphs, habit);
    let words = words::words(text, &article.paragraphs, &pieces);
    let candidates = candidates::candidates(&words, naming);
    let cues = cues::cues(&words, &candidates);
    let scene = near::Scene { text, pieces: &pieces, words: &words, candidates: &candidates, cues: &cues };
    let choices = rules::choose(&scene);
    let quotes = pieces.iter().zip(&choices).filter_map(|(piece, choice)| {
        let choice = (*choice)?;
        let candidate = choice.candidate.map(|candidate| &candidates.all[candidate as usize]);
        let speaker = match candidate {
            Some(candidate) => match candidate.entity {
                Some(entity) => Speaker::Entity(entity),
                None => Speaker::Described(candidate.span(&words).of(text).to_owned()),
            },
            None => Speaker::Nobody,
        };
        let cue = choice.cue.map(|cue| &cues.all[cue as usize]);
        let why = match cue {
            Some(cue) => Because::SubjectOf(words.all[cue.at].span().of(text).to_owned()),
            None => Because::LastSpeaker,
        };
        Some(Quote {
            spans: vec![piece.words],
            kind: QuoteKind::Full,
            speaker,
            mention: candidate.map(|candidate| candidate.span(&words)),
            cue: cue.map(|cue| words.all[cue.at].span()),
            confidence: Confidence::Likely,
            p: choice.p,
            why: vec![Reason { what: why, weight: 1.0 }],
        })
    });
    Attribution { quotes: quotes.collect(), paraphrases: Vec::new() }
}
