//! Messages about a command line that cannot be understood.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use kakugi::diagnostic::{Language, on_one_line};

use super::{Exit, terminal};

/// Prints help, the version, or what is wrong with the command line.
pub(super) fn report(mut error: clap::Error, language: Language) -> Exit {
    let wanted = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    // What was typed may come from anywhere, and is printed in lines of this program.
    let typed: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, on_one_line_each(value)?))).collect();
    for (kind, value) in typed {
        error.insert(kind, value);
    }
    let help = wanted || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if help || language == Language::English {
        // Nobody is there to be told if standard error is closed.
        let _ = error.print();
    } else {
        terminal::report_lines(&japanese(&error));
    }
    if wanted { Exit::Done } else { Exit::Usage }
}

/// The texts of a value, each on one line; nothing where there are none.
fn on_one_line_each(value: &ContextValue) -> Option<ContextValue> {
    match value {
        ContextValue::String(text) => Some(ContextValue::String(on_one_line(text))),
        ContextValue::Strings(texts) => {
            Some(ContextValue::Strings(texts.iter().map(|text| on_one_line(text)).collect()))
        }
        _ => None,
    }
}

/// What an error says of its kind of context; nothing if that is not known.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

fn japanese(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => {
            format!("`{argument}`の値がありません")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{argument}`に`{}`という値は使えません", context(error, ContextKind::InvalidValue))
        }
        ErrorKind::UnknownArgument => format!("`{argument}`というオプションや引数はありません"),
        ErrorKind::InvalidSubcommand => {
            format!("`{}`というコマンドはありません", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("必要な引数がありません: {argument}"),
        ErrorKind::MissingSubcommand => "コマンドがありません".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("`{argument}`と`{}`は同時に使えません", context(error, ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("`{argument}`の値の数が正しくありません")
        }
        ErrorKind::InvalidUtf8 => "引数がUTF-8ではありません".to_owned(),
        _ => "コマンドの書き方が正しくありません".to_owned(),
    };
    let mut lines = vec![super::wording::error(&message, Language::Japanese)];
    for (name, example) in [
        ("--at", "briefing:7:320,410"),
        ("--pointer", "councils/x.json#/results/metrics/0"),
        ("--timeout", "120"),
        ("--memory", "4096"),
        ("--version", "1"),
    ] {
        if argument.starts_with(name) {
            lines.push(format!("例: `{name} {example}`"));
        }
    }
    for (kind, before) in [
        (ContextKind::SuggestedArg, "もしかして: "),
        (ContextKind::SuggestedSubcommand, "もしかして: "),
        (ContextKind::SuggestedValue, "もしかして: "),
        (ContextKind::ValidValue, "使える値: "),
        (ContextKind::ValidSubcommand, "使えるコマンド: "),
        (ContextKind::Usage, "使い方: "),
    ] {
        let text = context(error, kind);
        let text = text.trim_start_matches("Usage: ");
        if !text.is_empty() {
            lines.push(format!("{before}{text}"));
        }
    }
    lines.push("詳しい使い方は`--help`を付けると表示します".to_owned());
    lines.join("\n")
}
