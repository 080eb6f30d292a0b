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
pub mod nested;
pub mod pulled;
pub mod indirect;
pub mod transcript;
pub mod headline;
pub mod when;
pub mod why;

use crate::{
    article::Article,
    entity::{EntityIndex, EntityKind, Naming},
    order,
    quote::{Attribution, Because, Confidence, Paraphrase, Quote, QuoteKind, Reason, Speaker},
    span::Span,
};
use candidates::{Candidates, Sort};
use cues::Way;
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
    let mut choices = decide::decide(&scene, &found.people, &model::MODEL);
    for piece in pulled::pulled(&scene) {
        choices[piece] = None;
    }
    let room = Room { article, naming, scene: &scene, people: &found.people };
    let mut quotes: Vec<Quote> = Vec::new();
    for group in groups::groups(&scene, &choices) {
        let Some(choice) = choices[group[0]] else { continue };
        let quote = room.quote(&group, choice);
        let speaker = quote.speaker.clone();
        quotes.push(quote);
        for outer in group {
            room.nested(outer, &speaker, &mut quotes);
        }
    }
    let spoken = transcript::spoken(&scene);
    if !spoken.is_empty() {
        let free = |spoken: &&transcript::Spoken| {
            let after = quotes.partition_point(|quote| quote.spans[0].start < spoken.words.end);
            !quotes[after.saturating_sub(3)..after].iter().any(|quote| quote.extent().overlaps(spoken.words))
        };
        let spoken: Vec<Quote> = spoken.iter().filter(free).map(|spoken| room.spoken(spoken)).collect();
        quotes.extend(spoken);
        order::by_key(&mut quotes, |quote| (quote.spans[0].start, std::cmp::Reverse(quote.spans[0].end)));
    }
    let paraphrases = indirect::indirect(&scene)
        .into_iter()
        .map(|found| Paraphrase {
            span: found.span,
            speaker: room.speaker(found.candidate).0,
            mention: Some(room.phrase(found.candidate)),
            cue: Some(scene.words.all[scene.cues.all[found.cue as usize].at].span()),
        })
        .collect();
    if let Some(headline) = &article.headline {
        let mut all = headline::headline(&headline.value, &article.text, naming, &quotes);
        all.append(&mut quotes);
        quotes = all;
    }
    Attribution { quotes, paraphrases }
}

/// An article while its quotes are put together.
struct Room<'a> {
    article: &'a Article,
    naming: &'a Naming,
    scene: &'a Scene<'a>,
    people: &'a People,
}

impl Room<'_> {
    /// A quote of these pieces.
    fn quote(&self, group: &[usize], choice: Choice) -> Quote {
        let scene = self.scene;
        let (speaker, link) = match (choice.label, choice.candidate) {
            (Some(label), _) => (self.labelled(label), Link::None),
            (None, Some(candidate)) => self.speaker(candidate),
            (None, None) => (Speaker::Nobody, Link::None),
        };
        let cue = choice.cue.map(|cue| &scene.cues.all[cue as usize]);
        // Machines differ in the last digits of an exponential: what is told is the same on all.
        let p = (choice.p * 1e4).round() / 1e4;
        Quote {
            spans: group.iter().map(|piece| scene.pieces[*piece].words).collect(),
            kind: groups::kind(scene, group[0]),
            speaker,
            mention: choice.label.or_else(|| choice.candidate.map(|candidate| self.mention(candidate, cue))),
            cue: cue.map(|cue| scene.words.all[cue.at].span()),
            confidence: why::confidence(p),
            p,
            why: why::why(scene, &choice, link),
        }
    }

    /// The quotes inside a piece that `outer` says.
    fn nested(&self, piece: usize, outer: &Speaker, out: &mut Vec<Quote>) {
        let follows = self.scene.pieces.iter().enumerate().skip(piece + 1);
        let inner: Vec<usize> =
            follows.take_while(|(_, piece)| piece.inside.is_some()).map(|(inner, _)| inner).collect();
        if inner.is_empty() {
            return;
        }
        for (inner, told) in inner.iter().zip(nested::nested(self.scene, self.naming, piece, &inner)) {
            let mut why = vec![Reason { what: Because::InsideQuote, weight: 1.0 }];
            if let Some(told) = &told {
                let cue = told.cue.of(self.scene.text).to_owned();
                why.insert(0, Reason { what: Because::SubjectOf(cue), weight: 1.0 });
            }
            out.push(Quote {
                spans: vec![self.scene.pieces[*inner].words],
                kind: QuoteKind::Nested,
                mention: told.as_ref().map(|told| told.mention),
                cue: told.as_ref().map(|told| told.cue),
                speaker: match told.map(|told| told.teller) {
                    Some(nested::Teller::Outer) => outer.clone(),
                    Some(nested::Teller::Named(entity)) => Speaker::Entity(entity),
                    Some(nested::Teller::Described(words)) => Speaker::Described(words),
                    None => Speaker::Nobody,
                },
                confidence: Confidence::Check,
                p: 0.5,
                why,
            });
        }
    }

    /// A line of a transcript.
    fn spoken(&self, spoken: &transcript::Spoken) -> Quote {
        Quote {
            spans: vec![spoken.words],
            kind: QuoteKind::Full,
            speaker: self.labelled(spoken.label),
            mention: Some(spoken.label),
            cue: None,
            confidence: Confidence::Likely,
            p: 0.9,
            why: vec![Reason { what: Because::Label, weight: 1.0 }],
        }
    }

    /// The bearer of a label: who has that last name.
    fn labelled(&self, label: Span) -> Speaker {
        let words = label.of(&self.article.text);
        let name = words.rsplit([' ', '.']).next().unwrap_or(words);
        let named = |kind: EntityKind| {
            self.naming.entities.iter().position(|entity| {
                entity.kind == kind
                    && entity.name.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(name))
            })
        };
        match named(EntityKind::Person).or_else(|| named(EntityKind::Organisation)) {
            Some(index) => Speaker::Entity(EntityIndex(index as u32)),
            None => Speaker::Described(words.to_owned()),
        }
    }

    /// The words of a candidate.
    fn phrase(&self, candidate: u32) -> Span {
        self.scene.candidates.all[candidate as usize].span(self.scene.words)
    }

    /// The words that name the speaker: a noun with what belongs to it, “a man calling himself Paul”.
    fn mention(&self, candidate: u32, cue: Option<&cues::Cue>) -> Span {
        let scene = self.scene;
        let phrase = &scene.candidates.all[candidate as usize];
        let all = &scene.words.all;
        let end = match cue {
            Some(cue) if phrase.sort == Sort::Noun && !phrase.owner => match cue.way {
                // “a woman in Leeds told him”
                Way::Modified if cue.words.start > phrase.words.end => cue.words.start,
                // “wrote a man calling himself Paul.”
                Way::After | Way::According => (phrase.words.end
                    ..all.len().min(phrase.words.end + near::TAIL))
                    .find(|at| {
                        all[*at].sentence != all[phrase.head].sentence
                            || all[*at].is(classes::ANY_SIGN | classes::QUOTE)
                    })
                    .unwrap_or(phrase.words.end),
                _ => phrase.words.end,
            },
            _ => phrase.words.end,
        };
        scene.words_of(&(phrase.words.start..end))
    }

    /// Whom a candidate means, and how that was found.
    fn speaker(&self, candidate: u32) -> (Speaker, Link) {
        let all = &self.scene.candidates.all;
        let described = |candidate: u32| {
            let phrase = &all[candidate as usize];
            let start = phrase.name.min(phrase.words.end - 1);
            let words = self.scene.words_of(&(start..self.scene.whole(candidate)));
            Speaker::Described(words.of(self.scene.text).to_owned())
        };
        let first_person = self.scene.words.all[all[candidate as usize].head].hash == classes::key("i");
        if let Some(author) = self.article.authors.first().filter(|_| first_person) {
            let known = self.naming.entities.iter().position(|entity| entity.name == *author);
            let speaker = match known {
                Some(index) => Speaker::Entity(EntityIndex(index as u32)),
                None => Speaker::Described(author.clone()),
            };
            return (speaker, Link::Pronoun);
        }
        if let Some(both) = self.both(candidate) {
            return (Speaker::Several(both), Link::Name);
        }
        match self.people.all.get(self.people.of[candidate as usize] as usize) {
            None => (described(candidate), Link::None),
            Some(referent) => {
                let link = self.people.link[candidate as usize];
                match referent.entity {
                    Some(entity) => (Speaker::Entity(entity), link),
                    None => (described(referent.fullest), link),
                }
            }
        }
    }

    /// “Petrov and Walsh said”: both, where the name before the “and” is a name too.
    fn both(&self, candidate: u32) -> Option<Vec<EntityIndex>> {
        let scene = self.scene;
        let last = &scene.candidates.all[candidate as usize];
        let and =
            last.words.start.checked_sub(1).filter(|at| scene.words.all[*at].hash == classes::key("and"))?;
        let first = *scene.candidates.over.get(and.checked_sub(1)?)?;
        let first = scene.candidates.all.get(first as usize)?;
        // The verb must follow both at once.
        let verb = scene.cues.of_subject[candidate as usize];
        let verb = scene.cues.all.get(verb as usize)?;
        let names = last.sort == Sort::Name && first.sort == Sort::Name && !last.owner && !first.owner;
        let starts = first.words.start == 0
            || !scene.words.all[first.words.start - 1].is(classes::PREPOSITION | classes::VERB)
            || scene.words.all[first.words.start - 1].is(classes::QUOTE);
        if !names || !starts || verb.way != Way::Before {
            return None;
        }
        let (first, last) = (first.entity?, last.entity?);
        let person = |entity: EntityIndex| self.naming.entity(entity).kind != EntityKind::Place;
        (first != last && person(first) && person(last)).then(|| vec![first, last])
    }
}
