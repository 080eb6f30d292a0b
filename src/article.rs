//! One news article, as plain values.

use crate::{date::Date, note::Note, span::Span};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Names an article by its content: the same text has the same id in any library, order or version of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// The id of an article with this text: FNV-1a over its bytes without white space, so that a file saved with other line
    /// ends is the same article.
    pub fn of(headline: &str, text: &str) -> ArticleId {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in headline.bytes().chain([0]).chain(text.bytes()).filter(|byte| !byte.is_ascii_whitespace())
        {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        ArticleId(hash)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(ArticleId)
    }
}

impl From<ArticleId> for String {
    fn from(id: ArticleId) -> String {
        id.to_string()
    }
}

impl TryFrom<String> for ArticleId {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Where a value was found, so that nothing is claimed without its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A line of the text.
    Line,
    /// Metadata of the page.
    Meta,
    /// The address of the page.
    Url,
    /// A field of a record.
    Field,
    /// The file's name or folder.
    File,
    /// The reader said so.
    Reader,
}

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// What was found.
    pub value: T,
    /// Where.
    pub from: Origin,
}

/// A picture's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// What the caption says, without the credit.
    pub caption: Option<String>,
    /// Who made the picture and for whom: `Ines Calloway/Harbour Photos`.
    pub credit: Option<String>,
}

/// A teaser of another article at the end of this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Its headline.
    pub title: String,
    /// Its author.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// The line under its headline.
    pub dek: Option<String>,
}

/// Why a line was taken for something other than the article's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// Menus, links to sections, "skip to content".
    Navigation,
    /// An advertisement or its label.
    Advertisement,
    /// Buttons to share, print or comment.
    Sharing,
    /// An audio or video player.
    Player,
    /// A prompt to subscribe, sign up or accept cookies.
    Prompt,
    /// A teaser of another article.
    Related,
    /// The bottom of the page: terms, copyright, contact.
    Footer,
    /// What the scraper itself wrote.
    Scraper,
    /// A note on the author.
    Author,
    /// The same words stand elsewhere in the article.
    Repeated,
    /// Used as headline, byline, date or caption.
    Field,
}

/// A line that is not part of the article's words, kept so that it can be put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Number of the line in the file, from 1.
    pub line: u32,
    /// The line as it stood.
    pub text: String,
    /// Why it was removed.
    pub why: Why,
}

/// One article. Absent is `None` or empty, never a guess without its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its name by content.
    pub id: ArticleId,
    /// The files it was read from, as the reader named them.
    pub files: Vec<String>,
    /// The page's address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<Found<String>>,
    /// The news agency whose copy or picture it carries.
    pub agency: Option<String>,
    /// The section or label above the headline.
    pub kicker: Option<String>,
    /// The headline.
    pub headline: Option<Found<String>>,
    /// The line under the headline.
    pub dek: Option<String>,
    /// Who wrote it, in the order of the byline.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Found<Date>>,
    /// When the page was fetched: on or after publication.
    pub retrieved: Option<Date>,
    /// Language as ISO 639-1: `en`.
    pub lang: Option<String>,
    /// Its pictures' words.
    pub images: Vec<Image>,
    /// The paragraphs joined by a blank line: what all spans point into.
    pub text: String,
    /// Where each paragraph lies in `text`.
    pub paragraphs: Vec<Span>,
    /// The number of the line each paragraph stood in, as in [`Removed`]; empty where that is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u32>,
    /// Teasers of other articles.
    pub related: Vec<Related>,
    /// Lines that were left out, in the order of the file.
    pub removed: Vec<Removed>,
    /// Lines that became a headline, a byline, a date, a caption or a teaser, and a scraper's own, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Removed>,
    /// What could not be told.
    pub notes: Vec<Note>,
}

impl Article {
    /// An article of these paragraphs and nothing else.
    pub fn of_paragraphs<'a>(file: &str, paragraphs: impl IntoIterator<Item = &'a str>) -> Article {
        let mut text = String::new();
        let mut spans = Vec::new();
        for paragraph in paragraphs {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(paragraph);
            spans.push(Span::new(start, text.len()));
        }
        Article::with(file, text, spans)
    }

    /// An article whose text is exactly `text`, each line with words in it a paragraph: no boilerplate is looked for.
    pub fn of_text(file: &str, text: &str) -> Article {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len()).trimmed(text);
            if !span.is_empty() {
                spans.push(span);
            }
            start += line.len() + 1;
        }
        Article::with(file, text.to_owned(), spans)
    }

    fn with(file: &str, text: String, paragraphs: Vec<Span>) -> Article {
        Article {
            id: ArticleId::of("", &text),
            files: vec![file.to_owned()],
            url: None,
            outlet: None,
            agency: None,
            kicker: None,
            headline: None,
            dek: None,
            authors: Vec::new(),
            published: None,
            retrieved: None,
            lang: None,
            images: Vec::new(),
            text,
            paragraphs,
            lines: Vec::new(),
            related: Vec::new(),
            removed: Vec::new(),
            fields: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Keeps the paragraphs of the first `most` bytes, of a longer first one what fits; whether anything was left out.
    pub fn shorten(&mut self, most: usize) -> bool {
        if self.text.len() <= most {
            return false;
        }
        let kept = self.paragraphs.partition_point(|span| span.end as usize <= most).max(1);
        self.paragraphs.truncate(kept);
        self.lines.truncate(kept);
        let end = self.paragraphs.last().map_or(0, |span| span.end as usize).min(most);
        self.text.truncate(self.text.floor_char_boundary(end));
        if let Some(last) = self.paragraphs.last_mut() {
            last.end = self.text.len() as u32;
        }
        true
    }

    /// The text line by line as it stood in the file, as far as it is known: the number of each line, its words, and why they are
    /// no paragraph of the article. Nothing where it is not known at which lines the paragraphs stood.
    pub fn original(&self) -> Vec<(u32, &str, Option<Why>)> {
        if self.lines.len() != self.paragraphs.len() {
            return Vec::new();
        }
        let body =
            self.lines.iter().zip(&self.paragraphs).map(|(line, span)| (*line, span.of(&self.text), None));
        let others = self.removed.iter().chain(&self.fields);
        let others = others.map(|line| (line.line, line.text.as_str(), Some(line.why)));
        let mut all: Vec<_> = body.chain(others).collect();
        all.sort_by_key(|(line, ..)| *line);
        all
    }

    /// Makes paragraphs of lines that were left out, each where its number puts it, or behind all others where it is not known at
    /// which lines these stood. Returns where each paragraph lies that was there before. Id and all else stay.
    pub fn put_back(&mut self, lines: &[u32]) -> Vec<Span> {
        let numbered = self.lines.len() == self.paragraphs.len();
        let before = std::mem::take(&mut self.paragraphs);
        let old = std::mem::take(&mut self.text);
        let (back, removed): (Vec<Removed>, Vec<Removed>) =
            std::mem::take(&mut self.removed).into_iter().partition(|line| lines.contains(&line.line));
        self.removed = removed;
        let number = |at: usize| if numbered { self.lines[at] } else { 0 };
        let mut all: Vec<(u32, &str, bool)> =
            before.iter().enumerate().map(|(at, span)| (number(at), span.of(&old), true)).collect();
        for line in &back {
            let at = all.partition_point(|(before, ..)| *before <= line.line);
            all.insert(at, (line.line, &line.text, false));
        }
        let with = Article::of_paragraphs("", all.iter().map(|(_, words, _)| *words));
        let stay = all.iter().zip(&with.paragraphs).filter(|((.., stays), _)| *stays);
        let stay = stay.map(|(_, span)| *span).collect();
        if numbered {
            self.lines = all.iter().map(|(line, ..)| *line).collect();
        }
        (self.text, self.paragraphs) = (with.text, with.paragraphs);
        stay
    }

    /// The day to sort and filter by: of publication, else of retrieval.
    pub fn date(&self) -> Option<Date> {
        self.published.as_ref().map(|found| found.value).or(self.retrieved)
    }

    /// The headline, or the first sentence where none was found; the note `NoHeadline` says which.
    pub fn title(&self) -> &str {
        match &self.headline {
            Some(found) => &found.value,
            None => first_sentence(&self.text),
        }
    }
}

/// The first sentence of a text, at most about 140 characters, cut at a word.
fn first_sentence(text: &str) -> &str {
    const MOST: usize = 140;
    let line = text.lines().next().unwrap_or("");
    let mut word_end = 0;
    for (count, (at, c)) in line.char_indices().enumerate() {
        let rest = &line[at + c.len_utf8()..];
        let ends = matches!(c, '.' | '!' | '?') && rest.starts_with([' ', '”', '"']) && at > 30;
        if ends {
            return &line[..at + c.len_utf8()];
        }
        if c == ' ' {
            word_end = at;
        }
        if count >= MOST {
            return &line[..if word_end > 0 { word_end } else { at }];
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_joined_by_a_blank_line() {
        let article = Article::of_paragraphs("a.txt", ["One.", "Two."]);
        assert_eq!(article.text, "One.\n\nTwo.");
        let words: Vec<_> = article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
        assert_eq!(words, ["One.", "Two."]);
    }

    #[test]
    fn a_long_text_keeps_its_first_paragraphs() {
        let check = |paragraphs: &[&str], most: usize, expect: &str| {
            let mut article = Article::of_paragraphs("a.txt", paragraphs.iter().copied());
            article.lines = (1..).take(paragraphs.len()).collect();
            let long = article.text.len() > most;
            assert_eq!(article.shorten(most), long, "{paragraphs:?}");
            assert_eq!(article.text, expect);
            let words: Vec<_> = article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
            assert_eq!(words.join("\n\n"), expect);
            assert_eq!(article.lines.len(), article.paragraphs.len());
        };
        check(&["One.", "Two.", "Three."], 50, "One.\n\nTwo.\n\nThree.");
        check(&["One.", "Two.", "Three."], 10, "One.\n\nTwo.");
        check(&["One.", "Two.", "Three."], 9, "One.");
        check(&["Žižek.", "Two."], 4, "Ži");
    }

    #[test]
    fn lines_are_put_back_where_they_stood() {
        let line = |line, text: &str| Removed { line, text: text.into(), why: Why::Footer };
        let mut article = Article::of_paragraphs("a.txt", ["Two.", "Four."]);
        article.removed = vec![line(1, "One."), line(3, "Three."), line(9, "Nine.")];
        let mut unnumbered = article.clone();
        assert_eq!(article.original(), [], "it is not known where the paragraphs stood");
        article.lines = vec![2, 4];
        let text: Vec<_> =
            article.original().iter().map(|(line, text, why)| (*line, *text, why.is_some())).collect();
        assert_eq!(
            text,
            [
                (1, "One.", true),
                (2, "Two.", false),
                (3, "Three.", true),
                (4, "Four.", false),
                (9, "Nine.", true)
            ]
        );
        let stay = article.put_back(&[3, 9, 77]);
        assert_eq!(article.text, "Two.\n\nThree.\n\nFour.\n\nNine.");
        assert_eq!(stay.iter().map(|span| span.of(&article.text)).collect::<Vec<_>>(), ["Two.", "Four."]);
        assert_eq!((&article.lines[..], article.removed.len()), (&[2, 3, 4, 9][..], 1));
        assert_eq!(article.id, unnumbered.id, "it is the same article");
        article.put_back(&[1]);
        assert!(article.text.starts_with("One.\n\nTwo."), "{}", article.text);
        unnumbered.put_back(&[1]);
        assert_eq!(unnumbered.text, "Two.\n\nFour.\n\nOne.");
        assert!(unnumbered.lines.is_empty());
    }

    #[test]
    fn the_id_is_the_content_whatever_the_line_ends() {
        assert_eq!(ArticleId::of("H", "a b\r\nc"), ArticleId::of("H", "a b\n\nc"));
        assert_ne!(ArticleId::of("H", "ab"), ArticleId::of("", "Hab"));
        let id = ArticleId::of("", "x");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn the_first_sentence_stands_in_for_a_headline() {
        let article =
            Article::of_paragraphs("a", ["Two ministers agreed on a plan on Tuesday. It is short."]);
        assert_eq!(article.title(), "Two ministers agreed on a plan on Tuesday.");
        let long = "word ".repeat(60);
        assert!(first_sentence(&long).len() <= 141);
    }
}
