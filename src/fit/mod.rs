//! Makes each one-page summary (一枚紙) fit its page: arrangements, sizes of type and air are tried until
//! one is good.
//!
//! A model estimates how high each part will stand, so that the first attempt is near. Each
//! attempt is a real layout, whose heights correct the model.

mod advice;
mod drop;
mod measured;
mod model;
mod notes;
mod part;

pub use advice::{Cut, Field, Measure, advice};
pub use drop::{droppable, without};
pub use measured::Measured;

use crate::model::{Digest, SummaryPage};
use crate::template::Fit;
use model::Model;

/// The sizes of type in per cent of the theme's, from large to small.
pub const SCALES: [u32; 7] = [110, 105, 100, 95, 90, 85, 80];
/// All summaries of a report take the size of the smallest, unless that is below this.
const COMMON: u32 = 90;
/// So many layouts are made of a summary at most.
const TRIES: usize = 8;
/// A layout is taken unless the model promises one that is better by this much.
const GAIN: f64 = 0.7;

/// The layout that was found for a summary.
#[derive(Clone, Debug)]
pub struct Found {
    /// How the parts stand.
    pub fit: Fit,
    /// How high.
    pub measured: Measured,
    /// How many layouts were made.
    pub tries: usize,
}

impl Found {
    /// Whether everything stands on the page.
    pub fn fits(&self) -> bool {
        self.measured.over() <= 0.0
    }
}

/// Looks for the best layout with the type in one of these sizes.
///
/// `set` makes a layout and reads its heights; without any the search ends with nothing.
pub fn search(
    digest: &Digest,
    page: SummaryPage,
    scales: &[u32],
    set: &mut dyn FnMut(&Fit) -> Option<Measured>,
) -> Option<Found> {
    let mut model = Model::of(digest, page);
    let mut tried: Vec<(Fit, Measured)> = Vec::new();
    while tried.len() < TRIES {
        let plan = model.best(scales)?;
        let reached = best(&model, &tried).filter(|(_, measured)| measured.over() <= 0.0);
        let good = reached.is_some_and(|(fit, measured)| {
            // A plan that is known is no better than itself.
            plan.over > 0.0 || model.worth(fit, measured) <= plan.cost + GAIN
        });
        if good || tried.iter().any(|(fit, _)| *fit == plan.fit) {
            break;
        }
        let measured = set(&plan.fit)?;
        model.learn(&plan.fit, &measured);
        tried.push((plan.fit, measured));
    }
    let tries = tried.len();
    best(&model, &tried).cloned().map(|(fit, measured)| Found { fit, measured, tries })
}

/// The best of the layouts that were made; of those that are too high, the lowest.
fn best<'a>(model: &Model, tried: &'a [(Fit, Measured)]) -> Option<&'a (Fit, Measured)> {
    let value = |(fit, measured): &(Fit, Measured)| {
        let over = measured.over();
        if over > 0.0 { (1, over) } else { (0, model.worth(fit, measured)) }
    };
    tried.iter().min_by(|a, b| {
        let (a, b) = (value(a), value(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    })
}

/// The size of type in per cent that a summary is likely to take, as far as can be told without a layout.
pub fn likely_size(digest: &Digest, page: SummaryPage) -> u32 {
    let plan = Model::of(digest, page).best(&SCALES);
    plan.map_or(COMMON, |plan| plan.fit.scale)
}

/// The size that the summaries of a report have in common, given the size that each would take.
pub fn common(sizes: impl Iterator<Item = u32>) -> u32 {
    sizes.filter(|size| *size >= COMMON).min().unwrap_or(COMMON)
}
