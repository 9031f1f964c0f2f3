//! Reading files of which nobody knows what they are: only plain files are read, and no more of them than is expected.
//!
//! A pipe would be waited for without end, a device may give bytes without end, and reading some devices does something.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::ErrorKind;
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::{Language, Reason, Term, Words, problems, reasons};

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It has more bytes than are read.
    TooLarge {
        /// How many bytes are read at most.
        limit: usize,
    },
    /// It is not a plain file, holds no text where one is asked for, or the operating system cannot read it.
    Other(Reason),
}

impl From<ReadError> for Reason {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { limit } => larger_than(limit >> 20),
            ReadError::Other(reason) => reason,
        }
    }
}

impl From<Words> for ReadError {
    fn from(words: Words) -> Self {
        Self::Other(words.into())
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Other(error.into())
    }
}

reasons! {
    larger_than(megabytes: usize)
    en: "it is larger than {megabytes} MB, the limit for this kind of file";
    ja: "この種類のファイルの上限の{megabytes}MBを超えています";
}

/// What something is that is no plain file, links not being followed; nothing for a plain file.
pub fn is_no_file(kind: FileType) -> Option<Words> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some(Words::new(
                "it is a pipe; give a regular file",
                "パイプです。通常のファイルを指定してください",
            ));
        }
        if kind.is_socket() {
            return Some(Words::new(
                "it is a socket; give a regular file",
                "ソケットです。通常のファイルを指定してください",
            ));
        }
        if kind.is_block_device() || kind.is_char_device() {
            return Some(Words::new(
                "it is a device; give a regular file",
                "装置を表すファイルです。通常のファイルを指定してください",
            ));
        }
    }
    match kind {
        kind if kind.is_file() => None,
        kind if kind.is_dir() => Some(Term::IsAFolder),
        kind if kind.is_symlink() => Some(Words::new(
            "it is a symbolic link, which a store must not have",
            "シンボリックリンクです。保存庫には置けません",
        )),
        _ => Some(Term::NoPlainFile),
    }
}

/// The bytes of a plain file, links being followed, if it has no more than `most`.
///
/// # Errors
/// That it is something else, is larger, or what the operating system says.
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>, ReadError> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let file = open(path)?;
    // What the file system says of a size need not be true; where it is, nothing needs to be read.
    if file.metadata()?.len() > limit {
        return Err(ReadError::TooLarge { limit: most });
    }
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(ReadError::TooLarge { limit: most }) } else { Ok(bytes) }
}

/// The text of a plain file in UTF-8, if it has no more than `most` bytes.
///
/// # Errors
/// As [`read`], and that it is no text.
pub fn text(path: &Path, most: usize) -> Result<String, ReadError> {
    String::from_utf8(read(path, most)?).map_err(|_| Term::NotUtf8.into())
}

/// Opens a plain file.
fn open(path: &Path) -> Result<File, ReadError> {
    // Opening a device may already do something, such as rewinding a tape.
    must_be_plain(fs::metadata(path)?.file_type())?;
    let file = open_at_once(path)?;
    // It may have been exchanged in the meantime.
    must_be_plain(file.metadata()?.file_type())?;
    Ok(file)
}

fn must_be_plain(kind: FileType) -> Result<(), ReadError> {
    is_no_file(kind).map_or(Ok(()), |words| Err(words.into()))
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

problems! {
    /// File or folder that cannot be read.
    K0501 error Unreadable { path: String, reason: Reason }
    en: {
        if reason.kind() == Some(ErrorKind::IsADirectory) { format!("`{path}` is a folder, not a file") } else {
                format!("`{path}` cannot be read: {}", reason.text(Language::English))
            }
    };
    ja: {
        if reason.kind() == Some(ErrorKind::IsADirectory) {
                format!("`{path}`はファイルではなくフォルダーです")
            } else {
                format!("`{path}`を読めません: {}", reason.text(Language::Japanese))
            }
    };
}
