//! The docs against the program. What is generated is compared, and with `JIKENBO_DOCS=write` (`cargo dev docs`) written; what
//! is written by hand must name everything there is.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use dev::contract::contract;
use dev::corpus::sets;
use dev::manual::key_page;
use dev::score::score;
use dev::{bless, root};
use jikenbo::labels::{CODES, KEYS, Lang, key_label};
use jikenbo::settings::SETTINGS;
use jikenbo::users::Role;
use jikenbo::web::ROUTES;

/// The program, built with the whole workspace as every other test is: alone, its largest dependencies would be built once more.
/// nextest has built it already, and another build would take tests away from under it.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    if std::env::var_os("NEXTEST").is_none() {
        build();
    }
    let tests = std::env::current_exe().unwrap();
    tests.parent().and_then(Path::parent).unwrap().join("jikenbo")
});

fn build() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--workspace", "--all-targets"]).current_dir(root());
    assert!(cargo.status().unwrap().success(), "expected the workspace to build");
}

/// The first line of every generated page.
const MADE: &str = "<!-- made by `cargo dev docs`: change the program, not this page -->\n";

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_default()
}

/// Compares a file with what it should be, or writes it.
fn settle(name: &str, expected: &str) {
    let path: PathBuf = root().join(name);
    if read(name) == expected {
        return;
    }
    assert_eq!(std::env::var("JIKENBO_DOCS").as_deref(), Ok("write"), "{name} is not current: `cargo dev docs` writes it");
    fs::write(path, expected).unwrap();
}

/// The manual: an index, and a page a key.
#[test]
fn manual() {
    let reader = bless::reader(&root()).unwrap();
    let pages = reader.rules().pages();
    let mut keys: Vec<&str> = pages.iter().map(jikenbo_read::Page::key).collect();
    keys.dedup();
    let mut out = format!(
        "{MADE}\n# The manual of the rules\n\nWhat each code means, how it is said in notices, and what is not taken for it: a page a key. How rule \
         pages are written: [rules.md](../rules.md).\n\n| key | | codes | examples |\n|---|---|---|---|\n"
    );
    fs::create_dir_all(root().join("docs/manual")).unwrap();
    for key in &keys {
        let here: Vec<_> = pages.iter().filter(|p| p.key() == *key).collect();
        let examples: usize = here.iter().map(|p| p.examples.len()).sum();
        let label = key_label(key, Lang::Ja);
        let _ = writeln!(out, "| [{key}]({key}.md) | {label} | {} | {examples} |", here.len());
        settle(&format!("docs/manual/{key}.md"), &format!("{MADE}\n{}", key_page(key, label, &here)));
    }
    settle("docs/manual/README.md", &out);
    let files: Vec<_> = fs::read_dir(root().join("docs/manual")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(files.len(), keys.len() + 1, "a page of docs/manual has no key: {files:?}");
}

#[test]
fn settings() {
    let mut out = format!(
        "{MADE}\n# Settings\n\nA flag goes before the environment, the environment before the settings file, and that before the default. The file \
         is TOML (`casebook = \"work.db\"`): `jikenbo/config.toml` in the user's configuration folder (XDG_CONFIG_HOME), or what `--config` \
         or `{}` names. `jikenbo settings` prints those in effect and where each came from.\n\n\
         | in the file | flag | environment | default | what it is |\n|---|---|---|---|---|\n",
        jikenbo::settings::CONFIG_ENV
    );
    for s in SETTINGS {
        let _ = writeln!(out, "| `{0}` | `--{0}` | `{1}` | {2} | {3} |", s.name, s.env, s.default, s.doc);
    }
    settle("docs/settings.md", &out);
}

#[test]
fn addresses() {
    let mut out = format!(
        "{MADE}\n# Addresses\n\nWhat `jikenbo serve` answers. The JSON of a page holds what the page shows; records in it are as [record.md](record.md) \
         says. Keys are added, never renamed. Who may ask, where people log in: the role named and those above it ([safety.md](safety.md)).\n\n\
         | address | as JSON | method | who | what it shows or does |\n|---|---|---|---|---|\n"
    );
    for route in ROUTES {
        let json = route.json.map_or("–".to_owned(), |json| format!("`{json}`"));
        let who = if route.who == Role::Nobody { "anybody" } else { route.who.name() };
        let _ = writeln!(out, "| `{}` | {json} | {} | {who} | {} |", route.path, route.method, route.doc);
    }
    settle("docs/addresses.md", &out);
}

/// What the program says of itself, or of a command.
fn help(command: &[&str]) -> String {
    let output = Command::new(&*PROGRAM).arg("help").args(command).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|l| l.trim_end().to_owned() + "\n").collect()
}

/// The commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).unwrap_or("");
    let lines = list.lines().take_while(|l| !l.is_empty());
    let names = lines.filter(|l| l.starts_with("  ") && !l.starts_with("   ")).filter_map(|l| l.split_whitespace().next());
    names.filter(|n| *n != "help").map(str::to_owned).collect()
}

#[test]
fn command_line() {
    let top = help(&[]);
    let mut out = format!("{MADE}\n# The command line\n\n```text\n{top}```\n");
    let names = commands(&top);
    assert!(names.len() >= 10, "{names:?}");
    for name in &names {
        let text = help(&[name]);
        let _ = write!(out, "\n## jikenbo {name}\n\n```text\n{text}```\n");
        for below in commands(&text) {
            let _ = write!(out, "\n### jikenbo {name} {below}\n\n```text\n{}```\n", help(&[name, &below]));
        }
    }
    settle("docs/cli.md", &out);
}

/// The crosswalks, as the program tells them.
#[test]
fn crosswalks() {
    let said = |words: &[&str]| {
        let output = Command::new(&*PROGRAM).arg("crosswalk").args(words).args(["--lang", "en"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let mut out = format!(
        "{MADE}\n# Crosswalks: a case in the terms of others\n\nOur kinds, causes and other facts, and the labels by which others divide \
         incidents; and the cases in which a leak must be reported to the Personal Information Protection Commission. The tables are data \
         (`data/crosswalk-*.toml`): each tells its version, raised whenever a row changes, and its sources. Labels stand in their makers' \
         words. A row is a judgement of this project, with its reason; what a source does not say is left out, and said to be. No notice \
         says any of it: what is told of a case is looked up by its facts, and is no more than they are.\n\n\
         - `jikenbo crosswalk` lists the tables, `jikenbo crosswalk TABLE` shows one, `jikenbo crosswalk TABLE LABEL` gives our codes for a label.\n\
         - The page of a case shows its labels under ほかの分け方では, its `.json` has them as `labels` and `reporting`; `/crosswalks` shows the \
         tables, and `/crosswalks.json` has them for programs.\n\
         - In Rust: `jikenbo_export::crosswalk`, asked with `Told`, which a `Record` or a case's `Facts` become.\n\n\
         What a label is to a code is said as SKOS does (<https://www.w3.org/TR/skos-reference/#mapping>): `exact` the same; `broader`, the \
         label holds more than the code, so that every case with the code has the label; `narrower`, it holds less, so that the label may \
         belong; `related`, they overlap. From a label to our codes, broader and narrower change places.\n\n\
         Not here: the eleven classes of the b-son blog, the causes of 日本情報漏えい年鑑, and the columns of foreign portals, whose lists could \
         not be verified.\n"
    );
    let list = said(&[]);
    let ids: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(ids.len() >= 6 && ids.contains(&"appi-rule7"), "{ids:?}");
    for id in ids {
        let _ = write!(out, "\n{}", said(&[id]));
    }
    settle("docs/crosswalks.md", &out);
}

/// The table between the markers of a README.
fn score_table() -> String {
    let reader = bless::reader(&root()).unwrap();
    let sets: Vec<_> = sets(&reader, &root()).unwrap().into_iter().filter(|s| s.name.starts_with("corpus")).collect();
    let mut out = "| F1 |".to_owned();
    sets.iter().for_each(|s| out += &format!(" {}, {} |", s.name, s.cases.len()));
    out += "\n|---|";
    out += &"---|".repeat(sets.len());
    let scores: Vec<_> = sets.iter().map(score).collect();
    for (n, (field, _)) in scores[0].fields.iter().enumerate() {
        let _ = write!(out, "\n| {field} |");
        scores.iter().for_each(|s| out += &format!(" {:.2} |", s.fields[n].1.f1()));
    }
    out += "\n| evidence |";
    scores.iter().for_each(|s| out += &format!(" {:.2} |", s.evidence()));
    out + "\n"
}

#[test]
fn readme_scores() {
    const MARKS: (&str, &str) = ("<!-- score -->\n", "<!-- /score -->");
    let table = score_table();
    for name in ["README.md", "README.ja.md"] {
        let text = read(name);
        let (before, rest) = text.split_once(MARKS.0).unwrap_or_else(|| panic!("{name} has no place for the scores"));
        let (_, after) = rest.split_once(MARKS.1).unwrap();
        settle(name, &format!("{before}{}{table}{}{after}", MARKS.0, MARKS.1));
    }
}

#[test]
fn the_contract_is_what_people_are_shown() {
    let contract = contract(&root()).unwrap();
    for (key, table) in CODES {
        // The codes of subject and item stand under the keys that hold them.
        let key = if *key == "subject" { "counts" } else { key };
        let written: Vec<&str> =
            contract.get(key).unwrap_or_else(|| panic!("{key}")).iter().map(|(code, _)| code.as_str()).collect();
        let shown: Vec<&str> = table.iter().map(|(code, ..)| *code).collect();
        assert_eq!(written, shown, "{key}");
        for ((code, name), (_, ja, _)) in contract[key].iter().zip(*table) {
            assert!(name == ja || ja.is_empty(), "{key}.{code}: docs/record.md says {name}, the program {ja}");
        }
    }
    let page = read("docs/record.md");
    for (key, ..) in KEYS.iter().filter(|(key, ..)| *key != "doubts") {
        let heading = format!("## `{key}` — {}\n", key_label(key, Lang::Ja));
        assert!(page.contains(&heading), "docs/record.md lacks {heading}");
    }
}

#[test]
fn the_rule_language_is_described() {
    let page = read("docs/rules.md");
    let source = ["classes", "compile"].map(|file| read(&format!("crates/jikenbo-read/src/rule/{file}.rs"))).concat();
    let quoted = |start: &str, end: &str| -> Vec<String> {
        let part = source.split(start).nth(1).and_then(|s| s.split(end).next()).unwrap_or_else(|| panic!("{start}"));
        part.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let mut words = quoted("const BUILT_IN: [&str; 8]", "];");
    words.extend(quoted("let result = match key {", "_ =>"));
    words.extend(quoted("let condition = ", "_ =>"));
    words.extend(quoted("fn section(", "_ =>"));
    words.extend(quoted("fn take(", "_ =>"));
    assert!(words.len() >= 20, "{words:?}");
    let missing: Vec<_> = words.iter().filter(|w| !page.contains(&format!("`{w}`"))).collect();
    assert!(missing.is_empty(), "docs/rules.md does not name {missing:?}");
}

/// Pages that the tests above may be writing just now.
const GENERATED: &[&str] =
    &["docs/cli.md", "docs/settings.md", "docs/addresses.md", "docs/crosswalks.md", "docs/manual/README.md"];

/// The links of the hand-written pages lead somewhere.
#[test]
fn links_lead_to_files() {
    let pages = [
        "README.md",
        "README.ja.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "DESIGN.md",
        "CHANGELOG.md",
        "docs/record.md",
        "docs/rules.md",
        "docs/safety.md",
    ];
    let mut seen = 0;
    for name in pages {
        let text = read(name);
        assert!(!text.is_empty(), "{name} is missing");
        let folder = root().join(name).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|l| l.split(')').next()).filter(|l| !l.starts_with("http")) {
            let file = link.split('#').next().unwrap_or("");
            let there = file.is_empty() || GENERATED.contains(&file) || folder.join(file).exists();
            assert!(there, "{name} links to {link}");
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen} links");
}

/// Every folder of the repository's first two levels has its words in ARCHITECTURE.md.
#[test]
fn every_folder_is_explained() {
    let page = read("ARCHITECTURE.md");
    let mut folders: Vec<String> = Vec::new();
    for under in ["", "crates/"] {
        for entry in fs::read_dir(root().join(under)).unwrap().map(Result::unwrap).filter(|e| e.path().is_dir()) {
            let name = entry.file_name().into_string().unwrap();
            if !name.starts_with('.') && !["target", "crates", "node_modules"].contains(&name.as_str()) {
                folders.push(format!("{under}{name}/"));
            }
        }
    }
    let missing: Vec<_> = folders.iter().filter(|f| !page.contains(&format!("`{f}`"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not explain {missing:?}");
}

/// A download that a script left in the tree was once committed with `git add --all`, 62 MB of it: the repository holds text, pictures and
/// small fixtures, the largest of which is a PDF of 394 kB.
#[test]
fn no_large_file_is_tracked() {
    const LIMIT: u64 = 500_000;
    let Ok(listed) = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output() else {
        return println!("SKIPPED: git is not here, so nobody knows what is tracked");
    };
    if !listed.status.success() {
        return println!("SKIPPED: this is no clone: {}", String::from_utf8_lossy(&listed.stderr));
    }
    let names = String::from_utf8(listed.stdout).unwrap();
    assert!(names.split('\0').any(|name| name == "Cargo.toml"), "expected the tracked files, found {names:?}");
    let large: Vec<_> = names.split('\0').filter(|name| size(name) > LIMIT).collect();
    assert!(large.is_empty(), "expected every tracked file to be at most {LIMIT} bytes, found {large:?}");
}

/// Bytes of a file of the tree; none for one that was deleted and not committed yet.
fn size(name: &str) -> u64 {
    fs::metadata(root().join(name)).map_or(0, |file| if file.is_file() { file.len() } else { 0 })
}
