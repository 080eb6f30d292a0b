//! The thin rim around the core: the only folder that names the browser.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod desk;
pub mod files;
pub mod focus;
pub mod keeper;
pub mod library;
pub mod parts;
pub mod readers;
pub mod reading;
pub mod samples;
pub mod save;
pub mod speech;
pub mod store;
pub mod worker;
