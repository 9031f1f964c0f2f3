//! The report of a year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::council::collect;
use super::{Block, BlockList, Content, Council, Item, Style, SummaryPage};
use crate::data::{Bound, Data, HEAD, Id, Text, When, council_path, json, property, record};
use crate::mark::DatumId;

record! {
    /// What `report.json` holds.
    ReportHead, "a report", "報告書" {
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
        /// The ids of the councils, in the order of their pages.
        councils: Vec<Id>,
        /// The page before the councils.
        framing: Framing,
        /// How dates, numbers and lists are written throughout the report.
        style: Style = Style::default(),
    } where vec![property("councils", json!({ "uniqueItems": true }))]
}

record! {
    /// The period that a report covers (対象期間).
    Period, "a period", "期間" {
        /// Its first day, month or year.
        from: Bound,
        /// Its last day, month or year.
        to: Bound,
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
    /// The pictures that are shown, by their path in the report's folder.
    pub pictures: BTreeMap<String, PictureFile>,
    /// The files that it was read from, byte for byte, by their path in its folder; drafts that it does not list are not
    /// among them.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// All printable data, with their places.
    pub data: Data,
}

impl Report {
    /// The paths of the files from which the pages before the councils are made.
    pub fn own_paths(&self) -> BTreeSet<String> {
        let mut blocks = Vec::new();
        collect(&self.head.framing.blocks, &mut blocks);
        paths(&blocks).chain([HEAD.to_owned()]).collect()
    }

    /// The CSV files from which the tables before the councils are made.
    pub fn own_tables(&self) -> Vec<String> {
        let mut blocks = Vec::new();
        collect(&self.head.framing.blocks, &mut blocks);
        tables(&blocks)
    }
}

impl FiledCouncil {
    /// The paths of the files from which the council's pages are made.
    pub fn paths(&self) -> BTreeSet<String> {
        paths(&self.council.blocks()).chain([council_path(&self.id.name)]).collect()
    }

    /// The CSV files from which the council's tables are made.
    pub fn tables(&self) -> Vec<String> {
        tables(&self.council.blocks())
    }
}

/// The CSV files of tables among blocks.
fn tables(blocks: &[&Block]) -> Vec<String> {
    let csv = |block: &&Block| if let Content::Table(table) = &block.content { table.csv.clone() } else { None };
    blocks.iter().filter_map(csv).map(|csv| csv.path).collect()
}

/// The files that blocks take tables and pictures from.
fn paths(blocks: &[&Block]) -> impl Iterator<Item = String> {
    let of = |block: &&Block| match &block.content {
        Content::Table(table) => table.csv.iter().map(|csv| csv.path.clone()).collect(),
        Content::Picture(picture) => vec![picture.file.path.clone()],
        Content::Case(case) => case.pictures.iter().map(|picture| picture.file.path.clone()).collect(),
        _ => Vec::new(),
    };
    blocks.iter().map(of).collect::<Vec<Vec<String>>>().into_iter().flatten()
}
