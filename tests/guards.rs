//! What the source may not say: nothing from a file becomes markup or code, and nothing is asked of the network.

use std::{fs, path::PathBuf};

fn files_under(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut waiting = vec![PathBuf::from(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)) {
            files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!files.is_empty(), "{folder}");
    files
}

/// Every line of the program that says one of these words outside of comments.
fn saying(words: &[&str], but: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let rust = ["src", "index/src"].into_iter().flat_map(|folder| files_under(folder, &["rs"]));
    for (path, text) in rust.chain(files_under("static", &["js"])) {
        if but.contains(&path.as_str()) {
            continue;
        }
        // Tests stand at the end of a file, and name what they look for.
        let program = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        for (number, line) in (1..).zip(program.lines()) {
            let code = line.split("//").next().unwrap_or("");
            found.extend(
                words
                    .iter()
                    .filter(|word| code.contains(**word))
                    .map(|word| format!("{path}:{number}: {word}")),
            );
        }
    }
    found
}

#[track_caller]
fn check(words: &[&str], but: &[&str]) {
    let found = saying(words, but);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn nothing_becomes_markup() {
    check(
        &[
            "inner_html",
            "innerHTML",
            "outer_html",
            "outerHTML",
            "from_html_unchecked",
            "insert_adjacent",
            "insertAdjacent",
            "document.write",
            "create_contextual_fragment",
            "createContextualFragment",
            "DomParser",
            "DOMParser",
            "srcdoc",
            "set_html",
        ],
        &[],
    );
}

#[test]
fn nothing_becomes_code() {
    check(
        &[
            "eval(",
            "Function::new_with_args",
            "Function::new_no_args",
            "new Function",
            "set_timeout_with_str",
            "import(",
        ],
        // A step of the build, which writes the table of what a program imports.
        &["src/bin/pack/split.rs"],
    );
}

/// What may ask the network: for the page's own parts, for a file of the same site that the address names, and the service
/// worker, for files of the page that the browser has thrown away.
const LOADERS: [&str; 3] = ["static/boot/page.js", "static/boot/incoming.js", "static/boot/service.js"];

#[test]
fn only_the_loader_asks_the_network() {
    check(
        &[
            "fetch(",
            "fetch_with",
            "XmlHttpRequest",
            "XMLHttpRequest",
            "WebSocket",
            "WebTransport",
            "RtcPeerConnection",
            "RTCPeerConnection",
            "EventSource",
            "sendBeacon",
            "send_beacon",
            "importScripts",
            "import_scripts",
        ],
        &LOADERS,
    );
    for file in LOADERS {
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(text.matches("fetch(").count(), 1, "{file}: one place asks");
    }
    let own = fs::read_to_string("static/boot/incoming.js").unwrap();
    assert!(own.contains("fetch(url, { mode: \"same-origin\" })"), "only the site the page is on");
    let loader = fs::read_to_string("static/boot/page.js").unwrap();
    assert!(loader.contains("fetch(new URL(files[name], document.baseURI))"), "by the names the build wrote");
}

#[test]
fn links_are_built_in_few_places_and_lead_nowhere_by_themselves() {
    for (path, text) in files_under("src/ui", &["rs"]) {
        for (at, _) in text.match_indices("href={") {
            let line = text[..at].lines().count();
            let tag = &text[text[..at].rfind('<').unwrap_or(0)..];
            let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
            // What leads away is called an address of the web, or opens beside the page; all else begins with `#`.
            let away = tag.contains("url") || tag.contains("target=");
            let safe = tag.contains("rel=\"noopener noreferrer\"");
            assert!(!away || safe, "{path}:{line}: a link that leads away with its referrer: {tag}");
        }
    }
}

#[test]
fn the_guard_sees_what_it_looks_for() {
    assert!(!saying(&["pub fn"], &[]).is_empty());
    let fetches = saying(&["fetch("], &[]);
    assert!(
        fetches.iter().all(|place| LOADERS.iter().any(|file| place.starts_with(file))) && fetches.len() == 3,
        "{fetches:?}"
    );
}
