//! What can be wrong when files are written.

use std::io::ErrorKind;

use crate::diagnostic::{Language, Reason, Term, Words, problems};

pub(in crate::export) const NAMES_A_FOLDER: Words =
    Words::new("it is a folder, but the output is a file", "フォルダーです。書き出し先はファイルです");

problems! {
    /// File that cannot be written.
    K0504 error Unwritable { path: String, reason: Reason }
    en: { format!("`{path}` cannot be written: {}", reason.text(Language::English)) },
        hints {
            match reason {
                Reason::Known(NAMES_A_FOLDER) => {
                    vec!["add the name of a file to it, such as `changes.pdf`".to_owned()]
                }
                Reason::Known(Term::NoPlainFile) => {
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
                Reason::Known(Term::NoPlainFile) => {
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
