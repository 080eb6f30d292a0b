//! How a file is to be read, where its reader was told.

use serde::{Deserialize, Serialize};

/// How a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct How {
    /// Its bytes are plain text whatever they look like.
    pub as_text: bool,
    /// What was chosen for tables whose columns say nothing by their names.
    pub columns: Vec<Columns>,
}

/// The columns of a table, or the fields of its records, and what each is to be called for its records to be understood: by a
/// name that records are known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Their names, as the file has them.
    pub names: Vec<String>,
    /// What each is to be called instead, in the same order; nothing where it is left out.
    pub called: Vec<String>,
}

impl Columns {
    /// What the column that holds the articles' words is called.
    pub const TEXT: &str = "text";

    /// The column that is called so, as its place among all.
    pub fn place_of(&self, called: &str) -> Option<usize> {
        self.called.iter().position(|own| own == called)
    }

    /// A record under the names chosen, where it is one of such a table: it has the column of the text and no column that this one
    /// has not.
    pub fn renamed(&self, values: &[(String, String)]) -> Option<Vec<(String, String)>> {
        let text = self.names.get(self.place_of(Columns::TEXT)?)?;
        let places: Option<Vec<usize>> =
            values.iter().map(|(name, _)| self.names.iter().position(|own| own == name)).collect();
        values.iter().any(|(name, _)| name == text).then_some(())?;
        let called = values.iter().zip(places?).map(|((_, value), at)| (self.called.get(at), value));
        let chosen = called.filter_map(|(name, value)| Some((name.filter(|name| !name.is_empty())?, value)));
        Some(chosen.map(|(name, value)| (name.clone(), value.clone())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(words: &str) -> Vec<String> {
        words.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn records_of_such_a_table_are_renamed_and_no_others() {
        let columns = Columns { names: all("Nr,Kopf,Inhalt"), called: all(",title,text") };
        let check = |names: &str, expect: Option<&str>| {
            let values: Vec<(String, String)> =
                all(names).into_iter().map(|name| (name.clone(), name.to_lowercase())).collect();
            let renamed = columns.renamed(&values).map(|renamed| {
                renamed.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(",")
            });
            assert_eq!(renamed.as_deref(), expect, "{names}");
        };
        check("Nr,Kopf,Inhalt", Some("title=kopf,text=inhalt"));
        check("Inhalt,Nr", Some("text=inhalt"));
        check("Nr,Kopf", None);
        check("Inhalt,Quelle", None);
    }
}
