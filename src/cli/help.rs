//! Help in the user's language.

mod japanese;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};
use kakugi::diagnostic::Language;

use self::japanese::{argument_text, value_text, verb_text};
use super::defaults::described_default;

/// The command with its help in a language; English is what the declarations say.
pub(super) fn localised(command: Command, language: Language) -> Command {
    match language {
        Language::English => with_defaults(command, ""),
        Language::Japanese => in_japanese(command, ""),
    }
}

/// The English help, with the defaults that are described in words.
fn with_defaults(mut command: Command, above: &str) -> Command {
    let verb_name = command.get_name().to_owned();
    let name = help_name(above, &verb_name).to_owned();
    command = command.mut_args(|argument| {
        let default = described_default(&name, argument.get_id().as_str(), Language::English);
        let help = argument.get_help().map(StyledStr::to_string);
        match help.zip(default) {
            Some((help, default)) => argument.help(format!("{help} [default: {default}]")),
            None => argument,
        }
    });
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs
        .iter()
        .fold(command, |command, verb| command.mut_subcommand(verb, |command| with_defaults(command, &verb_name)))
}

const TEMPLATE: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}";
/// Where arguments of all commands stand in the list of options: after those of the command.
const LAST: usize = 1_000;

/// The Japanese help of a command and of those below it; `above` is what is typed before its name.
fn in_japanese(mut command: Command, above: &str) -> Command {
    let verb_name = command.get_name().to_owned();
    let typed = format!("{above} {verb_name}").trim_start().to_owned();
    let name = help_name(above, &verb_name).to_owned();
    if let Some(about) = verb_text(&name) {
        command = command.about(about);
    }
    let mut order = 0;
    command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .disable_help_flag(true)
        .mut_args(|argument| {
            order += 1;
            let argument = match (argument.is_positional(), argument.get_id().as_str()) {
                (true, _) => argument.display_order(order).help_heading("引数"),
                (false, "timeout") => argument.display_order(LAST).help_heading("オプション"),
                (false, "memory") => argument.display_order(LAST + 1).help_heading("オプション"),
                (false, _) => argument.help_heading("オプション"),
            };
            let help = argument_help(&name, &argument);
            let argument = argument.hide_possible_values(true).hide_default_value(true);
            match help {
                Some(help) => argument.help(help),
                None => argument,
            }
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(LAST + 2)
                .help_heading("オプション")
                .help("この説明を表示する"),
        );
    if name == "kakugi" {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command
            .disable_version_flag(true)
            .arg(version.display_order(LAST + 3).help_heading("オプション").help("プログラムのバージョンを表示する"));
    }
    let usage = usage(&command, &typed);
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs
        .iter()
        .fold(command, |command, verb| command.mut_subcommand(verb, |command| in_japanese(command, &typed)))
        .override_usage(usage)
}

/// How a command is typed, without a word of English that is not typed.
fn usage(command: &Command, typed: &str) -> String {
    let usage = command.clone().bin_name(typed).render_usage().to_string();
    usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[オプション]")
}

/// What an argument is for, with the values and the default of its declaration.
fn argument_help(verb: &str, argument: &Arg) -> Option<String> {
    let id = argument.get_id().as_str();
    let mut help = argument_text(verb, id)?;
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|_| argument.get_action().takes_values())
        .map(|value| match value_text(verb, id, value.get_name()) {
            Some(text) => format!("{}: {text}", value.get_name()),
            None => value.get_name().to_owned(),
        })
        .collect();
    if !values.is_empty() {
        help.push_str(&format!("（{}）", values.join("、")));
    }
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let typed = (argument.get_action().takes_values() && !defaults.is_empty()).then(|| defaults.join("、"));
    if let Some(default) = typed.or_else(|| described_default(verb, id, Language::Japanese)) {
        help.push_str(&format!(" [既定値: {default}]"));
    }
    Some(help)
}

/// The name by which a verb's help is found, given what is typed before it; one verb has a namesake above it.
fn help_name<'a>(above: &str, verb: &'a str) -> &'a str {
    match (above.ends_with("archive"), verb) {
        (true, "check") => "archive check",
        _ => verb,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn without_help(command: &Command, above: &str, missing: &mut Vec<String>) {
        let name = help_name(above, command.get_name());
        if verb_text(name).is_none() {
            missing.push(name.to_owned());
        }
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if !matches!(id, "help" | "version") && argument_text(name, id).is_none() {
                missing.push(id.to_owned());
            }
            let values = argument.get_possible_values();
            let values = values.iter().filter(|_| argument.get_action().takes_values());
            let wordless = values.filter(|value| value_text(name, id, value.get_name()).is_none());
            missing.extend(wordless.map(|value| format!("{id}={}", value.get_name())));
        }
        command.get_subcommands().for_each(|verb| without_help(verb, command.get_name(), missing));
    }

    #[test]
    fn every_verb_argument_and_value_has_help_in_japanese() {
        let mut missing = Vec::new();
        without_help(&super::super::CommandLine::command(), "", &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }

    /// The help of all commands, as a list of their texts.
    fn texts(command: &mut Command) -> Vec<String> {
        let mut all = vec![command.render_long_help().to_string()];
        command.get_subcommands_mut().for_each(|verb| all.extend(texts(verb)));
        all
    }

    #[test]
    fn both_languages_name_a_default_of_the_same_arguments() {
        let marks = [(Language::English, "[default: "), (Language::Japanese, "[既定値: ")];
        let counts = marks.map(|(language, mark)| {
            let mut command = localised(super::super::CommandLine::command(), language);
            command.build();
            texts(&mut command).iter().map(|text| text.matches(mark).count()).collect::<Vec<_>>()
        });
        assert_eq!(counts[0], counts[1]);
    }
}
