//! A worker that reads files of every format beside the engine: the same program as `worker`, built with `formats`.

#[cfg(target_arch = "wasm32")]
fn main() {
    verbatim::browser::worker::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The reader runs in a browser: make serve");
}
