//! `jikenbo settings`: the settings in effect.

use std::io::{self, Write};

use super::table::{Align, table};
use super::{Context, Outcome};
use crate::settings::{Settings, Value};
use crate::store::Casebook;

/// Print the settings in effect, and where each came from
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo settings
  JIKENBO_CASEBOOK=work.db jikenbo settings

Flags go before the environment, the environment before the settings file (TOML), and that before the defaults.")]
pub(super) struct Args {}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let mut out = io::stdout().lock();
        write!(out, "{}", text(&context.settings))?;
        Ok(out.flush()?)
    }
}

fn text(settings: &Settings) -> String {
    let shown = |name: &str, value: &Value| match name {
        "casebook" => Casebook::from(value.text.as_str()).to_string(),
        _ => value.text.clone(),
    };
    let row = |(setting, value): &(&'static crate::settings::Setting, Value)| {
        vec![setting.name.to_owned(), shown(setting.name, value), format!("({})", value.origin)]
    };
    let rows: Vec<_> = settings.values().iter().map(row).collect();
    let file = match &settings.file {
        Some((path, true)) => format!("settings file: {}\n", path.display()),
        Some((path, false)) => format!("settings file: {} (not there)\n", path.display()),
        None => String::new(),
    };
    table(&[(Align::Left, 0); 3], &rows, None) + &file
}
