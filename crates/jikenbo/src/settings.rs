//! Settings: from flags, then the environment, then one TOML file, then the defaults.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;

/// A setting: everything about it, for the program and its documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its key in the TOML file; its flag is `--name`.
    pub name: &'static str,
    /// Its environment variable.
    pub env: &'static str,
    /// Its value if nothing else is said; for a place, in words.
    pub default: &'static str,
    /// What it is for.
    pub doc: &'static str,
}

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "casebook",
        env: "JIKENBO_CASEBOOK",
        default: "jikenbo/casebook.db in the user's data folder (XDG_DATA_HOME)",
        doc: "the casebook: the path of a file, or the address of a PostgreSQL database (postgres://…)",
    },
    Setting {
        name: "index",
        env: "JIKENBO_INDEX",
        default: "",
        doc: "the folder of the search index; beside the casebook if it is a file (casebook.db.index), else in the user's data folder",
    },
    Setting {
        name: "listen",
        env: "JIKENBO_LISTEN",
        default: "127.0.0.1:8377",
        doc: "the address and port that `jikenbo serve` listens on; port 0 takes any that is free; others than loopback need an administrator",
    },
    Setting {
        name: "login",
        env: "JIKENBO_LOGIN",
        default: "auto",
        doc: "who must log in: `auto` asks whoever comes from other machines (not on loopback without `public`), `required` everybody",
    },
    Setting {
        name: "public",
        env: "JIKENBO_PUBLIC",
        default: "",
        doc: "the address by which others reach the casebook through a proxy (https://casebook.example.jp)",
    },
    Setting {
        name: "proxies",
        env: "JIKENBO_PROXIES",
        default: "",
        doc: "proxies whose X-Forwarded-For is believed, with commas between (127.0.0.1,10.0.0.0/8)",
    },
    Setting {
        name: "cors-origins",
        env: "JIKENBO_CORS_ORIGINS",
        default: "",
        doc: "origins whose scripts may read the JSON with a token, with commas between (https://tools.example.jp)",
    },
    Setting {
        name: "rate",
        env: "JIKENBO_RATE",
        default: "1200",
        doc: "requests a minute that a user, token or address may make where login is required; 0 for no limit",
    },
    Setting {
        name: "session-idle",
        env: "JIKENBO_SESSION_IDLE",
        default: "24h",
        doc: "a session ends when nothing was asked in it for so long",
    },
    Setting {
        name: "session-length",
        env: "JIKENBO_SESSION_LENGTH",
        default: "7d",
        doc: "a session ends after so long at the latest",
    },
    Setting {
        name: "max-size",
        env: "JIKENBO_MAX_SIZE",
        default: "16M",
        doc: "the largest page that is read, in bytes, or with K, M or G",
    },
    Setting {
        name: "contact",
        env: "JIKENBO_CONTACT",
        default: "",
        doc: "where the owners of sites can reach you (a mailbox, or the address of a page): part of the User-Agent of every request",
    },
    Setting {
        name: "delay",
        env: "JIKENBO_DELAY",
        default: "1s",
        doc: "the least time between two requests to one host (500ms, 1s, 2m)",
    },
    Setting {
        name: "open-ranges",
        env: "JIKENBO_OPEN_RANGES",
        default: "",
        doc: "ranges of your own network that may be fetched from although they are not public, with commas between (10.1.0.0/16)",
    },
    Setting {
        name: "ports",
        env: "JIKENBO_PORTS",
        default: "80,443,8080,8443",
        doc: "the ports that may be fetched from, with commas between",
    },
];

/// The environment variable of the settings file itself, whose flag is `--config`.
pub const CONFIG_ENV: &str = "JIKENBO_CONFIG";

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// An environment variable.
    Env(&'static str),
    /// The settings file.
    File(PathBuf),
    /// Nothing was said.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => write!(f, "flag"),
            Self::Env(name) => write!(f, "environment: {name}"),
            Self::File(path) => write!(f, "file: {}", path.display()),
            Self::Default => write!(f, "default"),
        }
    }
}

/// A setting's value, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it was written.
    pub text: String,
    /// Where.
    pub origin: Origin,
}

/// What settings are made from. Environment variables come through a function, so that tests need not touch the real ones.
pub struct Sources<'a> {
    /// Flags that were given, by name.
    pub flags: Vec<(&'static str, String)>,
    /// `--config`.
    pub config: Option<PathBuf>,
    /// The environment.
    pub env: &'a dyn Fn(&str) -> Option<OsString>,
}

/// The settings in effect, in the order of [`SETTINGS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    values: Vec<(&'static Setting, Value)>,
    /// The file that was looked for, and whether it was there.
    pub file: Option<(PathBuf, bool)>,
}

impl Settings {
    /// Puts the sources together.
    ///
    /// # Errors
    ///
    /// A settings file that was asked for and cannot be read, or one that says what is no setting: in words.
    pub fn new(sources: &Sources<'_>) -> Result<Self, String> {
        let asked = sources.config.clone().or_else(|| (sources.env)(CONFIG_ENV).map(PathBuf::from));
        let path = asked.clone().or_else(default_file);
        let table = path.as_deref().map(|p| load(p, asked.is_some())).transpose()?.flatten();
        let values = SETTINGS.iter().map(|setting| Ok((setting, value(setting, sources, table.as_ref(), path.as_deref())?)));
        Ok(Self { values: values.collect::<Result<_, String>>()?, file: path.map(|p| (p, table.is_some())) })
    }

    /// The settings with their values.
    #[must_use]
    pub fn values(&self) -> &[(&'static Setting, Value)] {
        &self.values
    }

    /// A setting's value; empty for what is no setting.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.iter().find(|(s, _)| s.name == name).map_or("", |(_, v)| &v.text)
    }
}

fn default_file() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|dirs| dirs.config_dir().join("jikenbo").join("config.toml"))
}

fn default_casebook() -> Result<String, String> {
    let dirs =
        etcetera::choose_base_strategy().map_err(|_| "expected a home directory, or --casebook; found neither".to_owned())?;
    let path = dirs.data_dir().join("jikenbo").join("casebook.db");
    path.into_os_string().into_string().map_err(|path| format!("expected a path in UTF-8, found {}", Path::new(&path).display()))
}

type Table = BTreeMap<String, toml::Value>;

/// The file's table; `None` where there is no file and none was asked for.
fn load(path: &Path, asked: bool) -> Result<Option<Table>, String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked => return Ok(None),
        Err(error) => return Err(format!("{}: {}", path.display(), crate::capture::plain(&error))),
    };
    let table: Table = toml::from_str(&text).map_err(|e| format!("{}: {}", path.display(), e.to_string().trim_end()))?;
    let names: Vec<_> = SETTINGS.iter().map(|s| s.name).collect();
    match table.keys().find(|key| !names.contains(&key.as_str())) {
        Some(key) => Err(format!("{}: expected one of {}, found {key:?}", path.display(), names.join(", "))),
        None => Ok(Some(table)),
    }
}

fn value(setting: &'static Setting, from: &Sources<'_>, table: Option<&Table>, path: Option<&Path>) -> Result<Value, String> {
    if let Some((_, text)) = from.flags.iter().find(|(name, _)| *name == setting.name) {
        return Ok(Value { text: text.clone(), origin: Origin::Flag });
    }
    if let Some(text) = (from.env)(setting.env).filter(|text| !text.is_empty()) {
        let text = text.into_string().map_err(|_| format!("{}: expected text in UTF-8", setting.env))?;
        return Ok(Value { text, origin: Origin::Env(setting.env) });
    }
    if let Some((value, path)) = table.and_then(|t| t.get(setting.name)).zip(path) {
        let text = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            other => {
                return Err(format!("{}: {}: expected text, found {}", path.display(), setting.name, other.type_str()));
            }
        };
        return Ok(Value { text, origin: Origin::File(path.to_owned()) });
    }
    let text = if setting.name == "casebook" { default_casebook()? } else { setting.default.to_owned() };
    Ok(Value { text, origin: Origin::Default })
}

/// A size in bytes, as people write it: `500`, `64M`, `1 GB`.
///
/// # Errors
///
/// What was expected and found.
pub fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text.trim()[digits.len()..].trim().to_ascii_uppercase().trim_end_matches('B').trim_end_matches('I') {
        "" => Some(1),
        "K" => Some(1 << 10),
        "M" => Some(1 << 20),
        "G" => Some(1 << 30),
        _ => None,
    };
    let size = digits.parse::<u64>().ok().zip(unit).and_then(|(n, unit)| n.checked_mul(unit)).filter(|n| *n > 0);
    size.ok_or_else(|| format!("expected a size (500K, 64M, 1G), found {text:?}"))
}

/// A time as people write it: `500ms`, `90s`, `15m`, `1h`, `7d`.
///
/// # Errors
///
/// What was expected and found.
pub fn duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "ms" => Some(1),
        "s" | "" => Some(1_000),
        "m" | "min" => Some(60_000),
        "h" => Some(3_600_000),
        "d" => Some(86_400_000),
        _ => None,
    };
    let time = digits.trim().parse::<u64>().ok().zip(unit).and_then(|(n, unit)| n.checked_mul(unit));
    time.map(Duration::from_millis).ok_or_else(|| format!("expected a time (500ms, 90s, 15m, 1h, 7d), found {text:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in [("90s", 90.0), ("15m", 900.0), ("1h", 3600.0), ("7D", 604_800.0), ("500ms", 0.5), ("0", 0.0)] {
            assert_eq!(duration(text).map(|d| d.as_secs_f64()), Ok(seconds), "{text}");
        }
        for wrong in ["", "h", "-1h", "1y", "99999999999999999999d", "1 時間"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (text, bytes) in [("500", 500), ("64M", 64 << 20), ("1 GB", 1 << 30), ("2KiB", 2048)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for wrong in ["", "M", "-1", "1T", "0", "99999999999G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_flag_goes_before_the_environment_that_goes_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("c.toml");
        std::fs::write(&file, "casebook = \"f.db\"\nlisten = \"127.0.0.1:1\"\nmax-size = 7\n").unwrap();
        let env = |name: &str| (name != "JIKENBO_MAX_SIZE" && name != CONFIG_ENV).then(|| OsString::from("e"));
        let sources = Sources { flags: vec![("casebook", "flag.db".into())], config: Some(file), env: &env };
        let settings = Settings::new(&sources).unwrap();
        assert_eq!(["casebook", "listen", "max-size"].map(|n| settings.get(n)), ["flag.db", "e", "7"]);
        let none = |_: &str| None;
        let missing = Sources { flags: Vec::new(), config: Some(folder.path().join("none.toml")), env: &none };
        assert!(Settings::new(&missing).unwrap_err().ends_with("none.toml: no such file"));
    }

    #[test]
    fn what_is_no_setting_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("c.toml");
        std::fs::write(&file, "casebok = 1").unwrap();
        let none = |_: &str| None;
        let error = Settings::new(&Sources { flags: Vec::new(), config: Some(file), env: &none }).unwrap_err();
        let names: Vec<_> = SETTINGS.iter().map(|s| s.name).collect();
        assert!(error.ends_with(&format!("expected one of {}, found \"casebok\"", names.join(", "))), "{error}");
    }
}
