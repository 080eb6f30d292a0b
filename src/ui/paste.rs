//! A box to paste an article into.

use crate::{
    phrases,
    ui::{dialog::Dialog, send},
    view::Event,
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Where events go.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where events go.
    pub on: Callback<Event>,
}

/// The box.
#[component]
pub fn Paste(props: &Props) -> Html {
    let text = use_state(String::new);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        })
    };
    let empty = text.trim().is_empty();
    html! {
        <Dialog title={phrases::paste_title()} on_close={send(&props.on, Event::Dialog(None))}>
            <label class="tall">{phrases::paste_label()}
                <textarea rows="14" {oninput} autofocus=true spellcheck="false" />
            </label>
            <p class="ways">
                <button type="button" class="main" disabled={empty} onclick={send(&props.on, Event::Pasted((*text).clone()))}>
                    {phrases::paste_add()}
                </button>
            </p>
        </Dialog>
    }
}
