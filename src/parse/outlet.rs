//! Who published it, where the text says so.

/// The publisher a copyright line names: `© 2025 The Harbour Post. All rights reserved.` names it, a bare `©` does not.
pub fn of_copyright(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    if !lower.contains('©') && !lower.contains("copyright") || line.split_whitespace().count() > 20 {
        return None;
    }
    let at = line
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| lower.find("copyright").map(|at| at + "copyright".len()))?;
    let mut name: Vec<&str> = Vec::new();
    for word in line.get(at..)?.split_whitespace() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = plain.to_lowercase();
        let is_year = plain.len() >= 4 && plain.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if name.is_empty()
            && (is_year || plain.is_empty() || matches!(lower.as_str(), "copyright" | "by" | "c"))
        {
            continue;
        }
        let joins = matches!(lower.as_str(), "of" | "and" | "the" | "&" | "de" | "la") || word == "&";
        if is_year || lower == "all" || !(plain.starts_with(char::is_uppercase) || joins && !name.is_empty())
        {
            break;
        }
        name.push(word);
        if word.ends_with(['.', '|', ';', ',']) && !matches!(lower.as_str(), "st" | "mt") {
            break;
        }
    }
    const LEGAL: [&str; 14] = [
        "inc",
        "llc",
        "ltd",
        "limited",
        "co",
        "corp",
        "corporation",
        "gmbh",
        "plc",
        "group",
        "company",
        "lp",
        "media",
        "publishing",
    ];
    let trim = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&').to_owned();
    while name.len() > 1
        && name.last().is_some_and(|word| LEGAL.contains(&trim(word).to_lowercase().as_str()))
    {
        name.pop();
    }
    let mut words: Vec<String> = name.iter().map(|word| trim(word)).collect();
    while words.last().is_some_and(|word| matches!(word.as_str(), "of" | "and" | "&" | "the" | "")) {
        words.pop();
    }
    (1..=6).contains(&words.len()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::of_copyright;

    #[test]
    fn copyright_lines_name_the_publisher() {
        let check = |line, expect: Option<&str>| assert_eq!(of_copyright(line).as_deref(), expect, "{line}");
        check("© 2025 The Harbour Post. All rights reserved.", Some("The Harbour Post"));
        check("Copyright 2024 The Island Ledger", Some("The Island Ledger"));
        check("Copyright © 2020-2024 Capital Daily Media Inc.", Some("Capital Daily"));
        check("All rights reserved. © The Evening Star 2024", Some("The Evening Star"));
        check("© 2024", None);
        check("Copyright 2024. All rights reserved", None);
        check("The copyright of the song lapsed", None);
    }
}
