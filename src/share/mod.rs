//! From a library to what can be handed on.

pub mod page;
