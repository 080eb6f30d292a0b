//! A word that passes.

use crate::{
    phrases,
    protocol::Mend,
    ui::{
        icon::{Shape, icon},
        send,
    },
    view::{Event, Says, Toast as Word},
};
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The word.
    pub toast: Word,
    /// Where events go.
    pub on: Callback<Event>,
}

fn words(says: Says) -> &'static str {
    match says {
        Says::Copied => phrases::toast_copied(),
        Says::NotCopied => phrases::toast_not_copied(),
        Says::Restarted => phrases::toast_restarted(),
        Says::Shared => phrases::toast_shared(),
        Says::NotShared => phrases::toast_not_shared(),
        Says::Mended => phrases::toast_mended(),
        Says::Marked => phrases::toast_marked(),
        Says::ReadAgain => phrases::toast_read_again(),
        Says::Undone => phrases::toast_undone(),
        Says::NothingToUndo => phrases::toast_nothing_to_undo(),
        Says::Removed => phrases::toast_removed(),
        Says::SamplesLeft => phrases::toast_samples_left(),
        Says::NothingDropped => phrases::toast_nothing_dropped(),
    }
}

/// The toast.
#[component]
pub fn Toast(props: &Props) -> Html {
    let Props { toast, on } = props;
    html! {
        <div class="toast" role="status" onmouseenter={send(on, Event::ToastHeld(true))} onmouseleave={send(on, Event::ToastHeld(false))}>
            <span>{words(toast.says)}</span>
            if matches!(toast.says, Says::Mended | Says::Marked | Says::ReadAgain) {
                <button type="button" class="link" onclick={send(on, Event::Mend(Mend::Undo))}>{phrases::undo()}</button>
            }
            if toast.says == Says::Undone {
                <button type="button" class="link" onclick={send(on, Event::Mend(Mend::Redo))}>{phrases::redo()}</button>
            }
            <button type="button" class="plain" aria-label={phrases::dismiss()} onclick={send(on, Event::ToastOver(toast.number))}>
                {icon(Shape::Close)}
            </button>
        </div>
    }
}
