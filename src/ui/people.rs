//! The people of the articles chosen, loudest first: each with the ladder from whole sentences down to a bare mention, and
//! for one of them all that the articles tell.

use crate::{
    entity::{EntityId, EntityKind},
    phrases,
    protocol::{Dossier, Heard, Mend, People as Those, PersonRow, SameQuestion},
    query::{Facet, Query},
    ui::{
        mark::{Voice, mark},
        quote::quote,
        send, submitted,
        text::{apart, colour, words},
    },
    view::{Event, Screen, address_of, address_of_kind, row_id, with_open, with_who},
};
use std::rc::Rc;
use yew::prelude::*;

/// Questions shown before the rest is asked for.
const QUESTIONS: usize = 3;

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The people.
    pub people: Rc<Those>,
    /// The filter, which the ways to somebody's quotes keep.
    pub query: Query,
    /// Whether this page can make data, and so dossiers.
    #[prop_or_default]
    pub makes_data: bool,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The list.
#[component]
pub fn People(props: &Props) -> Html {
    later_people(props)
}

#[inline(never)]
fn later_people(props: &Props) -> Html {
    let Props { people, query, on, .. } = props;
    let base = address_of_kind(query, people.kind);
    let most = people.rows.iter().map(|row| total(&row.heard)).max().unwrap_or(1).max(1);
    html! {
        <>
            if !people.questions.is_empty() { <Questions questions={people.questions.clone()} on={on.clone()} /> }
            <p class="rungs" aria-hidden="true">
                { for [Voice::Full, Voice::Partial, Voice::Paraphrase, Voice::Mention].map(|voice| html! {
                    <span>{mark(voice)}{phrases::voice(voice as usize)}</span>
                }) }
            </p>
            <ul class="voices" aria-label={phrases::kind_of_name(people.kind)}>
                { for people.rows.iter().enumerate().map(|(at, row)| {
                    let open = people.dossier.as_ref().filter(|dossier| dossier.id == row.id);
                    let onfocusin = on.reform(move |_: FocusEvent| Event::At(at));
                    html! {
                        <li key={row.id.0.clone()} class={classes!(open.is_some().then_some("open"))} {onfocusin}>
                            {person(row, at, most, &base, open.is_some(), on)}
                            if let Some(dossier) = open {
                                <About dossier={dossier.clone()} name={row.name.clone()} kind={people.kind} query={query.clone()} makes_data={props.makes_data}
                                    everyone={people.rows.iter().map(|row| (row.id.clone(), row.name.clone())).collect::<Vec<_>>()} on={on.clone()} />
                            }
                        </li>
                    }
                }) }
            </ul>
        </>
    }
}

/// Whether people, organisations or places are shown.
pub fn kinds(chosen: EntityKind, on: &Callback<Event>) -> Html {
    html! {
        <div class="any-all" role="group" aria-label={phrases::kinds_of_name()}>
            { for [EntityKind::Person, EntityKind::Organisation, EntityKind::Place].map(|kind| html! {
                <button type="button" aria-pressed={(kind == chosen).to_string()} onclick={send(on, Event::OfKind(kind))}>
                    {phrases::kind_of_name(kind)}
                </button>
            }) }
        </div>
    }
}

/// The facet that chooses by names of a kind.
fn facet_of(kind: EntityKind) -> Facet {
    match kind {
        EntityKind::Organisation => Facet::Organisation,
        EntityKind::Place => Facet::Place,
        EntityKind::Person | EntityKind::Other => Facet::Person,
    }
}

fn total(heard: &Heard) -> u32 {
    heard.full + heard.partial + heard.paraphrased + heard.mentioned
}

fn person(row: &PersonRow, at: usize, most: u32, base: &str, open: bool, on: &Callback<Event>) -> Html {
    let heard = &row.heard;
    let close = on.reform(|event: MouseEvent| {
        event.prevent_default();
        Event::Who(None)
    });
    let address = with_who(base, &row.id);
    html! {
        <div class="person">
            <h2 class={colour(&row.id.0)}>
                if open {
                    <a href={format!("#{base}")} id={row_id(at)} aria-expanded="true" onclick={close}>{apart(&row.name)}</a>
                } else {
                    <a href={format!("#{address}")} id={row_id(at)} aria-expanded="false">{apart(&row.name)}</a>
                }
            </h2>
            if let Some(role) = &row.role { <p class="role">{apart(role)}</p> }
            {bar(heard, most)}
            <p class="told">
                { for phrases::heard(heard.full, heard.partial, heard.paraphrased, heard.mentioned).into_iter().map(|part| html! { <span>{part}</span> }) }
            </p>
            <p class="reach">
                <span>{phrases::articles(heard.articles)}</span>
                if heard.words > 0 { <span>{phrases::words_quoted(heard.words)}</span> }
                if let Some((first, last)) = row.days { <span>{phrases::dates_chip(Some(first), Some(last))}</span> }
            </p>
        </div>
    }
}

/// The ladder as a bar, its length against the loudest; the numbers stand beside it in words.
fn bar(heard: &Heard, most: u32) -> Html {
    let width = |count: u32| f64::from(count) * 100.0 / f64::from(most);
    let parts = [
        ("full", heard.full),
        ("partial", heard.partial),
        ("paraphrase", heard.paraphrased),
        ("mention", heard.mentioned),
    ];
    let mut at = 0.0;
    html! {
        <svg class="ladder" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            { for parts.into_iter().filter(|(_, count)| *count > 0).map(|(class, count)| {
                let x = at;
                at += width(count);
                html! { <rect {class} x={format!("{x:.2}")} y="0.5" width={format!("{:.2}", width(count))} height="7" /> }
            }) }
        </svg>
    }
}

/// What the questions need.
#[derive(Clone, PartialEq, Properties)]
struct QuestionsProps {
    questions: Vec<SameQuestion>,
    on: Callback<Event>,
}

/// Who may be one: yes or no.
#[component]
fn Questions(props: &QuestionsProps) -> Html {
    later_questions(props, use_state(|| false))
}

#[inline(never)]
fn later_questions(props: &QuestionsProps, all: UseStateHandle<bool>) -> Html {
    let shown = if *all { props.questions.len() } else { QUESTIONS };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="same" aria-label={phrases::same_person()}>
            <h2>{phrases::same_person()}</h2>
            <ul>
                { for props.questions.iter().take(shown).map(|question| {
                    let SameQuestion { a, b, why } = question;
                    let yes = send(&props.on, Event::Mend(Mend::Same(a.0.clone(), b.0.clone())));
                    let no = send(&props.on, Event::Mend(Mend::NotSame(a.0.clone(), b.0.clone())));
                    html! {
                        <li key={format!("{} {}", a.0, b.0)}>
                            <p><b>{apart(&a.1)}</b>{" = "}<b>{apart(&b.1)}</b>{"? "}<span class="quiet">{phrases::likeness(*why)}</span></p>
                            <p class="ways">
                                <button type="button" onclick={yes}>{phrases::merge()}<span class="hush">{phrases::pair(&a.1, &b.1)}</span></button>
                                <button type="button" class="plain" onclick={no}>{phrases::not_the_same()}<span class="hush">{phrases::pair(&a.1, &b.1)}</span></button>
                            </p>
                        </li>
                    }
                }) }
            </ul>
            if props.questions.len() > shown {
                <button type="button" class="link" onclick={more}>{phrases::show_all(props.questions.len())}</button>
            }
        </section>
    }
}

/// What is told of somebody.
#[derive(Clone, PartialEq, Properties)]
struct AboutProps {
    dossier: Dossier,
    name: AttrValue,
    kind: EntityKind,
    query: Query,
    makes_data: bool,
    /// For the box that names who else they are.
    everyone: Vec<(EntityId, String)>,
    on: Callback<Event>,
}

/// All that the articles tell of somebody, and what can be mended.
#[component]
fn About(props: &AboutProps) -> Html {
    later_about(props, use_node_ref(), use_node_ref())
}

#[inline(never)]
fn later_about(props: &AboutProps, new_name: NodeRef, other: NodeRef) -> Html {
    let AboutProps { dossier, name, kind, query, everyone, on, .. } = props;
    let id = dossier.id.clone();
    let rename = submitted(on, &new_name, move |name| {
        (!name.is_empty()).then(|| Event::Mend(Mend::Rename(id.clone(), name.to_owned())))
    });
    let (id, others) = (dossier.id.clone(), everyone.clone());
    let merge = submitted(on, &other, move |name| {
        let (other, _) = others.iter().find(|(other, known)| known == name && *other != id)?;
        Some(Event::Mend(Mend::Same(id.clone(), other.clone())))
    });
    let facet = facet_of(*kind);
    let theirs = query.clone().without(facet, &dossier.id.0).toggled(facet, &dossier.id.0);
    // Only people choose among quotes; others choose articles.
    let (screen, words_there) = match kind {
        EntityKind::Person => (Screen::Quotes, phrases::show_quotes_of(name)),
        _ => (Screen::Articles, phrases::show_articles_on(name)),
    };
    let people = address_of(Screen::People, query);
    html! {
        <div class="about">
            <p class="ways">
                <a class="button" href={format!("#{}", address_of(screen, &theirs))}>{words_there}</a>
                if *kind == EntityKind::Person && props.makes_data {
                    <button type="button" onclick={send(on, Event::Dossier(dossier.id.clone()))}>{phrases::save_dossier()}</button>
                }
            </p>
            if !dossier.roles.is_empty() {
                <section><h3>{phrases::roles()}</h3><ul class="lines">
                    { for dossier.roles.iter().map(|(title, day)| html! {
                        <li>{apart(title)}if let Some(day) = day { <span class="quiet">{" "}{phrases::since(*day)}</span> }</li>
                    }) }
                </ul></section>
            }
            <section>
                <h3>{phrases::by_outlet()}</h3>
                <div class="scroll" tabindex="0" role="region" aria-label={phrases::by_outlet()}><table>
                    <thead><tr>
                        { for phrases::outlet_columns().map(|word| html! { <th scope="col">{word}</th> }) }
                    </tr></thead>
                    <tbody>
                        { for dossier.outlets.iter().map(|by| html! {
                            <tr>
                                <th scope="row">{by.outlet.as_deref().map_or_else(|| Html::from(phrases::no_outlet()), apart)}</th>
                                { for [by.heard.articles, by.heard.full, by.heard.partial, by.heard.paraphrased, by.heard.mentioned]
                                    .map(|count| html! { <td>{phrases::digits(count as usize)}</td> }) }
                                <td class="names">{words(&by.names.join(", "))}</td>
                            </tr>
                        }) }
                    </tbody>
                </table></div>
            </section>
            if !dossier.quotes.is_empty() {
                <section><h3>{phrases::first_quotes(dossier.quotes.len() as u32, dossier.of_quotes)}</h3>
                    <ul class="quotes" aria-label={phrases::quotes_screen()}>
                        { for dossier.quotes.iter().zip(20_000..).map(|(row, at)| html! {
                            <li key={format!("{}-{}", row.id.article, row.id.number)}>
                                {quote(&Rc::new(row.clone()), at,
                                    &with_open(&with_who(&address_of_kind(query, *kind), &dossier.id), row.id.article, Some(row.id.number)), false, on)}
                            </li>
                        }) }
                    </ul>
                </section>
            }
            if !dossier.with.is_empty() {
                <section><h3>{phrases::named_with()}</h3><ul class="with">
                    { for dossier.with.iter().map(|(id, name, articles)| html! {
                        <li><a class={colour(&id.0)} href={format!("#{}", with_who(&people, id))}>{apart(name)}</a>
                            {" "}<span class="quiet">{phrases::articles(*articles)}</span></li>
                    }) }
                </ul></section>
            }
            <details class="mend">
                <summary>{phrases::mend_person()}</summary>
                <form onsubmit={rename}>
                    <label>{phrases::shown_as()}<input type="text" ref={new_name} placeholder={name.clone()} autocomplete="off" /></label>
                    <button type="submit">{phrases::rename()}</button>
                </form>
                <form onsubmit={merge}>
                    <label>{phrases::same_as()}<input type="text" ref={other} list="everyone" autocomplete="off" /></label>
                    <datalist id="everyone">
                        { for everyone.iter().filter(|(id, _)| *id != dossier.id).map(|(_, name)| html! { <option value={name.clone()} /> }) }
                    </datalist>
                    <button type="submit">{phrases::merge()}</button>
                </form>
                if dossier.names.len() > 1 {
                    <p class="quiet">{phrases::split_label()}</p>
                    <ul class="with">
                        { for dossier.names.iter().filter(|other| **other != **name).map(|other| html! {
                            <li><button type="button" class="link" onclick={send(on, Event::Mend(Mend::Split(dossier.id.clone(), other.clone())))}>
                                {apart(&phrases::split(other))}</button></li>
                        }) }
                    </ul>
                }
                <button type="button" class="link" onclick={send(on, Event::Mend(Mend::NotAPerson(dossier.id.clone())))}>
                    { if *kind == EntityKind::Person { phrases::not_a_person() } else { phrases::not_a_name() } }
                </button>
            </details>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        protocol::Likeness,
        ui::{html_of, sample},
    };

    #[test]
    fn each_has_the_ladder_in_words_and_one_is_told_in_full() {
        let html = html_of::<People>(|| Props {
            people: Rc::new(sample::people()),
            query: Query::default(),
            makes_data: true,
            on: Callback::noop(),
        });
        assert!(html.contains("aria-label=\"People\"") && html.contains("2 quotes"), "{html}");
        assert!(
            html.contains("href=\"#/people?who=ravi-menon\" id=\"row-1\" aria-expanded=\"false\""),
            "{html}"
        );
        assert!(html.contains("Save a dossier"), "{html}");
        assert!(html.contains("Quotes of Ana Ortiz") && html.contains("aria-expanded=\"true\""), "{html}");
        assert!(
            html.contains("Same person?") && html.contains(phrases::likeness(Likeness::OneOfTheName)),
            "{html}"
        );
    }
}
