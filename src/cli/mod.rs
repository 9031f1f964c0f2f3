//! The command line: one file per verb, and exit codes; everything else is in the library.

mod archive;
mod build;
mod check;
mod defaults;
mod diff;
mod explain;
mod help;
mod inputs;
mod plan;
mod preflight;
mod press;
mod previous;
mod schema;
mod supervise;
mod terminal;
mod timings;
mod trace;
mod usage;
mod watch;
mod wording;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use kakugi::archive::{StoreBusy, StoreUnwritable};
use kakugi::diagnostic::{Diagnostic, Language};
use kakugi::file::Unwritable;
use kakugi::internal::InternalError;
use supervise::{Limits, supervised};

/// Make PDF briefings about government councils from JSON data
#[derive(Parser)]
#[command(version, arg_required_else_help = true, disable_help_subcommand = true)]
struct CommandLine {
    /// Language of messages
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<Lang>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    /// English
    En,
    /// Japanese (日本語)
    Ja,
}

#[derive(Subcommand)]
enum Verb {
    /// Make the briefing and the one-page summaries of a report
    Build(build::BuildArguments),
    /// Find all errors and warnings of a report, without writing anything
    Check(check::CheckArguments),
    /// Decide what all documents have in common, so that several machines can make them
    Plan(plan::PlanArguments),
    /// Show which datum a text on a page comes from, or where a datum is printed
    Trace(trace::TraceArguments),
    /// Store issued reports so that every later change is detected
    Archive(archive::ArchiveArguments),
    /// Explain a code such as `K0103`: what it means and how to fix it
    Explain(explain::ExplainArguments),
    /// Check a PDF file for print, as a printing house does before it makes plates
    Preflight(preflight::PreflightArguments),
    /// Write the JSON Schemas of a report's files, for completion and checks in editors
    Schema(schema::SchemaArguments),
}

/// How an answer is written to standard output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    /// Text for a terminal
    Text,
    /// JSON for other programs
    Json,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All is done and nothing is wrong.
    Done = 0,
    /// The data or templates have errors; nothing is written.
    Errors = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Anything else, such as a folder that cannot be written.
    Failed = 3,
}

impl Exit {
    /// How a run ends in which this was found: errors in data and templates can be put right by those who wrote them; what
    /// cannot be written, or is wrong with the program itself, cannot.
    fn of(diagnostics: &[Diagnostic]) -> Self {
        if diagnostics.iter().any(is_failure) {
            Self::Failed
        } else if diagnostics.iter().any(Diagnostic::is_error) {
            Self::Errors
        } else {
            Self::Done
        }
    }
}

/// Whether an error is none of the data and templates: of the program itself, or of what it writes to.
fn is_failure(diagnostic: &Diagnostic) -> bool {
    let problem = &diagnostic.problem;
    problem.is::<InternalError>()
        || problem.is::<Unwritable>()
        || problem.is::<StoreUnwritable>()
        || problem.is::<StoreBusy>()
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command line.
pub(crate) fn run() -> ExitCode {
    let given: Vec<OsString> = env::args_os().collect();
    #[cfg(unix)]
    if let Some((pages, share)) = supervise::asked_pages(&given) {
        return supervise::draw_to_stdout(pages, share);
    }
    // Help and usage errors need the language before anything is parsed.
    let language = asked_for(&given).unwrap_or_else(of_locale);
    let mut command = help::localised(CommandLine::command(), language);
    let parsed = command.try_get_matches_from_mut(given);
    let arguments = match parsed.and_then(|matches| CommandLine::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(error, language).into(),
    };
    match arguments.verb.limits() {
        Some(limits) => supervised(limits, language, || arguments.verb.run(language) as u8).into(),
        None => arguments.verb.run(language).into(),
    }
}

impl Verb {
    /// What the verb may use, if it works with what strangers may have made.
    fn limits(&self) -> Option<Limits> {
        match self {
            Self::Build(arguments) => Some(arguments.limits),
            Self::Check(arguments) => Some(arguments.limits),
            Self::Plan(arguments) => Some(arguments.limits),
            Self::Trace(arguments) => Some(arguments.limits),
            Self::Archive(arguments) => Some(arguments.limits()),
            Self::Preflight(arguments) => Some(arguments.limits),
            Self::Explain(_) | Self::Schema(_) => None,
        }
    }

    fn run(&self, language: Language) -> Exit {
        match self {
            Self::Build(arguments) => build::run(arguments, language),
            Self::Check(arguments) => check::run(arguments, language),
            Self::Plan(arguments) => plan::run(arguments, language),
            Self::Trace(arguments) => trace::run(arguments, language),
            Self::Archive(arguments) => archive::run(arguments, language),
            Self::Explain(arguments) => explain::run(arguments, language),
            Self::Preflight(arguments) => preflight::run(arguments, language),
            Self::Schema(arguments) => schema::run(arguments, language),
        }
    }
}

/// The language after `--lang`, if it is there and is one that we know.
fn asked_for(arguments: &[OsString]) -> Option<Language> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = texts.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = texts.iter().filter_map(|text| text.strip_prefix("--lang="));
    let tag = after.chain(joined).last()?;
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// The language of the user's locale (POSIX.1-2017 §8.2), as far as we speak it.
fn of_locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(env::var_os).find(|value| !value.is_empty());
    match set {
        Some(locale) if locale.to_string_lossy().starts_with("ja") => Language::Japanese,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use kakugi::build::NotConverged;
    use kakugi::data::EmptyText;

    use super::*;

    #[test]
    fn an_error_of_the_program_itself_ends_with_3_whatever_else_was_found() {
        let internal = Diagnostic::from(InternalError { what: "no inks", place: "src/export/png.rs:22".to_owned() });
        let errors = [Diagnostic::nowhere(NotConverged), Diagnostic::nowhere(EmptyText), internal];
        let exits = [1, 2, 3].map(|count| Exit::of(&errors[..count]));
        assert_eq!(exits, [Exit::Done, Exit::Errors, Exit::Failed]);
    }

    #[test]
    fn an_error_of_the_program_itself_asks_for_a_report() {
        let internal = Diagnostic::from(InternalError { what: "no inks", place: "src/export/png.rs:22".to_owned() });
        assert_eq!((internal.problem.code(), internal.is_error()), ("K0515", true));
        assert_eq!(internal.message(Language::English), "internal error at `src/export/png.rs:22`");
        let hints = internal.hints(Language::English);
        assert_eq!(hints, ["report it to the maintainers of the program, with these words: `no inks`"]);
        assert_eq!(internal.message(Language::Japanese), "プログラムの内部エラーです（場所: `src/export/png.rs:22`）");
        let hints = internal.hints(Language::Japanese);
        assert_eq!(hints, ["次の語句を添えて、このプログラムの担当者に知らせてください: `no inks`"]);
    }
}
