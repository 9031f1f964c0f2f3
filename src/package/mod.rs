//! The source package (ソース一式): everything that a report is made from, in one deterministic zip.
//!
//! It travels inside every PDF of the archive edition, so that a single file is enough to read the data again and to make the
//! documents anew: `record.json`, the report's files under `report/`, all templates and components under `templates/`, and
//! the files of an earlier report under `previous/` where documents tell what has changed since.

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
use crate::digest::sha512;
use crate::model::Report;

pub use data::data_json;
pub use read::{Contents, Damage};
pub use record::{Record, Tool};

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

/// The packed files of a report, ready to be put together into the packages of its documents.
pub struct Package {
    /// All files but the record; copied from without being packed again.
    packed: Vec<u8>,
    hashes: BTreeMap<String, String>,
    own: BTreeSet<String>,
    record: Record,
}

impl Package {
    /// Packs the files of a report and its templates; `record` tells how its documents are made.
    ///
    /// `previous` are the files of the report that documents compare this one with.
    pub fn new(
        report: &Report,
        previous: Option<&BTreeMap<String, Arc<[u8]>>>,
        assets: &Assets,
        sources: &Sources,
        record: Record,
    ) -> Self {
        let of = |folder: &'static str| {
            move |(path, bytes): (&String, &Arc<[u8]>)| (format!("{folder}/{path}"), bytes.clone())
        };
        let reports: Vec<(String, Arc<[u8]>)> =
            report.files.iter().map(of(REPORT)).chain(previous.into_iter().flatten().map(of(PREVIOUS))).collect();
        let files = reports.iter().map(|(path, bytes)| (path.clone(), bytes.as_ref()));
        let templates =
            assets.files().map(|(path, file)| (format!("{TEMPLATES}/{path}"), sources.text(file).as_bytes()));
        let files: BTreeMap<String, &[u8]> = files.chain(templates).collect();
        let hashes = files.iter().map(|(path, bytes)| (path.clone(), sha512(bytes))).collect();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &files {
            add(&mut zip, path, bytes);
        }
        Self { packed: finish(zip), hashes, own: report.own_paths(), record }
    }

    /// The package with all files of the report.
    pub fn whole(&self) -> Vec<u8> {
        self.of(&|_| true, true)
    }

    /// The package with these of the report's files, those of its own pages and the templates.
    pub fn part(&self, paths: &BTreeSet<String>) -> Vec<u8> {
        self.of(&|path| paths.contains(path) || self.own.contains(path), false)
    }

    fn of(&self, wanted: &dyn Fn(&str) -> bool, whole: bool) -> Vec<u8> {
        let own = |path: &str| {
            [REPORT, PREVIOUS].iter().find_map(|folder| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned))
        };
        let wanted = |path: &str| own(path).is_none_or(|path| wanted(&path));
        let files = self.hashes.iter().filter(|(path, _)| wanted(path));
        let files = files.map(|(path, hash)| (path.clone(), hash.clone())).collect();
        let record = Record { whole, files, ..self.record.clone() };
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        add(&mut zip, RECORD, record.to_json().as_bytes());
        // What was packed a moment ago can be read, and memory takes anything.
        if let Ok(mut packed) = ZipArchive::new(Cursor::new(&self.packed)) {
            for at in 0..packed.len() {
                if let Ok(file) = packed.by_index_raw(at)
                    && wanted(file.name())
                {
                    let _ = zip.raw_copy_file(file);
                }
            }
        }
        finish(zip)
    }
}

/// Adds a file with fixed times and rights, so that the same files give the same bytes.
fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, bytes: &[u8]) {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(u32::try_from(bytes.len()).is_err())
        .unix_permissions(0o644);
    // Memory takes anything.
    let _ = zip.start_file(path, options).and_then(|()| Ok(zip.write_all(bytes)?));
}

fn finish(zip: ZipWriter<Cursor<Vec<u8>>>) -> Vec<u8> {
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
