//! # Verbatim: who said what in saved news articles
//!
//! The bytes of a file become raw text, the text an [`article::Article`], the article its [`entity::Naming`] (who and what
//! it names) and, with that, its [`quote::Attribution`] (who says what). Each arrow is one pure function in one folder.
//!
//! The modules stand in reading order, and each names only those above it; `tests/layers.rs` holds them to it.

// 1 · nouns: plain values
pub mod span;
pub mod date;
pub mod note;
pub mod article;
pub mod entity;
pub mod quote;
pub mod query;
pub mod token;

// 2 · verbs: each turns one noun into the next
pub mod identify;
pub mod attribute;
