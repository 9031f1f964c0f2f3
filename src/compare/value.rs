//! Values that are compared.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::data::{DatumKind, LeafValue, Text};
use crate::japanese::{WritingStyle, plain};
use crate::mark::DatumId;

/// A value of a report, with the data that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportValue {
    /// A text, an exact number or a date.
    pub value: LeafValue,
    /// What it comes from; nothing for a setting, which is not printed.
    pub data: Vec<DatumId>,
    /// The kind of its datum; nothing for a setting.
    pub kind: Option<DatumKind>,
}

impl ReportValue {
    /// A setting, such as a kind or an id.
    pub(super) fn setting(value: LeafValue) -> Self {
        Self { value, data: Vec::new(), kind: None }
    }

    /// A text of the model.
    pub(super) fn text_of(text: &Text) -> Self {
        Self { value: LeafValue::Text(text.text.clone()), data: vec![text.datum], kind: Some(DatumKind::Text) }
    }

    /// The value as the data have it: numbers exact, dates by their digits.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.value {
            LeafValue::Text(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.text()),
        }
    }

    /// The value as a report of this style prints it, without marks.
    pub fn in_style(&self, style: &WritingStyle) -> String {
        match (&self.value, self.kind) {
            (LeafValue::Number(number), Some(_)) => style.number(*number),
            (LeafValue::Date(date), Some(_)) => style.as_of(date),
            (LeafValue::Text(text), Some(DatumKind::Text)) => plain(text),
            _ => self.text().into_owned(),
        }
    }

    /// The number that it is, or that its text writes: a cell of a table may be in quotes in one of the reports.
    pub(super) fn number(&self) -> Option<Decimal> {
        match &self.value {
            LeafValue::Number(number) => Some(*number),
            LeafValue::Text(text) => Decimal::from_str_exact(text).ok(),
            LeafValue::Date(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::Date;

    fn value(value: LeafValue, kind: DatumKind) -> ReportValue {
        ReportValue { value, data: vec![DatumId(0)], kind: Some(kind) }
    }

    #[test]
    fn values_are_written_in_the_style_of_the_report() {
        let (style, number) = (WritingStyle::default(), LeafValue::Number(Decimal::new(137_650, 2)));
        let date = LeafValue::Date(Date::parse("2019-03").expect("a date"));
        let text = || LeafValue::Text("**強調**".to_owned());
        for (value, written) in [
            (value(number.clone(), DatumKind::Number), "1,376.50"),
            (value(date, DatumKind::Date), "2019年3月"),
            (value(text(), DatumKind::Text), "強調"),
            (value(text(), DatumKind::Name), "**強調**"),
            (ReportValue::setting(number), "1376.50"),
        ] {
            assert_eq!(value.in_style(&style), written);
        }
    }

    #[test]
    fn a_number_in_quotes_counts_as_one() {
        let numbers = ["12", "未定"].map(|text| value(LeafValue::Text(text.to_owned()), DatumKind::Text).number());
        assert_eq!(numbers, [Some(Decimal::from(12)), None]);
    }
}
