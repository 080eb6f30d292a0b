//! What holds of a library, whatever its articles.

use super::*;
use crate::{
    article::{Found, Origin},
    correction::{Handle, Identity as Correction},
    date::{Date, Day},
    entity::Gender,
    identify::identify_people,
};
use proptest::{collection, prelude::*};

/// An article that names people, one a line, on a day.
fn article(name: &str, day: &str, people: &str) -> (Article, Naming) {
    let lines: Vec<&str> = people.split(" | ").collect();
    let mut article = Article::of_paragraphs(name, lines.iter().copied());
    article.id = ArticleId::of(name, &article.text);
    let day: Day = day.parse().unwrap();
    article.published = Some(Found { value: Date::day(day), from: Origin::Line });
    let naming = identify_people(&article, &vec![false; lines.len()]).0;
    (article, naming)
}

const LIBRARY: [(&str, &str, &str); 8] = [
    ("a", "2021-03-01", "President Ann Hale | Mrs Hale | Omar Reed"),
    ("b", "2021-03-02", "Hale | Mr Reed | Foreign Minister Omar Reed"),
    ("c", "2021-03-03", "Beth Hale | General Kozlovskiy"),
    ("d", "2021-03-04", "Andrei Kozlovsky | King Albert"),
    ("e", "2021-03-05", "Andrey Kozlovskiy | Albert Reed | Reed"),
    ("f", "2023-09-01", "Hale"),
    ("g", "2021-03-05", "Lewis Gray Jr. | Lewis Gray | Mr Gray"),
    ("h", "2021-03-06", "Lewis A. Gray | King Albert II"),
];

fn library(order: impl IntoIterator<Item = usize>) -> Resolver {
    let mut resolver = Resolver::default();
    for at in order {
        let (name, day, people) = LIBRARY[at];
        let (article, naming) = article(name, day, people);
        resolver.add(&article, &naming);
    }
    resolver
}

fn told(resolver: &Resolver) -> Vec<Known> {
    resolver.known().cloned().collect()
}

fn ids(resolver: &Resolver) -> Vec<&str> {
    resolver.known().map(|known| known.id.0.as_str()).collect()
}

#[test]
fn one_person_is_one_person() {
    let resolver = library(0..LIBRARY.len());
    let expect = [
        "albert-ii",
        "albert-reed",
        "andrey-kozlovskiy",
        "ann-hale",
        "beth-hale",
        "hale",
        "hale.2",
        "lewis-a-gray",
        "lewis-gray-jr",
        "omar-reed",
    ];
    // Of two with the same name one has the plain id, and the other the id of an article behind it.
    let plain = |id: &str| id.find('.').map_or_else(|| id.to_owned(), |dot| format!("{}.2", &id[..dot]));
    assert_eq!(ids(&resolver).into_iter().map(plain).collect::<Vec<_>>(), expect);
}

#[test]
fn the_order_of_articles_changes_nothing() {
    let count = LIBRARY.len();
    let straight = told(&library(0..count));
    assert_eq!(told(&library((0..count).rev())), straight);
    for start in 1..count {
        assert_eq!(told(&library((0..count).map(|at| (at * 3 + start) % count))), straight);
    }
}

#[test]
fn every_member_leads_to_its_entity() {
    let resolver = library(0..LIBRARY.len());
    for known in resolver.known() {
        assert_eq!(resolver.get(&known.id), Some(known));
        for (article, index) in &known.members {
            assert_eq!(resolver.id_of(*article, *index), Some(&known.id));
        }
    }
}

#[test]
fn what_is_removed_is_as_if_it_had_never_been_there() {
    for (gone, (name, day, people)) in LIBRARY.into_iter().enumerate() {
        let mut resolver = library(0..LIBRARY.len());
        resolver.remove(article(name, day, people).0.id);
        assert_eq!(
            told(&resolver),
            told(&library((0..LIBRARY.len()).filter(|at| *at != gone))),
            "without {name}"
        );
    }
    let mut resolver = library(0..2);
    for (name, day, people) in &LIBRARY[..2] {
        resolver.remove(article(name, day, people).0.id);
    }
    assert_eq!(told(&resolver), []);
}

#[test]
fn an_article_added_twice_counts_once() {
    let mut resolver = library(0..LIBRARY.len());
    let (name, day, people) = LIBRARY[0];
    let (article, naming) = article(name, day, people);
    resolver.add(&article, &naming);
    assert_eq!(told(&resolver), told(&library(0..LIBRARY.len())));
}

fn person(name: &str) -> Handle {
    Handle { kind: EntityKind::Person, name: name.to_owned() }
}

#[test]
fn corrections_stand_above_the_rules_and_hold_for_what_comes() {
    let mut resolver = library(0..4);
    assert!(ids(&resolver).contains(&"beth-hale"));
    resolver.correct(Correction::Same(person("Ann Hale"), person("Beth Hale")));
    assert!(!ids(&resolver).contains(&"ann-hale"));
    resolver.correct(Correction::Same(person("Omar Reed"), person("Andrei Kozlovsky")));
    resolver.correct(Correction::Rename(person("Ann Hale"), "A. B. Hale".to_owned()));
    let mut late = library(0..0);
    for correction in resolver.corrections() {
        late.correct(correction.clone());
    }
    for (name, day, people) in &LIBRARY[..4] {
        let (article, naming) = article(name, day, people);
        late.add(&article, &naming);
    }
    assert_eq!(told(&late), told(&resolver));
    assert!(ids(&late).contains(&"a-b-hale"));
    assert_eq!(ids(&late).iter().filter(|id| id.contains("reed") || id.contains("kozlovsk")).count(), 1);
}

#[test]
fn two_may_be_parted_and_names_struck_out() {
    let mut resolver = library(3..5);
    assert!(!ids(&resolver).contains(&"andrei-kozlovsky"));
    resolver.correct(Correction::NotSame(person("Andrei Kozlovsky"), person("Andrey Kozlovskiy")));
    assert!(ids(&resolver).contains(&"andrei-kozlovsky") && ids(&resolver).contains(&"andrey-kozlovskiy"));
    resolver.correct(Correction::NotAPerson(person("Andrey Kozlovskiy")));
    assert!(!ids(&resolver).contains(&"andrey-kozlovskiy"));
}

#[test]
fn what_is_likely_but_not_certain_is_asked() {
    let resolver = library(0..LIBRARY.len());
    let asked = resolver.suggestions();
    let has =
        |a: &str, b: &str, why: Alike| asked.iter().any(|one| one.a.0 == a && one.b.0 == b && one.why == why);
    assert!(has("lewis-a-gray", "lewis-gray-jr", Alike::OnlyTheSuffixDiffers), "{asked:?}");
    assert!(asked.iter().any(|one| one.b.0 == "hale" || one.a.0 == "hale"), "{asked:?}");
}

#[test]
fn a_role_of_one_article_tells_who_is_meant_in_another() {
    let resolver = library(0..4);
    let a = article(LIBRARY[0].0, LIBRARY[0].1, LIBRARY[0].2).0.id;
    assert_eq!(resolver.holder(a, "the foreign minister").map(|id| id.0.as_str()), Some("omar-reed"));
    assert_eq!(resolver.holder(a, "the mayor"), None);
}

#[test]
fn places_and_organisations_meet_under_their_usual_names() {
    let mut resolver = Resolver::default();
    for (name, kind, words) in [
        ("a", EntityKind::Place, "U.S."),
        ("b", EntityKind::Place, "United States"),
        ("c", EntityKind::Organisation, "US State Department"),
        ("d", EntityKind::Organisation, "the State Department"),
    ] {
        let article = Article::of_text(name, words);
        let entity = Entity {
            kind,
            name: words.to_owned(),
            roles: Vec::new(),
            honorific: None,
            gender: None::<Gender>,
        };
        let span = Span::new(0, words.len());
        let mention = crate::entity::Mention { span, entity: EntityIndex(0) };
        resolver.add(&article, &Naming { entities: vec![entity], mentions: vec![mention] });
    }
    assert_eq!(resolver.known().count(), 2);
    assert!(resolver.known().all(|known| known.members.len() == 2));
}

/// Names that meet each other in every way: full, short, titled, bare, with a number, in another order.
const MEETING: [&str; 20] = [
    "Ann Hale",
    "Anne Hale",
    "A. Hale",
    "Beth Hale",
    "Carl Hale",
    "President Ann Hale",
    "Mrs Hale",
    "Mr Hale",
    "Hale",
    "President Hale",
    "Omar Reed",
    "Omar Reed Jr.",
    "Mr Reed",
    "Reed",
    "Hale Reed",
    "Reed Hale",
    "Andrei Kozlovsky",
    "Andrey Kozlovskiy",
    "General Kozlovskiy",
    "Ann",
];

proptest::proptest! {
    #[test]
    fn any_library_is_the_same_in_any_order_and_after_any_removal(
        articles in proptest::collection::vec(
            (1_u8..10, proptest::collection::vec(0..MEETING.len(), 1..5), proptest::bool::ANY), 1..14
        ),
        turn in 0_usize..14,
    ) {
        let made: Vec<(Article, Naming, bool)> = articles
            .iter()
            .enumerate()
            .map(|(number, (month, names, stays))| {
                let names: Vec<&str> = names.iter().map(|at| MEETING[*at]).collect();
                let (article, naming) =
                    article(&number.to_string(), &format!("2021-0{month}-01"), &names.join(" | "));
                (article, naming, *stays)
            })
            .collect();
        let of = |order: &mut dyn Iterator<Item = &(Article, Naming, bool)>| {
            let mut resolver = Resolver::default();
            order.for_each(|(article, naming, _)| resolver.add(article, naming));
            resolver
        };
        let mut resolver = of(&mut made.iter());
        let turn = turn % made.len();
        let turned = of(&mut made[turn..].iter().rev().chain(&made[..turn]));
        proptest::prop_assert_eq!(told(&turned), told(&resolver));
        proptest::prop_assert_eq!(turned.suggestions(), resolver.suggestions());
        made.iter().filter(|one| !one.2).for_each(|one| resolver.remove(one.0.id));
        let rest = of(&mut made.iter().filter(|one| one.2));
        proptest::prop_assert_eq!(told(&resolver), told(&rest));
        for known in resolver.known() {
            for (article, index) in &known.members {
                proptest::prop_assert_eq!(resolver.id_of(*article, *index), Some(&known.id));
            }
        }
    }
}

/// Somebody of a family, told by numbers: with a given name, two of them, an initial or none, a title or none.
fn somebody(numbers: [usize; 4]) -> Entity {
    const GIVEN: [&str; 10] =
        ["Mike", "Michael", "M.", "Sergei", "Sergey", "Anna", "Ann", "Qasim", "Kassem", "Ode"];
    const FAMILY: [&str; 4] = ["Hale", "Hail", "Kozlovsky", "Kozlovskiy"];
    const TITLES: [Option<&str>; 4] = [None, None, Some("Mr"), Some("minister")];
    let [given, middle, family, title] = numbers;
    let family = FAMILY[family % FAMILY.len()];
    let name = match middle % 16 {
        0..4 => family.to_owned(),
        4..7 => format!("{} {} {family}", GIVEN[given % 10], GIVEN[middle % 10]),
        7 => format!("{} {family} Jr.", GIVEN[given % 10]),
        _ => format!("{} {family}", GIVEN[given % 10]),
    };
    let title = TITLES[title % TITLES.len()].map(str::to_owned);
    let bare = !name.contains(' ');
    Entity {
        kind: EntityKind::Person,
        gender: crate::identify::name::PersonName::of(&name).gender(),
        honorific: title.clone().filter(|_| bare),
        roles: title.into_iter().filter(|_| !bare).collect(),
        name,
    }
}

/// An article that names them, in a month of two years, or without a date.
fn naming(number: usize, month: usize, people: &[[usize; 4]]) -> (Article, Naming) {
    let mut article = Article::of_paragraphs("", [format!("Article {number}.").as_str()]);
    article.id = ArticleId::of("", &article.text);
    let day = format!("{}-{:02}-01", 2020 + month / 12, month % 12 + 1).parse();
    article.published =
        day.ok().filter(|_| month < 24).map(|day| Found { value: Date::day(day), from: Origin::Line });
    (article, Naming { entities: people.iter().copied().map(somebody).collect(), mentions: Vec::new() })
}

type Step = (usize, bool, usize, Vec<[usize; 4]>);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let people = collection::vec(proptest::array::uniform4(0..480_usize), 1..4);
    collection::vec((0..40_usize, proptest::bool::weighted(0.8), 0..26_usize, people), 1..80)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_library_is_the_same_however_it_came_to_be(steps in steps()) {
        let mut grown = Resolver::default();
        let mut there = BTreeMap::new();
        for (number, add, month, people) in steps {
            let (article, naming) = naming(number, month, &people);
            if add {
                grown.add(&article, &naming);
                there.insert(article.id, (article, naming));
            } else {
                grown.remove(article.id);
                there.remove(&article.id);
            }
        }
        let mut anew = Resolver::default();
        there.values().rev().for_each(|(article, naming)| anew.add(article, naming));
        prop_assert_eq!(told(&grown), told(&anew));
        prop_assert_eq!(grown.suggestions(), anew.suggestions());
    }
}

/// From sixty-odd on, a key that forms of a family share tells nothing; whichever came first, and when one goes again.
#[test]
fn a_family_of_hundreds_is_the_same_in_any_order() {
    let ward = |number: usize| {
        let letter = |at: usize| char::from(b'a' + (at % 13) as u8 * 2);
        let name = match number {
            0 => "George Ward".to_owned(),
            1 => "G. Ward".to_owned(),
            number => format!(
                "George {}o{}r{} Ward",
                letter(number).to_uppercase(),
                letter(number / 13),
                letter(number / 169)
            ),
        };
        let (article, _) = naming(number, number % 24, &[]);
        let entity = Entity { name, ..somebody([0, 8, 0, 0]) };
        (article, Naming { entities: vec![entity], mentions: Vec::new() })
    };
    let in_order = |order: &mut dyn Iterator<Item = usize>| {
        let mut resolver = Resolver::default();
        for (article, naming) in order.map(ward) {
            resolver.add(&article, &naming);
        }
        resolver
    };
    let few = in_order(&mut (0..50));
    let mut many = in_order(&mut (0..200));
    assert_eq!(told(&many), told(&in_order(&mut (0..200).rev())));
    (50..200).for_each(|number| many.remove(ward(number).0.id));
    assert_eq!(told(&many), told(&few));
}
