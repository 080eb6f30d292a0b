//! Quotation marks: which are there, and which belong together.
//!
//! Marks are paired inside one paragraph, so that a stray mark never spoils more than its own paragraph. Which way a
//! mark points is read from its shape where that can be trusted and from the white space around it where it cannot:
//! typists and scrapers swap `”` for `“`, write `''` for `"`, and close `“` with `"`.

use super::classes::{ABROAD, class_of, hash};
use crate::{order, pulse, span::Span};

/// What a piece is marked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `"…"`, `“…”`, `''…''`, `„…“`, `«…»`, `「…」`.
    Double,
    /// `'…'`, `‘…’`, `‚…‘`, `‹…›`.
    Single,
    /// A dash at the start of a paragraph of dialogue.
    Dash,
}

/// Words between two marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words without the marks and without white space at either end. Never empty.
    pub words: Span,
    /// With the marks.
    pub outer: Span,
    /// Which paragraph of the article.
    pub paragraph: usize,
    /// What it is marked with.
    pub style: Style,
    /// Whether the closing mark is there; if not, the piece runs to the end of its paragraph.
    pub closed: bool,
    /// Position of the piece this one stands in.
    pub inside: Option<usize>,
}

/// The longest single-quoted piece in bytes where double marks are the article's habit: an apostrophe may look like an
/// opening mark, and without this bound each would be searched for to the end of its paragraph.
const SINGLE_REACH: usize = 700;

/// The longest single-quoted piece in bytes where single marks are the article's habit.
const SINGLE_REACH_AS_HABIT: usize = 3000;

/// How an article uses marks where they can mean two things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habit {
    /// Single marks outside, double marks inside, as in British papers.
    pub singles_first: bool,
    /// `»…«`, as in German books and Danish papers.
    pub guillemets_inwards: bool,
    /// Paragraphs that begin with a dash are dialogue; so in French, Spanish, Russian, never in English.
    pub dashes: bool,
}

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 14] =
    ["bout", "cause", "cos", "em", "er", "n", "neath", "round", "s", "til", "tis", "twas", "twere", "tween"];

#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Open,
    Close,
    Stray,
}

/// The habit of a text, from its marks and its language as ISO 639-1.
pub fn habit(text: &str, lang: Option<&str>) -> Habit {
    let (mut doubles, mut singles, mut inwards, mut outwards) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        match c {
            '“' | '"' | '„' if before.is_whitespace() && !after.is_whitespace() => doubles += 1,
            '‘' | '\'' if opens_after(before) && after.is_alphanumeric() => singles += 1,
            '»' if opens_after(before) && after.is_alphanumeric() => inwards += 1,
            '«' if opens_after(before) => outwards += 1,
            _ => {}
        }
        before = c;
    }
    Habit {
        singles_first: singles >= 2 && doubles < singles,
        guillemets_inwards: inwards > outwards,
        dashes: lang.is_some_and(|lang| {
            matches!(lang, "fr" | "es" | "pt" | "it" | "pl" | "ru" | "uk" | "ro" | "tr" | "sv")
        }),
    }
}

/// All marked pieces of a text, in order of their start; a nested piece follows the one it stands in.
pub fn pieces(text: &str, paragraphs: &[Span], habit: Habit) -> Vec<Piece> {
    let mut found = Vec::new();
    for (paragraph, span) in paragraphs.iter().enumerate() {
        let words = span.of(text);
        if words.is_empty() {
            continue;
        }
        let line = Line::of(words);
        let mut pairs = Vec::new();
        if habit.dashes {
            pairs.extend(line.dash());
        }
        if pairs.is_empty() && habit.singles_first {
            pairs = line.singles(&[], SINGLE_REACH_AS_HABIT);
            pairs.extend(line.doubles(habit).into_iter().filter(|pair| pair.closed));
        } else if pairs.is_empty() {
            pairs = line.doubles(habit);
            let singles = line.singles(&pairs, SINGLE_REACH);
            pairs.extend(singles);
        }
        order::by_key(&mut pairs, |pair| (pair.from, std::cmp::Reverse(pair.to)));
        // Pairs nest or stand apart; one that crosses another was made by a stray mark and is dropped.
        let mut around: Vec<(usize, usize)> = Vec::new();
        for pair in pairs {
            while around.last().is_some_and(|(_, to)| *to <= pair.from) {
                around.pop();
            }
            if around.last().is_some_and(|(_, to)| pair.to > *to) {
                continue;
            }
            let outer = Span::new(span.start as usize + pair.from, span.start as usize + pair.to);
            let inner = Span::new(outer.start as usize + pair.open, outer.end as usize - pair.close);
            let words = inner.trimmed(text);
            if !words.of(text).contains(char::is_alphanumeric) {
                continue;
            }
            let inside = around.last().map(|(piece, _)| *piece);
            around.push((found.len(), pair.to));
            found.push(Piece { words, outer, paragraph, style: pair.style, closed: pair.closed, inside });
        }
    }
    found
}

/// Two marks that belong together: bytes of the paragraph, and the bytes each mark takes.
#[derive(Clone, Copy, Debug)]
struct Pair {
    from: usize,
    to: usize,
    open: usize,
    close: usize,
    style: Style,
    closed: bool,
}

/// A paragraph as characters with their offsets.
struct Line {
    chars: Vec<(usize, char)>,
    len: usize,
}

impl Line {
    fn of(text: &str) -> Line {
        Line { chars: text.char_indices().collect(), len: text.len() }
    }

    /// The character at a position, a space outside the paragraph.
    fn at(&self, position: usize) -> char {
        self.chars.get(position).map_or(' ', |(_, c)| *c)
    }

    fn before(&self, position: usize) -> char {
        if position == 0 { ' ' } else { self.at(position - 1) }
    }

    fn byte(&self, position: usize) -> usize {
        self.chars.get(position).map_or(self.len, |(at, _)| *at)
    }

    fn doubles(&self, habit: Habit) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut open: Vec<(usize, usize, char)> = Vec::new();
        let mut position = 0;
        while position < self.chars.len() {
            pulse::beat(1);
            let c = self.at(position);
            let twice = matches!(c, '\'' | '`' | '‘' | '’') && self.at(position + 1) == c;
            let width = if twice { 2 } else { 1 };
            let mark = match c {
                _ if twice => match c {
                    '`' | '‘' => '“',
                    '’' => '”',
                    _ => '"',
                },
                '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '＂' | '〝' | '〞'
                | '〟' => c,
                _ => {
                    position += 1;
                    continue;
                }
            };
            let top = open.last().map(|(_, _, mark)| *mark);
            let turn = self.turn(mark, position, width, top, habit);
            match turn {
                Turn::Open => open.push((position, width, mark)),
                Turn::Close => {
                    if let Some((from, open_width, _)) = open.pop() {
                        let pair = Pair {
                            from: self.byte(from),
                            to: self.byte(position + width),
                            open: self.byte(from + open_width) - self.byte(from),
                            close: self.byte(position + width) - self.byte(position),
                            style: Style::Double,
                            closed: true,
                        };
                        pairs.push(pair);
                    }
                }
                Turn::Stray => {}
            }
            position += width;
        }
        // Each mark left open swallows nothing that follows it: it ends where the next piece begins. Only the
        // last runs to the end of the paragraph, as it does where a speech goes on in the next one.
        let mut out: Vec<Pair> = pairs;
        order::by_key(&mut out, |pair| pair.from);
        let mut left = Vec::with_capacity(open.len());
        for (index, (from, width, _)) in open.iter().enumerate() {
            let start = self.byte(*from);
            let next = out.partition_point(|pair| pair.from <= start);
            let pair_next = out.get(next).map_or(self.len, |pair| pair.from);
            let mark_next = open.get(index + 1).map_or(self.len, |(from, _, _)| self.byte(*from));
            left.push(Pair {
                from: start,
                to: pair_next.min(mark_next),
                open: self.byte(from + width) - start,
                close: 0,
                style: Style::Double,
                closed: false,
            });
        }
        out.extend(left);
        order::by_key(&mut out, |pair| pair.from);
        out
    }

    fn turn(&self, mark: char, position: usize, width: usize, top: Option<char>, habit: Habit) -> Turn {
        let (before, after) = (self.before(position), self.at(position + width));
        let starts = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '/');
        match mark {
            '„' | '「' | '『' | '〝' => Turn::Open,
            '」' | '』' | '〞' | '〟' => Turn::Close,
            '«' | '»' => {
                if (mark == '»') == habit.guillemets_inwards {
                    Turn::Open
                } else {
                    Turn::Close
                }
            }
            '“' | '‟' => {
                let low = matches!(top, Some('„'));
                let turned = top.is_some()
                    && !starts
                    && !matches!(before, '‘' | '\'')
                    && (after.is_whitespace() || position + width >= self.chars.len());
                if low || turned { Turn::Close } else { Turn::Open }
            }
            '”' => {
                if top.is_none() && !after.is_whitespace() && before.is_whitespace() {
                    Turn::Open
                } else {
                    Turn::Close
                }
            }
            _ => {
                let height = before.is_ascii_digit() && self.is_measure(position);
                match top {
                    _ if height => Turn::Stray,
                    None if after.is_whitespace() && !before.is_whitespace() => Turn::Stray,
                    None => Turn::Open,
                    Some(_) if starts && !after.is_whitespace() && !matches!(after, '.' | ',') => Turn::Open,
                    Some(_) => Turn::Close,
                }
            }
        }
    }

    /// Whether the mark at `position` means inches: `6'2"`.
    fn is_measure(&self, position: usize) -> bool {
        let mut back = position;
        while back > 0 && self.at(back - 1).is_ascii_digit() {
            back -= 1;
        }
        back > 1 && matches!(self.at(back - 1), '\'' | '’' | '′') && self.at(back - 2).is_ascii_digit()
    }

    /// Pairs of single marks; none that crosses the bounds of one of `doubles`.
    fn singles(&self, doubles: &[Pair], reach: usize) -> Vec<Pair> {
        let mut bounds: Vec<usize> = doubles.iter().flat_map(|pair| [pair.from, pair.to - 1]).collect();
        order::by(&mut bounds, Ord::cmp);
        let mut pairs: Vec<Pair> = Vec::new();
        let (mut position, mut seen) = (0, 0);
        while position < self.chars.len() {
            pulse::beat(1);
            let from = position;
            position += 1;
            if !self.opens_single(from) {
                continue;
            }
            let start = self.byte(from);
            let wall = bounds.get(bounds.partition_point(|at| *at <= start)).copied().unwrap_or(usize::MAX);
            let mut end = None;
            // What was looked through for an opener of this kind need not be looked through again: nothing closes there.
            let angled = self.at(from) == '‹' || self.at(from) == '‚';
            let begin = if angled { from + 1 } else { (from + 1).max(seen) };
            for to in begin..self.chars.len() {
                let at = self.byte(to);
                if at >= wall || at - start > reach {
                    break;
                }
                if !angled {
                    seen = to + 1;
                }
                if self.closes_single(self.at(from), to, wall) {
                    end = Some(to);
                    break;
                }
            }
            if let Some(to) = end {
                pairs.push(Pair {
                    from: start,
                    to: self.byte(to + 1),
                    open: self.byte(from + 1) - start,
                    close: self.byte(to + 1) - self.byte(to),
                    style: Style::Single,
                    closed: true,
                });
                position = to + 1;
            }
        }
        pairs
    }

    fn opens_single(&self, position: usize) -> bool {
        let c = self.at(position);
        if !matches!(c, '‘' | '\'' | '‚' | '‹') || self.before(position) == c || self.at(position + 1) == c
        {
            return false;
        }
        let after = self.at(position + 1);
        let starts = opens_after(self.before(position)) || matches!(self.before(position), '“' | '"');
        if !starts || !(after.is_alphanumeric() || matches!(after, '[' | '$' | '£' | '€' | '…' | '@' | '#'))
        {
            return false;
        }
        // ’90s and ’tis: years and elisions, where the mark is no curly opening mark.
        if c == '\'' || c == '‘' {
            let word: String = (position + 1..position + 8)
                .map(|at| self.at(at))
                .take_while(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect();
            let year =
                word.len() >= 2 && word.is_char_boundary(2) && word[..2].chars().all(|c| c.is_ascii_digit());
            if ELISIONS.contains(&word.as_str()) || (year && matches!(&word[2..], "" | "s")) {
                return false;
            }
        }
        true
    }

    fn closes_single(&self, open: char, position: usize, wall: usize) -> bool {
        let c = self.at(position);
        let fits = match open {
            '‚' => matches!(c, '‘' | '’' | '\''),
            '‹' => c == '›',
            _ => matches!(c, '’' | '\''),
        };
        let after = self.at(position + 1);
        if !fits || after.is_alphanumeric() || self.before(position).is_whitespace() {
            return false;
        }
        // “the workers’ money”: after an s and before a small letter it may be a possessive, if a better end follows.
        let possessive = matches!(self.before(position), 's' | 'S')
            && after == ' '
            && self.at(position + 2).is_lowercase();
        if possessive && open != '‹' {
            let better = (position + 2..self.chars.len())
                .take_while(|at| self.byte(*at) < wall && at - position < 240)
                .any(|at| {
                    matches!(self.at(at), '’' | '\'')
                        && !self.at(at + 1).is_alphanumeric()
                        && matches!(self.before(at), ',' | '.' | '?' | '!')
                });
            return !better;
        }
        true
    }

    /// Dialogue after a dash: `— Non, dit-elle.`, `—Vamos —dijo Ana—. Es tarde.`: the words up to the next dash or the end.
    fn dash(&self) -> Option<Pair> {
        if !matches!(self.at(0), '—' | '–' | '―') {
            return None;
        }
        let first = (1..self.chars.len()).find(|at| !self.at(*at).is_whitespace())?;
        if !self.at(first).is_uppercase() && !matches!(self.at(first), '¿' | '¡' | '…') {
            return None;
        }
        let to = (first..self.chars.len())
            .find(|at| matches!(self.at(*at), '—' | '–' | '―') && self.before(*at).is_whitespace());
        let to = to.unwrap_or(self.chars.len());
        // “— Non, dit-elle.”: the words end where a verb of speech follows a comma.
        let said = (first..to).find(|at| {
            let next: String = self.chars[at + 1..to]
                .iter()
                .map(|(_, c)| *c)
                .skip_while(|c| c.is_whitespace())
                .take(16)
                .take_while(|c| c.is_alphabetic())
                .collect();
            matches!(self.at(*at), ',' | '?' | '!') && class_of(hash(&next)) & ABROAD != 0
        });
        let end = self.byte(said.map_or(to, |at| at + 1));
        Some(Pair { from: 0, to: end, open: self.byte(1), close: 0, style: Style::Dash, closed: true })
    }
}

fn opens_after(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | ':' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of `text`, nested ones in brackets, unclosed ones with a trailing `…|`.
    fn check(text: &str, lang: &str, expect: &[&str]) {
        let article = crate::article::Article::of_text("a", text);
        let found: Vec<String> = pieces(text, &article.paragraphs, habit(text, Some(lang)))
            .iter()
            .map(|piece| {
                let words = piece.words.of(text).to_owned() + if piece.closed { "" } else { "|" };
                if piece.inside.is_some() { format!("[{words}]") } else { words }
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn marks_of_every_style_are_paired() {
        check("“One,” he said. \"Two,\" she said.", "en", &["One,", "Two,"]);
        check("''One,'' he said. ``Two,'' she said.", "en", &["One,", "Two,"]);
        check("„Eins“, sagte er. „Zwei”, sagte sie.", "de", &["Eins", "Zwei"]);
        check("»Eins«, sagte er. »Zwei«", "de", &["Eins", "Zwei"]);
        check("« Un », dit-il. « Deux »", "fr", &["Un", "Deux"]);
        check("「一」と言った。", "ja", &["一"]);
        check("— Non, dit-elle.", "fr", &["Non,"]);
        check("—Vamos —dijo Ana—. Es tarde.", "es", &["Vamos"]);
    }

    #[test]
    fn apostrophes_are_not_marks() {
        check("‘It’s the workers’ money,’ said Lee. ’Tis; the ’90s", "en", &["It’s the workers’ money,"]);
        check("The '90s were fun; rock 'n' roll, 'tis said.", "en", &[]);
        check("'It's ours,' he said. 'Really.' The dogs' bone.", "en", &["It's ours,", "Really."]);
    }

    #[test]
    fn nested_marks_stay_inside() {
        check("“He told me, ‘Go home,’” Ali said.", "en", &["He told me, ‘Go home,’", "[Go home,]"]);
        check("‘She said “no” to me,’ he said. ‘Twice.’", "en", &["She said “no” to me,", "[no]", "Twice."]);
    }

    #[test]
    fn broken_marks_spoil_nothing_else() {
        check(
            "“Yes,\" he said. ”No“ ; it is 12\" tall.\n\n“Fine,” she said.",
            "en",
            &["Yes,", "No", "Fine,"],
        );
        check("“Never closed.\n\n“Closed,” he said.", "en", &["Never closed.|", "Closed,"]);
        check("He is 6'2\" tall and \"happy\".", "en", &["happy"]);
        check("“One, he said. “Two,” he said.", "en", &["One, he said.|", "Two,"]);
        check("”””“““", "en", &[]);
    }
}
