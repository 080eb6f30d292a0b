//! Why a quote is given to its speaker, and how far to rely on it.

use crate::{
    phrases,
    quote::{Confidence, Reason},
};
use yew::prelude::*;

/// What is known.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Who is meant, for those who hear the page.
    pub speaker: AttrValue,
    /// How far to rely on it.
    pub confidence: Confidence,
    /// The reasons, strongest first.
    pub why: Vec<Reason>,
}

/// “why?”, to be opened.
#[component]
pub fn Why(props: &Props) -> Html {
    later(props)
}

#[inline(never)]
fn later(props: &Props) -> Html {
    html! {
        <details class="why">
            <summary>
                if props.confidence != Confidence::Sure {
                    <span class={classes!("doubt", phrases::confidence(props.confidence))}>
                        {phrases::confidence(props.confidence)}
                    </span>
                }
                <span class="ask">{phrases::why()}</span>
                <span class="hush">{" "}{phrases::why_speaker(&props.speaker)}</span>
            </summary>
            <ul>
                { for props.why.iter().map(|reason| html! { <li>{phrases::because(&reason.what)}</li> }) }
                <li class="sure">{phrases::confidence_meaning(props.confidence)}</li>
            </ul>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quote::Because, ui::html_of};

    #[test]
    fn the_reason_is_said_in_words() {
        let html = html_of::<Why>(|| Props {
            speaker: "Ana Ortiz".into(),
            confidence: Confidence::Likely,
            why: vec![Reason { what: Because::SubjectOf("said".into()), weight: 1.0 }],
        });
        assert!(html.contains("subject of “said”") && html.contains("likely"), "{html}");
    }
}
