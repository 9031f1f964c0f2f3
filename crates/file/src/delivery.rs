//! Files that appear whole or not at all.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use kakugi_diagnostic::Diagnostic;

use crate::plain::NOT_A_PLAIN_FILE;
use crate::problems::{refused, unwritable};
use crate::staged::{Rights, StagedFile};
use crate::sync::sync_all;
use crate::target::folder_or_current;
use crate::{Scratch, Target, veil};

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Artefact {
    /// Its path within the output folder.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes all files, as a [`Delivery`] does.
///
/// # Errors
/// The first file that cannot be written.
pub fn write_all(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    write_with(folder, artefacts, Rights::Usual)
}

/// Writes all files, as a [`Delivery`] does, so that nobody but this user can read them.
///
/// # Errors
/// The first file that cannot be written.
pub fn write_privately(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    write_with(folder, artefacts, Rights::Private)
}

fn write_with(folder: &Path, artefacts: &[Artefact], rights: Rights) -> Result<Vec<PathBuf>, Diagnostic> {
    let delivery = Delivery::with_rights(folder, rights);
    for artefact in artefacts {
        delivery.stage(artefact);
    }
    delivery.deliver()
}

/// Writes one file, as a [`Delivery`] does.
///
/// # Errors
/// A file that cannot be written.
pub fn write_file(target: &Target, bytes: &[u8]) -> Result<(), Diagnostic> {
    let delivery = Delivery::into(&target.folder);
    delivery.stage_at(Path::new(&target.name), bytes);
    delivery.deliver().map(drop)
}

/// Files for a folder: each is put together in a folder of its own as soon as it is there, so that it need not be held, and
/// gets its name by a rename at the end.
///
/// No file gets its name before all of them lie complete on the medium, so that a full disk leaves the files of an
/// earlier run as they were. Of two runs into the same folder one waits for the other, so that all files are from one.
/// Dropped before it is delivered, nothing is left of it.
pub struct Delivery {
    folder: PathBuf,
    rights: Rights,
    state: Mutex<DeliveryState>,
}

#[derive(Default)]
struct DeliveryState {
    scratches: Option<ScratchFolders>,
    /// The folders that were made, outermost first.
    new_folders: Vec<PathBuf>,
    files: Vec<StagedFile>,
    /// The rights that new files have by the user's settings.
    usual: Option<Permissions>,
    /// Why no more is staged.
    error: Option<Diagnostic>,
    is_delivered: bool,
}

impl Delivery {
    /// A delivery into a folder, which is made when it is needed.
    pub fn into(folder: &Path) -> Self {
        Self::with_rights(folder, Rights::Usual)
    }

    /// As [`Delivery::into`], of files with these rights.
    pub(crate) fn with_rights(folder: &Path, rights: Rights) -> Self {
        Self { folder: folder_or_current(folder).to_owned(), rights, state: Mutex::default() }
    }

    /// Puts a file together. After a failure, which [`Delivery::deliver`] returns, it does nothing.
    pub fn stage(&self, artefact: &Artefact) {
        self.stage_at(Path::new(&artefact.path), &artefact.bytes);
    }

    /// As [`Delivery::stage`]; the path is one within the folder, or absolute.
    pub(crate) fn stage_at(&self, path: &Path, bytes: &[u8]) {
        let Some(StagedFile { staged, path }) = self.reserve(path) else { return };
        // The writing itself holds nobody up.
        let written = File::create_new(&staged).and_then(|mut file| {
            let usual = veil::hide(&file);
            file.write_all(bytes).map(|()| usual)
        });
        let mut state = self.state();
        match written {
            Ok(usual) => state.usual = state.usual.take().or(usual),
            Err(e) => drop(state.error.get_or_insert_with(|| unwritable(&path, &e))),
        }
    }

    /// Where a file is put together; nothing after a failure.
    fn reserve(&self, path: &Path) -> Option<StagedFile> {
        let mut state = self.state();
        if state.error.is_some() {
            return None;
        }
        state.reserve(&self.folder, path).map_err(|error| state.error = Some(error)).ok()
    }

    fn state(&self) -> MutexGuard<'_, DeliveryState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives all files their names; their paths come in the order in which they were staged.
    ///
    /// # Errors
    /// The first file that could not be written.
    pub fn deliver(self) -> Result<Vec<PathBuf>, Diagnostic> {
        self.deliver_if(|| Ok(()))
    }

    /// Gives all files their names, unless something speaks against it when no other run can write into the folder.
    pub(crate) fn deliver_if(
        self,
        condition: impl FnOnce() -> Result<(), Diagnostic>,
    ) -> Result<Vec<PathBuf>, Diagnostic> {
        let mut state = self.state();
        if let Some(error) = state.error.take() {
            return Err(error);
        }
        if state.scratches.is_none() {
            state.scratches(&self.folder)?;
        }
        sync_all(&state.files, self.rights, state.usual.as_ref())?;
        // Where a folder cannot be locked, runs must take care of each other by themselves.
        let _turn = File::open(&self.folder).ok().filter(|folder| folder.lock().is_ok());
        condition()?;
        let mut written = Vec::with_capacity(state.files.len());
        for file in &state.files {
            fs::rename(&file.staged, &file.path).map_err(|e| unwritable(&file.path, &e))?;
            written.push(file.path.clone());
        }
        state.is_delivered = true;
        let mut folders: Vec<&Path> = written.iter().filter_map(|path| path.parent()).collect();
        folders.sort_unstable();
        folders.dedup();
        // The files have their names; that these outlive a power cut, too, is as much as the file system can do.
        folders.into_iter().filter_map(|folder| File::open(folder).ok()).for_each(|folder| drop(folder.sync_all()));
        drop(state);
        Ok(written)
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        state.scratches = None;
        if !state.is_delivered {
            // Folders in which somebody else has put something stay.
            state.new_folders.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        }
    }
}

impl DeliveryState {
    /// Where a file is put together, and where it will be.
    fn reserve(&mut self, folder: &Path, path: &Path) -> Result<StagedFile, Diagnostic> {
        self.scratches(folder)?;
        let path = folder.join(path);
        match fs::metadata(&path) {
            Ok(existing) if existing.is_dir() => return Err(unwritable(&path, &io::ErrorKind::IsADirectory.into())),
            // A rename would put a file in the place of a device.
            Ok(existing) if !existing.is_file() => return Err(refused(&path, NOT_A_PLAIN_FILE.into())),
            _ => {}
        }
        let parent = path.parent().unwrap_or(folder);
        make_folder(parent, &mut self.new_folders)?;
        let name = self.files.len().to_string();
        let staged = self.scratches(folder)?.beside(parent)?.join(name);
        self.files.push(StagedFile { staged: staged.clone(), path: path.clone() });
        Ok(StagedFile { staged, path })
    }

    /// The folders for files in the making, which are begun with the first file.
    fn scratches(&mut self, folder: &Path) -> Result<&mut ScratchFolders, Diagnostic> {
        if self.scratches.is_none() {
            make_folder(folder, &mut self.new_folders)?;
        }
        match &mut self.scratches {
            Some(scratches) => Ok(scratches),
            none => Ok(none.insert(ScratchFolders::new(folder)?)),
        }
    }
}

/// Makes a folder with all those above it, and adds those that were missing to `new_folders`.
fn make_folder(folder: &Path, new_folders: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    let missing = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
    let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    fs::create_dir_all(folder).map_err(|e| {
        // The one to blame is the file that stands where a folder should be.
        let file = folder.ancestors().find(|above| above.exists() && !above.is_dir());
        match file {
            Some(file) => unwritable(file, &io::ErrorKind::NotADirectory.into()),
            None => unwritable(folder, &e),
        }
    })?;
    new_folders.extend(missing.into_iter().rev());
    Ok(())
}

/// The folders for files in the making, one on each file system: no rename leads from one to another.
struct ScratchFolders {
    by_file_system: BTreeMap<u64, Scratch>,
}

impl ScratchFolders {
    fn new(folder: &Path) -> Result<Self, Diagnostic> {
        let mut scratches = Self { by_file_system: BTreeMap::new() };
        scratches.beside(folder)?;
        Ok(scratches)
    }

    /// The one from which files can be renamed into a folder.
    fn beside(&mut self, folder: &Path) -> Result<&Path, Diagnostic> {
        let scratch = match self.by_file_system.entry(file_system(folder).map_err(|e| unwritable(folder, &e))?) {
            Entry::Occupied(scratch) => scratch.into_mut(),
            Entry::Vacant(none) => none.insert(Scratch::within(folder).map_err(|e| unwritable(folder, &e))?),
        };
        Ok(scratch.path())
    }
}

/// The number of the file system on which a folder lies.
#[cfg(unix)]
fn file_system(folder: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::metadata(folder)?.dev())
}

#[cfg(not(unix))]
fn file_system(_: &Path) -> io::Result<u64> {
    Ok(0)
}
