//! Offices that are no other party: whose own matter it is, and who tells it.

use super::{called, page_of};
use crate::apply::Find;
use crate::letter::is_kanji;
use crate::shape::Shaper;
use crate::token::Lexed;

/// Whether the authority is the board of education whose school it was (市教委によると、校長は市教委に報告した): it is no other party.
pub(crate) fn own_board(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let class = shaper.rules.names.get("authority");
    let board = find.tokens().find(|t| {
        let words = text.slice(tokens[*t].start, tokens[*t].end);
        (Some(tokens[*t].class) == class || page_of(shaper, *t).is_some())
            && (words.ends_with("教委") || words.ends_with("教育委員会"))
    });
    let Some(board) = board.map(|t| called(shaper, t)) else { return false };
    let (start, end) = shaper.text.title;
    let title = text.slice(start, end);
    let of_title = ["市", "町", "村", "県", "区"].iter().any(|w| board.starts_with(w) && title.contains(w));
    of_title || title.contains("教委") || title.contains("教育委員会") || board_speaks(text.text())
}

/// Whether a report's first lines have a board of education tell the matter: 青葉市教育委員会は8日、…と発表した.
fn board_speaks(text: &str) -> bool {
    const HEAD: usize = 600;
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at < HEAD).last().unwrap_or(0);
    ["教育委員会は", "教委は", "教育局は"].iter().any(|w| text[..end].contains(w))
}

/// What a town, a prefecture and the like call themselves: 市に報告した, in a notice of 青葉市.
const HOUSES: [&str; 8] = ["県", "府", "都", "道", "市", "町", "村", "区"];

/// The token of the authority that a find names.
fn office(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<usize> {
    let class = shaper.rules.names.get("authority");
    find.tokens().find(|t| Some(shaper.text.tokens()[*t].class) == class || page_of(shaper, *t).is_some())
}

/// Whether the office that is told is the organisation itself: 委託先から県に報告があった, in a notice of 若葉県.
pub(crate) fn own_house(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(name) = office(shaper, find).map(|t| called(shaper, t)) else { return false };
    let name = name.trim_end_matches("に対して");
    // 本県, 当市: the notice may call itself so.
    let itself = name.strip_prefix(['本', '当']).is_some_and(|house| HOUSES.contains(&house))
        // 院内個人情報保護委員会: a committee of its own.
        || ["院内", "学内", "社内", "庁内", "所内", "局内", "法人内"].iter().any(|w| name.starts_with(w));
    let known = || shaper.house.as_deref().is_some_and(|house| HOUSES.contains(&name) && house.ends_with(name));
    itself || known()
}

/// Whether the report is only the paper that was lost or went astray: 教育委員会に提出すべき報告書を紛失した.
pub(crate) fn of_paper(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const LOST: [&str; 10] =
        ["を紛失", "の紛失", "が紛失", "を置き忘れ", "を誤", "の誤", "を盗", "の所在", "が所在", "が見当たら"];
    let last = shaper.text.tokens()[find.last()];
    let paper = ["書", "書類", "届"].iter().any(|w| shaper.text.lexed.slice(last.start, last.end).ends_with(w));
    let after = shaper.text.lexed.text()[last.end as usize..].trim_start_matches(['等', ' ']);
    paper && LOST.iter().any(|w| after.starts_with(w))
}

/// Whether somebody who is not the organisation is who told it: センターから県に漏えいの報告.
pub(crate) fn from_below(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(office) = office(shaper, find).map(|t| shaper.text.tokens()[t]) else { return false };
    let clause = shaper.text.clause(find.last());
    let before = shaper.text.lexed.slice(clause.start.min(office.start), office.start);
    ["から", "より"].iter().any(|w| before.trim_end_matches('、').ends_with(w))
}

/// Whether somebody brought it to the office, and the organisation heard of it so: 客から、青葉支局に「…」との連絡があり.
pub(super) fn brought(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: u32 = 240;
    const SAID: [&str; 4] = ["との", "旨の", "という", "」と"];
    const CAME: [&str; 6] = ["があ", "が入", "が寄せ", "をいただ", "を受け", "が届"];
    let Some(office) = office(shaper, find).map(|t| shaper.text.tokens()[t]) else { return false };
    let (text, last) = (&shaper.text.lexed, shaper.text.tokens()[find.last()]);
    let start = shaper.text.sentence(find.last()).start;
    let said = SAID.iter().any(|w| text.stretch(start, last.start).trim_end_matches(['ご', 'お']).ends_with(w));
    let came = CAME.iter().any(|w| text.text()[last.end as usize..].starts_with(w));
    let near = start.max(office.start.saturating_sub(FAR));
    let head = text.stretch(near, office.start);
    let stranger = by_stranger(text.stretch(near, office.start));
    said && came && ["から、", "より、"].iter().any(|w| head.contains(w)) || handed_in(text.stretch(near, last.end)) || stranger
}

/// Whether one who is none of the organisation is who told: 女性は昨年12月、声を掛けられたとして警察|に相談, 近くの男性が「…」と交番|に届けた.
fn by_stranger(words: &str) -> bool {
    const WHO: [&str; 12] = [
        "男性は",
        "男性が",
        "女性は",
        "女性が",
        "住民は",
        "住民が",
        "通行人が",
        "被害者は",
        "被害者が",
        "客が",
        "拾った人が",
        "会社員が",
    ];
    // 男性教諭は, 男性職員が: one of the staff is called by what he is.
    let Some((_, rest)) = WHO.iter().filter_map(|w| words.rsplit_once(w)).min_by_key(|(_, rest)| rest.len()) else {
        return false;
    };
    !rest.contains(['。', '\n']) && ["と", "とし", "として", "で"].iter().any(|w| rest.ends_with(w))
}

/// Whether somebody who found it is who took it there: 散歩中の方が落とし物として交番に届け, 通行人が拾って警察署に届け出.
fn handed_in(words: &str) -> bool {
    const FOUND: [&str; 7] = ["落とし物として", "落し物として", "拾得物として", "拾って", "拾い", "拾われ", "拾得し"];
    let words = words.rsplit("ところ、").next().unwrap_or(words);
    let Some((before, after)) = FOUND.iter().find_map(|w| words.rsplit_once(w)) else { return false };
    let taken = ["届け", "届けら", "持ち込", "預け"].iter().any(|w| after.contains(w));
    taken && !after.contains(['。', '\n']) && !before.ends_with("誰かが")
}

/// Who is told inside the house: a chief, a head office, or somebody else who is no authority.
#[rustfmt::skip]
const INSIDE: [&str; 41] = [
    "校長", "教頭", "副校長", "園長", "所長", "院長", "施設長", "館長", "店長", "支店長", "社長", "部長", "課長", "局長", "係長", "署長", "学長",
    "上司", "管理職", "上長", "責任者", "管理者", "理事長", "本社", "本部", "本店", "学校", "職場", "会社", "病院", "大学", "事務局", "保護者", "家族",
    "委託元", "取引先", "対象者", "本人", "利用者", "担当課", "所属長",
];

/// Whether, behind a finished clause about the authority, somebody inside the house is told: 警察に|通報し、13日に校長へ(報告).
pub(super) fn inside(between: &str) -> bool {
    const FAR: usize = 240;
    if between.len() > FAR {
        return false;
    }
    let told = |(at, _): (usize, &str)| {
        let word = INSIDE.iter().find(|w| between[..at].ends_with(**w))?;
        Some(at - word.len())
    };
    let Some(at) = between.rmatch_indices(['へ', 'に']).find_map(told) else { return false };
    let clause = between[..at].rsplit_once('、').map_or("", |(clause, _)| clause);
    clause.ends_with(['し', 'り', 'て', 'い', 'き', 'け', 'め', 'ち', 'た', 'え', 'か'])
}

/// Whether what looks like an office is the end of another word: 報道に, 政府に, 首都に.
pub(super) fn within_word(text: &Lexed, start: u32, end: u32) -> bool {
    const WHOLE: [&str; 3] = ["北海", "大阪", "京"];
    let head = &text.text()[..start as usize];
    let kanji = head.ends_with(is_kanji);
    let short = ["道に", "道へ", "都に", "都へ", "府に", "府へ"].contains(&text.slice(start, end));
    short && kanji && !WHOLE.iter().any(|w| head.ends_with(w))
}

/// 県と委員会に報告し、10月には患者の自宅を|訪ねて: who is visited is not the authority, which another clause names.
pub(super) fn visits_another(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let (text, last) = (&shaper.text.lexed, shaper.text.tokens()[find.last()]);
    if !text.slice(last.start, last.end).starts_with(['訪', '出']) {
        return false;
    }
    let word = find.tokens().find(|t| *t != find.last() && super::page_of(shaper, *t).is_some());
    word.is_some_and(|t| text.stretch(shaper.text.tokens()[t].end, last.start).contains('、'))
}

/// 調査委員会を設置し、|同委員会|より報告を受け: the committee named last is not that for the protection of personal information.
pub(super) fn another_committee(shaper: &Shaper<'_, '_, '_>, word: usize) -> bool {
    const FAR: u32 = 900;
    let (text, token) = (&shaper.text.lexed, shaper.text.tokens()[word]);
    if text.slice(token.start, token.end) != "同委員会" {
        return false;
    }
    let before = text.stretch(token.start.saturating_sub(FAR), token.start);
    before.rfind("委員会").is_some_and(|at| !before[..at].ends_with("個人情報保護"))
}
