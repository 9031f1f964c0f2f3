//! The folder of a report on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, FileId, Problem, Reason, Sources, Term};

/// A report's folder with its JSON files read.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// `report.json`.
    pub report: FileId,
    /// `councils/<id>.json` by id.
    pub councils: BTreeMap<String, FileId>,
}

impl Folder {
    /// Reads all JSON files of a report.
    ///
    /// # Errors
    /// One diagnostic a file that cannot be read, or one if the folder holds no report.
    pub fn read(root: &Path, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let report_path = root.join("report.json");
        if !report_path.is_file() {
            let path = root.display().to_string();
            return Err(vec![Diagnostic::nowhere(Problem::NotAReport { path })]);
        }
        let mut faults = Vec::new();
        let mut read = |path: &Path| match read_text(root, path) {
            Ok(text) => Some(sources.add(path.display().to_string(), text)),
            Err(problem) => {
                faults.push(Diagnostic::nowhere(problem));
                None
            }
        };
        let report = read(&report_path);
        let mut councils = BTreeMap::new();
        for path in json_files(&root.join("councils")) {
            let Some(id) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            if let Some(file) = read(&path) {
                councils.insert(id.to_owned(), file);
            }
        }
        match report {
            Some(report) if faults.is_empty() => Ok(Self { root: root.to_owned(), report, councils }),
            _ => Err(faults),
        }
    }

    /// The path of a file of the report on disk, for messages.
    pub fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }

    /// Reads a picture or table by its path relative to the report's folder.
    ///
    /// # Errors
    /// A path that leaves the folder, also by a symbolic link, or a file that cannot be read.
    pub fn file(&self, path: &str) -> Result<Vec<u8>, Problem> {
        let relative = Path::new(path);
        let names: Vec<_> = relative
            .components()
            .filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None })
            .collect();
        // Anything but plain names joined by single slashes comes out different.
        if names.join("/") != path {
            return Err(Problem::FileOutside { path: path.to_owned() });
        }
        let missing = |_| Problem::FileMissing { path: path.to_owned() };
        let real = fs::canonicalize(self.root.join(relative)).map_err(missing)?;
        if !is_within(&self.root, &real) {
            return Err(Problem::FileOutside { path: path.to_owned() });
        }
        fs::read(&real).map_err(|e| Problem::PictureUnreadable { path: path.to_owned(), reason: e.into() })
    }
}

/// The `.json` files of a folder, sorted; none if there is no such folder.
fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "json") && path.is_file()).collect();
    paths.sort();
    paths
}

/// Whether a path without symbolic links lies within a folder.
fn is_within(root: &Path, real: &Path) -> bool {
    fs::canonicalize(root).is_ok_and(|root| real.starts_with(root))
}

fn read_text(root: &Path, path: &Path) -> Result<String, Problem> {
    let unreadable = |reason: Reason| Problem::Unreadable { path: path.display().to_string(), reason };
    let real = fs::canonicalize(path).map_err(|e| unreadable(e.into()))?;
    if !is_within(root, &real) {
        return Err(unreadable(Term::LinkLeadsOutside.into()));
    }
    let bytes = fs::read(path).map_err(|e| unreadable(e.into()))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable(Term::NotUtf8.into()))?;
    // RFC 8259 §8.1 lets a reader ignore the byte order mark that some editors write.
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}
