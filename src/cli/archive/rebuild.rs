//! `kakugi archive rebuild`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use kakugi::archive::{Store, is_id};
use kakugi::build::PrintOptions;
use kakugi::diagnostic::{Diagnostic, problems};
use kakugi::export::Edition;
use kakugi::file::Artefact;
use kakugi::package::{PackageContents, TOOL};

use super::super::supervise::whole_number;
use super::super::terminal;
use super::extract::read;
use super::{ArchiveRun, Stop, StoreLocation, making, wording, write_into};

#[derive(Args)]
pub(super) struct RebuildArguments {
    /// Name of the report in the store, or a PDF of the archive edition
    what: String,
    /// Folder for the documents, new or empty
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Number of the version
    #[arg(long, value_name = "N", value_parser = whole_number::<usize>)]
    version: Option<usize>,
    #[command(flatten)]
    place: StoreLocation,
    /// Folder of custom fonts that the documents were made with (can be repeated)
    #[arg(long, value_name = "DIR")]
    font_path: Vec<PathBuf>,
    /// Print errors and warnings only
    #[arg(short, long)]
    quiet: bool,
}

/// Makes the documents anew, writes them, and tells whether they are what they were.
pub(super) fn run(arguments: &RebuildArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let file = Path::new(&arguments.what);
    let differing =
        if is_a_file(arguments, file) { from_file(arguments, file, run)? } else { from_store(arguments, run)? };
    let errors: Vec<Diagnostic> =
        differing.into_iter().map(|document| Diagnostic::nowhere(RebuildDiffers { document })).collect();
    if errors.is_empty() { Ok(()) } else { Err(Stop::Found(errors)) }
}

/// Whether a PDF is meant, and no report of the archive: a report comes before a file of the same name that is no PDF by its
/// ending, and whatever is neither is told to be no file if it is written like one.
fn is_a_file(arguments: &RebuildArguments, file: &Path) -> bool {
    let like_a_file = !is_id(&arguments.what) || file.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    let there = fs::symlink_metadata(file).is_ok() && !file.is_dir();
    let stored = is_id(&arguments.what) && arguments.place.store.join(&arguments.what).is_dir();
    if stored { like_a_file && there } else { like_a_file || there }
}

/// Makes what a PDF was made from; gives its name unless one of the documents is the same.
fn from_file(arguments: &RebuildArguments, file: &Path, run: &mut ArchiveRun) -> Result<Vec<String>, Stop> {
    let (name, pdf) = (file.display().to_string(), read(file)?);
    let (contents, _) = making::carried(&name, &pdf)?;
    if !contents.record.whole {
        return Err(Diagnostic::nowhere(PartOnly { path: name }).into());
    }
    let same_tool = same_tool(&contents, run);
    let made = write(arguments, &contents, None, run)?;
    Ok(if same_tool && !made.values().any(|made| *made == pdf) { vec![name] } else { Vec::new() })
}

/// Makes a version; gives the names of documents that are not the same.
fn from_store(arguments: &RebuildArguments, run: &mut ArchiveRun) -> Result<Vec<String>, Stop> {
    let store = Store::open(&arguments.place.store)?;
    let object = store.object(&arguments.what, &mut run.sources)?;
    let version = arguments.version.unwrap_or(object.head());
    object.expect_version(version)?;
    let contents = making::contents(&object, version)?;
    let same_tool = same_tool(&contents, run);
    let stored = making::documents(&object, version, Edition::Archive)?;
    let printing = making::printing(&object, version)?;
    let made = write(arguments, &contents, printing, run)?;
    let differing = stored.into_iter().filter(|(name, pdf)| same_tool && made.get(name) != Some(pdf));
    Ok(differing.map(|(name, _)| name).collect())
}

/// Whether this program made the data; a warning if it did not.
fn same_tool(contents: &PackageContents, run: &mut ArchiveRun) -> bool {
    let theirs = making::tool(contents);
    let same = theirs == TOOL;
    if !same {
        let problem = OtherTool { theirs, ours: TOOL.to_owned() };
        run.warnings.push(Diagnostic::nowhere(problem));
    }
    same
}

fn write(
    arguments: &RebuildArguments,
    contents: &PackageContents,
    printing: Option<PrintOptions>,
    run: &mut ArchiveRun,
) -> Result<making::Documents, Stop> {
    let made =
        making::make(contents, (Edition::Archive, printing), &arguments.font_path, arguments.quiet, run)?.documents;
    let artefacts: Vec<Artefact> =
        made.iter().map(|(path, bytes)| Artefact { path: path.clone(), bytes: bytes.clone() }).collect();
    write_into(&arguments.output, &artefacts)?;
    if !arguments.quiet {
        terminal::print_line(&wording::rebuilt(&arguments.output.display().to_string(), made.len(), run.language));
    }
    Ok(made)
}

problems! {
    /// Not the same when made anew.
    K0716 error RebuildDiffers { document: String }
    en: "`{document}`, rebuilt from the stored data, differs from the stored document",
        hint "if it was made with custom fonts, give their folder with `--font-path`; the stored document is the valid \
            one";
    ja: "保存されたデータから作り直した`{document}`が、保存された文書と一致しません",
        hint "独自のフォントで作った文書なら、そのフォルダーを`--font-path`で指定してください。有効なのは保存された文書です";

    /// Part of a report.
    K0721 error PartOnly { path: String }
    en: "`{path}` has the data of one council only, not of the whole report",
        hint "use `briefing.pdf`, since the type size depends on all councils; `extract` gives the data of this \
            council";
    ja: "`{path}`にあるのは一つの協議会のデータだけで、報告書全体のデータではありません",
        hint "`briefing.pdf`を指定してください（文字の大きさは全協議会のデータから決まります）。この協議会のデータは\
            `extract`で取り出せます";

    /// Other version of the program.
    K0722 warning OtherTool { theirs: String, ours: String }
    en: "the data were stored by {theirs}, but this is {ours}: the documents may differ",
        hint "use {theirs} to make the same documents, byte for byte";
    ja: "データは`{theirs}`で保存されていますが、このプログラムは`{ours}`です。文書が同じにならないことがあります",
        hint "1バイトも違わない文書を作るには、`{theirs}`を使ってください";
}
