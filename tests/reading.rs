//! A folder of a thousand mixed files is accounted for exactly: added, duplicates, skipped and failed make up all that was found.

use std::{collections::BTreeMap, io::Write};
use verbatim::{
    columns::How,
    engine::Engine,
    protocol::{Outcome, Reply, Request},
    read::Decode,
};

const LATIN: Decode = |bytes, _| Some(bytes.iter().map(|&byte| byte as char).collect());

/// How many members of a file come to which end.
type Tally = BTreeMap<Outcome, usize>;

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

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (path, bytes) in files {
        let deflate = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = archive.new_file(path).compression_method(deflate).start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// A file of the kind that its number says, and what must become of it.
fn file(number: usize, depth: usize) -> (String, Vec<u8>, Tally) {
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
    let (ending, bytes, expect) = match number % 19 {
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
        // The same text as that of the file before the last dozen and a half.
        17 => ("txt", paragraphs(number - 17).join("\r\n\r\n").into_bytes(), tally(0, 1, 0, 0)),
        _ if depth == 0 => {
            let inside: Vec<_> = (0..5).map(|part| file(1_000_008 + number * 19 + part * 4, 1)).collect();
            let expect = inside.iter().fold(Tally::new(), |sum, (_, _, own)| join(&sum, own));
            let files: Vec<(String, Vec<u8>)> =
                inside.into_iter().map(|(name, bytes, _)| (name, bytes)).collect();
            ("zip", zip(&files), expect)
        }
        _ => ("bin", [0, 1, 2, 3, 200, 0, 7, 9, 255, 0, 0, 4].repeat(40), tally(0, 0, 1, 0)),
    };
    (format!("{number}.{ending}"), bytes, expect)
}

#[test]
fn a_thousand_mixed_files_are_accounted_for_exactly() {
    let mut engine = Engine::new(LATIN);
    let mut articles = 0;
    for number in 0..1000 {
        let (name, bytes, expect) = file(number, 0);
        let request = Request::Read { name: name.clone(), how: How::default() };
        let Reply::Read(report) = engine.answer(request, Some(&bytes)) else { panic!("a report") };
        let mut found = Tally::new();
        for member in report.each() {
            *found.entry(member.outcome).or_default() += 1;
            let told =
                matches!(member.outcome, Outcome::Added | Outcome::Duplicate) || !member.notes.is_empty();
            assert!(told, "{}: no reason given", member.name);
        }
        assert_eq!(found, expect, "{name}: {report:#?}");
        articles += expect.get(&Outcome::Added).copied().unwrap_or(0);
    }
    let nothing = Request::Remove { article: verbatim::article::ArticleId(0) };
    assert_eq!(engine.answer(nothing, None), Reply::Changed { articles: articles as u32 });
}
