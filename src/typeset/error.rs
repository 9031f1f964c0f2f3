//! What Typst finds wrong.

use std::ops::Range;

/// Something that Typst found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypesetError {
    /// What is wrong.
    pub message: String,
    /// What Typst advises.
    pub hints: Vec<String>,
    /// Where, innermost first: the component's name, `None` for the main source, and the bytes there.
    pub places: Vec<(Option<String>, Range<usize>)>,
}

impl TypesetError {
    /// The same error, of a source that nobody else sees and that does nothing but use a definition of a component: what has its
    /// place in that source has it at the head of the component, and names the definition.
    pub(super) fn of_definition(self, component: &str, definition: &str) -> Self {
        let message = match self.places.first() {
            Some((None, _)) => format!("{}: {definition}", self.message),
            _ => self.message,
        };
        let places = self.places.into_iter().map(|(name, range)| match name {
            Some(name) => (Some(name), range),
            None => (Some(component.to_owned()), 0..0),
        });
        Self { message, hints: self.hints, places: places.collect() }
    }

    /// Whether it tells that the layout has not settled after all attempts: the document as a whole, or a counter, a state
    /// or a query in it.
    ///
    /// Typst gives its warnings neither a code nor a type, so that only their words tell them apart. A test with a layout
    /// that cannot settle holds that these are the words.
    pub fn is_unsettled_layout(&self) -> bool {
        self.message.contains("did not converge")
    }
}
