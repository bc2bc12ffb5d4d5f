//! OpenSSL, which verifies the signature of a time stamp: its certificates, their chain, their purpose.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use jikenbo_archive::Digest;

use super::Error;

/// The most characters of what OpenSSL says that are passed on.
const MAX_WORDS: usize = 600;

/// Has OpenSSL verify a token: that an authority signed it, whose certificate leads to one of those in `authorities` (a file in
/// PEM), and that it is on `digest`. Tells what does not hold, in OpenSSL's words; nothing if all does.
///
/// # Errors
///
/// [`Error::OpenSsl`] if there is no program `openssl`, or no room for the token.
pub fn verify(digest: &Digest, token: &[u8], authorities: &Path) -> Result<Option<String>, Error> {
    let failed = |error: std::io::Error| Error::OpenSsl(crate::capture::plain(&error));
    let mut file = tempfile::NamedTempFile::new().map_err(failed)?;
    file.write_all(token).and_then(|()| file.flush()).map_err(failed)?;
    let mut command = Command::new("openssl");
    command.args(["ts", "-verify", "-digest", &digest.hex(), "-token_in", "-in"]).arg(file.path());
    command.arg("-CAfile").arg(authorities).stdin(Stdio::null());
    let output = command.output().map_err(failed)?;
    if output.status.success() {
        return Ok(None);
    }
    let words = [output.stdout, output.stderr].concat();
    Ok(Some(String::from_utf8_lossy(&words).chars().take(MAX_WORDS).collect()))
}

/// The commands by which anybody does the same, for a shell: the token out of the package, and its verification.
#[must_use]
pub fn commands(package: &str, digest: &Digest, authorities: &str) -> [String; 2] {
    [
        format!(
            "unzip -p {} datapackage-digest.json | sed -n 's/.*\"timeStampToken\": \"\\([^\"]*\\)\".*/\\1/p' | \
             openssl base64 -d -A -out token.der",
            quoted(package)
        ),
        format!("openssl ts -verify -digest {} -token_in -in token.der -CAfile {}", digest.hex(), quoted(authorities)),
    ]
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    let word = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_of_files_stay_one_word() {
        for (word, expected) in [
            ("a/b-1.wacz", "a/b-1.wacz"),
            ("事 件.wacz", "'事 件.wacz'"),
            ("a'; rm b", "'a'\\''; rm b'"),
            ("-x", "'./-x'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
