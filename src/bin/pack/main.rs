//! The last step of a build, run by trunk: joins what it built into the page as served, and into one file that is the whole
//! app (`verbatim.html`).
//!
//! The page and the engine come in two parts each, of which the first view needs one: see [`split`]. Each is made small by
//! `wasm-opt`, which trunk leaves to us for these two since it takes away the names that [`split`] reads.
//!
//! Trunk starts the page by an inline script, which a strict policy would refuse, and gives the worker's files names without
//! a hash, so that an old worker could meet a new page. Both are mended here.

mod split;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};
use verbatim::share::page::{Content, Parts, SERVED_POLICY, can_stand_in_html, one_file};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("TRUNK_STAGING_DIR").unwrap_or_else(|| "dist".into()));
    pack(&folder)
}

fn pack(folder: &Path) -> io::Result<()> {
    let script = |bin: &str, boot: &[&str]| {
        let boot = boot.iter().map(|name| fs::read_to_string(Path::new("static/boot").join(name)));
        let boot: String = boot.collect::<io::Result<_>>()?;
        minified("js", &(take(folder, bin, ".js")? + &boot))
    };
    let page_script = script("page", &["incoming.js", "page.js"])?;
    let worker_script = script("worker", &["worker.js"])?;
    let reader_script = script("reader", &["worker.js"])?;
    let reader_wasm = take_bytes(folder, "reader", ".wasm")?;
    let page = split::split(&take_bytes(folder, "page", ".wasm")?)?;
    let worker = split::split(&take_bytes(folder, "worker", ".wasm")?)?;
    let [page_wasm, page_later, worker_wasm, worker_later] = small([page.0, page.1, worker.0, worker.1])?;
    let index = fs::read_to_string(folder.join("index.html"))?;
    let mut style = String::new();
    for name in stylesheets(&index) {
        style.push_str(&fs::read_to_string(folder.join(&name))?);
        fs::remove_file(folder.join(&name))?;
    }
    let style = minified("css", &style)?;
    for (name, text) in
        [("the page's script", &page_script), ("the worker's script", &worker_script), ("the style", &style)]
    {
        if !can_stand_in_html(text) {
            return Err(io::Error::other(format!("{name} holds an end of script, style or comment")));
        }
    }
    let model = gzip(&verbatim::model::pack())?;
    let parts = Parts {
        script_hash: hash(page_script.as_bytes()),
        style_hash: hash(style.as_bytes()),
        page_wasm: packed(&page_wasm)?,
        page_later: packed(&page_later)?,
        worker_wasm: packed(&worker_wasm)?,
        worker_later: packed(&worker_later)?,
        model: BASE64_STANDARD.encode(&model),
        page_script,
        worker_script,
        style,
    };
    fs::write(folder.join("verbatim.html"), one_file(&parts, &Content::default(), ""))?;

    let files = [
        ("pageScript", put(folder, "page", "js", parts.page_script.as_bytes())?),
        ("style", put(folder, "style", "css", parts.style.as_bytes())?),
        ("workerScript", put(folder, "worker", "js", parts.worker_script.as_bytes())?),
        ("pageWasm", put(folder, "page", "wasm", &page_wasm)?),
        ("workerWasm", put(folder, "worker", "wasm", &worker_wasm)?),
        ("pageLater", put(folder, "later-page", "wasm", &page_later)?),
        ("workerLater", put(folder, "later-worker", "wasm", &worker_later)?),
        ("readerScript", put(folder, "reader", "js", reader_script.as_bytes())?),
        ("readerWasm", put(folder, "reader", "wasm", &reader_wasm)?),
        ("model", put(folder, "model", "bin", &model)?),
    ];
    fs::write(folder.join("index.html"), with_icon(folder, served(&index, &files, &parts))?)?;
    service_worker(folder)
}

/// The page with its icon inside: browsers ask for one that is a file whenever the address changes.
fn with_icon(folder: &Path, html: String) -> io::Result<String> {
    let icon = BASE64_STANDARD.encode(fs::read(folder.join("icon.svg"))?);
    Ok(html.replacen("href=\"icon.svg\"", &format!("href=\"data:image/svg+xml;base64,{icon}\""), 1))
}

/// Writes the service worker, which knows every file of the page by its hash. The whole app in one file is no part of it.
fn service_worker(folder: &Path) -> io::Result<()> {
    const NAME: &str = "service.js";
    let mut files = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && !["verbatim.html", NAME].contains(&name.as_str()) {
            // Hosts give the page under the name of its folder.
            let name = if name == "index.html" { "./".to_owned() } else { name };
            files.insert(name, hash(&fs::read(&path)?));
        }
    }
    let list = serde_json::to_string(&files)?;
    let version = hash(list.as_bytes());
    let script = fs::read_to_string("static/boot/service.js")?;
    fs::write(folder.join(NAME), format!("const VERSION = \"{version}\";\nconst FILES = {list};\n{script}"))
}

/// The same programs, made small, all at a time. Those that have not changed since the last build are taken from it.
fn small<const N: usize>(programs: [Vec<u8>; N]) -> io::Result<[Vec<u8>; N]> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let folder = target.join("small");
    fs::create_dir_all(&folder)?;
    let names = programs.each_ref().map(|program| folder.join(format!("{}.wasm", short(program))));
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if !names.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    thread::scope(|scope| {
        let jobs = names.iter().zip(&programs);
        let running: Vec<_> =
            jobs.map(|(name, program)| scope.spawn(move || wasm_opt(name, program))).collect();
        running.into_iter().try_for_each(|thread| thread.join().map_err(|_| io::Error::other("wasm-opt"))?)
    })?;
    let done: Vec<Vec<u8>> = names.iter().map(fs::read).collect::<io::Result<_>>()?;
    done.try_into().map_err(|_| io::Error::other("a program was lost"))
}

/// Makes a program small, into `done`, unless that is there.
fn wasm_opt(done: &Path, program: &[u8]) -> io::Result<()> {
    if done.exists() {
        return Ok(());
    }
    let (before, after) = (done.with_extension("before"), done.with_extension("after"));
    fs::write(&before, program)?;
    run(Command::new("wasm-opt").arg("-Oz").arg(&before).arg("-o").arg(&after), "")?;
    fs::remove_file(before)?;
    // At once, so that what is there is whole.
    fs::rename(after, done)
}

/// A script or style without what only people need to read it.
fn minified(kind: &str, text: &str) -> io::Result<String> {
    let text = run(Command::new("esbuild").arg("--minify").arg(format!("--loader={kind}")), text)?;
    String::from_utf8(text).map_err(io::Error::other)
}

/// What a tool of the build answers to `text`.
fn run(tool: &mut Command, text: &str) -> io::Result<Vec<u8>> {
    let name = tool.get_program().to_string_lossy().into_owned();
    let failed = |why: String| io::Error::other(format!("{name}: {why}"));
    let started = tool.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut running = started.map_err(|error| failed(format!("{error}; `make build` installs it")))?;
    let mut input = running.stdin.take();
    let output = thread::scope(|scope| {
        // Beside the reading, since a tool may answer before it has heard all.
        scope.spawn(move || input.as_mut().map(|input| input.write_all(text.as_bytes())));
        running.wait_with_output()
    })?;
    if output.status.success() { Ok(output.stdout) } else { Err(failed(output.status.to_string())) }
}

/// The index trunk made, without its inline script and its links, with our policy and one module.
fn served(index: &str, files: &[(&str, String)], parts: &Parts) -> String {
    let mut html = String::new();
    let mut rest = index;
    while let Some(at) = rest.find("<script") {
        html.push_str(&rest[..at]);
        rest = rest[at..].split_once("</script>").map_or("", |(_, rest)| rest);
    }
    html.push_str(rest);
    let html: String = html
        .split_inclusive('>')
        .filter(|tag| {
            let link = tag.trim_start().starts_with("<link");
            !(link
                && ["modulepreload", "preload", "stylesheet"]
                    .iter()
                    .any(|rel| tag.contains(&format!("\"{rel}\""))))
        })
        .collect();
    let name = |wanted: &str| files.iter().find(|(key, _)| *key == wanted).map_or("", |(_, name)| name);
    let list: Vec<String> = files.iter().map(|(key, name)| format!("\"{key}\":\"{name}\"")).collect();
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{SERVED_POLICY}\">\n\
         <link rel=\"stylesheet\" href=\"{}\">\n\
         <script type=\"application/json\" id=\"verbatim-about\">\
         {{\"files\":{{{}}},\"scriptHash\":\"{}\",\"styleHash\":\"{}\",\"size\":{}}}</script>\n\
         <script type=\"module\" src=\"{}\"></script>\n",
        name("style"),
        list.join(","),
        parts.script_hash,
        parts.style_hash,
        parts.size(),
        name("pageScript"),
    );
    let charset = html.find("<meta charset").and_then(|at| html[at..].find('>').map(|end| at + end + 1));
    let at = charset.unwrap_or_else(|| html.find("<head>").map_or(0, |at| at + 6));
    format!("{}\n{head}{}", &html[..at], &html[at..])
}

/// The names of the style sheets an index links, in order.
fn stylesheets(index: &str) -> Vec<String> {
    let links = index.split("<link").skip(1).filter_map(|link| link.split('>').next());
    links
        .filter(|link| link.contains("\"stylesheet\""))
        .filter_map(|link| link.split("href=\"").nth(1)?.split('"').next())
        .map(|name| name.trim_start_matches("./").to_owned())
        .collect()
}

/// The file of this kind that trunk built for `bin`, taken away.
fn take_bytes(folder: &Path, bin: &str, ending: &str) -> io::Result<Vec<u8>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(bin) && name.ends_with(ending) {
            let bytes = fs::read(&path)?;
            fs::remove_file(&path)?;
            return Ok(bytes);
        }
    }
    Err(io::Error::other(format!("no {bin}*{ending} in {}: build with trunk", folder.display())))
}

fn take(folder: &Path, bin: &str, ending: &str) -> io::Result<String> {
    String::from_utf8(take_bytes(folder, bin, ending)?).map_err(io::Error::other)
}

/// Writes a file whose name says its content, and returns the name.
fn put(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> io::Result<String> {
    let name = format!("{name}-{}.{ending}", short(bytes));
    fs::write(folder.join(&name), bytes)?;
    Ok(name)
}

/// What tells these bytes from others, in 16 digits.
fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

fn packed(bytes: &[u8]) -> io::Result<String> {
    Ok(BASE64_STANDARD.encode(gzip(bytes)?))
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    gzip.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_stands_in_the_page() {
        let page = with_icon(Path::new("static"), fs::read_to_string("index.html").unwrap()).unwrap();
        assert!(page.contains("href=\"data:image/svg+xml;base64,") && !page.contains("href=\"icon.svg\""));
    }
}
