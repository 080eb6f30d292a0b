//! What was typed, in pieces: words, `"phrases"`, `-not`, `a OR b`, `field:value`.

use crate::span::Span;

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it stands, with its signs.
    pub span: Span,
    /// Led by `-`.
    pub not: bool,
    /// `OR` stands between it and the piece before.
    pub or: bool,
    /// One of [`FIELDS`], as `field:`.
    pub field: Option<&'a str>,
    /// The words, without marks around them.
    pub text: &'a str,
    /// How the words are marked.
    pub marks: Marks,
}

/// How the words of a piece are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Not at all; more letters may follow where `unfinished`.
    Bare {
        /// Nothing stands behind it.
        unfinished: bool,
    },
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark that is never closed.
    Open,
}

/// What a field can be. Any other word before a colon is only a word.
pub const FIELDS: [&str; 13] = [
    "person",
    "speaks",
    "source",
    "place",
    "organisation",
    "kind",
    "is",
    "tag",
    "says",
    "exact",
    "date",
    "order",
    "all",
];

/// Takes what was typed to pieces. Anything typed gives some.
pub fn pieces(typed: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut or = false;
    let mut at = 0;
    while let Some(start) = typed[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let not = typed[start..].starts_with('-') && start + 1 < typed.len();
        let begin = start + usize::from(not);
        let field = FIELDS
            .into_iter()
            .find(|field| typed[begin..].strip_prefix(field).is_some_and(|rest| rest.starts_with(':')));
        let inside = begin + field.map_or(0, |field| field.len() + 1);
        let (text, marks, end) = words_at(typed, inside, field.is_some());
        at = end;
        if field.is_none() && !not && matches!(text, "OR" | "|") && matches!(marks, Marks::Bare { .. }) {
            or = !pieces.is_empty();
            continue;
        }
        pieces.push(Piece { span: Span::new(start, end), not, or, field, text, marks });
        or = false;
    }
    pieces
}

/// The words from `start` on, to the closing mark or the next blank, and where what follows starts.
fn words_at(typed: &str, start: usize, field: bool) -> (&str, Marks, usize) {
    let rest = &typed[start..];
    if let Some(first) = rest.chars().next().filter(|first| is_mark(*first)) {
        let inside = start + first.len_utf8();
        // The value of a field may hold marks of other shapes, as names of papers do.
        let closes = |c: char| if field && first == '"' { c == '"' } else { is_mark(c) };
        return match typed[inside..].char_indices().find(|(_, c)| closes(*c)) {
            Some((at, mark)) => (&typed[inside..inside + at], Marks::Quoted, inside + at + mark.len_utf8()),
            None => (&typed[inside..], Marks::Open, typed.len()),
        };
    }
    let end = rest.find(|c: char| c.is_whitespace() || is_mark(c)).map_or(typed.len(), |end| start + end);
    (&typed[start..end], Marks::Bare { unfinished: end == typed.len() }, end)
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// A value as it is typed behind `field:`, with marks where it needs some. A straight mark inside it becomes a curly one.
pub fn value(text: &str) -> String {
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || is_mark(c)) {
        format!("\"{}\"", text.replace('"', "”"))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: &[&str]) {
        let say = |piece: &Piece| {
            let lead = [if piece.or { "|" } else { "" }, if piece.not { "-" } else { "" }].concat();
            let field = piece.field.map_or(String::new(), |field| format!("{field}="));
            let end = match piece.marks {
                Marks::Bare { unfinished: true } => "*",
                Marks::Bare { unfinished: false } => "",
                Marks::Quoted => "\"",
                Marks::Open => "…",
            };
            format!("{lead}{field}{}{end}", piece.text)
        };
        assert_eq!(pieces(typed).iter().map(say).collect::<Vec<_>>(), expect, "{typed}");
    }

    #[test]
    fn what_was_typed_comes_to_pieces() {
        check("peace talks", &["peace", "talks*"]);
        check("“cold war” -hot OR warm ", &["cold war\"", "-hot", "|warm"]);
        check("person:\"Ana “Bel” Ortiz\"x source:a", &["person=Ana “Bel” Ortiz\"", "x", "source=a*"]);
        check("OR 12:30 -", &["12:30", "-*"]);
        check("-says:\"no", &["-says=no…"]);
        check("person:", &["person=*"]);
    }
}
