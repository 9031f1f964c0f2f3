//! Finding out whether a store is as it was.

use crate::check;
use crate::discrepancy::{AlteredFile, MissingFile, StrayFile};
use crate::is_id;
use crate::object::StoredObject;
use crate::register::{MissingReport, MissingVersion, Register};
use crate::root::{FILES, FORMER, LOCK, REGISTER, STAGING};
use crate::store::Store;
use crate::walk::{self, unreadable};
use kakugi_diagnostic::{Diagnostic, Sources, problems};
use kakugi_file::{EntryKind, Unreadable};

/// What was found out about an object.
pub struct ObjectVerdict {
    /// The object.
    pub id: String,
    /// How many versions it has.
    pub versions: usize,
    /// How many files were read.
    pub files: usize,
    /// How many bytes that were.
    pub bytes: u64,
    /// The SHA-512 of its inventory.
    pub inventory_digest: String,
    /// Whether an event can be added to its log.
    pub log_is_sound: bool,
    /// What is wrong, each with the name of the file.
    pub findings: Vec<Diagnostic>,
}

impl Store {
    /// Reads every byte of an object.
    ///
    /// # Errors
    /// An unknown name.
    pub fn verify(&self, id: &str, sources: &mut Sources) -> Result<ObjectVerdict, Diagnostic> {
        self.expect_object(id)?;
        let entry = self.register().and_then(|register| register.reports.get(id));
        let checked = check::entered(&self.root.join(id), id, entry, sources);
        Ok(ObjectVerdict {
            id: id.to_owned(),
            versions: checked.head,
            files: checked.files,
            bytes: checked.bytes,
            inventory_digest: checked.inventory_digest,
            log_is_sound: checked.log_is_sound,
            findings: checked.findings,
        })
    }

    /// Reads what belongs to no object: the files of the root, and what should not be there.
    pub fn verify_root(&self) -> Vec<Diagnostic> {
        let names = match walk::names(&self.root) {
            Ok(names) => names,
            Err(e) => return vec![unreadable(&self.root, &e)],
        };
        let mut findings = Vec::new();
        for (name, text) in FILES {
            match walk::read(&self.root, name) {
                Ok(bytes) if bytes == text.as_bytes() => {}
                Ok(bytes) if FORMER.iter().any(|former| former.0 == name && former.1.as_bytes() == bytes) => {}
                Ok(_) => findings.push(self.altered(name)),
                Err(error) => findings.push(error),
            }
        }
        for (name, kind) in &names {
            match kind {
                // The register is read below, and says so itself.
                EntryKind::Other(_) if name == REGISTER => {}
                EntryKind::Other(what) => {
                    let path = walk::shown(&self.root, name);
                    findings.push(Diagnostic::nowhere(Unreadable { path, reason: (*what).into() }));
                }
                EntryKind::PlainFile if name == LOCK => {
                    if walk::read(&self.root, name).is_ok_and(|bytes| !bytes.is_empty()) {
                        findings.push(self.altered(name));
                    }
                }
                EntryKind::PlainFile if name == REGISTER => {}
                EntryKind::PlainFile if FILES.iter().any(|(file, _)| file == name) => {}
                EntryKind::Folder if name == "extensions" => findings.extend(self.verify_extensions()),
                EntryKind::Folder if is_id(name) => {}
                EntryKind::PlainFile | EntryKind::Folder => {
                    findings.push(Diagnostic::nowhere(StrayFile { path: walk::shown(&self.root, name) }));
                }
            }
        }
        findings.extend(self.verify_register());
        findings
    }

    /// What the register tells is missing, and what is wrong with the register itself.
    pub fn verify_register(&self) -> Vec<Diagnostic> {
        let path = walk::shown(&self.root, REGISTER);
        match Register::read(&self.root) {
            Err(error) => vec![error],
            Ok(None) if self.had_a_register() => vec![Diagnostic::nowhere(MissingFile { path })],
            Ok(None) => Vec::new(),
            Ok(Some(register)) => {
                let gone = register.reports.into_iter().filter(|(id, _)| !self.root.join(id).is_dir());
                gone.map(|(id, entry)| Diagnostic::nowhere(MissingReport { id, version: entry.version })).collect()
            }
        }
    }

    /// A version that the register tells of and a report does not have.
    pub fn missing_version(&self, object: &StoredObject) -> Option<Diagnostic> {
        let entry = self.register()?.reports.get(&object.id).filter(|entry| entry.version > object.head())?;
        let (id, version, head) = (object.id.clone(), entry.version, object.head());
        Some(Diagnostic::nowhere(MissingVersion { id, version, head }))
    }

    fn verify_extensions(&self) -> Vec<Diagnostic> {
        let folder = self.root.join("extensions");
        let names = match walk::names(&folder) {
            Ok(names) => names,
            Err(e) => return vec![walk::unreadable(&folder, &e)],
        };
        let names = names.into_keys().map(|name| format!("extensions/{name}"));
        let findings = names.map(|name| {
            let path = walk::shown(&self.root, &name);
            match name.as_str() {
                STAGING => Diagnostic::nowhere(StagingLeftover { path }),
                _ => Diagnostic::nowhere(StrayFile { path }),
            }
        });
        findings.collect()
    }

    fn altered(&self, name: &str) -> Diagnostic {
        Diagnostic::nowhere(AlteredFile { path: walk::shown(&self.root, name) })
    }
}

problems! {
    /// Left by an interrupted run.
    K0713 warning StagingLeftover { path: String }
    en: "`{path}` was left by a run that was interrupted",
        hint "nothing has to be done; the next `kakugi archive add` cleans it up";
    ja: "`{path}`は、途中で止まった処理が残したものです",
        hint "対応は要りません。次に`kakugi archive add`を実行したときに片付けます";
}
