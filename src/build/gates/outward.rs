//! Links and attached files that no document of ours has: components and templates may come from strangers, and whoever opens
//! a briefing trusts it.

use std::collections::BTreeSet;

use crate::address::Address;
use crate::build::locate::Locator;
use crate::diagnostic::{Diagnostic, Problem};
use crate::typeset::{Files, Outward, PagedDocument, Typesetter, outward};

/// Links to anything but pages of the web and mailboxes, and files other than these.
pub(in crate::build) fn strange(
    pages: &PagedDocument,
    attachments: &Files,
    locator: &Locator<'_>,
    typesetter: &Typesetter,
) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    let mut seen = BTreeSet::new();
    for (found, fault) in outward(pages, typesetter) {
        let problem = match found {
            Outward::Link(target) if Address::parse(&target).is_ok() => continue,
            // A loop makes the same link over and over.
            Outward::Link(target) if !seen.insert(target.clone()) => continue,
            Outward::Link(target) => {
                let changed = || locator.assets.changed.clone();
                let suspects = if fault.places.is_empty() { changed() } else { Vec::new() };
                Problem::StrangeLink { target, suspects }
            }
            Outward::File(name, bytes) if attachments.get(&name) == Some(&bytes) => continue,
            Outward::File(name, _) => Problem::StrangeAttachment { name },
        };
        faults.push(locator.place(&fault, problem));
    }
    faults
}
