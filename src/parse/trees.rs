//! Boosted trees: many small questions about a row of numbers, whose answers are added up.
//!
//! Each tree asks four questions one after the other, the next by the answer to the last, and gives what it says at its end. Fitted
//! by `train articles` after Friedman's gradient boosting. Numbers, bounds and answers are integers, so that every machine adds up
//! the same.

use crate::packed::{Coder, Number};

/// Questions one after the other in each tree.
pub const DEPTH: usize = 4;

/// What one unit of log odds is in a tree's answers.
pub const UNIT: f32 = 256.0;

/// A column of a row where there is nothing to be seen, as beside the first line: below every bound.
pub const NOTHING: i16 = i16::MIN;

/// One tree: its questions from the root, those of each level behind those of the level above, and its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// A column and a bound: what is above the bound goes right.
    pub questions: [(u8, i16); (1 << DEPTH) - 1],
    /// Log odds in [`UNIT`]s.
    pub answers: [i8; 1 << DEPTH],
}

impl Default for Tree {
    /// Says nothing whatever it sees: each row goes left.
    fn default() -> Tree {
        Tree { questions: [(0, i16::MAX); (1 << DEPTH) - 1], answers: [0; 1 << DEPTH] }
    }
}

impl Tree {
    /// Which of the answers a row gets; a column it does not have is as if nothing were seen there.
    pub fn answer(&self, row: &[i16]) -> usize {
        let mut at = 0;
        for _ in 0..DEPTH {
            let (column, bound) = self.questions[at];
            let value = row.get(usize::from(column)).copied().unwrap_or(NOTHING);
            at = 2 * at + 1 + usize::from(value > bound);
        }
        at - self.questions.len()
    }
}

/// Trees that were fitted one on what the others left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trees(pub Vec<Tree>);

/// More trees than this no file has.
const MOST: u32 = 1000;

impl Trees {
    /// Log odds that the trees together give a row.
    pub fn score(&self, row: &[i16]) -> f32 {
        let sum: i32 = self.0.iter().map(|tree| i32::from(tree.answers[tree.answer(row)])).sum();
        sum as f32 / UNIT
    }

    /// The form in a file, for both ways: how many there are, then each, its questions and its answers. Of bytes that are cut short
    /// the trees that are whole.
    pub fn code(&mut self, coder: &mut impl Coder) {
        let (mut number, mut column) = (Number::default(), Number::default());
        let (mut bounds, mut answer) = (vec![Number::default(); 1 << u8::BITS], Number::default());
        let count = coder.number(&mut number, self.0.len() as u32).min(MOST) as usize;
        self.0.resize(count, Tree::default());
        for at in 0..count {
            let tree = &mut self.0[at];
            for (asked, bound) in &mut tree.questions {
                *asked = coder.number(&mut column, u32::from(*asked)) as u8;
                *bound = coder.signed(&mut bounds[usize::from(*asked)], i32::from(*bound)) as i16;
            }
            for told in &mut tree.answers {
                *told = coder.signed(&mut answer, i32::from(*told)) as i8;
            }
            if coder.ended() {
                self.0.truncate(at);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::{Reader, Writer};

    fn tree_of(column: u8, bound: i16) -> Tree {
        let mut tree = Tree::default();
        tree.questions[0] = (column, bound);
        tree.answers[0] = -64;
        tree.answers[8] = 64;
        tree
    }

    #[test]
    fn what_is_above_the_bound_goes_right_and_what_is_missing_left() {
        let trees = Trees(vec![tree_of(1, 5), tree_of(0, -3)]);
        let score = |row: &[i16]| trees.score(row);
        assert_eq!(
            [score(&[0, 6]), score(&[0, 5]), score(&[-3, NOTHING]), score(&[])],
            [0.5, 0.0, -0.5, -0.5]
        );
    }

    #[test]
    fn trees_are_the_same_after_their_bytes() {
        let mut trees = Trees(vec![tree_of(255, i16::MIN), tree_of(0, i16::MAX)]);
        let mut writer = Writer::default();
        trees.code(&mut writer);
        let read = |bytes: &[u8]| {
            let mut read = Trees::default();
            read.code(&mut Reader::of(bytes));
            read
        };
        assert_eq!(read(&writer.finish()), trees);
        // Bytes of no such file say something or nothing, and end.
        for bytes in [&[][..], &[1], &[255; 40]] {
            assert!(read(bytes).0.len() <= MOST as usize);
        }
    }
}
