//! What can be wrong with archive editions and with the archive.

use crate::diagnostic::{Reason, Severity, Words};

/// A fault or warning about a file for the records, or the store that keeps it.
///
/// Codes are stable: K06xx files as they are written, K07xx the archive's store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's fields are what its message is about")]
pub enum ArchiveProblem {
    Nonconforming { document: String, clause: String, message: String, own: bool },
    NotJudged { document: String, profile: &'static str, message: String, own: bool },
    PageSize { document: String, pages: Box<[usize]>, key: &'static str, found: Option<String>, asked: String },
    NotAStore { path: String },
    StoreBusy { path: String },
    ReasonMissing { id: String, version: usize },
    BadName { name: String, rule: Words },
    OtherReport { id: String, theirs: String, ours: String },
    UnknownObject { id: String, known: Vec<String> },
    UnknownVersion { id: String, version: usize, head: usize },
    Altered { path: String },
    Lost { path: String },
    Stray { path: String },
    BrokenRecord { path: String, reason: Reason },
    ChainBroken { path: String, witness: String },
    LeftByAKilledRun { path: String },
    EventNotRecorded { id: String, reason: Reason },
    StoreUnwritable { path: String, reason: Reason },
    RebuildDiffers { document: String },
    NotRebuilt { id: String, version: usize, theirs: String, ours: String },
    NothingAttached { path: String },
    AttachmentBroken { path: String, reason: Reason },
    TargetNotEmpty { path: String },
    PartOnly { path: String },
    OtherTool { theirs: String, ours: String },
    StagedDamaged { id: String, kept: String },
    ReportGone { id: String, version: usize },
    VersionGone { id: String, version: usize, head: usize },
    EventsOutOfOrder { path: String, time: String, witness: String, before: String },
    ClockBehind { id: String, now: String, last: String },
    DataDiffer { path: String },
    NotAsMade { path: String },
    WithinStore { path: String },
}

impl ArchiveProblem {
    /// How grave the problem is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::LeftByAKilledRun { .. }
            | Self::EventNotRecorded { .. }
            | Self::NotRebuilt { .. }
            | Self::OtherTool { .. } => Severity::Warning,
            _ => Severity::Fault,
        }
    }

    /// The stable code of this kind of problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nonconforming { .. } => "K0601",
            Self::NotJudged { .. } => "K0516",
            Self::PageSize { .. } => "K0602",
            Self::NotAStore { .. } => "K0701",
            Self::StoreBusy { .. } => "K0702",
            Self::ReasonMissing { .. } => "K0703",
            Self::BadName { .. } => "K0704",
            Self::OtherReport { .. } => "K0705",
            Self::UnknownObject { .. } => "K0706",
            Self::UnknownVersion { .. } => "K0707",
            Self::Altered { .. } => "K0708",
            Self::Lost { .. } => "K0709",
            Self::Stray { .. } => "K0710",
            Self::BrokenRecord { .. } => "K0711",
            Self::ChainBroken { .. } => "K0712",
            Self::LeftByAKilledRun { .. } => "K0713",
            Self::EventNotRecorded { .. } => "K0714",
            Self::StoreUnwritable { .. } => "K0715",
            Self::RebuildDiffers { .. } => "K0716",
            Self::NotRebuilt { .. } => "K0717",
            Self::NothingAttached { .. } => "K0718",
            Self::AttachmentBroken { .. } => "K0719",
            Self::TargetNotEmpty { .. } => "K0720",
            Self::PartOnly { .. } => "K0721",
            Self::OtherTool { .. } => "K0722",
            Self::StagedDamaged { .. } => "K0723",
            Self::ReportGone { .. } => "K0724",
            Self::VersionGone { .. } => "K0725",
            Self::EventsOutOfOrder { .. } => "K0726",
            Self::ClockBehind { .. } => "K0727",
            Self::DataDiffer { .. } => "K0728",
            Self::NotAsMade { .. } => "K0729",
            Self::WithinStore { .. } => "K0730",
        }
    }
}
