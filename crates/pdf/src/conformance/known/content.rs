//! What the operators of a content stream do, of those that are known (ISO 32000-1, annex A; ISO 19005-2, 6.2.2;
//! ISO 14289-1, 7.1).

use super::marks::ContentMarks;
use super::objection::{Kept, broken, keeps, knows, unknown};
use super::resources::{KnownResources, SelectedPaint};
use super::tokens::{StrictToken, StrictTokens};
use super::usage::FontUsage;

/// Saved graphics states within each other (ISO 19005-2, 6.1.13).
const STATES: usize = 28;

/// A graphics state, as far as rules depend on it.
#[derive(Clone, Copy, Default)]
struct KnownState {
    font: Option<usize>,
    fill: Option<SelectedPaint>,
    stroke: Option<SelectedPaint>,
}

/// What is read of a content stream besides whether it keeps the rules.
pub(super) struct ContentOutcome {
    /// For each number of marked content, whether it occurs.
    pub numbers: Vec<bool>,
    /// How many graphics states are saved within each other at most.
    pub states: usize,
}

/// The reading of one content stream.
pub(super) struct ContentReading<'r, 'a, 'u> {
    resources: &'r KnownResources<'a>,
    fonts: &'u mut FontUsage,
    marks: ContentMarks,
    state: KnownState,
    saved: Vec<KnownState>,
    /// The most graphics states that were saved within each other so far.
    states: usize,
    in_text: bool,
    in_path: bool,
    clips: bool,
}

impl<'r, 'a, 'u> ContentReading<'r, 'a, 'u> {
    /// Begins with a page, or with a cell of a pattern or a form, which have no marked content.
    pub fn new(resources: &'r KnownResources<'a>, fonts: &'u mut FontUsage, cell: bool) -> Self {
        Self {
            resources,
            fonts,
            marks: ContentMarks::new(cell),
            state: KnownState::default(),
            saved: Vec::new(),
            states: 0,
            in_text: false,
            in_path: false,
            clips: false,
        }
    }

    /// Reads a stream to its end.
    pub fn read(mut self, bytes: &[u8]) -> Kept<ContentOutcome> {
        let mut tokens = StrictTokens::new(bytes, 0);
        let mut operands = Vec::with_capacity(64);
        while let Some(token) = tokens.token()? {
            match token {
                StrictToken::Word(operator) => {
                    self.operation(operator, &operands)?;
                    operands.clear();
                }
                operand => operands.push(operand),
            }
        }
        let closed = operands.is_empty() && self.saved.is_empty() && self.marks.are_closed();
        knows(closed && !self.in_text && !self.in_path, "content that ends before all of it is closed")?;
        Ok(ContentOutcome { numbers: self.marks.numbers, states: self.states })
    }

    fn operation(&mut self, operator: &[u8], operands: &[StrictToken<'_>]) -> Kept {
        match (operator, operands) {
            (b"q", []) => {
                keeps(self.saved.len() < STATES, "6.1.13", "more than 28 graphics states are saved within each other")?;
                knows(!self.in_text && !self.in_path, "a graphics state that is saved within text or a path")?;
                self.saved.push(self.state);
                self.states = self.states.max(self.saved.len());
            }
            (b"Q", []) => {
                knows(!self.in_text && !self.in_path, "a graphics state that is restored within text or a path")?;
                let Some(state) = self.saved.pop() else { return unknown("a graphics state that was not saved") };
                self.state = state;
            }
            (b"BT", []) => knows(!std::mem::replace(&mut self.in_text, true) && !self.in_path, "text within text")?,
            (b"ET", []) => knows(std::mem::replace(&mut self.in_text, false), "text that ends twice")?,
            (b"m" | b"l", [x, y]) => self.path(&[*x, *y])?,
            (b"c", points) if points.len() == 6 => self.path(points)?,
            (b"v" | b"y" | b"re", points) if points.len() == 4 => self.path(points)?,
            (b"h", []) => knows(self.in_path, "a path that is closed before it begins")?,
            (b"W" | b"W*", []) => {
                knows(self.in_path, "a clip without a path")?;
                self.clips = true;
            }
            (b"n", []) => {
                knows(std::mem::replace(&mut self.in_path, false), "a path that ends before it begins")?;
                self.clips = false;
            }
            (b"S" | b"s" | b"f" | b"f*" | b"B" | b"B*" | b"b" | b"b*", []) => {
                knows(std::mem::replace(&mut self.in_path, false), "a path that is painted before it begins")?;
                knows(!std::mem::replace(&mut self.clips, false), "a clip that is painted")?;
                self.painted()?;
            }
            (b"cm", numbers) if numbers.len() == 6 => knows(!self.in_text && all_numbers(numbers), "a matrix")?,
            (b"w" | b"M", [number]) => knows(all_numbers(&[*number]), "a line")?,
            (b"J" | b"j", [StrictToken::Integer(0..=2)]) => {}
            (b"d", [StrictToken::ArrayStart, dashes @ .., StrictToken::ArrayEnd, phase]) => {
                knows(all_numbers(dashes) && all_numbers(&[*phase]), "a dash pattern")?;
            }
            (b"gs", [StrictToken::Name(name)]) => self.resources.state(name)?,
            (b"cs", [StrictToken::Name(name)]) => self.state.fill = Some(self.resources.space(name)?),
            (b"CS", [StrictToken::Name(name)]) => self.state.stroke = Some(self.resources.space(name)?),
            (b"scn", colour) => self.colour(self.state.fill, colour)?,
            (b"SCN", colour) => self.colour(self.state.stroke, colour)?,
            (b"Tf", [StrictToken::Name(name), size]) => {
                knows(all_numbers(&[*size]), "a font without a size")?;
                self.state.font = Some(self.resources.font(name)?);
            }
            (b"Tr", [StrictToken::Integer(0..=2)]) => {}
            (b"Tm", numbers) if numbers.len() == 6 => knows(self.in_text && all_numbers(numbers), "a text matrix")?,
            (b"Td", [x, y]) => knows(self.in_text && all_numbers(&[*x, *y]), "a text position")?,
            (b"Tj", [text]) => self.text(&[*text])?,
            (b"TJ", [StrictToken::ArrayStart, texts @ .., StrictToken::ArrayEnd]) => self.text(texts)?,
            (b"Do", [StrictToken::Name(name)]) => {
                knows(!self.in_text && !self.in_path, "an image within text or a path")?;
                let states = self.resources.object(name)?;
                self.nested(states)?;
                self.painted()?;
            }
            (b"BMC", [StrictToken::Name(b"Artifact")]) => self.marks.begin_artifact()?,
            (
                b"BDC",
                [StrictToken::Name(tag), StrictToken::DictionaryStart, entries @ .., StrictToken::DictionaryEnd],
            ) => {
                self.marks.begin(tag, entries)?;
            }
            (b"EMC", []) => self.marks.end()?,
            _ => return unknown(format!("the operator `{}` with these operands", String::from_utf8_lossy(operator))),
        }
        Ok(())
    }

    fn path(&mut self, points: &[StrictToken<'_>]) -> Kept {
        self.in_path = true;
        knows(all_numbers(points) && !self.in_text, "a path that is not known")
    }

    /// Something visible, which must be tagged or an artifact.
    fn painted(&self) -> Kept {
        keeps(self.marks.enclose(), "7.1", "content is neither tagged nor an artifact")
    }

    /// A form or a pattern, whose graphics states are within those here.
    fn nested(&mut self, states: usize) -> Kept {
        let states = self.saved.len() + 1 + states;
        self.states = self.states.max(states);
        knows(states <= STATES, "forms with more than 28 graphics states within each other")
    }

    fn colour(&mut self, paint: Option<SelectedPaint>, operands: &[StrictToken<'_>]) -> Kept {
        match (paint, operands) {
            (Some(SelectedPaint::Components(count)), numbers) if numbers.len() == count => {
                knows(all_numbers(numbers), "a colour that is not known")
            }
            (Some(SelectedPaint::Pattern), [StrictToken::Name(name)]) => {
                let states = self.resources.pattern(name)?;
                self.nested(states)
            }
            _ => unknown("a colour that its colour space does not have"),
        }
    }

    fn text(&mut self, texts: &[StrictToken<'_>]) -> Kept {
        let Some(font) = self.state.font.filter(|_| self.in_text) else {
            return broken("6.2.11", "text is shown without a font");
        };
        self.painted()?;
        for text in texts {
            match text {
                StrictToken::Hexadecimal(digits) => self.fonts.show_digits(font, digits)?,
                StrictToken::Literal(text) => self.fonts.show_literal(font, text)?,
                StrictToken::Integer(_) | StrictToken::Real => {}
                _ => return unknown("text that is not known"),
            }
        }
        Ok(())
    }
}

fn all_numbers(tokens: &[StrictToken<'_>]) -> bool {
    tokens.iter().all(|token| matches!(token, StrictToken::Integer(_) | StrictToken::Real))
}
