//! No two files use one another, by whatever way round.
//!
//! The files of a crate are those that its `mod` lines name; a file uses another where one of its `use` lines or paths leads
//! there. Three rules make that what a reader means by a circle:
//!
//! - A name that a file merely hands on, as `mod.rs` does with `pub use`, is a name of the file that declares it.
//! - To hand a name on is no use of it.
//! - A file may use what its parents declare: `mod.rs` has the types that its children share, and calls them.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Import, Module, modules};
use super::{code_in, crates};

/// The names from the root of a crate to a module.
type ModulePath = Vec<String>;

#[test]
fn no_two_files_use_one_another() {
    let mut errors = Vec::new();
    for folder in crates().into_iter().map(|name| format!("{name}/src")).chain(["src".to_owned()]) {
        let uses = uses_between_files(&modules(&code_in(&folder)));
        errors.extend(circles(&uses).iter().map(|circle| format!("{folder}: {}", described(circle, &uses))));
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// For each file, the files that it uses, each with one of the paths that lead there.
type Uses = BTreeMap<String, BTreeMap<String, String>>;

fn uses_between_files(modules: &BTreeMap<ModulePath, Module>) -> Uses {
    let mut uses = Uses::new();
    for (module_path, module) in modules {
        let imported = module.imports.iter().filter(|import| !import.hands_on).map(|import| &import.path);
        for path in imported.chain(&module.paths) {
            let Some(declaring) = declaring_module(modules, module_path, path, 0) else { continue };
            let file = &modules[&declaring].file;
            let is_parent = declaring.len() < module_path.len() && module_path.starts_with(&declaring);
            if *file != module.file && !is_parent {
                uses.entry(module.file.clone()).or_default().insert(file.clone(), path.join("::"));
            }
        }
    }
    uses
}

/// The module that declares what a path names in another module; none where it is of another crate, or a name that is
/// declared on the spot.
fn declaring_module(
    modules: &BTreeMap<ModulePath, Module>,
    from: &ModulePath,
    path: &[String],
    depth: usize,
) -> Option<ModulePath> {
    // Two globs may hand a name to one another.
    if depth > 10 {
        return None;
    }
    let mut module_path = from.clone();
    let mut names = path.iter().peekable();
    match names.peek()?.as_str() {
        "crate" => {
            module_path.clear();
            names.next();
        }
        "self" => {
            names.next();
        }
        "super" => {
            while names.next_if(|name| *name == "super").is_some() {
                module_path.pop();
            }
        }
        first => {
            let is_imported = modules.get(from)?.imports.iter().any(|import| import.name == first);
            if !is_imported && !modules.contains_key(&child(from, first)) {
                return None;
            }
        }
    }
    while let Some(name) = names.next() {
        let further = child(&module_path, name);
        if modules.contains_key(&further) {
            module_path = further;
            continue;
        }
        let import = modules.get(&module_path)?.imports.iter().find(|import| import.name == *name);
        // `use name;` of another crate stands for itself.
        let Some(Import { path, .. }) = import.filter(|import| import.path != [name.as_str()]) else { break };
        let whole: Vec<String> = path.iter().chain(names).cloned().collect();
        return declaring_module(modules, &module_path, &whole, depth + 1);
    }
    modules.contains_key(&module_path).then_some(module_path)
}

fn child(module_path: &ModulePath, name: &str) -> ModulePath {
    module_path.iter().cloned().chain([name.to_owned()]).collect()
}

/// The circles, each by its files.
fn circles(uses: &Uses) -> BTreeSet<Vec<&String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        uses.keys().map(|file| (file, reached_from(uses, file))).collect();
    let mut circles: BTreeSet<Vec<&String>> = BTreeSet::new();
    for (file, others) in reached.iter().filter(|(file, others)| others.contains(*file)) {
        let circle = others.iter().filter(|other| reached.get(**other).is_some_and(|back| back.contains(*file)));
        circles.insert(circle.copied().collect());
    }
    circles
}

/// All files that a file uses, and those that they use.
fn reached_from<'u>(uses: &'u Uses, file: &String) -> BTreeSet<&'u String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&String> = uses.get(file).into_iter().flat_map(BTreeMap::keys).collect();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(uses.get(next).into_iter().flat_map(BTreeMap::keys));
        }
    }
    reached
}

/// A circle, with the uses of which it is made.
fn described(circle: &[&String], uses: &Uses) -> String {
    let mut lines = vec![format!("{} files use one another", circle.len())];
    for (file, used) in uses.iter().filter(|(file, _)| circle.contains(file)) {
        let within = used.iter().filter(|(other, _)| circle.contains(other));
        lines.extend(within.map(|(other, path)| format!("    {file} uses {other} by `{path}`")));
    }
    lines.join("\n")
}

#[test]
fn circles_are_found_through_names_that_are_handed_on() {
    let files = |first: &str| {
        let sources = [
            ("lib.rs", "mod parent;"),
            ("parent/mod.rs", "mod first;\nmod second;\npub(super) use self::first::First;\nstruct Shared;"),
            ("parent/first.rs", first),
            ("parent/second.rs", "use super::{First, Shared as Known};\nfn second(first: First, known: Known) {}"),
        ];
        sources.map(|(path, code)| (path.to_owned(), code.to_owned())).into_iter().collect::<BTreeMap<_, _>>()
    };
    let found = |first: &str| circles(&uses_between_files(&modules(&files(first)))).len();
    let innocent =
        "use super::Shared;\n// super::second::second\nfn first(_: &str) { first(\"super::second::second\") }";
    assert_eq!(found(innocent), 0);
    for planted in [
        "use super::second::second;",
        "use crate::parent::{second::{self as other}};",
        "fn first() { super::second::second() }",
        "mod inner {\n    use super::super::second;\n}",
    ] {
        assert_eq!(found(planted), 1, "{planted}");
    }
}
