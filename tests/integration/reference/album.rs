//! The pictures that are kept, and what is done where a page no longer looks like its picture.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;

use image::RgbImage;

use super::difference::Difference;
use super::picture;
use crate::support::{each_file, repository};

/// With this variable set, pages are taken as they are now.
const ACCEPT: &str = "ACCEPT_PAGES";
/// All pictures together may take this many bytes: each change of a page adds to the repository for good.
const LIMIT: u64 = 3 << 20;

/// The pictures that are kept.
pub struct Album {
    kept: PathBuf,
    /// Where pages that have changed are shown; emptied by each run.
    shown: PathBuf,
    accept: bool,
    seen: BTreeSet<String>,
    errors: Vec<String>,
}

impl Album {
    pub fn open() -> Self {
        let shown = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("changed-pages");
        if shown.exists() {
            fs::remove_dir_all(&shown).expect("a folder that can be emptied");
        }
        Self {
            kept: repository("tests/reference-pictures"),
            shown,
            accept: env::var_os(ACCEPT).is_some(),
            seen: BTreeSet::new(),
            errors: Vec::new(),
        }
    }

    /// Holds a page against its picture.
    pub fn compare(&mut self, name: &str, new: &RgbImage) {
        assert!(self.seen.insert(name.to_owned()), "{name} is shown twice");
        let path = self.kept.join(name);
        let old = path.exists().then(|| image::open(&path).expect("a PNG").into_rgb8());
        let (error, shown) = match old {
            Some(old) => match Difference::between(&old, new) {
                Some(difference) => (format!("{name}: {difference}"), difference.side_by_side()),
                None => return,
            },
            None => (format!("{name}: there is no picture of this page yet"), new.clone()),
        };
        if self.accept {
            return picture::write(&picture::rounded(new), &path);
        }
        picture::write(&shown, &self.shown.join(name));
        self.errors.push(error);
    }

    /// Fails if a page does not look like its picture, or a picture is of no page.
    pub fn close(mut self) {
        let mut bytes = 0;
        each_file(&self.kept, &mut |path| {
            let name = path.strip_prefix(&self.kept).expect("a path in the folder").to_str().expect("UTF-8");
            if self.seen.contains(&name.replace('\\', "/")) {
                bytes += fs::metadata(path).expect("a file").len();
            } else if self.accept {
                fs::remove_file(path).expect("a file to remove");
            } else {
                self.errors.push(format!("{name}: no page is held against this picture"));
            }
        });
        assert!(bytes <= LIMIT, "the pictures take {bytes} bytes, more than {LIMIT}");
        assert!(
            self.errors.is_empty(),
            "pages have changed:\n  {}\nold, new and what differs stand side by side in {}\n\
             if they look as they should: {ACCEPT}=1 cargo test --release --test integration -- reference",
            self.errors.join("\n  "),
            self.shown.display()
        );
    }
}
