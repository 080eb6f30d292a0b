//! The search box, with what should be said of the words in it.

use crate::{
    phrases,
    query::Hint,
    ui::icon::{Shape, icon},
    view::Event,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The words typed.
    pub words: AttrValue,
    /// What should be said of them.
    pub hints: Vec<Hint>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The search box.
#[component]
pub fn SearchBox(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let oninput = props
        .on
        .reform(|event: InputEvent| Event::Typed(event.target_unchecked_into::<HtmlInputElement>().value()));
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <search class="search">
            <form {onsubmit}>
                {icon(Shape::Search)}
                <input type="search" id="search" aria-label={phrases::search()} placeholder={phrases::search_example()}
                    value={props.words.clone()} {oninput} autocomplete="off" spellcheck="false"
                    aria-describedby={(!props.hints.is_empty()).then_some("search-hints")} />
                <kbd aria-hidden="true">{"/"}</kbd>
            </form>
            if !props.hints.is_empty() {
                <p id="search-hints" class="hints">
                    { for props.hints.iter().map(|hint| html! { <span>{phrases::hint(hint)}{" "}</span> }) }
                </p>
            }
        </search>
    }
}
