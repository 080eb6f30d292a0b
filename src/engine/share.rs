//! What of a library is handed on as a page.

use crate::{
    article::ArticleId,
    correction::{Correction, Identity, Marks},
    entity::EntityIndex,
    identify::resolve::Resolver,
    library::{Entry, Library},
    order,
    share::{Handed, Handing, ShareForm, data, plain},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// What a shared page holds. The same articles give the same bytes, whatever their order on screen.
pub fn handed(library: &mut Library, handing: &Handing) -> Handed {
    let mut ids: Vec<ArticleId> = match &handing.of {
        None => library.entries().map(|entry| entry.article.id).collect(),
        Some(query) => {
            let chosen = library.select(query, 0).docs;
            chosen.iter().filter_map(|doc| Some(library.entry(doc)?.article.id)).collect()
        }
    };
    order::by_key(&mut ids, |id| *id);
    let marks = if handing.marked { marks(library, &ids) } else { Vec::new() };
    if !handing.corrected {
        let entries = ids.into_iter().filter_map(|id| library.as_found(id));
        let entries = data::reduced(entries, handing.form);
        return together(library, handing, entries, Vec::new(), marks);
    }
    let all = handing.of.is_none() && handing.form == ShareForm::Full;
    let entries = ids.into_iter().filter_map(|id| library.get(id).map(Cow::Borrowed));
    let entries = data::reduced(entries, handing.form);
    let mut who = library.identities();
    if !all {
        let renames = renamed(library, &entries, &who);
        who.extend(renames);
    }
    together(library, handing, entries, who, marks)
}

fn together(
    library: &Library,
    handing: &Handing,
    entries: Vec<Entry>,
    who: Vec<Identity>,
    marks: Vec<Correction>,
) -> Handed {
    let there = resolved(&entries, &who);
    let marked =
        |entry: &Entry| if handing.marked { library.marks(entry.article.id) } else { Marks::default() };
    let cards = plain::cards(&entries, &there, marked);
    let corrections = who.into_iter().map(Correction::Identity).chain(marks).collect();
    Handed { data: data::write(entries, handing.form, corrections), cards }
}

/// Who is who among these articles alone, as whoever opens the page will see it.
fn resolved(entries: &[Entry], who: &[Identity]) -> Resolver {
    let mut there = Resolver::default();
    entries.iter().for_each(|entry| there.add(&entry.article, &entry.naming));
    there.correct_all(who.to_vec());
    there
}

/// How these articles are marked, as the fewest corrections that say so.
fn marks(library: &Library, ids: &[ArticleId]) -> Vec<Correction> {
    let marks: Vec<(ArticleId, Marks)> = ids.iter().map(|id| (*id, library.marks(*id))).collect();
    let those = |with: &dyn Fn(&Marks) -> bool| -> Vec<ArticleId> {
        marks.iter().filter(|(_, marks)| with(marks)).map(|(id, _)| *id).collect()
    };
    let starred = those(&|marks| marks.starred);
    let mut all = Vec::new();
    if !starred.is_empty() {
        all.push(Correction::Starred { articles: starred, on: true });
    }
    let tags: BTreeSet<&String> = marks.iter().flat_map(|(_, marks)| &marks.tags).collect();
    all.extend(tags.into_iter().map(|tag| {
        let articles = those(&|marks| marks.tags.contains(tag));
        Correction::Tagged { articles, tag: tag.clone(), on: true }
    }));
    all.extend(
        marks.iter().filter_map(|(id, marks)| {
            Some(Correction::Noted { article: *id, note: Some(marks.note.clone()?) })
        }),
    );
    all
}

/// Names are told from all that is known of somebody. Where less goes along, somebody would go by another name there than
/// here: who that is, and the name to show.
fn renamed(library: &Library, entries: &[Entry], who: &[Identity]) -> Vec<Identity> {
    let there = resolved(entries, who);
    let mut renamed = BTreeMap::new();
    for entry in entries {
        let id = entry.article.id;
        for index in (0..entry.naming.entities.len() as u32).map(EntityIndex) {
            let Some(here) = library.known(id, index) else { continue };
            let Some(other) = there.id_of(id, index).and_then(|id| there.get(id)) else { continue };
            if here.name != other.name
                && let Some(handle) = there.handle(&other.id)
            {
                renamed.entry(handle).or_insert_with(|| here.name.clone());
            }
        }
    }
    renamed.into_iter().map(|(handle, name)| Identity::Rename(handle, name)).collect()
}
