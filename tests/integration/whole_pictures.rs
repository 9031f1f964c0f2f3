//! Pictures of which something would be missing or look otherwise: all of it is drawn, or is told.

use std::fmt::Write as _;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use kakugi::diagnostic::{Diagnostic, Language};
use kakugi::template::Document;
use kakugi::typeset::pictures;

use crate::support::{Desk, Loaded, snapshot};

const WATER: &str = "report/councils/water.json";
/// Where the case shows its picture.
const SHOWN: &str = r#""pictures/weir.png", "alt": "点検の写真""#;

/// A desk whose case shows a file of these bytes.
pub(crate) fn desk(name: &str, bytes: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::new();
    desk.write(&format!("report/pictures/{name}"), bytes);
    desk.edit(WATER, SHOWN, &format!(r#""pictures/{name}", "alt": "点検の写真""#));
    desk
}

/// What is wrong with a picture, or remarked about it, in a language.
pub(crate) fn said(desk: &Desk, language: Language) -> String {
    let line = |each: &Diagnostic| format!("{} {}", each.problem.code(), each.message(language));
    desk.told().iter().map(line).collect::<Vec<_>>().join("\n")
}

fn english(desk: &Desk) -> String {
    said(desk, Language::English)
}

/// What is said about pictures in both languages, each below its name.
#[track_caller]
pub(crate) fn all_said(subject: &str, cases: &[(&str, Desk)]) {
    let mut all = String::new();
    for (name, desk) in cases {
        for language in [Language::English, Language::Japanese] {
            let text = said(desk, language);
            assert!(!text.is_empty(), "{name}: nothing is said");
            let _ = writeln!(all, "{name}: {text}");
        }
    }
    snapshot("pictures", subject, &all);
}

/// The bytes of the picture of the case as pages show it.
pub(crate) fn shown(desk: &Desk) -> String {
    let built = Loaded::from(&desk.path("report")).build(Document::Briefing);
    let placed = pictures(&built.pages);
    String::from_utf8_lossy(placed.last().expect("a picture").bytes).into_owned()
}

/// Streams of a PDF of one page of 300 × 200 points; objects are numbered from 5 on.
struct Pdf {
    /// Further keys of the page.
    page: String,
    content: Vec<u8>,
    /// Further keys of the content.
    packed: String,
    catalogue: String,
    objects: Vec<Vec<u8>>,
}

impl Pdf {
    fn of(content: &str) -> Self {
        Self {
            page: "/MediaBox [0 0 300 200]".to_owned(),
            content: content.as_bytes().to_vec(),
            packed: String::new(),
            catalogue: String::new(),
            objects: Vec::new(),
        }
    }

    fn page(mut self, keys: &str) -> Self {
        self.page = format!("{} {keys}", self.page);
        self
    }

    fn object(mut self, object: impl AsRef<[u8]>) -> Self {
        self.objects.push(object.as_ref().to_vec());
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let length = self.content.len();
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue).into_bytes(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            format!(
                "<< /Type /Page /Parent 2 0 R {} {} >>",
                self.page,
                if self.page.contains("/Contents") { "" } else { "/Contents 4 0 R" }
            )
            .into_bytes(),
            [format!("<< /Length {length} {} >>\nstream\n", self.packed).as_bytes(), &self.content, b"\nendstream"]
                .concat(),
        ];
        objects.extend(self.objects.iter().cloned());
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (at, object) in objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend([format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n"].concat());
        }
        let (start, size) = (file.len(), objects.len() + 1);
        let end = format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R /Size {size} >>\n");
        file.extend(format!("{end}startxref\n{start}\n%%EOF\n").bytes());
        file
    }

    fn desk(&self) -> Desk {
        desk("plan.pdf", self.bytes())
    }
}

fn stream(keys: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    [format!("<< {keys} /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), bytes.to_vec());
    stream.compress().expect("packed");
    stream.content
}

const RED: &str = "1 0 0 rg 30 20 240 160 re f";
const GREEN: &str = "0 1 0 rg 0 0 100 40 re f";

#[test]
fn pages_that_are_not_drawn_whole_are_refused() {
    let flate = |content: Vec<u8>| Pdf { content, packed: "/Filter /FlateDecode".to_owned(), ..Pdf::of("") };
    let long: Vec<u8> =
        (0..900_u32).flat_map(|n| format!("{} {} 5 5 re f\n", n % 300, n * 7 % 200).into_bytes()).collect();
    let whole = packed(&long);
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 0x40;
    let image = |keys: &str, bytes: &[u8]| {
        let keys = format!(
            "/Type /XObject /Subtype /Image /Width 40 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceRGB {keys}"
        );
        Pdf::of("300 0 0 200 0 0 cm /I Do")
            .page("/Resources << /XObject << /I 5 0 R >> >>")
            .object(stream(&keys, bytes))
    };
    let photograph = jpeg();
    let all = [
        ("packed content cut", flate(whole[..whole.len() / 2].to_vec())),
        ("packed content damaged", flate(flipped)),
        ("packed content is none", flate(b"garbage".to_vec())),
        ("content missing", Pdf::of("").page("/Contents 9 0 R")),
        ("part of the content missing", Pdf::of(RED).page("/Contents [4 0 R 9 0 R]")),
        ("content empty", Pdf::of("")),
        ("string left open", Pdf::of(&format!("{RED} BT (open"))),
        ("operands left", Pdf::of(&format!("{RED} 10 20"))),
        ("operator unknown", Pdf::of(&format!("{RED} 1 2 frobnicate"))),
        ("operands wrong", Pdf::of(&format!("{RED} 1 (2) re f"))),
        ("inline picture left open", Pdf::of(&format!("{RED} BI /W 2 /H 2 /CS /G /BPC 8 ID ab"))),
        ("drawing missing", Pdf::of(&format!("{RED} /Nowhere Do"))),
        ("state missing", Pdf::of(&format!("/Nowhere gs {RED}"))),
        ("pattern missing", Pdf::of(&format!("{RED} /Pattern cs /Nowhere scn 0 0 9 9 re f"))),
        ("gradient missing", Pdf::of(&format!("{RED} /Nowhere sh"))),
        ("colour space missing", Pdf::of(&format!("{RED} /Nowhere cs 1 scn 0 0 9 9 re f"))),
        ("font missing", Pdf::of(&format!("{RED} BT /Nowhere 12 Tf (text) Tj ET"))),
        (
            "PostScript code",
            Pdf::of(&format!("{RED} /P Do"))
                .page("/Resources << /XObject << /P 5 0 R >> >>")
                .object(stream("/Subtype /PS", "1 2 add")),
        ),
        ("pixels missing", image("", &[7; 40 * 40 * 3 - 900])),
        ("photograph cut", image("/Filter /DCTDecode", &photograph[..photograph.len() / 2])),
        ("photograph is none", image("/Filter /DCTDecode", b"garbage")),
        ("mask missing", image("/SMask 9 0 R", &[7; 40 * 40 * 3])),
        (
            "form within a form damaged",
            Pdf::of(&format!("{RED} /F Do"))
                .page("/Resources << /XObject << /F 5 0 R >> >>")
                .object(stream("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /G 6 0 R >> >>", "/G Do"))
                .object(stream("/Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", "garbage")),
        ),
        ("page without a size", Pdf { page: String::new(), ..Pdf::of(RED) }),
        ("page too large", Pdf { page: "/MediaBox [0 0 99999 99999]".to_owned(), ..Pdf::of(RED) }),
        (
            "stamp without an appearance",
            Pdf::of(RED).page("/Annots [5 0 R]").object("<< /Subtype /DocumentDate /Rect [0 0 90 90] /F 4 >>"),
        ),
        (
            "filled field without an appearance",
            Pdf::of(RED).page("/Annots [5 0 R]").object("<< /Subtype /Widget /FT /Tx /V (12) /Rect [0 0 90 90] >>"),
        ),
        (
            "redaction that is not applied",
            Pdf::of(RED).page("/Annots [5 0 R]").object("<< /Subtype /Redact /Rect [0 0 90 90] >>"),
        ),
    ];
    let cases: Vec<(&str, Desk)> = all.iter().map(|(name, pdf)| (*name, pdf.desk())).collect();
    all_said("pages_not_whole", &cases);
}

#[test]
fn what_lies_on_a_page_is_drawn_with_it() {
    let stamp = |keys: &str| {
        Pdf::of(RED)
            .page("/Annots [5 0 R]")
            .object(format!("<< /Subtype /DocumentDate /Rect [100 50 200 130] {keys} >>"))
            .object(stream("/BBox [0 0 100 40]", GREEN))
    };
    let green = |pdf: &Pdf| shown(&pdf.desk()).contains("#00ff00");
    assert!(green(&stamp("/AP << /N 6 0 R >>")), "a stamp");
    assert!(green(&stamp("/F 4 /AP << /N 6 0 R >>")), "one that is printed");
    assert!(green(&stamp("/AS /On /AP << /N << /On 6 0 R /Off 9 0 R >> >>")), "a box that is ticked");
    assert!(!green(&stamp("/AS /Off /AP << /N << /On 6 0 R >> >>")), "a box that is not ticked");
    assert!(!green(&stamp("/F 2 /AP << /N 6 0 R >>")), "one that is hidden");
    // 100 × 40 units fill 100 × 80 points.
    let drawn = shown(&stamp("/AP << /N 6 0 R >>").desk());
    let tree = roxmltree::Document::parse(&drawn).expect("a drawing");
    let area = tree.descendants().filter(|node| node.attribute("fill") == Some("#00ff00")).count();
    assert_eq!(area, 1, "{drawn}");
    // The page's own content comes before.
    assert!(drawn.find("#ff0000") < drawn.find("#00ff00"), "{drawn}");
}

#[test]
fn what_a_page_hides_is_told() {
    let hidden = Pdf {
        catalogue: "/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>".to_owned(),
        ..Pdf::of(&format!("{RED} /OC /L BDC {GREEN} EMC"))
            .page("/Resources << /Properties << /L 5 0 R >> >>")
            .object("<< /Type /OCG /Name (Draft) >>")
    };
    let note = Pdf::of(RED).page("/Annots [5 0 R]").object("<< /Subtype /Text /Rect [0 0 20 20] /Contents (note) >>");
    let form = Pdf {
        catalogue: "/AcroForm << /NeedAppearances true /Fields [5 0 R] >>".to_owned(),
        ..Pdf::of(RED)
            .page("/Annots [5 0 R]")
            .object("<< /Subtype /Widget /FT /Tx /V (12) /Rect [0 0 90 90] /AP << /N 6 0 R >> >>")
            .object(stream("/BBox [0 0 90 90]", GREEN))
    };
    let curve = Pdf::of(&format!("/G gs {RED}")).page(
        "/Resources << /ExtGState << /G << /TR << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >> >> >> >>",
    );
    let cases = [("layer", hidden.desk()), ("comment", note.desk()), ("form", form.desk()), ("curve", curve.desk())];
    for (name, desk) in &cases {
        assert!(!desk.told().iter().any(Diagnostic::is_error), "{name}");
    }
    all_said("pages_that_hide", &cases);
}

#[test]
fn fonts_that_are_never_shown_are_no_error() {
    let fonts = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";
    for content in ["BT /F 12 Tf ET", "BT /F 12 Tf 3 Tr (hidden) Tj ET", "BT /F 12 Tf () Tj (  ) Tj ET"] {
        let pdf = Pdf::of(&format!("{RED} {content}")).page(fonts);
        assert_eq!(english(&pdf.desk()), "", "{content}");
    }
    let shown = Pdf::of(&format!("{RED} BT /F 12 Tf (shown) Tj ET")).page(fonts);
    assert!(english(&shown.desk()).contains("Helvetica"));
}

/// Pages that other programs show as well, though something about them is unusual.
#[test]
fn unusual_pages_are_drawn() {
    let crop = Pdf::of(RED).page("/CropBox [0 0 0 0]");
    assert!(shown(&crop.desk()).contains("#ff0000"));
    let crop = shown(&crop.desk());
    assert!(crop.contains("300") && crop.contains("200"), "{}", &crop[..200]);
    let without_checksum = packed(format!("{RED} ").repeat(9).as_bytes());
    let pdf = Pdf {
        content: without_checksum[..without_checksum.len() - 4].to_vec(),
        packed: "/Filter /FlateDecode".to_owned(),
        ..Pdf::of("")
    };
    assert!(shown(&pdf.desk()).contains("#ff0000"));
    let tolerant = Pdf::of(&format!("BX 1 2 frobnicate EX {RED}"));
    assert!(shown(&tolerant.desk()).contains("#ff0000"));
}

/// A photograph of which each row is another.
fn photograph() -> DynamicImage {
    RgbImage::from_fn(400, 320, |x, y| image::Rgb([(x * y) as u8, (x + 3 * y) as u8, ((7 * x) ^ y) as u8])).into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("memory takes anything");
    out.into_inner()
}

fn jpeg() -> Vec<u8> {
    encoded(&photograph(), ImageFormat::Jpeg)
}

#[test]
fn photographs_that_break_off_are_refused() {
    let jpeg = jpeg();
    let length = jpeg.len();
    assert_eq!(english(&desk("a.jpg", &jpeg)), "");
    // The mark of the end alone may be missing.
    assert_eq!(english(&desk("a.jpg", &jpeg[..length - 2])), "");
    for end in [length / 10, length / 3, length / 2, length * 9 / 10, length - 40, length - 6] {
        let text = english(&desk("a.jpg", &jpeg[..end]));
        assert!(text.contains("truncated"), "{end} of {length}: {text}");
        let closed = [&jpeg[..end], b"\xFF\xD9"].concat();
        let text = english(&desk("a.jpg", &closed));
        assert!(text.contains("K0222"), "{end} of {length}, closed: {text}");
    }
    let mut torn = jpeg.clone();
    torn.drain(length / 2..length * 3 / 4);
    assert!(english(&desk("a.jpg", &torn)).contains("K0222"), "the middle is missing");
    let mut blotted = jpeg;
    blotted[length / 2..length / 2 + 400].copy_from_slice(&[0xFF; 400]);
    assert!(english(&desk("a.jpg", &blotted)).contains("K0222"), "garbage in the middle");
}

#[test]
fn other_pictures_that_break_off_are_refused() {
    for (name, format) in [("a.png", ImageFormat::Png), ("a.gif", ImageFormat::Gif), ("a.webp", ImageFormat::WebP)] {
        let whole = encoded(&photograph(), format);
        assert_eq!(english(&desk(name, &whole)), "", "{name}");
        for end in [whole.len() / 5, whole.len() / 2, whole.len() - 60] {
            let text = english(&desk(name, &whole[..end]));
            assert!(text.contains("truncated"), "{name}, {end} of {}: {text}", whole.len());
        }
    }
}

#[test]
fn pictures_of_other_kinds_are_named() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let cases = [
        ("a photograph of a telephone", desk("a.heic", heic)),
        ("one by a wrong name", desk("a.jpg", heic)),
        ("AVIF", desk("a.avif", b"\0\0\0\x1Cftypavif\0\0\0\0")),
        ("BMP", desk("a.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0")),
        ("TIFF", desk("a.tif", b"II*\0\x08\0\0\0")),
        ("WMF", desk("a.wmf", b"\xD7\xCD\xC6\x9A\0\0")),
        ("EMF", desk("a.emf", [&[1, 0, 0, 0][..], &[0; 36], b" EMF"].concat())),
        ("slides", desk("a.pptx", b"PK\x03\x04")),
        ("JPEG called PNG", desk("a.png", jpeg())),
        ("JPEG without an ending", desk("a.photo", jpeg())),
        ("nothing", desk("a.png", b"")),
        ("something else", desk("a.png", b"<html></html>")),
    ];
    all_said("other_kinds", &cases);
}

#[test]
fn moving_pictures_are_told_of() {
    let animated =
        std::fs::read(crate::support::repository("tests/fixtures/pictures/animated.webp")).expect("a picture");
    let desk = desk("a.webp", animated);
    assert!(!desk.told().iter().any(Diagnostic::is_error));
    all_said("moving", &[("WebP", desk)]);
}
