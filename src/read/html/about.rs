//! What a page says of itself in its head and in elements marked as such.

use crate::raw::{About, Source, claim};
use dom_query::{Document, NodeRef};

/// Names and properties of `meta` elements for each field, in lower case; sites part
/// the words of one name by `:`, `.`, `_` or `-`, which are all `-` here.
const TITLES: [&str; 7] =
    ["og-title", "twitter-title", "dc-title", "dcterms-title", "parsely-title", "sailthru-title", "headline"];
const DATES: [&str; 21] = [
    "article-published-time",
    "og-published-time",
    "article-published",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication-date",
    "published-time",
    "parsely-pub-date",
    "sailthru-date",
    "dc-date",
    "dc-date-issued",
    "dcterms-created",
    "dcterms-date",
    "article-created",
    "article-date-original",
    "originalpublicationdate",
    "cxenseparse-recs-publishtime",
    "cxenseparse-publishtime",
];
const AUTHORS: [&str; 9] = [
    "author",
    "article-author",
    "byl",
    "parsely-author",
    "sailthru-author",
    "dc-creator",
    "dcterms-creator",
    "article-author-name",
    "og-article-author",
];
const DEKS: [&str; 4] = ["og-description", "twitter-description", "description", "dc-description"];
const OUTLETS: [&str; 4] = ["og-site-name", "publisher", "dc-publisher", "application-name"];

/// How many claims of one kind are kept.
const MOST: usize = 24;

/// Adds what the elements of a page say of its article.
pub fn read(document: &Document, about: &mut About) {
    document.root().descendants_it().filter(NodeRef::is_element).for_each(|node| element(&node, about));
    about.published.truncate(MOST);
    about.authors.truncate(MOST);
}

fn element(node: &NodeRef, about: &mut About) {
    let Some(element) = node.element_ref() else { return };
    let attribute = |name: &str| element.attr(name).map(|value| value.to_string());
    let text = || node.text().to_string();
    match &*element.name.local {
        "html" => about.lang = about.lang.take().or_else(|| attribute("lang")),
        "title" => claim(&mut about.titles, &text(), Source::Title),
        "meta" => {
            let Some(content) = attribute("content") else { return };
            for key in ["property", "name", "itemprop"].iter().filter_map(|name| attribute(name)) {
                meta(&key.to_lowercase(), &content, about);
            }
        }
        "link" if attribute("rel").as_deref() == Some("canonical") => {
            about.url = attribute("href").filter(|url| url.starts_with("http")).or(about.url.take());
        }
        "time" => {
            let stated = attribute("datetime").or_else(|| attribute("content")).unwrap_or_else(text);
            claim(&mut about.published, &stated, Source::Marked);
        }
        tag => {
            let marked = attribute("itemprop");
            match marked.as_deref() {
                Some("datePublished") => {
                    let stated = attribute("content").or_else(|| attribute("datetime")).unwrap_or_else(text);
                    claim(&mut about.published, &stated, Source::Marked);
                }
                Some("headline") if tag != "meta" => claim(&mut about.titles, &text(), Source::Marked),
                _ => {}
            }
            let by = attribute("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "author"))
                || marked.as_deref() == Some("author")
                || attribute("class").is_some_and(|class| is_byline(&class));
            if by && about.authors.len() < MOST {
                let text = text();
                if text.len() <= 200 {
                    claim(&mut about.authors, &text, Source::Marked);
                }
            }
        }
    }
}

/// Classes that mark the name of who wrote it.
fn is_byline(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    class.split_ascii_whitespace().any(|name| {
        let name = name.rsplit("__").next().unwrap_or(name);
        matches!(
            name,
            "author"
                | "author-name"
                | "authorname"
                | "byline"
                | "byline-name"
                | "author_name"
                | "p-author"
                | "article-author"
                | "article-byline"
                | "byline-author"
                | "authors"
                | "vcard"
                | "fn"
                | "entry-author"
                | "author-link"
        )
    })
}

fn meta(key: &str, content: &str, about: &mut About) {
    let from = if key.contains(':') && !key.starts_with("twitter") { Source::Graph } else { Source::Meta };
    let key = key.replace([':', '.', '_'], "-");
    let key = key.as_str();
    if TITLES.contains(&key) {
        claim(&mut about.titles, content, from);
    } else if DATES.contains(&key) {
        claim(&mut about.published, content, from);
    } else if AUTHORS.contains(&key) {
        claim(&mut about.authors, content, from);
    } else if DEKS.contains(&key) {
        claim(&mut about.deks, content, from);
    } else if OUTLETS.contains(&key) {
        claim(&mut about.outlets, content, from);
    } else if key == "og-url" {
        about.url = about.url.take().or_else(|| content.starts_with("http").then(|| content.to_owned()));
    } else if key == "article-section" {
        about.section = about.section.take().or_else(|| Some(content.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::page;
    use crate::raw::{About, Claim};

    fn first(list: &[Claim]) -> &str {
        list.first().map_or("", |claim| claim.text.as_str())
    }

    #[test]
    fn heads_and_marked_elements_speak_of_the_article() {
        let (_, about): (_, About) = page(
            "<html lang=en-GB><head><title>Ferries stop | The Harbour Post</title>\
             <meta property='og:site_name' content='The Harbour Post'>\
             <meta property='article:published_time' content='2024-05-03T08:00Z'>\
             <link rel=canonical href='https://harbourpost.example/ferries'>\
             <meta name=description content='No boats  today.'></head>\
             <body><a rel='author' href=x>Ana Ortiz</a><time datetime='2024-05-03'>Friday</time>",
        );
        assert_eq!(first(&about.titles), "Ferries stop | The Harbour Post");
        assert_eq!(first(&about.outlets), "The Harbour Post");
        assert_eq!(first(&about.published), "2024-05-03T08:00Z");
        assert_eq!(first(&about.authors), "Ana Ortiz");
        assert_eq!(first(&about.deks), "No boats today.");
        assert_eq!(about.lang.as_deref(), Some("en-GB"));
        assert_eq!(about.url.as_deref(), Some("https://harbourpost.example/ferries"));
    }

    #[test]
    fn the_words_of_a_name_are_parted_as_sites_like() {
        for name in [
            "article:published_time",
            "article:published:time",
            "Article.Published-Time",
            "DC.date.issued",
            "dc:date",
        ] {
            let (_, about): (_, About) =
                page(&format!("<meta name='{name}' content='2024-05-03'><p>No boats."));
            assert_eq!(first(&about.published), "2024-05-03", "{name}");
        }
    }
}
