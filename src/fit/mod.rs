//! Makes each one-page summary (一枚紙) fit its page: arrangements, sizes of type and air are tried until
//! one is good.
//!
//! A model estimates how high each part will stand, so that the first attempt is near. Each
//! attempt is a real layout, whose heights correct the model.

mod advice;
mod arrangement;
mod cost;
mod cut;
mod drop;
mod height;
mod measured;
mod model;
mod notes;
mod part;
mod shorten;

pub use advice::advice;
pub use cut::{Cut, CutUnit, Field};
pub use drop::{droppable, without};
pub use measured::MeasuredHeights;

use crate::model::{SummaryContent, SummaryPage};
use crate::template::SummaryLayout;
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
pub struct FitResult {
    /// How the parts stand.
    pub layout: SummaryLayout,
    /// How high.
    pub measured: MeasuredHeights,
    /// How many layouts were made.
    pub tries: usize,
}

impl FitResult {
    /// Whether everything stands on the page.
    pub fn fits(&self) -> bool {
        self.measured.over() <= 0.0
    }
}

/// Looks for the best layout with the type in one of these sizes.
///
/// `set` makes a layout and reads its heights; without any the search ends with nothing.
pub fn search(
    content: &SummaryContent,
    page: SummaryPage,
    scales: &[u32],
    set: &mut dyn FnMut(&SummaryLayout) -> Option<MeasuredHeights>,
) -> Option<FitResult> {
    let mut model = Model::of(content, page);
    let mut tried: Vec<(SummaryLayout, MeasuredHeights)> = Vec::new();
    while tried.len() < TRIES {
        let plan = model.best(scales)?;
        let reached = best(&model, &tried).filter(|(_, measured)| measured.over() <= 0.0);
        let good = reached.is_some_and(|(layout, measured)| {
            // A plan that is known is no better than itself.
            plan.over > 0.0 || model.worth(layout, measured) <= plan.cost + GAIN
        });
        if good || tried.iter().any(|(layout, _)| *layout == plan.layout) {
            break;
        }
        let measured = set(&plan.layout)?;
        model.learn(&plan.layout, &measured);
        tried.push((plan.layout, measured));
    }
    let tries = tried.len();
    best(&model, &tried).cloned().map(|(layout, measured)| FitResult { layout, measured, tries })
}

/// The best of the layouts that were made; of those that are too high, the lowest.
fn best<'a>(
    model: &Model,
    tried: &'a [(SummaryLayout, MeasuredHeights)],
) -> Option<&'a (SummaryLayout, MeasuredHeights)> {
    tried.iter().min_by(|a, b| {
        let [a, b] = [a, b].map(|(layout, measured)| {
            let over = measured.over();
            if over > 0.0 { (true, over) } else { (false, model.worth(layout, measured)) }
        });
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    })
}

/// The size of type in per cent that a summary is likely to take, as far as can be told without a layout.
pub fn likely_size(content: &SummaryContent, page: SummaryPage) -> u32 {
    let plan = Model::of(content, page).best(&SCALES);
    plan.map_or(COMMON, |plan| plan.layout.scale)
}

/// The size that the summaries of a report have in common, given the size that each would take.
pub fn common(sizes: impl Iterator<Item = u32>) -> u32 {
    sizes.filter(|size| *size >= COMMON).min().unwrap_or(COMMON)
}
