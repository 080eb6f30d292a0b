//! One quote: the words first and large, then who said them, how we know, and where.

use crate::{
    entity::EntityKind,
    markup, phrases,
    protocol::{QuoteRow, SpeakerName},
    query::Facet,
    quote::QuoteKind,
    span::Span,
    ui::{
        icon::{Shape, icon},
        mark::{Voice, mark},
        send,
        text::{apart, class_of, colour, marked, names, title, words},
        why::why,
    },
    view::{Event, row_id, text_link},
};
use std::rc::Rc;
use yew::prelude::*;

/// Characters of the article's own words shown on either side of a partial quote.
const AROUND: usize = 90;

/// One quote, at this place in the list, with the address of the quote in its article; open in the reader or not. No component:
/// lists draw thousands.
pub fn quote(row: &Rc<QuoteRow>, at: usize, address: &str, open: bool, on: &Callback<Event>) -> Html {
    let cite = row.url.as_deref().and_then(markup::web_address).map(str::to_owned);
    let said = names(&row.speakers);
    let copy = on.reform({
        let row = row.clone();
        move |_: MouseEvent| Event::Copy(Box::new(QuoteRow::clone(&row)))
    });
    let fix = on.reform({
        let row = row.clone();
        move |_: MouseEvent| Event::Fix(Box::new(QuoteRow::clone(&row)))
    });
    html! {
        <figure class={classes!("quote", class_of(row.kind), open.then_some("open"))} lang={row.lang.clone()}>
            <blockquote cite={cite.clone()}><p>{said_words(row)}</p></blockquote>
            <figcaption lang="en">
                <p class="who">
                    {mark(Voice::from(row.kind))}
                    { speakers(&row.speakers, on) }
                    if let Some(mention) = row.mention.as_deref().filter(|mention| differs(mention, &row.speakers)) {
                        <span class="as"><bdi>{words(&phrases::named_as(mention))}</bdi></span>
                    }
                </p>
                <p class="where">
                    <a href={format!("#{address}")} id={row_id(at)} aria-current={open.then_some("true")}>
                        <cite lang={row.lang.clone()}>{title(&row.title, row.untitled)}</cite>
                    </a>
                    if let Some(outlet) = &row.outlet { <span class="outlet">{apart(outlet)}</span> }
                    if let Some(date) = row.date {
                        <time datetime={date.to_string()}>{phrases::day(date.day)}</time>
                    }
                </p>
                <div class="how">
                    <span>{phrases::kind(row.kind)}</span>
                    if let Some(cue) = &row.cue { <span>{words(&phrases::cue(cue))}</span> }
                    {why(&said, row.confidence, &row.why)}
                    <button type="button" class="plain act" onclick={copy}>{icon(Shape::Copy)}<span>{phrases::copy()}</span></button>
                    <button type="button" class="plain act" onclick={fix}>{icon(Shape::Mend)}<span>{phrases::fix()}</span></button>
                    if let Some(url) = cite {
                        <a class="act" href={text_link(&url, &row.pieces)} target="_blank" rel="noopener noreferrer">
                            {icon(Shape::Out)}{phrases::original_page()}
                        </a>
                    }
                </div>
            </figcaption>
        </figure>
    }
}

/// Whether the article's words for the speaker tell more than the name shown.
fn differs(mention: &str, speakers: &[SpeakerName]) -> bool {
    !speakers.iter().any(|speaker| speaker.name.contains(mention))
}

/// The names, each a way to all its quotes.
pub fn speakers(speakers: &[SpeakerName], on: &Callback<Event>) -> Html {
    if speakers.is_empty() {
        return html! { <span class="speaker nobody">{phrases::nobody()}</span> };
    }
    speakers
        .iter()
        .map(|speaker| {
            let facet = match speaker.kind {
                Some(EntityKind::Person) => Some(Facet::Person),
                Some(EntityKind::Organisation) => Some(Facet::Organisation),
                Some(EntityKind::Place) => Some(Facet::Place),
                _ => None,
            };
            match (facet, &speaker.id) {
                (Some(facet), Some(id)) => html! {
                    <button type="button" class={classes!("speaker", colour(&id.0))}
                        onclick={send(on, Event::Toggled(facet, id.0.clone()))}>{apart(&speaker.name)}</button>
                },
                _ => html! { <span class="speaker">{apart(&speaker.name)}</span> },
            }
        })
        .collect()
}

/// The exact words between marks, dimmed words around them where the quote is part of a sentence.
pub fn said_words(row: &QuoteRow) -> Html {
    // Around whole sentences nothing is needed: the speaker stands beneath.
    let partial = matches!(row.kind, QuoteKind::Partial | QuoteKind::Headline);
    let (before, after) = if partial { (row.before.trim(), row.after.trim_end()) } else { ("", "") };
    let (before, after) = (phrases::end_of(before, AROUND), phrases::start_of(after, AROUND));
    let pieces = row.pieces.iter().enumerate().map(|(at, piece)| {
        let marks: Vec<Span> =
            row.marks.iter().filter(|(of, _)| *of as usize == at).map(|(_, span)| *span).collect();
        html! {
            <>
                if at > 0 { <span class="around">{" … "}</span> }
                <span class={if at == 0 && before.is_empty() { "said hang" } else { "said" }}>
                    <span class="open-mark">{"“"}</span><bdi>{marked(piece, marks)}</bdi>{"”"}
                </span>
            </>
        }
    });
    html! {
        <>
            if !before.is_empty() { <span class="around">{words(&before)}{" "}</span> }
            { for pieces }
            if !after.is_empty() {
                <span class="around">
                    if !after.starts_with([' ', ',', '.', ';', ':', '!', '?', ')']) { {" "} }
                    {words(&after)}
                </span>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_drawn, sample};

    fn html(row: QuoteRow) -> String {
        html_drawn(move || {
            quote(&Rc::new(row.clone()), 0, "/quotes?open=1&quote=0", false, &Callback::noop())
        })
    }

    #[test]
    fn the_words_stand_between_marks_with_their_speaker() {
        let html = html(sample::row());
        assert!(html.contains("<figure") && html.contains("<blockquote"), "{html}");
        assert!(html.contains("<bdi>The ferry will sail again</bdi>”"), "{html}");
        assert!(html.contains("<bdi>Ana Ortiz</bdi></button>") && html.contains("as “He”"), "{html}");
        assert!(html.contains("full quote") && html.contains("likely"), "{html}");
    }

    #[test]
    fn an_address_that_is_no_web_page_is_no_link() {
        let html = html(QuoteRow { url: Some("javascript:alert(1)".into()), ..sample::row() });
        assert!(!html.contains("javascript"), "{html}");
    }

    #[test]
    fn without_a_speaker_it_says_so() {
        let html = html(QuoteRow { speakers: Vec::new(), mention: None, ..sample::row() });
        assert!(html.contains("No speaker named"), "{html}");
    }
}
