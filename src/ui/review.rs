//! Things worth a look, one after the other: who may be one, doubtful speakers, and what articles do not tell.

use crate::{
    article::ArticleId,
    phrases,
    protocol::{Lack, Mend, QuoteRow, SameQuestion, Task, Which},
    ui::{
        mark::{Voice, mark},
        quote::said_words,
        send, submitted,
        text::{apart, names},
    },
    view::{Event, View, key_of, row_id, with_open},
};
use std::rc::Rc;
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is on screen.
    pub view: Rc<View>,
    /// This screen's address, which the ways to articles keep.
    pub base: AttrValue,
    /// Where events go.
    pub on: Callback<Event>,
}

/// The list of tasks.
#[component]
pub fn Review(props: &Props) -> Html {
    later_review(props)
}

#[inline(never)]
fn later_review(props: &Props) -> Html {
    let Props { view, base, on } = props;
    let left = (view.review.of as usize).saturating_sub(view.skipped.len().min(view.review.of as usize));
    html! {
        <div class="review-list">
            <p class="quiet">{phrases::tasks(left)}
                {" "}<button type="button" class="link" onclick={send(on, Event::History)}>{phrases::history_title()}</button>
            </p>
            if view.tasks().next().is_none() {
                <div class="nothing"><p>{phrases::no_tasks()}</p></div>
            }
            <ul class="tasks" aria-label={phrases::review_screen()}>
                { for view.tasks().enumerate().map(|(at, task)| {
                    let onfocusin = on.reform(move |_: FocusEvent| Event::At(at));
                    let later = send(on, Event::Skip(key_of(task)));
                    html! {
                        <li key={key_of(task)} id={row_id(at)} tabindex="-1" {onfocusin}>
                            { match task {
                                Task::Same(question) => same(question, on),
                                Task::Speaker(row) => speaker(row, base, on),
                                Task::Lacking(lack, number, folder, article, title) => html! {
                                    <Lacking lack={*lack} number={*number} folder={folder.clone()} article={*article} title={title.clone()}
                                        base={base.clone()} on={on.clone()} />
                                },
                            } }
                            <button type="button" class="plain later" onclick={later}>{phrases::later()}</button>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}

fn same(question: &SameQuestion, on: &Callback<Event>) -> Html {
    let SameQuestion { a, b, why } = question;
    let hush = || html! { <span class="hush">{phrases::pair(&a.1, &b.1)}</span> };
    html! {
        <>
            <div class="task">
                <p class="ask">{phrases::are_these_one()}</p>
                <p class="words"><b>{apart(&a.1)}</b>{" = "}<b>{apart(&b.1)}</b></p>
                <p class="quiet">{phrases::likeness(*why)}</p>
            </div>
            <button type="button" onclick={send(on, Event::Mend(Mend::Same(a.0.clone(), b.0.clone())))}>{phrases::merge()}{hush()}</button>
            <button type="button" class="plain" onclick={send(on, Event::Mend(Mend::NotSame(a.0.clone(), b.0.clone())))}>{phrases::not_the_same()}{hush()}</button>
        </>
    }
}

fn speaker(row: &QuoteRow, base: &str, on: &Callback<Event>) -> Html {
    let who = names(&row.speakers);
    let who = if row.speakers.is_empty() { phrases::nobody().to_owned() } else { who };
    let reasons: Vec<String> = row.why.iter().take(2).map(|reason| phrases::because(&reason.what)).collect();
    html! {
        <>
            <div class="task">
                <p class="ask">{phrases::is_this_right()}</p>
                <blockquote class="words" lang={row.lang.clone()}><p>{said_words(row)}</p></blockquote>
                <p>{mark(Voice::from(row.kind))}{" "}<b>{apart(&who)}</b>
                    {" "}<a href={format!("#{}", with_open(base, row.id.article, Some(row.id.number)))}>{apart(&row.title)}</a></p>
                <p class="quiet">{reasons.join("; ")}</p>
            </div>
            <button type="button" onclick={send(on, Event::Mend(Mend::Confirm(row.id)))}>{phrases::confirm()}<span class="hush">{": "}{apart(&who)}</span></button>
            <button type="button" class="plain" onclick={send(on, Event::Fix(Box::new(row.clone())))}>{phrases::somebody_else_said()}</button>
        </>
    }
}

/// What a lack shows.
#[derive(Clone, PartialEq, Properties)]
struct LackingProps {
    lack: Lack,
    number: u32,
    folder: String,
    article: ArticleId,
    title: String,
    base: AttrValue,
    on: Callback<Event>,
}

/// What articles do not tell, and a box to tell it.
#[component]
fn Lacking(props: &LackingProps) -> Html {
    later_lacking(props, use_node_ref())
}

#[inline(never)]
fn later_lacking(props: &LackingProps, field: NodeRef) -> Html {
    let LackingProps { lack, number, folder, article, title, base, on } = props;
    let (lack, article) = (*lack, *article);
    let which = if folder.is_empty() { Which::Article(article) } else { Which::Folder(folder.clone()) };
    let onsubmit = submitted(on, &field, move |typed| match lack {
        _ if typed.is_empty() => None,
        Lack::Outlet => Some(Event::Mend(Mend::Outlet(which.clone(), Some(typed.to_owned())))),
        Lack::Date => typed.parse().ok().map(|day| Event::Mend(Mend::Published(which.clone(), Some(day)))),
        Lack::Headline => Some(Event::Mend(Mend::Headline(article, Some(typed.to_owned())))),
    });
    let (label, kind) = match lack {
        Lack::Outlet => (phrases::outlet_label(), "text"),
        Lack::Date => (phrases::day_label(), "date"),
        Lack::Headline => (phrases::headline_label(), "text"),
    };
    html! {
        <>
            <div class="task">
                <p class="ask">{apart(&phrases::lacking(lack, *number, folder))}</p>
                <p class="words"><a href={format!("#{}", with_open(base, article, None))}>{apart(title)}</a></p>
            </div>
            <form {onsubmit}>
                <label>{label}<input type={kind} ref={field} autocomplete="off" /></label>
                <button type="submit">{phrases::set()}</button>
            </form>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        protocol::Review as Tasks,
        ui::{html_of, sample},
    };

    #[test]
    fn each_task_has_its_question_and_its_answers_and_those_put_aside_are_gone() {
        let html = |skip: bool| {
            html_of::<Review>(move || {
                let mut view = View::default();
                let question = sample::people().questions.remove(0);
                let title = "Ferry".to_owned();
                let tasks = vec![
                    Task::Same(question),
                    Task::Speaker(Box::new(sample::row())),
                    Task::Lacking(Lack::Outlet, 12, "week".into(), sample::row().id.article, title),
                ];
                if skip {
                    view.skipped.insert(key_of(&tasks[1]));
                }
                view.review = Rc::new(Tasks { of: 3, tasks });
                Props { view: Rc::new(view), base: "/review".into(), on: Callback::noop() }
            })
        };
        let all = html(false);
        assert!(all.contains("3 things worth a look") && all.contains("Right speaker?"), "{all}");
        assert!(all.contains("12 articles in week without an outlet"), "{all}");
        let fewer = html(true);
        assert!(fewer.contains("2 things worth a look") && !fewer.contains("Right speaker?"), "{fewer}");
    }
}
