//! What the pages of review say, in both languages.

use super::super::text::{Text, texts};
use crate::corrections::{IssueKind, Op, Status};

texts! {
    NAV = "見直し", "Review";
    // The queue.
    QUEUE = "見直しを待つもの", "Waiting for review";
    DISAGREE = "食い違い", "Disagreements";
    DISAGREE_ABOUT = "人が言ったことと、いまの読みとが合わないところです。決めるまでは、人の言ったことが記録に残ります。", "Where what a person said and what is read now do not agree. Until it is decided, the person's word stands in the record.";
    DOUBTS = "疑義", "Doubts";
    DOUBTS_ABOUT = "読み手が見て、事実としなかったところです。", "What the reader saw and did not make a fact of.";
    NONE_WAITS = "待っているものはありません。", "Nothing is waiting.";
    NO_DOUBTS = "疑義はありません。", "There are no doubts.";
    ALL_KEYS = "すべての項目", "All keys";
    KEY = "項目", "Key";
    SHOW = "表示", "Show";
    MORE = "さらに見る", "More";
    SINCE = "発生", "since";
    PERSON_SAYS = "人", "Person";
    READER_SAYS = "読み手", "Reader";
    NOTHING = "なし", "nothing";
    KEEP = "人のまま", "Keep the person's";
    TAKE = "読み手に従う", "Take the reader's";
    SETTLE = "確認した", "Noted";
    DISMISS = "事実でない", "No fact";
    MAKE_FACT = "事実にする", "Make it a fact";
    EXPORT = "訂正を書き出す (ZIP)", "Export corrections (ZIP)";
    EXPORT_ABOUT = "すべて見直したお知らせを、規則の採点に使える形で。", "Notices that were reviewed wholly, in the form by which rules are scored.";
    // Through a case.
    THROUGH = "事実の見直し", "Review of the facts";
    BACK_CASE = "事案へ", "To the case";
    FACTS_LEFT = "未確認", "not looked at";
    DONE = "見直し済み", "Reviewed";
    CONFIRM = "確認", "Confirm";
    REJECT = "却下", "Reject";
    EDIT = "訂正", "Correct";
    CONFIRM_ALL = "残りをすべて確認", "Confirm all the rest";
    ALL_NEXT = "すべて確認して次へ", "Confirm all, next case";
    NEXT = "次の事案へ", "Next case";
    ADD = "事実を加える", "Add a fact";
    HISTORY = "履歴", "History";
    NOTICES = "お知らせの統合・分離", "Join or part";
    REJECTED = "却下した事実", "Rejected facts";
    ASIDE = "ことばがいまの版にない事実", "Facts whose words are not in this version";
    ACCEPT = "やはり事実", "A fact after all";
    NO_FACTS = "まだ事実がありません。", "There is no fact yet.";
    KEYS_THROUGH = "j・k 移る　c 確認　x 却下　e 訂正　a 加える", "j, k: move · c: confirm · x: reject · e: correct · a: add";
    // A fact's form.
    FACT = "事実", "Fact";
    NEW_FACT = "事実を加える", "Add a fact";
    WORDS = "根拠のことば", "The words that prove it";
    WORDS_HOW = "原文から一字も変えずに写します。原文を選ぶと、ここに入ります。", "Copied to the letter from the original. Selecting words there fills this field.";
    WHICH = "どこのことばか", "Which place";
    WHICH_ABOUT = "同じことばが何か所かにあります。一つ選んでください。", "The same words stand in several places. Choose one.";
    REMARK = "備考", "Remark";
    REMARK_HOW = "理由など。なくてもかまいません。", "Why; may be left out.";
    SAVE = "この値に訂正", "Correct to this value";
    SAVE_NEW = "加える", "Add";
    CHOOSE_KEY = "次へ", "Next";
    WAS = "読み手の値", "The reader's value";
    BY = "による", "by";
    ONE_ONLY = "この項目の事実は一つだけです。いまの事実を訂正してください。", "This key holds one fact. Correct the one that is there.";
    OF_NOTICE = "お知らせ", "Notice";
    NO_LABEL = "（特になし）", "(none)";
    NOT_SAID = "—", "-";
    // Statuses.
    S_READ = "未確認", "as read";
    S_CONFIRMED = "確認済み", "confirmed";
    S_CORRECTED = "訂正", "corrected";
    S_ADDED = "追加", "added";
    // Disagreements.
    I_DIFFERS = "同じことばから、別の値が読まれています", "The same words are now read otherwise";
    I_NOT_FOUND = "この事実は、もう読まれていません", "This fact is no longer read";
    I_ELSEWHERE = "却下した値が、別のことばから読まれています", "What was rejected is now read from other words";
    I_WORDS_GONE = "根拠のことばが、いまの版にありません", "Its words are not in this version";
    I_AGREES = "読み手も同じになりました", "The reader now agrees";
    // What was done.
    O_CONFIRM = "確認", "confirmed";
    O_REJECT = "却下", "rejected";
    O_CORRECT = "訂正", "corrected";
    O_ADD = "追加", "added";
    O_KEEP = "人の値のままと決定", "decided for the person's value";
    O_WITHDRAW = "読み手に従うと決定", "decided for the reader's value";
    O_DISMISS = "疑義を却下", "dismissed a doubt";
    O_UNDO = "取り消し", "took back";
    // History.
    H_ABOUT = "だれが、いつ、何をしたか。何も消されません。どの操作も取り消せ、取り消しも取り消せます。", "Who did what, and when. Nothing is deleted. Every step can be taken back, and so can that.";
    H_NONE = "まだ何も行われていません。", "Nothing has been done yet.";
    UNDO = "取り消す", "Take back";
    REDO = "やり直す", "Do again";
    UNDONE = "取り消し済み", "taken back";
    FACTS_N = "件の事実", "facts";
    STEP = "操作", "step";
    MOVED = "お知らせの移動", "moved notices";
    // Joining and parting.
    JOIN = "別の事案をここに統合", "Join another case to this one";
    JOIN_ABOUT = "その事案のお知らせはすべてここに移り、前の番号はここに導きます。", "All its notices come here, and its id leads here.";
    JOIN_ID = "事案の番号", "Id of the case";
    JOIN_DO = "統合", "Join";
    PART = "お知らせを別の事案に分ける", "Part notices into a case of their own";
    PART_ABOUT = "選んだお知らせは、それだけの事案になります。取り消すこともできます。", "The chosen notices become a case of their own. It can be taken back.";
    PART_DO = "分ける", "Part";
    PART_ONE = "お知らせが一つだけなので、分けられません。", "There is only one notice: nothing to part.";
    // Fields.
    L_CODE = "値", "Value";
    L_NAME = "名前", "Name";
    L_SECTOR = "業種", "Sector";
    L_URL = "番地", "Address";
    L_EVENT = "出来事", "Event";
    L_START = "日付（始まり）", "Date (or beginning)";
    L_START_TIME = "時刻", "Time";
    L_END = "終わり", "End";
    L_END_TIME = "終わりの時刻", "Time of the end";
    L_VALUE = "数", "Figure";
    L_BOUND = "上限・下限", "Bound";
    L_UNIT = "単位", "Unit";
    L_SUBJECT = "何の数か", "Of what";
    L_ITEM = "項目", "Item";
    L_STATE = "漏えいの別", "State";
    L_AUTHORITY = "機関の別", "Authority";
    L_DATE = "報告の日", "Day of the report";
    L_ROLE = "役割", "Role";
    L_AMOUNT = "金額", "Amount";
    L_CURRENCY = "通貨", "Currency";
    // What was expected.
    X_WORDS = "1字から500字までの、原文にある名", "a name of 1 to 500 characters, as the notice writes it";
    X_ADDRESS = "空白のない番地", "an address without blanks";
    X_CODE = "一覧にある値", "one of the listed codes";
    X_DAY = "日付 (2024-06-03、2024-06、2024)", "a date (2024-06-03, 2024-06 or 2024)";
    X_END = "始まりより後の日付", "a date not before the beginning";
    X_CLOCK = "時刻 (9:05、24時まで)", "a time of day (9:05, up to 24)";
    X_NUMBER = "0以上の整数", "a whole number, 0 or more";
    X_CURRENCY = "3文字の通貨 (JPY、USD)", "a currency of three letters (JPY, USD)";
    X_QUOTE = "お知らせの原文にあることば", "words that stand in the notice";
    X_PLACE = "その場所の番号", "the number of one of the places";
    X_KEY = "記録の項目", "a key of the record";
    X_DO = "行うこと (confirm、reject、correct、keep、withdraw、dismiss)", "what to do (confirm, reject, correct, keep, withdraw, dismiss)";
    X_FACT = "いま記録にある事実 (だれかが先に変えたのかもしれません)", "a fact of the record as it is now (somebody may have changed it meanwhile)";
    X_NOTICE = "この事案のお知らせ", "a notice of this case";
    X_ISSUE = "決めるべき食い違い", "a disagreement that waits";
    X_STEP = "取り消せる操作の番号", "the number of a step that can be taken back";
    X_CASE = "別の事案の番号 (C7GH-2WMXの形)", "the id of another case (like C7GH-2WMX)";
    X_PART = "この事案のお知らせの一部 (一つ以上、全部ではない)", "some of the notices of this case, not all";
    X_REMARK = "1000字までの備考", "a remark of up to 1000 characters";
    X_BOOK = "変えられる事件簿", "a casebook that can be changed";
    X_MEANWHILE = "まだだれも変えていないもの", "what nobody has changed meanwhile";
    X_KIND = "食い違いの種類かdoubt", "a kind of disagreement, or doubt";
    PROBLEM = "受け取れません", "This cannot be taken";
}

/// How a fact stands.
pub(super) const fn status(status: Status) -> Text {
    match status {
        Status::Read => S_READ,
        Status::Confirmed => S_CONFIRMED,
        Status::Corrected => S_CORRECTED,
        Status::Added => S_ADDED,
    }
}

/// What a disagreement is.
pub(super) const fn issue(kind: IssueKind) -> Text {
    match kind {
        IssueKind::Differs => I_DIFFERS,
        IssueKind::NotFound => I_NOT_FOUND,
        IssueKind::Elsewhere => I_ELSEWHERE,
        IssueKind::WordsGone => I_WORDS_GONE,
        IssueKind::Agrees => I_AGREES,
    }
}

/// What was done.
pub(super) const fn done(op: Op) -> Text {
    match op {
        Op::Confirm => O_CONFIRM,
        Op::Reject => O_REJECT,
        Op::Correct => O_CORRECT,
        Op::Add => O_ADD,
        Op::Keep => O_KEEP,
        Op::Withdraw => O_WITHDRAW,
        Op::Dismiss => O_DISMISS,
        Op::Undo => O_UNDO,
    }
}

/// What a field is called.
pub(super) fn field(name: &str) -> Text {
    match name {
        "name" => L_NAME,
        "sector" => L_SECTOR,
        "url" => L_URL,
        "event" => L_EVENT,
        "start" => L_START,
        "start_time" => L_START_TIME,
        "end" => L_END,
        "end_time" => L_END_TIME,
        "value" => L_VALUE,
        "bound" => L_BOUND,
        "unit" => L_UNIT,
        "subject" => L_SUBJECT,
        "item" => L_ITEM,
        "state" => L_STATE,
        "authority" => L_AUTHORITY,
        "date" => L_DATE,
        "role" => L_ROLE,
        "amount" => L_AMOUNT,
        "currency" => L_CURRENCY,
        _ => L_CODE,
    }
}
