//! What is chosen, each with a cross; and where nothing was found, what there would be without it.

use crate::{
    phrases,
    protocol::{Chosen, Results},
    query::{Facet, Query},
    ui::{
        icon::{Shape, icon},
        send,
        text::words,
    },
    view::Event,
};
use std::rc::Rc;
use yew::prelude::*;

/// What they show.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is chosen.
    pub query: Query,
    /// For the names of values.
    pub results: Rc<Results>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The name of a value: as the engine shows it, else the value itself.
fn label(results: &Results, facet: Facet, value: &str) -> String {
    let counts = results.facets.iter().find(|counts| counts.facet == facet);
    let known = counts.and_then(|counts| counts.values.iter().find(|known| known.value == value));
    phrases::facet_value(facet, value, known.map_or("", |known| &known.label))
}

/// Every choice of the query with its words.
fn chosen(query: &Query, results: &Results) -> Vec<(Chosen, String)> {
    let mut chosen = Vec::new();
    if !query.words.trim().is_empty() {
        chosen.push((Chosen::Words, phrases::words_chip(query.words.trim())));
    }
    for (facet, choice) in &query.choices {
        let chip = |value: &String, words: String| {
            (Chosen::Value(*facet, value.clone()), format!("{}: {words}", phrases::facet(*facet)))
        };
        chosen.extend(choice.wanted.iter().map(|value| chip(value, label(results, *facet, value))));
        chosen.extend(
            choice.unwanted.iter().map(|value| chip(value, phrases::not(&label(results, *facet, value)))),
        );
    }
    if query.from.is_some() || query.to.is_some() {
        chosen.push((Chosen::Dates, phrases::dates_chip(query.from, query.to)));
    }
    chosen
}

/// How many choices a query has.
pub fn number_of(query: &Query) -> usize {
    chosen(query, &Results::default()).len()
}

/// The chips.
#[component]
pub fn Chips(props: &Props) -> Html {
    later_chips(props)
}

#[inline(never)]
fn later_chips(props: &Props) -> Html {
    let Props { query, results, on } = props;
    if query.is_all() {
        return Html::default();
    }
    html! {
        <div class="chips">
            <ul aria-label={phrases::chosen()}>
                { for chosen(query, results).into_iter().map(|(chosen, name)| html! {
                    <li key={name.clone()}>
                        <button type="button" aria-label={phrases::remove_filter(&name)}
                            onclick={send(on, Event::Without(chosen))}>
                            <bdi>{words(&name)}</bdi>{icon(Shape::Close)}
                        </button>
                    </li>
                }) }
            </ul>
            <button type="button" class="link" onclick={send(on, Event::ClearAll)}>{phrases::clear_all()}</button>
        </div>
    }
}

/// Where nothing was found: what there would be without each choice.
#[component]
pub fn NothingFound(props: &Props) -> Html {
    later_nothing_found(props)
}

#[inline(never)]
fn later_nothing_found(props: &Props) -> Html {
    let Props { query, results, on } = props;
    let ways = chosen(query, results).into_iter().filter_map(|(chosen, name)| {
        let (_, count) = results.without.iter().find(|(without, _)| *without == chosen)?;
        (*count > 0).then_some((chosen, name, *count))
    });
    html! {
        <div class="nothing">
            <p>{phrases::nothing_found()}</p>
            <ul>
                { for ways.map(|(chosen, name, count)| html! {
                    <li><button type="button" class="link" onclick={send(on, Event::Without(chosen))}>
                        {phrases::without(&name, count)}
                    </button></li>
                }) }
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    #[test]
    fn each_choice_can_be_taken_away() {
        let html = html_of::<Chips>(|| Props {
            query: Query { words: "peace".into(), ..Query::default() }.toggled(Facet::Person, "ana-ortiz"),
            results: Rc::default(),
            on: Callback::noop(),
        });
        assert!(html.contains("aria-label=\"Remove filter: Words: peace\""), "{html}");
        assert!(html.contains("aria-label=\"Remove filter: Person: ana ortiz\""), "{html}");
        assert!(html.contains(">Clear all</button>"), "{html}");
    }

    #[test]
    fn where_nothing_is_found_a_way_out_is_offered() {
        let results = Results { without: vec![(Chosen::Words, 12)], ..Results::default() };
        let html = html_of::<NothingFound>(move || Props {
            query: Query { words: "peace".into(), ..Query::default() },
            results: Rc::new(results.clone()),
            on: Callback::noop(),
        });
        assert!(html.contains("Without Words: peace: 12 articles"), "{html}");
    }
}
