//! Reading files of which nobody knows what they are: only plain files are read, and no more of them than is expected.
//!
//! A pipe would be waited for without end, a device may give bytes without end, and reading some devices does something.

use std::error::Error;
use std::fmt;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use kakugi_diagnostic::{Language, Reason, Words, reasons};

/// What a name in a folder stands for, links not being followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    PlainFile,
    /// A folder.
    Folder,
    /// A link, a device, a pipe or a socket; in the words with which it is refused where a file is expected.
    Other(Words),
}

impl EntryKind {
    /// The kind of what a file system calls by this type.
    pub fn of(file_type: FileType) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if file_type.is_fifo() {
                return Self::Other(Words::new(
                    "it is a pipe; give a regular file",
                    "パイプです。通常のファイルを指定してください",
                ));
            }
            if file_type.is_socket() {
                return Self::Other(Words::new(
                    "it is a socket; give a regular file",
                    "ソケットです。通常のファイルを指定してください",
                ));
            }
            if file_type.is_block_device() || file_type.is_char_device() {
                return Self::Other(Words::new(
                    "it is a device; give a regular file",
                    "装置を表すファイルです。通常のファイルを指定してください",
                ));
            }
        }
        match file_type {
            file_type if file_type.is_file() => Self::PlainFile,
            file_type if file_type.is_dir() => Self::Folder,
            file_type if file_type.is_symlink() => Self::Other(Words::new(
                "it is a symbolic link, which a store must not have",
                "シンボリックリンクです。保存庫には置けません",
            )),
            _ => Self::Other(NOT_A_PLAIN_FILE),
        }
    }

    /// Why it cannot be read as a file; nothing for a plain file.
    pub fn refusal(self) -> Option<Words> {
        match self {
            Self::PlainFile => None,
            Self::Folder => Some(Words::new("it is a folder, not a file", "ファイルではなくフォルダーです")),
            Self::Other(words) => Some(words),
        }
    }
}

/// What is said of something that is neither a file nor a folder.
pub(crate) const NOT_A_PLAIN_FILE: Words = Words::new("it is not a regular file", "通常のファイルではありません");

/// Why a file cannot be read.
#[derive(Debug)]
pub enum ReadError {
    /// It is not a plain file, but what these words say.
    NotPlain(Words),
    /// It has more bytes than are read.
    TooLarge {
        /// How many bytes are read at most.
        limit: usize,
    },
    /// It is not text in UTF-8.
    NotUtf8,
    /// What the operating system says.
    System(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl From<ReadError> for Reason {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotPlain(words) => words.into(),
            ReadError::TooLarge { limit } => larger_than(limit >> 20),
            ReadError::NotUtf8 => Words::new(
                "it is not UTF-8 text; save it again as UTF-8",
                "UTF-8のテキストではありません。UTF-8で保存し直してください",
            )
            .into(),
            ReadError::System(error) => error.into(),
        }
    }
}

reasons! {
    larger_than(megabytes: usize)
    en: "it is larger than {megabytes} MB, the limit for this kind of file";
    ja: "この種類のファイルの上限の{megabytes}MBを超えています";
}

/// The reason in English.
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPlain(words) => f.write_str(words.text(Language::English)),
            Self::TooLarge { limit } => write!(f, "it has more than {limit} bytes"),
            Self::NotUtf8 => f.write_str("it is not UTF-8 text"),
            Self::System(error) => error.fmt(f),
        }
    }
}

impl Error for ReadError {}

/// The bytes of a plain file, links being followed, if it has no more than `limit`.
///
/// # Errors
/// That it is something else, is larger, or what the operating system says.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
    let too_large = ReadError::TooLarge { limit };
    let bytes_read = u64::try_from(limit).unwrap_or(u64::MAX);
    let file = open(path)?;
    // What the file system says of a size need not be true; where it is, nothing needs to be read.
    if file.metadata()?.len() > bytes_read {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    file.take(bytes_read.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(too_large) } else { Ok(bytes) }
}

/// The text of a plain file in UTF-8, if it has no more than `limit` bytes.
///
/// # Errors
/// As [`read`], and that it is no text.
pub fn text(path: &Path, limit: usize) -> Result<String, ReadError> {
    String::from_utf8(read(path, limit)?).map_err(|_| ReadError::NotUtf8)
}

/// Opens a plain file.
fn open(path: &Path) -> Result<File, ReadError> {
    // Opening a device may already do something, such as rewinding a tape.
    expect_plain(fs::metadata(path)?.file_type())?;
    let file = open_at_once(path)?;
    // It may have been exchanged in the meantime.
    expect_plain(file.metadata()?.file_type())?;
    Ok(file)
}

fn expect_plain(file_type: FileType) -> Result<(), ReadError> {
    EntryKind::of(file_type).refusal().map_or(Ok(()), |words| Err(ReadError::NotPlain(words)))
}

/// Opens a file without waiting until somebody writes to it, if it is a pipe.
fn open_at_once(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}
