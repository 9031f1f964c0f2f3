//! Preflight: a sound book in which nothing is found, and one error at a time in it.

mod book;
mod errors;
mod noise;

use kakugi::diagnostic::{Language, Sources};
use kakugi::preflight::{Profile, Report, draw, inspect, png};
use kakugi::printer::PrintingHouse;
use lopdf::dictionary;

use crate::support::Desk;
use book::Book;

pub(crate) fn profile(name: &str) -> Profile {
    PrintingHouse::load(name, &mut Sources::default()).expect("a bundled profile").profile
}

pub(crate) fn look(bytes: &[u8], profile: &Profile) -> Report {
    inspect(bytes, profile, None).expect("a PDF")
}

pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<&str> = report.findings.iter().map(|finding| finding.problem.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The findings in short, for a test that fails.
pub(crate) fn shown(report: &Report) -> String {
    let lines = report
        .findings
        .iter()
        .map(|each| format!("{:?} {:?} {:?} {:?}", each.problem, each.page, each.area, each.object));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_is_found_in_a_sound_book() {
    let report = look(&Book::new().bytes(), &profile("offset-coated"));
    assert_eq!(report.findings, []);
    assert_eq!(report.has_structure(), Some(true));
    assert_eq!(report.pages.len(), 4);
    assert!(
        report.pages.iter().all(|page| page.transparent && (page.peak_ink - 150.0).abs() < 20.0),
        "{:?}",
        report.pages
    );
    let summary = report.summary(Language::English);
    assert_eq!(summary, format!("PDF/X-4 structure, {} checks passed", report.checks.len()));
    assert!(!report.text(Language::English).contains("certified"));
}

#[test]
fn a_finding_has_page_place_object_and_datum() {
    let mut book = Book::new();
    // 20 mm from the left of the trim and 30 mm from its top.
    let (x, y) = ((13.0 + 20.0) * book::MM, (13.0 + 210.0 - 30.0) * book::MM);
    book.draw(&format!("q 1 0 0 rg {x} {y} {side} -{side} re f Q", side = 10.0 * book::MM));
    let datum = |page: usize, x: f64, y: f64| Some(format!("{page}:{x:.0},{y:.0}"));
    let report = inspect(&book.bytes(), &profile("offset-coated"), Some(&datum)).expect("a PDF");
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((finding.page, finding.area), (Some(2), Some([20.0, 30.0, 30.0, 40.0])));
    assert_eq!(finding.datum.as_deref(), Some("2:71,99"));
    let text = report.text(Language::English);
    assert!(
        text.contains("page 2, 20.0 mm from the left and 30.0 mm from the top of the trim box: filled area"),
        "{text}"
    );
}

#[test]
fn the_office_printer_takes_what_the_press_does_not() {
    let mut book = Book::new();
    book.draw("q 1 0 0 rg 100 100 20 20 re f Q");
    assert_eq!(codes(&look(&book.bytes(), &profile("office"))), Vec::<&str>::new());
}

#[test]
fn the_command_says_how_it_ended() {
    let desk = Desk::new();
    let mut book = Book::new();
    desk.write("sound.pdf", book.bytes());
    let sound = desk.run(&["preflight", "sound.pdf"]);
    assert_eq!(sound.code, Some(0), "{}", sound.stdout);
    book.draw("q 1 0 0 rg 100 100 20 20 re f Q");
    desk.write("red.pdf", book.bytes());
    let red = desk.run(&["preflight", "red.pdf", "--format=json", "--png=pages", "--lang=ja"]);
    assert_eq!(red.code, Some(1));
    let value: serde_json::Value = serde_json::from_str(&red.stdout).expect("JSON");
    assert_eq!(value["findings"][0]["code"], "K0940");
    assert_eq!(value["findings"][0]["message"], "色が、印刷用のインキではなく`DeviceRGB`で指定されています");
    assert_eq!(value["structure"], true);
    desk.write("no.pdf", "no PDF at all");
    assert_eq!(desk.run(&["preflight", "no.pdf"]).code, Some(3));
    assert_eq!(desk.run(&["preflight", "nowhere.pdf"]).code, Some(3));
    assert_eq!(desk.run(&["preflight", "sound.pdf", "--printer=nobody"]).code, Some(3));
}

#[test]
fn findings_are_drawn_on_the_pages() {
    let mut book = Book::new();
    book.draw("q 1 0 0 rg 100 100 20 20 re f Q");
    let bytes = book.bytes();
    let report = look(&bytes, &profile("offset-coated"));
    let pictures = |report: &Report| {
        let mut pages = Vec::new();
        draw(bytes.clone(), 0..4, 1.0, &mut |canvas| pages.push(png(canvas, pages.len(), report).expect("a picture")));
        pages
    };
    let drawn = pictures(&report);
    let mut bare = report.clone();
    bare.findings.clear();
    let without = pictures(&bare);
    assert_eq!((drawn.len(), without.len()), (4, 4));
    assert!(drawn[0] == without[0] && drawn[1] != without[1]);
}

/// What looks like an error at first sight, and is none.
#[test]
fn what_only_looks_like_an_error_is_not_found() {
    let nothing = |name: &str, plant: &dyn Fn(&mut Book)| {
        let mut book = Book::new();
        plant(&mut book);
        let report = look(&book.bytes(), &profile("offset-coated"));
        assert_eq!(codes(&report), Vec::<&str>::new(), "{name}: {}", shown(&report));
    };
    let font = || dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    nothing("a font that is listed", &|book| {
        book.resource("Font", "H", font());
    });
    nothing("a font that is chosen", &|book| {
        book.resource("Font", "H", font()).draw("BT /H 12 Tf ET");
    });
    nothing("a font of hidden text", &|book| {
        book.resource("Font", "H", font()).draw("BT 3 Tr /H 12 Tf 100 500 Td (text) Tj ET");
    });
    // Pixels that look like the end of their picture, with names in short and in full.
    for space in ["/CS /G", "/CS /DeviceGray", "/ColorSpace /G", "/CS [/I /G 1 <00ff>]"] {
        nothing(space, &|book| {
            let pixels = "\0EI ab EI \u{1}\u{2}q Q ".repeat(7);
            let picture = format!("q 2 0 0 2 200 200 cm BI /W 10 /H 10 /BPC 8 {space} ID {}\nEI Q", &pixels[..100]);
            book.draw(&picture);
        });
    }
    // The same in a space of the resources, and packed as text.
    nothing("a named space", &|book| {
        let pixels = "\0EI ab EI \u{1}\u{2}q Q ".repeat(7);
        book.resource("ColorSpace", "Paper", "DeviceGray");
        book.draw(&format!("q 2 0 0 2 200 200 cm BI /W 10 /H 10 /BPC 8 /CS /Paper ID {}\nEI Q", &pixels[..100]));
    });
    nothing("pixels in letters", &|book| {
        let pixels = format!("{}9jqEI\n{}~>", "9jqo^".repeat(12), "9jqo^".repeat(12));
        book.draw(&format!("q 2 0 0 2 200 200 cm BI /W 10 /H 10 /BPC 8 /CS /G /F /A85 ID {pixels}\nEI Q"));
    });
    // A name of a resource is no abbreviation of a colour space.
    for name in ["RGB", "G", "CalRGB"] {
        nothing(name, &|book| {
            book.resource("ColorSpace", name, "DeviceCMYK").draw(&format!("/{name} cs 0 0 0 1 scn 200 200 20 20 re f"));
        });
    }
    let mut book = Book::new();
    book.resource("Font", "H", font()).draw("BT 7 Tr /H 12 Tf 100 500 Td (text) Tj ET");
    assert_eq!(
        codes(&look(&book.bytes(), &profile("offset-coated"))),
        ["K0930"],
        "text that cuts something out is shown"
    );
}
