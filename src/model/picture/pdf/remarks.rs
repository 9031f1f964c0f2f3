//! What is found out about a page before it is drawn.

use crate::diagnostic::Reason;

use super::super::remark::{PictureRefusal, Remark, Remarks};

/// What there is to say about a page.
#[derive(Default)]
pub(super) struct PageRemarks {
    /// The page's number, counted from 1.
    page: usize,
    /// Why the page cannot be drawn at all.
    pub unreadable: Option<Reason>,
    errors: Remarks,
    notes: Remarks,
}

impl PageRemarks {
    pub fn of(page: usize) -> Self {
        Self { page, ..Self::default() }
    }

    /// Something on the page would be missing or look otherwise.
    pub fn error(&mut self, reason: fn(usize, &str) -> Reason, what: &str) {
        self.errors.add(Remark::new(reason(self.page, what)));
    }

    /// Something on the page is left out by intention.
    pub fn note(&mut self, reason: fn(usize, &str) -> Reason, what: &str) {
        self.notes.add(Remark::new(reason(self.page, what)));
    }

    /// The notes, where nothing is wrong.
    ///
    /// # Errors
    /// What is wrong.
    pub fn outcome(self) -> Result<Vec<Remark>, PictureRefusal> {
        match self.unreadable {
            Some(reason) => Err(PictureRefusal::Unreadable(reason.into())),
            None if !self.errors.is_empty() => Err(PictureRefusal::Incomplete(self.errors.into_all())),
            None => Ok(self.notes.into_all()),
        }
    }
}
