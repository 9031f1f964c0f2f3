//! What may be added: under which name, and to which state of the store.
//!
//! A version on top of one that was taken back, or a report in the place of one that was taken away, would hide for ever what
//! has happened. So the store is held against its register before anything is built on it.

use super::add::Issue;
use super::check;
use super::object::Object;
use super::register::Register;
use super::root::REGISTER;
use super::store::Store;
use super::{is_device, is_id, walk};
use crate::diagnostic::{ArchiveProblem, Diagnostic, Sources, Term};

impl Store {
    /// Whether a report of this name can be added to, or begun; gives what there is of it.
    ///
    /// # Errors
    /// A name that cannot be kept, an object that is damaged or contradicts the register, one that was taken away, or a
    /// register that is damaged or missing.
    pub fn expects(&self, id: &str, sources: &mut Sources) -> Result<Option<Object>, Vec<Diagnostic>> {
        let one = |problem: ArchiveProblem| vec![Diagnostic::nowhere(problem)];
        let bad = |rule| one(ArchiveProblem::BadName { name: id.to_owned(), rule });
        if !is_id(id) {
            return Err(bad(Term::RuleOfIds));
        }
        let register = Register::read(&self.root).map_err(|fault| vec![fault])?;
        if register.is_none() && self.had_a_register() {
            return Err(one(ArchiveProblem::Lost { path: walk::shown(&self.root, REGISTER) }));
        }
        let entry = register.as_ref().and_then(|register| register.reports.get(id));
        if self.root.join(id).exists() {
            let object = self.object(id, sources).map_err(|fault| vec![fault])?;
            let damaged = check::entered(&object.folder, id, entry, sources).found;
            return if damaged.is_empty() { Ok(Some(object)) } else { Err(damaged) };
        }
        if let Some(entry) = entry {
            return Err(one(ArchiveProblem::ReportGone { id: id.to_owned(), version: entry.version }));
        }
        // A report that is there already was brought by a system on which it can be.
        if is_device(id) {
            return Err(bad(Term::DeviceOfWindows));
        }
        let folded = id.to_lowercase();
        let known = register.iter().flat_map(|register| register.reports.keys().cloned());
        let known = known.chain(self.ids().map_err(|fault| vec![fault])?);
        if known.into_iter().any(|known| known.to_lowercase() == folded) {
            return Err(bad(Term::OneNameInOtherLetters));
        }
        Ok(None)
    }
}

/// Whether an issue can be the next version of an object.
pub(super) fn may_follow(object: &Object, issue: &Issue, sources: &mut Sources) -> Result<(), Diagnostic> {
    let id = object.id.clone();
    let theirs = object.record(object.head(), sources)?.report;
    let ours = &issue.report;
    let year = |date: &str| date.get(..4).map(str::to_owned);
    let problem =
        if year(&theirs.date) != year(&ours.date) || (theirs.title != ours.title && theirs.issuer != ours.issuer) {
            ArchiveProblem::OtherReport { id, theirs: theirs.title, ours: ours.title.clone() }
        } else if issue.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            ArchiveProblem::ReasonMissing { id, version: object.head() + 1 }
        } else {
            return Ok(());
        };
    Err(Diagnostic::nowhere(problem))
}
