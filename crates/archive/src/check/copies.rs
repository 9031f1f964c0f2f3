//! Inventories and what stands beside them.

use std::collections::BTreeMap;

use super::{DigestClaim, ObjectCheck};
use crate::digest::{is_digest, sha512, sidecar};
use crate::inventory::{Inventory, version_name};

/// How many witnesses name a digest. Where as many say one thing as the other, those are right that were written later.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Votes {
    count: usize,
    written_later: bool,
}

/// A copy of an inventory, with the file beside it that holds its digest.
struct InventoryCopy<'p> {
    place: &'p str,
    /// The digest of the copy, if it can be read.
    digest: Option<String>,
    /// The path of the file beside it.
    beside: String,
    /// What that file holds, if it can be read.
    line: Option<Vec<u8>>,
}

impl ObjectCheck<'_> {
    /// Checks each version's inventory, and the newest's copy in the object's own folder.
    pub(super) fn copies(&mut self, trusted: &Inventory, claims: &BTreeMap<usize, Vec<DigestClaim>>) {
        for number in 1..=trusted.head() {
            let mut places = vec![format!("{}/inventory.json", version_name(number))];
            if number == trusted.head() {
                places.insert(0, "inventory.json".to_owned());
            }
            let claims = claims.get(&number).map_or(&[][..], Vec::as_slice);
            let truth = self.copies_of(&places, claims);
            self.checked.inventory_digest.clone_from(&truth);
            // What is byte for byte the inventory that all is measured by agrees with it.
            if number == trusted.head() && truth == self.measure {
                continue;
            }
            for place in &places {
                let Some(bytes) = super::walk::read(self.folder, place).ok().filter(|bytes| sha512(bytes) == truth)
                else {
                    continue;
                };
                match Inventory::read(&self.shown(place), &bytes, self.sources) {
                    Ok(older) if older.head() != number || !trusted.continues(&older) => {
                        self.contradicts(place, "inventory.json");
                    }
                    Ok(_) => {}
                    Err(error) => self.checked.findings.push(error),
                }
            }
        }
    }

    /// Finds out which digest most witnesses name, and tells which file disagrees.
    fn copies_of(&mut self, places: &[String], claims: &[DigestClaim]) -> String {
        let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
        let mut copies = Vec::new();
        for place in places {
            let beside = format!("{place}.sha512");
            let digest = self.take(place).map(|bytes| sha512(&bytes));
            let line = self.take(&beside);
            if let Some(digest) = &digest {
                votes.entry(digest.clone()).or_default().count += 1;
            }
            if let Some(named) = line.as_deref().and_then(|line| str::from_utf8(line.get(..128)?).ok())
                && is_digest(named)
            {
                votes.entry(named.to_owned()).or_default().count += 1;
            }
            copies.push(InventoryCopy { place, digest, beside, line });
        }
        for claim in claims {
            let votes = votes.entry(claim.digest.clone()).or_default();
            votes.count += 1;
            votes.written_later = true;
        }
        let truth = votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(digest, _)| digest).unwrap_or_default();
        for copy in copies {
            if copy.digest.is_some_and(|digest| digest != truth) {
                self.altered(copy.place);
            }
            if copy.line.is_some_and(|line| line != sidecar(&truth)) {
                self.altered(&copy.beside);
            }
        }
        for claim in claims.iter().filter(|claim| claim.digest != truth) {
            let last = places.last().map_or("", String::as_str);
            self.contradicts(last, &claim.witness);
        }
        truth
    }
}
