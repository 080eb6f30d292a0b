//! The words typed, taken apart. Anything typed has a meaning; what is odd about it is a hint, never an error.

use crate::{
    hint::Hint,
    index::{joined, words},
    typed::{Marks, Piece, pieces},
};

/// Something to look for; folded as the index folds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A whole word.
    Word(String),
    /// The start of a word: the last one typed, as it may not be finished.
    Prefix(String),
    /// Words one after the other.
    Phrase(Vec<String>),
    /// Words of which one is enough, in place of one that no article has.
    Alike(Vec<String>),
}

/// Terms of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// At least one.
    pub any: Vec<Term>,
    /// Whether articles with it are left out.
    pub not: bool,
}

/// What the words typed ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// What must, or must not, stand in the article.
    pub clauses: Vec<Clause>,
    /// What must, or must not, be said in it.
    pub said: Vec<Clause>,
    /// Strings that must, or with `true` must not, stand in it to the letter.
    pub exact: Vec<(String, bool)>,
}

impl Terms {
    /// Everything that is marked where it stands.
    pub fn wanted(&self) -> impl Iterator<Item = &Term> {
        self.clauses.iter().chain(&self.said).filter(|clause| !clause.not).flat_map(|clause| &clause.any)
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.said.is_empty() && self.exact.is_empty()
    }
}

/// Most terms looked for; whoever pastes a page meant a phrase.
const MOST: usize = 32;

/// Takes typed words apart: `word "a phrase" -not this OR that says:peace exact:"A.B."`. Quotes may be curly or straight.
pub fn parse(typed: &str) -> (Terms, Vec<Hint>) {
    let mut terms = Terms::default();
    let mut hints = Vec::new();
    let mut last: Option<&'static str> = None;
    let mut count = 0;
    for piece in pieces(typed) {
        if piece.marks == Marks::Open {
            hints.push(Hint::OpenPhrase);
        }
        if piece.field == Some("exact") {
            last = None;
            if !piece.text.trim().is_empty() {
                terms.exact.push((piece.text.to_owned(), piece.not));
            }
            continue;
        }
        let alternatives = terms_of(&piece);
        if alternatives.is_empty() {
            continue;
        }
        count += alternatives.len();
        if count > MOST {
            hints.push(Hint::TooManyWords(MOST as u32));
            break;
        }
        let field = if piece.field == Some("says") { "says" } else { "" };
        let list = if field == "says" { &mut terms.said } else { &mut terms.clauses };
        match list.last_mut() {
            Some(clause) if piece.or && last == Some(field) && !piece.not => clause.any.extend(alternatives),
            _ => {
                let clause = Clause { any: alternatives, not: piece.not };
                if !list.contains(&clause) {
                    list.push(clause);
                }
            }
        }
        last = Some(field);
    }
    if terms.is_empty() && hints.is_empty() && !typed.trim().is_empty() {
        hints.push(Hint::NoWords);
    }
    (terms, hints)
}

/// What a piece looks for: a word with a hyphen as its parts in a row, and as one word.
fn terms_of(piece: &Piece) -> Vec<Term> {
    let mut folded: Vec<String> = words(piece.text).map(|word| word.folded.into_owned()).collect();
    let unfinished = matches!(piece.marks, Marks::Bare { unfinished: true }) && !piece.not;
    match folded.len() {
        0 => Vec::new(),
        1 if unfinished => folded.pop().map(Term::Prefix).into_iter().collect(),
        1 => folded.pop().map(Term::Word).into_iter().collect(),
        _ => {
            let hyphens = matches!(piece.marks, Marks::Bare { .. })
                && piece.text.matches('-').count() + 1 == folded.len()
                && piece.text.chars().all(|c| c.is_alphanumeric() || c == '-');
            let whole = hyphens.then(|| Term::Word(joined(piece.text)));
            [Term::Phrase(folded)].into_iter().chain(whole).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: &str) {
        let (terms, hints) = parse(typed);
        let say = |term: &Term| match term {
            Term::Word(word) => word.clone(),
            Term::Prefix(word) => format!("{word}*"),
            Term::Phrase(words) => format!("[{}]", words.join(" ")),
            Term::Alike(words) => format!("~{}", words.join("~")),
        };
        let of = |clause: &Clause| {
            let any: Vec<String> = clause.any.iter().map(say).collect();
            format!("{}{}", if clause.not { "-" } else { "" }, any.join("|"))
        };
        let mut said: Vec<String> = terms.clauses.iter().map(of).collect();
        said.extend(terms.said.iter().map(|clause| format!("says:{}", of(clause))));
        said.extend(
            terms.exact.iter().map(|(text, not)| format!("{}{{{text}}}", if *not { "-" } else { "" })),
        );
        said.extend(hints.iter().map(|hint| format!("{hint:?}")));
        assert_eq!(said.join(" "), expect, "{typed}");
    }

    #[test]
    fn typed_words_are_taken_apart() {
        check("peace talks", "peace talks*");
        check("peace ", "peace");
        check("“improve relations” war", "[improve relations] war*");
        check("peace -war -\"cold war\"", "peace -war -[cold war]");
        check("Jean-Paul ", "[jean paul]|jeanpaul");
        check("peace peace peace ", "peace");
        check("peace OR “cease fire” OR truce talks ", "peace|[cease fire]|truce talks");
        check("says:peace says:\"no war\" exact:\"U.S. aid\" ", "says:peace says:[no war] {U.S. aid}");
        check("peace OR -war ", "peace -war");
        check("peace OR ", "peace");
    }

    #[test]
    fn odd_input_is_a_hint() {
        check("\"open phrase", "[open phrase] OpenPhrase");
        check("--- \"\" (*)", "NoWords");
        check("OR OR | -", "NoWords");
        check("\"", "OpenPhrase");
        check("", "");
        check("[a-z]+\\d{2} ", "[a z d 2]");
        check("😀 ؟ ", "NoWords");
        check("سلام שלום ", "سلام שלום");
        let (terms, hints) = parse(&(0..3000).map(|n| format!("w{n} ")).collect::<String>());
        assert_eq!((terms.clauses.len(), hints), (32, vec![Hint::TooManyWords(32)]));
    }

    proptest::proptest! {
        #[test]
        fn anything_typed_has_a_meaning(typed in "([a-z]{1,3}| |\"|“|-|OR|says:|exact:|😀|\\PC){0,40}") {
            let (terms, hints) = parse(&typed);
            proptest::prop_assert!(!terms.is_empty() || !hints.is_empty() || typed.trim().is_empty());
        }
    }
}
