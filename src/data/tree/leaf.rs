//! Leaves as they come out of what is serialised.

use rust_decimal::Decimal;

use super::Tree;
use crate::data::printed::{Leaf, LeafValue, PRECISIONS};
use crate::japanese::Date;
use crate::mark::{DatumId, Origin};

fn whole<T: TryFrom<i64>>(tree: &Tree) -> Option<T> {
    if let Tree::Number(number) = tree { T::try_from(number.as_i64()?).ok() } else { None }
}

impl Leaf {
    /// Reads what [`serialize_leaf`](crate::data::serialize_leaf) has made.
    pub(super) fn from_parts(parts: Tree) -> Option<Self> {
        let Tree::List(parts) = parts else { return None };
        let Ok([Tree::Flag(printed), Tree::List(data), value]) = <[Tree; 3]>::try_from(parts) else { return None };
        let mut data: Vec<DatumId> =
            data.iter().map(whole).collect::<Option<Vec<u32>>>()?.into_iter().map(DatumId).collect();
        let origin = if printed { Origin::Printed(data.pop()?) } else { Origin::Derived(data) };
        let value = match value {
            Tree::Word(text) => LeafValue::Text(text),
            Tree::List(parts) => match parts.as_slice() {
                [lo, mid, hi, negative, scale] => {
                    let negative: u32 = whole(negative)?;
                    let number = Decimal::from_parts(whole(lo)?, whole(mid)?, whole(hi)?, negative == 1, whole(scale)?);
                    LeafValue::Number(number)
                }
                [year, month, day, precision] => {
                    let precision = PRECISIONS.get(whole::<usize>(precision)?)?;
                    LeafValue::Date(Date::starting((whole(year)?, whole(month)?, whole(day)?), *precision)?)
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(Self { origin, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_come_out_as_they_went_in() {
        let number = |text: &str| LeafValue::Number(text.parse().expect("a number"));
        let dates =
            ["2019", "2019-03", "2019-03-31", "FY2018"].map(|text| LeafValue::Date(Date::parse(text).expect("a date")));
        let numbers = ["0", "-0.0", "1376.50", "-999999999999999999.123456789", "79228162514264337593543950335"];
        let text = LeafValue::Text("\u{F0000}値".to_owned());
        for value in numbers.map(number).into_iter().chain(dates).chain([text]) {
            for origin in [Origin::Printed(DatumId(u32::MAX)), Origin::Derived(vec![DatumId(3), DatumId(1)])] {
                let leaf = Leaf { origin, value: value.clone() };
                let Ok(Tree::Leaf(back)) = Tree::of(&leaf) else { panic!("{leaf:?} is no leaf") };
                assert_eq!((back.value.text(), back), (leaf.value.text(), leaf));
            }
        }
    }
}
