//! Cases joined and parted: ids stay good, and every move can be taken back.

use jikenbo::store::{CaseId, Error, Id, Ids, Store};
use jikenbo_model::{Notice, Reading};

use super::{capture, found};

async fn clip(store: &Store, text: &str) -> Ids {
    store.clip(&capture(text, text), &[(Notice::plain(text), Reading::default())], "r1").await.unwrap().new[0]
}

async fn leads(store: &Store, id: CaseId) -> CaseId {
    store.resolve(Id::Case(id)).await.unwrap()
}

async fn holds(store: &Store, id: CaseId) -> Vec<jikenbo::store::NoticeId> {
    store.notices_of(&id).await.unwrap()
}

pub(crate) async fn story(store: &Store) {
    let (a, b, c) =
        (clip(store, "もみじ園 第一報").await, clip(store, "もみじ園 第二報").await, clip(store, "もみじ園 第三報").await);
    let first = store.merge(Id::Case(a.case), Id::Case(b.case), "kana", "同じ事件").await.unwrap();
    assert_eq!(holds(store, a.case).await, [a.notice, b.notice]);
    assert_eq!((leads(store, b.case).await, leads(store, a.case).await), (a.case, a.case));
    assert!(matches!(store.merge(Id::Case(a.case), Id::Notice(b.notice), "kana", "").await, Err(Error::Conflict(_))));
    assert!(matches!(
        store.merge(Id::Case(a.case), Id::Case(CaseId::derive("nobody", 9)), "kana", "").await,
        Err(Error::NotFound(_))
    ));

    // A chain of moves leads to its end, whichever id is asked.
    store.merge(Id::Case(c.case), Id::Case(b.case), "kana", "").await.unwrap();
    assert_eq!((leads(store, a.case).await, leads(store, b.case).await), (c.case, c.case));
    assert_eq!(holds(store, a.case).await, [a.notice, b.notice, c.notice]);
    assert!(matches!(store.undo_move(first, "kana", "").await, Err(Error::Conflict(_))), "its notice has gone on since");
    let all = found(store, "もみじ園").await;
    assert!(all.len() == 3 && all.iter().all(|(case, _)| *case == c.case));

    // Parted, a notice is again in the case that it was clipped into.
    let (parting, to) = store.split(&[a.notice], "ren", "別の事件").await.unwrap();
    assert_eq!((to, leads(store, a.case).await, leads(store, b.case).await), (a.case, a.case, c.case));
    assert!(matches!(store.split(&[a.notice], "ren", "").await, Err(Error::Conflict(_))), "it is all of its case");
    assert!(matches!(store.split(&[b.notice, a.notice], "ren", "").await, Err(Error::Conflict(_))), "of two cases");
    assert!(matches!(store.split(&[], "ren", "").await, Err(Error::NotFound(_))));

    // The notice by whose text a case is named may be the one that goes: it gets another id.
    let (_, new) = store.split(&[c.notice], "ren", "").await.unwrap();
    assert!(new != c.case && new != a.case && new != b.case, "{new}");
    assert_eq!((holds(store, c.case).await, holds(store, new).await), (vec![b.notice], vec![c.notice]));

    let back = store.undo_move(parting, "ren", "").await.unwrap();
    assert_eq!(leads(store, a.case).await, c.case);
    assert!(matches!(store.undo_move(parting, "ren", "").await, Err(Error::Conflict(_))));
    store.undo_move(back, "ren", "やはり別").await.unwrap();
    assert_eq!(holds(store, a.case).await, [a.notice]);

    let moves = store.moves_of(&a.case).await.unwrap();
    let told: Vec<_> = moves.iter().map(|m| (m.who.as_str(), m.remark.as_str(), m.undoes.is_some(), m.moved.len())).collect();
    assert_eq!(
        told,
        [
            ("kana", "同じ事件", false, 1),
            ("kana", "", false, 2),
            ("ren", "別の事件", false, 1),
            ("ren", "", true, 1),
            ("ren", "やはり別", true, 1),
        ]
    );
}
