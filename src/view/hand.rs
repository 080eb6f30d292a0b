//! What is handed on, and in which form.

use super::{Effect, Says, Sharing, View};
use crate::{
    entity::EntityId,
    protocol::Request,
    query::Facet,
    share::{DataForm, Handing, ShareForm, page::Content},
};
use std::rc::Rc;

/// What is chosen in the dialog that hands on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hand {
    /// As the articles were found, without what the reader mended.
    pub as_found: bool,
    /// With stars, tags and notes.
    pub marked: bool,
    /// All articles, whatever the filter.
    pub all: bool,
    /// The form of data.
    pub form: DataForm,
    /// What the shared page holds as it is chosen, once the engine has put it together.
    pub page: Option<Rc<Content>>,
    /// Size of the page without articles, in bytes.
    pub app: u64,
    /// This page can make data: one that is a single file has not the code for it.
    pub makes_data: bool,
    /// The question for data under way, in which form it is to be, and of what, as it stands in addresses.
    pub(super) making: Option<(u64, DataForm, String)>,
}

impl View {
    /// Whether data is being made.
    pub fn is_handing_out(&self) -> bool {
        self.hand.making.is_some()
    }

    /// Size of the shared page as chosen, in bytes, once that is known.
    pub fn shared_size(&self) -> Option<u64> {
        self.hand.page.as_ref().map(|page| page.size() + self.hand.app)
    }

    /// The address at which a shared page opens: this view, but without words that may stand only in what does not go along.
    pub fn share_at(&self) -> String {
        let mut query = self.query.clone();
        if self.share_form != ShareForm::Full {
            query = query.lifted().0;
            query.words.clear();
        }
        super::address_of(self.screen, &query)
    }

    /// Asks for the articles of the shared page as they are chosen now.
    pub(super) fn prepare_share(&mut self, effects: &mut Vec<Effect>) {
        let of = (!self.hand.all && !self.query.is_all()).then(|| self.query.clone());
        let (corrected, marked) = (!self.hand.as_found, self.hand.marked);
        let handing = Handing { form: self.share_form, corrected, marked, of };
        self.hand.page = None;
        self.sharing = Sharing::Making(self.ask(Request::Share(handing), effects));
    }

    /// The shared page is wanted.
    pub(super) fn share(&mut self, effects: &mut Vec<Effect>) {
        if let Some(page) = &self.hand.page {
            effects.push(Effect::Save(page.clone()));
        }
    }

    /// Data is wanted.
    pub(super) fn hand_out(&mut self, effects: &mut Vec<Effect>) {
        let (form, query) = (self.hand.form, self.query.to_address());
        self.hand.making = Some((self.ask(Request::Project, effects), form, query));
    }

    /// A dossier of one person is wanted.
    pub(super) fn make_dossier(&mut self, who: &EntityId, effects: &mut Vec<Effect>) {
        let mut query = self.query.clone();
        query.choices.remove(&Facet::Person);
        let query = query.toggled(Facet::Person, &who.0).to_address();
        self.hand.making = Some((self.ask(Request::Project, effects), DataForm::Dossier, query));
    }

    /// Whether this is the library that was asked for to make data of; then it is made.
    pub(super) fn data_came(&mut self, number: u64, text: &str, effects: &mut Vec<Effect>) -> bool {
        let Some((_, form, query)) = self.hand.making.take_if(|(asked, ..)| *asked == number) else {
            return false;
        };
        effects.push(Effect::HandOut { form, query, text: text.to_owned() });
        true
    }

    /// The engine stopped on a question.
    pub(super) fn handing_stopped(&mut self, number: u64, effects: &mut Vec<Effect>) {
        if self.hand.making.take_if(|(asked, ..)| *asked == number).is_some() {
            self.say(Says::NotShared, effects);
        }
    }
}
