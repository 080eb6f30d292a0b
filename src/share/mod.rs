//! From a library to what can be handed on.

pub mod data;
pub mod page;

use serde::{Deserialize, Serialize};

/// How much of the articles a shared page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShareForm {
    /// Quotes with their articles' titles, outlets and dates: no more of the text than the quoted words and who is said to
    /// have said them.
    #[default]
    Quotes,
    /// The full text.
    Full,
}
