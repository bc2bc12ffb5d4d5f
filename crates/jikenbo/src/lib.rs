//! 事件簿, *jikenbo*: a casebook of security incidents. Every effect of the program lives here: clipping, the store, the
//! command line and the web pages.

pub mod capture;
pub mod changes;
pub mod cli;
pub mod corrections;
pub mod doubts;
pub mod estimate;
pub mod evidence;
pub mod export;
pub mod gather;
pub mod import;
pub mod labels;
pub mod search;
pub mod settings;
pub mod store;
pub mod users;
pub mod web;
