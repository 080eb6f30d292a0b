//! The open article read aloud, sentence by sentence.

use super::{Effect, Focus, View};
use crate::{article::ArticleId, span::Span};

/// What is being read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listening {
    /// Which article.
    article: ArticleId,
    /// The sentence, from 0.
    at: usize,
    /// The number under which the browser was asked to say it.
    number: u64,
}

impl View {
    /// The sentence that is being said, where it is of the open article.
    pub fn spoken(&self) -> Option<Span> {
        let listening = self.listening?;
        let reader = self.reader.as_ref().filter(|reader| reader.article == listening.article)?;
        reader.opened.as_ref()?.sentences.get(listening.at).copied()
    }

    /// Starts at the first sentence, or stops.
    pub(super) fn listen(&mut self, effects: &mut Vec<Effect>) {
        match self.listening.take() {
            Some(_) => effects.push(Effect::Hush),
            None => self.say_sentence(0, effects),
        }
    }

    /// A sentence has been said: the next one follows.
    pub(super) fn said(&mut self, number: u64, effects: &mut Vec<Effect>) {
        if let Some(listening) = self.listening.take_if(|listening| listening.number == number) {
            self.say_sentence(listening.at + 1, effects);
        }
    }

    /// What is read aloud is what is open.
    pub(super) fn hush_what_is_not_open(&mut self, effects: &mut Vec<Effect>) {
        if self.listening.is_some() && self.spoken().is_none() {
            self.listening = None;
            effects.push(Effect::Hush);
        }
    }

    fn say_sentence(&mut self, at: usize, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else { return };
        let Some(opened) = &reader.opened else { return };
        let Some(sentence) = opened.sentences.get(at) else { return };
        self.asked += 1;
        let (text, lang) = (sentence.of(&opened.text).to_owned(), opened.card.lang.clone());
        effects.push(Effect::Speak { number: self.asked, text, lang });
        effects.push(Focus::Spoken.into());
        self.listening = Some(Listening { article: reader.article, at, number: self.asked });
    }
}
