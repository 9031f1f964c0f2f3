//! What can be wrong with the files of a report.

use crate::diagnostic::problems;

problems! {
    /// Hidden file.
    K0267 error HiddenFile { path: String }
    en: "`{path}` is a hidden file, which a report cannot use",
        hint "give the file a name that does not begin with a dot, and move it out of hidden folders";
    ja: "`{path}`は隠しファイルで、報告書には使えません",
        hint "ピリオドで始まらない名前にし、隠しフォルダーの外に置いてください";

    /// Missing picture or table file.
    K0220 error FileMissing { path: String, near: Option<String> }
    en: "there is no file `{path}`",
        hints {
            match near {
                Some(near) => vec![format!("did you mean `{near}`?")],
                _ => vec!["write the path relative to the folder of `report.json`".to_owned()],
            }
        };
    ja: "ファイル`{path}`がありません",
        hints {
            match near {
                Some(near) => vec![format!("`{near}`ではありませんか")],
                _ => vec!["`report.json`のあるフォルダーからのパスを書いてください".to_owned()],
            }
        };

    /// File outside the report's folder.
    K0221 error FileOutside { path: String, near: Option<String> }
    en: "the path `{path}` does not clearly lead to a file in the report's folder",
        hints {
            match near {
                Some(near) => vec![format!("write `{near}`")],
                _ if path.contains('\\') => vec![format!(
                    "write `/` between folders and files: `{}`",
                    path.replace('\\', "/")
                )],
                _ => vec!["copy it into the report's folder, and write a path like `pictures/name.png`, without `.` and `..`".to_owned()],
            }
        };
    ja: "パス`{path}`が、報告書のフォルダーの中のファイルを指すかどうか明らかではありません",
        hints {
            match near {
                Some(near) => vec![format!("`{near}`と書いてください")],
                _ if path.contains('\\') => vec![format!(
                    "フォルダーの区切りは`/`で書いてください: `{}`",
                    path.replace('\\', "/")
                )],
                _ => vec!["報告書のフォルダーにコピーし、`pictures/name.png`のように、`.`や`..`のないパスを書いてください".to_owned()],
            }
        };

    /// File of another name.
    K0280 error FileNamedOtherwise { path: String, real: String }
    en: "the file name is `{real}`, not `{path}`; most servers distinguish the two",
        hint "write `{real}`";
    ja: "ファイルの名前は`{path}`ではなく`{real}`です。多くのサーバーでは別の名前として扱われます",
        hint "`{real}`と書いてください";

    /// Folder that is not a report.
    K0502 error NotAReport { path: String, near: Option<String> }
    en: "`{path}` is not a report: it has no file `report.json`",
        hints {
            match near {
                Some(near) => vec![match near.strip_suffix("/report.json") {
                        Some(folder) => format!("give `{path}/{folder}`, which has the file"),
                        None => format!("rename `{near}` to `report.json`"),
                    }],
                _ => vec!["give the folder of a `report.json`, such as `data/2019`".to_owned()],
            }
        };
    ja: "`{path}`は報告書のフォルダーではありません（`report.json`がありません）",
        hints {
            match near {
                Some(near) => vec![match near.strip_suffix("/report.json") {
                        Some(folder) => {
                            format!("`report.json`のある`{path}/{folder}`を指定してください")
                        }
                        None => format!("`{near}`の名前を`report.json`に変えてください"),
                    }],
                _ => vec!["`report.json`のあるフォルダーを指定してください（例: `data/2019`）".to_owned()],
            }
        };
}
