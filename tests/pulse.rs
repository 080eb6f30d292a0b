//! Reading gives signs of life all the way: whoever waits for it can tell long work from work that has stopped.

#[path = "made/bad.rs"]
mod bad;
#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use std::{
    cell::{Cell, RefCell},
    time::{Duration, Instant},
};
use verbatim::{columns::How, engine::prepare, pulse};

thread_local! {
    static LAST: Cell<Option<Instant>> = const { Cell::new(None) };
    static SILENCES: RefCell<Vec<Duration>> = const { RefCell::new(Vec::new()) };
}

/// The times between two signs of reading a file, in order.
fn silences(bytes: &[u8]) -> Vec<Duration> {
    fn sign() {
        let now = Instant::now();
        if let Some(last) = LAST.replace(Some(now)) {
            SILENCES.with_borrow_mut(|all| all.push(now - last));
        }
    }
    pulse::listen(sign);
    LAST.set(None);
    SILENCES.take();
    sign();
    // What is found is a sign too: it goes to the page at once.
    prepare("f", &How::default(), Some(bytes), invariants::DECODE, &mut |part| {
        drop(std::hint::black_box(part));
        sign();
    });
    sign();
    SILENCES.take()
}

/// The longest silence may be so much of the whole time.
const MOST: f64 = 0.6;

#[test]
fn signs_come_all_the_way() {
    const SIZE: usize = 1 << 19;
    let said =
        "The captain met Mr Lund on the quay, and “nobody was surprised by it,” Ines Okafor said in Oslo.";
    let many = |piece: &str| piece.repeat(SIZE / piece.len());
    let text = many(&format!("{said}\n\n"));
    let page = || {
        let line = |at: usize| {
            made::line(72.0, 760.0 - 12.0 * at as f64, 10.0, "The captain met Mr Lund on the quay.")
        };
        (0..55).flat_map(line).collect::<Vec<u8>>()
    };
    let files: [(&str, Vec<u8>); 10] = [
        ("text", text.clone().into()),
        ("one line", many(&format!("{said} ")).into()),
        (
            "page",
            format!("<!doctype html><title>t</title>{}", many(&format!("<div><p>{said}</p></div>"))).into(),
        ),
        ("records", format!("[{}1]", many(&format!("{{\"title\":\"t\",\"text\":\"{said}\"}},"))).into()),
        ("table", format!("title,text\n{}", many(&format!("t,\"{said}\"\n"))).into()),
        (
            "feed",
            format!("<rss><channel>{}", many(&format!("<item><description>{said}</description></item>")))
                .into(),
        ),
        (
            "rich text",
            format!("{{\\rtf1 {}", many("{\\b The captain met Mr Lund on the quay.}\\par ")).into(),
        ),
        ("mail", format!("From: a@b\nTo: c@d\nDate: Fri, 3 May 2024 08:00:00 +0000\n\n{text}").into()),
        ("archive", bad::zip(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())])),
        ("pages", made::Pdf::of_pages(&vec![page(); 20], made::HELVETICA, "").bytes(made::Tables::Packed)),
    ];
    for (name, bytes) in files {
        // A busy machine can make one silence long, and not the same one each time.
        let share = || {
            let all = silences(&bytes);
            let longest = all.iter().max().unwrap().as_secs_f64();
            longest / all.iter().sum::<Duration>().as_secs_f64()
        };
        let shares: Vec<f64> = (0..4).map(|_| share()).take_while(|share| *share > MOST).collect();
        assert!(shares.len() < 4, "{name}: silent for so much of the whole time: {shares:.2?}");
    }
}
