//! How to check that nothing leaves.

use crate::{
    phrases,
    ui::{dialog::Dialog, send},
    view::Event,
};
use yew::prelude::*;

/// Where events go.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where events go.
    pub on: Callback<Event>,
}

/// The dialog.
#[component]
pub fn Privacy(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    html! {
        <Dialog title={phrases::privacy_title()} on_close={send(&props.on, Event::Dialog(None))}>
            <ul class="steps">{ for phrases::privacy_steps().map(|step| html! { <li>{step}</li> }) }</ul>
        </Dialog>
    }
}
