//! The child alone: what the tests of this crate run. The program `jikenbo` is its own child.

fn main() -> std::io::Result<()> {
    jikenbo_pdf::serve_stdin()
}
