//! Names from the data within messages: which ones may be meant, and how many of them are shown.

use unicode_normalization::UnicodeNormalization;

use crate::Language;

/// Characters of a name from the data that a message quotes.
pub const LONGEST_NAME: usize = 120;

/// A message in which names from the data, which stand between backticks, are cut where they are longer than anybody reads.
pub fn abridged(message: String) -> String {
    if message.len() <= LONGEST_NAME {
        return message;
    }
    let parts = message.split('`').enumerate().map(|(at, part)| {
        let quoted = at % 2 == 1 && part.chars().nth(LONGEST_NAME).is_some();
        if quoted { part.chars().take(LONGEST_NAME).chain(['…']).collect() } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// What to say about a name that is not among those accepted.
pub enum Choice<'a> {
    /// The accepted name that was probably meant.
    Nearest(&'a str),
    /// Any of the accepted names.
    Any,
    /// No name is accepted here.
    Nothing,
}

impl<'a> Choice<'a> {
    /// What to say about this name.
    pub fn of<S: AsRef<str>>(word: &str, names: &'a [S]) -> Self {
        match nearest(word, names) {
            Some(name) => Self::Nearest(name),
            None if names.is_empty() => Self::Nothing,
            None => Self::Any,
        }
    }
}

/// The hint for a name that is not among those accepted.
pub fn choice<S: AsRef<str>>(word: &str, names: &[S], language: Language) -> Vec<String> {
    let hint = match (Choice::of(word, names), language) {
        (Choice::Nearest(name), Language::English) => format!("did you mean `{name}`?"),
        (Choice::Nearest(name), Language::Japanese) => format!("`{name}`ではありませんか"),
        (Choice::Any, Language::English) => format!("write {}", listing(names, language)),
        (Choice::Any, Language::Japanese) => format!("次のどれかを書いてください: {}", listing(names, language)),
        (Choice::Nothing, Language::English) => "no value is available here; remove it".to_owned(),
        (Choice::Nothing, Language::Japanese) => "ここに書ける値はありません。削除してください".to_owned(),
    };
    vec![hint]
}

/// A list of names of which one is to be taken: `` `a`, `b` or `c` ``.
pub fn listing<S: AsRef<str>>(names: &[S], language: Language) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match (quoted.as_slice(), language) {
        (_, Language::Japanese) => quoted.join("、"),
        ([], Language::English) => "nothing".to_owned(),
        ([one], Language::English) => one.clone(),
        ([head @ .., last], Language::English) => format!("{} or {last}", head.join(", ")),
    }
}

/// The accepted name nearest to a mistyped one, if it is near enough to be meant.
pub fn nearest<'a, S: AsRef<str>>(word: &str, names: &'a [S]) -> Option<&'a str> {
    // No name is mistyped into one of a hundred characters and more, and comparing takes the product of the lengths.
    if word.len() > LONGEST_NAME {
        return None;
    }
    let word: String = word.nfkc().collect();
    names
        .iter()
        .map(|name| (strsim::jaro_winkler(&word, name.as_ref()), name.as_ref()))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// All of some names, in the same way in each language but for the mark between them.
pub fn all<S: AsRef<str>>(names: &[S], language: Language) -> String {
    let between = match language {
        Language::English => ", ",
        Language::Japanese => "、",
    };
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(between)
}

/// The first of many names, as many as anybody reads.
pub fn few(names: &[String]) -> Vec<&String> {
    names.iter().filter(|name| !name.trim().is_empty()).take(8).collect()
}
