//! Days in a table whose head says what each column tells: 発生日 | 発覚日 | 件数.

use super::labelled::Labels;
use crate::apply::Find;
use crate::clause::Kind;
use crate::label::{Asks, asks};
use crate::shape::Shaper;

/// How many rows are looked through for the head of a table.
const ROWS: usize = 40;

/// No row of a head is longer, in bytes, and no day stands farther from the beginning of its row.
const WIDE: u32 = 800;

/// The event that the head of its column says a day is of.
pub(super) fn code(shaper: &Shaper<'_, '_, '_>, token: usize, labels: &Labels) -> Option<&'static str> {
    let text = shaper.text;
    let day = text.tokens()[token];
    let at = text.line_at(day.start);
    let line = text.lines[at];
    let is_row = |n: &usize| text.lines[*n].kind == Kind::Row;
    if !is_row(&at) || day.start - line.start > WIDE {
        return None;
    }
    // 2024年4月1日から5月14日までに購入された方: the cell tells more than a day.
    let rest = text.lexed.slice(day.end, line.end.max(day.end)).split('\t').next().unwrap_or("");
    if rest.trim().chars().count() > 6 {
        return None;
    }
    let top = (at.saturating_sub(ROWS)..at).rev().take_while(is_row).last()?;
    let column = text.lexed.slice(line.start, day.start).matches('\t').count();
    let head = text.lines[top];
    if head.end - head.start > WIDE {
        return None;
    }
    let cells = || text.lexed.slice(head.start, head.end).split('\t');
    let cell = cells().nth(column)?;
    let start = head.start + (cell.as_ptr() as usize - text.lexed.slice(head.start, head.end).as_ptr() as usize) as u32;
    let label = labels.ends(shaper, start, start + cell.len() as u32)?;
    let more = text.lines.get(top + 2).is_some_and(|l| l.kind == Kind::Row);
    (!more || tells_cases(cells())).then_some(label)
}

/// Whether the rows of a table are cases, and not what was done one after the other (発生日 | 内容): the head asks for two days or for figures.
fn tells_cases<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let cells: Vec<&str> = cells.collect();
    // 登録日 | 確認日: a log of work.
    let came = cells.iter().any(|cell| ["発生", "発覚", "判明", "紛失", "誤送"].iter().any(|w| cell.contains(w)));
    let asked: Vec<Asks> = cells.into_iter().filter_map(asks).collect();
    came && (asked.iter().filter(|a| **a == Asks::Day).count() > 1 || asked.contains(&Asks::Figure))
}

/// Whether a find takes its day from another column, whose head says of what it is: 発生日 is not that of what the next cell tells.
pub(super) fn apart(shaper: &Shaper<'_, '_, '_>, find: &Find, labels: &Labels) -> bool {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let Some(date) = super::date_of(shaper, find) else { return false };
    let (from, to) = (tokens[date].end, tokens[find.last()].start);
    let beside = from <= to && to - from < 600 && text.line_at(from) == text.line_at(to);
    beside && text.lexed.slice(from, to).contains('\t') && code(shaper, date, labels).is_some()
}
