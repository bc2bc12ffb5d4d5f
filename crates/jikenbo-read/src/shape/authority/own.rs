//! Offices that are no other party: whose own matter it is, and who tells it.

use super::{called, page_of};
use crate::apply::Find;
use crate::shape::Shaper;

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
    let itself = name.strip_prefix(['本', '当']).is_some_and(|house| HOUSES.contains(&house));
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
    let head = text.stretch(start.max(office.start.saturating_sub(FAR)), office.start);
    said && came && ["から、", "より、"].iter().any(|w| head.contains(w))
}
