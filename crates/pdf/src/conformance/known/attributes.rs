//! Attributes of structure elements (ISO 32000-1, 14.8.5).

use lopdf::Object;

use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape};
use super::objection::{Kept, knows, unknown};

const LAYOUT: DictionaryForm = DictionaryForm {
    what: "attributes of layout",
    must: &[("O", ValueShape::Is("Layout"))],
    may: &[
        ("BBox", ValueShape::Numbers(4)),
        ("Placement", ValueShape::OneOf(&["Block", "Inline", "Before", "Start", "End"])),
        ("LineHeight", ValueShape::Number),
        ("BaselineShift", ValueShape::Number),
        ("TextDecorationType", ValueShape::OneOf(&["None", "Underline", "Overline", "LineThrough"])),
        ("TextDecorationColor", ValueShape::Numbers(3)),
        ("TextDecorationThickness", ValueShape::Number),
        ("BackgroundColor", ValueShape::Numbers(3)),
        ("Color", ValueShape::Numbers(3)),
        ("BorderColor", ValueShape::Any),
        ("BorderStyle", ValueShape::Any),
        ("BorderThickness", ValueShape::Any),
        ("Width", ValueShape::Number),
        ("Height", ValueShape::Number),
        ("TextAlign", ValueShape::OneOf(&["Start", "Center", "End", "Justify"])),
    ],
};

const LIST: DictionaryForm = DictionaryForm {
    what: "attributes of a list",
    must: &[("O", ValueShape::Is("List"))],
    may: &[(
        "ListNumbering",
        ValueShape::OneOf(&[
            "None",
            "Disc",
            "Circle",
            "Square",
            "Decimal",
            "UpperRoman",
            "LowerRoman",
            "UpperAlpha",
            "LowerAlpha",
        ]),
    )],
};

const TABLE: DictionaryForm = DictionaryForm {
    what: "attributes of a table",
    must: &[("O", ValueShape::Is("Table"))],
    may: &[
        ("Headers", ValueShape::Array),
        ("Scope", ValueShape::OneOf(&["Row", "Column", "Both"])),
        ("ColSpan", ValueShape::Count),
        ("RowSpan", ValueShape::Count),
        ("Summary", ValueShape::Text),
    ],
};

/// What the attributes of a cell say; other elements have the defaults.
#[derive(Clone, Copy)]
pub(super) struct CellAttributes<'a> {
    pub columns: usize,
    pub rows: usize,
    /// Whether a header cell says for which cells it stands.
    pub scoped: bool,
    /// Identifiers of header cells.
    pub headers: &'a [Object],
}

/// Reads the attributes of an element.
pub(super) fn read<'a>(file: &KnownFile<'a>, element: &KnownEntries<'a>) -> Kept<CellAttributes<'a>> {
    let mut cell = CellAttributes { columns: 1, rows: 1, scoped: false, headers: &[] };
    let mut owners: Vec<&[u8]> = Vec::new();
    for object in element.array("A") {
        let owner = object.as_dict().and_then(|own| own.get(b"O")).and_then(Object::as_name);
        let owner = owner.unwrap_or_default();
        knows(!owners.contains(&owner), "attributes of the same owner twice")?;
        owners.push(owner);
        match owner {
            b"Layout" => {
                let layout = file.entries(object, &LAYOUT)?;
                ["BorderColor", "BorderStyle", "BorderThickness"].iter().try_for_each(|key| border(&layout, key))?;
            }
            b"List" => drop(file.entries(object, &LIST)?),
            b"Table" => {
                let table = file.entries(object, &TABLE)?;
                let headers = table.array("Headers");
                let named = headers.iter().all(|id| id.as_str().is_ok_and(|id| !id.is_empty()));
                knows(named, "header cells that are not known")?;
                cell = CellAttributes {
                    columns: table.count("ColSpan").unwrap_or(1),
                    rows: table.count("RowSpan").unwrap_or(1),
                    scoped: table.get("Scope").is_some(),
                    headers,
                };
                knows(cell.columns > 0 && cell.rows > 0, "a cell of no columns or rows")?;
            }
            _ => return unknown("attributes of an owner that is not known"),
        }
    }
    Ok(cell)
}

/// One value for all four edges, or one for each; a colour has three numbers.
fn border(layout: &KnownEntries<'_>, key: &str) -> Kept {
    const STYLES: [&[u8]; 9] =
        [b"None", b"Hidden", b"Dotted", b"Dashed", b"Solid", b"Double", b"Groove", b"Ridge", b"Inset"];
    let simple = |value: &Object| match value {
        Object::Name(style) => STYLES.contains(&style.as_slice()),
        Object::Integer(_) | Object::Real(_) | Object::Null => true,
        _ => false,
    };
    let known = match layout.get(key) {
        None => true,
        Some(Object::Array(edges)) => {
            edges.len() <= 4
                && edges.iter().all(|edge| simple(edge) || edge.as_array().is_ok_and(|edge| edge.iter().all(simple)))
        }
        Some(value) => simple(value),
    };
    knows(known, "a border that is not known")
}
