//! The list of articles, each as a card: a line of an index page, with its day and outlet, its headline, and who is heard.

use crate::{
    phrases,
    protocol::Card,
    ui::{
        mark::{Voice, mark},
        marks::{on_card, star, starred},
        send,
        stretch::{same_rows, stretches},
        text::{apart, colour, marked, title, words},
    },
    view::{Event, Listed, row_id, with_open},
};
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The rows.
    pub listed: Rc<Listed>,
    /// The address of this screen with its filter.
    pub base: AttrValue,
    /// The article that is open.
    pub open: Option<crate::article::ArticleId>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The list.
#[component]
pub fn Articles(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { listed, base, open, on } = props;
    html! {
        <div role="list" class="articles" aria-label={phrases::articles_screen()}>
            {stretches(&listed.cards, base, &listed.leaving.cards, &listed.leaving, |cards, from, base| {
                let open = open.filter(|open| cards.iter().any(|card| card.id == *open));
                html! { <Stretch cards={cards.to_vec()} {from} {base} {open} on={on.clone()} /> }
            })}
        </div>
    }
}

/// Some of the cards, which are drawn again only where one of them is another.
#[derive(Clone, Properties)]
struct StretchProps {
    cards: Vec<Rc<Card>>,
    from: usize,
    base: AttrValue,
    open: Option<crate::article::ArticleId>,
    on: Callback<Event>,
}

impl PartialEq for StretchProps {
    fn eq(&self, other: &StretchProps) -> bool {
        same_rows(&self.cards, &other.cards)
            && (self.from, &self.base, self.open, &self.on)
                == (other.from, &other.base, other.open, &other.on)
    }
}

#[component]
fn Stretch(props: &StretchProps) -> Html {
    later_stretch(props)
}

#[inline(never)]
fn later_stretch(props: &StretchProps) -> Html {
    let StretchProps { cards, from, base, open, on } = props;
    (*from..)
        .zip(cards)
        .map(|(row, card)| {
            let address = with_open(base, card.id, None);
            let onfocusin = on.reform(move |_: FocusEvent| Event::At(row));
            html! {
                <li role="listitem" key={card.id.to_string()} {onfocusin}>{self::card(card, row, &address, *open == Some(card.id), on)}</li>
            }
        })
        .collect()
}

fn card(card: &Card, row: usize, address: &str, open: bool, on: &Callback<Event>) -> Html {
    html! {
        <article class={classes!("card", open.then_some("open"))} lang={card.lang.clone()}>
            <p class="slug" lang="en">
                if let Some(date) = card.date {
                    <time datetime={date.to_string()}>
                        { if card.only_retrieved { phrases::retrieved(date.day) } else { phrases::day(date.day) } }
                    </time>
                } else {
                    <span class="lacking">{phrases::undated()}</span>
                }
                if let Some(outlet) = &card.outlet {
                    <span class="outlet">{apart(outlet)}</span>
                } else {
                    <span class="outlet lacking">{phrases::no_outlet()}</span>
                }
                if let Some(agency) = &card.agency { <span>{apart(agency)}</span> }
            </p>
            <div class="story">
                if let Some(kicker) = &card.kicker { <p class="kicker">{apart(kicker)}</p> }
                <h2 class={card.untitled.then_some("untitled")}>
                    <a href={format!("#{address}")} id={row_id(row)} aria-current={open.then_some("true")}>{title(&card.title, card.untitled)}</a>
                </h2>
                if let Some(snippet) = &card.snippet {
                    <p class="snippet">{marked(&snippet.text, snippet.marks.iter().copied())}</p>
                } else if let Some(dek) = &card.dek {
                    <p class="dek">{words(dek)}</p>
                }
                <p class="people" lang="en">
                    { for card.people.iter().map(|(id, name)| html! {
                        <><span class={classes!("name", colour(&id.0))}>{apart(name)}</span>{" "}</>
                    }) }
                    if card.more_people > 0 { <span>{phrases::more_people(card.more_people)}</span> }
                </p>
                {on_card(&card.marks)}
            </div>
            <p class="heard" lang="en">
                <span class={classes!((card.quotes == 0).then_some("lacking"))}>
                    if card.quotes > 0 { {mark(Voice::Full)} }
                    {phrases::quotes(card.quotes)}
                </span>
                <span>{phrases::minutes(card.words)}</span>
                if card.copies > 0 { <span>{phrases::copies(card.copies)}</span> }
                if !card.authors.is_empty() { <span class="byline">{words(&phrases::byline(&card.authors))}</span> }
                <button type="button" class="plain star" aria-pressed={card.marks.starred.to_string()}
                    aria-label={phrases::star_of(&card.title)} onclick={send(on, starred(card.id, &card.marks))}>{star(&card.marks)}</button>
            </p>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    #[test]
    fn a_card_says_what_is_known_and_no_more() {
        let html = html_of::<Articles>(|| Props {
            listed: Rc::new(sample::listed()),
            base: "/articles?q=x".into(),
            open: None,
            on: Callback::noop(),
        });
        assert!(html.contains("aria-label=\"Articles\"") && html.contains("<article"), "{html}");
        assert!(html.contains("Outlet not named") && html.contains("18 Feb 2025"), "{html}");
        assert!(html.contains("2 near copies"), "{html}");
        assert!(html.contains("href=\"#/articles?q=x&amp;open="), "{html}");
    }
}
