//! What was mended, the latest first, to be taken back.

use crate::{
    phrases,
    protocol::{History as Log, Mend},
    ui::{dialog::Dialog, send, text::words},
    view::Event,
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The corrections.
    pub history: Rc<Log>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The panel.
#[component]
pub fn History(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { history, on } = props;
    html! {
        <Dialog title={phrases::history_title()} on_close={send(on, Event::Dialog(None))}>
            if history.done.is_empty() && history.undone.is_empty() { <p class="quiet">{phrases::no_history()}</p> }
            <ol class="history" reversed=true>
                { for history.done.iter().enumerate().rev().map(|(at, told)| {
                    let words_told = phrases::told(told);
                    html! {
                        <li key={at}><span>{words(&words_told)}</span>
                            <button type="button" class="link" onclick={send(on, Event::Mend(Mend::BackTo(at as u32)))}>
                                {phrases::back_to_before()}<span class="hush">{": "}{words(&words_told)}</span>
                            </button>
                        </li>
                    }
                }) }
            </ol>
            if let Some(next) = history.undone.last() {
                <h3>{phrases::taken_back()}</h3>
                <ul class="history">
                    <li><span>{words(&phrases::told(next))}</span>
                        <button type="button" class="link" onclick={send(on, Event::Mend(Mend::Redo))}>{phrases::redo()}</button></li>
                    { for history.undone.iter().rev().skip(1).map(|told| html! { <li class="quiet">{words(&phrases::told(told))}</li> }) }
                </ul>
            }
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::ArticleId, correction::Correction, protocol::Told, ui::html_of};

    #[test]
    fn the_latest_stands_first_and_each_can_be_taken_back() {
        let html = html_of::<History>(|| {
            let told = |quote: u32| Told {
                correction: Correction::Confirmed { article: ArticleId(1), quote },
                title: None,
                words: Some(format!("words {quote}")),
            };
            let history = Log { done: vec![told(1), told(2)], undone: vec![told(3)] };
            Props { history: Rc::new(history), on: Callback::noop() }
        });
        let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} in {html}"));
        assert!(place("words 2") < place("words 1") && place("words 1") < place("Taken back"), "{html}");
        assert_eq!(html.matches("Undo from here").count(), 2);
    }
}
