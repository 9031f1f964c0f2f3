//! What may be added: under which name, and to which state of the store.
//!
//! A version on top of one that was taken back, or a report in the place of one that was taken away, would hide for ever what
//! has happened. So the store is held against its register before anything is built on it.

use crate::check;
use crate::discrepancy::MissingFile;
use crate::object::StoredObject;
use crate::register::{MissingReport, Register};
use crate::root::REGISTER;
use crate::store::Store;
use crate::{is_device, is_id, walk};
use kakugi_diagnostic::{Diagnostic, Language, Sources, Words, problems};

impl Store {
    /// Whether a report of this name can be added to, or begun; gives what there is of it.
    ///
    /// # Errors
    /// A name that cannot be kept, an object that is damaged or contradicts the register, one that was taken away, or a
    /// register that is damaged or missing.
    pub fn admit(&self, id: &str, sources: &mut Sources) -> Result<Option<StoredObject>, Vec<Diagnostic>> {
        if !is_id(id) {
            return Err(vec![Diagnostic::nowhere(UnusableName::no_id(id))]);
        }
        let register = Register::read(&self.root).map_err(|error| vec![error])?;
        if register.is_none() && self.had_a_register() {
            return Err(vec![Diagnostic::nowhere(MissingFile { path: walk::shown(&self.root, REGISTER) })]);
        }
        let entry = register.as_ref().and_then(|register| register.reports.get(id));
        if self.root.join(id).exists() {
            let object = self.object(id, sources).map_err(|error| vec![error])?;
            let damaged = check::entered(&object.folder, id, entry, sources).findings;
            return if damaged.is_empty() { Ok(Some(object)) } else { Err(damaged) };
        }
        if let Some(entry) = entry {
            return Err(vec![Diagnostic::nowhere(MissingReport { id: id.to_owned(), version: entry.version })]);
        }
        // A report that is there already was brought by a system on which it can be.
        if is_device(id) {
            return Err(vec![Diagnostic::nowhere(UnusableName { name: id.to_owned(), rule: DEVICE })]);
        }
        let folded = id.to_lowercase();
        let known = register.iter().flat_map(|register| register.reports.keys().cloned());
        let known = known.chain(self.ids().map_err(|error| vec![error])?);
        if known.into_iter().any(|known| known.to_lowercase() == folded) {
            return Err(vec![Diagnostic::nowhere(UnusableName { name: id.to_owned(), rule: SAME_BUT_FOR_CASE })]);
        }
        Ok(None)
    }
}

/// What names of reports are made of.
const RULE_OF_IDS: Words = Words::new(
    "names are letters and digits of any script, `-`, `_` and `.` between them, at most 120 bytes",
    "使えるのは、文字、数字、`-`、`_`、途中の`.`で、120バイトまでです",
);

/// What is said of a name that Windows takes for a device.
const DEVICE: Words = Words::new(
    "Windows reserves it for a device, so no folder can have it",
    "Windowsが装置の名前として予約しているため、フォルダーの名前にできません",
);

/// What is said of a name that differs from another by its case alone.
const SAME_BUT_FOR_CASE: Words = Words::new(
    "the store has this name in different letter case, which many systems do not distinguish",
    "大文字と小文字だけが違う名前がすでに保存庫にあり、区別しないシステムでは同じフォルダーになります",
);

impl UnusableName {
    /// The error of a name that no report can have (see [`is_id`]).
    pub fn no_id(name: &str) -> Self {
        Self { name: name.to_owned(), rule: RULE_OF_IDS }
    }
}

problems! {
    /// Unusable name.
    K0704 error UnusableName { name: String, rule: Words }
    en: { format!("the name `{name}` cannot be used in the store: {}", rule.text(Language::English)) },
        hint "rename it; for a report, give another name with `--id`";
    ja: { format!("`{name}`という名前は保存庫では使えません。{}", rule.text(Language::Japanese)) },
        hint "名前を変えてください。報告書の名前は`--id`で指定できます";
}
