//! `kakugi explain`

use clap::Args;
use kakugi::diagnostic::{Language, explanations, manual};

use super::{Exit, terminal, wording};

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The code, such as `K0103`; without it all codes are listed
    code: Option<String>,

    /// Print the manual of all codes, as Markdown
    #[arg(long, conflicts_with = "code")]
    all: bool,
}

/// Runs the verb.
pub(super) fn run(arguments: &ExplainArguments, language: Language) -> Exit {
    if arguments.all {
        terminal::out(&manual(language));
        return Exit::Done;
    }
    let all = explanations(language);
    let Some(code) = &arguments.code else {
        for explanation in &all {
            terminal::out(&format!("{}  {}\n", explanation.code, explanation.title));
        }
        return Exit::Done;
    };
    let wanted = code.to_uppercase();
    match all.iter().find(|explanation| explanation.code == wanted) {
        Some(found) => {
            terminal::out(&format!("{}: {}\n\n{}\n", found.code, found.title, found.text));
            Exit::Done
        }
        None => {
            let near = |code: &&str| strsim::damerau_levenshtein(code, &wanted) == 1;
            let nearest = all.iter().map(|explanation| explanation.code).find(near);
            terminal::say(&wording::error(&wording::unknown_code(code, nearest, language), language));
            Exit::Usage
        }
    }
}
