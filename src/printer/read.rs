//! Profiles as TOML, with every error at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::{Spanned, Value};

use super::{Intent, Marks, PrintingHouse, bundled};
use crate::diagnostic::{
    AnyProblem, Diagnostic, FileId, MissingKey, Place, Sources, Term, UnknownChoice, UnknownKey, Words, WrongType,
    problems,
};
use crate::preflight::{Colours, Profile, Standard};
use crate::printer::UnknownPrinter;

const PRINTER_PROFILE: Words = Words::new("a printer's profile", "印刷所の設定");

/// Reads a profile; keys that it lacks come from the bundled one that `based_on` names.
///
/// # Errors
/// All errors of the file.
pub(super) fn house(name: &str, file: FileId, sources: &Sources) -> Result<PrintingHouse, Vec<Diagnostic>> {
    let text = sources.text(file);
    let entries = entries(text).map_err(|error| {
        let problem = Toml { reason: error.message().to_owned() };
        vec![Diagnostic::at(Place { file, range: error.span().unwrap_or_default() }, problem)]
    })?;
    let mut reader = ProfileReader { file, end: text.len(), entries, known: Vec::new(), errors: Vec::new() };
    reader.inherit();
    let house = reader.read(name);
    let errors = reader.finish();
    if errors.is_empty() { Ok(house) } else { Err(errors) }
}

/// The entries of a file by their keys.
type Entries = BTreeMap<Spanned<String>, Spanned<Value>>;

fn entries(text: &str) -> Result<Entries, toml::de::Error> {
    toml::from_str(text)
}

/// Reads the keys of a profile. What has an error is reported and read as any value, for nothing is made of the profile then.
struct ProfileReader {
    file: FileId,
    /// The length of the file, whose end is the place of keys that are missing.
    end: usize,
    entries: Entries,
    /// The keys that were asked for.
    known: Vec<&'static str>,
    errors: Vec<Diagnostic>,
}

impl ProfileReader {
    /// Adds the entries of the bundled profile that this one is based on, where it has none of its own.
    fn inherit(&mut self) {
        let Some((range, name)) = self.text("based_on") else { return };
        match bundled(&name) {
            // A test reads all that are bundled.
            Some((_, text)) => {
                for (key, value) in entries(text).unwrap_or_default() {
                    self.entries.entry(key).or_insert(value);
                }
            }
            None => self.error(range, UnknownPrinter { name, known: PrintingHouse::names() }),
        }
    }

    fn read(&mut self, name: &str) -> PrintingHouse {
        let profile = Profile {
            name: name.to_owned(),
            standard: self.choice("standard", Words::new("standard", "規格"), &STANDARDS),
            condition: self.text("condition").map(|(_, condition)| condition).filter(|condition| !condition.is_empty()),
            colours: self.choice("colours", Words::new("choice of colours", "使える色"), &COLOURS),
            bleed: self.number("bleed", 0.0, 20.0),
            safe_area: self.number("safe_area", 0.0, 50.0),
            overprint: self.boolean("overprint"),
            ink_limit: self.number("ink_limit", 100.0, 400.0),
            minimal_line: self.number("minimal_line", 0.0, 10.0),
            minimal_type: self.number("minimal_type", 0.0, 20.0),
            rich_black_type: self.number("rich_black_type", 0.0, 1_000.0),
            resolution: self.number("resolution", 0.0, 2_400.0),
            bitmap_resolution: self.number("bitmap_resolution", 0.0, 4_800.0),
            // The number is between 1 and 64.
            page_multiple: self.whole_number("page_multiple", 1.0, 64.0) as usize,
        };
        let marks = self.choice("marks", Words::new("kind of marks", "トンボの種類"), &MARKS);
        let intent = self.choice("intent", Words::new("rendering intent", "レンダリングインテント"), &INTENTS);
        // It is for those who read the file, and has to be a text.
        self.text("description");
        PrintingHouse { profile, marks, intent }
    }

    /// All errors: first the keys that no profile has.
    fn finish(mut self) -> Vec<Diagnostic> {
        let errors = std::mem::take(&mut self.errors);
        let unknown = self.entries.keys().filter(|key| !self.known.contains(&key.get_ref().as_str()));
        let unknown: Vec<(Range<usize>, String)> = unknown.map(|key| (key.span(), key.get_ref().clone())).collect();
        for (range, key) in unknown {
            let accepted = self.known.clone();
            self.error(range, UnknownKey { key, owner: PRINTER_PROFILE, accepted });
        }
        self.errors.extend(errors);
        self.errors
    }

    fn error(&mut self, range: Range<usize>, problem: impl Into<AnyProblem>) {
        self.errors.push(Diagnostic::at(Place { file: self.file, range }, problem));
    }

    /// The value of a key that may be left out.
    fn value(&mut self, key: &'static str) -> Option<(Range<usize>, Value)> {
        self.known.push(key);
        let (_, value) = self.entries.iter().find(|(known, _)| known.get_ref() == key)?;
        Some((value.span(), value.get_ref().clone()))
    }

    /// The value of a key that every profile has, by itself or by the one that it is based on.
    fn needed_value(&mut self, key: &'static str) -> Option<(Range<usize>, Value)> {
        let value = self.value(key);
        if value.is_none() {
            self.error(self.end..self.end, MissingKey { key, owner: PRINTER_PROFILE });
        }
        value
    }

    fn wrong_type(&mut self, range: Range<usize>, expected: Words, value: &Value) {
        let typed = if let Value::String(text) = value { text.as_str() } else { "" };
        let kind = match value {
            Value::String(_) => Term::AText,
            Value::Integer(_) | Value::Float(_) => Term::ANumber,
            Value::Boolean(_) => Term::ABoolean,
            Value::Datetime(_) => Words::new("a date", "日付"),
            Value::Array(_) => Term::AnArray,
            Value::Table(_) => Words::new("a table `[…]`", "テーブル`[…]`"),
        };
        self.error(range, WrongType::of(expected, kind, typed));
    }

    fn text(&mut self, key: &'static str) -> Option<(Range<usize>, String)> {
        let (range, value) = self.value(key)?;
        self.text_of(range, value)
    }

    fn text_of(&mut self, range: Range<usize>, value: Value) -> Option<(Range<usize>, String)> {
        match value {
            Value::String(text) => Some((range, text)),
            other => {
                self.wrong_type(range, Term::TextInQuotes, &other);
                None
            }
        }
    }

    fn boolean(&mut self, key: &'static str) -> bool {
        match self.needed_value(key) {
            Some((_, Value::Boolean(value))) => return value,
            Some((range, other)) => self.wrong_type(range, Term::BooleanWithoutQuotes, &other),
            None => {}
        }
        false
    }

    fn number(&mut self, key: &'static str, least: f64, most: f64) -> f64 {
        self.number_that(key, least, most, |_| true)
    }

    fn whole_number(&mut self, key: &'static str, least: f64, most: f64) -> f64 {
        self.number_that(key, least, most, |number| number.fract() == 0.0)
    }

    fn number_that(&mut self, key: &'static str, least: f64, most: f64, is_accepted: fn(f64) -> bool) -> f64 {
        let Some((range, value)) = self.needed_value(key) else { return least };
        let number = match value {
            Value::Float(number) => number,
            Value::Integer(number) => number as f64,
            other => {
                self.wrong_type(range, Term::NumberWithoutQuotes, &other);
                return least;
            }
        };
        if (least..=most).contains(&number) && is_accepted(number) {
            return number;
        }
        self.error(range, OutOfRange { key, least: least.to_string(), most: most.to_string() });
        least
    }

    fn choice<T: Copy, const N: usize>(
        &mut self,
        key: &'static str,
        what: Words,
        choices: &[(&'static str, T); N],
    ) -> T {
        let text = self.needed_value(key).and_then(|(range, value)| self.text_of(range, value));
        if let Some((range, value)) = text {
            if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == value) {
                return *choice;
            }
            let accepted = choices.iter().map(|(name, _)| *name).collect();
            self.error(range, UnknownChoice { value, accepted, what });
        }
        choices[0].1
    }
}

const STANDARDS: [(&str, Standard); 2] = [("X-4", Standard::X4), ("none", Standard::None)];
const COLOURS: [(&str, Colours); 3] = [("cmyk", Colours::Cmyk), ("grey", Colours::Grey), ("any", Colours::Any)];
const INTENTS: [(&str, Intent); 2] = [("relative", Intent::Relative), ("perceptual", Intent::Perceptual)];
const MARKS: [(&str, Marks); 2] = [("double", Marks::Double), ("none", Marks::None)];

problems! {
    /// Not valid TOML.
    K0802 error Toml { reason: String }
    en: { format!("this is not valid TOML: {}", reason.lines().next().unwrap_or_default()) },
        hint "write one `key = value` per line, texts in double quotes";
    ja: { format!("TOMLとして正しくありません（{}）", reason.lines().next().unwrap_or_default()) },
        hint "1行に一つずつ`キー = 値`の形で書き、文字列は二重引用符で囲んでください";

    /// Figure out of range.
    K0803 error OutOfRange { key: &'static str, least: String, most: String }
    en: "`{key}` must be from {least} to {most}",
        hints {
            match *key {
                "page_multiple" => vec!["write a whole number".to_owned()],
                _ => vec!["write a number in this range".to_owned()],
            }
        };
    ja: "`{key}`の値は{least}から{most}まででなければなりません",
        hints {
            match *key {
                "page_multiple" => vec!["整数で書いてください".to_owned()],
                _ => vec!["この範囲の数値を書いてください".to_owned()],
            }
        };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;

    fn messages(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("own.toml", text);
        let errors = house("own", file, &sources).err().unwrap_or_default();
        let said = |error: &Diagnostic| {
            let place = error.place.as_ref().map(|place| sources.locate(place)).unwrap_or_default();
            format!("{place} {} {}", error.problem.code(), error.message(Language::English))
        };
        errors.iter().map(said).collect()
    }

    #[test]
    fn a_profile_may_change_a_bundled_one() {
        let mut sources = Sources::default();
        let file = sources.add("own.toml", "based_on = \"offset-coated\"\nink_limit = 280\ncondition = \"JC200103\"\n");
        let own = house("own", file, &sources).ok();
        let base = PrintingHouse::load("offset-coated", &mut sources).ok();
        let wanted = base.map(|base| {
            let (name, condition) = ("own".to_owned(), Some("JC200103".to_owned()));
            let profile = Profile { name, ink_limit: 280.0, condition, ..base.profile };
            PrintingHouse { profile, ..base }
        });
        assert!(own.is_some());
        assert_eq!(own, wanted);
    }

    #[test]
    fn every_error_has_its_place() {
        let text =
            "based_on = \"offset-coated\"\nbleeding = 3\noverprint = \"yes\"\nstandard = \"X-5\"\nink_limit = 40\n";
        assert_eq!(
            messages(text),
            [
                "own.toml:2:1 K0103 a printer's profile has no key `bleeding`",
                "own.toml:4:12 K0106 `X-5` is not a valid standard",
                "own.toml:3:13 K0105 expected `true` or `false` without quotes, found a text",
                "own.toml:5:13 K0803 `ink_limit` must be from 100 to 400",
            ]
        );
    }

    #[test]
    fn without_a_base_every_key_is_needed() {
        // Of 17 keys one is given, and `based_on`, `condition` and `description` may be left out.
        assert_eq!(messages("bleed = 3\n").len(), 13);
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        assert!(messages("bleed = 3\nmarks double\n").iter().all(|message| message.starts_with("own.toml:2:7 K0802 ")));
        assert_eq!(messages("bleed = 3\nmarks double\n").len(), 1);
    }
}
