//! Disks that fail, and runs that are killed.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::disk::{Disk, RealDisk};
use kakugi_diagnostic::Sources;

/// A disk on which so many operations succeed, and then none of some kinds.
pub(crate) struct Failing {
    left: AtomicUsize,
    /// Whether nothing happens any more, as after a kill; else only what takes room fails.
    killed: bool,
}

impl Failing {
    /// A disk that fails after so many operations.
    pub(crate) fn after(left: usize, killed: bool) -> Box<dyn Disk> {
        Box::new(Self { left: AtomicUsize::new(left), killed })
    }

    fn step(&self, takes_room: bool) -> io::Result<()> {
        let spent = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err();
        if spent && (takes_room || self.killed) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Disk for Failing {
    fn folder(&self, path: &Path) -> io::Result<()> {
        self.step(true)?;
        RealDisk.folder(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // What does not fit is written as far as it does.
        self.step(true).inspect_err(|_| drop(fs::write(path, &bytes[..bytes.len() / 2])))?;
        fs::write(path, bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(true)?;
        RealDisk.link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(false)?;
        RealDisk.rename(from, to)
    }

    fn remove(&self, root: &Path, path: &str) -> io::Result<()> {
        self.step(false)?;
        RealDisk.remove(root, path)
    }

    fn remove_empty(&self, folder: &Path) -> io::Result<()> {
        self.step(false)?;
        RealDisk.remove_empty(folder)
    }

    fn sync(&self, _: &Path) -> io::Result<()> {
        // Nobody pulls the plug in a test, and waiting for the medium takes long.
        self.step(false)
    }
}

/// Looks at what a failed run has left; told whether it was said to be added, and what was there before.
type Look<'a> = dyn Fn(&Path, bool, &BTreeMap<String, Vec<u8>>) + 'a;

/// Adds to a store whose disk fails after each number of operations; `look` sees what is left, with
/// whether it was said to be added. Gives the number of operations of a run that ends well.
fn at_each_step(versions: &[&str], killed: bool, look: &Look<'_>) -> usize {
    for left in 0.. {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("store");
        for text in versions {
            add(&root, "2019", &issue(text, Some("訂正"))).expect("an issue");
        }
        let before = if versions.is_empty() { BTreeMap::new() } else { snapshot(&root) };
        let result = Store::create_on(&root, Failing::after(left, killed))
            .map_err(|error| vec![error])
            .and_then(|store| store.add("2019", &issue("new", Some("訂正")), &act(), &mut Sources::default()));
        look(&root, result.is_ok(), &before);
        if result.is_ok() {
            return left;
        }
    }
    unreachable!("a run has an end")
}

#[test]
fn a_kill_at_any_step_leaves_the_version_absent_or_complete() {
    for versions in [&[][..], &["first"], &["first", "second"]] {
        let steps = at_each_step(versions, true, &|root, added, _| {
            // The next run puts in order what is left, also if it only reads.
            if root.join("0=ocfl_1.1").exists() {
                Store::open(root).expect("a store");
                assert!(!root.join("extensions").exists());
            }
            let store = Store::create(root).expect("a store");
            let head = store
                .ids()
                .expect("names")
                .into_iter()
                .map(|id| store.object(&id, &mut Sources::default()).expect("an object").head());
            let head = head.sum::<usize>();
            drop(store);
            assert!(head == versions.len() + 1 || (head == versions.len() && !added), "{head}");
            assert_eq!(found(root), Vec::<String>::new());
            assert!(!root.join("extensions").exists());
            let again = add(root, "2019", &issue("new", Some("訂正"))).expect("an issue");
            let expected = if head > versions.len() { AddOutcome::Same(head) } else { AddOutcome::Version(head + 1) };
            assert_eq!(again, expected);
            assert_eq!(found(root), Vec::<String>::new());
        });
        assert!(steps > 15, "{steps}");
    }
}

#[test]
fn reading_puts_in_order_what_a_kill_between_the_renames_left() {
    let folder = stored();
    let root = folder.path().join("store");
    let before = snapshot(&root);
    let staging = root.join("extensions/kakugi-staging");
    for part in ["old", "new"] {
        fs::create_dir_all(staging.join(part)).expect("a folder");
    }
    // Only the old one is there: it comes back.
    fs::rename(root.join("2019"), staging.join("old/2019")).expect("a rename");
    assert_eq!(found(&root), Vec::<String>::new());
    assert_eq!(snapshot(&root), before);
}

/// A store in which a run was killed between the two renames that replace `2019`; what follows is done to the new object.
fn killed_between(damage: impl Fn(&Path)) -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = stored();
    let root = folder.path().join("store");
    let before = snapshot(&root);
    let register = fs::read(root.join("kakugi-register.json")).expect("a register");
    let [old, new] = ["old", "new"].map(|part| root.join("extensions/kakugi-staging").join(part));
    fs::create_dir_all(&new).expect("a folder");
    add(&root, "2019", &issue("further", Some("訂正"))).expect("an issue");
    fs::create_dir_all(&new).expect("a folder");
    fs::rename(root.join("2019"), new.join("2019")).expect("a rename");
    let earlier = stored();
    fs::create_dir_all(&old).expect("a folder");
    fs::rename(earlier.path().join("store/2019"), old.join("2019")).expect("a rename");
    // It is written when both renames are done.
    fs::write(root.join("kakugi-register.json"), register).expect("a file");
    damage(&new.join("2019"));
    (folder, before)
}

#[test]
fn a_damaged_new_version_does_not_replace_the_sound_one() {
    let flip = |path: &Path| {
        let mut bytes = fs::read(path).expect("a file");
        bytes[0] ^= 1;
        fs::write(path, bytes).expect("a file");
    };
    let emptied = |new: &Path| {
        fs::remove_dir_all(new).expect("a folder");
        fs::create_dir(new).expect("a folder");
    };
    // What there is of a new version is kept, and told once.
    type Damage<'a> = &'a dyn Fn(&Path);
    let damages: [(Damage<'_>, bool); 5] = [
        (&emptied, false),
        (&|new: &Path| fs::remove_dir_all(new).expect("a folder"), false),
        (&|new: &Path| fs::remove_file(new.join("inventory.json")).expect("a file"), true),
        (&|new: &Path| flip(&new.join("inventory.json")), true),
        (&|new: &Path| flip(&new.join("v2/inventory.json")), true),
    ];
    for (at, (damage, kept)) in damages.into_iter().enumerate() {
        let (folder, before) = killed_between(damage);
        let root = folder.path().join("store");
        let opened = Store::open(&root).map(drop);
        assert_eq!(opened.is_err(), kept, "{at}");
        if kept {
            let said = opened.expect_err("an error").problem.code();
            assert_eq!((said, root.join("extensions/kakugi-damaged/2019-1").is_dir()), ("K0723", true), "{at}");
            fs::remove_dir_all(root.join("extensions")).expect("a folder");
        }
        assert_eq!(found(&root), Vec::<String>::new(), "{at}");
        assert_eq!(snapshot(&root), before, "{at}");
    }
    let (folder, _) = killed_between(|_| {});
    let store = Store::open(&folder.path().join("store")).expect("a store");
    assert_eq!(store.object("2019", &mut Sources::default()).expect("an object").head(), 3);
}

#[test]
fn a_full_disk_leaves_the_store_as_it_was() {
    for versions in [&["first"][..], &["first", "second"]] {
        at_each_step(versions, false, &|root, added, before| {
            if !added {
                assert_eq!(&snapshot(root), before);
                assert_eq!(found(root), Vec::<String>::new());
                assert!(!root.join("extensions").exists());
            }
        });
    }
}
