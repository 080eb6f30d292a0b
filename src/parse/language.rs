//! The language of a text, by its script and its most frequent words.
//!
//! A text of some sentences is told by its function words as surely as by letter sequences (Grefenstette 1995), and the
//! words of thirty languages weigh a fiftieth of such sequences on the wire.

use super::hash::{self, Numbered};
use crate::model;
use std::sync::LazyLock;

/// Bytes of the text that are looked at.
const LOOK: usize = 1500;
/// Of the words, how many in a hundred must be function words of the language: running text has 30 to 50, of agglutinating languages 10.
const LEAST_SHARE: usize = 7;
/// No listed word is longer, in bytes.
const LONGEST: usize = 16;
/// A headline alone tells too little.
const LEAST_WORDS: usize = 6;

/// One language a line: its ISO 639-1 code and its most frequent words.
static LISTS: LazyLock<&str> = LazyLock::new(|| model::text("words/languages.txt"));

/// For each word the languages, by their line, that have it.
static WORDS: LazyLock<Numbered<u64>> = LazyLock::new(|| {
    let mut words = Numbered::default();
    for (at, line) in LISTS.lines().enumerate() {
        for word in line.split(' ').skip(1) {
            *words.entry(hash::of(word.as_bytes())).or_default() |= 1 << at;
        }
    }
    words
});

/// The language of the text as ISO 639-1, where it can be told with confidence.
pub fn language(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(LOOK)];
    by_script(text).or_else(|| by_words(text)).map(str::to_owned)
}

/// Languages that their letters give away.
fn by_script(text: &str) -> Option<&'static str> {
    const SCRIPTS: [(&str, &[std::ops::RangeInclusive<char>]); 12] = [
        ("cyrillic", &['\u{400}'..='\u{52f}']),
        ("arabic", &['\u{600}'..='\u{6ff}', '\u{750}'..='\u{77f}']),
        ("he", &['\u{590}'..='\u{5ff}']),
        ("el", &['\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}']),
        ("hi", &['\u{900}'..='\u{97f}']),
        ("bn", &['\u{980}'..='\u{9ff}']),
        ("ta", &['\u{b80}'..='\u{bff}']),
        ("th", &['\u{e00}'..='\u{e7f}']),
        ("ja", &['\u{3040}'..='\u{30ff}']),
        ("ko", &['\u{ac00}'..='\u{d7a3}']),
        ("ka", &['\u{10a0}'..='\u{10ff}']),
        ("zh", &['\u{4e00}'..='\u{9fff}']),
    ];
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        if c > '\u{24f}'
            && let Some(at) =
                SCRIPTS.iter().position(|(_, ranges)| ranges.iter().any(|range| range.contains(&c)))
        {
            counts[at] += 1;
        }
    }
    let count =
        |name: &str| SCRIPTS.iter().position(|(script, _)| *script == name).map_or(0, |at| counts[at]);
    // Japanese writes about half of its letters in Han characters.
    if count("ja") * 10 > letters {
        return Some("ja");
    }
    let (at, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    if letters < 20 || most * 2 < letters {
        return None;
    }
    let any = |letters: &str| text.chars().any(|c| letters.contains(c));
    Some(match SCRIPTS[at].0 {
        "cyrillic" if any("ўЎ") => "be",
        "cyrillic" if any("іїєґІЇЄҐ") => "uk",
        "cyrillic" if any("ћђЋЂ") => "sr",
        "cyrillic" if any("ѓќѕЃЌЅ") => "mk",
        "cyrillic" if any("әңұӘҢҰ") => "kk",
        "cyrillic" if any("ыэЫЭ") => "ru",
        "cyrillic" => "bg",
        "arabic" if any("ٹڈڑے") => "ur",
        "arabic" if any("پچژگ") => "fa",
        "arabic" => "ar",
        language => language,
    })
}

/// The language whose function words make up most of the text.
fn by_words(text: &str) -> Option<&'static str> {
    let mut hits = [0_usize; 64];
    // A word that few languages share says more.
    let mut weights = [0_u32; 64];
    let mut words = 0;
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if word.len() > LONGEST {
            continue;
        }
        let mut languages = match WORDS.get(&hash::of(word.as_bytes())) {
            Some(known) => *known,
            None if word.starts_with(char::is_uppercase) => {
                hash::lower_case(word, &mut lower);
                WORDS.get(&hash::of(lower.as_bytes())).copied().unwrap_or(0)
            }
            None => 0,
        };
        let weight = 60 / languages.count_ones().max(1);
        while languages != 0 {
            hits[languages.trailing_zeros() as usize] += 1;
            weights[languages.trailing_zeros() as usize] += weight;
            languages &= languages - 1;
        }
    }
    let (best, most) = weights.iter().enumerate().max_by_key(|(at, weight)| (**weight, usize::MAX - at))?;
    let second = weights.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, weight)| *weight).max()?;
    let clear = words >= LEAST_WORDS && hits[best] * 100 >= words * LEAST_SHARE && *most > second;
    LISTS.lines().nth(best).filter(|_| clear).and_then(|line| line.split(' ').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        for (code, text) in [
            ("en", "The ferry will not sail before the end of the week, the harbour office said on Monday."),
            ("de", "Die Fähre fährt nicht vor dem Ende der Woche, sagte das Hafenamt am Montag."),
            ("fr", "Le bac ne partira pas avant la fin de la semaine, a dit le bureau du port lundi."),
            ("es", "El transbordador no saldrá antes del fin de la semana, dijo la oficina del puerto."),
            (
                "it",
                "Il traghetto non partirà prima della fine della settimana, ha detto l’ufficio del porto.",
            ),
            ("pt", "A balsa não vai partir antes do fim da semana, disse o escritório do porto."),
            ("nl", "De veerboot vaart niet voor het einde van de week, zei het havenkantoor op maandag."),
            ("sv", "Färjan går inte före slutet av veckan, sade hamnkontoret på måndagen till oss."),
            ("no", "Fergen går ikke før slutten av uken, sa havnekontoret på mandag, og det er for sent."),
            (
                "pl",
                "Prom nie wypłynie przed końcem tygodnia, jak powiedziało w poniedziałek biuro portu, co jest za późno.",
            ),
            (
                "ru",
                "Паром не отправится до конца недели, сообщили в понедельник в управлении порта, и это поздно.",
            ),
            ("uk", "Пором не вирушить до кінця тижня, повідомили в понеділок в управлінні порту."),
            ("el", "Το πλοίο δεν θα φύγει πριν από το τέλος της εβδομάδας, είπε το λιμεναρχείο."),
            ("ja", "フェリーは週末まで出航しないと港湾局は月曜日に述べた。"),
            ("zh", "港务局星期一表示，渡轮在本周结束之前不会启航，居民们感到失望和不安。"),
        ] {
            assert_eq!(language(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn what_tells_nothing_is_no_language() {
        for text in ["", "Advertisement", "1234 5678", "xqz wvb krt plm nng zzt qrs", "😀😀😀"] {
            assert_eq!(language(text), None, "{text}");
        }
    }

    #[test]
    fn the_lists_name_each_word_once() {
        for line in LISTS.lines() {
            let (code, words) = line.split_once(' ').unwrap();
            let mut words: Vec<&str> = words.split(' ').collect();
            assert_eq!(code.len(), 2);
            assert!(words.iter().all(|word| word.len() <= LONGEST), "{line}");
            words.sort_unstable();
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{line}");
        }
        assert!(LISTS.lines().count() <= 64);
    }
}
