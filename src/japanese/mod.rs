//! Dates, numbers and text as Japanese offices write them.
//!
//! Pure functions: no files, no clock, no knowledge of reports or templates.

mod date;
mod inline;
mod mention;
mod normalise;
mod number;
mod phrase;
mod width;

pub use date::{Date, Precision};
pub use inline::{Run, parse_inline, plain};
pub use mention::{Mention, mentions, reversed_span};
pub use normalise::normalise;
pub use number::{full_width_if_single, grouped, in_units, percentage};
pub use phrase::phrases;
pub use width::width_in_em;
