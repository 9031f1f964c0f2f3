//! Files that come back from outside: stores of the archive, and PDF files of anyone.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use kakugi::archive::{Act, Actor, Description, Issue, Store};
use kakugi::diagnostic::{Language, Look, Sources};
use kakugi::digest::sha512;
use kakugi::preflight::inspect;
use kakugi::printer::Profile;
use serde_json::json;
use tempfile::TempDir;

/// A store with a report of two versions, and all of its files with their content.
struct Kept {
    folder: TempDir,
    files: Vec<(String, Vec<u8>)>,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::create(folder.path()).map_err(|error| error.message(Language::English)).expect("a store");
        let actor = Actor { name: "記録係".to_owned(), address: None };
        let act = Act { time: Timestamp::from_second(1_700_000_000).expect("a time"), actor };
        for (text, reason) in [("first", None), ("second", Some("誤記の訂正".to_owned()))] {
            let content = BTreeMap::from([
                ("documents/briefing.pdf".to_owned(), b"%PDF-1.7 the same".to_vec()),
                ("source/report.json".to_owned(), text.as_bytes().to_vec()),
            ]);
            let report = Description { title: "成果".into(), issuer: "架空市".into(), date: "2021-04".into() };
            let issue = Issue { content, report, made: json!({ "editions": ["archive"] }), reason };
            assert!(store.add("2019", &issue, &act, &mut Sources::default()).is_ok());
        }
        drop(store);
        let mut files = Vec::new();
        read(folder.path(), folder.path(), &mut files);
        files.sort();
        Self { folder, files }
    }

    /// How many things are found in the store.
    fn found(&self) -> usize {
        let mut sources = Sources::default();
        let Ok(store) = Store::open(self.folder.path()) else { return 1 };
        let mut found = store.verify_root();
        for id in store.ids().expect("a folder that can be read") {
            found.extend(store.verify(&id, &mut sources).map_or_else(|error| vec![error], |verdict| verdict.found));
            if let Ok(object) = store.object(&id, &mut sources) {
                for version in 0..=object.head().min(3) {
                    let _ = (object.files(version), object.issue(version), object.fingerprint_of(version));
                    let _ = (object.contents(version), object.record(version, &mut sources));
                }
            }
        }
        for each in &found {
            sources.render(each, Language::English, Look::default());
        }
        found.len()
    }
}

fn read(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("a path below").display().to_string();
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
}

/// The first byte chooses a file of a store, the second whether the rest replaces it or is written over it at a place, and
/// whether the digest beside an inventory follows: any change is found, and nothing is where there is none.
pub fn verify(bytes: &[u8]) {
    thread_local!(static KEPT: OnceCell<Kept> = const { OnceCell::new() });
    let [file, way, rest @ ..] = bytes else { return };
    KEPT.with(|kept| {
        let kept = kept.get_or_init(Kept::new);
        let chosen = &kept.files[usize::from(*file) % kept.files.len()];
        let (name, sound) = chosen;
        let changed = match (way % 2, rest) {
            (1, [high, low, over @ ..]) if !sound.is_empty() => {
                let at = usize::from(u16::from_be_bytes([*high, *low])) % sound.len();
                let mut changed = sound[..at].to_vec();
                changed.extend(over);
                changed.extend(sound.iter().skip(at + over.len()));
                changed
            }
            _ => rest.to_vec(),
        };
        let root = kept.folder.path();
        fs::write(root.join(name), &changed).expect("a file");
        // With a digest beside it that agrees, what an inventory says is believed a step further.
        let digest = kept.files.iter().find(|(beside, _)| *beside == format!("{name}.sha512") && way & 2 != 0);
        if let Some((beside, _)) = digest {
            fs::write(root.join(beside), format!("{} inventory.json\n", sha512(&changed))).expect("a file");
        }
        let found = kept.found();
        for (name, sound) in digest.into_iter().chain([chosen]) {
            fs::write(root.join(name), sound).expect("a file");
        }
        assert_eq!(found > 0, changed != *sound, "{found} findings in `{name}`: {}", changed.escape_ascii());
    });
}

/// Any bytes are looked at as a PDF, and what is said of them can be written down.
pub fn preflight(bytes: &[u8]) {
    thread_local!(static PROFILE: OnceCell<Profile> = const { OnceCell::new() });
    PROFILE.with(|profile| {
        let load = || Profile::load("offset-coated", &mut Sources::default()).expect("a bundled profile");
        let Ok(report) = inspect(bytes, profile.get_or_init(load), None) else { return };
        for finding in &report.findings {
            assert!(finding.page.is_none_or(|page| (1..=report.pages.len()).contains(&page)), "{finding:?}");
            assert!(finding.area.iter().flatten().all(|side| side.is_finite()), "{finding:?}");
        }
        let json: Result<serde_json::Value, _> = serde_json::from_str(&report.json("a.pdf", Language::English));
        assert!(json.is_ok(), "{json:?}");
        report.text(Language::Japanese);
    });
}
