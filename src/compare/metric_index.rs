//! Where the metrics of one report are found in another.

use std::collections::{BTreeMap, BTreeSet};

use super::taken::TakenMetric;
use super::tree::Node;

/// Where metrics of the earlier report are found again.
pub(super) struct MetricIndex {
    /// The first of each id, by its place.
    ids: BTreeMap<String, usize>,
    /// The only one of each label whose id the later report does not have.
    labels: BTreeMap<String, usize>,
    /// The labels that several metrics of the later report have.
    ambiguous: BTreeSet<String>,
}

impl MetricIndex {
    pub fn of(before: &[TakenMetric], after: &[TakenMetric]) -> Self {
        let (ids, labels) = (texts(before, "id"), texts(before, "label"));
        let (kept, repeated) = (first_places(&texts(after, "id")), repeated(&labels));
        // An id that both have leads to nothing else, even where a label does.
        let free_labels = labels.iter().zip(&ids).map(|(label, id)| {
            let is_free = id.is_none_or(|id| !kept.contains_key(id));
            label.filter(|label| is_free && !repeated.contains(*label))
        });
        let labels = first_places(&free_labels.collect::<Vec<_>>());
        Self { ids: first_places(&ids), labels, ambiguous: self::repeated(&texts(after, "label")) }
    }

    /// The metric of the same id.
    pub fn by_id(&self, metric: &Node) -> Option<usize> {
        self.ids.get(metric.text("id")?).copied()
    }

    /// The metric of another id with the same label, if there is one of each.
    pub fn by_label(&self, metric: &Node) -> Option<usize> {
        let label = metric.text("label").filter(|label| !self.ambiguous.contains(*label))?;
        self.labels.get(label).copied()
    }
}

/// The texts of a field, one for each metric.
fn texts<'m>(metrics: &'m [TakenMetric], key: &str) -> Vec<Option<&'m str>> {
    metrics.iter().map(|metric| metric.node.text(key)).collect()
}

/// The place at which each text stands first.
fn first_places(texts: &[Option<&str>]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (place, text) in texts.iter().enumerate() {
        if let Some(text) = text {
            places.entry((*text).to_owned()).or_insert(place);
        }
    }
    places
}

/// The texts that stand more than once.
fn repeated(texts: &[Option<&str>]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    texts.iter().flatten().filter(|text| !seen.insert(**text)).map(|text| (*text).to_owned()).collect()
}
