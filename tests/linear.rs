//! Reading takes time in step with the text, for every reader and on texts made to be slow.
//!
//! `MEGABYTES=16 cargo test --release --test linear` doubles each text up to there (`make soak`).

#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use std::time::{Duration, Instant};
use verbatim::{
    columns::How,
    compare::{common, same},
    engine::{Engine, prepare},
    handout,
    protocol::{Reply, Request},
    query::Query,
    share::DataForm,
};

/// So many times the text...
const MORE: usize = 8;

/// ...may take so many times as long: [`DOUBLE`] for each doubling. Squares would take 64 times.
const MOST: f64 = DOUBLE * DOUBLE * DOUBLE;

/// What takes less cannot be told from chance: the memory of a longer text alone costs as much.
const LEAST: Duration = Duration::from_millis(10);

fn read(bytes: &[u8]) {
    prepare("f", &How::default(), Some(bytes), invariants::DECODE, &mut |part| {
        drop(std::hint::black_box(part))
    });
}

fn best(bytes: &[u8], pass: &impl Fn(&[u8])) -> Duration {
    let once = || {
        let start = Instant::now();
        pass(bytes);
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

/// Doubles a file until reading it takes long enough to be told from chance, then compares it with one [`MORE`] times as long.
/// Other programs on the machine can only make a run slower, so that the best of several tries counts.
fn check(name: &str, file: impl Fn(usize) -> Vec<u8>) {
    check_pass(name, file, &read);
}

fn check_pass(name: &str, file: impl Fn(usize) -> Vec<u8>, pass: &impl Fn(&[u8])) {
    if let Some(megabytes) = std::env::var("MEGABYTES").ok().and_then(|most| most.parse::<usize>().ok()) {
        return check_doubling(name, file, pass, megabytes << 20);
    }
    let mut size = 2_000;
    let mut bytes = file(size);
    while best(&bytes, pass) < LEAST && size < 1 << 20 {
        size *= 2;
        bytes = file(size);
    }
    let more = file(MORE * size);
    let mut ratios = Vec::new();
    for _ in 0..4 {
        ratios.push(best(&more, pass).as_secs_f64() / best(&bytes, pass).as_secs_f64().max(1e-6));
        if ratios.last().is_some_and(|ratio| *ratio < MOST) {
            return;
        }
    }
    panic!("{name} of {size} bytes: {MORE} times the text takes {ratios:.1?} times as long");
}

/// Twice the text takes at most so many times as long, at the largest size.
const DOUBLE: f64 = 2.5;

fn check_doubling(name: &str, file: impl Fn(usize) -> Vec<u8>, pass: &impl Fn(&[u8]), most: usize) {
    let (half, whole) = (file(most / 2), file(most));
    if best(&whole, pass) < LEAST {
        return println!("{name}: {} bytes in less than {LEAST:?}", whole.len());
    }
    let mut ratios = Vec::new();
    for _ in 0..3 {
        ratios.push(best(&whole, pass).as_secs_f64() / best(&half, pass).as_secs_f64().max(1e-6));
        if ratios.last().is_some_and(|ratio| *ratio < DOUBLE) {
            return println!("{name}: {} bytes, doubled from {}: {ratios:.2?}", whole.len(), half.len());
        }
    }
    panic!("{name} of {} bytes: twice the text takes {ratios:.2?} times as long", whole.len());
}

fn repeated(piece: &'static str) -> impl Fn(usize) -> Vec<u8> {
    move |size| piece.repeat(size / piece.len() + 1).into_bytes()
}

#[test]
fn nasty_texts() {
    check("quote marks", repeated("\""));
    check("opening marks", repeated("“"));
    check("nested marks", repeated("“He said ‘she said "));
    check("marks without words", repeated("“”‘’\"'"));
    check("one line", repeated("Mr Lund said the talks were useful and went on without any end, "));
    check("one word", repeated("a"));
    check("said", repeated("said "));
    check("blanks", repeated(" a  "));
    check("brackets", repeated("("));
    check("open quotes", repeated("“This speech goes on, Mr Lund said.\n\n"));
    check("the same line", repeated("The captain met Mr Lund on the quay.\n"));
    check("dates", repeated("May 3, 2024 12:00 PM 2024-05-03\n"));
    check("bylines", repeated("By Ana Ortiz and Jo Li and Mr Lund\n"));
    check("dashes", repeated("—"));
    check("marks on letters", repeated("e\u{301}"));
}

#[test]
fn texts_with_ever_more_names() {
    let names = |size: usize| {
        let one = |at: usize| {
            let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
            format!("Mr A{}{}{}{}son", letter(at), letter(at / 26), letter(at / 676), letter(at / 17_576))
        };
        let all: Vec<String> = (0..size / 14).map(one).collect();
        (all.join(" and ") + " said “yes”.").into_bytes()
    };
    check("names", names);
    let speakers = |size: usize| {
        let one = |at: usize| {
            format!(
                "“It is number {at} of them,” said Maria Ortega{at}. She said that the {at}th was hers.\n\n"
            )
        };
        (0..size / 80).map(one).collect::<String>().into_bytes()
    };
    check("speakers", speakers);
    let named = |name: fn(usize) -> String| {
        move |size: usize| (0..size / 60).map(|at| name(at) + "\n\n").collect::<String>().into_bytes()
    };
    let alike = |at: usize| format!("Maria Ortega{at} spoke. “Yes,” Maria said. Ortega{at} left.");
    check("one given name", named(alike));
    check(
        "one family name",
        named(|at| format!("Ma{at}ria Ortega spoke, and Mr. Ortega said “no” to Ma{at}ria.")),
    );
}

/// Takes a file into a library, where everyone whom it names meets everyone else.
fn take_in(bytes: &[u8]) {
    let mut engine = Engine::new(invariants::DECODE);
    std::hint::black_box(engine.answer(Request::Read { name: "f".into(), how: How::default() }, Some(bytes)));
}

/// As many names as a long list has, in one article and each in an article of its own.
#[test]
fn people_of_a_library() {
    let word = |at: usize| -> String {
        let letter = |at: usize| char::from(b'a' + (at % 20) as u8);
        (0..5).map(|place| letter(at / 20usize.pow(place))).collect()
    };
    let article = move |text: fn(&str) -> String| {
        move |size: usize| (0..size / 60).map(|at| text(&word(at)) + "\n\n").collect::<String>().into_bytes()
    };
    check_pass(
        "all of one family",
        article(|word| format!("Ma{word} Ortega spoke, and Mr. Ortega said “no” to Ma{word}.")),
        &take_in,
    );
    check_pass(
        "all of one given name",
        article(|word| format!("Maria Lo{word} spoke. “Yes,” Maria said. Lo{word} left.")),
        &take_in,
    );
    check_pass(
        "all apart",
        article(|word| format!("Ma{word} Lo{word} spoke to Dr. Lo{word}. “Yes,” Lo{word} said.")),
        &take_in,
    );
    let articles = move |text: fn(&str) -> String| {
        move |size: usize| {
            let line = |at: usize| format!("{{\"title\":\"On {at}\",\"text\":\"{}\"}}\n", text(&word(at)));
            (0..size / 250).map(line).collect::<String>().into_bytes()
        }
    };
    // A family is held against itself up to the number from which a key tells nothing, so these are doubled from five hundred on.
    check_doubling(
        "articles of one family",
        articles(|word| {
            format!(
                "Ma{word} Ortega spoke on the quay, and nobody was surprised by it. Mr. Ortega said it was late, and that nobody had come to hear of it at all. Later Ma{word} Ortega left."
            )
        }),
        &take_in,
        250_000,
    );
    check_doubling(
        "articles with a middle name each",
        articles(|word| {
            format!(
                "George Ma{word} Ward spoke on the quay, and nobody was surprised by it. Mr. Ward said it was late, and that nobody had come to hear of it at all. Later George Ward left."
            )
        }),
        &take_in,
        250_000,
    );
}

#[test]
fn formats() {
    let text = "The captain met Mr Lund on the quay, and nobody was surprised by it. ";
    check("page", move |size| {
        format!("<!doctype html><title>t</title>{}", format!("<div><p>{text}</p></div>").repeat(size / 90))
            .into_bytes()
    });
    check("misnested page", |size| {
        format!("<!doctype html><p>{}", "<b><i></b>words</i>".repeat(size / 18)).into_bytes()
    });
    check("open elements", |size| format!("<!doctype html>{}", "<div>".repeat(size / 5)).into_bytes());
    check("comments", |size| format!("<!doctype html>{}", "<!-- <p>".repeat(size / 8)).into_bytes());
    check("entities", |size| format!("<!doctype html><p>{}", "&amp".repeat(size / 4)).into_bytes());
    check("open brackets", |size| format!("<!doctype html><p>{}", "<".repeat(size)).into_bytes());
    check("records", move |size| {
        format!("[{}1]", format!("{{\"title\":\"t\",\"text\":\"{text}\"}},").repeat(size / 95)).into_bytes()
    });
    check("escapes", |size| format!("[{{\"text\":\"{}\"}}]", "\\ud800".repeat(size / 6)).into_bytes());
    check("table", move |size| {
        format!("title,text\n{}", format!("t,\"{text}\"\n").repeat(size / 75)).into_bytes()
    });
    check("open quote in a table", |size| format!("title,text\n\"{}", "a,b\n".repeat(size / 4)).into_bytes());
    check("feed", move |size| {
        format!(
            "<rss><channel>{}",
            format!("<item><description>{text}</description></item>").repeat(size / 110)
        )
        .into_bytes()
    });
    check("rich text", move |size| {
        format!("{{\\rtf1 {}", format!("{{\\b {text}}}\\par ").repeat(size / 80)).into_bytes()
    });
    check("groups", |size| format!("{{\\rtf1 {}", "{".repeat(size)).into_bytes());
    check("mail", move |size| {
        format!("From: a@b\nTo: c@d\nDate: Fri, 3 May 2024 08:00:00 +0000\n\n{}", text.repeat(size / 70))
            .into_bytes()
    });
    check("box of mail", |size| {
        "From a\nFrom: a@b\nTo: c@d\nDate: x\n\nwords\n\n".repeat(size / 45).into_bytes()
    });
    check("web archive", |size| {
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
            .repeat(size / 60)
            .into_bytes()
    });
}

#[test]
fn data_of_an_article_of_many_quotes() {
    let file = |size: usize| {
        let one = |n: usize| format!("“The talks of {n} were useful,” Mr Lund said on Tuesday. ");
        (0..size / 60).map(one).collect::<String>().into_bytes()
    };
    for form in DataForm::ALL {
        check_pass(&format!("{form:?}"), file, &|bytes| {
            let mut engine = Engine::new(invariants::DECODE);
            engine.answer(Request::Read { name: "f".into(), how: How::default() }, Some(bytes));
            let Reply::Project { text } = engine.answer(Request::Project, None) else {
                panic!("a text comes")
            };
            std::hint::black_box(handout::of_text(&text, &Query::default(), form));
        });
    }
}

#[test]
fn documents_for_printing() {
    let page = |lines: usize| -> Vec<u8> {
        (0..lines)
            .flat_map(|at| {
                made::line(
                    72.0,
                    760.0 - 12.0 * at as f64,
                    10.0,
                    "The captain met Mr Lund on the quay, and nobody spoke.",
                )
            })
            .collect()
    };
    check("pages", |size| {
        made::Pdf::of_pages(&vec![page(55); size / 4000 + 1], made::HELVETICA, "").bytes(made::Tables::Packed)
    });
    check("one long page", |size| {
        made::Pdf::of_pages(&[page(size / 90)], made::HELVETICA, "").bytes(made::Tables::Written)
    });
    // What stands where on a page is looked at piece by piece.
    let placed = |place: fn(f64) -> (f64, f64, f64), words: &str, size: usize| {
        let line = |at: usize| {
            let (x, y, letters) = place(at as f64);
            made::line(x, y, letters, words)
        };
        let content: Vec<u8> = (0..size / 50).flat_map(line).collect();
        made::Pdf::of_pages(&[content], made::HELVETICA, "").bytes(made::Tables::Written)
    };
    check("large letters", |size| {
        let place = |at: f64| {
            let is_large = at % 5.0 < 2.0;
            (if is_large { 5000.0 } else { 72.0 }, 700.0 - 12.0 * at, if is_large { 40.0 } else { 10.0 })
        };
        placed(place, "Ab", size)
    });
    check("a line of many columns", |size| placed(|at| (90.0 * at, 700.0, 10.0), "Nobody spoke.", size));
    check("steps", |size| placed(|at| (90.0 * at, 700.0 - 0.01 * at, 10.0), "Nobody spoke.", size));
    check("steps of columns", |size| placed(|at| (90.0 * at, 700.0 - 8.0 * at, 10.0), "Nobody spoke.", size));
    check("lines that part words", |size| placed(|at| (72.0, 700.0 - 12.0 * at, 10.0), "nobody-", size));
    check("columns", |size| {
        placed(|at| (90.0 * (at % 400.0), 700.0 - 12.0 * (at / 400.0).floor(), 10.0), "Nobody spoke.", size)
    });
    check("heads", |size| [b"%PDF-1.7\n".to_vec(), b"1 0 obj [".repeat(size / 9)].concat());
    check("streams without end", |size| {
        [b"%PDF-1.7\n".to_vec(), b"1 0 obj <<>> stream\n".repeat(size / 20)].concat()
    });
    check("trailers", |size| [b"%PDF-1.7\n".to_vec(), b"trailer << /A ".repeat(size / 14)].concat());
}

#[test]
fn sets_of_articles_side_by_side() {
    // A turn of speech in every quote is what would pair all with all.
    let quotes = |size: usize| {
        let one = |n: usize| format!("at the end of the day {n} {n}a {n}b {n}c {n}d {n}e {n}f\n");
        (0..size / 45).map(one).collect::<String>().into_bytes()
    };
    check_pass("quotes alike", quotes, &|bytes| {
        let text = String::from_utf8_lossy(bytes);
        std::hint::black_box(same::same(&text.lines().collect::<Vec<_>>()));
    });
    let halves = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        std::hint::black_box(common::shared(&[(0, &text), (1, &text)]));
    };
    check_pass(
        "texts in common",
        repeated("The captain met Mr Lund on the quay and nobody spoke again. "),
        &halves,
    );
    check_pass("one word in common", repeated("again "), &halves);
}
