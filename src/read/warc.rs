//! Archives of web pages (WARC): each answer of a server that is a page.

use super::archive;
use std::borrow::Cow;

/// A page of an archive.
pub struct Response<'a> {
    /// The address it was fetched from.
    pub url: String,
    /// Its bytes.
    pub body: Cow<'a, [u8]>,
}

/// Gives `each` the successful answers that are pages, in their order. Returns whether the archive could be read to its end.
pub fn read(bytes: &[u8], mut each: impl FnMut(Response)) -> bool {
    let mut rest = bytes;
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return true;
        }
        let Some((head, body)) = parted(rest).filter(|(head, _)| head.starts_with("WARC/")) else {
            return false;
        };
        let field = |name: &str| field(&head, name);
        let Some(length) = field("content-length").and_then(|length| length.parse::<usize>().ok()) else {
            return false;
        };
        let Some(block) = body.get(..length) else { return false };
        rest = &body[length..];
        if field("warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("response")) {
            let url = field("warc-target-uri").unwrap_or("").trim_matches(['<', '>']).to_owned();
            if let Some(body) = page(block) {
                each(Response { url, body });
            }
        }
    }
}

/// The body of an answer that is a page.
fn page(block: &[u8]) -> Option<Cow<'_, [u8]>> {
    let (head, body) = parted(block)?;
    let ok = head.lines().next()?.split(' ').nth(1) == Some("200");
    let kind = field(&head, "content-type").unwrap_or("").to_ascii_lowercase();
    if !ok || !(kind.contains("html") || kind.is_empty()) {
        return None;
    }
    let mut body = Cow::Borrowed(body);
    if field(&head, "transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
        // Some archives keep the head and unchunk the body.
        body = chunks(&body).map_or(body, Cow::Owned);
    }
    if body.starts_with(b"\x1f\x8b") {
        body = Cow::Owned(archive::gzip(&body).1.ok()?);
    }
    Some(body)
}

/// Head and body of a message.
fn parted(bytes: &[u8]) -> Option<(String, &[u8])> {
    const LONGEST: usize = 1 << 16;
    let look = &bytes[..bytes.len().min(LONGEST)];
    let (at, end) = match memchr::memmem::find(look, b"\r\n\r\n") {
        Some(at) => (at, at + 4),
        None => memchr::memmem::find(look, b"\n\n").map(|at| (at, at + 2))?,
    };
    Some((String::from_utf8_lossy(&bytes[..at]).into_owned(), &bytes[end..]))
}

fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut fields = head.lines().filter_map(|line| line.split_once(':'));
    fields.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// A body sent in chunks, each behind its length.
fn chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        if length == 0 {
            return Some(joined);
        }
        let start = end + 1;
        joined.extend_from_slice(rest.get(start..start.checked_add(length)?)?);
        rest = rest.get(start + length..)?.trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/fog\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    #[test]
    fn answers_that_are_pages_are_given() {
        let plain = record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>No boats.");
        let chunked = record(
            "response",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>N\r\n3\r\no b\r\n0\r\n\r\n",
        );
        let other = record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a");
        let lost = record("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Lost.");
        let archive = [record("warcinfo", "software: x"), plain, other, lost, chunked].concat();
        let mut bodies = Vec::new();
        assert!(read(archive.as_bytes(), |response| {
            assert_eq!(response.url, "https://a.example/fog");
            bodies.push(String::from_utf8_lossy(&response.body).into_owned());
        }));
        assert_eq!(bodies, ["<p>No boats.", "<p>No b"]);
        assert!(!read(&archive.as_bytes()[..archive.len() - 60], |_| {}));
    }
}
