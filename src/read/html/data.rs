//! Data for search engines: JSON-LD as schema.org describes articles.

use crate::raw::{About, Source, claim};
use serde_json::Value;

/// How deep objects may lie in one another, and how many are looked at.
const MOST: (usize, usize) = (8, 400);

/// Adds what the text of a JSON-LD script says of the article; text that is no JSON says nothing.
pub fn read(text: &str, about: &mut About) {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        // Line ends inside strings are the fault met most.
        Err(_) => match serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")) {
            Ok(value) => value,
            Err(_) => return,
        },
    };
    let mut left = MOST.1;
    walk(&value, about, 0, &mut left);
}

fn walk(value: &Value, about: &mut About, depth: usize, left: &mut usize) {
    if depth > MOST.0 || *left == 0 {
        return;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, about, depth + 1, left)),
        Value::Object(object) => {
            if is_article(value) {
                article(value, about);
            } else {
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                    if let Some(inner) = object.get(key) {
                        walk(inner, about, depth + 1, left);
                    }
                }
            }
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let known = |name: &str| {
        name.ends_with("Article")
            || name.ends_with("Posting")
            || matches!(name.rsplit('/').next(), Some("Report" | "Review" | "OpinionNewsArticle" | "Recipe"))
    };
    match &value["@type"] {
        Value::String(name) => known(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(known),
        _ => false,
    }
}

fn article(value: &Value, about: &mut About) {
    let text = |key: &str| value[key].as_str().map(unescaped).unwrap_or_default();
    claim(&mut about.titles, &text("headline"), Source::Data);
    claim(&mut about.deks, &text("alternativeHeadline"), Source::Data);
    claim(&mut about.deks, &text("description"), Source::Data);
    claim(&mut about.published, &text("datePublished"), Source::Data);
    for key in ["author", "creator"] {
        people(&value[key], about, 0);
        if !about.authors.is_empty() {
            break;
        }
    }
    let publisher = &value["publisher"];
    let publisher = publisher.as_array().and_then(|all| all.first()).unwrap_or(publisher);
    claim(&mut about.outlets, publisher["name"].as_str().unwrap_or(""), Source::Data);
    if about.section.is_none() {
        let section = &value["articleSection"];
        let section = section.as_str().or_else(|| section.as_array()?.first()?.as_str());
        about.section = section.map(unescaped).filter(|section| !section.trim().is_empty());
    }
    const LONGEST: usize = 1 << 18;
    if about.body.is_none() {
        about.body = value["articleBody"].as_str().filter(|body| body.len() <= LONGEST).map(unescaped);
    }
    if about.lang.is_none() {
        about.lang = value["inLanguage"].as_str().map(str::to_owned);
    }
}

fn people(value: &Value, about: &mut About, depth: usize) {
    match value {
        Value::Array(all) if depth < 3 => all.iter().take(40).for_each(|one| people(one, about, depth + 1)),
        Value::String(name) => claim(&mut about.authors, &unescaped(name), Source::Data),
        Value::Object(object) => {
            let organisation = object.get("@type").and_then(Value::as_str) == Some("Organization");
            match object.get("name") {
                Some(Value::String(name)) if !organisation => {
                    claim(&mut about.authors, &unescaped(name), Source::Data);
                }
                Some(names @ Value::Array(_)) => people(names, about, depth + 1),
                _ => {}
            }
        }
        _ => {}
    }
}

/// Some pages write the marks of HTML into their data.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    let (page, _) = super::page(text);
    page.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(text: &str) -> Vec<String> {
        let mut about = About::default();
        read(text, &mut about);
        about.authors.into_iter().map(|claim| claim.text).collect()
    }

    #[test]
    fn articles_are_found_wherever_they_lie() {
        let mut about = About::default();
        read(
            r#"{"@graph": [{"@type": "WebSite", "name": "The Harbour Post"}, {"@type": ["NewsArticle"],
                "headline": "Ferries &amp; fog", "datePublished": "2024-05-03T08:00:00+01:00",
                "author": {"@type": "Person", "name": "Ana Ortiz"}, "publisher": {"name": "The Harbour Post"}}]}"#,
            &mut about,
        );
        assert_eq!(about.titles[0].text, "Ferries & fog");
        assert_eq!(about.published[0].text, "2024-05-03T08:00:00+01:00");
        assert_eq!(about.outlets[0].text, "The Harbour Post");
    }

    #[test]
    fn authors_come_in_many_shapes() {
        assert_eq!(
            authors(r#"{"@type": "Article", "author": ["Ana Ortiz", {"name": "Jo Li"}]}"#),
            ["Ana Ortiz", "Jo Li"]
        );
        assert_eq!(authors(r#"{"@type": "Article", "author": {"name": ["A B", "C D"]}}"#), ["A B", "C D"]);
        assert!(
            authors(r#"{"@type": "Article", "author": {"@type": "Organization", "name": "X"}}"#).is_empty()
        );
        assert!(authors("{not json").is_empty());
        assert!(authors(&"[".repeat(100_000)).is_empty());
    }
}
