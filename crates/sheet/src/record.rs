//! The records of a CSV file (RFC 4180), each field with its place.

use std::ops::Range;

/// A record of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRecord {
    /// The fields, quotation marks taken away.
    pub fields: Vec<String>,
    /// Where each field stands in the text, with its quotation marks.
    pub places: Vec<Range<usize>>,
    /// The first line of the record.
    pub line: Range<usize>,
}

impl SheetRecord {
    /// Whether all fields are empty.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.trim().is_empty())
    }

    /// The place of a field; of one that the record lacks its line.
    pub fn place(&self, offset: usize) -> Range<usize> {
        self.places.get(offset).unwrap_or(&self.line).clone()
    }
}

/// The records of a text, empty lines left out; `Err` has the place of a quotation mark that is never closed, because the rest
/// of the text would be one field.
pub fn records(text: &str) -> Result<impl Iterator<Item = SheetRecord> + '_, usize> {
    if let Some(open) = unclosed_quote(text) {
        return Err(open);
    }
    let reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    // Text is UTF-8, and memory takes anything.
    Ok(reader.into_records().filter_map(Result::ok).map(|record| {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let rest = text.get(start..).unwrap_or_default();
        // The reader takes the second half of a line's end, and empty lines, for parts of what follows.
        let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let rest = text.get(start..).unwrap_or_default();
        let line = start..start + rest.find(['\r', '\n']).unwrap_or(rest.len());
        SheetRecord { fields: record.iter().map(str::to_owned).collect(), places: places(text, start), line }
    }))
}

/// Where the fields of the record stand that begins at this byte.
fn places(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut field = start;
    let mut quoted = false;
    let bytes = text.as_bytes();
    let mut offset = start;
    while offset < bytes.len() {
        match bytes[offset] {
            b'"' if quoted && bytes.get(offset + 1) == Some(&b'"') => offset += 1,
            b'"' if quoted => quoted = false,
            b'"' if offset == field => quoted = true,
            b',' if !quoted => {
                places.push(field..offset);
                field = offset + 1;
            }
            b'\r' | b'\n' if !quoted => break,
            _ => {}
        }
        offset += 1;
    }
    places.push(field..offset.min(bytes.len()));
    places
}

/// The place of a quotation mark that opens a field and is never closed.
fn unclosed_quote(text: &str) -> Option<usize> {
    let mut open = None;
    let mut fresh = true;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((offset, byte)) = bytes.next() {
        match (open, byte) {
            // Two marks within a field stand for one.
            (Some(_), b'"') if bytes.next_if(|(_, next)| *next == b'"').is_some() => {}
            (Some(_), b'"') => open = None,
            (None, b'"') if fresh => open = Some(offset),
            _ => {}
        }
        fresh = open.is_none() && matches!(byte, b',' | b'\r' | b'\n');
    }
    open
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_have_their_places() {
        let text = "地区,件数\r\n\r\n\"上\"\"流\",\"1\n0\"\n下流,10,\n";
        let all: Vec<SheetRecord> = records(text).expect("records").collect();
        let shown: Vec<Vec<&str>> =
            all.iter().map(|record| record.places.iter().map(|place| &text[place.clone()]).collect()).collect();
        assert_eq!(shown, [vec!["地区", "件数"], vec!["\"上\"\"流\"", "\"1\n0\""], vec!["下流", "10", ""]]);
        assert_eq!(all[1].fields, ["上\"流", "1\n0"]);
        assert_eq!(&text[all[1].line.clone()], "\"上\"\"流\",\"1");
    }

    #[test]
    fn an_open_quotation_mark_is_found() {
        assert_eq!(records("a,\"b\n").err(), Some(2));
        assert_eq!(records("a,b\"c\n").err(), None);
    }

    proptest! {
        #[test]
        fn each_place_holds_its_field(text in "[ab,\"\r\nあ]{0,30}") {
            let Ok(all) = records(&text) else { return Ok(()) };
            for record in all {
                prop_assert_eq!(record.fields.len(), record.places.len());
                for (field, place) in record.fields.iter().zip(&record.places) {
                    let raw = &text[place.clone()];
                    if !raw.contains('"') {
                        prop_assert_eq!(field, raw);
                    }
                }
            }
        }
    }
}
