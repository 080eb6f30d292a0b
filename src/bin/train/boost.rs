//! Gradient boosting: trees fitted one after the other, each on what those before it left (Friedman 2001; second order as in XGBoost).

use crate::shuffle::Shuffle;
use verbatim::parse::trees::{DEPTH, Tree, Trees, UNIT};

/// Rows told apart.
#[derive(Default)]
pub struct Rows {
    rows: Vec<Vec<i16>>,
    labels: Vec<bool>,
    /// Log odds known before the trees are asked.
    known: Vec<f32>,
    weights: Vec<f32>,
}

impl Rows {
    /// Adds a row: what it is, the log odds known of it, and how much it matters.
    pub fn add(&mut self, row: &[i16], label: bool, known: f32, weight: f32) {
        self.rows.push(row.to_vec());
        self.labels.push(label);
        self.known.push(known);
        self.weights.push(weight);
    }
}

/// Trees fitted one after the other.
const TREES: usize = 150;
/// How much of what a tree finds is believed.
const STEP: f32 = 0.05;
/// Pull of an answer towards zero, in rows.
const PULL: f32 = 5.0;
/// Rows that an answer must stand on.
const LEAST: usize = 80;
/// Of ten columns those that a tree may ask of: others get their turn.
const COLUMNS_OF_TEN: usize = 4;
/// Of ten rows those that a tree sees.
const ROWS_OF_TEN: usize = 7;
/// Bounds that are tried in a column.
const BOUNDS: usize = 63;

/// What is left to be told of rows: their number, the slopes of their losses and the bends.
#[derive(Clone, Copy, Default)]
struct Left {
    rows: usize,
    slope: f32,
    bend: f32,
}

impl Left {
    fn add(&mut self, other: Left) {
        self.rows += other.rows;
        self.slope += other.slope;
        self.bend += other.bend;
    }

    fn without(self, other: Left) -> Left {
        Left { rows: self.rows - other.rows, slope: self.slope - other.slope, bend: self.bend - other.bend }
    }

    /// How much less is lost if all get their best answer.
    fn gain(self) -> f32 {
        self.slope * self.slope / (self.bend + PULL)
    }

    /// A step towards the best answer, in the units of a tree.
    fn answer(self) -> i8 {
        (-self.slope / (self.bend + PULL) * STEP * UNIT).round().clamp(-127.0, 127.0) as i8
    }
}

/// Fits trees; the same rows give the same trees.
pub fn boost(rows: &Rows) -> Trees {
    let width = rows.rows.iter().map(Vec::len).max().unwrap_or(0).min(256);
    let bounds: Vec<Vec<i16>> = (0..width).map(|column| bounds(rows, column)).collect();
    // Column by column, which bounds a row's value is above.
    let bins: Vec<Vec<u8>> = bounds
        .iter()
        .enumerate()
        .map(|(column, bounds)| {
            let bin = |row: &Vec<i16>| bounds.partition_point(|bound| *bound < row[column]) as u8;
            rows.rows.iter().map(bin).collect()
        })
        .collect();
    let mut odds = rows.known.clone();
    let mut trees = Vec::new();
    let (mut shuffle_rows, mut shuffle_columns) = (Shuffle::default(), Shuffle::of(1));
    let mut row_order: Vec<usize> = (0..odds.len()).collect();
    let mut column_order: Vec<usize> = (0..width).collect();
    for _ in 0..TREES {
        shuffle_rows.again(&mut row_order);
        shuffle_columns.again(&mut column_order);
        let mut chosen = row_order[..row_order.len() * ROWS_OF_TEN / 10].to_vec();
        // In the order of the memory.
        chosen.sort_unstable();
        let left: Vec<Left> = (0..odds.len()).map(|row| left(rows, row, odds[row])).collect();
        let columns = &column_order[..(width * COLUMNS_OF_TEN).div_ceil(10)];
        let tree = grow(&chosen, &left, columns, &bins, &bounds);
        for (odds, row) in odds.iter_mut().zip(&rows.rows) {
            *odds += f32::from(tree.answers[tree.answer(row)]) / UNIT;
        }
        trees.push(tree);
    }
    Trees(trees)
}

fn left(rows: &Rows, row: usize, odds: f32) -> Left {
    let likely = 1.0 / (1.0 + (-odds).exp());
    let (weight, label) = (rows.weights[row], f32::from(u8::from(rows.labels[row])));
    Left { rows: 1, slope: weight * (likely - label), bend: weight * likely * (1.0 - likely) }
}

/// Bounds that part a column's values evenly.
fn bounds(rows: &Rows, column: usize) -> Vec<i16> {
    let mut values: Vec<i16> = rows.rows.iter().map(|row| row[column]).collect();
    values.sort_unstable();
    let mut bounds: Vec<i16> =
        (1..=BOUNDS).filter_map(|part| values.get(values.len() * part / (BOUNDS + 1))).copied().collect();
    bounds.dedup();
    // What all values are up to parts nothing.
    if bounds.last() == values.last() {
        bounds.pop();
    }
    bounds
}

/// One tree, level by level.
fn grow(chosen: &[usize], left: &[Left], columns: &[usize], bins: &[Vec<u8>], bounds: &[Vec<i16>]) -> Tree {
    let mut tree = Tree::default();
    // The node that each of the chosen rows has come to, counted within its level.
    let mut nodes = vec![0_u8; chosen.len()];
    for level in 0..DEPTH {
        let width = 1 << level;
        let mut best: Vec<Option<(f32, usize, usize)>> = vec![None; width];
        for &column in columns {
            let mut sums = vec![[Left::default(); BOUNDS + 1]; width];
            for (&row, &node) in chosen.iter().zip(&nodes) {
                sums[usize::from(node)][usize::from(bins[column][row])].add(left[row]);
            }
            for (sums, best) in sums.iter().zip(&mut best) {
                let mut all = Left::default();
                sums.iter().for_each(|sum| all.add(*sum));
                let mut below = Left::default();
                for (at, sum) in sums.iter().take(bounds[column].len()).enumerate() {
                    below.add(*sum);
                    let above = all.without(below);
                    let gain = below.gain() + above.gain() - all.gain();
                    let is_better = best.is_none_or(|best| gain > best.0);
                    if below.rows >= LEAST && above.rows >= LEAST && gain > 0.0 && is_better {
                        *best = Some((gain, column, at));
                    }
                }
            }
        }
        let first = width - 1;
        for (node, best) in best.iter().enumerate() {
            if let Some((_, column, at)) = best {
                tree.questions[first + node] = (*column as u8, bounds[*column][*at]);
            }
        }
        for (&row, node) in chosen.iter().zip(&mut nodes) {
            let right =
                best[usize::from(*node)].is_some_and(|(_, column, at)| usize::from(bins[column][row]) > at);
            *node = *node * 2 + u8::from(right);
        }
    }
    let mut sums = [Left::default(); 1 << DEPTH];
    for (&row, &node) in chosen.iter().zip(&nodes) {
        sums[usize::from(node)].add(left[row]);
    }
    for (answer, sum) in tree.answers.iter_mut().zip(sums) {
        *answer = sum.answer();
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::{Rows, boost};

    #[test]
    fn trees_tell_what_no_sum_of_columns_tells() {
        let mut rows = Rows::default();
        for at in 0..4000_i16 {
            let (a, b) = (at % 7, at / 7 % 5);
            rows.add(&[a, b, at % 3], (a > 3) != (b > 2), 0.0, 1.0);
        }
        let trees = boost(&rows);
        for (a, b) in [(0, 0), (6, 0), (0, 4), (6, 4)] {
            assert_eq!(trees.score(&[a, b, 1]) > 1.0, (a > 3) != (b > 2), "{a} {b}");
        }
    }
}
