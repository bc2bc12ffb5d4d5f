//! The part of the story that tells of users, sessions, tokens and the audit log.

use jikenbo::store::{Act, Casebook, Doer, Error, NewSession, NewToken, Store};
use jikenbo::users::Role;
use sqlx::AnyPool;

const BY: Doer<'_> = Doer { name: "local", from: "cli" };
const LATER: &str = "2999-01-01T00:00:00.000Z";

pub(crate) async fn story(store: &Store, place: &Casebook) {
    assert!(!store.has_administrator().await.unwrap());
    names_are_had_once(store).await;
    an_administrator_is_left(store).await;
    sessions_end(store).await;
    tokens_are_revoked(store).await;
    who_is_removed_can_come_back(store).await;
    the_audit_log_is_only_added_to(store, place).await;
}

async fn names_are_had_once(store: &Store) {
    let added = store.add_user("aoi", Role::Administrator, "hash-a", false, &BY).await.unwrap();
    assert_eq!((added.name.as_str(), added.role, added.seen_at.as_str()), ("aoi", Role::Administrator, ""));
    for name in ["aoi", "AOI", "ａｏｉ"] {
        let error = store.add_user(name, Role::Reader, "hash-x", false, &BY).await.unwrap_err();
        assert!(matches!(&error, Error::Refused(why) if why.starts_with("expected a name that nobody has")), "{error}");
    }
    store.add_user("鈴", Role::Reader, "hash-r", true, &BY).await.unwrap();
    let users: Vec<_> = store.users().await.unwrap().into_iter().map(|u| (u.name, u.must_change)).collect();
    assert_eq!(users, [("aoi".to_owned(), false), ("鈴".to_owned(), true)]);
    assert_eq!(store.password("Aoi").await.unwrap().as_deref(), Some("hash-a"));
    assert_eq!(store.password("nobody").await.unwrap(), None);
    assert!(matches!(store.user("nobody").await, Err(Error::NotFound(what)) if what == "the user nobody"));
}

async fn an_administrator_is_left(store: &Store) {
    for error in [store.set_role("aoi", Role::Reviewer, &BY).await.unwrap_err(), store.remove_user("aoi", &BY).await.unwrap_err()]
    {
        assert!(matches!(&error, Error::Refused(why) if why.contains("another administrator")), "{error}");
    }
    assert!(store.has_administrator().await.unwrap());
    assert_eq!(store.set_role("鈴", Role::Administrator, &BY).await.unwrap().role, Role::Administrator);
    assert_eq!(store.set_role("aoi", Role::Reviewer, &BY).await.unwrap().role, Role::Reviewer);
}

async fn begin(store: &Store, user: &str, hash: &str) {
    let account = store.user(user).await.unwrap();
    let new = NewSession { hash, ends_at: LATER, agent: "a browser", instead: -1 };
    store.begin_session(&account, &new, "192.0.2.1").await.unwrap();
}

async fn sessions_end(store: &Store) {
    begin(store, "aoi", "s1").await;
    begin(store, "aoi", "s2").await;
    let (session, account) = store.session("s1", "2020", "2020").await.unwrap().unwrap();
    assert_eq!((session.address.as_str(), account.name.as_str(), account.role), ("192.0.2.1", "aoi", Role::Reviewer));
    assert!(!account.seen_at.is_empty());
    assert!(store.session("s1", "3000", "2020").await.unwrap().is_none(), "it is over");
    assert!(store.session("s1", "2020", "3000").await.unwrap().is_none(), "it was quiet");
    store.session_seen(session.id).await.unwrap();
    assert!(matches!(store.end_session("鈴", session.id, "logout", &BY).await, Err(Error::NotFound(_))), "it is another's");
    store.set_password("aoi", "hash-b", false, session.id, &BY).await.unwrap();
    assert!(store.session("s1", "2020", "2020").await.unwrap().is_some());
    assert!(store.session("s2", "2020", "2020").await.unwrap().is_none());
    store.end_session("aoi", session.id, "logout", &BY).await.unwrap();
    assert_eq!(store.sessions_of("aoi", "2020", "2020").await.unwrap(), []);
}

async fn tokens_are_revoked(store: &Store) {
    let new = NewToken { hash: "t1", label: "盤", scope: Role::Reader, ends_at: LATER };
    let id = store.add_token("aoi", &new, &BY).await.unwrap();
    let (token, owner) = store.token("t1", "2020").await.unwrap().unwrap();
    assert_eq!((token.id, token.label.as_str(), token.used_at.as_str(), owner.name.as_str()), (id, "盤", "", "aoi"));
    store.token_used(id).await.unwrap();
    assert!(!store.tokens(Some("aoi")).await.unwrap()[0].1.used_at.is_empty());
    assert!(store.token("t1", "3000").await.unwrap().is_none(), "it has ended");
    assert!(matches!(store.revoke_token(id, Some("鈴"), &BY).await, Err(Error::NotFound(_))), "it is another's");
    store.revoke_token(id, Some("aoi"), &BY).await.unwrap();
    assert!(store.token("t1", "2020").await.unwrap().is_none());
    assert!(matches!(store.revoke_token(id, None, &BY).await, Err(Error::NotFound(_))), "twice is once too often");
    store.add_token("aoi", &NewToken { hash: "t2", ..new }, &BY).await.unwrap();
    store.set_password("aoi", "hash-c", true, -1, &BY).await.unwrap();
    assert!(store.token("t2", "2020").await.unwrap().is_none(), "a reset revokes what the old password may have made");
    for n in 0..50 {
        store.add_token("aoi", &NewToken { hash: &format!("m{n}"), ..new }, &BY).await.unwrap();
    }
    assert!(matches!(store.add_token("aoi", &NewToken { hash: "one more", ..new }, &BY).await, Err(Error::Refused(_))));
}

async fn who_is_removed_can_come_back(store: &Store) {
    begin(store, "aoi", "s3").await;
    store.remove_user("aoi", &BY).await.unwrap();
    assert!(store.session("s3", "2020", "2020").await.unwrap().is_none());
    assert!(store.token("m0", "2020").await.unwrap().is_none());
    assert!(matches!(store.user("aoi").await, Err(Error::NotFound(_))));
    assert_eq!(store.password("aoi").await.unwrap(), None);
    let back = store.add_user("Aoi", Role::Reader, "hash-d", true, &BY).await.unwrap();
    assert_eq!((back.name.as_str(), back.role, back.must_change), ("Aoi", Role::Reader, true));
    assert!(store.token("m0", "2020").await.unwrap().is_none(), "what was revoked stays so");
}

async fn the_audit_log_is_only_added_to(store: &Store, place: &Casebook) {
    let long = "長".repeat(5_000);
    store.audit(&Act { who: "Aoi", from: "192.0.2.1", what: "case.merge", subject: &long, detail: "" }).await.unwrap();
    let all = store.audited(None, 1_000).await.unwrap();
    assert_eq!((all[0].who.as_str(), all[0].what.as_str(), all[0].subject.chars().count()), ("Aoi", "case.merge", 500));
    assert_eq!((all[1].what.as_str(), all[1].who.as_str(), all[1].subject.as_str()), ("user.add", "local", "Aoi"));
    assert_eq!(store.audited(Some(all[1].id), 2).await.unwrap(), all[2..4]);
    assert!(all.iter().all(|entry| !format!("{entry:?}").contains("hash-")));
    // What the story has put right before stands there, too.
    for what in ["fact.confirm", "fact.undo", "case.merge", "case.split", "case.undo"] {
        let entry = all.iter().find(|entry| entry.what == what && entry.id < all[0].id).unwrap_or_else(|| panic!("{what}"));
        assert!(entry.from == "cli" && !entry.who.is_empty() && !entry.subject.is_empty(), "{entry:?}");
    }
    let url = match place {
        // The story's file has a name that an address must escape.
        Casebook::File(path) => {
            format!("sqlite:{}", path.display().to_string().bytes().map(|b| format!("%{b:02X}")).collect::<String>())
        }
        Casebook::Postgres(url) => url.clone(),
    };
    let pool = AnyPool::connect(&url).await.unwrap();
    for sql in ["UPDATE audit SET who = 'x'", "DELETE FROM audit"] {
        let error = sqlx::query(sql).execute(&pool).await.unwrap_err().to_string();
        assert!(error.contains("the audit log is only added to"), "{error}");
    }
    pool.close().await;
    assert_eq!(store.audited(None, 1_000).await.unwrap(), all);
}
