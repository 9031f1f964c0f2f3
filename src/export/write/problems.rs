//! What can be wrong when files are written.

use std::io::ErrorKind;

use crate::diagnostic::{Language, Reason, Term, Words, problems};

pub(in crate::export) const NAMES_A_FOLDER: Words = Words::new(
    "this names a folder, and a file is to be written",
    "フォルダーを指しています。書き出すのはファイルです",
);

problems! {
    /// File that cannot be written.
    K0504 error Unwritable { path: String, reason: Reason }
    en: { format!("`{path}` cannot be written: {}", reason.text(Language::English)) },
        hints {
            match reason {
                Reason::Known(NAMES_A_FOLDER) => {
                    vec!["write the name of a file behind it, such as `changes.pdf`".to_owned()]
                }
                Reason::Known(Term::NoPlainFile) => {
                    vec!["name a file that is new, or one that may be replaced".to_owned()]
                }
                _ => vec![String::from(match reason.kind() {
                        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                            "make room on the disk, or choose another place, such as by `-o`"
                        }
                        Some(ErrorKind::FileTooLarge) => {
                            "raise the limit on the size of files, or choose another place, such as by `-o`"
                        }
                        Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                            "close it where it is open, ask for the right to write, or choose another place, such as by `-o`"
                        }
                        Some(ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists) => {
                            "move what is in the way, or choose another place, such as by `-o`"
                        }
                        _ => "choose another place, such as by `-o`",
                    })],
            }
        };
    ja: { format!("`{path}`に書き込めません: {}", reason.text(Language::Japanese)) },
        hints {
            match reason {
                Reason::Known(NAMES_A_FOLDER) => {
                    vec!["その後にファイルの名前まで書いてください（例: `changes.pdf`）".to_owned()]
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
                            "開いているソフトを閉じるか、書き込みの権限をもらうか、`-o`などで別の場所を指定してください"
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
        hint "load the report again, and make the change anew";
    ja: "`{path}`は、読み込んだ後に変更されています",
        hint "報告書を読み込み直してから、もう一度変更してください";
}
