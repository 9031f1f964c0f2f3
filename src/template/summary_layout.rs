//! How the parts of a one-page summary stand on its page.

use crate::model::{PartId, SummaryContent};

/// Type size, columns and air of a one-page summary, as its template passes them to the components.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SummaryLayout {
    /// The type's size in per cent of the theme's.
    pub scale: u32,
    /// The widths of the columns in proportion.
    pub widths: Vec<u32>,
    /// How loose each column is set, and last what stands above the columns, in per cent of the normal.
    pub airs: Vec<u32>,
    /// Where each part stands: in a column, or above all of them.
    pub parts: Vec<(PartId, Option<usize>)>,
}

impl SummaryLayout {
    /// Words at the left and figures at the right, as they come, in the theme's size.
    pub fn plain(content: &SummaryContent) -> Self {
        let parts = content.parts();
        let has_figures = parts.iter().any(|part| matches!(part, PartId::Results | PartId::Shown(_)));
        let placed = parts.into_iter().map(|part| {
            let column = match part {
                PartId::Purpose => 0,
                PartId::Achievements | PartId::Section(_) => usize::from(!has_figures),
                PartId::Results | PartId::Shown(_) => 1,
            };
            (part, Some(column))
        });
        Self { scale: 100, widths: vec![100, 108], airs: vec![100; 3], parts: placed.collect() }
    }

    /// The column of a part; nothing where it stands above all columns, or is not there.
    pub fn column(&self, part: PartId) -> Option<usize> {
        self.parts.iter().find(|(placed, _)| *placed == part).and_then(|(_, column)| *column)
    }
}
