//! Features of marked words: does somebody say them, or are they a title, a nickname, a word held at arm's length?

use super::{
    candidates::NOBODY,
    classes::*,
    cues::CueSort,
    features::{Features, Name, size},
    marks::Style,
    near::{Near, Scene, Side},
    words::Word,
};

/// What a word is for the model: a small closed code, so that rare words share weight.
pub fn code(word: &Word) -> u64 {
    if word.is(QUOTE) {
        1
    } else if word.is(ANY_SIGN | OWNER) {
        100 + u64::from((word.class & (ANY_SIGN | OWNER)).trailing_zeros())
    } else if word.is(VERB) && !word.is(CAPITAL) {
        let form = if word.is(ING) {
            2
        } else if word.is(PAST) {
            1
        } else {
            0
        };
        let kind = if word.is(SPEECH) {
            0
        } else if word.is(JUDGING) {
            1
        } else if word.is(GUESS) {
            3
        } else {
            2
        };
        10 + form * 4 + kind
    } else if word.is(CAPITAL) {
        2
    } else if word.is(FUNCTION) {
        word.hash
    } else if word.is(NUMBER) {
        3
    } else if word.is(DATE) {
        4
    } else if word.is(ROLE) {
        5
    } else if word.is(GROUP) {
        6
    } else if word.is(DOCUMENT) {
        7
    } else if word.is(NAMING) {
        8
    } else {
        9
    }
}

/// What the end of a piece says: 0 word, 1 comma, 2 stop, 3 question or exclamation, 4 dash or dots.
pub fn ending(words: &str) -> u64 {
    match words.trim_end_matches(['’', '\'', '”', '"']).chars().last() {
        Some(',') => 1,
        Some('.') => 2,
        Some('?' | '!') => 3,
        Some('—' | '–' | '-' | '…' | ';' | ':') => 4,
        _ => 0,
    }
}

/// What class of cue: 0 speech, 1 judging, 2 both, 3 other verb, 4 guessed verb, 5 according, 6 noun, 7 colon.
pub fn cue_class(scene: &Scene, cue: u32) -> u64 {
    let cue = &scene.cues.all[cue as usize];
    let word = scene.words.all[cue.at];
    match cue.sort {
        CueSort::According => 5,
        CueSort::Noun => 6,
        CueSort::Colon => 7,
        CueSort::Verb if word.is(SPEECH) && word.is(JUDGING) => 2,
        CueSort::Verb if word.is(SPEECH) => 0,
        CueSort::Verb if word.is(JUDGING) => 1,
        CueSort::Verb if word.is(GUESS) => 4,
        CueSort::Verb => 3,
    }
}

/// Adds the features of piece `index`; `judged` is the piece looked at before it and whether that is a quote.
pub fn features(
    scene: &Scene,
    index: usize,
    near: &[Near],
    judged: Option<(usize, bool)>,
    out: &mut Features,
) {
    let piece = &scene.pieces[index];
    let text = piece.words.of(scene.text);
    let all = &scene.words.all;
    let here = scene.words.of_piece[index];
    let range = scene.words.paragraphs[piece.paragraph].clone();
    // A look at the first and last words bounds the work for a piece of any length.
    let mut count = 0;
    let (mut capitals, mut first, mut last) = (true, 0, 0);
    for word in text
        .split(|c: char| c.is_whitespace() || c == '—')
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(60)
    {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let hash = hash(bare);
        if count == 0 {
            first = hash;
        }
        last = hash;
        let little = class_of(hash) & (FUNCTION | TO) != 0;
        capitals &= bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || (little && count > 0);
        count += 1;
    }
    let n = size(count);
    let end = ending(text);
    let capital = u64::from(text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase));
    let style = match piece.style {
        Style::Double => 0,
        Style::Single => 1,
        Style::Dash => 2,
    } + if piece.closed { 0 } else { 4 };
    let title = u64::from(capitals);
    out.add(Name::Always, 0, &[]);
    out.add(Name::Length, 0, &[n]);
    out.add(Name::Length, 1, &[n, capital, end]);
    out.add(Name::Marks, 0, &[style]);
    out.add(Name::Marks, 1, &[style, n]);
    out.add(Name::Shape, 0, &[end]);
    out.add(Name::Shape, 1, &[title, n]);
    out.add(Name::Shape, 2, &[title, capital, end]);
    let at = |at: Option<usize>| at.filter(|at| range.contains(at)).map(|at| &all[at]);
    let (b1, b2) = (at(here.checked_sub(1)), at(here.checked_sub(2)));
    let (a1, a2) = (at(Some(here + 1)), at(Some(here + 2)));
    let word = |word: Option<&Word>| word.map_or(0, |word| if word.is(QUOTE) { 1 } else { word.hash });
    let kind = |word: Option<&Word>| word.map_or(0, code);
    out.add(Name::WordBefore, 0, &[word(b1)]);
    out.add(Name::WordBefore, 1, &[word(b1), word(b2)]);
    out.add(Name::WordBefore, 2, &[kind(b1), kind(b2), n]);
    out.add(Name::WordBefore, 3, &[kind(b1), title]);
    out.add(Name::WordBefore, 4, &[kind(b1), kind(a1), capital]);
    out.add(Name::WordBefore, 5, &[kind(b1), u64::from(b1.is_some_and(|b| b.is(NAMING))), title]);
    out.add(Name::WordBefore, 6, &[u64::from(b2.is_some_and(|b| b.is(NAMING))), kind(b1), title]);
    out.add(Name::WordAfter, 0, &[word(a1)]);
    out.add(Name::WordAfter, 1, &[word(a1), word(a2)]);
    out.add(Name::WordAfter, 2, &[kind(a1), kind(a2), end]);
    out.add(Name::WordAfter, 3, &[kind(a1), title, n]);
    // The cues near.
    let left = near.iter().find(|near| near.side == Side::Left && scene.speaks(near.cue));
    let right =
        near.iter().find(|near| near.side == Side::Right && near.same_sentence && scene.speaks(near.cue));
    for (side, cue) in [(0, left), (1, right)] {
        match cue {
            Some(near) => {
                let cue = &scene.cues.all[near.cue as usize];
                let class = cue_class(scene, near.cue);
                let verb = all[cue.at].hash;
                out.add(Name::Cue, 0, &[side, class, size(near.gap as usize)]);
                out.add(Name::Cue, 1, &[side, class, n]);
                out.add(Name::Cue, 2, &[side, verb]);
                out.add(Name::Cue, 3, &[side, verb, u64::from(near.gap < 3), title]);
                out.add(Name::Cue, 4, &[side, class, u64::from(cue.subject != NOBODY), title]);
                out.add(Name::Cue, 5, &[side, class, end, capital, u64::from(near.gap < 4)]);
                out.add(Name::Cue, 6, &[side, cue.way as u64, class, u64::from(near.quotes)]);
            }
            None => out.add(Name::Cue, 7, &[side, n, title]),
        }
    }
    out.add(Name::Cue, 8, &[u64::from(left.is_some()), u64::from(right.is_some()), n, title]);
    if let Some(near) = near.first().filter(|near| near.side == Side::Left) {
        let cue = &scene.cues.all[near.cue as usize];
        out.add(Name::Cue, 9, &[all[cue.at].hash]);
    }
    let speaks = scene.paragraph_speaks(piece.paragraph);
    out.add(Name::Cue, 10, &[u64::from(speaks), n, title]);
    // Where it stands.
    let opens = u64::from(range.start == here);
    let closes = u64::from(here + 1 >= range.end);
    out.add(Name::Place, 1, &[opens, closes, n]);
    out.add(Name::Place, 0, &[opens, closes, capital, end]);
    // A speech that goes on in the next paragraph.
    let next = scene.words.paragraphs.get(piece.paragraph + 1).map_or(0, |range| range.start);
    let again = u64::from(next > here && all.get(next).is_some_and(|word| word.is(QUOTE)));
    out.add(Name::Marks, 2, &[u64::from(piece.closed), again, opens]);
    out.add(Name::Place, 2, &[u64::from(all[here].is(FIRST)), capital, end, title]);
    let quotes = scene.quotes_in(piece.paragraph).min(4) as u64;
    out.add(Name::Place, 3, &[quotes, title]);
    out.add(Name::Place, 4, &[quotes, n]);
    let neighbour = |piece: Option<usize>| {
        piece
            .and_then(|at| scene.pieces.get(at))
            .filter(|other| other.paragraph == piece_paragraph(scene, index))
            .map_or(9, |other| ending(other.words.of(scene.text)))
    };
    out.add(Name::Place, 5, &[neighbour(index.checked_sub(1)), title, n.min(4)]);
    out.add(Name::Place, 6, &[neighbour(Some(index + 1)), title, n.min(4)]);
    // What was thought of the piece before.
    let told = match judged {
        Some((other, quote)) => {
            let from = scene.words.of_piece[other];
            let far = match piece.paragraph - scene.pieces[other].paragraph {
                0 if all[from].sentence == all[here].sentence => 0,
                0 => 1,
                1 => 2,
                _ => 3,
            };
            1 + far * 2 + u64::from(quote)
        }
        None => 0,
    };
    out.add(Name::Before, 0, &[told, title]);
    out.add(Name::Before, 1, &[told, n, capital]);
    out.add(Name::Before, 2, &[told, kind(b1)]);
    out.add(Name::Before, 3, &[told, u64::from(left.is_some()), u64::from(right.is_some())]);
    // The words themselves.
    out.add(Name::Words, 0, &[first]);
    out.add(Name::Words, 1, &[last]);
    if count == 1 {
        out.add(Name::Words, 2, &[first]);
    }
}

fn piece_paragraph(scene: &Scene, index: usize) -> usize {
    scene.pieces[index].paragraph
}
