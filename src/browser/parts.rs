//! The page's own scripts and code, as the boot script left them: to start the worker from, and to make a page to share.
//!
//! They stand in the document itself (the one-file page) or beside it (a served page). The page is shown as soon as its own code
//! is here; the engine and its model may still be on their way, and the readers of all formats come last, so that nothing
//! waits for them and the page needs no network once they are here. The model is stored packed, since hosts compress code and
//! text but not unknown files.

use crate::{session, share::page::Parts};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// A field of `globalThis.verbatim`, set by `static/boot/page.js`.
fn field(name: &str) -> JsValue {
    Reflect::get(&js_sys::global(), &"verbatim".into())
        .and_then(|parts| Reflect::get(&parts, &name.into()))
        .unwrap_or(JsValue::UNDEFINED)
}

/// A part, once it has loaded.
async fn loaded(name: &str) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&field(name))).await
}

async fn text(name: &str) -> Result<String, JsValue> {
    Ok(loaded(name).await?.as_string().unwrap_or_default())
}

/// What an engine is started from.
#[derive(Clone)]
pub struct EngineParts {
    /// The worker's script.
    pub script: String,
    /// The engine's code, compiled.
    pub code: JsValue,
    /// Its weights and word lists; see [`crate::model`].
    pub model: JsValue,
    /// The rest of the code, where all of it is needed at once.
    pub later: Option<JsValue>,
}

/// What an engine is started from, once it has loaded.
///
/// # Errors
/// What the browser said, if a part did not come or is no code.
pub async fn engine() -> Result<EngineParts, JsValue> {
    let wasm: Uint8Array = loaded("workerWasm").await?.unchecked_into();
    Ok(EngineParts {
        script: text("workerScript").await?,
        code: JsFuture::from(js_sys::WebAssembly::compile(&wasm)).await?,
        model: loaded("model").await?,
        later: None,
    })
}

/// What of the engine's code comes later, compiled: see [`crate::protocol::Request::is_later`].
///
/// # Errors
/// What the browser said, if it did not come or is no code.
pub async fn engine_later() -> Result<JsValue, JsValue> {
    let wasm: Uint8Array = loaded("workerLater").await?.unchecked_into();
    JsFuture::from(js_sys::WebAssembly::compile(&wasm)).await
}

/// Waits for what of the page's own code comes later, which is all but the first view. Whether it came.
pub async fn whole() -> bool {
    loaded("whole").await.is_ok()
}

/// What a reader of all formats is started from, once it has loaded, which is last. A one-file page has none.
///
/// # Errors
/// What the browser said, if there is none or it did not come.
pub async fn reader() -> Result<EngineParts, JsValue> {
    let parts = loaded("reader").await?;
    let part = |name: &str| Reflect::get(&parts, &name.into());
    let wasm: Uint8Array = part("wasm")?.unchecked_into();
    Ok(EngineParts {
        script: part("script")?.as_string().unwrap_or_default(),
        code: JsFuture::from(js_sys::WebAssembly::compile(&wasm)).await?,
        model: loaded("model").await?,
        later: None,
    })
}

/// The articles a one-file page came with, as JSON.
pub fn data() -> Option<String> {
    field("data").as_string().filter(|data| !data.trim().is_empty())
}

/// The address at which a shared page is to open.
pub fn start() -> Option<String> {
    field("at").as_string().filter(|at| !at.is_empty())
}

/// Size of a shared page without articles, in bytes.
pub fn app_size() -> u64 {
    field("size").as_f64().unwrap_or(0.0) as u64
}

/// Whether there are readers of all formats, who also make data.
pub fn makes_data() -> bool {
    !field("reader").is_undefined()
}

/// Whether the address names articles of the same site.
pub fn published() -> bool {
    field("published").is_truthy()
}

/// Has `take` told of files that come without being dropped, as long as the page lives: what `static/boot/incoming.js` says.
pub fn incoming(take: impl Fn(String, JsValue) + 'static) {
    let Ok(incoming) = field("incoming").dyn_into::<Function>() else { return };
    let take = Closure::<dyn Fn(String, JsValue)>::new(take);
    let _ = incoming.call1(&JsValue::UNDEFINED, take.as_ref());
    take.forget();
}

/// Everything a one-file page is made of.
///
/// # Errors
/// What the browser said, if a part did not come or cannot be compressed.
pub async fn parts() -> Result<Parts, JsValue> {
    Ok(Parts {
        page_script: text("pageScript").await?,
        script_hash: text("scriptHash").await?,
        style: text("style").await?,
        style_hash: text("styleHash").await?,
        page_wasm: packed("pageWasm").await?,
        page_later: packed("pageLater").await?,
        worker_script: text("workerScript").await?,
        worker_wasm: packed("workerWasm").await?,
        worker_later: packed("workerLater").await?,
        model: packed("model").await?,
    })
}

/// Base64 of gzip of a part: as it came in a one-file page, so that what is shared on is the same to the byte, else made now.
async fn packed(name: &str) -> Result<String, JsValue> {
    if let Some(text) = field(&format!("{name}Packed")).as_string() {
        return Ok(text);
    }
    let bytes = packed_by("CompressionStream", &loaded(name).await?).await?;
    Ok(BASE64_STANDARD.encode(bytes.to_vec()))
}

/// The text inside a project file, as a file; nothing where it is none. For a page that has no reader of packed files.
pub async fn unpacked(file: &Blob) -> Option<Blob> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = Uint8Array::new(&bytes).to_vec();
    let packed = session::unseal(&bytes)?.ok()?;
    let text = packed_by("DecompressionStream", &Uint8Array::from(packed)).await.ok()?;
    Blob::new_with_blob_sequence(&Array::of1(&text)).ok()
}

/// Text or bytes through a stream that packs or unpacks gzip.
pub async fn packed_by(stream: &str, content: &JsValue) -> Result<Uint8Array, JsValue> {
    // The streams by name: they are newer than the bindings' stable set.
    let global = js_sys::global();
    let construct = |name: &str, arguments: &Array| {
        let class: Function = Reflect::get(&global, &name.into())?.dyn_into()?;
        Reflect::construct(&class, arguments)
    };
    let call = |object: &JsValue, method: &str, arguments: &Array| {
        let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
        Reflect::apply(&method, object, arguments)
    };
    let gzip = construct(stream, &Array::of1(&"gzip".into()))?;
    let blob = construct("Blob", &Array::of1(&Array::of1(content)))?;
    let stream = call(&call(&blob, "stream", &Array::new())?, "pipeThrough", &Array::of1(&gzip))?;
    let response = construct("Response", &Array::of1(&stream))?;
    let buffer: Promise = call(&response, "arrayBuffer", &Array::new())?.dyn_into()?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await?))
}
