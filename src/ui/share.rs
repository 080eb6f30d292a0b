//! What to hand on: a page, data of what is shown, a project file, a link.

use crate::{
    phrases,
    share::{DataForm, ShareForm},
    ui::{dialog::Dialog, send},
    view::{Event, Sharing, View},
};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is on screen, and what is chosen.
    pub view: Rc<View>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The dialog.
#[component]
pub fn Share(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { view, on } = props;
    let (results, hand) = (&view.results, &view.hand);
    let radio = |group: &'static str, checked: bool, event: Event, words: Html| {
        html! {
            <label class="choice">
                <input type="radio" name={group} {checked} onchange={send(on, event)} /><span>{words}</span>
            </label>
        }
    };
    let form = |this: ShareForm, name: &'static str, more: &'static str| {
        let words = html! { <><b>{name}</b>{" "}{more}</> };
        radio("share-form", view.share_form == this, Event::ShareForm(this), words)
    };
    let corrected = on.reform(|event: yew::events::Event| {
        Event::ShareAsFound(!event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    let marked = on.reform(|event: yew::events::Event| {
        Event::ShareMarked(event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    let making = view.sharing != Sharing::Idle;
    html! {
        <Dialog title={phrases::share_title()} class="hand" on_close={send(on, Event::Dialog(None))}>
            <h3>{phrases::share_page()}</h3>
            <p>{phrases::share_lead()}</p>
            <fieldset>
                <legend class="hush">{phrases::share_what()}</legend>
                {form(ShareForm::Quotes, phrases::share_quotes(), phrases::share_quotes_more())}
                {form(ShareForm::Excerpts, phrases::share_excerpts(), phrases::share_excerpts_more())}
                {form(ShareForm::Full, phrases::share_full(), phrases::share_full_more())}
            </fieldset>
            if !view.query.is_all() {
                <fieldset class="row">
                    <legend class="hush">{phrases::share_which()}</legend>
                    {radio("share-which", !hand.all, Event::ShareAll(false), phrases::share_shown(results.articles).into())}
                    {radio("share-which", hand.all, Event::ShareAll(true), phrases::share_all(results.of_articles).into())}
                </fieldset>
            }
            if view.corrections.0 > 0 {
                <label class="choice">
                    <input type="checkbox" checked={!hand.as_found} onchange={corrected} /><span>{phrases::share_corrected()}</span>
                </label>
            }
            if view.corrections.0 > 0 {
                <label class="choice">
                    <input type="checkbox" checked={hand.marked} onchange={marked} /><span>{phrases::share_marked()}</span>
                </label>
            }
            <p class="ways">
                <button type="button" class="main" disabled={making} onclick={send(on, Event::Share)}>
                    { if making { phrases::share_making() } else { phrases::share_make() } }
                </button>
                <span class="quiet">{phrases::share_size(view.shared_size())}</span>
            </p>
            {data(view, on)}
            <h3>{phrases::share_else()}</h3>
            <p class="ways">
                <button type="button" disabled={view.is_saving()} onclick={send(on, Event::SaveProject)}>{phrases::save_project()}</button>
                <button type="button" onclick={send(on, Event::CopyLink)}>{phrases::copy_link()}</button>
            </p>
            <p class="quiet">{phrases::share_else_more()}</p>
        </Dialog>
    }
}

fn data(view: &View, on: &Callback<Event>) -> Html {
    let chosen = view.hand.form;
    let onchange = on.reform(|event: yew::events::Event| {
        let ending = event.target_unchecked_into::<HtmlSelectElement>().value();
        Event::DataForm(DataForm::of_ending(&ending).unwrap_or_default())
    });
    let making = view.is_handing_out();
    html! {
        <>
            <h3>{phrases::share_data()}</h3>
            if view.hand.makes_data {
                <p class="ways">
                    <select aria-label={phrases::data_form()} {onchange}>
                        { for DataForm::ALL.into_iter().map(|form| html! {
                            <option value={form.ending()} selected={form == chosen}>{phrases::data_name(form)}</option>
                        }) }
                    </select>
                    <button type="button" disabled={making} onclick={send(on, Event::HandOut)}>
                        { if making { phrases::data_making() } else { phrases::data_make() } }
                    </button>
                    <span class="quiet">{phrases::data_holds(chosen, view.results.articles, view.results.quotes)}</span>
                </p>
            } else {
                <p class="quiet">{phrases::data_not_here()}</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        query::Facet,
        ui::{html_of, sample},
    };

    fn html(change: impl Fn(&mut View) + Send + 'static) -> String {
        html_of::<Share>(move || {
            let mut view = View::default();
            view.results = Rc::new(sample::results());
            view.listed = Rc::new(sample::listed());
            change(&mut view);
            Props { view: Rc::new(view), on: Callback::noop() }
        })
    }

    #[test]
    fn what_data_holds_is_what_is_shown() {
        assert!(html(|view| view.hand.makes_data = true).contains("1 quote of 1 article"));
        let html = html(|view| (view.hand.makes_data, view.hand.form) = (true, DataForm::Ris));
        assert!(html.contains(">1 article</span>"), "{html}");
    }

    #[test]
    fn a_page_that_is_one_file_says_where_data_is_made() {
        let html = html(|view| view.hand.makes_data = false);
        assert!(!html.contains("Save the data") && html.contains("does not make data"), "{html}");
    }

    #[test]
    fn which_articles_is_asked_only_where_there_is_a_filter() {
        assert!(!html(|_| {}).contains("share-which"));
        let html = html(|view| view.query = crate::query::Query::default().toggled(Facet::Source, "x"));
        assert!(html.contains("The 1 article shown") && html.contains("All 2 articles"), "{html}");
    }
}
