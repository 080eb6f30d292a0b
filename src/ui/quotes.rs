//! The list of quotes.

use crate::{
    phrases,
    protocol::{QuoteId, Results},
    ui::quote::Quote,
    view::{Event, with_open},
};
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The result.
    pub results: Rc<Results>,
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
    html! {
        <ul class="quotes" aria-label={phrases::quotes_screen()}>
            { for props.results.rows.iter().enumerate().map(|(at, row)| {
                let again = at > 0 && props.results.rows[at - 1].id.article == row.id.article;
                let onfocusin = props.on.reform(move |_: FocusEvent| Event::At(at));
                html! {
                    <li key={format!("{}-{}", row.id.article, row.id.number)} class={again.then_some("again")} {onfocusin}>
                        <Quote row={row.clone()} {at} address={with_open(&props.base, row.id.article, Some(row.id.number))}
                            open={props.open == Some(row.id)} on={props.on.clone()} />
                    </li>
                }
            }) }
        </ul>
    }
}
