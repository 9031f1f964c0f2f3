//! What a document of the archive edition carries besides its pages.

use serde_json::json;
use typst::foundations::Bytes;

use super::Builder;
use crate::internal::InternalError;
use crate::package::{DATA, Package, PackageRecord, SOURCE, Tool, data_json};
use crate::template::Document;
use crate::typeset::Files;

/// The component that lists the attachments.
const LIST: &str = "attachments.json";

impl Builder<'_> {
    /// The packed files of the report, if the edition carries them.
    pub(super) fn package(&self) -> Result<Option<Package>, InternalError> {
        let package = self.edition.attaches().then(|| {
            let record = PackageRecord {
                tool: Tool::own(),
                date: self.stamp.to_string(),
                allow_drop: self.dropping,
                whole: true,
                fonts: self.fonts.hashes(),
                files: std::collections::BTreeMap::new(),
            };
            let previous = self.comparison.map(|comparison| &comparison.files);
            Package::new(self.report, previous, self.assets, self.sources, record)
        });
        package.transpose()
    }

    /// The files that a document carries, and the list of them: what it was made from and its data.
    ///
    /// The briefing and the set carry the whole report; a document of one council carries what concerns that, so
    /// that a thousand of them do not hold a million files.
    pub(super) fn attachments(&self, document: Document, package: Option<&Package>) -> Result<Files, InternalError> {
        let Some(package) = package else { return Ok(Files::new()) };
        let council = document.council();
        let paths = council.and_then(|at| self.report.councils.get(at)).map(|filed| filed.paths());
        let source = paths.map_or_else(|| package.whole(), |paths| package.part(&paths))?;
        let list = json!([
            {
                "name": SOURCE,
                "relationship": "source",
                "mime-type": "application/zip",
                "description": "作成の元となったデータ、画像、テンプレートの一式",
            },
            {
                "name": DATA,
                "relationship": "data",
                "mime-type": "application/json",
                "description": "この文書に印刷されたデータ（JSON）",
            },
        ]);
        let data = data_json(self.report, council)?;
        let files = [(SOURCE, source), (DATA, data.into_bytes()), (LIST, list.to_string().into_bytes())];
        Ok(files.map(|(name, bytes)| (name.to_owned(), Bytes::new(bytes))).into())
    }
}
