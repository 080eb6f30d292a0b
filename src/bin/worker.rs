//! The engine's worker, built for the browser by trunk.

#[cfg(target_arch = "wasm32")]
fn main() {
    verbatim::browser::worker::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The worker runs in a browser: make serve");
}
