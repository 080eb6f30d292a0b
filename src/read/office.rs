//! Documents that are zip archives of XML: Word, OpenDocument, e-books.

use super::{
    archive, html,
    xml::{Step, walk},
};
use crate::{
    note::Note,
    raw::{About, Raw, Source, Words, claim},
};

/// Documents in archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// Word since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// An e-book.
    Epub,
    /// Another; the word names it as people do.
    Other(&'static str),
    /// A document without its text.
    Broken,
}

/// Which document an archive with these files is; nothing where it is a mere archive.
pub fn of(paths: &[String]) -> Option<Office> {
    let has = |path: &str| paths.iter().any(|own| own == path);
    Some(match () {
        () if has("word/document.xml") => Office::Docx,
        () if has("xl/workbook.xml") => Office::Other("spreadsheet"),
        () if has("ppt/presentation.xml") => Office::Other("presentation"),
        () if has("META-INF/container.xml") && paths.iter().any(|path| path.ends_with(".opf")) => {
            Office::Epub
        }
        () if has("content.xml") && has("META-INF/manifest.xml") => Office::Odt,
        () if has("Index/Document.iwa") => Office::Other("Pages document"),
        () if has("[Content_Types].xml") => Office::Broken,
        () if has("AndroidManifest.xml") || has("META-INF/MANIFEST.MF") => Office::Other("program"),
        () => return None,
    })
}

/// Reads a document: its parts with their names, or why they hold nothing.
pub fn read(name: &str, bytes: &[u8], office: Office) -> Vec<(String, Result<Raw, Note>)> {
    let file = |path: &str| {
        let mut found = Err(Note::Damaged);
        archive::zip(bytes, |packed| {
            if packed.path == path {
                found = packed.bytes.map_err(|fault| match fault {
                    archive::Fault::Damaged => Note::Damaged,
                    archive::Fault::Locked => Note::Locked,
                    archive::Fault::TooMuch => Note::TooMuch,
                });
                return false;
            }
            true
        });
        found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let document = |content: &str, about: &str| {
        let (paragraphs, whole) = paragraphs(&file(content)?);
        if paragraphs.is_empty() {
            return Err(if whole { Note::Blank } else { Note::Damaged });
        }
        let about = file(about).map(|xml| self::about(&xml)).unwrap_or_default();
        // A document is what somebody pasted or a database wrote: what is the article's is told by its lines.
        Ok(Raw {
            name: name.to_owned(),
            about,
            words: Words::Text(paragraphs.join("\n\n")),
            notes: Vec::new(),
        })
    };
    match office {
        Office::Docx => vec![(name.to_owned(), document("word/document.xml", "docProps/core.xml"))],
        Office::Odt => vec![(name.to_owned(), document("content.xml", "meta.xml"))],
        Office::Other(other) => vec![(name.to_owned(), Err(Note::NotAnArticle(other.to_owned())))],
        Office::Broken => vec![(name.to_owned(), Err(Note::Damaged))],
        Office::Epub => book(name, bytes),
    }
}

/// The paragraphs of a document, those of deleted text left out, and whether it could be read to its end.
fn paragraphs(xml: &str) -> (Vec<String>, bool) {
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    let (mut deleted, mut inside) = (0_usize, 0_usize);
    let left_out =
        ["del", "moveFrom", "deletion", "tracked-changes", "annotation", "instrText", "note-citation"];
    let whole = walk(xml, |step| match step {
        Step::Start(tag, _) if left_out.contains(&tag) => deleted += 1,
        Step::End(tag) if left_out.contains(&tag) => deleted = deleted.saturating_sub(1),
        Step::Start("p" | "h", _) => inside += 1,
        Step::End("p" | "h") => {
            inside = inside.saturating_sub(1);
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                paragraphs.push(words);
            }
            text.clear();
        }
        Step::Start("tab" | "s" | "br" | "line-break", _) => text.push(' '),
        Step::Text(words) if deleted == 0 && inside > 0 => text.push_str(words),
        _ => {}
    });
    (paragraphs, whole)
}

/// What a document's properties say: only its makers' title, for the author of a file is whoever saved it.
fn about(xml: &str) -> About {
    let mut about = About::default();
    let mut element = String::new();
    walk(xml, |step| match step {
        Step::Start(tag, _) => tag.clone_into(&mut element),
        Step::Text(words) if element == "title" => claim(&mut about.titles, words, Source::Meta),
        Step::End(_) => element.clear(),
        Step::Text(_) => {}
    });
    about
}

/// The chapters of an e-book, each a page, in the order of their files.
fn book(name: &str, bytes: &[u8]) -> Vec<(String, Result<Raw, Note>)> {
    let mut chapters = Vec::new();
    archive::zip(bytes, |packed| {
        let lower = packed.path.to_ascii_lowercase();
        let is_page = [".xhtml", ".html", ".htm"].iter().any(|ending| lower.ends_with(ending));
        let navigation = ["nav.", "toc.", "cover.", "titlepage."].iter().any(|word| lower.contains(word));
        if is_page && !navigation {
            let name = format!("{name}/{}", packed.path);
            let raw = packed.bytes.map(|bytes| html::read(&name, &String::from_utf8_lossy(&bytes)));
            chapters.push((name, raw.map_err(|_| Note::Damaged)));
        }
        true
    });
    if chapters.is_empty() {
        chapters.push((name.to_owned(), Err(Note::Damaged)));
    }
    chapters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_their_files() {
        let check = |paths: &[&str], expect| {
            let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
            assert_eq!(of(&paths), expect, "{paths:?}");
        };
        check(&["word/document.xml"], Some(Office::Docx));
        check(&["mimetype", "content.xml", "META-INF/manifest.xml"], Some(Office::Odt));
        check(&["META-INF/container.xml", "OEBPS/content.opf"], Some(Office::Epub));
        check(&["xl/workbook.xml"], Some(Office::Other("spreadsheet")));
        check(&["a.txt"], None);
    }

    #[test]
    fn paragraphs_leave_out_what_was_deleted() {
        let xml = "<w:document><w:p><w:r><w:t>The ferry</w:t></w:r><w:del><w:r><w:delText>boat</w:delText></w:r></w:del>\
                   <w:r><w:tab/><w:t>stays.</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Fog &amp; foam</w:t></w:r></w:p></w:document>";
        assert_eq!(paragraphs(xml).0, ["The ferry stays.", "Fog & foam"]);
    }
}
