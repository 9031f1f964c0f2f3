//! Summaries without what was cut from them.

use super::cut::{Cut, CutUnit, Field};
use super::notes;
use crate::japanese::{InlineSpan, plain, plain_spans, ranged};
use crate::model::{Content, Item, SummaryContent};

/// The characters that a part prints, without its notes.
pub(super) fn characters(items: &[Item]) -> usize {
    items.iter().map(|item| length(&item.text.text) + characters(&item.items)).sum()
}

fn length(text: &str) -> usize {
    plain(text).chars().count()
}

/// The first so many characters of a text, with their notes. What stands within marks goes as a whole.
fn beginning(text: &str, mut left: usize) -> String {
    let mut end = 0;
    for (range, run) in ranged(text) {
        let printed = plain_spans(std::slice::from_ref(&run)).chars().count();
        match run {
            InlineSpan::Text(own) if printed > left => {
                let cut = own.char_indices().nth(left).map_or(own.len(), |(at, _)| at);
                // Notes behind what is cut stay: whoever shortens a text need not give them up.
                let notes =
                    ranged(&text[range.end..]).into_iter().take_while(|(_, run)| matches!(run, InlineSpan::Note(_)));
                let behind = notes.last().map_or(range.end, |(note, _)| range.end + note.end);
                return format!("{}{}", &text[..range.start + cut], &text[range.end..behind]);
            }
            _ if printed > left => break,
            _ => {}
        }
        left -= printed;
        end = range.end;
    }
    text[..end].to_owned()
}

/// Cuts from what a summary shows.
pub(super) fn apply(content: &mut SummaryContent, cut: &Cut) {
    let mut left = cut.count;
    if cut.measure == CutUnit::Notes {
        return notes::take_out(content, cut.field, cut.count);
    }
    match cut.field {
        Field::Message => {}
        Field::Items(part) => {
            content.section_mut(part).into_iter().for_each(|section| shorten(&mut section.items, &mut left));
        }
        Field::Metrics(part) => content.section_mut(part).into_iter().for_each(|section| {
            section.metrics.truncate(section.metrics.len() - left.min(section.metrics.len()));
        }),
        Field::Shown(at) => match (&mut content.show[at].content, cut.measure) {
            (Content::Table(table), CutUnit::Rows) => {
                table.rows.truncate(table.rows.len() - left.min(table.rows.len()));
            }
            _ => drop(content.show.remove(at)),
        },
    }
}

/// Takes characters from the end of a list, and with an item's last one the item.
fn shorten(items: &mut Vec<Item>, left: &mut usize) {
    while let (true, Some(item)) = (*left > 0, items.last_mut()) {
        shorten(&mut item.0.items, left);
        let length = length(&item.text.text);
        if *left >= length {
            *left -= length;
            items.pop();
        } else {
            item.0.text.text = beginning(&item.text.text, length - *left);
            *left = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shortened_by_what_they_print() {
        assert_eq!(length("甲乙^[注の文]丙**丁**[頁](https://a.jp)"), 5);
        for (left, rest) in [
            (5, "甲乙^[注の文]丙**丁**[頁](https://a.jp)"),
            (4, "甲乙^[注の文]丙**丁**"),
            (3, "甲乙^[注の文]丙"),
            (2, "甲乙^[注の文]"),
            (1, "甲^[注の文]"),
        ] {
            assert_eq!(beginning("甲乙^[注の文]丙**丁**[頁](https://a.jp)", left), rest, "{left}");
        }
    }
}
