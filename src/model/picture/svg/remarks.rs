//! What is found out about a drawing while its styles are resolved.

use std::ops::Range;

use super::super::remark::{PictureRefusal, Remark, Remarks};
use crate::diagnostic::Reason;

/// What there is to say about a drawing.
pub(super) struct DrawingRemarks<'t> {
    /// The drawing's text.
    pub text: &'t str,
    errors: Remarks,
    notes: Remarks,
}

impl<'t> DrawingRemarks<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, errors: Remarks::default(), notes: Remarks::default() }
    }

    /// Something would be missing or look otherwise.
    pub fn error(&mut self, range: Range<usize>, reason: impl Into<Reason>) {
        self.errors.add(Remark::at(range, reason));
    }

    /// See [`DrawingRemarks::error`]; names come from the drawing and may be of any length.
    pub fn error_of(&mut self, range: Range<usize>, reason: fn(&str) -> Reason, name: &str) {
        self.error(range, reason(&shortened(name)));
    }

    /// Something is left out by intention.
    pub fn note(&mut self, range: Range<usize>, reason: impl Into<Reason>) {
        self.notes.add(Remark::at(range, reason));
    }

    /// What may be remarked, where nothing is wrong.
    ///
    /// # Errors
    /// What is wrong.
    pub fn outcome(self) -> Result<Vec<Remark>, PictureRefusal> {
        if self.errors.is_empty() {
            Ok(self.notes.into_all())
        } else {
            Err(PictureRefusal::Incomplete(self.errors.into_all()))
        }
    }
}

/// As much of a name as a message shows; nothing in it may turn the message round.
pub(super) fn shortened(name: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = name.chars().take(MOST).map(printable).collect();
    if name.chars().count() > MOST {
        short.push('…');
    }
    short
}

/// A character, or a blank in place of one that cannot be printed.
fn printable(c: char) -> char {
    if c.is_control() || crate::data::unprintable(c.encode_utf8(&mut [0; 4])).is_some() { ' ' } else { c }
}
