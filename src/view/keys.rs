//! What single keys do. They never come from inside an input, and can be switched off.

use super::{Dialog, Effect, Event, Focus, Screen, View};
use crate::protocol::{Mend, QuoteRow, Which};
use std::rc::Rc;

/// The keys as the sheet lists them.
pub(super) fn press(view: &mut View, key: &str, effects: &mut Vec<Effect>) {
    if view.dialog.is_some() {
        return;
    }
    if key == "Escape" {
        view.going = false;
        return view.take(Event::Close, effects);
    }
    if view.keys_off {
        return;
    }
    let going = std::mem::take(&mut view.going);
    match (going, key) {
        (_, "?") => view.dialog = Some(Dialog::Help),
        _ if view.is_first_run() => {}
        (true, "a") => view.take(Event::Go(Screen::Articles), effects),
        (true, "p") => view.take(Event::Go(Screen::People), effects),
        (true, "q") => view.take(Event::Go(Screen::Quotes), effects),
        (true, "t") => view.take(Event::Go(Screen::Timeline), effects),
        (true, "c") => view.take(Event::Go(Screen::Compare), effects),
        (true, "r") => view.take(Event::Go(Screen::Review), effects),
        (true, _) => {}
        (_, "g") => view.going = true,
        (_, "/") => effects.push(Focus::Search.into()),
        (_, "j") => step(view, 1, effects),
        (_, "k") => step(view, -1, effects),
        (_, "y" | "n" | "s") if view.screen == Screen::Review => view.answer(key, effects),
        (_, "n") => view.take(Event::Hit(true), effects),
        (_, "p") => view.take(Event::Hit(false), effects),
        (_, "c") => {
            if let (Screen::Quotes, Some(at)) = (view.screen, view.at)
                && let Some(row) = view.listed.rows.get(at)
            {
                effects.push(Effect::Copy(vec![QuoteRow::clone(row)]));
            }
        }
        (_, "s") => {
            let open = view.reader.as_ref().and_then(|reader| Some(&reader.opened.as_ref()?.card));
            let row = view.at.filter(|_| view.screen == Screen::Articles);
            let card = open.or_else(|| view.listed.cards.get(row?).map(Rc::as_ref));
            if let Some(card) = card {
                let mend = Mend::Star(Which::Article(card.id), !card.marks.starred);
                view.take(Event::Mend(mend), effects);
            }
        }
        (_, "e") => {
            if let (Screen::Quotes, Some(at)) = (view.screen, view.at)
                && let Some(row) = view.listed.rows.get(at).cloned()
            {
                view.take(Event::Fix(Box::new(QuoteRow::clone(&row))), effects);
            }
        }
        _ => {}
    }
}

fn step(view: &mut View, by: isize, effects: &mut Vec<Effect>) {
    let count = match view.screen {
        Screen::Articles => view.listed.cards.len(),
        Screen::Quotes => view.listed.rows.len(),
        Screen::People => view.people.rows.len(),
        Screen::Review => view.tasks().count(),
        Screen::Timeline | Screen::Compare => 0,
    };
    if count == 0 {
        return;
    }
    let at = view.at.map_or(0, |at| at.saturating_add_signed(by).min(count - 1));
    view.at = Some(at);
    effects.push(Focus::Row(at).into());
    let open = match view.screen {
        Screen::Articles => view.listed.cards.get(at).map(|card| (card.id, None)),
        Screen::Quotes => view.listed.rows.get(at).map(|row| (row.id.article, Some(row.id.number))),
        Screen::People | Screen::Timeline | Screen::Compare | Screen::Review => None,
    };
    // With the reader open, it follows; the focus stays in the list so that the next key goes on.
    if let (Some(_), Some((article, quote))) = (&view.reader, open) {
        view.open(article, quote, effects);
        if let Some(reader) = &mut view.reader {
            reader.arriving = false;
        }
        view.turn(super::Step::Replace, effects);
    }
}
