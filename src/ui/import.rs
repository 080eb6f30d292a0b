//! How far the reading is, and how it ended.

use crate::{
    phrases,
    ui::{
        icon::{Shape, icon},
        send,
    },
    view::{Dialog, Event, Import as Files, Tally},
};
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The files.
    pub import: Files,
    /// All of the program is here.
    pub whole: bool,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The line about the files; nothing where none came.
#[component]
pub fn Import(props: &Props) -> Html {
    let Props { import, on, .. } = props;
    let (done, of) = import.progress();
    if of == 0 {
        return Html::default();
    }
    if import.is_running() {
        let articles = import.articles_so_far();
        // Nobody knows how many more there are in a file.
        let value = (articles == 0).then(|| done.to_string());
        return html! {
            <section class="import" aria-label={phrases::files()}>
                <label for="progress">{phrases::progress(done, of, articles)}</label>
                <progress id="progress" {value} max={of.to_string()} />
                <button type="button" onclick={send(on, Event::Cancel)}>{phrases::cancel()}</button>
            </section>
        };
    }
    let tally = import.tally();
    let words = match tally.lost {
        0 => {
            let Tally { added, duplicates, skipped, unknown, failed, cancelled, .. } = tally;
            phrases::tally(added, duplicates, skipped, unknown, failed, cancelled)
        }
        lost => phrases::lost(lost),
    };
    let trouble = !tally.is_good();
    html! {
        <section class={classes!("import", trouble.then_some("trouble"))} aria-label={phrases::files()}>
            <span role={trouble.then_some("alert")}>{words}</span>
            <button type="button" class="link" onclick={send(on, Event::Dialog(Some(Dialog::Report)))}>
                {phrases::see_list()}
            </button>
            if let Some(table) = import.unread_table().filter(|_| props.whole) {
                <button type="button" onclick={send(on, Event::Columns(table))}>{phrases::choose_columns()}</button>
            }
            <button type="button" class="plain" aria-label={phrases::dismiss()} onclick={send(on, Event::DismissImport)}>
                {icon(Shape::Close)}
            </button>
        </section>
    }
}
