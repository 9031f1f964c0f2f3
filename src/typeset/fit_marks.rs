//! Places that the components of summaries mark, so that heights can be read off a layout.

use typst::foundations::{Content, Dict, Label, Selector, Value};
use typst::introspection::Introspector;
use typst_layout::{PagedDocument, PagedIntrospector};

/// The label of the metadata that mark places.
const LABEL: &str = "fit";

/// What a component marks.
#[derive(Clone, Debug, PartialEq)]
pub enum FitPlace {
    /// Where the parts begin.
    Body,
    /// The foot of the parts, where the notes begin.
    Foot,
    /// Where a part begins.
    Part {
        /// Its name, where the template gives one.
        name: Option<String>,
        /// Its place in the template's list, counted from 0.
        index: usize,
    },
    /// Where the last part of a column ends; without a column, the last part above all of them.
    End {
        /// The column, counted from 0.
        column: Option<usize>,
    },
    /// The notes at the foot.
    Notes {
        /// How high they are, in points, with the rule above them.
        height: f64,
    },
}

/// A place on a laid-out summary that a component has marked.
#[derive(Clone, Debug, PartialEq)]
pub struct FitMark {
    /// What is there.
    pub place: FitPlace,
    /// Points from the page's upper edge.
    pub y: f64,
}

/// All marked places of a document, in reading order.
pub fn fit_marks(document: &PagedDocument) -> Vec<FitMark> {
    let introspector = document.introspector();
    let Ok(label) = Label::construct(LABEL.into()) else { return Vec::new() };
    let marked = introspector.query(&Selector::Label(label));
    marked.iter().filter_map(|content| mark(content, introspector)).collect()
}

/// The mark that metadata are; nothing for what else a component of the user gives that label.
fn mark(content: &Content, introspector: &PagedIntrospector) -> Option<FitMark> {
    let Ok(Value::Dict(fields)) = content.get_by_name("value") else { return None };
    let position = PagedIntrospector::position(introspector, content.location()?)?;
    Some(FitMark { place: place(&fields)?, y: position.point.y.to_pt() })
}

fn place(fields: &Dict) -> Option<FitPlace> {
    let field = |name: &str| fields.get(name).ok().cloned();
    let Value::Str(kind) = field("kind")? else { return None };
    Some(match kind.as_str() {
        "body" => FitPlace::Body,
        "foot" => FitPlace::Foot,
        "part" => FitPlace::Part { name: field("id")?.cast().ok()?, index: field("index")?.cast().ok()? },
        "end" => FitPlace::End { column: field("column")?.cast().ok()? },
        "notes" => FitPlace::Notes { height: field("height")?.cast().ok()? },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use typst::foundations::dict;

    use super::*;

    #[test]
    fn marks_say_what_is_there() {
        for (fields, expected) in [
            (dict! { "kind" => "body" }, Some(FitPlace::Body)),
            (
                dict! { "kind" => "part", "id" => "purpose", "index" => 0 },
                Some(FitPlace::Part { name: Some("purpose".to_owned()), index: 0 }),
            ),
            (
                dict! { "kind" => "part", "id" => Value::None, "index" => 2 },
                Some(FitPlace::Part { name: None, index: 2 }),
            ),
            (dict! { "kind" => "end", "column" => Value::None }, Some(FitPlace::End { column: None })),
            (dict! { "kind" => "end", "column" => 1 }, Some(FitPlace::End { column: Some(1) })),
            (dict! { "kind" => "notes", "height" => 12.5 }, Some(FitPlace::Notes { height: 12.5 })),
            (dict! { "kind" => "end", "column" => "left" }, None),
            (dict! { "kind" => "else" }, None),
        ] {
            assert_eq!(place(&fields), expected);
        }
    }
}
