//! Who said a quote: those whom the article names first, anybody else by name.

use crate::{
    phrases,
    protocol::{Mend, SpeakerChoice, Speakers},
    ui::{
        dialog::Dialog,
        send, submitted,
        text::{apart, colour, words},
    },
    view::{Event, Fixing},
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The quote, and who may have said it.
    pub fixing: Rc<Fixing>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The dialog.
#[component]
pub fn Fix(props: &Props) -> Html {
    later(props, use_node_ref(), use_state(|| false))
}

#[inline(never)]
fn later(props: &Props, other: NodeRef, all: UseStateHandle<bool>) -> Html {
    let Props { fixing, on } = props;
    let quote = fixing.row.id;
    let with_others = *all;
    let chosen_too = fixing.others.clone();
    let choose = move |choice| {
        let all = || std::iter::once(quote).chain(chosen_too.iter().copied()).collect();
        Event::Mend(match with_others {
            _ if !chosen_too.is_empty() => Mend::Speakers(all(), choice),
            true => Mend::AllOf(quote, choice),
            false => Mend::Speaker(quote, choice),
        })
    };
    let by_name = {
        let (fixing, choose) = (fixing.clone(), choose.clone());
        submitted(on, &other, move |name| chosen(fixing.speakers.as_deref()?, name).map(&choose))
    };
    let others = fixing.speakers.as_deref().and_then(|speakers| others_of(fixing, speakers));
    let toggle = {
        let all = all.clone();
        Callback::from(move |_: yew::events::Event| all.set(!*all))
    };
    html! {
        <Dialog title={phrases::fix_title()} on_close={send(on, Event::Dialog(None))}>
            <blockquote class="fixed" lang={fixing.row.lang.clone()}><p>{words(&phrases::quoted(&fixing.row.pieces))}</p></blockquote>
            if !fixing.others.is_empty() { <p class="quiet">{phrases::and_others(fixing.others.len())}</p> }
            if let Some(speakers) = fixing.speakers.as_deref() {
                if let Some((name, number)) = others {
                    <label class="all-of"><input type="checkbox" checked={*all} onchange={toggle} />{words(&phrases::others_too(&name, number))}</label>
                }
                <h3>{phrases::named_here()}</h3>
                <ul class="choices">
                    { for speakers.here.iter().map(|(id, name, _)| {
                        let now = fixing.row.speakers.iter().any(|speaker| speaker.id.as_ref() == Some(id));
                        let event = choose(SpeakerChoice::Known(id.clone()));
                        html! {
                            <li><button type="button" class={classes!("speaker", colour(&id.0))} aria-pressed={now.to_string()}
                                onclick={send(on, event)}>{apart(name)}</button></li>
                        }
                    }) }
                    <li><button type="button" class="plain" onclick={send(on, choose(SpeakerChoice::Nobody))}>{phrases::nobody()}</button></li>
                </ul>
                <form class="other" onsubmit={by_name}>
                    <label>{phrases::somebody_else()}<input type="text" ref={other} list="others" autocomplete="off" /></label>
                    <datalist id="others">
                        { for speakers.others.iter().map(|(_, name)| html! { <option value={name.clone()} /> }) }
                    </datalist>
                    <button type="submit">{phrases::set_speaker()}</button>
                </form>
            } else {
                <p class="quiet">{phrases::reader_waits()}</p>
            }
        </Dialog>
    }
}

/// The one speaker found for the quote, and how many other quotes its article gives them, if any.
fn others_of(fixing: &Fixing, speakers: &Speakers) -> Option<(String, u32)> {
    if !fixing.others.is_empty() {
        return None;
    }
    let [only] = &fixing.row.speakers[..] else { return None };
    let (_, number) = speakers.given.iter().find(|(id, _)| Some(id) == only.id.as_ref())?;
    (*number > 1).then(|| (only.name.clone(), number - 1))
}

/// Whom a typed name means: somebody of the article, of the library, or a new person.
fn chosen(speakers: &Speakers, name: &str) -> Option<SpeakerChoice> {
    if name.is_empty() {
        return None;
    }
    let here = speakers.here.iter().find(|(_, known, _)| known == name).map(|(id, ..)| id);
    let known = here.or_else(|| speakers.others.iter().find(|(_, known)| known == name).map(|(id, _)| id));
    Some(known.map_or_else(|| SpeakerChoice::Named(name.to_owned()), |id| SpeakerChoice::Known(id.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entity::{EntityId, EntityKind},
        ui::{html_of, sample},
    };

    fn speakers() -> Speakers {
        Speakers {
            given: vec![(EntityId("ana-ortiz".into()), 3)],
            here: vec![(EntityId("ana-ortiz".into()), "Ana Ortiz".into(), EntityKind::Person)],
            others: vec![(EntityId("ravi-menon".into()), "Ravi Menon".into())],
        }
    }

    #[test]
    fn those_of_the_article_come_first() {
        let html = html_of::<Fix>(|| Props {
            fixing: Rc::new(Fixing {
                row: sample::row(),
                others: Vec::new(),
                asked: 1,
                speakers: Some(Rc::new(speakers())),
            }),
            on: Callback::noop(),
        });
        assert!(
            html.contains("aria-pressed=\"true\"") && html.contains("The ferry will sail again"),
            "{html}"
        );
        assert!(html.contains("<option value=\"Ravi Menon\""), "{html}");
        assert!(html.contains("So are 2 other quotes that this article gives to Ana Ortiz"), "{html}");
    }

    #[test]
    fn a_typed_name_means_who_is_known_by_it() {
        let id = |id: &str| Some(SpeakerChoice::Known(EntityId(id.into())));
        assert_eq!(chosen(&speakers(), "Ana Ortiz"), id("ana-ortiz"));
        assert_eq!(chosen(&speakers(), "Ravi Menon"), id("ravi-menon"));
        assert_eq!(chosen(&speakers(), "Lena Fors"), Some(SpeakerChoice::Named("Lena Fors".into())));
        assert_eq!(chosen(&speakers(), ""), None);
    }
}
