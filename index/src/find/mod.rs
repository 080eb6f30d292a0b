//! From words typed to the articles that match, in what order, and to the places of the words in them.

mod alike;
mod exact;
mod hits;
mod matching;
mod rank;
mod terms;

pub use alike::forgive;
pub use exact::{exact, inner};
pub use hits::hits;
pub use matching::{holding, matches, places};
pub use rank::{best, rank};
pub use terms::{Clause, Term, Terms, parse};
