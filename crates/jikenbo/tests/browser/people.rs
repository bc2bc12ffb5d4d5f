//! A casebook where people log in: users of each role, one with a very long name, and an audit log.

use std::path::Path;

use jikenbo::store::{Act, Casebook, Doer, NewToken, Store};
use jikenbo::users::{Hasher, Role, hash};

/// The password of all of them: this casebook is thrown away.
const PASSWORD: &str = "a long walk by the river";

/// The users; the last one must change the password first.
const USERS: [(&str, Role, bool); 4] = [
    ("aoi", Role::Administrator, false),
    ("株式会社みなと情報セキュリティ統括本部インシデント対応室第二係の佐々木花子", Role::Reviewer, false),
    ("kou", Role::Reviewer, false),
    ("rin", Role::Reader, true),
];

/// Fills a new casebook.
pub(crate) async fn book(folder: &Path) -> Store {
    let store = Store::open(&Casebook::File(folder.join("people.db"))).await.expect("a casebook");
    let by = Doer { name: "local", from: "cli" };
    let kept = Hasher::default().hash(PASSWORD).await.expect("a hash");
    for (name, role, must_change) in USERS {
        store.add_user(name, role, &kept, must_change, &by).await.expect("a user");
    }
    for (label, ends_at) in [("ダッシュボード", "2999-01-01T00:00:00.000Z"), ("前の年の取り込み", "2024-01-01T00:00:00.000Z")]
    {
        let new = NewToken { hash: &hash(label), label, scope: Role::Reader, ends_at };
        store.add_token("aoi", &new, &by).await.expect("a token");
    }
    for n in 0..120 {
        let what = if n % 7 == 0 { "login.bad" } else { "case.merge" };
        let act = Act { who: "kou", from: "2001:db8:1234:5678:9abc:def0:1234:5678", what, subject: "C0GY-1D2E", detail: "" };
        store.audit(&act).await.expect("an entry");
    }
    store
}
