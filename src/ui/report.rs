//! What became of each file, with what can be done about it.

use crate::{
    phrases,
    protocol::{FileReport, Outcome},
    ui::{dialog::Dialog, send, text::words},
    view::{Event, Import, Line, LineState},
};
use yew::prelude::*;

/// Lines shown at most; those with trouble come first.
const MOST: usize = 500;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The files.
    pub import: Import,
    /// Where events go.
    pub on: Callback<Event>,
}

/// Those to look at first.
fn rank(line: &Line) -> u8 {
    match &line.state {
        LineState::Lost => 0,
        LineState::Done(report) => rank_of(report.outcome),
        LineState::Cancelled => 2,
        LineState::Waiting | LineState::Reading => 5,
    }
}

fn rank_of(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Failed => 0,
        Outcome::Skipped => 1,
        Outcome::Duplicate => 3,
        Outcome::Added => 4,
    }
}

/// The report.
#[component]
pub fn Report(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    let Props { import, on } = props;
    let mut lines: Vec<&Line> = import.lines.iter().map(|line| &**line).collect();
    lines.sort_by_key(|line| rank(line));
    html! {
        <Dialog title={phrases::report_title()} class="report" on_close={send(on, Event::Dialog(None))}>
            <ul class="files">
                { for lines.into_iter().take(MOST).map(|line| self::line(line, on)) }
            </ul>
        </Dialog>
    }
}

fn line(line: &Line, on: &Callback<Event>) -> Html {
    let again = |as_text| send(on, Event::Retry { number: line.number, as_text });
    let (word, class, notes) = match &line.state {
        LineState::Waiting => (phrases::waiting(), "", Vec::new()),
        LineState::Reading => (phrases::reading(), "", Vec::new()),
        LineState::Cancelled => (phrases::cancelled(), "bad", Vec::new()),
        LineState::Lost => (phrases::line_lost(), "bad", Vec::new()),
        LineState::Done(report) => {
            let bad = matches!(report.outcome, Outcome::Failed | Outcome::Skipped);
            let notes = report.notes.iter().map(phrases::note).collect();
            (phrases::outcome(report.outcome), if bad { "bad" } else { "good" }, notes)
        }
    };
    let parts = match &line.state {
        LineState::Done(report) if !report.inside.is_empty() => inside(report),
        _ => Html::default(),
    };
    let over = matches!(line.state, LineState::Done(_) | LineState::Cancelled);
    html! {
        <li key={line.number}>
            <p class="file"><bdi>{words(&line.name)}</bdi>if let Some(size) = line.size { <span class="size">{phrases::bytes(size)}</span> }</p>
            <p class={classes!("outcome", class)}>{word}</p>
            { for notes.into_iter().map(|note: String| html! { <p class="note">{note}</p> }) }
            { parts }
            if over {
                <p class="acts">
                    if line.table.is_some() {
                        <button type="button" class="link" onclick={send(on, Event::Columns(line.number))}>
                            { if class == "bad" { phrases::choose_columns() } else { phrases::change_columns() } }
                        </button>
                    }
                    if class == "bad" {
                        <button type="button" class="link" onclick={again(false)}>{phrases::retry()}</button>
                        if !line.as_text {
                            <button type="button" class="link" onclick={again(true)}>{phrases::as_text()}</button>
                        }
                    }
                    <button type="button" class="link" onclick={send(on, Event::Forget(line.number))}>{phrases::remove()}</button>
                </p>
            }
        </li>
    }
}

/// What became of each part of a file that holds several, those with trouble first.
fn inside(report: &FileReport) -> Html {
    let mut members: Vec<&FileReport> = report.inside.iter().collect();
    members.sort_by_key(|member| rank_of(member.outcome));
    let member = |member: &FileReport| {
        html! {
            <li>
                <bdi>{words(&member.name)}</bdi>{" · "}{phrases::outcome(member.outcome)}
                { for member.notes.iter().map(|note| html! { <>{" · "}{phrases::note(note)}</> }) }
            </li>
        }
    };
    html! {
        <details class="note">
            <summary>{phrases::inside(report)}</summary>
            <ul>{ for members.into_iter().take(MOST).map(member) }</ul>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        note::Note,
        protocol::FileReport,
        ui::html_of,
        view::{Incoming, View},
    };

    #[test]
    fn the_parts_of_an_archive_are_counted_and_listed_with_their_reasons() {
        let html = html_of::<Report>(|| {
            let files = Event::Files(vec![Incoming { number: 0, name: "week.zip".into() }]);
            let part = |name: &str, outcome, notes| {
                let report = FileReport::of("week.zip".into(), outcome, notes);
                FileReport::holding("week.zip".into(), FileReport { name: name.into(), ..report })
            };
            let mut report = part("week.zip/a.txt", Outcome::Added, Vec::new());
            report.join(part("week.zip/b.txt", Outcome::Added, Vec::new()));
            report.join(part("week.zip/c.pdf", Outcome::Failed, vec![Note::Locked]));
            let view = View::default().on(files).0.on(Event::Read(0, report)).0;
            Props { import: view.import, on: Callback::noop() }
        });
        assert!(html.contains("3 inside: 2 added, 1 not readable"), "{html}");
        assert!(html.find("c.pdf") < html.find("a.txt"), "{html}");
        assert!(html.contains("The file is locked with a password."), "{html}");
    }

    #[test]
    fn a_file_that_failed_stands_first_with_its_reason_and_ways_on() {
        let html = html_of::<Report>(|| {
            let incoming = |number: u32, name: &str| Incoming { number, name: name.into() };
            let files = Event::Files(vec![incoming(0, "good.txt"), incoming(1, "photo.png")]);
            let report = |name: &str, outcome, notes| FileReport::of(name.into(), outcome, notes);
            let view = View::default().on(files).0;
            let view = view.on(Event::Read(0, report("good.txt", Outcome::Added, Vec::new()))).0;
            let note = Note::NotAnArticle("PNG image".into());
            let view = view.on(Event::Read(1, report("photo.png", Outcome::Skipped, vec![note]))).0;
            Props { import: view.import, on: Callback::noop() }
        });
        assert!(html.find("photo.png") < html.find("good.txt"), "{html}");
        assert!(html.contains("Not an article: PNG image."), "{html}");
        for way in ["Retry", "Open as text", "Remove"] {
            assert!(html.contains(way), "{way} in {html}");
        }
    }
}
