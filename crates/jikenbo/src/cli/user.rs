//! `jikenbo user`: who may use a casebook that others can reach.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::table::{Align, table};
use super::terminal::{line, width};
use super::{Context, Fail, Outcome};
use crate::settings::duration;
use crate::store::{Account, Doer, NewToken, Token, now, timestamp};
use crate::users::{self, Hasher, LONGEST, Role, Secret, check};

/// Whoever sits at the machine, as the audit log names them.
pub(super) const HERE: Doer<'_> = Doer { name: "local", from: "cli" };

/// Say who may use the casebook from other machines, and what each may do
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Add(Add),
    List(List),
    Role(RoleArgs),
    Passwd(Passwd),
    Remove(Remove),
    #[command(subcommand)]
    Token(TokenCommand),
}

/// Add a user; the password is asked for, or read from standard input
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user add hanako --role administrator
  pwgen -s 24 1 | jikenbo user add taro")]
pub(super) struct Add {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
    /// What they may do: reader, reviewer or administrator
    #[arg(long, value_name = "ROLE", default_value = "reader", value_parser = str::parse::<Role>)]
    role: Role,
}

/// Show the users
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user list
  jikenbo user list --json")]
pub(super) struct List {
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// Give a user another role; their sessions end
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user role taro reviewer")]
pub(super) struct RoleArgs {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
    /// What they may do: reader, reviewer or administrator
    #[arg(value_name = "ROLE", value_parser = str::parse::<Role>)]
    role: Role,
}

/// Set a user's password, asked for or read from standard input; their sessions end
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user passwd hanako")]
pub(super) struct Passwd {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
}

/// Remove a user; what they changed keeps their name
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user remove taro")]
pub(super) struct Remove {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,
}

/// API tokens: secrets for programs
#[derive(Debug, clap::Subcommand)]
pub(super) enum TokenCommand {
    Add(AddToken),
    List(ListTokens),
    Revoke(Revoke),
}

/// Make a token for a user, and print it this once
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user token add hanako --label dashboard
  jikenbo user token add hanako --label importer --scope review --expires 30d")]
pub(super) struct AddToken {
    /// The user who answers for it
    #[arg(value_name = "NAME")]
    name: String,
    /// What to call it
    #[arg(long, value_name = "WORDS")]
    label: String,
    /// What may be done with it, if its user may: read, review or admin
    #[arg(long, value_name = "SCOPE", default_value = "read", value_parser = Role::of_scope)]
    scope: Role,
    /// The time after which it is no longer good (1d to 366d)
    #[arg(long, value_name = "TIME", default_value = "90d")]
    expires: String,
}

/// Show the tokens, without their secrets
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user token list
  jikenbo user token list hanako --json")]
pub(super) struct ListTokens {
    /// Of this user only
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// Revoke a token
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo user token revoke 3")]
pub(super) struct Revoke {
    /// Its number in `jikenbo user token list`
    #[arg(value_name = "N")]
    token: i64,
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Role(RoleArgs { name, role }) => {
                let store = context.open()?;
                let user = context.wait(store.set_role(name, *role, &HERE))?;
                context.wait(store.close());
                done(&format!("{} is {} {role} now; open sessions have ended", line(&user.name), article(*role)))
            }
            Self::Passwd(Passwd { name }) => passwd(context, name),
            Self::Remove(Remove { name }) => {
                let store = context.open()?;
                let user = context.wait(store.remove_user(name, &HERE))?;
                context.wait(store.close());
                done(&format!("removed {}; sessions and tokens have ended", line(&user.name)))
            }
            Self::Token(command) => command.run(context),
        }
    }
}

fn done(words: &str) -> Outcome {
    writeln!(io::stdout(), "{words}")?;
    Ok(())
}

const fn article(role: Role) -> &'static str {
    if matches!(role, Role::Administrator) { "an" } else { "a" }
}

impl Add {
    fn run(&self, context: &Context) -> Outcome {
        let name = users::name(&self.name)?;
        let store = context.open()?;
        if context.wait(store.password(&name))?.is_some() {
            return Err(format!("expected a name that nobody has, found {name}: `jikenbo user passwd` sets a password").into());
        }
        let hash = new_password(context, &name)?;
        context.wait(store.add_user(&name, self.role, &hash, false, &HERE))?;
        context.wait(store.close());
        done(&format!("added {name}, {} {}", article(self.role), self.role))
    }
}

fn passwd(context: &Context, name: &str) -> Outcome {
    let store = context.open()?;
    let user = context.wait(store.user(name))?;
    let hash = new_password(context, &user.name)?;
    context.wait(store.set_password(&user.name, &hash, false, -1, &HERE))?;
    context.wait(store.close());
    done(&format!("the password of {} is set; open sessions have ended", line(&user.name)))
}

/// Asks for a new password twice on a terminal, or takes the first line of standard input; gives its hash.
fn new_password(context: &Context, name: &str) -> Outcome<String> {
    let password = if io::stdin().is_terminal() { asked(name)? } else { piped()? };
    check(&password, name).map_err(|weak| weak.to_string())?;
    context.wait(Hasher::default().hash(&password)).map_err(|error| Fail::Message(error.to_string()))
}

fn asked(name: &str) -> Outcome<String> {
    let first = rpassword::prompt_password(format!("New password for {}: ", line(name)))?;
    check(&first, name).map_err(|weak| weak.to_string())?;
    if rpassword::prompt_password("Once more: ")? != first {
        return Err("expected the same password twice, found two different ones".to_owned().into());
    }
    Ok(first)
}

/// The first line of standard input. More than the longest password is not read.
fn piped() -> Outcome<String> {
    let most = u64::try_from(LONGEST * 4 + 3).unwrap_or(u64::MAX);
    let mut first = Vec::new();
    io::stdin().lock().take(most).read_until(b'\n', &mut first)?;
    let text = String::from_utf8(first).map_err(|_| "expected a password in UTF-8 on standard input".to_owned())?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

impl List {
    fn run(&self, context: &Context) -> Outcome {
        let all = match context.open_existing()? {
            Some(store) => context.wait(store.users())?,
            None => Vec::new(),
        };
        if self.json {
            return done(&format!("{:#}", json!({ "users": all })));
        }
        if all.is_empty() {
            return done("no users yet: `jikenbo user add NAME --role administrator` adds the first");
        }
        let row = |user: &Account| {
            vec![
                line(&user.name),
                user.role.name().to_owned(),
                format!("added {}", minute(&user.added_at)),
                format!("last login {}", minute(&user.seen_at)),
            ]
        };
        let rows: Vec<_> = all.iter().map(row).collect();
        write!(io::stdout(), "{}", table(&[(Align::Left, 0); 4], &rows, width()))?;
        Ok(())
    }
}

/// A time to the minute, or that there was none.
pub(super) fn minute(time: &str) -> String {
    time.get(..16).map_or_else(|| "never".to_owned(), |t| t.replace('T', " "))
}

impl TokenCommand {
    fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Revoke(Revoke { token }) => {
                let store = context.open()?;
                context.wait(store.revoke_token(*token, None, &HERE))?;
                context.wait(store.close());
                done(&format!("revoked token {token}"))
            }
        }
    }
}

impl AddToken {
    fn run(&self, context: &Context) -> Outcome {
        let expires = duration(&self.expires).map_err(|error| format!("--expires: {error}"))?;
        let days = expires.as_secs() / 86_400;
        if !(1..=366).contains(&days) {
            return Err(format!("--expires: expected 1d to 366d, found {:?}", self.expires).into());
        }
        let label = self.label.trim();
        if !(1..=80).contains(&label.chars().count()) {
            return Err(format!("--label: expected 1 to 80 characters, found {label:?}").into());
        }
        let ends = SignedDuration::try_from(expires).map_err(|error| format!("--expires: {error}"))?;
        let ends = Timestamp::now().checked_add(ends).map_err(|error| format!("--expires: {error}"))?;
        let secret = Secret::token()?;
        let new = NewToken { hash: &secret.hash, label, scope: self.scope, ends_at: &timestamp(ends) };
        let store = context.open()?;
        let user = context.wait(store.user(&self.name))?;
        let id = context.wait(store.add_token(&user.name, &new, &HERE))?;
        context.wait(store.close());
        let _ = writeln!(io::stderr(), "token {id} of {}, shown this once:", line(&user.name));
        done(&secret.text)
    }
}

impl ListTokens {
    fn run(&self, context: &Context) -> Outcome {
        let all = match context.open_existing()? {
            Some(store) => context.wait(store.tokens(self.name.as_deref()))?,
            None => Vec::new(),
        };
        if self.json {
            let one = |(user, token): &(String, Token)| {
                let mut value = json!(token);
                value["user"] = json!(user);
                value
            };
            return done(&format!("{:#}", json!({ "tokens": all.iter().map(one).collect::<Vec<_>>() })));
        }
        if all.is_empty() {
            return done("no tokens yet: `jikenbo user token add NAME --label WORDS` makes one");
        }
        let rows: Vec<_> = all.iter().map(|(user, token)| row(user, token)).collect();
        write!(
            io::stdout(),
            "{}",
            table(
                &[(Align::Right, 0), (Align::Left, 0), (Align::Left, 0), (Align::Left, 0), (Align::Left, 0), (Align::Left, 0)],
                &rows,
                width()
            )
        )?;
        Ok(())
    }
}

fn row(user: &str, token: &Token) -> Vec<String> {
    let state = if !token.revoked_at.is_empty() {
        format!("revoked {}", minute(&token.revoked_at))
    } else if token.ends_at <= now() {
        "expired".to_owned()
    } else {
        format!("until {}", minute(&token.ends_at))
    };
    let used = format!("last used {}", minute(&token.used_at));
    vec![token.id.to_string(), line(user), token.scope.scope().to_owned(), state, used, line(&token.label)]
}
