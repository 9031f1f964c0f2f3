//! Templates and Typst components, built in, any of them replaceable by name.

mod own_files;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{AnyProblem, Diagnostic, FileId, Reason, Sources, Words, reason};
use crate::file::{self, ReadError, Unreadable};

pub use own_files::{BlockWithoutSchema, TemplateUnknownFile};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The ending of Handlebars templates.
const TEMPLATE: &str = ".typ.hbs";

/// Templates are no larger than this, in KiB: for each tag Handlebars counts the lines before it, which would take long.
const LARGEST_TEMPLATE: usize = 128;

/// Components are no larger than this, in KiB.
const LARGEST_COMPONENT: usize = 16 << 10;

/// The folder of components within that of templates.
const COMPONENTS: &str = "typst/";

/// The folder of the templates of blocks.
const BLOCKS: &str = "blocks/";

/// The ending of the schemas of blocks.
const SCHEMA: &str = ".schema.json";

/// Templates and components by name, as files of a run.
#[derive(Clone, Debug)]
pub struct Assets {
    /// Handlebars templates by name without ending, such as `blocks/table`.
    pub templates: BTreeMap<String, FileId>,
    /// Typst components by file name, such as `theme.typ`.
    pub components: BTreeMap<String, FileId>,
    /// The schemas of blocks of one's own, by their types.
    pub schemas: BTreeMap<String, FileId>,
    /// The files that differ from those built in.
    pub changed: BTreeSet<FileId>,
    /// The templates that take the place of none, by name: they are for further documents.
    pub added: BTreeSet<String>,
}

impl Assets {
    /// All files by their path in the folder of templates.
    pub fn files(&self) -> impl Iterator<Item = (String, FileId)> {
        let templates = self.templates.iter().map(|(name, file)| (format!("{name}{TEMPLATE}"), *file));
        let schemas = self.schemas.iter().map(|(tag, file)| (format!("{BLOCKS}{tag}{SCHEMA}"), *file));
        let components = self.components.iter().map(|(name, file)| (format!("{COMPONENTS}{name}"), *file));
        templates.chain(schemas).chain(components)
    }

    /// The files that differ from those built in, by the paths that messages show.
    pub fn changed_names(&self, sources: &Sources) -> Vec<String> {
        self.changed.iter().map(|file| sources.name(*file).to_owned()).collect()
    }

    /// The built-in files, each replaced by the file of the same name in `overrides`.
    ///
    /// # Errors
    /// A file in `overrides` that replaces nothing and is nothing of one's own, or that cannot be read.
    pub fn load(overrides: Option<&Path>, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let mut texts: BTreeMap<String, (String, String)> = BTreeMap::new();
        collect_built_in(&BUILT_IN, &mut texts);
        let built_in: BTreeSet<String> = texts.keys().cloned().collect();
        let (mut errors, mut changed) = (Vec::new(), BTreeSet::new());
        if let Some(folder) = overrides {
            override_from(folder, folder, &mut texts, &mut errors, &mut changed);
        }
        errors.extend(own_files::check(&texts, &built_in));
        if !errors.is_empty() {
            return Err(errors.into_iter().map(Diagnostic::nowhere).collect());
        }
        own_files::export(&mut texts, &built_in);
        let mut assets = Self {
            templates: BTreeMap::new(),
            components: BTreeMap::new(),
            schemas: BTreeMap::new(),
            changed: BTreeSet::new(),
            added: BTreeSet::new(),
        };
        for (name, (shown, text)) in texts {
            let file = sources.add(shown, text);
            if changed.contains(&name) {
                assets.changed.insert(file);
            }
            if let Some(component) = name.strip_prefix(COMPONENTS) {
                assets.components.insert(component.to_owned(), file);
            } else if let Some(template) = name.strip_suffix(TEMPLATE) {
                assets.templates.insert(template.to_owned(), file);
                let is_added = !template.contains('/') && !built_in.contains(&name);
                assets.added.extend(is_added.then(|| template.to_owned()));
            } else if let Some(tag) = name.strip_prefix(BLOCKS).and_then(|name| name.strip_suffix(SCHEMA)) {
                assets.schemas.insert(tag.to_owned(), file);
            }
        }
        Ok(assets)
    }
}

/// The codes of all countries that the map of the world has.
pub fn country_codes() -> &'static [String] {
    static CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let world = BUILT_IN.get_file("typst/world.json").and_then(|file| file.contents_utf8()).unwrap_or_default();
        let world: serde_json::Value = serde_json::from_str(world).unwrap_or_default();
        world["countries"].as_object().map(|countries| countries.keys().cloned().collect()).unwrap_or_default()
    });
    &CODES
}

fn collect_built_in(dir: &Dir<'_>, texts: &mut BTreeMap<String, (String, String)>) {
    for file in dir.files() {
        if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            let name = name.replace('\\', "/");
            texts.insert(name.clone(), (format!("templates/{name}"), text.to_owned()));
        }
    }
    dir.dirs().for_each(|dir| collect_built_in(dir, texts));
}

/// The text of a plain file that lies within the folder, links followed: templates travel with documents, so that a link that
/// leads elsewhere would publish what nobody meant to.
fn text_within(root: &Path, path: &Path) -> Result<String, Reason> {
    let real = fs::canonicalize(path)?;
    let within = fs::canonicalize(root).is_ok_and(|root| real.starts_with(root));
    if !within || !real.is_file() {
        return Err(Words::new(
            "it is not a regular file in the folder of templates",
            "テンプレートのフォルダーの中にある通常のファイルではありません",
        )
        .into());
    }
    let most = if path.to_string_lossy().ends_with(TEMPLATE) { LARGEST_TEMPLATE } else { LARGEST_COMPONENT };
    match file::text(&real, most << 10) {
        Err(ReadError::TooLarge { limit }) => {
            Err(reason!("it is larger than {limit} KiB", "{limit}KiBを超えています", limit = limit >> 10))
        }
        text => Ok(text?),
    }
}

fn override_from(
    root: &Path,
    folder: &Path,
    texts: &mut BTreeMap<String, (String, String)>,
    errors: &mut Vec<AnyProblem>,
    changed: &mut BTreeSet<String>,
) {
    let unreadable = |path: &Path, reason: Reason| Unreadable { path: path.display().to_string(), reason };
    let mut paths = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>(),
        Err(e) => return errors.push(unreadable(folder, e.into()).into()),
    };
    paths.sort();
    for path in paths {
        if path.is_dir() {
            // A link may lead round in a circle, or to all files of the machine.
            if path.is_symlink() {
                errors.push(
                    unreadable(
                        &path,
                        Words::new(
                            "it is a link to a folder, and such links are not followed",
                            "フォルダーへのリンクはたどりません",
                        )
                        .into(),
                    )
                    .into(),
                );
                continue;
            }
            override_from(root, &path, texts, errors, changed);
            continue;
        }
        let shown = path.display().to_string();
        let name = path.strip_prefix(root).ok().and_then(Path::to_str).unwrap_or_default().replace('\\', "/");
        match (texts.get_mut(&name), text_within(root, &path)) {
            (Some(text), Ok(own)) => {
                if text.1 != own {
                    changed.insert(name);
                }
                *text = (shown, own);
            }
            (None, Ok(own)) => {
                changed.insert(name.clone());
                texts.insert(name, (shown, own));
            }
            (None, Err(e)) => errors.push(unreadable(&path, e).into()),
            (Some(_), Err(e)) => errors.push(unreadable(&path, e).into()),
        }
    }
}
