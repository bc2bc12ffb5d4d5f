//! Whether the notice speaks of its data where items stand.

use super::super::has;
use super::Context;
use super::run::Run;
use crate::clause::{Kind, Line};
use crate::rule::{Class, classes};
use crate::shape::Shaper;
use crate::sought::Sought;

/// Whether the words stand where something else than the data is told of, or ask for something.
pub(super) fn is_elsewhere(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'_>) -> bool {
    let text = shaper.text;
    let line = text.line_at(run.start);
    let last = run.finds.last().map_or(0, |f| f.last());
    let (sentence, clause) = (shaper.around(last, run.start, run.end), text.clause(last));
    let under = |class: Option<Class>| class.is_some_and(|c| text.under(line, c));
    let asked = has(shaper, context.request, run.end, clause.end.min(sentence.end).max(run.end));
    let leak = has(shaper, context.leak, sentence.start, sentence.end);
    // 「(1)連絡先に登録された方のアドレス 624件⏎(2)氏名、所属、電話番号 約350名」: a list of what leaked is no way to the desk.
    let listed = run.size > 2 && (under(context.leak) || under(context.listing));
    under(context.aside) && !listed
        || under(context.prevention)
        || asked && !leak
        || is_medium(shaper, run, sentence.end)
        || is_of_suspect_mail(shaper, run, sentence.start, sentence.end)
        || is_handling(shaper, run, sentence.end) && !leak
        || is_of_staff(shaper, line)
        || is_address(shaper, run)
        || is_general(shaper, run, sentence.start)
        || is_sender(shaper, run)
}

/// 「感染するとアドレス帳やメールが盗まれる恐れがあります」: what such a thing does, and not what it did.
fn is_general(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>, start: u32) -> bool {
    static IF: Sought =
        Sought::new(&["感染すると", "感染した場合", "開くと", "開封すると", "クリックすると", "実行すると", "アクセスすると"]);
    IF.within(shaper.text.lexed.slice(start.min(run.start), run.start))
}

/// 「職員のメールアドレスを発信元とするメール」 「メールアドレス欄に外部の宛先が入力され」: where a mail seems to come from, and what a form was filled with.
fn is_sender(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    const FROM: &[&str] =
        &["を発信元", "を送信元", "を差出人", "を送信者", "が送信元", "が差出人", "が発信元", "から発信", "を詐称"];
    let after = shaper.text.lexed.stretch(run.end, run.end + 90);
    let filled = after.starts_with("欄に") && after.split('。').next().unwrap_or("").contains("入力");
    let outer = shaper.text.lexed.stretch(run.start.saturating_sub(9), run.start).ends_with("外部の");
    let typed = outer && after.starts_with('が') && after.contains("入力");
    // 流出した会員のメールアドレスを送信元とする: it leaked all the same.
    const LEAKED: [&str; 4] = ["流出した", "漏えいした", "会員の", "お客様の"];
    let before = shaper.text.lexed.stretch(run.start.saturating_sub(45), run.start).rsplit(['、', '。']).next().unwrap_or("");
    if LEAKED.iter().any(|w| before.contains(w)) {
        return false;
    }
    run.finds.len() == 1 && (FROM.iter().any(|w| after.starts_with(w)) || filled || typed)
}

/// 「IDやパスワードを盗み取るウイルス」: what such a thing is made for.
pub(super) fn is_purpose(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    const DOES: &[&str] = &[
        "を盗み取る",
        "を盗む",
        "を窃取する",
        "を詐取する",
        "を抜き取る",
        "を収集する",
        "をだまし取る",
        "を搾取する",
        "を盗み出す",
    ];
    const THING: &[&str] = &["機能", "ウイルス", "マルウェア", "プログラム", "もの", "目的", "攻撃", "手口", "偽", "ため"];
    let after = shaper.text.lexed.stretch(run.end, run.end + 90).trim_start_matches("等").trim_start_matches("など");
    let after = after.trim_start_matches("の情報").trim_start_matches("情報");
    let rest = DOES.iter().find_map(|w| after.strip_prefix(w));
    rest.is_some_and(|rest| THING.iter().any(|w| rest.starts_with(w) || rest.starts_with("不正") || rest.starts_with("偽")))
}

/// 「メールアドレス:help@example.jp」: where to write to.
fn is_address(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let after = shaper.text.lexed.stretch(run.end, run.end + 48).trim_start_matches([':', ' ', '(', '\t', '】']);
    let end = after.find(|c: char| !c.is_ascii_graphic()).unwrap_or(after.len());
    after[..end].find('@').is_some_and(|at| at > 0)
}

/// A table of those who were disciplined: 職名 年代・性別 処分.
fn is_of_staff(shaper: &Shaper<'_, '_, '_>, line: usize) -> bool {
    let lines = &shaper.text.lines;
    let said = |n: usize| ["処分", "懲戒"].iter().any(|w| shaper.text.lexed.slice(lines[n].body, lines[n].end).contains(w));
    let punished = |n: usize| shaper.text.lexed.slice(lines[n].body, lines[n].end).contains("被処分者");
    if lines[line].heading.is_some_and(|h| punished(h as usize)) {
        return true;
    }
    lines[line].kind == Kind::Row && (said(line) || lines[line].heading.is_some_and(|h| said(h as usize)))
}

/// 「個人情報(氏名、住所等)の取扱い」: how data are handled, not what became of them.
fn is_handling(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>, end: u32) -> bool {
    let after = shaper.text.lexed.slice(run.end, end.max(run.end));
    let after = after.trim_start_matches(['等', 'な', 'ど', ')', 'の', '情', '報']);
    ["取扱", "取り扱い", "保護", "管理を", "管理の", "管理に", "管理体制"].iter().any(|w| after.starts_with(w))
}

/// What a false mail looks like: 不審メールには、パスワード付きの添付ファイルが…, 送信者の氏名とメールアドレスが異なり.
fn is_of_suspect_mail(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>, start: u32, end: u32) -> bool {
    static MAIL: Sought = Sought::new(&[
        "不審メールに",
        "不審メールの",
        "不審メールは",
        "不審なメールに",
        "不審なメールの",
        "不審なメールは",
        "なりすましメールに",
        "なりすましメールの",
        "なりすましメールは",
        "迷惑メールに",
        "迷惑メールの",
        "迷惑メールは",
        "差出人",
        "送信者として",
        "送信者の",
    ]);
    static LOOKS: Sought = Sought::new(&["見分け", "特徴", "不審メールについて", "不審なメールについて"]);
    static APART: Sought = Sought::new(&["の@", "の「@", "が異な", "と異な", "を騙", "をかた", "を装", "を詐称", "を偽"]);
    static LEAK: Sought = Sought::new(&["流出", "流れ出", "漏えい", "漏れ", "窃取", "抜き取", "盗"]);
    let lexed = &shaper.text.lexed;
    let line = shaper.text.lines[shaper.text.line_at(run.start)];
    let heading = line.heading.map_or("", |h| {
        let h = shaper.text.lines[h as usize];
        lexed.slice(h.body, h.end)
    });
    let before = lexed.slice(start.min(run.start), run.start);
    let after = lexed.slice(run.end, lexed.text().floor_char_boundary(run.end as usize + 12) as u32);
    let leaked = || LEAK.within(before) || LEAK.within(heading);
    // 「不審なメールについて」 heads a whole notice that goes on to tell what leaked.
    let goes_on = |end: u32| LEAK.within(lexed.slice(run.end, end.max(run.end)));
    APART.begin(after) || (MAIL.within(before) || LOOKS.within(heading) && !goes_on(end)) && !leaked()
}

/// An address or number to which something was sent: 誤ったメールアドレスに.
fn is_medium(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>, end: u32) -> bool {
    const DATIVE: &[&str] = &["から", "へ", "宛", "あて", "に"];
    const OTHER: &[&str] =
        &["には", "について", "につき", "に関", "に係", "にかか", "に該当", "にあた", "に加え", "にも", "に至", "に限"];
    let after = shaper.text.lexed.slice(run.end, end.max(run.end));
    run.finds.len() == 1 && DATIVE.iter().any(|w| after.starts_with(w)) && !OTHER.iter().any(|w| after.starts_with(w))
}

/// Whether the sentence speaks of the help desk or the like.
pub(super) fn is_aside(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'_>) -> bool {
    let sentence = shaper.around(run.finds.last().map_or(0, |f| f.last()), run.start, run.end);
    let leak = has(shaper, context.leak, sentence.start, sentence.end);
    has(shaper, context.aside, sentence.start, sentence.end) && !leak && run.size < 3 && !counted(shaper, run)
}

/// Whether one item's word is the heading of what follows: 1 学校名 ⏎ 市立第三中学校.
pub(super) fn is_title_of_line(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let text = shaper.text;
    let line = text.lines[text.line_at(run.start)];
    let first = run.finds.first().map_or("", |f| shaper.rule(f).code.as_str());
    let own = run.start == line.body && line.end.saturating_sub(run.end) <= 9;
    own && line.heading.is_none()
        && run.size == 1
        && matches!(line.kind, Kind::Heading(1))
        && matches!(first, "school" | "employer" | "name" | "address")
}

/// Whether the items stand under a label that denies them: 記載のない情報 電話番号; 表示されなかった項目⏎氏名, 住所.
pub(super) fn is_denied_label(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let text = shaper.text;
    let at = text.line_at(run.start);
    let line = text.lines[at];
    let own = text.lexed.slice(line.body, run.start.max(line.body));
    if denies(own.split([':', '\t', '】', ' ']).next().unwrap_or("")) && own.len() > 12 {
        return true;
    }
    let heading = line.heading.map(|h| text.lines[h as usize]);
    if heading.is_some_and(|h| denies(text.lexed.slice(h.body, h.end))) {
        return true;
    }
    let above = text.lines[..at].iter().rev().take(2).find(|l| l.kind != Kind::Blank);
    above.is_some_and(|l| denies(text.lexed.slice(l.body, l.end)))
}

/// Whether a label over the line says that data follow: 渡した情報, 見えていたもの, 取得できる状態にあった項目.
fn is_labelled(shaper: &Shaper<'_, '_, '_>, at: usize) -> bool {
    const DATA: &[&str] =
        &["た情報", "る情報", "い情報", "た項目", "る項目", "た内容", "たもの", "たデータ", "た個人情報", "る個人情報"];
    let lines = &shaper.text.lines;
    let labels = |l: &Line| {
        let label =
            shaper.text.lexed.slice(l.body, l.end).trim_end_matches([' ', ':', '】', '>', '〉', '》', ')', ']', '」', '」']);
        label.len() <= 90 && !label.contains('。') && DATA.iter().any(|w| label.ends_with(w))
    };
    let heading = lines[at].heading.is_some_and(|h| labels(&lines[h as usize]));
    heading || answers(shaper, at) || lines[..at].iter().rev().take(2).find(|l| l.kind != Kind::Blank).is_some_and(labels)
}

/// 「Q 何が書かれていましたか。⏎A 氏名、住所です。」: the question over the line asks for the data.
fn answers(shaper: &Shaper<'_, '_, '_>, at: usize) -> bool {
    const ASKS: &[&str] = &["何が", "何を", "何の", "なにが", "どのような", "どんな", "どういった", "どういう", "どの情報"];
    const DATA: &[&str] = &[
        "情報",
        "書かれ",
        "記載",
        "載って",
        "含まれ",
        "入って",
        "見え",
        "見られ",
        "漏れ",
        "漏えい",
        "流出",
        "項目",
        "データ",
        "内容",
        "渡",
    ];
    let lines = &shaper.text.lines;
    let Some(above) = lines[..at].iter().rev().take(2).find(|l| l.kind != Kind::Blank) else { return false };
    let words = shaper.text.lexed.slice(above.body, above.end).trim_end_matches([' ', '。', '?', '」']);
    let asks = words.ends_with('か') && words.len() <= 150;
    asks && ASKS.iter().any(|w| words.contains(w)) && DATA.iter().any(|w| words.contains(w))
}

/// Whether words say that something cannot be ruled out.
fn doubts(words: &str) -> bool {
    const DOUBTS: &[&str] =
        &["否定", "払拭", "排除", "拭い", "拭え", "言い切れ", "断定", "否め", "限ら", "打ち消", "かもしれ", "とも知れ"];
    DOUBTS.iter().any(|w| words.contains(w))
}

/// Whether a short label ends with a noun for data that is denied: 含まれていない情報, but not 漏えいを否定できない情報.
fn denies(label: &str) -> bool {
    const DENIED: &[&str] = &["ない", "なかった", "対象外の", "除く", "非対象の"];
    const DATA: &[&str] = &["個人情報", "情報", "項目", "データ", "もの", "内容", "欄"];
    let label = label.trim_end_matches([' ', ':', '】', '>', '〉', '》', ')', ']', '」']);
    let noun = DATA.iter().find_map(|w| label.strip_suffix(w));
    label.len() <= 90 && noun.is_some_and(|rest| DENIED.iter().any(|w| rest.ends_with(w))) && !doubts(label)
}

/// What leaks in a headline is named right before the leak: メールアドレス流出, and not by what it leaked through: FAX誤送信.
const CLOSE: u32 = 30;

/// Whether items of which the sentence says that they leaked or were held are named near enough to it.
pub(super) fn is_near(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'_>) -> bool {
    let last = run.finds.last().map_or(0, |f| f.last());
    let clause = shaper.text.clause(last);
    let own = shaper.text.tokens()[last].start;
    if has(shaper, context.leak, own, run.end) || has(shaper, context.inclusion, own, run.end) {
        return true;
    }
    let most = if shaper.text.in_title(run.start) { CLOSE } else { 90 };
    // 「住民情報(住所と課税情報)を閲覧」: what is said behind the bracket.
    let bracketed = shaper.text.lexed.slice(clause.start.saturating_sub(1), clause.start) == "(";
    let said = if bracketed { shaper.around(last, run.start, run.end).end } else { clause.end };
    let end = shaper.text.lexed.text().floor_char_boundary(said.max(run.end).min(run.end + most) as usize) as u32;
    let passed_on = ["伝え", "教え", "漏らし", "話し", "口外"];
    if passed_on.iter().any(|w| shaper.text.lexed.stretch(run.end, run.end + 60).contains(w)) {
        return true;
    }
    let only = ["のみ", "だけ", "に限"].iter().any(|w| shaper.text.lexed.stretch(run.end, run.end + 9).starts_with(w));
    only || run.size > 1 && most == 90 || has(shaper, context.leak, run.end, end) || has(shaper, context.inclusion, run.end, end)
}

/// The state of items of which their sentence says nothing: that of the list they stand in.
pub(super) fn listed(shaper: &Shaper<'_, '_, '_>, context: &Context, run: &Run<'_>) -> Option<&'static str> {
    let text = shaper.text;
    let at = text.line_at(run.start);
    let line = text.lines[at];
    let last = run.finds.last().map_or(0, |f| f.last());
    let sentence = shaper.around(last, run.start, run.end);
    if text.in_title(run.start) {
        return None;
    }
    let whole = is_whole(shaper, run);
    let lead = led(shaper, context, at);
    if lead == Some("excluded") && (whole || line.kind == Kind::Item) {
        return lead;
    }
    let under = |class: Option<Class>| class.is_some_and(|c| text.under(at, c));
    let listed = under(context.listing) || under(context.leak) || lead.is_some() || is_labelled(shaper, at);
    let spoken = has(shaper, context.leak, sentence.start, sentence.end)
        || has(shaper, context.inclusion, sentence.start, sentence.end)
        || has(shaper, context.listing, sentence.start, run.start)
        || counted(shaper, run);
    let own = run.start == line.body && !text.lexed.slice(line.body, line.end).contains(|c: char| c.is_ascii_digit());
    let lone = (matches!(line.kind, Kind::Item | Kind::Row) || own) && short(shaper, line.body, line.end)
        || whole && short(shaper, sentence.start, sentence.end);
    let topic = text.lexed.slice(sentence.start, run.start);
    let topic = ["のは", "ものは", "情報は", "項目は", "内容は", "データは"].iter().any(|w| topic.contains(w));
    let after = text.lexed.slice(run.end, sentence.end.max(run.end)).trim_start_matches(['等', 'な', 'ど', 'の', '情', '報']);
    let copula = ["で、", "です", "である", "だ。", "だった"].iter().any(|w| after.starts_with(w));
    // 「リストに載っていたメールアドレスは、延べ412,870件です」
    let held = has(shaper, context.inclusion, run.start.saturating_sub(21).max(sentence.start), run.start)
        && ["いた", "いる", "ある", "れた", "した"].iter().any(|w| text.lexed.slice(sentence.start, run.start).ends_with(w));
    let described = held && counted(shaper, run);
    let announced = topic && copula && run.size > 1 || topic && has(shaper, context.leak, sentence.start, run.start);
    let affected = announced || described || run.size > 1 && (listed || spoken) || lone && listed || run.size > 2 && whole;
    affected.then_some("affected")
}

/// Whether the items stand in an item of a list or in a table.
pub(super) fn is_in_list(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let line = shaper.text.lines[shaper.text.line_at(run.start)];
    line.kind != Kind::Text && short(shaper, line.body, line.end) || is_whole(shaper, run)
}

/// Whether the items are most of their sentence.
fn is_whole(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let sentence = shaper.around(run.finds.last().map_or(0, |f| f.last()), run.start, run.end);
    2 * (run.end - run.start) >= sentence.end.saturating_sub(sentence.start)
}

/// Whether words are so short that they can be a label.
fn short(shaper: &Shaper<'_, '_, '_>, start: u32, end: u32) -> bool {
    shaper.text.lexed.slice(start, end).trim().char_indices().nth(40).is_none()
}

/// Whether a figure stands right before or behind the items: 患者5名の氏名、住所; 氏名、住所 12件.
fn counted(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    let near = shaper.text.lexed.within(run.start.saturating_sub(60), run.end + 30);
    near.clone().any(|t| {
        let token = shaper.text.tokens()[t];
        token.class == classes::COUNT && (token.end <= run.start || token.start >= run.end)
    })
}

/// The state that the lines above lead in: 漏えいした可能性のある情報は以下のとおりです。 次の情報は含まれておりません。
fn led(shaper: &Shaper<'_, '_, '_>, context: &Context, line: usize) -> Option<&'static str> {
    let lines = &shaper.text.lines;
    let above = || lines[..line].iter().rev().take(30);
    let lead = above().find(|l| matches!(l.kind, Kind::Text | Kind::Heading(_)))?;
    let header = above().take_while(|l| l.kind == Kind::Row).last();
    let said = |start, end| has(shaper, context.leak, start, end) || has(shaper, context.listing, start, end);
    let words = shaper.text.lexed.slice(lead.start, lead.end);
    let leads = ["以下", "次の", "下記", ":"].iter().filter_map(|w| words.rfind(w)).max();
    // 「次の情報が漏えいしたおそれがある。公開された事実は確認されていない。」: another sentence of the line denies another thing.
    let end = leads.and_then(|at| words[at..].find('。').map(|n| lead.start + (at + n) as u32 + 3)).unwrap_or(lead.end);
    let leads = leads.is_some();
    let mut tokens = shaper.text.lexed.within(lead.start, end);
    let negated = tokens.rfind(|t| Some(shaper.text.tokens()[*t].class) == context.negation);
    let held = has(shaper, context.held, lead.start, end) || has(shaper, context.inclusion, lead.start, end);
    // 漏えいしていないとは言い切れません: what cannot be ruled out is not denied.
    if leads && !doubts(words) && negated.is_some_and(|t| end - shaper.text.tokens()[t].start < 40) && held {
        return Some("excluded");
    }
    let listing = said(lead.start, lead.end) || header.is_some_and(|h| said(h.start, h.end));
    listing.then_some("affected")
}
