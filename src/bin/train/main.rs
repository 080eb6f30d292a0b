//! Fits the models under `model/` from labelled data given on the command line.

mod articles;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((what, rest)) if what == "articles" => articles::run(rest),
        _ => Err(std::io::Error::other("usage: train articles …")),
    };
    if let Err(error) = done {
        eprintln!("train: {error}");
        std::process::exit(1);
    }
}
