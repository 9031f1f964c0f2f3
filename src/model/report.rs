//! The report of a year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::council::collect;
use super::{Block, BlockList, Content, Council, DeclaredSection, FurtherDocument, Item, Style, SummaryPage};
use crate::data::{BoundDate, Data, Flag, HEAD, Id, Text, When, council_path, either, json, property, record};
use crate::mark::DatumId;

record! {
    /// What `report.json` holds.
    ReportHead, "a report", "報告書" {
        /// The mark of the whole report among the papers of a meeting, such as 資料１; at the upper right of the cover.
        mark: Option<Text>,
        /// The title.
        title: Text,
        /// An addition to the title, such as the period.
        subtitle: Option<Text>,
        /// The body that issues the report.
        issuer: Text,
        /// The body that the report is presented to.
        presented_to: Option<Text>,
        /// The date of the report.
        date: When,
        /// The as-of date of all numbers, unless another is given with them (時点).
        as_of: Option<When>,
        /// The period that the report covers. As-of dates are checked against it; it is printed if there is no subtitle.
        period: Option<Period>,
        /// The paper size of the one-page summaries [default: A4 landscape].
        summary_page: SummaryPage = SummaryPage::A4Landscape,
        /// What the report calls its councils, and the headings of their list.
        units: Units = Units::default(),
        /// The sections of the councils' pages, in their order [default: purpose, achievements, results and issues].
        sections: Vec<DeclaredSection> = Vec::new(),
        /// The ids of the councils, in the order of their pages, if they are not in groups.
        councils: Vec<Id> = Vec::new(),
        /// Groups of councils (部), in the order of their pages.
        groups: Vec<CouncilGroup> = Vec::new(),
        /// The page before the councils.
        framing: Framing,
        /// Pages behind the councils.
        appendices: Vec<Appendix> = Vec::new(),
        /// Documents besides the briefing and the summaries, such as 議事次第 and 委員名簿.
        documents: Vec<FurtherDocument> = Vec::new(),
        /// How dates, numbers and lists are written throughout the report.
        style: Style = Style::default(),
    } where vec![either("councils", &["groups"]), property("councils", json!({ "uniqueItems": true }))]
}

record! {
    /// A group of councils (部), which begins with a divider page.
    CouncilGroup, "a group", "部" {
        /// The title.
        title: Text,
        /// Points on the divider page.
        items: Vec<Item> = Vec::new(),
        /// The ids of its councils, in the order of their pages.
        councils: Vec<Id>,
    } where vec![property("councils", json!({ "uniqueItems": true }))]
}

record! {
    /// A page behind the councils (参考資料), or several.
    Appendix, "an appendix", "参考資料" {
        /// The mark at the upper right of its first page, such as 参考資料１ or 別添.
        mark: Option<Text>,
        /// The title.
        title: Text,
        /// The content.
        blocks: BlockList,
    }
}

record! {
    /// The period that a report covers (対象期間).
    Period, "a period", "期間" {
        /// Its first day, month or year.
        from: BoundDate,
        /// Its last day, month or year.
        to: BoundDate,
    }
}

record! {
    /// What the report calls its councils (協議会, 事業, 部局, 会議), and what its pages say of all of them.
    #[derive(Default)]
    Units, "the units", "単位となるもの" {
        /// What one is called [default: 協議会等].
        name: Option<Text>,
        /// The heading of the list of all [default: the name and の一覧].
        list: Option<Text>,
        /// The word behind the date of each, such as 開始 [default: 設置].
        date: Option<Text>,
        /// The heading of the time line [default: 設置の経緯, with the word for the date].
        history: Option<Text>,
        /// The head above their highlights in the list [default: 主な実績].
        highlights: Option<Text>,
        /// Whether some have no date. The list and the time line then show the dates that there are.
        undated: Flag = false,
    }
}

record! {
    /// The page before the councils: why they exist, and which there are.
    Framing, "the framing page", "全体を説明するページ" {
        /// The title.
        title: Text,
        /// The points on the page.
        items: Vec<Item>,
        /// More blocks, after the list of councils.
        blocks: BlockList = Vec::new(),
    }
}

/// A council with the id under which it is filed.
#[derive(Clone, Debug)]
pub struct FiledCouncil {
    /// The name of its file, and of its summary.
    pub id: Id,
    /// The council.
    pub council: Council,
}

/// A council that the report lists but that its documents leave out, because there are errors in it.
#[derive(Clone, Debug)]
pub struct LeftOutCouncil {
    /// The name of its file.
    pub id: Id,
    /// Its name, if it could be read.
    pub name: Option<String>,
}

/// The file of a picture.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// What is shown of it: its content, or the drawing of a page.
    pub bytes: Arc<[u8]>,
    /// The datum that names it first.
    pub datum: DatumId,
}

/// A report without errors.
#[derive(Clone, Debug)]
pub struct Report {
    /// What `report.json` holds.
    pub head: ReportHead,
    /// The councils in the order of their pages.
    pub councils: Vec<FiledCouncil>,
    /// The councils that were left out, in the order of their pages.
    pub left_out: Vec<LeftOutCouncil>,
    /// The pictures that are shown, by their path in the report's folder.
    pub pictures: BTreeMap<String, PictureFile>,
    /// The files that it was read from, byte for byte, by their path in its folder; drafts that it does not list are not
    /// among them.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// All printable data, with their places.
    pub data: Data,
}

impl ReportHead {
    /// All blocks that `report.json` holds, also those inside others, in reading order.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut blocks = Vec::new();
        collect(&self.framing.blocks, &mut blocks);
        self.appendices.iter().for_each(|appendix| collect(&appendix.blocks, &mut blocks));
        self.documents.iter().for_each(|document| collect(&document.blocks, &mut blocks));
        blocks
    }

    /// The group that begins with the council at this place in the report.
    pub fn group_at(&self, council: usize) -> Option<&CouncilGroup> {
        let mut first = 0;
        self.groups.iter().find(|group| {
            let begins = first == council;
            first += group.councils.len();
            begins
        })
    }
}

impl Report {
    /// The paths of the files from which the pages before and behind the councils are made.
    pub fn framing_paths(&self) -> BTreeSet<String> {
        let mut paths = paths(&self.head.blocks());
        paths.insert(HEAD.to_owned());
        paths
    }

    /// The CSV files from which the tables before and behind the councils are made.
    pub fn framing_tables(&self) -> Vec<String> {
        tables(&self.head.blocks())
    }
}

impl FiledCouncil {
    /// The paths of the files from which the council's pages are made.
    pub fn paths(&self) -> BTreeSet<String> {
        let mut paths = paths(&self.council.blocks());
        paths.insert(council_path(&self.id.name));
        paths
    }

    /// The CSV files from which the council's tables are made.
    pub fn tables(&self) -> Vec<String> {
        tables(&self.council.blocks())
    }
}

/// The CSV files of tables among blocks.
fn tables(blocks: &[&Block]) -> Vec<String> {
    let tables =
        blocks.iter().filter_map(|block| if let Content::Table(table) = &block.content { Some(table) } else { None });
    tables.filter_map(|table| Some(table.csv.as_ref()?.path.clone())).collect()
}

/// The files that blocks take tables and pictures from.
fn paths(blocks: &[&Block]) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for block in blocks {
        match &block.content {
            Content::Table(table) => paths.extend(table.csv.iter().map(|csv| csv.path.clone())),
            Content::Picture(picture) => paths.extend([picture.file.path.clone()]),
            Content::Case(case) => paths.extend(case.pictures.iter().map(|picture| picture.file.path.clone())),
            _ => {}
        }
    }
    paths
}
