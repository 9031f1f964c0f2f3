//! Entries of lists, each with the type by which `render` finds its template.

use serde::Serialize;

use super::{Viewer, derived};
use crate::data::{Flag, Inline, Leaf};
use crate::japanese::numeral;
use crate::model::{Item, ItemFields, NumberedItem, NumberedItemFields, Numbering, Priority};

#[derive(Serialize)]
pub(super) struct ItemView<'a> {
    r#type: &'static str,
    text: &'a Inline,
    repeated: Flag,
    priority: Option<Priority>,
    items: Vec<ItemView<'a>>,
}

impl<'a> ItemView<'a> {
    fn of(item: &'a Item) -> Self {
        let Item(ItemFields { text, repeated, priority, items }) = item;
        Self { r#type: "item", text, repeated: *repeated, priority: *priority, items: self::items(items) }
    }
}

/// Entries of a bulleted list.
pub(super) fn items(items: &[Item]) -> Vec<ItemView<'_>> {
    items.iter().map(ItemView::of).collect()
}

#[derive(Serialize)]
pub(super) struct NumberedItemView<'a> {
    r#type: &'static str,
    text: &'a Inline,
    numbering: Option<Numbering>,
    items: Vec<NumberedItemView<'a>>,
    /// What is printed before the entry.
    number: Leaf,
}

impl Viewer<'_> {
    /// Entries of a numbered list, counted in a way; `depth` is how deep they are nested.
    pub fn numbered_items<'a>(
        &self,
        items: &'a [NumberedItem],
        numbering: Numbering,
        depth: usize,
    ) -> Vec<NumberedItemView<'a>> {
        let numbers = (1..).map(|number| numeral(numbering.counter(), number));
        items.iter().zip(numbers).map(|(item, number)| self.numbered_item(item, number, numbering, depth)).collect()
    }

    fn numbered_item<'a>(
        &self,
        item: &'a NumberedItem,
        number: String,
        numbering: Numbering,
        depth: usize,
    ) -> NumberedItemView<'a> {
        let NumberedItem(NumberedItemFields { text, numbering: inner_numbering, items }) = item;
        let below = inner_numbering.unwrap_or_else(|| self.style.numbering(depth + 1, Some(numbering)));
        NumberedItemView {
            r#type: "numbered-item",
            text,
            numbering: *inner_numbering,
            items: self.numbered_items(items, below, depth + 1),
            number: derived(&[text.datum], number),
        }
    }
}
