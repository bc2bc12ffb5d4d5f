//! What somebody is told to have said: 「一部の決済を停止する可能性がある」との連絡 stops nothing.

use crate::apply::Find;
use crate::shape::Shaper;

/// Whether the verb of a find stands in quotes that are a speech, and its day outside of them.
pub(super) fn spoken(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: u32 = 360;
    // What they noticed, and what befell them, is told by what they said.
    const DEEDS: [&str; 5] = ["containment", "recovery", "individual_notice", "publication", "authority_report"];
    const SAID: [&str; 9] =
        ["との連絡", "との報告", "との指摘", "との通報", "との電話", "との申し出", "との回答", "と連絡", "との問い合わせ"];
    if !DEEDS.contains(&shaper.rule(find).code.as_str()) {
        return false;
    }
    let (text, last) = (&shaper.text.lexed, shaper.text.tokens()[find.last()]);
    let Some(day) = super::date_of(shaper, find).map(|d| shaper.text.tokens()[d]).filter(|d| d.end <= last.start) else {
        return false;
    };
    if last.start - day.end > FAR {
        return false;
    }
    let between = text.slice(day.end, last.start);
    let open = between.rfind('「').is_some_and(|at| !between[at..].contains('」'));
    let behind = text.stretch(last.end.max(last.start + 1), last.end + FAR);
    let close = behind.find('」').filter(|at| !behind[..*at].contains(['「', '\n']));
    open && close.is_some_and(|at| SAID.iter().any(|w| behind[at + '」'.len_utf8()..].starts_with(w)))
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    fn events(words: &str) -> Vec<String> {
        let text = format!("青葉協会 カード情報の流出について 2022年3月22日\n\n{words}\n");
        let timeline = Reader::embedded().read(&Notice::plain(&text)).record.timeline;
        timeline.into_iter().map(|e| e.value.event.as_str().to_owned()).filter(|e| e != "publication").collect()
    }

    #[test]
    fn what_is_said_is_not_done() {
        let said = "2022年1月25日 決済会社から、「点検のため一部の決済を停止する可能性がある」との連絡がありました。";
        assert!(!events(said).contains(&"containment".to_owned()));
        assert!(events("2022年1月25日、一部の決済を停止しました。").contains(&"containment".to_owned()));
    }
}
