//! Changes to content streams that leave them readable.

use super::random::MutationDice;

/// Operations that may stand anywhere between others, and of which some must not be there.
const OPERATIONS: [&str; 22] = [
    "0.5 0.5 0.5 rg",
    "0.5 g",
    "0 0 0 1 k",
    "/Foo ri",
    "/Perceptual ri",
    "BX unheard EX",
    "unheard",
    "0 0 m 10 10 l S",
    "q 0 0 10 10 re f Q",
    "BT (x) Tj ET",
    "BT /f0 9 Tf <0001> Tj ET",
    "BT /f0 9 Tf 3 Tr <0000> Tj ET",
    "/x9 Do",
    "/x0 Do",
    "/Artifact BMC EMC",
    "/Artifact BMC 0 0 m 10 10 l S EMC",
    "/Span<</MCID 0>>BDC EMC",
    "/Span<</Lang(not a language)>>BDC EMC",
    "/Span<</ActualText<FEFF0041>>>BDC EMC",
    "9999999999 w",
    "<0> pop",
    "q q q q q q q q q q q q q q q q q q q q q q q q q q q q q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q",
];

/// A change of a content stream, in words.
pub fn change(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> Option<String> {
    match dice.roll(4) {
        0 => added(bytes, dice),
        1 => unmarked(bytes, dice),
        2 => remarked(bytes, dice),
        _ => recoded(bytes, dice),
    }
}

/// Where a text begins.
fn offsets_of(bytes: &[u8], text: &[u8]) -> Vec<usize> {
    bytes.windows(text.len()).enumerate().filter(|(_, window)| *window == text).map(|(at, _)| at).collect()
}

/// An operation more, at the beginning or the end of marked content, or outside of it.
fn added(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> Option<String> {
    let operation = *dice.pick(&OPERATIONS);
    let (mark, after) = *dice.pick(&[(&b"BDC"[..], 3), (b"EMC", 0), (b"EMC", 3)]);
    let places = offsets_of(bytes, mark);
    let at = *places.get(dice.roll(places.len()))? + after;
    bytes.splice(at..at, format!("\n{operation}\n").bytes());
    Some(format!("{operation} added at {at}"))
}

/// Marked content that is marked no more.
fn unmarked(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> Option<String> {
    let places = offsets_of(bytes, b"BDC");
    let end = *places.get(dice.roll(places.len()))? + 3;
    let tags = [&b"/Span<<"[..], b"/Artifact<<"].map(|tag| offsets_of(&bytes[..end], tag).pop());
    let start = tags.into_iter().flatten().max()?;
    let close = end + bytes[end..].windows(3).position(|window| window == b"EMC")?;
    bytes.drain(close..close + 3);
    bytes.drain(start..end);
    Some(format!("marked content from {start} to {close} is unmarked"))
}

/// Marked content that is marked in another way.
fn remarked(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> Option<String> {
    let (old, new) = *dice.pick(&[
        (&b"/Span<</MCID"[..], &b"/Artifact<</MCID"[..]),
        (b"/Span<</MCID", b"/Span<</NoMCID"),
        (b"/Span<</MCID", b"/Span<</E(x)/MCID"),
        (b"/Span<</MCID", b"/Span<</MCID 1/MCID"),
        (b"/Artifact<</Type", b"/Span<</Type"),
        (b"/Artifact<</Type/Layout>>BDC", b"/Span<</MCID 100000>>BDC"),
        (b"/Artifact<</Type/Layout>>BDC", b"/Span BMC"),
        (b"EMC/Span", b"/Span"),
        (b"EMC/Artifact", b"/Artifact"),
        (b"EMC", b"EMC EMC"),
        (b">>BDC", b">>DP"),
    ]);
    let places = offsets_of(bytes, old);
    let at = *places.get(dice.roll(places.len()))?;
    bytes.splice(at..at + old.len(), new.iter().copied());
    Some(format!("{:?} became {:?} at {at}", String::from_utf8_lossy(old), String::from_utf8_lossy(new)))
}

/// Text of other codes.
fn recoded(bytes: &mut Vec<u8>, dice: &mut MutationDice) -> Option<String> {
    let codes = ["<0000>", "<FFFF>", "<0001FFFE>", "(\\000\\000)", "<0100>", "<00>", "<0001>", "<0>", "<00g1>", "()"];
    let ends = offsets_of(bytes, b"Tj");
    let end = *ends.get(dice.roll(ends.len()))?;
    let start = bytes[..end].iter().rposition(|byte| matches!(byte, b'<' | b'('))?;
    let code = *dice.pick(&codes);
    bytes.splice(start..end, code.bytes());
    Some(format!("text at {start} became {code}"))
}
