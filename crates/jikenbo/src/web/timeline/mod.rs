//! A case's timeline, drawn to scale: `layout` finds the places (on the `scale`, with the `steps` below it), `svg` draws them, and
//! `table` tells the same in words.

mod layout;
mod scale;
mod steps;
mod svg;
mod table;

pub(crate) use layout::{events, plan};
pub(crate) use svg::draw;
pub(crate) use table::table;
