//! The list of quotes, of which some or all can be chosen.

use crate::{
    phrases,
    protocol::{QuoteId, QuoteRow, Results},
    ui::{quote::Quote, send},
    view::{Event, MOST_CHOSEN, with_open},
};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The result.
    pub results: Rc<Results>,
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
    let Props { results, chosen, on, .. } = props;
    html! {
        <>
        {choice(results, chosen, on)}
        <ul class="quotes" aria-label={phrases::quotes_screen()}>
            { for props.results.rows.iter().enumerate().map(|(at, row)| {
                let again = at > 0 && props.results.rows[at - 1].id.article == row.id.article;
                let onfocusin = props.on.reform(move |_: FocusEvent| Event::At(at));
                html! {
                    <li key={format!("{}-{}", row.id.article, row.id.number)} class={again.then_some("again")} {onfocusin}>
                        {check(row, chosen.contains(&row.id), on)}
                        <Quote row={row.clone()} {at} address={with_open(&props.base, row.id.article, Some(row.id.number))}
                            open={props.open == Some(row.id)} on={props.on.clone()} />
                    </li>
                }
            }) }
        </ul>
        </>
    }
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
fn choice(results: &Results, chosen: &BTreeSet<QuoteId>, on: &Callback<Event>) -> Html {
    let number = results.quotes.min(MOST_CHOSEN);
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
                results: Rc::new(sample::results()),
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
