//! Files that appear whole or not at all.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Scratch;
use crate::diagnostic::{Diagnostic, Problem};

/// So many files are brought down to the medium at a time: waiting takes longer than writing.
const WRITERS: usize = 8;

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Artefact {
    /// Its path within the output folder.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes all files: each is put together in a folder of its own, and gets its name by a rename.
///
/// No file gets its name before all of them lie complete on the medium, so that a full disk leaves the files of an
/// earlier run as they were. Of two runs into the same folder one waits for the other, so that all files are from one.
///
/// # Errors
/// The first file that cannot be written.
pub fn write_all(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    make_folder(folder)?;
    // Where a folder cannot be locked, runs must take care of each other by themselves.
    let _turn = File::open(folder).ok().filter(|folder| folder.lock().is_ok());
    let mut places = Places::new(folder)?;
    let mut files = Vec::with_capacity(artefacts.len());
    for (at, artefact) in artefacts.iter().enumerate() {
        let path = folder.join(&artefact.path);
        if path.is_dir() {
            return Err(unwritable(&path, &io::ErrorKind::IsADirectory.into()));
        }
        let parent = path.parent().unwrap_or(folder);
        make_folder(parent)?;
        let staged = places.beside(parent)?.join(at.to_string());
        files.push((staged, path, artefact.bytes.as_slice()));
    }
    stage(&files)?;
    let mut written = Vec::with_capacity(files.len());
    for (staged, path, _) in files {
        fs::rename(&staged, &path).map_err(|e| unwritable(&path, &e))?;
        written.push(path);
    }
    let mut folders: Vec<&Path> = written.iter().filter_map(|path| path.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    // The files have their names; that these outlive a power cut, too, is as much as the file system can do.
    folders.into_iter().filter_map(|folder| File::open(folder).ok()).for_each(|folder| drop(folder.sync_all()));
    Ok(written)
}

/// Makes a folder with all those above it.
fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|e| {
        // The one to blame is the file that stands where a folder should be.
        let file = folder.ancestors().find(|above| above.exists() && !above.is_dir());
        match file {
            Some(file) => unwritable(file, &io::ErrorKind::NotADirectory.into()),
            None => unwritable(folder, &e),
        }
    })
}

/// The folders for files in the making, one on each file system: no rename leads from one to another.
struct Places {
    folders: BTreeMap<u64, Scratch>,
}

impl Places {
    fn new(folder: &Path) -> Result<Self, Diagnostic> {
        let mut places = Self { folders: BTreeMap::new() };
        places.beside(folder)?;
        Ok(places)
    }

    /// The one from which files can be renamed into a folder.
    fn beside(&mut self, folder: &Path) -> Result<&Path, Diagnostic> {
        let system = file_system(folder).map_err(|e| unwritable(folder, &e))?;
        Ok(match self.folders.entry(system) {
            Entry::Occupied(scratch) => scratch.into_mut(),
            Entry::Vacant(none) => none.insert(Scratch::within(folder).map_err(|e| unwritable(folder, &e))?),
        }
        .path())
    }
}

#[cfg(unix)]
fn file_system(folder: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::metadata(folder)?.dev())
}

#[cfg(not(unix))]
fn file_system(_: &Path) -> io::Result<u64> {
    Ok(0)
}

/// Writes the files under their temporary names and brings them down to the medium.
fn stage(files: &[(PathBuf, PathBuf, &[u8])]) -> Result<(), Diagnostic> {
    let next = AtomicUsize::new(0);
    // Of several faults the first in the order of the files is told, whichever came first.
    let fault: Mutex<Option<(usize, Diagnostic)>> = Mutex::new(None);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((staged, path, bytes)) = files.get(at) else { break };
            if let Err(e) = put(staged, bytes) {
                let mut fault = fault.lock().unwrap_or_else(PoisonError::into_inner);
                if fault.as_ref().is_none_or(|(first, _)| at < *first) {
                    *fault = Some((at, unwritable(path, &e)));
                }
                // Nobody begins another.
                next.store(files.len(), Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..WRITERS.min(files.len()) {
            // With fewer threads it takes longer.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    fault.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), |(_, fault)| Err(fault))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
    Diagnostic::nowhere(Problem::Unwritable { path: path.display().to_string(), reason: e.into() })
}
