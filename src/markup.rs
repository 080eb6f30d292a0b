//! What stands in HTML: text that cannot become markup, and addresses that run nothing.

/// The text as HTML, in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An address that may stand in a link: http or https, nothing else.
pub fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_linked() {
        assert_eq!(web_address("HTTPS://example.org/a"), Some("HTTPS://example.org/a"));
        for bad in
            ["javascript:alert(1)", "data:text/html,x", "", "//example.org", " https://e.org", "httpsé"]
        {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
