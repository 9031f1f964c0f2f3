//! Entries of lists.

use std::ops::Deref;

use jsonc_parser::ast::Value;

use crate::data::{Decode, Decoder, Flag, Inline, Json, Schemas, by_type, choice, record};
use crate::japanese::Counter;

record! {
    /// What an entry of a bulleted list holds.
    ItemFields, "a list item", "箇条書きの項目" {
        /// The text of the entry.
        text: Inline,
        /// Whether the entry also appears elsewhere in the report (再掲).
        repeated: Flag = false,
        /// Whether `--allow-drop` may drop the entry from a summary that does not fit on its page.
        priority: Option<Priority>,
        /// Entries below this one.
        items: Vec<Item> = Vec::new(),
    }
}

choice! {
    /// In which order entries may be dropped.
    Priority, "priority", "優先度" {
        /// Never dropped.
        High = "high",
        /// Dropped after all entries of low priority.
        Middle = "middle",
        /// Dropped first.
        Low = "low",
    }
}

/// An entry of a bulleted list, written as a text or as an object.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Item(pub ItemFields);

impl Deref for Item {
    type Target = ItemFields;

    fn deref(&self) -> &ItemFields {
        &self.0
    }
}

impl Decode for Item {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(value, Value::StringLit(_)) {
            let text = Inline::decode(value, decoder)?;
            return Some(Self(ItemFields { text, repeated: false, priority: None, items: Vec::new() }));
        }
        decoder.nested(value, |decoder| ItemFields::decode(value, decoder)).map(Self)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A text, or an object if the entry has entries below it or other keys."];
        schemas.define_as("Item", "a list item", &docs, |schemas| {
            by_type(&[("string", Some(Inline::schema(schemas))), ("object", Some(ItemFields::schema(schemas)))])
        })
    }
}

choice! {
    /// How the entries of a numbered list are numbered.
    Numbering, "numbering", "番号の付け方" {
        /// 1) 2) 3)
        ParenAfter = "1)",
        /// (1) (2) (3)
        Parens = "(1)",
        /// A. B. C.
        Letter = "A.",
        /// 1. 2. 3.
        Point = "1.",
        /// ① ② ③
        Circle = "①",
        /// ア イ ウ
        Katakana = "ア",
        /// (ア) (イ) (ウ)
        KatakanaParens = "(ア)",
        /// 第１ 第２ 第３, the official first level
        Ordinal = "第１",
        /// 第1 第2 第3
        PlainOrdinal = "第1",
        /// １ ２ ３, the official second level
        Digit = "１",
        /// a b c
        Small = "a",
        /// (a) (b) (c)
        SmallParens = "(a)",
        /// ・ before each entry
        Dot = "・",
    }
}

impl Numbering {
    /// How its numbers are made.
    pub fn counter(self) -> Counter {
        match self {
            Self::ParenAfter => Counter::ParenAfter,
            Self::Parens => Counter::Parens,
            Self::Letter => Counter::Letter,
            Self::Point => Counter::Point,
            Self::Circle => Counter::Circle,
            Self::Katakana => Counter::Katakana,
            Self::KatakanaParens => Counter::KatakanaParens,
            Self::Ordinal => Counter::Ordinal,
            Self::PlainOrdinal => Counter::PlainOrdinal,
            Self::Digit => Counter::Digit,
            Self::Small => Counter::Small,
            Self::SmallParens => Counter::SmallParens,
            Self::Dot => Counter::Dot,
        }
    }
}

record! {
    /// What an entry of a numbered list holds.
    NumberedItemFields, "a numbered item", "番号付きの項目" {
        /// The text of the entry.
        text: Inline,
        /// How the entries below are numbered [default: by the report's style].
        numbering: Option<Numbering>,
        /// Entries below this one.
        items: Vec<NumberedItem> = Vec::new(),
    }
}

/// An entry of a numbered list, written as a text or as an object.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct NumberedItem(pub NumberedItemFields);

impl Deref for NumberedItem {
    type Target = NumberedItemFields;

    fn deref(&self) -> &NumberedItemFields {
        &self.0
    }
}

impl Decode for NumberedItem {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(value, Value::StringLit(_)) {
            let text = Inline::decode(value, decoder)?;
            return Some(Self(NumberedItemFields { text, numbering: None, items: Vec::new() }));
        }
        decoder.nested(value, |decoder| NumberedItemFields::decode(value, decoder)).map(Self)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let docs = ["A text, or an object if the entry has entries below it or other keys."];
        schemas.define_as("NumberedItem", "a numbered item", &docs, |schemas| {
            by_type(&[("string", Some(Inline::schema(schemas))), ("object", Some(NumberedItemFields::schema(schemas)))])
        })
    }
}
