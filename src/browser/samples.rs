//! The sample articles: part of the page, so that trying it asks the network for nothing.

/// Name and text of each sample.
pub fn all() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}
