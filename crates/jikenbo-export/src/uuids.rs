//! Ids that other forms want, made of ours: the same casebook and the same thing give the same id, wherever and whenever it is
//! exported, so that whoever takes an export in twice has everything once.

use uuid::Uuid;

/// The namespace of all of them (RFC 9562, version 5): a random id of our own, chosen once and for ever.
const NAMESPACE: Uuid = Uuid::from_u128(0x7d1f_86f2_0a3e_4c55_9b0e_5c3a_86d2_41fe);

/// The ids of one casebook.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Uuids {
    casebook: Uuid,
}

impl Uuids {
    /// Those of the casebook with this identity.
    pub(crate) fn new(identity: &str) -> Self {
        Self { casebook: Uuid::new_v5(&NAMESPACE, identity.as_bytes()) }
    }

    /// The casebook's own.
    pub(crate) const fn casebook(self) -> Uuid {
        self.casebook
    }

    /// That of a thing: of what sort it is, and what tells it from all others of that sort.
    pub(crate) fn of(self, sort: &str, parts: &[&str]) -> Uuid {
        // Each part with its length: ("ab", "c") is another thing than ("a", "bc").
        let parts: String = parts.iter().map(|part| format!("{}:{part};", part.len())).collect();
        Uuid::new_v5(&self.casebook, format!("{sort};{parts}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_same_for_the_same_and_no_others() {
        let (one, other) = (Uuids::new("a"), Uuids::new("b"));
        assert_eq!(one.of("case", &["C1"]), Uuids::new("a").of("case", &["C1"]));
        let all = [
            one.casebook(),
            other.casebook(),
            one.of("case", &["C1"]),
            other.of("case", &["C1"]),
            one.of("note", &["C1"]),
            one.of("case", &["C", "1"]),
            one.of("case", &["C1", ""]),
        ];
        for (n, id) in all.iter().enumerate() {
            assert_eq!(id.get_version_num(), 5);
            assert!(!all[..n].contains(id), "{n}");
        }
    }
}
