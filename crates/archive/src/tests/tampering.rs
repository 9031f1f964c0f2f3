//! Stores that somebody has changed.

use super::*;
use kakugi_diagnostic::Sources;

/// Numbers that look random and are the same in each run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }
}

#[test]
fn a_thousand_flipped_bytes_are_a_thousand_findings_with_the_file() {
    let folder = stored();
    let root = folder.path().join("store");
    let store = Store::open_alone(&root).expect("a store");
    let object = store.object("2019", &mut Sources::default()).expect("an object");
    store
        .record(
            &object,
            NewEvent { kind: EventKind::Verified, version: 2, outcome: EventOutcome::Success, notes: Vec::new() },
            &act(),
        )
        .expect("an event");
    drop(store);
    assert_eq!(found(&root), Vec::<String>::new());
    let files: Vec<(String, Vec<u8>)> = snapshot(&root).into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
    assert!(files.len() > 25);
    let mut random = Random(2019);
    for _ in 0..1_000 {
        let (path, bytes) = &files[random.below(files.len())];
        let (at, flip) = (random.below(bytes.len()), random.below(255) as u8 + 1);
        let mut flipped = bytes.clone();
        flipped[at] ^= flip;
        fs::write(root.join(path), &flipped).expect("a file");
        let found = found(&root);
        let shown = format!("`{}`", root.join(path).display());
        assert!(found.iter().any(|line| line.contains(&shown)), "byte {at} of {path} by {flip}: {found:#?}");
        // Only contradictions name a second file, and only that one byte has an error.
        assert!(found.iter().all(|line| line.contains(&shown)), "byte {at} of {path} by {flip}: {found:#?}");
        fs::write(root.join(path), bytes).expect("a file");
    }
    assert_eq!(self::found(&root), Vec::<String>::new());
}

#[test]
fn each_missing_and_each_added_file_is_found() {
    let folder = stored();
    let root = folder.path().join("store");
    for (path, bytes) in snapshot(&root).into_iter().filter(|(path, _)| path != "kakugi.lock") {
        fs::remove_file(root.join(&path)).expect("a file");
        let found = found(&root);
        let named = root.join(&path).display().to_string();
        // How a missing event was called, only the number before tells.
        let named = named.split("-re").next().unwrap_or(&named).split("-cr").next().unwrap_or(&named);
        assert!(found.iter().any(|line| line.starts_with("K0709") && line.contains(named)), "{path}: {found:#?}");
        fs::write(root.join(&path), bytes).expect("a file");
    }
    let folders = ["", "2019/", "2019/v1/", "2019/v1/content/", "2019/v2/content/source/", "2019/logs/", "extensions/"];
    for folder in folders {
        let path = root.join(format!("{folder}stray"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "stray").expect("a file");
        let found = found(&root);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains(&path.display().to_string()), "{found:#?}");
        fs::remove_file(&path).expect("a file");
    }
    fs::remove_dir(root.join("extensions")).expect("a folder");
    fs::create_dir(root.join("2019/v1/empty")).expect("a folder");
    assert_eq!(found(&root).len(), 1);
}

#[test]
fn a_past_that_was_made_to_agree_is_found() {
    let folder = stored();
    let root = folder.path().join("store");
    let inventory = |path: &str, from: &str, to: &str| {
        let text = fs::read_to_string(root.join(path)).expect("an inventory").replace(from, to);
        fs::write(root.join(path), &text).expect("a file");
        let line = format!("{}  inventory.json\n", sha512(text.as_bytes())).replace("  ", " ");
        fs::write(root.join(format!("{path}.sha512")), line).expect("a file");
    };
    fs::write(root.join("2019/v1/content/source/report.json"), "forged").expect("a file");
    let (old, new) = (sha512(b"first"), sha512(b"forged"));
    for path in ["2019/v1/inventory.json", "2019/v2/inventory.json", "2019/inventory.json"] {
        inventory(path, &old, &new);
    }
    let found = found(&root);
    assert!(found.iter().any(|line| line.contains("2019/v1/inventory.json")), "{found:#?}");
    assert!(found.iter().any(|line| line.contains("2019/v2/inventory.json")), "{found:#?}");
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = stored();
    let root = folder.path().join("store");
    let outside = folder.path().join("outside");
    for path in ["2019/v1/content/source/report.json", "2019/logs/000001-created.json", "README.txt"] {
        fs::rename(root.join(path), &outside).expect("a rename");
        symlink(&outside, root.join(path)).expect("a link");
        let found = found(&root);
        assert!(found.iter().all(|line| line.contains(path) && line.contains("is a symbolic link")), "{found:#?}");
        assert!(!found.is_empty());
        fs::remove_file(root.join(path)).expect("a link");
        fs::rename(&outside, root.join(path)).expect("a rename");
    }
    symlink(folder.path(), root.join("extensions")).expect("a link");
    assert!(!found_alone(&root).is_empty());
    fs::remove_file(root.join("extensions")).expect("a link");
    fs::rename(root.join("2019"), &outside).expect("a rename");
    symlink(&outside, root.join("2019")).expect("a link");
    assert_eq!(found(&root).len(), 1);
}

#[cfg(unix)]
fn found_alone(root: &Path) -> Vec<String> {
    Store::open_alone(root).map_or_else(|error| messages(&[error]), |store| messages(&store.verify_root()))
}

#[test]
fn records_that_lie_or_are_no_records_are_errors_and_never_a_panic() {
    let folder = stored();
    let root = folder.path().join("store");
    let path = root.join("2019/inventory.json");
    let sound = fs::read_to_string(&path).expect("an inventory");
    let texts = [
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        "[".repeat(100_000),
        sound.replace("v1/content/source/report.json", "../../../../etc/passwd"),
        sound.replace("source/report.json\"", "/etc/passwd\""),
        sound.replace("\"v2\"", "\"v9\""),
        sound.replace("\"2019\"", "\"2020\""),
        sound.replace("sha512", "md5"),
        sound[..sound.len() / 2].to_owned(),
    ];
    for text in &texts {
        assert_ne!(text, &sound);
        for path in ["2019/inventory.json", "2019/v2/inventory.json", "2019/logs/000001-created.json"] {
            let before = fs::read(root.join(path)).expect("a file");
            fs::write(root.join(path), text).expect("a file");
            let found = found(&root);
            assert!(found.iter().any(|line| line.contains(path)), "{found:#?}");
            fs::write(root.join(path), before).expect("a file");
        }
        fs::write(&path, text).expect("a file");
        let store = Store::open(&root).expect("a store");
        if let Ok(object) = store.object("2019", &mut Sources::default()) {
            let _ = object.contents(1);
        }
        fs::write(&path, &sound).expect("a file");
    }
}
