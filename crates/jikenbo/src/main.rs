//! The program: see `jikenbo --help`.

fn main() {}
