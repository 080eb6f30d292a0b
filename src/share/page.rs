//! One HTML file with the whole app and some articles inside: it opens from a disk, from any host, with the network off.

use std::ops::Range;

/// What the one-file page is made of. Scripts, styles and packed code come from the build and are never changed, so that
/// their hashes, which the page's policy names, hold in every page made from them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The page's script, a JavaScript module.
    pub page_script: String,
    /// `sha256-…` of it.
    pub script_hash: String,
    /// The style sheet.
    pub style: String,
    /// `sha256-…` of it.
    pub style_hash: String,
    /// The page's code: base64 of gzip of wasm.
    pub page_wasm: String,
    /// What of it is not needed for the first view.
    pub page_later: String,
    /// The worker's script.
    pub worker_script: String,
    /// The engine's code: base64 of gzip of wasm.
    pub worker_wasm: String,
    /// What of it is not needed to read files and list them.
    pub worker_later: String,
    /// The engine's weights and word lists: base64 of gzip of [`crate::model`]'s pack.
    pub model: String,
}

impl Parts {
    /// The packed parts by the names they have in the page.
    fn packed(&self) -> [(&'static str, &String); 5] {
        [
            ("page-wasm", &self.page_wasm),
            ("worker-wasm", &self.worker_wasm),
            ("page-later", &self.page_later),
            ("worker-later", &self.worker_later),
            ("model", &self.model),
        ]
    }

    /// How many bytes of the one-file page are these parts: all but its articles and some lines.
    pub fn size(&self) -> usize {
        let text = [&self.page_script, &self.style, &self.worker_script];
        text.into_iter().chain(self.packed().map(|(_, packed)| packed)).map(String::len).sum()
    }
}

/// The policy of a served page. A `<meta>` policy does not bind a worker loaded from a file, so the worker is started from
/// a blob, which inherits it; the one started from a file is the service worker, which only hands out the page's own files.
pub const SERVED_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'; trusted-types app service";

/// The policy of a one-file page: only its own script and style run, and nothing is ever requested.
pub fn one_file_policy(parts: &Parts) -> String {
    format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types app",
        parts.script_hash, parts.style_hash
    )
}

/// What a one-file page holds of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// JSON, as the engine gives it for a page; empty for none.
    pub data: String,
    /// The same as HTML, to be read where no script runs.
    pub plain: String,
}

impl Content {
    /// Bytes.
    pub fn size(&self) -> u64 {
        (self.data.len() + self.plain.len()) as u64
    }
}

/// The one-file page with `content` inside, which opens `at` an address of [`crate::query::Query::to_address`]'s making; empty
/// for that of every page.
pub fn one_file(parts: &Parts, content: &Content, at: &str) -> String {
    let mut html = String::with_capacity(parts.size() + content.size() as usize + (1 << 14));
    html.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.push_str(&one_file_policy(parts));
    html.push_str("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.push_str("<title>Verbatim: who said what in your saved articles</title>\n");
    block(&mut html, "style", "id=\"verbatim-style\"", &parts.style);
    html.push_str("</head>\n<body>\n<div id=\"app\"><p id=\"loading\">Verbatim is loading…</p>\n");
    html.push_str(
        "<noscript><p>Filtering and searching this page needs JavaScript and WebAssembly.</p></noscript>\n",
    );
    html.push_str(PLAIN);
    html.push_str(&content.plain);
    html.push_str(PLAIN_END);
    html.push_str("</div>\n");
    let about = format!(
        "{{\"scriptHash\":\"{}\",\"styleHash\":\"{}\",\"size\":{},\"at\":\"{}\"}}",
        parts.script_hash,
        parts.style_hash,
        parts.size(),
        address(at)
    );
    block(&mut html, "script", ABOUT, &about);
    block(&mut html, "script", DATA, &escape(&content.data));
    block(&mut html, "script", "type=\"text/plain\" id=\"verbatim-worker-script\"", &parts.worker_script);
    for (name, packed) in parts.packed() {
        block(&mut html, "script", &format!("type=\"text/plain\" id=\"verbatim-{name}\""), packed);
    }
    block(&mut html, "script", "type=\"module\" id=\"verbatim-page-script\"", &parts.page_script);
    html.push_str("</body>\n</html>\n");
    html
}

/// Around what is read where no script runs; where one does, it is hidden from the first and gone with the start of the app.
const PLAIN: &str = "<main id=\"verbatim-plain\">";
const PLAIN_END: &str = "</main>";
/// Attributes of the block that says what the page is made of, and of the one that holds its articles.
const ABOUT: &str = "type=\"application/json\" id=\"verbatim-about\"";
const DATA: &str = "type=\"application/json\" id=\"verbatim-data\"";

/// The one-file page `page` with this content and this address in place of its own: what [`one_file`] makes of its parts.
/// Nothing where it is no such page.
pub fn filled(page: &str, content: &Content, at: &str) -> Option<String> {
    let plain = between(page, 0, PLAIN, PLAIN_END)?;
    let about = script(page, plain.end, ABOUT)?;
    let own = about.start + page[about.clone()].find("\"at\":\"")? + "\"at\":\"".len();
    let own = own..own + page[own..about.end].find('"')?;
    let old = script(page, about.end, DATA)?;
    Some(
        [
            &page[..plain.start],
            &content.plain,
            &page[plain.end..own.start],
            &address(at),
            &page[own.end..old.start],
            &escape(&content.data),
            &page[old.end..],
        ]
        .concat(),
    )
}

/// Where the content of the script block with these attributes stands, behind `from`.
fn script(page: &str, from: usize, attributes: &str) -> Option<Range<usize>> {
    between(page, from, &format!("<script {attributes}>"), "</script>")
}

fn between(page: &str, from: usize, opening: &str, end: &str) -> Option<Range<usize>> {
    let start = from + page[from..].find(opening)? + opening.len();
    Some(start..start + page[start..].find(end)?)
}

/// Addresses have no quotation marks and no backslashes; one that has is none of ours.
fn address(at: &str) -> String {
    if at.contains(['"', '\\']) { String::new() } else { escape(at) }
}

fn block(html: &mut String, tag: &str, attributes: &str, content: &str) {
    html.push_str(&format!("<{tag} {attributes}>"));
    html.push_str(content);
    html.push_str(&format!("</{tag}>\n"));
}

/// JSON that can stand in HTML and in JavaScript: no `<`, no line separators. Inside JSON these characters occur in strings
/// only, where the escape means the same.
pub fn escape(json: &str) -> String {
    json.replace('<', "\\u003C").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Whether `script` can stand between script tags as it is.
pub fn can_stand_in_html(script: &str) -> bool {
    let lower = script.to_ascii_lowercase();
    !lower.contains("</script") && !lower.contains("<!--") && !lower.contains("</style")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_leave_its_block() {
        let data = "{\"title\":\"</script><script>alert(1)</script><!--\u{2028}\"}";
        let content = Content { data: data.into(), plain: String::new() };
        let html = one_file(&Parts::default(), &content, "/quotes?q=</script>");
        assert!(!html.contains("alert(1)</script>"));
        assert_eq!(html.matches("</script>").count(), 9, "one end for each block of the page's own");
        let back: serde_json::Value = serde_json::from_str(&escape(data)).unwrap();
        assert_eq!(back["title"], "</script><script>alert(1)</script><!--\u{2028}");
    }

    #[test]
    fn a_page_that_is_filled_is_the_page_made_of_the_parts() {
        let parts = Parts {
            page_script: "start()".into(),
            style: "p{}".into(),
            page_wasm: "AAAA".into(),
            ..Parts::default()
        };
        let pages = [
            ("", "", ""),
            ("{\"a\":\"</script>\"}", "<h1>a</h1>", "/quotes?q=a"),
            ("[1]", "<p>&lt;main&gt;</p>", "/articles?q=<b>"),
        ];
        let content = |data: &str, plain: &str| Content { data: data.into(), plain: plain.into() };
        for (data, plain, at) in pages {
            for (before, read, there) in pages {
                let page = one_file(&parts, &content(before, read), there);
                let filled = filled(&page, &content(data, plain), at);
                assert_eq!(filled, Some(one_file(&parts, &content(data, plain), at)));
            }
        }
        assert_eq!(filled("<!doctype html><title>Another page</title>", &Content::default(), ""), None);
    }

    #[test]
    fn scripts_that_would_end_their_block_are_seen() {
        assert!(can_stand_in_html("if (a < b) {}"));
        assert!(!can_stand_in_html("x = '</SCRIPT>'"));
        assert!(!can_stand_in_html("x = '<!--'"));
    }
}
