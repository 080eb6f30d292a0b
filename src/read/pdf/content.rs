//! What a page draws, as far as it is text (ISO 32000-1, 8 and 9): pieces of a line with their places.

use super::{
    file::File,
    filter::Fault,
    font::Font,
    object::{Dict, Item, Lexer, Object, is_space},
};
use crate::{note::Note, read::Decode};
use std::{collections::BTreeMap, rc::Rc};

/// Drawings inside drawings, at most so deep.
const DEEPEST: usize = 12;
/// Saved states and marks, at most so many at a time.
const MOST_SAVED: usize = 256;
/// Units of work that beginning a drawing, and reading a font, are beside their bytes.
const DRAWING: usize = 1000;
const FONT: usize = 20_000;
/// A blank is wider than this part of the size; what is narrower sets letters apart.
const BLANK: f64 = 0.12;

/// Letters that stand in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Their characters.
    pub text: String,
    /// Where they begin and end along the line, in points.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// How high the line stands.
    pub height: f64,
    /// Size of the letters.
    pub size: f64,
    /// Whether the font is bold.
    pub bold: bool,
    /// How often the line is turned by a quarter, against the clock.
    pub turned: u8,
    /// Whether the file says that it is none of the page's own words: a running title, a number.
    pub artifact: bool,
}

/// What can be seen of a page.
#[derive(Default)]
pub struct Page {
    /// Its text, in the order in which it is drawn.
    pub pieces: Vec<Piece>,
    /// How many characters are known, and how many are not.
    pub known: usize,
    /// See `known`.
    pub unknown: usize,
}

/// A matrix as the format writes it: six numbers.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// What a run of drawing is marked as.
enum Mark {
    Plain,
    Artifact,
    /// Stands for these characters, if they have not been written yet.
    Means(Option<String>),
}

/// Reads pages one after the other; fonts are kept from one to the next.
pub struct Reader<'a> {
    file: &'a File<'a>,
    decode: Decode,
    fonts: BTreeMap<u32, Rc<Font>>,
}

impl<'a> Reader<'a> {
    /// A reader of this file's pages.
    pub fn new(file: &'a File<'a>, decode: Decode) -> Reader<'a> {
        Reader { file, decode, fonts: BTreeMap::new() }
    }

    /// The text of a page; `resources` are its own or those of the pages around it.
    ///
    /// # Errors
    /// [`Note::TooMuch`] beyond the bounds.
    pub fn page(&mut self, page: &Dict, resources: &Dict) -> Result<Page, Note> {
        let contents = self.file.value(page, b"Contents");
        let parts = match &contents {
            Object::List(list) => list.clone(),
            one => vec![one.clone()],
        };
        let mut bytes = Vec::new();
        for part in parts {
            match self.file.bytes_of(&self.file.get(&part)) {
                Ok(part) => bytes.extend(part),
                Err(Fault::TooMuch) => return Err(Note::TooMuch),
                Err(Fault::Damaged | Fault::Picture) => {}
            }
            // A part may end in the middle of what its neighbour goes on with, but not of a word.
            bytes.push(b'\n');
            if bytes.len() > super::filter::LARGEST {
                return Err(Note::TooMuch);
            }
        }
        let mut run = Run {
            page: Page::default(),
            state: State {
                matrix: SAME,
                font: None,
                size: 0.0,
                letter: 0.0,
                word: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            line: SAME,
            pen: SAME,
            marks: Vec::new(),
            open: false,
        };
        let mut drawn = Vec::new();
        self.draw(&bytes, resources, &mut run, &mut drawn)?;
        Ok(run.page)
    }

    fn draw(
        &mut self,
        bytes: &[u8],
        resources: &Dict,
        run: &mut Run,
        drawn: &mut Vec<u32>,
    ) -> Result<(), Note> {
        let mut lexer = Lexer::new(bytes, 0);
        let fonts = self.file.value(resources, b"Font");
        let objects = self.file.value(resources, b"XObject");
        self.file.spend(DRAWING);
        let mut held: Vec<Object> = Vec::new();
        let mut saved: Vec<State> = Vec::new();
        let mut start = 0;
        while let Some(item) = lexer.item() {
            self.file.spend(lexer.at - start + 2);
            start = lexer.at;
            self.file.check()?;
            let word = match item {
                Item::Value(value) => {
                    held.push(value);
                    const MOST_HELD: usize = 64;
                    if held.len() > MOST_HELD {
                        held.remove(0);
                    }
                    continue;
                }
                Item::Word(word) => word,
            };
            let number = |at: usize| held.get(at).and_then(Object::number).unwrap_or(0.0);
            match word {
                b"q" if saved.len() < MOST_SAVED => saved.push(run.state.clone()),
                b"Q" => {
                    if let Some(state) = saved.pop() {
                        run.state = state;
                    }
                }
                b"cm" if held.len() >= 6 => run.state.matrix = times(matrix(&held), run.state.matrix),
                b"BT" => (run.line, run.pen) = (SAME, SAME),
                b"Tf" => {
                    run.state.size = held.get(1).and_then(Object::number).unwrap_or(0.0);
                    if let Some(name) = held.first().and_then(Object::name) {
                        run.state.font = self.font(&fonts, name);
                    }
                }
                b"Tc" => run.state.letter = number(0),
                b"Tw" => run.state.word = number(0),
                b"Tz" => run.state.stretch = number(0) / 100.0,
                b"TL" => run.state.leading = number(0),
                b"Ts" => run.state.rise = number(0),
                b"Td" => run.go(number(0), number(1)),
                b"TD" => {
                    run.state.leading = -number(1);
                    run.go(number(0), number(1));
                }
                b"Tm" if held.len() >= 6 => {
                    run.line = matrix(&held);
                    run.pen = run.line;
                }
                b"T*" => run.go(0.0, -run.state.leading),
                b"Tj" => self.show(run, held.first()),
                b"'" => {
                    run.go(0.0, -run.state.leading);
                    self.show(run, held.first());
                }
                b"\"" => {
                    run.state.word = number(0);
                    run.state.letter = number(1);
                    run.go(0.0, -run.state.leading);
                    self.show(run, held.get(2));
                }
                b"TJ" => {
                    run.open = false;
                    for item in held.first().and_then(Object::list).unwrap_or_default() {
                        match item {
                            Object::Number(back) => {
                                let step = -back / 1000.0 * run.state.size * run.state.stretch;
                                run.pen = times([1.0, 0.0, 0.0, 1.0, step, 0.0], run.pen);
                            }
                            text => self.letters(run, text),
                        }
                    }
                    run.open = false;
                }
                b"Do" => {
                    if let Some(name) = held.first().and_then(Object::name) {
                        self.form(&objects, resources, name, run, drawn)?;
                    }
                }
                b"BMC" | b"BDC" if run.marks.len() < MOST_SAVED => {
                    let mark = self.mark(resources, &held);
                    run.marks.push(mark);
                }
                b"EMC" => {
                    run.marks.pop();
                }
                // A picture among the words: its bytes end at a word of their own.
                b"ID" => {
                    let rest = &bytes[lexer.at..];
                    let ends = memchr::memmem::find_iter(rest, b"EI").find(|&at| {
                        at > 0
                            && is_space(rest[at - 1])
                            && rest.get(at + 2).is_none_or(|byte| is_space(*byte))
                    });
                    lexer.at += ends.map_or(rest.len(), |at| at + 2);
                }
                _ => {}
            }
            held.clear();
        }
        if let Some(first) = saved.into_iter().next() {
            run.state = first;
        }
        Ok(())
    }

    fn form(
        &mut self,
        objects: &Object,
        resources: &Dict,
        name: &[u8],
        run: &mut Run,
        drawn: &mut Vec<u32>,
    ) -> Result<(), Note> {
        let Some(Object::Ref(number)) = objects.dict().and_then(|objects| objects.get(name)) else {
            return Ok(());
        };
        // One that draws itself would never end.
        if drawn.len() >= DEEPEST || drawn.contains(number) {
            return Ok(());
        }
        let stream = self.file.object(*number);
        let Some(dict) = stream.dict() else { return Ok(()) };
        if self.file.value(dict, b"Subtype").name() != Some(b"Form") {
            return Ok(());
        }
        let bytes = match self.file.bytes_of(&stream) {
            Ok(bytes) => bytes,
            Err(Fault::TooMuch) => return Err(Note::TooMuch),
            Err(Fault::Damaged | Fault::Picture) => return Ok(()),
        };
        let own = self.file.value(dict, b"Resources");
        let state = run.state.clone();
        if let Some(list) = self.file.value(dict, b"Matrix").list().filter(|list| list.len() >= 6) {
            run.state.matrix = times(matrix(list), run.state.matrix);
        }
        drawn.push(*number);
        let done = self.draw(&bytes, own.dict().unwrap_or(resources), run, drawn);
        drawn.pop();
        run.state = state;
        done
    }

    fn font(&mut self, fonts: &Object, name: &[u8]) -> Option<Rc<Font>> {
        let font = fonts.dict()?.get(name)?;
        let Object::Ref(number) = font else {
            self.file.spend(FONT);
            return Some(Rc::new(Font::read(self.file, font.dict()?)));
        };
        if let Some(known) = self.fonts.get(number) {
            return Some(known.clone());
        }
        self.file.spend(FONT);
        let font = Rc::new(Font::read(self.file, self.file.object(*number).dict()?));
        self.fonts.insert(*number, font.clone());
        Some(font)
    }

    fn mark(&self, resources: &Dict, held: &[Object]) -> Mark {
        if held.first().and_then(Object::name) == Some(b"Artifact") {
            return Mark::Artifact;
        }
        let properties = match held.get(1) {
            Some(Object::Name(name)) => {
                let all = self.file.value(resources, b"Properties");
                all.dict().map_or(Object::Null, |all| self.file.value(all, name))
            }
            Some(own) => own.clone(),
            None => Object::Null,
        };
        let Some(properties) = properties.dict() else { return Mark::Plain };
        // What stands for a few letters says how they are spelt; for more, their places say where they belong.
        const MOST: usize = 12;
        match self.file.value(properties, b"ActualText") {
            Object::Text(text) => match super::about::text(&text) {
                text if text.chars().count() <= MOST => Mark::Means(Some(text)),
                _ => Mark::Plain,
            },
            _ => Mark::Plain,
        }
    }

    fn show(&self, run: &mut Run, text: Option<&Object>) {
        run.open = false;
        if let Some(text) = text {
            self.letters(run, text);
        }
        run.open = false;
    }

    fn letters(&self, run: &mut Run, text: &Object) {
        let (Object::Text(bytes), Some(font)) = (text, run.state.font.clone()) else { return };
        self.file.spend(bytes.len() * 8);
        let state = run.state.clone();
        font.each(bytes, self.decode, |glyph| {
            let advance = glyph.width * state.size;
            run.put(glyph.text, advance * state.stretch, font.bold);
            let wide = if glyph.space { state.word } else { 0.0 };
            let step = (advance + state.letter + wide) * state.stretch;
            run.pen = times([1.0, 0.0, 0.0, 1.0, step, 0.0], run.pen);
        });
    }
}

/// A page being drawn.
struct Run {
    page: Page,
    state: State,
    line: Matrix,
    pen: Matrix,
    marks: Vec<Mark>,
    /// Whether the letters before stand in the same string, so that what lies between is no more than a blank.
    open: bool,
}

impl Run {
    fn go(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.pen = self.line;
    }

    /// Puts a glyph where the pen stands.
    fn put(&mut self, text: &str, advance: f64, bold: bool) {
        let to_page = times(self.pen, self.state.matrix);
        let (length, tall) = (to_page[0].hypot(to_page[1]), to_page[2].hypot(to_page[3]));
        let size = (self.state.size * tall).abs();
        let x = self.state.rise * to_page[2] + to_page[4];
        let y = self.state.rise * to_page[3] + to_page[5];
        if !(size.is_finite() && x.is_finite() && y.is_finite() && length.is_finite())
            || size < 0.1
            || length == 0.0
        {
            return;
        }
        let (cos, sin) =
            (to_page[0] / length * self.state.size.signum(), to_page[1] / length * self.state.size.signum());
        // Across the page at a slant nothing of the article is written.
        const SLANT: f64 = 0.97;
        let (turned, from, height) = match () {
            () if cos > SLANT => (0, x, y),
            () if sin > SLANT => (1, y, -x),
            () if cos < -SLANT => (2, -x, -y),
            () if sin < -SLANT => (3, -y, x),
            () => return,
        };
        let artifact = self.marks.iter().any(|mark| matches!(mark, Mark::Artifact));
        let text = match self.marks.iter_mut().rev().find(|mark| matches!(mark, Mark::Means(_))) {
            Some(Mark::Means(means)) => means.take().unwrap_or_default(),
            _ => text.to_owned(),
        };
        let to = from + advance.abs() * length;
        for c in text.chars() {
            if c == char::REPLACEMENT_CHARACTER {
                self.page.unknown += 1;
            } else {
                self.page.known += 1;
            }
        }
        let blank = text.chars().all(char::is_whitespace);
        let open = std::mem::replace(&mut self.open, true);
        if let Some(last) = self.page.pieces.last_mut() {
            let gap = from - last.to;
            let near = if open { 3.0 } else { 1.0 };
            if last.turned == turned
                && last.bold == bold
                && last.artifact == artifact
                && (height - last.height).abs() < size * 0.1
                && (size / last.size - 1.0).abs() < 0.05
                && gap > -0.3 * size
                && gap < near * size
            {
                if text.is_empty() || blank {
                    if text.is_empty() {
                        last.to = last.to.max(to);
                    } else if !last.text.ends_with(' ') {
                        last.text.push(' ');
                    }
                    return;
                }
                if gap > BLANK * size && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(&text);
                last.to = last.to.max(to);
                return;
            }
        }
        if !blank {
            self.page.pieces.push(Piece { text, from, to, height, size, bold, turned, artifact });
        }
    }
}

fn matrix(held: &[Object]) -> Matrix {
    let from = held.len().saturating_sub(6);
    std::array::from_fn(|at| held.get(from + at).and_then(Object::number).unwrap_or(0.0).clamp(-1e9, 1e9))
}
