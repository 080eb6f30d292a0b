//! The text as it stood in the file, line by line, with what became of the lines that are no paragraph.

use crate::{article::Why, phrases, ui::text::words};
use yew::prelude::*;

/// What it shows.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The number of each line, its words, and why it is no paragraph.
    pub lines: Vec<(u32, String, Option<Why>)>,
}

/// The lines, drawn once they are asked for.
#[component]
pub fn Original(props: &Props) -> Html {
    let asked = use_state(|| false);
    later(props, asked)
}

#[inline(never)]
fn later(props: &Props, asked: UseStateHandle<bool>) -> Html {
    let drawn = *asked;
    html! {
        <details class="removed">
            <summary onclick={move |_: MouseEvent| asked.set(true)}>{phrases::original_lines()}</summary>
            if drawn { <ol>{ for props.lines.iter().map(line) }</ol> }
        </details>
    }
}

fn line((number, text, why): &(u32, String, Option<Why>)) -> Html {
    html! {
        <li>
            <span class="line-number">{number}</span>
            <span class={why.is_none().then_some("line-body")}><bdi>{words(text)}</bdi></span>
            if let Some(why) = why { <span class="line-why">{phrases::why_removed(*why)}</span> }
        </li>
    }
}
