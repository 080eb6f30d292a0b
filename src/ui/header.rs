//! The head of the page: its name, the screens, and what can be done from anywhere. On a phone the screens, the filters and
//! Add stand in a bar at the foot.

use crate::{
    phrases,
    protocol::Results,
    query::Facet,
    ui::{
        icon::{Shape, icon},
        send,
    },
    view::{Dialog, Event, Screen, Theme},
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The screen, once there is anything to show.
    pub screen: Option<Screen>,
    /// Addresses of the screens under this filter, in their order.
    #[prop_or_default]
    pub addresses: [AttrValue; Screen::ALL.len()],
    /// For the counts.
    #[prop_or_default]
    pub results: Rc<Results>,
    /// How many things are worth a look.
    #[prop_or_default]
    pub worth_a_look: Option<u32>,
    /// How many values are chosen.
    #[prop_or_default]
    pub chosen: usize,
    /// The theme.
    pub theme: Theme,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The head of the page.
#[component]
pub fn Header(props: &Props) -> Html {
    let Props { screen, addresses, results, theme, on, .. } = props;
    let (own, word, next) = match theme {
        Theme::Auto => (Shape::Auto, phrases::theme_auto(), Theme::Light),
        Theme::Light => (Shape::Light, phrases::theme_light(), Theme::Dark),
        Theme::Dark => (Shape::Dark, phrases::theme_dark(), Theme::Auto),
    };
    let theme_label = format!("{}: {word}", phrases::theme());
    let open = |dialog| send(on, Event::Dialog(Some(dialog)));
    let link = |this: Screen, at: usize, word: &str, shape, count: Option<u32>| {
        html! {
            <a href={format!("#{}", addresses[at])} aria-current={(*screen == Some(this)).then_some("page")}>
                {icon(shape)}<span>{word}</span>
                if let Some(count) = count {
                    <span class="count" aria-hidden="true">{phrases::digits(count as usize)}</span>
                }
            </a>
        }
    };
    let filters = match props.chosen {
        0 => phrases::filters().to_owned(),
        number => phrases::filters_chosen(number),
    };
    html! {
        <header class="top">
            <a class="wordmark" href={format!("#{}", addresses[0])}>
                <span aria-hidden="true">{"❝"}</span><b>{phrases::app_name()}</b>
            </a>
            if screen.is_some() {
                <div class="bar">
                    <nav aria-label={phrases::screens()}>
                        {link(Screen::Articles, 0, phrases::articles_screen(), Shape::Article, Some(results.articles))}
                        {link(Screen::Quotes, 1, phrases::quotes_screen(), Shape::Quote, Some(results.quotes))}
                        {link(Screen::People, 2, phrases::people_screen(), Shape::People, people_of(results))}
                        {link(Screen::Timeline, 3, phrases::timeline_screen(), Shape::Time, None)}
                        {link(Screen::Compare, 4, phrases::compare_screen(), Shape::Beside, None)}
                    </nav>
                    <button type="button" class="narrow" onclick={open(Dialog::Filters)}>
                        {icon(Shape::Filter)}<span>{filters}</span>
                    </button>
                    <button type="button" class="add" onclick={open(Dialog::Add)}>
                        {icon(Shape::Add)}<span>{phrases::add()}</span>
                    </button>
                </div>
            }
            <div class="tools">
                if screen.is_some() {
                    <a class="review" href={format!("#{}", addresses[5])} aria-current={(*screen == Some(Screen::Review)).then_some("page")}>
                        {icon(Shape::Check)}<span>{phrases::review_screen()}</span>
                        if let Some(count) = props.worth_a_look.filter(|count| *count > 0) {
                            <b class="count">{phrases::digits(count as usize)}</b>
                        }
                    </a>
                    <button type="button" onclick={open(Dialog::Share)}>
                        {icon(Shape::Share)}<span>{phrases::share()}</span>
                    </button>
                }
                <button type="button" class="plain" aria-label={phrases::help()} onclick={open(Dialog::Help)}>
                    {icon(Shape::Help)}
                </button>
                <button type="button" class="plain" aria-label={theme_label.clone()} title={theme_label}
                    onclick={send(on, Event::Themed(next))}>
                    {icon(own)}
                </button>
            </div>
        </header>
    }
}

/// How many people there are under this filter.
fn people_of(results: &Results) -> Option<u32> {
    results.facets.iter().find(|counts| counts.facet == Facet::Person).map(|counts| counts.of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    #[test]
    fn the_screen_shown_is_the_current_link() {
        let html = html_of::<Header>(|| Props {
            screen: Some(Screen::Quotes),
            addresses: Screen::ALL.map(|screen| format!("/{}", screen.word()).into()),
            results: Rc::default(),
            worth_a_look: Some(1204),
            chosen: 2,
            theme: Theme::Auto,
            on: Callback::noop(),
        });
        assert!(html.contains("href=\"#/quotes\" aria-current=\"page\""), "{html}");
        assert!(!html.contains("href=\"#/articles\" aria-current"), "{html}");
        assert!(html.contains("Filters (2)") && html.contains(">1,204</b>"), "{html}");
    }

    #[test]
    fn before_there_is_anything_no_screens_are_offered() {
        let html = html_of::<Header>(|| Props {
            screen: None,
            addresses: Default::default(),
            results: Rc::default(),
            worth_a_look: None,
            chosen: 0,
            theme: Theme::Dark,
            on: Callback::noop(),
        });
        assert!(!html.contains("<nav") && html.contains("Appearance: Dark"), "{html}");
    }
}
