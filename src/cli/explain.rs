//! `kakugi explain`

use clap::Args;
use kakugi::diagnostic::{Explanation, Language, explanations, manual};

use super::{Exit, terminal, wording};

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// Code, such as `K0103`
    code: Option<String>,

    /// Print the explanations of all codes as Markdown
    #[arg(long, conflicts_with = "code")]
    all: bool,
}

/// Runs the verb.
pub(super) fn run(arguments: &ExplainArguments, language: Language) -> Exit {
    if arguments.all {
        terminal::print_text(&manual(language));
        return Exit::Done;
    }
    let all = explanations(language);
    let Some(code) = &arguments.code else {
        for explanation in &all {
            terminal::print_text(&format!("{}  {}\n", explanation.code, explanation.title));
        }
        return Exit::Done;
    };
    let wanted = code.to_uppercase();
    match all.iter().find(|explanation| explanation.code == wanted) {
        Some(Explanation { code, title, text }) => {
            terminal::print_text(&format!("{code}: {title}\n\n{text}\n"));
            Exit::Done
        }
        None => {
            let mut codes = all.iter().map(|explanation| explanation.code);
            let nearest = codes.find(|known| strsim::damerau_levenshtein(known, &wanted) == 1);
            terminal::report_wrong_usage(&wording::unknown_code(code, nearest, language), language)
        }
    }
}
