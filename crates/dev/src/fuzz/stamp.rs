//! Time stamps from anywhere.

use jikenbo_stamp::{Query, Token};

/// The question to [`ANSWER`].
const QUERY: Query = Query { digest: [7; 32], nonce: [0, 0x80, 1, 2, 3, 4, 5, 6] };

/// What OpenSSL answered to it, in the name of an authority that was made up and thrown away.
const ANSWER: &[u8] = include_bytes!("answer.der");

/// Answers of time-stamping authorities: any bytes, and changes to an answer that was one. What is taken for an answer is one to the
/// question.
pub fn stamp(bytes: &[u8]) {
    let (token, _) = QUERY.answered(ANSWER).expect("an answer");
    check(bytes);
    for start in [ANSWER, &token] {
        let mut changed = start.to_vec();
        for change in bytes.chunks_exact(3) {
            let at = usize::from(u16::from_be_bytes([change[0], change[1]])) % changed.len();
            changed[at] = change[2];
            check(&changed);
        }
        check(&[start, bytes].concat());
        check(&start[..bytes.len() % start.len()]);
    }
}

fn check(bytes: &[u8]) {
    if let Ok((token, says)) = QUERY.answered(bytes) {
        assert_eq!(says.digest, QUERY.digest, "the digest that was asked for");
        assert_eq!(Token::parse(&token), Ok(says), "a token says the same wherever it stands");
    }
    let _ = Token::parse(bytes);
}
