//! The page, built for the browser by trunk.

#[cfg(target_arch = "wasm32")]
fn main() {
    let _desk = verbatim::browser::desk::Desk::open();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: make serve");
}
