//! The real pages beside the workspace, where they are present: they are not ours to publish, so they are not in it.

// A test that cannot read its page has failed.
#![allow(clippy::unwrap_used)]

mod blog;

use std::path::PathBuf;

use jikenbo_model::Notice;
use jikenbo_page::{Options, notices};

/// The folder of real pages, if it is there.
fn gold() -> Option<PathBuf> {
    let gold = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    if !gold.is_dir() {
        println!("skipped: {} is not here", gold.display());
        return None;
    }
    Some(gold)
}

fn read(bytes: &[u8]) -> Vec<Notice> {
    notices(bytes, &Options::default()).unwrap()
}

/// The numbers after `"lines":` in a file of facts.
fn bounds(facts: &str) -> (usize, usize) {
    let after = facts.split_once("\"lines\"").unwrap().1;
    let numbers: Vec<usize> =
        after.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).take(2).map(|n| n.parse().unwrap()).collect();
    (numbers[0], numbers[1])
}

#[test]
fn the_scrapbook_gives_its_posts() {
    let Some(gold) = gold() else { return };
    let page = std::fs::read_to_string(gold.join("scrapbook.txt")).unwrap();
    let lines: Vec<&str> = page.lines().collect();
    let found = read(page.as_bytes());
    let mut facts: Vec<PathBuf> = gold.join("facts").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    facts.sort();
    let expected: Vec<String> = facts
        .iter()
        .map(|path| bounds(&std::fs::read_to_string(path).unwrap()))
        .map(|(first, last)| lines[first - 1..last].join("\n"))
        .collect();
    let titles: Vec<&str> = found.iter().map(|notice| notice.title.unwrap().of(&notice.text)).collect();
    let headlines: Vec<&str> = expected.iter().map(|text| text.lines().next().unwrap()).collect();
    assert_eq!(titles, headlines);
    assert_eq!(found.iter().map(|notice| notice.text.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn the_scrapbook_as_a_blog_gives_the_same_posts() {
    let Some(gold) = gold() else { return };
    let plain = read(&std::fs::read(gold.join("scrapbook.txt")).unwrap());
    blog::gives_the_same(&plain);
}

#[test]
fn each_incident_is_one_notice() {
    let Some(gold) = gold() else { return };
    for entry in gold.join("incidents").read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "txt") {
            let bytes = std::fs::read(&path).unwrap();
            assert_eq!(read(&bytes).len(), 1, "{}", path.display());
            assert_eq!(read(&bytes)[0].text, String::from_utf8(bytes).unwrap().trim_end());
        }
    }
}

#[test]
fn each_post_of_the_scrapbook_alone_is_one_notice() {
    let Some(gold) = gold() else { return };
    for notice in read(&std::fs::read(gold.join("scrapbook.txt")).unwrap()) {
        let text = &notice.text;
        let heading = |line: &str| match line.chars().count() {
            0 => String::new(),
            1..30 if !line.contains('。') => format!("<h2>{line}</h2>"),
            _ => format!("<p>{line}</p>"),
        };
        let marked = text.lines().map(heading).collect::<Vec<_>>().join("\n");
        let habits = [
            text.clone(),
            text.replace('\n', "\n\n"),
            text.replace("\n\n", "\n\n\n"),
            text.replace("\n\n", "\n"),
            format!("<html><body><p>{}</p></body></html>", text.replace('\n', "<br>")),
            format!("<html><body>{marked}</body></html>"),
        ];
        for page in habits {
            let found = read(page.as_bytes());
            assert_eq!(found.len(), 1, "{}", found.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join("\n=====\n"));
        }
    }
}

#[test]
fn the_scrapbook_is_divided_however_it_is_spaced() {
    let Some(gold) = gold() else { return };
    let page = std::fs::read_to_string(gold.join("scrapbook.txt")).unwrap();
    let titles = |page: &str| -> Vec<String> {
        read(page.as_bytes()).iter().map(|n| n.title.map_or("", |t| t.of(&n.text)).to_owned()).collect()
    };
    let all = titles(&page);
    assert_eq!(titles(&page.replace('\n', "\r\n")), all);
    assert_eq!(titles(&page.replace('\n', "\n\n")), all);
    assert_eq!(titles(&page.replace("\n\n\n", "\n\n\n\n\n")), all);
    // With one blank line everywhere, only headlines that name a day or an organisation can be told.
    let mut narrow = page;
    while narrow.contains("\n\n\n") {
        narrow = narrow.replace("\n\n\n", "\n\n");
    }
    let found = titles(&narrow);
    assert!(found.iter().all(|title| all.contains(title)));
    assert!(found.len() >= 8);
}
