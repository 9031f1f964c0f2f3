//! Ids and titles by which parts of a report refer to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Block, Content, Council, LeftOutCouncil, ReportHead, ShownBlock, council};
use super::Validation;
use crate::data::Fields as _;
use crate::data::OverLimit;
use crate::data::{Id, Text, council_path};
use crate::diagnostic::{Diagnostic, Language, Place, Term, Words, choice, nearest, problems, reasons};
use crate::file::Unreadable;
use crate::limits;
use crate::mark::DatumId;
use crate::model::derive::{NotATable, UnknownBlock};

reasons! {
    rows_in_summary(limit: &str)
    en: "the summary shows a table of more than {limit} rows";
    ja: "一枚紙に載せる表が{limit}行を超えています";
}

/// Names that Windows keeps for devices, whatever ending follows (Win32, "Naming Files, Paths, and Namespaces").
pub(super) const RESERVED: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl Validation<'_> {
    /// Reports ids that stand twice.
    pub(super) fn check_unique_ids<'i>(&mut self, ids: impl Iterator<Item = &'i Id>, what: Words) {
        let mut seen: BTreeMap<&str, &Id> = BTreeMap::new();
        for id in ids {
            if let Some(first) = seen.get(id.name.as_str()) {
                let problem = DuplicateId { id: id.name.clone(), what };
                let first = first.place.clone();
                self.diagnostics.push(Diagnostic::at(id.place.clone(), problem).with_related(first, Term::FirstHere));
            } else {
                seen.insert(&id.name, id);
            }
        }
    }

    /// Reports titles that stand twice where readers and other data tell things apart by them.
    pub(super) fn check_unique_titles<'t>(&mut self, titles: impl Iterator<Item = &'t Text>, what: Words) {
        self.check_unique_names(titles.map(|title| (title.text.clone(), title)), what);
    }

    /// The same for titles that readers tell apart by these names.
    pub(super) fn check_unique_names<'t>(&mut self, titles: impl Iterator<Item = (String, &'t Text)>, what: Words) {
        let mut seen: BTreeMap<String, DatumId> = BTreeMap::new();
        for (name, title) in titles {
            if let Some(first) = seen.get(&name) {
                let problem = DuplicateTitle { title: name, what };
                let mut diagnostic = Diagnostic::new(self.place(title.datum), problem);
                if let Some(first) = self.place(*first) {
                    diagnostic = diagnostic.with_related(first, Term::FirstHere);
                }
                self.diagnostics.push(diagnostic);
            } else {
                seen.insert(name, title.datum);
            }
        }
    }

    /// Tells of files of councils that the report does not list, whatever is wrong with them.
    pub(super) fn report_unlisted(&mut self, head: &ReportHead, left_out: &[LeftOutCouncil]) {
        let folder = self.folder;
        let files = folder.councils.iter().map(|(id, file)| (id, Some(Place { file: *file, range: 0..0 })));
        let unread = folder.unread.iter().map(|(id, error)| (id, error.place.clone()));
        let missing = head.councils.iter().filter(|id| !folder.councils.contains_key(&id.name));
        let told: BTreeSet<String> = missing.filter_map(|id| folder.mistaken_for(&id.name)).collect();
        for (id, place) in files.chain(unread) {
            let listed = head.councils.iter().chain(left_out.iter().map(|council| &council.id));
            let is_listed = listed.into_iter().any(|listed| &listed.name == id);
            if !is_listed && !told.contains(&format!("{id}.json")) {
                self.diagnostics.push(Diagnostic::new(place, UnlistedCouncil { id: id.clone() }));
            }
        }
        for name in folder.mistaken.iter().filter(|name| !told.contains(*name)) {
            let (path, meant) = (format!("councils/{name}"), folder.meant_by(name));
            self.diagnostics.push(Diagnostic::nowhere(StrayFile { path, meant }));
        }
    }

    pub(super) fn check_head(&mut self, head: &ReportHead, councils: &BTreeMap<String, Option<Council>>) {
        self.check_unique_ids(head.councils.iter(), Council::NAME);
        for id in head.councils.iter().filter(|id| RESERVED.contains(&id.name.as_str())) {
            self.report(id.place.clone(), ReservedName { id: id.name.clone(), what: Council::NAME }.into());
        }
        for id in head.councils.iter().filter(|id| !councils.contains_key(&id.name)) {
            let path = council_path(&id.name);
            if let Some(what) = self.folder.no_file(&path) {
                let path = self.folder.shown(&path);
                self.report(id.place.clone(), Unreadable { path, reason: what.into() }.into());
                continue;
            }
            let known = councils.keys().chain(self.folder.councils.keys()).cloned().collect();
            let stray = self.folder.mistaken_for(&id.name);
            self.report(id.place.clone(), UnknownCouncil { id: id.name.clone(), known, stray }.into());
        }
        let blocks = head.blocks();
        self.check_blocks(&blocks);
        let metrics = council::metrics_of(&blocks);
        self.check_metrics(&metrics);
        self.check_counts(&metrics, &blocks);
    }

    pub(super) fn check_council(&mut self, council: &Council) {
        let metrics = council.metrics();
        self.check_metrics(&metrics);
        let highlight = &council.highlight;
        if highlight.metric.is_some() == highlight.text.is_some() {
            self.report_at(highlight.label.datum, HighlightNeedsOne.into());
        }
        let wanted = highlight.metric.iter().chain(council.summary.iter().flat_map(|summary| &summary.metrics));
        for id in wanted.filter(|id| council.metric(id).is_none()) {
            let known = distinct(metrics.iter().map(|metric| &metric.id));
            self.report(id.place.clone(), UnknownMetric { id: id.name.clone(), known }.into());
        }
        let blocks = council.blocks();
        self.check_blocks(&blocks);
        self.check_counts(&metrics, &blocks);
        for show in council.summary.iter().filter_map(|summary| summary.show.as_ref()).flat_map(|shows| &shows.0) {
            match council.block(&show.block) {
                Some(block) => self.check_shown(show, block),
                None => {
                    let known = distinct(blocks.iter().filter_map(|block| block.id.as_ref()));
                    let problem = UnknownBlock { id: show.block.name.clone(), known };
                    self.report(show.block.place.clone(), problem.into());
                }
            }
        }
    }

    pub(super) fn check_shown(&mut self, show: &ShownBlock, block: &Block) {
        if matches!(&block.content, Content::Table(table) if table.rows.len() > limits::SUMMARY_ROWS) {
            let (what, remedy) = (
                rows_in_summary,
                Words::new(
                    "remove the block from `summary.show`, or make a short table for the summary",
                    "`summary.show`からブロックを外すか、一枚紙に載せる短い表を作ってください",
                ),
            );
            let problem = OverLimit { what, remedy, limit: limits::SUMMARY_ROWS };
            self.report(show.block.place.clone(), problem.into());
        }
        if show.columns.is_empty() {
            return;
        }
        let Content::Table(table) = &block.content else {
            self.report(show.block.place.clone(), NotATable { id: show.block.name.clone() }.into());
            return;
        };
        let unknown = show.columns.iter().filter_map(|title| table.columns.find(title).err());
        self.diagnostics.extend(unknown);
    }
}

/// The names of ids, each once.
fn distinct<'i>(ids: impl Iterator<Item = &'i Id>) -> Vec<String> {
    let names: BTreeSet<&str> = ids.map(|id| id.name.as_str()).collect();
    names.into_iter().map(str::to_owned).collect()
}

problems! {
    /// Council without a file.
    K0201 error UnknownCouncil { id: String, known: Vec<String>, stray: Option<String> }
    en: "there is no file for the council `{id}`",
        hints {
            match stray {
                Some(stray) => vec![format!("rename `councils/{stray}` to `{id}.json`")],
                _ => {
                    let mut hints = vec![format!("add `councils/{id}.json`, or remove the id from the list")];
                    hints.extend(nearest(id, known).map(|name| format!("did you mean `{name}`?")));
                    hints
                }
            }
        };
    ja: "協議会`{id}`のファイルがありません",
        hints {
            match stray {
                Some(stray) => vec![format!("`councils/{stray}`の名前を`{id}.json`に変えてください")],
                _ => {
                    let mut hints =
                        vec![format!("`councils/{id}.json`を加えるか、一覧からこのidを削除してください")];
                    hints.extend(nearest(id, known).map(|name| format!("`{name}`ではありませんか")));
                    hints
                }
            }
        };

    /// Council that is not listed.
    K0202 warning UnlistedCouncil { id: String }
    en: "the council `{id}` is not listed in `report.json`, so it is not printed",
        hints {
            if id.bytes().any(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
                    vec!["rename the file: use lower-case letters a–z, digits and hyphens, beginning with a letter".to_owned()]
                } else { vec!["add its id to `councils` in `report.json`, or move the file to another folder".to_owned()] }
        };
    ja: "協議会`{id}`は`report.json`の`councils`にないため、印刷されません",
        hints {
            if id.bytes().any(|b| !matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
                    vec!["ファイル名を、英小文字から始まる半角の英小文字、数字、ハイフンに変えてください".to_owned()]
                } else { vec!["`report.json`の`councils`にidを加えるか、ファイルを別の場所に移してください".to_owned()] }
        };

    /// Unknown metric.
    K0203 error UnknownMetric { id: String, known: Vec<String> }
    en: "this council has no metric `{id}`",
        hints { choice(id, known, Language::English) };
    ja: "この協議会に指標`{id}`はありません",
        hints { choice(id, known, Language::Japanese) };

    /// Id used twice.
    K0208 error DuplicateId { id: String, what: Words }
    en: { format!("the {} `{id}` appears twice", what.bare(Language::English)) },
        hints {
            match *what {
                Council::NAME => vec!["remove one of the two".to_owned()],
                _ => vec!["give each a different id; other places refer to it by this id".to_owned()],
            }
        };
    ja: { format!("{}`{id}`が二つあります", what.text(Language::Japanese)) },
        hints {
            match *what {
                Council::NAME => vec!["どちらか一方を削除してください".to_owned()],
                _ => vec!["別々のidにしてください。ほかの箇所からこのidで参照します".to_owned()],
            }
        };

    /// Highlight with both or neither.
    K0209 error HighlightNeedsOne
    en: "a highlight needs either `metric` or `text`, but not both",
        hint "give the id of a metric of `results`, or write a short text";
    ja: "代表的な成果には、`metric`と`text`のどちらか一方だけが必要です",
        hint "`results`の指標のidを指定するか、短い文を書いてください";

    /// Id that Windows cannot have as a file name.
    K0266 error ReservedName { id: String, what: Words }
    en: {
            let what = what.text(Language::English);
            format!("`{id}` cannot be the id of {what}: Windows reserves this name, so no file can have it")
        },
        hints {
            match *what {
                Council::NAME => vec!["choose another id and rename the file, such as `con-council`".to_owned()],
                _ => vec!["choose another id, such as `con-document`".to_owned()],
            }
        };
    ja: {
            let what = what.text(Language::Japanese);
            format!("`{id}`は{what}のidとして使えません。Windowsが予約している名前で、ファイル名にできません")
        },
        hints {
            match *what {
                Council::NAME => vec!["`con-council`のような別のidにし、ファイル名も変えてください".to_owned()],
                _ => vec!["`con-document`のような別のidにしてください".to_owned()],
            }
        };

    /// Same name twice.
    K0255 error DuplicateTitle { title: String, what: Words }
    en: { format!("the {} `{title}` appears twice", what.bare(Language::English)) },
        hint "give them different names, so that readers can tell them apart";
    ja: { format!("{}「{title}」が二つあります", what.text(Language::Japanese)) },
        hint "読み手が見分けられるように、別々の名前にしてください";

    /// File with a wrong ending.
    K0281 warning StrayFile { path: String, meant: Option<String> }
    en: "the file `{path}` is ignored: its name does not end with `.json`",
        hints {
            match meant {
                Some(meant) => vec![format!("rename it to `{meant}`, or move it to another folder")],
                _ => vec!["move it to another folder".to_owned()],
            }
        };
    ja: "ファイル`{path}`は、名前が`.json`で終わっていないため、読み込みません",
        hints {
            match meant {
                Some(meant) => vec![format!("名前を`{meant}`に変えるか、別の場所に移してください")],
                _ => vec!["別の場所に移してください".to_owned()],
            }
        };
}
