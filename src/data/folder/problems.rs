//! What can be wrong with the files of a report.

use crate::diagnostic::problems;

problems! {
    /// Hidden file.
    K0267 error HiddenFile { path: String }
    en: "`{path}` is a hidden file, which is no part of a report",
        hint "give the file a name that does not begin with a dot, or take it out of hidden folders";
    ja: "`{path}`は隠しファイルで、報告書には使えません",
        hint "ピリオドで始まらない名前にし、隠しフォルダーの外に置いてください";

    /// Missing picture or table file.
    K0220 error FileMissing { path: String, near: Option<String> }
    en: "there is no file `{path}`",
        hints {
            match near {
                Some(near) => vec![format!("did you mean `{near}`?")],
                _ => vec!["paths are relative to the folder of `report.json`".to_owned()],
            }
        };
    ja: "ファイル`{path}`がありません",
        hints {
            match near {
                Some(near) => vec![format!("`{near}`ではありませんか")],
                _ => vec!["パスは`report.json`のあるフォルダーから書いてください".to_owned()],
            }
        };

    /// File outside the report's folder.
    K0221 error FileOutside { path: String, near: Option<String> }
    en: "the file `{path}` is not plainly within the report's folder",
        hints {
            match near {
                Some(near) => vec![format!("write `{near}`")],
                _ if path.contains('\\') => vec![format!(
                    "write `/` between folders and files: `{}`",
                    path.replace('\\', "/")
                )],
                _ => vec!["copy it into the report's folder and name it like `pictures/name.png`, without `.` and `..`".to_owned()],
            }
        };
    ja: "ファイル`{path}`が報告書のフォルダーの中にあると確かめられません",
        hints {
            match near {
                Some(near) => vec![format!("`{near}`と書いてください")],
                _ if path.contains('\\') => vec![format!(
                    "フォルダーの区切りは`/`で書いてください: `{}`",
                    path.replace('\\', "/")
                )],
                _ => vec!["報告書のフォルダーに写し、`pictures/name.png`のように`.`や`..`のないパスで書いてください".to_owned()],
            }
        };

    /// File of another name.
    K0280 error FileNamedOtherwise { path: String, real: String }
    en: "the file is not called `{path}` but `{real}`, which is another name on most servers",
        hint "write `{real}`";
    ja: "ファイルの名前は`{path}`ではなく`{real}`です。多くのサーバーでは別の名前になります",
        hint "`{real}`と書いてください";

    /// Folder that is not a report.
    K0502 error NotAReport { path: String, near: Option<String> }
    en: "`{path}` is not a report: it has no file `report.json`",
        hints {
            match near {
                Some(near) => vec![match near.strip_suffix("/report.json") {
                        Some(folder) => format!("there is one in the folder `{folder}`: give `{path}/{folder}`"),
                        None => format!("there is `{near}`: rename it to `report.json`"),
                    }],
                _ => vec!["give the folder that holds `report.json`, such as `data/2019`".to_owned()],
            }
        };
    ja: "`{path}`は報告書のフォルダーではありません（`report.json`がありません）",
        hints {
            match near {
                Some(near) => vec![match near.strip_suffix("/report.json") {
                        Some(folder) => {
                            format!("中のフォルダー`{folder}`にあります。`{path}/{folder}`を指定してください")
                        }
                        None => format!("`{near}`の名前を`report.json`に変えてください"),
                    }],
                _ => vec!["`report.json`のあるフォルダーを指定してください（例: `data/2019`）".to_owned()],
            }
        };
}
