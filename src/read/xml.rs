//! XML as three kinds of steps, which is all that feeds and documents need of it.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// A step through a file.
pub enum Step<'a> {
    /// An element begins: its name without prefix, and its attributes.
    Start(&'a str, &'a Attributes<'a>),
    /// An element ends: its name without prefix.
    End(&'a str),
    /// A piece of text, with what stood for other characters put in.
    Text(&'a str),
}

/// The attributes of an element.
pub struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of an attribute by its name without prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.html_attributes().filter_map(Result::ok);
        all.find(|one| one.key.local_name().as_ref() == name).map(|one| {
            let value: &str = one.value.as_ref();
            unescaped(value)
        })
    }
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// Elements inside each other, at most so deep: no feed and no document comes near.
const DEEPEST: usize = 256;

/// Walks through a file, an empty element as its start and end. Returns whether it could be read to its end.
pub fn walk(xml: &str, mut each: impl FnMut(Step)) -> bool {
    let mut reader = Reader::from_str(xml);
    // Feeds are seldom without a fault; a name that does not match is the reader's business alone.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) if depth >= DEEPEST => return false,
            Ok(Event::Start(start)) => {
                depth += 1;
                each(Step::Start(start.local_name().as_ref(), &Attributes(&start)));
            }
            Ok(Event::Empty(start)) => {
                each(Step::Start(start.local_name().as_ref(), &Attributes(&start)));
                each(Step::End(start.local_name().as_ref()));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                each(Step::End(end.local_name().as_ref()));
            }
            Ok(Event::Text(text)) => each(Step::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => each(Step::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref() {
                    Ok(Some(c)) => each(Step::Text(c.encode_utf8(&mut [0; 4]))),
                    _ => each(Step::Text(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or(
                        match &*name {
                            "nbsp" => " ",
                            "hellip" => "…",
                            "ndash" => "–",
                            "mdash" => "—",
                            "rsquo" => "’",
                            "lsquo" => "‘",
                            "rdquo" => "”",
                            "ldquo" => "“",
                            _ => " ",
                        },
                    ))),
                }
            }
            Ok(Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
