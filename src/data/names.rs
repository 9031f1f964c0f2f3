//! Names of files that a person takes for one, and file systems for several.
//!
//! macOS may keep the parts of か゛ apart where other systems have が (Unicode normalisation forms D and C): both are the
//! same name here. Upper and lower case, and full and half width, are one name on some systems and several on others: the
//! name that the file has must be written.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::nearest;
use crate::japanese::composed;

/// How many files are looked through for one that may be meant: more would take seconds on a network drive.
const SEARCHED: usize = 20_000;
/// How many levels of folders are looked through for it.
const DEPTH: usize = 4;
/// In how many folders a report is looked for where the folder that is named has none.
const SUBFOLDERS: usize = 1_000;

/// The names in folders, each folder read once.
#[derive(Debug, Default)]
pub(super) struct Names {
    listings: RefCell<BTreeMap<PathBuf, Rc<[String]>>>,
}

/// Where a path leads.
pub(super) enum FileMatch {
    /// To a file or folder with these names.
    Here(PathBuf),
    /// To one that is called a little otherwise, by its path in the folder.
    Otherwise(String),
    /// Nowhere.
    Nowhere,
}

/// A name as those see it who do not tell cases and widths apart.
fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

/// The path of a name in a folder; an empty path is the folder of the report.
fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The file that has the same name with another ending: .jpg for .jpeg, .JPG for .jpg, or one that Windows hides.
fn same_stem<'f>(files: &[&'f str], name: &str) -> Option<&'f str> {
    let stems = [folded(stem(name)), folded(name)];
    files.iter().copied().find(|file| stems.contains(&folded(stem(file))))
}

impl Names {
    /// The names in a folder that are text, sorted.
    fn of(&self, folder: &Path) -> Rc<[String]> {
        if let Some(names) = self.listings.borrow().get(folder) {
            return names.clone();
        }
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        let names: Rc<[String]> = names.into();
        self.listings.borrow_mut().insert(folder.to_owned(), names.clone());
        names
    }

    /// Looks for a path of composed names in a folder.
    pub fn find(&self, root: &Path, path: &str) -> FileMatch {
        let (mut at, mut real, mut differs) = (root.to_owned(), Vec::new(), false);
        for wanted in path.split('/') {
            let names = self.of(&at);
            // What may not be listed may be there.
            if names.is_empty() && !differs {
                return if root.join(path).exists() { FileMatch::Here(root.join(path)) } else { FileMatch::Nowhere };
            }
            let same = names
                .iter()
                .find(|name| *name == wanted)
                .or_else(|| names.iter().find(|name| composed(name) == wanted));
            differs |= same.is_none();
            let Some(name) = same.or_else(|| names.iter().find(|name| folded(name) == folded(wanted))) else {
                return FileMatch::Nowhere;
            };
            real.push(composed(name));
            at.push(name);
        }
        if differs { FileMatch::Otherwise(real.join("/")) } else { FileMatch::Here(at) }
    }

    /// The path of the file that was probably meant by one that leads nowhere.
    pub fn near(&self, root: &Path, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let in_folder = match self.find(root, folder) {
            FileMatch::Here(folder) => self.of(&folder),
            _ if folder.is_empty() => self.of(root),
            _ => Rc::from([]),
        };
        let files = in_folder.iter().filter(|name| is_plain_path(&composed(name))).take(SEARCHED);
        let files: Vec<&str> = files.map(String::as_str).collect();
        let near = same_stem(&files, name)
            .map(|file| joined(folder, file))
            .or_else(|| self.elsewhere(root, &folded(name)))
            .or_else(|| nearest(name, &files).map(|file| joined(folder, file)))?;
        Some(composed(&near)).filter(|near| near != path)
    }

    /// The first file of a folded name in any folder of the report, folders near the top first.
    fn elsewhere(&self, root: &Path, name: &str) -> Option<String> {
        let mut level = vec![String::new()];
        let mut seen = 0;
        for _ in 0..DEPTH {
            let mut next = Vec::new();
            for folder in level {
                for entry in self.of(&root.join(&folder)).iter().filter(|entry| is_plain_path(&composed(entry))) {
                    seen += 1;
                    if seen > SEARCHED {
                        return None;
                    }
                    let path = joined(&folder, entry);
                    let full = root.join(&path);
                    if folded(entry) == name && full.is_file() {
                        return Some(path);
                    }
                    // A link may lead in a circle.
                    if fs::symlink_metadata(&full).is_ok_and(|meta| meta.is_dir()) {
                        next.push(path);
                    }
                }
            }
            level = next;
        }
        None
    }

    /// The path in the folder that was probably meant by one that is not plain: with backslashes, with blanks around it, with
    /// `./` before it, or the whole path on somebody's machine.
    pub fn meant(&self, root: &Path, path: &str) -> Option<String> {
        let slashed = composed(&path.replace(['\\', '￥', '¥', '＼'], "/"));
        let names: Vec<&str> = slashed.split('/').map(str::trim).filter(|name| !matches!(*name, "" | ".")).collect();
        (0..names.len()).map(|from| names[from..].join("/")).find_map(|candidate| {
            if !is_plain_path(&candidate) {
                return None;
            }
            match self.find(root, &candidate) {
                FileMatch::Here(_) => Some(candidate),
                FileMatch::Otherwise(real) => Some(real),
                FileMatch::Nowhere => None,
            }
        })
    }

    /// The file that someone takes for a report's head in a folder that has none: `report.json.txt`, `Report.json`, or one in a
    /// folder within.
    pub fn head(&self, root: &Path, head: &str) -> Option<String> {
        let names = self.of(root);
        let alike = names.iter().find(|name| name.as_str() != head && is_mistaken(name, head));
        alike.cloned().or_else(|| {
            let mut folders = names.iter().filter(|name| !name.starts_with('.')).take(SUBFOLDERS);
            folders.find(|name| root.join(name).join(head).is_file()).map(|name| format!("{name}/{head}"))
        })
    }

    /// The names in a folder that someone takes for those of JSON files, though their endings are others.
    pub fn mistaken(&self, folder: &Path) -> Vec<String> {
        let names = self.of(folder);
        let mistaken = names.iter().filter(|name| {
            !name.starts_with(['.', '~'])
                && !name.ends_with(".json")
                && json_name(name).is_some()
                && folder.join(name).is_file()
        });
        mistaken.cloned().collect()
    }
}

/// The name with the ending `.json` that was meant by one with another: `x.json` for `x.JSON`, `x.json.txt` and `x.jsonc`.
pub(super) fn json_name(name: &str) -> Option<String> {
    let folded = folded(name);
    let endings = [
        ".json.txt",
        ".json.text",
        ".json.rtf",
        ".json.html",
        ".json.json",
        ".jsonc",
        ".json5",
        ".json",
        ".jso",
        ".jsn",
    ];
    let stem = endings.iter().find_map(|ending| folded.strip_suffix(ending))?;
    (!stem.is_empty()).then(|| format!("{stem}.json"))
}

/// Whether a name is another with a wrong ending or in another case.
fn is_mistaken(name: &str, right: &str) -> bool {
    folded(name) == right || json_name(name).is_some_and(|meant| meant == right)
}

/// Whether a path is made of names that any system takes, and that hide nothing: reports travel within documents, and what
/// is unpacked from one must never act by its name, as `.git/hooks` does.
pub(crate) fn is_plain_path(path: &str) -> bool {
    let plain_names =
        path.split('/').all(|name| !name.is_empty() && !name.starts_with('.') && !name.ends_with(['.', ' ']));
    plain_names
        && !path.contains(|c: char| {
            c.is_control() || matches!(c, '\\' | ':' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        })
}
