//! Writing the register anew, where what it misses is gone for good: an explicit act that each report's log keeps.

use std::collections::BTreeSet;
use std::io;

use super::event::{Act, EventKind, Outcome};
use super::object::Object;
use super::register::{self, Register};
use super::store::Store;
use super::{check, walk};
use kakugi_diagnostic::{Diagnostic, Sources};

impl Store {
    /// Writes the register anew from the reports that are there. Gives what it told before and no longer does, or not so; where
    /// that is nothing and there is a register, nothing is done.
    ///
    /// # Errors
    /// A report that is not sound by itself, a store without any, or one that cannot be written. All is as it was then, or the
    /// logs tell of an act that was not finished.
    pub fn renew(&self, reason: &str, act: &Act, sources: &mut Sources) -> Result<Vec<String>, Vec<Diagnostic>> {
        let one = |error: Diagnostic| vec![error];
        let mut objects: Vec<Object> = Vec::new();
        let mut found = Vec::new();
        for id in self.ids().map_err(one)? {
            let folder = self.root.join(&id);
            found.extend(check::object(&folder, &id, sources).found);
            if found.is_empty() {
                objects.push(Object::read(&folder, &id, sources).map_err(one)?);
            }
        }
        if objects.is_empty() {
            // Without a report there is no log that could keep why.
            found.extend(self.verify_register());
        }
        found.extend(objects.iter().filter_map(|object| self.may_record(object, act).err()));
        if !found.is_empty() {
            return Err(found);
        }
        if !self.is_locked() {
            return Err(one(walk::unwritable(&self.root, &io::ErrorKind::PermissionDenied.into())));
        }
        let new = Register::listing(&objects);
        // One that is damaged tells nothing.
        let old = Register::read(&self.root);
        let known = matches!(old, Ok(Some(_)));
        let changes = changes(&old.ok().flatten().unwrap_or_default(), &new);
        if known && changes.is_empty() {
            return Ok(changes);
        }
        let notes: Vec<String> =
            [reason.to_owned(), register::NOTE.to_owned()].into_iter().chain(changes.clone()).collect();
        let mut recorder = self.recorder();
        for object in &objects {
            recorder.add(object, EventKind::Registered, object.head(), Outcome::Success, notes.clone(), act);
        }
        let refused = recorder.finish();
        if !refused.is_empty() {
            return Err(refused);
        }
        self.replace_register(&new).map_err(one)?;
        Ok(changes)
    }
}

/// What one register tells of reports and another does not, or not so.
fn changes(old: &Register, new: &Register) -> Vec<String> {
    let ids: BTreeSet<&String> = old.reports.keys().chain(new.reports.keys()).collect();
    let told = |register: &Register, id: &String| {
        let entry = register.reports.get(id);
        entry.map_or_else(|| "none".to_owned(), |entry| format!("version {} {}", entry.version, entry.inventory_sha512))
    };
    let changed = ids.into_iter().filter(|id| old.reports.get(*id) != new.reports.get(*id));
    changed.map(|id| format!("{id}: {} -> {}", told(old, id), told(new, id))).collect()
}
