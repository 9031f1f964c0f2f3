//! The fonts that documents are set in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::Font;
use typst_kit::fonts::FontStore;

use crate::diagnostic::{AnyProblem, Diagnostic, Language, Reason, Words, problems, reason};
use crate::file::{Unreadable, sha512};
use crate::{file, limits};

/// The bundled fonts, all under the SIL Open Font Licence 1.1.
const BUNDLED: [&[u8]; 12] = [
    include_bytes!("../../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDGothic-Bold.ttf"),
    include_bytes!("../../fonts/BIZUDPGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDPGothic-Bold.ttf"),
    include_bytes!("../../fonts/BIZUDMincho-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Bold.ttf"),
    include_bytes!("../../fonts/NotoSansSubset-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansSubset-Bold.ttf"),
    include_bytes!("../../fonts/NotoSerifSubset-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansSymbols2Subset-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansMathSubset-Regular.ttf"),
];

/// The SHA-512 digests of the bundled fonts, as `sha512sum` writes them.
const SUMS: &str = include_str!("../../fonts/SHA512SUMS");

/// The bundled fonts and those that the user adds; never those of the system.
pub struct Fonts {
    store: FontStore,
    /// The families of the bundled fonts.
    bundled: BTreeSet<String>,
    /// The SHA-512 digests of the user's fonts by file name.
    added: BTreeMap<String, String>,
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
        let bundled = store.book().families().map(|(name, _)| name.to_owned()).collect();
        let mut errors = Vec::new();
        let mut added = BTreeMap::new();
        for folder in folders {
            match font_files(folder) {
                Ok(paths) if paths.is_empty() => errors.push(NoFont { path: folder.display().to_string() }.into()),
                Ok(paths) => {
                    for path in &paths {
                        match add_file(&mut store, path) {
                            Ok(digest) => drop(added.insert(name_of(path), digest)),
                            Err(problem) => errors.push(problem),
                        }
                    }
                }
                Err(problem) => errors.push(problem),
            }
        }
        if errors.is_empty() {
            Ok(Self { store, bundled, added })
        } else {
            Err(errors.into_iter().map(Diagnostic::nowhere).collect())
        }
    }

    /// The names of the families that the user added, in alphabetical order.
    pub fn added_families(&self) -> Vec<String> {
        let all = self.store.book().families().map(|(name, _)| name.to_owned());
        all.filter(|name| !self.bundled.contains(name)).collect()
    }

    /// The SHA-512 digest of each font by the name of its file.
    pub fn hashes(&self) -> BTreeMap<String, String> {
        let bundled = SUMS.lines().filter_map(|line| line.split_once("  "));
        let bundled = bundled.map(|(digest, name)| (name.to_owned(), digest.to_owned()));
        bundled.chain(self.added.clone()).collect()
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

fn font_files(folder: &Path) -> Result<Vec<PathBuf>, AnyProblem> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Unreadable { path: folder.display().to_string(), reason: error.into() })?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_font(path)).collect();
    paths.sort();
    Ok(paths)
}

/// Whether a file is a font by the ending of its name.
fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc"))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// How many fonts a file says it holds (OpenType, "Font Collections": `ttcf`, the version, their number).
fn faces(data: &[u8]) -> usize {
    let number = data.strip_prefix(b"ttcf").and_then(|rest| rest.get(4..8)?.try_into().ok()).map(u32::from_be_bytes);
    number.map_or(1, |number| usize::try_from(number).unwrap_or(usize::MAX))
}

/// Adds the fonts of a file, and gives its digest.
fn add_file(store: &mut FontStore, path: &Path) -> Result<String, AnyProblem> {
    read_fonts(store, path).map_err(|reason| FontUnreadable { path: path.display().to_string(), reason }.into())
}

fn read_fonts(store: &mut FontStore, path: &Path) -> Result<String, Reason> {
    let data = file::read(path, limits::FONT_BYTES)?;
    // Whoever reads a collection tries as many fonts as it says it has.
    let faces = faces(&data);
    if faces > limits::FACES {
        return Err(reason!(
            "it says that it holds {first} fonts, and more than {second} are not read",
            "{first}個のフォントが入っていると記されていますが、{second}個までしか読み込みません",
            first = faces,
            second = limits::FACES
        ));
    }
    let digest = sha512(&data);
    match add(store, Bytes::new(data)) {
        0 => Err(Words::new("it holds no font that can be used", "使えるフォントが入っていません").into()),
        _ => Ok(digest),
    }
}

problems! {
    /// Font that cannot be read.
    K0505 error FontUnreadable { path: String, reason: Reason }
    en: { format!("the font `{path}` cannot be read: {}", reason.text(Language::English)) };
    ja: { format!("フォント`{path}`を読めません: {}", reason.text(Language::Japanese)) };

    /// Folder without fonts.
    K0506 error NoFont { path: String }
    en: "there are no fonts in `{path}`",
        hint "put `.ttf`, `.otf` or `.ttc` files into it";
    ja: "`{path}`にフォントがありません",
        hint "`.ttf`、`.otf`、`.ttc`のファイルを入れてください";
}
