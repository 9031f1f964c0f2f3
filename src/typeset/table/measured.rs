//! Cells, measured by laying them out.

use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, Context, Smart, Styles, Target, TargetElem};
use typst::introspection::{Location, Locator, LocatorLink};
use typst::layout::{Abs, Axes, Frame, FrameItem, Point, Region};
use typst::model::{Linebreaks, ParElem};
use typst::syntax::Span;

use super::HandedCell;
use crate::columns::{CellLine, TableCell};

/// A width in which lines are broken wherever they can be.
const NARROWEST: f64 = 0.01;
/// Lines are further apart than this, as a share of the size of type, and raised signs nearer to theirs.
const APART: f64 = 0.6;
/// In cells up to this width, in em, phrases are not looked at.
const SHORT: f64 = 2.5;

/// Measures cells in the styles of a component.
pub(super) struct Measurer<'a, 'b> {
    engine: &'a mut Engine<'b>,
    context: Tracked<'a, Context<'a>>,
    location: Location,
    styles: Styles,
    em: f64,
}

impl<'a, 'b> Measurer<'a, 'b> {
    /// A measurer in these styles, with the type in this size in points.
    ///
    /// # Errors
    /// If there are no styles.
    pub fn new(engine: &'a mut Engine<'b>, context: Tracked<'a, Context<'a>>, em: f64) -> SourceResult<Self> {
        let span = Span::detached();
        let location = typst::diag::At::at(context.location(), span)?;
        typst::diag::At::at(context.styles(), span)?;
        let mut styles = Styles::new();
        styles.set(ParElem::linebreaks, Smart::Custom(Linebreaks::Simple));
        styles.set(TargetElem::target, Target::Paged);
        Ok(Self { engine, context, location, styles, em })
    }

    /// Measures a cell.
    ///
    /// # Errors
    /// What Typst finds wrong.
    pub fn cell(&mut self, cell: &HandedCell) -> SourceResult<TableCell> {
        let (mut lines, mut phrase) = (Vec::with_capacity(cell.lines.len()), 0.0_f64);
        for line in &cell.lines {
            let natural = widest(self.line_widths(&line.body, Abs::inf())?);
            let pieces = self.line_widths(&line.body, Abs::pt(NARROWEST))?;
            phrase = phrase.max(match &line.phrases {
                Some(phrases) if natural > SHORT * self.em => widest(self.line_widths(phrases, Abs::pt(NARROWEST))?),
                _ => natural,
            });
            lines.push(CellLine { natural, pieces });
        }
        Ok(TableCell::new(cell.first..cell.first + cell.count, &lines, phrase))
    }

    /// The widths of the lines of a text.
    fn line_widths(&mut self, body: &Content, width: Abs) -> SourceResult<Vec<f64>> {
        let styles = typst::diag::At::at(self.context.styles(), Span::detached())?;
        let link = LocatorLink::measure(self.location, Span::detached());
        let pod = Region::new(Axes::new(width, Abs::inf()), Axes::splat(false));
        let layout = self.engine.library.routines.layout_frame;
        let frame = layout(self.engine, body, Locator::link(&link), styles.chain(&self.styles), pod)?;
        let mut runs = Vec::new();
        text_runs(&frame, Point::zero(), &mut runs);
        runs.sort_by(|a: &TextRun, b| a.baseline.total_cmp(&b.baseline));
        let mut lines: Vec<TextRun> = Vec::new();
        for run in runs {
            match lines.last_mut() {
                Some(line) if run.baseline - line.baseline < APART * self.em => {
                    line.left = line.left.min(run.left);
                    line.right = line.right.max(run.right);
                }
                _ => lines.push(run),
            }
        }
        Ok(lines.into_iter().map(|line| line.right - line.left.max(0.0).min(line.right)).collect())
    }
}

fn widest(widths: Vec<f64>) -> f64 {
    widths.into_iter().fold(0.0, f64::max)
}

/// Where a run of glyphs is, in points.
struct TextRun {
    baseline: f64,
    left: f64,
    right: f64,
}

fn text_runs(frame: &Frame, origin: Point, runs: &mut Vec<TextRun>) {
    for (point, item) in frame.items() {
        let place = origin + *point;
        match item {
            FrameItem::Group(group) => text_runs(&group.frame, place, runs),
            FrameItem::Text(text) => {
                let left = place.x.to_pt();
                runs.push(TextRun { baseline: place.y.to_pt(), left, right: left + text.width().to_pt() });
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
