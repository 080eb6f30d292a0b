use super::*;
use crate::{
    note::Note,
    protocol::{FileReport, MAIN, Outcome, Reply},
    share::Handed,
};

/// The view after these events, and what the last of them asks of the browser.
fn after(view: View, events: impl IntoIterator<Item = Event>) -> (View, Vec<Effect>) {
    events.into_iter().fold((view, Vec::new()), |(view, _), event| view.on(event))
}

fn started() -> View {
    let event = Event::Started {
        address: String::new(),
        payload: None,
        theme: Theme::Auto,
        keys_off: false,
        kept: 0,
        library: MAIN,
        unread: Vec::new(),
        app: 0,
        makes_data: true,
        published: false,
    };
    after(View::default(), [event]).0
}

fn results(articles: u32) -> Results {
    Results { articles, of_articles: 5, ..Results::default() }
}

fn found(articles: u32) -> Box<Reply> {
    Box::new(Reply::Found(Box::new(results(articles))))
}

/// The number of the question in the effects.
fn asked(effects: &[Effect]) -> u64 {
    let number = effects.iter().find_map(|effect| match effect {
        Effect::Ask(number, _) => Some(*number),
        _ => None,
    });
    number.expect("a question is asked")
}

fn files(count: u32) -> Event {
    let file = |number| Incoming { number, name: format!("{number}.txt") };
    Event::Files((0..count).map(file).collect())
}

fn report(outcome: Outcome) -> FileReport {
    let articles = if outcome == Outcome::Added { vec![ArticleId(7)] } else { Vec::new() };
    FileReport { articles, ..FileReport::of("x".into(), outcome, Vec::new()) }
}

/// A view with articles in it and nothing under way.
fn full() -> View {
    let (view, effects) = after(started(), [files(1), Event::Read(0, report(Outcome::Added))]);
    after(view, [Event::Replied(asked(&effects), found(5))]).0
}

fn key(key: &str) -> Event {
    Event::Key(key.into())
}

#[test]
fn the_first_screen_stands_until_files_come() {
    let view = started();
    assert!(view.is_first_run());
    let (view, effects) = after(view, [files(2)]);
    assert!(!view.is_first_run());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Read { number: 0, .. })), "{effects:?}");
}

#[test]
fn some_files_are_read_at_a_time_and_the_next_when_one_is_done() {
    let reads = |effects: &[Effect]| -> Vec<u32> {
        let number = |effect: &Effect| match effect {
            Effect::Read { number, .. } => Some(*number),
            _ => None,
        };
        effects.iter().filter_map(number).collect()
    };
    let (view, effects) = after(started(), [files(70)]);
    assert_eq!(reads(&effects), (0..64).collect::<Vec<u32>>());
    let (view, effects) = after(view, [Event::Read(3, report(Outcome::Added))]);
    assert_eq!((reads(&effects), view.import.progress()), (vec![64], (1, 70)));
    let (view, effects) = after(view, [Event::Cancel]);
    assert!(effects.contains(&Effect::StopReading) && !view.import.is_running());
}

#[test]
fn files_of_one_drop_stand_in_one_list_also_where_the_first_are_read_before_the_last_come() {
    let (view, _) = after(started(), [files(1), Event::Read(0, report(Outcome::Added))]);
    assert!(!view.import.is_running());
    let more = Event::MoreFiles(vec![Incoming { number: 1, name: "1.txt".into() }]);
    let (view, effects) = after(view, [more]);
    assert_eq!(view.import.progress(), (1, 2));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Read { number: 1, .. })), "{effects:?}");
    let (view, _) = after(view, [Event::Begun(1, 5), Event::Read(1, report(Outcome::Added)), files(1)]);
    assert_eq!(
        (view.import.progress(), view.import.lines[0].size),
        ((0, 1), None),
        "another drop begins anew"
    );
}

#[test]
fn where_all_is_removed_nothing_is_read_on() {
    let (view, effects) = after(started(), [files(3), Event::RemoveAll]);
    let stop = effects.iter().position(|effect| *effect == Effect::StopReading);
    let clear = effects.iter().position(|effect| matches!(effect, Effect::Ask(_, Request::Clear)));
    assert!(stop.is_some() && stop < clear, "{effects:?}");
    assert!(!view.import.is_running());
}

#[test]
fn articles_of_a_large_file_are_shown_and_counted_before_its_end() {
    let (view, effects) = after(started(), [files(1), Event::Part(0, 1)]);
    let first = asked(&effects);
    let (view, effects) = after(view, [Event::Replied(first, found(1)), Event::Part(0, 1)]);
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Ask(_, Request::Find { .. }))),
        "{effects:?}"
    );
    assert_eq!((view.import.progress(), view.import.articles_so_far()), ((0, 1), 2));
    let (view, _) = after(view, [Event::Read(0, report(Outcome::Added)), Event::Part(0, 1)]);
    assert_eq!((view.import.progress(), view.import.articles_so_far()), ((1, 1), 0));
}

#[test]
fn a_file_that_stops_the_engine_costs_only_itself() {
    let (view, effects) = after(started(), [files(65), Event::ReadStopped(0)]);
    let LineState::Done(report) = &view.import.lines[0].state else { panic!("it has come to an end") };
    assert_eq!(report.notes, [Note::EngineStopped]);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Read { number: 64, .. })));
}

#[test]
fn cancel_leaves_what_was_read() {
    let (view, _) = after(started(), [files(3), Event::Read(0, report(Outcome::Added)), Event::Cancel]);
    let (view, effects) = after(view, [Event::Read(1, report(Outcome::Duplicate))]);
    let tally = view.import.tally();
    assert_eq!((tally.added, tally.duplicates, tally.cancelled), (1, 1, 1));
    assert!(!view.import.is_running() && !effects.iter().any(|effect| matches!(effect, Effect::Read { .. })));
}

#[test]
fn a_file_can_be_read_again_as_text_and_be_taken_out() {
    let (view, _) = after(started(), [files(1), Event::Read(0, report(Outcome::Skipped))]);
    let (view, effects) = after(view, [Event::Retry { number: 0, as_text: true }]);
    assert!(
        matches!(effects[..], [Effect::Read { number: 0, how: How { as_text: true, .. }, .. }]),
        "{effects:?}"
    );
    let (view, _) = after(view, [Event::Read(0, report(Outcome::Added))]);
    let (view, effects) = after(view, [Event::Forget(0)]);
    assert!(view.import.lines.is_empty());
    assert!(effects.contains(&Effect::Ask(asked(&effects), Request::Remove { article: ArticleId(7) })));
}

#[test]
fn a_late_answer_is_dropped() {
    let (view, effects) = after(full(), [Event::Typed("a".into())]);
    let first = asked(&effects);
    let (view, effects) = after(view, [Event::Typed("ab".into())]);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Ask(..))), "one question at a time");
    let (view, effects) = after(view, [Event::Replied(first, found(1))]);
    assert_eq!(view.results.articles, 5, "the answer is to older words");
    let (view, _) = after(view, [Event::Replied(asked(&effects), found(2))]);
    assert_eq!(view.results.articles, 2);
}

#[test]
fn the_address_gives_the_view_back() {
    let (view, _) = after(
        full(),
        [
            Event::Go(Screen::Quotes),
            Event::Toggled(Facet::Person, "ana-ortiz".into()),
            Event::Barred(Facet::Source, "x & y".into()),
            Event::Dates("2025-02-01".parse().ok(), None),
        ],
    );
    let address = with_open(&view.address(), ArticleId(9), Some(3));
    let (view, effects) = after(view, [Event::Address(address.clone())]);
    assert_eq!(view.address(), address);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Ask(_, Request::Open { .. }))));
    let started = Event::Started {
        address: address.clone(),
        payload: None,
        theme: Theme::Auto,
        keys_off: false,
        kept: 0,
        library: MAIN,
        unread: Vec::new(),
        app: 0,
        makes_data: true,
        published: false,
    };
    let (again, _) = after(View::default(), [started]);
    assert_eq!((again.address(), &again.query, again.screen), (address, &view.query, view.screen));
}

#[test]
fn hostile_addresses_show_everything() {
    for address in
        ["#/nowhere?open=zzz", "?&&&", "/quotes?open=123456789012345678901234567890", "/articles?quote=-1"]
    {
        let (view, _) = after(full(), [Event::Address(address.into())]);
        assert!(view.reader.is_none() && view.query.is_all(), "{address}");
    }
}

#[test]
fn typing_replaces_the_address_and_choosing_adds_one() {
    let step = |event| {
        let (_, effects) = after(full(), [event]);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Address(_, step) => Some(step),
            _ => None,
        })
    };
    assert_eq!(step(Event::Typed("a".into())), Some(Step::Replace));
    assert_eq!(step(Event::Toggled(Facet::Kind, "full".into())), Some(Step::Push));
}

#[test]
fn keys_move_through_the_list_and_to_the_screens() {
    let mut view = full();
    let mut results = results(2);
    results.rows = Vec::new();
    view.results = Rc::new(results);
    let (view, effects) = after(view, [key("g"), key("q")]);
    assert_eq!(view.screen, Screen::Quotes);
    assert!(effects.contains(&Effect::Focus(Focus::Heading)));
    let (view, effects) = after(view, [key("j")]);
    assert!(view.at.is_none() && effects.is_empty(), "there is no row to go to");
    let (view, _) = after(view, [key("?")]);
    assert_eq!(view.dialog, Some(Dialog::Help));
    let (view, effects) = after(view, [key("/")]);
    assert!(effects.is_empty(), "under a dialog keys do nothing");
    let (view, _) = after(view, [Event::Dialog(None), Event::Keys(false)]);
    assert!(after(view, [key("/")]).1.is_empty(), "keys can be switched off");
}

#[test]
fn closing_the_reader_returns_the_focus_to_its_row() {
    let (view, _) = after(full(), [Event::At(3), Event::Address("/articles?open=9".into())]);
    assert!(view.reader.is_some());
    let (view, effects) = after(view, [key("Escape")]);
    assert!(view.reader.is_none());
    assert!(effects.contains(&Effect::Focus(Focus::Row(3))), "{effects:?}");
}

#[test]
fn a_toast_goes_with_its_own_time_only() {
    let (view, _) = after(full(), [Event::Copied(true)]);
    let first = view.toast.clone().map_or(0, |toast| toast.number);
    let (view, _) = after(view, [Event::ToastHeld(true), Event::ToastOver(first)]);
    assert!(view.toast.is_some(), "it is being read");
    let (view, effects) = after(view, [Event::ToastHeld(false)]);
    let [Effect::Later(number)] = effects[..] else { panic!("its time begins again") };
    assert!(after(view, [Event::ToastOver(number)]).0.toast.is_none());
}

#[test]
fn what_was_read_well_goes_with_the_next_step_and_trouble_stays() {
    let (view, _) = after(full(), [Event::Go(Screen::Quotes)]);
    assert!(view.import_seen);
    let (view, _) =
        after(view, [files(1), Event::Read(0, report(Outcome::Failed)), Event::Go(Screen::Articles)]);
    assert!(!view.import_seen);
}

#[test]
fn a_shared_page_is_made_of_what_is_chosen_and_its_size_is_known_before() {
    let (view, effects) =
        after(full(), [Event::Dialog(Some(Dialog::Share)), Event::ShareForm(ShareForm::Full)]);
    assert_eq!(view.shared_size(), None);
    let number = asked(&effects);
    let (view, effects) = after(view.clone(), [Event::Share]);
    assert!(effects.is_empty(), "not before it is there");
    let reply = Box::new(Reply::Handed(Box::new(Handed { data: "{}".into(), cards: Vec::new() })));
    let (view, effects) = after(view, [Event::Replied(number, reply), Event::Share]);
    let [Effect::Save(content)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(content.data, "{}");
    assert_eq!((view.shared_size(), view.sharing), (Some(content.size()), Sharing::Idle));
}

#[test]
fn only_the_articles_of_the_filter_are_shared_unless_all_are_wanted() {
    let of = |effects: &[Effect]| match effects {
        [Effect::Ask(_, Request::Share(handing))] => handing.of.clone(),
        _ => panic!("{effects:?}"),
    };
    let (view, _) = after(full(), [Event::Toggled(Facet::Source, "Bay Post".into())]);
    let (view, effects) = after(view, [Event::Dialog(Some(Dialog::Share))]);
    assert_eq!(of(&effects), Some(view.query.clone()));
    let (_, effects) = after(view, [Event::ShareAll(true)]);
    assert_eq!(of(&effects), None);
    let (_, effects) = after(full(), [Event::Dialog(Some(Dialog::Share))]);
    assert_eq!(of(&effects), None);
}

#[test]
fn what_is_worth_a_look_is_counted_once_for_each_state_of_the_library() {
    let counts = |effects: &[Effect]| {
        let one = |effect: &&Effect| matches!(effect, Effect::Ask(_, Request::Review { most: 0, .. }));
        effects.iter().filter(one).count()
    };
    let (view, effects) = after(started(), [files(1), Event::Read(0, report(Outcome::Added))]);
    let (view, effects) = after(view, [Event::Replied(asked(&effects), found(5))]);
    assert_eq!(counts(&effects), 1);
    let review = Box::new(Reply::Review(Box::new(Review { tasks: Vec::new(), of: 14 })));
    let (view, _) = after(view, [Event::Replied(asked(&effects), review)]);
    assert_eq!(view.worth_a_look, Some(14));
    let (view, effects) = after(view, [Event::Typed("x".into())]);
    let (view, effects) = after(view, [Event::Replied(asked(&effects), found(2))]);
    assert_eq!(counts(&effects), 0, "typing changes nothing in the library");
    let mended = Box::new(Reply::Mended { changed: true, undo: 1, redo: 0 });
    let (view, effects) = after(view, [Event::Replied(99, mended)]);
    let (_, effects) = after(view, [Event::Replied(asked(&effects), found(2))]);
    assert_eq!(counts(&effects), 1);
}
