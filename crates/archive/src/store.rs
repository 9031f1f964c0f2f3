//! Opening a store, and keeping others out while it changes.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::disk::{self, Disk, RealDisk};
use crate::register::{self, MissingReport, Register};
use crate::root::{DECLARATION, FILES, LOCK, REGISTER};
use crate::walk::{self, unreadable, unwritable};
use crate::within::is_below_store;
use crate::{StoredObject, is_id, recover, staging};
use kakugi_diagnostic::{Diagnostic, Language, Sources, choice, problems};
use kakugi_file::EntryKind;

/// A folder in which reports are kept.
pub struct Store {
    pub(crate) root: PathBuf,
    pub(crate) disk: Box<dyn Disk>,
    /// Read when it is first asked for.
    register: OnceLock<Option<Register>>,
    /// Held for as long as the store is open, so that nobody else changes it.
    lock: Option<File>,
}

impl Store {
    /// Opens a store for reading; what a killed run has left is put in order first.
    ///
    /// # Errors
    /// A folder that is no store, or one that somebody else is changing at this moment.
    pub fn open(root: &Path) -> Result<Self, Diagnostic> {
        let mut store = Self::unlocked(root, Box::new(RealDisk));
        if !root.join(DECLARATION.0).exists() && !root.join(FILES[1].0).exists() {
            return Err(Diagnostic::nowhere(NotAStore { path: root.display().to_string() }));
        }
        if recover::is_needed(root) {
            store.lock()?;
            store.lock = None;
        }
        Ok(store)
    }

    /// Opens a store and keeps others from changing it; a store on a medium that cannot be written
    /// is opened as well, since nobody else can change it either.
    ///
    /// # Errors
    /// A folder that is no store, or one that somebody else is changing at this moment.
    pub fn open_alone(root: &Path) -> Result<Self, Diagnostic> {
        let mut store = Self::open(root)?;
        store.lock()?;
        Ok(store)
    }

    /// Opens a store to add to it, and makes it where there is none yet.
    ///
    /// # Errors
    /// A folder with other things in it, one within another store, one that cannot be written, or one that somebody else is
    /// changing.
    pub fn create(root: &Path) -> Result<Self, Diagnostic> {
        Self::create_on(root, Box::new(RealDisk))
    }

    /// Makes sure that a store can be in a folder: not within another.
    ///
    /// # Errors
    /// A folder that lies or would lie within a store.
    pub fn check_location(root: &Path) -> Result<(), Diagnostic> {
        if !is_below_store(root) {
            return Ok(());
        }
        Err(Diagnostic::nowhere(WithinStore { path: root.display().to_string() }))
    }

    /// As `create`, with a disk of the caller's.
    pub(crate) fn create_on(root: &Path, disk: Box<dyn Disk>) -> Result<Self, Diagnostic> {
        Self::check_location(root)?;
        disk::make_root(root).map_err(|e| unwritable(root, &e))?;
        let names = walk::names(root).map_err(|e| unreadable(root, &e))?;
        // A folder in which a killed run has only begun is begun anew.
        if !names.contains_key(DECLARATION.0) && !names.keys().all(|name| is_of_a_root(name)) {
            return Err(Diagnostic::nowhere(NotAStore { path: root.display().to_string() }));
        }
        let mut store = Self::unlocked(root, disk);
        store.lock()?;
        if store.lock.is_none() {
            return Err(unwritable(root, &io::ErrorKind::PermissionDenied.into()));
        }
        if store.ids()?.is_empty() {
            store.write_root().map_err(|e| unwritable(root, &e))?;
        }
        Ok(store)
    }

    fn unlocked(root: &Path, disk: Box<dyn Disk>) -> Self {
        Self { root: root.to_owned(), disk, register: OnceLock::new(), lock: None }
    }

    /// Whether the store may be changed by this run.
    pub(crate) fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The names of the objects, sorted.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn ids(&self) -> Result<Vec<String>, Diagnostic> {
        let names = walk::names(&self.root).map_err(|e| unreadable(&self.root, &e))?;
        Ok(names
            .into_iter()
            .filter(|(name, kind)| *kind == EntryKind::Folder && is_id(name))
            .map(|(name, _)| name)
            .collect())
    }

    /// Reads what an object says of itself.
    ///
    /// # Errors
    /// An unknown name, or an inventory that cannot be read.
    pub fn object(&self, id: &str, sources: &mut Sources) -> Result<StoredObject, Diagnostic> {
        self.expect_object(id)?;
        StoredObject::read(&self.root.join(id), id, sources)
    }

    /// Makes sure that there is an object of a name, without a look at all the others.
    ///
    /// # Errors
    /// An unknown name.
    pub(crate) fn expect_object(&self, id: &str) -> Result<(), Diagnostic> {
        let folder = fs::symlink_metadata(self.root.join(id));
        if is_id(id) && folder.is_ok_and(|folder| folder.is_dir()) {
            return Ok(());
        }
        if let Some(entry) = self.register().and_then(|register| register.reports.get(id)) {
            let problem = MissingReport { id: id.to_owned(), version: entry.version };
            return Err(Diagnostic::nowhere(problem));
        }
        let known = self.ids()?;
        Err(Diagnostic::nowhere(UnknownObject { id: id.to_owned(), known }))
    }

    /// The register as it was when it was first asked for, if there is a sound one.
    pub(crate) fn register(&self) -> Option<&Register> {
        self.register.get_or_init(|| Register::read(&self.root).ok().flatten()).as_ref()
    }

    /// Whether an event of a report tells that there was a register.
    pub(crate) fn had_a_register(&self) -> bool {
        self.ids().unwrap_or_default().into_iter().any(|id| {
            let object = StoredObject::read(&self.root.join(&id), &id, &mut Sources::default());
            object.is_ok_and(|object| {
                object.events.iter().any(|event| event.notes.iter().any(|note| note == register::NOTE))
            })
        })
    }

    /// Locks the store where it can be written, and puts in order what a killed run has left.
    fn lock(&mut self) -> Result<(), Diagnostic> {
        let path = self.root.join(LOCK);
        let file = match disk::open_lock(&path) {
            Ok(file) => file,
            Err(e) if matches!(e.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
                return Ok(());
            }
            Err(e) => return Err(unwritable(&path, &e)),
        };
        match file.try_lock() {
            Ok(()) => self.lock = Some(file),
            Err(TryLockError::WouldBlock) => {
                let path = self.root.display().to_string();
                return Err(Diagnostic::nowhere(StoreBusy { path }));
            }
            Err(TryLockError::Error(e)) => return Err(unwritable(&path, &e)),
        }
        recover::tidy(self.disk.as_ref(), &self.root)
    }

    /// Writes what is missing of the root's files, each in one step.
    fn write_root(&self) -> io::Result<()> {
        let staging = staging::begin(self.disk.as_ref(), &self.root)?;
        for (name, text) in FILES {
            if !self.root.join(name).exists() {
                self.disk.write(&staging.join(name), text.as_bytes())?;
                self.disk.rename(&staging.join(name), &self.root.join(name))?;
            }
        }
        self.disk.sync(&self.root)?;
        staging::end(self.disk.as_ref(), &self.root)
    }
}

/// Whether a file or folder of this name is one of a store's own.
fn is_of_a_root(name: &str) -> bool {
    FILES.iter().any(|(file, _)| *file == name) || [LOCK, REGISTER, "extensions"].contains(&name)
}

problems! {
    /// Not an archive.
    K0701 error NotAStore { path: String }
    en: "`{path}` is not a store of issued reports",
        hint "give the folder of the store with `--store`; `kakugi archive add` makes a store in a new or empty \
            folder";
    ja: "`{path}`は保存庫ではありません",
        hint "保存庫のフォルダーを`--store`で指定してください。新しい保存庫は、`kakugi archive add`で、新しいか空の\
            フォルダーに作ります";

    /// Archive in use.
    K0702 error StoreBusy { path: String }
    en: "another run is changing the store `{path}` now",
        hint "wait until it has ended, and try again";
    ja: "保存庫`{path}`は、ほかの処理が変更している途中です",
        hint "終わるのを待って、もう一度実行してください";

    /// Unknown report.
    K0706 error UnknownObject { id: String, known: Vec<String> }
    en: "the store has no report `{id}`",
        hints { choice(id, known, Language::English) };
    ja: "保存庫に`{id}`という報告書はありません",
        hints { choice(id, known, Language::Japanese) };

    /// Target within an archive.
    K0730 error WithinStore { path: String }
    en: "`{path}` is inside a store, which holds nothing but its own files",
        hint "choose a folder outside the store";
    ja: "`{path}`は保存庫の中にあります。保存庫にほかのものは置けません",
        hint "保存庫の外のフォルダーを指定してください";
}
