//! Files that appear whole or not at all.

mod problems;

pub(super) use problems::NAMES_A_FOLDER;
pub use problems::{FileChanged, Unwritable};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::target::folder;
use super::veil::{self, Usual};
use super::{Scratch, Target};
use crate::diagnostic::{Diagnostic, Reason, Term};
use crate::digest::sha512;
use crate::{limits, plain_file};

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

/// Writes all files, as a [`Delivery`] does.
///
/// # Errors
/// The first file that cannot be written.
pub fn write_all(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    let delivery = Delivery::into(folder);
    artefacts.iter().for_each(|artefact| delivery.stage(artefact));
    delivery.deliver()
}

/// Writes all files, as a [`Delivery`] does, so that nobody but this user can read them.
///
/// # Errors
/// The first file that cannot be written.
pub fn write_privately(folder: &Path, artefacts: &[Artefact]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut delivery = Delivery::into(folder);
    delivery.private = true;
    artefacts.iter().for_each(|artefact| delivery.stage(artefact));
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

/// A file that is there and is written anew.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// Where it lies; no link.
    pub path: PathBuf,
    /// What messages call it.
    pub shown: String,
    /// The SHA-512 digest of what it holds so far.
    pub before: String,
    /// What it will hold.
    pub bytes: Vec<u8>,
}

/// Writes files of a folder anew, as a [`Delivery`] does; they keep their rights. Whether they still hold what they held is
/// asked last, when no other run can write into the folder.
///
/// # Errors
/// The first file that holds something else, or cannot be written.
pub fn rewrite(folder: &Path, files: &[Rewrite]) -> Result<(), Diagnostic> {
    let mut delivery = Delivery::into(folder);
    delivery.anew = true;
    files.iter().for_each(|file| delivery.stage_at(&file.path, &file.bytes));
    let unchanged = || {
        files.iter().try_for_each(|Rewrite { path, shown, before, bytes: _ }| {
            let holds = plain_file::read(path, limits::STORED_BYTES).is_ok_and(|bytes| sha512(&bytes) == *before);
            let changed = || Diagnostic::nowhere(FileChanged { path: shown.clone() });
            if holds { Ok(()) } else { Err(changed()) }
        })
    };
    delivery.deliver_if(unchanged).map(drop)
}

/// Files for a folder: each is put together in a folder of its own as soon as it is there, so that it need not be held, and
/// gets its name by a rename at the end.
///
/// No file gets its name before all of them lie complete on the medium, so that a full disk leaves the files of an
/// earlier run as they were. Of two runs into the same folder one waits for the other, so that all files are from one.
/// Dropped before it is delivered, nothing is left of it.
pub struct Delivery {
    folder: PathBuf,
    /// Whether the files stay hidden from others.
    private: bool,
    /// Whether the files keep the rights of those that they replace.
    anew: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    places: Option<Places>,
    /// The folders that were made, outermost first.
    made: Vec<PathBuf>,
    /// Where each file is put together, and its path.
    files: Vec<(PathBuf, PathBuf)>,
    /// The rights that files have which are not hidden.
    usual: Option<Usual>,
    /// Why no more is staged.
    error: Option<Diagnostic>,
    delivered: bool,
}

impl Delivery {
    /// A delivery into a folder, which is made when it is needed.
    pub fn into(path: &Path) -> Self {
        Self { folder: folder(path).to_owned(), private: false, anew: false, state: Mutex::default() }
    }

    /// Puts a file together. After a failure, which the delivery tells of, it does nothing.
    pub fn stage(&self, artefact: &Artefact) {
        self.stage_at(Path::new(&artefact.path), &artefact.bytes);
    }

    fn stage_at(&self, path: &Path, bytes: &[u8]) {
        let staged = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            if state.error.is_some() {
                return;
            }
            match state.place(&self.folder, path) {
                Ok(place) => place,
                Err(error) => {
                    state.error = Some(error);
                    return;
                }
            }
        };
        // The writing itself holds nobody up.
        let (staged, path) = staged;
        let written = File::create_new(&staged).and_then(|mut file| {
            let usual = veil::hide(&file);
            file.write_all(bytes).map(|()| usual)
        });
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match written {
            Ok(usual) => state.usual = state.usual.take().or(usual),
            Err(e) => drop(state.error.get_or_insert_with(|| unwritable(&path, &e))),
        }
    }

    /// Gives all files their names; their paths come in the order in which they were staged.
    ///
    /// # Errors
    /// The first file that could not be written.
    pub fn deliver(self) -> Result<Vec<PathBuf>, Diagnostic> {
        self.deliver_if(|| Ok(()))
    }

    /// Gives all files their names, unless something speaks against it when no other run can write into the folder.
    fn deliver_if(self, may: impl FnOnce() -> Result<(), Diagnostic>) -> Result<Vec<PathBuf>, Diagnostic> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.error.take() {
            return Err(error);
        }
        if state.places.is_none() {
            state.places(&self.folder)?;
        }
        sync(&state.files, state.usual.as_ref().filter(|_| !self.private), self.anew)?;
        // Where a folder cannot be locked, runs must take care of each other by themselves.
        let _turn = File::open(&self.folder).ok().filter(|folder| folder.lock().is_ok());
        may()?;
        let mut written = Vec::with_capacity(state.files.len());
        for (staged, path) in &state.files {
            fs::rename(staged, path).map_err(|e| unwritable(path, &e))?;
            written.push(path.clone());
        }
        state.delivered = true;
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
        state.places = None;
        if !state.delivered {
            // Folders in which somebody else has put something stay.
            state.made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        }
    }
}

impl State {
    /// Where a file is put together, and where it will be.
    fn place(&mut self, folder: &Path, path: &Path) -> Result<(PathBuf, PathBuf), Diagnostic> {
        self.places(folder)?;
        let path = folder.join(path);
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Err(unwritable(&path, &io::ErrorKind::IsADirectory.into())),
            // A rename would put a file in the place of a device.
            Ok(found) if !found.is_file() => return Err(refused(&path, Reason::Known(Term::NoPlainFile))),
            _ => {}
        }
        let parent = path.parent().unwrap_or(folder);
        make_folder(parent, &mut self.made)?;
        let name = self.files.len().to_string();
        let staged = self.places(folder)?.beside(parent)?.join(name);
        self.files.push((staged.clone(), path.clone()));
        Ok((staged, path))
    }

    fn places(&mut self, folder: &Path) -> Result<&mut Places, Diagnostic> {
        if self.places.is_none() {
            make_folder(folder, &mut self.made)?;
        }
        match &mut self.places {
            Some(places) => Ok(places),
            none => Ok(none.insert(Places::new(folder)?)),
        }
    }
}

/// Makes a folder with all those above it, and adds those that were missing to `made`.
fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
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
    made.extend(missing.into_iter().rev());
    Ok(())
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

/// Gives the files the rights that files have, and brings them down to the medium.
fn sync(files: &[(PathBuf, PathBuf)], usual: Option<&Usual>, anew: bool) -> Result<(), Diagnostic> {
    let next = AtomicUsize::new(0);
    // Of several errors the first in the order of the files is told, whichever came first.
    let error: Mutex<Option<(usize, Diagnostic)>> = Mutex::new(None);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((staged, path)) = files.get(at) else { break };
            let finish = |file: File| {
                let former = if anew { Some(fs::metadata(path)?.permissions()) } else { None };
                former.as_ref().or(usual).map_or(Ok(()), |rights| veil::show(&file, rights))?;
                file.sync_all()
            };
            if let Err(e) = File::open(staged).and_then(finish) {
                let mut error = error.lock().unwrap_or_else(PoisonError::into_inner);
                if error.as_ref().is_none_or(|(first, _)| at < *first) {
                    *error = Some((at, unwritable(path, &e)));
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
    error.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), |(_, error)| Err(error))
}

fn unwritable(path: &Path, e: &io::Error) -> Diagnostic {
    refused(path, e.into())
}

fn refused(path: &Path, reason: Reason) -> Diagnostic {
    // What was named without a folder is told so.
    let shown = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    Diagnostic::nowhere(Unwritable { path: shown.display().to_string(), reason })
}
