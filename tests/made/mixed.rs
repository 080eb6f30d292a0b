//! Files of every format that is read, and of some that are not, each with what must become of it.

#[path = "zip.rs"]
mod packer;

use crate::pdf::{self, HELVETICA, Pdf, Tables};
use std::{collections::BTreeMap, io::Write};
use verbatim::protocol::Outcome;

/// How many members of a file come to which end.
pub type Tally = BTreeMap<Outcome, usize>;

fn tally(added: usize, duplicates: usize, skipped: usize, failed: usize) -> Tally {
    let all = [
        (Outcome::Added, added),
        (Outcome::Duplicate, duplicates),
        (Outcome::Skipped, skipped),
        (Outcome::Failed, failed),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

fn join(a: &Tally, b: &Tally) -> Tally {
    let mut sum = a.clone();
    for (outcome, count) in b {
        *sum.entry(*outcome).or_default() += count;
    }
    sum
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    packer::zip(&files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

/// Paragraphs of an article that no other number has.
fn paragraphs(number: usize) -> Vec<String> {
    let towns = ["Varda", "Lunde", "Sorby", "Ostmark", "Felling", "Harrow", "Teal", "Quill"];
    let town = towns[number % towns.len()];
    vec![
        format!(
            "The council of {town} met for the {number}th time on Monday and talked about the ferry that the town has lost."
        ),
        format!(
            "“We have waited {number} days for an answer,” the mayor of {town} said, and nobody in the hall was surprised."
        ),
        format!(
            "A decision is expected before the end of the month, when {number} people will have signed the letter."
        ),
    ]
}

fn named(files: &[(&str, String)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.clone().into_bytes())).collect()
}

/// The kind whose text is that of the first kind.
const SAME: usize = 17;
/// Archives in archives.
const DEEPEST: usize = 2;

/// How many kinds there are: files whose numbers differ by this are of one kind.
const KINDS: usize = 37;

/// A file of the kind that its number says, and what must become of it. `depth` archives lie around it.
pub fn file(number: usize, depth: usize) -> (String, Vec<u8>, Tally) {
    let words = paragraphs(number);
    let text = words.join("\n\n");
    let html = format!(
        "<!doctype html><html><head><title>Ferry {number}</title><style>p {{}}</style></head><body><nav><a href=x>Home</a></nav>\
         <article><h1>Ferry {number}</h1><p>{}</p></article></body></html>",
        words.join("</p><p>")
    );
    let json = |from: usize, to: usize| {
        let records = (from..to).map(|part| {
            let text = paragraphs(number * 1000 + part).join(" ");
            serde_json::json!({ "title": format!("Ferry {number}.{part}"), "content": text, "url": "https://a.example" })
        });
        records.collect::<Vec<_>>()
    };
    let one = tally(1, 0, 0, 0);
    let (ending, bytes, expect) = match number % KINDS {
        0 | 1 => ("txt", text.into_bytes(), one),
        2 => ("html", html.into_bytes(), one),
        3 => {
            let mut records = json(0, 3);
            records.push(serde_json::json!({ "title": "A bookmark", "url": "https://b.example" }));
            ("json", serde_json::json!({ "articles": records }).to_string().into_bytes(), tally(3, 0, 1, 0))
        }
        4 => {
            let mut lines: Vec<String> = json(0, 4).iter().map(ToString::to_string).collect();
            lines.push("{\"title\": \"cut off".to_owned());
            ("jsonl", lines.join("\n").into_bytes(), tally(4, 0, 0, 1))
        }
        5 => {
            let rows = (0..3).map(|part| {
                format!(
                    "Ferry {part},\"{}\"\n",
                    paragraphs(number * 1000 + part).join(" ").replace('"', "\"\"")
                )
            });
            ("csv", format!("Title,Full text\n{}", rows.collect::<String>()).into_bytes(), tally(3, 0, 0, 0))
        }
        6 => {
            let items = (0..2).map(|part| {
                let text = paragraphs(number * 1000 + part).join("&lt;/p&gt;&lt;p&gt;");
                format!("<item><title>Ferry {part}</title><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>")
            });
            let feed =
                format!("<?xml version='1.0'?><rss><channel>{}</channel></rss>", items.collect::<String>());
            ("xml", feed.into_bytes(), tally(2, 0, 0, 0))
        }
        7 => {
            let body: String =
                words.iter().map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")).collect();
            let files =
                [("word/document.xml".to_owned(), format!("<w:document>{body}</w:document>").into_bytes())];
            ("docx", zip(&files), one)
        }
        8 => (
            "rtf",
            format!("{{\\rtf1\\ansi {}}}", words.join("\\par ").replace(['“', '”'], "\"")).into_bytes(),
            one,
        ),
        9 => {
            let head = "From: a@a.example\r\nTo: b@a.example\r\nDate: Fri, 3 May 2024 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
            ("eml", format!("{head}Subject: Ferry {number}\r\n\r\n{text}").into_bytes(), one)
        }
        10 => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            ("txt.gz", encoder.finish().unwrap(), one)
        }
        11 => {
            let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
            let record = format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            );
            ("warc", record.into_bytes(), one)
        }
        12 => ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), tally(0, 0, 1, 0)),
        13 => ("txt", Vec::new(), tally(0, 0, 1, 0)),
        14 => ("txt", b" \n\t\n".to_vec(), tally(0, 0, 1, 0)),
        15 => ("js", b"function f(a) { return a.b(c); } var x = f(1);\n".repeat(9), tally(0, 0, 1, 0)),
        // Cut off in the middle of its directory.
        16 => ("zip", zip(&[("a.txt".to_owned(), text.into_bytes())])[..60].to_vec(), tally(0, 0, 0, 1)),
        // The same text as that of a file before it.
        SAME => ("txt", paragraphs(number - SAME).join("\r\n\r\n").into_bytes(), tally(0, 1, 0, 0)),
        18 => ("md", format!("# Ferry {number}\n\n{text}\n").into_bytes(), one),
        19 => {
            let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">";
            (
                "xhtml",
                html.replace("<!doctype html>", head).replace("<html>", "<html xmlns=\"x\">").into_bytes(),
                one,
            )
        }
        20 => {
            let rows = (0..2).map(|part| {
                format!("Ferry {part}\t{}\t2024-05-03\n", paragraphs(number * 1000 + part).join(" "))
            });
            (
                "tsv",
                format!("Title\tText\tDate\n{}", rows.collect::<String>()).into_bytes(),
                tally(2, 0, 0, 0),
            )
        }
        21 => {
            let entries = (0..2).map(|part| {
                let text = paragraphs(number * 1000 + part).join("&lt;/p&gt;&lt;p&gt;");
                format!("<entry><title>Ferry {part}</title><content type='html'>&lt;p&gt;{text}&lt;/p&gt;</content></entry>")
            });
            ("atom", format!("<feed>{}</feed>", entries.collect::<String>()).into_bytes(), tally(2, 0, 0, 0))
        }
        22 => {
            let body: String = words.iter().map(|words| format!("<text:p>{words}</text:p>")).collect();
            let files = [
                ("content.xml", format!("<office:text>{body}</office:text>")),
                ("META-INF/manifest.xml", "<manifest/>".to_owned()),
            ];
            ("odt", zip(&named(&files)), one)
        }
        23 => {
            let chapter = |part: usize| {
                format!(
                    "<html><body><h1>Part {part}</h1><p>{}</p></body></html>",
                    paragraphs(number * 1000 + part).join("</p><p>")
                )
            };
            let files = [
                ("META-INF/container.xml", "<container/>".to_owned()),
                ("OEBPS/content.opf", "<package/>".to_owned()),
                ("OEBPS/nav.xhtml", "<html><body>Part 1</body></html>".to_owned()),
                ("OEBPS/1.xhtml", chapter(1)),
                ("OEBPS/2.xhtml", chapter(2)),
            ];
            ("epub", zip(&named(&files)), tally(2, 0, 0, 0))
        }
        24 => {
            let head = format!(
                "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://a.example/{number}\r\nSubject: Ferry\r\n\
                 Date: Sun, 5 May 2024 08:00:00 +0000\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            );
            ("mhtml", format!("{head}{html}\r\n--b--\r\n").into_bytes(), one)
        }
        25 => {
            let letters = (0..3).map(|part| {
                let text = paragraphs(number * 1000 + part).join("\n\n");
                format!(
                    "From a Fri May  3 08:00:00 2024\nFrom: a@a.example\nTo: b@a.example\nDate: Fri, 3 May 2024 08:00:00 +0000\n\
                     MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nSubject: Ferry {part}\n\n{text}\n\n"
                )
            });
            ("mbox", letters.collect::<String>().into_bytes(), tally(3, 0, 0, 0))
        }
        26 => {
            let lines = words.iter().flat_map(|words| words.split(", ")).enumerate();
            let page = lines.flat_map(|(at, words)| pdf::line(72.0, 720.0 - 14.0 * at as f64, 11.0, words));
            ("pdf", Pdf::of_pages(&[page.collect()], HELVETICA, "").bytes(Tables::Packed), one)
        }
        27 => {
            let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
            let warc = format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            );
            let files = [
                ("datapackage.json", "{\"profile\": \"data-package\"}".to_owned()),
                ("pages/pages.jsonl", "{\"url\": \"https://a.example/\"}".to_owned()),
                ("archive/data.warc", warc),
            ];
            ("wacz", zip(&named(&files)), one)
        }
        28 => {
            let articles = (1..3).map(|part| {
                let text = paragraphs(number * 1000 + part).join("\n\n");
                format!("{part} of 2 DOCUMENTS\n\nThe Harbour Post\n\nMay {part}, 2019 Friday\n\nHEADLINE: Ferry\n\nLENGTH: 60 words\n\nBODY:\n\n{text}\n\nLOAD-DATE: May 9, 2019\n\nLANGUAGE: ENGLISH\n\n")
            });
            ("txt", articles.collect::<String>().into_bytes(), tally(2, 0, 0, 0))
        }
        // A table of which nobody has said what its columns are.
        29 => {
            let cell = text.replace('\n', " ").replace('"', "\"\"");
            ("csv", format!("nr;kopf;inhalt\n1;Ferry;\"{cell}\"\n").into_bytes(), tally(0, 0, 1, 0))
        }
        30 => ("txt", text.encode_utf16().flat_map(u16::to_le_bytes).collect(), one),
        31 => ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), tally(0, 0, 0, 1)),
        32 => ("xlsx", zip(&named(&[("xl/workbook.xml", "<workbook/>".to_owned())])), tally(0, 0, 1, 0)),
        33 => ("opml", b"<opml><body><outline text='a'/></body></opml>".to_vec(), tally(0, 0, 1, 0)),
        34 => ("pdf", b"%PDF-1.7\nnothing".to_vec(), tally(0, 0, 0, 1)),
        35 => ("bin", [0, 1, 2, 3, 200, 0, 7, 9, 255, 0, 0, 4].repeat(40), tally(0, 0, 1, 0)),
        // An archive of files of all kinds, the last of which is an archive again.
        _ if depth < DEEPEST => {
            let first = (1_000_000 * (depth + 1) + number) * KINDS;
            let kinds = (0..7).map(|part| (number / KINDS * 7 + part) % (KINDS - 1));
            // Of a text that stands in no other file none is a duplicate.
            let kinds = kinds.filter(|kind| *kind != SAME).chain([KINDS - 1]);
            let inside: Vec<_> = kinds.map(|kind| file(first + kind, depth + 1)).collect();
            let expect = inside.iter().fold(Tally::new(), |sum, (_, _, own)| join(&sum, own));
            let files: Vec<(String, Vec<u8>)> =
                inside.into_iter().map(|(name, bytes, _)| (name, bytes)).collect();
            ("zip", zip(&files), expect)
        }
        _ => ("zip", zip(&[]), tally(0, 0, 1, 0)),
    };
    (format!("{number}.{ending}"), bytes, expect)
}
