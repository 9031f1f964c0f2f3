//! Internal errors: what only an error of the program itself can cause.
//!
//! The program never panics on purpose. Where something can only fail if the program itself is wrong, and going on would
//! print, pack or judge something wrong, it is an [`InternalError`]: a message that asks for a report, and nothing is written.
//! Where a default is right, the default stays.
//!
//! ```
//! use kakugi_diagnostic::internal::{ExpectInternal, InternalError};
//!
//! fn first_page(pages: &[u8]) -> Result<u8, InternalError> {
//!     pages.first().copied().internal("a document has no pages")
//! }
//! assert_eq!(first_page(&[1]).ok(), Some(1));
//! assert_eq!(first_page(&[]).map_err(|error| error.what).err(), Some("a document has no pages"));
//! ```

use std::panic::Location;

use crate::{Diagnostic, problems};

problems! {
    /// An error of the program itself, at a place in its source; `what` cannot happen, in English, for whoever maintains it.
    K0515 error InternalError { place: String, what: &'static str }
    en: "internal error at `{place}`",
        hint "report it to the maintainers of the program, with these words: `{what}`";
    ja: "プログラムの内部エラーです（場所: `{place}`）",
        hint "次の語句を添えて、このプログラムの担当者に知らせてください: `{what}`";
}

impl InternalError {
    /// An error at the place of the caller.
    #[track_caller]
    pub fn new(what: &'static str) -> Self {
        let caller = Location::caller();
        Self { what, place: format!("{}:{}", within_sources(caller.file()), caller.line()) }
    }
}

impl From<InternalError> for Diagnostic {
    fn from(error: InternalError) -> Self {
        Self::nowhere(error)
    }
}

impl From<InternalError> for Vec<Diagnostic> {
    fn from(error: InternalError) -> Self {
        vec![error.into()]
    }
}

/// Makes an error of the program of what should have been there.
pub trait ExpectInternal<T> {
    /// The value, which is always there.
    ///
    /// # Errors
    /// That it is not, with the place of the caller; `what` tells what cannot happen.
    fn internal(self, what: &'static str) -> Result<T, InternalError>;
}

impl<T> ExpectInternal<T> for Option<T> {
    #[track_caller]
    fn internal(self, what: &'static str) -> Result<T, InternalError> {
        match self {
            Some(value) => Ok(value),
            None => Err(InternalError::new(what)),
        }
    }
}

impl<T, E> ExpectInternal<T> for Result<T, E> {
    #[track_caller]
    fn internal(self, what: &'static str) -> Result<T, InternalError> {
        self.ok().internal(what)
    }
}

/// The path of a source file without the place where the machine that built the program had it.
fn within_sources(path: &str) -> String {
    let path = path.replace('\\', "/");
    if !path.starts_with('/') && !path.contains(':') {
        return path;
    }
    let source = path.rfind("/src/").unwrap_or(0);
    let of_crate = path[..source].rfind('/').filter(|folder| path[..*folder].ends_with("/crates"));
    let start = of_crate.map_or(source, |folder| folder - "/crates".len());
    path[start..].trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_line_that_asked() {
        let line = line!() + 1;
        let found = None::<u8>.internal("a page has no pixels").map_err(|error| (error.what, error.place));
        assert_eq!(found, Err(("a page has no pixels", format!("crates/diagnostic/src/internal.rs:{line}"))));
        let line = line!() + 1;
        let found = "x".parse::<u8>().internal("a letter is no number").map_err(|error| error.place);
        assert_eq!(found, Err(format!("crates/diagnostic/src/internal.rs:{line}")));
        assert_eq!(Ok::<_, u8>(1).internal("never").ok(), Some(1));
    }

    #[test]
    fn places_hold_nothing_of_the_machine() {
        for path in ["src/export/png.rs", "/home/a/src/kakugi/src/export/png.rs", "C:\\kakugi\\src\\export\\png.rs"] {
            assert_eq!(within_sources(path), "src/export/png.rs");
        }
        for path in ["crates/claim/src/lib.rs", "/home/a/kakugi/crates/claim/src/lib.rs"] {
            assert_eq!(within_sources(path), "crates/claim/src/lib.rs");
        }
    }
}
