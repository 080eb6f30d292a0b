//! The first screen: what this is for, how to begin, and a line of what will be seen.

use crate::{
    phrases,
    ui::{
        add::Ways,
        mark::{Voice, mark},
        send,
    },
    view::{Dialog, Event, Pick},
};
use yew::prelude::*;

/// Where events go.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where events go.
    pub on: Callback<Event>,
}

/// The first screen.
#[component]
pub fn FirstRun(props: &Props) -> Html {
    let on = &props.on;
    let voices = [Voice::Full, Voice::Partial, Voice::Paraphrase, Voice::Mention];
    html! {
        <main class="first-run" id="main">
            <h1 tabindex="-1" id="heading">{phrases::tagline()}</h1>
            <p class="lead">{phrases::tagline_more()}</p>
            <div class="drop-here">
                <p class="drop-words">{phrases::drop_here()}</p>
                <Ways on={on.clone()} />
            </div>
            <p class="promise">
                {phrases::nothing_uploaded()}{" "}
                <button type="button" class="link" onclick={send(on, Event::Dialog(Some(Dialog::Privacy)))}>
                    {phrases::how_to_check()}
                </button>
            </p>
            <p class="begin"><button type="button" class="link strong" onclick={send(on, Event::Samples)}>{phrases::samples()}</button>
                <button type="button" class="link" onclick={send(on, Event::Pick(Pick::Files))}>{phrases::open_project()}</button></p>
            <section class="legend" aria-label={phrases::example_heading()}>
                <ul>
                    { for voices.into_iter().zip(phrases::marks()).zip(phrases::mark_examples()).map(
                        |((voice, (name, _)), (before, said, after))| html! {
                            <li>{mark(voice)}<b>{name}</b><span>{before}<em>{said}</em>{after}</span></li>
                        },
                    ) }
                </ul>
            </section>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    #[test]
    fn the_buttons_have_their_names() {
        let html = html_of::<FirstRun>(|| Props { on: Callback::noop() });
        for name in ["Choose files", "Choose folder", "Paste text", "Try it with sample articles"] {
            assert!(html.contains(&format!(">{name}</button>")), "{name} in {html}");
        }
    }
}
