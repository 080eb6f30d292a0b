//! Cues: the words that say that something is said, and who their subject is.
//!
//! A shallow grammar of English: it looks through one sentence at a time, and each look is bounded by the length of a
//! sentence. It is wrong now and then; the model learns how far to trust each way in which a subject was found.

use super::{
    candidates::{Candidates, NOBODY, Sort},
    classes::*,
    words::{Word, Words},
};
use crate::pulse;
use std::ops::Range;

/// What sort of cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueSort {
    /// A verb: said, called, shook.
    Verb,
    /// “according to”, “in the words of”.
    According,
    /// A noun that somebody owns: “his claim”, “Ortiz’s promise”.
    Noun,
    /// A colon, where the words before it have no verb: `Ortiz: “…”`.
    Colon,
}

/// How the subject was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Right before the verb.
    Before,
    /// Before the verb, with words that belong to it between: “the head of the bank said”.
    Modified,
    /// Before the verb, with an apposition or a relative clause between commas.
    Apposed,
    /// After the verb, which follows the quote: “said Ortiz”.
    After,
    /// who, which.
    Relative,
    /// The verb before has the same subject: “he left and said”.
    Shared,
    /// A participle has the subject of the main verb: “…, adding that”.
    Participle,
    /// A participle at the start: “Speaking to reporters, Ortiz …”.
    Ahead,
    /// Right after “according to”.
    According,
    /// The owner of the noun.
    Owner,
    /// Before the colon.
    Label,
    /// None was found.
    None,
}

/// A cue.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Position of its main word.
    pub at: usize,
    /// Positions of all its words: “would not say”.
    pub words: Range<usize>,
    /// What sort.
    pub sort: CueSort,
    /// The candidate that is its subject, or [`NOBODY`].
    pub subject: u32,
    /// How the subject was found.
    pub way: Way,
    /// “was asked”: the subject does not speak.
    pub passive: bool,
    /// “did not say”.
    pub negated: bool,
}

/// All cues of an article, in the order of the text.
#[derive(Debug, Default)]
pub struct Cues {
    /// In the order of the text.
    pub all: Vec<Cue>,
    /// Where the cues of each paragraph lie in `all`.
    pub paragraphs: Vec<Range<usize>>,
    /// For each candidate the first cue it is the subject of, or [`NOBODY`].
    pub of_subject: Vec<u32>,
}

/// Finds the cues of an article.
pub fn cues(words: &Words, candidates: &Candidates) -> Cues {
    let mut cues = Cues { of_subject: vec![NOBODY; candidates.all.len()], ..Cues::default() };
    for range in &words.paragraphs {
        let begin = cues.all.len();
        let mut first = range.start;
        while first < range.end {
            let sentence = words.all[first].sentence;
            let mut last = first;
            while last < range.end && words.all[last].sentence == sentence {
                last += 1;
            }
            pulse::beat(8 * (last - first));
            let from = cues.all.len();
            let clause = Sentence { words: &words.all, candidates, range: first..last };
            clause.cues(&mut cues.all);
            for index in from..cues.all.len() {
                let subject = cues.all[index].subject;
                if subject != NOBODY {
                    let first = &mut cues.of_subject[subject as usize];
                    let better = *first == NOBODY
                        || (words.all[cues.all[index].at].is(SPEECH)
                            && !words.all[cues.all[*first as usize].at].is(SPEECH | JUDGING));
                    if better {
                        *first = index as u32;
                    }
                }
            }
            first = last;
        }
        cues.paragraphs.push(begin..cues.all.len());
    }
    cues
}

struct Sentence<'a> {
    words: &'a [Word],
    candidates: &'a Candidates,
    range: Range<usize>,
}

/// How many steps the search for a subject takes at most; longer ways are wrong more often than right.
const STEPS: usize = 24;

impl Sentence<'_> {
    fn cues(&self, out: &mut Vec<Cue>) {
        let begin = out.len();
        let mut at = self.range.start;
        while at < self.range.end {
            let word = self.words[at];
            if word.hash == ACCORDING && self.hash(at + 1) == TO_WORD {
                let subject = self.starting(at + 2);
                let way = if subject == NOBODY { Way::None } else { Way::According };
                out.push(self.cue(at, at..at + 2, CueSort::According, subject, way));
                at += 2;
                continue;
            }
            let over = self.candidates.over[at];
            if word.is(DOCUMENT) && over != NOBODY {
                let phrase = &self.candidates.all[over as usize];
                let owner = over as usize + 1;
                if phrase.head == at
                    && phrase.words.end == at + 1
                    && let Some(owner_phrase) = self.candidates.all.get(owner)
                    && owner_phrase.owner
                    && phrase.words.start <= owner_phrase.words.start
                    && owner_phrase.words.end <= phrase.words.end
                {
                    out.push(self.cue(at, at..at + 1, CueSort::Noun, owner as u32, Way::Owner));
                }
            }
            // “secretary of state”: no verb but a participle stands after a preposition.
            let noun = at > self.range.start
                && self.words[at - 1].is(PREPOSITION)
                && !self.words[at - 1].is(TO | SUBORDINATOR)
                && !word.is(ING | PAST);
            if word.is(VERB) && !noun && over == NOBODY && (!word.is(CAPITAL) || word.is(FIRST)) {
                self.verb(at, begin, out);
            } else if word.is(COLON) && at > self.range.start {
                let spoken = out[begin..].iter().any(|cue| cue.sort == CueSort::Verb && cue.at + 12 > at);
                if !spoken || at - self.range.start <= 6 {
                    let subject = self.ending(at);
                    let way = if subject == NOBODY { Way::None } else { Way::Label };
                    out.push(self.cue(at, at..at + 1, CueSort::Colon, subject, way));
                }
            }
            at += 1;
        }
    }

    fn cue(&self, at: usize, words: Range<usize>, sort: CueSort, subject: u32, way: Way) -> Cue {
        Cue { at, words, sort, subject, way, passive: false, negated: false }
    }

    fn verb(&self, at: usize, begin: usize, out: &mut Vec<Cue>) {
        let word = self.words[at];
        // The group: auxiliaries, adverbs and negations before the verb.
        let mut from = at;
        let (mut finite, mut be, mut negated, mut infinitive) = (!word.is(ING), false, false, false);
        while from > self.range.start {
            let before = self.words[from - 1];
            // “a dit”, “hat gesagt”, “ha detto”.
            let abroad = word.is(ABROAD) && HAVE_ABROAD.contains(&before.hash);
            let skip = abroad
                || before.is(AUXILIARY | NOT | TO)
                || (before.is(ADVERB) && !before.is(VERB) && self.candidates.over[from - 1] == NOBODY);
            if !skip || (infinitive && before.is(AUXILIARY)) {
                break;
            }
            finite |= before.is(AUXILIARY);
            be |= before.is(BE);
            negated |= before.is(NOT);
            infinitive |= before.is(TO) && !before.is(PREPOSITION);
            from -= 1;
        }
        let passive = be && word.is(PAST) && !word.is(ING);
        let (subject, way) = self.subject(at, from, finite && !infinitive, infinitive, &out[begin..]);
        out.push(Cue { at, words: from..at + 1, sort: CueSort::Verb, subject, way, passive, negated });
    }

    fn subject(&self, at: usize, from: usize, finite: bool, infinitive: bool, before: &[Cue]) -> (u32, Way) {
        // “…,” said Ortiz: only right after the quote.
        let mut lead = from;
        while lead > self.range.start && self.words[lead - 1].is(COMMA | DASH) {
            lead -= 1;
        }
        let after_quote = lead > self.range.start && self.words[lead - 1].is(QUOTE);
        let alone = from == at || self.words[at].is(ABROAD);
        if (after_quote || from == self.range.start) && finite && alone {
            let subject = self.starting(at + 1);
            if subject != NOBODY && (after_quote || self.words[at].is(SPEECH)) {
                return (subject, Way::After);
            }
        }
        if !finite {
            // “went on to say”, “, adding that”, “a letter saying”.
            if from > self.range.start && !infinitive {
                let near = self.candidates.over[from - 1];
                if near != NOBODY {
                    let phrase = &self.candidates.all[near as usize];
                    if self.words[phrase.head].is(DOCUMENT | GROUP | ROLE) && phrase.sort == Sort::Noun {
                        return (near, Way::Before);
                    }
                }
            }
            if let Some(cue) = before.iter().rev().find(|cue| {
                cue.sort == CueSort::Verb
                    && cue.subject != NOBODY
                    && cue.way != Way::Participle
                    && !cue.passive
            }) {
                return (cue.subject, Way::Participle);
            }
            // “Speaking to reporters, Ortiz …”: the first phrase after the comma.
            let comma = (at..self.range.end).take(STEPS).find(|at| self.words[*at].is(COMMA | QUOTE));
            if let Some(comma) = comma.filter(|_| from <= self.range.start + 2) {
                let subject = self.starting(comma + 1);
                if subject != NOBODY {
                    return (subject, Way::Ahead);
                }
            }
            if from > self.range.start {
                let near = self.ending(from);
                if near != NOBODY {
                    return (near, Way::Modified);
                }
            }
            return (NOBODY, Way::None);
        }
        self.before(at, from, before)
    }

    /// Looks from the verb to the left.
    fn before(&self, verb: usize, from: usize, before: &[Cue]) -> (u32, Way) {
        let start = self.range.start;
        let mut at = from;
        let mut way = Way::Before;
        let mut near = NOBODY;
        for _ in 0..STEPS {
            if at <= start {
                break;
            }
            let word = self.words[at - 1];
            let over = self.candidates.over[at - 1];
            if word.is(RELATIVE) && over != NOBODY && way == Way::Before {
                return (over, Way::Relative);
            }
            if over != NOBODY {
                let phrase = &self.candidates.all[over as usize];
                let begin = phrase.words.start;
                let after_preposition = begin > start
                    && self.words[begin - 1].is(PREPOSITION | TO)
                    && self.hash(begin.wrapping_sub(2)) != ACCORDING;
                if phrase.sort == Sort::Pronoun && !after_preposition {
                    return (over, way);
                }
                if after_preposition {
                    // “the head of the bank said”
                    if near == NOBODY {
                        near = over;
                    }
                    way = if way == Way::Apposed { way } else { Way::Modified };
                    at = begin - 1;
                    continue;
                }
                let comma_before = begin > start && self.words[begin - 1].is(COMMA);
                if way == Way::Apposed && comma_before && begin > start + 1 {
                    // An apposition, if another name stands before its comma.
                    let outer = self.candidates.over[begin - 2];
                    if outer != NOBODY && phrase.sort == Sort::Noun {
                        at = begin - 1;
                        continue;
                    }
                }
                return (over, way);
            }
            match () {
                () if word.is(CLOSE) => {
                    let open = (start..at - 1).rev().take(STEPS).find(|at| self.words[*at].is(OPEN));
                    match open {
                        Some(open) => at = open,
                        None => break,
                    }
                }
                () if word.is(COMMA | DASH) => {
                    // Back to the comma that opens the apposition.
                    let open = (start..at - 1).rev().take(STEPS * 2).find(|at| {
                        self.words[*at].is(COMMA | DASH)
                            && !(self.words[at + 1].is(NUMBER)
                                && *at > start
                                && self.words[at - 1].is(NUMBER))
                    });
                    let Some(open) = open else {
                        // One comma only: “In May, he said”, or “Ortiz, said”.
                        at -= 1;
                        way = Way::Apposed;
                        continue;
                    };
                    let first = open + 1;
                    let over = self.candidates.over[first];
                    let named = over != NOBODY
                        && self.candidates.all[over as usize].sort == Sort::Name
                        && self.candidates.all[over as usize].words.start == first;
                    let outer = self.candidates.over[open - (open > start) as usize];
                    let outer_named =
                        outer != NOBODY && self.candidates.all[outer as usize].sort == Sort::Name;
                    way = Way::Apposed;
                    if named && !outer_named {
                        return (over, way);
                    }
                    at = open;
                }
                () if word.is(AND) => {
                    let shared = |cue: &&Cue| {
                        cue.sort == CueSort::Verb
                            && cue.subject != NOBODY
                            && !matches!(cue.way, Way::Participle | Way::Ahead)
                    };
                    // “said the plan was dead and added”: who says adds, not the plan.
                    let says = |cue: &&Cue| shared(cue) && self.words[cue.at].is(SPEECH);
                    let speech = before.iter().rev().find(says).filter(|_| self.words[verb].is(SPEECH));
                    let earlier = speech.or_else(|| before.iter().rev().find(shared));
                    return earlier.map_or((near, Way::None), |cue| (cue.subject, Way::Shared));
                }
                () if word.is(QUOTE | COLON | SEMICOLON | SUBORDINATOR | STOP) => break,
                () => at -= 1,
            }
            if way == Way::Before {
                way = Way::Modified;
            }
        }
        if near != NOBODY { (near, Way::Modified) } else { (NOBODY, Way::None) }
    }

    /// The candidate that starts at a position, adverbs and a bracket skipped.
    fn starting(&self, mut at: usize) -> u32 {
        let limit = self.range.end.min(at + 3);
        while at < limit {
            let over = self.candidates.over[at];
            if over != NOBODY {
                return if self.candidates.all[over as usize].words.start == at { over } else { NOBODY };
            }
            if !self.words[at].is(ADVERB | DETERMINER | SIGN) {
                return NOBODY;
            }
            at += 1;
        }
        NOBODY
    }

    /// The candidate whose phrase stands before a position, a bracket and words that belong to it skipped.
    fn ending(&self, at: usize) -> u32 {
        let mut at = at;
        for _ in 0..STEPS {
            if at <= self.range.start {
                break;
            }
            let over = self.candidates.over[at - 1];
            if over != NOBODY {
                let begin = self.candidates.all[over as usize].words.start;
                if begin > self.range.start
                    && self.words[begin - 1].is(PREPOSITION)
                    && begin - 1 > self.range.start
                {
                    at = begin - 1;
                    continue;
                }
                return over;
            }
            let word = self.words[at - 1];
            if word.is(CLOSE) {
                match (self.range.start..at - 1).rev().take(STEPS).find(|at| self.words[*at].is(OPEN)) {
                    Some(open) => at = open,
                    None => break,
                }
            } else if word.is(VERB | QUOTE | STOP | COLON | SEMICOLON) {
                break;
            } else {
                at -= 1;
            }
        }
        NOBODY
    }

    fn hash(&self, at: usize) -> u64 {
        if self.range.contains(&at) { self.words[at].hash } else { 0 }
    }
}

const HAVE_ABROAD: [u64; 7] =
    [key("a"), key("ont"), key("avait"), key("hat"), key("haben"), key("ha"), key("han")];
const ACCORDING: u64 = key("according");
const TO_WORD: u64 = key("to");

#[cfg(test)]
mod tests {
    use super::super::{candidates, marks, words};
    use super::*;
    use crate::entity::Naming;

    /// Each speech or judging cue as `subject:cue`.
    fn check(text: &str, expect: &[&str]) {
        let article = crate::article::Article::of_text("a", text);
        let pieces = marks::pieces(text, &article.paragraphs, marks::habit(text, None));
        let words = words::words(text, &article.paragraphs, &pieces);
        let candidates = candidates::candidates(&words, &Naming::default());
        let cues = cues(&words, &candidates);
        let found: Vec<String> = cues
            .all
            .iter()
            .filter(|cue| cue.sort != CueSort::Verb || words.all[cue.at].is(SPEECH | JUDGING))
            .map(|cue| {
                let subject =
                    candidates.all.get(cue.subject as usize).map_or("-", |c| c.span(&words).of(text));
                format!("{subject}:{}", words.all[cue.at].span().of(text))
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_subject_of_a_cue_is_found() {
        check("“Yes,” said Ana Ortiz, the bank’s chief economist.", &["Ana Ortiz:said"]);
        check("“Yes,” the head of the bank said.", &["the head:said"]);
        check("Ana Ortiz, a nurse from Leeds, said “yes”.", &["Ana Ortiz:said"]);
        check("A spokesman, Jo Li, said “yes” and added “no”.", &["Jo Li:said", "Jo Li:added"]);
        check("Paz, who called it “dead”, left.", &["who:called"]);
        check("Paz spoke to Ortiz, adding that “it is over”.", &["Paz:spoke", "Paz:adding"]);
        check("According to a note, the aim is “peace”.", &["a note:According"]);
        check("Ortiz: “No.”", &["Ortiz::"]);
        check("Paz’s claim that it is “dead”", &["Paz:claim"]);
        check("“No,” Sen. Ana Ortiz (D-Va.) told reporters.", &["Sen. Ana Ortiz:told"]);
    }
}
