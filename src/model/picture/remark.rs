//! What there is to say about a picture.

use std::ops::Range;
use std::sync::Arc;

use super::PictureError;
use crate::diagnostic::Reason;

/// A picture as pages show it.
pub(in crate::model) struct PictureContent {
    /// The bytes of its file, of the drawing of its page, or of its drawing with all styles resolved.
    pub bytes: Arc<[u8]>,
    /// Where pages show less or something else than its maker saw, by intention.
    pub remarks: Vec<Remark>,
}

impl From<Arc<[u8]>> for PictureContent {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self { bytes, remarks: Vec::new() }
    }
}

/// Something about a picture that its user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct Remark {
    pub reason: Reason,
    /// Bytes of the drawing's text, where it is one.
    pub range: Option<Range<usize>>,
}

impl Remark {
    pub(super) fn new(reason: impl Into<Reason>) -> Self {
        Self { reason: reason.into(), range: None }
    }

    pub(super) fn at(range: Range<usize>, reason: impl Into<Reason>) -> Self {
        Self { reason: reason.into(), range: Some(range) }
    }
}

/// Why a picture is not shown.
#[derive(Debug)]
pub(in crate::model) enum PictureRefusal {
    /// It cannot be read.
    Unreadable(PictureError),
    /// It can be read, but parts of it would be missing or look otherwise.
    Incomplete(Vec<Remark>),
}

impl<E: Into<PictureError>> From<E> for PictureRefusal {
    fn from(error: E) -> Self {
        Self::Unreadable(error.into())
    }
}

impl From<Remark> for PictureRefusal {
    fn from(remark: Remark) -> Self {
        Self::Incomplete(vec![remark])
    }
}

/// Remarks as they are found, each kind of thing once: a drawing may hold the same thing a thousand times.
#[derive(Default)]
pub(super) struct Remarks {
    all: Vec<Remark>,
}

impl Remarks {
    /// More than this many things of a picture nobody fixes one by one.
    const MOST: usize = 20;

    pub fn add(&mut self, remark: Remark) {
        if self.all.len() < Self::MOST && !self.all.iter().any(|known| known.reason == remark.reason) {
            self.all.push(remark);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn into_all(self) -> Vec<Remark> {
        self.all
    }
}
