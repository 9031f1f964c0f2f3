//! What is wrong with a cell that should hold a number, in English.

use crate::japanese::{FigureError, count};

/// How many more cells there are with the same.
pub(in crate::model::table_file) fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => ", and one more cell with it".to_owned(),
        more => format!(", and {} more cells with it", count(more)),
    }
}

/// What is wrong.
pub(in crate::model::table_file) fn message(found: &str, why: FigureError, more: usize) -> String {
    let what = match why {
        FigureError::Words => "expected a number, found `{}`",
        FigureError::Separators => "`{}` is no number: a separator stands where no thousand ends",
        FigureError::Exponent => "`{}` is a rounded number: the spreadsheet dropped its digits",
        FigureError::LeadingZero => "`{}` begins with a zero, as codes do",
        FigureError::Sign => "the sign of `{}` may mean one thing or another",
        FigureError::Nothing => "`{}` does not tell whether it is zero or not stated",
        FigureError::Hashes => "`{}` stands for a number that did not fit into its column of the spreadsheet",
        FigureError::TooLong => {
            "the number `{}` is too long: it has more than 18 digits, or more than 9 after the point"
        }
        FigureError::Unit => "`{}` has a unit that its column does not name",
        FigureError::OtherUnit => "`{}` has another unit than its column",
    };
    what.replace("{}", found) + &and_more(more)
}

/// What to write.
pub(in crate::model::table_file) fn hint(found: &str, why: FigureError, write: Option<&str>) -> String {
    match why {
        FigureError::Words => "write digits, with or without separators, and the unit in the column's title".to_owned(),
        FigureError::Separators => "write a comma before each three digits, or none, and a point before decimals: `1,234.5`".to_owned(),
        FigureError::Exponent => "format the cells as numbers in the spreadsheet, and save it anew".to_owned(),
        FigureError::LeadingZero => {
            "if it is a code, take `number` out of the column; if it is a number, write it without the zero".to_owned()
        }
        FigureError::Sign => "write `-5` for a negative number, `5` for a positive one; ▲ and △ are read as minus".to_owned(),
        FigureError::Nothing => {
            "write `0`, or leave the cell empty if nothing is stated (prints －), or say why: `集計中`, `不明`, `該当なし`".to_owned()
        }
        FigureError::Hashes => "widen the column in the spreadsheet, and save it anew".to_owned(),
        FigureError::TooLong => "round it, or use a larger unit such as 億円 in the column's title".to_owned(),
        FigureError::Unit => match write {
            Some(plain) => format!("write `{plain}`, or put the unit into the column's title and only the digits of `{found}` here"),
            None => "put the unit into the column's title in brackets, such as `件数（件）`".to_owned(),
        },
        FigureError::OtherUnit => match write {
            Some(plain) => format!("write `{plain}`, in the unit of the column"),
            None => "mend the unit here or in the column's title".to_owned(),
        },
    }
}
