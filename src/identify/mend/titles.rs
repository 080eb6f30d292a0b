//! Titles are no part of a person's name: `Mr Hale` names `Hale`.

use super::Text;
use crate::{
    entity::EntityKind,
    identify::{link::Spot, titles::name_start},
};

/// Takes titles off the front of people's spots.
pub fn strip(text: &Text, spots: &mut [Spot]) {
    for spot in spots.iter_mut().filter(|spot| spot.kind == EntityKind::Person) {
        spot.tokens.start = name_start(text.tokens, spot.tokens.clone());
    }
}
