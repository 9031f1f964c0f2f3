//! The notes of a summary: which texts have them, how high they will stand at its foot, and what is left without them.

use super::cut::Field;
use super::height::GUTTER;
use crate::data::Inline;
use crate::japanese::{parse_inline, width_in_em};
use crate::model::{Block, Content, Item, Metric, NumberedItem, SummaryContent};
use crate::template::{notes_of, without_last_note};

/// Sizes and gaps of the theme, in points.
const NOTE: f64 = 7.5;
const SMALLEST: f64 = 7.0;
const RULE: f64 = 15.0;
const GAP: f64 = 4.0;
/// The mark before a note, in em.
const MARK: f64 = 2.5;
/// On a page of one column, notes stand in as many as keep lines no longer than so many em.
const MOST: f64 = 70.0;

/// The notes of a summary by their widths in em.
#[derive(Clone, Debug)]
pub(super) struct NoteEstimate(Vec<f64>);

impl NoteEstimate {
    /// The notes that a summary prints.
    pub fn of(content: &SummaryContent) -> Self {
        Self(each(content).into_iter().map(|(_, note)| width_in_em(&note)).collect())
    }

    /// About how high they stand, in points, on a page that is so wide between its margins and has so many columns.
    pub fn height(&self, width: f64, columns: usize, scale: f64) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        let size = (NOTE * scale).max(SMALLEST);
        // A page is a few hundred em wide.
        let most = if columns > 1 { columns } else { (width / (MOST * size)).ceil() as usize };
        let columns = most.clamp(1, self.0.len()) as f64;
        let room = ((width - GUTTER * scale * (columns - 1.0)) / columns / size - MARK).max(4.0);
        let heights = self.0.iter().map(|em| {
            // Lines end a little early, because words and punctuation stay together.
            let lines = (em * 1.03 / room).ceil().max(1.0);
            size * (1.5 * lines - 0.5) + GAP * scale
        });
        let highest = heights.clone().fold(0.0, f64::max);
        RULE * scale + (heights.sum::<f64>() / columns + highest * (columns - 1.0) / columns / 2.0).max(highest)
    }
}

/// Every note of a summary with the part whose text has it, part by part.
fn each(content: &SummaryContent) -> Vec<(Field, String)> {
    let mut found = Vec::new();
    let noted = content.addresses_noted;
    each_text(&mut content.clone(), &mut |field, text| {
        let notes = notes_of(&parse_inline(&text.text), noted);
        found.extend(notes.into_iter().map(|note| (field, note)));
    });
    found
}

/// How many notes each part's texts have, the part with most of them first.
pub(super) fn counts(content: &SummaryContent) -> Vec<(Field, usize)> {
    let mut counts: Vec<(Field, usize)> = Vec::new();
    for (field, _) in each(content) {
        match counts.iter_mut().find(|(other, _)| *other == field) {
            Some((_, count)) => *count += 1,
            None => counts.push((field, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// Takes so many notes, from the last on, out of a part's texts; links whose addresses are notes become plain words.
pub(super) fn take_out(content: &mut SummaryContent, part: Field, count: usize) {
    let own = counts(content).into_iter().find(|(field, _)| *field == part).map_or(0, |(_, own)| own);
    let mut kept = own.saturating_sub(count);
    let noted = content.addresses_noted;
    each_text(content, &mut |field, text| {
        if field != part {
            return;
        }
        let mut here = notes_of(&parse_inline(&text.text), noted).len();
        while here > kept {
            let Some(rest) = without_last_note(&text.text, noted) else { break };
            text.text = rest;
            here -= 1;
        }
        kept -= here.min(kept);
    });
}

/// Visits all texts of a summary that may have notes, part by part; texts within figures have none.
fn each_text(content: &mut SummaryContent, visit: &mut dyn FnMut(Field, &mut Inline)) {
    content.message.iter_mut().for_each(|message| visit(Field::Message, message));
    for section in &mut content.sections {
        let part = section.part;
        metrics(&mut section.metrics, &mut |text| visit(Field::Metrics(part), text));
        items(&mut section.items, &mut |text| visit(Field::Items(part), text));
    }
    for (at, shown) in content.show.iter_mut().enumerate() {
        block(shown, &mut |text| visit(Field::Shown(at), text));
    }
}

fn items(items: &mut [Item], visit: &mut dyn FnMut(&mut Inline)) {
    for item in items {
        visit(&mut item.0.text);
        self::items(&mut item.0.items, visit);
    }
}

fn numbered(items: &mut [NumberedItem], visit: &mut dyn FnMut(&mut Inline)) {
    for item in items {
        visit(&mut item.0.text);
        numbered(&mut item.0.items, visit);
    }
}

fn metrics(metrics: &mut [Metric], visit: &mut dyn FnMut(&mut Inline)) {
    for metric in metrics {
        metric.target.iter_mut().filter_map(|target| target.note.as_mut()).for_each(&mut *visit);
        metric.note.iter_mut().for_each(&mut *visit);
    }
}

fn blocks(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Inline)) {
    blocks.iter_mut().for_each(|inner| block(inner, visit));
}

fn block(block: &mut Block, visit: &mut dyn FnMut(&mut Inline)) {
    match &mut block.content {
        Content::Section(section) => blocks(&mut section.blocks, visit),
        Content::Paragraph(paragraph) => visit(&mut paragraph.text),
        Content::List(list) => items(&mut list.items, visit),
        Content::Numbered(list) => numbered(&mut list.items, visit),
        Content::Metrics(row) => metrics(&mut row.metrics, visit),
        Content::Table(table) => {
            for cell in table.all_rows_mut().flat_map(|row| &mut row.cells) {
                for text in cell.texts_mut() {
                    visit(text);
                }
            }
            table.notes.iter_mut().chain(&mut table.total_differs).for_each(visit);
        }
        Content::Case(case) => {
            case.text.iter_mut().for_each(&mut *visit);
            items(&mut case.items, visit);
            blocks(&mut case.blocks, visit);
        }
        Content::Columns(columns) => columns.columns.iter_mut().for_each(|column| blocks(column, visit)),
        Content::Own(own) => own.keys.inlines_mut(visit),
        Content::Chart(_)
        | Content::Diagram(_)
        | Content::Gantt(_)
        | Content::Map(_)
        | Content::Picture(_)
        | Content::Unavailable(_) => {}
    }
}
