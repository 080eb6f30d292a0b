//! What should be said of a question.

use serde::{Deserialize, Serialize};

/// Something about the words typed that should be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// A quotation mark was not closed; the phrase was taken to run to the end.
    OpenPhrase,
    /// Nothing but operators or signs was typed.
    NoWords,
    /// Only the first so many words were looked for.
    TooManyWords(u32),
    /// No article has the word; those with words spelt alike are shown.
    Alike {
        /// As typed.
        typed: String,
        /// Words found in its place, the most frequent first.
        found: Vec<String>,
    },
    /// The value of this field cannot be; it was left out.
    NoValue(String),
}
