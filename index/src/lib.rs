//! Words of many texts, found: what a word is, in which texts it stands and where, and what somebody who types asks for.
//!
//! A crate of its own, since a page is built to be small and this part of it to be fast: see the profiles in `Cargo.toml`.
//! The modules stand in reading order, and each names only those above it; `tests/layers.rs` holds them to it.

pub mod span;
pub mod letters;
pub mod order;
pub mod typed;
pub mod hint;
pub mod index;
pub mod find;
