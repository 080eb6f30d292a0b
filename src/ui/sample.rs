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
    "He added: “But ultimately, the Russian side” will matter.\n\nMr Lavrov said the talks were useful.";

fn date() -> Option<Date> {
    Some(Date::day(Day::constant(2025, 2, 18)))
}

fn rubio() -> SpeakerName {
    SpeakerName {
        id: Some(EntityId("marco-rubio".into())),
        kind: Some(EntityKind::Person),
        name: "Marco Rubio".into(),
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
        title: "Rubio Meets With Lavrov".into(),
        untitled: false,
        kicker: Some("Foreign Affairs".into()),
        dek: Some("A meeting.".into()),
        outlet: None,
        agency: None,
        authors: vec!["Joseph Addington".into()],
        date: date(),
        only_retrieved: false,
        lang: Some("en".into()),
        words: 300,
        people: vec![(EntityId("marco-rubio".into()), "Marco Rubio".into())],
        more_people: 2,
        quotes: 1,
        snippet: None,
        file: "a.txt".into(),
    }
}

pub fn row() -> QuoteRow {
    QuoteRow {
        id: QuoteId { article: ArticleId(1), number: 0 },
        pieces: vec!["But ultimately, the Russian side".into()],
        before: String::new(),
        after: "will matter.".into(),
        marks: Vec::new(),
        kind: QuoteKind::Full,
        speakers: vec![rubio()],
        mention: Some("He".into()),
        cue: Some("added".into()),
        confidence: Confidence::Likely,
        why: vec![Reason { what: Because::Pronoun("He".into()), weight: 1.0 }],
        title: "Rubio Meets With Lavrov".into(),
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
            values: vec![FacetValue { value: "marco-rubio".into(), label: "Marco Rubio".into(), count: 1 }],
        }],
        days: vec![(Day::constant(2025, 2, 18), 1)],
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
            caption: Some("Milwaukee".into()),
            credit: Some("Maxim Elramsisy/Shutterstock".into()),
        }],
        text: TEXT.into(),
        paragraphs,
        mentions: vec![(
            span("Lavrov"),
            EntityId("sergei-lavrov".into()),
            EntityKind::Person,
            "Lavrov".into(),
        )],
        quotes: vec![(row(), vec![span("But ultimately, the Russian side")])],
        paraphrases: vec![(span("the talks were useful"), vec![rubio()], Some(span("said")))],
        hits: Vec::new(),
        related: vec![Related { title: "Other".into(), ..Related::default() }],
        removed: vec![Removed { line: 9, text: "Advertisement".into(), why: Why::Advertisement }],
        notes: Vec::new(),
        files: vec!["a.txt".into()],
        retrieved: None,
    }
}
