//! The crosswalk against the public mappings that it is a choice of, where they stand beside the repository.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_export::crosswalk::Crosswalk;
use serde_json::Value;

/// Where the mappings stand; `None` where they do not.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/veris");
    if !folder.is_dir() {
        eprintln!("skipped: there is no ../shared/veris beside this repository");
        return None;
    }
    Some(folder)
}

fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(file).unwrap();
    csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_pair_with_attack_stands_in_the_mapping_under_its_name() {
    let Some(folder) = folder() else { return };
    let rows = rows(&folder.join("attack-mapping.csv"));
    let table = Crosswalk::built_in();
    let mut pairs = 0;
    for (veris, targets) in &table.veris {
        for id in &targets.attack {
            let row = rows.iter().find(|row| row["capability_id"] == *veris && row["attack_object_id"] == *id);
            let row = row.unwrap_or_else(|| panic!("{veris} to {id} is not in the mapping"));
            assert_eq!(row["attack_object_name"], table.techniques[id], "{id}");
            assert_eq!((row["mapping_type"].as_str(), row["mapping_framework_version"].as_str()), ("related-to", "1.4.1"));
            pairs += 1;
        }
    }
    assert!(pairs > 20, "{pairs} pairs");
}

#[test]
fn every_enumeration_is_one_of_veris() {
    let Some(folder) = folder() else { return };
    let enumerations: Value = serde_json::from_str(&fs::read_to_string(folder.join("verisc-enum.json")).unwrap()).unwrap();
    for veris in Crosswalk::built_in().veris.keys() {
        let parts: Vec<&str> = veris.splitn(4, '.').collect();
        let values = parts[..3].iter().fold(&enumerations, |at, part| &at[*part]);
        assert!(values.as_array().is_some_and(|all| all.iter().any(|value| value == parts[3])), "{veris}");
    }
}

#[test]
fn every_safeguard_is_marked_in_its_column_under_its_name() {
    let Some(folder) = folder() else { return };
    let rows = rows(&folder.join("cis-mapping.csv"));
    let table = Crosswalk::built_in();
    for (veris, targets) in &table.veris {
        for id in &targets.cis.safeguards {
            // The mapping writes 8.10 as 8.1, as a spreadsheet does: a safeguard is known by its name, too.
            let (control, number) = id.split_once('.').unwrap();
            let short = format!("{control}.{}", number.trim_end_matches('0'));
            let named = |row: &&BTreeMap<String, String>| row["Title"].trim() == table.safeguards[id];
            let row = rows.iter().filter(|row| row["CISSafeguard"] == short).find(named);
            let row = row.unwrap_or_else(|| panic!("{id} {} is not in the mapping", table.safeguards[id]));
            let mark = row[&targets.cis.column].trim();
            assert!(mark.eq_ignore_ascii_case("x"), "{veris}: {id} is not marked under {}: {mark:?}", targets.cis.column);
        }
    }
}
