//! No nesting in a file is too deep for a stack of one mebibyte, which is what a worker has at least.

#[path = "made/bad.rs"]
mod bad;
#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use std::thread::Builder;

/// Reads a file on a small stack; a stack that overflows ends the whole test.
fn on_a_small_stack(name: &'static str, bytes: Vec<u8>) {
    let read = Builder::new().name(name.to_owned()).stack_size(1 << 20).spawn(move || {
        invariants::hold_for_file(&bytes);
    });
    read.unwrap().join().unwrap_or_else(|_| panic!("{name}"));
}

#[test]
fn every_deep_file_is_read_on_a_small_stack() {
    let names = ["deep", "nested", "misnested", "parts", "laughs"];
    let deep: Vec<_> =
        bad::all().into_iter().filter(|file| names.iter().any(|name| file.name.contains(name))).collect();
    assert!(deep.len() >= 12, "{}", deep.len());
    for file in deep {
        on_a_small_stack(file.name, file.bytes);
    }
}

#[test]
fn elements_as_deep_as_they_are_kept_are_read_on_a_small_stack() {
    for tags in ["<div>", "<b>", "<table><tr><td>", "<blockquote>", "<svg><g>", "<ul><li>", "<font><p>"] {
        for depth in [300, 520, 2000] {
            let page = format!(
                "<!doctype html><title>deep</title>{}<p>The captain met Mr Lund on the quay.",
                tags.repeat(depth)
            );
            on_a_small_stack("deep page", page.into_bytes());
        }
    }
    for depth in [60, 120, 130, 1000] {
        let json = "{\"a\":[".repeat(depth) + "1" + &"]}".repeat(depth);
        on_a_small_stack("deep records", json.into_bytes());
        let xml = "<rss><channel><item>".to_owned() + &"<a>".repeat(depth) + "words" + &"</a>".repeat(depth);
        on_a_small_stack("deep feed", xml.into_bytes());
        let lists = format!("<</Type/Catalog/Pages 2 0 R/X {}{}>>", "[".repeat(depth), "]".repeat(depth));
        let mut pdf = made::Pdf::default();
        pdf.add(lists);
        pdf.add("<</Type/Pages/Kids[]/Count 1>>");
        on_a_small_stack("deep values", pdf.bytes(made::Tables::Written));
        let mut drawn = made::Pdf::of_pages(&[b"/X Do".to_vec()], made::HELVETICA, "");
        drawn.objects[4] =
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>".to_vec();
        for at in 6..6 + depth {
            let more = format!("/Subtype/Form/Resources<</XObject<</X {} 0 R>>>>", at + 1);
            drawn.add(made::stream(b"/X Do", &more));
        }
        on_a_small_stack("deep drawings", drawn.bytes(made::Tables::Written));
    }
}
