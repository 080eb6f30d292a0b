//! The thin rim around the core: the only folder that names the browser.

pub mod desk;
pub mod parts;
pub mod worker;
