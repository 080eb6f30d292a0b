//! Captions and credits of pictures.

use super::{hash, place::Place, words};
use crate::article::Image;

/// Agencies and picture services that stand in credits: the word in the credit, the agency as articles name it.
const AGENCIES: &[(&str, &str)] = &[
    ("AP", "AP"),
    ("Associated Press", "AP"),
    ("Reuters", "Reuters"),
    ("REUTERS", "Reuters"),
    ("AFP", "AFP"),
    ("PA", "PA"),
    ("PA Wire", "PA"),
    ("PA Media", "PA"),
    ("Press Association", "PA"),
    ("dpa", "dpa"),
    ("DPA", "dpa"),
    ("EPA", "EPA"),
    ("EFE", "EFE"),
    ("ANSA", "ANSA"),
    ("TASS", "TASS"),
    ("Xinhua", "Xinhua"),
    ("UPI", "UPI"),
    ("Bloomberg", "Bloomberg"),
    ("Canadian Press", "The Canadian Press"),
    ("The Canadian Press", "The Canadian Press"),
    ("AAP", "AAP"),
    ("Agence France-Presse", "AFP"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("Anadolu Ajansı", "Anadolu"),
    ("Anadolu Agency", "Anadolu"),
];

/// Other sources of pictures, which are no news agencies.
const SERVICES: &[&str] = &[
    "Getty",
    "Shutterstock",
    "iStock",
    "Alamy",
    "Unsplash",
    "Pexels",
    "Wikimedia",
    "Flickr",
    "Adobe Stock",
    "Zuma",
    "Imago",
    "Sipa",
    "NurPhoto",
    "Anadolu",
    "Pool",
    "TNS",
    "Handout",
    "Staff",
    "Photo",
    "Courtesy",
    "via",
];

/// The lines that introduce a credit.
const LEADS: &[&str] = &[
    "credit:",
    "photo credit:",
    "photo:",
    "photo by",
    "photos by",
    "photograph by",
    "photograph:",
    "image credit:",
    "image:",
    "picture:",
    "pictures:",
    "foto:",
    "getty images",
    "illustration:",
    "illustration by",
    "courtesy of",
    "photo illustration",
    "image source",
    "credits:",
    "file photo",
    "photo courtesy",
];

/// Pictures' words in a line that is nothing else, if it is one.
///
/// Three shapes: a line that opens with a credit word (`Credit: Ana Ortiz/Shutterstock`), a sentence that ends in a credit in
/// brackets (`The hall on Monday (Ana Ortiz/Pool Photo via AP)`), and the joined words of a stock picture
/// (`Lisbon,,Portugal,-,May,5:,The,river`).
#[cfg(test)]
fn image(line: &str) -> Option<Image> {
    image_of(line, &line.to_lowercase())
}

/// [`image`] of a line whose lower case is at hand.
pub fn image_of(line: &str, lower: &str) -> Option<Image> {
    if let Some(caption) = stock_caption(line) {
        return Some(Image { caption: Some(caption), credit: None });
    }
    if let Some(lead) = LEADS.iter().find(|lead| lower.starts_with(**lead)) {
        let rest = line.get(lead.len()..).unwrap_or("").trim_start_matches([':', ' ']).trim();
        let credit = if rest.is_empty() { line } else { rest };
        if words::split(line).nth(16).is_none() {
            return Some(Image { caption: None, credit: Some(strip_brackets(credit).to_owned()) });
        }
    }
    if let Some((caption, credit)) = bracketed_credit(line) {
        let caption = Some(caption.to_owned()).filter(|caption| !caption.is_empty());
        return Some(Image { caption, credit: Some(credit.to_owned()) });
    }
    (words::split(line).nth(10).is_none() && is_bare_credit(line))
        .then(|| Image { caption: None, credit: Some(line.to_owned()) })
}

/// Words of class and id that mark a credit.
const CREDIT_NAMES: [&str; 8] =
    ["credit", "credits", "copyright", "source", "photographer", "attribution", "agency", "rights"];

/// Pictures' words in a block of a figure: `found` is what the line alone was taken for.
pub fn of_block(text: &str, found: Option<&Image>, place: &Place) -> Option<Image> {
    if let Some(image) = found {
        return Some(image.clone());
    }
    let text = text.trim();
    let credit = CREDIT_NAMES.iter().any(|name| place.near_names.contains(&hash::of(name.as_bytes())));
    if text.split_whitespace().nth(120).is_some() || text.chars().count() < 3 {
        return None;
    }
    if credit && text.split_whitespace().nth(12).is_none() {
        return Some(Image { caption: None, credit: Some(text.to_owned()) });
    }
    // A credit without brackets stands behind the caption's sentence: `The hall on Monday. Photo: Ana Ortiz`.
    let leads = [
        "Photo: ",
        "Foto: ",
        "Credit: ",
        "Photograph: ",
        "Image: ",
        "Picture: ",
        "Photo by ",
        "Image credit: ",
    ];
    let split = leads.iter().find_map(|lead| text.rfind(lead).map(|at| (at, at + lead.len())));
    if let Some((caption, credit)) = split.map(|(end, start)| (text[..end].trim(), text[start..].trim()))
        && !credit.is_empty()
    {
        let caption =
            Some(caption.trim_end_matches(['|', '/', '(', ' ']).to_owned()).filter(|text| !text.is_empty());
        return Some(Image { caption, credit: Some(credit.trim_end_matches(')').to_owned()) });
    }
    Some(Image { caption: Some(text.to_owned()), credit: None })
}

/// The agency a credit names.
pub fn agency(credit: &str) -> Option<&'static str> {
    let parts = credit.split(['/', '|', ',', '(', ')']).flat_map(|part| part.split(" via ")).map(str::trim);
    parts
        .flat_map(|part| [Some(part), part.strip_suffix(" Photo"), part.strip_prefix("The ")])
        .flatten()
        .find_map(|part| AGENCIES.iter().find(|(word, _)| *word == part).map(|(_, name)| *name))
}

/// `A,,B,-,C` is how a stock picture's title comes through a page address: commas for spaces, doubled where a comma stood.
fn stock_caption(line: &str) -> Option<String> {
    if line.contains(' ') || line.matches(',').count() < 4 {
        return None;
    }
    Some(line.replace(",,", "\u{1}").replace(',', " ").replace('\u{1}', ", ").trim().to_owned())
}

fn strip_brackets(text: &str) -> &str {
    text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']'])).unwrap_or(text)
}

fn bracketed_credit(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end_matches('.');
    let inner_end = line.strip_suffix([')', ']'])?;
    let open = inner_end.rfind(['(', '['])?;
    let credit = inner_end[open + 1..].trim();
    let credit = ["Picture: ", "Image: ", "Photo: ", "Credit: ", "Photo by ", "Foto: "]
        .iter()
        .find_map(|lead| credit.strip_prefix(lead).map(|rest| (rest, true)))
        .unwrap_or((credit, false));
    let (credit, led) = credit;
    (led || looks_like_credit(credit)).then(|| (line[..open].trim(), credit))
}

/// A name and an agency, service or paper: `Ana Ortiz/Pool Photo via AP`, `AP Photo/Ana Ortiz`, `Getty Images`,
/// `Ana Ortiz/The Harbour Post`.
fn looks_like_credit(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let names = text.split(['/', ' ', ',']).filter(|word| !word.is_empty());
    let capitals = names.clone().filter(|word| word.starts_with(char::is_uppercase)).count();
    let known = agency(text).is_some() || SERVICES.iter().any(|service| text.contains(service));
    let two_names = text.matches('/').count() == 1
        && words >= 2
        && capitals == names.clone().count()
        && names.clone().all(|word| word.chars().all(|c| c.is_alphabetic() || "-.’'".contains(c)));
    (1..=10).contains(&words) && (known && capitals * 2 >= names.count() || two_names)
}

fn is_bare_credit(line: &str) -> bool {
    (line.contains('/') || line.contains(" via ") || line.starts_with('©') || line.contains("Getty Images"))
        && !line.ends_with(['.', '?', '!'])
        && !line.contains("http")
        && looks_like_credit(line.trim_start_matches(['©', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, caption: Option<&str>, credit: Option<&str>) {
        let image = image(line).unwrap_or_default();
        assert_eq!((image.caption.as_deref(), image.credit.as_deref()), (caption, credit), "{line}");
    }

    #[test]
    fn captions_and_credits_are_told_apart() {
        check("Credit: Ana Ortiz/Shutterstock", None, Some("Ana Ortiz/Shutterstock"));
        check("Photo by Jo Li", None, Some("Jo Li"));
        check(
            "The minister enters the hall on Monday (Ana Ortiz/Pool Photo via AP)",
            Some("The minister enters the hall on Monday"),
            Some("Ana Ortiz/Pool Photo via AP"),
        );
        check("The river in May. (Picture: Jo Li)", Some("The river in May."), Some("Jo Li"));
        check("Lisbon,,Portugal,-,May,5:,The,river", Some("Lisbon, Portugal - May 5: The river"), None);
        check("AP Photo/Jo Li", None, Some("AP Photo/Jo Li"));
        check(
            "The hall on Monday (Jo Li/The Sample Post)",
            Some("The hall on Monday"),
            Some("Jo Li/The Sample Post"),
        );
    }

    #[test]
    fn sentences_are_no_credits() {
        check("He left the hall (and never came back).", None, None);
        check("The party (PS) won the vote in May, and its leader said so.", None, None);
        check("She works for Reuters.", None, None);
    }

    #[test]
    fn a_credit_names_its_agency() {
        let check = |credit, expect| assert_eq!(agency(credit), expect, "{credit}");
        check("Ana Ortiz/Pool Photo via AP", Some("AP"));
        check("AP Photo/Ana Ortiz", Some("AP"));
        check("Ana Ortiz/REUTERS", Some("Reuters"));
        check("Maxim Sample/Shutterstock", None);
        check("Pa Ortiz", None);
    }
}
