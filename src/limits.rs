//! How much a report may hold.
//!
//! A file of a report may come from anywhere. What would take memory or hours is refused as an error at its place
//! before any work is done on it; each limit lies well above what a briefing needs. What a figure can show, such as
//! the categories of a chart, stands with the figures. `docs/data-format.md` lists these limits for those who write
//! the data.

pub use kakugi_pdf::limits::{PDF_BYTES, PDF_PAGES, PDF_TREE, PICTURE_SIDE};

/// Bytes of a JSON file: that of a council has some 10 kB, one with a table of 5,000 rows some 500 kB.
pub const JSON_BYTES: usize = 8 << 20;
/// Values of a JSON file, lists and objects among them. Each takes some 200 bytes once it is read.
pub const JSON_VALUES: usize = 500_000;
/// Bytes of a CSV file: 10,000 rows of 1,600 bytes.
pub const CSV_BYTES: usize = 16 << 20;
/// Bytes of a picture's file: an uncompressed photograph of A3 at 300 pixels an inch has 50 MB.
pub const PICTURE_BYTES: usize = 50 << 20;
/// Bytes of a font's file: collections of all weights of a family of CJK have up to 130 MB.
pub const FONT_BYTES: usize = 256 << 20;
/// Fonts in a file: collections of all weights and languages of a family have some 60.
pub const FACES: usize = 500;
/// Bytes of a printer's profile: those that are bundled have 1 kB.
pub const PROFILE_BYTES: usize = 1 << 20;
/// Bytes of an ICC profile: those of presses have up to 3 MB.
pub const ICC_BYTES: usize = 64 << 20;
/// Bytes that all files of a package may have: a package of a few bytes may claim to be as large as it likes.
pub const PACKED_BYTES: usize = 1 << 30;
/// Files of a package: those of 2,000 councils with some pictures and tables each.
pub const PACKED_FILES: usize = 20_000;
/// Files of councils in a report's folder; Japan's government has some hundreds of councils in all.
pub const COUNCILS: usize = 2_000;
/// Summaries that are put into one set without being asked to: each of its pages takes some 6 MB while it is laid out.
pub const SET: usize = 100;

/// Values of all files together that are texts, numbers, dates or ids, cells of tables among them: as many as 2,000
/// councils have. A thousand of the sample report's kind have 160,000. Whether one document can hold them all is decided
/// by the limits of a run.
pub const VALUES: usize = 400_000;
/// Numbers have 18 digits at most, so that sums, differences and quotients of two of them never overflow: all are smaller than
/// this.
pub const NUMBER: u64 = 1_000_000_000_000_000_000;
/// Digits of a number after the decimal point, for the same reason.
pub const DECIMALS: u32 = 9;
/// Characters of a text with marks: six pages of A4 in one paragraph. Lines are broken by looking at the whole
/// paragraph, and marks are found by looking for their ends.
pub const TEXT: usize = 10_000;
/// Characters of a text without marks, such as a title: more than fill half a page.
pub const LABEL: usize = 1_000;
/// Marks in a text, such as notes: each note is tried at the foot of each page that may take it.
pub const MARKS: usize = 300;
/// Entries of a list: fifty pages of items, and more than the points of a line chart.
pub const ENTRIES: usize = 2_500;
/// How much is compared to find where a report says what it repeats (再掲), in steps from one text to another that has the
/// same pair of characters: some seconds. Of 2,500 entries of 1,000 characters, half of them repeated, it takes a
/// sixth to a half, according to how alike they are.
pub const COMPARISONS: u64 = 4_000_000_000;
/// Lists and blocks within each other: each step is set further to the right.
pub const DEPTH: usize = 8;
/// Nodes of an organisation, a flow or a network that are drawn; more are set as a list.
pub const DRAWN_NODES: usize = 40;
/// Nodes of an organisation, a flow or a network: as a list they fill some five pages.
pub const NODES: usize = 200;
/// Arrows of a diagram: two for each of its nodes.
pub const EDGES: usize = 400;

/// Columns of a table: at A4 each has 3 mm then.
pub const COLUMNS: usize = 60;
/// Levels of the heads of a table: with more, the head takes more room than the rows below it.
pub const HEAD_LEVELS: usize = 4;
/// Columns of a CSV file, of which a table may show some.
pub const CSV_COLUMNS: usize = 1_000;
/// Lines that a cell of a table is typed in: with their leading, two thirds of a page.
pub const CELL_LINES: usize = 40;
/// From this many rows on a table is told of, because it takes long.
pub const LONG_TABLE: usize = 1_000;
/// Rows of a table that is set in one piece: of three columns, half a minute and more than 1 GB. Readers of the PDF
/// take in a table as a whole, and so does the layout.
pub const ROWS: usize = 5_000;
/// Rows of a table that is set in parts: of three columns, as long, and 250 pages.
pub const SPLIT_ROWS: usize = 10_000;
/// Rows of a part: some four pages of single lines. Larger parts need more memory, smaller ones have more heads.
pub const PART_ROWS: usize = 200;
/// Rows of a table in a summary, which has one page: not even A3 in the smallest type takes them.
pub const SUMMARY_ROWS: usize = 150;

/// Errors that are kept of each kind of gravity; nobody reads more at a time.
pub const ERRORS: usize = 1_000;
/// Characters that a message names one by one; of more it gives the number.
pub const NAMED: usize = 20;

/// Pixels of a picture: A3 at 700 an inch. Four channels of them take 400 MB while it is made smaller.
pub const PICTURE_PIXELS: u64 = 100_000_000;
/// Elements of a drawing, those that are drawn by reference counted each time: some 100 bytes of the page each, and
/// more in memory.
pub const ELEMENTS: usize = 200_000;
/// Characters of all texts of a drawing: each is shaped and has its place.
pub const DRAWING_TEXT: usize = 50_000;
/// Elements of a drawing within each other.
pub const DRAWING_DEPTH: usize = 200;
/// Attributes of an element of a drawing, and namespaces of a drawing: SVG knows some 250, and each is compared with all
/// others.
pub const DRAWING_ATTRIBUTES: usize = 250;
/// Comparisons of elements of a drawing with the selectors of its style sheets: of 10,000 elements with 1,000 of them.
pub const DRAWING_STYLES: u64 = 10_000_000;
/// Elements of a text of a drawing: the place of each is looked for among all.
pub const DRAWING_SPANS: usize = 5_000;
/// Coordinates of the paths of a drawing: each has some ten bytes of the page, of which PDF/A takes 32 MB at most.
pub const DRAWING_COORDINATES: usize = 3_000_000;
/// Bytes of a drawing: 20 pages' worth of fine lines.
pub const DRAWING_BYTES: usize = 30 << 20;

/// Bytes that a stream of a PDF picture may unpack to: A4 at 600 pixels an inch in four inks has 140 MB.
pub const PDF_STREAM: usize = 160 << 20;
/// Bytes that all streams of a PDF picture may unpack to.
pub const PDF_STREAMS: usize = 512 << 20;
/// Pixels of a picture within a PDF: A3 at 600 an inch. Four channels of them, twice, are 560 MB.
pub const PDF_PIXELS: u64 = 70_000_000;
/// Operators of the page of a PDF, those of its forms counted each time they are drawn: each becomes up to some hundred
/// bytes of the drawing.
pub const PDF_OPERATORS: u64 = 1_000_000;

// A table in one piece, with its head and its total, is one that a file can be judged with.
const _: () = assert!(ROWS + 2 <= kakugi_pdf::conformance::TABLE_ROWS);
