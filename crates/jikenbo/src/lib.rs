//! 事件簿: a casebook of security incidents.

pub mod labels;
pub mod web;
