//! The index alone, for the bench in a browser: `make bench`.

#[cfg(target_arch = "wasm32")]
mod searcher {
    use verbatim::{
        find::{Clause, Term, Terms, best, forgive, matches, rank},
        index::{Field, Index, Zone},
        order,
    };
    use wasm_bindgen::prelude::wasm_bindgen;

    /// An index and the number of the next article.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Searcher {
        index: Index,
        next: u32,
    }

    #[wasm_bindgen]
    impl Searcher {
        /// An empty index.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Searcher {
            Searcher::default()
        }

        /// Adds articles: for each the length of its headline and of its text as four bytes each, little-endian, then both.
        pub fn add(&mut self, mut bytes: &[u8]) {
            while let Some((head, rest)) = bytes.split_first_chunk::<8>() {
                let [a, b, c, d, e, f, g, h] = *head;
                let lengths = [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])];
                let Some((title, rest)) = rest.split_at_checked(lengths[0] as usize) else { return };
                let Some((text, rest)) = rest.split_at_checked(lengths[1] as usize) else { return };
                let words = |bytes| std::str::from_utf8(bytes).unwrap_or("");
                let fields = [
                    Field { zone: Zone::Headline, text: words(title) },
                    Field { zone: Zone::Body, text: words(text) },
                ];
                self.index.add(self.next, &fields, &[]);
                self.next += 1;
                bytes = rest;
            }
            self.index.settle();
        }

        /// How many articles match; the best ten are found too.
        pub fn ask(&self, class: &str, words: Vec<String>) -> u32 {
            let terms = match class {
                "Phrase" => vec![Term::Phrase(words)],
                "Prefix" => words.into_iter().map(Term::Prefix).collect(),
                _ => words.into_iter().map(Term::Word).collect(),
            };
            let clauses = terms.into_iter().map(|term| Clause { any: vec![term], not: false }).collect();
            let (terms, _) = forgive(&self.index, Terms { clauses, ..Terms::default() });
            let docs = matches(&self.index, &terms).unwrap_or_default();
            let scores = rank(&self.index, &terms, &docs);
            let mut found = best(&scores, &docs, 10);
            order::by(&mut found, |a, b| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b)));
            found.truncate(10);
            std::hint::black_box(found);
            docs.len() as u32
        }

        /// Bytes of memory the index holds, its scratch given back.
        pub fn memory(&mut self) -> usize {
            self.index.rest();
            self.index.memory()
        }
    }
}

fn main() {}
