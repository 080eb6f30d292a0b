//! Paraphrases: what somebody said in the article's own words, with the end of the clause.

use super::{
    candidates::NOBODY,
    classes::*,
    cues::{Cue, CueSort, Way},
    near::Scene,
};
use crate::span::Span;

/// A paraphrase before its speaker is named.
#[derive(Clone, Copy, Debug)]
pub struct Indirect {
    /// The clause that gives what was said.
    pub span: Span,
    /// The candidate.
    pub candidate: u32,
    /// Position in the cues.
    pub cue: u32,
}

/// Verbs of thinking and finding, and verbs whose object is seldom a clause: no speech by themselves.
const NOT_SPEECH: [u64; 40] = [
    key("think"),
    key("thought"),
    key("believe"),
    key("believed"),
    key("feel"),
    key("felt"),
    key("know"),
    key("knew"),
    key("hope"),
    key("hoped"),
    key("expect"),
    key("expected"),
    key("fear"),
    key("feared"),
    key("see"),
    key("saw"),
    key("hear"),
    key("heard"),
    key("go"),
    key("went"),
    key("put"),
    key("hold"),
    key("held"),
    key("learned"),
    key("decided"),
    key("decide"),
    key("continued"),
    key("began"),
    key("showed"),
    key("show"),
    key("shows"),
    key("means"),
    key("meant"),
    key("believes"),
    key("thinks"),
    key("knows"),
    key("hopes"),
    key("speak"),
    key("spoke"),
    key("press"),
];

/// The fewest words of a clause.
const FEWEST: usize = 3;

/// The paraphrases of an article, in the order of the text.
pub fn indirect(scene: &Scene) -> Vec<Indirect> {
    let mut out: Vec<Indirect> = Vec::new();
    for (index, cue) in scene.cues.all.iter().enumerate() {
        let word = scene.words.all[cue.at];
        let speech = match cue.sort {
            CueSort::Verb => {
                word.is(SPEECH) && !NOT_SPEECH.contains(&word.hash) && !cue.passive && !cue.negated
            }
            CueSort::According => true,
            _ => false,
        };
        if !speech
            || cue.subject == NOBODY
            || !matches!(
                cue.way,
                Way::Before
                    | Way::Apposed
                    | Way::Modified
                    | Way::After
                    | Way::Shared
                    | Way::According
                    | Way::Participle
            )
        {
            continue;
        }
        let clause = match cue.sort {
            CueSort::According => aside(scene, cue),
            _ => after(scene, cue).or_else(|| before(scene, cue)),
        };
        if let Some(span) = clause
            && out.last().is_none_or(|last| !last.span.overlaps(span))
        {
            out.push(Indirect { span, candidate: cue.subject, cue: index as u32 });
        }
    }
    out
}

/// “said [on Tuesday] that concessions would be needed, adding …”: from the clause's first word to its end.
fn after(scene: &Scene, cue: &Cue) -> Option<Span> {
    let all = &scene.words.all;
    let sentence = all[cue.at].sentence;
    let end = (cue.at..all.len()).find(|at| all[*at].sentence != sentence).unwrap_or(all.len());
    let mut at = cue.at + 1;
    if cue.way == Way::After {
        return None;
    }
    let that = (at..end.min(at + 9)).find(|at| all[*at].hash == THAT && !all[*at].is(QUOTE | COMMA));
    if let Some(that) = that
        .filter(|that| !all[at..*that].iter().any(|word| word.is(VERB | QUOTE) && !word.is(CAPITAL | GUESS)))
    {
        at = that;
    } else {
        // “told reporters”, “said on Tuesday”, “also said last week”.
        while at < end
            && (all[at].is(ADVERB | DATE)
                || (all[at].hash == ON && all.get(at + 1).is_some_and(|word| word.is(DATE)))
                || (all[at].hash == LAST && at + 1 < end))
        {
            at += if all[at].hash == LAST { 2 } else { 1 };
        }
        if all[cue.at].hash == TOLD || all[cue.at].hash == TELLS {
            let hearer = scene.candidates.over.get(at).copied().filter(|over| *over != NOBODY);
            at = match hearer {
                Some(hearer) => scene.candidates.all[hearer as usize].words.end,
                None if all.get(at).is_some_and(|word| word.is(OBJECT)) => at + 1,
                None => return None,
            };
        }
        let begins = at < end
            && (scene.candidates.over[at] != NOBODY
                || all[at].is(DETERMINER | PRONOUN | POSSESSIVE | CAPITAL)
                || all[at].is(VERB | ING));
        if !begins {
            return None;
        }
    }
    let first = at;
    let mut verb = false;
    let mut stop = end;
    let mut aside = first;
    for at in first + 1..end {
        let word = all[at];
        // “that the talks — which nobody else attended — were useful”: what dashes set off is passed over.
        if !verb && at > aside && word.is(DASH) {
            aside = (at + 1..end).find(|at| all[*at].is(DASH | QUOTE)).unwrap_or(at);
        }
        if at < aside || at == aside && aside > first && word.is(DASH) {
            continue;
        }
        if word.is(QUOTE | COLON | SEMICOLON | STOP | DASH) {
            stop = at;
            break;
        }
        let next = all.get(at + 1).filter(|_| at + 1 < end);
        let joined =
            |word: &super::words::Word| word.is(VERB) && word.is(SPEECH | ING | PAST) && !word.is(CAPITAL);
        if verb
            && word.is(COMMA)
            && next.is_some_and(|next| {
                joined(next)
                    || next.is(RELATIVE)
                    || (next.is(AND) && all.get(at + 2).is_some_and(|word| word.is(PRONOUN)))
                    || matches!(next.hash, ALTHOUGH | WHILE | AS | BUT)
            })
        {
            stop = at;
            break;
        }
        if verb
            && ((word.is(AND)
                && next.is_some_and(|next| next.is(SPEECH) && next.is(PAST | THIRD) && !next.is(CAPITAL)))
                || matches!(word.hash, SINCE | BECAUSE | WHETHER)
                || (word.is(AND) && next.is_some_and(|next| next.hash == THAT)))
        {
            stop = at;
            break;
        }
        verb |= (word.is(VERB) && scene.candidates.over[at] == NOBODY) || word.is(AUXILIARY);
    }
    // A quote in the clause makes it a quote's frame, not a paraphrase, unless a whole clause stands before it.
    if all[first..stop.min(end)].iter().any(|word| word.is(QUOTE)) || !verb || stop - first < FEWEST {
        return None;
    }
    if stop < end && all[stop].is(QUOTE) {
        return None;
    }
    Some(Span { start: all[first].start, end: all[stop - 1].end })
}

/// “Prices will fall, the minister said.”: from the start of the sentence to the comma.
fn before(scene: &Scene, cue: &Cue) -> Option<Span> {
    let all = &scene.words.all;
    let sentence = all[cue.at].sentence;
    let subject = &scene.candidates.all[cue.subject as usize];
    let edge = subject.words.start.min(cue.words.start);
    let comma = edge.checked_sub(1).filter(|at| all[*at].is(COMMA) && all[*at].sentence == sentence)?;
    let first = (0..comma)
        .rev()
        .take_while(|at| all[*at].sentence == sentence && !all[*at].is(QUOTE | COLON | SEMICOLON))
        .last()?;
    let clause = &all[first..comma];
    let verb = clause.iter().any(|word| word.is(VERB | AUXILIARY) && !word.is(CAPITAL));
    let frame = all[first].is(PREPOSITION | SUBORDINATOR | ING) || clause.iter().any(|word| word.is(QUOTE));
    let quoted = first > 0 && all[first - 1].sentence == sentence && all[first - 1].is(QUOTE);
    let ends = all
        .get(cue.at + 1)
        .is_none_or(|word| word.sentence != sentence || word.is(ANY_SIGN | PREPOSITION | DATE | ADVERB));
    (verb && ends && !frame && !quoted && clause.len() >= FEWEST)
        .then(|| Span { start: all[first].start, end: all[comma - 1].end })
}

/// “According to the report, prices fell.”, “Prices fell, according to the report.”
fn aside(scene: &Scene, cue: &Cue) -> Option<Span> {
    let all = &scene.words.all;
    let sentence = all[cue.at].sentence;
    let begin = (0..cue.at).rev().take_while(|at| all[*at].sentence == sentence).last().unwrap_or(cue.at);
    let end = (cue.at..all.len()).find(|at| all[*at].sentence != sentence).unwrap_or(all.len());
    let subject = &scene.candidates.all[cue.subject as usize];
    let (first, stop) = if begin == cue.at {
        let comma = (subject.words.end..end).find(|at| all[*at].is(COMMA))?;
        (comma + 1, (comma + 1..end).find(|at| all[*at].is(STOP | SEMICOLON)).unwrap_or(end))
    } else {
        let stop = if all[cue.at - 1].is(COMMA) { cue.at - 1 } else { cue.at };
        (begin, stop)
    };
    if stop <= first + FEWEST || all[first..stop].iter().any(|word| word.is(QUOTE)) {
        return None;
    }
    all[first..stop]
        .iter()
        .any(|word| word.is(VERB | AUXILIARY))
        .then(|| Span { start: all[first].start, end: all[stop - 1].end })
}

const THAT: u64 = key("that");
const ON: u64 = key("on");
const LAST: u64 = key("last");
const TOLD: u64 = key("told");
const TELLS: u64 = key("tells");
const SINCE: u64 = key("since");
const BECAUSE: u64 = key("because");
const WHETHER: u64 = key("whether");
const ALTHOUGH: u64 = key("although");
const WHILE: u64 = key("while");
const AS: u64 = key("as");
const BUT: u64 = key("but");
