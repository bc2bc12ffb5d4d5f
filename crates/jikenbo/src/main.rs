//! The program: see `jikenbo --help`.

fn main() -> std::process::ExitCode {
    jikenbo::cli::main()
}
