//! Fits the models under `model/` from labelled data given on the command line.

fn main() {
    eprintln!("usage: train names|quotes|articles …");
    std::process::exit(2);
}
