//! Articles of a folder's files, in the form of the scorer.

use crate::input;
use serde_json::json;
use std::{io, path::Path};
use verbatim::{columns::How, parse::parse_raw, read::read};

/// Every file of the folder: `{id: file stem, title, authors, date, body, paragraphs, dek, images}`.
pub fn articles(folder: &Path) -> io::Result<()> {
    super::print(input::files(folder).filter_map(|path| {
        let bytes = std::fs::read(&path).ok()?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        let id = path.file_stem()?.to_string_lossy().into_owned();
        let started = std::time::Instant::now();
        let Some(Ok(raw)) =
            read(&name, &bytes, &How::default(), input::decode).into_iter().next().map(|member| member.found)
        else {
            return Some(json!({ "id": id, "error": "not read" }));
        };
        let Ok(article) = parse_raw(&raw) else {
            return Some(json!({ "id": id, "error": "no article" }));
        };
        let ms = started.elapsed().as_secs_f64() * 1000.0;
        let paragraphs: Vec<&str> = article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
        let images: Vec<_> = article
            .images
            .iter()
            .map(|image| json!({ "caption": image.caption, "credit": image.credit }))
            .collect();
        Some(json!({
            "id": id,
            "title": article.headline.as_ref().map(|found| &found.value),
            "authors": article.authors,
            "date": article.date().map(|date| date.to_string()),
            "body": paragraphs.join("\n"),
            "paragraphs": paragraphs,
            "dek": article.dek,
            "images": images,
            "ms": ms,
        }))
    }))
}
