//! Partials that include each other, which would overflow the stack.

use std::collections::BTreeMap;

/// Partials of each template, with the byte offset of the tag.
pub(super) type Includes = BTreeMap<String, Vec<(String, usize)>>;

/// The first cycle: the names along it, and the template and offset where it closes.
pub(super) fn find(includes: &Includes) -> Option<(Vec<String>, String, usize)> {
    let mut done = Vec::new();
    includes.keys().find_map(|name| visit(name, includes, &mut Vec::new(), &mut done))
}

fn visit<'a>(
    name: &'a str,
    includes: &'a Includes,
    path: &mut Vec<&'a str>,
    done: &mut Vec<&'a str>,
) -> Option<(Vec<String>, String, usize)> {
    if done.contains(&name) {
        return None;
    }
    path.push(name);
    for (partial, offset) in includes.get(name).into_iter().flatten() {
        if let Some(start) = path.iter().position(|step| step == partial) {
            let cycle = path[start..].iter().copied().chain([partial.as_str()]).map(str::to_owned);
            return Some((cycle.collect(), name.to_owned(), *offset));
        }
        let found = visit(partial, includes, path, done);
        if found.is_some() {
            return found;
        }
    }
    path.pop();
    done.push(name);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn includes(list: &[(&str, &[&str])]) -> Includes {
        let partials = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), 7)).collect();
        list.iter().map(|(name, names)| ((*name).to_owned(), partials(names))).collect()
    }

    #[test]
    fn cycles_are_found_and_diamonds_are_none() {
        assert_eq!(find(&includes(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &[])])), None);
        let (path, template, offset) =
            find(&includes(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])])).expect("a cycle");
        assert_eq!((path.join(" → ").as_str(), template.as_str(), offset), ("b → c → b", "c", 7));
    }
}
