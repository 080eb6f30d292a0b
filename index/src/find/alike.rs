//! Words spelt alike, in place of a word that no article has.

use super::{
    Term, Terms,
    matching::{holding, is_held},
};
use crate::{
    hint::Hint,
    index::{DocSet, Index},
    order,
};

/// Shorter words have too many neighbours to mean any of them.
const SHORTEST: usize = 4;

/// Longer ones are no slip of the hand, and the search takes time with the square of the length.
const LONGEST: usize = 40;

/// The terms with every wanted word that no article has replaced by those that differ from it by one letter more, less,
/// other, or two changed round; and what should be said of it.
pub fn forgive(index: &Index, mut terms: Terms) -> (Terms, Vec<Hint>) {
    let mut hints = Vec::new();
    for clause in terms.clauses.iter_mut().chain(&mut terms.said).filter(|clause| !clause.not) {
        let [term] = clause.any.as_mut_slice() else { continue };
        let (Term::Word(word) | Term::Prefix(word)) = &*term else { continue };
        if is_held(index, term) {
            continue;
        }
        let found = alike(index, word);
        if !found.is_empty() {
            hints.push(Hint::Alike { typed: word.clone(), found: found.iter().take(3).cloned().collect() });
            *term = Term::Alike(found);
        }
    }
    (terms, hints)
}

/// The words of the index one slip away from `word`, the most frequent first. A number is meant as it is typed: 2019 is no
/// slip for 2018.
pub fn alike(index: &Index, word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !(SHORTEST..=LONGEST).contains(&letters.len()) || letters.iter().any(char::is_ascii_digit) {
        return Vec::new();
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut spelt = String::new();
    let mut look = |slip: &[char]| {
        spelt.clear();
        spelt.extend(slip);
        if index.dictionary().get(spelt.as_bytes()).is_some() && found.iter().all(|(_, word)| *word != spelt)
        {
            let slip = spelt.clone();
            let docs: DocSet = holding(index, &[Term::Word(slip.clone())]);
            if !docs.is_empty() {
                found.push((docs.len(), slip));
            }
        }
    };
    let mut slip = letters.clone();
    for (at, letter) in letters.iter().enumerate() {
        slip.remove(at);
        look(&slip);
        slip.insert(at, *letter);
    }
    for at in 1..letters.len() {
        slip.swap(at - 1, at);
        look(&slip);
        slip.swap(at - 1, at);
    }
    for &letter in index.dictionary().letters() {
        for (at, own) in letters.iter().enumerate() {
            slip[at] = letter;
            look(&slip);
            slip[at] = *own;
        }
        for at in 0..=letters.len() {
            slip.insert(at, letter);
            look(&slip);
            slip.remove(at);
        }
    }
    found.retain(|(_, found)| found != word);
    order::by(&mut found, |a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.into_iter().map(|(_, word)| word).collect()
}
