//! A parsed source after a change of its text.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use typst::syntax::Source;

use super::MainSource;
use super::closed_world::main_id;

impl MainSource {
    /// The source's text.
    pub fn text(&self) -> &str {
        self.0.text()
    }

    /// The source with another text. Lines that both have in common keep their places in what is parsed, also between lines
    /// that have changed.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        let mut source = self.0.clone();
        for (range, replacement) in edits(source.text(), text).into_iter().rev() {
            source.edit(range, replacement);
        }
        // What is parsed anew is right in any case.
        if source.text() == text { Self(source) } else { Self(Source::new(main_id(), text.to_owned())) }
    }
}

/// What is to be replaced in a text by what, so that it becomes the other.
fn edits<'n>(old: &str, new: &'n str) -> Vec<(Range<usize>, &'n str)> {
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let (old_offsets, new_offsets) = (offsets(&old_lines), offsets(&new_lines));
    let operations = capture_diff_slices(Algorithm::Myers, &old_lines, &new_lines);
    let changed = operations.iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    changed
        .filter_map(|operation| {
            let (old_range, new_range) = (operation.old_range(), operation.new_range());
            let range = *old_offsets.get(old_range.start)?..*old_offsets.get(old_range.end)?;
            let replacement = new.get(*new_offsets.get(new_range.start)?..*new_offsets.get(new_range.end)?)?;
            Some(narrowed(old.get(range.clone())?, range.start, replacement))
        })
        .collect()
}

/// The edit without what the beginnings and the ends of both texts have in common.
fn narrowed<'n>(old: &str, start: usize, new: &'n str) -> (Range<usize>, &'n str) {
    let same = |(a, b): &(char, char)| a == b;
    let prefix: usize = old.chars().zip(new.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
    let suffix: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let range = start + prefix..start + old.len() - suffix;
    (range, &new_rest[..new_rest.len() - suffix])
}

/// Where each line begins, and where the last one ends.
fn offsets(lines: &[&str]) -> Vec<usize> {
    let ends = lines.iter().scan(0, |end, line| {
        *end += line.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(source: &MainSource) -> Vec<(String, u64)> {
        let root = source.0.root();
        root.children().map(|node| (format!("{node:?}"), node.span().into_raw().get())).collect()
    }

    #[test]
    fn what_stays_keeps_its_place() {
        let text: String = (0..50).map(|number| format!("#text[第{number}節]\n")).collect();
        let source = MainSource(Source::new(main_id(), text.clone()));
        let changed = text.replace("第3節", "第三節の一").replace("第40節", "").replace("#text[第20節]\n", "");
        let new = source.with_text(&changed);
        assert_eq!(new.0.text(), changed);
        let (before, after) = (spans(&source), spans(&new));
        let kept = after.iter().filter(|node| before.contains(node)).count();
        assert!(kept + 12 > after.len(), "{kept} of {}", after.len());
    }

    #[test]
    fn any_text_can_follow_any_other() {
        let texts = ["", "a", "a\nb\nc", "b\na\n", "甲\n乙\n丙\n", "甲\n丙\n乙\n", "甲\n乙丙\n", "\n\n"];
        for old in texts {
            let source = MainSource(Source::new(main_id(), old.to_owned()));
            for new in texts {
                assert_eq!(source.with_text(new).0.text(), new, "{old:?}");
                let mut text = old.to_owned();
                for (range, replacement) in edits(old, new).into_iter().rev() {
                    text.replace_range(range, replacement);
                }
                assert_eq!(text, new, "{old:?}");
            }
        }
    }
}
