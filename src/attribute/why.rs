//! Why a quote is given to its speaker, from the features that decided, and how sure that is.

use super::{
    cues::{CueSort, Way},
    decide::Choice,
    features::Name,
    near::Scene,
    people::Link,
};
use crate::order;
use crate::quote::{Because, Confidence, Reason};

/// From this chance on a speaker is called sure. Fitted by cross-validation on training data, see `model/quotes.md`.
pub const SURE: f32 = 0.86;
/// From this chance on a speaker is called likely.
pub const LIKELY: f32 = 0.77;

/// How far to rely on a chance.
pub fn confidence(p: f32) -> Confidence {
    if p >= SURE {
        Confidence::Sure
    } else if p >= LIKELY {
        Confidence::Likely
    } else {
        Confidence::Check
    }
}

/// The reasons of a choice, strongest first. `link`: how the phrase was understood.
pub fn why(scene: &Scene, choice: &Choice, link: Link) -> Vec<Reason> {
    let weight = |names: &[Name]| names.iter().map(|name| choice.weights[*name as usize]).sum::<f32>();
    let mut out = Vec::new();
    if choice.label.is_some() {
        out.push(Reason { what: Because::Label, weight: 1.0 });
        return out;
    }
    let Some(candidate) = choice.candidate else {
        out.push(Reason { what: Because::NoSource, weight: weight(&[Name::Sort]) });
        return out;
    };
    let phrase = &scene.candidates.all[candidate as usize];
    let words = phrase.span(scene.words).of(scene.text).to_owned();
    let mut add = |what: Because, weight: f32| out.push(Reason { what, weight });
    let cue = choice.cue.map(|cue| &scene.cues.all[cue as usize]);
    let governs = weight(&[Name::Subject, Name::Verb, Name::Reach, Name::Governs, Name::NoCue]);
    if let Some(cue) = cue {
        let word = scene.words.all[cue.at].span().of(scene.text).to_owned();
        let because = match (cue.sort, cue.way) {
            (CueSort::According, _) => Because::AccordingTo(word),
            (CueSort::Colon, _) => Because::Colon,
            (CueSort::Noun, _) => Because::Owner(word),
            (_, Way::Relative) => Because::Relative(word),
            (_, Way::Participle | Way::Ahead) => Because::Participle(word),
            _ => Because::SubjectOf(word),
        };
        add(because, governs);
        if cue.negated {
            add(Because::Denied(scene.words_of(&cue.words).of(scene.text).to_owned()), 0.0);
        }
    }
    let before = weight(&[Name::Before]);
    if before > 0.5 {
        add(Because::LastSpeaker, before);
    }
    let next = weight(&[Name::Next]);
    if next > 0.5 {
        add(Because::Continues, next);
    }
    let elsewhere = weight(&[Name::Elsewhere, Name::Around]);
    if cue.is_none() && elsewhere > 0.5 && scene.cues.of_subject[candidate as usize] != u32::MAX {
        add(Because::SubjectBefore, elsewhere);
    }
    let near = weight(&[Name::Distance, Name::Between]);
    if cue.is_none() && near > 0.5 {
        add(Because::Nearest, near);
    }
    match link {
        Link::Pronoun => add(Because::Pronoun(words), weight(&[Name::Phrase])),
        Link::Role => add(Because::Role(words), weight(&[Name::Phrase])),
        Link::Name | Link::None => {}
    }
    if out.is_empty() {
        out.push(Reason { what: Because::Nearest, weight: near + elsewhere });
    }
    order::by(&mut out, |a, b| b.weight.total_cmp(&a.weight));
    out
}
