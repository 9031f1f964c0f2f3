//! Profiles as TOML, with every error at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::{Spanned, Value};

use super::{Colours, Intent, Marks, Profile, Standard, bundled};
use crate::diagnostic::{
    AnyProblem, Diagnostic, FileId, MissingKey, Place, Sources, Term, UnknownChoice, UnknownKey, Words, WrongType,
    problems,
};
use crate::printer::UnknownPrinter;

const PRINTER_PROFILE: Words = Words::new("a printer's profile", "印刷所の設定");

/// Every key that a profile may have.
const KEYS: [&str; 17] = [
    "based_on",
    "standard",
    "condition",
    "colours",
    "intent",
    "bleed",
    "safe_area",
    "marks",
    "overprint",
    "ink_limit",
    "minimal_line",
    "minimal_type",
    "rich_black_type",
    "resolution",
    "bitmap_resolution",
    "page_multiple",
    "description",
];

/// Reads a profile; keys that it lacks come from the bundled one that `based_on` names.
///
/// # Errors
/// All errors of the file.
pub(super) fn profile(name: &str, file: FileId, sources: &Sources) -> Result<Profile, Vec<Diagnostic>> {
    let text = sources.text(file);
    let entries = match toml::from_str(text) {
        Ok(entries) => entries,
        Err(e) => {
            let at = e.span().unwrap_or_default();
            let problem = Toml { reason: e.message().to_owned() };
            return Err(vec![Diagnostic::at(Place { file, range: at }, problem)]);
        }
    };
    let mut reader = Reader { file, end: text.len(), entries, errors: Vec::new(), base: None };
    reader.unknown_keys();
    reader.find_base();
    let profile = reader.read(name);
    match (profile, reader.errors.is_empty()) {
        (Some(profile), true) => Ok(profile),
        _ => Err(reader.errors),
    }
}

struct Reader {
    file: FileId,
    end: usize,
    entries: BTreeMap<Spanned<String>, Spanned<Value>>,
    errors: Vec<Diagnostic>,
    base: Option<Profile>,
}

impl Reader {
    fn error(&mut self, range: Range<usize>, problem: impl Into<AnyProblem>) {
        self.errors.push(Diagnostic::at(Place { file: self.file, range }, problem));
    }

    fn unknown_keys(&mut self) {
        let unknown: Vec<(Range<usize>, String)> = self
            .entries
            .keys()
            .filter(|key| !KEYS.contains(&key.get_ref().as_str()))
            .map(|key| (key.span(), key.get_ref().clone()))
            .collect();
        for (range, key) in unknown {
            let accepted = KEYS.to_vec();
            self.error(range, UnknownKey { key, owner: PRINTER_PROFILE, accepted });
        }
    }

    fn find_base(&mut self) {
        let Some((range, name)) = self.text("based_on") else { return };
        let mut sources = Sources::default();
        match bundled(&name) {
            Some((name, text)) => {
                let file = sources.add(name, text);
                self.base = profile(name, file, &sources).ok();
            }
            None => {
                let problem = UnknownPrinter { name, known: Profile::names() };
                self.error(range, problem);
            }
        }
    }

    /// Every field, so that all errors are found; nothing if one is missing.
    fn read(&mut self, name: &str) -> Option<Profile> {
        let standard = self.choice("standard", Words::new("standard", "規格"), &STANDARDS, |base| base.standard);
        let colours =
            self.choice("colours", Words::new("choice of colours", "使える色"), &COLOURS, |base| base.colours);
        let intent = self.choice(
            "intent",
            Words::new("rendering intent", "レンダリングインテント"),
            &INTENTS,
            |base| base.intent,
        );
        let marks = self.choice("marks", Words::new("kind of marks", "トンボの種類"), &MARKS, |base| base.marks);
        let bleed = self.number("bleed", 0.0, 20.0, |base| base.bleed);
        let safe_area = self.number("safe_area", 0.0, 50.0, |base| base.safe_area);
        let overprint = self.boolean("overprint", |base| base.overprint);
        let ink_limit = self.number("ink_limit", 100.0, 400.0, |base| base.ink_limit);
        let minimal_line = self.number("minimal_line", 0.0, 10.0, |base| base.minimal_line);
        let minimal_type = self.number("minimal_type", 0.0, 20.0, |base| base.minimal_type);
        let rich_black_type = self.number("rich_black_type", 0.0, 1_000.0, |base| base.rich_black_type);
        let resolution = self.number("resolution", 0.0, 2_400.0, |base| base.resolution);
        let bitmap_resolution = self.number("bitmap_resolution", 0.0, 4_800.0, |base| base.bitmap_resolution);
        let page_multiple = self.number("page_multiple", 1.0, 64.0, |base| base.page_multiple as f64);
        let condition = match self.text("condition") {
            Some((_, condition)) => Some(condition).filter(|condition| !condition.is_empty()),
            None => self.base.as_ref().and_then(|base| base.condition.clone()),
        };
        let _ = self.text("description");
        Some(Profile {
            name: name.to_owned(),
            standard: standard?,
            condition,
            colours: colours?,
            intent: intent?,
            bleed: bleed?,
            safe_area: safe_area?,
            marks: marks?,
            overprint: overprint?,
            ink_limit: ink_limit?,
            minimal_line: minimal_line?,
            minimal_type: minimal_type?,
            rich_black_type: rich_black_type?,
            resolution: resolution?,
            bitmap_resolution: bitmap_resolution?,
            // The number is between 1 and 64.
            page_multiple: page_multiple? as usize,
        })
    }

    fn value(&self, key: &str) -> Option<(Range<usize>, Value)> {
        let found = self.entries.iter().find(|(own, _)| own.get_ref() == key);
        found.map(|(_, value)| (value.span(), value.get_ref().clone()))
    }

    /// What the base says, or the error that the key is missing.
    fn inherited<T>(&mut self, key: &'static str, of: impl Fn(&Profile) -> T) -> Option<T> {
        let inherited = self.base.as_ref().map(of);
        if inherited.is_none() {
            let problem = MissingKey { key, owner: PRINTER_PROFILE };
            self.error(self.end..self.end, problem);
        }
        inherited
    }

    fn wrong_type(&mut self, range: Range<usize>, expected: Words, found: &Value) {
        let typed = if let Value::String(text) = found { text.as_str() } else { "" };
        let found = match found {
            Value::String(_) => Term::AText,
            Value::Integer(_) | Value::Float(_) => Term::ANumber,
            Value::Boolean(_) => Term::ABoolean,
            Value::Datetime(_) => Words::new("a date", "日付"),
            Value::Array(_) => Term::AnArray,
            Value::Table(_) => Words::new("a table `[…]`", "テーブル`[…]`"),
        };
        self.error(range, WrongType::of(expected, found, typed));
    }

    fn text(&mut self, key: &str) -> Option<(Range<usize>, String)> {
        match self.value(key)? {
            (range, Value::String(text)) => Some((range, text)),
            (range, other) => {
                self.wrong_type(range, Term::TextInQuotes, &other);
                None
            }
        }
    }

    fn boolean(&mut self, key: &'static str, of: impl Fn(&Profile) -> bool) -> Option<bool> {
        match self.value(key) {
            None => self.inherited(key, of),
            Some((_, Value::Boolean(value))) => Some(value),
            Some((range, other)) => {
                self.wrong_type(range, Term::BooleanWithoutQuotes, &other);
                None
            }
        }
    }

    /// A number within bounds; `page_multiple` is whole as well.
    fn number(&mut self, key: &'static str, least: f64, most: f64, of: impl Fn(&Profile) -> f64) -> Option<f64> {
        let (range, value) = match self.value(key) {
            None => return self.inherited(key, of),
            Some((range, Value::Float(value))) => (range, value),
            Some((range, Value::Integer(value))) => (range, value as f64),
            Some((range, other)) => {
                self.wrong_type(range, Term::NumberWithoutQuotes, &other);
                return None;
            }
        };
        let whole = key != "page_multiple" || value.fract() == 0.0;
        if value >= least && value <= most && whole {
            return Some(value);
        }
        let problem = OutOfRange { key, least: least.to_string(), most: most.to_string() };
        self.error(range, problem);
        None
    }

    fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        what: Words,
        choices: &[(&'static str, T)],
        of: impl Fn(&Profile) -> T,
    ) -> Option<T> {
        if self.value(key).is_none() {
            return self.inherited(key, of);
        }
        let (range, value) = self.text(key)?;
        let chosen = choices.iter().find(|(name, _)| *name == value).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let accepted = choices.iter().map(|(name, _)| *name).collect();
            self.error(range, UnknownChoice { value, accepted, what });
        }
        chosen
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
        let errors = profile("own", file, &sources).err().unwrap_or_default();
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
        let own = profile("own", file, &sources).ok();
        let base = Profile::load("offset-coated", &mut sources).ok();
        let wanted = base.map(|base| Profile {
            name: "own".to_owned(),
            ink_limit: 280.0,
            condition: Some("JC200103".to_owned()),
            ..base
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
        assert_eq!(messages("bleed = 3\n").len(), KEYS.len() - 4);
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        assert!(messages("bleed = 3\nmarks double\n").iter().all(|message| message.starts_with("own.toml:2:7 K0802 ")));
        assert_eq!(messages("bleed = 3\nmarks double\n").len(), 1);
    }
}
