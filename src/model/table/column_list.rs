//! The columns of a table, above which heads may stand in levels.

use std::ops::Deref;

use jsonc_parser::ast::Value;
use serde::{Serialize, Serializer};

use super::Column;
use crate::data::{Decode, Decoder, Json, Lookup, OverLimit, Schemas, Text, range_of};
use crate::diagnostic::{self, Diagnostic, Language, UnknownKey, Words, problems, reasons};
use crate::limits;

reasons! {
    levels_over_limit(limit: &str)
    en: "the heads of this table have more than {limit} levels";
    ja: "この表の見出しが{limit}段を超えています";
}

/// Keys of a column that may stand with `columns`.
const KEYS_OF_HEADS: [&str; 2] = ["title", "columns"];
/// Between the titles of a column, from the uppermost one down, where it is named by all of them.
const WITHIN: char = '／';

/// The columns of a table that have cells, each with the heads above it. It is a slice of these columns.
#[derive(Clone, Debug)]
pub struct ColumnList {
    columns: Vec<Column>,
    /// For each column the heads above it, the uppermost first.
    above: Vec<Vec<Text>>,
    /// The columns as they were given, with what is below them.
    given: Vec<Column>,
}

/// A head of a table with its place among the columns and levels, counted from 0.
#[derive(Clone, Debug)]
pub struct TableHead<'c> {
    /// What it says.
    pub title: &'c Text,
    /// The first column below it.
    pub column: usize,
    /// How many columns are below it.
    pub columns: usize,
    /// How many levels it takes.
    pub levels: usize,
}

impl Deref for ColumnList {
    type Target = [Column];

    fn deref(&self) -> &[Column] {
        &self.columns
    }
}

impl ColumnList {
    fn add(&mut self, column: &Column, above: &[Text]) {
        if column.columns.is_empty() {
            self.columns.push(column.clone());
            self.above.push(above.to_vec());
            return;
        }
        let above = [above, std::slice::from_ref(&column.title)].concat();
        column.columns.iter().for_each(|inner| self.add(inner, &above));
    }

    /// The columns at these places, in this order, with the heads above them.
    pub fn selected(&self, places: &[usize]) -> Self {
        let columns: Vec<Column> = places.iter().filter_map(|place| self.columns.get(*place).cloned()).collect();
        let above = places.iter().filter_map(|place| self.above.get(*place).cloned()).collect();
        Self { given: columns.clone(), columns, above }
    }

    /// How many levels the heads have.
    pub fn levels(&self) -> usize {
        1 + self.above.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The heads of a level from left to right: those that begin there.
    pub fn heads(&self, level: usize) -> Vec<TableHead<'_>> {
        let mut heads: Vec<TableHead<'_>> = Vec::new();
        for (index, (column, above)) in self.columns.iter().zip(&self.above).enumerate() {
            let Some(title) = above.get(level) else {
                if above.len() == level {
                    let levels = self.levels() - level;
                    heads.push(TableHead { title: &column.title, column: index, columns: 1, levels });
                }
                continue;
            };
            match heads.last_mut().filter(|last| last.column + last.columns == index) {
                Some(last) if last.title.datum == title.datum => last.columns += 1,
                _ => heads.push(TableHead { title, column: index, columns: 1, levels: 1 }),
            }
        }
        heads
    }

    /// The titles of a column, from the uppermost head down.
    pub fn titles(&self, column: usize) -> impl Iterator<Item = &Text> {
        let above = self.above.get(column).into_iter().flatten();
        above.chain(self.columns.get(column).map(|column| &column.title))
    }

    /// All that the heads say of a column.
    pub fn words(&self, column: usize) -> String {
        self.titles(column).map(|title| title.text.as_str()).collect::<Vec<_>>().join("　")
    }

    /// The name of a column by all of its titles: `予算／当初`.
    pub fn name(&self, column: usize) -> String {
        self.titles(column).map(|title| title.text.as_str()).collect::<Vec<_>>().join(&WITHIN.to_string())
    }

    /// The place of a column by its title, or by all of its titles.
    ///
    /// # Errors
    /// A title that no column has, or several.
    pub fn find(&self, title: &Lookup) -> Result<usize, Diagnostic> {
        let wanted = title.text.replace('/', "／");
        if let Some(place) = (0..self.len()).find(|place| self.name(*place).replace('/', "／") == wanted) {
            return Ok(place);
        }
        let bearing: Vec<usize> = (0..self.len()).filter(|place| self[*place].title.text == title.text).collect();
        if let [place] = bearing.as_slice() {
            return Ok(*place);
        }
        let several = bearing.len() > 1;
        let known = if several { bearing } else { (0..self.len()).collect() };
        let known = known.into_iter().map(|place| self.name(place)).collect();
        let title_text = title.text.clone();
        Err(if several {
            Diagnostic::at(title.place.clone(), SeveralColumns { title: title_text, known })
        } else {
            Diagnostic::at(title.place.clone(), UnknownColumn { title: title_text, known })
        })
    }
}

impl Decode for ColumnList {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = Vec::<Column>::decode(value, decoder)?;
        let mut list = Self { columns: Vec::new(), above: Vec::new(), given: Vec::new() };
        given.iter().for_each(|column| list.add(column, &[]));
        list.given = given;
        let sound = check(value, 1, decoder);
        sound.then_some(list)
    }

    fn schema(schemas: &mut Schemas) -> Json {
        Vec::<Column>::schema(schemas)
    }
}

impl Serialize for ColumnList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.given.serialize(serializer)
    }
}

/// Reports heads in too many levels, and keys of heads that only columns with cells can have; whether there are none.
fn check(value: &Value<'_>, level: usize, decoder: &mut Decoder<'_>) -> bool {
    let Value::Array(list) = value else { return true };
    let mut sound = true;
    for object in list.elements.iter().filter_map(|element| element.as_object()) {
        let inner = object.properties.iter().find(|property| property.name.as_str() == "columns");
        let Some(inner) = inner else { continue };
        if level == limits::HEAD_LEVELS {
            let (what, remedy) = (
                levels_over_limit,
                Words::new("join heads, or divide the table", "見出しをまとめるか、表を分けてください"),
            );
            decoder.error(range_of(&inner.name), OverLimit { what, remedy, limit: limits::HEAD_LEVELS }.into());
            sound = false;
            continue;
        }
        for property in &object.properties {
            if !KEYS_OF_HEADS.contains(&property.name.as_str()) {
                let (key, accepted) = (property.name.as_str().to_owned(), KEYS_OF_HEADS.to_vec());
                let owner = Words::new("a column with `columns` below it", "下に`columns`のある列");
                decoder.error(range_of(&property.name), UnknownKey { key, owner, accepted }.into());
                sound = false;
            }
        }
        sound &= check(&inner.value, level + 1, decoder);
    }
    sound
}

problems! {
    /// Unknown column.
    K0205 error UnknownColumn { title: String, known: Vec<String> }
    en: "the table has no column `{title}`",
        hints { diagnostic::choice(title, known, Language::English) };
    ja: "表に`{title}`という列はありません",
        hints { diagnostic::choice(title, known, Language::Japanese) };

    /// Title of several columns.
    K0205 error SeveralColumns { title: String, known: Vec<String> }
    en: "the table has several columns `{title}`",
        hint { format!("name it with the heads above it: {}", diagnostic::all(known, Language::English)) };
    ja: "表に`{title}`という列が複数あります",
        hint { format!("上の見出しも付けて、{}のように書いてください", diagnostic::listing(known, Language::Japanese)) };
}
