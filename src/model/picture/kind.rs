//! Kinds of files that are taken for pictures, known by their first bytes.

/// A kind of file, by the name that its users know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureKind {
    /// Pixels that can be shown.
    Pixels(&'static str),
    /// An SVG drawing.
    Svg,
    /// A PDF.
    Pdf,
    /// A kind that cannot be shown.
    Other(&'static str),
}

impl PictureKind {
    /// The kind that a path's ending names.
    pub fn of_name(path: &str) -> Option<Self> {
        Some(match ending(path).as_str() {
            "png" | "apng" => Self::Pixels("PNG"),
            "jpg" | "jpeg" | "jpe" | "jfif" => Self::Pixels("JPEG"),
            "gif" => Self::Pixels("GIF"),
            "webp" => Self::Pixels("WebP"),
            "svg" => Self::Svg,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// The kind that the first bytes show.
    pub fn of_content(bytes: &[u8]) -> Option<Self> {
        let format = FORMATS.iter().find(|format| format.signature.iter().all(|part| part.is_in(bytes)));
        format.map(|format| format.kind).or_else(|| Self::drawing(bytes))
    }

    /// An SVG drawing begins with markup, and names its element before long.
    fn drawing(bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        let head = text.get(..4096.min(text.len()))?;
        (head.starts_with(b"<") && head.windows(4).any(|four| four == b"<svg")).then_some(Self::Svg)
    }

    /// The name of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pixels(name) | Self::Other(name) => name,
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
        }
    }
}

/// A format of files with the bytes by which it is known.
struct PictureFormat {
    kind: PictureKind,
    signature: &'static [Signature],
}

/// Bytes that a file of a format has.
enum Signature {
    /// At this offset.
    At(usize, &'static [u8]),
    /// Somewhere in so many bytes at the start.
    Within(usize, &'static [u8]),
}

impl Signature {
    fn is_in(&self, file: &[u8]) -> bool {
        match self {
            Self::At(offset, bytes) => file.get(*offset..).is_some_and(|rest| rest.starts_with(bytes)),
            Self::Within(length, bytes) => {
                let start = &file[..(*length).min(file.len())];
                start.windows(bytes.len()).any(|window| window == *bytes)
            }
        }
    }
}

const fn pixels(name: &'static str, signature: &'static [Signature]) -> PictureFormat {
    PictureFormat { kind: PictureKind::Pixels(name), signature }
}

const fn other(name: &'static str, signature: &'static [Signature]) -> PictureFormat {
    PictureFormat { kind: PictureKind::Other(name), signature }
}

/// The formats, of which the first that fits counts.
const FORMATS: [PictureFormat; 26] = {
    use Signature::{At, Within};
    [
        pixels("PNG", &[At(0, b"\x89PNG\r\n\x1A\n")]),
        pixels("JPEG", &[At(0, b"\xFF\xD8\xFF")]),
        pixels("GIF", &[At(0, b"GIF8")]),
        pixels("WebP", &[At(0, b"RIFF"), At(8, b"WEBP")]),
        // A PDF may have up to a thousand bytes before its head (ISO 32000-1, annex H).
        PictureFormat { kind: PictureKind::Pdf, signature: &[Within(1024, b"%PDF-")] },
        other("BMP", &[At(0, b"BM"), At(6, &[0; 4])]),
        other("TIFF", &[At(0, b"II*\0")]),
        other("TIFF", &[At(0, b"MM\0*")]),
        other("TIFF", &[At(0, b"II+\0")]),
        other("TIFF", &[At(0, b"MM\0+")]),
        other("AVIF", &[At(4, b"ftypavi")]),
        other("HEIC", &[At(4, b"ftyp")]),
        other("EMF", &[At(0, &[1, 0, 0, 0]), At(40, b" EMF")]),
        other("WMF", &[At(0, &[0xD7, 0xCD, 0xC6, 0x9A])]),
        other("WMF", &[At(0, &[1, 0, 9, 0, 0, 3])]),
        other("Photoshop", &[At(0, b"8BPS")]),
        other("EPS", &[At(0, b"%!PS")]),
        other("EPS", &[At(0, &[0xC5, 0xD0, 0xD3, 0xC6])]),
        other("JPEG 2000", &[At(4, b"jP  ")]),
        other("JPEG 2000", &[At(0, &[0xFF, 0x4F, 0xFF, 0x51])]),
        other("JPEG XL", &[At(4, b"JXL ")]),
        other("JPEG XL", &[At(0, &[0xFF, 0x0A])]),
        other("ICO", &[At(0, &[0, 0, 1, 0])]),
        other("SVGZ", &[At(0, &[0x1F, 0x8B])]),
        other("ZIP (Word, Excel, PowerPoint)", &[At(0, b"PK\x03\x04")]),
        other("Office", &[At(0, &[0xD0, 0xCF, 0x11, 0xE0])]),
    ]
};

/// A path's ending in small letters, without its point.
pub(super) fn ending(path: &str) -> String {
    path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_first_bytes() {
        let cases: [(&[u8], &str); 12] = [
            (b"\x89PNG\r\n\x1A\n", "PNG"),
            (b"\xFF\xD8\xFF\xE0", "JPEG"),
            (b"GIF89a", "GIF"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
            (b"BM\x36\0\0\0\0\0\0\0", "BMP"),
            (b"II*\0\x08\0\0\0", "TIFF"),
            (b"\0\0\0\x18ftypheic", "HEIC"),
            (b"\0\0\0\x1Cftypavif", "AVIF"),
            (b"\xD7\xCD\xC6\x9A", "WMF"),
            (b"junk %PDF-1.7", "PDF"),
            (b"<?xml version=\"1.0\"?>\n<svg/>", "SVG"),
            (b"PK\x03\x04", "ZIP (Word, Excel, PowerPoint)"),
        ];
        for (bytes, name) in cases {
            assert_eq!(PictureKind::of_content(bytes).map(PictureKind::name), Some(name));
        }
        assert_eq!(PictureKind::of_content(b""), None);
        assert_eq!(PictureKind::of_content(b"<html/>"), None);
    }
}
