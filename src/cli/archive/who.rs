//! Who does something to the archive, and when.

use std::env;
use std::ffi::OsString;

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use kakugi::archive::{Act, Actor};
use kakugi::diagnostic::Language;
use kakugi::internal::ExpectInternal;
use kakugi::package::TOOL;

use super::super::defaults::ACTOR_VARIABLE;
use super::super::inputs::epoch;
use super::{Stop, wording};

#[derive(Args)]
pub(super) struct ActorArgument {
    /// Person who does this, as `name` or `name <mail address>`
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl ActorArgument {
    /// The person that the arguments or the environment name, and the time of now or of `SOURCE_DATE_EPOCH`.
    pub fn act(&self, language: Language) -> Result<Act, Stop> {
        let named = [ACTOR_VARIABLE, "USER", "LOGNAME", "USERNAME"].into_iter().filter_map(env::var_os);
        let given = self.by.clone().map(OsString::from).into_iter().chain(named);
        let mut names = given.map(|name| name.to_string_lossy().trim().to_owned()).filter(|name| !name.is_empty());
        let name = names.next().ok_or_else(|| Stop::Usage(wording::nobody(language).to_owned()))?;
        Ok(Act { time: time(language)?, actor: actor(&name), tool: TOOL.to_owned() })
    }
}

/// `name <address>` taken apart.
fn actor(text: &str) -> Actor {
    let parts = text.strip_suffix('>').and_then(|text| text.split_once('<'));
    match parts {
        Some((name, address)) if address.contains('@') && !name.trim().is_empty() => {
            Actor { name: name.trim().to_owned(), address: Some(format!("mailto:{}", address.trim())) }
        }
        _ => Actor { name: text.to_owned(), address: None },
    }
}

/// How far ahead of this computer's clock a time may be: as far as clocks and calendars differ.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// The time, in whole seconds. One that is far ahead would keep all later events out of the log.
fn time(language: Language) -> Result<Timestamp, Stop> {
    let now = Timestamp::from_second(Timestamp::now().as_second()).internal("the clock shows an invalid time")?;
    let time = epoch(language).map_err(Stop::Usage)?.unwrap_or(now);
    if time.duration_since(now) > AHEAD {
        return Err(Stop::Usage(wording::clock_ahead(&time.to_string(), &now.to_string(), language)));
    }
    Ok(time)
}
