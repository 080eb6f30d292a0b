//! The reader's worker: every format, for the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    verbatim::browser::reader::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The reader runs in a browser: make serve");
}
