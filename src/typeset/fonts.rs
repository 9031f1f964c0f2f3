//! The fonts that documents are set in.

use std::fs;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::Font;
use typst_kit::fonts::FontStore;

use crate::diagnostic::{Diagnostic, Problem, Reason, Term};

/// The bundled fonts, all under the SIL Open Font Licence 1.1.
const BUNDLED: [&[u8]; 7] = [
    include_bytes!("../../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDGothic-Bold.ttf"),
    include_bytes!("../../fonts/BIZUDPGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDPGothic-Bold.ttf"),
    include_bytes!("../../fonts/BIZUDMincho-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Bold.ttf"),
];

/// The bundled fonts and those that the user adds; never those of the system.
pub struct Fonts {
    store: FontStore,
}

impl Fonts {
    /// The bundled fonts, and all fonts directly in the given folders.
    ///
    /// # Errors
    /// A folder or font that cannot be read, or a folder without fonts.
    pub fn load(folders: &[PathBuf]) -> Result<Self, Vec<Diagnostic>> {
        let mut store = FontStore::new();
        for data in BUNDLED {
            add(&mut store, Bytes::new(data));
        }
        let mut faults = Vec::new();
        for folder in folders {
            match font_files(folder) {
                Ok(paths) if paths.is_empty() => faults.push(Problem::NoFont { path: folder.display().to_string() }),
                Ok(paths) => faults.extend(paths.iter().filter_map(|path| add_file(&mut store, path).err())),
                Err(problem) => faults.push(problem),
            }
        }
        if faults.is_empty() { Ok(Self { store }) } else { Err(faults.into_iter().map(Diagnostic::nowhere).collect()) }
    }

    /// The names of all families, in alphabetical order.
    pub fn families(&self) -> Vec<String> {
        self.store.book().families().map(|(name, _)| name.to_owned()).collect()
    }

    pub(super) fn store(&self) -> &FontStore {
        &self.store
    }
}

fn add(store: &mut FontStore, data: Bytes) -> usize {
    let fonts: Vec<Font> = Font::iter(data).collect();
    let count = fonts.len();
    store.extend(fonts.into_iter().map(|font| {
        let info = font.info().clone();
        (font, info)
    }));
    count
}

fn font_files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |e: std::io::Error| Problem::Unreadable { path: folder.display().to_string(), reason: e.into() };
    let entries = fs::read_dir(folder).map_err(unreadable)?.flatten().map(|entry| entry.path());
    let is_font = |path: &PathBuf| {
        let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc"))
    };
    let mut paths: Vec<PathBuf> = entries.filter(is_font).collect();
    paths.sort();
    Ok(paths)
}

fn add_file(store: &mut FontStore, path: &Path) -> Result<(), Problem> {
    let fault = |reason: Reason| Problem::FontUnreadable { path: path.display().to_string(), reason };
    let data = fs::read(path).map_err(|e| fault(e.into()))?;
    match add(store, Bytes::new(data)) {
        0 => Err(fault(Term::NoUsableFont.into())),
        _ => Ok(()),
    }
}
