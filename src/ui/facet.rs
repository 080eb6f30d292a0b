//! One facet of the filter: its values with their counts, each to be chosen or shut out.

use crate::{
    phrases,
    protocol::{FacetCounts, FacetValue, Results},
    query::{Choice, Facet as Which},
    ui::{
        mark::{Voice, mark},
        send,
        text::words,
    },
    view::Event,
};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Values shown before "Show all".
const FEW: usize = 8;
/// From so many values on, a box narrows them.
const MANY: usize = 15;
/// At most so many rows, whatever the library holds; the box finds the others.
const MOST: usize = 200;

/// What it shows.
#[derive(Clone, Properties)]
pub struct Props {
    /// For the values, most frequent first: hundreds, which nobody copies.
    pub results: Rc<Results>,
    /// Which of the facets of the results.
    pub at: usize,
    /// What is chosen.
    pub choice: Choice,
    /// Where events go.
    pub on: Callback<Event>,
}

impl Props {
    fn counts(&self) -> Option<&FacetCounts> {
        self.results.facets.get(self.at)
    }
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        let alike = Rc::ptr_eq(&self.results, &other.results) && self.at == other.at;
        (alike || self.counts() == other.counts()) && (&self.choice, &self.on) == (&other.choice, &other.on)
    }
}

fn voice(value: &str) -> Option<Voice> {
    match value {
        "direct" | "full" | "nested" => Some(Voice::Full),
        "partial" | "headline" => Some(Voice::Partial),
        "paraphrase" => Some(Voice::Paraphrase),
        "mention" => Some(Voice::Mention),
        _ => None,
    }
}

/// One facet.
#[component]
pub fn Facet(props: &Props) -> Html {
    later(props, use_state(|| false), use_state(String::new))
}

#[inline(never)]
fn later(props: &Props, all: UseStateHandle<bool>, narrowed: UseStateHandle<String>) -> Html {
    let Props { choice, on, .. } = props;
    let Some(counts) = props.counts() else { return Html::default() };
    let facet = counts.facet;
    let needle = narrowed.to_lowercase();
    let label = |value: &FacetValue| phrases::facet_value(facet, &value.value, &value.label);
    let chosen =
        |value: &FacetValue| choice.wanted.contains(&value.value) || choice.unwanted.contains(&value.value);
    let matching: Vec<&FacetValue> = counts
        .values
        .iter()
        .filter(|value| needle.is_empty() || label(value).to_lowercase().contains(&needle))
        .collect();
    let most = if *all || !needle.is_empty() { MOST } else { FEW };
    // A chosen value never disappears behind "Show all".
    let shown: Vec<&FacetValue> = matching
        .iter()
        .enumerate()
        .filter(|(at, value)| *at < most || chosen(value))
        .map(|(_, value)| *value)
        .collect();
    let hidden = matching.len() - shown.len();
    let narrow = {
        let narrowed = narrowed.clone();
        Callback::from(move |event: InputEvent| {
            narrowed.set(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let turn = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let name = phrases::facet(facet);
    html! {
        <fieldset class="facet">
            <legend>{name}</legend>
            if facet == Which::Person && choice.wanted.len() > 1 {
                {any_or_all(facet, name, choice.all, on)}
            }
            if counts.values.len() > MANY {
                <input type="search" class="narrower" aria-label={phrases::find_in(name)}
                    placeholder={phrases::find_in(name)} value={(*narrowed).clone()} oninput={narrow} />
            }
            <ul>
                { for shown.into_iter().map(|value| row(facet, value, &label(value), choice, on)) }
            </ul>
            if *all || hidden > 0 {
                <button type="button" class="link" onclick={turn}>
                    { if *all { phrases::show_fewer().to_owned() } else { phrases::show_all(matching.len()) } }
                </button>
            }
        </fieldset>
    }
}

fn row(facet: Which, value: &FacetValue, label: &str, choice: &Choice, on: &Callback<Event>) -> Html {
    let barred = choice.unwanted.contains(&value.value);
    let class = classes!((value.count == 0).then_some("none"), barred.then_some("barred"));
    html! {
        <li key={value.value.clone()} {class}>
            <label>
                <input type="checkbox" checked={choice.wanted.contains(&value.value)}
                    onchange={send(on, Event::Toggled(facet, value.value.clone()))} />
                if let Some(voice) = voice(&value.value) { {mark(voice)} }
                <bdi>{words(label)}</bdi>
                <span class="count">{phrases::digits(value.count as usize)}</span>
            </label>
            <button type="button" class="bar-it" aria-pressed={barred.to_string()}
                aria-label={phrases::exclude(label)} title={phrases::exclude(label)}
                onclick={send(on, Event::Barred(facet, value.value.clone()))}>{"−"}</button>
        </li>
    }
}

fn any_or_all(facet: Which, name: &str, all: bool, on: &Callback<Event>) -> Html {
    html! {
        <div class="any-all" role="group" aria-label={phrases::any_or_all(name)}>
            <button type="button" aria-pressed={(!all).to_string()} onclick={send(on, Event::All(facet, false))}>
                {phrases::any()}
            </button>
            <button type="button" aria-pressed={all.to_string()} onclick={send(on, Event::All(facet, true))}>
                {phrases::all()}
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    fn html(values: usize, wanted: &[usize]) -> String {
        let values: Vec<FacetValue> = (0..values)
            .map(|n| FacetValue { value: format!("v{n}"), label: format!("Name {n}"), count: n as u32 })
            .collect();
        let counts = FacetCounts { facet: Which::Person, of: values.len() as u32, values };
        let choice = Choice { wanted: wanted.iter().map(|n| format!("v{n}")).collect(), ..Choice::default() };
        let results = Results { facets: vec![counts], ..Results::default() };
        html_of::<Facet>(move || Props {
            results: Rc::new(results.clone()),
            at: 0,
            choice: choice.clone(),
            on: Callback::noop(),
        })
    }

    #[test]
    fn few_values_are_shown_and_the_rest_offered() {
        let html = html(12, &[]);
        assert_eq!(html.matches("<li").count(), 8);
        assert!(html.contains("Show all 12") && !html.contains("Find a person"), "{html}");
    }

    #[test]
    fn a_chosen_value_never_disappears() {
        let html = html(40, &[30]);
        assert!(html.contains("Name 30") && html.contains("Find a person"), "{html}");
        assert!(!html.contains(">any<"), "one choice needs no any or all");
    }

    #[test]
    fn two_people_can_both_be_required() {
        assert!(self::html(3, &[0, 1]).contains("Person: any or all"));
    }

    #[test]
    fn a_count_of_nothing_stays_in_its_place() {
        assert!(self::html(2, &[]).contains("class=\"none\""));
    }
}
