//! What has changed since an earlier report, council by council.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{derived, plain};
use crate::compare::{
    Change, Compared, Comparison, Kind, Movement, Outcome, Piece, Said, Side, Trend, path, pieces, signed, signed_rate,
    subject,
};
use crate::data::DatumKind;
use crate::japanese::{self, Date, Style};
use crate::language::Language::Japanese;
use crate::mark::{self, DatumId, Origin};

/// The columns of the table of counts.
const COUNTED: [&[Kind]; 5] = [
    &[Kind::Number],
    &[Kind::Reworded],
    &[Kind::Added],
    &[Kind::Removed],
    &[Kind::Date, Kind::Order, Kind::Picture, Kind::Other],
];

/// The view of a comparison.
pub(super) fn comparison(comparison: &Comparison) -> Value {
    let writer = Writer { style: comparison.style };
    let report = |of: &Compared| json!({ "title": plain(&of.title), "date": plain(&of.date) });
    let (mut parts, mut counts) = (Vec::new(), Vec::new());
    let councils = comparison.councils.iter().map(|(id, name)| (Some(id.as_str()), name));
    for (council, name) in std::iter::once((None, &comparison.current.title)).chain(councils) {
        let changes: Vec<&Change> = comparison.of(council).collect();
        if changes.is_empty() {
            continue;
        }
        let of =
            |kinds: &[Kind]| changes.iter().copied().filter(|change| kinds.contains(&change.kind)).collect::<Vec<_>>();
        let count = |kinds: &&[Kind]| derived(&[name.datum], &of(kinds).len().to_string());
        let called = if council.is_some() { plain(name) } else { json!("報告書全体") };
        let rows = |kinds: &[Kind], row: &dyn Fn(&Change) -> Value| of(kinds).into_iter().map(row).collect::<Vec<_>>();
        counts.push(json!({ "called": called, "counts": COUNTED.iter().map(count).collect::<Vec<_>>() }));
        parts.push(json!({
            "called": called,
            "numbers": rows(COUNTED[0], &|change| writer.number(change)),
            "texts": rows(COUNTED[1], &|change| writer.reworded(change)),
            "added": rows(COUNTED[2], &|change| writer.only(change, change.after.as_ref())),
            "removed": rows(COUNTED[3], &|change| writer.only(change, change.before.as_ref())),
            "others": rows(COUNTED[4], &|change| writer.other(change)),
        }));
    }
    json!({
        "base": if comparison.yearly { "前年" } else { "前回" },
        "previous": report(&comparison.previous),
        "current": report(&comparison.current),
        "reworded": comparison.changes.iter().any(|change| change.kind == Kind::Reworded),
        "counts": counts,
        "parts": parts,
    })
}

fn marked(data: &[DatumId], text: &str) -> Value {
    match data {
        [] => json!(text),
        [one] => json!(mark::wrap(&Origin::Printed(*one), text)),
        several => derived(several, text),
    }
}

struct Writer {
    style: Style,
}

impl Writer {
    /// A text as the report would print it.
    fn said(&self, said: &Said) -> Value {
        let text = match said.kind {
            Some(DatumKind::Number) => said.text.parse().ok().map(|number| self.style.number(number)),
            Some(DatumKind::Date) => Date::parse(&said.text).map(|date| self.style.as_of(&date)),
            Some(DatumKind::Text) => Some(japanese::plain(&said.text)),
            Some(DatumKind::Name) | None => None,
        };
        marked(&said.data, &text.unwrap_or_else(|| said.text.clone()))
    }

    fn side(&self, side: Option<&Side>) -> Value {
        side.into_iter().flat_map(|side| &side.parts).map(|part| self.said(part)).collect()
    }

    /// The way to a change, as far as it has names.
    fn place(&self, change: &Change) -> Vec<Value> {
        let names = path(change, Japanese);
        if names.is_empty() {
            let side = change.after.as_ref().or(change.before.as_ref());
            let named = matches!(change.kind, Kind::Added | Kind::Removed);
            return vec![json!(if named { "－" } else { subject(change.subject, side, Japanese) })];
        }
        names.iter().map(|name| marked(&name.data, &name.text)).collect()
    }

    fn number(&self, change: &Change) -> Value {
        let write = |number| self.style.number(number);
        let sides =
            [&change.before, &change.after].map(|side| side.iter().flat_map(|side| &side.parts).collect::<Vec<_>>());
        let data: Vec<DatumId> = sides.iter().flatten().flat_map(|said| said.data.clone()).collect();
        let computed = |text: String| if data.is_empty() { json!(text) } else { derived(&data, &text) };
        let movement = change.movement.as_ref();
        let difference = movement.and_then(|movement| movement.difference).map(|difference: Decimal| {
            let points = if movement.is_some_and(|movement| movement.points) { "ポイント" } else { "" };
            let trend = match movement.and_then(|movement| movement.trend) {
                Some(Trend::Improved) => "（改善）",
                Some(Trend::Worsened) => "（悪化）",
                None => "",
            };
            computed(format!("{}{points}{trend}", signed(difference, &write)))
        });
        let rate = movement.and_then(|movement| movement.rate.as_ref());
        let rate = rate.map(|rate| computed(format!("{}％", signed_rate(rate))));
        json!({
            "place": self.place(change),
            "unit": change.unit.as_ref().map(|unit| self.said(unit)),
            "before": self.side(change.before.as_ref()),
            "after": self.side(change.after.as_ref()),
            "difference": difference,
            "rate": rate,
            "goal": change.goal.as_ref().map(|goal| self.said(goal)),
            "outcome": movement.map_or(Some("－"), outcome),
        })
    }

    fn reworded(&self, change: &Change) -> Value {
        let [before, after] =
            [&change.before, &change.after].map(|side| side.as_ref().and_then(|side| side.parts.first()));
        let text = |said: Option<&Said>| said.map(|said| said.text.clone()).unwrap_or_default();
        let from =
            |said: Option<&Said>, text: &str| marked(said.map(|said| said.data.as_slice()).unwrap_or_default(), text);
        let each = pieces(&text(before), &text(after)).into_iter().map(|piece| match piece {
            Piece::Same(text) => json!({ "kind": "same", "piece": from(after, &text) }),
            Piece::Gone(text) => json!({ "kind": "gone", "piece": from(before, &text) }),
            Piece::New(text) => json!({ "kind": "new", "piece": from(after, &text) }),
        });
        json!({ "place": self.place(change), "pieces": each.collect::<Vec<_>>() })
    }

    fn only(&self, change: &Change, side: Option<&Side>) -> Value {
        json!({ "place": self.place(change), "what": subject(change.subject, side, Japanese), "said": self.side(side) })
    }

    fn other(&self, change: &Change) -> Value {
        let mut place = self.place(change);
        let side = change.after.as_ref().or(change.before.as_ref());
        let other = change.kind == Kind::Other;
        // What has no name on the page is found by its pointer.
        place.extend(side.filter(|_| other).map(|side| json!(format!("（{}）", side.pointer))));
        json!({
            "place": place,
            "order": change.kind == Kind::Order,
            "before": self.side(change.before.as_ref()),
            "after": self.side(change.after.as_ref()),
        })
    }
}

fn outcome(movement: &Movement) -> Option<&'static str> {
    Some(match movement.target? {
        Outcome::Met => "達成",
        Outcome::StillMet => "達成済み",
        Outcome::NotMet => "未達",
        Outcome::NoLongerMet => "達成から未達へ",
        Outcome::Dropped => "廃止",
    })
}
