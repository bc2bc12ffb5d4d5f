//! The counters: 名, 件, 社 …, and the words that only begin like one.

use super::Counter;
use super::text::Text;

/// A counter, what it counts, and the letters after it that make another word of it (件名, 人数, 社員).
type Row = (&'static str, Counter, &'static str);

/// Longer words first.
const COUNTERS: [Row; 147] = [
    ("人様分", Counter::People, ""),
    ("人様", Counter::People, ""),
    ("人分", Counter::People, ""),
    ("人", Counter::People, "目組物工材事的間気口件体乗用前月称権為格類員ひ暮当々数命身手道文"),
    ("名様分", Counter::People, ""),
    ("名様", Counter::People, ""),
    ("名分", Counter::People, ""),
    ("名", Counter::People, "称義前目簿字刺古神札乗"),
    ("世帯分", Counter::Other, ""),
    ("世帯", Counter::Other, "主名"),
    ("件分", Counter::Records, ""),
    ("件", Counter::Records, "名目数"),
    ("例", Counter::Records, "外年示会えの文句規題目"),
    ("レコード", Counter::Records, ""),
    ("行", Counter::Records, "為政動員き目うっわ程方列進使事"),
    ("通", Counter::Mails, "常報知信り貨過称話帳学院行販目達じ勤訳期関年路気"),
    ("アカウント", Counter::Accounts, "名"),
    ("ID", Counter::Accounts, "名"),
    ("口座", Counter::Accounts, "番名"),
    ("メールアドレス", Counter::Records, "等帳"),
    ("アドレス", Counter::Records, "帳"),
    ("メール", Counter::Mails, "アサマ"),
    ("データ", Counter::Records, "ベセ"),
    ("会員", Counter::People, "番制規向情"),
    ("ユーザー", Counter::People, "名"),
    ("ユーザ", Counter::People, "名"),
    ("小学校", Counter::Organizations, ""),
    ("中学校", Counter::Organizations, ""),
    ("高等学校", Counter::Organizations, ""),
    ("高校", Counter::Organizations, "生"),
    ("学校", Counter::Organizations, "名"),
    ("金融機関", Counter::Organizations, "名"),
    ("研究機関", Counter::Organizations, "名"),
    ("地域機関", Counter::Organizations, "名"),
    ("つのアカウント", Counter::Accounts, ""),
    ("つのメールアカウント", Counter::Accounts, ""),
    ("つのID", Counter::Accounts, ""),
    ("つのファイル", Counter::Files, ""),
    ("つのIPアドレス", Counter::Other, "帯"),
    ("つのサイト", Counter::Other, ""),
    ("つのウェブサイト", Counter::Other, ""),
    ("つのWebサイト", Counter::Other, ""),
    ("つのサーバ", Counter::Other, ""),
    ("代理店", Counter::Organizations, "名"),
    ("診療所", Counter::Organizations, "名"),
    ("クリニック", Counter::Organizations, "名"),
    ("自治会", Counter::Organizations, "名長"),
    ("町内会", Counter::Organizations, "名長"),
    ("営業所", Counter::Organizations, "名"),
    ("薬局", Counter::Organizations, "名"),
    ("保育園", Counter::Organizations, "名"),
    ("保育所", Counter::Organizations, "名"),
    ("幼稚園", Counter::Organizations, "名"),
    ("加盟店", Counter::Organizations, "名"),
    ("取引先", Counter::Organizations, "名"),
    ("拠点", Counter::Other, "名"),
    ("端末", Counter::Other, "名"),
    ("大学", Counter::Organizations, "院生名"),
    ("法人分", Counter::Organizations, ""),
    ("法人", Counter::Organizations, "格税番名"),
    ("団体", Counter::Organizations, "名"),
    ("社分", Counter::Organizations, ""),
    ("社", Counter::Organizations, "員内長外会債目側宅製用史屋殿是名団告労印風"),
    ("校", Counter::Organizations, "舎長内庭正歌則外門閲了目"),
    ("園", Counter::Organizations, "児長内芸庭舎目"),
    ("医療機関", Counter::Organizations, "名"),
    ("機関", Counter::Organizations, "投名"),
    ("店舗", Counter::Organizations, "名"),
    ("店", Counter::Organizations, "長頭員内主名"),
    ("事業者", Counter::Organizations, "名"),
    ("事業所", Counter::Organizations, "名"),
    ("自治体", Counter::Organizations, "名"),
    ("市町村", Counter::Organizations, ""),
    ("市町", Counter::Organizations, ""),
    ("施設", Counter::Organizations, "名"),
    ("病院", Counter::Organizations, "名"),
    ("医院", Counter::Organizations, ""),
    ("銀行", Counter::Organizations, "名"),
    ("企業", Counter::Organizations, "名"),
    ("組合", Counter::Organizations, "名"),
    ("組織", Counter::Organizations, "名"),
    ("回線", Counter::Other, ""),
    ("回分", Counter::Times, ""),
    ("回", Counter::Times, "線答復収目避路生帰覧忌転想顧診るっり送付数戦"),
    ("ファイル", Counter::Files, "サ名形共"),
    ("点", Counter::Files, "検在滴数灯字呼火目差満"),
    ("か所", Counter::Other, ""),
    ("カ所", Counter::Other, ""),
    ("ヶ所", Counter::Other, ""),
    ("ケ所", Counter::Other, ""),
    ("ヵ所", Counter::Other, ""),
    ("箇所", Counter::Other, ""),
    ("個所", Counter::Other, ""),
    ("のアカウント", Counter::Accounts, "名"),
    ("のメールアカウント", Counter::Accounts, "名"),
    ("の口座", Counter::Accounts, "番名"),
    ("の企業", Counter::Organizations, "名"),
    ("の団体", Counter::Organizations, "名"),
    ("の事業者", Counter::Organizations, "名"),
    ("の医療機関", Counter::Organizations, "名"),
    ("の病院", Counter::Organizations, "名"),
    ("の学校", Counter::Organizations, "名"),
    ("の自治体", Counter::Organizations, "名"),
    ("の施設", Counter::Organizations, "名"),
    ("の店舗", Counter::Organizations, "名"),
    ("の会社", Counter::Organizations, "名員"),
    ("の加盟店", Counter::Organizations, "名"),
    ("の取引先", Counter::Organizations, "名"),
    ("の代理店", Counter::Organizations, "名"),
    ("の市町村", Counter::Organizations, "名"),
    ("の事業所", Counter::Organizations, "名"),
    ("のファイル", Counter::Files, "サ名形共"),
    ("の個人", Counter::People, "情デ番識事的"),
    ("個", Counter::Other, "人別室々性展体目"),
    ("台", Counter::Other, "帳風所座北湾数本頭無紙詞目"),
    ("枚", Counter::Other, "目挙数"),
    ("冊", Counter::Other, "子目"),
    ("箱", Counter::Other, "根"),
    ("クラス分", Counter::Other, ""),
    ("学級分", Counter::Other, ""),
    ("学年分", Counter::Other, ""),
    ("束", Counter::Other, "縛ね"),
    ("袋", Counter::Other, "小と"),
    ("部署", Counter::Other, ""),
    ("部", Counter::Other, "分長門品屋会員隊下外内位族局課活室数類材首目"),
    ("本", Counter::Other, "人社件日年月学校部店院文来当体書市県町州格音質籍気化目木"),
    ("先", Counter::Other, "生月日週方行着端頭立般程にほ目"),
    ("ポイント", Counter::Other, "カ数還上下"),
    ("ページ", Counter::Other, "目"),
    ("頁", Counter::Other, "目"),
    ("サイト", Counter::Other, "名"),
    ("コンテンツ", Counter::Other, "名"),
    ("センター", Counter::Other, "名長"),
    ("教室", Counter::Other, "名長"),
    ("事件", Counter::Other, "目名"),
    ("棟", Counter::Other, "目"),
    ("綴り", Counter::Other, ""),
    ("組", Counter::Other, "合織込み曲目"),
    ("戸分", Counter::Other, ""),
    ("戸", Counter::Other, "籍別建数口惑棚田山市畑塚部"),
    ("両", Counter::Other, "方者社国親立替日名目"),
    ("問", Counter::Other, "題合い"),
    ("便", Counter::Other, "利箋覧乗宜器所名目座秘"),
    ("GB", Counter::Other, ""),
    ("TB", Counter::Other, ""),
    ("ギガバイト", Counter::Other, ""),
    ("テラバイト", Counter::Other, ""),
];

/// What is numbered itself.
const LABELS: &str = "別紙 別表 表 図 注 資料 様式 項 号";

/// The counter at `at`, unless it is an ordinal's (3人目) or part of another word.
pub(super) fn counter(t: Text, at: usize) -> Option<(Counter, usize)> {
    let (word, counter, not_before) = COUNTERS.iter().find(|(word, _, _)| t.eat(at, word).is_some())?;
    let end = at + word.len();
    let ascii = word.is_ascii() && t.byte(end).is_ascii_alphanumeric();
    // 別表1の団体: the figure is the table's.
    let labelled = word.starts_with('の') && t.closes(t.head(at).trim_end_matches(|c: char| c.is_ascii_digit()).len(), LABELS);
    let ordinal = t.eat(end, "目").is_some_and(|end| !t.next_in(end, "的標"));
    // 30名前後, but not 3名前
    let about = t.starts(end, "前後");
    ((about || !t.next_in(end, not_before)) && !ascii && !ordinal && !labelled).then_some((*counter, end))
}

#[cfg(test)]
mod tests {
    use super::COUNTERS;

    #[test]
    fn no_counter_is_hidden_by_a_shorter_one_above_it() {
        for (at, (word, _, _)) in COUNTERS.iter().enumerate() {
            assert!(COUNTERS[..at].iter().all(|(above, _, _)| !word.starts_with(above)), "{word} is hidden");
        }
    }
}
