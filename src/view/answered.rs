//! What the engine's answers change on screen.

use super::{Effect, Focus, Says, Sharing, View};
use crate::{plain, protocol::Reply};
use std::rc::Rc;

impl View {
    /// The engine answered the question of this number.
    pub(super) fn answered(&mut self, number: u64, reply: Reply, effects: &mut Vec<Effect>) {
        match reply {
            Reply::Changed { articles } => {
                self.held = Some(articles);
                self.find(effects);
                self.reopen(effects);
            }
            Reply::Missing { files } => self.missing(files, effects),
            // A file's comes as `Event::Read`.
            Reply::Read(_) => {}
            // Only the later part of the program asks for these.
            reply => self.later_answered(number, reply, effects),
        }
    }

    #[inline(never)]
    fn later_answered(&mut self, number: u64, reply: Reply, effects: &mut Vec<Effect>) {
        match reply {
            Reply::Found(results) if self.finding == Some(number) => self.found(*results, effects),
            Reply::Opened(opened) => {
                let Some(reader) = self.reader.as_mut().filter(|reader| reader.asked == number) else {
                    return;
                };
                reader.missing = opened.is_none();
                reader.opened = opened.map(|opened| Rc::new(*opened));
                if std::mem::take(&mut reader.arriving) {
                    effects.push(reader.quote.map_or(Focus::Reader, Focus::Quote).into());
                }
            }
            Reply::Review(review) if self.counting == number => self.worth_a_look = Some(review.of),
            Reply::People(people) if self.beside == number => self.people = Rc::new(*people),
            Reply::Review(review) if self.beside == number => self.review = Rc::new(*review),
            Reply::Timed(timeline) if self.beside == number => self.timeline = Rc::new(*timeline),
            Reply::Compared(comparison) if self.beside == number => self.comparison = Rc::new(*comparison),
            Reply::History(history) => self.history = Rc::new(*history),
            Reply::Speakers(speakers) => {
                if let Some(fixing) = self.fixing.as_mut().filter(|fixing| fixing.asked == number) {
                    Rc::make_mut(fixing).speakers = Some(Rc::new(*speakers));
                }
            }
            Reply::Mended { changed, undo, redo } => {
                self.corrections = (undo, redo);
                let asked = self.mending.take().filter(|(asked, _)| *asked == number);
                let says = asked.map_or(Says::Mended, |(_, says)| says);
                self.say(if changed { says } else { Says::NothingToUndo }, effects);
                if changed {
                    self.find(effects);
                    self.reopen(effects);
                }
            }
            Reply::Project { text } => {
                let _ = self.project_came(number, &text, effects) || self.data_came(number, &text, effects);
            }
            Reply::Handed(handed) if self.sharing == Sharing::Making(number) => {
                self.sharing = Sharing::Idle;
                self.hand.page = Some(plain::content(*handed).into());
            }
            Reply::Refused { .. } => {
                self.sharing = Sharing::Idle;
                self.held = self.held.or(Some(0));
                self.say(Says::NotShared, effects);
            }
            // An answer nobody waits for any more.
            _ => {}
        }
    }

    /// The engine stopped on the question of this number.
    pub(super) fn stopped(&mut self, number: u64, effects: &mut Vec<Effect>) {
        self.say(Says::Restarted, effects);
        self.saving_stopped(number);
        self.handing_stopped(number, effects);
        if self.sharing == Sharing::Making(number) {
            self.sharing = Sharing::Idle;
        }
        // The same question may stop it again: what is on screen stays until something changes.
        if self.finding == Some(number) {
            self.finding = None;
            if self.stale {
                self.find(effects);
            }
        }
    }
}
