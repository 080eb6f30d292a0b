//! The facet of dates: first and last day, and how many articles each day has.

use crate::{date::Day, phrases, view::Event};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Bars at most; longer ranges are drawn several days to a bar.
const BARS: i32 = 48;

/// Room for so many bars at least, so that two days are not two walls.
const FEWEST: usize = 24;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// First day chosen.
    pub from: Option<Day>,
    /// Last day chosen.
    pub to: Option<Day>,
    /// Articles by day, sorted.
    pub days: Vec<(Day, u32)>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// Bars as (articles, whether in the range chosen), all of one length of time.
fn bars(props: &Props) -> Vec<(u32, bool)> {
    let (Some((first, _)), Some((last, _))) = (props.days.first(), props.days.last()) else {
        return Vec::new();
    };
    let since = |day: Day| day.number() - first.number();
    let step = (since(*last) + BARS) / BARS;
    let mut bars = vec![(0, false); (since(*last) / step + 1) as usize];
    for (day, count) in &props.days {
        let inside = props.from.is_none_or(|from| from <= *day) && props.to.is_none_or(|to| *day <= to);
        if let Some(bar) = bars.get_mut((since(*day) / step) as usize) {
            bar.0 += count;
            bar.1 |= inside;
        }
    }
    bars
}

/// The facet of dates.
#[component]
pub fn Dates(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let (from, to) = (props.from, props.to);
    let parse = |event: yew::events::Event| {
        event.target_unchecked_into::<HtmlInputElement>().value().parse::<Day>().ok()
    };
    let on_from = props.on.reform(move |event| Event::Dates(parse(event), to));
    let on_to = props.on.reform(move |event| Event::Dates(from, parse(event)));
    let bars = bars(props);
    let most = bars.iter().map(|(count, _)| *count).max().unwrap_or(1).max(1);
    let value = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let limits = (props.days.first().map(|day| day.0), props.days.last().map(|day| day.0));
    html! {
        <fieldset class="facet dates">
            <legend>{phrases::dates()}</legend>
            if bars.len() > 1 {
                <svg class="histogram" viewBox={format!("0 0 {} 24", bars.len().max(FEWEST) * 4)} preserveAspectRatio="none" aria-hidden="true">
                    { for bars.iter().enumerate().filter(|(_, (count, _))| *count > 0).map(|(at, (count, inside))| {
                        let height = (22 * count).div_ceil(most).max(2);
                        html! {
                            <rect x={(at * 4).to_string()} y={(24 - height).to_string()} width="3"
                                height={height.to_string()} class={if *inside { "in" } else { "out" }} />
                        }
                    }) }
                </svg>
            }
            <div class="range">
                <label>{phrases::from()}
                    <input type="date" value={value(from)} min={value(limits.0)} max={value(limits.1)} onchange={on_from} />
                </label>
                <label>{phrases::to()}
                    <input type="date" value={value(to)} min={value(limits.0)} max={value(limits.1)} onchange={on_to} />
                </label>
            </div>
            if bars.len() > 1 {
                <details class="as-table">
                    <summary>{phrases::as_table()}</summary>
                    <table>
                        <thead><tr>
                            <th scope="col">{phrases::day_column()}</th><th scope="col">{phrases::articles_column()}</th>
                        </tr></thead>
                        <tbody>
                            { for props.days.iter().rev().take(400).map(|(day, count)| html! {
                                <tr><td>{phrases::day(*day)}</td><td>{phrases::digits(*count as usize)}</td></tr>
                            }) }
                        </tbody>
                    </table>
                </details>
            }
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::html_of;

    fn date(year: i16, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    fn props(days: Vec<(Day, u32)>) -> Props {
        Props { from: Some(date(2025, 2, 18)), to: None, days, on: Callback::noop() }
    }

    #[test]
    fn each_day_has_its_place_and_the_chosen_ones_their_mark() {
        let days = vec![(date(2025, 2, 17), 2), (date(2025, 2, 19), 5)];
        assert_eq!(bars(&props(days)), [(2, false), (0, false), (5, true)]);
        assert!(bars(&props(Vec::new())).is_empty());
    }

    #[test]
    fn centuries_fit_into_the_same_few_bars() {
        let days = vec![(date(1900, 1, 1), 1), (date(2025, 2, 19), 1)];
        assert!(bars(&props(days)).len() <= BARS as usize);
    }

    #[test]
    fn the_chart_has_its_table() {
        let html = html_of::<Dates>(|| props(vec![(date(2025, 2, 17), 2), (date(2025, 2, 19), 5)]));
        assert!(html.contains("19 Feb 2025") && html.contains("As a table"), "{html}");
    }
}
