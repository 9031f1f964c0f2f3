//! What a run prepares, and what is done about it when the run was killed.
//!
//! In the staging folder, `draft/<id>` is an object that is being written, `new/<id>` one that is
//! complete and about to replace the one in the store, and `old/<id>` the one that it replaces. A
//! name in `old/` without one in the store can only mean that the run was killed between the two
//! renames: then the new object gets its name, and all is as if the run had ended well. It is checked before, for the
//! old one is deleted afterwards; where the new one is damaged, the old one comes back, and the new one is set aside.

use std::fs;
use std::io;
use std::path::Path;

use crate::check;
use crate::disk::Disk;
use crate::name::is_id;
use crate::register;
use crate::root::{ASIDE, STAGING};
use crate::staging;
use crate::walk::{self, unwritable};
use kakugi_diagnostic::{Diagnostic, Sources, Words, problems};
use kakugi_file::{EntryKind, Unreadable};

/// Whether a killed run may have left something: its staging folder, or the empty folder around it.
pub(crate) fn is_needed(root: &Path) -> bool {
    let extensions = root.join("extensions");
    let is_folder = fs::symlink_metadata(&extensions).is_ok_and(|data| data.is_dir());
    root.join(STAGING).exists() || (is_folder && walk::names(&extensions).is_ok_and(|names| names.is_empty()))
}

/// Puts in order what a killed run has left; the caller holds the lock.
///
/// # Errors
/// A staging folder behind a link, or a store that cannot be written.
pub(crate) fn tidy(disk: &dyn Disk, root: &Path) -> Result<(), Diagnostic> {
    let [old, new] = ["old", "new"].map(|part| format!("{STAGING}/{part}"));
    for part in ["extensions", STAGING, &old, &new] {
        let path = root.join(part);
        match fs::symlink_metadata(&path) {
            Ok(data) if !data.is_dir() => {
                let path = path.display().to_string();
                return Err(Diagnostic::nowhere(Unreadable {
                    path,
                    reason: Words::new("it is not a regular folder", "通常のフォルダーではありません").into(),
                }));
            }
            Ok(_) => {}
            Err(_) if part == "extensions" => return Ok(()),
            Err(_) => {}
        }
    }
    let folder = root.join(STAGING);
    let damaged = settle(disk, root, &folder).map_err(|e| unwritable(&folder, &e))?;
    damaged.map_or(Ok(()), |problem| Err(Diagnostic::nowhere(problem)))
}

/// Gives each object that was about to be replaced its place again, in its new version where that is sound, and removes the
/// staging folder; gives the first new version that is damaged.
fn settle(disk: &dyn Disk, root: &Path, folder: &Path) -> io::Result<Option<StagedDamaged>> {
    let replaced = walk::names(&folder.join("old")).unwrap_or_default();
    let mut damaged = None;
    for (id, _) in replaced.into_iter().filter(|(id, kind)| *kind == EntryKind::Folder && is_id(id)) {
        if root.join(&id).exists() {
            continue;
        }
        let (new, old) = (folder.join("new").join(&id), folder.join("old").join(&id));
        let sound = is_sound(&new, &id);
        disk.rename(if sound { &new } else { &old }, &root.join(&id))?;
        disk.sync(root)?;
        // What stands here under a link was put here by somebody else.
        if !sound && fs::symlink_metadata(&new).is_ok_and(|data| data.is_dir()) {
            let kept = set_aside(disk, root, &new, &id)?;
            damaged = damaged.or(kept.map(|kept| StagedDamaged { id, kept }));
        }
    }
    register::finish(disk, root, folder)?;
    staging::end(disk, root)?;
    Ok(damaged)
}

/// Whether an object is there as a whole, each byte of it as it was.
fn is_sound(folder: &Path, id: &str) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir())
        && check::object(folder, id, &mut Sources::default()).findings.is_empty()
}

/// Keeps a damaged object, which may be all that there is of an issue, and tells where. One without any file is not kept.
fn set_aside(disk: &dyn Disk, root: &Path, object: &Path, id: &str) -> io::Result<Option<String>> {
    if !walk::below(object)?.values().any(|kind| *kind != EntryKind::Folder) {
        return Ok(None);
    }
    let aside = root.join(ASIDE);
    if !aside.exists() {
        disk.folder(&aside)?;
    }
    let taken = walk::names(&aside)?;
    let mut names = (1_usize..).map(|number| format!("{id}-{number}"));
    let Some(name) = names.find(|name| !taken.contains_key(name)) else {
        return Err(io::ErrorKind::AlreadyExists.into());
    };
    disk.rename(object, &aside.join(&name))?;
    disk.sync(&aside)?;
    Ok(Some(format!("{ASIDE}/{name}")))
}

problems! {
    /// Damaged version of an interrupted run.
    K0723 error StagedDamaged { id: String, kept: String }
    en: "an interrupted run left a damaged version of `{id}`: the earlier versions are restored, and the damaged \
        one is kept in `{kept}`",
        hint "run the command again, and add the version again with `archive add`; move the damaged one out of the \
            store when you no longer need it";
    ja: "`{id}`に版を追加している途中で処理が中断され、その版が壊れています。前の版までを元に戻し、壊れた版は\
        `{kept}`に残しました",
        hint "もう一度実行し、`archive add`でその版を追加し直してください。壊れた版は、要らなくなったら保存庫の外に\
            移してください";
}
