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
use crate::archive::object::Lost;
use crate::archive::register::ReportGone;
use crate::diagnostic::{AnyProblem, Diagnostic, Language, Sources, Term, Words, problems};

impl Store {
    /// Whether a report of this name can be added to, or begun; gives what there is of it.
    ///
    /// # Errors
    /// A name that cannot be kept, an object that is damaged or contradicts the register, one that was taken away, or a
    /// register that is damaged or missing.
    pub fn expects(&self, id: &str, sources: &mut Sources) -> Result<Option<Object>, Vec<Diagnostic>> {
        let one = |problem: AnyProblem| vec![Diagnostic::nowhere(problem)];
        let bad = |rule| one(BadName { name: id.to_owned(), rule }.into());
        if !is_id(id) {
            return Err(bad(Term::RuleOfIds));
        }
        let register = Register::read(&self.root).map_err(|error| vec![error])?;
        if register.is_none() && self.had_a_register() {
            return Err(one(Lost { path: walk::shown(&self.root, REGISTER) }.into()));
        }
        let entry = register.as_ref().and_then(|register| register.reports.get(id));
        if self.root.join(id).exists() {
            let object = self.object(id, sources).map_err(|error| vec![error])?;
            let damaged = check::entered(&object.folder, id, entry, sources).found;
            return if damaged.is_empty() { Ok(Some(object)) } else { Err(damaged) };
        }
        if let Some(entry) = entry {
            return Err(one(ReportGone { id: id.to_owned(), version: entry.version }.into()));
        }
        // A report that is there already was brought by a system on which it can be.
        if is_device(id) {
            return Err(bad(Words::new(
                "Windows reserves it for a device, so no folder can have it",
                "Windowsが装置の名前として予約しているため、フォルダーの名前にできません",
            )));
        }
        let folded = id.to_lowercase();
        let known = register.iter().flat_map(|register| register.reports.keys().cloned());
        let known = known.chain(self.ids().map_err(|error| vec![error])?);
        if known.into_iter().any(|known| known.to_lowercase() == folded) {
            return Err(bad(Words::new(
                "the store has this name in different letter case, which many systems do not distinguish",
                "大文字と小文字だけが違う名前がすでに保存庫にあり、区別しないシステムでは同じフォルダーになります",
            )));
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
    let problem: AnyProblem =
        if year(&theirs.date) != year(&ours.date) || (theirs.title != ours.title && theirs.issuer != ours.issuer) {
            OtherReport { id, theirs: theirs.title, ours: ours.title.clone() }.into()
        } else if issue.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            ReasonMissing { id, version: object.head() + 1 }.into()
        } else {
            return Ok(());
        };
    Err(Diagnostic::nowhere(problem))
}

problems! {
    /// Reason missing.
    K0703 error ReasonMissing { id: String, version: usize }
    en: "`{id}` was issued before, but no reason is given for version {version}",
        hint "give the reason for the reissue with `--reason \"…\"`";
    ja: "`{id}`は発行済みですが、第{version}版の再発行の理由がありません",
        hint "再発行の理由を`--reason \"…\"`で指定してください";

    /// Unusable name.
    K0704 error BadName { name: String, rule: Words }
    en: { format!("the name `{name}` cannot be used in the store: {}", rule.text(Language::English)) },
        hint "rename it; for a report, give another name with `--id`";
    ja: { format!("`{name}`という名前は保存庫では使えません。{}", rule.text(Language::Japanese)) },
        hint "名前を変えてください。報告書の名前は`--id`で指定できます";

    /// Another report.
    K0705 error OtherReport { id: String, theirs: String, ours: String }
    en: "`{id}` in the store is a different report: `{theirs}`, not `{ours}`",
        hint "give this report a name that no other report has, with `--id`";
    ja: "保存庫の`{id}`は別の報告書です（保存庫のものは`{theirs}`、今回のものは`{ours}`）",
        hint "ほかの報告書と重ならない名前を`--id`で指定してください";
}
