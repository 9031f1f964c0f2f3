//! Files of pictures: of the kind that their names say, and whole.

use std::sync::Arc;

use roxmltree::Document;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::error::PictureError;
use super::kind::{Kind, ending};
use super::remark::{Refusal, Remark, Shown};
use super::{Picture, pdf, pixels, svg};
use crate::diagnostic::{Reason, Words, reasons};

reasons! {
    page_blank(page: usize)
    en: "its page {page} is blank";
    ja: "{page}ページには何も描かれていません";

    ending_unknown(kind: &str)
    en: "its content is {kind}; give it the right file extension";
    ja: "中身は{kind}です。拡張子も{kind}のものにしてください";

    other_format(kind: &str)
    en: "it is in the format {kind}, which is not supported; save photographs as JPEG or PNG, drawings as SVG or PDF";
    ja: "{kind}形式には対応していません。写真はJPEGかPNG、図はSVGかPDFで保存し直してください";
}

const PAGE_TOO_LARGE: Words =
    Words::new("its page is too large; save it as PNG", "ページが大きすぎます。PNGで保存してください");

impl Picture {
    /// The path by which pages refer to what is shown: the file, or a page of it as a drawing.
    pub fn shown(&self) -> String {
        let path = &self.file.path;
        match self.page {
            _ if ending(path) != "pdf" => path.clone(),
            None => format!("{path}.1.svg"),
            Some(page) => format!("{path}.{}.svg", page.value.normalize()),
        }
    }
}

/// Why a picture has no page of the number that is given, whatever its file may hold.
pub(in crate::model) fn page_error(picture: &Picture) -> Option<PictureError> {
    let page = picture.page.map(|page| page.value)?;
    if ending(&picture.file.path) != "pdf" {
        return Some(PictureError::OnlyPdfHasPages);
    }
    (!page.is_integer() || page < Decimal::ONE).then_some(PictureError::PageNotCounted)
}

/// What a picture shows: the bytes of its file, or the drawing of its page.
///
/// # Errors
/// Why it cannot be shown.
pub(in crate::model) fn content(picture: &Picture, bytes: Arc<[u8]>) -> Result<Shown, Refusal> {
    let path = &picture.file.path;
    let page = picture.page.map_or(Decimal::ONE, |page| page.value);
    let kind = kind(path, &bytes)?;
    if picture.page.is_some() && kind != Kind::Pdf {
        return Err(PictureError::OnlyPdfHasPages.into());
    }
    match kind {
        Kind::Pdf => {
            let page = page.is_integer().then(|| page.to_usize()).flatten();
            let page = page.ok_or(PictureError::PageNotCounted)?;
            let (drawing, remarks) = pdf::drawing(&bytes, page)?;
            let tree = Document::parse_with_options(&drawing, svg::options()).map_err(|_| PAGE_TOO_LARGE)?;
            if !pdf::draws(&tree) {
                return Err(Remark::new(page_blank(page)).into());
            }
            Ok(Shown { bytes: drawing.into_bytes().into(), remarks })
        }
        Kind::Svg => svg::prepared(&bytes),
        _ => {
            pixels::whole(&bytes)?;
            let remarks = pixels::moves(&bytes)
                .then(|| {
                    Remark::new(Words::new(
                        "it is animated; only its first frame is printed",
                        "アニメーションのため、最初のコマだけが印刷されます",
                    ))
                })
                .into_iter()
                .collect();
            Ok(Shown { bytes, remarks })
        }
    }
}

/// The kind of a picture, by its name and by its content.
fn kind(path: &str, bytes: &[u8]) -> Result<Kind, Reason> {
    let (by_name, found) = (Kind::named(path), Kind::found(bytes));
    match (by_name, found) {
        (Some(by_name), Some(found)) if by_name == found => Ok(found),
        (_, Some(Kind::Other(name))) => Err(other_format(name)),
        // A page or a drawing that does not begin as one is told by its reader what it lacks.
        (Some(by_name @ (Kind::Pdf | Kind::Svg)), None) => Ok(by_name),
        (Some(by_name), Some(found)) => Err(kakugi_diagnostic::reason!(
            "its file extension is for {named}, but its content is {content}",
            "拡張子は{named}ですが、中身は{content}です",
            named = by_name.name(),
            content = found.name()
        )),
        (None, Some(found)) => Err(ending_unknown(found.name())),
        (_, None) => Err(Words::new(
            "it is not a PNG, JPEG, GIF, WebP, SVG or PDF file",
            "PNG、JPEG、GIF、WebP、SVG、PDFのどれでもありません",
        )
        .into()),
    }
}
