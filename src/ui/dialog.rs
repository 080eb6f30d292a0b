//! A dialog over the page, in the browser's own `<dialog>`: it keeps the focus, and Esc closes it.

use crate::{
    phrases,
    ui::icon::{Shape, icon},
};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What stands in it.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its heading.
    pub title: AttrValue,
    /// Its own class.
    #[prop_or_default]
    pub class: Classes,
    /// It was closed.
    pub on_close: Callback<()>,
    /// What stands in it.
    pub children: Html,
}

/// A dialog.
#[component]
pub fn Dialog(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
                // Fails only where the element is not in the page any more.
                let _ = dialog.show_modal();
            }
            // Closed by its own door, it gives the focus back to where it came from.
            move || {
                if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                    dialog.close();
                }
            }
        });
    }
    let close = props.on_close.reform(|_: MouseEvent| ());
    let onclose = props.on_close.reform(|_: yew::events::Event| ());
    // A click beside the sheet lands on the dialog itself.
    let beside = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: MouseEvent| {
            if event.target_dyn_into::<HtmlDialogElement>().is_some() {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class={props.class.clone()} aria-labelledby="dialog-title" {onclose} onclick={beside}>
            <div class="sheet">
                <div class="sheet-head">
                    <h2 id="dialog-title">{&props.title}</h2>
                    <button type="button" class="plain" onclick={close} aria-label={phrases::close()}>
                        {icon(Shape::Close)}
                    </button>
                </div>
                {props.children.clone()}
            </div>
        </dialog>
    }
}
