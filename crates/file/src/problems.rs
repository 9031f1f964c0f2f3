//! What can be wrong when files are read and written.

use std::io::{self, ErrorKind};
use std::path::Path;

use kakugi_diagnostic::{Diagnostic, Language, Reason, Words, problems};

use crate::plain::NOT_A_PLAIN_FILE;

/// What is said of a path that names no file.
pub(crate) const NAMES_A_FOLDER: Words =
    Words::new("it is a folder, but the output is a file", "フォルダーです。書き出し先はファイルです");

/// The error of a file or folder that the operating system does not let us write.
pub(crate) fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
    refused(path, e.into())
}

/// The error of a file or folder that cannot be written.
pub(crate) fn refused(path: &Path, reason: Reason) -> Diagnostic {
    // What was named without a folder is told so.
    let shown = path.strip_prefix(".").ok().filter(|name| !name.as_os_str().is_empty()).unwrap_or(path);
    Diagnostic::nowhere(Unwritable { path: shown.display().to_string(), reason })
}

/// What to do about a path that cannot be read, where the reason does not say so itself.
fn remedy(reason: &Reason, language: Language) -> Vec<String> {
    let words = match reason.kind() {
        Some(ErrorKind::NotFound) => Words::new("check the spelling of the path", "パスのつづりを確かめてください"),
        Some(ErrorKind::PermissionDenied) => {
            Words::new("get permission to read it, or give a copy", "読み取りの権限を得るか、コピーを指定してください")
        }
        _ => return Vec::new(),
    };
    vec![words.text(language).to_owned()]
}

problems! {
    /// File or folder that cannot be read.
    K0501 error Unreadable { path: String, reason: Reason }
    en: {
        if reason.kind() == Some(ErrorKind::IsADirectory) { format!("`{path}` is a folder, not a file") } else {
                format!("`{path}` cannot be read: {}", reason.text(Language::English))
            }
    },
        hints { remedy(reason, Language::English) };
    ja: {
        if reason.kind() == Some(ErrorKind::IsADirectory) {
                format!("`{path}`はファイルではなくフォルダーです")
            } else {
                format!("`{path}`を読めません: {}", reason.text(Language::Japanese))
            }
    },
        hints { remedy(reason, Language::Japanese) };

    /// File that cannot be written.
    K0504 error Unwritable { path: String, reason: Reason }
    en: { format!("`{path}` cannot be written: {}", reason.text(Language::English)) },
        hints {
            match reason {
                Reason::Known(NAMES_A_FOLDER) => {
                    vec!["add the name of a file to it, such as `changes.pdf`".to_owned()]
                }
                Reason::Known(NOT_A_PLAIN_FILE) => {
                    vec!["give the name of a new file, or of one that may be replaced".to_owned()]
                }
                _ => vec![String::from(match reason.kind() {
                        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                            "free disk space, or choose another place, such as with `-o`"
                        }
                        Some(ErrorKind::FileTooLarge) => {
                            "raise the limit on the size of files, or choose another place, such as with `-o`"
                        }
                        Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                            "close it in other programs, get write permission, or choose another place, such as with `-o`"
                        }
                        Some(ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists) => {
                            "move what has the same name, or choose another place, such as with `-o`"
                        }
                        _ => "choose another place, such as with `-o`",
                    })],
            }
        };
    ja: { format!("`{path}`に書き込めません: {}", reason.text(Language::Japanese)) },
        hints {
            match reason {
                Reason::Known(NAMES_A_FOLDER) => {
                    vec!["ファイルの名前まで書いてください（例: `changes.pdf`）".to_owned()]
                }
                Reason::Known(NOT_A_PLAIN_FILE) => {
                    vec!["新しいファイルか、置き換えてよいファイルの名前にしてください".to_owned()]
                }
                _ => vec![String::from(match reason.kind() {
                        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                            "ディスクの空きを増やすか、`-o`などで別の場所を指定してください"
                        }
                        Some(ErrorKind::FileTooLarge) => {
                            "ファイルの大きさの制限を緩めるか、`-o`などで別の場所を指定してください"
                        }
                        Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                            "開いているソフトを閉じるか、書き込みの権限を得るか、`-o`などで別の場所を指定してください"
                        }
                        Some(ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists) => {
                            "同じ名前のものを移すか、`-o`などで別の場所を指定してください"
                        }
                        _ => "`-o`などで別の場所を指定してください",
                    })],
            }
        };

    /// File changed in the meantime.
    K0517 error FileChanged { path: String }
    en: "`{path}` has changed since it was read",
        hint "load the report again, and repeat the change";
    ja: "`{path}`は、読み込んだ後に変更されています",
        hint "報告書を読み込み直してから、もう一度変更してください";
}
