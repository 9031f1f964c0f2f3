//! Finding out whether a store is as it was.

use super::check;
use super::is_id;
use super::root::{FILES, FORMER, LOCK, REGISTER, STAGING};
use super::store::Store;
use super::walk::{self, Kind, unreadable};
use crate::archive::object::Altered;
use crate::diagnostic::{AnyProblem, Diagnostic, Sources, problems};
use crate::plain_file::Unreadable;

/// What was found out about an object.
pub struct Verdict {
    /// The object.
    pub id: String,
    /// How many versions it has.
    pub versions: usize,
    /// How many files were read.
    pub files: usize,
    /// How many bytes that were.
    pub bytes: u64,
    /// The SHA-512 of its inventory.
    pub fingerprint: String,
    /// Whether an event can be added to its log.
    pub log_is_sound: bool,
    /// What is wrong, each with the name of the file.
    pub found: Vec<Diagnostic>,
}

impl Store {
    /// Reads every byte of an object.
    ///
    /// # Errors
    /// An unknown name.
    pub fn verify(&self, id: &str, sources: &mut Sources) -> Result<Verdict, Diagnostic> {
        self.knows(id)?;
        let entry = self.register().and_then(|register| register.reports.get(id));
        let checked = check::entered(&self.root.join(id), id, entry, sources);
        Ok(Verdict {
            id: id.to_owned(),
            versions: checked.head,
            files: checked.files,
            bytes: checked.bytes,
            fingerprint: checked.fingerprint,
            log_is_sound: checked.log_is_sound,
            found: checked.found,
        })
    }

    /// Reads what belongs to no object: the files of the root, and what should not be there.
    pub fn verify_root(&self) -> Vec<Diagnostic> {
        let names = match walk::names(&self.root) {
            Ok(names) => names,
            Err(e) => return vec![unreadable(&self.root, &e)],
        };
        let mut found = Vec::new();
        for (name, text) in FILES {
            match walk::read(&self.root, name) {
                Ok(bytes) if bytes == text.as_bytes() => {}
                Ok(bytes) if FORMER.iter().any(|former| former.0 == name && former.1.as_bytes() == bytes) => {}
                Ok(_) => found.push(self.about(name, |path| Altered { path }.into())),
                Err(error) => found.push(error),
            }
        }
        for (name, kind) in &names {
            match kind {
                // The register is read below, and says so itself.
                Kind::Other(_) if name == REGISTER => {}
                Kind::Other(what) => {
                    let path = walk::shown(&self.root, name);
                    found.push(Diagnostic::nowhere(Unreadable { path, reason: (*what).into() }));
                }
                Kind::File if name == LOCK => {
                    if walk::read(&self.root, name).is_ok_and(|bytes| !bytes.is_empty()) {
                        found.push(self.about(name, |path| Altered { path }.into()));
                    }
                }
                Kind::File if name == REGISTER => {}
                Kind::File if FILES.iter().any(|(file, _)| file == name) => {}
                Kind::Folder if name == "extensions" => found.extend(self.verify_extensions()),
                Kind::Folder if is_id(name) => {}
                Kind::File | Kind::Folder => found.push(self.about(name, |path| Stray { path }.into())),
            }
        }
        found.extend(self.verify_register());
        found
    }

    fn verify_extensions(&self) -> Vec<Diagnostic> {
        let folder = self.root.join("extensions");
        let names = match walk::names(&folder) {
            Ok(names) => names,
            Err(e) => return vec![walk::unreadable(&folder, &e)],
        };
        let one = |name: String| {
            let name = format!("extensions/{name}");
            if name == STAGING {
                self.about(&name, |path| LeftByAKilledRun { path }.into())
            } else {
                self.about(&name, |path| Stray { path }.into())
            }
        };
        names.into_keys().map(one).collect()
    }

    fn about(&self, name: &str, problem: impl FnOnce(String) -> AnyProblem) -> Diagnostic {
        Diagnostic::nowhere(problem(walk::shown(&self.root, name)))
    }
}

problems! {
    /// Stray file.
    K0710 error Stray { path: String }
    en: "`{path}` does not belong to the store",
        hint "find out who put it there, and move it out of the store";
    ja: "`{path}`は保存庫のものではありません",
        hint "誰が置いたかを確かめ、保存庫の外に移してください";

    /// Left by an interrupted run.
    K0713 warning LeftByAKilledRun { path: String }
    en: "`{path}` was left by a run that was interrupted",
        hint "nothing has to be done; the next `kakugi archive add` cleans it up";
    ja: "`{path}`は、途中で止まった処理が残したものです",
        hint "対応は要りません。次に`kakugi archive add`を実行したときに片付けます";
}
