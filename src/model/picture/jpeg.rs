//! Whether a JPEG (ITU-T T.81) is whole: the decoder paints what is missing grey, and says nothing.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::diagnostic::Term;
use crate::limits::PICTURE_SIDE;

/// Checks that all pixels of a JPEG can be decoded from what there is of it.
///
/// # Errors
/// Whether it breaks off or is damaged.
pub(super) fn whole(bytes: &[u8]) -> Result<(), Term> {
    let scans = Scans::of(bytes).ok_or(Term::Damaged)?;
    if scans.last == 0 {
        return Err(Term::BreaksOff);
    }
    let fault = if scans.ended { Term::Damaged } else { Term::BreaksOff };
    // Later scans only refine the pixels, so that a missing one does not show by its pixels.
    if !scans.ended && scans.progressive {
        return Err(Term::BreaksOff);
    }
    match decoded(bytes, true) {
        // What stands between segments is skipped by all readers; it says nothing of the pixels.
        Err(DecodeErrors::FormatStatic(text)) if text.contains("Extra bytes between headers") => {}
        Err(_) => return Err(fault),
        Ok(_) => {}
    }
    if scans.progressive {
        return Ok(());
    }
    // The strict decoder looks at the beginning of each row of blocks only. It makes up what lies behind the last bytes:
    // where that changes the last pixels, bytes are missing.
    let last_pixels = |filling: u8| {
        let mut longer = bytes[..scans.last].to_vec();
        longer.extend([filling; 64]);
        longer.extend(bytes[scans.last..].iter().copied().chain([0xFF, 0xD9]));
        let mut pixels = decoded(&longer, false).ok()?;
        Some(pixels.split_off(pixels.len().saturating_sub(LAST_PIXELS)))
    };
    if last_pixels(0x55) == last_pixels(0xAA) { Ok(()) } else { Err(fault) }
}

/// Bytes of the last row of blocks: of 32 lines in four colours.
const LAST_PIXELS: usize = 32 * 4 * PICTURE_SIDE as usize;

fn decoded(bytes: &[u8], strict: bool) -> Result<Vec<u8>, DecodeErrors> {
    let side = usize::try_from(PICTURE_SIDE).unwrap_or(usize::MAX);
    let options = DecoderOptions::default().set_strict_mode(strict).set_max_width(side).set_max_height(side);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode()
}

/// How a file is made up of segments.
struct Scans {
    /// Where the data of the last scan end; 0 where there is none.
    last: usize,
    /// Whether the end of the picture is marked.
    ended: bool,
    progressive: bool,
}

impl Scans {
    /// Walks from segment to segment (§B.1.1); nothing where a segment is none.
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut scans = Self { last: 0, ended: false, progressive: false };
        let mut at = 2;
        while at < bytes.len() {
            // Fill bytes may stand before a marker, and programs leave others there.
            let Some(marker) = marker(bytes, at) else { break };
            let (code, after) = marker;
            at = after;
            match code {
                0xD9 => {
                    scans.ended = true;
                    break;
                }
                0x01 | 0xD0..=0xD8 => continue,
                0xC2 | 0xC6 | 0xCA | 0xCE => scans.progressive = true,
                _ => {}
            }
            let Some(length) = bytes.get(at..at + 2) else { break };
            let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
            if length < 2 {
                return None;
            }
            at += length;
            if code == 0xDA {
                at = entropy_coded(bytes, at);
                scans.last = at.min(bytes.len());
            }
        }
        Some(scans)
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

/// Where the data of a scan end: at the first marker but those of restarts.
fn entropy_coded(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}
