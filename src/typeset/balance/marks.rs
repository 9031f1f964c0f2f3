//! What the component `balance.typ` marks on laid-out pages.

use typst::foundations::{Content, Dict, Label, NativeElement, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::model::FootnoteElem;
use typst_layout::{PagedDocument, PagedIntrospector};

use super::HeightQuery;
use super::extents::{Air, Extent, PartPlacement};
use super::group::{BalanceRules, LaidOutPart, PartGroup};

/// The label of the metadata that mark places.
const LABEL: &str = "balance";

/// A place on laid-out pages.
#[derive(Clone, Copy, PartialEq)]
struct MarkedPlace {
    page: usize,
    /// Points from the page's upper edge.
    y: f64,
}

/// All groups of a document in its order. What else a component of the user gives the label is left out.
pub(super) fn part_groups(document: &PagedDocument) -> Vec<PartGroup> {
    let introspector = document.introspector();
    let Some(label) = label() else { return Vec::new() };
    let selector = Selector::Or([Selector::Label(label), FootnoteElem::ELEM.select()].into_iter().collect());
    let mut groups: Vec<PartGroup> = Vec::new();
    let (mut top, mut begun): (Option<MarkedPlace>, Option<MarkedPlace>) = (None, None);
    for content in &introspector.query(&selector) {
        if content.is::<FootnoteElem>() {
            if let Some(group) = groups.last_mut() {
                group.notes += 1;
            }
            continue;
        }
        let (Some(fields), Some(place)) = (fields(content), place(content, introspector)) else { continue };
        match text(&fields, "kind").as_deref() {
            Some("part") => {
                let Some((key, index, part, rules)) = part(&fields) else { continue };
                if index == 0 {
                    groups.push(PartGroup { key, rules, parts: Vec::new(), notes: 0 });
                    top = Some(place);
                }
                if let Some(group) = groups.last_mut() {
                    group.parts.push(part);
                }
                begun = Some(place);
            }
            Some("end") => {
                let part = groups.last_mut().and_then(|group| group.parts.last_mut());
                if let (Some(part), Some(top), Some(begun)) = (part, top, begun.take()) {
                    part.extent = Some(extent(top, begun, place));
                }
            }
            _ => {}
        }
    }
    groups
}

/// The heights that components have measured, in points.
pub(super) fn measured_heights(document: &PagedDocument) -> Vec<(HeightQuery, f64)> {
    let Some(label) = label() else { return Vec::new() };
    let marked = document.introspector().query(&Selector::Label(label));
    let height = |content: &Content| {
        let fields = fields(content)?;
        let query = (text(&fields, "key")?, whole(&fields, "index")?, Air(number(&fields, "air")?));
        Some((query, number(&fields, "height")?))
    };
    marked.iter().filter_map(height).collect()
}

/// How far a part reaches that begins and ends at these places, in a group that begins at the top of a page.
fn extent(top: MarkedPlace, begun: MarkedPlace, end: MarkedPlace) -> Extent {
    match end.page.saturating_sub(begun.page) {
        0 => Extent::OnePage(end.y - begun.y),
        more => Extent::Pages { count: more + 1, last: end.y - top.y },
    }
}

fn label() -> Option<Label> {
    Label::construct(LABEL.into()).ok()
}

fn fields(content: &Content) -> Option<Dict> {
    match &content.to_packed::<MetadataElem>()?.value {
        Value::Dict(fields) => Some(fields.clone()),
        _ => None,
    }
}

fn place(content: &Content, introspector: &PagedIntrospector) -> Option<MarkedPlace> {
    let position = PagedIntrospector::position(introspector, content.location()?)?;
    Some(MarkedPlace { page: position.page.get(), y: position.point.y.to_pt() })
}

/// A part with the key of its group, its place in it, and the group's rules.
fn part(fields: &Dict) -> Option<(String, usize, LaidOutPart, BalanceRules)> {
    let Ok(Value::Bool(is_long)) = fields.get("long") else { return None };
    let Ok(Value::Dict(rules)) = fields.get("rules") else { return None };
    let Ok(Value::Bool(page)) = fields.get("page") else { return None };
    let index = whole(fields, "index")?;
    let placement = PartPlacement { begins_page: *page || index == 0, air: Air(number(fields, "air")?) };
    let part = LaidOutPart { is_long: *is_long, placement, extent: None };
    Some((text(fields, "key")?, index, part, rules_of(rules)?))
}

fn rules_of(fields: &Dict) -> Option<BalanceRules> {
    let length = |name| number(fields, name);
    let rules = BalanceRules {
        room: length("room").filter(|room| *room > 0.0)?,
        gap: length("gap")?,
        notes: length("notes")?,
        note: length("note")?,
        begins: length("begins")?,
        stray: length("stray")?,
        sparse: length("sparse")?,
        tightening: degrees(fields, "tightening")?,
        loosening: degrees(fields, "loosening")?,
    };
    Some(rules)
}

fn degrees(fields: &Dict, name: &str) -> Option<Vec<Air>> {
    let Ok(Value::Array(degrees)) = fields.get(name) else { return None };
    degrees.iter().map(|degree| as_number(degree).map(Air)).collect()
}

fn text(fields: &Dict, name: &str) -> Option<String> {
    fields.get(name).ok()?.clone().cast().ok()
}

fn whole(fields: &Dict, name: &str) -> Option<usize> {
    fields.get(name).ok()?.clone().cast().ok()
}

fn number(fields: &Dict, name: &str) -> Option<f64> {
    fields.get(name).ok().and_then(as_number)
}

/// A number, or a share of a whole such as `36%`; nothing if it is not finite.
fn as_number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Ratio(ratio) => ratio.get(),
        other => other.clone().cast::<f64>().ok()?,
    };
    number.is_finite().then_some(number)
}
