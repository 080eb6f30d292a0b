//! What to hand on: quotes only, or the full text.

use crate::{
    phrases,
    protocol::Results,
    share::ShareForm,
    ui::{dialog::Dialog, send},
    view::{Event, Sharing},
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// How much is to go along.
    pub form: ShareForm,
    /// How far it is.
    pub sharing: Sharing,
    /// For the counts.
    pub results: Rc<Results>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The dialog.
#[component]
pub fn Share(props: &Props) -> Html {
    let Props { form, sharing, results, on } = props;
    let choice = |this: ShareForm, name: &'static str, more: &'static str| {
        html! {
            <label class="choice">
                <input type="radio" name="share-form" checked={*form == this} onchange={send(on, Event::ShareForm(this))} />
                <span><b>{name}</b>{" "}{more}</span>
            </label>
        }
    };
    let making = *sharing != Sharing::Idle;
    html! {
        <Dialog title={phrases::share_title()} on_close={send(on, Event::Dialog(None))}>
            <p>{phrases::share_lead()}</p>
            <fieldset>
                <legend>{phrases::share_what()}</legend>
                {choice(ShareForm::Quotes, phrases::share_quotes(), phrases::share_quotes_more())}
                {choice(ShareForm::Full, phrases::share_full(), phrases::share_full_more())}
            </fieldset>
            <p class="ways">
                <button type="button" class="main" disabled={making} onclick={send(on, Event::Share)}>
                    { if making { phrases::share_making() } else { phrases::share_make() } }
                </button>
                <span class="quiet">
                    {phrases::status(results.of_articles, results.of_articles, results.of_quotes)}
                </span>
            </p>
        </Dialog>
    }
}
