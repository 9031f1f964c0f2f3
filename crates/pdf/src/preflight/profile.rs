//! What a printing house asks of a file.

/// What a printing house asks of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The name by which it was asked for: that of a bundled profile, or of the file without folder and ending.
    pub name: String,
    /// The standard (規格) whose structure the file must have.
    pub standard: Standard,
    /// The output condition (印刷条件) of the output intent, such as `FOGRA39` or `JC200103`; any if none is named.
    pub condition: Option<String>,
    /// The colours (色) that may be in the file.
    pub colours: Colours,
    /// How far artwork reaches over the trim (塗り足し), in millimetres.
    pub bleed: f64,
    /// The border within the trim that holds no text (安全領域), in millimetres.
    pub safe_area: f64,
    /// Whether black text and lines overprint what is below them (ノセ) or knock it out (ヌキ).
    pub overprint: bool,
    /// The most ink in one place (総インキ量), in percent of all plates together; four full plates are 400.
    pub ink_limit: f64,
    /// The thinnest line (最小線幅), in points.
    pub minimal_line: f64,
    /// The smallest type (最小文字サイズ), in points.
    pub minimal_type: f64,
    /// Type below this size, in points, is black on one plate or not black.
    pub rich_black_type: f64,
    /// The least resolution (解像度) of pictures in colour or grey, in pixels an inch at the size of print.
    pub resolution: f64,
    /// The least resolution of pictures in black and white only, in pixels an inch at the size of print.
    pub bitmap_resolution: f64,
    /// The number of pages is a multiple (ページ数の倍数) of this: 4 for saddle stitch (中綴じ).
    pub page_multiple: usize,
}

/// The standard whose structure a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7).
    X4,
    /// Any PDF.
    None,
}

/// The colours that may be in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Process and spot colours (プロセスカラーと特色).
    Cmyk,
    /// Process black only (墨一色).
    Grey,
    /// Any, also RGB.
    Any,
}

impl Profile {
    /// A house that asks for nothing but inks: each further demand is a field.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            standard: Standard::None,
            condition: None,
            colours: Colours::Cmyk,
            bleed: 0.0,
            safe_area: 0.0,
            overprint: false,
            ink_limit: MOST_INK,
            minimal_line: 0.0,
            minimal_type: 0.0,
            rich_black_type: 0.0,
            resolution: 0.0,
            bitmap_resolution: 0.0,
            page_multiple: 1,
        }
    }
}

/// Four full plates, in percent.
const MOST_INK: f64 = 400.0;
