//! Files as a careful program reads and writes them.
//!
//! - **Reading**: [`read`] and [`text`] take plain files alone, and no more bytes than a limit. A pipe, a device or a file
//!   that grows without end is an error that says so.
//! - **Writing**: [`Delivery`] puts files together in a folder of its own, and gives them their names when all of them lie
//!   complete on the medium. A full disk or a kill leaves the files of an earlier run as they were.
//! - **Removing**: [`remove_below`] works through handles, so that nobody can exchange a name and have something else removed.
//!
//! ```
//! use kakugi_file::{Artefact, Target, read, sha512, text, write_all, write_file};
//!
//! let folder = tempfile::tempdir()?;
//! let report = Artefact { path: "2019/report.txt".to_owned(), bytes: "成果".into() };
//! let written = write_all(folder.path(), &[report])?;
//! assert_eq!(written, [folder.path().join("2019/report.txt")]);
//!
//! // Files are read up to a limit, and folders are no files.
//! assert_eq!(text(&written[0], 1 << 10)?, "成果");
//! assert!(text(&written[0], 5).is_err());
//! assert!(text(folder.path(), 1 << 10).is_err());
//!
//! // One file, at the path that a user has typed.
//! write_file(&Target::of(&written[0])?, b"corrected")?;
//! assert_eq!(sha512(&read(&written[0], 1 << 10)?), sha512(b"corrected"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod delivery;
mod digest;
mod plain;
mod problems;
mod removal;
mod rewrite;
mod scratch;
mod staged;
mod sync;
mod target;
mod veil;

pub use delivery::{Artefact, Delivery, write_all, write_file, write_privately};
pub use digest::sha512;
pub use plain::{EntryKind, ReadError, read, text};
pub use problems::{FileChanged, Unreadable, Unwritable};
pub use removal::{remove_below, remove_empty};
pub use rewrite::{Rewrite, rewrite};
pub use scratch::{Scratch, sweep};
pub use target::Target;

/// What the codes of this crate mean, in English and in Japanese: Markdown, a section per code.
pub const EXPLAINED: [&str; 2] = [include_str!("explained.en.md"), include_str!("explained.ja.md")];
