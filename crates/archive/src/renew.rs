//! Writing the register anew, where what it misses is gone for good: an explicit act that each report's log keeps.

use std::collections::BTreeSet;
use std::io;

use crate::event::{Act, EventKind, EventOutcome};
use crate::log::NewEvent;
use crate::object::StoredObject;
use crate::register::{self, Register};
use crate::store::Store;
use crate::{check, walk};
use kakugi_diagnostic::{Diagnostic, Sources, problems};

impl Store {
    /// Writes the register anew from the reports that are there. Gives what it told before and no longer does, or not so; where
    /// that is nothing and there is a register, nothing is done.
    ///
    /// # Errors
    /// A report that is not sound by itself, a store without any, or one that cannot be written. All is as it was then, or the
    /// logs tell of an act that was not finished.
    pub fn renew(&self, reason: &str, act: &Act, sources: &mut Sources) -> Result<Vec<String>, Vec<Diagnostic>> {
        let mut objects: Vec<StoredObject> = Vec::new();
        let mut errors = Vec::new();
        let ids = self.ids().map_err(|error| vec![error])?;
        for id in &ids {
            let folder = self.root.join(id);
            errors.extend(check::object(&folder, id, sources).findings);
            if errors.is_empty() {
                objects.push(StoredObject::read(&folder, id, sources).map_err(|error| vec![error])?);
            }
        }
        if ids.is_empty() {
            errors.extend(self.nowhere_to_record());
        }
        errors.extend(objects.iter().filter_map(|object| self.check_clock(object, act).err()));
        if !errors.is_empty() {
            return Err(errors);
        }
        if !self.is_locked() {
            return Err(vec![walk::unwritable(&self.root, &io::ErrorKind::PermissionDenied.into())]);
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
            let (kind, version, notes) = (EventKind::Registered, object.head(), notes.clone());
            recorder.add(object, NewEvent { kind, version, outcome: EventOutcome::Success, notes }, act);
        }
        let refused = recorder.finish();
        if !refused.is_empty() {
            return Err(refused);
        }
        new.replace(self.disk.as_ref(), &self.root).map_err(|error| vec![error])?;
        Ok(changes)
    }

    /// Why a register cannot be written anew if there is no report: it is damaged, or it lists reports of which none is
    /// left, so that no log could keep who did it and why.
    fn nowhere_to_record(&self) -> Option<Diagnostic> {
        match Register::read(&self.root) {
            Err(error) => Some(error),
            Ok(Some(register)) if !register.reports.is_empty() => Some(Diagnostic::nowhere(NoReportLeft)),
            Ok(_) => None,
        }
    }
}

/// What one register tells of reports and another does not, or not so.
fn changes(old: &Register, new: &Register) -> Vec<String> {
    let ids: BTreeSet<&String> = old.reports.keys().chain(new.reports.keys()).collect();
    let changed = ids.into_iter().filter(|id| old.reports.get(*id) != new.reports.get(*id));
    changed.map(|id| format!("{id}: {} -> {}", described(old, id), described(new, id))).collect()
}

/// An entry of a register in the words of an event.
fn described(register: &Register, id: &str) -> String {
    match register.reports.get(id) {
        Some(entry) => format!("version {} {}", entry.version, entry.inventory_sha512),
        None => "none".to_owned(),
    }
}

problems! {
    /// No report whose log could keep the change.
    K0731 error NoReportLeft
    en: "the store has no report left, so nothing can record who rewrites the register, and why",
        hint "if the reports were removed by mistake, move their folders back, or restore them from a backup copy",
        hint "otherwise add the next report with `kakugi archive add`, and then run this command again; a store that is no \
            longer needed can be moved away as a whole";
    ja: "保存庫に報告書が一つも残っていないため、誰がなぜ台帳を書き直したかを記録できません",
        hint "報告書を誤って取り除いた場合は、そのフォルダーを元の場所かバックアップから戻してください",
        hint "意図して取り除いた場合は、`kakugi archive add`で次の報告書を追加してから、もう一度実行してください。保存\
            庫がもう要らないときは、保存庫のフォルダーごと別の場所に移してください";
}
