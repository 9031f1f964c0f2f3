//! Pictures of every kind: each is shown as its maker saw it, or refused with the reason.

use std::fs;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use kakugi::template::Document;
use kakugi::typeset::pictures;
use lopdf::Object;

use crate::support::{Desk, Loaded, headlines, repository, snapshot};

const WATER: &str = "report/councils/water.json";
/// Where the case shows its picture.
const SHOWN: &str = r#""pictures/weir.png", "alt": "点検の写真""#;

/// A PDF of pages of 300 × 200 points. Pages are given by their content streams; `more` are
/// further objects from number 100 on, which resources may name; `trailer` adds to the trailer.
fn pdf(pages: &[&str], resources: &str, more: &[&str], trailer: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 10 + 2 * at)).collect();
    let mut objects = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R >>".to_owned()),
        (2, format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len())),
    ];
    for (at, content) in pages.iter().enumerate() {
        let (page, stream) = (10 + 2 * at, 11 + 2 * at);
        let own = "/Type /Page /Parent 2 0 R /MediaBox [0 0 300 200]";
        objects.push((page, format!("<< {own} /Resources << {resources} >> /Contents {stream} 0 R >>")));
        objects.push((stream, format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())));
    }
    objects.extend(more.iter().enumerate().map(|(at, object)| (100 + at, (*object).to_owned())));
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (number, object) in objects {
        table += &format!("{number} 1\n{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R /Size 200 {trailer} >>\n");
    file += &format!("startxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

const RED: &str = "1 0 0 rg 30 20 240 160 re f";
const CURVE: &str = "0 0 1 RG 3 w 30 20 m 100 180 200 180 270 20 c S";

/// A desk whose case shows a file of these bytes; `more` are further keys of the picture.
fn desk(name: &str, more: &str, bytes: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::new();
    desk.write(&format!("report/pictures/{name}"), bytes);
    desk.edit(WATER, SHOWN, &format!(r#""pictures/{name}"{more}, "alt": "点検の写真""#));
    desk
}

/// The resolution of the picture of the case, and its bytes, which come after the block's.
fn shown(desk: &Desk) -> (f64, Vec<u8>) {
    let loaded = Loaded::from(&desk.path("report"));
    let built = loaded.build(Document::Briefing);
    let placed = pictures(&built.pages);
    let last = placed.last().expect("a picture");
    (last.resolution, last.bytes.to_vec())
}

#[test]
fn pages_of_a_pdf_are_shown_as_drawings() {
    let file = pdf(&[RED, CURVE], "", &[], "");
    let drawing = |more: &str| {
        let (resolution, bytes) = shown(&desk("plan.pdf", more, &file));
        assert_eq!(resolution, f64::INFINITY);
        String::from_utf8(bytes).expect("a drawing")
    };
    let (first, second) = (drawing(""), drawing(r#", "page": 2"#));
    assert!(first.contains("#ff0000") && !first.contains("#0000ff"), "{first}");
    assert!(second.contains("#0000ff") && !second.contains("#ff0000"), "{second}");
    for lines in [&first, &second] {
        assert!(!lines.contains("<image"), "lines became pixels: {lines}");
    }
}

#[test]
fn one_file_shows_several_pages() {
    let desk = desk("plan.pdf", "", pdf(&[RED, CURVE], "", &[], ""));
    let two = r#""pictures/plan.pdf", "alt": "一枚目" }, { "file": "pictures/plan.pdf", "page": 2, "alt": "二枚目""#;
    desk.edit(WATER, r#""pictures/plan.pdf", "alt": "点検の写真""#, two);
    let loaded = Loaded::from(&desk.path("report"));
    assert!(loaded.report.pictures.keys().any(|path| path == "pictures/plan.pdf.1.svg"));
    let built = loaded.build(Document::Briefing);
    let placed = pictures(&built.pages);
    let drawn: Vec<_> = placed.iter().filter(|picture| picture.drawing).map(|picture| picture.bytes).collect();
    assert_eq!(drawn.len(), 2);
    assert_ne!(drawn[0], drawn[1]);
}

/// What is wrong with a picture of the case.
fn refused(name: &str, more: &str, bytes: impl AsRef<[u8]>) -> String {
    headlines(&desk(name, more, bytes).errors(&[]))
}

#[test]
fn pdf_files_that_cannot_be_shown_are_refused_with_the_reason() {
    let sound = pdf(&[RED], "", &[], "");
    let letters = "BT /F1 20 Tf 30 100 Td (Weir) Tj ET";
    let font = |name: &str| format!("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /{name} >> >>");
    let encrypted = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 \
        /O <0000000000000000000000000000000000000000000000000000000000000000> \
        /U <0000000000000000000000000000000000000000000000000000000000000000> >>";
    let bomb = "<< /Type /XObject /Subtype /Image /Width 4000000 /Height 4000000 /BitsPerComponent 8 \
        /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream";
    let picture = "<< /Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 \
        /ColorSpace /DeviceRGB /Filter /DCTDecode /Length 4 >>\nstream\nnone\nendstream";
    let image = "/XObject << /X 100 0 R >>";
    let cases = [
        refused("plan.pdf", r#", "page": 2"#, &sound),
        refused("plan.pdf", r#", "page": 0"#, &sound),
        refused("plan.pdf", r#", "page": 1.5"#, &sound),
        refused("plan.pdf", "", "no PDF at all"),
        refused("plan.pdf", "", &sound[..60]),
        refused("plan.pdf", "", pdf(&[RED], "", &[], encrypted)),
        refused("plan.pdf", "", pdf(&[letters], &font("Helvetica"), &[], "")),
        refused("plan.pdf", "", pdf(&[letters], &font("Ryumin-Light"), &[], "")),
        refused("plan.pdf", "", pdf(&["300 0 0 200 0 0 cm /X Do"], image, &[bomb], "")),
        refused("plan.pdf", "", pdf(&["300 0 0 200 0 0 cm /X Do"], image, &[picture], "")),
        refused(
            "plan.png",
            r#", "page": 1"#,
            fs::read(repository("tests/fixtures/small/pictures/weir.png")).expect("it"),
        ),
    ];
    snapshot("pictures", "refused_pdf", &cases.join("\n"));
}

#[test]
fn a_page_that_a_pdf_lacks_is_told_with_the_pages_that_it_has() {
    let of = |pages: &[&str], page: usize| {
        let desk = desk("plan.pdf", &format!(r#", "page": {page}"#), pdf(pages, "", &[], ""));
        desk.errors_in_both_languages(&["--only", "briefing"])
    };
    snapshot("pictures", "page_that_a_pdf_lacks", &[of(&[RED], 9), of(&[RED, CURVE, RED], 9)].join("\n\n"));
}

#[test]
fn a_pdf_that_draws_itself_comes_to_an_end() {
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << /XObject << /X 100 0 R >> >> \
        /Length 11 >>\nstream\n/X Do /X Do\nendstream";
    let image = "/XObject << /X 100 0 R >>";
    let desk = desk("plan.pdf", "", pdf(&["/X Do"], image, &[form], ""));
    let run = desk.build(&[]);
    assert!(run.stderr.contains("too many lines"), "{run:?}");
}

/// No panic, whatever becomes of the bytes.
#[test]
fn spoilt_pdf_files_never_end_the_program() {
    let file = pdf(&[RED, CURVE], "", &[], "");
    for at in (0..file.len()).step_by(97) {
        let mut spoilt = file.clone();
        spoilt[at] = spoilt[at].wrapping_add(1);
        let run = desk("plan.pdf", "", &spoilt).build(&["--only", "briefing"]);
        assert!(matches!(run.code, Some(0 | 1)), "byte {at}: {run:?}");
        assert!(!run.stderr.contains("panicked"), "byte {at}: {run:?}");
    }
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("memory takes anything");
    out.into_inner()
}

/// A JPEG that stands upright in its file and lies when it is shown (EXIF orientation 6).
fn turned(width: u32, height: u32) -> Vec<u8> {
    let jpeg = encoded(&DynamicImage::new_rgb8(width, height), ImageFormat::Jpeg);
    // TIFF, big-endian: one entry, tag 0x0112, one short number, 6.
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, exif, &jpeg[2..]].concat()
}

#[test]
fn pictures_of_cameras_are_turned() {
    // As many pixels on the page's height are finer than on the wider column.
    let upright = shown(&desk("a.jpg", "", encoded(&DynamicImage::new_rgb8(300, 1500), ImageFormat::Jpeg))).0;
    let lying = shown(&desk("a.jpg", "", turned(300, 1500))).0;
    // The height gives way where the page is full.
    assert!((760.0..1100.0).contains(&upright) && (220.0..240.0).contains(&lying), "{upright}, {lying}");
    // Made smaller, it is turned for good.
    let (huge, bytes) = shown(&desk("a.jpg", "", turned(300, 6000)));
    let made = image::load_from_memory(&bytes).expect("a picture");
    assert_eq!((made.width(), made.height()), (5000, 250), "{huge}");
}

/// The colour spaces of the pictures of a document, sorted.
fn colours(desk: &Desk) -> Vec<String> {
    let built = Loaded::from(&desk.path("report")).build(Document::Briefing);
    let pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let images = pdf
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image"));
    let mut found: Vec<String> = images
        .map(|image| {
            let (_, space) =
                pdf.dereference(image.dict.get(b"ColorSpace").expect("a colour space")).expect("an object");
            let inks = space.as_array().ok().and_then(|space| {
                let (_, profile) = pdf.dereference(space.get(1)?).ok()?;
                profile.as_stream().ok()?.dict.get(b"N").and_then(Object::as_i64).ok()
            });
            let masked = if image.dict.has(b"SMask") { ", transparent" } else { "" };
            match (space.as_name(), inks) {
                (Ok(name), _) => format!("{}{masked}", String::from_utf8_lossy(name)),
                (_, Some(inks)) => format!("profile of {inks}{masked}"),
                _ => "other".to_owned(),
            }
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn unusual_pictures_are_shown() {
    let fixture = |name: &str| fs::read(repository("tests/fixtures/pictures").join(name)).expect("a picture");
    let grey = DynamicImage::new_luma16(1200, 800);
    let clear = DynamicImage::new_luma_a8(1200, 800);
    // The other picture of the report has three colours.
    let other = "profile of 3";
    // Four inks become three colours.
    assert_eq!(colours(&desk("a.jpg", "", fixture("cmyk.jpg"))), [other]);
    assert_eq!(colours(&desk("a.webp", "", fixture("animated.webp"))), [other]);
    assert_eq!(colours(&desk("a.png", "", encoded(&grey, ImageFormat::Png))), ["profile of 1", other]);
    let clear = colours(&desk("a.png", "", encoded(&clear, ImageFormat::Png)));
    assert_eq!(clear, ["DeviceGray", "profile of 1, transparent", other]);
}

#[test]
fn bombs_are_refused() {
    let mut png = encoded(&DynamicImage::new_luma8(1, 1), ImageFormat::Png);
    // The width and height stand behind the signature and the name of the first chunk.
    let mut claim = |width: u32, height: u32| {
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&sum.to_be_bytes());
        refused("a.png", "", &png)
    };
    let errors = [claim(60_000, 60_000), claim(19_000, 19_000)];
    snapshot("pictures", "bombs", &errors.join("\n"));
}

/// The sum of a chunk of a PNG (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

fn svg(inner: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200">{inner}</svg>"#
    )
}

#[test]
fn drawings_that_show_less_elsewhere_are_refused() {
    let entities = r#"<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>"#;
    let drawings = [
        svg(r#"<image href="weir.png" width="10" height="10"/>"#),
        svg(r#"<image xlink:href="https://example.jp/a.png" width="10" height="10"/>"#),
        svg(r#"<rect width="9" height="9" fill="url(other.svg#a)"/>"#),
        svg("<style>@import 'a.css';</style>"),
        svg("<style>text { font-family: X } @font-face { src: url('x.woff') }</style>"),
        svg("<script>draw()</script>"),
        svg("<foreignObject><p>文</p></foreignObject>"),
        svg("<text y='20'>\u{13000}</text>"),
        format!("{entities}{}", svg("<text>&e;</text>")),
    ];
    let errors: Vec<String> = drawings.iter().map(|drawing| refused("a.svg", "", drawing)).collect();
    snapshot("pictures", "refused_drawings", &errors.join("\n"));
}

#[test]
fn drawings_of_common_programs_are_shown() {
    let doctype = r#"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">"#;
    let link =
        r##"<a href="https://example.jp"><rect id="r" width="9" height="9" fill="url(#g)"/></a><use href="#r"/>"##;
    let text = "<text y='20' font-family='Arial'>水位 Level</text>";
    let desk = desk("a.svg", "", format!("{doctype}{}", svg(&format!("{link}{text}"))));
    let loaded = Loaded::from(&desk.path("report"));
    let built = loaded.build(Document::Briefing);
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
}

#[test]
fn coarse_pixels_in_a_drawing_are_a_warning() {
    let pixel = encoded(&DynamicImage::new_rgb8(60, 40), ImageFormat::Png);
    let link = format!("data:image/png;base64,{}", base64(&pixel));
    let run = desk("a.svg", "", svg(&format!(r#"<image xlink:href="{link}" width="300" height="200"/>"#))).build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // 200 units are 33 to 50 mm high, as the page has room: 40 pixels on 1.3 to 2 inches.
    let found = (20..=30).any(|ppi| run.stderr.contains(&format!("`pictures/a.svg` is {ppi} ppi")));
    assert!(found, "{}", run.stderr);
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let sextet = (group >> (18 - 6 * digit)) as usize & 63;
            out.push(if digit <= chunk.len() { char::from(DIGITS[sextet]) } else { '=' });
        }
    }
    out
}
