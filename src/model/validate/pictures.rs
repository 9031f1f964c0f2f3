//! Pictures: files that must be what their names say, and be shown whole.

use super::super::Picture;
use super::super::picture::{Refusal, Remark, content, page_fault};
use super::super::report::PictureFile;
use super::Check;
use crate::diagnostic::{Diagnostic, FileId, Place, Problem, Reason, Term};
use crate::limits;

impl Check<'_> {
    /// Reads a picture and makes sure that it is one.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let (path, shown) = (&picture.file.path, picture.shown());
        if self.pictures.contains_key(&shown) && page_fault(picture).is_none() {
            return;
        }
        let bytes = match self.folder.file(path, limits::PICTURE_BYTES) {
            Ok(bytes) => bytes,
            Err(problem) => {
                self.report_at(picture.file.datum, problem);
                if let Some(reason) = page_fault(picture) {
                    let problem = Problem::PictureUnreadable { path: path.clone(), reason: reason.into() };
                    self.report_at(picture.file.datum, problem);
                }
                return;
            }
        };
        match content(picture, bytes.clone()) {
            Ok(found) => {
                let file = PictureFile { bytes: found.bytes, datum: picture.file.datum };
                self.pictures.insert(shown, file);
                self.remarks(picture, &bytes, found.remarks, |path, reason| Problem::PictureDiffers { path, reason });
            }
            Err(Refusal::Unreadable(reason)) => {
                self.report_at(picture.file.datum, Problem::PictureUnreadable { path: path.clone(), reason });
            }
            Err(Refusal::Incomplete(remarks)) => {
                self.remarks(picture, &bytes, remarks, |path, reason| Problem::PictureIncomplete { path, reason });
            }
        }
    }

    /// Reports what there is to say about a picture, at its place in the drawing where it has one.
    fn remarks(
        &mut self,
        picture: &Picture,
        bytes: &[u8],
        remarks: Vec<Remark>,
        problem: impl Fn(String, Reason) -> Problem,
    ) {
        let mut drawing: Option<FileId> = None;
        for Remark { reason, range } in remarks {
            let problem = problem(picture.file.path.clone(), reason);
            let own = self.place(picture.file.datum);
            let place = range.map(|range| {
                let file = *drawing.get_or_insert_with(|| {
                    let name = self.folder.shown(&picture.file.path);
                    self.sources.add(name, String::from_utf8_lossy(bytes))
                });
                Place { file, range }
            });
            let diagnostic = match (place, own) {
                (Some(place), Some(own)) => Diagnostic::at(place, problem).with_related(own, Term::ShownHere),
                (place, own) => Diagnostic::new(place.or(own), problem),
            };
            self.diagnostics.push(diagnostic);
        }
    }
}
