//! What the worker reports to the first process.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A line that the worker writes, as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum WorkerEvent {
    /// A piece of work begins.
    Enter { thread: usize, stage: String, of: String },
    /// What began last on the thread ends.
    Leave { thread: usize },
    /// A part is done of a piece of work that goes on, maybe on another thread.
    Part { stage: String, of: String },
    /// The thread has come to this place of a template.
    At { thread: usize, place: String },
    /// These templates and components differ from those built in.
    Changed { files: Vec<String> },
    /// What is found from now on belongs in this frame: what comes before it, between two findings, and behind all.
    /// What was found before has been printed.
    Keep { frame: [String; 3] },
    /// Something was found.
    Found { finding: String },
    /// Something panicked at this place of the program.
    Panicked { at: String },
    /// There will be files in the making in this folder, to be handed over there or to be worked with.
    Writes { folder: PathBuf, delivered: bool },
}
