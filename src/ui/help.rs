//! Help: the marks, how sure a speaker is, how to search, and the keys.

use crate::{
    phrases,
    quote::Confidence,
    ui::{
        dialog::Dialog,
        mark::{Voice, mark},
        send,
    },
    view::Event,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Single keys are switched off.
    pub keys_off: bool,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The sheet.
#[component]
pub fn Help(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let on = &props.on;
    let voices = [Voice::Full, Voice::Partial, Voice::Paraphrase, Voice::Mention];
    let switch = on.reform(|event: yew::events::Event| {
        Event::Keys(event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    html! {
        <Dialog title={phrases::help_title()} class="help" on_close={send(on, Event::Dialog(None))}>
            <h3>{phrases::marks_title()}</h3>
            <ul class="marks">
                { for voices.into_iter().zip(phrases::marks()).map(|(voice, (name, meaning))| html! {
                    <li>{mark(voice)}<b>{name}</b><span>{meaning}</span></li>
                }) }
            </ul>
            <h3>{phrases::confidence_title()}</h3>
            <ul>
                { for [Confidence::Sure, Confidence::Likely, Confidence::Check].map(|confidence| html! {
                    <li>{phrases::confidence_meaning(confidence)}</li>
                }) }
            </ul>
            <h3>{phrases::search_title()}</h3>
            <dl class="keys">
                { for phrases::search_rules().map(|(typed, finds)| html! {
                    <><dt><code>{typed}</code></dt><dd>{finds}</dd></>
                }) }
            </dl>
            <h3>{phrases::keys_title()}</h3>
            <dl class="keys">
                { for phrases::keys().map(|(keys, what)| html! {
                    <><dt>{ for keys.iter().map(|key| html! { <><kbd>{*key}</kbd>{" "}</> }) }</dt><dd>{what}</dd></>
                }) }
            </dl>
            <label class="choice">
                <input type="checkbox" checked={!props.keys_off} onchange={switch} /><span>{phrases::keys_switch()}</span>
            </label>
        </Dialog>
    }
}
