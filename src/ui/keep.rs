//! What becomes of the library when the page is closed: a line below the list, a banner where there is trouble, and the
//! question whether everything is to go.

use crate::{
    phrases,
    ui::{dialog::Dialog as Sheet, libraries::Which, send},
    view::{Dialog, Event, Standing, View},
};
use std::rc::Rc;
use yew::prelude::*;

/// What they show.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is on screen.
    pub view: Rc<View>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// What to say of keeping, in words.
pub fn words(standing: Standing) -> String {
    match standing {
        Standing::HandedOn => phrases::handed_on().into(),
        Standing::Samples => phrases::samples_not_kept().into(),
        Standing::Opening(done, of) => phrases::opening_kept(done, of),
        Standing::Trouble(why) => phrases::not_kept(why).into(),
        Standing::Saving(articles) => phrases::keeping(articles),
        Standing::Saved => phrases::kept().into(),
    }
}

/// The banner, which stays as long as the trouble does.
#[component]
pub fn Banner(props: &Props) -> Html {
    let standing = props.view.standing();
    if !matches!(standing, Standing::Trouble(_)) {
        return Html::default();
    }
    html! { <section class="import trouble" aria-label={phrases::keeping_title()}><span role="alert">{words(standing)}</span>
        if props.view.held.is_some_and(|held| held > 0) {
            <button type="button" class="link" disabled={props.view.is_saving()} onclick={send(&props.on, Event::SaveProject)}>{phrases::save_project()}</button>
        }
    </section> }
}

/// The line below the list.
#[component]
pub fn Foot(props: &Props) -> Html {
    later_foot(props)
}

#[inline(never)]
fn later_foot(props: &Props) -> Html {
    let Props { view, on } = props;
    let standing = view.standing();
    html! {
        <footer class="kept">
            <span>{words(standing)}</span>
            if standing != Standing::HandedOn { <Which libraries={view.libraries.clone()} on={on.clone()} /> }
            <button type="button" class="link" disabled={view.is_saving()} onclick={send(on, Event::SaveProject)}>
                {phrases::save_project()}
            </button>
            if standing != Standing::HandedOn {
                <button type="button" class="link" onclick={send(on, Event::Dialog(Some(Dialog::RemoveAll)))}>
                    {phrases::remove_all()}
                </button>
            }
        </footer>
    }
}

/// The question whether everything is to go.
#[component]
pub fn RemoveAll(props: &Props) -> Html {
    later_remove_all(props)
}

#[inline(never)]
fn later_remove_all(props: &Props) -> Html {
    let Props { view, on } = props;
    html! {
        <Sheet title={phrases::remove_all_title()} on_close={send(on, Event::Dialog(None))}>
            <p>{phrases::remove_all_what(view.held.unwrap_or(0), view.corrections.0)}</p>
            <p class="ways">
                <button type="button" class="main" onclick={send(on, Event::RemoveAll)}>{phrases::remove_all_now()}</button>
                <button type="button" disabled={view.is_saving()} onclick={send(on, Event::SaveProject)}>{phrases::save_project()}</button>
                <button type="button" onclick={send(on, Event::Dialog(None))}>{phrases::cancel()}</button>
            </p>
        </Sheet>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        protocol::{Kept, Unkept},
        ui::html_of,
    };

    fn view(kept: Kept) -> Rc<View> {
        let mut view = View::default();
        view.held = Some(3);
        Rc::new(view.on(Event::Kept(kept)).0)
    }

    #[test]
    fn the_line_says_where_things_are_kept_and_the_banner_only_trouble() {
        let kept = || Props { view: view(Kept { articles: 3, ..Kept::default() }), on: Callback::noop() };
        assert!(html_of::<Foot>(kept).contains("Saved in this browser only."));
        assert!(!html_of::<Banner>(kept).contains("alert"));
        let full = || {
            let kept = Kept { articles: 2, pending: true, trouble: Some(Unkept::Full), ..Kept::default() };
            Props { view: view(kept), on: Callback::noop() }
        };
        assert!(html_of::<Banner>(full).contains("role=\"alert\">Not saved"), "{}", html_of::<Banner>(full));
        assert!(html_of::<Foot>(full).contains("no room left"));
    }

    #[test]
    fn what_would_go_is_counted() {
        let html = html_of::<RemoveAll>(|| Props {
            view: view(Kept { articles: 3, corrections: 2, ..Kept::default() }),
            on: Callback::noop(),
        });
        assert!(html.contains("3 articles and 2 corrections"), "{html}");
    }
}
