//! A small result, made up, for the tests of components.

use crate::{
    article::{ArticleId, Image, Related, Removed, Why},
    date::{Date, Day},
    entity::{EntityId, EntityKind},
    protocol::{Card, FacetCounts, FacetValue, Opened, QuoteId, QuoteRow, Results, SpeakerName},
    query::Facet,
    quote::{Because, Confidence, QuoteKind, Reason},
    span::Span,
};

const TEXT: &str =
    "He added: “The ferry will sail again” before winter.\n\nMr Menon said the talks were useful.";

fn day() -> Day {
    "2025-02-18".parse().unwrap()
}

fn date() -> Option<Date> {
    Some(Date::day(day()))
}

fn ortiz() -> SpeakerName {
    SpeakerName {
        id: Some(EntityId("ana-ortiz".into())),
        kind: Some(EntityKind::Person),
        name: "Ana Ortiz".into(),
    }
}

/// Where `words` stand in the sample text.
fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or(0);
    Span::new(start, start + words.len())
}

pub fn card() -> Card {
    Card {
        id: ArticleId(1),
        title: "Ferry Crews Meet the Mayor".into(),
        untitled: false,
        kicker: Some("Harbour".into()),
        dek: Some("A first meeting.".into()),
        outlet: None,
        agency: None,
        authors: vec!["Nell Ashdown".into()],
        date: date(),
        only_retrieved: false,
        lang: Some("en".into()),
        words: 300,
        people: vec![(EntityId("ana-ortiz".into()), "Ana Ortiz".into())],
        more_people: 2,
        quotes: 1,
        snippet: None,
        file: "a.txt".into(),
    }
}

pub fn row() -> QuoteRow {
    QuoteRow {
        id: QuoteId { article: ArticleId(1), number: 0 },
        pieces: vec!["The ferry will sail again".into()],
        before: String::new(),
        after: "before winter.".into(),
        marks: Vec::new(),
        kind: QuoteKind::Full,
        speakers: vec![ortiz()],
        mention: Some("He".into()),
        cue: Some("added".into()),
        confidence: Confidence::Likely,
        why: vec![Reason { what: Because::Pronoun("He".into()), weight: 1.0 }],
        title: "Ferry Crews Meet the Mayor".into(),
        untitled: false,
        outlet: None,
        date: date(),
        url: Some("https://example.org/a".into()),
        lang: Some("en".into()),
    }
}

pub fn results() -> Results {
    Results {
        articles: 1,
        of_articles: 2,
        quotes: 1,
        of_quotes: 3,
        cards: vec![card()],
        rows: vec![row()],
        facets: vec![FacetCounts {
            facet: Facet::Person,
            of: 1,
            values: vec![FacetValue { value: "ana-ortiz".into(), label: "Ana Ortiz".into(), count: 1 }],
        }],
        days: vec![(day(), 1)],
        ..Results::default()
    }
}

pub fn opened() -> Opened {
    let paragraphs = TEXT.split("\n\n").map(span).collect();
    Opened {
        card: card(),
        url: None,
        headline_from: None,
        images: vec![Image {
            caption: Some("The pier".into()),
            credit: Some("Ines Calloway/Harbour Photos".into()),
        }],
        text: TEXT.into(),
        paragraphs,
        mentions: vec![(span("Menon"), EntityId("ravi-menon".into()), EntityKind::Person, "Menon".into())],
        quotes: vec![(row(), vec![span("The ferry will sail again")])],
        paraphrases: vec![(span("the talks were useful"), vec![ortiz()], Some(span("said")))],
        hits: Vec::new(),
        related: vec![Related { title: "Other".into(), ..Related::default() }],
        removed: vec![Removed { line: 9, text: "Advertisement".into(), why: Why::Advertisement }],
        notes: Vec::new(),
        files: vec!["a.txt".into()],
        retrieved: None,
    }
}
