//! Flows of money: amounts where a diagram has none, and boxes that pass on more than they get.

use rust_decimal::Decimal;

use super::super::{Diagram, DiagramKind, Node};
use super::Validation;
use crate::diagnostic::{Language, Words, problems};
use crate::japanese::grouped;

/// Amounts that belong together.
#[derive(Default)]
struct AmountSum {
    value: Decimal,
    /// How many there are; each may have been rounded.
    count: u32,
    /// Whether one is not given.
    has_gaps: bool,
}

impl AmountSum {
    fn of(amounts: impl Iterator<Item = Option<Decimal>>) -> Self {
        amounts.fold(Self::default(), |sum, amount| match amount.and_then(|amount| sum.value.checked_add(amount)) {
            Some(value) => Self { value, count: sum.count + 1, has_gaps: sum.has_gaps },
            None => Self { has_gaps: true, ..sum },
        })
    }

    /// How far rounding may carry the sum from an amount: half of the last place of each.
    fn tolerance(&self, amount: Decimal) -> Decimal {
        let places = self.value.scale().max(amount.scale());
        Decimal::new(5, places + 1) * Decimal::from(self.count + 1)
    }
}

impl Validation<'_> {
    pub(super) fn check_money(&mut self, diagram: &Diagram) {
        if diagram.kind != DiagramKind::Money {
            let of_nodes = diagram.nodes.iter().flat_map(|node| {
                let numbers = [node.amount, node.count].into_iter().flatten().map(|number| number.datum);
                numbers.chain(node.role.as_ref().map(|role| role.datum))
            });
            let of_edges = diagram.edges.iter().filter_map(|edge| Some(edge.amount?.datum));
            let unit = diagram.unit.as_ref().map(|unit| unit.datum);
            let unfit: Vec<_> = of_nodes.chain(of_edges).chain(unit).collect();
            for datum in unfit {
                self.report_at(datum, MoneyUnfit { kind: diagram.kind.text() }.into());
            }
            return;
        }
        let unit = diagram.unit.as_ref().map_or("", |unit| unit.text.as_str());
        let printed = |amount: Decimal| format!("{}{unit}", grouped(amount));
        // What a node says of its money, its note explains.
        for node in diagram.nodes.iter().filter(|node| node.note.is_none()) {
            let Some(amount) = node.amount else { continue };
            let paid = amounts(diagram, |edge| edge.from.name == node.id.name);
            let got = amounts(diagram, |edge| edge.to.name == node.id.name && edge.amount.is_some());
            let pays_more = paid.count > 0 && paid.value > amount.value + paid.tolerance(amount.value);
            let all_known = diagram.edges.iter().all(|edge| edge.to.name != node.id.name || edge.amount.is_some());
            let differs = (got.value - amount.value).abs() > got.tolerance(amount.value);
            let (what, sum) = match (pays_more, got.count > 0 && all_known && differs) {
                (true, _) => (Words::new("passes on", "支出する額の計は"), paid.value),
                (_, true) => (Words::new("gets", "受け取る額の計は"), got.value),
                _ => continue,
            };
            let problem =
                MoneyDiffers { name: node.label.text.clone(), amount: printed(amount.value), what, sum: printed(sum) };
            self.report_at(amount.datum, problem.into());
        }
    }
}

/// The amounts of some arrows. One without its own is that of the node where it ends, if no other arrow leads there.
fn amounts(diagram: &Diagram, is_meant: impl Fn(&crate::model::Edge) -> bool) -> AmountSum {
    AmountSum::of(diagram.edges.iter().filter(|edge| is_meant(edge)).map(|edge| {
        let alone = diagram.edges.iter().filter(|other| other.to.name == edge.to.name).count() == 1;
        let end: Option<&Node> = diagram.nodes.iter().find(|node| alone && node.id.name == edge.to.name);
        edge.amount.or(end?.amount).map(|amount| amount.value)
    }))
}

problems! {
    /// Amounts where the diagram shows none.
    K0225 error MoneyUnfit { kind: &'static str }
    en: "a diagram of the kind `{kind}` cannot have amounts of money",
        hint "choose the kind `money`, or write the amount into the `note` or the `label`";
    ja: "`{kind}`の図では、金額と使途のキーを使えません",
        hint "`kind`を`money`にするか、金額を`note`か`label`に書いてください";

    /// Node whose amount is not what its arrows say.
    K0299 warning MoneyDiffers { name: String, amount: String, what: Words, sum: String }
    en: { format!("`{name}` has {amount}, but {} {sum}", what.text(Language::English)) },
        hint "fix the amounts; if there is a reason, such as other funds, give it in the `note` of the node";
    ja: { format!("「{name}」の額は{amount}ですが、{}{sum}です", what.text(Language::Japanese)) },
        hint "金額を直してください。自己資金など理由がある場合は、枠の`note`に書いてください";
}
