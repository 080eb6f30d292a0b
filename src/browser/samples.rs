//! The sample articles: part of the page, so that trying it asks the network for nothing. An invented town, told by outlets
//! of different shapes.

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../static/samples/", $name)))),*]
    };
}

/// Name and text of each sample.
pub fn all() -> Vec<(&'static str, &'static str)> {
    samples![
        "capital-daily.txt",
        "coast-wire.txt",
        "evening-star.txt",
        "green-sound.txt",
        "harbour-post.txt",
        "harbour-post-strike.txt",
        "island-ledger.txt",
        "letter-no-headline.txt",
        "radio-one-transcript.txt",
    ]
    .to_vec()
}
