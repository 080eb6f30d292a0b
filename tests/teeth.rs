//! The table of `make teeth` (tests/teeth/run.mjs): what each row takes out stands in the source, once.

use std::fs;

#[test]
fn every_guard_that_is_taken_out_is_still_there() {
    let rows: serde_json::Value =
        serde_json::from_str(&fs::read_to_string("tests/teeth/teeth.json").unwrap()).unwrap();
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 25, "{}", rows.len());
    for row in rows {
        let field = |name: &str| row[name].as_str().unwrap_or_else(|| panic!("{name} of {row}"));
        let text = fs::read_to_string(field("file")).unwrap();
        let (guard, cut) = (field("guard"), field("cut"));
        assert_eq!(text.matches(cut).count(), 1, "{guard}: {} should have once: {cut}", field("file"));
        assert_ne!(cut, field("instead"), "{guard}");
        assert!((1..=27).contains(&row["promise"].as_u64().unwrap()), "{guard}");
        let words: Vec<&str> = field("test").split(' ').collect();
        let file = match words[..] {
            [.., "--test", name] | [.., "--test", name, _] => format!("tests/{name}.rs"),
            ["browser", name, ..] => format!("tests/browser/{name}"),
            ["--lib", _] | ["deny"] => "deny.toml".to_owned(),
            _ => panic!("{guard}: what is {words:?}?"),
        };
        assert!(fs::exists(&file).unwrap(), "{guard}: {file}");
    }
}
