//! The address bar, and the few things kept between visits.

use crate::view::{Step, Theme};
use gloo::{
    storage::{LocalStorage, Storage as _},
    utils::{document_element, window},
};
use wasm_bindgen::{JsCast, JsValue};

const THEME: &str = "verbatim.theme";
const KEYS_OFF: &str = "verbatim.keys-off";

/// The part of the address behind `#`.
pub fn read() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Writes the part behind `#`.
pub fn write(address: &str, step: Step) {
    let hash = format!("#{address}");
    let Ok(history) = window().history() else { return };
    let done = match step {
        Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&hash)),
        Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&hash)),
    };
    // Browsers refuse when the address changes very often; the page goes on without.
    let _ = done;
}

/// The theme chosen on an earlier visit. Where nothing may be kept, none was.
pub fn theme() -> Theme {
    Theme::from_key(&LocalStorage::get::<String>(THEME).unwrap_or_default())
}

/// Shows the theme and keeps it.
pub fn set_theme(theme: Theme) {
    let root = document_element();
    let _ = match theme {
        Theme::Auto => root.remove_attribute("data-theme"),
        Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.key()),
    };
    let _ = LocalStorage::set(THEME, theme.key());
}

/// Whether single keys were switched off on an earlier visit.
pub fn keys_off() -> bool {
    LocalStorage::get(KEYS_OFF).unwrap_or(false)
}

/// Keeps whether single keys are off.
pub fn set_keys_off(off: bool) {
    let _ = LocalStorage::set(KEYS_OFF, off);
}

/// Asks the browser not to throw away what is kept when room gets short. It may ask the reader, or say no: it stays kept as
/// well as it was.
pub fn persist() {
    let storage = js_sys::Reflect::get(&window().navigator(), &"storage".into());
    let Ok(storage) = storage else { return };
    if let Ok(persist) = js_sys::Reflect::get(&storage, &"persist".into())
        && let Some(persist) = persist.dyn_ref::<js_sys::Function>()
    {
        let _ = persist.call0(&storage);
    }
}
