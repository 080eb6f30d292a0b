//! A reader: a worker of its own that reads files of every format, so that the engine has only to take in what was found.
//!
//! Its code carries the readers of all formats (`formats`) and is loaded with the first file that needs them.

use super::worker::DECODE;
use crate::engine::prepare;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

/// Reads files until the worker is ended.
///
/// A message is `[number, name, as_text, file]`. Each part found is posted as `[number, bytes]`, the bytes those of
/// [`crate::engine::Prepared`]; `[number]` alone says that the file is done. `["ready"]` is posted once at the start, and
/// `["stopped", why]` where a file brings the reader down.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    std::panic::set_hook(Box::new(|panic| {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let _ = scope.post_message(&Array::of2(&"stopped".into(), &panic.to_string().into()));
    }));
    #[cfg(not(feature = "embedded"))]
    crate::model::install(super::worker::model());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let number = message.get(0);
        let name = message.get(1).as_string().unwrap_or_default();
        let as_text = message.get(2).as_bool().unwrap_or(false);
        let bytes = message.get(3).dyn_into::<Blob>().ok().and_then(|file| read(&file));
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        prepare(&name, as_text, bytes.as_deref(), DECODE, &mut |prepared| {
            let part: JsValue = Uint8Array::from(prepared.to_bytes().as_slice()).into();
            let _ = scope.post_message(&Array::of2(&number, &part));
        });
        let _ = scope.post_message(&Array::of1(&number));
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&Array::of1(&"ready".into()));
}

fn read(file: &Blob) -> Option<Vec<u8>> {
    let buffer = FileReaderSync::new().ok()?.read_as_array_buffer(file).ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
