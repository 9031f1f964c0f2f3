//! What a number means by what stands behind it.

use kakugi_japanese::DateStamp;

use super::Qualifier;

/// What stands behind a number.
pub(super) enum Tail {
    /// The number means something else.
    Nothing,
    /// It is the number of the label.
    Final(FinalNumber),
    /// It is where the label's number started, or by how much it changed; the number itself follows behind this place.
    On(usize),
    /// It is what the label's number is compared with, which follows behind this place.
    Base(usize),
    /// It is what is planned, which is the target if it is for the same day.
    Aimed { unsure: bool, qualifier: Qualifier, end: usize },
}

/// The number of a label, as what stands behind it has it.
pub(super) struct FinalNumber {
    /// Whether it may be of a part, or of something else.
    pub unsure: bool,
    pub qualifier: Qualifier,
    /// Dates that stand behind it.
    pub stamps: Vec<DateStamp>,
    pub target: bool,
    /// The last token that belongs to it.
    pub end: usize,
}
