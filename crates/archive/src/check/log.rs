//! The chain of events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{DigestClaim, ObjectCheck};
use crate::digest::sha512;
use crate::discrepancy::MissingFile;
use crate::event::{EventKind, StoreEvent, is_before};
use crate::inventory::{Inventory, IssuedVersion, version_name};
use kakugi_diagnostic::{Words, problems};
use kakugi_file::EntryKind;

/// Whether an event tells of a version what the inventory tells.
fn agree(event: &StoreEvent, version: &IssuedVersion) -> bool {
    event.time == version.created && event.actor == version.user && event.notes.first() == Some(&version.message)
}

impl ObjectCheck<'_> {
    /// Checks each event and the one before it, and adds what they say of inventories to the claims.
    pub(super) fn events(
        &mut self,
        inventory: &Inventory,
        inventories: &mut BTreeMap<usize, Vec<DigestClaim>>,
        recorded: &BTreeMap<String, DigestClaim>,
    ) {
        let before = self.checked.findings.len();
        let in_log = self.files.iter().filter(|(path, kind)| path.starts_with("logs/") && **kind != EntryKind::Folder);
        let paths: Vec<String> = in_log.map(|(path, _)| path.clone()).collect();
        let mut issued = BTreeSet::new();
        // The event before: its number, and its path and digest where they are to be trusted.
        let mut last: (usize, Option<(String, String)>) = (0, None);
        let mut latest = None;
        for path in &paths {
            let Some(bytes) = self.take(path) else {
                last = (last.0 + 1, None);
                continue;
            };
            let digest = sha512(&bytes);
            let event = match StoreEvent::read(&self.shown(path), &bytes, self.sources) {
                Ok(event) => event.filter(|event| event.path() == *path && event.object == inventory.id),
                Err(error) => {
                    self.checked.findings.push(error);
                    last = (last.0 + 1, None);
                    continue;
                }
            };
            let Some(event) = event else {
                self.altered(path);
                last = (last.0 + 1, None);
                continue;
            };
            if let Some(claim) = recorded.get(path).filter(|claim| claim.digest != digest) {
                self.contradicts(path, &claim.witness);
            }
            if event.sequence != last.0 + 1 {
                self.lost_event(last.0 + 1, "*");
            } else if let Some((before, digest)) = &last.1
                && event.previous_sha512.as_ref() != Some(digest)
            {
                self.contradicts(before, path);
            } else if event.sequence == 1 && event.previous_sha512.is_some() {
                self.lost_event(0, "*");
            }
            last = (event.sequence, Some((path.clone(), digest)));
            self.time(path, &event.time, &mut latest);
            if let Some(number) = (1..=inventory.head()).find(|number| version_name(*number) == event.version) {
                if matches!(event.event, EventKind::Created | EventKind::Reissued) {
                    issued.insert(number);
                    // Both were written in the same moment by the same run.
                    if inventory.version(number).is_some_and(|version| !agree(&event, version)) {
                        self.contradicts("inventory.json", path);
                    }
                }
                let claim = DigestClaim { digest: event.inventory_sha512, witness: path.clone() };
                inventories.entry(number).or_default().push(claim);
            } else {
                self.contradicts("inventory.json", path);
            }
        }
        // A missing event may be one of those that are found to be altered, but not more than those.
        let altered = self.checked.findings.len() > before;
        if (1..=inventory.head()).any(|number| !issued.contains(&number)) && !altered {
            let kind = if issued.is_empty() { EventKind::Created } else { EventKind::Reissued };
            self.lost_event(last.0 + 1, kind.name());
        }
        self.checked.log_is_sound = self.checked.findings.len() == before;
    }

    /// Holds the time of an event against the latest of those before it.
    fn time(&mut self, path: &str, time: &str, latest: &mut Option<(Timestamp, String)>) {
        let time: Timestamp = match time.parse() {
            Ok(time) => time,
            Err(_) => return self.broken(path, Words::new("its time is not valid", "日時が正しくありません")),
        };
        if let Some((before, witness)) = latest.as_ref().filter(|(before, _)| is_before(time, *before)) {
            let (path, witness) = (self.shown(path), self.shown(witness));
            let (time, before) = (time.to_string(), before.to_string());
            self.push(EventsOutOfOrder { path, time, witness, before }.into());
        }
        if latest.as_ref().is_none_or(|(before, _)| time > *before) {
            *latest = Some((time, path.to_owned()));
        }
    }

    fn lost_event(&mut self, sequence: usize, kind: &str) {
        let path = self.shown(&format!("logs/{sequence:06}-{kind}.json"));
        self.push(MissingFile { path }.into());
    }
}

problems! {
    /// Events out of order.
    K0726 error EventsOutOfOrder { path: String, time: String, witness: String, before: String }
    en: "`{path}` gives the time {time}, but `{witness}` before it gives the later time {before}",
        hint "find out whether a clock was wrong or one of them was forged: compare both with a backup copy";
    ja: "`{path}`の日時は{time}ですが、その前の`{witness}`の日時のほうが後です（{before}）",
        hint "両方をバックアップと比べ、時計が狂っていたのか、書き換えられたのかを確かめてください";
}
