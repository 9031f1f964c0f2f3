//! The source package (ソース一式): everything that a report is made from, in one deterministic zip.
//!
//! It travels inside every PDF of the archive edition, so that a single file is enough to read the data again and to make the
//! documents anew: `record.json`, the report's files under `report/`, all templates and components under `templates/`, and
//! the files of an earlier report under `previous/` where documents tell what has changed since.

mod attached;
mod data;
mod read;
mod record;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::assets::Assets;
use crate::diagnostic::Sources;
use crate::file::sha512;
use crate::internal::{ExpectInternal, InternalError};
use crate::model::Report;

pub use attached::{AttachmentBroken, attached};
pub use data::{data_json, is_data_of};
pub use read::{PackageContents, PackageDamage};
pub use record::{PackageRecord, TOOL, Tool};

/// The name of the package among a document's attachments.
pub const SOURCE: &str = "source.zip";
/// The name of the data among a document's attachments.
pub const DATA: &str = "data.json";
/// The name of the record within the package.
pub const RECORD: &str = "record.json";
/// The folder of the report's files within the package.
pub const REPORT: &str = "report";
/// The folder of the earlier report's files within the package, if documents tell what has changed since.
pub const PREVIOUS: &str = "previous";
/// The folder of the templates within the package.
pub const TEMPLATES: &str = "templates";

/// The files of a report, ready to be put together into the packages of its documents.
pub struct Package {
    /// The files that each package holds, packed once; copied from without being packed again.
    common: Vec<u8>,
    /// The other files, which are packed with each document that is made from them: a thousand packed ones are too large to hold.
    others: BTreeMap<String, Arc<[u8]>>,
    /// The digests of all files, in the order in which packages hold them.
    digests: BTreeMap<String, String>,
    record: PackageRecord,
}

impl Package {
    /// Packs the files that a report's documents have in common, and its templates; `record` tells how documents are made.
    ///
    /// `previous` are the files of the report that documents compare this one with.
    ///
    /// # Errors
    /// None but those of the program itself, here and below: memory takes anything.
    pub fn new(
        report: &Report,
        previous: Option<&BTreeMap<String, Arc<[u8]>>>,
        assets: &Assets,
        sources: &Sources,
        record: PackageRecord,
    ) -> Result<Self, InternalError> {
        let of_all_documents = report.framing_paths();
        let mut common: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        let mut others: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        for (folder, files) in [(REPORT, Some(&report.files)), (PREVIOUS, previous)] {
            for (path, bytes) in files.into_iter().flatten() {
                let kept = if of_all_documents.contains(path) { &mut common } else { &mut others };
                kept.insert(format!("{folder}/{path}"), bytes.clone());
            }
        }
        for (path, file) in assets.files() {
            common.insert(format!("{TEMPLATES}/{path}"), sources.text(file).as_bytes().into());
        }
        let files = common.iter().chain(&others);
        let digests = files.map(|(path, bytes)| (path.clone(), sha512(bytes))).collect();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &common {
            add(&mut zip, path, bytes)?;
        }
        Ok(Self { common: finish(zip)?, others, digests, record })
    }

    /// The package with all files of the report.
    ///
    /// # Errors
    /// See [`new`](Self::new).
    pub fn whole(&self) -> Result<Vec<u8>, InternalError> {
        self.of(self.others.iter().collect(), true)
    }

    /// The package with these of the report's files, those of its own pages and the templates.
    ///
    /// # Errors
    /// See [`new`](Self::new).
    pub fn part(&self, paths: &BTreeSet<String>) -> Result<Vec<u8>, InternalError> {
        let names = paths.iter().flat_map(|path| [REPORT, PREVIOUS].map(|folder| format!("{folder}/{path}")));
        self.of(names.filter_map(|name| self.others.get_key_value(&name)).collect(), false)
    }

    fn of(&self, others: BTreeMap<&String, &Arc<[u8]>>, whole: bool) -> Result<Vec<u8>, InternalError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut common = ZipArchive::new(Cursor::new(&self.common)).internal("what was just packed cannot be read")?;
        let names: Vec<String> = common.file_names().map(str::to_owned).collect();
        let names: BTreeSet<&String> = names.iter().chain(others.keys().copied()).collect();
        let mut files = BTreeMap::new();
        for name in &names {
            let digest = self.digests.get(*name).internal("a file of the package has no digest")?;
            files.insert((*name).clone(), digest.clone());
        }
        let record = PackageRecord { whole, files, ..self.record.clone() };
        add(&mut zip, RECORD, record.to_json()?.as_bytes())?;
        for name in names {
            if let Some(bytes) = others.get(name) {
                add(&mut zip, name, bytes)?;
            } else {
                let index = common.index_for_name(name).internal("what was just packed is not in the package")?;
                let file = common.by_index_raw(index).internal("what was just packed cannot be read")?;
                zip.raw_copy_file(file).internal("a packed file cannot be copied")?;
            }
        }
        finish(zip)
    }
}

/// Adds a file with fixed times and rights, so that the same files give the same bytes.
fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, bytes: &[u8]) -> Result<(), InternalError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(u32::try_from(bytes.len()).is_err())
        .unix_permissions(0o644);
    zip.start_file(path, options).internal("a file cannot be added to the package")?;
    zip.write_all(bytes).internal("a file cannot be packed")
}

fn finish(zip: ZipWriter<Cursor<Vec<u8>>>) -> Result<Vec<u8>, InternalError> {
    zip.finish().map(Cursor::into_inner).internal("the package cannot be finished")
}
