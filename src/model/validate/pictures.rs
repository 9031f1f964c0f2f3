//! Pictures: files that must be what their names say.

use super::super::report::PictureFile;
use super::super::{Picture, picture_file};
use super::Check;
use crate::diagnostic::Problem;
use crate::limits;

impl Check<'_> {
    /// Reads a picture and makes sure that it is one.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let (path, shown) = (&picture.file.path, picture.shown());
        if self.pictures.contains_key(&shown) {
            return;
        }
        let unreadable = |reason| Problem::PictureUnreadable { path: path.clone(), reason };
        let bytes = self.folder.file(path, limits::PICTURE_BYTES);
        let bytes = bytes.and_then(|bytes| picture_file::content(picture, bytes).map_err(unreadable));
        match bytes {
            Ok(bytes) => {
                let file = PictureFile { bytes, datum: picture.file.datum };
                self.pictures.insert(shown, file);
            }
            Err(problem) => self.report_at(picture.file.datum, problem),
        }
    }
}
