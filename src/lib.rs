//! # Verbatim: who said what in saved news articles
//!
//! The bytes of a file become raw text, the text an [`article::Article`], the article its [`entity::Naming`] (who and what
//! it names) and, with that, its [`quote::Attribution`] (who says what). Each arrow is one pure function in one folder.
//!
//! The modules stand in reading order, and each names only those above it; `tests/layers.rs` holds them to it.

// 0 · words, found: a crate of its own
pub use verbatim_index::{find, index, letters, order, span};

// 1 · nouns: plain values
pub mod date;
pub mod columns;
pub mod note;
pub mod article;
pub mod raw;
pub mod entity;
pub mod quote;
pub mod query;
pub mod correction;
pub mod pulse;
pub mod token;
pub mod markup;
pub mod model;
pub mod packed;

// 2 · verbs: each turns one noun into the next
pub mod read;
pub mod parse;
pub mod identify;
pub mod attribute;
pub mod compare;

// 3 · the whole, as one value, and what page and engine say to each other
pub mod library;
pub mod session;
pub mod share;
pub mod protocol;
pub mod engine;
pub mod phrases;
pub mod plain;
#[cfg(feature = "formats")]
pub mod handout;
pub mod view;

// 4 · the browser; in unit tests its components run natively
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(any(target_arch = "wasm32", test))]
pub mod ui;
