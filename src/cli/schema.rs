//! `kakugi schema`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kakugi::export::{Artefact, write_all};
use kakugi::language::Language;
use kakugi::model::schemas;

use super::{Exit, terminal};

#[derive(Args)]
pub(super) struct Arguments {
    /// Print only this schema
    #[arg(value_enum, conflicts_with = "output")]
    name: Option<Name>,
    /// The language of titles and descriptions
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// Write `report.schema.json` and `council.schema.json` to this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Of `report.json`
    Report,
    /// Of `councils/<id>.json`
    Council,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// English
    En,
    /// Japanese (日本語)
    Ja,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Ja => Self::Japanese,
        }
    }
}

/// Writes both schemas, prints one of them, or says which there are.
pub(super) fn run(arguments: &Arguments) -> Exit {
    let schemas = schemas(arguments.lang.into());
    if let Some(folder) = &arguments.output {
        let artefact = |schema: &kakugi::model::Schema| Artefact {
            path: schema.file_name(),
            bytes: schema.text.clone().into_bytes(),
        };
        let artefacts: Vec<Artefact> = schemas.iter().map(artefact).collect();
        return match write_all(folder, &artefacts) {
            Ok(written) => {
                for (path, artefact) in written.iter().zip(&artefacts) {
                    println!("{}  {}", path.display(), terminal::size(artefact.bytes.len()));
                }
                Exit::Done
            }
            Err(fault) => {
                terminal::report(&[fault], &Default::default());
                Exit::Failed
            }
        };
    }
    let text = match arguments.name {
        Some(name) => {
            let at = if name == Name::Report { 0 } else { 1 };
            schemas.into_iter().nth(at).map(|schema| schema.text).unwrap_or_default()
        }
        None => {
            let lines = schemas.iter().map(|schema| format!("{:<9}{}\n", schema.name, schema.describes));
            let lines: String = lines.collect();
            format!("{lines}\nprint one   kakugi schema council\nwrite both  kakugi schema -o schemas\n")
        }
    };
    // A reader such as `head` may close the pipe early; that is its right.
    match io::stdout().write_all(text.as_bytes()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: cannot write to standard output: {e}");
            Exit::Failed
        }
        _ => Exit::Done,
    }
}
