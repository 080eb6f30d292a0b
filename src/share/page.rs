//! One HTML file with the whole app and some articles inside: it opens from a disk, from any host, with the network off.

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

/// The one-file page with `data` (JSON, as the engine's `Share` gives it; empty for none) inside, which opens `at` an address of
/// [`crate::query::Query::to_address`]'s making; empty for that of every page.
pub fn one_file(parts: &Parts, data: &str, at: &str) -> String {
    let mut html = String::with_capacity(parts.size() + data.len() + (1 << 14));
    html.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.push_str(&one_file_policy(parts));
    html.push_str("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.push_str("<title>Verbatim: who said what in your saved articles</title>\n");
    block(&mut html, "style", "id=\"verbatim-style\"", &parts.style);
    html.push_str("</head>\n<body>\n<div id=\"app\"><p id=\"loading\">Verbatim is loading…</p></div>\n");
    html.push_str(
        "<noscript><p>This page needs JavaScript and WebAssembly to show its articles.</p></noscript>\n",
    );
    let about = format!(
        "{{\"scriptHash\":\"{}\",\"styleHash\":\"{}\",\"size\":{},\"at\":\"{}\"}}",
        parts.script_hash,
        parts.style_hash,
        parts.size(),
        address(at)
    );
    block(&mut html, "script", ABOUT, &about);
    block(&mut html, "script", DATA, &escape(data));
    block(&mut html, "script", "type=\"text/plain\" id=\"verbatim-worker-script\"", &parts.worker_script);
    for (name, packed) in parts.packed() {
        block(&mut html, "script", &format!("type=\"text/plain\" id=\"verbatim-{name}\""), packed);
    }
    block(&mut html, "script", "type=\"module\" id=\"verbatim-page-script\"", &parts.page_script);
    html.push_str("</body>\n</html>\n");
    html
}

/// Attributes of the block that says what the page is made of, and of the one that holds its articles.
const ABOUT: &str = "type=\"application/json\" id=\"verbatim-about\"";
const DATA: &str = "type=\"application/json\" id=\"verbatim-data\"";

/// The one-file page `page` with this data and this address in place of its own: what [`one_file`] makes of its parts. Nothing
/// where it is no such page.
pub fn filled(page: &str, data: &str, at: &str) -> Option<String> {
    let about = content(page, 0, ABOUT)?;
    let own = about.start + page[about.clone()].find("\"at\":\"")? + "\"at\":\"".len();
    let own = own..own + page[own..about.end].find('"')?;
    let old = content(page, about.end, DATA)?;
    Some(
        [&page[..own.start], &address(at), &page[own.end..old.start], &escape(data), &page[old.end..]]
            .concat(),
    )
}

/// Where the content of the block with these attributes stands, behind `from`.
fn content(page: &str, from: usize, attributes: &str) -> Option<std::ops::Range<usize>> {
    let opening = format!("<script {attributes}>");
    let start = from + page[from..].find(&opening)? + opening.len();
    Some(start..start + page[start..].find("</script>")?)
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
        let html = one_file(&Parts::default(), data, "/quotes?q=</script>");
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
        let pages = [("", ""), ("{\"a\":\"</script>\"}", "/quotes?q=a"), ("[1]", "/articles?q=<b>")];
        for (data, at) in pages {
            for (before, there) in pages {
                let page = one_file(&parts, before, there);
                assert_eq!(filled(&page, data, at), Some(one_file(&parts, data, at)));
            }
        }
        assert_eq!(filled("<!doctype html><title>Another page</title>", "", ""), None);
    }

    #[test]
    fn scripts_that_would_end_their_block_are_seen() {
        assert!(can_stand_in_html("if (a < b) {}"));
        assert!(!can_stand_in_html("x = '</SCRIPT>'"));
        assert!(!can_stand_in_html("x = '<!--'"));
    }
}
