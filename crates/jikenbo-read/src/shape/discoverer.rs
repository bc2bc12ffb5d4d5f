//! Who noticed first, or told the organisation: the first that the text tells of.

mod no_news;

use jikenbo_model::{Code, Fact};

use self::no_news::{DEEDS, got_in, handed_over, source};
use super::Shaper;
use super::teller::{
    DOES, FROM, OF, TAIL, Teller, bought, by_head, elsewhere, firm_from, hired_by_us, hired_staff, is_tail, place_of,
};
use crate::apply::Find;
use crate::rule::{Take, classes};

/// Who noticed or told. What a weak rule found counts only if no other found anything.
pub(crate) fn discoverer(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let mut best: Option<Placed> = None;
    // Logs are looked at after a loss too, to see that nothing came of it.
    let by_hand = kinds.iter().any(|f| matches!(f.value.as_str(), "loss_or_theft" | "misdelivery"));
    let mut bare_finds = 0;
    for find in shaper.under("discovered_by") {
        let rule = shaper.rule(find);
        if by_hand && rule.code.as_str() == "own_monitoring" && !audited(shaper, find)
            || said(shaper, find)
            || found_nothing(shaper, find)
            || handed_over(shaper, find)
            || source(shaper, find)
        {
            continue;
        }
        // Of two that told together, the one named first told first.
        let first = find.tokens().last().map_or(0, |t| shaper.text.tokens()[t].start);
        let place = (rule.weak, shaper.text.tokens()[find.last()].start, first);
        if best.as_ref().is_some_and(|(known, _)| *known <= place) {
            continue;
        }
        // A rule that says only that somebody told: its teller is a firm by name, or known by the head of his words.
        let bare = rule.take == Take::Last;
        bare_finds += usize::from(bare);
        if bare && bare_finds > TRIES {
            continue;
        }
        if bare {
            best = earlier(best, by_words(shaper, find, kinds));
        } else if heard(shaper, find) {
            let code = brought_in(shaper, find).unwrap_or_else(|| code(shaper, find, kinds));
            best = earlier(best, Some((place, shaper.fact(find, code))));
        }
    }
    best.map(|(_, fact)| fact)
}

/// Whether a check is told by which nothing was found: 診断を受診し、重大な問題がないことを確認.
fn found_nothing(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: u32 = 360;
    const NONE: [&str; 4] = ["がないことを", "のないことを", "はないことを", "ないことを確認"];
    let (first, last) = shaper.ends(find);
    // A check and what it found stand close together.
    let words = shaper.text.lexed.stretch(first, last.min(first.saturating_add(FAR)));
    NONE.iter().any(|w| words.contains(w))
}

/// A fact, and where it stands: whether it is weak, where the telling word begins, and where who told.
type Placed = ((bool, u32, u32), Fact<Code>);

/// The surer of two, and of two as sure the one that stands first: notices tell first who noticed.
fn earlier(known: Option<Placed>, new: Option<Placed>) -> Option<Placed> {
    match (known, new) {
        (Some(known), Some(new)) if new.0 < known.0 => Some(new),
        (known, new) => known.or(new),
    }
}

/// Who told where a rule says only that somebody did: a firm by name, or by the head of his words.
fn by_words(shaper: &Shaper<'_, '_, '_>, find: &Find, kinds: &[Fact<Code>]) -> Option<Placed> {
    let token = shaper.text.tokens()[find.last()];
    let weak = shaper.rule(find).weak;
    let placed = |weak: bool, fact: Fact<Code>| ((weak, token.start, token.start.saturating_sub(1)), fact);
    if !weak && let Some(fact) = named(shaper, find) {
        return Some(placed(false, fact));
    }
    let particles = match shaper.text.lexed.slice(token.start, token.end) {
        of if weak && of.starts_with("の") => OF,
        _ if weak => DOES,
        _ => FROM,
    };
    unnamed(shaper, find, particles, kinds).map(|fact| placed(true, fact))
}

/// Whether the one whom a rule names told, or noticed: see below.
fn heard(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    joined(shaper, find) && doer(shaper, find) && agent(shaper, find) && !super::itself(shaper, find) && !got_in(shaper, find)
}

/// Whether an audit found it: that looks at more than logs.
fn audited(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let mut tokens = find.tokens().map(|t| shaper.text.tokens()[t]);
    tokens.any(|t| shaper.text.lexed.slice(t.start, t.end).contains("監査"))
}

/// Who of another body told one of the staff: 校長に連絡 by 隣町の学校の職員から|.
fn brought_in(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<Code> {
    const NEAR: usize = 30;
    let rule = shaper.rule(find);
    if !rule.weak || rule.code.as_str() != "employee" || find.tokens().count() > 1 {
        return None;
    }
    let (words, ..) = telling(shaper, find)?;
    let near = |(_, end, _): &(usize, usize, Teller)| words.len() - *end <= NEAR && !words[*end..].contains('が');
    let (.., teller) = by_head(words, FROM).filter(near).filter(|(.., who)| *who != Teller::Employee)?;
    Some(Code::from(teller.code()))
}

/// Whether the customer of a weak rule is who does it: not 患者|の紹介状が届いたと連絡, nor 市は|保護者|に連絡し.
fn doer(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const THEY: &[&str] = &[
        "の方",
        "の一人",
        "の1人",
        "の1名",
        "のひとり",
        "のお一人",
        "のおひとり",
        "の保護者",
        "の家族",
        "のご家族",
        "の親",
        "の皆",
    ];
    let rule = shaper.rule(find);
    let Some(first) = find.tokens().last().filter(|_| rule.weak && rule.code.as_str() == "customer") else { return true };
    let behind = &shaper.text.lexed.text()[shaper.text.tokens()[first].end as usize..];
    let told = behind.starts_with(['に', 'へ', 'を']);
    find.tokens().count() < 2 || !told && !behind.starts_with('の') || THEY.iter().any(|they| behind.starts_with(they))
}

/// Whether the one of the staff whom a rule names is who noticed: he is not the one told (担任に申し出て), nor of another body.
fn agent(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(first) = find.tokens().last().filter(|_| shaper.rule(find).code.as_str() == "employee") else { return true };
    if find.tokens().count() < 2 {
        return true;
    }
    let token = shaper.text.tokens()[first];
    let last = shaper.text.tokens()[find.last()];
    let behind = &shaper.text.lexed.text()[last.end as usize..];
    if shaper.text.lexed.slice(token.start, token.end).ends_with('た') {
        return noticed_by(shaper.text.lexed.slice(token.end, last.start), behind);
    }
    let sentence = shaper.text.sentence(first).start;
    let words = shaper.text.lexed.text();
    let before = words.ceil_char_boundary(sentence.max(token.start.saturating_sub(TAIL as u32)) as usize);
    let after = &words[token.end as usize..];
    // 教務|課に申し出: the desk was told, too.
    let desk = after.trim_start_matches(['課', '部', '係', '室', '科', '局']);
    let told = ["に", "へ", "宛", "あて", "を"].iter().any(|particle| desk.starts_with(particle));
    // 送ったこと|に気づく: what was noticed.
    let noticed = shaper.text.lexed.slice(token.start, token.end).ends_with("こと") && after.starts_with("に気");
    let told = told && !noticed;
    // 県内自治体|職員から: one of another body.
    let other = ["自治体", "市町村", "他機関", "関係機関", "他団体"]
        .iter()
        .any(|body| words[before..token.start as usize].ends_with(body));
    // Who was one of the staff is none now: 元|従業員.
    let before = &words[before..token.start as usize];
    !told && !other && !before.ends_with('元') && !elsewhere(before) && !another_noticed(behind)
}

/// Whether who stands behind a verb noticed: 気づいた|市の|担当者|が.
fn noticed_by(between: &str, behind: &str) -> bool {
    const LONGEST: usize = 36;
    let owned = between.is_empty() || between.ends_with('の') || !between.contains(|c| matches!(c, 'ぁ'..='ん' | '、' | '。'));
    // …を送ったことに気づく⏎: a line of a tale.
    let does = ["が", "は", "も", "から", "より", "、", "。", "ら", "\n"].iter().any(|particle| behind.starts_with(particle));
    between.len() <= LONGEST && !between.contains(['、', '。']) && owned && does && !elsewhere(between)
}

/// Whether a verb of noticing tells it of who stands behind it: 社員が置いたファイルを見つけ|た第三者が.
fn another_noticed(behind: &str) -> bool {
    const STRANGERS: &[&str] = &[
        "第三者",
        "何者",
        "攻撃者",
        "住民",
        "市民",
        "町民",
        "区民",
        "利用者",
        "お客",
        "客",
        "顧客",
        "男性",
        "女性",
        "人が",
        "人から",
        "人物",
        "者が",
        "者から",
        "方が",
        "方から",
        "学生",
        "生徒",
        "保護者",
        "会員",
        "受講",
        "通行人",
        "研究者",
        "別の会社",
    ];
    behind.strip_prefix('た').is_some_and(|noun| STRANGERS.iter().any(|other| noun.starts_with(other)))
}

/// Whether the telling word stands in what somebody said: 「知らない会社から電話があった」|と顧客から….
fn said(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    // 「社員が言いふらしている」と|訴え: nor is he the teller of whom it is said.
    quoted_at(shaper, find.last()) || find.tokens().last().is_some_and(|who| quoted_at(shaper, who))
}

/// Whether a word stands in a quote that somebody said: 「…」と, 「…」などの.
fn quoted_at(shaper: &Shaper<'_, '_, '_>, word: usize) -> bool {
    let tokens = shaper.text.tokens();
    let quoted = shaper.text.places.before(classes::QUOTED, word + 1);
    let within = |quote: &usize| tokens[*quote].start < tokens[word].start && tokens[word].end < tokens[*quote].end;
    let behind = |quote: usize| shaper.text.lexed.text()[tokens[quote].end as usize..].starts_with(['と', 'な', 'の']);
    quoted.iter().rev().take(NESTED).map(|n| *n as usize).find(within).is_some_and(behind)
}

/// How many quotes before a word may hold it.
const NESTED: usize = 3;

/// Who told by the head of his words, where no page knows them and no firm is named.
fn unnamed(shaper: &Shaper<'_, '_, '_>, find: &Find, particles: &[&str], kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let rule = shaper.rule(find);
    let (words, start, end) = telling(shaper, find)?;
    // From whom of the staff something was heard, the pages know. 参加者から|閲覧できる: what he could do is no news.
    let did = |to: usize| particles == FROM && DEEDS.iter().any(|deed| words[to..].starts_with(deed));
    let (from, to, teller) = by_head(words, particles)
        .filter(|(_, to, _)| !did(*to))
        .filter(|(_, _, who)| *who != Teller::Employee || particles == DOES)?;
    let lost = kinds.iter().any(|f| f.value.as_str() == "loss_or_theft");
    let code = if lost && bought(&words[from..to]) { Teller::Outsider.code() } else { teller.code() };
    let span = shaper.text.lexed.source(start + from as u32, shaper.whole(end));
    Some(Fact::new(Code::from(code), span, rule.id.clone()))
}

/// The words of the sentence before a telling word, with the particle that it may begin with; where they begin, and where it ends.
fn telling<'t>(shaper: &Shaper<'_, 't, '_>, find: &Find) -> Option<(&'t str, u32, u32)> {
    let told = shaper.text.tokens()[find.last()];
    let start = shaper.text.sentence(find.last()).start.max(told.start.saturating_sub(FAR));
    let words = shaper.text.lexed.text();
    let start = words.ceil_char_boundary(start as usize);
    // The telling word may begin with the particle: から入り, の指摘で.
    let particle = match words[told.start as usize..].chars().next() {
        Some('か' | 'よ') => "から".len(),
        Some('の') => "の".len(),
        _ => 0,
    };
    Some((words.get(start..told.start as usize + particle)?, start as u32, told.end))
}

/// Who told, by the page of the rule and by what happened: who has a stranger's letter or page before him and tells of it without a
/// name is one of the customers.
fn code(shaper: &Shaper<'_, '_, '_>, find: &Find, kinds: &[Fact<Code>]) -> Code {
    let rule = shaper.rule(find);
    let start = find.tokens().last().map_or(0, |t| shaper.text.tokens()[t].start);
    let before = shaper.text.lexed.stretch(start.saturating_sub(BEFORE), start);
    let is = |kind: &str| kinds.iter().any(|f| f.value.as_str() == kind);
    let (lost, sent) = (is("loss_or_theft"), kinds.is_empty() || is("misdelivery"));
    match rule.code.as_str() {
        "customer" if lost && bought(before) => return Code::from("other_outsider"),
        // 学外の受信者から: a stranger whom the false mail reached.
        "customer" if !sent && ["学外の", "社外の", "庁外の", "院外の", "外部の"].iter().any(|w| before.ends_with(w)) =>
        {
            return Code::from("other_outsider");
        }
        "other_outsider" if hired_by_us(before) => return Code::from("vendor"),
        "card_company" if pays_for_us(shaper, find) => return Code::from("vendor"),
        // 委託先の|職員: one who works for who works for us.
        "employee" if hired_staff(before) => return Code::from("vendor"),
        // 図書館の|警備員: who found it where it was lost.
        "employee" if lost && place_of(before).is_some_and(|place| !in_title(shaper, place)) => {
            return Code::from("other_outsider");
        }
        _ => {}
    }
    let at_hand = kinds.iter().any(|f| matches!(f.value.as_str(), "misdelivery" | "product_fault"));
    match rule.weak && at_hand && rule.code.as_str() == "other_outsider" {
        true => Code::from("customer"),
        false => rule.code.clone(),
    }
}

/// Whether who told only takes the payments for the shop, and no card company told him: 契約する決済代行会社から.
fn pays_for_us(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const AGENTS: [&str; 3] = ["決済代行", "収納代行", "決済代理"];
    const CARDS: [&str; 6] = ["カード会社", "カード各社", "カードブランド", "発行会社", "イシュア", "アクワイア"];
    const FAR: u32 = 240;
    let Some(first) = find.tokens().last().map(|t| shaper.text.tokens()[t]) else { return false };
    let text = &shaper.text.lexed;
    let last = shaper.text.tokens()[find.last()];
    let start = shaper.text.sentence(find.last()).start.max(first.start.saturating_sub(FAR));
    let said = text.stretch(start, last.end.min(first.start.saturating_add(FAR)));
    // 決済代行会社およびカード会社から: both told.
    AGENTS.iter().any(|w| text.slice(first.start, first.end).contains(w)) && !CARDS.iter().any(|w| said.contains(w))
}

/// Whether the headline speaks of such a place: then its people are the organisation's own.
fn in_title(shaper: &Shaper<'_, '_, '_>, place: &str) -> bool {
    let (start, end) = shaper.text.title;
    shaper.text.lexed.slice(start, end).contains(place.trim_end_matches('の'))
}

/// Whether the teller of a rule `@words … @by …`, or `@words @of_news`, is who the particle belongs to: お客様(A様)から, 受講生1名から, not 利用者の端末から.
fn joined(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let mut tokens = find.tokens().rev().map(|t| shaper.text.tokens()[t]);
    let (Some(who), Some(by)) = (tokens.next(), tokens.next()) else { return true };
    let particle = shaper.text.lexed.slice(by.start, by.end);
    let begins: &[&str] = if tokens.next().is_some() { &["から", "より"] } else { &["の", "による"] };
    if !begins.iter().any(|begin| particle.starts_with(begin)) {
        return true;
    }
    let tail = shaper.text.lexed.slice(who.end, by.start);
    // Those of a daughter company are the organisation's own.
    let daughter = shaper.text.lexed.slice(who.start, who.end).ends_with("子会社")
        && ["の従業員", "の社員", "の職員", "の役員"].iter().any(|staff| tail.starts_with(staff));
    tail.len() <= TAIL && !daughter && is_tail(tail)
}

/// How far before who told it is looked at what he did, in bytes.
const BEFORE: u32 = 24;

/// How far before the telling word the name of a firm that told may stand, in bytes.
const FAR: u32 = 600;

/// The fact that a firm whose name stands in the sentence told of it.
fn named(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<Fact<Code>> {
    let rule = shaper.rule(find);
    let (words, start, end) = telling(shaper, find)?;
    let text = shaper.text.lexed.stretch(0, SEARCHED);
    let (from, _) = firm_from(words, text)?;
    let span = shaper.text.lexed.source(start + from as u32, shaper.whole(end));
    Some(Fact::new(rule.code.clone(), span, rule.id.clone()))
}

/// How many of the words that say only that somebody told are asked for their teller.
const TRIES: usize = 64;

/// How much of the text is searched for the form of a name, in bytes.
const SEARCHED: u32 = 32_768;

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    #[test]
    fn who_bought_what_was_lost_is_a_stranger() {
        let read = |text: &str| Reader::embedded().read(&Notice::plain(text)).record.discovered_by.map(|f| f.value.to_string());
        let sold = "青葉局 記憶装置の紛失について 2024年6月5日\n中古で買った男性が中身に気づいて、局にメールで通報した。";
        assert_eq!(read(sold).as_deref(), Some("other_outsider"));
        let bought = "青葉堂 誤送信について 2024年6月5日\n菓子を買った男性が、見知らぬ人の名に気づいて電話で知らせてきた。";
        assert_eq!(read(bought).as_deref(), Some("customer"));
    }
}
