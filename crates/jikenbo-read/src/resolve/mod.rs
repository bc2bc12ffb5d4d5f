//! From finds to facts: dates resolved, what is told twice joined, conflicts settled in a fixed order.

mod anchor;
mod aside;
pub(crate) mod calendar;
mod ends;
mod month;
mod plan;
mod year;

pub(crate) use anchor::full;
pub(crate) use calendar::{Calendar, When};
