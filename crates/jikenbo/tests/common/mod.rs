//! What the tests from outside share: a folder with a casebook, and the program.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// A notice of an organisation that does not exist; `n` tells one from another.
pub(crate) fn notice(n: usize) -> String {
    format!(
        "2024年6月5日\n株式会社あおば第{n}商店\n\n不正アクセスによる個人情報漏えいに関するお詫びとお知らせ\n\n\
         このたび、弊社が運営するオンラインショップ「あおば第{n}便」が第三者による不正アクセスを受け、お客様のクレジットカード情報\
         （最大{n}件）が漏えいした可能性があることが判明いたしました。お客様には多大なるご迷惑をおかけし、深くお詫び申し上げます。\n\n\
         1. 経緯\n2024年5月20日、一部のクレジットカード会社から連絡を受け、2024年5月21日にカード決済を停止いたしました。\n"
    )
}

/// A folder with a casebook of its own.
pub(crate) struct Book {
    folder: TempDir,
}

impl Book {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        name.to_owned()
    }

    pub(crate) fn casebook(&self) -> PathBuf {
        self.path("book.db")
    }

    /// The program in the folder, with nothing of the user's own around it.
    pub(crate) fn jikenbo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("jikenbo").unwrap();
        clean(&mut command, self.folder.path());
        command.args(arguments);
        command
    }

    /// Runs it; its exit status is `code`.
    pub(crate) fn run(&self, arguments: &[&str], code: i32) -> Said {
        Said::of(&self.jikenbo(arguments).output().unwrap(), code)
    }
}

fn clean(command: &mut Command, folder: &Path) {
    command.current_dir(folder).env("JIKENBO_CASEBOOK", folder.join("book.db")).env("XDG_CONFIG_HOME", folder.join("config"));
    command.env("XDG_DATA_HOME", folder.join("data")).env("HOME", folder);
    command
        .env_remove("JIKENBO_CONFIG")
        .env_remove("JIKENBO_LISTEN")
        .env_remove("JIKENBO_LOGIN")
        .env_remove("JIKENBO_PUBLIC")
        .env_remove("JIKENBO_MAX_SIZE");
}

/// What the program said.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn of(output: &Output, code: i32) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let said = Self { out: text(&output.stdout), err: text(&output.stderr) };
        assert_eq!(output.status.code(), Some(code), "stdout: {}\nstderr: {}", said.out, said.err);
        assert!(!said.err.contains("panicked"), "{}", said.err);
        said
    }

    /// The last line on standard output.
    pub(crate) fn summary(&self) -> &str {
        self.out.lines().last().unwrap_or("")
    }

    /// The case ids of the lines that begin with `clipped ` and an id.
    pub(crate) fn clipped(&self) -> Vec<String> {
        clipped_lines(&self.out)
    }
}

pub(crate) fn clipped_lines(out: &str) -> Vec<String> {
    let id = |line: &str| line.strip_prefix("clipped C").map(|rest| format!("C{}", &rest[..8]));
    out.lines().filter_map(id).collect()
}
