//! Reads a notice into a record: fold → lex → clause → apply → shape → resolve.

pub mod fold;
pub mod lex;
