//! What comes in from other collections.

use jikenbo_export::{Refused, Taken, gold, veris};
use serde_json::Value;

/// What reads a record of another collection.
type Read = fn(&Value) -> Result<Taken, Refused>;

/// Records of other collections: what is JSON is taken or refused, the same every time; what is taken has facts that can be written
/// and read again.
pub fn import(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let readers: [Read; 2] = [veris::read, gold::read];
    for read in readers {
        let found = read(&value);
        assert_eq!(found, read(&value), "the same record gives the same facts");
        match found {
            Err(refused) => assert!(!refused.why.is_empty(), "what is refused says why"),
            Ok(taken) => {
                let facts = serde_json::to_value(&taken.facts).expect("facts are JSON");
                assert_eq!(
                    serde_json::from_value::<jikenbo_search::Facts>(facts).expect("facts"),
                    taken.facts,
                    "JSON keeps facts"
                );
            }
        }
    }
}
