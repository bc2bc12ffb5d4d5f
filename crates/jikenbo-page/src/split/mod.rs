//! Where the posts of a page begin and end.
//!
//! A page that collects notices shows a pattern: headlines that stand apart, that name an organisation or a day, each
//! with sentences below. One such line is a notice's own title; the pattern must repeat before a page is divided, since a
//! notice cut in two is worse than two notices in one.

pub(crate) mod chrome;
pub(crate) mod headline;
mod layout;
pub(crate) mod words;

use jikenbo_model::Date;

use self::layout::Layout;
use crate::dates;

/// A line of a page, and whether markup calls it a heading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) heading: bool,
}

/// A post: line numbers from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Post {
    /// The headline; none for sentences that stand before the first headline.
    pub(crate) title: Option<usize>,
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// A day near which it was published, from the lines beside it.
    pub(crate) near: Option<Date>,
}

/// From this score on a line is a headline if the page has the pattern.
const LIKELY: i32 = 4;
/// From this score on a line helps to show that the page has the pattern.
const SURE: i32 = 6;
/// Letters of sentences before the first headline that make them a post and not the blog's description.
const PREFACE: usize = 120;

/// A line that may be the headline of a post.
#[derive(Debug, Clone, Copy)]
struct Head {
    line: usize,
    score: i32,
    named: bool,
    /// Stands apart from what is above it, more than paragraphs do on this page.
    apart: bool,
    /// Stands apart from what is below it too.
    isolated: bool,
}

/// The posts of a page that holds several; `None` for one notice.
pub(crate) fn posts(lines: &[Line<'_>]) -> Option<Vec<Post>> {
    let layout = Layout::of(lines);
    let heads = heads(lines, &layout)?;
    let mut posts: Vec<Post> = preface(lines, &layout, heads[0].line).into_iter().collect();
    let header = |head: &Head| layout.date_header(lines, head.line);
    for (n, head) in heads.iter().enumerate() {
        let next = heads.get(n + 1).map(|next| header(next).map_or(next.line, |(line, _)| line));
        let last = layout.last_line(head.line, next.unwrap_or(layout.end));
        let near = header(head).map(|(_, date)| date);
        posts.push(Post { title: Some(head.line), first: head.line, last, near });
    }
    place_undated(lines, &mut posts);
    Some(posts)
}

/// The lines of a page that are one notice: the page's own lines at both ends are left out; `None` if nothing else is there.
pub(crate) fn whole(lines: &[Line<'_>]) -> Option<Post> {
    let layout = Layout::of(lines);
    let first = (0..layout.end).find(|&n| layout.is_text(n))?;
    Some(Post { title: None, first, last: layout.last_line(first, layout.end), near: None })
}

fn heads(lines: &[Line<'_>], layout: &Layout) -> Option<Vec<Head>> {
    let candidates: Vec<Head> = (0..layout.end).filter_map(|n| head(lines, layout, n)).collect();
    let sure = |head: &&Head| head.named && head.score >= SURE;
    let all_sure = candidates.iter().filter(sure).count();
    let apart_sure = candidates.iter().filter(sure).filter(|head| head.apart).count();
    // Where most headlines stand apart, a line that does not is a reference inside a post.
    let must_stand_apart = apart_sure >= 2 && apart_sure * 5 >= all_sure * 3;
    // Headlines of one page stand alike: one that says less for itself must stand as far apart as those that say much.
    let distance = usual_distance(layout, candidates.iter().filter(sure).filter(|head| head.apart));
    let alike = |head: &Head| lines[head.line].heading || layout.gap_above(head.line) >= distance;
    let kept = candidates.into_iter().filter(|head| (head.apart || !must_stand_apart) && (sure(&head) || alike(head))).collect();
    let heads = with_bodies(lines, layout, kept);
    let named = heads.iter().filter(sure).count();
    let isolated = heads.iter().filter(|head| head.isolated).count();
    let pattern = named >= 2 || (named == 1 && isolated >= 3) || (isolated >= 4 && isolated == heads.len());
    pattern.then_some(heads)
}

/// The commonest number of blank lines above headlines, edges aside.
fn usual_distance<'h>(layout: &Layout, heads: impl Iterator<Item = &'h Head>) -> usize {
    let mut counts = [0usize; 16];
    for gap in heads.map(|head| layout.gap_above(head.line)).filter(|gap| (1..16).contains(gap)) {
        counts[gap] += 1;
    }
    (1..16).rev().max_by_key(|&gap| counts[gap]).filter(|&gap| counts[gap] > 0).unwrap_or(0)
}

fn head(lines: &[Line<'_>], layout: &Layout, line: usize) -> Option<Head> {
    if !layout.is_text(line) || layout.in_form(line) || !(layout.begins_block(line) || lines[line].heading) {
        return None;
    }
    let signs = headline::signs(lines[line].text)?;
    let (apart, isolated) = (layout.apart(line) || lines[line].heading, layout.isolated(line));
    let points =
        [(apart, 1), (layout.at_edge(line), 1), (apart && isolated, 2), (lines[line].heading, 1), (layout.after_close(line), 1)];
    let score = signs.score + points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum::<i32>();
    // Without a day, only its place tells a headline from a heading; a short one also needs a name.
    let placed = signs.dated || (apart && (signs.named || signs.length >= 18) && (signs.named || layout.gap_below(line)));
    let head = Head { line, score, named: signs.named, apart, isolated: apart && isolated };
    (placed && head.score >= LIKELY).then_some(head)
}

/// Heads that are followed by a sentence before the next head: a list of links has none.
fn with_bodies(lines: &[Line<'_>], layout: &Layout, heads: Vec<Head>) -> Vec<Head> {
    let mut kept: Vec<Head> = Vec::with_capacity(heads.len());
    let mut end = layout.end;
    for head in heads.into_iter().rev() {
        let body = (head.line + 1..end).any(|n| layout.is_text(n) && is_sentence(lines[n].text));
        end = head.line;
        if body {
            kept.push(head);
        }
    }
    kept.reverse();
    kept
}

/// Whether a line says something: prose, not a link or a label.
fn is_sentence(line: &str) -> bool {
    let line = line.trim_end();
    line.chars().count() >= 6 && (line.contains('。') || line.ends_with(['．', '.']) || line.chars().count() >= 150)
}

/// Sentences before the first headline, if they are more than the blog's description.
fn preface(lines: &[Line<'_>], layout: &Layout, until: usize) -> Option<Post> {
    let said: usize =
        (0..until).filter(|&n| layout.is_text(n) && is_sentence(lines[n].text)).map(|n| lines[n].text.chars().count()).sum();
    let first = (0..until).find(|&n| layout.is_text(n))?;
    (said >= PREFACE).then(|| Post { title: None, first, last: layout.last_line(first, until), near: None })
}

/// A post without a day of its own was published near the dated one above it, else near the one below.
fn place_undated(lines: &[Line<'_>], posts: &mut [Post]) {
    let days: Vec<Option<Date>> =
        posts.iter().map(|post| post.title.and_then(|title| dates::last(lines[title].text)).map(|found| found.date)).collect();
    let mut near = days.iter().find_map(|day| *day);
    for (post, day) in posts.iter_mut().zip(days) {
        near = day.or(near);
        if day.is_none() {
            post.near = post.near.or(near);
        }
    }
}

#[cfg(test)]
mod tests;
