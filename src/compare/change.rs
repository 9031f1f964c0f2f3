//! What a comparison finds.

use super::movement::Movement;
use super::value::ReportValue;
use crate::diagnostic::Place;

/// How a thing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A number has moved.
    Number,
    /// A text says something else.
    Reworded,
    /// The later report has it, the earlier had not.
    Added,
    /// The earlier report had it, the later has not.
    Removed,
    /// A date is another.
    Date,
    /// Entries stand in another order.
    Order,
    /// A picture is another.
    Picture,
    /// Anything else, such as how a chart is drawn.
    Other,
}

impl ChangeKind {
    /// All kinds in the order in which they are told.
    pub const ALL: [Self; 8] =
        [Self::Number, Self::Reworded, Self::Added, Self::Removed, Self::Date, Self::Order, Self::Picture, Self::Other];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Reworded => "reworded",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Date => "date",
            Self::Order => "order",
            Self::Picture => "picture",
            Self::Other => "other",
        }
    }
}

/// What kind of thing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A whole council.
    Council,
    /// A metric.
    Metric,
    /// An entry of a list.
    Item,
    /// A reference page.
    Reference,
    /// A block.
    Block,
    /// A row of a table.
    Row,
    /// A column of a table.
    Column,
    /// A category of a chart.
    Category,
    /// A series of a chart.
    Series,
    /// A box of a diagram.
    Node,
    /// An arrow of a diagram.
    Arrow,
    /// A country on a map.
    Country,
    /// A picture.
    Picture,
    /// A remark below a table.
    Note,
    /// The value of a key.
    Field,
}

impl Subject {
    /// What the entries of a list are, by the list's key.
    pub(super) fn of(key: &str) -> Self {
        match key {
            "purpose" | "achievements" | "issues" | "items" => Self::Item,
            "reference" => Self::Reference,
            "blocks" | "columns" => Self::Block,
            "rows" => Self::Row,
            "categories" => Self::Category,
            "series" => Self::Series,
            "nodes" => Self::Node,
            "edges" => Self::Arrow,
            "countries" => Self::Country,
            "pictures" => Self::Picture,
            "notes" => Self::Note,
            _ => Self::Field,
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Metric => "metric",
            Self::Item => "item",
            Self::Reference => "reference",
            Self::Block => "block",
            Self::Row => "row",
            Self::Column => "column",
            Self::Category => "category",
            Self::Series => "series",
            Self::Node => "node",
            Self::Arrow => "arrow",
            Self::Country => "country",
            Self::Picture => "picture",
            Self::Note => "note",
            Self::Field => "field",
        }
    }
}

/// A step on the way to a change: the key of a field, or the name of an entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeStep {
    /// The key.
    pub key: String,
    /// By what the entry is called.
    pub head: Option<ReportValue>,
}

/// One side of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSide {
    /// The JSON pointer (RFC 6901) in the file; in a CSV file the column.
    pub pointer: String,
    /// Where it stands, or what is around it where the file leaves it unsaid.
    pub place: Option<Place>,
    /// What it says.
    pub parts: Vec<ReportValue>,
    /// The type of a block.
    pub block: Option<String>,
}

impl ChangeSide {
    /// What it says, in one line.
    pub fn text(&self) -> String {
        self.parts.iter().map(ReportValue::text).collect::<Vec<_>>().join("　")
    }
}

/// A change between two reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportChange {
    /// The id of the council; `None` for the report's own fields.
    pub council: Option<String>,
    /// How it has changed.
    pub kind: ChangeKind,
    /// What has changed.
    pub subject: Subject,
    /// The key of the field, or of the list of which it is an entry.
    pub key: String,
    /// The way to it, from the outermost.
    pub steps: Vec<ChangeStep>,
    /// What the earlier report says.
    pub before: Option<ChangeSide>,
    /// What the later report says.
    pub after: Option<ChangeSide>,
    /// The unit of a number.
    pub unit: Option<ReportValue>,
    /// The target of a metric (目標), that of the later report where there is one.
    pub goal: Option<ReportValue>,
    /// How far a number has moved.
    pub movement: Option<Movement>,
    /// Whether a metric was found by its label alone, because its id is another.
    pub by_label: bool,
}
