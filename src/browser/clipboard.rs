//! The clipboard.

use gloo::utils::window;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem};

fn blob(kind: &str, text: &str) -> Result<Blob, JsValue> {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &bag)
}

/// Puts text on the clipboard, as plain text and as HTML; programs take what they can.
///
/// # Errors
/// What the browser said where it does not allow it.
pub async fn write(text: &str, html: &str) -> Result<(), JsValue> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err(clipboard);
    }
    let clipboard = window().navigator().clipboard();
    let forms = Object::new();
    Reflect::set(&forms, &"text/plain".into(), &blob("text/plain", text)?.into())?;
    Reflect::set(&forms, &"text/html".into(), &blob("text/html", html)?.into())?;
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&forms)?;
    if JsFuture::from(clipboard.write(&Array::of1(&item))).await.is_ok() {
        return Ok(());
    }
    JsFuture::from(clipboard.write_text(text)).await.map(|_| ())
}
