//! What of a page's source reaches the tree: no scripts, styles, drawings or comments, no tag that is mostly data, and nothing
//! nested deeper than a page of people is.

use crate::pulse;

/// Elements nested deeper are left out, their words kept: building a tree is quadratic in its depth, and 20,000 nested
/// elements of 100 kB would take ten seconds.
pub const DEEPEST: usize = 512;

/// Elements that shape letters and are opened again by the parser in every block they were not closed in; more of one kind
/// left open are left out.
const SHAPING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "nobr"];

/// Longest tag that keeps its attributes, in bytes: a picture inside the page is a tag of megabytes.
const LONGEST_TAG: usize = 8 << 10;

/// Elements whose content is no markup, and none of ours.
const RAW: [&str; 10] =
    ["script", "style", "svg", "noscript", "iframe", "textarea", "noframes", "noembed", "xmp", "canvas"];

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that the next of their kind ends: pages seldom close them.
const SELF_ENDING: [&str; 12] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "colgroup", "rp"];

/// Elements that an end tag of an inline element does not reach over.
const BLOCKS: [&str; 28] = [
    "div",
    "section",
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "ul",
    "ol",
    "dl",
    "table",
    "form",
    "figure",
    "figcaption",
    "blockquote",
    "body",
    "html",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "details",
    "fieldset",
    "pre",
];

/// A page's source made fit for a tree.
pub struct Sieved {
    /// The source that is left.
    pub html: String,
    /// The texts of its scripts of the type `application/ld+json`.
    pub data: Vec<String>,
}

/// Sieves a source, in one pass.
pub fn sieve(source: &str) -> Sieved {
    let mut sieved = Sieved { html: String::with_capacity(source.len() / 2), data: Vec::new() };
    let mut open: Vec<&str> = Vec::new();
    let mut shaping = [0_usize; SHAPING.len()];
    let mut rest = source;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        pulse::beat(at);
        sieved.html.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.strip_prefix('>').unwrap_or_else(|| after(comment, "-->"));
            sieved.html.push(' ');
            continue;
        }
        let closes = rest.as_bytes().get(1) == Some(&b'/');
        let name_at = 1 + usize::from(closes);
        if !rest.as_bytes().get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            if rest.starts_with("<!") || rest.starts_with("<?") || closes {
                rest = after(rest, ">");
            } else {
                sieved.html.push_str("&lt;");
                rest = &rest[1..];
            }
            continue;
        }
        let tag = &rest[..tag_end(rest)];
        rest = &rest[tag.len()..];
        let name_end = tag[name_at..]
            .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
            .map_or(tag.len(), |end| name_at + end);
        let name = known(&tag[name_at..name_end]);
        if closes {
            if let Some(at) = SHAPING.iter().position(|shaping| *shaping == name) {
                shaping[at] = shaping[at].saturating_sub(1);
            }
            if SELF_ENDING.contains(&name) || close(&mut open, name) {
                sieved.html.push_str(tag);
            }
            continue;
        }
        if RAW.contains(&name) {
            let content = if tag.ends_with("/>") && name == "svg" { 0 } else { raw_end(rest, name) };
            if name == "script" && contains_ignoring_case(tag, "ld+json") {
                sieved.data.push(rest[..content].to_owned());
            }
            rest = rest[content..].find('>').filter(|_| content > 0).map_or_else(
                || if content == rest.len() { "" } else { rest },
                |end| &rest[content + end + 1..],
            );
            sieved.html.push(' ');
            continue;
        }
        if name == "title" {
            let content = raw_end(rest, name);
            sieved.html.push_str("<title>");
            sieved.html.push_str(&rest[..content].replace('<', "&lt;"));
            sieved.html.push_str("</title>");
            rest = after(&rest[content..], ">");
            continue;
        }
        let nests = !VOID.contains(&name) && !SELF_ENDING.contains(&name);
        if let Some(at) = SHAPING.iter().position(|shaping| *shaping == name) {
            shaping[at] += 1;
            if shaping[at] > DEEPEST / SHAPING.len() {
                continue;
            }
        } else if nests {
            if open.len() >= DEEPEST {
                sieved.html.push_str("<br><br>");
                continue;
            }
            open.push(name);
        }
        if tag.len() <= LONGEST_TAG {
            sieved.html.push_str(tag);
        } else {
            sieved.html.push('<');
            sieved.html.push_str(&tag[1..name_end]);
            sieved.html.push('>');
        }
    }
    sieved.html.push_str(rest);
    sieved
}

/// The name in lower case where it is one that matters here, else as it stands.
fn known(name: &str) -> &str {
    let lists: [&[&'static str]; 5] = [&SHAPING, &RAW, &VOID, &SELF_ENDING, &BLOCKS];
    let mut names = lists.iter().flat_map(|list| list.iter());
    names
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
        .unwrap_or(if name.eq_ignore_ascii_case("title") { "title" } else { name })
}

/// Closes an element as a parser would. Returns whether the end tag ends anything.
fn close(open: &mut Vec<&str>, name: &str) -> bool {
    if SHAPING.contains(&name) {
        return true;
    }
    let is_block = BLOCKS.contains(&name);
    for at in (0..open.len()).rev() {
        if open[at].eq_ignore_ascii_case(name) {
            open.truncate(at);
            return true;
        }
        if !is_block && BLOCKS.contains(&open[at]) || open[at] == "table" {
            return false;
        }
    }
    false
}

/// Where a tag ends, its `>` included; quoted values may hold one.
fn tag_end(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let mut at = 1;
    let mut after_equals = false;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return at + 1,
            quote @ (b'"' | b'\'') if after_equals => {
                match memchr::memchr(quote, &bytes[at + 1..]) {
                    Some(end) => at += end + 1,
                    None => return bytes.len(),
                }
                after_equals = false;
            }
            b'=' => after_equals = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => after_equals = false,
        }
        at += 1;
    }
    bytes.len()
}

/// Where the content of a raw element ends: at its end tag, or the end of all.
fn raw_end(content: &str, name: &str) -> usize {
    let bytes = content.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &bytes[from..]) {
        let at = from + at;
        let tag = &bytes[at + 1..];
        if tag.first() == Some(&b'/')
            && tag.get(1..1 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
        {
            return at;
        }
        from = at + 1;
    }
    content.len()
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &str) {
        assert_eq!(sieve(source).html, expect, "{source}");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        check("<p>One<!-- no --> two</p>", "<p>One  two</p>");
        check("<style>p > a {}</style>x", " x");
        check("<SCRIPT>if (a < b) '</p>'</SCRIPT>x", " x");
        check("<svg/>x<svg><path/></svg>y", " x y");
        check("<script>never closed", " ");
        check("a < b", "a &lt; b");
        check("<title>a <b> c</title>", "<title>a &lt;b> c</title>");
        check("<a href=\"x>y\" '>z</a>", "<a href=\"x>y\" '>z</a>");
        check("", "");
        check("<", "&lt;");
        check("<p", "<p");
    }

    #[test]
    fn data_for_search_engines_is_kept_apart() {
        let sieved = sieve("<script type='application/ld+json'>{\"a\": \"<\"}</script><p>x");
        assert_eq!(sieved.data, ["{\"a\": \"<\"}"]);
        assert_eq!(sieved.html, " <p>x");
    }

    #[test]
    fn what_is_nested_too_deep_loses_its_tags_and_keeps_its_words() {
        let deep = sieve(&("<div>".repeat(20_000) + "words")).html;
        assert_eq!(deep.matches("<div>").count(), DEEPEST);
        assert!(deep.ends_with("words"));
        let spans = sieve(&"<span><div></span>".repeat(20_000)).html;
        assert!(spans.matches("<div>").count() <= DEEPEST);
        let bold = sieve(&"<div><b id=1></div>x".repeat(20_000)).html;
        assert!(bold.matches("<b").count() <= DEEPEST);
        let list = sieve(&"<p>x".repeat(2_000)).html;
        assert_eq!(list.matches("<p>").count(), 2_000);
    }

    #[test]
    fn pictures_inside_the_page_lose_their_data() {
        let source = format!("<img src=\"data:image/png;base64,{}\">x", "A".repeat(LONGEST_TAG));
        check(&source, "<img>x");
    }
}
