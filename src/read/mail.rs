//! Messages: newsletters, pages saved as one file (MHTML), and boxes of messages.

use super::html;
use crate::{
    note::Note,
    raw::{About, Raw, Source, Words, claim},
};
use mail_parser::{Message, MessageParser, MimeHeaders};

/// Every message with its name, or why it holds nothing.
pub fn read(name: &str, bytes: &[u8]) -> Vec<(String, Result<Raw, Note>)> {
    let messages = messages(bytes);
    if let [one] = messages[..] {
        return vec![(name.to_owned(), message(name, one))];
    }
    let numbered = (1..).zip(messages).map(|(number, bytes): (u32, &[u8])| {
        let name = format!("{name}#{number}");
        let found = message(&name, bytes);
        (name, found)
    });
    numbered.collect()
}

/// The messages of a box: each begins with a line `From …` behind an empty one. What is no box is one message.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let mut starts = vec![0];
    let finder = memchr::memmem::Finder::new(b"\nFrom ");
    for at in finder.find_iter(bytes) {
        let before = &bytes[..at];
        if before.ends_with(b"\n") || before.ends_with(b"\n\r") {
            starts.push(at + 1);
        }
    }
    starts.push(bytes.len());
    let line_end = |message: &[u8]| memchr::memchr(b'\n', message).map_or(message.len(), |at| at + 1);
    starts
        .windows(2)
        .map(|pair| &bytes[pair[0]..pair[1]])
        .map(|message| &message[line_end(message)..])
        .filter(|message| !message.trim_ascii().is_empty())
        .collect()
}

fn message(name: &str, bytes: &[u8]) -> Result<Raw, Note> {
    let message = MessageParser::default().parse(bytes).ok_or(Note::Damaged)?;
    let header = |name: &str| message.header_raw(name.to_owned()).map(|value| value.trim().to_owned());
    let saved_page = header("Snapshot-Content-Location")
        .or_else(|| {
            let related = message.content_type().is_some_and(|kind| kind.subtype() == Some("related"));
            related.then(|| page_address(&message)).flatten()
        })
        .filter(|url| url.starts_with("http"));
    let mut about = About::default();
    let words = if let Some(source) = largest_page(&message) {
        let (page, said) = html::page(&source);
        about = said;
        Words::Page(page)
    } else if let Some(source) = cut_page(bytes) {
        let (page, said) = html::page(&source);
        about = said;
        Words::Page(page)
    } else if let Some(text) = message.body_text(0) {
        Words::Text(super::with_plain_line_ends(text.into_owned()))
    } else {
        return Err(Note::Blank);
    };
    match saved_page {
        Some(url) => about.url = about.url.or(Some(url)),
        None => {
            claim(&mut about.titles, message.subject().unwrap_or(""), Source::Field);
            let date = message.date().map(|date| date.to_rfc3339()).unwrap_or_default();
            claim(&mut about.published, &date, Source::Field);
            let from = message.from().and_then(|from| from.first()).and_then(|from| from.name());
            claim(&mut about.outlets, from.unwrap_or(""), Source::Field);
        }
    }
    Ok(Raw { name: name.to_owned(), about, words, notes: Vec::new() })
}

/// The page of a message that is cut off before its part ends, which parsers lose.
fn cut_page(bytes: &[u8]) -> Option<String> {
    let lower = bytes.to_ascii_lowercase();
    let at = memchr::memmem::rfind(&lower, b"content-type: text/html")?;
    let blank = [&b"\r\n\r\n"[..], b"\n\n"];
    let (head, body) = blank
        .into_iter()
        .find_map(|mark| Some((at, at + memchr::memmem::find(&lower[at..], mark)? + mark.len())))?;
    let head = String::from_utf8_lossy(&lower[head..body]).into_owned();
    let mut body = &bytes[body..];
    // An escape that is cut is no part of the page.
    if let Some(at) = body.iter().rev().take(2).position(|byte| *byte == b'=') {
        body = &body[..body.len() - at - 1];
    }
    let body = match () {
        () if head.contains("quoted-printable") => {
            mail_parser::decoders::quoted_printable::quoted_printable_decode(body)?
        }
        () if head.contains("base64") => mail_parser::decoders::base64::base64_decode(body)?,
        () => body.to_vec(),
    };
    Some(String::from_utf8_lossy(&body).into_owned()).filter(|text| text.contains('<'))
}

/// The source of the largest page in a message: a saved page comes with those of its frames.
fn largest_page(message: &Message) -> Option<String> {
    let count = message.html_body_count();
    let written = message.parts.iter().any(|part| part.is_text_html());
    let sources = (0..count.min(64)).filter_map(|at| message.body_html(at));
    let attached =
        message.parts.iter().filter(|part| part.is_text_html()).filter_map(|part| part.text_contents());
    let all = sources.map(|source| source.into_owned()).chain(attached.map(str::to_owned));
    all.filter(|_| written).max_by_key(String::len)
}

fn page_address(message: &Message) -> Option<String> {
    let page = message.parts.iter().find(|part| part.is_text_html())?;
    page.content_location().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "From: The Harbour Post <news@harbourpost.example>\r\nTo: me@a.example\r\nSubject: =?utf-8?q?Fog_=26_foam?=\r\n\
        Date: Fri, 3 May 2024 08:00:00 +0100\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn a_newsletter_is_an_article() {
        let mail =
            format!("{NEWS}Content-Type: text/plain; charset=utf-8\r\n\r\nNo boats left on Friday.\r\n");
        let (_, found) = read("a.eml", mail.as_bytes()).remove(0);
        let raw = found.unwrap();
        assert_eq!(raw.words, Words::Text("No boats left on Friday.\n".into()));
        assert_eq!(raw.about.titles[0].text, "Fog & foam");
        assert_eq!(raw.about.outlets[0].text, "The Harbour Post");
        assert_eq!(raw.about.published[0].text, "2024-05-03T08:00:00+01:00");
    }

    #[test]
    fn a_page_saved_as_one_file_is_a_page() {
        let page = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://a.example/fog\r\nSubject: Fog\r\nDate: Sun, 5 May 2024 08:00:00 +0000\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
            Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/fog\r\n\r\n<html><p>No=20boats.</p></html>\r\n--b--\r\n";
        let (_, found) = read("a.mhtml", page.as_bytes()).remove(0);
        let raw = found.unwrap();
        assert_eq!(raw.about.url.as_deref(), Some("https://a.example/fog"));
        assert!(raw.about.published.is_empty(), "the day of saving is not that of publication");
        let Words::Page(page) = raw.words else { panic!("a page") };
        assert_eq!(page.blocks[0].text, "No boats.");
    }

    #[test]
    fn a_box_holds_many_messages() {
        let one = format!("From a Fri May  3 08:00:00 2024\r\n{NEWS}\r\nNo boats.\r\n\r\n");
        let found = read("b.mbox", one.repeat(3).as_bytes());
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b.mbox#1", "b.mbox#2", "b.mbox#3"]);
    }
}
