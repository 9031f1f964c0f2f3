//! Looks at a PDF file as a printing house would before it makes plates (入稿前の点検).
//!
//! Any file is read, whoever wrote it, and held against a printer's profile. Nothing here decides what is good:
//! each finding names the key of the profile that asks for it.

mod document;
mod drawing;
mod findings;
mod font;
mod function;
mod ink;
mod object;
mod pages;
mod paint;
mod picture;
mod pixels;
mod plates;
mod problems;
mod profile;
mod raster;
mod repair;
mod report;
mod rules;
mod scan;
mod state;
mod text;

use std::collections::BTreeMap;
use std::thread;

use lopdf::{Document, LoadOptions, Object};

use crate::colour_space::entry;
use crate::file::{self, ENCRYPTED, File, NOT_A_PDF};
use crate::limits;
use crate::{bounds, geometry};
use findings::{Findings, RawFinding};
use kakugi_diagnostic::{AnyProblem, Reason, Words};
use pages::Boxes;
use problems::{DamagedFile, DocumentAction, PageAnnotation, PageInk};
use scan::{Scan, Shared};
use state::State;

pub use document::Statement;
pub use drawing::{Canvas, PAGES, draw, png};
pub use object::{NamedKind, PageObject};
pub use pages::Side;
pub use paint::{ForeignColour, ObjectInk};
pub use problems::{CheckLimit, DamagedPart};
pub use profile::{Colours, Profile, Standard};

/// Content may be nested; nothing in it may bring the program down.
const STACK: usize = 256 << 20;
/// Regions of too much ink that are told of on one page.
const REGIONS: usize = 5;

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Report {
    /// The name of the profile.
    pub printer: String,
    /// The pages in their order.
    pub pages: Vec<Page>,
    /// The codes of the checks that were made.
    pub checks: Vec<&'static str>,
    /// What was found: first about the file, then page by page.
    pub findings: Vec<Finding>,
    standard: Standard,
}

/// A page of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Width and height of the cut page, in millimetres.
    pub size: [f64; 2],
    /// The most ink in one place within the bleed, in percent of all plates together.
    pub peak_ink: f64,
    /// Whether anything on it is transparent.
    pub transparent: bool,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub problem: AnyProblem,
    /// The page, counted from 1; none for the whole file.
    pub page: Option<usize>,
    /// Left, top, right and bottom in millimetres from the top left corner of the trim.
    pub area: Option<[f64; 4]>,
    /// The object.
    pub object: Option<PageObject>,
    /// How many objects of the page have the same problem; the first is the one described.
    pub count: usize,
    /// The datum that is printed there, for files of ours.
    pub datum: Option<String>,
    /// Whether it keeps a file of this program from being written.
    pub stops_ours: bool,
    /// The area in points of the page, for the picture.
    drawn: Option<[f64; 4]>,
}

/// What each code of preflight means, in English and in Japanese.
pub const EXPLAINED: [&str; 2] = [include_str!("explained.en.md"), include_str!("explained.ja.md")];

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no PDF, or broken beyond reading.
    NoPdf,
    /// It opens only with a password.
    Password,
    /// It is larger than 1 GB, or unpacks to more than can be held.
    TooLarge,
}

impl Unreadable {
    /// The reason in words.
    pub fn reason(self) -> Reason {
        match self {
            Self::NoPdf => NOT_A_PDF.into(),
            Self::Password => ENCRYPTED.into(),
            Self::TooLarge => Words::new("it is too large to be checked", "大きすぎるため点検できません").into(),
        }
    }
}

/// Tells which datum is printed at a place: page counted from 1, points from the top left corner of the trim.
pub type DatumAt<'a> = &'a dyn Fn(usize, f64, f64) -> Option<String>;

/// Looks at a file.
///
/// `datum` is asked about the middle of each finding; a build can answer with the prints that
/// its source map finds there.
///
/// # Errors
/// That the file cannot be read at all.
pub fn inspect(bytes: &[u8], profile: &Profile, datum: Option<DatumAt<'_>>) -> Result<Report, Unreadable> {
    inspect_telling(bytes, profile, datum, &|_| {})
}

/// Like [`inspect`], and tells each finding as soon as it is there, without its datum: whatever becomes of the rest, that
/// much was found.
///
/// # Errors
/// That the file cannot be read at all.
pub fn inspect_telling(
    bytes: &[u8],
    profile: &Profile,
    datum: Option<DatumAt<'_>>,
    tell: &(dyn Fn(&Finding) + Sync),
) -> Result<Report, Unreadable> {
    let mut report = on_a_deep_stack(|| examine(&open_here(bytes)?, bytes, profile, tell))?;
    if let Some(datum) = datum {
        for finding in &mut report.findings {
            if let (Some(page), Some([left, top, right, bottom])) = (finding.page, finding.area) {
                let middle = [(left + right) / 2.0, (top + bottom) / 2.0].map(|side| side * geometry::POINTS);
                finding.datum = datum(page, middle[0], middle[1]);
            }
        }
    }
    Ok(report)
}

/// The rule that all pages have the orientation of the first.
pub const ORIENTATION: &str = "K0925";

/// Reads a file, to be looked at more than once.
///
/// # Errors
/// That it cannot be read at all.
pub fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    on_a_deep_stack(|| open_here(bytes))
}

/// Holds a file that this program has made against the profile that it was made for, and tells what stops it from being
/// written. Of all else it tells what the printing house asks for by its own profile.
///
/// # Errors
/// That the file cannot be read at all.
pub fn inspect_ours(
    document: &Document,
    bytes: &[u8],
    made_for: &Profile,
    house: Option<&Profile>,
) -> Result<Report, Unreadable> {
    let mut report = on_a_deep_stack(|| examine(document, bytes, made_for, &|_| {}))?;
    let asked = house.map(rules::asked).unwrap_or_default();
    report.checks.retain(|code| rules::holds_ours(code) || asked.contains(code));
    let checks = &report.checks;
    report.findings.retain(|finding| finding.stops_ours || checks.contains(&finding.problem.code()));
    Ok(report)
}

/// Does something on a thread of its own, which has room for deep nesting. A panic goes on, so that nobody takes it for a
/// error of the file: the command line tells what was found by then.
fn on_a_deep_stack<T: Send>(act: impl FnOnce() -> Result<T, Unreadable> + Send) -> Result<T, Unreadable> {
    thread::scope(|scope| {
        let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, act);
        started.map_err(|_| Unreadable::TooLarge)?.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Whether a trailer names how the file is encrypted (ISO 32000-1 §7.6.1): a reference or a dictionary follows the key.
fn names_encryption(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let follows = |at: usize| {
        let rest = bytes[at + KEY.len()..].trim_ascii_start();
        rest.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'<')
    };
    bytes.windows(KEY.len()).enumerate().any(|(at, window)| window == KEY && follows(at))
}

/// Where the head of a file stands, before which there may be a few bytes of something else (ISO 32000-1, annex H.3.4.1).
fn head(bytes: &[u8]) -> usize {
    const BEFORE: usize = 1_024;
    bytes.windows(5).take(BEFORE).position(|five| five == b"%PDF-").unwrap_or(0)
}

fn open_here(bytes: &[u8]) -> Result<Document, Unreadable> {
    if bytes.len() > limits::PDF_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let load = |bytes: &[u8]| {
        let document = Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(file::STREAM))?;
        // A table that leads nowhere leaves a document without a catalog.
        document.catalog().map(|_| ()).and(Ok(document))
    };
    if !bounds::rows_are_sound(bytes) {
        return Err(Unreadable::TooLarge);
    }
    // Where the password is not the empty one, what remains would look like a file of blank pages.
    let locked = names_encryption(bytes);
    let document = load(bytes).or_else(|e| match &e {
        _ if locked => Err(lopdf::Error::InvalidPassword),
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::Decompress(_) => Err(e),
        // Places are counted from the head, whatever stands before it.
        _ => repair::repaired_xref(&bytes[head(bytes)..]).map_or(Err(e), |repaired| load(&repaired)),
    });
    let document = document.map_err(|e| match e {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Unreadable::Password
        }
        lopdf::Error::Decompress(_) => Unreadable::TooLarge,
        _ => Unreadable::NoPdf,
    })?;
    if document.is_encrypted() || (locked && !document.was_encrypted()) {
        return Err(Unreadable::Password);
    }
    Ok(document)
}

fn examine(
    document: &Document,
    bytes: &[u8],
    profile: &Profile,
    tell: &(dyn Fn(&Finding) + Sync),
) -> Result<Report, Unreadable> {
    let (dictionaries, sound) = File::of(document).pages();
    if dictionaries.is_empty() {
        return Err(Unreadable::NoPdf);
    }
    let boxes: Vec<Boxes> = dictionaries.iter().map(|page| Boxes::read(&File::of(document), page)).collect();
    let told = |raw: &RawFinding| tell(&finding(raw.clone(), &boxes));
    let mut shared = Shared {
        file: File::of(document),
        profile,
        spots: ink::Spots::default(),
        fonts: BTreeMap::new(),
        findings: Findings::told(&told),
        work: 0,
    };
    if !sound {
        shared.findings.file(DamagedFile { part: DamagedPart::PageTree });
    }
    document::check(&shared.file, bytes, profile, &mut shared.findings);
    pages::check(&boxes, profile, &mut shared.findings);
    let mut facts = Vec::with_capacity(boxes.len());
    let mut printed = Vec::with_capacity(boxes.len());
    for (page, (dictionary, own)) in dictionaries.iter().zip(&boxes).enumerate() {
        let (fact, prints) = look_at(&mut shared, page, dictionary, own);
        facts.push(fact);
        printed.push(prints);
    }
    pages::blank(&printed, profile, &mut shared.findings);
    Ok(report(shared.findings.all, facts, &boxes, profile))
}

/// Goes through a page; says how it is and whether anything is printed on it.
fn look_at<'a>(shared: &mut Shared<'a>, page: usize, dictionary: &'a lopdf::Dictionary, own: &Boxes) -> (Page, bool) {
    let bleed = own.trim.grown(shared.profile.bleed * geometry::POINTS);
    let limit = shared.profile.ink_limit;
    let resources = entry(&shared.file, dictionary, b"Resources");
    let group = entry(&shared.file, dictionary, b"Group");
    let (content, whole) = contents(&shared.file, dictionary);
    let mut scan = Scan::new(shared, page, own.media, own.trim, bleed);
    if !whole {
        scan.add_finding(DamagedFile { part: DamagedPart::Content }, None, None);
    }
    let area = scan.plates.grid.area;
    scan.run(&content, resources, State::new(area), 0);
    annotations(&mut scan, dictionary);
    if scan.shared.profile.standard == Standard::X4 && dictionary.has(b"AA") {
        scan.add_finding(DocumentAction { kind: "AA".to_owned() }, None, None);
    }
    // Devices mix the colours of a page in the space of its group whether or not anything is transparent.
    if let Some(group) = group {
        scan.group(group, resources);
    }
    let within = bleed.common(own.media).unwrap_or(bleed);
    let coverage = scan.plates.coverage(limit, within);
    for heavy in coverage.heavy.into_iter().take(REGIONS) {
        let problem = PageInk {
            found: format!("{:.0}", heavy.most),
            wanted: format!("{limit:.0}"),
            area: format!("{:.1}", heavy.size / geometry::POINTS / geometry::POINTS),
        };
        scan.add_finding(problem, Some(heavy.area), None);
    }
    let size = own.size().map(|side| side / geometry::POINTS);
    let fact = Page { size, peak_ink: coverage.peak, transparent: scan.transparent };
    (fact, scan.printed)
}

/// The content of a page, and whether all of it could be read.
fn contents<'a>(file: &File<'a>, page: &'a lopdf::Dictionary) -> (Vec<u8>, bool) {
    let Ok(object) = page.get(b"Contents") else { return (Vec::new(), true) };
    let single = std::slice::from_ref(object);
    let parts = match file.resolve(object) {
        Some(Object::Array(parts)) => parts.as_slice(),
        // Written as nothing, it is nothing; a reference to nothing has lost it.
        None if object.is_null() => &[],
        _ => single,
    };
    let mut all = Vec::new();
    let mut whole = true;
    for part in parts {
        let part = file.resolve(part).and_then(|part| part.as_stream().ok());
        whole &= part.is_some_and(|part| file.is_whole(part));
        match part.and_then(|part| file.content(part)).filter(|content| all.len() + content.len() <= file::STREAM) {
            Some(content) => all.extend(content),
            None => whole = false,
        }
        all.push(b'\n');
    }
    (all, whole)
}

/// Annotations, and what is drawn for them.
fn annotations<'a>(scan: &mut Scan<'a, '_>, page: &'a lopdf::Dictionary) {
    const MOST: usize = 10_000;
    let list = scan.shared.file.array(page, b"Annots").unwrap_or_default();
    for item in list.iter().take(MOST) {
        let file = &scan.shared.file;
        let Some(own) = file.resolve(item).and_then(file::as_dictionary) else { continue };
        let place = file.rectangle(own, b"Rect");
        let kind = file.name(own, b"Subtype").unwrap_or(b"?");
        let kind = String::from_utf8_lossy(kind).into_owned();
        let look = file.dictionary(own, b"AP").and_then(|looks| file.get(looks, b"N"));
        // An appearance may have several states.
        let look = match look {
            Some(Object::Dictionary(states)) => states.iter().find_map(|(_, state)| file.resolve(state)),
            other => other,
        };
        if scan.shared.profile.standard == Standard::X4 && !document::is_for_print(own) {
            scan.add_finding(PageAnnotation { kind }, place, None);
        }
        if let (Some(Object::Stream(look)), Some(place)) = (look, place) {
            let mut state = State::new(scan.plates.grid.area);
            let inner = scan.shared.file.rectangle(&look.dict, b"BBox").unwrap_or(place);
            let scale = |outer: f64, inner: f64| if inner > 0.0 { outer / inner } else { 1.0 };
            let (x, y) = (scale(place.width(), inner.width()), scale(place.height(), inner.height()));
            let shift = [place.left - inner.left * x, place.bottom - inner.bottom * y];
            state.ctm = geometry::Matrix([x, 0.0, 0.0, y, shift[0], shift[1]]);
            scan.form(look, None, state, 1);
        }
    }
}

/// What was found, in millimetres of the trim.
fn finding(raw: RawFinding, boxes: &[Boxes]) -> Finding {
    let own = raw.page.and_then(|page| boxes.get(page));
    let area = raw.area.zip(own).map(|(area, own)| own.place(area).map(|side| (side * 100.0).round() / 100.0));
    Finding {
        stops_ours: rules::stops_ours(&raw.problem, raw.object.as_ref()),
        problem: raw.problem,
        page: raw.page.map(|page| page + 1),
        area,
        object: raw.object,
        count: raw.count,
        datum: None,
        drawn: raw.area.map(|area| [area.left, area.bottom, area.right, area.top]),
    }
}

fn report(raw: Vec<RawFinding>, pages: Vec<Page>, boxes: &[Boxes], profile: &Profile) -> Report {
    let mut findings: Vec<Finding> = raw.into_iter().map(|raw| finding(raw, boxes)).collect();
    // Pages are looked at in several rounds; within a page the order of the checks stays.
    findings.sort_by_key(|finding| finding.page);
    Report { printer: profile.name.clone(), pages, checks: rules::asked(profile), findings, standard: profile.standard }
}
