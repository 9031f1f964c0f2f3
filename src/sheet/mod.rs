//! Tables that come from other programs: what a file is, its character set, its records, and what spreadsheets leave
//! in cells. Pure functions over bytes and text, which know nothing of reports.

mod charset;
mod kind;
mod leftover;
mod record;
mod separator;
mod switched;

pub use charset::{Unclear, text};
pub use kind::{FileKind, kind};
pub use leftover::{error_value, markup};
pub use record::{Record, records};
pub use separator::{Separator, declared_separator, fields_by, other_separator};
