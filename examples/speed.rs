//! What `identify` and `attribute` take inside WebAssembly: built for the browser's machine and called by `benches/wasm.mjs`.

#[cfg(target_arch = "wasm32")]
mod wasm {
    use std::hint::black_box;
    use verbatim::{
        article::Article, attribute::attribute, entity::Naming, identify::identify, token::tokens,
    };
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Articles, looked through once.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Speed {
        articles: Vec<(Article, Naming)>,
    }

    #[wasm_bindgen]
    impl Speed {
        /// None yet.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Speed {
            Speed::default()
        }

        /// Takes a text as an article; gives its tokens.
        pub fn add(&mut self, text: &str) -> usize {
            let article = Article::of_text("article", text);
            let naming = identify(&article);
            self.articles.push((article, naming));
            tokens(text).len()
        }

        /// Who and what all of them name.
        pub fn identify(&self) {
            for (article, _) in &self.articles {
                black_box(identify(article));
            }
        }

        /// Who says what in all of them.
        pub fn attribute(&self) {
            for (article, naming) in &self.articles {
                black_box(attribute(article, naming));
            }
        }
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This runs inside WebAssembly: make bench");
}
