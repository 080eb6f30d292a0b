//! An article's text with everything marked in it: paraphrases, quotes, names, attributing words, words searched for.

use crate::{
    entity::{EntityId, EntityKind},
    protocol::Opened,
    quote::QuoteKind,
    span::Span,
    ui::text::{class_of, colour, words},
    view::{Focus, id_of},
};
use std::collections::BTreeSet;
use yew::prelude::*;

/// What is marked.
#[derive(Clone, Debug, PartialEq)]
enum Layer {
    Spoken,
    Paraphrase,
    Quote { number: u32, kind: QuoteKind, speaker: Option<EntityId>, first: bool },
    Name { id: EntityId, person: bool },
    Cue,
    Hit { number: usize, current: bool },
}

/// A layer's spans in the order of the text, none overlapping.
type Spans = Vec<(Span, Layer)>;

/// The layers of an article, from the outermost in. Where two marks cross, the inner one is cut at the outer one's edge, so
/// that what comes out is always a tree.
pub struct Layers(Vec<Spans>);

impl Layers {
    /// The layers of this article; `hit` is the match the reader is at, `spoken` the sentence that is being said.
    pub fn of(opened: &Opened, hit: Option<usize>, spoken: Option<Span>) -> Layers {
        let mut outer = Spans::new();
        let mut nested = Spans::new();
        let mut cues = BTreeSet::new();
        for (row, spans) in &opened.quotes {
            let into = if row.kind == QuoteKind::Nested { &mut nested } else { &mut outer };
            for (at, span) in spans.iter().enumerate() {
                let speaker = row.speakers.first().and_then(|speaker| speaker.id.clone());
                into.push((
                    *span,
                    Layer::Quote { number: row.id.number, kind: row.kind, speaker, first: at == 0 },
                ));
            }
        }
        cues.extend(opened.paraphrases.iter().filter_map(|(_, _, cue)| *cue));
        let paraphrases = opened.paraphrases.iter().map(|(span, _, _)| (*span, Layer::Paraphrase)).collect();
        let names = opened
            .mentions
            .iter()
            .filter(|(_, _, kind, _)| *kind != EntityKind::Other)
            .map(|(span, id, kind, _)| {
                (*span, Layer::Name { id: id.clone(), person: *kind == EntityKind::Person })
            })
            .collect();
        let hits = opened
            .hits
            .iter()
            .enumerate()
            .map(|(number, span)| (*span, Layer::Hit { number, current: hit == Some(number) }))
            .collect();
        let cues = cues.into_iter().map(|span| (span, Layer::Cue)).collect();
        let spoken = spoken.into_iter().map(|span| (span, Layer::Spoken)).collect();
        Layers([spoken, paraphrases, outer, nested, cues, names, hits].into_iter().map(apart).collect())
    }

    /// The words of `span` with their marks.
    pub fn html(&self, text: &str, span: Span) -> Html {
        render(text, span, &self.0)
    }
}

/// Sorted, without those that overlap an earlier one or are empty.
fn apart(mut spans: Spans) -> Spans {
    spans.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|(span, _)| {
        let keep = span.start >= end && !span.is_empty();
        if keep {
            end = span.end;
        }
        keep
    });
    spans
}

fn render(text: &str, range: Span, layers: &[Spans]) -> Html {
    let Some((layer, inner)) = layers.split_first() else { return words(range.of(text)) };
    let first = layer.partition_point(|(span, _)| span.end <= range.start);
    let mut parts: Vec<Html> = Vec::new();
    let mut at = range.start;
    for (span, what) in layer[first..].iter().take_while(|(span, _)| span.start < range.end) {
        let cut = Span { start: span.start.max(at), end: span.end.min(range.end) };
        if at < cut.start {
            parts.push(render(text, Span { start: at, end: cut.start }, inner));
        }
        parts.push(wrapped(what, cut.start == span.start, render(text, cut, inner)));
        at = cut.end;
    }
    if at < range.end {
        parts.push(render(text, Span { start: at, end: range.end }, inner));
    }
    parts.into_iter().collect()
}

/// `begins`: the mark begins here and is not the rest of one that was cut, so its id stands once.
fn wrapped(what: &Layer, begins: bool, words: Html) -> Html {
    match what {
        Layer::Spoken => {
            html! { <span class="spoken" id={begins.then(|| id_of(Focus::Spoken))}>{words}</span> }
        }
        Layer::Paraphrase => html! { <span class="told">{words}</span> },
        Layer::Quote { number, kind, speaker, first } => {
            let id = (begins && *first).then(|| id_of(Focus::Quote(*number)));
            let tabindex = id.as_ref().map(|_| "-1");
            let colour = speaker.as_ref().map(|id| colour(&id.0));
            html! { <q class={classes!(class_of(*kind), colour)} {id} {tabindex}>{words}</q> }
        }
        Layer::Name { id, person } => {
            html! { <span class={classes!(if *person { "name" } else { "thing" }, colour(&id.0))}>{words}</span> }
        }
        Layer::Cue => html! { <span class="cue">{words}</span> },
        Layer::Hit { number, current } => {
            let id = begins.then(|| id_of(Focus::Hit(*number)));
            let tabindex = id.as_ref().map(|_| "-1");
            html! { <mark class={current.then_some("current")} {id} {tabindex}>{words}</mark> }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    #[derive(Clone, PartialEq, Properties)]
    struct Text {
        hits: Vec<Span>,
    }

    #[component]
    fn Shown(props: &Text) -> Html {
        let opened = Opened { hits: props.hits.clone(), ..sample::opened() };
        let layers = Layers::of(&opened, Some(0), Some(Span::new(0, 10)));
        opened.paragraphs.iter().map(|paragraph| layers.html(&opened.text, *paragraph)).collect()
    }

    #[test]
    fn marks_that_cross_come_out_as_a_tree_and_lose_no_word() {
        let text = sample::opened().text;
        for (start, end) in [(0, text.len()), (3, 30), (20, 60), (40, text.len())] {
            let hit = Span::new(start, end);
            if !hit.fits(&text) {
                continue;
            }
            let html = html_of::<Shown>(move || Text { hits: vec![hit] });
            let mut plain = String::new();
            let mut inside = false;
            for c in html.chars() {
                match c {
                    '<' => inside = true,
                    '>' => inside = false,
                    c if !inside => plain.push(c),
                    _ => {}
                }
            }
            assert_eq!(plain, text.replace("\n\n", ""), "{html}");
            assert_eq!(html.matches("id=\"hit-0\"").count(), 1, "{html}");
        }
    }

    #[test]
    fn a_quote_can_be_gone_to() {
        let html = html_of::<Shown>(|| Text { hits: Vec::new() });
        assert!(html.contains("id=\"quote-0\""), "{html}");
    }
}
