//! Parts that stand one below the other.

use super::extents::{Air, Extent, PartPlacement};

/// Parts that stand one below the other, as they were laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PartGroup {
    /// What the parts are parts of.
    pub key: String,
    /// What decides where they stand.
    pub rules: BalanceRules,
    /// The parts in their order.
    pub parts: Vec<LaidOutPart>,
    /// How many notes they have together.
    pub notes: usize,
}

/// A part as it was laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LaidOutPart {
    /// Whether it may have hundreds of pages.
    pub is_long: bool,
    /// How it stands.
    pub placement: PartPlacement,
    /// How far it reaches; nothing if that was not marked.
    pub extent: Option<Extent>,
}

/// What the theme says of pages and air. Lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BalanceRules {
    /// The height that a page gives to its text.
    pub room: f64,
    /// The distance between two parts on a page.
    pub gap: f64,
    /// What notes at the foot of a page take apart from their lines.
    pub notes: f64,
    /// The height of a line of a note.
    pub note: f64,
    /// The share of a page that a part needs to begin below another.
    pub begins: f64,
    /// A last page that holds less than this share is no good.
    pub stray: f64,
    /// The last part of a group, if it is alone on its page, gets more air up to this share.
    pub sparse: f64,
    /// Degrees of air, from the normal to the tightest.
    pub tightening: Vec<Air>,
    /// Degrees of air, from the loosest to the least that is more than normal.
    pub loosening: Vec<Air>,
}
