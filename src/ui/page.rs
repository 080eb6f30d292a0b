//! The whole page: which screen stands, what stands over it.

use crate::{
    phrases,
    protocol::Results,
    ui::{
        add::Ways,
        chips::number_of,
        columns::Columns,
        dialog::Dialog,
        filters::{Filters, Rail},
        first_run::FirstRun,
        fix::Fix,
        header::Header,
        help::Help,
        history::History,
        import::Import,
        keep::{Banner, Foot, RemoveAll, words},
        libraries::{self, Libraries},
        paste::Paste,
        privacy::Privacy,
        reader::Reader,
        report::Report,
        results::Listing,
        search_box::SearchBox,
        send,
        share::Share,
        toast::Toast,
    },
    view::{Dialog as Which, Event, Screen, Standing, View, Whole},
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is on screen.
    pub view: Rc<View>,
    /// Something is being dragged over the page.
    #[prop_or_default]
    pub dragging: bool,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The whole page.
#[component]
pub fn Page(props: &Props) -> Html {
    let Props { view, dragging, on } = props;
    html! {
        <>
            <a class="skip" href="#main">{phrases::skip()}</a>
            {screen(view, on)}
            if view.whole == Whole::Here { {later_over(view, on)} }
            if let Some(toast) = &view.toast { <Toast toast={toast.clone()} on={on.clone()} /> }
            if *dragging {
                <div class="let-go"><p>{phrases::let_go()}<span>{phrases::let_go_more()}</span></p></div>
            }
        </>
    }
}

fn screen(view: &Rc<View>, on: &Callback<Event>) -> Html {
    let first_run = view.held.is_some() && view.is_first_run();
    let wrong = match view.whole {
        _ if view.no_engine => Some(phrases::no_engine()),
        Whole::Lost if !first_run || view.dialog.is_some() => Some(phrases::not_whole()),
        _ => None,
    };
    if let Some(wrong) = wrong {
        return alone(view, on, html! { <p role="alert">{wrong}</p> });
    }
    if first_run {
        return html! {
            <>
                <Header screen={None::<Screen>} theme={view.theme} on={on.clone()} />
                <Banner view={view.clone()} on={on.clone()} />
                {line_of_files(view, on)}
                <FirstRun on={on.clone()} />
                if view.libraries.all.len() > 1 { {later_which(view, on)} }
            </>
        };
    }
    match view.whole {
        Whole::Here if view.held.is_some() => later_desk(view, on),
        _ => alone(view, on, html! { <p>{opening(view)}</p> }),
    }
}

/// Where there are several libraries, which one is empty and the way to the others.
#[inline(never)]
fn later_which(view: &View, on: &Callback<Event>) -> Html {
    html! { <footer class="kept"><libraries::Which libraries={view.libraries.clone()} on={on.clone()} /></footer> }
}

/// A word where there is nothing else to show yet.
fn alone(view: &View, on: &Callback<Event>, word: Html) -> Html {
    html! {
        <>
            <Header screen={None::<Screen>} theme={view.theme} on={on.clone()} />
            <main class="first-run" id="main"><h1>{phrases::app_name()}</h1>{word}</main>
        </>
    }
}

/// The page once there are articles.
#[inline(never)]
fn later_desk(view: &Rc<View>, on: &Callback<Event>) -> Html {
    let results: &Rc<Results> = &view.results;
    let theme = view.theme;
    let addresses = Screen::ALL.map(|screen| view.address_of(screen).into());
    let class = classes!("desk", view.reader.is_some().then_some("reading"));
    html! {
        <>
            <Header screen={view.screen} {addresses} results={results.clone()} chosen={number_of(&view.query)} worth_a_look={view.worth_a_look} {theme} on={on.clone()} />
            <Banner view={view.clone()} on={on.clone()} />
            {line_of_files(view, on)}
            <div {class}>
                <Rail results={results.clone()} query={view.query.clone()} screen={view.screen} on={on.clone()} />
                <main id="main">
                    <SearchBox words={view.query.words.clone()} hints={results.hints.clone()} on={on.clone()} />
                    <Listing view={view.clone()} on={on.clone()} />
                    <Foot view={view.clone()} on={on.clone()} />
                </main>
                if let Some(reader) = &view.reader {
                    <Reader reader={reader.clone()} has_voice={view.has_voice} listening={view.listening.is_some()} spoken={view.spoken()} found={(view.query.clone(), results.articles)} base={view.base()} on={on.clone()} />
                }
            </div>
        </>
    }
}

fn opening(view: &View) -> String {
    match view.standing() {
        standing @ Standing::Opening(..) => words(standing),
        _ => phrases::opening().into(),
    }
}

fn line_of_files(view: &View, on: &Callback<Event>) -> Html {
    if view.import_seen {
        return Html::default();
    }
    html! { <Import import={view.import.clone()} whole={view.whole == Whole::Here} on={on.clone()} /> }
}

#[inline(never)]
fn later_over(view: &Rc<View>, on: &Callback<Event>) -> Html {
    let Some(dialog) = view.dialog else { return Html::default() };
    let on_close: Callback<()> = send(on, Event::Dialog(None));
    let on = on.clone();
    match dialog {
        Which::Add => html! {
            <Dialog title={phrases::add_title()} {on_close}>
                <p>{phrases::drop_here()}{". "}{phrases::drop_kinds()}</p>
                <Ways on={on.clone()} />
                <p class="quiet">{phrases::nothing_uploaded()}</p>
                if !view.import.lines.is_empty() {
                    <button type="button" class="link" onclick={send(&on, Event::Dialog(Some(Which::Report)))}>
                        {phrases::report_title()}
                    </button>
                }
            </Dialog>
        },
        Which::Paste => html! { <Paste {on} /> },
        Which::Report => html! { <Report import={view.import.clone()} {on} /> },
        Which::Columns => match &view.choosing {
            Some(choosing) => html! { <Columns choosing={choosing.clone()} {on} /> },
            None => Html::default(),
        },
        Which::Share => html! {
            <Share view={view.clone()} {on} />
        },
        Which::Help => html! { <Help keys_off={view.keys_off} {on} /> },
        Which::Fix => match &view.fixing {
            Some(fixing) => html! { <Fix fixing={fixing.clone()} {on} /> },
            None => Html::default(),
        },
        Which::History => html! { <History history={view.history.clone()} {on} /> },
        Which::Privacy => html! { <Privacy {on} /> },
        Which::Libraries => html! { <Libraries libraries={view.libraries.clone()} {on} /> },
        Which::RemoveAll => html! { <RemoveAll view={view.clone()} {on} /> },
        Which::Filters => {
            let done = match view.screen {
                Screen::Articles | Screen::Timeline | Screen::Compare | Screen::Review => {
                    phrases::show_articles(view.results.articles)
                }
                Screen::Quotes => phrases::show_quotes(view.results.quotes),
                Screen::People => phrases::show_people(view.people.of),
            };
            html! {
                <Dialog title={phrases::filters()} class="full" {on_close}>
                    <div class="rail-sheet">
                        <Filters results={view.results.clone()} query={view.query.clone()} screen={view.screen} on={on.clone()} />
                    </div>
                    <p class="sheet-foot">
                        <button type="button" class="link" onclick={send(&on, Event::ClearAll)}>{phrases::clear_all()}</button>
                        <button type="button" class="main" onclick={send(&on, Event::Dialog(None))}>{done}</button>
                    </p>
                </Dialog>
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    fn html(change: impl Fn(&mut View) + Send + 'static) -> String {
        html_of::<Page>(move || {
            let mut view = View::default();
            view.held = Some(2);
            view.results = Rc::new(sample::results());
            view.listed = Rc::new(sample::listed());
            change(&mut view);
            Props { view: Rc::new(view), dragging: false, on: Callback::noop() }
        })
    }

    #[test]
    fn before_anything_came_the_first_screen_stands() {
        let html = html(|view| view.held = Some(0));
        assert!(html.contains("See who said what") && !html.contains("role=\"status\""), "{html}");
    }

    #[test]
    fn the_line_that_counts_is_the_only_live_region() {
        let html = html(|_| {});
        assert_eq!(html.matches("role=\"status\"").count(), 1);
        assert!(html.contains("1 of 2 articles · 1 quote"), "{html}");
        assert!(html.contains("aria-label=\"Filters\"") && html.contains("aria-label=\"Search\""), "{html}");
    }

    #[test]
    fn quotes_stand_on_their_own_screen() {
        let html = html(|view| view.screen = Screen::Quotes);
        let list = "<div role=\"list\" aria-label=\"Quotes\" class=\"quotes\"";
        assert!(html.contains(list) && html.contains("<figure"), "{html}");
    }

    #[test]
    fn every_dialog_has_its_heading() {
        for dialog in [
            Which::Add,
            Which::Paste,
            Which::Report,
            Which::Share,
            Which::Help,
            Which::Privacy,
            Which::RemoveAll,
            Which::Libraries,
            Which::History,
            Which::Filters,
        ] {
            let html = html(move |view| view.dialog = Some(dialog));
            assert_eq!(html.matches("id=\"dialog-title\"").count(), 1, "{dialog:?}");
        }
    }
}
