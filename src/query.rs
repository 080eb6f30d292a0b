//! What the reader asks for: words typed and facets chosen, and its text form, which is the page's address.

use crate::date::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A property to choose by. Within a facet choices are alternatives, between facets all must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// A person the article names; of quotes, the person who says them. Values are entity ids.
    Person,
    /// How people speak in the article: `direct`, `paraphrase`. With a person chosen, how that person speaks.
    Speaks,
    /// Who published the article. Values are the outlet's name, or `unknown`.
    Source,
    /// A place the article names. Values are entity ids.
    Place,
    /// An organisation the article names. Values are entity ids.
    Organisation,
    /// How much of a quote is word for word: `full`, `partial`, `headline`, `nested`.
    Kind,
}

impl Facet {
    /// All facets in the order they are shown.
    pub const ALL: [Facet; 6] =
        [Facet::Person, Facet::Speaks, Facet::Source, Facet::Kind, Facet::Place, Facet::Organisation];

    /// The word for it in addresses and typed queries.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Person => "person",
            Facet::Speaks => "speaks",
            Facet::Source => "source",
            Facet::Place => "place",
            Facet::Organisation => "organisation",
            Facet::Kind => "kind",
        }
    }

    fn from_key(key: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.key() == key)
    }
}

/// The values of [`Facet::Source`] for articles that name no outlet.
pub const UNKNOWN: &str = "unknown";

/// What is chosen in one facet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Values of which one must hold, or every one where `all`.
    pub wanted: BTreeSet<String>,
    /// Values of which none may hold.
    pub unwanted: BTreeSet<String>,
    /// Whether every wanted value must hold.
    pub all: bool,
}

impl Choice {
    fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }
}

/// The order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Latest first; undated last.
    #[default]
    Newest,
    /// Earliest first; undated last.
    Oldest,
    /// Best match of the words typed first.
    Relevance,
    /// By outlet, then latest first.
    Source,
}

impl Order {
    /// All orders as offered.
    pub const ALL: [Order; 4] = [Order::Newest, Order::Oldest, Order::Relevance, Order::Source];

    /// The word for it in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Relevance => "relevance",
            Order::Source => "source",
        }
    }
}

/// A filter of a library. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// What was typed: words that must all stand in the article, `"phrases"`, `-not`.
    pub words: String,
    /// What was chosen. A facet without a choice is absent.
    pub choices: BTreeMap<Facet, Choice>,
    /// First day, inclusive.
    pub from: Option<Day>,
    /// Last day, inclusive.
    pub to: Option<Day>,
    /// The order of results.
    pub order: Order,
}

/// Something about the words typed that should be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// A quotation mark was not closed; the phrase was taken to run to the end.
    OpenPhrase,
    /// Nothing but operators or signs was typed.
    NoWords,
    /// Only the first so many words were looked for.
    TooManyWords(u32),
}

/// Longest address read, in bytes: an address comes from anywhere.
const LONGEST_ADDRESS: usize = 8192;

impl Query {
    /// Whether it lets everything through.
    pub fn is_all(&self) -> bool {
        self.words.trim().is_empty() && self.choices.is_empty() && self.from.is_none() && self.to.is_none()
    }

    /// Whether this value is wanted.
    pub fn wants(&self, facet: Facet, value: &str) -> bool {
        self.choices.get(&facet).is_some_and(|choice| choice.wanted.contains(value))
    }

    /// The query with `value` wanted if it was not, and no longer wanted if it was.
    pub fn toggled(mut self, facet: Facet, value: &str) -> Query {
        let choice = self.choices.entry(facet).or_default();
        choice.unwanted.remove(value);
        if !choice.wanted.remove(value) {
            choice.wanted.insert(value.to_owned());
        }
        if choice.is_empty() {
            self.choices.remove(&facet);
        }
        self
    }

    /// The query without any choice of this value.
    pub fn without(mut self, facet: Facet, value: &str) -> Query {
        if let Some(choice) = self.choices.get_mut(&facet) {
            choice.wanted.remove(value);
            choice.unwanted.remove(value);
            if choice.is_empty() {
                self.choices.remove(&facet);
            }
        }
        self
    }

    /// The query as `q=…&person=…`, in one form for each query. A value not wanted is led by `-`, a facet of which all values
    /// must hold says `person.all=1`.
    pub fn to_address(&self) -> String {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut push = |key: &str, value: &str| pairs.push((key.to_owned(), value.to_owned()));
        if !self.words.is_empty() {
            push("q", &self.words);
        }
        for (facet, choice) in &self.choices {
            for value in &choice.wanted {
                let lead = if value.starts_with(['-', '+']) { "+" } else { "" };
                push(facet.key(), &format!("{lead}{value}"));
            }
            for value in &choice.unwanted {
                push(facet.key(), &format!("-{value}"));
            }
            if choice.all {
                push(&format!("{}.all", facet.key()), "1");
            }
        }
        if let Some(day) = self.from {
            push("from", &day.to_string());
        }
        if let Some(day) = self.to {
            push("to", &day.to_string());
        }
        if self.order != Order::default() {
            push("order", self.order.key());
        }
        pairs.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    /// Reads what [`Query::to_address`] writes. Unknown keys and values that cannot be are left out; an address longer than
    /// 8 kB is the empty query.
    pub fn from_address(address: &str) -> Query {
        let mut query = Query::default();
        if address.len() > LONGEST_ADDRESS {
            return query;
        }
        for pair in address.split('&') {
            let Some((key, value)) = pair.split_once('=') else { continue };
            let value = decode(value);
            match key {
                "q" => query.words = value,
                "from" => query.from = value.parse().ok(),
                "to" => query.to = value.parse().ok(),
                "order" => {
                    query.order =
                        Order::ALL.into_iter().find(|order| order.key() == value).unwrap_or_default();
                }
                _ => {
                    if let Some(facet) = key.strip_suffix(".all").and_then(Facet::from_key) {
                        query.choices.entry(facet).or_default().all = value == "1";
                    } else if let Some(facet) = Facet::from_key(key) {
                        let choice = query.choices.entry(facet).or_default();
                        match value.strip_prefix('-') {
                            Some(value) => choice.unwanted.insert(value.to_owned()),
                            None => {
                                choice.wanted.insert(value.strip_prefix('+').unwrap_or(&value).to_owned())
                            }
                        };
                    }
                }
            }
        }
        query.choices.retain(|_, choice| !choice.is_empty());
        query
    }
}

/// Percent-encoding for the part of an address behind `#`, with `+` for a space.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(byte as char)
            }
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Undoes [`encode`]; what is no valid encoding stands as it is, and bytes that are no UTF-8 are replaced.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (bytes[at], pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_after_the_address(query: Query) {
        assert_eq!(Query::from_address(&query.to_address()), query, "{}", query.to_address());
    }

    #[test]
    fn an_address_gives_the_query_back() {
        same_after_the_address(Query::default());
        let query = Query { words: "\"improve relations\" -war 50% & é".into(), ..Query::default() }
            .toggled(Facet::Person, "ana-ortiz")
            .toggled(Facet::Person, "ravi-menon")
            .toggled(Facet::Source, "-odd & name")
            .toggled(Facet::Source, "+odd");
        same_after_the_address(query.clone());
        let mut query = Query { from: "2025-02-01".parse().ok(), order: Order::Source, ..query };
        query.choices.get_mut(&Facet::Person).unwrap().all = true;
        query.choices.get_mut(&Facet::Person).unwrap().unwanted.insert("x".into());
        same_after_the_address(query);
    }

    #[test]
    fn hostile_addresses_are_read_without_harm() {
        for address in
            ["q=%", "q=%zz&&&==", "person", "from=yesterday", "__proto__=1", "person.all=1", "q=%ff%fe"]
        {
            let query = Query::from_address(address);
            assert!(query.choices.is_empty() && query.from.is_none(), "{address}");
        }
        assert!(Query::from_address(&format!("q={}", "a".repeat(9000))).is_all());
    }

    #[test]
    fn a_value_chosen_twice_is_not_chosen() {
        let query = Query::default().toggled(Facet::Kind, "full");
        assert!(query.wants(Facet::Kind, "full"));
        assert!(query.toggled(Facet::Kind, "full").is_all());
    }
}
