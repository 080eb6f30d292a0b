//! Titles are no part of a person's name: `Mr Hale` names `Hale`.

use super::{Spots, Text};
use crate::{entity::EntityKind, identify::titles::name_start};

/// Joins names that an editor's brackets part: `[Ann] Hale`.
pub fn brackets(text: &Text, spots: &mut Spots) {
    for at in 2..text.tokens.len().saturating_sub(1) {
        if text.tokens[at].text != "]" {
            continue;
        }
        let person = |spot: Option<&crate::identify::link::Spot>| {
            spot.filter(|spot| spot.kind == EntityKind::Person).map(|spot| spot.tokens.clone())
        };
        if let (Some(given), Some(family)) = (person(spots.at(at - 1)), person(spots.at(at + 1)))
            && given.start > 0
            && text.tokens[given.start - 1].text == "["
            && given.end == at
        {
            spots.set(given.start..family.end, EntityKind::Person);
        }
    }
}

/// Takes titles off the front of people's spots.
pub fn strip(text: &Text, spots: &mut Spots) {
    for spot in spots.all() {
        let range = spot.tokens.clone();
        let start = match spot.kind {
            EntityKind::Person => name_start(text.tokens, range.clone()),
            _ => range.start,
        };
        if start > range.start {
            spots.clear(range.start);
            spots.set(start..range.end, spot.kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::check, *};

    #[test]
    fn titles_leave_the_name() {
        check(strip, "and [PER Mr Hale] left", "and Mr [PER Hale] left");
        check(strip, "as [PER Foreign Minister Ann Hale] left", "as Foreign Minister [PER Ann Hale] left");
        check(strip, "[ORG President Hotel]", "[ORG President Hotel]");
    }
}
