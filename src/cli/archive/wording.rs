//! The words of `kakugi archive`, in each language.

use kakugi::archive::{EventKind, EventOutcome};
use kakugi::diagnostic::Language;
use kakugi::diagnostic::Language::{English, Japanese};

use super::super::wording::{plural, size};

pub(super) fn nobody(language: Language) -> &'static str {
    match language {
        English => {
            "the store records who does this: give a name with `--by`, or set the environment variable `KAKUGI_BY`"
        }
        Japanese => "保存庫に操作した人の名前を記録します。`--by`か環境変数`KAKUGI_BY`で名前を指定してください",
    }
}

pub(super) fn judged(file: &str, profile: &str, rules: usize, broken: usize, language: Language) -> String {
    match language {
        English if rules == 0 => format!("{file}  {profile}: could not be checked"),
        Japanese if rules == 0 => format!("{file}  {profile}: 判定できませんでした"),
        English => format!("{file}  {profile}: {broken} of {} violated", plural(rules, "rule")),
        Japanese => format!("{file}  {profile}: {rules}件の規則のうち{broken}件に違反"),
    }
}

pub(super) fn added(folder: &str, version: usize, new: bool, language: Language) -> String {
    match (language, new) {
        (English, true) => format!("{folder}  version {version} added"),
        (English, false) => format!("{folder}  nothing added: identical to version {version}, byte for byte"),
        (Japanese, true) => format!("{folder}  第{version}版を追加しました"),
        (Japanese, false) => format!("{folder}  第{version}版と1バイトも違わないので、何も追加していません"),
    }
}

/// The number by which a report is known again; to be kept elsewhere than in the archive.
pub(super) fn digest_line(digest: &str, language: Language) -> String {
    match language {
        English => format!("digest  {digest}"),
        Japanese => format!("ハッシュ値  {digest}"),
    }
}

pub(super) fn listed(id: &str, versions: usize, created: &str, title: &str, language: Language) -> String {
    let day = created.split('T').next().unwrap_or_default();
    match language {
        English => format!("{id}  {}, the newest dated {day}  {title}", plural(versions, "version")),
        Japanese => format!("{id}  第{versions}版（{day}）まで  {title}"),
    }
}

pub(super) fn files_of(version: usize, language: Language) -> String {
    match language {
        English => format!("files of version {version}"),
        Japanese => format!("第{version}版のファイル"),
    }
}

pub(super) fn count_of_files(files: usize, language: Language) -> String {
    match language {
        English => plural(files, "file"),
        Japanese => format!("{files}ファイル"),
    }
}

pub(super) fn events(language: Language) -> &'static str {
    match language {
        English => "events",
        Japanese => "記録",
    }
}

pub(super) fn event(kind: EventKind, language: Language) -> &'static str {
    match (language, kind) {
        (English, kind) => kind.name(),
        (Japanese, EventKind::Created) => "作成",
        (Japanese, EventKind::Reissued) => "再発行",
        (Japanese, EventKind::Verified) => "検証",
        (Japanese, EventKind::Exported) => "引渡し",
        (Japanese, EventKind::Registered) => "台帳の書き直し",
    }
}

pub(super) fn outcome(outcome: EventOutcome, language: Language) -> &'static str {
    match (language, outcome) {
        (English, EventOutcome::Success) => "success",
        (English, EventOutcome::Failure) => "failure",
        (Japanese, EventOutcome::Success) => "異常なし",
        (Japanese, EventOutcome::Failure) => "異常あり",
    }
}

/// What is said of a verification that looked at nothing but the bytes.
pub(super) fn bytes_only(language: Language) -> &'static str {
    match language {
        English => "bytes only",
        Japanese => "バイトのみ",
    }
}

pub(super) fn registered(changed: usize, reports: usize, language: Language) -> String {
    match language {
        English => format!("the register now lists {}; entries changed: {changed}", plural(reports, "report")),
        Japanese => format!("台帳に記載した報告書は{reports}件です（記載の変更{changed}件）"),
    }
}

pub(super) fn clock_ahead(time: &str, now: &str, language: Language) -> String {
    match language {
        English => format!(
            "`SOURCE_DATE_EPOCH` is {time}, more than a day ahead of the clock of this computer ({now}): after an \
             action with that time, no other could be recorded until then"
        ),
        Japanese => format!(
            "`SOURCE_DATE_EPOCH`の日時{time}が、このコンピューターの日時{now}より1日以上先です。\
             この日時で記録すると、その日時になるまで次の操作を記録できません"
        ),
    }
}

/// What came of a verification; `counts` are versions, files and conforming documents.
pub(super) fn verified(
    id: &str,
    sound: bool,
    counts: [usize; 3],
    bytes: u64,
    rebuilt: &[usize],
    language: Language,
) -> String {
    let [versions, files, documents] = counts;
    let bytes = size(usize::try_from(bytes).unwrap_or(usize::MAX), language);
    let numbers = rebuilt.iter().map(usize::to_string).collect::<Vec<_>>();
    let mut text = match (language, sound) {
        (English, true) => {
            format!("{id}  sound: {}, {}, {bytes}", plural(versions, "version"), plural(files, "file"))
        }
        (English, false) => {
            format!("{id}  NOT SOUND: {}, {}, {bytes}", plural(versions, "version"), plural(files, "file"))
        }
        (Japanese, true) => format!("{id}  異常なし: {versions}版、{files}ファイル、{bytes}"),
        (Japanese, false) => format!("{id}  異常あり: {versions}版、{files}ファイル、{bytes}"),
    };
    if documents > 0 {
        text.push_str(&match language {
            English => format!(
                "; {} to PDF/A and PDF/UA",
                if documents == 1 {
                    "1 document conforms".to_owned()
                } else {
                    format!("{documents} documents conform")
                }
            ),
            Japanese => format!("。PDF/AとPDF/UAに適合する文書{documents}件"),
        });
    }
    if !numbers.is_empty() {
        text.push_str(&match language {
            English => format!("; rebuilt with identical bytes: version {}", numbers.join(", ")),
            Japanese => format!("。作り直して1バイトも違わない版: 第{}版", numbers.join("、")),
        });
    }
    text
}

pub(super) fn extracted(folder: &str, files: usize, whole: bool, language: Language) -> String {
    match (language, whole) {
        (English, true) => format!("{folder}  {}, the whole report", plural(files, "file")),
        (English, false) => format!("{folder}  {}, the data of one council", plural(files, "file")),
        (Japanese, true) => format!("{folder}  {files}ファイル（報告書全体）"),
        (Japanese, false) => format!("{folder}  {files}ファイル（一つの協議会のデータ）"),
    }
}

pub(super) fn rebuilt(folder: &str, documents: usize, language: Language) -> String {
    match language {
        English => format!("{folder}  {} rebuilt", plural(documents, "document")),
        Japanese => format!("{folder}  {documents}件の文書を作り直しました"),
    }
}

pub(super) fn exported(folder: &str, version: usize, files: usize, bytes: usize, language: Language) -> String {
    match language {
        English => format!("{folder}  bag of version {version}: {}, {}", plural(files, "file"), size(bytes, language)),
        Japanese => {
            format!("{folder}  第{version}版の引渡し用一式（BagIt）: {files}ファイル、{}", size(bytes, language))
        }
    }
}
