//! All facets, in the rail beside the list or in a sheet over it.

use crate::{
    phrases,
    protocol::Results,
    query::{Facet as Which, Query},
    ui::{dates::Dates, facet::Facet},
    view::{Event, Screen},
};
use std::rc::Rc;
use yew::prelude::*;

/// What they show.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// For the counts.
    pub results: Rc<Results>,
    /// What is chosen.
    pub query: Query,
    /// Kinds of quotes are offered where quotes are shown.
    pub screen: Screen,
    /// Where events go.
    pub on: Callback<Event>,
}

/// All facets.
#[component]
pub fn Filters(props: &Props) -> Html {
    later_filters(props)
}

#[inline(never)]
fn later_filters(props: &Props) -> Html {
    let Props { results, query, screen, on } = props;
    let offered = |facet: Which| {
        let chosen = query.choices.contains_key(&facet);
        chosen || facet != Which::Kind || *screen == Screen::Quotes
    };
    let facets = results
        .facets
        .iter()
        .enumerate()
        .filter(|(_, counts)| !counts.values.is_empty() && offered(counts.facet))
        .map(|(at, counts)| {
            let choice = query.choices.get(&counts.facet).cloned().unwrap_or_default();
            html! { <Facet key={counts.facet.key()} results={results.clone()} {at} {choice} on={on.clone()} /> }
        })
        .collect::<Vec<_>>();
    let (first, rest) = facets.split_at(facets.len().min(3));
    html! {
        <>
            {first.to_vec()}
            <Dates from={query.from} to={query.to} days={results.days.clone()} on={on.clone()} />
            {rest.to_vec()}
        </>
    }
}

/// The rail beside the list.
#[component]
pub fn Rail(props: &Props) -> Html {
    later_rail(props)
}

#[inline(never)]
fn later_rail(props: &Props) -> Html {
    html! {
        <section class="rail" aria-label={phrases::filters()}>
            <Filters ..props.clone() />
        </section>
    }
}
