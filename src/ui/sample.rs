//! A small result, made up, for the tests of components.

use crate::{
    article::{ArticleId, Image, Related, Removed, Why},
    date::{Date, Day},
    entity::{EntityId, EntityKind},
    protocol::{
        BesideIt, Bin, ByOutlet, Card, Changed, Comparison, CopyOfIt, Dossier, FacetCounts, FacetValue,
        Heard, Lane, Likeness, Opened, Passage, People, PersonRow, Place, QuoteId, QuoteRow, Results,
        SameQuestion, Side, SideShown, SpeakerName, Timeline, VoiceLine, Wording,
    },
    query::Facet,
    quote::{Because, Confidence, QuoteKind, Reason},
    span::Span,
    view::Listed,
};
use std::rc::Rc;

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
        marks: Default::default(),
        copies: 2,
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

pub fn listed() -> Listed {
    Listed { cards: vec![Rc::new(card())], rows: vec![Rc::new(row())], ..Listed::default() }
}

pub fn results() -> Results {
    Results {
        articles: 1,
        of_articles: 2,
        quotes: 1,
        of_quotes: 3,
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
        sentences: vec![span("He added: “The ferry will sail again” before winter.")],
        paragraphs,
        mentions: vec![(span("Menon"), EntityId("ravi-menon".into()), EntityKind::Person, "Menon".into())],
        quotes: vec![(row(), vec![span("The ferry will sail again")])],
        paraphrases: vec![(span("the talks were useful"), vec![ortiz()], Some(span("said")))],
        hits: Vec::new(),
        beside: vec![BesideIt {
            id: ArticleId(9),
            title: "Boats".into(),
            people: vec!["Ana Ortiz".into()],
            same_day: true,
        }],
        copies: vec![CopyOfIt {
            id: ArticleId(8),
            title: "Ferry crews meet mayor".into(),
            outlet: Some("Evening Star".into()),
            share: 74,
        }],
        related: vec![Related { title: "Other".into(), ..Related::default() }],
        original: Vec::new(),
        removed: vec![Removed { line: 9, text: "Advertisement".into(), why: Why::Advertisement }],
        notes: Vec::new(),
        files: vec!["a.txt".into()],
        folder: None,
        can_be_titled: true,
        retrieved: None,
    }
}

pub fn people() -> People {
    let id = |id: &str| EntityId(id.into());
    let heard = Heard { full: 1, partial: 1, articles: 1, words: 9, ..Heard::default() };
    let row_of_ortiz = self::row();
    let row = |one: &str, name: &str, heard: Heard| PersonRow {
        id: id(one),
        name: name.into(),
        role: Some("Mayor".into()),
        heard,
        outlets: 1,
        days: Some((day(), day())),
    };
    People {
        kind: EntityKind::Person,
        rows: vec![
            row("ana-ortiz", "Ana Ortiz", heard),
            row("ravi-menon", "Ravi Menon", Heard { mentioned: 1, articles: 1, ..Heard::default() }),
        ],
        of: 2,
        questions: vec![SameQuestion {
            a: (id("menon"), "Menon".into()),
            b: (id("ravi-menon"), "Ravi Menon".into()),
            why: Likeness::OneOfTheName,
        }],
        dossier: Some(Dossier {
            id: id("ana-ortiz"),
            names: vec!["Ana Ortiz".into(), "Ms Ortiz".into()],
            roles: vec![("Mayor".into(), Some(day()))],
            outlets: vec![ByOutlet {
                outlet: None,
                heard,
                names: vec!["Ana Ortiz".into(), "Ms Ortiz".into()],
            }],
            with: vec![(id("ravi-menon"), "Ravi Menon".into(), 1)],
            quotes: vec![row_of_ortiz],
            of_quotes: 2,
        }),
    }
}

pub fn comparison() -> Comparison {
    let id = |id: &str| EntityId(id.into());
    let quoted = Heard { full: 1, articles: 1, ..Heard::default() };
    let named = Heard { articles: 1, mentioned: 1, ..Heard::default() };
    let side = |outlet: &str| Side::Those(format!("source:\"{outlet}\""));
    let shown = |outlet: &str| SideShown { side: side(outlet), label: outlet.into(), articles: 1, quotes: 1 };
    let line = |one: &str, name: &str, heard: [Heard; 2], names: [&[&str]; 2]| VoiceLine {
        id: id(one),
        name: name.into(),
        heard: heard.to_vec(),
        names: names.iter().map(|names| names.iter().map(|name| (*name).to_owned()).collect()).collect(),
    };
    let place = |side: u32| Place { side, quote: row().id, title: "Ferry".into(), speakers: vec![ortiz()] };
    Comparison {
        sides: vec![shown("The Ledger"), shown("Coast Wire")],
        outlets: vec![
            (side("The Ledger"), "The Ledger".into(), 1),
            (side("Coast Wire"), "Coast Wire".into(), 1),
        ],
        articles: vec![(Side::Article(card().id), card().title)],
        voices: vec![
            line("ana-ortiz", "Ana Ortiz", [quoted, named], [&["Ana Ortiz"], &["Anna Ortiz"]]),
            line("ravi-menon", "Ravi Menon", [named, Heard::default()], [&["Menon"], &[]]),
        ],
        of_voices: 2,
        same: vec![vec![
            Wording { words: vec![(Changed::Kept, "The ferry will sail".into())], places: vec![place(0)] },
            Wording {
                words: vec![
                    (Changed::Kept, "The ferry".into()),
                    (Changed::Cut, "will".into()),
                    (Changed::Put, "would".into()),
                ],
                places: vec![place(1)],
            },
        ]],
        of_same: 1,
        passages: vec![Passage {
            text: "word for word".into(),
            words: 13,
            places: vec![(0, card().id, "Ferry".into()), (1, card().id, "Boats".into())],
        }],
        of_passages: 1,
        own: vec![vec![("strike".into(), 4)], Vec::new()],
        first: 0,
    }
}

pub fn timeline() -> Timeline {
    let days = (17..20).filter_map(|day| Day::new(2025, 2, day)).map(|day| (day, day)).collect();
    Timeline {
        bin: Bin::Day,
        bins: days,
        layers: vec!["The Ledger".into(), String::new()],
        others: false,
        bars: vec![vec![1, 1], vec![0, 0], vec![2, 0]],
        of_quotes: false,
        undated: 1,
        told: 0,
        lanes: vec![Lane {
            id: EntityId("ana-ortiz".into()),
            name: "Ana Ortiz".into(),
            beats: vec![(0, [2, 0, 1, 0]), (2, [0, 0, 0, 1])],
        }],
        of_lanes: 1,
    }
}
