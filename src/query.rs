//! What the reader asks for: words typed and facets chosen, and its text form, which is the page's address.

pub use verbatim_index::{hint::Hint, typed};

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
    /// What the reader did with the article, and whether it is a copy: [`STARRED`], [`NOTED`], [`COPY`].
    Is,
    /// The reader's tags.
    Tag,
}

impl Facet {
    /// All facets in the order they are shown.
    pub const ALL: [Facet; 8] = [
        Facet::Person,
        Facet::Speaks,
        Facet::Source,
        Facet::Is,
        Facet::Tag,
        Facet::Kind,
        Facet::Place,
        Facet::Organisation,
    ];

    /// The word for it in addresses and typed queries.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Person => "person",
            Facet::Speaks => "speaks",
            Facet::Source => "source",
            Facet::Place => "place",
            Facet::Organisation => "organisation",
            Facet::Kind => "kind",
            Facet::Is => "is",
            Facet::Tag => "tag",
        }
    }

    /// The facet of a word.
    pub fn from_key(key: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.key() == key)
    }
}

/// The values of [`Facet::Source`] for articles that name no outlet.
pub const UNKNOWN: &str = "unknown";

/// The value of [`Facet::Is`] for articles that bear a star.
pub const STARRED: &str = "starred";

/// The value of [`Facet::Is`] for articles with a note.
pub const NOTED: &str = "noted";

/// The value of [`Facet::Is`] for articles that are copies of an earlier one but for some sentences: shut out, wire copy is there once.
pub const COPY: &str = "copy";

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

    /// The query as it could be typed, in one form for each query: `person:ana-ortiz date:2025-02-01..2025-02-28 peace`.
    pub fn to_text(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (facet, choice) in &self.choices {
            for value in &choice.wanted {
                parts.push(format!("{}:{}", facet.key(), typed::value(value)));
            }
            for value in &choice.unwanted {
                parts.push(format!("-{}:{}", facet.key(), typed::value(value)));
            }
            if choice.all {
                parts.push(format!("all:{}", facet.key()));
            }
        }
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        if self.from.is_some() || self.to.is_some() {
            let (from, to) = (day(self.from), day(self.to));
            parts.push(if from == to { format!("date:{from}") } else { format!("date:{from}..{to}") });
        }
        if self.order != Order::default() {
            parts.push(format!("order:{}", self.order.key()));
        }
        if !self.words.is_empty() {
            parts.push(self.words.clone());
        }
        parts.join(" ")
    }

    /// Reads what [`Query::to_text`] writes, or anything typed.
    pub fn from_text(text: &str) -> Query {
        Query { words: text.to_owned(), ..Query::default() }.lifted().0
    }

    /// The query with the fields typed among its words moved into its choices, and what should be said of them. `says:` and
    /// `exact:` are about words and stay.
    pub fn lifted(mut self) -> (Query, Vec<Hint>) {
        let mut hints = Vec::new();
        let words = std::mem::take(&mut self.words);
        let mut rest = String::with_capacity(words.len());
        let mut at = 0;
        for piece in typed::pieces(&words) {
            let Some(field) = piece.field.filter(|field| !matches!(*field, "says" | "exact")) else {
                continue;
            };
            rest.push_str(&words[at..piece.span.start as usize]);
            // The blanks behind it go too, so that those before it part what is left.
            let behind = &words[piece.span.end as usize..];
            at = words.len() - behind.trim_start().len();
            if !self.choose(field, piece.text.trim(), piece.not) {
                hints.push(Hint::NoValue(field.to_owned()));
            }
        }
        if at == 0 {
            self.words = words;
        } else {
            rest.push_str(&words[at..]);
            self.words = rest.trim_start().to_owned();
        }
        self.choices.retain(|_, choice| !choice.is_empty());
        (self, hints)
    }

    /// Takes in one field with its value; gives whether it can be.
    fn choose(&mut self, field: &str, value: &str, not: bool) -> bool {
        if value.is_empty() {
            return false;
        }
        if let Some(facet) = Facet::from_key(field) {
            let choice = self.choices.entry(facet).or_default();
            let values = if not { &mut choice.unwanted } else { &mut choice.wanted };
            values.insert(value.to_owned());
            return true;
        }
        match field {
            "date" => match days(value) {
                Some((from, to)) if !not => (self.from, self.to) = (from, to),
                _ => return false,
            },
            "order" => match Order::ALL.into_iter().find(|order| order.key() == value) {
                Some(order) => self.order = order,
                None => return false,
            },
            "all" => match Facet::from_key(value) {
                Some(facet) => self.choices.entry(facet).or_default().all = true,
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// The part of the page's address that says the query: its text form, encoded.
    pub fn to_address(&self) -> String {
        let text = self.to_text();
        if text.is_empty() { text } else { format!("q={}", encode(&text)) }
    }

    /// Reads what [`Query::to_address`] writes, and what it wrote before queries had a text form: `q=…&person=…&from=…`, a value
    /// not wanted led by `-`. Unknown keys and values that cannot be are left out; an address longer than 8 kB is the empty
    /// query.
    pub fn from_address(address: &str) -> Query {
        let mut query = Query::default();
        if address.len() > LONGEST_ADDRESS {
            return query;
        }
        for pair in address.split('&') {
            let Some((key, value)) = pair.split_once('=') else { continue };
            let value = decode(value);
            match key {
                "q" => query = Query { words: value, ..query }.lifted().0,
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
        // In the form of one that was typed, so that no value stays that cannot be written again.
        Query::from_text(&query.to_text())
    }
}

/// The days of `2025-02-01..28`, `2025-02..2025-04`, `2025`, `2025-02-01..`, `..2025`: first and last, inclusive.
fn days(text: &str) -> Option<(Option<Day>, Option<Day>)> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let first = if from.is_empty() { None } else { Some(period(from)?.0) };
    let last = match (to, first) {
        ("", _) => None,
        // Only the day, or month and day, of the same month or year as the first.
        (to, Some(_)) if to.len() == 2 || to.len() == 5 => {
            let kept = from.len().min(10).checked_sub(to.len())?;
            Some(period(&format!("{}{to}", from.get(..kept)?))?.1)
        }
        (to, _) => Some(period(to)?.1),
    };
    (first.is_some() || last.is_some()).then_some((first, last))
}

/// First and last day of a day, a month or a year.
fn period(text: &str) -> Option<(Day, Day)> {
    let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
    let year = i16::try_from(parts.next()??).ok()?;
    let month = parts.next().map(|month| month.and_then(|month| i8::try_from(month).ok()));
    let day = parts.next().map(|day| day.and_then(|day| i8::try_from(day).ok()));
    let first = Day::new(year, month.unwrap_or(Some(1))?, day.unwrap_or(Some(1))?)?;
    let end_of = |month: i8| (28..=31).rev().find_map(|day| Day::new(year, month, day));
    let last = match (month, day) {
        (_, Some(_)) => first,
        (month, None) => end_of(month.flatten().unwrap_or(12))?,
    };
    Some((first, last)).filter(|_| parts.next().is_none())
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
        assert_eq!(Query::from_text(&query.to_text()), query, "{}", query.to_text());
    }

    #[test]
    fn the_text_form_is_what_could_be_typed() {
        let query =
            Query::from_text("peace source:\"The Bay Post\" date:2025-02-01..28 -kind:full \"cold war");
        assert_eq!(
            query.to_text(),
            "source:\"The Bay Post\" -kind:full date:2025-02-01..2025-02-28 peace \"cold war"
        );
        same_after_the_address(query);
        assert_eq!(Query::from_text("12:30 said: says:\"no more\"").words, "12:30 said: says:\"no more\"");
        let (query, hints) = Query { words: "date:soon person: x".into(), ..Query::default() }.lifted();
        assert_eq!(query.words, "x");
        assert_eq!(hints, [Hint::NoValue("date".into()), Hint::NoValue("person".into())]);
    }

    #[test]
    fn dates_are_days_months_years_and_what_lies_between() {
        let check = |typed: &str, expect: &str| {
            let said = days(typed).map_or("none".to_owned(), |(from, to)| {
                let say = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
                format!("{} {}", say(from), say(to))
            });
            assert_eq!(said, expect, "{typed}");
        };
        check("2025-02-01..28", "2025-02-01 2025-02-28");
        check("2025-02-01..03-05", "2025-02-01 2025-03-05");
        check("2024-02", "2024-02-01 2024-02-29");
        check("2025", "2025-01-01 2025-12-31");
        check("2025-02..2025-04", "2025-02-01 2025-04-30");
        check("2025-02..04", "2025-02-01 2025-04-30");
        check("2025-02-18", "2025-02-18 2025-02-18");
        check("..2025", " 2025-12-31");
        check("2025-02-01..", "2025-02-01 ");
        for odd in [
            "..",
            "",
            "soon",
            "2025-13",
            "2025-02-30",
            "2025-1-1-1",
            "1..2..3",
            "x..28",
            "99999",
            "é..28",
            "2025..02-28",
            "1..28",
        ] {
            check(odd, "none");
        }
    }

    #[test]
    fn addresses_of_earlier_versions_are_read() {
        let query = Query::from_address(
            "q=peace&person=ana-ortiz&person=-x&person.all=1&from=2025-02-01&order=oldest",
        );
        let expect = "person:ana-ortiz -person:x all:person date:2025-02-01.. order:oldest peace";
        assert_eq!(query.to_text(), expect);
        same_after_the_address(query);
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
        for address in [
            "q=%",
            "q=%zz&&&==",
            "person",
            "person=",
            "is=-",
            "source=%20",
            "from=yesterday",
            "__proto__=1",
            "person.all=1",
            "q=%ff%fe",
        ] {
            let query = Query::from_address(address);
            assert!(query.choices.is_empty() && query.from.is_none(), "{address}");
        }
        assert!(Query::from_address(&format!("q={}", "a".repeat(9000))).is_all());
    }

    proptest::proptest! {
        /// Whatever an address says, and whichever form it has, what is read from it can be written and read again.
        #[test]
        fn what_is_read_from_an_address_can_be_written(
            address in "((q|is|person|source\\.all|-tag|all|from|order)=(%22|%20|is:|date:|OR|2025|02|\\.\\.|[-+”a:% ]){0,6}&?){0,4}"
        ) {
            let query = Query::from_address(&address);
            proptest::prop_assert_eq!(Query::from_address(&query.to_address()), query);
        }
    }

    #[test]
    fn a_value_chosen_twice_is_not_chosen() {
        let query = Query::default().toggled(Facet::Kind, "full");
        assert!(query.wants(Facet::Kind, "full"));
        assert!(query.toggled(Facet::Kind, "full").is_all());
    }
}
