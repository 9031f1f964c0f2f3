//! Tables that come from other programs: what a file is, its character set, its records, and what spreadsheets leave
//! in cells. Pure functions over bytes and text, which know nothing of reports.
//!
//! ```
//! use kakugi_sheet::{FileKind, kind, records, text};
//!
//! // 地区,件数 in Shift_JIS, as Excel writes it in Japan.
//! let bytes = b"\x92\x6e\x8b\xe6,\x8c\x8f\x90\x94\r\n\x93\x8c,12\r\n";
//! let text = text(bytes).expect("a character set that is certain");
//! let records: Vec<_> = records(&text).expect("closed quotation marks").collect();
//! assert_eq!(records[1].fields, ["東", "12"]);
//! assert_eq!(&text[records[1].place(1)], "12");
//!
//! // A workbook under the name of a CSV file.
//! assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Some(FileKind::Xls));
//! ```

mod cell;
mod charset;
mod kind;
mod leftover;
mod record;
mod separator;
mod switched;

pub use cell::{FieldRefusal, replace_field};
pub use charset::{Unclear, text};
pub use kind::{FileKind, kind};
pub use leftover::{error_value, markup};
pub use record::{SheetRecord, records};
pub use separator::{Separator, declared_separator, fields_by, other_separator};
