//! Web pages: their blocks of text with the elements around them, and what they say of themselves.

mod about;
mod data;
mod sieve;

use crate::{
    pulse,
    raw::{About, Block, Element, Page, Raw, Words},
};
use dom_query::{Document, NodeRef};

/// Reads a page.
pub fn read(name: &str, source: &str) -> Raw {
    let (page, about) = page(source);
    Raw { name: name.to_owned(), about, words: Words::Page(page), notes: Vec::new() }
}

/// The blocks of a page or of a piece of one, and what it says of itself.
pub fn page(source: &str) -> (Page, About) {
    let sieved = sieve::sieve(source);
    let document = Document::from(sieved.html.as_str());
    let mut walk = Walk::default();
    walk.tree(document.root());
    walk.end_block();
    let mut about = About::default();
    for text in &sieved.data {
        data::read(text, &mut about);
    }
    about::read(&document, &mut about);
    (walk.page, about)
}

/// The words of a piece of a page, one paragraph a block; pictures' captions are left out.
pub fn words(source: &str) -> Vec<String> {
    let (page, _) = page(source);
    let of_picture = |block: &Block| {
        let mut at = Some(block.element);
        while let Some(element) = at.and_then(|at| page.elements.get(at as usize)) {
            if matches!(element.tag.as_str(), "figure" | "figcaption" | "button") {
                return true;
            }
            at = element.parent;
        }
        false
    };
    page.blocks.iter().filter(|block| !of_picture(block)).map(|block| block.text.clone()).collect()
}

/// Elements that hold nothing a reader sees.
const UNSEEN: [&str; 14] = [
    "head", "script", "style", "noscript", "template", "svg", "iframe", "select", "input", "textarea",
    "object", "video", "audio", "canvas",
];

/// Elements that do not break a line of text.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "wbr",
];

/// An element of the tree that is being gone through.
struct Around<'a> {
    /// What of it comes next.
    next: Option<NodeRef<'a>>,
    /// How many links stand around it.
    links: usize,
    /// Whether it breaks lines of text.
    breaks: bool,
}

/// A page on its way out of a tree.
#[derive(Default)]
struct Walk {
    page: Page,
    /// The elements around the place reached, from the outside; their place in the page once a block stands in them.
    open: Vec<(Element, Option<u32>)>,
    text: String,
    linked: usize,
    breaks: usize,
}

impl Walk {
    /// Goes through the tree without calling itself: a parser that mends wrong nesting makes it deeper than the source is.
    fn tree(&mut self, root: NodeRef) {
        let mut around = vec![Around { next: root.first_child(), links: 0, breaks: false }];
        while let Some(inner) = around.last_mut() {
            let Some(node) = inner.next.take() else {
                if inner.breaks {
                    self.end_block();
                    self.open.pop();
                }
                around.pop();
                continue;
            };
            pulse::beat(16);
            inner.next = node.next_sibling();
            let links = inner.links;
            if node.is_text() {
                self.words(&node.text(), links > 0);
            } else if node.is_element()
                && let Some((links, breaks)) = self.element(&node, links)
            {
                around.push(Around { next: node.first_child(), links, breaks });
            }
        }
    }

    /// Begins an element: how many links are around what stands in it, and whether it breaks lines. Nothing where none of it is seen.
    fn element(&mut self, node: &NodeRef, links: usize) -> Option<(usize, bool)> {
        let element = node.element_ref()?;
        let tag: &str = &element.name.local;
        if UNSEEN.contains(&tag) {
            return None;
        }
        if tag == "br" {
            self.breaks += 1;
            if self.breaks > 1 {
                self.end_block();
            } else {
                self.words(" ", false);
            }
            return None;
        }
        let links = links + usize::from(tag == "a" || tag == "button");
        if INLINE.contains(&tag) || self.open.len() >= sieve::DEEPEST {
            return Some((links, false));
        }
        self.end_block();
        let mut names = String::new();
        for attribute in ["class", "id", "role", "itemprop"] {
            if let Some(value) = element.attr(attribute) {
                add_names(&mut names, &value);
            }
        }
        let hidden = element.has_attr("hidden")
            || element.attr("style").is_some_and(|style| {
                let style = style.to_ascii_lowercase();
                style.contains("display:none") || style.contains("display: none")
            });
        if hidden {
            add_names(&mut names, "hidden");
        }
        self.open.push((Element { tag: tag.to_owned(), names, parent: None }, None));
        Some((links, true))
    }

    fn words(&mut self, words: &str, linked: bool) {
        let before = self.text.len();
        for c in words.chars() {
            let space = c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}';
            if !space {
                self.text.push(c);
                self.breaks = 0;
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        if linked {
            self.linked += self.text.len() - before;
        }
    }

    /// Ends the run of text, and puts down the elements around it that stand nowhere yet.
    fn end_block(&mut self) {
        self.breaks = 0;
        let text = self.text.trim_end();
        if !text.is_empty() {
            let mut parent = None;
            for (element, place) in &mut self.open {
                parent = Some(*place.get_or_insert_with(|| {
                    element.parent = parent;
                    self.page.elements.push(element.clone());
                    self.page.elements.len() as u32 - 1
                }));
            }
            let linked = self.linked.min(text.len()) as u32;
            self.page.blocks.push(Block { text: text.to_owned(), element: parent.unwrap_or(0), linked });
        }
        self.text.clear();
        self.linked = 0;
    }
}

/// Adds the words of a class or id: parted at marks and humps, in lower case, the first dozen.
fn add_names(names: &mut String, value: &str) {
    const LONGEST: usize = 160;
    let mut lower_before = false;
    for c in value.chars() {
        if names.len() > LONGEST {
            return;
        }
        let word = c.is_alphanumeric();
        if (!word || c.is_uppercase() && lower_before) && !names.is_empty() && !names.ends_with(' ') {
            names.push(' ');
        }
        if word {
            names.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase();
    }
    if !names.is_empty() && !names.ends_with(' ') {
        names.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[(&str, &str, u32)]) {
        let (page, _) = page(source);
        let found: Vec<(&str, &str, u32)> = page
            .blocks
            .iter()
            .map(|block| {
                (block.text.as_str(), page.elements[block.element as usize].tag.as_str(), block.linked)
            })
            .collect();
        assert_eq!(found, expect, "{source}");
    }

    #[test]
    fn blocks_are_runs_of_text_with_their_element() {
        check("<p>One <b>bold</b>\n word<p>Two", &[("One bold word", "p", 0), ("Two", "p", 0)]);
        check(
            "<div>a<br>b<br><br>c<ul><li><a href=x>d e</a> f</ul>g</div>",
            &[("a b", "div", 0), ("c", "div", 0), ("d e f", "li", 3), ("g", "div", 0)],
        );
        check("<noscript>no</noscript><script>x</script>words", &[("words", "body", 0)]);
    }

    #[test]
    fn names_are_the_words_of_class_and_id() {
        let (page, _) = page("<div class='storyBody article__text' id=MAIN-1><p style='display: none'>x");
        let names: Vec<&str> = page.elements.iter().map(|element| element.names.trim()).collect();
        assert_eq!(names[2..], ["story body article text main 1", "hidden"]);
        let parents: Vec<Option<u32>> = page.elements.iter().map(|element| element.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), Some(2)]);
    }
}
