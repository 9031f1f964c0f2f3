//! Which characters the codes of a font stand for (ISO 32000-1, 9.10.3; ISO 19005-2, 6.2.11.7; ISO 14289-1, 7.21.7).

use lopdf::Object;

use super::forms::{DictionaryForm, KnownFile, ValueShape, data};
use super::objection::{Kept, broken, keeps, knows, unknown};

const MEANINGS: DictionaryForm = DictionaryForm {
    what: "`ToUnicode`",
    must: &[("Length", ValueShape::Count)],
    may: &[
        ("Type", ValueShape::Is("CMap")),
        ("WMode", ValueShape::Exactly(0)),
        ("Filter", ValueShape::Is("FlateDecode")),
    ],
};

/// How a map of codes begins and ends: as `pdf-writer` writes it, after the name of the program.
const START: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin
    /Registry (Adobe) def
    /Ordering (Identity) def
    /Supplement 0 def
end def
/CMapName /Custom def
/CMapVersion 1 def
/CMapType 0 def
/WMode 0 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";
const END: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
%%EndResource
%%EOF";

/// Which codes of a font have characters.
pub(super) struct CodeMeanings {
    /// The codes, in rising order.
    codes: Vec<u16>,
}

impl CodeMeanings {
    /// Reads the map of a font.
    pub fn read<'a>(file: &KnownFile<'a>, object: &'a Object) -> Kept<Self> {
        let (stream, _) = file.stream(object, &MEANINGS)?;
        let bytes = data(stream)?;
        let text = std::str::from_utf8(&bytes).ok();
        let comments = text.and_then(|text| text.split_once(START));
        let Some((comments, text)) = comments else { return unknown("a map of characters that begins unusually") };
        knows(comments.lines().all(|line| line.starts_with('%')), "a map of characters that begins unusually")?;
        let Some(text) = text.trim_end().strip_suffix(END) else {
            return unknown("a map of characters that ends unusually");
        };
        Self::listed(text)
    }

    /// Lists of single codes, each with how many it has.
    fn listed(text: &str) -> Kept<Self> {
        let mut codes = Vec::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let count = line.strip_suffix(" beginbfchar").and_then(|count| count.parse::<usize>().ok());
            let Some(count @ 1..=100) = count else { return unknown("a list of characters that is not known") };
            for _ in 0..count {
                let pair = lines.next().and_then(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"));
                let Some((code, characters)) = pair else { return unknown("a character that is not known") };
                codes.push(code_of(code)?);
                are_characters(characters)?;
            }
            knows(lines.next() == Some("endbfchar"), "a list of characters that does not end")?;
        }
        knows(codes.is_sorted_by(|one, other| one < other), "characters that are not sorted")?;
        Ok(Self { codes })
    }

    /// Whether a code has characters.
    pub fn has(&self, code: u16) -> bool {
        self.codes.binary_search(&code).is_ok()
    }
}

fn code_of(digits: &str) -> Kept<u16> {
    let plain = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let code = u16::from_str_radix(digits, 16).ok().filter(|_| plain);
    code.map_or_else(|| unknown("a code that is not known"), Ok)
}

/// Objection unless digits are those of characters that text may have.
fn are_characters(digits: &str) -> Kept {
    knows(!digits.is_empty() && digits.len().is_multiple_of(4) && digits.is_ascii(), "a character that is not known")?;
    let units =
        digits.as_bytes().chunks_exact(4).map(|digits| code_of(std::str::from_utf8(digits).unwrap_or_default()));
    let units = units.collect::<Kept<Vec<u16>>>()?;
    for character in char::decode_utf16(units) {
        match character {
            Ok('\0' | '\u{FEFF}' | '\u{FFFE}') => return broken("6.2.11.7.2", "a code stands for no character"),
            // These need a text in their place (ISO 19005-2, 6.2.11.7.3).
            Ok('\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}') => return unknown("a private-use character"),
            Ok(_) => {}
            Err(_) => return broken("6.2.11.7.2", "a code stands for half a character"),
        }
    }
    keeps(!digits.is_empty(), "6.2.11.7.2", "a code stands for no character")
}
