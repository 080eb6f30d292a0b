//! Feeds: each entry of RSS, Atom or RDF is a record. A list of feeds (OPML) holds no articles.

use super::{
    records,
    xml::{Step, walk},
};
use crate::{note::Note, raw::Raw};

/// Every entry with its name, or why it holds no article.
pub fn read(name: &str, text: &str) -> Vec<(String, Result<Raw, Note>)> {
    let mut found = Vec::new();
    let mut outlet = String::new();
    // Name and words of the element reached in each level of an entry; nothing outside of entries.
    let mut entry: Option<Vec<(String, String)>> = None;
    let mut open: Vec<(String, String)> = Vec::new();
    let whole = walk(text, |step| match step {
        Step::Start(tag, attributes) => {
            if matches!(tag, "item" | "entry") {
                entry = Some(vec![("outlet".to_owned(), outlet.clone())]);
                open.clear();
                return;
            }
            let mut words = String::new();
            if tag == "link"
                && let Some(address) = attributes.get("href")
                && attributes.get("rel").is_none_or(|rel| rel == "alternate")
            {
                words = address;
            }
            // XHTML inside an entry keeps its paragraphs.
            if matches!(tag, "p" | "div" | "br" | "li" | "h2" | "h3")
                && let Some((_, words)) = open.last_mut()
            {
                words.push('\n');
            }
            open.push((tag.to_owned(), words));
        }
        Step::Text(text) => {
            if let Some((_, words)) = open.last_mut() {
                words.push_str(text);
            }
        }
        Step::End(tag) => {
            if matches!(tag, "item" | "entry") {
                if let Some(values) = entry.take() {
                    let name = format!("{name}#{}", found.len() + 1);
                    let record = records::record(&name, &values, &[]);
                    found.push((name, record));
                }
                return;
            }
            let Some((element, words)) = open.pop() else { return };
            match &mut entry {
                Some(values) if open.is_empty() || element == "name" && open.len() == 1 => {
                    let element = if element == "name" { "author" } else { &element };
                    // `content:encoded` is the whole text, `description` a piece of it.
                    let key = if element == "encoded" { "contentencoded" } else { element };
                    if !words.trim().is_empty() {
                        values.push((key.to_owned(), words));
                    }
                }
                Some(_) => {
                    // Markup that is not escaped belongs to the element around it.
                    if let Some((_, around)) = open.last_mut() {
                        around.push_str(&words);
                    }
                }
                None if element == "title" && outlet.is_empty() => outlet = words.trim().to_owned(),
                None => {}
            }
        }
    });
    if found.is_empty() {
        let note = if whole { Note::NoTextField } else { Note::Damaged };
        found.push((name.to_owned(), Err(note)));
    } else if !whole {
        found.push((format!("{name}#{}", found.len() + 1), Err(Note::Damaged)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::Words;

    const WORDS: &str = "The ferry did not leave on Friday, and nobody on the quay could say why.";

    fn one(feed: &str) -> Raw {
        read("f", feed).remove(0).1.expect("an entry with a text")
    }

    #[test]
    fn entries_of_rss_are_records() {
        let raw = one(&format!(
            "<?xml version='1.0'?><rss><channel><title>The Post</title><item><title>Fog &amp; foam</title>\
             <link>https://a.example/fog</link><dc:creator>Ana Ortiz</dc:creator><pubDate>Fri, 03 May 2024 08:00:00 +0100</pubDate>\
             <description>No boats.</description><content:encoded><![CDATA[<p>{WORDS}</p><p>More.</p>]]></content:encoded></item></channel></rss>"
        ));
        assert_eq!(raw.words, Words::Paragraphs(vec![WORDS.into(), "More.".into()]));
        assert_eq!(raw.about.titles[0].text, "Fog & foam");
        assert_eq!(raw.about.authors[0].text, "Ana Ortiz");
        assert_eq!(raw.about.outlets[0].text, "The Post");
        assert_eq!(raw.about.url.as_deref(), Some("https://a.example/fog"));
    }

    #[test]
    fn entries_of_atom_are_records() {
        let raw = one(&format!(
            "<feed><title>The Post</title><entry><title>Fog</title><link rel='alternate' href='https://a.example'/>\
             <author><name>Jo Li</name></author><published>2024-05-03T08:00:00Z</published>\
             <content type='html'>&lt;p&gt;{WORDS}&lt;/p&gt;</content></entry></feed>"
        ));
        assert_eq!(raw.words, Words::Paragraphs(vec![WORDS.into()]));
        assert_eq!(raw.about.authors[0].text, "Jo Li");
        assert_eq!(raw.about.published[0].text, "2024-05-03T08:00:00Z");
    }

    #[test]
    fn lists_of_feeds_hold_no_article() {
        let found =
            read("f", "<opml><body><outline title='The Post' xmlUrl='https://a.example'/></body></opml>");
        assert_eq!(found, [("f".to_owned(), Err(Note::NoTextField))]);
    }
}
