//! The list of quotes, of which some or all can be chosen.

use crate::{
    phrases,
    protocol::{QuoteId, QuoteRow},
    ui::{
        quote::quote,
        send,
        stretch::{same_rows, stretches},
    },
    view::{Event, Listed, MOST_CHOSEN, with_open},
};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The rows.
    pub listed: Rc<Listed>,
    /// Quotes of the filter.
    pub of: u32,
    /// Those chosen.
    pub chosen: Rc<BTreeSet<QuoteId>>,
    /// The address of this screen with its filter.
    pub base: AttrValue,
    /// The quote that is open.
    pub open: Option<QuoteId>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The list.
#[component]
pub fn Quotes(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { listed, of, chosen, base, open, on } = props;
    html! {
        <>
        {choice(*of, chosen, on)}
        <div role="list" class="quotes" aria-label={phrases::quotes_screen()}>
            {stretches(&listed.rows, base, &listed.leaving.rows, &listed.leaving, |rows, from, base| {
                let chosen: Vec<QuoteId> = rows.iter().map(|row| row.id).filter(|id| chosen.contains(id)).collect();
                let open = open.filter(|open| rows.iter().any(|row| row.id == *open));
                html! { <Stretch rows={rows.to_vec()} {from} {chosen} {base} {open} on={on.clone()} /> }
            })}
        </div>
        </>
    }
}

/// Some of the rows, which are drawn again only where one of them is another.
#[derive(Clone, Properties)]
struct StretchProps {
    rows: Vec<Rc<QuoteRow>>,
    from: usize,
    chosen: Vec<QuoteId>,
    base: AttrValue,
    open: Option<QuoteId>,
    on: Callback<Event>,
}

impl PartialEq for StretchProps {
    fn eq(&self, other: &StretchProps) -> bool {
        same_rows(&self.rows, &other.rows)
            && (self.from, &self.chosen, &self.base) == (other.from, &other.chosen, &other.base)
            && (self.open, &self.on) == (other.open, &other.on)
    }
}

#[component]
fn Stretch(props: &StretchProps) -> Html {
    later_stretch(props)
}

#[inline(never)]
fn later_stretch(props: &StretchProps) -> Html {
    let StretchProps { rows, from, chosen, base, open, on } = props;
    let earlier = std::iter::once(None).chain(rows.iter().map(Some));
    (*from..)
        .zip(rows.iter().zip(earlier))
        .map(|(at, (row, earlier))| {
            let again = earlier.is_some_and(|earlier| earlier.id.article == row.id.article);
            let onfocusin = on.reform(move |_: FocusEvent| Event::At(at));
            html! {
                <li role="listitem" key={format!("{}-{}", row.id.article, row.id.number)} class={again.then_some("again")} {onfocusin}>
                    {check(row, chosen.contains(&row.id), on)}
                    {quote(row, at, &with_open(base, row.id.article, Some(row.id.number)), *open == Some(row.id), on)}
                </li>
            }
        })
        .collect()
}

/// The box that chooses a quote.
fn check(row: &QuoteRow, checked: bool, on: &Callback<Event>) -> Html {
    let id = row.id;
    html! {
        <input type="checkbox" class="pick" {checked} aria-label={phrases::choose_quote(row.pieces.first().map_or("", String::as_str))}
            onchange={send(on, Event::Choose(id, !checked))} />
    }
}

/// What can be done with those chosen.
fn choice(of: u32, chosen: &BTreeSet<QuoteId>, on: &Callback<Event>) -> Html {
    let number = of.min(MOST_CHOSEN);
    let all = chosen.len() as u32 >= number;
    let turn = send(on, if all { Event::ChooseNone } else { Event::ChooseAll });
    html! {
        <div class="chosen">
            <label><input type="checkbox" checked={all} onchange={turn} />{phrases::choose_all(number)}</label>
            if !chosen.is_empty() {
                <span>{phrases::chosen_quotes(chosen.len())}</span>
                <button type="button" class="link" onclick={send(on, Event::CopyChosen)}>{phrases::copy_chosen()}</button>
                <button type="button" class="link" onclick={send(on, Event::FixChosen)}>{phrases::fix_chosen()}</button>
                <button type="button" class="link" onclick={send(on, Event::ChooseNone)}>{phrases::choose_none()}</button>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    #[test]
    fn what_can_be_done_with_those_chosen_is_offered_once_there_are_some() {
        let html = |chosen: &[QuoteId]| {
            let chosen: BTreeSet<QuoteId> = chosen.iter().copied().collect();
            html_of::<Quotes>(move || Props {
                listed: Rc::new(sample::listed()),
                of: 1,
                chosen: Rc::new(chosen.clone()),
                base: "/quotes".into(),
                open: None,
                on: Callback::noop(),
            })
        };
        let none = html(&[]);
        assert!(none.contains("Choose all 1 quote") && !none.contains("Copy with sources"), "{none}");
        assert!(none.contains("aria-label=\"Choose: The ferry will sail again\""), "{none}");
        let one = html(&[sample::row().id]);
        assert!(
            one.contains("1 chosen") && one.contains("Copy with sources") && one.contains("checked"),
            "{one}"
        );
    }
}
