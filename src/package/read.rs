//! Reading a source package, which may come from anywhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{PREVIOUS, PackageRecord, RECORD, REPORT, TEMPLATES};
use crate::data::is_plain_path;
use crate::file::sha512;
use crate::limits;

/// The files of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageContents {
    /// How the documents were made.
    pub record: PackageRecord,
    /// All other files by their path in the package.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Why a package cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageDamage {
    /// The bytes are no zip, or a broken one.
    NoZip,
    /// There is no record, or it cannot be read.
    NoRecord,
    /// It would take too much room.
    TooLarge,
    /// The path of a file leads out of the package.
    Outside(String),
    /// The path of a file is none that a package has: hidden, with signs that act on terminals or other systems, or beside
    /// the folders of a package.
    Unfit(String),
    /// A file that the record lists is missing.
    Missing(String),
    /// A file is not the one that the record lists, or is not listed.
    Altered(String),
}

/// Whether a path is one that packages have.
fn is_fit(path: &str) -> bool {
    let folder = path.split_once('/').map(|(folder, _)| folder);
    is_plain_path(path)
        && (path == RECORD || folder.is_some_and(|folder| [REPORT, PREVIOUS, TEMPLATES].contains(&folder)))
}

impl PackageContents {
    /// Unpacks a package and holds every file against the record.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(zip: &[u8]) -> Result<Self, PackageDamage> {
        let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|_| PackageDamage::NoZip)?;
        if archive.len() > limits::PACKED_FILES {
            return Err(PackageDamage::TooLarge);
        }
        let mut files = BTreeMap::new();
        let mut room = limits::PACKED_BYTES as u64;
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(|_| PackageDamage::NoZip)?;
            let path = file.name().to_owned();
            if file.enclosed_name().is_none_or(|enclosed| enclosed.to_str() != Some(path.as_str())) {
                return Err(PackageDamage::Outside(path));
            }
            if !is_fit(&path) {
                return Err(PackageDamage::Unfit(path));
            }
            let mut bytes = Vec::new();
            file.take(room + 1).read_to_end(&mut bytes).map_err(|_| PackageDamage::Altered(path.clone()))?;
            room = room.checked_sub(bytes.len() as u64).ok_or(PackageDamage::TooLarge)?;
            files.insert(path, bytes);
        }
        let record = files.remove(RECORD).ok_or(PackageDamage::NoRecord)?;
        let record: PackageRecord = serde_json::from_slice(&record).map_err(|_| PackageDamage::NoRecord)?;
        if let Some(missing) = record.files.keys().find(|path| !files.contains_key(*path)) {
            return Err(PackageDamage::Missing(missing.clone()));
        }
        let altered = files.iter().find(|(path, bytes)| record.files.get(*path) != Some(&sha512(bytes)));
        if let Some((path, _)) = altered {
            return Err(PackageDamage::Altered(path.clone()));
        }
        Ok(Self { record, files })
    }

    /// A file of the report, by its path in the report's folder.
    pub(super) fn report_file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(&format!("{REPORT}/{path}")).map(Vec::as_slice)
    }

    /// The files below a folder of the package, by their path in it.
    pub fn below(&self, folder: &str) -> BTreeMap<&str, &[u8]> {
        let files = self
            .files
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.strip_prefix('/')?, bytes.as_slice())));
        files.collect()
    }
}
