//! Whether a JPEG (ITU-T T.81) is whole: decoders paint what is missing grey, and say nothing.

use std::hash::{DefaultHasher, Hasher};

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::diagnostic::Words;
use crate::limits::PICTURE_SIDE;

pub(crate) const BREAKS_OFF: Words = Words::new(
    "it is truncated; copy it from its source again",
    "途中で切れています。元のファイルからコピーし直してください",
);
pub(crate) const DAMAGED: Words = Words::new(
    "its data are damaged; copy it from its source again, or save it again",
    "データが壊れています。元のファイルからコピーし直すか、保存し直してください",
);

/// Checks that all pixels of a JPEG can be decoded from what there is of it, and that all there is belongs to them.
///
/// Its format has no checksums: damage that leaves the number of pixels as it is cannot be told from a picture.
///
/// # Errors
/// Whether it breaks off or is damaged.
pub(crate) fn whole(bytes: &[u8]) -> Result<(), Words> {
    let segments = Segments::of(bytes).ok_or(DAMAGED)?;
    let Some(last) = segments.scans.last() else { return Err(BREAKS_OFF) };
    let error = if segments.ended { DAMAGED } else { BREAKS_OFF };
    // Later scans only refine the pixels, so that a missing one does not show by its pixels.
    if segments.progressive && !(segments.ended && segments.all_coefficients()) {
        return Err(BREAKS_OFF);
    }
    if !segments.scans.iter().all(|scan| segments.restarts_are_sound(scan)) {
        return Err(error);
    }
    match decoded(bytes, true) {
        // What stands between segments is skipped by all readers; it says nothing of the pixels.
        Err(DecodeErrors::FormatStatic(text)) if text.contains("Extra bytes between headers") => {}
        Err(_) => return Err(error),
        Ok(_) => {}
    }
    // The strict decoder looks at the beginning of each row of blocks only. It makes up what lies behind the last bytes of a
    // scan: where other bytes there change the pixels, some are missing.
    let ends: Vec<usize> = segments.scans.iter().map(|scan| scan.end).collect();
    let count = if segments.progressive { SHORT_FILLING } else { FILLING };
    let filled = |filling: u8| pixels(&with_filling(bytes, &ends, 0, &[filling; FILLING][..count]));
    if filled(0x55).is_none_or(|one| filled(0xAA) != Some(one)) {
        return Err(error);
    }
    // And where the last bytes change nothing, pixels were lost before them.
    let single = segments.scans.len() == 1 && !segments.progressive && last.end > last.begin + 64;
    let shorter = |filling: u8| pixels(&with_filling(bytes, &ends, LEAST, &[filling; FILLING]));
    if single && shorter(0x55).is_some_and(|one| shorter(0xAA) == Some(one)) {
        return Err(DAMAGED);
    }
    Ok(())
}

/// How long the JPEG is with which these bytes begin; nothing if its end is not marked.
pub(crate) fn end(bytes: &[u8]) -> Option<usize> {
    Segments::of(bytes).filter(|segments| segments.ended).map(|segments| segments.length)
}

/// Bytes at the end of a scan that have a meaning, whatever fills the last of them up.
const LEAST: usize = 3;
/// Bytes that are put where some may be missing.
const FILLING: usize = 64;
/// So many after a scan of a progressive picture, behind which the decoder looks for the next one at once.
const SHORT_FILLING: usize = 4;

/// The picture with other bytes at the end of each scan, of which so many are left out.
fn with_filling(bytes: &[u8], ends: &[usize], without: usize, filling: &[u8]) -> Vec<u8> {
    let mut longer = Vec::with_capacity(bytes.len() + ends.len() * filling.len() + 2);
    let mut from = 0;
    for end in ends {
        let mut to = end.saturating_sub(without);
        // A byte of 255 has another behind it that says what it is.
        if without > 0 && bytes[..to].ends_with(&[0xFF]) {
            to -= 1;
        }
        longer.extend(&bytes[from..to.max(from)]);
        longer.extend(filling);
        from = *end;
    }
    longer.extend(&bytes[from..]);
    longer.extend([0xFF, 0xD9]);
    longer
}

/// What tells pixels from others, without the memory to hold both.
fn pixels(bytes: &[u8]) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&decoded(bytes, false).ok()?);
    Some(hasher.finish())
}

fn decoded(bytes: &[u8], strict: bool) -> Result<Vec<u8>, DecodeErrors> {
    let side = usize::try_from(PICTURE_SIDE).unwrap_or(usize::MAX);
    let options = DecoderOptions::default().set_strict_mode(strict).set_max_width(side).set_max_height(side);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode()
}

/// How a file is made up of segments.
#[derive(Default)]
struct Segments {
    scans: Vec<Scan>,
    /// Width and height in pixels.
    size: [u32; 2],
    /// The components of the frame: their names, and how they are sampled across and down.
    components: Vec<(u8, [u32; 2])>,
    /// Whether the end of the picture is marked.
    ended: bool,
    /// How many bytes were walked through.
    length: usize,
    progressive: bool,
}

/// A scan with its data.
struct Scan {
    components: Vec<u8>,
    /// The first and the last coefficient.
    band: [u8; 2],
    /// How many bits of them are still missing.
    low: u8,
    /// After how many units a mark of restart stands; 0 for none.
    interval: u32,
    begin: usize,
    end: usize,
    /// The marks of restart in the data, by their numbers.
    restarts: Vec<u8>,
}

impl Segments {
    /// Walks from segment to segment (§B.1.1); nothing where a segment is none.
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut own = Self::default();
        let (mut at, mut interval) = (2, 0);
        while at < bytes.len() {
            // Fill bytes may stand before a marker, and programs leave others there.
            let Some((code, after)) = marker(bytes, at) else { break };
            at = after;
            match code {
                0xD9 => {
                    own.ended = true;
                    break;
                }
                0x01 | 0xD0..=0xD8 => continue,
                _ => {}
            }
            let Some(length) = bytes.get(at..at + 2) else { break };
            let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
            if length < 2 {
                return None;
            }
            let body = bytes.get(at + 2..at + length).unwrap_or_default();
            at += length;
            match code {
                0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => own.frame(code, body),
                0xDD => interval = body.get(..2).map_or(0, |two| u32::from(u16::from_be_bytes([two[0], two[1]]))),
                0xDA => {
                    let (end, restarts) = entropy_coded(bytes, at);
                    let (begin, end) = (at.min(bytes.len()), end.min(bytes.len()));
                    own.scans.push(Scan::of(body, interval, begin, end, restarts));
                    at = end;
                }
                _ => {}
            }
        }
        own.length = at.min(bytes.len());
        Some(own)
    }

    fn frame(&mut self, code: u8, body: &[u8]) {
        self.progressive |= matches!(code, 0xC2 | 0xC6 | 0xCA | 0xCE);
        let [_, high, low, left, right, _, rest @ ..] = body else { return };
        self.size = [u16::from_be_bytes([*left, *right]), u16::from_be_bytes([*high, *low])].map(u32::from);
        let sampled = |byte: u8| [u32::from(byte >> 4).max(1), u32::from(byte & 15).max(1)];
        self.components = rest.chunks_exact(3).map(|three| (three[0], sampled(three[1]))).collect();
    }

    /// Whether the scans of a progressive picture bring all coefficients of all components to their last bit (§G.1).
    fn all_coefficients(&self) -> bool {
        self.components.iter().all(|(name, _)| {
            (0..64).all(|coefficient| {
                let scans = self.scans.iter().filter(|scan| scan.components.contains(name));
                let mut scans = scans.filter(|scan| (scan.band[0]..=scan.band[1]).contains(&coefficient));
                scans.any(|scan| scan.low == 0)
            })
        })
    }

    /// Whether there are as many marks of restart as there have to be, one after the other (§B.2.1, §E.1.4).
    fn restarts_are_sound(&self, scan: &Scan) -> bool {
        if !scan.restarts.iter().enumerate().all(|(at, number)| at % 8 == usize::from(*number)) {
            return false;
        }
        let most = |side: usize| self.components.iter().map(|(_, sampled)| sampled[side]).max().unwrap_or(1);
        let own = |name: u8| self.components.iter().find(|(other, _)| *other == name).map(|(_, sampled)| *sampled);
        let units = |side: usize| match scan.components.as_slice() {
            // A component by itself has no units but its blocks.
            [name] => {
                let own = own(*name).map_or(1, |sampled| sampled[side]);
                (self.size[side] * own).div_ceil(most(side)).div_ceil(8)
            }
            _ => self.size[side].div_ceil(8 * most(side)),
        };
        let expected = match scan.interval {
            0 => 0,
            interval => (units(0) * units(1)).div_ceil(interval).saturating_sub(1),
        };
        // One more may stand at the end.
        let found = u32::try_from(scan.restarts.len()).unwrap_or(u32::MAX);
        found == expected || (scan.interval > 0 && found == expected + 1)
    }
}

impl Scan {
    fn of(head: &[u8], interval: u32, begin: usize, end: usize, restarts: Vec<u8>) -> Self {
        let count = usize::from(head.first().copied().unwrap_or(0));
        let names = head.get(1..1 + 2 * count).unwrap_or_default().chunks_exact(2).map(|two| two[0]).collect();
        let [first, last, bits] = match head.get(1 + 2 * count..) {
            Some([first, last, bits, ..]) => [*first, *last, *bits],
            _ => [0, 63, 0],
        };
        Self { components: names, band: [first, last], low: bits & 15, interval, begin, end, restarts }
    }
}

/// The next marker, and where it ends.
fn marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match *bytes.get(at + 1)? {
            0xFF => at += 1,
            0x00 => at += 2,
            code => return Some((code, at + 2)),
        }
    }
}

/// Where the data of a scan end: at the first marker but those of restarts, of which it gives the numbers.
fn entropy_coded(bytes: &[u8], from: usize) -> (usize, Vec<u8>) {
    let (mut at, mut restarts) = (from, Vec::new());
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00) => at += 2,
            Some(code @ 0xD0..=0xD7) => {
                restarts.push(code & 7);
                at += 2;
            }
            Some(0xFF) => at += 1,
            Some(_) => return (at, restarts),
            None => break,
        }
    }
    (bytes.len(), restarts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRESSIVE: &[u8] = include_bytes!("../../tests/fixtures/pictures/progressive.jpg");
    const RESTARTS: &[u8] = include_bytes!("../../tests/fixtures/pictures/restarts.jpg");

    #[test]
    fn a_progressive_picture_needs_all_of_its_scans_to_their_ends() {
        assert_eq!(whole(PROGRESSIVE), Ok(()));
        for share in [20, 40, 60, 80, 95] {
            let cut = &PROGRESSIVE[..PROGRESSIVE.len() * share / 100];
            assert_eq!(whole(cut), Err(BREAKS_OFF), "{share} %");
            assert!(whole(&[cut, b"\xFF\xD9"].concat()).is_err(), "{share} %, closed");
        }
        // The last scan is left out, and the end marked.
        let scans = Segments::of(PROGRESSIVE).expect("segments").scans;
        let without = [&PROGRESSIVE[..scans[scans.len() - 2].end], b"\xFF\xD9"].concat();
        assert_eq!(whole(&without), Err(BREAKS_OFF));
        let mut torn = PROGRESSIVE.to_vec();
        torn.drain(scans[1].begin + 4..scans[1].end);
        assert!(whole(&torn).is_err());
    }

    #[test]
    fn marks_of_restart_stand_where_they_must() {
        assert_eq!(whole(RESTARTS), Ok(()));
        let scan = &Segments::of(RESTARTS).expect("segments").scans[0];
        let mark = |at: usize| RESTARTS[at] == 0xFF && RESTARTS[at + 1] & 0xF8 == 0xD0;
        let marks: Vec<usize> = (scan.begin..scan.end - 1).filter(|at| mark(*at)).collect();
        assert_eq!(marks.len(), scan.restarts.len());
        // A part between two marks is lost, or one stands twice.
        let mut torn = RESTARTS.to_vec();
        torn.drain(marks[0]..marks[1]);
        assert_eq!(whole(&torn), Err(DAMAGED));
        let mut twice = RESTARTS.to_vec();
        twice.splice(marks[1]..marks[1], [0xFF, RESTARTS[marks[1] + 1]]);
        assert_eq!(whole(&twice), Err(DAMAGED));
    }
}
