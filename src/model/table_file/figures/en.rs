//! What is wrong with a cell that should hold a number, in English.

use crate::japanese::{FigureError, count};

/// How many more cells there are with the same.
pub(in crate::model::table_file) fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " (and in 1 more cell)".to_owned(),
        more => format!(" (and in {} more cells)", count(more)),
    }
}

/// What is wrong.
pub(in crate::model::table_file) fn message(found: &str, why: FigureError, more: usize) -> String {
    let what = match why {
        FigureError::Words => "expected a number, found `{}`",
        FigureError::Separators => "`{}` is not a valid number: a thousands separator is in the wrong place",
        FigureError::Exponent => "`{}` is a rounded number, from which the spreadsheet program dropped digits",
        FigureError::LeadingZero => "`{}` begins with zero, like a code",
        FigureError::Sign => "the sign of `{}` is ambiguous",
        FigureError::Nothing => "`{}` can mean zero, or that no value is given",
        FigureError::Hashes => "`{}` replaces a number that was too wide for its spreadsheet column",
        FigureError::TooLong => {
            "the number `{}` has too many digits; the maximum is 18, 9 of them after the decimal point"
        }
        FigureError::Unit => "`{}` has a unit, but the title of its column has none",
        FigureError::OtherUnit => "the unit of `{}` differs from that of its column",
    };
    what.replace("{}", found) + &and_more(more)
}

/// What to write.
pub(in crate::model::table_file) fn hint(found: &str, why: FigureError, write: Option<&str>) -> String {
    match why {
        FigureError::Words => "write digits only, with or without separators; write the unit in the title of the column".to_owned(),
        FigureError::Separators => "write commas between groups of three digits, or none, and a point before decimals: `1,234.5`".to_owned(),
        FigureError::Exponent => "format the cells as numbers in the spreadsheet program, and save the file again".to_owned(),
        FigureError::LeadingZero => {
            "if it is a code, remove `number` from the column; if it is a number, write it without the zero".to_owned()
        }
        FigureError::Sign => "write negative numbers as `-5`, positive ones as `5`; ▲ and △ are read as minus".to_owned(),
        FigureError::Nothing => {
            "write `0`; or, if no value is given, leave the cell empty (prints －) or give the reason: `集計中`, `不明`, `該当なし`".to_owned()
        }
        FigureError::Hashes => "widen the column in the spreadsheet program, and save the file again".to_owned(),
        FigureError::TooLong => "round it, or use a larger unit such as 億円 in the title of the column".to_owned(),
        FigureError::Unit => match write {
            Some(plain) => format!("write `{plain}`; or write the unit in the title of the column, and only the digits of `{found}` here"),
            None => "write the unit in brackets in the title of the column, such as `件数（件）`".to_owned(),
        },
        FigureError::OtherUnit => match write {
            Some(plain) => format!("write `{plain}`, in the unit of the column"),
            None => "fix the unit here or in the title of the column".to_owned(),
        },
    }
}
