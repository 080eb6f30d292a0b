//! Who of several articles' mentions is who: `{id, mentions: [{surface, article, nominal}]}` lines in, a label a mention out.

use super::print;
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};
use verbatim::{
    article::{Article, ArticleId},
    entity::EntityIndex,
    identify::{identify_people, resolve::Resolver},
};

#[derive(Deserialize)]
struct Case {
    id: String,
    mentions: Vec<Surface>,
}

#[derive(Deserialize)]
struct Surface {
    surface: String,
    article: String,
    #[serde(default)]
    nominal: bool,
}

/// A label for each mention of each line; the same label is the same person.
pub fn people(path: &Path) -> io::Result<()> {
    let cases = BufReader::new(File::open(path)?).lines();
    let cases: Vec<Case> = cases.map(|line| Ok(serde_json::from_str(&line?)?)).collect::<io::Result<_>>()?;
    print(cases.iter().map(|case| json!({ "id": case.id, "clusters": labels(case) })))
}

fn labels(case: &Case) -> Vec<usize> {
    let mut articles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, mention) in case.mentions.iter().enumerate() {
        articles.entry(&mention.article).or_default().push(at);
    }
    let mut resolver = Resolver::default();
    let mut ids: BTreeMap<&str, ArticleId> = BTreeMap::new();
    let mut meant: Vec<Option<(ArticleId, EntityIndex)>> = vec![None; case.mentions.len()];
    for (name, mentions) in &articles {
        let words = mentions.iter().map(|at| case.mentions[*at].surface.as_str());
        let mut article = Article::of_paragraphs(name, words);
        article.id = ArticleId::of(name, &article.text);
        let nominal: Vec<bool> = mentions.iter().map(|at| case.mentions[*at].nominal).collect();
        let (naming, entities) = identify_people(&article, &nominal);
        for (at, entity) in mentions.iter().zip(entities) {
            meant[*at] = entity.map(|entity| (article.id, entity));
        }
        resolver.add(&article, &naming);
        ids.insert(name, article.id);
    }
    let mut seen = BTreeMap::new();
    let labels = meant.iter().enumerate().map(|(at, meant)| {
        let mention = &case.mentions[at];
        let id = match meant {
            Some((article, entity)) => resolver.id_of(*article, *entity),
            None => ids
                .get(mention.article.as_str())
                .and_then(|article| resolver.holder(*article, &mention.surface)),
        };
        let label = id.map_or(format!("?{at}"), |id| id.0.clone());
        let next = seen.len();
        *seen.entry(label).or_insert(next)
    });
    labels.collect()
}
