//! Flags and settings of a casebook that others reach.

use std::net::IpAddr;

use jikenbo_fetch::IpNet;

use super::network::list;
use crate::settings::{Settings, duration};
use crate::web::access::{Public, Rules};

/// Who may ask.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Others")]
pub(super) struct Others {
    /// Who must log in: `auto` (whoever comes from other machines) or `required` (everybody)
    #[arg(long, value_name = "WHO")]
    login: Option<String>,
    /// The address by which others reach the casebook through a proxy (https://casebook.example.jp)
    #[arg(long, value_name = "URL")]
    public: Option<String>,
    /// Proxies whose X-Forwarded-For is believed (127.0.0.1,10.0.0.0/8)
    #[arg(long, value_name = "ADDRESS,…")]
    proxies: Option<String>,
    /// Origins whose scripts may read the JSON with a token (https://tools.example.jp,…)
    #[arg(long, value_name = "ORIGIN,…")]
    cors_origins: Option<String>,
    /// Requests a minute that a user, token or address may make; 0 for no limit
    #[arg(long, value_name = "N")]
    rate: Option<String>,
    /// A session ends when nothing was asked in it for so long (12h)
    #[arg(long, value_name = "TIME")]
    session_idle: Option<String>,
    /// A session ends after so long at the latest (7d)
    #[arg(long, value_name = "TIME")]
    session_length: Option<String>,
}

impl Others {
    /// The settings that the flags give.
    pub(super) fn settings(&self) -> impl Iterator<Item = (&'static str, String)> {
        let flags = [
            ("login", &self.login),
            ("public", &self.public),
            ("proxies", &self.proxies),
            ("cors-origins", &self.cors_origins),
            ("rate", &self.rate),
            ("session-idle", &self.session_idle),
            ("session-length", &self.session_length),
        ];
        flags.map(|(name, value)| value.clone().map(|value| (name, value))).into_iter().flatten()
    }
}

/// What the settings say of who may ask, where an address is listened on.
///
/// # Errors
///
/// What was expected and found.
pub(super) fn rules(settings: &Settings, listen: IpAddr) -> Result<Rules, String> {
    let get = |name: &str| settings.get(name).trim().to_owned();
    let named = |name: &'static str| move |error: String| format!("{name}: {error}");
    let public = Some(get("public")).filter(|text| !text.is_empty());
    let public = public.map(|text| Public::parse(&text)).transpose().map_err(named("public"))?;
    let login = match get("login").as_str() {
        "auto" => !listen.is_loopback() || public.is_some(),
        "required" => true,
        found => return Err(format!("login: expected auto or required, found {found:?}")),
    };
    let rate = get("rate");
    let rate = rate.parse().map_err(|_| format!("rate: expected a number of requests a minute, found {rate:?}"))?;
    let proxy = |part: &str| part.parse::<IpNet>().ok().or_else(|| Some(IpNet::from(part.parse::<IpAddr>().ok()?)));
    let origin = |part: &str| Public::parse(part).ok().map(|origin| origin.origin);
    let time = |name: &'static str| duration(&get(name)).map_err(named(name));
    let rules = Rules {
        login,
        public,
        proxies: list("proxies", &get("proxies"), "addresses such as 127.0.0.1 or 10.0.0.0/8", proxy)?,
        cors: list("cors-origins", &get("cors-origins"), "origins such as https://tools.example.jp", origin)?,
        // Where nobody logs in there is only the person at the machine, who may ask as often as they like.
        rate: if login { rate } else { 0 },
        idle: time("session-idle")?,
        length: time("session-length")?,
    };
    if rules.idle.as_secs() < 60 || rules.length.as_secs() < 60 || rules.length.as_secs() > 31_536_000 {
        return Err("session-idle, session-length: expected 1m to 365d, found another time".to_owned());
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Sources;

    fn of(flags: &[(&'static str, &str)], listen: &str) -> Result<Rules, String> {
        let flags = flags.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        let file = std::env::temp_dir().join("jikenbo-no-such-settings-file");
        let none = |name: &str| (name == crate::settings::CONFIG_ENV).then(|| file.clone().into_os_string());
        drop(std::fs::write(&file, ""));
        rules(&Settings::new(&Sources { flags, config: None, env: &none })?, listen.parse().unwrap())
    }

    #[test]
    fn others_must_log_in() {
        let login = |flags: &[(&'static str, &str)], listen| of(flags, listen).unwrap().login;
        assert!(!login(&[], "127.0.0.1") && !login(&[], "::1"));
        assert!(login(&[], "0.0.0.0") && login(&[], "192.168.0.5") && login(&[], "::"));
        assert!(login(&[("login", "required")], "127.0.0.1"));
        assert!(login(&[("public", "https://casebook.example.jp")], "127.0.0.1"), "a proxy brings others to loopback");
    }

    #[test]
    fn what_is_no_setting_is_told() {
        for (flag, text, says) in [
            ("login", "no", "login: expected auto or required, found \"no\""),
            ("public", "casebook", "public: expected an address without a path"),
            ("proxies", "localhost", "proxies: expected addresses such as 127.0.0.1 or 10.0.0.0/8, found \"localhost\""),
            ("cors-origins", "*", "cors-origins: expected origins such as https://tools.example.jp, found \"*\""),
            ("rate", "many", "rate: expected a number of requests a minute, found \"many\""),
            ("session-idle", "1s", "session-idle, session-length: expected 1m to 365d"),
        ] {
            let error = of(&[(flag, text)], "127.0.0.1").unwrap_err();
            assert!(error.starts_with(says), "{error}");
        }
    }
}
