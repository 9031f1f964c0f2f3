//! `kakugi schema`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kakugi::diagnostic::Language;
use kakugi::file::Artefact;
use kakugi::model::schemas;

use super::supervise::write_all;
use super::{Exit, terminal, wording};

#[derive(Args)]
pub(super) struct SchemaArguments {
    /// Schema to print
    #[arg(value_enum, conflicts_with = "output")]
    name: Option<SchemaChoice>,
    /// Write `report.schema.json` and `council.schema.json` to this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaChoice {
    /// Schema of `report.json`
    Report,
    /// Schema of `councils/<id>.json`
    Council,
}

/// Writes both schemas, prints one of them, or says which there are.
pub(super) fn run(arguments: &SchemaArguments, language: Language) -> Exit {
    let schemas = schemas(language);
    if let Some(folder) = &arguments.output {
        let artefacts: Vec<Artefact> = schemas
            .iter()
            .map(|schema| Artefact { path: schema.file_name(), bytes: schema.text.clone().into_bytes() })
            .collect();
        return match write_all(folder, &artefacts) {
            Ok(written) => {
                for (path, artefact) in written.iter().zip(&artefacts) {
                    terminal::print_line(&format!(
                        "{}  {}",
                        path.display(),
                        wording::size(artefact.bytes.len(), language)
                    ));
                }
                Exit::Done
            }
            Err(error) => {
                terminal::report_diagnostics(&[error], &Default::default(), language, true);
                Exit::Failed
            }
        };
    }
    let text = match arguments.name {
        Some(name) => {
            let [report, council] = schemas;
            if name == SchemaChoice::Report { report.text } else { council.text }
        }
        None => {
            let lines = schemas.iter().map(|schema| format!("{:<9}{}\n", schema.name, schema.describes));
            format!("{}\n{}\n", lines.collect::<String>(), wording::how_to_write_schemas(language))
        }
    };
    terminal::write_output(&text);
    Exit::Done
}
