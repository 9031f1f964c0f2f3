//! `kakugi archive add`

use std::collections::BTreeMap;

use clap::Args;
use kakugi::archive::{AddOutcome, Issue, Store, UnusableName, id_of_folder};
use kakugi::build::without_repetitions;
use kakugi::diagnostic::Diagnostic;
use kakugi::export::Edition;
use kakugi::internal::ExpectInternal;
use serde_json::json;

use super::super::inputs::{self, Inputs};
use super::super::{press, terminal};
use super::who::ActorArgument;
use super::{ArchiveRun, Stop, StoreLocation, making, wording};

#[derive(Args)]
pub(super) struct AddArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    place: StoreLocation,
    /// Reason for the reissue; required from version 2 on
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Name of the report in the store
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    #[command(flatten)]
    by: ActorArgument,
    #[command(flatten)]
    press: press::PressArguments,
    /// Drop items by their `priority` where a summary does not fit on its page
    #[arg(long)]
    allow_drop: bool,
    /// Print errors and warnings only
    #[arg(short, long)]
    quiet: bool,
}

/// Builds everything, and adds it.
pub(super) fn run(arguments: &AddArguments, run: &mut ArchiveRun) -> Result<(), Stop> {
    let language = run.language;
    let act = arguments.by.act(language)?;
    let stamp = inputs::stamp(language).map_err(Stop::Usage)?;
    let folder = arguments.inputs.report.canonicalize().unwrap_or_else(|_| arguments.inputs.report.clone());
    let id = match &arguments.id {
        Some(id) => id.clone(),
        None => id_of_folder(&folder).ok_or_else(|| bad_name(&folder.display().to_string()))?,
    };
    // What cannot be added is told before anything is built; what happens meanwhile is told by `add`.
    Store::check_location(&arguments.place.store)?;
    if let Ok(store) = Store::open(&arguments.place.store) {
        store.admit(&id, &mut run.sources)?;
    }
    let printing = arguments.press.printing(&mut run.sources)?;
    let loaded = arguments.inputs.load(stamp, &mut run.sources, &mut run.warnings)?;
    let documents = loaded.documents();
    run.warnings.extend(loaded.set_left_out());
    let mut content = BTreeMap::new();
    let builder = loaded.builder(&run.sources).printing(Some(printing.clone())).dropping(arguments.allow_drop);
    let built = loaded.make(&builder, &documents, arguments.quiet, language)?;
    run.warnings.extend(without_repetitions(built.iter().flat_map(|built| built.warnings.iter().cloned()).collect()));
    run.warnings.extend(builder.not_printed(built.iter().map(|built| &built.shown)));
    let briefing = built.first().internal("a report has no briefing")?;
    content.extend(making::sources("briefing.pdf", &briefing.pdf)?);
    content.extend(making::press(&printing)?);
    content.insert(making::CHECKS.to_owned(), making::checks(built.iter(), loaded.report()));
    for built in built {
        let editions = making::editions(built, loaded.report());
        content.extend(editions.map(|(path, pdf)| (making::stored(Edition::Archive, &path), pdf)));
    }
    let report = making::description(loaded.report());
    let made = json!({ "editions": [Edition::Archive.name(), "print"] });
    let issue = Issue { content, report, made, reason: arguments.reason.clone() };
    let store = Store::create(&arguments.place.store)?;
    let added = store.add(&id, &issue, &act, &mut run.sources)?;
    if !arguments.quiet {
        let object = store.object(&id, &mut run.sources)?;
        let (version, new) = match added {
            AddOutcome::Version(version) => (version, true),
            AddOutcome::Same(version) => (version, false),
        };
        let folder = store.root().join(&id).display().to_string();
        terminal::print_line(&wording::added(&folder, version, new, language));
        terminal::print_line(&wording::digest_line(&object.inventory_digest, language));
    }
    Ok(())
}

fn bad_name(name: &str) -> Diagnostic {
    Diagnostic::nowhere(UnusableName::no_id(name))
}
