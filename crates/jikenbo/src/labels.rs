//! What people read for every key and code, and by what they ask for them in queries.

pub use jikenbo_model::labels::*;

/// The codes by which queries ask, known by their labels in both languages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known;

/// Where a case comes from: no key of the record, but a field of queries.
const ORIGINS: Table = &[("clipped", "切り抜き", "clipped"), ("imported", "取り込み", "imported")];

fn table(key: &str) -> Table {
    if key == "origin" { ORIGINS } else { table_of(key) }
}

impl jikenbo_search::Labels for Known {
    fn code(&self, key: &str, written: &str) -> Option<String> {
        let written = jikenbo_search::fold(written);
        let is = |label: &str| !label.is_empty() && jikenbo_search::fold(label) == written;
        table(key).iter().find(|(code, ja, en)| *code == written || is(ja) || is(en)).map(|(code, ..)| (*code).to_owned())
    }

    fn codes(&self, key: &str) -> Vec<String> {
        table(key).iter().map(|(code, ..)| (*code).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_codes_by_code_and_by_label() {
        use jikenbo_search::Query;
        let read = |text: &str| Query::parse(text, &Known).map(|q| q.to_string()).map_err(|e| e.to_string());
        let labelled = "種別：ランサムウエア kind:\"Payment page tampering\" item:PIN 業種:ｻｰﾋﾞｽ origin:clipped";
        let why = read(labelled).unwrap_err();
        assert!(why.starts_with("at character 54: expected a code of sector (company, "), "{why}");
        assert_eq!(
            read(&labelled.replace(" 業種:ｻｰﾋﾞｽ", "")).unwrap(),
            "kind:ransomware kind:payment_page_tampering item:pin origin:clipped"
        );
    }
}
