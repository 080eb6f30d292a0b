//! What a filter shows as data for other programs: one format a file, each a pure function of the same rows.
//!
//! The articles are those that the filter lets through, in its order, and the quotes in them those that it lets through: what
//! the screens list, and nothing else.

mod bibliography;
mod csv;
mod dossier;
mod markdown;
pub mod record;

use crate::{
    library::{Entry, Library},
    query::Query,
    quote::Speaker,
    session,
    share::DataForm,
};

/// An article with the numbers of its quotes that the filter lets through.
pub type Shown<'a> = (&'a Entry, Vec<u32>);

/// What the filter shows, as a file of this form.
pub fn write(library: &mut Library, query: &Query, form: DataForm) -> String {
    let selection = library.select(query, usize::MAX);
    let library = &*library;
    let shown: Vec<Shown> = selection
        .order
        .iter()
        .filter_map(|doc| {
            Some((library.entry(*doc)?, selection.quotes_of(library, *doc).into_iter().collect()))
        })
        .collect();
    match form {
        DataForm::Csv => csv::write(library, &shown),
        DataForm::Json => {
            let records: Vec<String> = records(library, &shown).collect();
            format!("[\n{}\n]\n", records.join(",\n"))
        }
        DataForm::Jsonl => records(library, &shown).map(|record| record + "\n").collect(),
        DataForm::Markdown => markdown::write(library, &shown),
        DataForm::Dossier => dossier::write(library, query, &selection.docs, &shown),
        DataForm::Csl => bibliography::csl(&shown),
        DataForm::Ris => bibliography::ris(&shown),
        DataForm::Bibtex => bibliography::bibtex(&shown),
    }
}

/// What the filter shows of a library that comes as the text of [`session::text`].
pub fn of_text(text: &str, query: &Query, form: DataForm) -> String {
    let (articles, log) = session::lines(text);
    let mut library = Library::default();
    articles.filter_map(session::read_article).for_each(|entry| {
        library.add(entry);
    });
    let done = log.filter_map(session::read_correction).collect();
    library.replay(session::merged(&Default::default(), done));
    write(&mut library, query, form)
}

fn records<'a>(library: &'a Library, shown: &'a [Shown]) -> impl Iterator<Item = String> + 'a {
    shown.iter().map(|(entry, numbers)| {
        let mut record = record::record(library, entry);
        let quotes = record.get_mut("quotes").and_then(serde_json::Value::as_array_mut);
        if let Some(quotes) = quotes {
            let mut at = 0..;
            quotes.retain(|_| at.next().is_some_and(|at| numbers.binary_search(&at).is_ok()));
        }
        record.to_string()
    })
}

/// The words for a speaker; empty for nobody.
fn speaker(library: &Library, entry: &Entry, speaker: &Speaker) -> String {
    record::speaker(library, entry, speaker).0.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Found, Origin};

    /// Two articles; the second has what breaks careless writers.
    pub fn library() -> Library {
        let mut library = Library::default();
        let found = |value: &str| Some(Found { value: value.into(), from: Origin::Line });
        let mut first = Article::of_paragraphs(
            "a.txt",
            ["“The ferry will sail again before winter,” said Ana Ortiz on Monday at the harbour office."],
        );
        first.headline = found("Ferry to sail again");
        first.outlet = found("The Harbour Post");
        first.authors = vec!["Nora Quill".into(), "Jan van der Berg".into()];
        first.published =
            Some(Found { value: crate::date::Date::day("2024-03-12".parse().unwrap()), from: Origin::Line });
        first.url = Some("https://example.org/ferry?a=1&b=2".into());
        let mut second = Article::of_paragraphs(
            "b,\"c\".txt",
            ["“=HYPERLINK, of course, is what they send us,” said Maeve Brennan of the union on Tuesday."],
        );
        second.headline = found("@Council {costs} 50% & more_or less: \"no\"\tsaid");
        library.add(Entry::of(first));
        library.add(Entry::of(second));
        library
    }

    fn shown(form: DataForm) -> String {
        write(&mut library(), &Query::default(), form)
    }

    /// Reads RFC 4180 as it is written.
    fn table(text: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_table_has_a_row_for_each_quote_and_runs_no_formula() {
        let text = shown(DataForm::Csv);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
        let rows = table(&text);
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert_eq!(rows[0][..3], ["quote", "speaker", "kind"]);
        assert!(rows[1].contains(&"The ferry will sail again before winter,".to_owned()), "{rows:?}");
        assert!(rows[1].contains(&"Ana Ortiz".to_owned()) && rows[1].contains(&"2024-03-12".to_owned()));
        assert_eq!(rows[2][0], "'=HYPERLINK, of course, is what they send us,");
        assert!(
            rows[2].iter().any(|cell| cell == "'@Council {costs} 50% & more_or less: \"no\"\tsaid"),
            "{rows:?}"
        );
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }

    #[test]
    fn a_filter_leaves_out_rows_records_and_entries_alike() {
        let query = Query { words: "ferry ".into(), ..Query::default() };
        let of = |form| write(&mut library(), &query, form);
        assert_eq!(table(&of(DataForm::Csv)).len(), 2);
        assert_eq!(of(DataForm::Jsonl).lines().count(), 1);
        assert_eq!(of(DataForm::Ris).matches("TY  - NEWS").count(), 1);
        assert_eq!(of(DataForm::Bibtex).matches("@article{").count(), 1);
        let none = Query { words: "zeppelin ".into(), ..Query::default() };
        assert_eq!(table(&write(&mut library(), &none, DataForm::Csv)).len(), 1, "the head alone");
        assert_eq!(write(&mut library(), &none, DataForm::Json).replace('\n', ""), "[]");
    }

    #[test]
    fn records_are_json_and_the_same_in_both_forms() {
        let lines: Vec<serde_json::Value> =
            shown(DataForm::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let all: Vec<serde_json::Value> = serde_json::from_str(&shown(DataForm::Json)).unwrap();
        assert_eq!(lines, all);
        assert_eq!(lines[0]["quotes"][0]["speaker"], "Ana Ortiz");
    }

    #[test]
    fn a_bibliography_names_what_is_known() {
        let csl: Vec<serde_json::Value> = serde_json::from_str(&shown(DataForm::Csl)).unwrap();
        assert_eq!(csl[0]["author"][1], serde_json::json!({"family": "van der Berg", "given": "Jan"}));
        assert_eq!(csl[0]["issued"]["date-parts"], serde_json::json!([[2024, 3, 12]]));
        assert_eq!(csl[1].get("issued"), None);
        let ris = shown(DataForm::Ris);
        for line in [
            "TY  - NEWS",
            "AU  - Quill, Nora",
            "DA  - 2024/03/12/",
            "UR  - https://example.org/ferry?a=1&b=2",
            "ER  - ",
        ] {
            assert!(ris.contains(&format!("{line}\r\n")), "{line} in {ris}");
        }
        assert!(!ris.contains('\t'), "{ris}");
        let bibtex = shown(DataForm::Bibtex);
        assert!(bibtex.contains("author = {Quill, Nora and van der Berg, Jan}"), "{bibtex}");
        assert!(bibtex.contains("\\{costs\\} 50\\% \\& more\\_or less"), "{bibtex}");
    }

    #[test]
    fn markdown_is_to_be_read() {
        let text = shown(DataForm::Markdown);
        assert!(text.contains("## Ferry to sail again\n"), "{text}");
        assert!(text.contains("> “The ferry will sail again before winter,”\n>\n> — Ana Ortiz"), "{text}");
    }

    #[test]
    fn a_dossier_tells_all_of_somebody_and_cites_every_quote() {
        let mut library = library();
        let article = library.entries().next().unwrap().article.id;
        let note = crate::correction::Correction::Noted { article, note: Some("Ask again.".into()) };
        library.correct(note);
        let text = write(&mut library, &Query::from_text("person:ana-ortiz"), DataForm::Dossier);
        assert!(text.starts_with("# Ana Ortiz\n"), "{text}");
        assert!(text.contains("| The Harbour Post | 1 | 1 | 0 | 0 | 0 | Ana Ortiz |"), "{text}");
        let source = "— Ana Ortiz, quoted in “Ferry to sail again”, The Harbour Post, 12 Mar 2024";
        assert!(
            text.contains(&format!("> “The ferry will sail again before winter,”\n>\n> {source}")),
            "{text}"
        );
        assert!(text.contains("<https://example.org/ferry?a=1&b=2>"), "{text}");
        assert!(!text.contains("Brennan"), "{text}");
        let all = write(&mut library, &Query::default(), DataForm::Dossier);
        assert!(all.contains("# Ana Ortiz\n") && all.contains("# Maeve Brennan\n"), "{all}");
    }

    #[test]
    fn a_library_that_comes_as_text_gives_the_same() {
        let library = library();
        let ids = library.entries().map(|entry| entry.article.id);
        let text = session::text(ids.filter_map(|id| library.as_found(id)), library.log());
        for form in DataForm::ALL {
            assert_eq!(of_text(&text, &Query::default(), form), shown(form), "{form:?}");
        }
    }
}
