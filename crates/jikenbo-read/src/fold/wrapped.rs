//! Lines broken at a margin: mails, and pages that were laid out by hand, break words and dates in their midst.
//!
//! The fold leaves such line ends out, so that words are whole again. Lines are taken for broken only where the whole text speaks for it.

use super::spaced::is_blank;
use crate::label::answered;
use crate::letter::is_hiragana;

/// The widths (in columns, two for a Japanese letter) at which pages break their lines.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=140;

/// A broken line falls short of the margin by no more columns: no letter is wider, and no mark that may not begin a line draws more along.
const RAGGED: usize = 6;

/// So many lines must reach the margin before it is one.
const LEAST: usize = 3;

/// What ends a line that was not broken.
const ENDS: &str = "。．.!?！？：:】>＞〉》";

/// What begins a line of its own: the marks of lists and headings.
const STARTS: &str = "・•○●◎◇◆□■▼▽★☆※-‐→⇒*<〈《【[";

/// The line ends of `source` that break a sentence at the margin, with the blanks before them, letter by letter as byte ranges; in no order, and some
/// twice, as the fold sorts all that it leaves out.
pub(super) fn ends(source: &str) -> Vec<(usize, usize)> {
    let mut ends = at_margin(source);
    ends.extend(within_dates(source));
    ends
}

/// Line ends amid a date, of which no margin need tell: 同年11月 ⏎ 20日までの間.
fn within_dates(source: &str) -> Vec<(usize, usize)> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let broken = |at: &usize| {
        let (before, after) = (&source[..*at], &source[at + 1..]);
        let open = before.strip_suffix('月').or_else(|| before.strip_suffix('年')).is_some_and(|head| head.ends_with(is_digit));
        let wanted = if before.ends_with('月') { '日' } else { '月' };
        let rest = after.trim_start_matches(is_digit).strip_prefix(wanted);
        // 停止した月:4月 ⏎ 20日に再開, 4月 ⏎ 10日間
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        open && after.starts_with(is_digit)
            && rest.is_some_and(|rest| !rest.starts_with('間'))
            && !line.contains([':', '：', '\t'])
    };
    source.match_indices('\n').map(|(at, _)| at).filter(broken).map(|at| (at, at + 1)).collect()
}

/// The line ends at the margin of the page.
fn at_margin(source: &str) -> Vec<(usize, usize)> {
    // Three bytes of Japanese are two columns: one long paragraph shows that there is no margin.
    if source.split('\n').skip(1).any(|line| line.len() * 2 / 3 > *WIDTHS.end() + RAGGED) {
        return Vec::new();
    }
    // The first line is the headline, which has no margin.
    let lines: Vec<Line<'_>> = lines(source).skip(1).collect();
    let margin = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let reaches = |line: &Line<'_>| line.width + RAGGED >= margin;
    let all = lines.iter().filter(|line| reaches(line)).count();
    let ended = lines.iter().filter(|line| reaches(line) && line.words.ends_with(|c| ENDS.contains(c))).count();
    if !WIDTHS.contains(&margin) || all < LEAST || ended * 3 > all {
        return Vec::new();
    }
    let mut ends = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if reaches(line) && goes_on(line, next) {
            let (from, to) = (line.start + line.words.len(), next.start + indent(next.words));
            let letters = source.get(from..to).unwrap_or("").char_indices();
            ends.extend(letters.map(|(at, c)| (from + at, from + at + c.len_utf8())));
        }
    }
    ends
}

/// A line without the blanks at its end.
struct Line<'a> {
    start: usize,
    words: &'a str,
    width: usize,
}

fn lines(source: &str) -> impl Iterator<Item = Line<'_>> {
    source.split('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len() + 1;
        let words = line.trim_end_matches(is_blank);
        Some(Line { start, words, width: words.chars().map(columns).sum() })
    })
}

/// How many bytes of blanks a line begins with.
fn indent(words: &str) -> usize {
    words.len() - words.trim_start_matches(is_blank).len()
}

const fn columns(c: char) -> usize {
    if c.is_ascii() || matches!(c, '\u{FF61}'..='\u{FF9F}') { 1 } else { 2 }
}

/// Whether a sentence that reaches the margin goes on in the next line.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let words = &next.words[indent(next.words)..];
    let (Some(last), Some(first)) = (line.words.chars().next_back(), words.chars().next()) else { return false };
    // A block may be set in as a whole; one line set in begins a paragraph.
    let own = indent(next.words) > 0 && indent(line.words) != indent(next.words)
        || STARTS.contains(first)
        || matches!(first, '①'..='⑳' | 'Ⅰ'..='Ⅻ' | '\t')
        || numbered(words)
        || answered(words) && answered(line.words);
    // (…)のうち: a bracket may end a line, and its sentence goes on with a particle.
    let closed = matches!(last, '」' | '』' | ')' | '）') && !is_hiragana(first);
    // Latin words are parted by the line's end alone.
    let latin = last.is_ascii_alphabetic() && first.is_ascii_alphabetic();
    !ENDS.contains(last) && !closed && !own && !latin
}

/// 1. 2、 3) at the head of a line.
fn numbered(words: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let rest = words.trim_start_matches(is_digit);
    let digits = words.len() - rest.len();
    digits > 0
        && words.chars().take_while(|&c| is_digit(c)).count() <= 2
        && rest.starts_with(['.', '．', '、', ')', '）', ' ', '\u{3000}'])
}

#[cfg(test)]
mod tests {
    use crate::fold::Folded;

    const MAIL: &str = "青葉商会からのお知らせ\n\n\
        このたび、当社の業務用サーバーが外部から不正に操作され、お客様の個人情\n\
        報が持ち出されたおそれのあることが分かりました。経緯は次のとおりです。令\n\
        和6年5月7日、システムの管理を任せている会社から知らせを受け、同月9日に専\n\
        門の会社へ調べを頼みました。\n\
        ・氏名\n";

    #[test]
    fn words_broken_at_the_margin_are_whole() {
        let text = Folded::new(MAIL).text;
        assert!(["個人情報が", "令和6年5月7日", "専門の会社"].iter().all(|word| text.contains(word)), "{text}");
        assert!(text.contains("頼みました。\n・氏名"), "{text}");
    }

    #[test]
    fn a_date_is_whole_without_a_margin() {
        let text = Folded::new("誤掲載について\n令和4年11月1日から同年11月\n20日まで見られました。\n5月\n6月").text;
        assert!(text.contains("同年11月20日まで") && text.contains("5月\n6月"), "{text}");
    }

    #[test]
    fn a_block_may_be_set_in() {
        let block: String = MAIL.lines().map(|line| if line.is_empty() { "\n".into() } else { format!(" {line}\n") }).collect();
        let text = Folded::new(&block).text;
        assert!(["個人情報が", "令和6年5月7日", "専門の会社"].iter().all(|word| text.contains(word)), "{text}");
        assert!(text.contains("頼みました。\n ・氏名"), "{text}");
    }

    #[test]
    fn paragraphs_and_lists_keep_their_lines() {
        let list = "対象の方\n青葉支店で令和6年4月にお申し込みをされた方のうち東部にお住まいの方\n\
            若葉支店で令和6年5月にお申し込みをされた方のうち西部にお住まいの方。\n\
            紅葉支店で令和6年6月にお申し込みをされた方のうち北部にお住まいの方。\n";
        assert_eq!(Folded::new(list).text, list);
        let short = "件名\n氏名\n住所\n電話番号\n";
        assert_eq!(Folded::new(short).text, short);
    }

    #[test]
    fn the_way_back_crosses_the_break() {
        let folded = Folded::new(MAIL);
        let start = folded.text.find("令和6年").unwrap();
        assert_eq!(folded.source(start, start + "令和6年".len()).of(MAIL), "令\n和6年");
    }
}
