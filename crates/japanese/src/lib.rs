//! Dates, numbers and text as Japanese offices write them.
//!
//! Pure functions: no files, no clock, no knowledge of reports or templates.
//!
//! ```
//! use kakugi_japanese::{Calendar, Date, WritingStyle, grouped, normalise, phrases, plain};
//!
//! // A date is as exact as it was written, and is printed in one style.
//! let date = Date::parse("2019-03").expect("a year and a month");
//! let style = WritingStyle { dates: Calendar::Era, ..WritingStyle::default() };
//! assert_eq!(style.date(&date), "平成31年３月");
//!
//! // What was typed is made ready to be set.
//! assert_eq!(normalise("ｼｰｽﾞ評価 １，３７６件"), "シーズ評価 1,376件");
//! assert_eq!(grouped("1376.50".parse()?), "1,376.50");
//!
//! // Marks within a text, and where a short one may be broken.
//! assert_eq!(plain("**創薬**の{支援|しえん}"), "創薬の支援");
//! assert_eq!(phrases("研究機関の連携を深める"), ["研究機関の", "連携を", "深める"]);
//! # Ok::<(), rust_decimal::Error>(())
//! ```

pub mod address;
mod date;
mod figure;
mod inline;
pub mod likeness;
mod mention;
mod normalise;
mod number;
mod numeral;
mod pending;
mod phrase;
mod quantity;
mod stamp;
mod style;
mod substitute;
mod tendency;
mod typed;
mod variant;
mod width;

pub use date::{Calendar, Date, Precision};
pub use figure::{CellFigure, FigureError, UnitFit, figure, in_unit, named_units, unit_fit};
pub use inline::{
    InlineSpan, broken_mark, first_mark, literal, notes, parse_inline, plain, plain_spans, ranged, wide_mark,
};
pub use mention::{Mention, mentions, reversed_span};
pub use normalise::{TextChange, TextRule, TextRules, composed, normalise, normalise_inline, normalise_with};
pub use number::{count, grouped, number_before, percentage};
pub use numeral::{Counter, numeral};
pub use pending::{is_pending, is_withheld};
pub use phrase::phrases;
pub use quantity::{Quantity, quantity};
pub use stamp::{DateStamp, stamp};
pub use style::{NegativeSign, SingleDigits, WritingStyle};
pub use substitute::{is_emoji, is_emoji_of_several, is_flag, is_of_symbol_font, is_private, sign_at, substitute};
pub use tendency::{Tendency, tendency};
pub use typed::{TypedNumber, guessed_date, typed_number};
pub use variant::is_variation_selector;
pub use width::width_in_em;
