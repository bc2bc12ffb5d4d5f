//! The docs page shows the very tables. With `JIKENBO_BLESS=1` in the environment they are written into it instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use jikenbo_export::veris::check::RULES;
use jikenbo_export::veris::table::Table;

/// Our keys, in the order of the page.
const KEYS: &[&str] = &["kinds", "causes", "actor", "sector", "items", "discovered_by", "leak_status", "secondary_damage"];

fn words<'w>(all: impl IntoIterator<Item = &'w String>) -> String {
    let all: Vec<String> = all.into_iter().map(|word| format!("`{word}`")).collect();
    if all.is_empty() { "–".to_owned() } else { all.join(", ") }
}

fn out(table: &Table) -> String {
    let mut page = String::new();
    for key in KEYS {
        let rows = table.rows(key).unwrap();
        write!(page, "\n### `{key}`\n\n| code | in VERIS | why |\n|---|---|---|\n").unwrap();
        for (code, way) in rows {
            let said: Vec<String> = table.said(key, code).into_iter().map(str::to_owned).collect();
            writeln!(page, "| `{code}` | {} | {} |", words(&said), way.why).unwrap();
        }
    }
    page
}

fn follows(table: &Table) -> String {
    let mut page = "\n| where this is said | and not this | this is said, too | why |\n|---|---|---|---|\n".to_owned();
    for row in &table.follows {
        writeln!(page, "| {} | {} | {} | {} |", words(&row.when), words(&row.unless), words(&row.then), row.why).unwrap();
    }
    page
}

fn losses(table: &Table) -> String {
    let mut page = "\n| words of the sentence | `impact.loss.variety` | why |\n|---|---|---|\n".to_owned();
    for row in &table.losses {
        writeln!(page, "| {} | {} | {} |", row.words.join(" "), row.variety, row.why).unwrap();
    }
    page
}

fn read(table: &Table) -> String {
    let mut page = "\n| VERIS says | but for | beside | without | we read | why |\n|---|---|---|---|---|---|\n".to_owned();
    for row in &table.read {
        let parts = [words([&row.veris]), words(&row.except), words(&row.with), words(&row.without), words(&row.gives)];
        writeln!(page, "| {} | {} |", parts.join(" | "), row.why).unwrap();
    }
    page.push_str("\n| NAICS begins with | `victim.government` | we read | why |\n|---|---|---|---|\n");
    for row in &table.industries {
        writeln!(page, "| {} | {} | `{}` | {} |", row.naics.join(" "), words(&row.government), row.sector, row.why).unwrap();
    }
    page.push_str("\n| an old word | is read as |\n|---|---|\n");
    for (old, new) in &table.names {
        writeln!(page, "| `{old}` | `{new}` |").unwrap();
    }
    page
}

fn rules(_: &Table) -> String {
    let rule = |page: String, rule: &jikenbo_export::veris::check::Rule| page + &format!("| {} | {} |\n", rule.name, rule.about);
    RULES.iter().fold("\n| rule | what it asks for |\n|---|---|\n".to_owned(), rule)
}

#[test]
fn the_page_shows_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exports/veris.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let table = Table::built_in();
    let parts: BTreeMap<&str, fn(&Table) -> String> =
        [("out", out as fn(&Table) -> String), ("follows", follows), ("losses", losses), ("read", read), ("rules", rules)].into();
    let mut wanted = page.clone();
    for (name, make) in parts {
        let (begin, end) = (format!("<!-- {name}: by data/veris.toml and the code -->\n"), format!("\n<!-- end of {name} -->"));
        let from = wanted.find(&begin).unwrap_or_else(|| panic!("{begin} is not in the page")) + begin.len();
        let to = from + wanted[from..].find(&end).unwrap_or_else(|| panic!("{end} is not in the page"));
        wanted.replace_range(from..to, &make(table));
    }
    if std::env::var_os("JIKENBO_BLESS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
        return;
    }
    let at = page.lines().zip(wanted.lines()).position(|(is, should)| is != should);
    let line = at.map(|at| (at + 1, wanted.lines().nth(at)));
    assert!(page == wanted, "docs/exports/veris.md is not current; expected at {line:?} (JIKENBO_BLESS=1 writes it)");
}
