//! Hands a file to the browser's downloads.

use super::parts;
use crate::{
    session,
    share::page::{Content, one_file},
};
use gloo::{timers::callback::Timeout, utils::document};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to fetch what it saves, in milliseconds.
const FETCHED: u32 = 60_000;

/// Makes the one-file page with `content` in it, which opens at the address `at`, and saves it as `name`.
///
/// # Errors
/// What the browser said where it could not.
pub async fn page(name: &str, content: &Content, at: &str) -> Result<(), JsValue> {
    let parts = parts::parts().await?;
    file(name, "text/html", &one_file(&parts, content, at).into())
}

/// Makes the project file of this text and saves it as `name`.
///
/// # Errors
/// What the browser said where it could not.
pub async fn project(name: &str, text: &str) -> Result<(), JsValue> {
    let packed = parts::packed_by("CompressionStream", &text.into()).await?;
    let file = Uint8Array::from(session::seal(&packed.to_vec()).as_slice());
    self::file(name, "application/octet-stream", &file)
}

/// Saves `content`, text or bytes, as a file called `name`.
///
/// # Errors
/// What the browser said where it could not.
pub fn file(name: &str, kind: &str, content: &JsValue) -> Result<(), JsValue> {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_blob_sequence_and_options(&Array::of1(content), &bag)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(FETCHED, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
