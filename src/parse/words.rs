//! Small sets of words that tell prose from lists of links.

/// Words that hold sentences together, in English, German, French, Spanish and Italian: the most frequent of each language
/// that are not also common nouns.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "al", "all", "als", "also", "an", "and", "are", "as", "at", "auf", "aus", "aux",
    "avec", "be", "been", "bei", "but", "by", "che", "con", "could", "dans", "das", "de", "del", "della",
    "dem", "den", "der", "des", "di", "die", "du", "ein", "eine", "el", "elle", "en", "er", "es", "est",
    "et", "for", "from", "für", "had", "has", "hat", "have", "he", "her", "his", "i", "ich", "il", "im",
    "in", "is", "ist", "it", "its", "la", "las", "le", "les", "los", "mais", "mit", "nach", "ne", "nicht",
    "no", "not", "of", "on", "or", "ou", "par", "pas", "per", "por", "pour", "qu", "que", "qui", "said",
    "se", "sein", "she", "sich", "sie", "so", "son", "su", "sur", "than", "that", "the", "their", "them",
    "they", "this", "to", "un", "una", "und", "une", "up", "von", "war", "was", "were", "when", "which",
    "who", "will", "with", "would", "y", "zu",
];

/// Whether a lower-case word is one that holds sentences together.
pub fn is_function_word(word: &str) -> bool {
    const LONGEST: usize = 6;
    word.len() <= LONGEST && FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// Whether the line ends as a sentence does, closing marks and brackets aside.
pub fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '“', '*', ' '])
        .ends_with(['.', '!', '?', '…', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_unique() {
        assert!(FUNCTION_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn sentences_end_behind_their_closing_marks() {
        assert!(ends_a_sentence("“No.”"));
        assert!(ends_a_sentence("He left (at last.)"));
        assert!(!ends_a_sentence("Minister says no"));
    }
}
