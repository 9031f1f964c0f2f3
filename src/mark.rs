//! Marks that let printed text be followed from the data to the page.
//!
//! What helpers print of a datum stands as `open id separator text close`; templates carry line marks of the form
//! `line id separator`. A section that can be laid out without the others stands as `section id separator text end`, and a note
//! begins with a mark of its own. Marks are private-use characters of plane 15 that no font prints and that input may not hold, so
//! they can be told from any text. They exist only in what Handlebars prints: they are stripped after rendering, leaving
//! the [source map](crate::template::SourceMap).

/// A datum, as an index into the [list of data](crate::data::Data) of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatumId(pub u32);

/// How a printed text relates to its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The text prints this datum.
    Printed(DatumId),
    /// The text was computed from these data, such as an achievement rate.
    Derived(Vec<DatumId>),
}

impl Origin {
    /// The data that the text comes from.
    pub fn data(&self) -> &[DatumId] {
        match self {
            Self::Printed(id) => std::slice::from_ref(id),
            Self::Derived(ids) => ids,
        }
    }
}

const OPEN_PRINTED: char = '\u{F0000}';
const OPEN_DERIVED: char = '\u{F0001}';
const SEPARATOR: char = '\u{F0002}';
const CLOSE: char = '\u{F0003}';
const LINE: char = '\u{F0004}';
const NEXT: char = '\u{F0005}';
const SECTION: char = '\u{F0006}';
const SECTION_END: char = '\u{F0007}';
/// The mark that stands before each note.
pub const NOTE: char = '\u{F0008}';
const DIGIT_ZERO: u32 = 0xF0010;

/// Whether a character is one of the marks, and thus refused in data and templates.
pub fn is_mark(c: char) -> bool {
    ('\u{F0000}'..='\u{F001F}').contains(&c)
}

fn write_number(out: &mut String, number: u32) {
    // Eight hexadecimal digits at most; leading zeros are left out.
    let digits = (u32::BITS - number.leading_zeros()).div_ceil(4).max(1);
    for shift in (0..digits).rev() {
        let digit = (number >> (shift * 4)) & 0xF;
        out.extend(char::from_u32(DIGIT_ZERO + digit));
    }
}

/// Wraps a text in the marks of its origin.
pub fn wrap(origin: &Origin, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    out.push(if matches!(origin, Origin::Printed(_)) { OPEN_PRINTED } else { OPEN_DERIVED });
    for (i, id) in origin.data().iter().enumerate() {
        if i > 0 {
            out.push(NEXT);
        }
        write_number(&mut out, id.0);
    }
    out.push(SEPARATOR);
    out.push_str(text);
    out.push(CLOSE);
    out
}

/// The mark of a template line, by its index in the table of lines.
pub fn line(index: u32) -> String {
    let mut out = String::from(LINE);
    write_number(&mut out, index);
    out.push(SEPARATOR);
    out
}

/// The mark with which a section begins: that of a council, by its place in the report from 0, or one that shows something else.
pub fn section(council: Option<u32>) -> String {
    let mut out = String::from(SECTION);
    if let Some(council) = council {
        write_number(&mut out, council);
    }
    out.push(SEPARATOR);
    out
}

/// The mark with which a section ends.
pub fn section_end() -> String {
    SECTION_END.into()
}

/// The template line whose mark stands last in a text.
pub fn last_line(text: &str) -> Option<u32> {
    let from = text.rfind(LINE)?;
    MarkedPieces::new(&text[from..])
        .find_map(|piece| if let MarkedPiece::Line(line) = piece { Some(line) } else { None })
}

/// A piece of a text with marks.
#[derive(Debug, PartialEq, Eq)]
pub enum MarkedPiece<'a> {
    /// Text without marks.
    Text(&'a str),
    /// The beginning of a datum.
    Open(Origin),
    /// The end of the datum that was opened last.
    Close,
    /// What follows comes from this template line.
    Line(u32),
    /// The beginning of a section, with the place of the council that it shows, if it shows one.
    Section(Option<u32>),
    /// The end of the section that was opened last.
    SectionEnd,
    /// What follows is a note.
    Note,
}

/// Cuts a text with marks into its [pieces](MarkedPiece).
#[derive(Debug)]
pub struct MarkedPieces<'a> {
    rest: &'a str,
}

impl<'a> MarkedPieces<'a> {
    /// Pieces of a whole text.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The digits up to the separator, which is gone past.
    fn digits(&mut self) -> &'a str {
        let (digits, rest) = self.rest.split_once(SEPARATOR).unwrap_or((self.rest, ""));
        self.rest = rest;
        digits
    }
}

/// The number that digits write.
fn number(digits: &str) -> u32 {
    digits.chars().fold(0, |number: u32, digit| (number << 4) | (u32::from(digit) & 0xF))
}

impl<'a> Iterator for MarkedPieces<'a> {
    type Item = MarkedPiece<'a>;

    fn next(&mut self) -> Option<MarkedPiece<'a>> {
        let first = self.rest.chars().next()?;
        if !is_mark(first) {
            let end = self.rest.find(is_mark).unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(MarkedPiece::Text(text));
        }
        self.rest = &self.rest[first.len_utf8()..];
        match first {
            OPEN_PRINTED => Some(MarkedPiece::Open(Origin::Printed(DatumId(number(self.digits()))))),
            OPEN_DERIVED => {
                Some(MarkedPiece::Open(Origin::Derived(self.digits().split(NEXT).map(number).map(DatumId).collect())))
            }
            LINE => Some(MarkedPiece::Line(number(self.digits()))),
            SECTION => Some(MarkedPiece::Section(Some(self.digits()).filter(|digits| !digits.is_empty()).map(number))),
            SECTION_END => Some(MarkedPiece::SectionEnd),
            NOTE => Some(MarkedPiece::Note),
            CLOSE => Some(MarkedPiece::Close),
            // Input holds no marks, and the others begin no piece.
            _ => self.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_comes_out_again() {
        for origin in [
            Origin::Printed(DatumId(0)),
            Origin::Printed(DatumId(u32::MAX)),
            Origin::Derived(vec![DatumId(16), DatumId(255)]),
        ] {
            let marked = wrap(&origin, "1,376");
            let pieces: Vec<MarkedPiece<'_>> = MarkedPieces::new(&marked).collect();
            assert_eq!(pieces, [MarkedPiece::Open(origin), MarkedPiece::Text("1,376"), MarkedPiece::Close]);
        }
    }

    #[test]
    fn pieces_follow_each_other_in_order() {
        let text = format!("{}a{}b", line(7), wrap(&Origin::Printed(DatumId(3)), "値"));
        let pieces: Vec<MarkedPiece<'_>> = MarkedPieces::new(&text).collect();
        assert_eq!(
            pieces,
            [
                MarkedPiece::Line(7),
                MarkedPiece::Text("a"),
                MarkedPiece::Open(Origin::Printed(DatumId(3))),
                MarkedPiece::Text("値"),
                MarkedPiece::Close,
                MarkedPiece::Text("b"),
            ]
        );
        let text = format!("{}a{NOTE}b{}{}", section(Some(0)), section_end(), section(None));
        let sections: Vec<MarkedPiece<'_>> = MarkedPieces::new(&text).collect();
        assert_eq!(
            sections,
            [
                MarkedPiece::Section(Some(0)),
                MarkedPiece::Text("a"),
                MarkedPiece::Note,
                MarkedPiece::Text("b"),
                MarkedPiece::SectionEnd,
                MarkedPiece::Section(None)
            ]
        );
    }
}
