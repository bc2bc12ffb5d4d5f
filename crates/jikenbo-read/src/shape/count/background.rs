//! Figures of the background: an earlier incident, how large the organisation or its service is, what was looked through.

use super::passed::{after, before, starts};
use super::{Figure, Words};
use crate::clause::Kind;
use crate::lex::Counter;
use crate::shape::{Shaper, has};
use crate::sought::Sought;

/// Whether the figure tells of the background, and not of what was affected.
pub(super) fn is_background(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    is_earlier(shaper, figure)
        || is_capacity(shaper, figure)
        || is_inquiries(shaper, words, figure)
        || is_size(shaper, words, figure)
        || is_looked_through(shaper, words, figure)
        || is_seized(shaper, figure)
        || has_answered(shaper, figure)
}

/// 「スマートフォンなど12点を押収した」: what the police took.
fn is_seized(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    starts(after(shaper, figure), &["を押収", "が押収", "の押収"]) && !before(shaper, figure).contains("情報")
}

/// 「64名のお客様より削除した旨のご回答をいただいております」: those who did as they were asked.
fn has_answered(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let near = super::passed::head(after(shaper, figure), 120);
    let near = near.split(['。', '\n']).next().unwrap_or("");
    starts(near, &["から", "より"])
        && !["誤", "受け取", "送信し"].iter().any(|w| near.contains(w))
        && ["削除", "破棄", "消去"].iter().any(|w| near.contains(w))
        && ["回答", "返信", "返事", "確認が取れ"].iter().any(|w| near.contains(w))
}

/// 「同校では2021年にも生徒80人分の名簿を紛失している」: another incident.
fn is_earlier(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const TIMES: &[&str] = &["年", "月", "年度", "過去", "以前", "昨年", "去年", "おととし", "前"];
    const SPANS: &[&str] = &["今年度", "昨年度", "本年度", "過去", "これまで", "昨年", "今年"];
    const HAPPEN: &[&str] = &["起き", "起こ", "発生", "相次", "続い", "続発"];
    let before = before(shaper, figure);
    let also = |at: usize| TIMES.iter().any(|w| before[..at].ends_with(w));
    let again = before.match_indices("にも").any(|(at, _)| also(at));
    let counted = starts(after(shaper, figure), HAPPEN) && SPANS.iter().any(|w| before.contains(w));
    (again || counted) && !["今回", "本件", "このたび", "この度"].iter().any(|w| before.contains(w))
}

/// 「会場は300名まで入れます」: how many there is room for.
fn is_capacity(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const ROOM: &[&str] = &["入れ", "入場", "参加", "利用", "受け付け", "受付", "申し込", "登録", "収容", "が定員"];
    after(shaper, figure).strip_prefix("まで").is_some_and(|rest| starts(rest, ROOM))
}

/// 「お問い合わせの件数は、7月10日時点で1,250件に上っています」: those who asked.
fn is_inquiries(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const NEWS: &[&str] =
        &["のご相談", "の相談を", "の相談が", "のお問い合わせ", "の問い合わせ", "のご連絡", "の苦情", "のお申し出", "のご意見"];
    // 1,530件のお問い合わせ情報が閲覧できる状態: what was asked is what leaked.
    const REACH: usize = 150;
    let told = NEWS.iter().find_map(|w| after(shaper, figure).strip_prefix(w));
    let kept = |rest: &str| starts(rest, &["情報", "内容", "の内容", "に含まれ", "履歴", "データ", "記録", "フォーム"]);
    let end =
        figure.end + super::passed::head(after(shaper, figure), REACH).split(['。', '\n']).next().map_or(0, str::len) as u32;
    if figure.quantity.counter == Counter::Records
        && told.is_some_and(|rest| !kept(rest))
        && !has(shaper, words.leak, figure.end, end)
    {
        return true;
    }
    const ASKED: &[&str] = &[
        "問い合わせの件数",
        "問い合わせ件数",
        "問い合わせは",
        "問い合わせ数",
        "相談件数",
        "相談の件数",
        "相談は",
        "苦情の件数",
        "苦情は",
        "入電数",
    ];
    const FAR: u32 = 75;
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let from = sentence.start.max(figure.start.saturating_sub(FAR));
    let near = shaper.text.lexed.stretch(from, figure.start);
    ASKED.iter().any(|w| near.contains(w)) && !has(shaper, words.leak, sentence.start, figure.start)
}

/// Numbers of persons and things that say how large something is, where nothing is said of an incident.
const SIZES: &[&str] = &[
    "会員数",
    "登録者数",
    "利用者数",
    "加入者数",
    "契約数",
    "契約者数",
    "ユーザー数",
    "従業員数",
    "社員数",
    "職員数",
    "生徒数",
    "児童数",
    "学生数",
    "病床数",
    "店舗数",
    "世帯数",
    "ダウンロード数",
    "フォロワー数",
    "フォロワー",
    "購読者数",
    "読者数",
    "チャンネル登録者",
    "契約者",
    "登録者",
    "加入者",
    "従業員",
    "社員",
    "スタッフ",
    "人口",
    "取扱店",
    "病床",
];

/// What says that a sentence tells of the organisation or its service, and not of the incident.
static STANDING: Sought = Sought::new(&[
    "創業",
    "設立",
    "開院",
    "開設",
    "開校",
    "開業",
    "開学",
    "導入",
    "始まっ",
    "現在の",
    "全体で",
    "全部で",
    "年間",
    "国内",
    "全国",
    "回収率",
    "在籍",
    "在学",
    "に満た",
    "供給",
    "展開し",
    "擁し",
    "擁する",
    "回答率",
    "1年間に",
    "管理する",
    "抱え",
    "累計",
]);

/// What says that the sentence tells of the incident.
static MATTER: Sought = Sought::new(&[
    "対象",
    "影響",
    "被害",
    "該当",
    "含ま",
    "記載",
    "記録",
    "保存",
    "本件",
    "今回",
    "誤っ",
    "誤り",
    "おそれ",
    "恐れ",
    "可能性",
]);

/// Words between the noun that is counted and its figure.
const BETWEEN: &[&str] = &[
    "全体で",
    "全部で",
    "合わせて",
    "現在で",
    "現在",
    "多い年でも",
    "国内に",
    "全国に",
    "全国で",
    "合計で",
    "およそ",
    "約",
    "計",
];

/// What is said of a size: that it is so many, that so many use it.
const SAID: &[&str] = &[
    "。",
    ")",
    "で、",
    "です",
    "である",
    "だが",
    "でし",
    "いる",
    "いま",
    "おり",
    "いらっしゃ",
    "ござい",
    "あり",
    "ある",
    "在籍",
    "存在",
    "に満た",
    "に上",
    "にのぼ",
    "に達",
    "が利用し",
    "が登録し",
    "が加入し",
    "が在籍し",
    "が在学し",
    "が通",
    "が学",
    "を擁",
    "を抱",
    "を有",
    "に水",
    "にガス",
    "に電気",
    "に電力",
];

/// 「従業員およそ60人。」 「登録者は約2万1千人です」 「在籍する全学生3,412名が利用しており」
fn is_size(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let text = shaper.text;
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    // 「在学生の氏名などを含めた約8,000名分。」 counts shares.
    let share = text.lexed.slice(figure.start, figure.end).ends_with('分') || before(shaper, figure).ends_with("分(");
    if share || matches!(text.lines[text.line_at(figure.start)].kind, Kind::Row | Kind::Heading(_)) || text.in_title(figure.start)
    {
        return false;
    }
    let (lead, said) = (before(shaper, figure), after(shaper, figure));
    let noun = noun(lead);
    let sized = SIZES.iter().find(|w| noun.ends_with(*w));
    // ダウンロード数 is no leak.
    let own = sized.map_or(figure.start, |w| figure.start - (lead.len() - noun.len() + w.len()) as u32);
    // 「合わせて4,118名です(現在の会員数は4,530名)」: the remark tells of another figure.
    let remark = said.find('(').filter(|at| *at <= 12).map_or(sentence.end, |at| sentence.end - (said.len() - at) as u32);
    let whole = text.lexed.slice(sentence.start, remark);
    let matter = |words: &str| MATTER.within(words);
    let but = said.find("ですが").or_else(|| said.find("ますが")).filter(|at| *at <= 12);
    let end = but.map_or(sentence.end, |_| figure.end);
    let told = has(shaper, words.leak, sentence.start, own) || has_leaked(shaper, words, figure.end, end);
    let told = told || matter(lead) || but.is_none() && matter(said.strip_prefix("で、").map_or(said, |_| ""));
    // 「なお、当社が一年間に運ぶ荷物は約640万個、取扱店は…」
    // 「従業員は約300人、年間の売上高は約50億円」
    let topic = sized.is_some() && lead.trim_end_matches(['約', ' ']).ends_with('は') && said.starts_with('、');
    let aside = topic || lead.trim_start_matches([' ', '※', '・']).starts_with("なお") && said.starts_with('、');
    if told || !aside && !starts(said, SAID) {
        return false;
    }
    let attribute = sized.map_or("", |w| &noun[..noun.len() - w.len()]);
    let free = !attribute.ends_with(['た', 'る', 'い']) || ["する", "いる"].iter().any(|w| attribute.ends_with(w));
    sized.is_some() && free && whole.contains('。') || STANDING.within(whole)
}

/// Whether a leak is told of between, and not denied: 「登録者は9万人で、流出した形跡はない」.
fn has_leaked(shaper: &Shaper<'_, '_, '_>, words: &Words, start: u32, end: u32) -> bool {
    let tokens = shaper.text.tokens();
    let told = |t: usize| Some(tokens[t].class) == words.leak && shaper.text.clause(t).negated < tokens[t].start;
    shaper.text.lexed.within(start, end).any(told)
}

/// The words before a figure, up to the noun that it counts.
fn noun(mut lead: &str) -> &str {
    loop {
        let short = lead.trim_end_matches([' ', 'は', 'が', '、', '(']);
        let short = BETWEEN.iter().find_map(|w| short.strip_suffix(w)).unwrap_or(short);
        if short.len() == lead.len() {
            return short;
        }
        lead = short;
    }
}

/// 「公開しているファイル212点をすべて調べ」 「端末1,100台について確認を行い」: what was looked through was not all affected.
fn is_looked_through(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const LOOK: &[&str] = &[
        "調べ",
        "調査",
        "点検",
        "検査",
        "診断",
        "照合",
        "確認を行",
        "確認を実施",
        "確認作業",
        "有無を確認",
        "有無を確かめ",
        "スキャン",
    ];
    if is_looked_through_too(shaper, words, figure) {
        return true;
    }
    if !matches!(figure.quantity.counter, Counter::Other | Counter::Files) {
        return false;
    }
    // 「調査対象 サーバー21台、業務用パソコン136台」
    const LABELS: &[&str] =
        &["調査対象", "調査の対象", "点検対象", "点検の対象", "検査対象", "確認対象", "診断対象", "調査した機器"];
    let line = shaper.text.lines[shaper.text.line_at(figure.start)];
    let near = figure.start.saturating_sub(line.body) <= 150;
    let label = if near { shaper.text.lexed.slice(line.body, figure.start.max(line.body)) } else { "" };
    let label = label.trim_start_matches(['■', '・', '【', '(', '○', '●']);
    if starts(label, LABELS) && label.len() <= 120 && !label.contains('。') {
        return true;
    }
    let mut said = after(shaper, figure);
    // パソコン1,100台とサーバー46台について
    if let Some(second) = said.strip_prefix('と').or_else(|| said.strip_prefix("及び")).or_else(|| said.strip_prefix("および"))
    {
        said = second.find(['を', 'に']).filter(|at| *at <= 60).map_or(said, |at| &second[at..]);
    }
    const RENEW: &[&str] = &[
        "の更改",
        "の入れ替え",
        "の導入",
        "の設置",
        "の交換",
        "の更新",
        "を導入",
        "を設置",
        "を増設",
        "を交換",
        "を購入",
        "を配備",
    ];
    if starts(said.trim_start_matches(')'), RENEW) {
        return true;
    }
    if !starts(said, &["を", "について", "につき", "の調査", "の点検"]) {
        return false;
    }
    let near = &said[..said.floor_char_boundary(150.min(said.len()))];
    let looked = LOOK.iter().filter_map(|w| near.find(w)).min();
    looked.is_some_and(|at| !has(shaper, words.leak, figure.end, figure.end + at as u32))
}

/// 「文書112件についても同じ方法で渡した例がないかを調べた」 「海外子会社6社についても同様の点検を行い」 「証明書18万件の記録を調査した結果」: others, and all there
/// are, in which something was sought.
fn is_looked_through_too(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const LOOK: &[&str] = &["調べ", "調査", "点検", "検査", "診断", "確認し", "確認を行", "スキャン"];
    const FOUND: &[&str] = &[
        "を調査した結果",
        "が調査した結果",
        "を調べた結果",
        "を調べたところ",
        "を調査したところ",
        "を点検した結果",
        "を点検したところ",
        "が調査したところ",
    ];
    const FAR: usize = 150;
    if matches!(figure.quantity.counter, Counter::People | Counter::Times) {
        return false;
    }
    let near = super::passed::head(after(shaper, figure), FAR).split(['。', '\n']).next().unwrap_or("");
    let found = |list: &[&str]| list.iter().filter_map(|w| near.find(w)).min();
    // 端末120台についても感染を確認しました: that was found in them, and not only sought.
    const STRUCK: &[&str] = &[
        "流出を",
        "流出した",
        "漏えいを",
        "漏えいした",
        "感染を",
        "感染し",
        "暗号化",
        "誤送信",
        "紛失",
        "閲覧でき",
        "についても確認",
    ];
    let struck = !near.contains("ないか") && STRUCK.iter().any(|w| near.contains(w));
    let too = starts(near, &["についても", "に対しても"]).then(|| found(LOOK)).flatten().filter(|_| !struck);
    let all = starts(near, &["の記録", "の履歴", "のログ", "を", "について"]).then(|| found(FOUND)).flatten();
    let lead = before(shaper, figure);
    too.is_some()
        || all.is_some_and(|at| {
            !["流出", "漏えい", "誤"].iter().any(|w| lead.contains(w))
                && !has(shaper, words.leak, figure.end, figure.end + at as u32)
        })
}
