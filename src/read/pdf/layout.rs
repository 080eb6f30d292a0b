//! From pieces of text with places to paragraphs in the order in which they are read.

use super::content::Piece;
use std::collections::{BTreeMap, HashSet};

/// A run of text on one line, parted from its neighbours by more than a blank.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Its words.
    pub text: String,
    /// Where it begins and ends, in points.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// How high its line stands.
    pub height: f64,
    /// Size of most of its letters.
    pub size: f64,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Its place in the order of drawing.
    drawn: usize,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its words.
    pub text: String,
    /// Size of its letters, in points.
    pub size: f64,
    /// Number of its page, from 0.
    pub page: usize,
    bold: bool,
    /// Whether its last line runs to the edge of its column, so that it may go on elsewhere.
    full: bool,
}

/// What parts two runs of one line, in parts of the size: more than most blanks of justified text.
const GUTTER: f64 = 1.2;
/// The widest blank between words that are drawn one after the other where no column begins.
const WIDEST: f64 = 3.5;
/// So many lines that begin at one place make a column.
const COLUMN: usize = 3;

/// The lines of a page from top to bottom, each from left to right.
pub fn segments(pieces: Vec<Piece>) -> Vec<Segment> {
    let artifacts = pieces.iter().all(|piece| piece.artifact);
    let mut turns = [0_usize; 4];
    for piece in &pieces {
        turns[usize::from(piece.turned % 4)] += piece.text.len();
    }
    let turned = (0..4).max_by_key(|turn| (turns[*turn], 4 - turn)).unwrap_or(0) as u8;
    let mut pieces: Vec<(usize, Piece)> = pieces
        .into_iter()
        .filter(|piece| piece.turned == turned && (artifacts || !piece.artifact))
        .enumerate()
        .collect();
    let initials = initials(&mut pieces);
    pieces.sort_by(|(_, a), (_, b)| b.height.total_cmp(&a.height).then(a.from.total_cmp(&b.from)));
    let mut rows: Vec<Vec<(usize, Piece)>> = Vec::new();
    for (drawn, piece) in pieces {
        match rows.last_mut() {
            // Raised and lowered marks belong to their line.
            Some(row)
                if row.iter().rev().take(8).any(|(_, own)| {
                    own.height - piece.height
                        < 0.35 * own.size.min(piece.size).max(0.6 * own.size.max(piece.size))
                }) && row[0].1.height - piece.height < 0.7 * row[0].1.size.max(piece.size) =>
            {
                row.push((drawn, piece));
            }
            _ => rows.push(vec![(drawn, piece)]),
        }
    }
    // Where several lines begin there may be a column.
    let mut edges: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, piece) in rows.iter().flatten() {
        *edges.entry(piece.from.round() as i64).or_default() += 1;
    }
    let mut segments = Vec::new();
    for mut row in rows {
        row.sort_by(|(_, a), (_, b)| a.from.total_cmp(&b.from));
        join_row(row, &edges, &mut segments);
    }
    for (drawn, initial) in initials {
        put_initial(drawn, initial, &mut segments);
    }
    segments
}

fn join_row(row: Vec<(usize, Piece)>, edges: &BTreeMap<i64, usize>, segments: &mut Vec<Segment>) {
    let first = segments.len();
    let mut before = usize::MAX;
    // How many letters of each segment are bold, how many there are, and how many have its size.
    let mut tally: Vec<(usize, usize, usize)> = Vec::new();
    for (drawn, piece) in row {
        let letters = piece.text.chars().count();
        let bold = if piece.bold { letters } else { 0 };
        if segments.len() > first
            && let (Some(last), Some(count)) = (segments.last_mut(), tally.last_mut())
        {
            let size = last.size.max(piece.size);
            // Drawn twice to look bold, or with a shadow.
            let again =
                piece.from - last.from < 0.3 * size && last.text.trim_end().ends_with(piece.text.trim_end());
            if again && (last.to - piece.to).abs() < 0.5 * size {
                continue;
            }
            let gap = piece.from - last.to;
            let begins: usize = edges
                .range(piece.from.round() as i64 - 1..=piece.from.round() as i64 + 1)
                .map(|(_, count)| count)
                .sum();
            let follows = drawn == before.wrapping_add(1) && begins < COLUMN;
            before = drawn;
            if gap < if follows { WIDEST } else { GUTTER } * size {
                if gap > 0.12 * size && !last.text.ends_with(' ') && !piece.text.starts_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                last.to = last.to.max(piece.to);
                last.drawn = last.drawn.min(drawn);
                *count = (count.0 + bold, count.1 + letters, count.2);
                if letters > count.2 {
                    (last.size, last.height, count.2) = (piece.size, piece.height, letters);
                }
                last.bold = count.0 == count.1;
                continue;
            }
        }
        before = drawn;
        let Piece { text, from, to, height, size, bold: is_bold, .. } = piece;
        segments.push(Segment { text, from, to, height, size, bold: is_bold, drawn });
        tally.push((bold, letters, letters));
    }
}

/// More large letters on one page begin no paragraphs.
const MOST_INITIALS: usize = 64;

/// Takes out the large letters that paragraphs begin with, and stand beside several of their lines.
fn initials(pieces: &mut Vec<(usize, Piece)>) -> Vec<(usize, Piece)> {
    let usual = usual(pieces.iter().map(|(_, piece)| (piece.size, piece.text.len())));
    let is_initial = |(_, piece): &(usize, Piece)| {
        let text = piece.text.trim();
        piece.size > 1.8 * usual && text.chars().count() <= 2 && text.ends_with(char::is_alphabetic)
    };
    if pieces.iter().filter(|piece| is_initial(piece)).count() > MOST_INITIALS {
        return Vec::new();
    }
    let (initials, rest) = std::mem::take(pieces).into_iter().partition(is_initial);
    *pieces = rest;
    initials
}

/// Puts an initial in front of the highest line beside it; on a line of its own, where there is none.
fn put_initial(drawn: usize, initial: Piece, segments: &mut Vec<Segment>) {
    let top = initial.height + 0.8 * initial.size;
    let beside = segments.iter_mut().find(|segment| {
        let gap = segment.from - initial.to;
        gap > -0.5 * segment.size
            && gap < 1.5 * segment.size
            && segment.height > initial.height - 0.3 * segment.size
            && segment.height < top
            && segment.size < initial.size
    });
    match beside {
        Some(segment) => {
            segment.text.insert_str(0, initial.text.trim());
            segment.from = segment.from.min(initial.from);
        }
        None => {
            let Piece { text, from, to, height, size, bold, .. } = initial;
            let at = segments.partition_point(|segment| segment.height >= height);
            segments.insert(at, Segment { text, from, to, height, size, bold, drawn });
        }
    }
}

/// The size that most letters have, to a quarter of a point.
pub fn usual(sizes: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (size, letters) in sizes {
        *counts.entry((size * 4.0).round() as i64).or_default() += letters;
    }
    let most = counts.iter().max_by_key(|(size, letters)| (**letters, -**size));
    most.map_or(10.0, |(size, _)| *size as f64 / 4.0)
}

/// Lines that stand below each other in one column.
struct Block {
    lines: Vec<Segment>,
    from: f64,
    to: f64,
    top: f64,
    bottom: f64,
    drawn: usize,
}

impl Block {
    fn of(line: Segment) -> Block {
        let (from, to, drawn) = (line.from, line.to, line.drawn);
        Block {
            from,
            to,
            top: line.height + 0.7 * line.size,
            bottom: line.height - 0.2 * line.size,
            drawn,
            lines: vec![line],
        }
    }

    fn push(&mut self, line: Segment) {
        self.from = self.from.min(line.from);
        self.to = self.to.max(line.to);
        self.bottom = self.bottom.min(line.height - 0.2 * line.size);
        self.drawn = self.drawn.min(line.drawn);
        self.lines.push(line);
    }
}

fn shared(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.1.min(b.1) - a.0.max(b.0)).max(0.0)
}

/// Lines further apart than so many times the size are not of one block.
const LEADING: f64 = 2.6;

/// The blocks of a page; segments come from top to bottom.
fn blocks(segments: Vec<Segment>) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::new();
    let mut open: Vec<Block> = Vec::new();
    for segment in segments {
        // No page has so many columns.
        if open.len() >= MOST_BLOCKS {
            done.append(&mut open);
        }
        // Blocks that end far above take no more lines.
        let mut at = 0;
        while at < open.len() {
            let far = open[at]
                .lines
                .last()
                .is_some_and(|last| last.height - segment.height > LEADING * last.size.max(segment.size));
            if far { done.push(open.remove(at)) } else { at += 1 }
        }
        let own = (segment.from, segment.to);
        let mut over: Vec<(f64, usize)> = Vec::new();
        for (at, block) in open.iter().enumerate() {
            let wide = shared(own, (block.from, block.to));
            if wide > 0.1 * (segment.to - segment.from).min(block.to - block.from) {
                over.push((wide, at));
            }
        }
        let fits = |at: usize| {
            let Some(last) = open[at].lines.last() else { return false };
            let below = last.height - segment.height;
            below > 0.3 * segment.size
                && below < LEADING * segment.size
                && (segment.size / last.size - 1.0).abs() < 0.12
                && last.bold == segment.bold
        };
        match over[..] {
            [(_, at)] if fits(at) => open[at].push(segment),
            _ => {
                // What stands over several columns ends them all.
                for (_, at) in over.into_iter().rev() {
                    let below = open[at].lines.last().map_or(0.0, |last| last.height - segment.height);
                    if below > 0.3 * segment.size {
                        done.push(open.remove(at));
                    }
                }
                open.push(Block::of(segment));
            }
        }
    }
    done.extend(open);
    done
}

/// Blocks of one page whose order is looked for; a page with more is read as it was drawn.
const MOST_BLOCKS: usize = 300;

/// The blocks in the order in which they are read (after Breuel, "High performance document layout analysis", 2003): what stands above
/// comes first, and what stands left, unless something over both stands between.
fn in_order(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.sort_by_key(|block| block.drawn);
    let count = blocks.len();
    if count > MOST_BLOCKS {
        return blocks;
    }
    let over = |a: &Block, b: &Block| {
        let wide = shared((a.from, a.to), (b.from, b.to));
        wide > 0.1 * (a.to - a.from).min(b.to - b.from)
    };
    let middle = |block: &Block| (block.top + block.bottom) / 2.0;
    let before = |a: &Block, b: &Block| {
        if over(a, b) {
            return middle(a) > middle(b);
        }
        if a.from >= b.from {
            return false;
        }
        let (high, low) = (middle(a).max(middle(b)), middle(a).min(middle(b)));
        !blocks
            .iter()
            .any(|c| (low..high).contains(&middle(c)) && middle(c) > low && over(a, c) && over(c, b))
    };
    let mut waits: Vec<usize> = vec![0; count];
    let mut leads: Vec<Vec<usize>> = vec![Vec::new(); count];
    for a in 0..count {
        for b in 0..count {
            if a != b && before(&blocks[a], &blocks[b]) {
                leads[a].push(b);
                waits[b] += 1;
            }
        }
    }
    let mut order = Vec::with_capacity(count);
    let mut placed = vec![false; count];
    while order.len() < count {
        let free = (0..count).filter(|&at| !placed[at]);
        let next = free.clone().find(|&at| waits[at] == 0).or_else(|| {
            // Blocks that all wait for each other: the highest goes first.
            free.max_by(|&a, &b| blocks[a].top.total_cmp(&blocks[b].top))
        });
        let Some(next) = next else { break };
        placed[next] = true;
        order.push(next);
        for &other in &leads[next] {
            waits[other] = waits[other].saturating_sub(1);
        }
    }
    let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| blocks[at].take()).collect()
}

/// What joins lines: it knows which words of the document were parted at the end of a line.
pub struct Joiner {
    words: HashSet<String>,
    parts_words: bool,
    /// How far lines of one paragraph stand apart, in parts of the size.
    leading: f64,
}

/// From this share of lines that end with a hyphen on, hyphens are put in where lines end.
const PARTED: f64 = 0.025;

impl Joiner {
    /// Looks through all pages. `never_parts` says that the program which made the document parts no words.
    pub fn of(pages: &[Vec<Segment>], never_parts: bool) -> Joiner {
        let mut words = HashSet::new();
        let (mut lines, mut parted) = (0_usize, 0_usize);
        let mut leadings: BTreeMap<i64, usize> = BTreeMap::new();
        let mut halves: Vec<(String, String)> = Vec::new();
        for page in pages {
            for (at, segment) in page.iter().enumerate() {
                let text = segment.text.trim_end();
                lines += 1;
                parted += usize::from(text.ends_with(['-', '‐', '\u{ad}']));
                for word in text.split(is_between) {
                    // The first half of a parted word is no word.
                    let half = word.ends_with('-') && text.ends_with(word);
                    if !word.is_empty() && !half {
                        words.insert(word.to_lowercase());
                    }
                }
                let below = page[at + 1..].iter().take(8).find(|below| {
                    shared((segment.from, segment.to), (below.from, below.to)) > 0.5 * (below.to - below.from)
                        && (below.size / segment.size - 1.0).abs() < 0.05
                });
                if let (Some(below), Some(first)) = (below, text.strip_suffix('-')) {
                    halves.push((last_word(first), first_word(&below.text)));
                }
                if let Some(below) = below {
                    let leading = (segment.height - below.height) / segment.size;
                    if (0.9..LEADING).contains(&leading) {
                        *leadings.entry((leading * 10.0).round() as i64).or_default() += text.len();
                    }
                }
            }
        }
        let leading = leadings.iter().max_by_key(|(leading, letters)| (**letters, -**leading));
        let leading = leading.map_or(1.2, |(leading, _)| *leading as f64 / 10.0);
        // Words that stand elsewhere in one, and words that stand elsewhere with their hyphen.
        let whole = halves.iter().filter(|(a, b)| words.contains(&format!("{a}{b}"))).count();
        let typed = halves.iter().filter(|(a, b)| words.contains(&format!("{a}-{b}"))).count();
        let parts_words = !never_parts && (whole > typed || parted as f64 > lines as f64 * PARTED);
        Joiner { words, parts_words, leading }
    }

    /// Puts a line behind the text before it.
    fn join(&self, text: &mut String, line: &str) {
        text.truncate(text.trim_end().len());
        let line = line.trim();
        let starts_lower = line.starts_with(char::is_lowercase);
        let hyphen = text.chars().next_back().filter(|c| matches!(c, '-' | '‐' | '\u{ad}'));
        let in_word = text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
        match hyphen {
            Some('\u{ad}') => {
                text.pop();
            }
            Some(hyphen) if in_word && starts_lower => {
                let parted = hyphen == '‐' || {
                    let (left, right) = (last_word(text.trim_end_matches('-')), first_word(line));
                    self.words.contains(&format!("{left}{right}"))
                        || self.parts_words && !self.words.contains(&format!("{left}-{right}"))
                };
                if parted {
                    text.pop();
                }
            }
            Some(_) if in_word && line.starts_with(char::is_alphanumeric) => {}
            _ if text.ends_with(is_dense) && line.starts_with(is_dense) => {}
            _ => text.push(' '),
        }
        text.push_str(line);
    }

    /// The paragraphs of a page, put behind those of the pages before it.
    pub fn paragraphs(&self, page: usize, segments: Vec<Segment>, all: &mut Vec<Paragraph>) {
        for block in in_order(blocks(segments)) {
            for (at, paragraph) in self.of_block(page, block).into_iter().enumerate() {
                // A paragraph goes on in the next column or on the next page, past pictures and what stands under them.
                const FAR: usize = 3;
                let open = all.len().saturating_sub(FAR)..all.len();
                let before = open.rev().find(|&before| at == 0 && goes_on(&all[before], &paragraph));
                match before {
                    Some(before) => {
                        self.join(&mut all[before].text, &paragraph.text);
                        all[before].full = paragraph.full;
                        all[before].page = paragraph.page;
                    }
                    None => all.push(paragraph),
                }
            }
        }
    }

    fn of_block(&self, page: usize, block: Block) -> Vec<Paragraph> {
        let (left, right) = (block.from, block.to);
        let gap = |lines: &[Segment], at: usize| lines[at - 1].height - lines[at].height;
        let least = (1..block.lines.len()).map(|at| gap(&block.lines, at)).fold(f64::INFINITY, f64::min);
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        for (at, line) in block.lines.iter().enumerate() {
            let full = right - line.to < 0.12 * (right - left);
            let begins = at == 0 || {
                let last = &block.lines[at - 1];
                let gap = gap(&block.lines, at);
                let ended = ends(&last.text);
                let last_full = right - last.to < 0.12 * (right - left);
                let wide = gap / (self.leading * line.size);
                let alone = block.lines.len() == 2 && wide > 1.6;
                let apart = wide > 1.25 && (gap > 1.2 * least || ended || !last_full || alone);
                let inset = |line: &Segment| line.from - left > 0.8 * line.size;
                let next_flush = block.lines.get(at + 1).is_none_or(|next| !inset(next));
                let indented = inset(line) && (!inset(last) && next_flush || inset(last) && ended);
                // The first word would have found room on the line above.
                let word = line.text.split_whitespace().next().unwrap_or("").chars().count() as f64;
                let letter = (line.to - line.from) / line.text.chars().count().max(1) as f64;
                let room = right - last.to;
                let early = block.lines.len() > 2
                    && !last.text.trim_end().ends_with(['-', '‐', '\u{ad}'])
                    && room > (word + 1.5) * letter * if ended { 1.0 } else { 1.6 }
                    && (ended || room > 0.15 * (right - left));
                apart || indented || early || line.text.starts_with(['•', '▪', '●', '■'])
            };
            match paragraphs.last_mut() {
                Some(paragraph) if !begins => {
                    self.join(&mut paragraph.text, &line.text);
                    paragraph.full = full;
                }
                _ => paragraphs.push(Paragraph {
                    text: line.text.trim().to_owned(),
                    size: line.size,
                    page,
                    bold: line.bold,
                    full,
                }),
            }
        }
        paragraphs
    }
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && c != '-'
}

/// Letters of the longest word that is looked up.
const LONGEST: usize = 64;

fn last_word(text: &str) -> String {
    let from = text.char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
    text[from..].rsplit(is_between).next().unwrap_or("").to_lowercase()
}

fn first_word(text: &str) -> String {
    let text = text.trim_start();
    let to = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    text[..to].split(is_between).next().unwrap_or("").to_lowercase()
}

/// Scripts that part words by nothing.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn ends(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '“', '*']);
    text.ends_with(['.', '!', '?', '…', '。', ':'])
}

/// Whether a paragraph goes on in another that stands elsewhere.
fn goes_on(before: &Paragraph, after: &Paragraph) -> bool {
    let alike = before.bold == after.bold && (before.size / after.size - 1.0).abs() < 0.03;
    let open = !ends(&before.text);
    const LONG: usize = 60;
    alike
        && open
        && after.page <= before.page + 1
        && (after.text.starts_with(char::is_lowercase)
            || before.full && before.text.len() > LONG && after.text.len() > LONG)
}
