//! The names of glyphs and the codes of the standard encodings (ISO 32000-1, annex D; Adobe's list of glyph names).

use crate::letters;

/// A standard encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Adobe's own, which Type 1 fonts are made with.
    Standard,
    /// Windows code page 1252.
    Win,
    /// Mac OS Roman.
    Mac,
}

/// Codes from 128 on.
const WIN: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬-®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{fffd}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Codes from 160 on; a blank where there is none.
const STANDARD: &str =
    " ¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß    ";

/// The character of a code.
pub fn of_code(encoding: Encoding, code: u8) -> Option<char> {
    let at = |table: &str, from: u8| table.chars().nth(usize::from(code - from));
    match (encoding, code) {
        (_, 0..32 | 127) => None,
        (Encoding::Standard, 0x27) => Some('’'),
        (Encoding::Standard, 0x60) => Some('‘'),
        (_, 32..127) => Some(char::from(code)),
        (Encoding::Win, _) => at(WIN, 128),
        (Encoding::Mac, _) => at(MAC, 128),
        (Encoding::Standard, 128..160) => None,
        (Encoding::Standard, _) => at(STANDARD, 160).filter(|c| *c != ' '),
    }
}

/// Names that no rule gives, with their characters.
const NAMES: &str = "space   exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' quoteright ’ \
    quoteleft ‘ parenleft ( parenright ) asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2 \
    three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ \
    bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave ` braceleft { bar | braceright } \
    asciitilde ~ exclamdown ¡ cent ¢ sterling £ fraction ⁄ yen ¥ florin ƒ section § currency ¤ quotedblleft “ \
    guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › fi fi fl fl ff ff ffi ffi ffl ffl st st longst st \
    endash – emdash — dagger † daggerdbl ‡ periodcentered · middot · paragraph ¶ bullet • quotesinglbase ‚ quotedblbase „ \
    quotedblright ” ellipsis … perthousand ‰ questiondown ¿ acute ´ circumflex ˆ tilde ˜ macron ¯ breve ˘ dotaccent ˙ \
    dieresis ¨ ring ˚ cedilla ¸ hungarumlaut ˝ ogonek ˛ caron ˇ AE Æ ordfeminine ª Lslash Ł Oslash Ø OE Œ ordmasculine º \
    ae æ dotlessi ı dotlessj ȷ lslash ł oslash ø oe œ germandbls ß Germandbls ẞ Eth Ð eth ð Thorn Þ thorn þ Dcroat Đ \
    dcroat đ Dslash Đ Hbar Ħ hbar ħ Tbar Ŧ tbar ŧ Eng Ŋ eng ŋ kgreenlandic ĸ longs ſ IJ Ĳ ij ĳ napostrophe ŉ schwa ə \
    copyright © registered ® trademark ™ degree ° plusminus ± multiply × divide ÷ logicalnot ¬ mu µ brokenbar ¦ \
    onequarter ¼ onehalf ½ threequarters ¾ onesuperior ¹ twosuperior ² threesuperior ³ Euro € euro € nbspace \u{a0} \
    nonbreakingspace \u{a0} sfthyphen \u{ad} softhyphen \u{ad} hyphentwo ‐ figuredash ‒ horizontalbar ― quotereversed ‛ \
    notequal ≠ infinity ∞ lessequal ≤ greaterequal ≥ partialdiff ∂ summation ∑ product ∏ integral ∫ radical √ \
    approxequal ≈ lozenge ◊ arrowleft ← arrowup ↑ arrowright → arrowdown ↓ minute ′ second ″ prime ′ primeprime ″ \
    estimated ℮ numero № afii61352 № visiblespace ␣ circle ○ square ■ filledbox ■ triagrt ► triaglf ◄ \
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π \
    Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ \
    iota ι kappa κ lambda λ nu ν xi ξ omicron ο pi π rho ρ sigma σ sigma1 ς tau τ upsilon υ phi φ chi χ psi ψ omega ω \
    Alphatonos Ά Epsilontonos Έ Etatonos Ή Iotatonos Ί Omicrontonos Ό Upsilontonos Ύ Omegatonos Ώ alphatonos ά \
    epsilontonos έ etatonos ή iotatonos ί omicrontonos ό upsilontonos ύ omegatonos ώ afii10050 Ґ afii10098 ґ afii10053 Є \
    afii10101 є afii10055 І afii10103 і afii10056 Ї afii10104 ї afii10062 Ў afii10110 ў afii10057 Ј afii10105 ј";

/// Letters by the mark on them, whose name stands behind the letter's: `eacute`.
const MARKS: [(&str, &str); 13] = [
    ("acute", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǴǵḰḱḾḿṔṕẂẃ"),
    ("grave", "ÀÈÌÒÙàèìòùǸǹẀẁỲỳ"),
    ("circumflex", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"),
    ("dieresis", "ÄËÏÖÜŸäëïöüÿẄẅ"),
    ("tilde", "ÃÑÕãñõĨĩŨũẼẽỸỹ"),
    ("ring", "ÅåŮů"),
    ("caron", "ČčĎďĚěŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔĽľǦǧ"),
    ("cedilla", "ÇçŞşŢţ"),
    ("commaaccent", "ĢģĶķĻļŅņŖŗȘșȚț"),
    ("ogonek", "ĄąĘęĮįŲų"),
    ("macron", "ĀāĒēĪīŌōŪū"),
    ("breve", "ĂăĔĕĞğĬĭŎŏŬŭ"),
    ("dotaccent", "ĊċĖėĠġİŻż"),
];

/// The characters that a glyph of this name shows; nothing where the name says nothing.
pub fn of_name(name: &str) -> Option<String> {
    // `a.sc` is another shape of `a`, `f_i` two letters in one.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if name.contains('_') && name.len() > 1 {
        return name.split('_').map(of_name).collect();
    }
    if let [letter] = name.as_bytes()
        && letter.is_ascii_alphabetic()
    {
        return Some(name.to_owned());
    }
    if let Some(found) = listed(name) {
        return Some(found.to_owned());
    }
    if let Some(hex) = name.strip_prefix("uni").filter(|hex| hex.len() >= 4 && hex.len() % 4 == 0) {
        let units: Option<Vec<u16>> =
            (0..hex.len() / 4).map(|at| u16::from_str_radix(hex.get(4 * at..4 * at + 4)?, 16).ok()).collect();
        return Some(String::from_utf16_lossy(&units?));
    }
    if let Some(hex) = name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())) {
        return Some(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?.to_string());
    }
    if let Some(number) = name.strip_prefix("afii").and_then(|number| number.parse::<u32>().ok()) {
        return cyrillic(number).map(String::from);
    }
    if let Some(letter) = name.strip_suffix("hungarumlaut") {
        let at = ["O", "U", "o", "u"].iter().position(|own| *own == letter)?;
        return ["Ő", "Ű", "ő", "ű"].get(at).map(|letter| (*letter).to_owned());
    }
    MARKS.iter().find_map(|(mark, letters)| {
        let [letter] = name.strip_suffix(mark)?.as_bytes() else { return None };
        letters.chars().find(|c| letters::bare(*c) == char::from(*letter)).map(String::from)
    })
}

fn listed(name: &str) -> Option<&'static str> {
    if name == "space" {
        return Some(" ");
    }
    let mut words = NAMES.split_ascii_whitespace().skip(1);
    while let (Some(own), Some(characters)) = (words.next(), words.next()) {
        if own == name {
            return Some(characters);
        }
    }
    None
}

/// The letters of the Russian alphabet have their numbers in its order, Ё behind Е.
fn cyrillic(number: u32) -> Option<char> {
    let (from, yo, start) = match number {
        10017..=10049 => (10017, 'Ё', 'А'),
        10065..=10097 => (10065, 'ё', 'а'),
        _ => return None,
    };
    match number - from {
        6 => Some(yo),
        at => char::from_u32(start as u32 + at - u32::from(at > 6)),
    }
}

/// Widths of the characters from blank to tilde in Helvetica and Times, in thousandths of the size: fonts that every reader has, so that
/// files leave the widths out. From Adobe's metrics of the core fonts.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The width of a character in a font of this name that the file says no widths of, in thousandths of the size.
pub fn width(font: &str, c: char) -> f64 {
    let font = font.to_ascii_lowercase();
    if font.contains("courier") || font.contains("mono") {
        return 600.0;
    }
    let serif = ["times", "serif", "roman", "georgia", "garamond"].iter().any(|word| font.contains(word));
    let table = if serif && !font.contains("sans") { &TIMES } else { &HELVETICA };
    let plain = match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' => '0',
        '—' | '…' => 'M',
        c => letters::bare(c),
    };
    let at = (plain as usize).checked_sub(32).and_then(|at| table.get(at));
    f64::from(at.copied().unwrap_or(556))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_their_characters() {
        let check = |name: &str, expect: Option<&str>| assert_eq!(of_name(name).as_deref(), expect, "{name}");
        check("A", Some("A"));
        check("space", Some(" "));
        check("quotedblleft", Some("“"));
        check("eacute", Some("é"));
        check("Scaron", Some("Š"));
        check("odieresis.sc", Some("ö"));
        check("ohungarumlaut", Some("ő"));
        check("ffi", Some("ffi"));
        check("f_f_i", Some("ffi"));
        check("uni20AC", Some("€"));
        check("u1F600", Some("😀"));
        check("afii10017", Some("А"));
        check("afii10097", Some("я"));
        check("afii10071", Some("ё"));
        check("g12", None);
        check(".notdef", None);
    }

    #[test]
    fn every_listed_name_has_one_run_of_characters() {
        let words: Vec<&str> = NAMES.split_ascii_whitespace().skip(1).collect();
        assert_eq!(words.len() % 2, 0);
        for pair in words.chunks(2) {
            let own = ["fi", "fl", "ff", "ffi", "ffl", "st", "longst"].contains(&pair[0]);
            assert!(own || pair[1].chars().count() == 1, "{pair:?}");
            assert!(pair[0].is_ascii() && pair[0].len() > 1, "{pair:?}");
        }
    }

    #[test]
    fn codes_are_those_of_the_annex() {
        let check =
            |encoding, code, expect| assert_eq!(of_code(encoding, code), expect, "{encoding:?} {code:o}");
        check(Encoding::Win, 0o223, Some('“'));
        check(Encoding::Mac, 0o322, Some('“'));
        check(Encoding::Standard, 0o252, Some('“'));
        check(Encoding::Standard, 0o320, Some('—'));
        check(Encoding::Standard, 0o341, Some('Æ'));
        check(Encoding::Standard, 0o373, Some('ß'));
        check(Encoding::Standard, 0o47, Some('’'));
        check(Encoding::Win, 0o351, Some('é'));
        check(Encoding::Mac, 0o216, Some('é'));
        check(Encoding::Win, 10, None);
        assert_eq!((WIN.chars().count(), MAC.chars().count(), STANDARD.chars().count()), (128, 128, 96));
    }
}
