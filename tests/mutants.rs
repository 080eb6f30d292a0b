//! Files of every format, changed by chance with a fixed seed: whatever comes of them, the invariants hold.
//!
//! `MUTANTS=1000000 cargo test --release --test mutants` is the long run (`make soak`).

#[path = "made/bad.rs"]
mod bad;
#[path = "made/invariants.rs"]
mod invariants;
#[path = "made/pdf.rs"]
mod made;

use rayon::prelude::*;
use std::{panic::catch_unwind, time::Instant};

/// Numbers that are the same in every run (xorshift64*).
struct Chance(u64);

impl Chance {
    /// Those of a seed.
    fn of(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Fewer than so many pieces in a row.
    fn some(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.next(most)).map(|_| pieces[self.next(pieces.len())]).collect()
    }

    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }
}

/// What formats are told by, and what their readers trip over.
const TOKENS: [&[u8]; 40] = [
    b"<",
    b">",
    b"</p>",
    b"<table>",
    b"<!--",
    b"\"",
    b"'",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b")",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b"\xe2\x80",
    b"\xff",
    b"\0",
    b"\r\n",
    b"\n\n",
    b",",
    b";",
    b"&#x110000;",
    b"\\ud800",
    b"\\u-1?",
    b"\\bin9",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b" obj",
    b"endstream",
    b"<<",
    b">>",
    b" 0 R",
    b"WARC/1.0\r\n",
    b"From ",
    b"Content-Length: 9",
    b"99999999999",
    b"-1",
    b" said ",
];

fn mutant(seed: u64, bases: &[Vec<u8>]) -> Vec<u8> {
    let mut chance = Chance::of(seed);
    let mut bytes = bases[chance.next(bases.len())].clone();
    for _ in 0..1 + chance.next(6) {
        let at = chance.next(bytes.len() + 1);
        let end = (at + 1 + chance.next(64)).min(bytes.len());
        match chance.next(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.next(8),
            1 if at < bytes.len() => bytes[at] = chance.next(256) as u8,
            2 => drop(bytes.drain(at..end.max(at))),
            3 => {
                let part = bytes[at..end.max(at)].to_vec();
                let to = chance.next(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            4 => {
                let other = &bases[chance.next(bases.len())];
                let from = chance.next(other.len() + 1);
                let part = other[from..(from + 1 + chance.next(300)).min(other.len()).max(from)].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes.truncate(at),
            _ => {
                let token = TOKENS[chance.next(TOKENS.len())].repeat(1 + chance.next(3));
                bytes.splice(at..at, token);
            }
        }
    }
    bytes
}

/// What newsrooms and their pages put above, beside and below an article, and people between their words.
const PIECES: [&str; 72] = [
    "By ",
    "BY ",
    "Ines Okafor",
    "INES OKAFOR",
    "Mr Lund",
    " and ",
    ", ",
    ". ",
    ": ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "Feb 18, 2025",
    "February 18",
    "18 February 2025",
    "2025-02-18",
    "18/02/2025",
    "18.02.2025",
    "Tuesday",
    "1:06",
    " PM",
    " p.m.",
    "T13:06",
    " (",
    ")",
    "[",
    "]",
    "EST",
    "ET",
    "+01:00",
    " Uhr",
    "Updated ",
    "Published ",
    "5 min read",
    " | ",
    " • ",
    " — ",
    " - ",
    "/",
    "(Reuters) - ",
    "AP",
    "DOVER, ",
    "Photo: ",
    "Getty Images",
    "© 2025",
    "Share",
    "Read more",
    "Related: ",
    "Advertisement",
    "https://example.org/a",
    "@harbour",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "’s ",
    " said",
    " told reporters",
    " according to ",
    "he ",
    "the mayor",
    "Q: ",
    "LUND: ",
    "Halden Bay",
    "The ferry stays in the harbour",
    "Nobody told us anything",
    "é",
    "İ",
    "🚢",
];

/// An article with lines put together by chance above, inside and below it.
fn put_together(seed: u64) -> Vec<u8> {
    let mut chance = Chance::of(seed);
    let mut text = String::new();
    for paragraph in 0..3 {
        text.push_str(&chance.some(&PIECES, 24));
        if paragraph < 2 {
            text.push_str("\nThe last ferry to the island left on Tuesday, and nobody in the harbour knew when the next would come.\n");
        }
    }
    text.into_bytes()
}

/// What pages put around an article, and into it.
const TAGS: [&str; 48] = [
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<h2 class=\"kicker\">",
    "</h2>",
    "<div class=\"related\">",
    "<div itemprop=\"articleBody\">",
    "</div>",
    "<article>",
    "</article>",
    "<figure>",
    "<figcaption>",
    "</figcaption></figure>",
    "<img src=\"a.jpg\" alt=\"A ferry\">",
    "<time datetime=\"2025-02-18T13:06:00+01:00\">",
    "<time>",
    "</time>",
    "<span class=\"byline\">",
    "<a rel=\"author\" href=\"/by\">",
    "<a href=\"https://example.org/a\">",
    "</a>",
    "</span>",
    "<ul>",
    "<li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<q>",
    "</q>",
    "<br>",
    "<b>",
    "<table><tr><td>",
    "</table>",
    "<pre>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"author\":[{\"name\":\"Ines\"}],\"datePublished\":\"",
    "\"}</script>",
    "<meta property=\"og:title\" content=\"",
    "<meta name=\"author\" content=\"",
    "\">",
    "<svg>",
    "<template>",
    "&nbsp;",
    "&#x201c;",
];

/// A page whose elements are put together by chance, with an article in their midst.
fn page_put_together(seed: u64) -> Vec<u8> {
    let mut chance = Chance::of(seed);
    let mut text = String::from("<!doctype html><html><head><title>The ferry stays</title>");
    for paragraph in 0..4 {
        for _ in 0..chance.next(20) {
            let pieces: &[&str] = if chance.next(3) == 0 { &PIECES } else { &TAGS };
            text.push_str(pieces[chance.next(pieces.len())]);
        }
        if paragraph < 3 {
            text.push_str(
                "<p>The last ferry to the island left on Tuesday, and nobody knew when the next would come.",
            );
        }
    }
    text.into_bytes()
}

/// A record of an export, whatever form it has, whose fields are put together by chance.
fn record_put_together(seed: u64) -> Vec<u8> {
    const ARTICLE: &str = "The last ferry to the island left on Tuesday, and nobody in the harbour knew when the next would come.";
    let mut chance = Chance::of(seed);
    let form = chance.next(6);
    let mut field = |most: usize| {
        let text = chance.some(&PIECES, most);
        if form == 0 { text } else { text.replace("\n\n", " ") }
    };
    let [title, author, date, link, lead] = [field(6), field(6), field(5), field(3), field(16)];
    let text = match form {
        0 => serde_json::json!({ "title": title, "authors": [author], "date": date, "url": link, "text": format!("{lead} {ARTICLE}") }).to_string(),
        1 => {
            let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let row = [title, author, date, link, format!("{lead} {ARTICLE}")].map(|text| cell(&text)).join(",");
            format!("title,author,date,url,text\n{row}\n")
        }
        2 => format!("From: {author}\nSubject: {title}\nDate: {date}\nContent-Type: text/plain\n\n{lead}\n\n{ARTICLE}\n"),
        3 => format!(
            "<?xml version=\"1.0\"?><rss><channel><title>{link}</title><item><title>{title}</title><author>{author}</author><pubDate>{date}</pubDate>\
             <description>{lead} {ARTICLE}</description></item></channel></rss>"
        ),
        4 => format!("---\ntitle: {title}\nauthor: {author}\ndate: {date}\n---\n# {title}\n\n{lead}\n\n> {ARTICLE}\n"),
        _ => format!("{{\\rtf1\\ansi{{\\info{{\\title {title}}}{{\\author {author}}}}}{lead}\\par {ARTICLE}\\par {date}}}"),
    };
    text.into_bytes()
}

/// How many files each test makes.
fn count() -> u64 {
    std::env::var("MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000)
}

/// Reads files by their seeds, every sixteenth into a library as well, and tells those for which an invariant does not hold.
fn hold(make: impl Fn(u64) -> Vec<u8> + Sync) {
    let count = count();
    let broken: Vec<String> = (0..count)
        .into_par_iter()
        .filter_map(|seed| {
            let bytes = make(seed);
            let start = Instant::now();
            let held = catch_unwind(|| {
                invariants::hold_for_file(&bytes);
                if seed % 16 == 0 {
                    invariants::hold_for_library(&bytes);
                }
            });
            let why = held.err().map(|why| {
                let said = why.downcast_ref::<String>().cloned();
                said.or_else(|| why.downcast_ref::<&str>().map(|&said| said.to_owned())).unwrap_or_default()
            });
            let slow = (start.elapsed().as_secs() > 20).then(|| format!("took {:?}", start.elapsed()));
            why.or(slow).map(|why| format!("seed {seed}: {why:.300}\n{:?}", String::from_utf8_lossy(&bytes)))
        })
        .collect();
    assert!(broken.is_empty(), "{} of {count}; the first: {:.3000}", broken.len(), broken[0]);
}

#[test]
fn ten_thousand_mutants_keep_the_invariants() {
    const LARGEST: usize = 3000;
    let bases: Vec<Vec<u8>> =
        bad::all().into_iter().map(|file| file.bytes).filter(|bytes| bytes.len() <= LARGEST).collect();
    assert!(bases.len() > 50, "{}", bases.len());
    hold(|seed| mutant(seed, &bases));
}

#[test]
fn lines_put_together_by_chance_keep_the_invariants() {
    hold(put_together);
}

#[test]
fn pages_put_together_by_chance_keep_the_invariants() {
    hold(page_put_together);
}

#[test]
fn records_put_together_by_chance_keep_the_invariants() {
    hold(record_put_together);
}
