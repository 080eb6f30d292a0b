//! The browser's libraries: which is open, and the panel where they are made, named and opened.

use crate::{
    phrases,
    protocol::MAIN,
    ui::{dialog::Dialog as Sheet, send, submitted, text::words},
    view::{Dialog, Event, LONGEST, Libraries as Known, Shelved, Shelving},
};
use yew::prelude::*;

/// What they show.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The libraries.
    pub libraries: Known,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The button that opens the panel, with the name of the open library.
#[component]
pub fn Which(props: &Props) -> Html {
    later_which(props)
}

#[inline(never)]
fn later_which(props: &Props) -> Html {
    let Known { open, all } = &props.libraries;
    let name = all.iter().find(|shelved| shelved.number == *open && all.len() > 1).map(name);
    html! {
        <button type="button" class="link" onclick={send(&props.on, Event::Dialog(Some(Dialog::Libraries)))}>
            {words(&phrases::library(name.as_deref()))}
        </button>
    }
}

fn name(shelved: &Shelved) -> String {
    if shelved.name.is_empty() { phrases::library_number(shelved.number) } else { shelved.name.clone() }
}

/// The panel.
#[component]
pub fn Libraries(props: &Props) -> Html {
    let fields = [use_node_ref(), use_node_ref()];
    later_libraries(props, &fields)
}

#[inline(never)]
fn later_libraries(props: &Props, [new, renamed]: &[NodeRef; 2]) -> Html {
    let Props { libraries, on } = props;
    let make = submitted(on, new, |name| {
        (!name.trim().is_empty()).then(|| Event::Shelve(Shelving::New(name.to_owned())))
    });
    let open = libraries.open;
    let rename =
        submitted(on, renamed, move |name| Some(Event::Shelve(Shelving::Rename(open, name.to_owned()))));
    let own = libraries.all.iter().find(|shelved| shelved.number == open);
    let longest = LONGEST.to_string();
    html! {
        <Sheet title={phrases::libraries_title()} on_close={send(on, Event::Dialog(None))}>
            <p>{phrases::libraries_what()}</p>
            <ul class="history">{ for libraries.all.iter().map(|shelved| line(shelved, open, on)) }</ul>
            <form class="naming" onsubmit={make}>
                <label for="new-library">{phrases::new_library()}</label>
                <input type="text" id="new-library" maxlength={longest.clone()} autocomplete="off" ref={new} />
                <button type="submit">{phrases::make_library()}</button>
            </form>
            <form class="naming" onsubmit={rename}>
                <label for="library-name">{phrases::rename_library()}</label>
                <input type="text" id="library-name" maxlength={longest} autocomplete="off" ref={renamed}
                    placeholder={own.map(name)} />
                <button type="submit">{phrases::rename()}</button>
            </form>
        </Sheet>
    }
}

fn line(shelved: &Shelved, open: u32, on: &Callback<Event>) -> Html {
    let name = name(shelved);
    html! {
        <li key={shelved.number}>
            if shelved.number == open {
                <b aria-current="true">{words(&name)}</b><span class="quiet">{phrases::library_open()}</span>
            } else {
                // Another page of the same site: the browser opens it, in another tab where that is wanted.
                <a href={if shelved.number == MAIN { "?".to_owned() } else { format!("?library={}", shelved.number) }}>{words(&name)}</a>
                <span class="quiet">{phrases::articles(shelved.articles)}</span>
                if shelved.number != MAIN && shelved.articles == 0 {
                    <button type="button" class="link" aria-label={phrases::remove_library_of(&name)}
                        onclick={send(on, Event::Shelve(Shelving::Remove(shelved.number)))}>{phrases::remove_library()}</button>
                }
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    fn libraries(open: u32) -> Known {
        let shelved = |number, name: &str, articles| Shelved { number, name: name.into(), articles };
        Known { open, all: vec![shelved(MAIN, "", 212), shelved(2, "Elections <b>", 0), shelved(5, "", 3)] }
    }

    #[test]
    fn one_is_open_the_others_can_be_opened_and_only_empty_ones_removed() {
        let html = html_of::<Libraries>(|| Props { libraries: libraries(5), on: Callback::noop() });
        assert!(html.contains("<a href=\"?\">Main library</a><span class=\"quiet\">212 articles"), "{html}");
        assert!(html.contains("<a href=\"?library=2\">Elections &lt;b&gt;</a>"), "{html}");
        assert!(html.contains("<b aria-current=\"true\">Library 5</b>"), "{html}");
        assert_eq!(html.matches(">Remove<").count(), 1, "{html}");
    }

    #[test]
    fn the_open_library_is_named_where_there_are_several() {
        let html = html_of::<Which>(|| Props { libraries: libraries(2), on: Callback::noop() });
        assert!(html.contains("Library: Elections"), "{html}");
        let html = html_of::<Which>(|| Props { libraries: Known::default(), on: Callback::noop() });
        assert!(html.contains(">Libraries<"), "{html}");
    }
}
