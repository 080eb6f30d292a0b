//! JSON and lines of JSON: records of articles, wherever in the file they lie.

use super::records::{self, Field};
use crate::{
    date::{Clock, Date, Day},
    note::Note,
    raw::Raw,
};
use serde_json::Value;
use std::borrow::Cow;

/// How deep records may lie in a file.
const DEEPEST: usize = 8;

/// Every record with its name, or why it holds no article.
pub fn read(name: &str, text: &str) -> Vec<(String, Result<Raw, Note>)> {
    let mut found = Vec::new();
    let text = &*with_whole_pairs(text);
    match serde_json::from_str::<Value>(text) {
        Ok(value) => walk(&value, name, 0, &mut found),
        Err(_) => {
            // One value a line, as logs and large exports have it.
            for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                let name = format!("{name}#{number}");
                match serde_json::from_str::<Value>(line.trim_end_matches(',')) {
                    Ok(value) => one_or_walk(&value, &name, &mut found),
                    Err(_) => found.push((name, Err(Note::Damaged))),
                }
            }
            let broken = found.iter().filter(|(_, found)| *found == Err(Note::Damaged)).count();
            if broken == found.len() {
                found = vec![(name.to_owned(), Err(Note::Damaged))];
            }
        }
    }
    if found.is_empty() {
        found.push((name.to_owned(), Err(Note::NoTextField)));
    }
    found
}

/// The text with every half of a pair of escapes that stands alone (`\ud800`) as the replacement character: some programs cut strings
/// there, and no parser takes them.
fn with_whole_pairs(text: &str) -> Cow<'_, str> {
    let unit = |at: usize| {
        let hex = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(hex, 16).ok()
    };
    let mut mended = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(next) = text[at..].find('\\') {
        at += next;
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(&text[kept..at]);
                mended.push_str("\\ufffd");
                at += 6;
                kept = at;
            }
            // What stands behind a backslash is part of the escape.
            _ => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(&text[kept..]);
    Cow::Owned(mended)
}

fn one_or_walk(value: &Value, name: &str, found: &mut Vec<(String, Result<Raw, Note>)>) {
    let before = found.len();
    walk(value, name, 0, found);
    if found.len() == before {
        found.push((name.to_owned(), Err(Note::NoTextField)));
    }
}

/// Finds records: objects with a text, or with a headline and an address or date.
fn walk(value: &Value, name: &str, depth: usize, found: &mut Vec<(String, Result<Raw, Note>)>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                walk(item, &format!("{name}#{number}"), depth + 1, found);
            }
        }
        Value::Object(object) => {
            let values = values(value);
            let record = records::record(name, &values);
            let has = |field| {
                values.iter().any(|(name, _)| records::field(name).is_some_and(|(own, _)| own == field))
            };
            let is_record = has(Field::Title) && (has(Field::Url) || has(Field::Date) || has(Field::Author));
            match record {
                // A list of articles has a description of its own.
                Ok(raw) if !holds_records(value) => found.push((name.to_owned(), Ok(raw))),
                Err(note) if is_record && !holds_records(value) => found.push((name.to_owned(), Err(note))),
                _ => {
                    for (key, inner) in object {
                        if inner.is_array() || inner.is_object() {
                            walk(inner, &format!("{name}#{key}"), depth + 1, found);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

/// Whether an object has a list of objects that look like articles.
fn holds_records(value: &Value) -> bool {
    let lists = value.as_object().into_iter().flat_map(|object| object.values()).filter_map(Value::as_array);
    lists.filter_map(|list| list.first()).any(|first| {
        let known: Vec<Field> = first
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys())
            .filter_map(|key| records::field(key).map(|(field, _)| field))
            .collect();
        known.contains(&Field::Title)
            && known.len() >= 2
            && (known.contains(&Field::Text) || known.contains(&Field::Url))
    })
}

/// The named values of an object; those of the object inside it that interfaces put the fields in come along.
fn values(value: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        if matches!(key.as_str(), "fields" | "_source" | "attributes" | "data") {
            all.extend(
                value.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), words(value, 0))),
            );
        }
        all.push((key.clone(), words(value, 0)));
    }
    all
}

/// A value as words: names and lists joined, `{"rendered": …}` and its like opened.
fn words(value: &Value, depth: usize) -> String {
    match value {
        Value::String(text) => text.clone(),
        // Seconds or thousandths since 1970.
        Value::Number(number) => number.as_i64().map(day_of).unwrap_or_default(),
        Value::Array(items) if depth < 3 => {
            let all: Vec<String> =
                items.iter().map(|item| words(item, depth + 1)).filter(|text| !text.is_empty()).collect();
            let long = all.iter().any(|text| text.len() > 80);
            all.join(if long { "\n" } else { "; " })
        }
        Value::Object(object) if depth < 3 => {
            let of = |key: &str| object.get(key).map(|value| words(value, depth + 1)).unwrap_or_default();
            let opened = ["rendered", "name", "original", "main", "displayName", "text", "title", "value"];
            if let Some(text) = opened.iter().map(|key| of(key)).find(|text| !text.is_empty()) {
                return text;
            }
            let parts = [["given", "family"], ["firstName", "lastName"], ["first_name", "last_name"]];
            if let Some(name) = parts
                .iter()
                .map(|pair| format!("{} {}", of(pair[0]), of(pair[1])))
                .find(|name| name.trim() != "")
            {
                return name;
            }
            match object.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array) {
                Some(parts) => {
                    let number = |at: usize| parts.get(at).and_then(Value::as_i64).unwrap_or(1);
                    format!("{:04}-{:02}-{:02}", number(0), number(1), number(2))
                }
                None => String::new(),
            }
        }
        _ => String::new(),
    }
}

fn day_of(number: i64) -> String {
    let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
    // Between 1980 and 2100; smaller numbers are counts, larger ones names.
    if !(315_532_800..4_102_444_800).contains(&seconds) {
        return String::new();
    }
    let day =
        i32::try_from(seconds.div_euclid(86_400)).ok().and_then(|days| Day::new(1970, 1, 1)?.plus(days));
    let minutes = seconds.rem_euclid(86_400) / 60;
    let date = day.map(|day| Date {
        day,
        time: Clock::new((minutes / 60) as i8, (minutes % 60) as i8),
        offset: Some(0),
    });
    date.map(|date| date.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::Words;

    const WORDS: &str = "The ferry did not leave on Friday, and nobody on the quay could say why.";

    fn check(text: &str, expect: &[(&str, &str, &str, &str)]) {
        let found = read("f", text);
        let found: Vec<(&str, String, String, String)> = found
            .iter()
            .map(|(name, found)| match found {
                Ok(raw) => {
                    let first = |list: &[crate::raw::Claim]| {
                        list.first().map_or(String::new(), |claim| claim.text.clone())
                    };
                    assert_eq!(raw.words, Words::Paragraphs(vec![WORDS.into()]));
                    let about = &raw.about;
                    (name.as_str(), first(&about.titles), first(&about.authors), first(&about.published))
                }
                Err(note) => (name.as_str(), format!("{note:?}"), String::new(), String::new()),
            })
            .collect();
        let expect: Vec<(&str, String, String, String)> = expect
            .iter()
            .map(|(name, title, author, date)| (*name, (*title).into(), (*author).into(), (*date).into()))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn records_of_many_makers_are_read() {
        check(
            &format!(
                r#"{{"status":"ok","totalResults":2,"articles":[{{"source":{{"id":null,"name":"The Post"}},"author":"Ana Ortiz",
                "title":"Fog","description":"No boats.","url":"https://a.example","publishedAt":"2024-05-03T08:00:00Z","content":"{WORDS}"}},
                {{"title":"No text","url":"https://b.example"}}]}}"#
            ),
            &[
                ("f#articles#1", "Fog", "Ana Ortiz", "2024-05-03T08:00:00Z"),
                ("f#articles#2", "NoTextField", "", ""),
            ],
        );
        check(
            &format!(
                r#"[{{"title":{{"rendered":"Fog"}},"content":{{"rendered":"<p>{WORDS}</p>"}},"date":"2024-05-03T08:00:00","link":"https://a.example"}}]"#
            ),
            &[("f#1", "Fog", "", "2024-05-03T08:00:00")],
        );
        check(
            &format!(
                r#"{{"response":{{"results":[{{"webTitle":"Fog","webPublicationDate":"2024-05-03","webUrl":"https://a.example","fields":{{"bodyText":"{WORDS}","byline":"Jo Li"}}}}]}}}}"#
            ),
            &[("f#response#results#1", "Fog", "Jo Li", "2024-05-03")],
        );
        check(
            &format!(
                r#"[{{"title":"Fog","abstract":"{WORDS}","author":[{{"family":"Ortiz","given":"Ana"}},{{"family":"Li","given":"Jo"}}],"issued":{{"date-parts":[[2024,5,3]]}}}}]"#
            ),
            &[("f#1", "Fog", "Ana Ortiz; Jo Li", "2024-05-03")],
        );
    }

    #[test]
    fn halves_of_pairs_are_replaced() {
        assert_eq!(
            with_whole_pairs(r#""a \ud800 b \ud83d\ude00 \\ud800 \udc00""#),
            r#""a \ufffd b \ud83d\ude00 \\ud800 \ufffd""#
        );
        assert!(matches!(with_whole_pairs("é\\\\"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_of_records_are_read_and_broken_ones_named() {
        check(
            &format!(
                "{{\"title\":\"Fog\",\"text\":\"{WORDS}\",\"created\":1714723200}}\n{{\"title\":\"Cut\n"
            ),
            &[("f#1", "Fog", "", "2024-05-03T08:00+00:00"), ("f#2", "Damaged", "", "")],
        );
        check("{\"title\": ", &[("f", "Damaged", "", "")]);
        check("{\"version\": 3, \"list\": [1, 2]}", &[("f", "NoTextField", "", "")]);
    }
}
