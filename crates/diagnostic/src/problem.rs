//! Kinds of problems, and how they are declared.

use std::any::Any;
use std::fmt::Debug;
use std::ops::Deref;
use std::sync::Arc;

use crate::{Language, Severity};

/// A kind of problem, with what its words are about. Declare one by [`problems!`](crate::problems).
pub trait Problem: Any + Debug + Send + Sync {
    /// The stable code of this kind, such as `K0103`.
    fn code(&self) -> &'static str;

    /// How grave it is.
    fn severity(&self) -> Severity;

    /// What is wrong, in one sentence without a full stop.
    fn message(&self, language: Language) -> String;

    /// What to do about it, one remedy per line.
    fn hints(&self, language: Language) -> Vec<String>;

    /// Whether hints keep their line breaks: those that hold nothing that a stranger has written.
    fn hints_have_lines(&self) -> bool {
        false
    }
}

/// A problem of any kind.
#[derive(Clone, Debug)]
pub struct AnyProblem(Arc<dyn Problem>);

impl AnyProblem {
    /// The problem, if it is of this kind.
    pub fn of_kind<P: Problem>(&self) -> Option<&P> {
        let any: &dyn Any = &*self.0;
        any.downcast_ref()
    }

    /// Whether the problem is of this kind.
    pub fn is<P: Problem>(&self) -> bool {
        self.of_kind::<P>().is_some()
    }
}

impl<P: Problem> From<P> for AnyProblem {
    fn from(problem: P) -> Self {
        Self(Arc::new(problem))
    }
}

impl Deref for AnyProblem {
    type Target = dyn Problem;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

/// Two problems are the same where nobody who reads them can tell them apart.
impl PartialEq for AnyProblem {
    fn eq(&self, other: &Self) -> bool {
        let [words, other_words] =
            [self, other].map(|any| Language::ALL.map(|language| (any.message(language), any.hints(language))));
        self.code() == other.code() && self.severity() == other.severity() && words == other_words
    }
}

impl Eq for AnyProblem {}

/// Declares kinds of problems: for each a type with its code, its severity, and its words in both languages.
///
/// The severity is `error`, `warning`, or a block that gives a [`Severity`]. A message or hint is a format string, in which
/// fields stand by name, or a block that gives a `String`; `hints` takes a block that gives a `Vec<String>`. `hints have lines;`
/// at the end keeps their line breaks.
///
/// ```
/// kakugi_diagnostic::problems! {
///     /// A row has too few cells, or too many.
///     K0210 error RowWidth { expected: usize, found: usize }
///     en: "this row has {found} cells, but the table has {expected} columns",
///         hint { if found < expected { "add cells" } else { "remove cells" } };
///     ja: "この行のセルは{found}個ですが、表の列は{expected}個です", hint "数をそろえてください";
/// }
/// ```
#[macro_export]
macro_rules! problems {
    ($(
        $(#[$doc:meta])+
        $code:ident $severity:tt $name:ident $({ $( $field:ident: $type:ty ),+ $(,)? })?
        en: $english:tt $(, hint $english_hint:tt)* $(, hints $english_hints:block)?;
        ja: $japanese:tt $(, hint $japanese_hint:tt)* $(, hints $japanese_hints:block)?;
        $(hints have $lines:ident;)?
    )*) => { $(
        $crate::problem_type! { [$(#[$doc])+] $name $({ $($field: $type),+ })? }

        #[allow(unused_variables, reason = "no message names all that another one names")]
        impl $crate::Problem for $name {
            fn code(&self) -> &'static str {
                stringify!($code)
            }

            fn severity(&self) -> $crate::Severity {
                let Self { $($($field),+)? } = self;
                $crate::problem_severity!($severity)
            }

            fn message(&self, language: $crate::Language) -> String {
                let Self { $($($field),+)? } = self;
                match language {
                    $crate::Language::English => $crate::problem_text!($english),
                    $crate::Language::Japanese => $crate::problem_text!($japanese),
                }
            }

            fn hints(&self, language: $crate::Language) -> Vec<String> {
                let Self { $($($field),+)? } = self;
                match language {
                    $crate::Language::English => {
                        $crate::problem_hints!([$($english_hint)*] $($english_hints)?)
                    }
                    $crate::Language::Japanese => {
                        $crate::problem_hints!([$($japanese_hint)*] $($japanese_hints)?)
                    }
                }
            }

            $(
                fn hints_have_lines(&self) -> bool {
                    const _: &str = stringify!($lines);
                    true
                }
            )?
        }
    )* };
}

#[doc(hidden)]
#[macro_export]
macro_rules! problem_type {
    ([$($doc:tt)+] $name:ident) => {
        $($doc)+
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
    };
    ([$($doc:tt)+] $name:ident { $( $field:ident: $type:ty ),+ }) => {
        $($doc)+
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "the fields are what the message is about")]
        pub struct $name { $( pub $field: $type, )+ }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! problem_severity {
    (error) => {
        $crate::Severity::Error
    };
    (warning) => {
        $crate::Severity::Warning
    };
    ($severity:block) => {
        $severity
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! problem_text {
    ($text:literal) => {
        format!($text)
    };
    ($text:block) => {
        String::from($text)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! problem_hints {
    ([]) => { Vec::new() };
    ([$($hint:tt)+]) => { vec![$( $crate::problem_text!($hint) ),+] };
    ([] $hints:block) => { $hints };
    ([$($hint:tt)+] $hints:block) => {
        vec![$( $crate::problem_text!($hint) ),+].into_iter().chain($hints).collect::<Vec<String>>()
    };
}
