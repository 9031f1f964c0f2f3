//! Diagnostics as the error of a program.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use super::{Diagnostic, Language, Look, Sources};

/// All that kept something from being done, with the files in which it stands. It prints as on a terminal, in English.
#[derive(Clone)]
pub struct Errors {
    /// What is wrong, warnings among it.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read.
    pub sources: Sources,
}

impl Errors {
    /// All of it as text: messages, places, source lines, remedies.
    pub fn render(&self, language: Language, look: Look) -> String {
        let texts: Vec<String> =
            self.diagnostics.iter().map(|diagnostic| self.sources.render(diagnostic, language, look)).collect();
        texts.join("\n")
    }
}

impl Display for Errors {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(Language::English, Look::default()).trim_end())
    }
}

/// The same, because programs that end with an error show this.
impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl Error for Errors {}
