//! How the parts of a one-page summary stand on its page.

/// Type size, columns and air of a one-page summary, as its template passes them to the components.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fit {
    /// The type's size in per cent of the theme's.
    pub scale: u32,
    /// The widths of the columns in proportion.
    pub widths: Vec<u32>,
    /// How loose each column is set, and last what stands above the columns, in per cent of the normal.
    pub airs: Vec<u32>,
    /// Where each part stands: in a column, or above all of them. The parts are the purpose, the
    /// achievements, the results if there are any, and the shown blocks.
    pub places: Vec<Option<usize>>,
}

impl Fit {
    /// Words at the left and figures at the right, as they come, in the theme's size.
    pub fn plain(results: bool, shown: usize) -> Self {
        let mut places = vec![Some(0), Some(usize::from(!results && shown == 0))];
        places.resize(2 + usize::from(results) + shown, Some(1));
        Self { scale: 100, widths: vec![100, 108], airs: vec![100; 3], places }
    }
}
