//! Reads a file whose table of objects is damaged, by looking for the objects themselves.

use std::collections::BTreeMap;

/// The file with a new table at its end; nothing if it holds no catalog.
pub(super) fn repaired_xref(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut places: BTreeMap<u32, (usize, u16)> = BTreeMap::new();
    for at in positions(bytes, b" obj") {
        if let Some((start, number, generation)) = head(bytes, at) {
            // A later object of the same number replaces an earlier one.
            places.insert(number, (start, generation));
        }
    }
    // An object that does not end goes on to the next one at most.
    let mut starts: Vec<usize> = places.values().map(|(start, _)| *start).collect();
    starts.sort_unstable();
    let root = places.iter().find(|(_, (start, _))| {
        let next = starts.get(starts.partition_point(|other| other <= start)).copied().unwrap_or(bytes.len());
        let own = &bytes[*start..next];
        let end = own.windows(6).position(|six| six == b"endobj").unwrap_or(own.len());
        own[..end].windows(8).any(|eight| eight == b"/Catalog") && own[..end].windows(6).any(|six| six == b"/Pages")
    });
    let (root, (_, generation)) = root?;
    let mut repaired = bytes.to_vec();
    repaired.push(b'\n');
    let start = repaired.len();
    repaired.extend(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, (start, generation)) in &places {
        repaired.extend(format!("{number} 1\n{start:010} {generation:05} n \n").bytes());
    }
    let size = places.keys().max()?.checked_add(1)?;
    let information = information(bytes).map(|own| format!("/Info {own}")).unwrap_or_default();
    repaired.extend(format!("trailer\n<</Size {size}/Root {root} {generation} R{information}").bytes());
    repaired.extend(identifier(bytes).unwrap_or_default());
    repaired.extend(format!(">>\nstartxref\n{start}\n%%EOF\n").bytes());
    Some(repaired)
}

/// The identifier of the file as it stands in what is left of a trailer.
fn identifier(bytes: &[u8]) -> Option<&[u8]> {
    const LONGEST: usize = 400;
    let own = positions(bytes, b"/ID").filter_map(|at| {
        let rest = &bytes[at..bytes.len().min(at + LONGEST)];
        let list = rest[3..].trim_ascii_start().starts_with(b"[");
        rest.iter().position(|byte| *byte == b']').filter(|_| list).map(|end| &rest[..=end])
    });
    own.last()
}

/// The reference to the document information in what is left of a trailer.
fn information(bytes: &[u8]) -> Option<String> {
    let at = positions(bytes, b"/Info ").last()?;
    let text = String::from_utf8_lossy(&bytes[at + 6..bytes.len().min(at + 40)]).into_owned();
    let mut words = text.split_whitespace();
    let mut number = || words.next()?.parse::<u32>().ok();
    let (number, generation) = (number()?, number()?);
    words.next()?.starts_with('R').then(|| format!("{number} {generation} R"))
}

fn positions<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(word.len()).enumerate().filter(move |(_, found)| *found == word).map(|(at, _)| at)
}

/// The start, number and generation of an object, read backwards from ` obj`.
fn head(bytes: &[u8], at: usize) -> Option<(usize, u32, u16)> {
    let digits = |end: usize| {
        let count = bytes[..end].iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(end - count)
    };
    let generation = digits(at)?;
    let space = generation.checked_sub(1).filter(|space| bytes[*space] == b' ')?;
    let number = digits(space)?;
    let text = |from: usize, to: usize| std::str::from_utf8(&bytes[from..to]).ok();
    Some((number, text(number, space)?.parse().ok()?, text(generation, at)?.parse().ok()?))
}
