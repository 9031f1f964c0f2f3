//! What has changed since an earlier report, beside the data that it is about.

use serde_json::{Value, json};

use super::{derived, plain};
use crate::compare::{Comparison, Earlier, Movement, Trend, signed, signed_rate};
use crate::japanese::Style;
use crate::mark;
use rust_decimal::Decimal;

/// By what a thing is called, the best first.
const HEADS: [&str; 5] = ["name", "title", "label", "text", "caption"];

/// Says of everything whether it is `new`, and of metrics what their `previous` value was.
pub(super) fn extend(view: &mut Value, compared: Option<&Comparison>) {
    match view {
        Value::Array(list) => list.iter_mut().for_each(|value| extend(value, compared)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| extend(value, compared));
            let head = HEADS.iter().find_map(|key| fields.get(*key)?.as_str());
            let datum = head.and_then(|head| mark::unwrap(head).0).and_then(|origin| origin.data().first().copied());
            let new = datum.zip(compared).is_some_and(|(datum, compared)| compared.new.contains(&datum));
            if fields.contains_key("approximate") && fields.contains_key("counts") {
                let earlier = datum.zip(compared).and_then(|(datum, compared)| {
                    compared.earlier.get(&datum).and_then(|earlier| previous(earlier, &compared.style))
                });
                fields.insert("previous".to_owned(), earlier.unwrap_or_default());
            }
            fields.insert("new".to_owned(), json!(new));
        }
        _ => {}
    }
}

/// A rate of so few says little: 1件 → 2件 would be +100％.
const FEW: Decimal = Decimal::TEN;

/// What a card says of the earlier value; nothing where the two cannot be put side by side. Where either is not yet
/// known, there is no change to tell, but what was said before.
fn previous(earlier: &Earlier, style: &Style) -> Option<Value> {
    let base = if earlier.yearly { "前年" } else { "前回" };
    let change = match &earlier.movement {
        Some(movement) => Some(change(movement, earlier, base, style)?),
        None => None,
    };
    let mut data = earlier.present.clone();
    data.extend(earlier.value.map(|value| value.datum));
    data.extend(earlier.as_of.map(|day| day.datum));
    Some(json!({
        "change": change.map(|change| derived(&data, &change)),
        "trend": earlier.movement.as_ref().and_then(|movement| movement.trend).map(Trend::name),
        "base": base,
        "value": plain(&earlier.value),
        "pending": plain(&earlier.pending),
        "unit": plain(&earlier.unit),
        // A year before the present day needs no date of its own.
        "as_of": if earlier.yearly { Value::Null } else { plain(&earlier.as_of) },
    }))
}

/// How far a value has moved, in words; nothing where the units differ.
fn change(movement: &Movement, earlier: &Earlier, base: &str, style: &Style) -> Option<String> {
    let difference = movement.difference?;
    let write = |number| style.number(number);
    let about = if earlier.approximate { "約" } else { "" };
    let rate = movement.rate.as_deref().filter(|rate| *rate != "0" && movement.before >= FEW);
    let change = match rate {
        _ if difference.is_zero() => format!("{base}比 増減なし"),
        _ if movement.points => format!("{base}比 {about}{}ポイント", signed(difference, &write)),
        Some(rate) => format!("{base}比 {about}{}％", signed_rate(rate)),
        None => format!("{base}差 {about}{}{}", signed(difference, &write), earlier.unit.text),
    };
    Some(match movement.trend {
        Some(Trend::Improved) => change + "で改善",
        Some(Trend::Worsened) => change + "で悪化",
        None => change,
    })
}
