//! Letters without their marks, and letters that other spellings write as two.

use std::sync::LazyLock;

/// One base letter a line, then the letters that are it with marks, of the Latin, Greek and Cyrillic scripts. The tests
/// hold the table to Unicode's own decompositions.
const ACCENTS: &str = include_str!("../../model/words/accents.txt");

/// The letters of the table stand below this.
const END: usize = 0x2000;

static BARE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; END];
    for line in ACCENTS.lines() {
        let mut letters = line.chars();
        let Some(base) = letters.next() else { continue };
        for letter in letters {
            if let Some(known) = table.get_mut(letter as usize) {
                *known = base as u16;
            }
        }
    }
    table
});

/// The letter without its marks: `é` → `e`, `Й` → `И`. Any other character is itself.
pub fn bare(c: char) -> char {
    if c < '\u{c0}' {
        return c;
    }
    match BARE.get(c as usize) {
        Some(&base) if base != 0 => char::from_u32(base.into()).unwrap_or(c),
        _ => c,
    }
}

/// Whether the character is only a mark on the letter before it, which readers leave out when they type: accents, Hebrew
/// points and Arabic vowel signs, but not the vowels of Indic scripts, which are letters to their readers.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' | '\u{ad}' | '\u{200b}'..='\u{200f}')
}

/// Appends a character as search and comparing see it: in lower case, without marks, `ß` as `ss`, `æ` as `ae`, `ﬁ` as `fi`.
pub fn push_folded(c: char, out: &mut String) {
    match bare(c) {
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c if is_mark(c) => {}
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'ı' => out.push('i'),
        'ﬀ' => out.push_str("ff"),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        // Full-width forms, as East Asian texts write Latin letters and digits.
        c @ '！'..='～' => {
            let plain = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            out.push(plain.to_ascii_lowercase());
        }
        c => out.extend(c.to_lowercase().map(bare).filter(|c| !is_mark(*c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_table_is_unicodes() {
        for c in ('\u{c0}'..'\u{2000}').filter(|c| {
            matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
                && c.is_alphabetic()
        }) {
            let whole = std::iter::once(c).nfd().collect::<Vec<_>>();
            if whole.len() > 1 && whole[1..].iter().all(|c| is_mark(*c)) {
                assert_eq!(bare(c), whole[0], "{c}");
            } else {
                assert_eq!(bare(c), c);
            }
        }
    }

    #[test]
    fn composed_and_decomposed_text_folds_alike() {
        let fold = |text: &str| {
            let mut out = String::new();
            text.chars().for_each(|c| push_folded(c, &mut out));
            out
        };
        for (text, expect) in [
            ("Žižek", "zizek"),
            ("Łódź STRASSE Straße", "lodz strasse strasse"),
            ("İstanbul", "istanbul"),
            ("Йод Ёлка", "иод елка"),
            ("Ωμέγα", "ωμεγα"),
            ("ﬁnance", "finance"),
            ("ＡＢＣ１", "abc1"),
            ("Việt Nam", "viet nam"),
        ] {
            assert_eq!(fold(text), expect);
            assert_eq!(fold(&text.nfd().collect::<String>()), expect);
        }
    }
}
