//! Entering versions in the register of a store.

use std::path::Path;

use crate::object::StoredObject;
use crate::register::{Register, ReportVersion};
use crate::store::Store;
use kakugi_diagnostic::{Diagnostic, Sources};

impl Store {
    /// Writes the register with a further version, whose object is a draft, into the staging folder; reports that are there
    /// and were never entered are entered with it.
    ///
    /// # Errors
    /// What the operating system says; the register that there is cannot be read.
    pub(crate) fn prepare_register(&self, staging: &Path, draft: &Path, new: &ReportVersion) -> Result<(), Diagnostic> {
        let mut register = Register::read(&self.root)?.unwrap_or_default();
        for other in self.ids()?.into_iter().filter(|other| *other != new.id) {
            // One that cannot be read is reported by a verification, and entered once it is repaired.
            if !register.reports.contains_key(&other)
                && let Ok(object) = StoredObject::read(&self.root.join(&other), &other, &mut Sources::default())
            {
                let (version, inventory_digest) = (object.head(), object.inventory_digest);
                register.enter(&ReportVersion { id: other, version, inventory_digest }, &object.folder);
            }
        }
        register.enter(new, draft);
        register.stage(self.disk.as_ref(), staging)
    }

    /// Enters the newest versions of reports, which were found to be sound, unless the register knows them; one
    /// that is lost or damaged is left as it is. A store that cannot be written stays without.
    pub fn enter(&self, sound: &[ReportVersion]) {
        let Ok(known) = Register::read(&self.root) else { return };
        if !self.is_locked() || (known.is_none() && self.had_a_register()) {
            return;
        }
        let known = known.unwrap_or_default();
        let mut register = known.clone();
        for version in sound {
            register.enter(version, &self.root.join(&version.id));
        }
        if register == known {
            return;
        }
        // The next verification tries it again.
        let _ = register.replace(self.disk.as_ref(), &self.root);
    }
}
