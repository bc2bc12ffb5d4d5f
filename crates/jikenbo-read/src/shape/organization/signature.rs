//! The organisation that signs: a line near the head or foot that is a name.

use super::{Look, Name};
use crate::clause::{Kind, Line};
use crate::label::asks;

/// 会社名青葉株式会社: the label and the name are one word where all their letters are set apart alike.
fn unlabelled(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let label =
        ["上場会社名", "会社名", "法人名", "団体名", "学校名", "病院名"].into_iter().find(|l| look.words(&name).starts_with(l));
    Name { start: name.start + label.map_or(0, str::len) as u32, ..name }
}

/// What stands before the name in its line.
const LABELS: &[&str] = &[
    "適時開示",
    "報道発表",
    "プレスリリース",
    "発信元",
    "発行",
    "発行元",
    "発表者",
    "会社名",
    "商号",
    "上場会社名",
    "法人名",
    "運営会社",
    "運営者",
    "団体名",
    "学校名",
    "病院名",
    "発信者",
    "差出人",
    "文責",
    "報道資料",
    "報道提供資料",
    "報道提供",
    "報道機関提供資料",
    "記者提供資料",
    "資料提供",
    "報道関係資料",
    "報道発表資料",
    "記者発表資料",
    "記者発表",
    "お知らせ",
    "問い合わせ先",
    "お問い合わせ先",
    "お問い合わせ",
    "連絡先",
    "発信",
    "公表者",
    "事業者名",
    "名称",
];

/// A line near the head or foot that is only a name, but for a date before it and a department or representative after it.
pub(super) fn signature(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const NEAR: usize = 10;
    let lines: Vec<&Line> = look.text.lines.iter().filter(|l| l.kind != Kind::Blank && l.start < look.text.site).collect();
    let (title, title_end) = look.text.title;
    let apart = |l: &&&Line| title == title_end || !(l.start <= title && title < l.end);
    let ends = || lines.iter().take(NEAR).chain(lines.iter().rev().take(NEAR)).filter(apart);
    let known = ends().find_map(|l| signed(look, l));
    let known =
        known.or_else(|| ends().find_map(|l| department(look, l))).or_else(|| ends().find_map(|l| with_department(look, l)));
    known.or_else(|| plain(look, &lines)).map(|name| of_office(look, unit_below(look, name)))
}

/// 青葉学会事務局: the society's office.
fn of_office(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let bare = look.words(&name).strip_suffix("事務局").filter(|bare| !bare.ends_with("議会") && bare.chars().count() >= 4);
    bare.map_or(name, |bare| Name { end: name.start + bare.len() as u32, ..name })
}

/// 独立行政法人青葉機構 ⏎ 青葉医療センター: who signs is the hospital or school on the next line, of the body above it.
fn unit_below(look: &Look<'_, '_, '_, '_>, name: Name) -> Name {
    let line = look.text.line_at(name.start);
    let parent = name.legal && look.slice(name.end, look.text.lines[line].end).trim().is_empty();
    let Some(next) = look.text.lines.get(line + 1).filter(|_| parent) else { return name };
    let below = look.names(next.start, next.end).first().copied().filter(|n| look.slice(next.start, n.start).trim().is_empty());
    const UNITS: [&str; 16] = [
        "病院",
        "医療センター",
        "学校",
        "高校",
        "大学",
        "クリニック",
        "研究所",
        "博物館",
        "美術館",
        "図書館",
        "研究センター",
        "診療所",
        "幼稚園",
        "保育園",
        "こども園",
        "総合センター",
    ];
    let unit = |n: &Name| UNITS.iter().any(|w| look.words(n).ends_with(w));
    below.filter(unit).or_else(|| hospital_of(look, name, next)).unwrap_or(name)
}

/// 国立大学法人青葉大学 ⏎ 医学部附属病院長: the hospital of the university, where the text names it in full elsewhere (青葉大学医学部附属病院).
fn hospital_of(look: &Look<'_, '_, '_, '_>, name: Name, below: &Line) -> Option<Name> {
    let part = look.slice(below.start, below.end).trim().split_once("病院長")?.0;
    let bare = crate::shape::name::LEGAL_FORMS.iter().find_map(|form| look.words(&name).strip_prefix(form))?;
    let whole = format!("{bare}{part}病院");
    let at = look.text.lexed.text().find(&whole).filter(|_| part.chars().count() <= 12)? as u32;
    Some(Name { start: at, end: at + whole.len() as u32, legal: false })
}

/// The name that is all of a line, as at the foot of a letter.
fn signed(look: &Look<'_, '_, '_, '_>, line: &Line) -> Option<Name> {
    // Under a heading that speaks of those who work for us (2 委託先), a line names one of them.
    let heading = line.heading.and_then(|n| look.text.lines.get(n as usize)).filter(|h| h.start != look.text.title.0);
    if heading
        .is_some_and(|h| ["委託", "業者", "事業者", "提供元", "開発元"].iter().any(|w| look.slice(h.start, h.end).contains(w)))
    {
        return None;
    }
    let name = look.extend(look.names(line.start, line.end).first().copied()?, line.end);
    let name = unlabelled(look, with_body(look, line, name));
    let before = look.slice(line.start, name.start).trim();
    let after = before_day(look, name.end, line.end);
    let dated = look.text.lexed.within(line.start, name.start).any(|t| look.text.tokens()[t].is_when());
    let bare: String = before.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '【' | '】' | '[' | ']')).collect();
    let headed = bare.is_empty() || dated && before.chars().count() <= 40 || LABELS.contains(&bare.as_str());
    let closed = closes(after) || beside_others(look, name.end, line.end);
    (headed && closed && look.words(&name).chars().count() <= 40).then_some(name)
}

/// 青葉市、公益財団法人みどり財団: whether only names follow that sign, too.
fn beside_others(look: &Look<'_, '_, '_, '_>, start: u32, end: u32) -> bool {
    const JOINTS: [&str; 8] = ["、", ",", ", ", "、 ", "・", "及び", "と", " / "];
    let mut at = start;
    for name in look.names(start, end) {
        if !JOINTS.contains(&look.slice(at, name.start)) {
            return false;
        }
        at = name.end;
    }
    at > start && closes(look.slice(at, end).trim())
}

/// 青葉堂株式会社 2024年5月1日, 青葉堂株式会社(2024年5月1日): what stands behind the name, without the day that closes the line. A day without
/// its year is that of an event (青葉支店 5月1日).
fn before_day<'l>(look: &'l Look<'_, '_, '_, '_>, start: u32, end: u32) -> &'l str {
    let when = look.text.lexed.within(start, end).map(|t| look.text.tokens()[t]).rfind(|t| t.is_when());
    let closing = when.filter(|t| {
        let whole = look.slice(t.start, t.end).contains('年') || look.slice(t.start, t.end).starts_with("20");
        whole && look.slice(t.end, end).trim_matches([' ', ')', '付', '掲', '載', '公', '表']).is_empty()
    });
    let close = closing.map_or(end, |t| t.start);
    look.slice(start, close).trim().trim_end_matches(['(', ' '])
}

/// 青葉支援局 西部事務所: an office stands behind its body's name.
fn with_body(look: &Look<'_, '_, '_, '_>, line: &Line, name: Name) -> Name {
    let before = look.slice(line.start, name.start);
    let body = before.trim();
    let known = ["局", "庁", "省", "機構", "署", "公社", "協会"].iter().any(|w| body.ends_with(w));
    let beside = before.ends_with(' ') && known && super::super::name::noun::noun(body) && !body.contains(' ');
    if beside { Name { start: line.start + (before.len() - before.trim_start().len()) as u32, ..name } } else { name }
}

/// What the names of departments end with.
pub(super) const DEPARTMENTS: [char; 8] = ['課', '部', '局', '室', '係', '班', '所', '科'];

/// Whether the words name a department and not who it belongs to.
pub(super) fn is_department(words: &str) -> bool {
    words.ends_with(DEPARTMENTS)
}

/// What may follow who signs: nothing, a reading in brackets, a department, who represents it.
pub(super) fn closes(after: &str) -> bool {
    const HEADS: [&str; 33] = [
        "代表",
        "女将",
        "店主",
        "店長",
        "館主",
        "館長",
        "支配人",
        "総支配人",
        "オーナー",
        "主宰",
        "塾長",
        "園長",
        "所長",
        "組合長",
        "区長",
        "住職",
        "会頭",
        "監督",
        "理事",
        "学長",
        "市長",
        "町長",
        "村長",
        "知事",
        "院長",
        "病院長",
        "校長",
        "会長",
        "社長",
        "取締役",
        "総長",
        "からのお知らせ",
        "頭取",
    ];
    let after = after.strip_prefix('(').and_then(|a| a.split_once(')')).map_or(after, |(_, rest)| rest).trim();
    // 青葉県(福祉保健部)発表資料 令和3年2月5日
    let after = ["発表資料", "報道資料", "提供資料"].iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after).trim();
    let after = after.split(['(', '\t']).next().unwrap_or("").trim();
    let after = without_contact(after);
    // 更新日:2024年5月1日
    let posted = ["更新日", "掲載日", "公開日", "登録日", "発表日", "最終更新", "ページ番号", "作成日"]
        .iter()
        .any(|w| after.starts_with(w));
    let nouns = after.chars().count() <= 30
        && after.chars().all(|c| super::super::name::is_name(c) || matches!(c, ' ' | 'の' | '、' | '/' | 'お'));
    let department = after.ends_with(DEPARTMENTS)
        || ["センター", "事務局", "委員会", "担当", "本部", "グループ", "窓口"].iter().any(|w| after.ends_with(w))
        || ["支店", "支社", "支部", "本店", "工場", "キャンパス", "出張所", "分校"].iter().any(|w| after.ends_with(w));
    let nouns = nouns || after.chars().count() <= 30 && super::super::name::noun::noun(after);
    // 人事部長, 店長 青葉太郎
    let first = after.split(' ').next().unwrap_or("");
    let head = (2..=12).contains(&first.chars().count()) && first.ends_with(['長', '役']) && first.chars().all(kanji);
    after.is_empty()
        || posted
        || head
        || LABELS.contains(&after)
        || HEADS.iter().any(|w| after.starts_with(w))
        || nouns && department
}

/// お客様窓口 電話 000-000-0000: what stands before the ways to reach who signs.
fn without_contact(after: &str) -> &str {
    const CONTACTS: [&str; 12] =
        ["電話", "TEL", "Tel", "tel", "FAX", "メール", "E-mail", "Email", "e-mail", "〒", "住所", "http"];
    let at = CONTACTS.iter().filter_map(|w| after.find(w)).min().unwrap_or(after.len());
    after[..at].trim_end_matches([' ', ':', '/'])
}

/// Letters of titles and of personal names, which are no kana.
const fn kanji(c: char) -> bool {
    matches!(c, '一'..='龠' | '々' | '・')
}

/// 青葉県保健医療部感染症対策課: a city or prefecture and its department in one word.
fn department(look: &Look<'_, '_, '_, '_>, line: &Line) -> Option<Name> {
    let first = look.text.lexed.within(line.start, line.end).map(|t| look.text.tokens()[t]).find(|t| t.is_when());
    // 更新日:2024年5月1日 青葉県総務課
    let label = |words: &str| words.strip_suffix(':').is_some_and(|l| l.ends_with('日') && l.chars().count() <= 6);
    let dated = first.filter(|t| {
        let before = look.slice(line.start, t.start).trim();
        before.is_empty() || label(before)
    });
    body_of(look, dated.map_or(line.start, |t| t.end), line.end)
}

/// The city or prefecture whose department the words name.
pub(super) fn body_of(look: &Look<'_, '_, '_, '_>, start: u32, end: u32) -> Option<Name> {
    const PARTS: [char; 7] = ['課', '部', '局', '室', '係', '所', '班'];
    let words = look.slice(start, end);
    // 高校教育課/特別支援教育課: the first of two.
    let trimmed = words.trim().split('/').next().unwrap_or("");
    let start = start + (words.len() - words.trim_start().len()) as u32;
    let plain = trimmed.chars().count() <= 30 && super::super::name::noun::noun(trimmed);
    if !plain || !trimmed.ends_with(PARTS) || trimmed.ends_with("議会事務局") {
        return None;
    }
    let body = super::town::at_head(trimmed)?;
    // 青葉市教育委員会 教育総務課, 青葉県警察本部 警務課: the board or the police, and not the city or the prefecture.
    let board = ["教育委員会", "警察本部", "警察"].iter().find(|w| trimmed[body..].starts_with(**w)).map_or(0, |w| w.len());
    let end = start + (body + board) as u32;
    let place = !trimmed.starts_with(['同', '当', '本', '各']);
    (place && end < start + trimmed.len() as u32).then_some(Name { start, end, legal: false })
}

/// 青葉板金 総務課: a name of no known form, a blank, and its department.
fn with_department(look: &Look<'_, '_, '_, '_>, line: &Line) -> Option<Name> {
    let words = look.slice(line.start, line.end);
    let (first, rest) = words.trim().split_once(' ')?;
    let department = ['課', '部', '室', '係'].iter().any(|c| rest.trim().ends_with(*c)) && rest.chars().count() <= 12;
    let start = line.start + (words.len() - words.trim_start().len()) as u32;
    let name = Name { start, end: start + first.len() as u32, legal: false };
    let when = look.text.lexed.within(name.start, name.end).any(|t| look.text.tokens()[t].is_when());
    let contact = ["問い合わせ", "連絡先", "担当", "窓口"].iter().any(|w| first.contains(w));
    let outer = !when && !contact && !is_department(first) && look.plain.surely(&look.text.lexed, name.start, name.end);
    (department && outer).then_some(name)
}

/// Whether the words end as the names of shops, houses and branches do.
fn outlet(words: &str) -> bool {
    ["店", "館", "園", "工房", "ホテル", "堂", "亭", "屋"].iter().any(|w| words.ends_with(w))
}

/// What the names of houses that receive guests begin with: ホテル 青葉, フィットネスクラブ AOBA 緑店
pub(super) const HOUSES: [&str; 16] = [
    "ホテル",
    "旅館",
    "レストラン",
    "カフェ",
    "ギャラリー",
    "スタジオ",
    "フィットネスクラブ",
    "スポーツクラブ",
    "スイミングスクール",
    "ペンション",
    "ゲストハウス",
    "美容室",
    "サロン",
    "動物病院",
    "学習塾",
    "劇場",
];

/// 業種 食品会社: a label and what it says.
fn row(words: &str) -> bool {
    let label = words.split_once(' ').map_or("", |(label, _)| label);
    (2..=4).contains(&label.chars().count()) && label.chars().all(|c| matches!(c, '一'..='龠'))
}

/// 和菓子司 みどり庵 ⏎ ⏎ このたびは…: a name of no known form alone right below the headline, and a blank line and the text below it.
pub(super) fn below_headline(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const LONGEST: usize = 24;
    const PARAGRAPH: usize = 30;
    let lines = &look.text.lines;
    let title = lines.iter().position(|l| l.start <= look.title.0 && look.title.0 < l.end)?;
    let line = lines.get(title + 1).filter(|l| l.kind != Kind::Blank)?;
    // 保護者の皆様: whom it addresses may stand between.
    let mut below = lines[title + 2..].iter().filter(|l| l.kind != Kind::Blank).take(2).map(|l| look.slice(l.start, l.end));
    let apart = lines.get(title + 2).is_some_and(|l| l.kind == Kind::Blank);
    let paragraph = below.any(|told| told.trim().chars().count() >= PARAGRAPH && told.contains('。'));
    let words = look.slice(line.start, line.end);
    // 花の店 みどり(ミドリ)です。
    let bare = words.trim().trim_end_matches('。');
    let bare = bare.strip_suffix("です").unwrap_or(bare);
    let start = line.start + (words.len() - words.trim_start().len()) as u32;
    let name = Name { start, end: start + bare.len() as u32, legal: false };
    let noun = bare.split(['(', ')']).all(|part| part.is_empty() || super::super::name::noun::noun(part.trim()));
    let other = bare.ends_with(['課', '部', '室', '係', '班', '様', '方', '位']) || asks(bare).is_some();
    let when = look.text.lexed.within(line.start, line.end).any(|t| look.text.tokens()[t].is_when());
    let thing = look.plain.is_thing(&look.text.lexed, name.start, name.end);
    (apart && paragraph && (3..=LONGEST).contains(&bare.chars().count()) && noun && !other && !when && !thing).then_some(name)
}

/// A name of no known form alone on a line beside the notice's date.
fn plain(look: &Look<'_, '_, '_, '_>, lines: &[&Line]) -> Option<Name> {
    const NEAR: usize = 5;
    let dated = |l: &Line| {
        let token = look.text.lexed.within(l.start, l.end).map(|t| look.text.tokens()[t]).find(|t| t.is_when());
        token.is_some_and(|t| {
            look.slice(t.end, l.end).trim().chars().count() <= 6 && look.slice(l.start, t.start).trim().chars().count() <= 8
        })
    };
    let count = lines.len();
    let near = (0..count).filter(|n| *n < NEAR || n + NEAR >= count);
    near.filter(|n| {
        let beside = [n.checked_sub(1), Some(n + 1)];
        !dated(lines[*n]) && beside.iter().flatten().filter_map(|m| lines.get(*m)).any(|l| dated(l))
    })
    .find_map(|n| {
        let words = look.slice(lines[n].start, lines[n].end);
        let trimmed = words.trim();
        let start = lines[n].start + (words.len() - words.trim_start().len()) as u32;
        let name = Name { start, end: start + trimmed.len() as u32, legal: false };
        let in_title = start <= look.title.0 && look.title.0 < lines[n].end;
        (!in_title
            && trimmed.chars().count() <= if outlet(trimmed) { 30 } else { 20 }
            && !row(trimmed)
            && asks(trimmed).is_none()
            && !trimmed.ends_with(['課', '部', '室', '係', '班'])
            && look.plain.name(&look.text.lexed, name.start, name.end))
        .then_some(name)
    })
}
