//! Changes since an earlier report, each as the cells of a row.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::derived;
use crate::compare::{
    ChangeKind, ChangeSide, Movement, ReportChange, ReportValue, TargetOutcome, Trend, WordingPiece, path, pieces,
    signed, signed_rate, subject,
};
use crate::data::Leaf;
use crate::diagnostic::Language::Japanese;
use crate::japanese::WritingStyle;
use crate::mark::{DatumId, Origin};

/// ChangeText of the program, or what a datum says.
#[derive(Serialize)]
#[serde(untagged)]
enum ChangeText {
    Own(String),
    Leaf(Leaf),
}

#[derive(Serialize)]
pub(super) struct NumberView {
    place: Vec<ChangeText>,
    unit: Option<ChangeText>,
    before: Vec<ChangeText>,
    after: Vec<ChangeText>,
    difference: Option<ChangeText>,
    rate: Option<ChangeText>,
    goal: Option<ChangeText>,
    outcome: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct TextView {
    place: Vec<ChangeText>,
    pieces: Vec<PieceView>,
}

#[derive(Serialize)]
struct PieceView {
    kind: &'static str,
    piece: ChangeText,
}

#[derive(Serialize)]
pub(super) struct OnlyView {
    place: Vec<ChangeText>,
    what: &'static str,
    said: Vec<ChangeText>,
}

#[derive(Serialize)]
pub(super) struct OtherView {
    place: Vec<ChangeText>,
    /// Whether only the order is another.
    order: bool,
    before: Vec<ChangeText>,
    after: Vec<ChangeText>,
}

impl ChangeText {
    /// A text that comes from data, if from any.
    fn of(data: &[DatumId], text: impl Into<String>) -> Self {
        match data {
            [] => Self::Own(text.into()),
            [datum] => Self::Leaf(Leaf::text(Origin::Printed(*datum), text)),
            several => Self::Leaf(derived(several, text)),
        }
    }

    /// A text that was computed from data, if from any.
    fn computed(data: &[DatumId], text: String) -> Self {
        if data.is_empty() { Self::Own(text) } else { Self::Leaf(derived(data, text)) }
    }
}

/// Writes changes as the report would print them.
pub(super) struct ChangeWriter {
    pub style: WritingStyle,
}

impl ChangeWriter {
    /// A text as the report would print it.
    fn said(&self, said: &ReportValue) -> ChangeText {
        ChangeText::of(&said.data, said.in_style(&self.style))
    }

    fn side(&self, side: Option<&ChangeSide>) -> Vec<ChangeText> {
        side.into_iter().flat_map(|side| &side.parts).map(|part| self.said(part)).collect()
    }

    /// The way to a change, as far as it has names.
    fn place(change: &ReportChange) -> Vec<ChangeText> {
        let names = path(change, Japanese);
        if names.is_empty() {
            let side = change.after.as_ref().or(change.before.as_ref());
            let named = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
            let words = if named { "－" } else { subject(change.subject, side, Japanese) };
            return vec![ChangeText::Own(words.to_owned())];
        }
        names.into_iter().map(|name| ChangeText::of(&name.data, name.text())).collect()
    }

    pub fn number(&self, change: &ReportChange) -> NumberView {
        let values = change.before.iter().chain(&change.after).flat_map(|side| &side.parts);
        let data: Vec<DatumId> = values.flat_map(|value| value.data.clone()).collect();
        let movement = change.movement.as_ref();
        let difference = movement.and_then(|movement| movement.difference).map(|difference: Decimal| {
            let points = if movement.is_some_and(|movement| movement.points) { "ポイント" } else { "" };
            let trend = match movement.and_then(|movement| movement.trend) {
                Some(Trend::Improved) => "（改善）",
                Some(Trend::Worsened) => "（悪化）",
                None => "",
            };
            let difference = signed(difference, &|number| self.style.number(number));
            ChangeText::computed(&data, format!("{difference}{points}{trend}"))
        });
        let rate = movement.and_then(|movement| movement.rate);
        let rate = rate.map(|rate| ChangeText::computed(&data, format!("{}％", signed_rate(rate, &self.style))));
        NumberView {
            place: Self::place(change),
            unit: change.unit.as_ref().map(|unit| self.said(unit)),
            before: self.side(change.before.as_ref()),
            after: self.side(change.after.as_ref()),
            difference,
            rate,
            goal: change.goal.as_ref().map(|goal| self.said(goal)),
            outcome: movement.map_or(Some("－"), outcome),
        }
    }

    pub fn reworded(change: &ReportChange) -> TextView {
        let values = [&change.before, &change.after].map(|side| side.as_ref().and_then(|side| side.parts.first()));
        let [old_data, new_data] = values.map(|value| value.map_or(&[][..], |value| &value.data));
        let [old_text, new_text] = values.map(text_of);
        let piece_views = pieces(&old_text, &new_text).into_iter().map(|piece| match piece {
            WordingPiece::Same(text) => PieceView { kind: "same", piece: ChangeText::of(new_data, text) },
            WordingPiece::Gone(text) => PieceView { kind: "gone", piece: ChangeText::of(old_data, text) },
            WordingPiece::New(text) => PieceView { kind: "new", piece: ChangeText::of(new_data, text) },
        });
        TextView { place: Self::place(change), pieces: piece_views.collect() }
    }

    pub fn only(&self, change: &ReportChange, side: Option<&ChangeSide>) -> OnlyView {
        let what = subject(change.subject, side, Japanese);
        OnlyView { place: Self::place(change), what, said: self.side(side) }
    }

    pub fn other(&self, change: &ReportChange) -> OtherView {
        let mut place = Self::place(change);
        let side = change.after.as_ref().or(change.before.as_ref());
        let other = change.kind == ChangeKind::Other;
        // What has no name on the page is found by its pointer.
        place.extend(side.filter(|_| other).map(|side| ChangeText::Own(format!("（{}）", side.pointer))));
        OtherView {
            place,
            order: change.kind == ChangeKind::Order,
            before: self.side(change.before.as_ref()),
            after: self.side(change.after.as_ref()),
        }
    }
}

fn text_of(value: Option<&ReportValue>) -> Cow<'_, str> {
    value.map(ReportValue::text).unwrap_or_default()
}

fn outcome(movement: &Movement) -> Option<&'static str> {
    Some(match movement.target? {
        TargetOutcome::Met => "達成",
        TargetOutcome::StillMet => "達成済み",
        TargetOutcome::NotMet => "未達",
        TargetOutcome::NoLongerMet => "達成から未達へ",
        TargetOutcome::Dropped => "廃止",
    })
}
