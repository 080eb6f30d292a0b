//! What an article tells of itself, to be mended: outlet, date and headline, for one article or many.

use crate::{
    phrases,
    protocol::{Mend, Opened, Which},
    query::Query,
    view::Event,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The article.
    pub opened: Opened,
    /// The filter, and how many articles it lets through.
    pub found: (Query, u32),
    /// Where events go.
    pub on: Callback<Event>,
}

/// The boxes.
#[component]
pub fn Details(props: &Props) -> Html {
    later(props, use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref())
}

#[inline(never)]
fn later(props: &Props, outlet: NodeRef, day: NodeRef, headline: NodeRef, scope: NodeRef) -> Html {
    let Props { opened, found, on } = props;
    let article = opened.card.id;
    let which = {
        let (scope, folder, query) = (scope.clone(), opened.folder.clone(), found.0.clone());
        move || {
            let value = scope.cast::<HtmlSelectElement>().map(|scope| scope.value()).unwrap_or_default();
            match (value.as_str(), &folder) {
                ("folder", Some((folder, _))) => Which::Folder(folder.clone()),
                ("filter", _) => Which::Found(query.clone()),
                _ => Which::Article(article),
            }
        }
    };
    let typed = |field: &NodeRef| {
        field.cast::<HtmlInputElement>().map(|field| field.value().trim().to_owned()).unwrap_or_default()
    };
    let set_outlet = {
        let (on, outlet, which) = (on.clone(), outlet.clone(), which.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = typed(&outlet);
            on.emit(Event::Mend(Mend::Outlet(which(), (!name.is_empty()).then_some(name))));
        })
    };
    let set_day = {
        let (on, day) = (on.clone(), day.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on.emit(Event::Mend(Mend::Published(which(), typed(&day).parse().ok())));
        })
    };
    let set_headline = {
        let (on, headline) = (on.clone(), headline.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = typed(&headline);
            on.emit(Event::Mend(Mend::Headline(article, (!words.is_empty()).then_some(words))));
        })
    };
    let card = &opened.card;
    html! {
        <details class="mend" lang="en">
            <summary>{phrases::mend_details()}</summary>
            <label>{phrases::scope_label()}
                <select ref={scope}>
                    <option value="one" selected=true>{phrases::this_article()}</option>
                    if let Some((folder, number)) = opened.folder.as_ref().filter(|(_, number)| *number > 1) {
                        <option value="folder">{phrases::this_folder(folder, *number)}</option>
                    }
                    if found.1 > 1 { <option value="filter">{phrases::this_filter(found.1)}</option> }
                </select>
            </label>
            <form onsubmit={set_outlet}>
                <label>{phrases::outlet_label()}<input type="text" ref={outlet} placeholder={card.outlet.clone()} autocomplete="off" /></label>
                <button type="submit">{phrases::set()}</button>
            </form>
            <form onsubmit={set_day}>
                <label>{phrases::day_label()}<input type="date" ref={day} /></label>
                <button type="submit">{phrases::set()}</button>
            </form>
            if opened.can_be_titled {
                <form onsubmit={set_headline}>
                    <label>{phrases::headline_label()}<input type="text" ref={headline} placeholder={(!card.untitled).then(|| card.title.clone())} autocomplete="off" /></label>
                    <button type="submit">{phrases::set()}</button>
                </form>
            }
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    #[test]
    fn a_folder_is_offered_where_it_holds_several() {
        let html = |folder: Option<(String, u32)>| {
            html_of::<Details>(move || Props {
                opened: Opened { folder: folder.clone(), ..sample::opened() },
                found: (Query::default(), 3),
                on: Callback::noop(),
            })
        };
        let many = html(Some(("week".into(), 12)));
        assert!(
            many.contains("all 12 articles in week") && many.contains("all 3 articles of the filter"),
            "{many}"
        );
        assert!(!html(Some(("week".into(), 1))).contains("in week"));
    }
}
