//! JSON and lines of JSON: records of articles, wherever in the file they lie.

use super::{
    columns,
    records::{self, Field},
};
use crate::{
    columns::Columns,
    date::{Clock, Date, Day},
    note::Note,
    raw::Raw,
};
use serde_json::Value;
use std::{borrow::Cow, collections::BTreeSet};

/// How deep records may lie in a file.
const DEEPEST: usize = 8;
/// Records by which it is told what their fields are.
const LOOK: usize = 50;

/// Every record with its name, or why it holds no article.
pub fn read(name: &str, text: &str, columns: &[Columns]) -> Vec<(String, Result<Raw, Note>)> {
    let mut walk = Walk { columns, found: Vec::new() };
    let text = &*with_whole_pairs(text);
    let mut first = Vec::new();
    let mut finite = Cow::Borrowed(text);
    let whole = serde_json::from_str::<Value>(text).or_else(|_| {
        finite = with_finite_numbers(text);
        serde_json::from_str(&finite)
    });
    match whole {
        Ok(value) => {
            walk.value(&value, name, 0);
            first.push(value);
        }
        Err(_) => {
            // One value a line, as logs and large exports have it.
            for (number, line) in (1..).zip(finite.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                let name = format!("{name}#{number}");
                match serde_json::from_str::<Value>(line.trim_end_matches(',')) {
                    Ok(value) => {
                        walk.one(&value, &name);
                        if first.len() < LOOK {
                            first.push(value);
                        }
                    }
                    Err(_) => walk.found.push((name, Err(Note::Damaged))),
                }
            }
            let broken = walk.found.iter().filter(|(_, found)| *found == Err(Note::Damaged)).count();
            if broken == walk.found.len() {
                walk.found = vec![(name.to_owned(), Err(Note::Damaged))];
            }
        }
    }
    let mut found = walk.found;
    if found.iter().all(|(_, found)| *found == Err(Note::NoTextField)) {
        let note = unknown(&first).unwrap_or(Note::NoTextField);
        if found.is_empty() || note != Note::NoTextField {
            found = vec![(name.to_owned(), Err(note))];
        }
    }
    found
}

/// What is to be asked of records without known names: those of the longest list of objects, or the values themselves.
fn unknown(first: &[Value]) -> Option<Note> {
    fn longest<'a>(value: &'a Value, depth: usize, best: &mut Vec<&'a Value>) {
        let inner: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(object) => object.values().collect(),
            _ => return,
        };
        if value.is_array() && inner.len() > best.len() && inner.iter().all(|item| item.is_object()) {
            *best = inner.clone();
        }
        if depth < DEEPEST {
            inner.into_iter().for_each(|item| longest(item, depth + 1, best));
        }
    }
    let mut records: Vec<&Value> = Vec::new();
    if let [value] = first {
        longest(value, 0, &mut records);
    }
    if records.is_empty() {
        records = first.iter().collect();
    }
    let records: Vec<Vec<(String, String)>> = records.into_iter().map(values).collect();
    let mut names: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for (name, _) in records.iter().flatten() {
        if known.insert(name) {
            names.push(name.clone());
        }
    }
    let rows = records.iter().map(|record| {
        let value = |name: &String| record.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value);
        names.iter().map(value).collect()
    });
    let rows: Vec<Vec<&str>> = rows.take(LOOK).collect();
    columns::unknown(names, rows.into_iter())
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

/// The text with every number that no machine holds (`1e99999`) as `null`: the records around it are whole.
fn with_finite_numbers(text: &str) -> Cow<'_, str> {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    let bytes = text.as_bytes();
    let mut mended = String::new();
    let (mut kept, mut at, mut quoted) = (0, 0, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' => quoted = !quoted,
            b'0'..=b'9' | b'-' if !quoted => {
                let end = at + bytes[at..].iter().take_while(|byte| is_part(byte)).count();
                if text[at..end].parse().is_ok_and(f64::is_infinite) {
                    mended.push_str(&text[kept..at]);
                    mended.push_str("null");
                    kept = end;
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(&text[kept..]);
    Cow::Owned(mended)
}

/// A walk through the values of a file.
struct Walk<'a> {
    /// What was chosen for fields.
    columns: &'a [Columns],
    found: Vec<(String, Result<Raw, Note>)>,
}

impl Walk<'_> {
    fn one(&mut self, value: &Value, name: &str) {
        let before = self.found.len();
        self.value(value, name, 0);
        if self.found.len() == before {
            self.found.push((name.to_owned(), Err(Note::NoTextField)));
        }
    }

    /// Finds records: objects with a text, or with a headline and an address or date.
    fn value(&mut self, value: &Value, name: &str, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(items) => {
                for (number, item) in (1..).zip(items) {
                    self.value(item, &format!("{name}#{number}"), depth + 1);
                }
            }
            Value::Object(object) => {
                let values = values(value);
                let record = records::record(name, &values, self.columns);
                let has = |field| {
                    values.iter().any(|(name, _)| records::field(name).is_some_and(|(own, _)| own == field))
                };
                let is_record = has(Field::Title)
                    && (has(Field::Url) || has(Field::Date) || has(Field::Author))
                    || self.columns.iter().any(|columns| columns.renamed(&values).is_some());
                match record {
                    // A list of articles has a description of its own.
                    Ok(raw) if !holds_records(value) => self.found.push((name.to_owned(), Ok(raw))),
                    Err(note) if is_record && !holds_records(value) => {
                        self.found.push((name.to_owned(), Err(note)));
                    }
                    _ => {
                        for (key, inner) in object {
                            if inner.is_array() || inner.is_object() {
                                self.value(inner, &format!("{name}#{key}"), depth + 1);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
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
        let found = read("f", text, &[]);
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
    #[test]
    fn records_of_unknown_names_are_read_as_they_were_told_to_be() {
        let long = format!("{WORDS} {WORDS}");
        let list = format!(
            r#"{{"liste": [{{"kopf": "Fog stops ferry", "inhalt": "{long}"}}, {{"kopf": "The sun is back", "inhalt": "{long} Then.", "ort": "Halden"}}]}}"#
        );
        let lines = format!(
            "{{\"kopf\": \"Fog stops ferry\", \"inhalt\": \"{long}\"}}\n{{\"inhalt\": \"{long} Then.\"}}\n"
        );
        for (text, names, number) in [(list, 3, "f#liste#2"), (lines, 2, "f#2")] {
            let found = read("f", &text, &[]);
            let [(_, Err(Note::Columns { columns, cells }))] = &found[..] else { panic!("{found:?}") };
            assert_eq!((columns.names.len(), cells.len()), (names, 2 * names));
            assert_eq!(columns.place_of("title"), columns.names.iter().position(|name| name == "kopf"));
            let found = read("f", &text, std::slice::from_ref(columns));
            assert_eq!(
                (found.len(), found[1].0.as_str(), found[1].1.is_ok()),
                (2, number, true),
                "{found:?}"
            );
        }
    }
}
