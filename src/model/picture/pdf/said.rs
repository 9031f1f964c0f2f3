//! What is found out about a page before it is drawn.

use crate::diagnostic::{Reason, Words};

use super::super::remark::{Refusal, Remark, Remarks};

/// What there is to say about a page.
#[derive(Default)]
pub(super) struct Said {
    /// The page's number, as messages say it.
    pub page: String,
    /// Why the page cannot be drawn at all.
    pub unreadable: Option<Reason>,
    errors: Remarks,
    notes: Remarks,
}

impl Said {
    pub fn of(page: usize) -> Self {
        Self { page: page.to_string(), ..Self::default() }
    }

    /// Something on the page would be missing or look otherwise.
    pub fn error(&mut self, term: Words, what: impl Into<String>) {
        self.errors.add(Remark::new(Reason::Figures(term, [self.page.clone(), what.into()])));
    }

    /// Something on the page is left out by intention.
    pub fn note(&mut self, term: Words, what: impl Into<String>) {
        self.notes.add(Remark::new(Reason::Figures(term, [self.page.clone(), what.into()])));
    }

    /// The notes, where nothing is wrong.
    ///
    /// # Errors
    /// What is wrong.
    pub fn outcome(self) -> Result<Vec<Remark>, Refusal> {
        match self.unreadable {
            Some(reason) => Err(Refusal::Unreadable(reason)),
            None if !self.errors.is_empty() => Err(Refusal::Incomplete(self.errors.into_all())),
            None => Ok(self.notes.into_all()),
        }
    }
}
