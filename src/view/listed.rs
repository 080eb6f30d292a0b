//! The rows of a list: they come a stretch at a time and go a few stretches at a time, so that neither takes long to draw, and a row
//! that comes again as it was stays the same row.

use super::{Effect, PAGE, Screen, View};
use crate::{
    protocol::{Card, QuoteRow, Request, Results, Window},
    query::Query,
};
use std::rc::Rc;

/// Rows asked for at a time: what fills a screen, drawn between two frames that are noticed.
pub const STRETCH: usize = 12;

/// Stretches that go at a time.
const GO: usize = 8;

/// The rows that are on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Articles, on the screen of that name.
    pub cards: Vec<Rc<Card>>,
    /// Quotes, on the screen of that name.
    pub rows: Vec<Rc<QuoteRow>>,
    /// Which screen and filter they are of.
    pub of: (Screen, Query),
    /// What is on its way out of the page.
    pub leaving: Leaving,
}

/// The rows of the filter before, from the second stretch on: nobody sees them any more, but to take a thousand out of the page at once
/// would keep the reader waiting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// Articles.
    pub cards: Vec<Rc<Card>>,
    /// Quotes.
    pub rows: Vec<Rc<QuoteRow>>,
    /// Which screen and filter they are of.
    pub of: (Screen, Query),
}

impl Leaving {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.rows.is_empty()
    }
}

impl Listed {
    /// All further rows are of this filter. Those listed beyond the first stretch leave; the others stay until others come in their place.
    fn turn(&mut self, of: (Screen, Query), effects: &mut Vec<Effect>) {
        let before = std::mem::replace(&mut self.of, of);
        if before == self.of {
            return;
        }
        if before.0 != self.of.0 {
            (self.cards, self.rows, self.leaving) = Default::default();
        }
        if self.leaving.is_empty() {
            let (cards, rows) = (split(&mut self.cards), split(&mut self.rows));
            self.leaving = Leaving { cards, rows, of: before };
            if !self.leaving.is_empty() {
                effects.push(Effect::Tidy);
            }
        }
    }
}

/// What is beyond the first stretch, taken from it.
fn split<T>(rows: &mut Vec<T>) -> Vec<T> {
    rows.split_off(STRETCH.min(rows.len()))
}

impl View {
    /// Asks for the results of the filter as it is now, and for the first rows.
    pub(super) fn find(&mut self, effects: &mut Vec<Effect>) {
        if self.finding.is_some() {
            self.stale = true;
            return;
        }
        (self.stale, self.refreshing) = (false, false);
        self.unseen = 0;
        self.find_from(0, effects);
        self.find_beside(effects);
    }

    /// Asks for more rows, unless they are on their way.
    pub(super) fn find_more(&mut self, effects: &mut Vec<Effect>) {
        let listed = self.listed.rows.len().max(self.listed.cards.len());
        if self.finding.is_none() {
            self.find_from(listed, effects);
        }
    }

    fn find_from(&mut self, from: usize, effects: &mut Vec<Effect>) {
        let most = STRETCH as u32;
        let (articles, quotes) = match self.screen {
            Screen::Articles => (most, 0),
            Screen::Quotes => (0, most),
            Screen::People | Screen::Timeline | Screen::Compare | Screen::Review => (0, 0),
        };
        let window = Window { from: from as u32, articles, quotes };
        let number = self.ask(Request::Find { query: self.query.clone(), window }, effects);
        (self.finding, self.finding_from) = (Some(number), from);
    }

    /// Results came, or more of their rows.
    pub(super) fn found(&mut self, mut results: Results, effects: &mut Vec<Effect>) {
        self.finding = None;
        if self.stale {
            return self.find(effects);
        }
        let from = self.finding_from;
        let (cards, rows) = (std::mem::take(&mut results.cards), std::mem::take(&mut results.rows));
        let came = cards.len().max(rows.len());
        let listed = Rc::make_mut(&mut self.listed);
        listed.turn((self.screen, self.query.clone()), effects);
        put(&mut listed.cards, from, cards);
        put(&mut listed.rows, from, rows);
        if from == 0 {
            self.held = Some(results.of_articles);
            self.results = Rc::new(results);
        }
        let wanted = self.wanted();
        let listed = Rc::make_mut(&mut self.listed);
        // While articles come, rows below the first would come anew each time to stand elsewhere the next time: they come at the end.
        let end = if self.refreshing { listed.cards.len().max(listed.rows.len()) } else { from + came };
        if came == STRETCH && end < wanted {
            // Rows that lack come behind those drawn now, see `tidy`, which is under way where rows leave.
            let lack = listed.cards.len().max(listed.rows.len()) <= end;
            match listed.leaving.is_empty() {
                true if lack => effects.push(Effect::Tidy),
                true => self.find_from(end, effects),
                false => {}
            }
            return;
        }
        let end = end.min(wanted);
        listed.cards.truncate(end);
        listed.rows.truncate(end);
        self.keep_chosen();
        self.count_tasks(effects);
    }

    /// Takes some more of the rows that leave out of the page. Once all are gone, the rows wanted now go on coming.
    pub(super) fn tidy(&mut self, effects: &mut Vec<Effect>) {
        let listed = Rc::make_mut(&mut self.listed);
        let Leaving { cards, rows, .. } = &mut listed.leaving;
        cards.truncate(cards.len().saturating_sub(GO * STRETCH));
        rows.truncate(rows.len().saturating_sub(GO * STRETCH));
        if !listed.leaving.is_empty() {
            return effects.push(Effect::Tidy);
        }
        if listed.rows.len().max(listed.cards.len()) < self.wanted() {
            self.find_more(effects);
        }
    }

    /// How many rows are to be listed.
    fn wanted(&self) -> usize {
        let all = match self.screen {
            Screen::Articles => self.results.articles,
            Screen::Quotes => self.results.quotes,
            Screen::People | Screen::Timeline | Screen::Compare | Screen::Review => 0,
        };
        all.min(PAGE * (self.more + 1)) as usize
    }

    /// Whether all rows that are to be listed are, and there are more.
    pub fn lists_more(&self, listed: usize, of: u32) -> bool {
        listed < of as usize && listed >= (PAGE * (self.more + 1)) as usize
    }
}

/// Puts the items in from this place on. One that is there already stays, so that nothing is drawn anew for it.
fn put<T: PartialEq>(list: &mut Vec<Rc<T>>, from: usize, items: Vec<T>) {
    for (at, item) in (from..).zip(items) {
        match list.get_mut(at) {
            Some(known) if **known == item => {}
            Some(known) => *known = Rc::new(item),
            None => list.push(Rc::new(item)),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        protocol::{FileReport, Outcome, Reply},
        view::{Event, Incoming, choose::tests::row},
    };

    /// The view once an engine that has so many quotes has answered all it is asked.
    pub fn answered(mut view: View, mut effects: Vec<Effect>, quotes: u32) -> View {
        let asked = |effects: &[Effect]| {
            effects.iter().find_map(|effect| match effect {
                Effect::Ask(number, Request::Find { window, .. }) => Some((*number, *window)),
                _ => None,
            })
        };
        loop {
            if effects.contains(&Effect::Tidy) {
                (view, effects) = view.on(Event::Tidy);
                continue;
            }
            let Some((number, window)) = asked(&effects) else { return view };
            let end = (window.from + window.quotes).min(quotes);
            let rows = (window.from..end).map(row).collect();
            let results = Results { articles: 9, of_articles: 9, quotes, rows, ..Results::default() };
            (view, effects) = view.on(Event::Replied(number, Box::new(Reply::Found(Box::new(results)))));
        }
    }

    fn quotes(quotes: u32) -> View {
        let (view, effects) = View { held: Some(9), ..View::default() }.on(Event::Go(Screen::Quotes));
        answered(view, effects, quotes)
    }

    #[test]
    fn rows_come_a_stretch_at_a_time_until_a_page_is_full_and_more_goes_on_from_there() {
        let view = quotes(430);
        assert_eq!((view.listed.rows.len(), view.lists_more(200, 430)), (PAGE as usize, true));
        let (view, effects) = view.on(Event::More);
        let window = Window { from: PAGE, articles: 0, quotes: STRETCH as u32 };
        let find = Request::Find { query: Query::default(), window };
        assert!(
            effects.iter().any(|effect| matches!(effect, Effect::Ask(_, asked) if *asked == find)),
            "{effects:?}"
        );
        let view = answered(view, effects, 430);
        let (view, effects) = view.on(Event::More);
        let view = answered(view, effects, 430);
        assert_eq!((view.listed.rows.len(), view.lists_more(430, 430)), (430, false));
        let numbers: Vec<u32> = view.listed.rows.iter().map(|row| row.id.number).collect();
        assert_eq!(numbers, (0..430).collect::<Vec<_>>());
        assert_eq!(quotes(STRETCH as u32).listed.rows.len(), STRETCH, "the last stretch may be a whole one");
        assert_eq!(quotes(0).listed.rows.len(), 0);
    }

    #[test]
    fn a_row_that_comes_again_as_it_was_stays_the_same_row() {
        let view = quotes(130);
        let before = view.listed.clone();
        let (view, effects) = view.on(Event::Replied(0, Box::new(Reply::Changed { articles: 9 })));
        assert_eq!(view.listed.rows.len(), 130, "all stay until others come");
        let view = answered(view, effects, 120);
        assert_eq!(view.listed.rows.len(), 120);
        assert!(view.listed.rows.iter().zip(&before.rows).all(|(one, other)| Rc::ptr_eq(one, other)));
    }

    #[test]
    fn while_articles_come_the_first_rows_are_asked_for_anew_and_those_that_lack_until_all_are_here() {
        let coming = |number| Incoming { number, name: "a.jsonl".into() };
        let asked = |effects: &[Effect]| {
            let find = effects.iter().find_map(|effect| match effect {
                Effect::Ask(_, Request::Find { window, .. }) => Some(window.from),
                _ => None,
            });
            find.expect("a question for rows")
        };
        let (view, _) = quotes(120).on(Event::Files(vec![coming(0)]));
        let (view, effects) = view.on(Event::Part(0, 90));
        let (view, effects) = first_answer(view, &effects, 900);
        assert_eq!(effects, [Effect::Tidy], "first these are drawn");
        let (view, effects) = view.on(Event::Tidy);
        assert_eq!((view.listed.rows.len(), asked(&effects)), (120, 120), "from the first that lacks");
        let view = answered(view, effects, 900);
        assert_eq!(view.listed.rows.len(), PAGE as usize);
        let (view, effects) = view.on(Event::Part(0, 90));
        let (view, effects) = first_answer(view, &effects, 900);
        assert_eq!((view.listed.rows.len(), effects), (PAGE as usize, Vec::new()), "none lacks");
        let report = FileReport::of("a.jsonl".into(), Outcome::Added, Vec::new());
        let (_, effects) = view.on(Event::Read(0, report));
        assert_eq!(asked(&effects), 0);
    }

    /// The view after this many quotes were found, and what the browser is to do.
    fn first_answer(view: View, effects: &[Effect], quotes: u32) -> (View, Vec<Effect>) {
        let Some(Effect::Ask(number, _)) = effects.first() else { panic!("{effects:?}") };
        let rows = (0..quotes.min(STRETCH as u32)).map(row).collect();
        let results = Results { articles: 9, of_articles: 9, quotes, rows, ..Results::default() };
        view.on(Event::Replied(*number, Box::new(Reply::Found(Box::new(results)))))
    }

    #[test]
    fn rows_of_another_filter_leave_with_the_first_answer_and_go_a_few_stretches_at_a_time() {
        let all = (PAGE * 3) as usize;
        let (view, effects) = quotes(900).on(Event::More);
        let (view, effects) = answered(view, effects, 900).on(Event::More);
        let (view, effects) = answered(view, effects, 900).on(Event::Typed("x".into()));
        assert_eq!(view.listed.rows.len(), all, "until then they stay");
        let (view, effects) = first_answer(view, &effects, 90);
        assert_eq!((view.listed.rows.len(), view.listed.leaving.rows.len()), (STRETCH, all - STRETCH));
        assert_eq!(view.listed.leaving.of.1, Query::default(), "they keep their filter");
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Ask(_, Request::Find { .. }))));
        let mut ticks = 0;
        let (mut view, mut effects) = (view, effects);
        while effects.contains(&Effect::Tidy) {
            (view, effects) = view.on(Event::Tidy);
            ticks += 1;
        }
        assert_eq!(ticks, (all - STRETCH).div_ceil(GO * STRETCH));
        let view = answered(view, effects, 90);
        assert_eq!((view.listed.rows.len(), view.listed.leaving.is_empty()), (90, true));
    }

    #[test]
    fn while_rows_leave_another_filter_adds_none_to_them_and_another_screen_ends_it() {
        let (view, effects) = quotes(430).on(Event::Typed("x".into()));
        let (view, _) = first_answer(view, &effects, 430);
        let leaving = view.listed.leaving.clone();
        let (view, effects) = view.on(Event::Typed("xy".into()));
        let (view, effects) = first_answer(view, &effects, 7);
        assert_eq!((view.listed.rows.len(), &view.listed.leaving), (7, &leaving));
        assert!(!effects.contains(&Effect::Tidy), "one is under way");
        let (view, effects) = view.on(Event::Go(Screen::Articles));
        let (view, _) = first_answer(view, &effects, 0);
        assert!(view.listed.leaving.is_empty() && view.listed.rows.is_empty());
        assert!(!view.on(Event::Tidy).1.contains(&Effect::Tidy), "the last step is the last");
    }
}
