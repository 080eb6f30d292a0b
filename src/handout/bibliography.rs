//! The articles as entries of a bibliography, for reference managers.

use super::Shown;
use crate::{article::Article, date::Day};
use serde_json::{Map, Value, json};

/// A name in the order of catalogues: family name with the small words before it, given names. A single word, or a name of
/// an office, has no parts.
fn parted(name: &str) -> (String, Option<String>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some(last) = words.len().checked_sub(1).filter(|last| *last > 0) else {
        return (words.join(" "), None);
    };
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let from = last - words[..last].iter().rev().take_while(|word| small(word)).count();
    match from {
        0 => (words.join(" "), None),
        from => (words[from..].join(" "), Some(words[..from].join(" "))),
    }
}

fn published(article: &Article) -> Option<Day> {
    article.published.as_ref().map(|found| found.value.day)
}

/// CSL-JSON, as citeproc and Zotero read it.
pub fn csl(shown: &[Shown]) -> String {
    let parts = |day: Day| json!({ "date-parts": [[day.year(), day.month(), day.day()]] });
    let item = |(entry, _): &Shown| {
        let article = &entry.article;
        let mut item = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                item.insert(key.to_owned(), value);
            }
        };
        let author = |name: &String| match parted(name) {
            (family, Some(given)) => json!({ "family": family, "given": given }),
            (literal, None) => json!({ "literal": literal }),
        };
        put("id", Some(json!(article.id)));
        put("type", Some(json!("article-newspaper")));
        put("title", Some(json!(article.title())));
        put("container-title", article.outlet.as_ref().map(|found| json!(found.value)));
        put("author", (!article.authors.is_empty()).then(|| article.authors.iter().map(author).collect()));
        put("issued", published(article).map(parts));
        put("accessed", article.retrieved.map(|date| parts(date.day)));
        put("URL", article.url.as_ref().map(|url| json!(url)));
        put("language", article.lang.as_ref().map(|lang| json!(lang)));
        Value::Object(item).to_string()
    };
    let items: Vec<String> = shown.iter().map(item).collect();
    format!("[\n{}\n]\n", items.join(",\n"))
}

/// RIS: one tag a line, the lines ended as its specification says.
pub fn ris(shown: &[Shown]) -> String {
    let mut out = String::new();
    for (entry, _) in shown {
        let article = &entry.article;
        let mut put = |tag: &str, value: &str| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push_str(&format!("{tag}  - {value}\r\n"));
        };
        put("TY", "NEWS");
        for name in &article.authors {
            match parted(name) {
                (family, Some(given)) => put("AU", &format!("{family}, {given}")),
                (name, None) => put("AU", &name),
            }
        }
        put("TI", article.title());
        if let Some(outlet) = &article.outlet {
            put("T2", &outlet.value);
        }
        if let Some(day) = published(article) {
            put("PY", &day.year().to_string());
            put("DA", &format!("{}/{:02}/{:02}/", day.year(), day.month(), day.day()));
        }
        if let Some(date) = article.retrieved {
            put("Y2", &format!("{}/{:02}/{:02}/", date.day.year(), date.day.month(), date.day.day()));
        }
        if let Some(url) = &article.url {
            put("UR", url);
        }
        if let Some(lang) = &article.lang {
            put("LA", lang);
        }
        put("ID", &article.id.to_string());
        out.push_str("ER  - \r\n\r\n");
    }
    out
}

/// BibTeX, in UTF-8 as biblatex and today's managers read it.
pub fn bibtex(shown: &[Shown]) -> String {
    let mut out = String::new();
    for (entry, _) in shown {
        let article = &entry.article;
        let names: Vec<String> = article
            .authors
            .iter()
            .map(|name| match parted(name) {
                (family, Some(given)) => format!("{}, {}", escape(&family), escape(&given)),
                // In braces it is one name, whatever stands in it.
                (name, None) => format!("{{{}}}", escape(&name)),
            })
            .collect();
        let day = |day: Day| format!("{}-{:02}-{:02}", day.year(), day.month(), day.day());
        let fields = [
            ("author", Some(names.join(" and ")).filter(|names| !names.is_empty())),
            ("title", Some(format!("{{{}}}", escape(article.title())))),
            ("journal", article.outlet.as_ref().map(|found| escape(&found.value))),
            ("year", published(article).map(|day| day.year().to_string())),
            ("month", published(article).map(|day| day.month().to_string())),
            ("date", published(article).map(day)),
            ("url", article.url.as_ref().map(|url| url.replace(['{', '}', '\\', ' '], ""))),
            ("urldate", article.retrieved.map(|date| day(date.day))),
            ("langid", article.lang.clone()),
        ];
        out.push_str(&format!("@article{{{},\n", article.id));
        for (name, value) in fields {
            if let Some(value) = value {
                out.push_str(&format!("  {name} = {{{value}}},\n"));
            }
        }
        out.push_str("}\n\n");
    }
    out
}

/// Words that mean themselves in TeX, on one line.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
