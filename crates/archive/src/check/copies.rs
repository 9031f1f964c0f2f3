//! Inventories and what stands beside them.

use std::collections::BTreeMap;

use super::super::digest::{is_digest, sha512, sidecar};
use super::super::inventory::{Inventory, version_name};
use super::{Check, Claim};

impl Check<'_> {
    /// Checks each version's inventory, and the newest's copy in the object's own folder.
    pub(super) fn copies(&mut self, trusted: &Inventory, claims: &BTreeMap<usize, Vec<Claim>>) {
        for number in 1..=trusted.head() {
            let mut places = vec![format!("{}/inventory.json", version_name(number))];
            if number == trusted.head() {
                places.insert(0, "inventory.json".to_owned());
            }
            let claims = claims.get(&number).map_or(&[][..], Vec::as_slice);
            let truth = self.copies_of(&places, claims);
            self.checked.fingerprint.clone_from(&truth);
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
                    Err(error) => self.checked.found.push(error),
                }
            }
        }
    }

    /// Finds out which digest most witnesses name, and tells which file disagrees.
    fn copies_of(&mut self, places: &[String], claims: &[Claim]) -> String {
        let mut votes: BTreeMap<String, (usize, bool)> = BTreeMap::new();
        let mut vote = |digest: &str, later: bool| {
            let votes = votes.entry(digest.to_owned()).or_default();
            *votes = (votes.0 + 1, votes.1 || later);
        };
        let mut files = Vec::new();
        for place in places {
            let beside = format!("{place}.sha512");
            let (digest, line) = (self.take(place).map(|bytes| sha512(&bytes)), self.take(&beside));
            if let Some(digest) = &digest {
                vote(digest, false);
            }
            if let Some(said) = line.as_deref().and_then(|line| str::from_utf8(line.get(..128)?).ok())
                && is_digest(said)
            {
                vote(said, false);
            }
            files.push((place, digest, beside, line));
        }
        claims.iter().for_each(|claim| vote(&claim.digest, true));
        // Where as many say one thing as the other, those believe right that were written later.
        let truth = votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(digest, _)| digest).unwrap_or_default();
        for (place, digest, beside, line) in files {
            if digest.is_some_and(|digest| digest != truth) {
                self.altered(place);
            }
            if line.is_some_and(|line| line != sidecar(&truth)) {
                self.altered(&beside);
            }
        }
        for claim in claims.iter().filter(|claim| claim.digest != truth) {
            let last = places.last().map_or("", String::as_str);
            self.contradicts(last, &claim.witness);
        }
        truth
    }
}
