//! Outlets, articles or filters side by side: who is heard on each, what each changed in a quote, what they have in common, and
//! which words are one side's own.

use crate::{
    phrases,
    protocol::{Changed, Comparison, Heard, MOST_SIDES, Place, Side, SideShown, VoiceLine, Wording},
    query::{Facet, Query},
    ui::{
        icon::{Shape, icon},
        mark::{Voice, mark},
        send,
        text::{apart, colour, names, words},
    },
    view::{Event, Screen, address_of, with_open},
};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Of each list shown before the rest is asked for.
const AT_FIRST: usize = 15;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What stands side by side.
    pub comparison: Rc<Comparison>,
    /// The filter, which the ways to quotes keep.
    pub query: Query,
    /// This screen's address, which the ways to articles keep.
    pub base: AttrValue,
    /// Where events go.
    pub on: Callback<Event>,
}

/// Sets of articles side by side.
#[component]
pub fn Compare(props: &Props) -> Html {
    later_compare(props)
}

#[inline(never)]
fn later_compare(props: &Props) -> Html {
    let Props { comparison, query, base, on } = props;
    if comparison.sides.len() < 2 && comparison.articles.len() < 2 {
        return html! {
            <div class="nothing"><p>{phrases::nothing_to_compare()}</p><p>{phrases::nothing_to_compare_more()}</p></div>
        };
    }
    let labels: Rc<[String]> = comparison.sides.iter().map(|side| side.label.clone()).collect();
    html! {
        <div class="compare">
            {sides(comparison, query, on)}
            <Voices comparison={comparison.clone()} query={query.clone()} />
            {called(comparison, &labels)}
            <section>
                <h2>{phrases::same_quote()}</h2>
                if comparison.same.is_empty() { <p class="quiet">{phrases::no_same_quote()}</p> }
                <Long total={comparison.same.len()} of={comparison.of_same}>
                    { for comparison.same.iter().map(|wordings| html! { <div class="wordings">
                        { for wordings.iter().enumerate().map(|(at, one)| wording(one, at == 0, &labels, base)) }
                    </div> }) }
                </Long>
            </section>
            <section>
                <h2>{phrases::in_common()}</h2>
                if comparison.passages.is_empty() {
                    <p class="quiet">{phrases::nothing_in_common()}</p>
                } else {
                    <p class="quiet">{phrases::in_common_more()}</p>
                }
                <Long total={comparison.passages.len()} of={comparison.of_passages}>
                    { for comparison.passages.iter().map(|passage| html! {
                        <div class="wordings">
                            <p class="passage">{words(&passage.text)}</p>
                            <ul class="places">
                                <li>{phrases::words_long(passage.words)}</li>
                                { for passage.places.iter().map(|(side, article, title)| html! {
                                    <li>{side_name(&labels, *side)}<a href={format!("#{}", with_open(base, *article, None))}>{apart(title)}</a></li>
                                }) }
                            </ul>
                        </div>
                    }) }
                </Long>
            </section>
            <section>
                <h2>{phrases::own_words()}</h2>
                <p class="quiet">{phrases::own_words_more()}</p>
                <dl class="own">
                    { for comparison.sides.iter().zip(&comparison.own).map(|(side, own)| html! {
                        <div>
                            <dt>{apart(&side.label)}</dt>
                            if own.is_empty() { <dd class="quiet">{phrases::no_own_words()}</dd> }
                            { for own.iter().map(|(word, count)| html! {
                                <dd>{apart(word)}{" "}<span class="quiet">{phrases::digits(*count as usize)}</span></dd>
                            }) }
                        </div>
                    }) }
                </dl>
                if comparison.first > 0 { <p class="quiet">{phrases::only_first(comparison.first)}</p> }
            </section>
        </div>
    }
}

/// A list of which the first are shown, and the rest when asked for.
#[derive(Clone, PartialEq, Properties)]
struct LongProps {
    total: usize,
    /// How many there are, told or not.
    of: u32,
    children: Children,
}

#[component]
fn Long(props: &LongProps) -> Html {
    let all = use_state(|| false);
    let shown = if *all { props.total } else { AT_FIRST };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <>
            { for props.children.iter().take(shown) }
            if props.total > shown {
                <button type="button" class="link" onclick={more}>{phrases::show_all(props.total)}</button>
            } else {
                {first_of(props.total, props.of)}
            }
        </>
    }
}

/// Where not all are told, how many are.
pub fn first_of(told: usize, of: u32) -> Html {
    if told as u32 >= of {
        return Html::default();
    }
    html! { <p class="quiet">{phrases::first_of(told, of)}</p> }
}

/// The controls that say what stands side by side.
fn sides(comparison: &Comparison, query: &Query, on: &Callback<Event>) -> Html {
    let chosen: Vec<Side> = comparison.sides.iter().map(|shown| shown.side.clone()).collect();
    let free = comparison
        .outlets
        .iter()
        .map(|(side, ..)| side)
        .chain(comparison.articles.iter().map(|(side, _)| side))
        .find(|side| !chosen.contains(side));
    let with = |at: usize, side: Side| {
        let mut sides = chosen.clone();
        match sides.get_mut(at) {
            Some(old) => *old = side,
            None => sides.push(side),
        }
        Event::Sides(sides)
    };
    let this = Side::Those(query.to_text());
    let room = chosen.len() < MOST_SIDES;
    html! {
        <fieldset class="sides">
            <legend class="hush">{phrases::sides()}</legend>
            { for comparison.sides.iter().enumerate().map(|(at, shown)| {
                let change = on.reform({
                    let chosen = chosen.clone();
                    move |event: yew::events::Event| {
                        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                        let mut sides = chosen.clone();
                        let Ok(side) = value.parse::<Side>();
                        sides[at] = side;
                        Event::Sides(sides)
                    }
                });
                let mut fewer = chosen.clone();
                fewer.remove(at);
                html! {
                    <div class="side" key={at}>
                        <p>{side_name_at(at)}
                            <select aria-label={phrases::side_label(at)} onchange={change}>{options(comparison, shown)}</select>
                            if chosen.len() > 2 {
                                <button type="button" class="plain" aria-label={phrases::remove_side(&shown.label)} onclick={send(on, Event::Sides(fewer))}>
                                    {icon(Shape::Close)}
                                </button>
                            }
                        </p>
                        <p class="quiet">{phrases::side_size(shown.articles, shown.quotes)}</p>
                    </div>
                }
            }) }
            if let Some(free) = free.filter(|_| room) {
                <button type="button" onclick={send(on, with(chosen.len(), free.clone()))}>{icon(Shape::Add)}{phrases::add_side()}</button>
            }
            if room && !query.is_all() && !chosen.contains(&this) {
                <button type="button" class="link" onclick={send(on, with(chosen.len(), this))}>{phrases::filter_as_side()}</button>
            }
        </fieldset>
    }
}

fn options(comparison: &Comparison, shown: &SideShown) -> Html {
    let option = |side: &Side, label: &str| {
        let value = side.to_string();
        html! { <option {value} selected={*side == shown.side}>{label.to_owned()}</option> }
    };
    let known = comparison.outlets.iter().any(|(side, ..)| *side == shown.side)
        || comparison.articles.iter().any(|(side, _)| *side == shown.side);
    html! {
        <>
            if !known { {option(&shown.side, &shown.label)} }
            if !comparison.outlets.is_empty() {
                <optgroup label={phrases::outlets_group()}>
                    { for comparison.outlets.iter().map(|(side, label, _)| option(side, label)) }
                </optgroup>
            }
            if !comparison.articles.is_empty() {
                <optgroup label={phrases::articles_group()}>
                    { for comparison.articles.iter().map(|(side, label)| option(side, label)) }
                </optgroup>
            }
        </>
    }
}

/// The letter of a side, which stands for it wherever there is no room for its name.
fn side_name_at(at: usize) -> Html {
    let letter = char::from(b'A' + at.min(25) as u8);
    html! { <b class={format!("letter s{at}")} aria-hidden="true">{letter}</b> }
}

fn side_name(labels: &[String], at: u32) -> Html {
    let label = labels.get(at as usize).map_or("", String::as_str);
    html! { <>{side_name_at(at as usize)}<span class="hush">{apart(label)}{": "}</span></> }
}

/// The loudest mark somebody has on a side.
fn heard_mark(heard: &Heard) -> Html {
    match VoiceLine::rung(heard) {
        4 => mark(Voice::Full),
        3 => mark(Voice::Partial),
        2 => mark(Voice::Paraphrase),
        1 => mark(Voice::Mention),
        _ => Html::default(),
    }
}

/// What the table of voices shows.
#[derive(Clone, PartialEq, Properties)]
struct VoicesProps {
    comparison: Rc<Comparison>,
    query: Query,
}

/// The table of voices.
#[component]
fn Voices(props: &VoicesProps) -> Html {
    later_voices(props, use_state(|| false), use_state(|| false))
}

#[inline(never)]
fn later_voices(props: &VoicesProps, only: UseStateHandle<bool>, all: UseStateHandle<bool>) -> Html {
    let VoicesProps { comparison, query } = props;
    let differs = |line: &&VoiceLine| {
        let mut rungs = line.heard.iter().map(VoiceLine::rung);
        let first = rungs.next();
        !*only || rungs.any(|rung| Some(rung) != first)
    };
    let lines: Vec<&VoiceLine> = comparison.voices.iter().filter(differs).collect();
    let shown = if *all { lines.len() } else { AT_FIRST };
    let toggle = {
        let only = only.clone();
        Callback::from(move |_: yew::events::Event| only.set(!*only))
    };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section>
            <div class="head">
                <h2>{phrases::who_is_heard()}</h2>
                <label><input type="checkbox" checked={*only} onchange={toggle} />{phrases::only_differences()}</label>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label={phrases::who_is_heard()}>
                <table class="beside">
                    <thead><tr>
                        <th scope="col">{phrases::person_column()}</th>
                        { for comparison.sides.iter().enumerate().map(|(at, side)| html! {
                            <th scope="col">{side_name_at(at)}<span class="label">{apart(&side.label)}</span></th>
                        }) }
                    </tr></thead>
                    <tbody>
                        { for lines.iter().take(shown).map(|line| {
                            let theirs = query.clone().without(Facet::Person, &line.id.0).toggled(Facet::Person, &line.id.0);
                            html! {
                                <tr key={line.id.0.clone()}>
                                    <th scope="row" class={colour(&line.id.0)}>
                                        <a class="name" href={format!("#{}", address_of(Screen::Quotes, &theirs))}>{apart(&line.name)}</a>
                                    </th>
                                    { for line.heard.iter().zip(&line.names).zip(comparison.sides.iter().enumerate()).map(|((heard, names), (at, side))| html! {
                                        <td class={(heard.articles == 0).then_some("absent")}>
                                            <span class="there" aria-hidden="true">{side_name_at(at)}{apart(&side.label)}</span>
                                            <span class="heard-there">{heard_mark(heard)}{phrases::heard_there(heard)}</span>
                                            if !names.is_empty() { <span class="quiet called">{words(&names.join(", "))}</span> }
                                        </td>
                                    }) }
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
            if lines.len() > shown {
                <button type="button" class="link" onclick={more}>{phrases::show_all(lines.len())}</button>
            } else if !*only {
                {first_of(comparison.voices.len(), comparison.of_voices)}
            }
        </section>
    }
}

/// Those whom the sides call by different full names.
fn called(comparison: &Comparison, labels: &[String]) -> Html {
    let different: Vec<&VoiceLine> =
        comparison.voices.iter().filter(|line| line.differs_in_name()).take(AT_FIRST).collect();
    if different.is_empty() {
        return Html::default();
    }
    let full = |names: &[String]| {
        let mut full = names.iter().filter(|name| name.contains(' '));
        full.next().cloned()
    };
    html! {
        <section>
            <h2>{phrases::called_differently()}</h2>
            <ul class="called-so">
                { for different.into_iter().map(|line| html! {
                    <li>{ for (0..).zip(&line.names).filter_map(|(at, names)| full(names).map(|name| html! {
                        <span>{side_name(labels, at)}{apart(&name)}</span>
                    })) }</li>
                }) }
            </ul>
        </section>
    }
}

fn wording(wording: &Wording, longest: bool, labels: &[String], base: &str) -> Html {
    let Wording { words: parts, places } = wording;
    html! {
        <figure>
            <blockquote><p>{"“"}
                { for parts.iter().enumerate().map(|(at, (change, text))| {
                    let space = if at == 0 { "" } else { " " };
                    let hush = |text: &'static str| html! { <span class="hush">{text}</span> };
                    match change {
                        Changed::Kept => html! { <>{space}{words(text)}</> },
                        Changed::Cut => html! { <>{space}<del>{hush(phrases::cut_start())}{words(text)}{hush(phrases::change_end())}</del></> },
                        Changed::Put => html! { <>{space}<ins>{hush(phrases::put_start())}{words(text)}{hush(phrases::change_end())}</ins></> },
                    }
                }) }
            {"”"}</p></blockquote>
            <figcaption>
                <ul class="places">
                    if longest { <li class="quiet">{phrases::longest_wording()}</li> }
                    { for places.iter().map(|place| place_of(place, labels, base)) }
                </ul>
            </figcaption>
        </figure>
    }
}

fn place_of(place: &Place, labels: &[String], base: &str) -> Html {
    let Place { side, quote, title, speakers } = place;
    let who = if speakers.is_empty() { phrases::nobody().to_owned() } else { names(speakers) };
    html! {
        <li>{side_name(labels, *side)}<span class="by">{apart(&who)}</span>{" "}
            <a href={format!("#{}", with_open(base, quote.article, Some(quote.number)))}>{apart(title)}</a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    #[test]
    fn voices_wordings_and_passages_stand_under_their_headings() {
        let html = html_of::<Compare>(|| Props {
            comparison: Rc::new(sample::comparison()),
            query: Query::default(),
            base: "/compare".into(),
            on: Callback::noop(),
        });
        for words in [
            "Who is heard",
            "Called differently",
            "The same quote",
            "In common, word for word",
            "Words of their own",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(html.contains("absent") && html.contains("1 quote") && html.contains("only named"), "{html}");
        assert!(html.contains("<del>") && html.contains("<ins>"), "{html}");
        assert!(html.contains("href=\"#/compare?open="), "{html}");
    }

    #[test]
    fn one_article_is_nothing_to_compare() {
        let html = html_of::<Compare>(|| Props {
            comparison: Rc::default(),
            query: Query::default(),
            base: "/compare".into(),
            on: Callback::noop(),
        });
        assert!(html.contains("at least two articles"), "{html}");
    }
}
