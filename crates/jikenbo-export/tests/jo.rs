//! The JO model: the published formula on examples worked by hand, ranges where something is not known, and the table against the docs.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use jikenbo_export::data::read;
use jikenbo_export::jo::{Model, Open, Range, WhyNone, estimate, why_none};
use jikenbo_model::labels::{Lang, codes};
use jikenbo_model::{Code, Count};
use jikenbo_search::Facts;

fn case(items: &[&str], sector: &str, people: u64, bound: &str) -> Facts {
    Facts {
        items: items.iter().map(|item| Code::from(*item)).collect(),
        sector: Some(sector.into()).filter(|_| !sector.is_empty()),
        people: Some(people),
        people_bound: Some(bound.into()),
        ..Facts::default()
    }
}

fn factor(facts: &Facts, name: &str) -> (u64, u64) {
    let Range { least, most } = estimate(facts).unwrap().factors.iter().find(|factor| factor.name == name).unwrap().value;
    (least, most)
}

const fn range(least: u64, most: u64) -> Open {
    Open { least: Some(least), most: Some(most) }
}

#[test]
fn examples_worked_by_hand_from_the_published_table() {
    // 500 × (10^0 + 5^0) × 6 × 2 × 1: name and address of a hospital's patients.
    let patients = case(&["name", "address"], "hospital", 1_000, "exact");
    let told = estimate(&patients).unwrap();
    assert_eq!((told.per_person, told.total), (Range { least: 12_000, most: 12_000 }, range(12_000_000, 12_000_000)));
    assert_eq!((told.total(Lang::Ja), told.total(Lang::En)), ("12,000,000円".into(), "JPY 12,000,000".into()));
    // 500 × (10^0 + 5^2) × 3 × 2: a name, and a card's number with its expiry date, of a card company.
    let cards = case(&["name", "card_number", "card_expiry"], "financial", 10, "exact");
    assert_eq!(estimate(&cards).unwrap().total, range(780_000, 780_000));
    // 500 × (10^1 + 5^0) × 6 × 2: marks of pupils of a city, with their names and addresses.
    let marks = case(&["name", "address", "grades"], "local_government", 1, "exact");
    assert_eq!(estimate(&marks).unwrap().total, range(66_000, 66_000));
    // x and y are each the highest: 500 × (10^1 + 5^2) × 1 × 2.
    let both = case(&["message_content", "bank_account", "pin"], "government", 1, "exact");
    assert_eq!((factor(&both, "sensitivity"), estimate(&both).unwrap().total), ((35, 35), range(35_000, 35_000)));
}

#[test]
fn every_cell_of_the_published_sensitivity_is_met() {
    let met = |items: &[&str]| factor(&case(items, "hospital", 1, "exact"), "sensitivity");
    assert_eq!(met(&["email"]), (2, 2));
    assert_eq!(met(&["purchase_history"]), (6, 6));
    assert_eq!(met(&["card_number"]), (6, 6), "a number alone buys nothing");
    assert_eq!(met(&["card_number", "card_security_code"]), (26, 26));
    assert_eq!(met(&["grades"]), (11, 11));
    assert_eq!(met(&["grades", "password"]), (15, 15));
    assert_eq!(met(&["medical"]), (11, 101), "病歴 or 病状: the code holds both");
}

#[test]
fn who_can_be_found_follows_name_address_and_telephone() {
    let found = |items: &[&str]| factor(&case(items, "hospital", 1, "exact"), "identifiability");
    assert_eq!(found(&["name", "address", "phone"]), (6, 6));
    assert_eq!(found(&["name", "phone"]), (3, 3));
    assert_eq!(found(&["address", "phone"]), (3, 3));
    assert_eq!(found(&["address"]), (1, 1));
    assert_eq!(found(&["email"]), (1, 1));
}

#[test]
fn what_is_not_known_is_a_range_or_nothing() {
    assert_eq!(estimate(&Facts::default()), None, "no number of persons");
    let cards = Facts { cards: Some(10), ..Facts::default() };
    assert_eq!(estimate(&cards).unwrap().counted, "cards", "each card is taken for a person");
    let persons = Count { value: 10, bound: "exact".into(), unit: "people".into(), subject: "card".into() };
    let told = estimate(&Facts { headline: Some(persons), ..cards }).unwrap();
    assert_eq!((told.counted, told.people), ("people", range(10, 10)), "persons whose cards leaked are persons");
    let none = Facts { leak_status: Some("none_found".into()), ..case(&["name"], "hospital", 5, "exact") };
    assert_eq!(estimate(&none), None, "no leak was found");
    // 500 × 2 × 1 × 1 to 500 × 125 × 6 × 2.
    let silent = estimate(&case(&[], "", 1, "exact")).unwrap();
    assert_eq!(silent.per_person, Range { least: 1_000, most: 750_000 });
    let company = estimate(&case(&["name", "other"], "company", 100, "about")).unwrap();
    assert_eq!((company.total, company.left_out), (range(300_000, 600_000), vec![Code::from("other")]));
}

#[test]
fn cards_stand_for_persons_where_no_persons_are_told_and_a_refusal_says_why() {
    // 427 records and 424 persons of cards: what a case keeps is the largest figure of cards, and the headline in records.
    let records = Count { value: 427, bound: "at_most".into(), unit: "records".into(), subject: "card".into() };
    let shop = Facts {
        headline: Some(records),
        cards: Some(427),
        cards_bound: Some("at_most".into()),
        leak_status: Some("confirmed".into()),
        ..Facts::default()
    };
    let told = estimate(&shop).unwrap();
    assert_eq!((told.counted, told.people), ("cards", Open { least: None, most: Some(427) }), "its bound is kept");
    assert_eq!(why_none(&shop), None);
    assert_eq!(why_none(&Facts::default()), Some(WhyNone::NoNumber));
    let none = Facts { leak_status: Some("none_found".into()), ..shop };
    assert_eq!((estimate(&none), why_none(&none)), (None, Some(WhyNone::NoLeak)));
    assert_ne!(WhyNone::NoLeak.told(Lang::En), WhyNone::NoNumber.told(Lang::En));
}

#[test]
fn a_bound_of_the_figure_is_a_bound_of_the_estimate() {
    let told = |bound| estimate(&case(&["name"], "hospital", 100, bound)).unwrap();
    assert_eq!(told("at_most").total, Open { least: None, most: Some(600_000) });
    assert_eq!(told("at_most").total(Lang::Ja), "最大600,000円");
    assert_eq!(told("at_least").total, Open { least: Some(600_000), most: None });
    assert_eq!(told("at_least").total(Lang::En), "at least JPY 600,000");
    assert_eq!(told("about").people(Lang::En), "about 100 people");
    assert_eq!(
        (told("about").total(Lang::Ja), told("about").total(Lang::En)),
        ("約600,000円".into(), "about JPY 600,000".into())
    );
    let nobody = estimate(&case(&["name"], "hospital", 0, "exact")).unwrap();
    assert_eq!(nobody.total, range(0, 0), "nought is told, and is not unknown");
    let countless = estimate(&case(&["name"], "hospital", u64::MAX, "exact")).unwrap();
    assert_eq!(countless.total, range(u64::MAX, u64::MAX));
}

#[test]
fn the_table_has_every_code_and_a_reason_for_each() {
    let model: Model = read(include_str!("../../../data/jo-model.toml")).unwrap();
    assert_eq!(&model, Model::built_in());
    let bases = ["published", "later", "analogy", "uncertain"];
    for item in codes("data_items") {
        assert!(model.items.contains_key(item) != model.left_out.contains_key(item), "{item} stands in one of two places");
    }
    assert_eq!(model.items.len() + model.left_out.len(), codes("data_items").len());
    for (item, row) in &model.items {
        let fits = |level: u8| (1..=3).contains(&level);
        assert!(row.lowest.into_iter().chain(row.highest).all(fits), "{item}");
        assert!(row.lowest[0] <= row.highest[0] && row.lowest[1] <= row.highest[1], "{item}");
        assert!(bases.contains(&row.basis.as_str()) && !row.reason.is_empty(), "{item}");
    }
    let mut sectors = codes("sector");
    sectors.sort_unstable();
    assert_eq!(model.sectors.keys().map(String::as_str).collect::<Vec<_>>(), sectors);
    for (sector, row) in &model.sectors {
        assert!((1..=row.highest).contains(&row.lowest) && row.highest <= 2, "{sector}");
        assert!(bases.contains(&row.basis.as_str()) && !row.reason.is_empty(), "{sector}");
    }
    // The ceiling is the model's own: 500 × 125 × 6 × 2 × 2.
    assert_eq!(model.factors.ceiling, 1_500_000);
}

#[test]
fn the_docs_show_the_very_table() {
    let docs = include_str!("../../../docs/exports/jo.md");
    let model = Model::built_in();
    assert!(docs.contains(&format!("version {}", model.version)));
    let levels = |low: [u8; 2], high: [u8; 2]| {
        let one = |[x, y]: [u8; 2]| format!("({x},{y})");
        if low == high { one(low) } else { format!("{}–{}", one(low), one(high)) }
    };
    for (item, row) in &model.items {
        let line = format!("| `{item}` | {} | {} | {} |", levels(row.lowest, row.highest), row.basis, row.reason);
        assert!(docs.contains(&line), "docs/exports/jo.md lacks the row\n{line}");
    }
    for (item, reason) in &model.left_out {
        assert!(docs.contains(&format!("| `{item}` | – | left out | {reason} |")), "{item}");
    }
    for together in &model.together {
        let groups: Vec<String> = together.groups.iter().map(|group| group.join(" or ")).collect();
        let line = format!(
            "| {} | {} | {} | {} |",
            groups.join(" + "),
            levels(together.levels, together.levels),
            together.basis,
            together.reason
        );
        assert!(docs.contains(&line), "docs/exports/jo.md lacks the row\n{line}");
    }
    for (sector, row) in &model.sectors {
        let value = Range { least: row.lowest, most: row.highest }.told();
        let line = format!("| `{sector}` | {value} | {} | {} |", row.basis, row.reason);
        assert!(docs.contains(&line), "docs/exports/jo.md lacks the row\n{line}");
    }
    for source in model.sources.values() {
        assert!(docs.contains(source.as_str()), "docs/exports/jo.md lacks the source\n{source}");
    }
}
