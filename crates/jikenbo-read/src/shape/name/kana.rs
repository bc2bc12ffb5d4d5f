//! Hiragana behind a legal form: what of it is the name, and what is grammar.

use super::is_name;

/// How much of the hiragana right behind a form is the name, if grammar follows it: あさひ|は、 あさひ|における.
pub(super) fn whole_kana(kana: &str, rest: &str) -> Option<usize> {
    // What firms have: 株式会社しずはまの|サイト, but not 株式会社いろはの|森.
    const HAD: [&str; 18] = [
        "サーバ",
        "システム",
        "サイト",
        "ホームページ",
        "顧客",
        "お客",
        "会員",
        "個人情報",
        "社員",
        "従業員",
        "動画",
        "公式",
        "担当",
        "通販",
        "オンライン",
        "ウェブ",
        "Web",
        "EC",
    ];
    const LONG: [&str; 15] = [
        "によりますと",
        "による",
        "により",
        "における",
        "において",
        "によると",
        "について",
        "に対する",
        "では",
        "には",
        "から",
        "より",
        "への",
        "との",
        "での",
    ];
    let next = rest.chars().next();
    let goes_on = next.is_some_and(is_name);
    // 株式会社ゆめちから|運輸: the name's own letters.
    let long = LONG.iter().filter(|w| !goes_on || !["から", "より"].contains(*w)).find_map(|w| kana.strip_suffix(*w));
    let had = || kana.strip_suffix('の').filter(|_| HAD.iter().any(|w| rest.starts_with(w)));
    let short = || kana.strip_suffix(['は', 'が', 'も', 'で']).filter(|_| next.is_some_and(|c| c == '、' || c.is_ascii_digit()));
    // 株式会社しずはまに|確認
    let hill = || rest.starts_with(['丘', '台', '浜', '池', '原', '峰', '岡', '森', '谷']);
    let object = || {
        let bare = kana.strip_suffix(['に', 'を', 'は']).or_else(|| kana.strip_suffix('が').filter(|_| !hill()))?;
        (bare.chars().count() > 2 && goes_on).then_some(bare)
    };
    let name = long.or_else(short).or_else(object).or_else(had)?;
    (2..=8).contains(&name.chars().count()).then_some(name.len())
}

/// All of the hiragana behind a name's letters, where the phrase ends with it: コープさつはま ⏎
pub(super) fn to_the_end(kana: &str, next: Option<char>) -> Option<usize> {
    let ends = next.is_none_or(|c| matches!(c, ' ' | '\n' | ')' | '」' | '】'));
    let word = (3..=6).contains(&kana.chars().count()) && !is_particle(kana) && !super::noun::grammar(kana);
    (ends && word && !kana.ends_with(['す', 'た', 'る', 'て', 'で', 'ん', 'り', 'し', 'に', 'を', 'は', 'が', 'の', 'へ']))
        .then_some(kana.len())
}

/// How much of the hiragana behind a name's letters is the name's end: 花みずき, 花みずきは
pub(super) fn last_kana(kana: &str) -> Option<usize> {
    let bare = kana.strip_suffix(['は', 'が', 'の', 'を', 'に', 'へ', 'と']).unwrap_or(kana);
    let word = (2..=4).contains(&bare.chars().count()) && !is_particle(bare) && !super::noun::grammar(bare);
    let verb =
        bare.starts_with(['を', 'が', 'は', 'に', 'で', 'と', 'へ', 'の', 'も', 'や', 'さ', 'し', 'す', 'よ', 'か', 'ま', 'な']);
    (word && !verb).then_some(bare.len())
}

/// Whether a run of hiragana is grammar and not part of a name: a particle, or a verb's ending.
pub(super) fn is_particle(run: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "は",
        "が",
        "を",
        "に",
        "と",
        "で",
        "も",
        "から",
        "より",
        "へ",
        "では",
        "には",
        "として",
        "による",
        "により",
        "において",
        "における",
        "および",
        "ならびに",
        "または",
        "など",
        "が、",
        "に対する",
        "に対し",
        "への",
        "との",
        "での",
        "からの",
        "よりの",
        "である",
        "であり",
        "する",
        "した",
        "され",
        "について",
        "につき",
        "さま",
        "ほか",
        "にて",
        "へは",
        "とは",
        "とも",
        "にも",
        "がお",
        "のご",
        "のお",
        "まで",
        "における",
        "あて",
        "宛",
        "や",
        "とその",
        "とともに",
        "と",
        "という",
        "といった",
        "をはじめ",
        "ほか",
    ];
    // 学校法人青葉会からのお知らせ
    let sent = ["からのお", "からのご", "よりお", "よりご"].contains(&run);
    sent || PARTICLES.contains(&run) || run == "の" || run.chars().count() > 8
}

#[cfg(test)]
mod tests {
    use super::super::edge::right;

    fn name(after: &str) -> &str {
        &after[..right(after)]
    }

    #[test]
    fn what_stands_behind_a_name_in_hiragana_is_none_of_it() {
        let behind = ["は、", "は2024年", "における", "によると", "の会員", "に確認", "を調べ", "が運営", "による調査"];
        for words in behind {
            assert_eq!(name(&format!("しずはま{words}")), "しずはま", "{words}");
        }
    }

    #[test]
    fn a_name_may_go_on_behind_what_looks_like_grammar() {
        for whole in ["さつきが丘薬品", "ゆめちから運輸", "いろはの森"] {
            assert_eq!(name(&format!("{whole}は、")), whole);
        }
    }

    #[test]
    fn a_name_may_end_with_a_word_of_hiragana() {
        assert_eq!(name("コープさつはま 個人情報"), "コープさつはま");
        assert_eq!(name("青葉商事と申します"), "青葉商事");
        assert_eq!(name("青葉商事元課長が"), "青葉商事");
        assert_eq!(name("青館教諭が"), "青館");
    }
}
