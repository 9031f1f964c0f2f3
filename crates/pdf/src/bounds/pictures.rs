//! Pictures whose data say another size than their dictionaries.

/// Whether a JPEG 2000 picture says that it has no more pixels than can be held; its dictionary may say otherwise.
pub fn codestream_is_sound(coded: &[u8], pixels: u64) -> bool {
    let Some(start) = coded.windows(4).position(|four| four == [0xFF, 0x4F, 0xFF, 0x51]) else { return false };
    let number = |at: usize| {
        let four = coded.get(start + 8 + at..start + 12 + at)?;
        Some(u64::from(u32::from_be_bytes(four.try_into().ok()?)))
    };
    let sides = number(0).zip(number(4));
    let components = coded.get(start + 40..start + 42).map(|two| u64::from(u16::from_be_bytes([two[0], two[1]])));
    sides.zip(components).is_some_and(|((width, height), components)| {
        width.saturating_mul(height).saturating_mul(components.div_ceil(4)) <= pixels
    })
}

/// Whether a JBIG2 picture (ITU-T T.88) says that its page and all regions have no more pixels than can be held.
pub fn segments_are_sound(coded: &[u8], pixels: u64) -> bool {
    let mut rest = coded;
    while let Some((kind, data, next)) = segment(rest) {
        let number = |at: usize| data.get(at..at + 4).map(|four| u64::from(number(four)));
        let sides = number(0).zip(number(4));
        // The height of a page may be told by its stripes.
        let page = kind == 48 && sides.is_some_and(|(_, height)| height == u64::from(u32::MAX));
        let has_size = matches!(kind, 4 | 6 | 7 | 20 | 22 | 23 | 36 | 38..=40 | 42 | 43 | 48);
        if has_size && !page && sides.is_some_and(|(width, height)| width.saturating_mul(height) > pixels) {
            return false;
        }
        rest = next;
    }
    true
}

/// The kind of the first segment, its data and what follows (§7.2).
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let own = number(bytes.get(..4)?);
    let flags = *bytes.get(4)?;
    let (count, after) = match *bytes.get(5)? >> 5 {
        7 => {
            let count = number(bytes.get(5..9)?) & 0x1FFF_FFFF;
            (count as usize, 9 + (count as usize + 1).div_ceil(8))
        }
        few => (usize::from(few), 6),
    };
    let size = match own {
        0..=256 => 1,
        257..=65_536 => 2,
        _ => 4,
    };
    let association = if flags & 0x40 == 0 { 1 } else { 4 };
    let at = count.checked_mul(size)?.checked_add(after + association)?;
    let length = number(bytes.get(at..at.checked_add(4)?)?) as usize;
    let data = &bytes[at + 4..];
    let (data, next) = data.split_at(length.min(data.len()));
    Some((flags & 0x3F, data, next))
}

fn number(four: &[u8]) -> u32 {
    four.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
