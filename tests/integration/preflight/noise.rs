//! Whatever bytes come in, preflight ends, and says something or that it cannot read them.

use lopdf::dictionary;
use proptest::prelude::*;

use super::book::Book;
use super::profile;
use kakugi::preflight::inspect;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = inspect(&bytes, &profile("offset-coated"), None);
        let headed = [b"%PDF-1.6\n".as_slice(), &bytes, b"\ntrailer<</Root 1 0 R>>"].concat();
        let _ = inspect(&headed, &profile("office"), None);
    }

    #[test]
    fn a_book_with_changed_bytes_is_survived(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = Book::new().bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = inspect(&bytes, &profile("offset-coated"), None);
    }

    #[test]
    fn any_content_is_survived(
        words in proptest::collection::vec(prop::sample::select(WORDS.to_vec()), 0..200),
    ) {
        let mut book = Book::new();
        book.draw(&words.join(" "));
        let _ = inspect(&book.bytes(), &profile("offset-coated"), None);
    }
}

/// Operators and operands, sensible and not.
const WORDS: [&str; 64] = [
    "q",
    "Q",
    "cm",
    "w",
    "gs",
    "m",
    "l",
    "c",
    "v",
    "y",
    "h",
    "re",
    "W",
    "W*",
    "S",
    "s",
    "f",
    "f*",
    "B",
    "b*",
    "n",
    "CS",
    "cs",
    "SCN",
    "scn",
    "g",
    "rg",
    "k",
    "K",
    "sh",
    "Do",
    "BT",
    "ET",
    "Tf",
    "Tj",
    "TJ",
    "Td",
    "Tm",
    "T*",
    "'",
    "\"",
    "Tr",
    "BI",
    "ID",
    "EI",
    "BX",
    "EX",
    "0",
    "1",
    "-1",
    "0.001",
    "1e9",
    "99999999999999999999",
    "-340282350000000000",
    "100",
    "300",
    "/F",
    "/Form",
    "/Picture",
    "/Orange",
    "/Pattern",
    "(text)",
    "[(a) 5]",
    "<< /K [",
];

#[test]
fn forms_that_contain_themselves_end() {
    let mut book = Book::new();
    let form = book.document.new_object_id();
    let own = dictionary! {
        "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 600.into(), 900.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "A" => form } },
    };
    let content = b"/A Do /A Do /A Do /A Do".to_vec();
    book.document.objects.insert(form, lopdf::Stream::new(own, content).into());
    book.resource("XObject", "Loop", form).draw("/Loop Do");
    let report = inspect(&book.bytes(), &profile("offset-coated"), None).expect("a PDF");
    assert!(report.findings.iter().any(|finding| finding.problem.code() == "K0915"));
}

#[test]
fn a_tree_of_pages_that_contains_itself_ends() {
    let mut book = Book::new();
    let tree = book.second().get(b"Parent").and_then(lopdf::Object::as_reference).expect("a parent");
    let kids = book.own(tree).get_mut(b"Kids").and_then(lopdf::Object::as_array_mut).expect("kids");
    kids.push(tree.into());
    let bytes = book.bytes();
    let report = inspect(&bytes, &profile("offset-coated"), None).expect("a PDF");
    assert!(report.findings.iter().any(|finding| finding.problem.code() == "K0901"));
}

#[test]
fn what_unpacks_to_more_than_can_be_held_is_not_unpacked() {
    let mut book = Book::new();
    let mut bomb = lopdf::Stream::new(dictionary! {}, vec![b' '; 300 << 20]);
    bomb.compress().expect("compressible");
    let bomb = book.document.add_object(bomb);
    let parts = book.second().get_mut(b"Contents").and_then(lopdf::Object::as_array_mut).expect("contents");
    parts.push(bomb.into());
    let report = inspect(&book.bytes(), &profile("offset-coated"), None).expect("a PDF");
    assert!(report.findings.iter().any(|finding| finding.problem.code() == "K0901"));
}
