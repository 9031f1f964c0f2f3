//! What a PDF gives to those who copy from it, search it or have it read to them.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};

use super::checks::Found;
use crate::support::{dictionary, text, value, without_space};

/// All text in the order of painting, without white space and without what is no content, such as readings.
pub fn extracted(pdf: &Document) -> String {
    pages(pdf).concat()
}

/// The text of each page, see `extracted`.
pub fn pages(pdf: &Document) -> Vec<String> {
    pdf.get_pages().values().map(|page| of_page(pdf, *page)).collect()
}

fn of_page(pdf: &Document, page: lopdf::ObjectId) -> String {
    let fonts = pdf.get_page_fonts(page).expect("fonts");
    let encodings: BTreeMap<_, _> =
        fonts.into_iter().map(|(name, font)| (name, font.get_font_encoding(pdf).expect("a map to Unicode"))).collect();
    let mut found = String::new();
    let mut font: Option<&[u8]> = None;
    // For each open span, whether its text is left out.
    let mut spans: Vec<bool> = Vec::new();
    let content = pdf.get_and_decode_page_content(page).expect("sound content");
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let artifact = operation.operands[0].as_name().is_ok_and(|tag| tag == b"Artifact");
                let actual = operation.operands.get(1).and_then(|operand| operand.as_dict().ok());
                let actual = actual.filter(|span| span.has(b"ActualText")).map(|span| text(pdf, span, b"ActualText"));
                let hidden = spans.contains(&true);
                if let (Some(actual), false) = (&actual, hidden || artifact) {
                    found.push_str(actual);
                }
                spans.push(artifact || actual.is_some());
            }
            "EMC" => drop(spans.pop().expect("a span that is open")),
            "Tf" => font = operation.operands[0].as_name().ok(),
            "Tj" | "TJ" if !spans.contains(&true) => {
                let encoding = &encodings[font.expect("a font")];
                let operand = &operation.operands[0];
                let parts = operand.as_array().map_or(std::slice::from_ref(operand), Vec::as_slice);
                for part in parts.iter().filter_map(|part| part.as_str().ok()) {
                    found.push_str(&Document::decode_text(encoding, part).expect("text"));
                }
            }
            _ => {}
        }
    }
    without_space(&found)
}

/// The strings that a generated source prints, and the readings above them, without white space.
pub fn printed(source: &str) -> (Vec<String>, Vec<String>) {
    let source: String = source.chars().filter(|c| !kakugi::mark::is_mark(*c)).collect();
    let (mut strings, mut readings) = (Vec::new(), Vec::new());
    let parts: Vec<&str> = source.split("#(\"").collect();
    for (at, part) in parts.iter().enumerate().skip(1) {
        let mut string = String::new();
        let mut chars = part.chars();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            string.push(if c == '\\' { chars.next().expect("an escaped character") } else { c });
        }
        let reading = parts[at - 1].ends_with("#ruby([");
        if reading { &mut readings } else { &mut strings }.push(without_space(&string));
    }
    (strings, readings)
}

/// Check 8: what is printed can be copied.
pub fn round_trip(strings: &[String], pages: &[String], found: &mut Found) {
    let extracted = pages.concat();
    for string in strings {
        *found.counts.entry("8 strings").or_default() += 1;
        // The notes of a page stand between both parts of a text that goes on overleaf.
        let overleaf = |pages: &[String]| {
            let mut cuts = string.char_indices().skip(1).map(|(at, _)| string.split_at(at));
            cuts.any(|(head, tail)| pages[1].starts_with(tail) && pages[0].contains(head))
        };
        if !extracted.contains(string.as_str()) && !pages.windows(2).any(overleaf) {
            found.errors.push(format!("8 round trip: {string}"));
        }
    }
}

/// Check 9 on readings: they stand above their words and are not in the text, where they would part words.
pub fn readings(readings: &[String], extracted: &str, found: &mut Found) {
    for reading in readings {
        *found.counts.entry("9 readings").or_default() += 1;
        if extracted.contains(reading.as_str()) {
            found.errors.push(format!("9 reading: {reading}"));
        }
    }
}

/// Check 9: the tags, the language and the title.
pub fn structure(pdf: &Document, found: &mut Found) {
    let catalog = pdf.catalog().expect("a catalog");
    let flag = |parent: &[u8], key: &[u8]| {
        let holds = |parent: &Dictionary| parent.get_deref(key, pdf).and_then(Object::as_bool).unwrap_or(false);
        catalog.get_deref(parent, pdf).and_then(Object::as_dict).is_ok_and(holds)
    };
    let mut hold = |holds: bool, error: &str| {
        *found.counts.entry("9 settings").or_default() += 1;
        if !holds {
            found.errors.push(format!("9 {error}"));
        }
    };
    hold(catalog.has(b"Lang") && text(pdf, catalog, b"Lang") == "ja-JP", "language");
    hold(flag(b"ViewerPreferences", b"DisplayDocTitle"), "title");
    hold(flag(b"MarkInfo", b"Marked"), "marks");
    let mut level = 0;
    elements(pdf, dictionary(pdf, catalog, b"StructTreeRoot"), &mut Vec::new(), &mut level, found);
}

fn elements(pdf: &Document, element: &Dictionary, above: &mut Vec<String>, level: &mut u8, found: &mut Found) {
    let role = element.get_deref(b"S", pdf).and_then(Object::as_name).unwrap_or_default();
    let role = String::from_utf8_lossy(role).into_owned();
    let mut error = |words: String| found.errors.push(format!("9 {words}: {role} in {}", above.join("/")));
    let inside = |role: &str| above.iter().any(|outer| outer == role);
    let mut counted = None;
    if let Some(depth) = role.strip_prefix('H').and_then(|depth| depth.parse::<u8>().ok()) {
        counted = Some("9 headings");
        if depth > *level + 1 {
            error(format!("headings skip from {level}"));
        }
        *level = depth;
    } else if role == "TH" {
        counted = Some("9 heads of columns and rows");
        match scope(pdf, element).as_deref() {
            Some(b"Row") => {}
            Some(b"Column" | b"Both") if inside("THead") => {}
            Some(_) => error("a head of a column outside the head".to_owned()),
            None => error("a head without scope".to_owned()),
        }
    } else if role == "TD" && inside("THead") {
        error("a plain cell in the head".to_owned());
    } else if role == "P" {
        counted = Some("9 paragraphs");
        // A note is a block of its own, wherever its mark stands.
        if above.iter().rev().take_while(|outer| *outer != "Note").any(|outer| outer == "P") {
            error("nested paragraphs".to_owned());
        }
    }
    if let Some(what) = counted {
        *found.counts.entry(what).or_default() += 1;
    }
    let Ok(children) = element.get_deref(b"K", pdf) else { return };
    above.push(role);
    for child in children.as_array().map_or(std::slice::from_ref(children), Vec::as_slice) {
        // What is no dictionary is the number of a stretch of a page.
        if let Ok((_, Object::Dictionary(child))) = pdf.dereference(child) {
            elements(pdf, child, above, level, found);
        }
    }
    above.pop();
}

fn scope(pdf: &Document, element: &Dictionary) -> Option<Vec<u8>> {
    let attributes = element.get_deref(b"A", pdf).ok()?;
    let attributes = attributes.as_array().map_or(std::slice::from_ref(attributes), Vec::as_slice);
    let mut attributes = attributes.iter().filter_map(|one| pdf.dereference(one).ok()?.1.as_dict().ok());
    attributes.find_map(|one| Some(one.get_deref(b"Scope", pdf).ok()?.as_name().ok()?.to_vec()))
}

/// Check 1 on the file: fonts are embedded, and only as far as they are used. Gives the names without their tags.
pub fn embedded(pdf: &Document, found: &mut Found) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for font in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
        if !font.has_type(b"Font") || font.has(b"DescendantFonts") {
            continue;
        }
        *found.counts.entry("1 embedded fonts").or_default() += 1;
        let name = String::from_utf8_lossy(value(pdf, font, b"BaseFont").as_name().expect("a name")).into_owned();
        let descriptor = font.get_deref(b"FontDescriptor", pdf).and_then(Object::as_dict);
        let file = |descriptor: &Dictionary| {
            [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
        };
        if !descriptor.is_ok_and(file) {
            found.errors.push(format!("1 embedded: {name} is not"));
        }
        match name.split_once('+') {
            Some((tag, name)) if tag.len() == 6 => drop(names.insert(name.to_owned())),
            _ => found.errors.push(format!("1 subset: {name} is whole")),
        }
    }
    names
}

/// Check 10 on the file: pages are A4 (ISO 216), and a trim box, if there is one, is the page.
pub fn trim(pdf: &Document, found: &mut Found) {
    let mut sides = [210.0, 297.0].map(|side: f64| side / 25.4 * 72.0);
    for id in pdf.get_pages().values() {
        let page = pdf.get_dictionary(*id).expect("a page");
        *found.counts.entry("10 pages of their size").or_default() += 1;
        for key in [&b"MediaBox"[..], b"CropBox", b"TrimBox"] {
            let mut node = page;
            while !node.has(key) && node.has(b"Parent") {
                node = dictionary(pdf, node, b"Parent");
            }
            // Only the first must be there; the others are the same unless they say otherwise.
            if !node.has(key) && key != b"MediaBox" {
                continue;
            }
            let corners = value(pdf, node, key).as_array().expect("four numbers");
            let corners: Vec<f64> = corners.iter().map(|c| f64::from(c.as_float().expect("a number"))).collect();
            let (width, height) = (corners[2] - corners[0], corners[3] - corners[1]);
            if width > height {
                sides.sort_by(|a, b| b.total_cmp(a));
            } else {
                sides.sort_by(f64::total_cmp);
            }
            let far = [corners[0], corners[1], width - sides[0], height - sides[1]];
            if far.iter().any(|far| far.abs() > 0.01) {
                found.errors.push(format!("10 trim: {} is {corners:?}", String::from_utf8_lossy(key)));
            }
        }
    }
}
