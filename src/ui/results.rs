//! The list in the middle: heading, the line that counts, chips, rows, and more rows.

use crate::{
    phrases,
    protocol::QuoteId,
    query::Order,
    ui::{
        articles::Articles,
        chips::{Chips, NothingFound},
        compare::Compare,
        people::{People, kinds},
        quotes::Quotes,
        review::Review,
        send,
        timeline::Timeline,
    },
    view::{Event, Screen, View, address_of},
};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is on screen.
    pub view: Rc<View>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The list in the middle.
#[component]
pub fn Listing(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { view, on } = props;
    let results = &view.results;
    // Rows lead to places of the filter they are of: while another is being asked for they stay as they are.
    let (of_screen, of_query) = &view.listed.of;
    let base: AttrValue = match view.screen {
        Screen::Articles | Screen::Quotes => address_of(*of_screen, of_query).into(),
        _ => view.base().into(),
    };
    let open = view.reader.as_ref().map(|reader| reader.article);
    let open_quote = view
        .reader
        .as_ref()
        .and_then(|reader| Some(QuoteId { article: reader.article, number: reader.quote? }));
    let (shown, of, heading) = match view.screen {
        Screen::Articles => (view.listed.cards.len(), results.articles, phrases::articles_screen()),
        Screen::Quotes => (view.listed.rows.len(), results.quotes, phrases::quotes_screen()),
        Screen::People => (view.people.rows.len(), view.people.of, phrases::kind_of_name(view.kind)),
        Screen::Timeline => (0, results.articles, phrases::timeline_screen()),
        Screen::Compare => (0, results.articles, phrases::compare_screen()),
        Screen::Review => (0, results.articles, phrases::review_screen()),
    };
    let rows = match view.screen {
        Screen::Articles => {
            html! { <Articles listed={view.listed.clone()} {base} {open} on={on.clone()} /> }
        }
        Screen::Quotes => {
            html! { <Quotes listed={view.listed.clone()} of={results.quotes} chosen={view.chosen.clone()} {base} open={open_quote} on={on.clone()} /> }
        }
        Screen::People => {
            html! {
                <People people={view.people.clone()} query={view.query.clone()} makes_data={view.hand.makes_data} on={on.clone()} />
            }
        }
        Screen::Timeline => html! {
            <Timeline timeline={view.timeline.clone()} timed={view.timed} query={view.query.clone()} on={on.clone()} />
        },
        Screen::Review => html! { <Review view={view.clone()} {base} on={on.clone()} /> },
        Screen::Compare => html! {
            <Compare comparison={view.comparison.clone()} query={view.query.clone()} base={view.base()} on={on.clone()} />
        },
    };
    html! {
        <div class="listing">
            <div class="listing-head">
                <h1 id="heading" tabindex="-1">{heading}</h1>
                <p role="status" class="status">
                    {phrases::status(results.articles, results.of_articles, results.quotes)}
                </p>
                if matches!(view.screen, Screen::Articles | Screen::Quotes) { {order(view.query.order, on)} }
            </div>
            if view.screen == Screen::People { {kinds(view.kind, on)} }
            <Chips query={view.query.clone()} results={results.clone()} on={on.clone()} />
            if of > 0 {
                {rows}
            } else if results.articles > 0 {
                <div class="nothing">
                    if view.screen == Screen::People {
                        <p>{phrases::no_names(view.kind)}</p>
                    } else {
                        <p>{phrases::no_quotes()}</p><p>{phrases::no_quotes_more()}</p>
                    }
                </div>
            } else if !view.query.is_all() {
                <NothingFound query={view.query.clone()} results={results.clone()} on={on.clone()} />
            }
            if view.lists_more(shown, of) {
                <button type="button" class="more" onclick={send(on, Event::More)}>{phrases::show_more()}</button>
            }
        </div>
    }
}

fn order(chosen: Order, on: &Callback<Event>) -> Html {
    let onchange = on.reform(|event: yew::events::Event| {
        let key = event.target_unchecked_into::<HtmlSelectElement>().value();
        Event::Ordered(Order::ALL.into_iter().find(|order| order.key() == key).unwrap_or_default())
    });
    html! {
        <select class="order" aria-label={phrases::order_label()} {onchange}>
            { for Order::ALL.into_iter().map(|order| html! {
                <option value={order.key()} selected={order == chosen}>{phrases::order(order)}</option>
            }) }
        </select>
    }
}
