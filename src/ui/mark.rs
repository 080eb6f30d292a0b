//! The four marks: how much of what somebody said is word for word. The same in rows, facets, margins and legends.

use crate::quote::QuoteKind;
use yew::prelude::*;

/// How much is word for word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A whole sentence: solid.
    Full,
    /// Some of its words: half filled.
    Partial,
    /// In the article's words: outlined.
    Paraphrase,
    /// Only named: a dot.
    Mention,
}

impl From<QuoteKind> for Voice {
    fn from(kind: QuoteKind) -> Voice {
        match kind {
            QuoteKind::Full | QuoteKind::Nested => Voice::Full,
            QuoteKind::Partial | QuoteKind::Headline => Voice::Partial,
        }
    }
}

/// A mark. The word for it always stands beside it. No component: lists draw thousands.
pub fn mark(voice: Voice) -> Html {
    let ring = html! { <circle cx="6" cy="6" r="4.6" class="ring" /> };
    let drawn = match voice {
        Voice::Full => html! { <circle cx="6" cy="6" r="5.3" class="ink" /> },
        Voice::Partial => html! { <>{ring}<path d="M6 1.4a4.6 4.6 0 0 0 0 9.2z" class="ink" /></> },
        Voice::Paraphrase => ring,
        Voice::Mention => html! { <circle cx="6" cy="6" r="2" class="ink" /> },
    };
    html! { <svg class="voice" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{drawn}</svg> }
}
