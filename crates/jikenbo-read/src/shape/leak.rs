//! Whether data leaked, and whether harm followed: of all that a notice says of it, the strongest.

use jikenbo_model::{Code, Fact};

mod beside;

use beside::{bounced, carried, is_thing, keys_came_out, leaked_before, of_keys, of_money, of_one_item, stolen, visited};

use super::Shaper;
use super::code::rank;
use crate::apply::Find;
use crate::clause::{Kind, Text};
use crate::rule::classes;

/// What is said of a leak, the strongest first. That it lay open (weak rules) says less than what the records show.
const STATUS: &[&str] = &["confirmed", "possible", "none_found", "confirmed?", "possible?", "under_investigation"];

/// What is said of harm that followed. Mails sent from what was taken over are the incident itself where the text says that no
/// more followed.
const DAMAGE: &[&str] = &["confirmed", "possible", "none_found", "confirmed?"];

/// Kinds of which a leak follows: who was sent it, was given it or took it has it.
const LEAKED: &[&str] = &["misdelivery", "improper_sharing", "insider_misuse"];

/// What somebody inside did by whom data came out; that he used what he knew is no leak.
const TAKEN: &[&str] = &["持ち出", "のぞき見", "盗み見", "閲覧", "漏ら"];

/// Kinds in which that something was shown or opened is the leak.
const SHOWN: &[&str] = &["unintended_publication", "product_fault", "misdelivery", "improper_sharing", "insider_misuse"];

/// Kinds in which traces are sought everywhere.
const ATTACKS: &[&str] = &["unauthorized_access", "ransomware", "account_takeover", "malware", "defacement", "denial_of_service"];

/// Kinds in which those who visit a page, or take a file, are harmed by it.
const TAMPERED: &[&str] = &["defacement", "malware"];

/// The strongest statement in the body; the headline counts only if the body says nothing, and the kind if neither does.
pub(crate) fn status(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let text = shaper.text;
    let in_title = |f: &Find| text.in_title(text.tokens()[f.last()].start);
    let fault = is(kinds, &["product_fault"]);
    let said = || shaper.under("leak_status").filter(|f| fits(shaper, kinds, f));
    let body = said().any(|f| !in_title(f));
    let best =
        said().filter(|f| !(body && in_title(f))).min_by_key(|f| (certainty(shaper, f, fault), shaper.rule(f).place, f.last()));
    best.map_or_else(|| by_kind(shaper, kinds), |best| Some(shaper.fact(best, shaper.rule(best).code.clone())))
}

/// Whether a matter is of one of some kinds.
fn is(kinds: &[Fact<Code>], codes: &[&str]) -> bool {
    kinds.iter().any(|k| codes.contains(&k.value.as_str()))
}

/// Whether what a find says is said of a leak, in a matter of these kinds.
fn fits(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>], find: &Find) -> bool {
    let (text, weak) = (shaper.text, shaper.rule(find).weak);
    let is = |codes: &[&str]| is(kinds, codes);
    match shaper.rule(find).code.as_str() {
        // Who was sent a mail that shows all addresses has them.
        "possible" if weak => !is(&["misdelivery"]),
        // 跡はないが、その可能性は残る: what is found stands in another breath than what remains.
        "possible" if no_trace(shaper, find) => true,
        "possible" => {
            let tampered = is(TAMPERED) && visited(text, find);
            let keys = is(&["account_takeover"]) && of_keys(text, find);
            let beside = tampered || keys || of_money(text, find) || is(&["loss_or_theft"]) && stolen(text, find);
            attached(text, find) && !beside
        }
        "confirmed" => {
            // An example of a page has no kind.
            let shown = kinds.is_empty() || is(SHOWN);
            !unsaid(shaper, find)
                && (is(LEAKED) || !bounced(text, find))
                && (shown || !weak)
                && stated(text, find)
                && !(is(&["loss_or_theft"]) && carried(text, find))
                && !(is(&["account_takeover", "malware", "payment_page_tampering"]) && of_keys(text, find))
                && !(is(&["account_takeover"]) && !is(&["phishing"]) && keys_came_out(text, find))
                && !of_money(text, find)
                && !(is(TAMPERED) && visited(text, find))
        }
        // No trace of a login on the other servers: of an attack it tells no leak.
        "none_found" => !leaked_before(text, find) && !of_one_item(text, find) && (!weak || !is(ATTACKS)),
        _ => true,
    }
}

/// What the kind alone tells where no word does: who was sent or shown data has them, and who tells of what he lost tells of a risk.
fn by_kind(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let fact = |code: &str, kind: &Fact<Code>| Fact::new(Code::from(code), kind.evidence.span, kind.evidence.rule.clone());
    let took = || TAKEN.iter().any(|word| shaper.text.lexed.text().contains(word));
    let leaked = |code: &str| LEAKED.contains(&code) && (code != "insider_misuse" || took());
    if let Some(kind) = kinds.iter().find(|k| leaked(k.value.as_str())) {
        return Some(fact("confirmed", kind));
    }
    kinds.iter().find(|k| k.value.as_str() == "loss_or_theft").filter(|_| is_risk(shaper)).map(|k| fact("possible", k))
}

/// Whether the house that tells of what it lost says nothing of how it stands with that. A report of a loss tells only what it says, and what was
/// found again, wiped, or held nothing of anybody's is no risk.
fn is_risk(shaper: &Shaper<'_, '_, '_>) -> bool {
    const SPEAKS: [&str; 15] = [
        "流出",
        "漏えい",
        "悪用",
        "不正利用",
        "形跡",
        "発見しま",
        "発見した。",
        "発見され",
        "見つかりま",
        "回収しま",
        "回収され",
        "遠隔で",
        "個人情報は含まれて",
        "個人情報を含まない",
        "売上金",
    ];
    let (text, title) = (shaper.text.lexed.text(), shaper.text.title.1 as usize);
    title > 0
        && !super::event::reported(shaper)
        && !text.contains("と発表した")
        && !SPEAKS.iter().any(|w| text[title..].contains(w))
}

/// Whether a rule found that there is no trace, and behind it what cannot be ruled out all the same.
fn no_trace(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let class = shaper.rules.names.get("leak_status/possible#no_trace");
    find.tokens().last().is_some_and(|first| Some(shaper.text.tokens()[first].class) == class)
}

/// Whether words tell that something was seen or taken: not と|見られており, 保存して|ある, 842人|の個人情報|が閲覧できる.
fn stated(text: &Text<'_>, find: &Find) -> bool {
    let (tokens, all) = (&text.lexed.tokens, text.lexed.text());
    let last = tokens[find.last()];
    let (words, behind) = (text.lexed.slice(last.start, last.end), &all[last.end as usize..]);
    // クラウドに保存して|いたファイル: it is the house that kept it there.
    let own = words.contains("保存して") && behind.strip_prefix(['た', 'る']).is_some_and(|rest| rest.starts_with(is_thing));
    let thought = words.starts_with("見られ") && all[..last.start as usize].ends_with('と');
    let kept = words.ends_with('て') && (behind.starts_with("ある") || behind.starts_with("あっ"));
    // That the data of so many could be seen tells of no reader.
    let count = find.tokens().find(|t| tokens[*t].class == classes::COUNT && *t != find.last());
    let between = count.map_or("", |t| text.lexed.slice(tokens[t].end.min(last.start), last.start));
    let could = words.ends_with("閲覧") && ["でき", "可能"].iter().any(|w| behind.starts_with(w));
    // 1,204件について、閲覧範囲が「全員が閲覧できます」に設定され: a scope is no reader.
    let scope = behind.starts_with("範囲") || behind.starts_with("権限");
    !(own || thought || kept || scope || could && ["情報", "氏名", "名簿", "範囲"].iter().any(|w| between.contains(w)))
}

/// Whether words only seem to say so: 漏えいした情報には含まれて|おりません, 漏えいした情報の内容は…ですか, ダウンロードされた|ファイルを実行し,
/// 第三者が送信し|たメール, 学内|外に送信 (also 社内外), and the title of another notice in its quotes.
fn unsaid(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: u32 = 180;
    let (text, tokens) = (shaper.text, &shaper.text.lexed.tokens);
    let (first, last) = (find.tokens().map(|t| tokens[t].start).min().unwrap_or(0), tokens[find.last()]);
    let words = text.lexed.slice(first.min(last.start), last.end);
    let behind = text.lexed.stretch(last.end, last.end + FAR);
    let denied = words.ends_with("含まれ") || words.ends_with("含ま");
    let denied = denied && ["ており", "ていま", "れており", "れていま", "れませ", "れず"].iter().any(|w| behind.starts_with(w));
    let denied =
        denied && behind.split(['。', '、', '\n']).next().is_some_and(|said| said.contains("ません") || said.contains("ない"));
    let asked = behind.split(['。', '\n']).next().is_some_and(|said| said.trim_end_matches('?').ends_with("ですか"));
    let bait = words.ends_with("ダウンロードされた") && ["ファイルを実行", "ファイルを開"].iter().any(|w| behind.starts_with(w));
    let sender = words.ends_with("第三者が送信し") && behind.starts_with("たメール");
    let inside = words.starts_with("外に送信") && text.lexed.text()[..first as usize].ends_with('内');
    denied || asked || bait || sender || inside
}

/// How much a find says: that so many saw it, or what a fault showed, says as much as any sure statement.
fn certainty(shaper: &Shaper<'_, '_, '_>, find: &Find, fault: bool) -> usize {
    let counted = || find.tokens().any(|t| shaper.text.tokens()[t].class == classes::COUNT);
    if shaper.rule(find).weak && shaper.rule(find).code.as_str() == "confirmed" && (fault || counted()) {
        return 0;
    }
    // 外部に送信された|痕跡が認められ, 開かれた|形跡があり: what traces tell is less than what is said of it in so many words.
    let last = shaper.text.tokens()[find.last()];
    let behind = shaper.text.lexed.stretch(last.end, last.end + 60);
    let (word, behind) =
        (shaper.text.lexed.slice(last.start, last.end), behind.trim_start_matches(['た', 'の', 'と', 'み', 'ら', 'れ', 'る']));
    let cut = word.starts_with('跡') && shaper.text.lexed.text()[..last.start as usize].ends_with(['形', '痕']);
    let noted = ["記録が", "通信の記録", "通信記録", "ログが"].iter().any(|w| behind.starts_with(w) || word.starts_with(w));
    let traced = cut || noted || ["形跡", "痕跡"].iter().any(|w| word.contains(w) || behind.starts_with(w));
    if traced && shaper.rule(find).code.as_str() == "confirmed" {
        return STATUS.iter().position(|s| *s == "confirmed?").unwrap_or(STATUS.len());
    }
    // What was put up by mistake lay open: whether it leaked, other words tell.
    let last = shaper.text.tokens()[find.last()];
    let put_up = ["公開", "掲載", "アップロード"].iter().any(|w| shaper.text.lexed.slice(last.start, last.end).contains(w));
    if put_up && shaper.rule(find).code.as_str() == "confirmed" && !by_thieves(shaper, find) {
        return STATUS.iter().position(|s| *s == "confirmed?").unwrap_or(STATUS.len());
    }
    rank(shaper, find, STATUS)
}

/// Whether the sentence of a find tells of the places where thieves put what they took: ダークウェブに掲載.
fn by_thieves(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const THEIRS: [&str; 6] = ["ダークウェブ", "リークサイト", "闇サイト", "攻撃者", "攻撃グループ", "犯行グループ"];
    let last = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.slice(shaper.around(find.last(), last.start, last.end).start, last.end);
    THEIRS.iter().any(|w| words.contains(w))
}

/// The strongest statement. Mails sent from an account that was taken over are that incident; mails that pose as the organisation use what
/// was taken.
pub(crate) fn damage(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let taken_over = kinds.iter().any(|k| k.value.as_str() == "account_takeover");
    let itself =
        |f: &Find| shaper.rule(f).weak && (taken_over && !poses(shaper.text, f) || relayed(shaper, f) || baited(shaper, f));
    let said = shaper.under("secondary_damage").filter(|f| !itself(f) && !of_else(shaper, f));
    let best = said.min_by_key(|f| (rank(shaper, f, DAMAGE), shaper.rule(f).place, f.last()))?;
    Some(shaper.fact(best, shaper.rule(best).code.clone()))
}

/// Whether a bare なし or ありません under the heading is said of something else: お手続きは特にありません. Alone, or behind a label, it is the answer.
fn of_else(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let token = shaper.text.tokens()[find.last()];
    let none = shaper.rules.names.get("secondary_damage/none_found#none");
    let line = shaper.text.lines[shaper.text.line_at(token.start)];
    let before = shaper.text.lexed.slice(line.body, token.start).trim_end();
    none == Some(token.class)
        && !(before.is_empty() || before.ends_with([':', '、', '。', '\t', '】']) || before.ends_with("二次被害"))
}

/// Whether the mail is the bait that somebody of the house took: 社員あてに…を装ったメッセージが届き、偽の画面に入力.
fn baited(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const STAFF: [&str; 6] = ["社員", "職員", "担当", "教員", "従業員", "スタッフ"];
    let last = shaper.text.tokens()[find.last()];
    let sentence = shaper.around(find.last(), last.start, last.end);
    let (before, after) =
        (shaper.text.lexed.slice(sentence.start, last.end), shaper.text.lexed.slice(last.end, sentence.end.max(last.end)));
    after.contains("入力") && STAFF.iter().any(|w| before.contains(w)) && !before.contains("お客")
}

/// Whether the sentence of a find says up to there that the mails went out by way of what was misused (サーバを経由し、迷惑メールが送信された).
fn relayed(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let last = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.slice(shaper.around(find.last(), last.start, last.end).start, last.end);
    ["を経由", "サーバから", "サーバーから", "アカウントから", "を踏み台"].iter().any(|w| words.contains(w))
}

/// Whether the clause of a find says up to there that somebody poses as another (当店をかたるメール).
fn poses(text: &Text<'_>, find: &Find) -> bool {
    let words = text.lexed.slice(text.clause(find.last()).start, text.tokens()[find.last()].end);
    ["装", "かた", "騙", "名乗", "なりすま", "引用"].iter().any(|w| words.contains(w))
}

/// The most bytes that stand between a leak and the word that makes it possible (漏えいした*ことも完全には*否定できない).
const NEAR: usize = 72;

/// Whether a word of possibility is said of the leak before it, and is no mere heading (情報漏えいの可能性).
fn attached(text: &Text<'_>, find: &Find) -> bool {
    let Some(first) = find.tokens().min() else { return false };
    let (leak, word) = (text.tokens()[first], text.tokens()[find.last()]);
    let between = text.lexed.slice(leak.end, word.start);
    let topic = |at: usize| ["について", "については", "に関しては"].iter().any(|t| between[..at].ends_with(t));
    let one = between.len() <= NEAR && between.match_indices(['、', ',', '。']).all(|(at, _)| topic(at));
    // 窃取された証跡は発見されなかったものの、その可能性を排除できない: said of what was just told.
    let of_it = between.len() <= 2 * NEAR && (between.ends_with("その") || between.ends_with("、その"));
    let line = text.lines[text.line_at(word.start)];
    // 漏えいの可能性がある情報 is a heading too, but says of what.
    let bare = !text.lexed.slice(word.start, word.end).contains("ある");
    let ends = text.lexed.slice(word.end, line.end).trim().is_empty();
    let heading = bare && ends && (matches!(line.kind, Kind::Heading(_)) || line.end - line.start <= SHORT);
    // 「第三者が閲覧する可能性は低い」 looks ahead.
    let ahead = between == "する" || between == "される";
    // 閲覧した人が… tells of readers of a page, and 〜とみられる of what stands before it.
    let readers =
        ["した人", "した方", "した者", "者", "数", "件数", "回数", "権限", "制限"].iter().any(|w| between.starts_with(w));
    let far = text.lexed.slice(word.start, word.end).starts_with('と') && between.len() > CLOSE;
    // 漏えいの可能性を調査したところ: what is looked into is not said.
    let behind = &text.lexed.text()[word.end as usize..];
    let sought = ["を調査", "を調べ", "について調査を継続", "について、調査を継続", "を検証", "の有無", "も視野", "を視野"]
        .iter()
        .any(|w| behind.starts_with(w));
    (one || of_it) && !sought && !ahead && !readers && !far && (!heading || text.in_title(word.start))
}

/// A line of no more bytes that ends with a noun is a heading, whatever its mark: 三、情報漏えいの可能性.
const SHORT: u32 = 60;

/// The most bytes between a leak and the 〜とみられる that is said of it.
const CLOSE: usize = 24;

#[cfg(test)]
mod tests {
    use crate::Reader;
    use jikenbo_model::Notice;

    fn status(text: &str) -> Option<String> {
        Reader::embedded().read(&Notice::plain(text)).record.leak_status.map(|f| f.value.to_string())
    }

    #[test]
    fn a_page_without_a_headline_begins_with_its_body() {
        let report = "青葉市は6月23日、記録媒体を紛失したと発表した。外部への情報漏えいは確認されていない。";
        assert_eq!(status(report).as_deref(), Some("none_found"));
        let read = Reader::embedded().read(&Notice::plain(report)).record;
        assert_eq!(read.title, None);
    }

    #[test]
    fn no_under_a_heading_of_harm_is_the_answer_only_where_it_stands_alone() {
        let damage = |text: &str| {
            let read =
                Reader::embedded().read(&Notice::plain(&format!("名簿の紛失について\n名簿を紛失しました。\n{text}\n以上\n")));
            read.record.secondary_damage.map(|f| f.value.to_string())
        };
        assert_eq!(damage("二次被害\nなし").as_deref(), Some("none_found"));
        assert_eq!(
            damage(
                "二次被害の防止\n心当たりのないメールには返信なさらないでください。\nお客様に行っていただくお手続きは特にありません。"
            ),
            None
        );
        assert_eq!(damage("二次被害について\n調査中です。\n氏名以外の登録なし"), None);
    }

    #[test]
    fn what_is_looked_into_or_thought_is_not_stated() {
        let sought = "青葉堂 障害について 2024年6月5日\n情報漏えいの可能性を調査したところ、外部に持ち出された形跡は確認されませんでした。";
        assert_eq!(status(sought).as_deref(), Some("none_found"));
        let lost = "青葉市教委 記録媒体の紛失 2024年6月5日\n教員が記録媒体を紛失し、許可のない持ち出しが判明した。";
        assert_eq!(status(lost), None);
        let stolen =
            "青葉市教委 手帳の紛失 2024年6月5日\n教員が生徒の成績を記した手帳を紛失した。手帳が盗まれた可能性も否定できない。";
        assert_eq!(status(stolen), None);
        let open = "青葉新聞 応募者の情報について 2024年6月5日\n応募フォームの設定の誤りで、842人の個人情報が閲覧できる状態にありました。";
        assert_eq!(status(open).as_deref(), Some("possible"));
        let seen = "青葉新聞 応募者の情報について 2024年6月5日\n応募フォームの設定の誤りで、応募した12人が閲覧しました。";
        assert_eq!(status(seen).as_deref(), Some("confirmed"));
    }
}
