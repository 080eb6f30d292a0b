//! Articles and quotes over time: bars one chooses dates by, and below them who was heard when.

use crate::{
    date::Day,
    phrases,
    protocol::{Beat, Dated, Stack, Timeline as Time},
    query::{Facet, Query},
    ui::{
        compare::first_of,
        mark::{Voice, mark},
        send,
        text::{apart, colour},
    },
    view::{Event, Screen, address_of},
};
use std::rc::Rc;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Heights of the drawing: of the bars, in units of their own.
const HIGH: u32 = 100;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What stands over time.
    pub timeline: Rc<Time>,
    /// What the bars are made of, and which day counts.
    pub timed: (Stack, Dated),
    /// The filter, whose dates are chosen here.
    pub query: Query,
    /// Where events go.
    pub on: Callback<Event>,
}

/// Articles and quotes over time.
#[component]
pub fn Timeline(props: &Props) -> Html {
    later_timeline(props)
}

#[inline(never)]
fn later_timeline(props: &Props) -> Html {
    let Props { timeline, timed, query, on } = props;
    html! {
        <div class="timeline">
            {controls(*timed, on)}
            if timeline.bins.is_empty() {
                <div class="nothing"><p>{phrases::no_dates()}</p></div>
            } else {
                <Bars ..props.clone() />
                {legend(timeline, timed.0)}
                {lanes(timeline, query)}
                {tables(timeline, timed.0, query)}
            }
            <p class="quiet">
                if timed.1 == Dated::Said && !timeline.bins.is_empty() { {phrases::told_days(timeline.told)}{" "} }
                if timeline.undated > 0 { {phrases::undated_articles(timeline.undated)} }
            </p>
        </div>
    }
}

fn controls(timed: (Stack, Dated), on: &Callback<Event>) -> Html {
    let pick =
        |event: yew::events::Event| event.target_unchecked_into::<HtmlSelectElement>().selected_index();
    let stacks = [Stack::Source, Stack::Kind];
    let clocks = [Dated::Published, Dated::Said];
    let stack = on.reform(move |event| Event::Timed(stacks[usize::from(pick(event) == 1)], timed.1));
    let clock = on.reform(move |event| Event::Timed(timed.0, clocks[usize::from(pick(event) == 1)]));
    html! {
        <div class="controls">
            <label>{phrases::stack_label()}<select onchange={stack}>
                { for stacks.map(|one| html! { <option selected={one == timed.0}>{phrases::stack(one)}</option> }) }
            </select></label>
            <label>{phrases::dated_label()}<select onchange={clock}>
                { for clocks.map(|one| html! { <option selected={one == timed.1}>{phrases::dated(one)}</option> }) }
            </select></label>
        </div>
    }
}

/// The bars of the chosen dates, as the first and one past the last.
fn chosen(timeline: &Time, query: &Query) -> (usize, usize) {
    let from = query.from.map_or(0, |from| timeline.bins.partition_point(|(_, to)| *to < from));
    let to =
        query.to.map_or(timeline.bins.len(), |to| timeline.bins.partition_point(|(from, _)| *from <= to));
    (from.min(timeline.bins.len() - 1), to.max(1))
}

/// The dates of bars, none at an end that is that of the timeline.
fn dates(timeline: &Time, from: usize, to: usize) -> Event {
    let first = (from > 0).then(|| timeline.bins[from].0);
    let last = (to < timeline.bins.len()).then(|| timeline.bins[to - 1].1);
    Event::Dates(first, last)
}

/// The bars, with two thumbs and two dates, and a drag across them, to choose by.
#[component]
fn Bars(props: &Props) -> Html {
    later_bars(props, use_state(|| None::<(usize, usize)>), use_node_ref())
}

#[inline(never)]
fn later_bars(props: &Props, drag: UseStateHandle<Option<(usize, usize)>>, chart: NodeRef) -> Html {
    let Props { timeline, query, on, .. } = props;
    let count = timeline.bins.len();
    let (from, to) = chosen(timeline, query);
    let most = timeline.bars.iter().map(|bar| bar.iter().sum::<u32>()).max().unwrap_or(1).max(1);
    let bar_under = {
        let chart = chart.clone();
        move |event: &PointerEvent| {
            let place = chart.cast::<Element>()?.get_bounding_client_rect();
            let part = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
            Some(((part * count as f64).max(0.0) as usize).min(count - 1))
        }
    };
    let down = {
        let (drag, chart, bar_under) = (drag.clone(), chart.clone(), bar_under.clone());
        Callback::from(move |event: PointerEvent| {
            if event.button() == 0 {
                if let Some(chart) = chart.cast::<Element>() {
                    // Where the browser refuses, the drag ends at the edge.
                    let _ = chart.set_pointer_capture(event.pointer_id());
                }
                drag.set(bar_under(&event).map(|at| (at, at)));
            }
        })
    };
    let moved = {
        let drag = drag.clone();
        Callback::from(move |event: PointerEvent| {
            if let (Some((start, last)), Some(at)) = (*drag, bar_under(&event))
                && at != last
            {
                drag.set(Some((start, at)));
            }
        })
    };
    let up = {
        let (drag, on, timeline) = (drag.clone(), on.clone(), timeline.clone());
        Callback::from(move |_: PointerEvent| {
            if let Some((a, b)) = *drag {
                drag.set(None);
                on.emit(dates(&timeline, a.min(b), a.max(b) + 1));
            }
        })
    };
    let lost = {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| drag.set(None))
    };
    let (in_from, in_to) = drag.map_or((from, to), |(a, b)| (a.min(b), a.max(b) + 1));
    let value = |event: yew::events::Event| {
        event.target_unchecked_into::<HtmlInputElement>().value().parse::<usize>().unwrap_or(0)
    };
    let set_from = {
        let timeline = timeline.clone();
        on.reform(move |event| {
            let at = value(event).min(to - 1);
            dates(&timeline, at, to)
        })
    };
    let set_to = {
        let timeline = timeline.clone();
        on.reform(move |event| {
            let at = value(event).max(from);
            dates(&timeline, from, at + 1)
        })
    };
    let named = |at: usize| phrases::bin(timeline.bin, timeline.bins[at].0, timeline.bins[at].1);
    let part = |at: usize| format!("{:.3}%", at as f64 * 100.0 / count as f64);
    html! {
        <div class="time">
            <div class="bars" ref={chart} onpointerdown={down} onpointermove={moved} onpointerup={up} onpointercancel={lost}>
                <svg viewBox={format!("0 0 {} {HIGH}", count * 10)} preserveAspectRatio="none" aria-hidden="true">
                    { for timeline.bars.iter().enumerate().flat_map(|(at, bar)| {
                        let inside = in_from <= at && at < in_to;
                        let mut under = 0;
                        bar.iter().enumerate().filter(|(_, count)| **count > 0).map(|(layer, count)| {
                            let (low, high) = (under * HIGH / most, (under + count) * HIGH / most);
                            under += count;
                            let height = (high - low).max(1);
                            html! {
                                <rect class={classes!(format!("l{layer}"), (!inside).then_some("out"))} x={(at * 10 + 1).to_string()}
                                    y={(HIGH - high).to_string()} width="8" height={height.to_string()} />
                            }
                        }).collect::<Vec<_>>()
                    }) }
                </svg>
                <span class="most" aria-hidden="true">{phrases::digits(most as usize)}</span>
            </div>
            <div class="thumbs">
                <svg aria-hidden="true"><rect class="track" width="100%" height="100%" />
                    <rect class="in" x={part(in_from)} width={part(in_to - in_from)} height="100%" /></svg>
                <input type="range" min="0" max={(count - 1).to_string()} value={from.to_string()} aria-label={phrases::first_thumb()}
                    aria-valuetext={named(from)} onchange={set_from} />
                <input type="range" min="0" max={(count - 1).to_string()} value={(to - 1).to_string()} aria-label={phrases::last_thumb()}
                    aria-valuetext={named(to - 1)} onchange={set_to} />
            </div>
            <p class="ends"><span>{named(0)}</span><span>{named(count - 1)}</span></p>
            <div class="between">
                {day_input(phrases::from(), query.from, on, query.to, true)}
                {day_input(phrases::to(), query.to, on, query.from, false)}
                if query.from.is_some() || query.to.is_some() {
                    <button type="button" class="link" onclick={send(on, Event::Dates(None, None))}>{phrases::all_time()}</button>
                }
            </div>
        </div>
    }
}

fn day_input(
    label: &'static str,
    day: Option<Day>,
    on: &Callback<Event>,
    other: Option<Day>,
    first: bool,
) -> Html {
    let change = on.reform(move |event: yew::events::Event| {
        let day = event.target_unchecked_into::<HtmlInputElement>().value().parse().ok();
        if first { Event::Dates(day, other) } else { Event::Dates(other, day) }
    });
    let value = day.map(|day| day.to_string()).unwrap_or_default();
    html! { <label>{label}<input type="date" {value} onchange={change} /></label> }
}

/// The name of a layer as shown.
fn layer_name(timeline: &Time, stack: Stack, at: usize) -> String {
    let last = timeline.others && at + 1 == timeline.layers.len();
    match (stack, timeline.layers[at].as_str()) {
        _ if last => phrases::other_outlets().to_owned(),
        (Stack::Source, "") => phrases::no_outlet().to_owned(),
        (Stack::Source, name) => name.to_owned(),
        (Stack::Kind, key) => phrases::facet_value(Facet::Kind, key, key),
    }
}

fn legend(timeline: &Time, stack: Stack) -> Html {
    html! {
        <ul class="legend">
            { for (0..timeline.layers.len()).map(|at| html! {
                <li><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><rect class={format!("l{at}")} width="10" height="10" /></svg>
                    {apart(&layer_name(timeline, stack, at))}</li>
            }) }
        </ul>
    }
}

/// The loudest mark of a beat.
fn voice(beat: &Beat) -> Voice {
    match beat {
        [0, 0, 0, _] => Voice::Mention,
        [0, 0, ..] => Voice::Paraphrase,
        [0, ..] => Voice::Partial,
        _ => Voice::Full,
    }
}

/// The mark of a beat, the larger the more is said.
fn dot(beat: &Beat) -> Html {
    let said: u32 = beat[..3].iter().sum();
    let scale = match said {
        0..=1 => 1.0,
        2..=4 => 1.35,
        _ => 1.75,
    };
    html! { <g transform={format!("scale({scale}) translate(-6 -6)")}>{mark(voice(beat))}</g> }
}

/// A person's quotes in the time of a bar.
fn quotes_then(query: &Query, id: &str, days: (Day, Day)) -> String {
    let narrowed = Query { from: Some(days.0), to: Some(days.1), ..query.clone() };
    let narrowed = narrowed.without(Facet::Person, id).toggled(Facet::Person, id);
    format!("#{}", address_of(Screen::Quotes, &narrowed))
}

/// Who was heard when. The dots are for the eye and the pointer; the table below says the same.
fn lanes(timeline: &Time, query: &Query) -> Html {
    if timeline.lanes.is_empty() {
        return Html::default();
    }
    let wide = timeline.bins.len();
    html! {
        <section>
            <h2>{phrases::over_time()}</h2>
            {first_of(timeline.lanes.len(), timeline.of_lanes)}
            <p class="rungs" aria-hidden="true">
                { for [Voice::Full, Voice::Partial, Voice::Paraphrase, Voice::Mention].map(|voice| html! {
                    <span>{mark(voice)}{phrases::voice(voice as usize)}</span>
                }) }
            </p>
            <ul class="lanes">
                { for timeline.lanes.iter().map(|lane| {
                    let theirs = query.clone().without(Facet::Person, &lane.id.0).toggled(Facet::Person, &lane.id.0);
                    html! {
                        <li key={lane.id.0.clone()} class={colour(&lane.id.0)}>
                            <a class="name" href={format!("#{}", address_of(Screen::Quotes, &theirs))}>{apart(&lane.name)}</a>
                            <svg class="beats" aria-hidden="true">
                                { for lane.beats.iter().filter_map(|(at, beat)| {
                                    let days = *timeline.bins.get(*at as usize)?;
                                    let told = phrases::beat(&lane.name, &phrases::bin(timeline.bin, days.0, days.1), beat);
                                    let x = (f64::from(*at) + 0.5) * 100.0 / wide as f64;
                                    // The policy allows no style on an element, but a drawing inside a drawing has a place.
                                    Some(html! {
                                        <svg x={format!("{x:.3}%")} y="50%" overflow="visible">
                                            <a tabindex="-1" href={quotes_then(query, &lane.id.0, days)}><title>{told}</title>{dot(beat)}</a>
                                        </svg>
                                    })
                                }) }
                            </svg>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

/// The same in tables.
fn tables(timeline: &Time, stack: Stack, query: &Query) -> Html {
    let busy = timeline.bins.iter().zip(&timeline.bars).filter(|(_, bar)| bar.iter().any(|count| *count > 0));
    html! {
        <details class="as-table">
            <summary>{phrases::as_table()}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label={phrases::as_table()}>
            <table class="beside">
                <thead><tr>
                    <th scope="col">{phrases::time_column()}</th>
                    { for (0..timeline.layers.len()).map(|at| html! { <th scope="col">{apart(&layer_name(timeline, stack, at))}</th> }) }
                </tr></thead>
                <tbody>
                    { for busy.map(|((from, to), bar)| html! {
                        <tr><th scope="row">{phrases::bin(timeline.bin, *from, *to)}</th>
                            { for bar.iter().map(|count| html! { <td>{phrases::digits(*count as usize)}</td> }) }
                        </tr>
                    }) }
                </tbody>
            </table>
            <table class="beside">
                <thead><tr>
                    <th scope="col">{phrases::person_column()}</th><th scope="col">{phrases::time_column()}</th><th scope="col">{phrases::heard_column()}</th>
                </tr></thead>
                <tbody>
                    { for timeline.lanes.iter().flat_map(|lane| lane.beats.iter().filter_map(|(at, beat)| {
                        let days = *timeline.bins.get(*at as usize)?;
                        let [full, partial, paraphrased, mentioned] = *beat;
                        Some(html! {
                            <tr><th scope="row">{apart(&lane.name)}</th>
                                <td><a href={quotes_then(query, &lane.id.0, days)}>{phrases::bin(timeline.bin, days.0, days.1)}</a></td>
                                <td>{phrases::heard(full, partial, paraphrased, mentioned).join(", ")}</td></tr>
                        })
                    }).collect::<Vec<_>>()) }
                </tbody>
            </table>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{html_of, sample};

    fn props(query: Query) -> Props {
        Props {
            timeline: Rc::new(sample::timeline()),
            timed: (Stack::Source, Dated::Published),
            query,
            on: Callback::noop(),
        }
    }

    #[test]
    fn bars_lanes_and_their_table_say_the_same() {
        let html = html_of::<Timeline>(|| props(Query::default()));
        assert!(html.contains("Who was heard when") && html.contains("Outlet not named"), "{html}");
        assert_eq!(html.matches("type=\"range\"").count(), 2, "{html}");
        assert!(html.contains("aria-valuetext=\"17 Feb 2025\""), "{html}");
        assert!(html.contains("Ana Ortiz, 17 Feb 2025: 2 quotes"), "{html}");
        assert!(html.contains("1 article without a date"), "{html}");
    }

    #[test]
    fn the_thumbs_stand_where_the_dates_are() {
        let time = sample::timeline();
        let query = |from: Option<i8>, to: Option<i8>| Query {
            from: from.and_then(|day| Day::new(2025, 2, day)),
            to: to.and_then(|day| Day::new(2025, 2, day)),
            ..Query::default()
        };
        assert_eq!(chosen(&time, &query(None, None)), (0, 3));
        assert_eq!(chosen(&time, &query(Some(18), None)), (1, 3));
        assert_eq!(chosen(&time, &query(None, Some(17))), (0, 1));
        assert_eq!(chosen(&time, &query(Some(25), None)), (2, 3));
        assert_eq!(chosen(&time, &query(None, Some(1))), (0, 1));
        assert_eq!(dates(&time, 0, 3), Event::Dates(None, None));
        assert_eq!(dates(&time, 1, 2), Event::Dates(Day::new(2025, 2, 18), Day::new(2025, 2, 18)));
    }
}
