//! What the pages of users say, in both languages.

use super::super::text::{Text, texts};
use super::super::who::Role;

texts! {
    // Logging in.
    LOGIN = "ログイン", "Log in";
    LOGOUT = "ログアウト", "Log out";
    NAME = "利用者名", "User name";
    PASSWORD = "パスワード", "Password";
    WRONG = "利用者名かパスワードが違います。", "The user name or the password is wrong.";
    NOT_NEEDED = "この計算機から使うかぎり、ログインは要りません。", "As long as it is used from this machine, nobody need log in.";
    AS_USER = "いまの利用者：", "Logged in as";
    FORGOT = "パスワードを忘れたときは、管理者に新しいものを頼んでください。", "Whoever has forgotten the password asks an administrator for a new one.";

    // One's own account.
    ACCOUNT = "自分の設定", "Your account";
    ROLE = "役割", "Role";
    R_NOBODY = "なし", "nobody";
    R_READER = "閲覧者", "reader";
    R_REVIEWER = "校閲者", "reviewer";
    R_ADMINISTRATOR = "管理者", "administrator";
    MACHINE = "この計算機の前の人", "whoever sits at this machine";
    CHANGE = "パスワードの変更", "Change the password";
    MUST_CHANGE = "先にパスワードを変えてください", "Change your password first";
    MUST_WHY = "いまのパスワードは、あなたのほかにも知る人がいます。", "Somebody besides you knows the present one.";
    NOW = "いまのパスワード", "Present password";
    NEW = "新しいパスワード", "New password";
    AGAIN = "もう一度", "Once more";
    PASSWORD_RULE = "12字以上1024字まで。長いことばの並びが、覚えやすく破られにくいものです。", "12 to 1024 characters. A row of words is easy to keep and hard to guess.";
    CHANGED = "パスワードを変えました。ほかのログインは終わりました。", "The password is changed; other sessions have ended.";
    NOT_SAME = "新しいパスワードが二度とも同じではありません。", "The new password was not the same both times.";
    NOW_WRONG = "いまのパスワードが違います。", "The present password is wrong.";
    BY_SESSION = "これはログインした人だけができます。", "Only somebody who has logged in can do this.";
    W_ALIKE = "違う字を五つ以上使ってください。", "Use at least five different characters.";
    W_NAME = "利用者名とほとんど同じものは使えません。", "It is hardly more than the user name.";
    W_COMMON = "まっさきに試されるものなので、使えません。", "It is among the first that are tried.";
    SESSIONS = "ログイン中のもの", "Sessions";
    S_BROWSER = "ブラウザー", "Browser";
    S_FROM = "番地", "From";
    S_BEGAN = "はじめ", "Began";
    S_SEEN = "最後の利用", "Last used";
    S_ENDS = "期限", "Ends";
    S_THIS = "この画面", "this one";
    S_END = "終える", "End";
    S_END_OTHERS = "ほかをすべて終える", "End all others";
    TOKENS = "APIトークン", "API tokens";
    TOKENS_WHAT = "プログラムが Authorization: Bearer で示すものです。", "What programs show in Authorization: Bearer.";
    TOKENS_NONE = "まだありません。", "None yet.";
    T_LABEL = "名前", "Name";
    T_SCOPE = "できること", "Scope";
    T_READ = "読む", "read";
    T_REVIEW = "読み、訂正する", "review";
    T_ADMIN = "すべて", "admin";
    T_DAYS = "日数", "Days";
    T_MAKE = "作る", "Make one";
    T_MADE = "作成", "Made";
    T_USED = "最後の利用", "Last used";
    T_REVOKE = "取り消す", "Revoke";
    T_REVOKED = "取消済み", "revoked";
    T_OVER = "期限切れ", "expired";
    T_NEW = "新しいトークン", "A new token";
    ONCE = "いま一度だけ示します。控えてから、この画面を離れてください。", "It is shown this once: keep it before you leave this page.";
    BACK = "戻る", "Back";
    NEVER = "まだ", "never";

    // The users.
    USERS = "利用者", "Users";
    USERS_NONE = "利用者はまだいません。", "There are no users yet.";
    USERS_WHY = "この計算機の外から使うには、少なくとも一人の管理者が要ります。", "At least one administrator is needed to use it from other machines.";
    U_SEEN = "最後のログイン", "Last login";
    U_ADDED = "追加", "Added";
    U_ADD = "利用者を加える", "Add a user";
    U_ADD_DO = "加える", "Add";
    U_SET = "変える", "Set";
    U_RESET = "パスワードを作り直す", "New password";
    U_REMOVE = "外す", "Remove";
    U_REMOVE_SURE = "外します。ログインとトークンは、すぐに使えなくなります。", "Sessions and tokens end at once.";
    U_FIRST = "はじめのパスワード", "First password";
    U_FIRST_WHY = "本人に渡してください。はじめのログインで変えることになります。", "Hand it to its owner, who must change it at the first login.";
    U_ADD_HOW = "はじめのパスワードが一度だけ示されます。本人に渡してください。", "A first password is shown once, to be handed to its owner.";
    U_ACTIONS = "操作", "Actions";
    YOU = "あなた", "you";

    // The audit log.
    AUDIT = "操作の記録", "Audit log";
    AUDIT_NONE = "まだ何も記されていません。", "Nothing has been written yet.";
    AUDIT_ABOUT = "加えられるだけで、書き換えも消去もされません。時刻は協定世界時です。", "It is only added to. Times are UTC.";
    A_AT = "時刻", "When";
    A_WHO = "だれが", "Who";
    A_FROM = "どこから", "From";
    A_WHAT = "何を", "What";
    A_SUBJECT = "何に", "To";
    A_DETAIL = "内容", "Detail";
    A_OLDER = "古い方へ", "Older";
    A_NEWEST = "はじめへ", "Newest";
    D_LOGIN_GOOD = "ログイン", "logged in";
    D_LOGIN_BAD = "ログイン失敗", "failed to log in";
    D_LOGOUT = "ログアウト", "logged out";
    D_SESSION_END = "ログインを終えた", "ended a session";
    D_USER_ADD = "利用者の追加", "added a user";
    D_USER_ROLE = "役割の変更", "changed a role";
    D_USER_PASSWORD = "パスワードの変更", "changed the password";
    D_USER_RESET = "パスワードの作り直し", "reset a password";
    D_USER_REMOVE = "利用者の削除", "removed a user";
    D_TOKEN_ADD = "トークンの作成", "made a token";
    D_TOKEN_REVOKE = "トークンの取消", "revoked a token";
    D_SOURCE_ADD = "見張りの追加", "added a source";
    D_SOURCE_REMOVE = "見張りの終了", "removed a source";
    D_SOURCE_PAUSE = "見張りの休止", "paused a source";
    D_SOURCE_RESUME = "見張りの再開", "resumed a source";
    D_FACT_CONFIRM = "事実の確認", "confirmed a fact";
    D_FACT_REJECT = "事実の否認", "rejected a fact";
    D_FACT_CORRECT = "事実の訂正", "corrected a fact";
    D_FACT_ADD = "事実の追加", "added a fact";
    D_FACT_KEEP = "人の言ったとおりに", "kept what a person said";
    D_FACT_WITHDRAW = "人の言ったことの取下げ", "withdrew what a person said";
    D_FACT_DISMISS = "疑義の処理", "dismissed a doubt";
    D_FACT_UNDO = "訂正の取り消し", "took a correction back";
    D_CASE_MERGE = "事案の統合", "joined cases";
    D_CASE_SPLIT = "事案の分割", "parted a case";
    D_CASE_UNDO = "統合・分割の取り消し", "took a joining or parting back";
    D_IMPORT = "取り込んだ", "took cases in";

    // Errors.
    E_LONG = "長すぎる番地です", "The address is too long";
    E_LOGIN = "ログインが要ります", "Log in first";
    E_ROLE = "その役割ではできません", "Your role may not do this";
    E_ORIGIN = "この事件簿の画面からの操作ではありません", "Not sent from a page of this casebook";
    E_FORM = "この形では受け取れません", "Not a form";
    E_WAIT = "少し待ってください", "Too many requests";
    E_BUSY = "いま手がふさがっています", "Too busy just now";
    X_LONG = "8192バイトまでの番地", "an address of at most 8192 bytes";
    X_LOGIN = "ログイン、または有効なAPIトークン", "a session, or an API token that is good";
    X_SESSION = "ログインした画面からの操作", "a page of somebody who has logged in";
    X_CHANGE = "新しいパスワード", "a password that nobody else has seen";
    X_READER = "閲覧者以上", "a reader or above";
    X_REVIEWER = "校閲者以上", "a reviewer or above";
    X_ADMINISTRATOR = "管理者", "an administrator";
    X_ORIGIN = "この事件簿の画面からの送信 (OriginかSec-Fetch-Siteが示すもの)、またはAPIトークン", "a form of this casebook's own pages (by Origin or Sec-Fetch-Site), or an API token";
    X_FORM = "application/x-www-form-urlencoded", "application/x-www-form-urlencoded";
    X_BUSY = "すこし後の問い合わせ", "a request a moment later";
    X_STORE = "切り抜いた事件簿", "a casebook of one's own";
    X_TOKEN = "1字から80字の名前と、1日から366日の日数", "a name of 1 to 80 characters and 1 to 366 days";
    X_NAME = "64字までの、文字と数字と . _ - @ の名前 (local、nobodyのほか)", "a name of up to 64 letters, digits or . _ - @ (not local or nobody)";
    X_NAME_FREE = "だれも使っていない名前", "a name that nobody has";
    X_ADMIN_LEFT = "ほかに管理者が残ること", "another administrator to be left";
    X_FIELD = "画面が示す選択肢のどれか", "one of the choices that the page shows";
}

/// What a role is called.
#[must_use]
pub const fn role_name(role: Role) -> Text {
    match role {
        Role::Nobody => R_NOBODY,
        Role::Reader => R_READER,
        Role::Reviewer => R_REVIEWER,
        Role::Administrator => R_ADMINISTRATOR,
    }
}

/// What a scope is called.
#[must_use]
pub const fn scope_name(role: Role) -> Text {
    match role {
        Role::Nobody => R_NOBODY,
        Role::Reader => T_READ,
        Role::Reviewer => T_REVIEW,
        Role::Administrator => T_ADMIN,
    }
}

/// The least role that is expected.
#[must_use]
pub const fn role(needs: Role) -> Text {
    match needs {
        Role::Nobody | Role::Reader => X_READER,
        Role::Reviewer => X_REVIEWER,
        Role::Administrator => X_ADMINISTRATOR,
    }
}

/// What the entries of the audit log are called, by their names. What is not here is shown by its name.
pub const DONE: &[(&str, Text)] = &[
    ("login.good", D_LOGIN_GOOD),
    ("login.bad", D_LOGIN_BAD),
    ("logout", D_LOGOUT),
    ("session.end", D_SESSION_END),
    ("user.add", D_USER_ADD),
    ("user.role", D_USER_ROLE),
    ("user.password", D_USER_PASSWORD),
    ("user.reset", D_USER_RESET),
    ("user.remove", D_USER_REMOVE),
    ("token.add", D_TOKEN_ADD),
    ("token.revoke", D_TOKEN_REVOKE),
    ("source.add", D_SOURCE_ADD),
    ("source.remove", D_SOURCE_REMOVE),
    ("source.pause", D_SOURCE_PAUSE),
    ("source.resume", D_SOURCE_RESUME),
    ("fact.confirm", D_FACT_CONFIRM),
    ("fact.reject", D_FACT_REJECT),
    ("fact.correct", D_FACT_CORRECT),
    ("fact.add", D_FACT_ADD),
    ("fact.keep", D_FACT_KEEP),
    ("fact.withdraw", D_FACT_WITHDRAW),
    ("fact.dismiss", D_FACT_DISMISS),
    ("fact.undo", D_FACT_UNDO),
    ("case.merge", D_CASE_MERGE),
    ("case.split", D_CASE_SPLIT),
    ("case.undo", D_CASE_UNDO),
    ("casebook.import", D_IMPORT),
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_step_of_a_correction_has_words_in_the_audit_log() {
        for op in crate::corrections::Op::ALL {
            let what = format!("fact.{}", op.name());
            assert!(super::DONE.iter().any(|(name, _)| *name == what), "{what}");
        }
    }
}
