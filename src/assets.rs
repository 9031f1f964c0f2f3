//! Templates and Typst components, built in, any of them replaceable by name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, FileId, Problem, Sources};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The ending of Handlebars templates.
const TEMPLATE: &str = ".typ.hbs";

/// The folder of components within that of templates.
const COMPONENTS: &str = "typst/";

/// Templates and components by name, as files of a run.
#[derive(Clone, Debug)]
pub struct Assets {
    /// Handlebars templates by name without ending, such as `blocks/table`.
    pub templates: BTreeMap<String, FileId>,
    /// Typst components by file name, such as `theme.typ`.
    pub components: BTreeMap<String, FileId>,
}

impl Assets {
    /// All files by their path in the folder of templates.
    pub fn files(&self) -> impl Iterator<Item = (String, FileId)> {
        let templates = self.templates.iter().map(|(name, file)| (format!("{name}{TEMPLATE}"), *file));
        templates.chain(self.components.iter().map(|(name, file)| (format!("{COMPONENTS}{name}"), *file)))
    }

    /// The built-in files, each replaced by the file of the same name in `overrides`.
    ///
    /// # Errors
    /// A file in `overrides` that replaces nothing or cannot be read.
    pub fn load(overrides: Option<&Path>, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let mut texts: BTreeMap<String, (String, String)> = BTreeMap::new();
        collect_built_in(&BUILT_IN, &mut texts);
        let mut faults = Vec::new();
        if let Some(folder) = overrides {
            override_from(folder, folder, &mut texts, &mut faults);
        }
        if !faults.is_empty() {
            return Err(faults.into_iter().map(Diagnostic::nowhere).collect());
        }
        let mut assets = Self { templates: BTreeMap::new(), components: BTreeMap::new() };
        for (name, (shown, text)) in texts {
            let file = sources.add(shown, text);
            if let Some(component) = name.strip_prefix(COMPONENTS) {
                assets.components.insert(component.to_owned(), file);
            } else if let Some(template) = name.strip_suffix(TEMPLATE) {
                assets.templates.insert(template.to_owned(), file);
            }
        }
        Ok(assets)
    }
}

/// The codes of all countries that the map of the world has.
pub fn country_codes() -> Vec<String> {
    let world = BUILT_IN.get_file("typst/world.json").and_then(|file| file.contents_utf8()).unwrap_or_default();
    let world: serde_json::Value = serde_json::from_str(world).unwrap_or_default();
    world["countries"].as_object().map(|countries| countries.keys().cloned().collect()).unwrap_or_default()
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
fn text_within(root: &Path, path: &Path) -> std::io::Result<String> {
    let real = fs::canonicalize(path)?;
    let within = fs::canonicalize(root).is_ok_and(|root| real.starts_with(root));
    if !within || !real.is_file() {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    fs::read_to_string(real)
}

fn override_from(
    root: &Path,
    folder: &Path,
    texts: &mut BTreeMap<String, (String, String)>,
    faults: &mut Vec<Problem>,
) {
    let unreadable =
        |path: &Path, e: std::io::Error| Problem::Unreadable { path: path.display().to_string(), reason: e.into() };
    let mut paths = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect::<Vec<_>>(),
        Err(e) => return faults.push(unreadable(folder, e)),
    };
    paths.sort();
    for path in paths {
        if path.is_dir() {
            override_from(root, &path, texts, faults);
            continue;
        }
        let shown = path.display().to_string();
        let name = path.strip_prefix(root).ok().and_then(Path::to_str).unwrap_or_default().replace('\\', "/");
        match (texts.get_mut(&name), text_within(root, &path)) {
            (Some(text), Ok(own)) => *text = (shown, own),
            (None, _) => faults.push(Problem::TemplateUnknownFile { name: shown }),
            (Some(_), Err(e)) => faults.push(unreadable(&path, e)),
        }
    }
}
