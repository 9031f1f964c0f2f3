//! Where the parts of councils stand, looked for on all cores before a briefing's pages are set.
//!
//! The component `balance.typ` measures each council's parts in several degrees of air. Typst works through that one
//! council after the other; but what one council needs is nothing to the others, so that each can be measured for itself.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::foundations::{Bytes, Label, Repr, Selector, Str, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::ast::{Arg, Expr, FuncCall};
use typst::syntax::{LinkedNode, Source, SyntaxKind, SyntaxNode};
use typst_layout::PagedDocument;

use super::Files;

/// The component that says what is known and what is looked for.
const FILE: &str = "balancing.typ";
/// The label of what was found.
const FOUND: &str = "found";
/// With more notes than this, the width of their marks depends on their numbers, which only the finished pages know.
const NOTES: usize = 9;

/// A council in a generated source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
    /// Its id.
    pub id: String,
    /// How many notes it has.
    pub notes: usize,
    /// The bytes of the source that call it.
    pub range: Range<usize>,
}

/// The councils that a source sets plainly, so that their notes can be counted without running it. Those whose ids stand
/// twice are left out, because by their ids they cannot be told apart.
#[derive(Clone, Debug)]
pub struct Councils {
    source: Source,
    plain: Vec<Council>,
    /// All calls of councils, and those that stand beside them, in the order of the source.
    calls: Vec<Range<usize>>,
}

impl Councils {
    pub(super) fn of(source: &Source) -> Self {
        let mut found = Self { source: source.clone(), plain: Vec::new(), calls: Vec::new() };
        // Who gives names, perhaps to other functions, may set anything.
        if source.root().children().all(|child| child.kind() != SyntaxKind::LetBinding) {
            found.collect(&LinkedNode::new(source.root()));
        }
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        found.plain.iter().for_each(|council| *times.entry(council.id.clone()).or_default() += 1);
        found.plain.retain(|council| times[&council.id] == 1);
        found
    }

    /// Each council.
    pub fn plain(&self) -> &[Council] {
        &self.plain
    }

    /// The source without the calls of other councils, and without those that stand beside them. In a first round of layout
    /// nothing is known of what such a call sets, so that a council is measured alike with it and without it.
    pub fn alone(&self, councils: &[&Council]) -> Source {
        let text = self.source.text();
        let (mut rest, mut from) = (String::new(), 0);
        for call in self.calls.iter().filter(|call| !councils.iter().any(|council| council.range == **call)) {
            rest.push_str(&text[from..call.start]);
            rest.push_str("[]");
            from = call.end;
        }
        rest.push_str(&text[from..]);
        Source::new(self.source.id(), rest)
    }

    fn collect(&mut self, node: &LinkedNode<'_>) {
        let call = node.cast::<FuncCall<'_>>();
        if let Some(call) = call.filter(|call| names(*call, "council")) {
            if let (Some(id), Some(notes)) = (id(call), notes(node).filter(|notes| *notes <= NOTES)) {
                self.plain.push(Council { id, notes, range: node.range() });
            }
            self.calls.push(node.range());
            return;
        }
        let before = self.calls.len();
        node.children().for_each(|child| self.collect(&child));
        let beside = node.parent_kind() == Some(SyntaxKind::Markup)
            && node.parent().is_some_and(|parent| parent.parent().is_none());
        if call.is_some() && beside && before == self.calls.len() {
            self.calls.push(node.range());
        }
    }
}

/// Where the parts of councils stand, by the councils' ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places(BTreeMap<String, Vec<Place>>);

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    /// Whether it begins a page.
    page: bool,
    /// How much air it has, as a share of the normal.
    step: f64,
}

impl Places {
    /// The councils whose places are known.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Adds what others have found.
    pub fn add(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The file that tells the components.
    pub fn files(&self) -> Files {
        let place = |Place { page, step }: &Place| format!("(page: {page}, step: {step}),");
        let places = |places: &Vec<Place>| format!("({})", places.iter().map(place).collect::<String>());
        file(&dictionary(self.0.iter().map(|(id, found)| (id.as_str(), places(found)))), "none")
    }

    /// What the components found out. Whatever a component of the user says that is nothing of the kind is left out.
    pub(super) fn of(document: &PagedDocument) -> Self {
        let Ok(label) = Label::construct(FOUND.into()) else { return Self::default() };
        let found = document.introspector().query(&Selector::Label(label));
        Self(found.iter().filter_map(|element| entry(&element.to_packed::<MetadataElem>()?.value)).collect())
    }
}

/// A council's id with the places of its parts.
fn entry(value: &Value) -> Option<(String, Vec<Place>)> {
    let Value::Array(pair) = value else { return None };
    let [Value::Str(id), Value::Array(places)] = pair.as_slice() else { return None };
    let place = |value: &Value| {
        let Value::Dict(fields) = value else { return None };
        let Ok(Value::Bool(page)) = fields.get("page") else { return None };
        let step = fields.get("step").ok()?.clone().cast::<f64>().ok().filter(|step| step.is_finite())?;
        Some(Place { page: *page, step })
    };
    Some((id.to_string(), places.iter().map(place).collect::<Option<_>>()?))
}

/// The file that has the components look for the places of these councils, and set nothing.
pub fn sought<'a>(councils: impl IntoIterator<Item = &'a Council>) -> Files {
    file("(:)", &dictionary(councils.into_iter().map(|council| (council.id.as_str(), council.notes.to_string()))))
}

fn file(found: &str, sought: &str) -> Files {
    [(FILE.to_owned(), Bytes::from_string(format!("#let found = {found}\n#let sought = {sought}\n")))].into()
}

fn dictionary<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = entries.map(|(id, value)| format!("{}: {value}", Str::from(id).repr())).collect();
    if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) }
}

/// The id that a call of a council gives plainly.
fn id(call: FuncCall<'_>) -> Option<String> {
    call.args().items().find_map(|argument| match argument {
        Arg::Named(named) if named.name().as_str() == "id" => match named.expr() {
            Expr::Str(id) => Some(id.get().to_string()),
            _ => None,
        },
        _ => None,
    })
}

/// How many notes a source sets; unknown where it is not said plainly.
fn notes(node: &SyntaxNode) -> Option<usize> {
    use SyntaxKind::{Closure, Conditional, Contextual, ForLoop, LetBinding, ModuleInclude, ShowRule, WhileLoop};

    if matches!(
        node.kind(),
        ForLoop | WhileLoop | Conditional | Closure | LetBinding | Contextual | ShowRule | ModuleInclude
    ) {
        return None;
    }
    let is_note = |call: FuncCall<'_>| names(call, "note") || names(call, "footnote");
    let own = usize::from(node.cast::<FuncCall<'_>>().is_some_and(is_note));
    node.children().try_fold(own, |sum, child| Some(sum + notes(child)?))
}

fn names(call: FuncCall<'_>, function: &str) -> bool {
    matches!(call.callee(), Expr::Ident(name) if name.as_str() == function)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn councils(source: &str) -> Councils {
        Councils::of(&Source::detached(source))
    }

    #[test]
    fn councils_are_found_with_their_notes() {
        let plain = r#"#council(id: "a", name: [甲])[#b[x#note[一];#note(mark: "*")[二]]]"#;
        let source =
            format!("{plain}\n#council(id: \"b\")[#for x in (1, 2) [#note[三]]]\n#council(id: \"c\")[#(\"#note\")]");
        let found = councils(&source).plain;
        assert_eq!(found[0], Council { id: "a".to_owned(), notes: 2, range: 1..plain.len() });
        assert_eq!((found.len(), found[1].id.as_str(), found[1].notes), (2, "c", 0));
        let twice = "#council(id: \"e\")[] #council(id: \"e\")[x] #council(id: \"f\")[]";
        let found = councils(twice).plain;
        assert_eq!(found.iter().map(|council| council.id.as_str()).collect::<Vec<_>>(), ["f"]);
        let many = format!("#council(id: \"d\")[{}]", "#note[注]".repeat(10));
        assert_eq!(councils(&many).plain, []);
    }

    #[test]
    fn a_council_stands_alone_with_what_styles_it() {
        let source = "#import \"kakugi.typ\": *\n#show: briefing.with(a: f(1))\n#cover(x)[y]\n\
                      #council(id: \"a\")[#b[x]]\n#wide[#council(id: \"b\")[]#c()]\n#council(id: \"b\")[]z\n";
        let found = councils(source);
        let alone = "#import \"kakugi.typ\": *\n#show: briefing.with(a: f(1))\n#[]\n\
                     #council(id: \"a\")[#b[x]]\n#wide[#[]#c()]\n#[]z\n";
        assert_eq!(found.alone(&[&found.plain[0]]).text(), alone);
    }

    #[test]
    fn places_are_read_and_written() {
        use typst::foundations::{IntoValue, array, dict};

        let value = Value::Array(array![
            "a",
            array![dict! { "page" => true, "step" => 0.94 }, dict! { "page" => false, "step" => 1 }]
        ]);
        let places = Places([entry(&value).unwrap_or_default()].into());
        let files = places.files();
        let text = std::str::from_utf8(&files[FILE]).unwrap_or_default();
        let expected = "#let found = (\"a\": ((page: true, step: 0.94),(page: false, step: 1),))\n#let sought = none\n";
        assert_eq!(text, expected);
        let others = [
            Value::Int(1),
            array!["a", "b"].into_value(),
            array!["a", array![dict! { "page" => 1, "step" => f64::NAN }]].into_value(),
        ];
        assert!(others.iter().all(|other| entry(other).is_none()));
    }

    #[test]
    fn ids_are_written_as_typst_reads_them() {
        let council = Council { id: "a\"\\b".to_owned(), notes: 3, range: 0..0 };
        let files = sought([council].iter());
        let text = std::str::from_utf8(&files[FILE]).unwrap_or_default();
        assert_eq!(text, "#let found = (:)\n#let sought = (\"a\\\"\\\\b\": 3)\n");
    }
}
