//! Pictures: files that must be what their names say, and be shown whole.

use super::super::Picture;
use super::super::picture::{PictureError, Refusal, Remark, content, page_error};
use super::super::report::PictureFile;
use super::Check;
use crate::diagnostic::{AnyProblem, Diagnostic, FileId, Language, Place, Reason, Words, problems};
use crate::limits;

impl Check<'_> {
    /// Reads a picture and makes sure that it is one.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let (path, shown) = (&picture.file.path, picture.shown());
        if self.pictures.contains_key(&shown) && page_error(picture).is_none() {
            return;
        }
        let bytes = match self.folder.file(path, limits::PICTURE_BYTES) {
            Ok(bytes) => bytes,
            Err(problem) => {
                self.report_at(picture.file.datum, problem);
                if let Some(error) = page_error(picture) {
                    let problem = PictureUnreadable { path: path.clone(), error };
                    self.report_at(picture.file.datum, problem.into());
                }
                return;
            }
        };
        match content(picture, bytes.clone()) {
            Ok(found) => {
                let file = PictureFile { bytes: found.bytes, datum: picture.file.datum };
                self.pictures.insert(shown, file);
                self.remarks(picture, &bytes, found.remarks, |path, reason| PictureDiffers { path, reason }.into());
            }
            Err(Refusal::Unreadable(error)) => {
                self.report_at(picture.file.datum, PictureUnreadable { path: path.clone(), error }.into());
            }
            Err(Refusal::Incomplete(remarks)) => {
                self.remarks(picture, &bytes, remarks, |path, reason| PictureIncomplete { path, reason }.into());
            }
        }
    }

    /// Reports what there is to say about a picture, at its place in the drawing where it has one.
    fn remarks(
        &mut self,
        picture: &Picture,
        bytes: &[u8],
        remarks: Vec<Remark>,
        problem: impl Fn(String, Reason) -> AnyProblem,
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
                (Some(place), Some(own)) => {
                    Diagnostic::at(place, problem).with_related(own, Words::new("shown here", "載せる場所"))
                }
                (place, own) => Diagnostic::new(place.or(own), problem),
            };
            self.diagnostics.push(diagnostic);
        }
    }
}

problems! {
    /// Picture that cannot be read.
    K0222 error PictureUnreadable { path: String, error: PictureError }
    en: { format!("the picture `{path}` cannot be read: {}", error.text(Language::English)) },
        hints {
            match error {
                PictureError::NoSuchPage { pages: 1, .. } => {
                    vec!["write `\"page\": 1`, or remove `page`".to_owned()]
                }
                PictureError::NoSuchPage { pages, .. } => vec![format!("write a `page` from 1 to {pages}")],
                PictureError::PageNotCounted | PictureError::OnlyPdfHasPages => Vec::new(),
                PictureError::Other(_) => vec!["save it again as PNG, JPEG, GIF, WebP, SVG or PDF".to_owned()],
            }
        };
    ja: { format!("画像`{path}`を読めません: {}", error.text(Language::Japanese)) },
        hints {
            match error {
                PictureError::NoSuchPage { pages: 1, .. } => {
                    vec!["`\"page\": 1`と書くか、`page`を削除してください".to_owned()]
                }
                PictureError::NoSuchPage { pages, .. } => {
                    vec![format!("`page`は1から{pages}までの数で書いてください")]
                }
                PictureError::PageNotCounted | PictureError::OnlyPdfHasPages => Vec::new(),
                PictureError::Other(_) => vec!["PNG、JPEG、GIF、WebP、SVG、PDFのどれかで保存し直してください".to_owned()],
            }
        };

    /// Picture of which something would be missing.
    K0284 error PictureIncomplete { path: String, reason: Reason }
    en: {
        format!(
            "part of the picture `{path}` would be missing or look different: {}",
            reason.text(Language::English)
        )
    },
        hint "fix this in the program that made the picture, or save it as PNG";
    ja: { format!("画像`{path}`の一部が欠けるか、元と違って印刷されます: {}", reason.text(Language::Japanese)) },
        hint "画像を作ったソフトで直すか、PNGで保存し直してください";

    /// Picture that is not printed as it looks elsewhere.
    K0285 warning PictureDiffers { path: String, reason: Reason }
    en: { format!("the picture `{path}` is printed differently from how it looks in other programs: {}", reason.text(Language::English)) },
        hint "check the picture on the page; if it is as it should be, nothing has to be done";
    ja: { format!("画像`{path}`は、ほかのソフトでの見え方と違って印刷されます: {}", reason.text(Language::Japanese)) },
        hint "紙面で画像を確かめてください。そのままでよければ、対応は要りません";
}
