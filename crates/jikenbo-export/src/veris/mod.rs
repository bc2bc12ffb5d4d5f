//! VERIS 1.4.1 (<https://verisframework.org/>): incidents out, and in.

mod read;

pub use read::read;
