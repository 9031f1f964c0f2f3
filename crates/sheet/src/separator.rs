//! Texts whose fields are separated by something else than commas.

/// What separates fields instead of a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A tab, as where a spreadsheet saves text or where cells are copied.
    Tab,
    /// A semicolon, as where spreadsheets are set to a language whose decimal sign is a comma.
    Semicolon,
    /// A bar.
    Bar,
    /// A comma of full width.
    WideComma,
}

impl Separator {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Bar, Self::WideComma];

    /// The character.
    pub fn sign(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Semicolon => ';',
            Self::Bar => '|',
            Self::WideComma => '，',
        }
    }
}

/// The line by which Excel learns the separator, such as `sep=;`, and the separator.
pub fn declared_separator(text: &str) -> Option<(&str, char)> {
    let line = text.lines().next()?;
    let words = line.trim().trim_matches('"');
    let value = words.get(..4).filter(|key| key.eq_ignore_ascii_case("sep=")).map(|_| &words[4..])?;
    let mut signs = value.chars();
    let sign = signs.next().unwrap_or(',');
    signs.all(|c| c == ',').then_some((line, sign))
}

/// What separates the fields of the first lines, if it is plainly no comma.
pub fn other_separator(text: &str) -> Option<Separator> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(10).collect();
    let first = lines.first()?;
    if fields_by(first, ',').len() > 1 {
        return None;
    }
    Separator::ALL.into_iter().find(|separator| {
        let count = fields_by(first, separator.sign()).len();
        count > 1
            && lines.iter().skip(1).filter(|line| fields_by(line, separator.sign()).len() == count).count() * 2
                >= lines.len() - 1
    })
}

/// The fields of a line by a separator, quotation marks taken away.
pub fn fields_by(line: &str, separator: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => fields.push(String::new()),
            c => fields.last_mut().into_iter().for_each(|field| field.push(c)),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_apart() {
        for (text, separator) in [
            ("地区\t件数\n上流\t1,000\n", Some(Separator::Tab)),
            ("地区;件数\n上流;1000\n", Some(Separator::Semicolon)),
            ("地区;件数\n上流;1,5\n下流;2,5\n", Some(Separator::Semicolon)),
            ("地区|件数\n上流|1000\n", Some(Separator::Bar)),
            ("地区，件数\n上流，1000\n", Some(Separator::WideComma)),
            ("地区,件数\n上流;下流,1000\n", None),
            ("地区\n上流;下流\n", None),
            ("地区\n", None),
            ("", None),
        ] {
            assert_eq!(other_separator(text), separator, "{text}");
        }
        assert_eq!(declared_separator("sep=,\r\n地区,件数\r\n"), Some(("sep=,", ',')));
        assert_eq!(declared_separator("SEP=;\n"), Some(("SEP=;", ';')));
        assert_eq!(declared_separator("\"sep=\t\"\n"), Some(("\"sep=\t\"", '\t')));
        assert_eq!(declared_separator("separator,件数\n"), None);
        assert_eq!(declared_separator("sep=いろは\n"), None);
    }
}
