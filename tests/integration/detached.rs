//! Components that the program evaluates apart from their surroundings.

use kakugi::template::Document;
use kakugi::typeset::texts;

use crate::support::{Desk, Loaded, gallery, repository, small};

/// The place, size and text of every run of glyphs.
fn places(loaded: &Loaded, document: Document) -> Vec<(usize, f64, f64, f64, String)> {
    let built = loaded.build(document);
    let place = |text: &kakugi::typeset::PlacedText<'_>| {
        (text.page, text.x, text.y, text.item.size.to_pt(), text.item.text.to_string())
    };
    texts(&built.pages).iter().map(place).collect()
}

/// Where Typst compiles an emitted source alone, components are evaluated in their places, and must set all as here.
#[test]
fn pages_are_the_same_where_components_are_evaluated_in_their_places() {
    let desk = Desk::new();
    let component = std::fs::read_to_string(repository("templates/typst/detached.typ")).expect("the component");
    let input = "sys.inputs.at(\"detached\", default: none)";
    assert!(component.contains(input));
    desk.write("own/typst/detached.typ", component.replace(input, "none"));
    for folder in [small(), gallery()] {
        let (detached, in_place) = (Loaded::from(&folder), Loaded::with(&folder, Some(&desk.path("own"))));
        for document in [Document::Briefing, Document::Summary(0)] {
            let (ours, theirs) = (places(&detached, document), places(&in_place, document));
            let apart = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
            assert_eq!((apart, ours.len()), (None, theirs.len()), "{}: {document:?}", folder.display());
        }
    }
}
