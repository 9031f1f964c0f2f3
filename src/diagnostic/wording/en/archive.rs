//! Messages on archive editions and the archive, in English.

use super::{ENGLISH, choice};
use crate::diagnostic::ArchiveProblem;

/// What is wrong, in one sentence without a full stop.
pub(in crate::diagnostic) fn message(problem: &ArchiveProblem) -> String {
    match problem {
        ArchiveProblem::Nonconforming { document, clause, message, .. } => {
            format!("`{document}` does not conform to {clause}: {message}")
        }
        ArchiveProblem::NotJudged { document, profile, message, .. } => {
            format!("`{document}` cannot be held against {profile}: {message}")
        }
        ArchiveProblem::PageSize { document, pages, key, found, asked } => {
            let numbers = pages.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
            let (page, is) = if pages.len() == 1 { ("page", "is") } else { ("pages", "are") };
            match found {
                Some(found) => format!("{page} {numbers} of `{document}` {is} {found} by `{key}`, not {asked}"),
                None => format!("{page} {numbers} of `{document}` {is} not {asked} by `{key}`"),
            }
        }
        ArchiveProblem::NotAStore { path } => format!("`{path}` is not an archive"),
        ArchiveProblem::StoreBusy { path } => format!("somebody else is changing the archive `{path}` at this moment"),
        ArchiveProblem::ReasonMissing { id, version } => {
            format!("`{id}` has been issued before, and version {version} has no reason")
        }
        ArchiveProblem::BadName { name, rule } => {
            format!("the archive cannot keep the name `{name}`: {}", rule.text(ENGLISH))
        }
        ArchiveProblem::OtherReport { id, theirs, ours } => {
            format!("`{id}` is another report in the archive: `{theirs}`, not `{ours}`")
        }
        ArchiveProblem::UnknownObject { id, .. } => format!("the archive has no report `{id}`"),
        ArchiveProblem::UnknownVersion { id, version, .. } => format!("`{id}` has no version {version}"),
        ArchiveProblem::Altered { path } => format!("`{path}` is not what it was when it was stored"),
        ArchiveProblem::Lost { path } => format!("`{path}` is missing"),
        ArchiveProblem::Stray { path } => format!("`{path}` does not belong to the archive"),
        ArchiveProblem::BrokenRecord { path, reason } => {
            format!("the record `{path}` is damaged: {}", reason.text(ENGLISH))
        }
        ArchiveProblem::ChainBroken { path, witness } => {
            format!("`{path}` and `{witness}` contradict each other: one of them was changed later")
        }
        ArchiveProblem::LeftByAKilledRun { path } => format!("`{path}` was left by a run that was interrupted"),
        ArchiveProblem::EventNotRecorded { id, reason } => {
            format!("what was done to `{id}` is not recorded in the archive: {}", reason.text(ENGLISH))
        }
        ArchiveProblem::StoreUnwritable { path, reason } => {
            format!("`{path}` in the archive cannot be written: {}", reason.text(ENGLISH))
        }
        ArchiveProblem::RebuildDiffers { document } => {
            format!("`{document}`, made anew from the stored data, is not the stored document")
        }
        ArchiveProblem::NotRebuilt { id, version, theirs, ours } => {
            format!(
                "version {version} of `{id}` was made by {theirs}; this is {ours}, so it was not made anew and compared"
            )
        }
        ArchiveProblem::NothingAttached { path } => format!("`{path}` holds no data of a report"),
        ArchiveProblem::AttachmentBroken { path, reason } => {
            format!("the data in `{path}` cannot be taken out: {}", reason.text(ENGLISH))
        }
        ArchiveProblem::TargetNotEmpty { path } => format!("there is something in the folder `{path}` already"),
        ArchiveProblem::PartOnly { path } => format!("`{path}` holds the data of one council, not of the whole report"),
        ArchiveProblem::OtherTool { theirs, ours } => {
            format!("the data were stored by {theirs}, and this is {ours}: the documents may not be the same")
        }
        ArchiveProblem::StagedDamaged { id, kept } => format!(
            "the version that an interrupted run was adding to `{id}` is damaged: the earlier versions are back in place, \
             and the damaged one is kept in `{kept}`"
        ),
        ArchiveProblem::ReportGone { id, version } => {
            format!("the report `{id}` is missing, of which the archive has had version {version}")
        }
        ArchiveProblem::VersionGone { id, version, head } => {
            format!("version {version} of `{id}` is missing: its folder holds version {head} as the newest")
        }
        ArchiveProblem::EventsOutOfOrder { path, time, witness, before } => {
            format!("by `{path}` something happened at {time}, but by `{witness}` before it at {before}")
        }
        ArchiveProblem::ClockBehind { id, now, last } => {
            format!("what is done to `{id}` at {now} cannot come after what was done at {last}")
        }
        ArchiveProblem::DataDiffer { path } => {
            format!("`data.json` of `{path}` is not the data that the report's files hold")
        }
        ArchiveProblem::NotAsMade { path } => {
            format!("`{path}` is not what the documents and data of this version give")
        }
        ArchiveProblem::WithinStore { path } => {
            format!("`{path}` lies within an archive, to which nothing else belongs")
        }
    }
}

/// What to do about it, one remedy a line.
pub(in crate::diagnostic) fn hints(problem: &ArchiveProblem) -> Vec<String> {
    let hint = |text: &str| vec![text.to_owned()];
    let restore = "nothing is mended by itself: keep the archive as it is, and restore this file from a backup copy";
    match problem {
        ArchiveProblem::NotAStore { .. } => hint(
            "give the archive's folder with `--store`; `kakugi archive add` makes one, in a folder that is empty or new",
        ),
        ArchiveProblem::StoreBusy { .. } => hint("wait until the other run has ended, and try again"),
        ArchiveProblem::ReasonMissing { .. } => hint("say why it is issued again: `--reason \"…\"`"),
        ArchiveProblem::BadName { .. } => hint("rename it; the name of the report can be given with `--id`"),
        ArchiveProblem::OtherReport { .. } => hint("give the report a name of its own with `--id`"),
        ArchiveProblem::UnknownObject { id, known } => choice(id, known),
        ArchiveProblem::UnknownVersion { head, .. } => vec![format!("there are versions 1 to {head}")],
        ArchiveProblem::Altered { .. } | ArchiveProblem::Lost { .. } => hint(restore),
        ArchiveProblem::BrokenRecord { .. } => hint(restore),
        ArchiveProblem::ChainBroken { .. } => {
            hint("compare both with a backup copy, and the fingerprint with the one that was noted when it was issued")
        }
        ArchiveProblem::Stray { .. } => hint("find out who put it there, and move it out of the archive"),
        ArchiveProblem::LeftByAKilledRun { .. } => hint("the next `kakugi archive add` puts it in order"),
        ArchiveProblem::EventNotRecorded { .. } => {
            hint("note it elsewhere, or repeat it where the archive can be written")
        }
        ArchiveProblem::StoreUnwritable { .. } => {
            hint("the archive is as it was; make room, or see to the rights to write, and try again")
        }
        ArchiveProblem::RebuildDiffers { .. } => hint(
            "give the fonts of your own that it was made with by `--font-path`; the stored document is the one that counts",
        ),
        ArchiveProblem::NotRebuilt { theirs, .. } => {
            vec![format!("run `verify` with {theirs} to compare the documents, too")]
        }
        ArchiveProblem::NothingAttached { .. } => hint("take a PDF of the archive edition, as `kakugi build` makes it"),
        ArchiveProblem::AttachmentBroken { .. } => hint("take another copy of the PDF, best the one in the archive"),
        ArchiveProblem::TargetNotEmpty { .. } => hint("choose a new folder"),
        ArchiveProblem::PartOnly { .. } => hint(
            "take `briefing.pdf`: the common size of type follows from all councils; `extract` gives the data of this one",
        ),
        ArchiveProblem::OtherTool { theirs, .. } => vec![format!("{theirs} makes the same documents, byte for byte")],
        ArchiveProblem::StagedDamaged { .. } => hint(
            "run the command again, and add the version again with `archive add`; move the damaged one out of the archive when it is no longer needed",
        ),
        ArchiveProblem::ReportGone { .. } | ArchiveProblem::VersionGone { .. } => hint(
            "find out who has changed the archive, and restore the folder from a backup copy; if the report was taken out \
             on purpose, `kakugi explain K0724` says what to do",
        ),
        ArchiveProblem::EventsOutOfOrder { .. } => hint(
            "find out whether a clock was wrong, or somebody has written one of them: compare both with a backup copy",
        ),
        ArchiveProblem::ClockBehind { .. } => hint(
            "set the clock of this computer, or take `SOURCE_DATE_EPOCH` away, and try again; if the clock is right, \
                  `kakugi explain K0727` says what to do",
        ),
        ArchiveProblem::DataDiffer { .. } => {
            hint("take another copy, best the one in the archive; the report's files are what documents are made from")
        }
        ArchiveProblem::NotAsMade { .. } => {
            hint("nothing is mended by itself: compare it with a backup copy, and find out who has changed the archive")
        }
        ArchiveProblem::WithinStore { .. } => hint("choose a folder outside of the archive"),
        ArchiveProblem::PageSize { .. } => vec![
            "let templates and components of your own leave the size of pages as it is, or take it from the report's \
             `summary_page`; without them, this is a fault of the program"
                .to_owned(),
        ],
        ArchiveProblem::Nonconforming { own: false, .. } => {
            hint("fix it in the program that made it; `kakugi build` makes files that conform")
        }
        ArchiveProblem::NotJudged { own: false, .. } => {
            hint("open it in the program that made it and save it again; what cannot be read proves nothing")
        }
        ArchiveProblem::Nonconforming { .. } | ArchiveProblem::NotJudged { .. } => vec![
            "look into components and templates of your own first; without them, this is a fault of the program"
                .to_owned(),
        ],
    }
}
