//! Numbers that say what was achieved.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use rust_decimal::Decimal;

use super::{pending, rules};
use crate::data::{
    Decode, Decoder, Flag, Id, Inline, Json, Lookup, Number, Schemas, Text, When, by_type, choice, record,
};
use crate::diagnostic::Place;
use crate::japanese::{Tendency, tendency};

choice! {
    /// Which direction is better.
    Better, "direction", "望ましい方向" {
        /// Higher values are better.
        Higher = "higher",
        /// Lower values are better, as with accidents.
        Lower = "lower",
    }
}

record! {
    /// A number with its unit and, if there is one, its target (実績).
    Metric, "a metric", "指標" {
        /// The id by which summaries and highlights refer to it.
        id: Id,
        /// What is counted.
        label: Text,
        /// The value; `null` while it is not known.
        value: Figure,
        /// The text printed instead of a value that is not yet known, such as 集計中.
        pending: Option<Text>,
        /// The unit.
        unit: Text,
        /// Whether the value is approximate (約).
        approximate: Flag = false,
        /// The as-of date, if it differs from that of the results.
        as_of: Option<When>,
        /// Which direction is better [default: higher].
        better: Option<Better>,
        /// The value from which progress towards the target is measured (基準値).
        baseline: Option<Baseline>,
        /// The target.
        target: Option<Target>,
        /// The table that the value is counted in and checked against; not printed.
        counts: Option<Counts>,
        /// A remark, printed as a note.
        note: Option<Inline>,
    } where rules::metric()
}

/// The value of a metric; `null` as long as it is not known.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The value, if it is known.
    pub number: Option<Number>,
    /// Where it stands.
    pub place: Place,
}

impl Decode for Figure {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = match value {
            Value::NullKeyword(_) => None,
            Value::StringLit(literal) if pending::is_wording(&literal.value) => {
                pending::report(value, &literal.value, true, decoder);
                return None;
            }
            _ => Some(Number::decode(value, decoder)?),
        };
        Some(Self { number, place: decoder.place(value.start()..value.end()) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A number, or null while it is not known."];
        schemas.define_as("Figure", "a figure", &docs, |schemas| {
            by_type(&[("number", Some(Number::schema(schemas))), ("null", None)])
        })
    }
}

impl serde::Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number.serialize(serializer)
    }
}

/// The value from which the way to a target is counted (基準値), in the unit of its metric.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Baseline {
    /// The value.
    pub value: Number,
    /// The date of the value.
    pub as_of: Option<When>,
}

impl Decode for Baseline {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(value, Value::NumberLit(_)) {
            return Number::decode(value, decoder).map(|value| Self { value, as_of: None });
        }
        BaselineFields::decode(value, decoder).map(|fields| Self { value: fields.value, as_of: fields.as_of })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A number, or an object with its date."];
        schemas.define_as("Baseline", "a baseline", &docs, |schemas| {
            by_type(&[("number", Some(Number::schema(schemas))), ("object", Some(BaselineFields::schema(schemas)))])
        })
    }
}

record! {
    /// A baseline with its date.
    BaselineFields, "a baseline", "基準値" {
        /// The value.
        value: Number,
        /// The date of the value.
        as_of: Option<When>,
    }
}

record! {
    /// What a metric counts in a table of the same council: its rows, or the numbers in a column.
    Counts, "the table of a metric", "指標の数え先の表" {
        /// The id of the table.
        table: Id,
        /// The title of the column whose numbers are added up [default: rows are counted].
        sum: Option<Lookup>,
        /// The rows to count [default: all].
        rows: Option<RowFilter>,
    }
}

record! {
    /// Rows of a table that have the same text in a column.
    RowFilter, "a choice of rows", "行の選択" {
        /// The title of the column.
        column: Lookup,
        /// The text.
        is: Lookup,
    }
}

record! {
    /// A value to be reached by a date (目標), in the unit of its metric.
    Target, "a target", "目標" {
        /// The value to be reached.
        value: Number,
        /// The date by which it is to be reached.
        by: When,
        /// A remark, printed as a note.
        note: Option<Inline>,
    }
}

impl Better {
    /// Whether a value is at the target or on its better side.
    pub fn met(self, value: Decimal, target: Decimal) -> bool {
        match self {
            Self::Higher => value >= target,
            Self::Lower => value <= target,
        }
    }

    /// Whether a target is one that values are to stay below (以下); nobody says so of zero.
    pub fn limits(self, target: Decimal) -> bool {
        self == Self::Lower && !target.is_zero()
    }
}

/// Whether a name says that its figure is to fall, or may do so and a target below the value bears it out.
pub(super) fn seems_to_fall(label: &str, value: Option<Decimal>, target: Decimal) -> bool {
    match tendency(label) {
        Some(Tendency::Falls) => true,
        Some(Tendency::MayFall) => value.is_some_and(|value| target < value),
        None => false,
    }
}

impl Metric {
    /// The value, if it is known.
    pub fn number(&self) -> Option<Decimal> {
        self.value.number.map(|number| number.value)
    }

    /// Which way is better, also where nothing is said.
    pub fn direction(&self) -> Better {
        self.better.unwrap_or(Better::Higher)
    }

    /// Whether the name says that the figure is to fall, and nothing says which way is better. Of such a metric nothing is
    /// claimed, because the contrary might hold.
    pub fn is_doubtful(&self) -> bool {
        let seems = |target: &Target| seems_to_fall(&self.label.text, self.number(), target.value.value);
        self.better.is_none() && self.target.as_ref().is_some_and(seems)
    }

    /// Whether the target is met; `None` without a target, as long as the value is not known, and where it is doubtful
    /// which way is better.
    pub fn met(&self) -> Option<bool> {
        if self.is_doubtful() {
            return None;
        }
        let (value, target) = (self.number()?, self.target.as_ref()?);
        Some(self.direction().met(value, target.value.value))
    }

    /// What the rate of achievement is a quotient of: the way that has been made and the whole way to the target.
    /// With a baseline the way begins there, in either direction; otherwise it begins at zero and leads up. A value
    /// that was to fall has no rate without a baseline, because a part of the target would be more than all of it; nor
    /// has one of which that is doubtful.
    pub fn way(&self) -> Option<(Decimal, Decimal)> {
        if self.is_doubtful() {
            return None;
        }
        let (value, target) = (self.number()?, self.target.as_ref()?.value.value);
        match &self.baseline {
            // Both turn their signs where the figure is to fall, so that the quotient is the same.
            Some(baseline) => {
                let start = baseline.value.value;
                Some((value.checked_sub(start)?, target.checked_sub(start)?))
            }
            None if self.direction() == Better::Higher && target > Decimal::ZERO => Some((value, target)),
            None => None,
        }
    }
}
