//! Quotes chosen one by one or all at once, to be copied or given to a speaker together.

use super::{Dialog, Effect, Fixing, PAGE, Screen, View};
use crate::protocol::{QuoteId, QuoteRow, Request};
use std::{collections::BTreeSet, rc::Rc};

/// At most so many quotes are chosen at once: all that is chosen is listed, and copied in one piece.
pub const MOST_CHOSEN: u32 = 2_000;

impl View {
    /// How many quotes "all" are.
    pub fn choosable(&self) -> u32 {
        self.results.quotes.min(MOST_CHOSEN)
    }

    /// A quote is chosen, or no more.
    pub(super) fn choose(&mut self, quote: QuoteId, on: bool) {
        let chosen = Rc::make_mut(&mut self.chosen);
        if on && chosen.len() < MOST_CHOSEN as usize {
            chosen.insert(quote);
        } else {
            chosen.remove(&quote);
        }
    }

    /// All quotes of the filter are chosen; those not listed yet are asked for first.
    pub(super) fn choose_all(&mut self, effects: &mut Vec<Effect>) {
        let all = self.choosable();
        if (self.listed.rows.len() as u32) < all {
            self.choosing_all = true;
            self.more = all.div_ceil(PAGE) - 1;
            self.find_more(effects);
        } else {
            self.choose_listed();
        }
    }

    fn choose_listed(&mut self) {
        let rows = self.listed.rows.iter().take(self.choosable() as usize);
        self.chosen = Rc::new(rows.map(|row| row.id).collect());
    }

    /// What is chosen is what is listed: other results have come.
    pub(super) fn keep_chosen(&mut self) {
        if self.screen != Screen::Quotes {
            self.chosen = Rc::default();
        } else if std::mem::take(&mut self.choosing_all) {
            self.choose_listed();
        } else if !self.chosen.is_empty() {
            let listed: BTreeSet<QuoteId> = self.listed.rows.iter().map(|row| row.id).collect();
            Rc::make_mut(&mut self.chosen).retain(|quote| listed.contains(quote));
        }
    }

    /// Those chosen, in the order of the list.
    fn chosen_rows(&self) -> impl Iterator<Item = &QuoteRow> {
        self.listed.rows.iter().map(Rc::as_ref).filter(|row| self.chosen.contains(&row.id))
    }

    /// Those chosen go to the clipboard.
    pub(super) fn copy_chosen(&mut self, effects: &mut Vec<Effect>) {
        effects.push(Effect::Copy(self.chosen_rows().cloned().collect()));
    }

    /// Those chosen are to be given to a speaker.
    pub(super) fn fix_chosen(&mut self, effects: &mut Vec<Effect>) {
        let Some(first) = self.chosen_rows().next().cloned() else { return };
        let others = self.chosen_rows().skip(1).map(|row| row.id).collect();
        self.fix(first, others, effects);
    }

    /// The speaker of a quote, and of others with it, is to be mended.
    pub(super) fn fix(&mut self, row: QuoteRow, others: Vec<QuoteId>, effects: &mut Vec<Effect>) {
        let asked = self.ask(Request::Speakers { article: row.id.article }, effects);
        self.fixing = Some(Rc::new(Fixing { row, others, asked, speakers: None }));
        self.dialog = Some(Dialog::Fix);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        article::ArticleId,
        protocol::Results,
        query::Query,
        quote::{Confidence, QuoteKind},
        view::{Event, Listed, listed::tests::answered},
    };

    pub fn row(number: u32) -> QuoteRow {
        QuoteRow {
            id: QuoteId { article: ArticleId(1), number },
            pieces: vec![number.to_string()],
            before: String::new(),
            after: String::new(),
            marks: Vec::new(),
            kind: QuoteKind::Full,
            speakers: Vec::new(),
            mention: None,
            cue: None,
            confidence: Confidence::Sure,
            why: Vec::new(),
            title: String::new(),
            untitled: false,
            outlet: None,
            date: None,
            url: None,
            lang: None,
        }
    }

    /// A view of the first `listed` of 300 quotes.
    fn view(listed: u32) -> View {
        let rows = (0..listed).map(|number| Rc::new(row(number))).collect();
        let listed = Listed { rows, of: (Screen::Quotes, Query::default()), ..Listed::default() };
        let results = Results { articles: 9, of_articles: 9, quotes: 300, ..Results::default() };
        View { screen: Screen::Quotes, results: Rc::new(results), listed: Rc::new(listed), ..View::default() }
    }

    #[test]
    fn all_are_chosen_once_they_are_listed_and_what_is_not_listed_is_not_chosen() {
        let (waits, effects) = view(200).on(Event::ChooseAll);
        assert!(waits.chosen.is_empty());
        let all = answered(waits, effects, 300);
        assert_eq!(all.chosen.len(), 300);
        let (asks, effects) = all.on(Event::Typed("x".into()));
        let fewer = answered(asks, effects, 2);
        assert_eq!(fewer.chosen.len(), 2);
    }

    #[test]
    fn those_chosen_are_copied_and_mended_in_the_order_of_the_list() {
        let choose = |number, on| Event::Choose(row(number).id, on);
        let mut view = view(5);
        for event in [choose(4, true), choose(1, true), choose(2, true), choose(2, false)] {
            view = view.on(event).0;
        }
        let (view, effects) = view.on(Event::CopyChosen);
        assert_eq!(effects, [Effect::Copy(vec![row(1), row(4)])]);
        let fixing = view.on(Event::FixChosen).0.fixing.expect("a speaker is asked for");
        assert_eq!((fixing.row.id, &fixing.others[..]), (row(1).id, &[row(4).id][..]));
    }
}
