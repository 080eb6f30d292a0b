//! The page, built for the browser by trunk.

#[cfg(target_arch = "wasm32")]
fn main() {
    use verbatim::{
        browser::{desk::Desk, parts},
        ui::app,
    };
    app::start(Desk::open(), parts::data());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: make serve");
}
