//! The page as components: values come in, events go out, and nothing is kept here but what is open or half typed.
//!
//! One component a file, its test as HTML text at its foot.

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod add;
pub mod articles;
pub mod chips;
pub mod columns;
pub mod compare;
pub mod dates;
pub mod details;
pub mod dialog;
pub mod facet;
pub mod filters;
pub mod first_run;
pub mod fix;
pub mod header;
pub mod help;
pub mod history;
pub mod icon;
pub mod import;
pub mod keep;
pub mod libraries;
pub mod mark;
pub mod marks;
pub mod margin;
pub mod original;
pub mod page;
pub mod paste;
pub mod people;
pub mod privacy;
pub mod prose;
pub mod quote;
pub mod quotes;
pub mod reader;
pub mod report;
pub mod review;
pub mod results;
pub mod search_box;
pub mod share;
mod stretch;
pub mod text;
pub mod timeline;
pub mod toast;
pub mod why;

#[cfg(test)]
mod sample;

use crate::view::Event;
use web_sys::HtmlInputElement;
use yew::{Callback, NodeRef, SubmitEvent};

/// A callback that sends `event`, whatever it is called with.
fn send<E>(on: &Callback<Event>, event: Event) -> Callback<E> {
    on.reform(move |_| event.clone())
}

/// A callback for a form: what is typed goes to `event`, and what that gives, if anything, is sent. The page stays.
fn submitted(
    on: &Callback<Event>,
    field: &NodeRef,
    event: impl Fn(&str) -> Option<Event> + 'static,
) -> Callback<SubmitEvent> {
    let (on, field) = (on.clone(), field.clone());
    Callback::from(move |submit: SubmitEvent| {
        submit.prevent_default();
        let typed = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
        if let Some(event) = event(typed.trim()) {
            on.emit(event);
        }
    })
}

/// What a function draws, as HTML text, for tests.
#[cfg(test)]
fn html_drawn(draw: impl Fn() -> yew::Html + Clone + Send + 'static) -> String {
    #[derive(Clone, PartialEq, yew::Properties)]
    struct Props {
        draw: Callback<(), yew::Html>,
    }
    #[yew::component]
    fn Drawn(props: &Props) -> yew::Html {
        props.draw.emit(())
    }
    html_of::<Drawn>(move || {
        let draw = draw.clone();
        Props { draw: Callback::from(move |()| draw()) }
    })
}

/// A component as HTML text, for tests.
#[cfg(test)]
fn html_of<C: yew::BaseComponent>(props: impl Fn() -> C::Properties + Send + 'static) -> String
where
    C::Properties: 'static,
{
    futures::executor::block_on(yew::LocalServerRenderer::<C>::with_props(props()).hydratable(false).render())
}
