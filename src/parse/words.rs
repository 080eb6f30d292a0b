//! Small sets of words that tell prose from lists of links.

use super::hash::{self, Numbers};
use crate::model;
use std::sync::LazyLock;

/// Words that hold sentences together beside those by which languages are told: further ones of English, German, French, Spanish
/// and Italian that are not also common nouns, and the most frequent of languages that are told by their letters.
const FURTHER: &str = "\
    about all als also and aux be been but could dem dir had has hat have her his i if it its no not off or said she so than that \
    their them they this up war when which who will with would avec bei dans das ein eine elle est ich mais nach nicht ou par pas \
    pour qu qui sein sich sie sur une zu \
    в и на не что с по как это из за от для к у о но а его она он они был было была были бы же или так также уже еще при до \
    після що та як від або це які який про для над під буде була був й і є із зі щоб \
    е се да ще са към през след \
    και το η ο του της να με για από στο στην τον την που των τα οι είναι θα δεν ότι σε στη στις ως αλλά \
    في من على إلى أن التي الذي عن مع هذا هذه كان ما لا قد بعد بين كل أو ذلك وقال قال كما إن لم هو هي ثم حتى عند خلال \
    از به در را که با این آن است برای تا هم بر یک شده کرد خود \
    של את על הוא לא עם כי גם זה אל היא או אם אבל יש בין כל לאחר כדי רק היה \
    के का की में है से को और पर ने हैं कि यह भी इस हो एक लिए नहीं था तो ही कर गया रहे थे साथ कहा \
    এই ও থেকে করে না এবং হয়ে করা তার জন্য একটি সঙ্গে";

/// Such words of one language that are nouns and verbs of another.
const ELSEWHERE: &str =
    "ada ale can care com come din era fut jest man men over pan pro ser sin son tot under van";

static FUNCTION_WORDS: LazyLock<Numbers> = LazyLock::new(|| {
    let told = model::text("words/languages.txt").lines().flat_map(|line| line.split(' ').skip(1));
    let all = told.chain(FURTHER.split(' ')).filter(|word| !ELSEWHERE.split(' ').any(|other| other == *word));
    all.map(|word| hash::of(word.as_bytes())).collect()
});

/// Whether a lower-case word, as a number, is one that holds sentences together.
pub fn is_function_word(word: u64) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// The words of a line, as [`str::split_whitespace`] parts them, told by their bytes: few begin white space.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            match blank(&bytes[at..]) {
                0 => break,
                width => at += width,
            }
        }
        let start = at;
        while at < bytes.len() && (matches!(bytes[at], b'!'..0xc2) || blank(&bytes[at..]) == 0) {
            at += 1;
        }
        (start < at).then(|| &text[start..at])
    })
}

/// How many bytes of white space stand first, of one character.
fn blank(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\t'..=b'\r', ..] => 1,
        [0xc2, 0x85 | 0xa0, ..] => 2,
        [0xe1, 0x9a, 0x80, ..] | [0xe2, 0x81, 0x9f, ..] | [0xe3, 0x80, 0x80, ..] => 3,
        [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..] => 3,
        _ => 0,
    }
}

/// Whether the line ends as a sentence does, closing marks and brackets aside.
pub fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '“', '*', ' ', '」', '』', '）'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_many_languages_are_held_together() {
        let held =
            |text: &str| text.split(' ').filter(|word| is_function_word(hash::of(word.as_bytes()))).count();
        assert_eq!(held("the ferry will not sail before monday"), 3);
        assert_eq!(held("färjan går inte före slutet av veckan"), 2);
        assert_eq!(held("паром не отправится до конца недели"), 2);
        assert_eq!(held("politics business weather sport"), 0);
    }

    #[test]
    fn words_are_parted_at_every_white_space_there_is() {
        for c in ('\0'..='\u{ffff}').filter(|c| c.is_whitespace() || "az09.“‚–ÀĀ…字😀".contains(*c))
        {
            for text in [format!("a{c}b"), format!("{c}a {c}"), format!("“{c}字{c}{c}é")] {
                assert!(split(&text).eq(text.split_whitespace()), "{text:?}");
            }
        }
        assert_eq!(split("").next(), None);
    }

    #[test]
    fn sentences_end_behind_their_closing_marks() {
        assert!(ends_a_sentence("“No.”"));
        assert!(ends_a_sentence("He left (at last.)"));
        assert!(ends_a_sentence("港湾局は月曜日に述べた。」"));
        assert!(!ends_a_sentence("Minister says no"));
    }
}
