//! Which column of a table is what: one list to choose from for each thing an article has, over the first rows as they stand.

use crate::{
    columns::Columns as Chosen,
    phrases,
    ui::{dialog::Dialog, send, text::words},
    view::{CALLED, Choosing, Event},
};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The table, and what was chosen so far.
    pub choosing: Rc<Choosing>,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The dialog.
#[component]
pub fn Columns(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { choosing, on } = props;
    let text = choosing.columns.place_of(Chosen::TEXT);
    let onsubmit = {
        let on = on.clone();
        Callback::from(move |submit: SubmitEvent| {
            submit.prevent_default();
            on.emit(Event::ReadColumns);
        })
    };
    html! {
        <Dialog title={phrases::columns_title()} class="wide" on_close={send(on, Event::Dialog(None))}>
            <p class="table-file"><bdi>{words(&choosing.table.file)}</bdi></p>
            <p class="quiet">{phrases::columns_more()}</p>
            <form class="tall" {onsubmit}>
                <div class="called">{ for CALLED.map(|called| choice(choosing, called, on)) }</div>
                {rows(choosing)}
                <p role="status">{standing(choosing, text)}</p>
                <p class="sheet-foot">
                    <button type="button" class="link" onclick={send(on, Event::Dialog(None))}>{phrases::cancel()}</button>
                    <button type="submit" class="main" disabled={text.is_none()}>{phrases::read_so(choosing.files)}</button>
                </p>
            </form>
        </Dialog>
    }
}

/// The name of a column, or its number where it has none.
fn name(choosing: &Choosing, at: usize) -> String {
    match choosing.columns.names.get(at).map(|name| name.trim()) {
        Some("") | None => phrases::column_number(at + 1),
        Some(name) => name.to_owned(),
    }
}

/// The list of columns for one thing.
fn choice(choosing: &Choosing, called: &'static str, on: &Callback<Event>) -> Html {
    let now = choosing.columns.place_of(called);
    let onchange = on.reform(move |event: yew::events::Event| {
        Event::Called(called, event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok())
    });
    html! {
        <label>
            {phrases::column(called)}
            <select {onchange}>
                <option value="" selected={now.is_none()}>{phrases::no_column()}</option>
                { for (0..choosing.columns.names.len()).map(|at| html! {
                    <option value={at.to_string()} selected={now == Some(at)}>{words(&name(choosing, at))}</option>
                }) }
            </select>
        </label>
    }
}

/// The first rows, each column under its name and what it is. The keyboard can move it sideways.
fn rows(choosing: &Choosing) -> Html {
    let columns = &choosing.columns;
    let width = columns.names.len();
    let is = |at: usize| columns.called.get(at).map_or("", |called| phrases::column(called));
    let class = |at: usize| (!is(at).is_empty()).then_some("is");
    html! {
        <div class="first-rows" role="region" tabindex="0" aria-label={phrases::first_rows()}>
            <table>
                <thead><tr>
                    { for (0..width).map(|at| html! {
                        <th scope="col" class={classes!(class(at))}>{words(&name(choosing, at))}<b>{is(at)}</b></th>
                    }) }
                </tr></thead>
                <tbody>
                    { for choosing.table.cells.chunks(width.max(1)).map(|row| html! {
                        <tr>{ for row.iter().enumerate().map(|(at, cell)| html! {
                            <td class={classes!(class(at))}>{words(cell)}</td>
                        }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// Whether it can be read so, and what would come of it.
fn standing(choosing: &Choosing, text: Option<usize>) -> String {
    let Some(text) = text else { return phrases::text_wanted().into() };
    let rows = choosing.table.cells.chunks(choosing.columns.names.len().max(1));
    let with = rows.clone().filter(|row| row.get(text).is_some_and(|cell| !cell.is_empty())).count();
    phrases::rows_with_text(&name(choosing, text), with, rows.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ui::html_of, view::Table};

    fn html(called: [&'static str; 3]) -> String {
        html_of::<Columns>(move || {
            let all = |words: [&str; 3]| words.map(str::to_owned).to_vec();
            let columns = Chosen { names: all(["kopf", "", "inhalt"]), called: all(called) };
            let cells = [all(["Fog", "1", "No boats."]), all(["Sun", "2", ""])].concat();
            let table = Rc::new(Table { file: "week.zip/a.csv".into(), columns: columns.clone(), cells });
            Props { choosing: Rc::new(Choosing { table, columns, files: 2 }), on: Callback::noop() }
        })
    }

    #[test]
    fn each_thing_has_its_list_and_the_rows_say_what_they_are() {
        let html = html(["title", "", "text"]);
        assert_eq!(html.matches("<select").count(), CALLED.len());
        assert!(html.contains("<th scope=\"col\" class=\"is\">kopf<b>Headline</b></th>"), "{html}");
        assert!(html.contains("column 2"), "{html}");
        assert!(html.contains("1 of the 2 rows shown have text in “inhalt”."), "{html}");
        assert!(html.contains("Read 2 files"), "{html}");
    }

    #[test]
    fn without_a_text_it_is_asked_for() {
        let html = html(["title", "", ""]);
        assert!(html.contains("Choose the column that holds the text."), "{html}");
        assert!(html.contains("disabled"), "{html}");
    }
}
