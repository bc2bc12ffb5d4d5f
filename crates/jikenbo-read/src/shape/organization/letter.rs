//! The organisation of a letter: who heads it (みどり町長 青葉太郎), whom it writes to (青葉学会 会員の皆様), how it greets (いつもはなやをご利用いただき).

use super::{Look, Name};
use crate::clause::{Kind, Line};
use crate::sought::Sought;

/// How many lines from either end belong to a letter's head and foot.
const NEAR: usize = 10;

/// Those who head an organisation, right behind its name: みどり町長, 青葉県知事, 青葉病院長
const HEADS: [&str; 22] = [
    "長",
    "知事",
    "教育長",
    "学長",
    "校長",
    "院長",
    "理事長",
    "会長",
    "管理者",
    "所長",
    "館長",
    "園長",
    "議長",
    "総長",
    "局長",
    "署長",
    "企業長",
    "消防長",
    "支局長",
    "頭取",
    "会頭",
    "組合長",
];

impl Look<'_, '_, '_, '_> {
    /// The lines near the head, and then those near the foot, but not the headline.
    pub(super) fn ends(&self) -> impl Iterator<Item = &Line> + '_ {
        let title = self.title.0;
        let lines = || {
            let all = self.text.lines.iter().filter(|l| l.kind != Kind::Blank && l.start < self.text.site);
            all.filter(move |l| !(l.start <= title && title < l.end))
        };
        lines().take(NEAR).chain(lines().rev().take(NEAR))
    }
}

/// みどり町長 青葉太郎: a line that begins with the name of an organisation and who heads it, and holds little else.
pub(super) fn headed(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const LONGEST: usize = 40;
    let class = |name| look.shaper.rules.names.get(name);
    let bodies = [class("public_body"), class("organization_suffix"), class("prefecture")];
    let lexed = &look.text.lexed;
    look.ends().filter(|l| look.slice(l.start, l.end).trim().chars().count() <= LONGEST).find_map(|l| {
        lexed.within(l.start, l.end).map(|t| lexed.tokens[t]).filter(|t| bodies.contains(&Some(t.class))).find_map(|t| {
            let rest = look.slice(t.end, l.end);
            let head = HEADS.iter().filter(|head| rest.starts_with(**head)).max_by_key(|head| head.len())?;
            let closed = rest[head.len()..].is_empty() || rest[head.len()..].starts_with([' ', '(', '\t']);
            let name = look.names(l.start, t.end).pop().filter(|n| closed && n.end == t.end)?;
            let before = look.slice(l.start, name.start).trim();
            let dated = lexed.within(l.start, name.start).any(|t| lexed.tokens[t].is_when());
            (before.is_empty() || dated).then_some(name)
        })
    })
}

/// 2024年5月1日 はなや茶園 お客様係: a name of no known form behind the day of the letter; a department may follow.
pub(super) fn dated(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // 2024年5月1日 朝刊社会面
    if super::super::event::reported(look.shaper) {
        return None;
    }
    look.ends().find_map(|l| {
        let when = look.text.lexed.within(l.start, l.end).map(|t| look.text.tokens()[t]).find(|t| t.is_when())?;
        let rest = look.slice(when.end, l.end);
        let words = rest.trim();
        let start = l.end - rest.trim_start().len() as u32;
        // 2024.5.1 Wed
        let latin = words[..words.find(' ').unwrap_or(words.len())].chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
        let first = look.slice(l.start, when.start).trim().is_empty() && start > when.end && !latin;
        let house = super::signature::HOUSES.iter().any(|w| words.starts_with(w)) && words.chars().count() <= 30;
        // 青葉ステーション(株式会社青葉ケア): whose house it is stands behind its name.
        let len = words.find([' ', '(']).filter(|_| !house).unwrap_or(words.len());
        let name = Name { start, end: start + len as u32, legal: false };
        let department = words[len..].trim();
        let short = words.chars().count() <= 30 && super::signature::closes(department);
        let outer = !super::signature::is_department(look.words(&name));
        (first && short && outer && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
    })
}

/// Whom an organisation writes to as its own.
const ADDRESSED: [&str; 13] =
    ["会員", "ご利用", "をご利用", "利用者", "組合員", "受講", "学生", "保護者", "在校生", "ユーザー", "お客様", "患者", "同窓"];

/// 青葉学会 会員の皆様
pub(super) fn addressed(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    look.ends().find_map(|l| {
        let name = look.names(l.start, l.end).first().copied()?;
        let first = look.slice(l.start, name.start).trim().is_empty();
        let rest = look.slice(name.end, l.end).trim();
        let to = ["皆様", "みなさま", "みなさん", "皆さん", "各位", "方へ", "お客様へ"].iter().any(|w| rest.ends_with(w));
        (first && to && rest.chars().count() <= 20 && ADDRESSED.iter().any(|w| rest.starts_with(w))).then_some(name)
    })
}

/// What a greeting begins with, and what it thanks for.
static GREETINGS: Sought =
    Sought::new(&["いつも", "平素は", "平素より", "平素から", "日頃より", "日頃から", "日ごろより", "日頃は"]);

/// What customers are thanked for: whose service it is, that is who writes.
static THANKS: Sought = Sought::new(&[
    "をご利用",
    "をご愛顧",
    "をお引き立て",
    "をお聴き",
    "をお聞き",
    "をご覧",
    "をご購読",
    "をお使い",
    "をご支援",
    "をご愛用",
    "へのご",
    "にご",
]);

/// What supporters are thanked for: nobody thanks them for a thing (いつもあおば座を応援いただき).
static SUPPORT: Sought = Sought::new(&[
    "に温かい",
    "にあたたかい",
    "に多大",
    "に格別",
    "に熱い",
    "に絶大",
    "への温かい",
    "へのあたたかい",
    "を応援",
    "をご支援",
    "へのご支援",
    "へのご声援",
    "にご支援",
    "にご声援",
    "の活動に",
    "の諸活動",
    "の活動を",
    "の活動へ",
    "の公演に",
]);

/// いつもはなやをご利用いただき: who greets, if a line at the head or foot is its name, or if that has a known form.
pub(super) fn greeting(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const FIRST: usize = 6;
    let from = look.text.sentences.partition_point(|s| s.start < look.title.1);
    look.text.sentences[from..].iter().take(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end);
        let (at, greeting) = GREETINGS.find(words)?;
        let rest = &words[at + greeting.len()..];
        let rest = rest.trim_start_matches(['、', ' ']).trim_start_matches("格別の");
        let start = s.end - rest.len() as u32;
        let support = SUPPORT.find(rest);
        let len = THANKS.find(rest).into_iter().chain(support).map(|(len, _)| len).min()?;
        let end = start + rest[..len].find('(').unwrap_or(len) as u32;
        // いつもジャムの店「青葉工房」をご利用くださり: the name in quotes, and what sort of house it is before it.
        let quote = rest[..len].strip_suffix('」').and_then(|w| w.rfind('「').map(|at| (at + '「'.len_utf8(), w.len())));
        let house = |before: &str| {
            ["の店", "店", "館", "院", "社", "園", "教室", "工房", "宿", "クラブ"].iter().any(|w| before.ends_with(w))
        };
        if let Some((from, to)) = quote.filter(|(from, _)| house(rest[..*from].trim_end_matches('「'))) {
            return Some(Name { start: start + from as u32, end: start + to as u32, legal: false });
        }
        let name = Name { start, end, legal: false };
        // いつもhair atelier Aobaをご利用: a name of several Latin words.
        let latin = look.words(&name);
        if latin.is_ascii() && latin.trim().contains(' ') && latin.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(name);
        }
        let known = look.names(start, end).into_iter().find(|n| n.start == start && n.end == end);
        let supported = support.is_some_and(|(at, _)| at == len) && is_group(look.slice(start, end));
        let acts = |n: &Name| look.plain.surely(&look.text.lexed, n.start, n.end) && (supported || look.acts(look.words(n)));
        known.or_else(|| Some(name).filter(|n| signs(look, look.words(n)) || acts(n)))
    })
}

/// Whether words that supporters are thanked for name a group, and not what it does (市政, 教育活動).
fn is_group(words: &str) -> bool {
    const ENDS: [&str; 14] =
        ["会", "団", "座", "隊", "楽団", "クラブ", "チーム", "部", "協議会", "連合", "センター", "法人", "財団", "倶楽部"];
    let telling = words.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z'));
    !words.contains('の') && (telling || ENDS.iter().any(|w| words.ends_with(w)) || words.contains("座"))
}

/// Whether a line at the head or foot is the name alone, but for a day before it or a department behind.
fn signs(look: &Look<'_, '_, '_, '_>, name: &str) -> bool {
    (2..=30).contains(&name.chars().count())
        && look.ends().any(|l| {
            let words = look.slice(l.start, l.end);
            let dated = look.text.lexed.within(l.start, l.end).map(|t| look.text.tokens()[t]).find(|t| t.is_when());
            let words = dated.map_or(words, |t| if t.start == l.start { look.slice(t.end, l.end) } else { words }).trim();
            words.strip_prefix(name).is_some_and(super::signature::closes)
        })
}

/// 青葉整備局でございます。, 青葉学会の緑川です。: who writes says so.
pub(super) fn introduced(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const FIRST: usize = 4;
    let from = look.text.sentences.partition_point(|s| s.start < look.title.1);
    look.text.sentences[from..].iter().take(FIRST).find_map(|s| {
        let words = look.slice(s.start, s.end).trim_end_matches(['。', ' ', '.']);
        let known = look.names(s.start, s.end).first().copied().filter(|n| look.slice(s.start, n.start).trim().is_empty());
        let name = known.or_else(|| spoken_for(look, s.start, words))?;
        let rest = &words[((name.end - s.start) as usize).min(words.len())..];
        let said = rest.strip_suffix("です")?;
        (said.is_empty() || said.strip_prefix('の').is_some_and(|who| who.chars().count() <= 12)).then_some(name)
    })
}

/// スタジオ・アオバの緑川です。: a name of no known form, and the family name of who speaks for it.
fn spoken_for(look: &Look<'_, '_, '_, '_>, start: u32, words: &str) -> Option<Name> {
    let (name, who) = words.strip_suffix("です")?.rsplit_once('の')?;
    let family = (1..=4).contains(&who.chars().count()) && who.chars().all(|c| matches!(c, '一'..='龠' | '々'));
    let name = Name { start, end: start + name.len() as u32, legal: false };
    let proper = look.words(&name).chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z'));
    (family && proper && look.plain.surely(&look.text.lexed, name.start, name.end)).then_some(name)
}

/// はなやからのお知らせ, as a line above the headline: who sends it, if the text tells it to act.
pub(super) fn sent(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    const SENT: [&str; 5] = ["からのお知らせ", "からのお詫び", "からのご案内", "からのお願い", "よりお知らせ"];
    // 事務局からのお知らせ
    const SORTS: [&str; 12] =
        ["クラブ", "病院", "学校", "事務局", "運営", "本部", "市役所", "役場", "図書館", "会社", "センター", "事務所"];
    look.ends().find_map(|l| {
        let words = look.slice(l.start, l.end);
        let bare = SENT.iter().find_map(|w| words.trim().strip_suffix(w))?;
        let start = l.start + (words.len() - words.trim_start().len()) as u32;
        let name = Name { start, end: start + bare.len() as u32, legal: false };
        let sure = !SORTS.contains(&bare) && look.plain.surely(&look.text.lexed, name.start, name.end);
        (sure && look.acts(bare)).then_some(name)
    })
}
