//! PDF pictures that unpack, repeat or nest without end.

use lopdf::{Dictionary, Stream};
use serde_json::json;

use super::{SMALL, block, checked_within};

/// Bytes of an object that is a stream, packed so many times.
fn packed(keys: &str, content: &[u8], times: usize) -> Vec<u8> {
    let mut bytes = content.to_vec();
    for _ in 0..times {
        let mut stream = Stream::new(Dictionary::new(), bytes);
        stream.compress().expect("packed");
        bytes = stream.content;
    }
    let filter = format!("/Filter [{}]", "/FlateDecode ".repeat(times));
    let head = format!("<< {keys} {filter} /Length {} >>\nstream\n", bytes.len());
    [head.as_bytes(), &bytes, b"\nendstream"].concat()
}

fn stream(keys: &str, content: &str) -> Vec<u8> {
    format!("<< {keys} /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes()
}

/// A file of these objects; the first is the catalogue.
fn file(objects: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (number, object) in objects {
        table += &format!("{number} 1\n{:010} 00000 n \n", file.len());
        file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    let end = format!(
        "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R /Size 200000 >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.as_bytes());
    file
}

/// A file of one page that draws this content by these resources.
fn page(content: Vec<u8>, resources: &str, more: Vec<(usize, Vec<u8>)>) -> Vec<u8> {
    let page =
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << {resources} >> >>");
    let mut objects = vec![
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec()),
        (3, page.into_bytes()),
        (4, content),
    ];
    objects.extend(more);
    file(&objects)
}

#[track_caller]
fn refused(name: &str, bytes: Vec<u8>) {
    let desk = block(json!({ "type": "picture", "file": "pictures/a.pdf", "alt": "図" }));
    desk.write("report/pictures/a.pdf", bytes);
    assert_eq!(checked_within(&desk, SMALL), ["K0222"], "{name}");
}

#[test]
fn streams_that_unpack_to_gigabytes_are_refused() {
    let zeros = vec![0; 200 << 20];
    refused("page", page(packed("", &zeros, 1), "", vec![]));
    refused("page, packed twice", page(packed("", &zeros, 2), "", vec![]));
    let table = vec![(5, packed("/Type /ObjStm /N 1 /First 4", &zeros, 2))];
    refused("objects", page(stream("", ""), "", table));
    let image = packed(
        "/Type /XObject /Subtype /Image /Width 100000 /Height 80000 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        b"x",
        1,
    );
    refused("picture", page(stream("", "/X Do"), "/XObject << /X 5 0 R >>", vec![(5, image)]));
    let half = packed("", &zeros[..100 << 20], 1);
    let again = page(half, "", vec![]);
    let often = String::from_utf8_lossy(&again).contains("/Contents 4 0 R");
    assert!(often);
    let again = replaced(&again, b"/Contents 4 0 R", format!("/Contents [{}]", "4 0 R ".repeat(50)).as_bytes());
    refused("page of one stream fifty times", again);
}

fn replaced(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = file.windows(from.len()).position(|window| window == from).expect("the text");
    [&file[..at], to, &file[at + from.len()..]].concat()
}

#[test]
fn filters_that_are_told_elsewhere_are_refused() {
    let object = b"<< /Type /ObjStm /N 1 /First 4 /Length 3 /Filter 6 0 R >>\nstream\nabc\nendstream".to_vec();
    refused("filter", page(stream("", ""), "", vec![(5, object), (6, b"/FlateDecode".to_vec())]));
}

#[test]
fn pages_that_draw_without_end_are_refused() {
    refused("operators", page(packed("", &b"0 0 9 9 re f\n".repeat(1_000_000), 1), "", vec![]));
    let form = |next: usize| {
        stream(&format!("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {next} 0 R >> >>"), "/X Do /X Do")
    };
    let mut forms: Vec<_> = (5..45).map(|at| (at, form(at + 1))).collect();
    forms.push((45, stream("/Subtype /Form /BBox [0 0 9 9]", "0 0 5 5 re f")));
    refused("forms", page(stream("", "/X Do"), "/XObject << /X 5 0 R >>", forms));
    refused("form in itself", page(stream("", "/X Do"), "/XObject << /X 5 0 R >>", vec![(5, form(5))]));
    let letter = stream("", "1 0 d0 BT /F 1 Tf (aaaaaaaa) Tj ET");
    let font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> /Resources << /Font << /F 5 0 R >> >> >>";
    refused(
        "letters",
        page(stream("", "BT /F 10 Tf (aaa) Tj ET"), "/Font << /F 5 0 R >>", vec![(5, font.to_vec()), (6, letter)]),
    );
}

#[test]
fn trees_of_pages_that_never_end_are_refused() {
    let catalogue = (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec());
    let node = |kids: &str| format!("<< /Type /Pages /Count 1 /Kids [{kids}] >>").into_bytes();
    let leaf = b"<< /Type /Page /MediaBox [0 0 9 9] >>".to_vec();
    refused("circle", file(&[catalogue.clone(), (2, node("2 0 R 2 0 R"))]));
    let mut twice = vec![catalogue.clone()];
    twice.extend((2..42).map(|at| (at, node(&format!("{0} 0 R {0} 0 R", at + 1)))));
    twice.push((42, leaf.clone()));
    refused("twice", file(&twice));
    let mut deep = vec![catalogue];
    deep.extend((2..20_000).map(|at| (at, node(&format!("{} 0 R", at + 1)))));
    deep.push((20_000, leaf));
    refused("deep", file(&deep));
}

#[test]
fn colours_that_are_computed_without_end_are_refused() {
    let shading = "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 5 0 R >> >>";
    let drawn = |functions| page(stream("", "/S sh"), shading, functions);
    let joined = |next: usize| {
        let parts = format!("{next} 0 R ").repeat(10);
        let bounds: String = (1..10).map(|at| format!("0.{at} ")).collect();
        let head = format!("/FunctionType 3 /Domain [0 1] /Bounds [{bounds}] /Encode [{}]", "0 1 ".repeat(10));
        format!("<< {head} /Functions [{parts}] >>").into_bytes()
    };
    let mut functions: Vec<_> = (5..15).map(|at| (at, joined(at + 1))).collect();
    functions.push((15, b"<< /FunctionType 2 /Domain [0 1] /N 1 >>".to_vec()));
    refused("functions of functions", drawn(functions));
    refused("function of itself", drawn(vec![(5, joined(5))]));
    let program = |steps: &str, times: usize, end: &str| {
        let steps = format!("{{ {} {} }}", steps.repeat(times), end.repeat(times));
        drawn(vec![(5, stream("/FunctionType 4 /Domain [0 1] /Range [0 1]", &steps))])
    };
    refused("procedures in procedures", program("dup 0 gt {", 200_000, "} if"));
    refused("long program", program("dup pop ", 100_000, ""));
}

#[test]
fn rows_and_pictures_that_claim_too_much_are_refused() {
    let rows = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 /Colors 4 >>";
    refused("rows", page(stream(rows, "garbage"), "", vec![]));
    let picture = |filter: &str, data: &[u8]| {
        let keys =
            format!("/Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /{filter}");
        let head = format!("<< {keys} /Length {} >>\nstream\n", data.len());
        let object = [head.as_bytes(), data, b"\nendstream"].concat();
        page(stream("", "9 0 0 9 0 0 cm /I Do"), "/XObject << /I 5 0 R >>", vec![(5, object)])
    };
    let damaged = |name: &str, bytes: Vec<u8>| {
        let desk = block(json!({ "type": "picture", "file": "pictures/a.pdf", "alt": "図" }));
        desk.write("report/pictures/a.pdf", bytes);
        assert_eq!(checked_within(&desk, SMALL), ["K0284"], "{name}");
    };
    let side = 60_000_u32.to_be_bytes();
    let mut coded = [b"\xFF\x4F\xFF\x51\0\x29\0\0".as_slice(), &side, &side, &[0; 24], b"\0\x01\x07\x01\x01"].concat();
    coded.extend(b"\xFF\xD9");
    damaged("JPEG 2000", picture("JPXDecode", &coded));
    let region = [b"\0\0\0\0\x30\0\x01\0\0\0\x13".as_slice(), &side, &side, &[0; 11]].concat();
    damaged("JBIG2", picture("JBIG2Decode", &region));
}
