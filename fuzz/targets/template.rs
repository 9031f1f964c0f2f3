//! Templates, and the map from what they print to what it comes from.

use std::cell::OnceCell;
use std::fs;

use kakugi::assets::Assets;
use kakugi::diagnostic::{Diagnostic, Language, Look, Sources};
use kakugi::mark::{self, DatumId, Origin};
use kakugi::model::Report;
use kakugi::template::{DataSpan, Document, Rendered, Stamp, Templates};
use tempfile::TempDir;

/// Control characters become marks, so that bytes at random hold some.
fn marked(bytes: &[u8]) -> String {
    let mark = |c: char| if c < '\u{20}' { char::from_u32(0xF0000 + u32::from(c)).unwrap_or(c) } else { c };
    String::from_utf8_lossy(bytes).chars().map(mark).collect()
}

fn sound(rendered: &Rendered) {
    assert!(!rendered.source.contains(mark::is_mark), "{:?}", rendered.source);
    for span in rendered.map.data() {
        assert!(rendered.source.get(span.range.clone()).is_some(), "{span:?} of {:?}", rendered.source);
    }
    for at in 0..=rendered.source.len().min(256) {
        rendered.map.datum_at(at);
        rendered.map.datum_within(&(at..at + 3));
    }
}

/// Any text with marks loses all of them; what helpers wrap, one behind the other, is found again where it stands.
pub fn source_map(bytes: &[u8]) {
    sound(&Rendered::from_marked(&marked(bytes)));
    // The same bytes as text, data and marks of lines in turn.
    let (mut text, mut plain, mut spans) = (String::new(), String::new(), Vec::new());
    for (i, part) in String::from_utf8_lossy(bytes).split('\n').enumerate() {
        let part: String = part.chars().filter(|c| !mark::is_mark(*c)).collect();
        let id = |shift: u32| DatumId(u32::try_from(i).unwrap_or(0).wrapping_mul(0x9E37_79B9) >> shift);
        let origin = match part.len() % 4 {
            0 => None,
            1 => {
                text.push_str(&mark::line(id(7).0));
                None
            }
            2 => Some(Origin::Printed(id(0))),
            _ => Some(Origin::Derived(vec![id(9), id(30), id(0)])),
        };
        let start = plain.len();
        plain.push_str(&part);
        match origin {
            None => text.push_str(&part),
            Some(origin) => {
                text.push_str(&mark::wrap(&origin, &part));
                spans.push(DataSpan { range: start..plain.len(), origin });
            }
        }
    }
    let rendered = Rendered::from_marked(&text);
    sound(&rendered);
    assert_eq!((rendered.source.as_str(), rendered.map.data()), (plain.as_str(), &spans[..]));
    for span in &spans {
        assert_eq!(rendered.map.datum_at(span.range.start), Some(span));
        assert_eq!(rendered.map.datum_at(span.range.end - 1), Some(span));
    }
}

/// A report, and a folder in which one template is replaced.
struct Kept {
    _folder: TempDir,
    report: Report,
    own: TempDir,
}

const TEMPLATE: &str = "blocks/table.typ.hbs";

impl Kept {
    fn new() -> Self {
        let folder = super::report::folder();
        let report = Report::load(folder.path(), &mut Sources::default()).map(|(report, _)| report);
        let own = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(own.path().join("blocks")).expect("a folder");
        Self { _folder: folder, report: report.expect("a sound report"), own }
    }
}

/// The bytes are a template of the user: it is refused with words, or prints no marks.
pub fn template(bytes: &[u8]) {
    thread_local!(static KEPT: OnceCell<Kept> = const { OnceCell::new() });
    KEPT.with(|kept| {
        let Kept { report, own, .. } = kept.get_or_init(Kept::new);
        fs::write(own.path().join(TEMPLATE), bytes).expect("a file");
        let mut sources = Sources::default();
        let tell = |errors: Vec<Diagnostic>, sources: &Sources| {
            for error in errors {
                if let Some(place) = &error.place {
                    let text = sources.text(place.file);
                    assert!(place.range.start <= text.len() && place.range.start <= place.range.end, "{place:?}");
                }
                sources.render(&error, Language::English, Look::default());
            }
        };
        let assets = match Assets::load(Some(own.path()), &mut sources) {
            Ok(assets) => assets,
            Err(errors) => return tell(errors, &sources),
        };
        let templates = match Templates::load(&assets, &sources) {
            Ok(templates) => templates,
            Err(errors) => return tell(errors, &sources),
        };
        match templates.render(report, Document::Briefing, Stamp::of(report)) {
            Ok(rendered) => sound(&rendered),
            Err(error) => tell(vec![error], &sources),
        }
    });
}
