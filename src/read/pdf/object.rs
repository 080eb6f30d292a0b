//! The values that a PDF is written in (ISO 32000-1, 7.2 and 7.3), read without recursion and without end.

use std::collections::BTreeMap;

/// Lists and dictionaries inside each other, at most so deep: honest files stay below ten.
const DEEPEST: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// Nothing, or what could not be read.
    Null,
    /// True or false.
    Bool(bool),
    /// Whole or not, a number is kept as one kind.
    Number(f64),
    /// Bytes between brackets.
    Text(Vec<u8>),
    /// A name, without its slash, `#xx` resolved.
    Name(Vec<u8>),
    /// A list.
    List(Vec<Object>),
    /// Named values.
    Dict(Dict),
    /// Another object, by its number.
    Ref(u32),
    /// Bytes behind a dictionary: where they begin in the file.
    Stream(Dict, usize),
}

/// Named values.
pub type Dict = BTreeMap<Vec<u8>, Object>;

impl Object {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, if it is whole and not negative.
    pub fn count(&self) -> Option<usize> {
        self.number().filter(|number| *number >= 0.0 && *number < 4e15).map(|number| number as usize)
    }

    /// The name, if it is one.
    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The named values, those of a stream too.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) | Object::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn list(&self) -> Option<&[Object]> {
        match self {
            Object::List(list) => Some(list),
            _ => None,
        }
    }
}

/// White space of the format.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// A value or a word that is none: `obj`, `BT`.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'a> {
    /// A value.
    Value(Object),
    /// A word.
    Word(&'a [u8]),
}

/// Reads values one after the other.
#[derive(Clone)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    /// Where it stands.
    pub at: usize,
}

enum Token<'a> {
    Value(Object),
    Word(&'a [u8]),
    Open(bool),
    Close,
}

impl<'a> Lexer<'a> {
    /// A reader that begins at `at`.
    pub fn new(bytes: &'a [u8], at: usize) -> Lexer<'a> {
        Lexer { bytes, at: at.min(bytes.len()) }
    }

    /// Steps over white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next value or word; nothing at the end, or where values lie in each other too deep.
    pub fn item(&mut self) -> Option<Item<'a>> {
        // Each with whether it is a dictionary, and what it holds so far.
        let mut open: Vec<(bool, Vec<Object>)> = Vec::new();
        loop {
            let start = self.at;
            let Some(token) = self.token() else {
                // What was cut off is closed as it stands.
                return close_all(open).map(Item::Value);
            };
            let value = match token {
                Token::Open(_) if open.len() >= DEEPEST => {
                    self.at = self.bytes.len();
                    return None;
                }
                Token::Open(dict) => {
                    open.push((dict, Vec::new()));
                    continue;
                }
                Token::Close => match open.pop() {
                    Some((dict, items)) => closed(dict, items),
                    None => continue,
                },
                Token::Value(value) => value,
                Token::Word(word) => match (word, open.last_mut()) {
                    (b"true", _) => Object::Bool(true),
                    (b"false", _) => Object::Bool(false),
                    (b"null", _) => Object::Null,
                    (_, None) => return Some(Item::Word(word)),
                    (b"R", Some((_, items))) => {
                        let number = (items.len() >= 2).then(|| items[items.len() - 2].count()).flatten();
                        items.truncate(items.len().saturating_sub(2));
                        number.and_then(|number| u32::try_from(number).ok()).map_or(Object::Null, Object::Ref)
                    }
                    // A list that was never closed ends where its object does.
                    (b"endobj" | b"stream" | b"obj", _) => {
                        self.at = start;
                        return close_all(open).map(Item::Value);
                    }
                    _ => continue,
                },
            };
            match open.last_mut() {
                Some((_, items)) => items.push(value),
                None => return Some(Item::Value(value)),
            }
        }
    }

    /// The next value that may also be `12 0 R`; nothing where a word stands.
    pub fn value(&mut self) -> Option<Object> {
        let Item::Value(value) = self.item()? else { return None };
        if let Some(number) = value.count().and_then(|number| u32::try_from(number).ok()) {
            let mut ahead = self.clone();
            if matches!(ahead.item(), Some(Item::Value(Object::Number(_))))
                && ahead.item() == Some(Item::Word(b"R"))
            {
                self.at = ahead.at;
                return Some(Object::Ref(number));
            }
        }
        Some(value)
    }

    fn token(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let rest = &self.bytes[self.at..];
        let token = match *rest.first()? {
            b'[' => {
                self.at += 1;
                Token::Open(false)
            }
            b'<' if rest.get(1) == Some(&b'<') => {
                self.at += 2;
                Token::Open(true)
            }
            b'>' if rest.get(1) == Some(&b'>') => {
                self.at += 2;
                Token::Close
            }
            b']' => {
                self.at += 1;
                Token::Close
            }
            b'<' => Token::Value(Object::Text(self.hex())),
            b'(' => Token::Value(Object::Text(self.text())),
            b'/' => Token::Value(Object::Name(self.name())),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Token::Value(self.number()),
            b')' | b'>' | b'{' | b'}' => {
                self.at += 1;
                Token::Word(&rest[..1])
            }
            _ => {
                let end = rest.iter().position(|&byte| is_space(byte) || is_mark(byte)).unwrap_or(rest.len());
                self.at += end;
                Token::Word(&rest[..end])
            }
        };
        Some(token)
    }

    fn number(&mut self) -> Object {
        let rest = &self.bytes[self.at..];
        let end = rest
            .iter()
            .position(|byte| !matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9'))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        self.at += end;
        let (mut value, mut scale, mut digits) = (0.0_f64, 0.0_f64, false);
        let negative = word.first() == Some(&b'-');
        for &byte in word {
            match byte {
                b'0'..=b'9' => {
                    digits = true;
                    value = value * 10.0 + f64::from(byte - b'0');
                    scale *= 10.0;
                }
                b'.' if scale == 0.0 => scale = 1.0,
                // `12-34` and `1.2.3`, as some producers write: the number ends there.
                _ if digits => break,
                _ => {}
            }
        }
        let value = if scale > 1.0 { value / scale } else { value };
        let value = if value.is_finite() { value } else { 0.0 };
        Object::Number(if negative { -value } else { value })
    }

    fn name(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at + 1..];
        let end = rest.iter().position(|&byte| is_space(byte) || is_mark(byte)).unwrap_or(rest.len());
        self.at += 1 + end;
        let word = &rest[..end];
        let mut name = Vec::with_capacity(end);
        let mut at = 0;
        while at < end {
            let pair =
                word.get(at + 1).zip(word.get(at + 2)).and_then(|(a, b)| Some((digit(*a)?, digit(*b)?)));
            match (word[at], pair) {
                (b'#', Some((a, b))) => {
                    name.push(a * 16 + b);
                    at += 3;
                }
                (byte, _) => {
                    name.push(byte);
                    at += 1;
                }
            }
        }
        name
    }

    fn hex(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut first = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = digit(byte) else { continue };
            match first.take() {
                Some(first) => bytes.push(first * 16 + digit),
                None => first = Some(digit),
            }
        }
        bytes.extend(first.map(|first| first * 16));
        bytes
    }

    fn text(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut depth = 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut bytes);
                    continue;
                }
                b'\r' => {
                    // Every end of line is one line feed.
                    if self.bytes.get(self.at) == Some(&b'\n') {
                        self.at += 1;
                    }
                    bytes.push(b'\n');
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
        }
        bytes
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(&next @ b'0'..=b'7') = self.bytes.get(self.at) else { break };
                    value = value * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                bytes.push(value as u8);
            }
            b'\r' => {
                if self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            other => bytes.push(other),
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn closed(dict: bool, items: Vec<Object>) -> Object {
    if !dict {
        return Object::List(items);
    }
    let mut values = Dict::new();
    let mut items = items.into_iter();
    while let Some(key) = items.next() {
        // A key without a slash is passed over, so that the rest keeps its order.
        let Object::Name(key) = key else { continue };
        values.insert(key, items.next().unwrap_or(Object::Null));
    }
    Object::Dict(values)
}

fn close_all(mut open: Vec<(bool, Vec<Object>)>) -> Option<Object> {
    let mut inner = None;
    while let Some((dict, mut items)) = open.pop() {
        items.extend(inner.take());
        inner = Some(closed(dict, items));
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], expect: Object) {
        assert_eq!(Lexer::new(text, 0).value(), Some(expect), "{}", String::from_utf8_lossy(text));
    }

    #[test]
    fn values_are_read_as_the_standard_writes_them() {
        check(b"% a comment\n -.5", Object::Number(-0.5));
        check(b"(a\\(b\\)(c)\\101\\\n\\r)", Object::Text(b"a(b)(c)A\r".to_vec()));
        check(b"<48 656C6c6F7>", Object::Text(b"Hellop".to_vec()));
        check(b"/A#20B", Object::Name(b"A B".to_vec()));
        check(b"12 0 R", Object::Ref(12));
        check(b"[1 2 0 R]", Object::List(vec![Object::Number(1.0), Object::Ref(2)]));
        let dict = Dict::from([(b"A".to_vec(), Object::List(vec![])), (b"B".to_vec(), Object::Bool(true))]);
        check(b"<</A[]/B true>>", Object::Dict(dict));
    }

    #[test]
    fn what_is_cut_off_or_too_deep_ends() {
        check(b"[1 [2", Object::List(vec![Object::Number(1.0), Object::List(vec![Object::Number(2.0)])]));
        check(b"[1 endobj", Object::List(vec![Object::Number(1.0)]));
        assert_eq!(Lexer::new(&b"[".repeat(100_000), 0).value(), None);
    }
}
