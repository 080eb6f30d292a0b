//! Teasers of other articles below the text.

use super::{byline, cues, lines::Line, stamp, words::ends_a_sentence};
use crate::article::{Related, Why};

/// Reads teasers from the lines below the body: a heading ("More like this"), then titles, each with its author and date and
/// maybe a line on it. Returns them and which lines they took; nothing where no date stands between the titles, since then
/// titles cannot be told from menus.
pub fn related(lines: &[Line]) -> (Vec<Related>, Vec<usize>) {
    let opens = |line: &Line| {
        line.text.split_whitespace().nth(6).is_none() && cues::boilerplate(&line.text) == Some(Why::Related)
    };
    let Some(heading) = lines.iter().position(opens) else {
        return (Vec::new(), Vec::new());
    };
    let mut found = Vec::new();
    let mut used = Vec::new();
    let mut at = heading + 1;
    while at + 1 < lines.len() {
        let (title, about) = (&lines[at], &lines[at + 1]);
        let date = stamp::stamps(&about.text).first().map(|stamp| stamp.date);
        let is_title = title.text.split_whitespace().count() >= 3 && cues::boilerplate(&title.text).is_none();
        if !is_title || date.is_none() || about.text.split_whitespace().count() > 14 {
            at += 1;
            continue;
        }
        let author = byline::authors(&about.text, false).into_iter().next();
        used.extend([at, at + 1]);
        let mut item = Related { title: title.text.to_string(), author, date, dek: None };
        if let Some(dek) = lines.get(at + 2)
            && (ends_a_sentence(&dek.text) || !dek.after_gap)
            && cues::boilerplate(&dek.text).is_none()
        {
            item.dek = Some(dek.text.to_string());
            used.push(at + 2);
            at += 1;
        }
        found.push(item);
        at += 2;
    }
    (found, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines::lines;

    #[test]
    fn teasers_with_author_and_date_are_read() {
        let text = "More like this\n\nRiver Rises Again\n\nAna Ortiz May 3, 2024\nThe bridge is closed.\n\n\
                    Who Pays?\n\nNot a date\n\nTown Hall Burns Down\n\nJo Li May 4, 2024 - 3:42 PM\nNobody was hurt.\n\nAdvertisement";
        let (lines, _) = lines(text);
        let (found, used) = related(&lines);
        let titles: Vec<&str> = found.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["River Rises Again", "Town Hall Burns Down"]);
        assert_eq!(found[0].author.as_deref(), Some("Ana Ortiz"));
        assert_eq!(found[0].dek.as_deref(), Some("The bridge is closed."));
        assert_eq!(found[1].date.unwrap().to_string(), "2024-05-04T15:42");
        assert_eq!(used, [1, 2, 3, 6, 7, 8]);
    }
}
