//! The margin of a paragraph in the reader: who speaks in it, how much of it is word for word, and why we think so.

use crate::{
    phrases,
    protocol::{Opened, QuoteRow, SpeakerName},
    quote::QuoteKind,
    span::Span,
    ui::{
        icon::{Shape, icon},
        mark::{Voice, mark},
        quote::speakers,
        text::names,
        why::why,
    },
    view::Event,
};
use yew::prelude::*;

/// Somebody heard in a paragraph.
enum Heard<'a> {
    Quote(&'a QuoteRow),
    Told(&'a [SpeakerName]),
}

/// The margin of the paragraph at `paragraph`.
pub fn margin(opened: &Opened, paragraph: Span, on: &Callback<Event>) -> Html {
    let quotes = opened
        .quotes
        .iter()
        .filter_map(|(row, spans)| Some((spans.first()?.start, Heard::Quote(row))))
        .filter(|(start, _)| paragraph.contains(*start));
    let told = opened
        .paraphrases
        .iter()
        .map(|(span, speakers, _)| (span.start, Heard::Told(speakers)))
        .filter(|(start, _)| paragraph.contains(*start));
    let mut heard: Vec<(u32, Heard)> = quotes.chain(told).collect();
    if heard.is_empty() {
        return Html::default();
    }
    heard.sort_by_key(|(start, _)| *start);
    html! {
        <ul class="margin" aria-label={phrases::said_here()} lang="en">
            { for heard.iter().map(|(_, heard)| match heard {
                Heard::Quote(row) => quote(row, on),
                Heard::Told(who) => html! {
                    <li class="told-by">
                        {mark(Voice::Paraphrase)}{speakers(who, on)}
                        <span class="kind">{phrases::paraphrase()}</span>
                    </li>
                },
            }) }
        </ul>
    }
}

fn quote(row: &QuoteRow, on: &Callback<Event>) -> Html {
    let copy = on.reform({
        let row = row.clone();
        move |_: MouseEvent| Event::Copy(Box::new(row.clone()))
    });
    html! {
        <li>
            {mark(Voice::from(row.kind))}{speakers(&row.speakers, on)}
            if row.kind == QuoteKind::Nested { <span class="kind">{phrases::kind(row.kind)}</span> }
            {why(&names(&row.speakers), row.confidence, &row.why)}
            <button type="button" class="plain act" aria-label={phrases::copy()} title={phrases::copy()} onclick={copy}>
                {icon(Shape::Copy)}
            </button>
        </li>
    }
}
