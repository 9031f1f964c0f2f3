//! The validated report: what a year's briefing says, before any thought of pages.
//!
//! A [`Report`] exists only if every file could be read and every reference leads somewhere.

mod block;
mod chart;
mod council;
mod derive;
mod diagram;
mod further_document;
mod gantt;
mod item;
mod kinds;
mod load;
mod metric;
mod page_sections;
mod pending;
mod picture;
mod report;
mod rules;
mod schema;
mod sections;
mod style;
mod summary;
mod summary_content;
mod table;
mod table_file;
mod validate;
mod waterfall;

pub use block::{Block, BlockList, Case, Columns, Content, List, MetricCards, Numbered, OwnBlock, Paragraph, Section};
pub use chart::{
    AbsentValue, Chart, ChartBetter, ChartPoint, Emphasis, FromTable, Series, SeriesValue, SliceOrder, TargetLine,
};
pub use council::{Council, Highlight, Reference, Results};
pub use diagram::{Country, Diagram, Edge, Map, Node};
pub use further_document::{DocumentScope, FURTHER_TEMPLATES, FurtherDocument};
pub use gantt::{Gantt, GanttBar, GanttGroup, GanttMilestone, GanttRow};
pub use item::{Item, ItemFields, NumberedItem, NumberedItemFields, Numbering, Priority};
pub use kinds::{ChartKind, DiagramKind};
pub use load::ReportOptions;
pub use metric::{Baseline, Better, Counts, Metric, MetricValue, RowFilter, Target};
pub use page_sections::{PageSection, SectionForm};
pub use pending::Pending;
pub use picture::{Picture, Unavailable, UnavailableKind};
pub use report::{
    Appendix, CouncilGroup, FiledCouncil, Framing, LeftOutCouncil, Period, PictureFile, Report, ReportHead, Units,
};
pub use schema::{Schema, schemas};
pub use sections::{CouncilSection, DeclaredSection, SectionKind};
pub use style::{LinkAddresses, Normalise, NoteMark, Style};
pub use summary::{ShortSection, ShownBlock, ShownBlocks, Summary, SummaryPage};
pub use summary_content::{PartId, SummaryContent, SummarySection};
pub use table::{
    Align, Cell, CellItem, CellSpan, Column, ColumnList, Covering, GroupRows, Row, RowGroup, Table, TableHead,
};
pub use table_file::csv_text;
pub use validate::LongTable;
pub use waterfall::{StepKind, WaterfallStep};
