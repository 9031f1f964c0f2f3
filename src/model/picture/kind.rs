//! Kinds of files that are taken for pictures, known by their first bytes.

/// A kind of file, by the name that its users know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Pixels that can be shown.
    Pixels(&'static str),
    /// An SVG drawing.
    Svg,
    /// A PDF.
    Pdf,
    /// A kind that cannot be shown.
    Other(&'static str),
}

impl Kind {
    /// The kind that a path's ending names.
    pub fn named(path: &str) -> Option<Self> {
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
    pub fn found(bytes: &[u8]) -> Option<Self> {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        let at = |from: usize, magic: &[u8]| bytes.get(from..from + magic.len()) == Some(magic);
        // A PDF may have up to a thousand bytes before its head (ISO 32000-1, annex H).
        let pdf = bytes.get(..1024.min(bytes.len())).is_some_and(|head| head.windows(5).any(|five| five == b"%PDF-"));
        let other = match bytes {
            _ if starts(b"\x89PNG\r\n\x1A\n") => return Some(Self::Pixels("PNG")),
            _ if starts(b"\xFF\xD8\xFF") => return Some(Self::Pixels("JPEG")),
            _ if starts(b"GIF8") => return Some(Self::Pixels("GIF")),
            _ if starts(b"RIFF") && at(8, b"WEBP") => return Some(Self::Pixels("WebP")),
            _ if pdf => return Some(Self::Pdf),
            _ if starts(b"BM") && at(6, &[0; 4]) => "BMP",
            _ if starts(b"II*\0") || starts(b"MM\0*") || starts(b"II+\0") || starts(b"MM\0+") => "TIFF",
            _ if at(4, b"ftypavi") => "AVIF",
            _ if at(4, b"ftyp") => "HEIC",
            _ if starts(&[1, 0, 0, 0]) && at(40, b" EMF") => "EMF",
            _ if starts(&[0xD7, 0xCD, 0xC6, 0x9A]) || starts(&[1, 0, 9, 0, 0, 3]) => "WMF",
            _ if starts(b"8BPS") => "Photoshop",
            _ if starts(b"%!PS") || starts(&[0xC5, 0xD0, 0xD3, 0xC6]) => "EPS",
            _ if at(4, b"jP  ") || starts(&[0xFF, 0x4F, 0xFF, 0x51]) => "JPEG 2000",
            _ if at(4, b"JXL ") || starts(&[0xFF, 0x0A]) => "JPEG XL",
            _ if starts(&[0, 0, 1, 0]) => "ICO",
            _ if starts(&[0x1F, 0x8B]) => "SVGZ",
            _ if starts(b"PK\x03\x04") => "ZIP (Word, Excel, PowerPoint)",
            _ if starts(&[0xD0, 0xCF, 0x11, 0xE0]) => "Office",
            _ => return Self::drawing(bytes),
        };
        Some(Self::Other(other))
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
            assert_eq!(Kind::found(bytes).map(Kind::name), Some(name));
        }
        assert_eq!(Kind::found(b""), None);
        assert_eq!(Kind::found(b"<html/>"), None);
    }
}
