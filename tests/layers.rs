//! `src/lib.rs` lists the modules in reading order, as `index/src/lib.rs` does those of its crate: each may name only those above
//! it, and of the crate below all.

use std::{fs, path::Path};

const CRATE: &str = "src";
const BELOW: &str = "index/src";

/// The modules of a crate, as its `lib.rs` lists them, each on a line of its own.
fn modules_of(root: &str) -> Vec<String> {
    let lib = fs::read_to_string(Path::new(root).join("lib.rs")).unwrap();
    let module = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(module).collect()
}

/// `(path, text)` of every Rust file of a module: its own file and all in its folder.
fn files_of(root: &str, module: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let path = Path::new(root).join(module);
    let mut paths = vec![path.with_extension("rs"), path];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") && path.exists() {
            files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    files
}

/// The modules a line names: `view` in `crate::view::View`; a group `crate::{a, b::c}` names each module in it.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let line = text[..at].lines().count();
        if text[..at].rsplit('\n').next().unwrap().trim_start().starts_with("//") {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let word =
            |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    _ if start && !c.is_whitespace() => {
                        names.push((line, word(&group[at..])));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            names.push((line, word(rest)));
        }
    }
    names
}

#[test]
fn modules_name_only_those_above_them() {
    let below = modules_of(BELOW);
    let mut strays = Vec::new();
    for (root, known) in [(BELOW, &[][..]), (CRATE, &below)] {
        let modules = modules_of(root);
        assert!(modules.len() > 5, "{root}: {modules:?}");
        for (position, module) in modules.iter().enumerate() {
            for (path, text) in files_of(root, module) {
                for (line, name) in named(&text) {
                    if !modules[..=position].contains(&name) && !known.contains(&name) {
                        strays.push(format!("{path}:{line}: {module} names {name}"));
                    }
                }
            }
        }
    }
    assert!(strays.is_empty(), "\n{}", strays.join("\n"));
}

#[test]
fn verbs_do_not_name_each_other() {
    let verbs = ["read", "parse", "identify", "attribute", "compare"];
    for verb in verbs {
        for (path, text) in files_of(CRATE, verb) {
            for (line, name) in named(&text) {
                let other = verbs.contains(&name.as_str()) && name != verb;
                assert!(!other, "{path}:{line}: {verb} names {name}; siblings meet only in library");
            }
        }
    }
}

#[test]
fn only_the_rim_names_the_browser() {
    let of = |root| modules_of(root).into_iter().map(move |module| (root, module));
    for (root, module) in of(BELOW).chain(of(CRATE)) {
        if matches!(&*module, "browser" | "ui") {
            continue;
        }
        for (path, text) in files_of(root, &module) {
            for word in ["web_sys", "js_sys", "gloo", "wasm_bindgen", "SystemTime", "Instant::now", "std::fs"]
            {
                let found =
                    text.lines().position(|line| line.contains(word) && !line.trim_start().starts_with("//"));
                assert!(found.is_none(), "{path}:{}: the core names {word}", found.unwrap_or(0) + 1);
            }
        }
    }
}

#[test]
fn the_guard_sees_names_in_groups() {
    let names = named(
        "use crate::{article::{Article, ArticleId}, span::Span};\nlet x = crate::date::Date;\n// crate::no",
    );
    let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["article", "span", "date"]);
}
