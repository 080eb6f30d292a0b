//! Why a quote is given to its speaker, and how far to rely on it.

use crate::{
    phrases,
    quote::{Confidence, Reason},
};
use yew::prelude::*;

/// “why?”, to be opened: who is meant, for those who hear the page, how far to rely on it, and the reasons, strongest first.
pub fn why(speaker: &str, confidence: Confidence, why: &[Reason]) -> Html {
    html! {
        <details class="why">
            <summary>
                if confidence != Confidence::Sure {
                    <span class={classes!("doubt", phrases::confidence(confidence))}>
                        {phrases::confidence(confidence)}
                    </span>
                }
                <span class="ask">{phrases::why()}</span>
                <span class="hush">{" "}{phrases::why_speaker(speaker)}</span>
            </summary>
            <ul>
                { for why.iter().map(|reason| html! { <li>{phrases::because(&reason.what)}</li> }) }
                <li class="sure">{phrases::confidence_meaning(confidence)}</li>
            </ul>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quote::Because, ui::html_drawn};

    #[test]
    fn the_reason_is_said_in_words() {
        let reasons = [Reason { what: Because::SubjectOf("said".into()), weight: 1.0 }];
        let html = html_drawn(move || why("Ana Ortiz", Confidence::Likely, &reasons));
        assert!(html.contains("subject of “said”") && html.contains("likely"), "{html}");
    }
}
