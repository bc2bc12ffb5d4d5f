//! `cargo dev new rule KEY.CODE`

use std::fs;

use dev::root;

use super::{Outcome, unknown};

const PAGE: &str = "\
# KEY.CODE — TITLE

What the code means, in a sentence or two: what belongs to it, and what does not.

```words
WORD
```

```rule
when = \"@words\"
unless = \"@negated\"
```

```examples
> A sentence that holds a word.

> A sentence like it, from which nothing may be found.
```
";

pub(super) fn run(args: &[&str]) -> Outcome {
    let ["rule", name] = args else { return Err(unknown("new")) };
    let good = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let Some((key, code)) = name.split_once('.').filter(|(key, code)| good(key) && good(code)) else {
        return Err(format!("expected KEY.CODE in lower case (timeline.discovery), found {name}"));
    };
    let folder = root().join("rules").join(key);
    if !folder.is_dir() {
        return Err(format!("expected a key of the record (docs/record.md), found {key}"));
    }
    let path = folder.join(format!("{code}.md"));
    if path.exists() {
        return Err(format!("{}: expected no such page yet, found one", path.display()));
    }
    fs::write(&path, PAGE.replace("KEY.CODE", name)).map_err(|e| format!("{}: {e}", path.display()))?;
    println!(
        "{}\nwrite its words and examples; `cargo dev bless` writes what is found; name the code in docs/record.md and crates/jikenbo/src/labels.rs",
        path.display()
    );
    Ok(())
}
