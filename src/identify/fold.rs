//! Spellings that mean the same word: accents, dots and capitals, and letters that differ between transcriptions.

use crate::letters::push_folded;
use std::borrow::Cow;

/// A word in lower case, without accents and dots: `Erdoğan` → `erdogan`, `U.S.` → `us`, `O’Brien` → `o'brien`.
pub fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase()));
        return Cow::Owned(out);
    }
    for c in word.chars() {
        match c {
            '.' => {}
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‑' | '–' => out.push('-'),
            c => push_folded(c, &mut out),
        }
    }
    Cow::Owned(out)
}

/// Pairs that transcriptions from Cyrillic, Arabic or Hebrew write either way; the longest first.
const SOUNDS: [(&str, &str); 27] = [
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("iou", "iu"),
    ("kh", "k"),
    ("ck", "k"),
    ("ph", "f"),
    ("dh", "d"),
    ("th", "t"),
    ("gh", "g"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ya", "a"),
    ("ia", "a"),
    ("ye", "e"),
    ("ie", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ej", "i"),
    ("ai", "a"),
    ("ay", "a"),
    ("aj", "a"),
    ("x", "ks"),
    ("q", "k"),
];

/// How a folded word sounds, so that transcriptions of one name meet: `sergei`, `sergey` → `sergi`;
/// `kozlovsky`, `kozlovskyy`, `kozlovskiy` → `kozlovski`.
pub fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let bytes = word.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &word[at..];
        if let Some((from, to)) =
            SOUNDS.iter().find(|(from, _)| from.as_bytes()[0] == bytes[at] && rest.starts_with(from))
        {
            push(&mut out, to);
            at += from.len();
            continue;
        }
        let c = rest.chars().next().unwrap_or(' ');
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        match c {
            '-' | '\'' | ' ' => {}
            'y' if at > 0 => push(&mut out, "i"),
            'c' if !matches!(next, b'e' | b'i' | b'y' | b'h') => push(&mut out, "k"),
            'w' => push(&mut out, "v"),
            'h' if at > 0 && at + 1 == bytes.len() => {}
            c => push(&mut out, c.encode_utf8(&mut [0; 4])),
        }
        at += c.len_utf8();
    }
    out
}

/// Appends letters, a repeated one once.
fn push(out: &mut String, letters: &str) {
    for c in letters.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
}

/// The consonants of a word in classes that transcriptions confuse: `qasim`, `kassem`, `khasem` → `ksm`.
pub fn skeleton(word: &str) -> String {
    skeleton_of_sound(&sound(word))
}

/// The same of what [`sound`] gives.
pub fn skeleton_of_sound(sound: &str) -> String {
    let mut out = String::with_capacity(sound.len());
    for c in sound.chars() {
        let class = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'j' => continue,
            'g' => 'k',
            'z' => 's',
            'v' => 'f',
            c => c,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_to_plain_letters() {
        for (word, expect) in [
            ("Erdoğan", "erdogan"),
            ("U.S.", "us"),
            ("O’Brien", "o'brien"),
            ("Łódź", "lodz"),
            ("plain", "plain"),
        ] {
            assert_eq!(plain(word), expect);
        }
    }

    #[test]
    fn transcriptions_of_a_name_sound_alike() {
        for same in [
            &["andrei", "andrey", "andrej"][..],
            &["kozlovsky", "kozlovskiy", "kozlovskii", "kozlovskyy"],
            &["alexei", "aleksei", "alexey"],
            &["yuri", "yury", "yuriy"],
            &["eric", "erik"],
        ] {
            for word in same {
                assert_eq!(sound(word), sound(same[0]), "{word}");
            }
        }
        assert_ne!(sound("marin"), sound("martin"));
    }

    #[test]
    fn a_skeleton_keeps_the_consonants() {
        assert_eq!(skeleton("qasim"), skeleton("kassem"));
        assert_ne!(skeleton("marelba"), skeleton("marenko"));
    }
}
