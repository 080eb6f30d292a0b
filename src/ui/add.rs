//! The ways to get articles in: three buttons, on the first screen and in the dialog behind Add.

use crate::{
    phrases,
    ui::send,
    view::{Dialog, Event, Pick},
};
use yew::prelude::*;

/// Where events go.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where events go.
    pub on: Callback<Event>,
}

/// Choose files, Choose folder, Paste text.
#[component]
pub fn Ways(props: &Props) -> Html {
    let on = &props.on;
    html! {
        <div class="ways">
            <button type="button" class="main" onclick={send(on, Event::Pick(Pick::Files))}>
                {phrases::choose_files()}
            </button>
            <button type="button" onclick={send(on, Event::Pick(Pick::Folder))}>{phrases::choose_folder()}</button>
            <button type="button" onclick={send(on, Event::Dialog(Some(Dialog::Paste)))}>
                {phrases::paste_text()}
            </button>
        </div>
    }
}
