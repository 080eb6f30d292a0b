//! Records of articles: which of a record's fields is the headline, the text, the date. Fields go by their names, as news
//! databases and read-later tools write them.

use super::html;
use crate::{
    columns::Columns,
    note::Note,
    raw::{About, Raw, Source, Words, claim},
};

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The headline.
    Title,
    /// The words of the article.
    Text,
    /// A piece of it: the text where there is no other.
    Summary,
    /// Who wrote it.
    Author,
    /// When it was published.
    Date,
    /// Who published it.
    Outlet,
    /// Its address.
    Url,
    /// The section it stood in.
    Section,
    /// Its language.
    Lang,
}

impl Field {
    /// A name it is known by.
    pub fn word(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Text => "text",
            Field::Summary => "summary",
            Field::Author => "author",
            Field::Date => "date",
            Field::Outlet => "source",
            Field::Url => "url",
            Field::Section => "section",
            Field::Lang => "language",
        }
    }
}

/// Names of fields without marks and case, the best first. From the documented exports and interfaces of NewsAPI, The Guardian,
/// The New York Times, GDELT, Media Cloud, WordPress, JSON Feed, Zotero and CSL, Pocket, Instapaper, Omnivore, wallabag, Readwise, ProQuest,
/// LexisNexis and Factiva, and of news data sets.
const NAMES: [(Field, &[&str]); 9] = [
    (
        Field::Title,
        &[
            "headline",
            "title",
            "webtitle",
            "articletitle",
            "resolvedtitle",
            "giventitle",
            "documenttitle",
            "hlead",
            "heading",
            "titre",
            "titel",
            "titulo",
            "itemtitle",
            "name",
        ],
    ),
    (
        Field::Text,
        &[
            "fulltext",
            "articlebody",
            "articletext",
            "bodytext",
            "bodyhtml",
            "maintext",
            "content",
            "contenthtml",
            "contenttext",
            "contentencoded",
            "body",
            "text",
            "textcontent",
            "cleanedtext",
            "cleantext",
            "storytext",
            "documenttext",
            "story",
            "article",
            "html",
            "transcript",
            "texte",
            "texto",
            "volltext",
            "rawcontent",
            "td",
        ],
    ),
    (
        Field::Summary,
        &[
            "abstract",
            "abstractnote",
            "leadparagraph",
            "lead",
            "summary",
            "description",
            "excerpt",
            "snippet",
            "trailtext",
            "standfirst",
            "lp",
        ],
    ),
    (
        Field::Author,
        &[
            "author",
            "authors",
            "byline",
            "creator",
            "creators",
            "writer",
            "journalist",
            "reporter",
            "publishedby",
            "auteur",
            "autor",
            "by",
        ],
    ),
    (
        Field::Date,
        &[
            "publishedat",
            "datepublished",
            "publicationdate",
            "publisheddate",
            "publishdate",
            "webpublicationdate",
            "firstpublicationdate",
            "pubdate",
            "published",
            "publishedtime",
            "publishedon",
            "dateofpublication",
            "issued",
            "date",
            "seendate",
            "displaydate",
            "created",
            "createdat",
            "datum",
            "fecha",
            "pd",
            "timestamp",
        ],
    ),
    (
        Field::Outlet,
        &[
            "publication",
            "publicationtitle",
            "publicationname",
            "pubtitle",
            "containertitle",
            "newspaper",
            "outlet",
            "publisher",
            "source",
            "sourcename",
            "sitename",
            "site",
            "medianame",
            "domainname",
            "domain",
            "journal",
            "feedtitle",
            "feed",
            "sn",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "weburl",
            "link",
            "permalink",
            "resolvedurl",
            "givenurl",
            "originalurl",
            "articleurl",
            "href",
            "sourceurl",
            "shorturl",
        ],
    ),
    (Field::Section, &["section", "sectionname", "newsdesk", "category", "rubrik", "se"]),
    (Field::Lang, &["language", "lang", "inlanguage", "sourcelanguage", "la"]),
];

/// What a field of this name says, and how good a name for it that is: 0 is the best.
pub fn field(name: &str) -> Option<(Field, usize)> {
    let plain: String =
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect();
    NAMES
        .iter()
        .find_map(|(field, names)| names.iter().position(|known| *known == plain).map(|rank| (*field, rank)))
}

/// Fewest words of a description that is taken for an article's text where it is no sentence: a title and a line are a bookmark.
const FEWEST_WORDS: usize = 12;

/// A record as its named values: the article in it, or what it lacks. Names that were chosen for its columns go before its own.
pub fn record(name: &str, values: &[(String, String)], columns: &[Columns]) -> Result<Raw, Note> {
    match columns.iter().find_map(|columns| columns.renamed(values)) {
        Some(values) => named(name, &values),
        None => named(name, values),
    }
}

fn named(name: &str, values: &[(String, String)]) -> Result<Raw, Note> {
    let of = |wanted: Field| {
        let fit = values.iter().filter(|(_, value)| !value.trim().is_empty()).filter_map(|(name, value)| {
            let (field, rank) = field(name)?;
            (field == wanted).then_some((rank, value.as_str()))
        });
        fit.min_by_key(|(rank, _)| *rank).map(|(_, value)| value)
    };
    let long = |text: &&str| {
        let sentence =
            text.trim_end().trim_end_matches("</p>").ends_with(['.', '!', '?', '…', '。', '”', '"', '»']);
        sentence || text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
    };
    let some = |text: &&str| text.contains(char::is_alphanumeric);
    let text = of(Field::Text).filter(some).or_else(|| of(Field::Summary).filter(some).filter(long));
    let Some(text) = text else { return Err(Note::NoTextField) };
    let mut about = About::default();
    let plain = |text: &str| if is_markup(text) { html::words(text).join(" ") } else { text.to_owned() };
    claim(&mut about.titles, &plain(of(Field::Title).unwrap_or("")), Source::Field);
    claim(&mut about.authors, &plain(of(Field::Author).unwrap_or("")), Source::Field);
    claim(&mut about.published, of(Field::Date).unwrap_or(""), Source::Field);
    claim(&mut about.outlets, &plain(of(Field::Outlet).unwrap_or("")), Source::Field);
    about.section = of(Field::Section).map(plain);
    about.url = of(Field::Url).filter(|url| url.starts_with("http")).map(str::to_owned);
    about.lang = of(Field::Lang).map(str::to_owned);
    if let Some(summary) = of(Field::Summary).filter(|summary| *summary != text && summary.len() < 400) {
        claim(&mut about.deks, &plain(summary), Source::Field);
    }
    Ok(Raw { name: name.to_owned(), words: words(text, &mut about), about, notes: Vec::new() })
}

/// The words of a field: of a page where it is one, else its paragraphs.
pub fn words(text: &str, about: &mut About) -> Words {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    if start.contains("<html") || start.contains("<!doctype") {
        let (page, said) = html::page(text);
        about.titles.extend(said.titles);
        about.published.extend(said.published);
        about.authors.extend(said.authors);
        return Words::Page(page);
    }
    if is_markup(text) {
        return Words::Paragraphs(html::words(text));
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Words::Paragraphs(lines.filter(|line| !line.is_empty()).collect())
}

/// Whether a text is written with the tags of HTML.
fn is_markup(text: &str) -> bool {
    const TAGS: [&str; 10] =
        ["</p>", "<p>", "<br", "</div>", "</a>", "<p ", "</em>", "</strong>", "</h2>", "</span>"];
    text.contains('<') && TAGS.iter().any(|tag| text.contains(tag))
        || text.contains("&amp;")
        || text.contains("&#")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    const WORDS: &str = "The ferry did not leave on Friday, and nobody on the quay could say why.";

    #[test]
    fn fields_go_by_their_names_however_written() {
        assert_eq!(field("Publication_Title"), Some((Field::Outlet, 1)));
        assert_eq!(field("content:encoded").map(|(field, _)| field), Some(Field::Text));
        assert_eq!(field("Number of pages"), None);
        let word = |known: Field| field(known.word()).map(|(field, _)| field);
        for known in NAMES.map(|(field, _)| field) {
            assert_eq!(word(known), Some(known));
        }
    }

    #[test]
    fn the_best_field_is_taken_of_each_kind() {
        let raw = record(
            "x",
            &values(&[
                ("description", "No boats."),
                ("title", "Ferries &amp; fog"),
                ("content", &format!("<p>{WORDS}</p><p>More.</p>")),
                ("url", "javascript:alert(1)"),
            ]),
            &[],
        )
        .unwrap();
        assert_eq!(raw.words, Words::Paragraphs(vec![WORDS.into(), "More.".into()]));
        assert_eq!(raw.about.titles[0].text, "Ferries & fog");
        assert_eq!(raw.about.deks[0].text, "No boats.");
        assert_eq!(raw.about.url, None);
    }

    #[test]
    fn a_bookmark_is_no_article() {
        let bookmark = values(&[("title", "Ferries stop"), ("url", "https://harbourpost.example")]);
        assert_eq!(record("x", &bookmark, &[]), Err(Note::NoTextField));
    }
}
