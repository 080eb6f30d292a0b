//! The thin rim around the core: the only folder that names the browser.

pub mod address;
pub mod clipboard;
pub mod desk;
pub mod files;
pub mod focus;
pub mod parts;
pub mod readers;
pub mod samples;
pub mod save;
#[cfg(feature = "formats")]
pub mod reader;
pub mod worker;
