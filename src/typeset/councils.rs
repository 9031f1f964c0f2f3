//! The councils of a generated source, found without running it.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::syntax::ast::{Arg, Expr, FuncCall, Named};
use typst::syntax::{LinkedNode, Source, SyntaxKind, SyntaxNode};

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

/// A source with its councils.
#[derive(Clone, Debug)]
pub struct Councils {
    source: Source,
    plain: Vec<Council>,
    /// How often each id is given.
    ids: BTreeMap<String, usize>,
    /// All calls of councils, and the outermost calls that hold none, in the order of the source.
    calls: Vec<Range<usize>>,
    /// Whether what stands outside councils may set notes on their pages, or councils in other ways than they are written.
    unclear: bool,
}

impl Councils {
    pub(super) fn of(source: &Source) -> Self {
        let mut found =
            Self { source: source.clone(), plain: Vec::new(), ids: BTreeMap::new(), calls: Vec::new(), unclear: false };
        found.collect(&LinkedNode::new(source.root()));
        let Self { plain, ids, unclear, .. } = &mut found;
        plain.retain(|council| !*unclear && ids[&council.id] == 1);
        found
    }

    /// The councils that the source sets plainly, so that their notes can be counted. Those whose ids stand twice are left
    /// out, because by their ids they cannot be told apart.
    pub fn plain(&self) -> &[Council] {
        &self.plain
    }

    /// The source without other councils, and without the outermost calls that hold none. In a first round of layout nothing
    /// is known of the states and counters that such a call leaves behind, so that a council is measured alike without it.
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
            if let Some(id) = id(call) {
                *self.ids.entry(id.clone()).or_default() += 1;
                let notes = node.children().try_fold(0, |sum, child| Some(sum + notes(&child)?));
                if let Some(notes) = notes.filter(|notes| *notes <= NOTES) {
                    self.plain.push(Council { id, notes, range: node.range() });
                }
            }
            self.calls.push(node.range());
            return;
        }
        // A note behind a council may stand on its last page. A rule may set its notes anywhere.
        let noted = match node.kind() {
            SyntaxKind::ShowRule => node.children().any(|child| notes(&child) != Some(0)),
            kind => may_set_anything(kind) || (!self.calls.is_empty() && call.is_some_and(is_note)),
        };
        self.unclear |= noted;
        let before = self.calls.len();
        node.children().for_each(|child| self.collect(&child));
        let outermost = node.parent().is_some_and(|parent| parent.parent().is_none());
        if call.is_some() && outermost && before == self.calls.len() {
            self.calls.push(node.range());
        }
    }
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

/// How many notes a part of a council sets; unknown where it is not said plainly, or where a new chapter begins.
fn notes(node: &SyntaxNode) -> Option<usize> {
    let call = node.cast::<FuncCall<'_>>();
    let chapter = ["council", "chapter", "heading"].iter().any(|name| call.is_some_and(|call| names(call, name)))
        || node.kind() == SyntaxKind::Heading
        || node.cast::<Named<'_>>().is_some_and(|named| named.name().as_str() == "level" && is_one(named.expr()));
    if chapter || node.kind() == SyntaxKind::ShowRule || may_set_anything(node.kind()) {
        return None;
    }
    let own = usize::from(call.is_some_and(is_note));
    node.children().try_fold(own, |sum, child| Some(sum + notes(child)?))
}

/// Whether what stands there is perhaps set more than once, not at all, or as something else than it is called.
fn may_set_anything(kind: SyntaxKind) -> bool {
    use SyntaxKind::{
        Binary, Closure, Conditional, Contextual, ForLoop, LetBinding, ModuleInclude, RenamedImportItem, WhileLoop,
    };

    matches!(
        kind,
        Binary
            | Closure
            | Conditional
            | Contextual
            | ForLoop
            | LetBinding
            | ModuleInclude
            | RenamedImportItem
            | WhileLoop
    )
}

fn is_one(expression: Expr<'_>) -> bool {
    matches!(expression, Expr::Int(number) if number.get() == 1)
}

fn is_note(call: FuncCall<'_>) -> bool {
    names(call, "note") || names(call, "footnote")
}

fn names(call: FuncCall<'_>, function: &str) -> bool {
    match call.callee() {
        Expr::Ident(name) => name.as_str() == function,
        Expr::FieldAccess(access) => access.field().as_str() == function,
        _ => false,
    }
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
    fn what_may_stand_otherwise_is_not_plain() {
        for (source, plain) in [
            ("#show: briefing.with(head: [x])\n#chapter[#note[x]] #council(id: \"a\")[]", 1),
            ("#council(id: \"a\")[] #note[x]", 0),
            ("#council(id: \"a\")[] #std.footnote[x]", 0),
            ("#council(id: \"a\")[] #for x in range(7) [#note[x]]", 0),
            ("#council(id: \"a\")[] #context [#note[x]]", 0),
            ("#show heading: it => [#it#note[x]]\n#council(id: \"a\")[]", 0),
            ("#show \"x\": [#note[x]]\n#council(id: \"a\")[]", 0),
            ("#import \"kakugi.typ\": note as n\n#council(id: \"a\")[]", 0),
            ("#council(id: \"a\")[] #council(id: \"a\")[#if x [#note[y]]]", 0),
            ("#council(id: \"a\")[#section(level: 1)[]] #council(id: \"b\")[#section(level: 3)[]]", 1),
            ("#council(id: \"a\")[\n= x\n]", 0),
            ("#context council(id: \"a\")[] #council(id: \"b\")[]", 0),
            ("#(council(id: \"a\")[] * 2)", 0),
            ("#for x in y [#council(id: \"a\")[]]", 0),
            ("#[#let note = x\n#council(id: \"a\")[]]", 0),
        ] {
            assert_eq!(councils(source).plain.len(), plain, "{source}");
        }
    }
}
