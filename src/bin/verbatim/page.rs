//! `verbatim page`: articles in, one HTML file out that opens anywhere.

use crate::gather::{asked, gather};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};
use verbatim::{
    phrases, plain,
    protocol::{Handing, Reply, Request, ShareForm},
    share::page::{Content, filled},
    view::{Screen, address_of},
};

/// How much of the articles goes along.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Share {
    /// Quotes with their articles' titles, outlets and dates
    Quotes,
    /// Quotes, each with at most 25 words on either side
    Excerpts,
    /// The full text
    Full,
}

/// The empty app as a build makes it.
const APP: &str = "verbatim.html";

/// Writes the page to `out`. `app` is a page to put the articles into; without one it is looked for. Returns whether every file
/// was read.
pub fn run(
    paths: &[PathBuf],
    out: &Path,
    share: Share,
    query: Option<&str>,
    app: Option<&Path>,
) -> io::Result<bool> {
    // Before the articles are read, which takes longer.
    let app = app_at(app)?;
    let (mut engine, all) = gather(paths);
    let form = match share {
        Share::Quotes => ShareForm::Quotes,
        Share::Excerpts => ShareForm::Excerpts,
        Share::Full => ShareForm::Full,
    };
    let of = query.map(|typed| asked(typed).0);
    // Words may stand only in what does not go along.
    let mut at = of.clone().unwrap_or_default();
    if share != Share::Full {
        at.words.clear();
    }
    let handing = Handing { form, corrected: true, marked: false, of };
    let Reply::Handed(handed) = engine.answer(Request::Share(handing), None) else { return Ok(false) };
    let page = filled(&app, &plain::content(*handed), &address_of(Screen::Articles, &at)).unwrap_or_default();
    fs::write(out, &page).map_err(|error| io::Error::other(format!("{}: {error}", out.display())))?;
    eprintln!("verbatim: {}: {}", out.display(), phrases::bytes(page.len() as u64));
    Ok(all)
}

/// The page to put articles into: the one named, the one beside this command, or the one that was built here.
fn app_at(named: Option<&Path>) -> io::Result<String> {
    let places = match named {
        Some(path) => vec![path.to_owned()],
        None => {
            let beside = env::current_exe().ok().map(|command| command.with_file_name(APP));
            beside.into_iter().chain([Path::new("dist").join(APP)]).collect()
        }
    };
    let Some(place) = places.iter().find(|place| place.is_file()) else {
        let places: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
        return Err(no_app(&places.join(" or ")));
    };
    fs::read_to_string(place)
        .ok()
        .filter(|page| filled(page, &Content::default(), "").is_some())
        .ok_or_else(|| no_app(&place.display().to_string()))
}

fn no_app(places: &str) -> io::Error {
    io::Error::other(format!(
        "there is no app to put the articles into at {places}: make one with `make build`, which writes dist/{APP}, or name \
         one with --app: a {APP} of any host will do, and any page that was shared"
    ))
}
