//! What each operator of a content stream does (ISO 32000-1, annex A).

use lopdf::{Dictionary, Object};

use super::{Scan, Stack};
use crate::colour_space::Space;
use crate::content::Operation;
use crate::file::as_dictionary;
use crate::geometry::Matrix;
use crate::preflight::NamedKind;
use crate::preflight::state::{Colour, State};

/// An operator with its operands.
struct Step<'o> {
    operator: &'o [u8],
    operands: &'o [Object],
    /// The operands that are finite numbers.
    numbers: Vec<f64>,
}

impl<'o> Step<'o> {
    fn of(operation: &'o Operation) -> Self {
        let numbers = operation.operands.iter().filter_map(|operand| operand.as_float().ok()).map(f64::from);
        Self {
            operator: &operation.operator,
            operands: &operation.operands,
            numbers: numbers.filter(|number| number.is_finite()).collect(),
        }
    }

    /// The number at an index; 0 if there are fewer.
    fn number(&self, index: usize) -> f64 {
        self.numbers.get(index).copied().unwrap_or(0.0)
    }

    /// The numbers at an index and behind it.
    fn point(&self, index: usize) -> [f64; 2] {
        [self.number(index), self.number(index + 1)]
    }

    /// The last operand, if it is a name.
    fn name(&self) -> Option<&'o [u8]> {
        self.operands.last()?.as_name().ok()
    }
}

impl<'a> Stack<'a> {
    /// Construction of paths, and the clip that the next painting operator sets (ISO 32000-1, 8.5.2 and 8.5.4).
    fn path_operator(&mut self, step: &Step<'_>, matrix: Matrix) -> bool {
        match step.operator {
            b"m" => self.path.start(matrix.apply(step.point(0))),
            b"l" => self.path.line(matrix.apply(step.point(0))),
            b"c" => self.path.curve([0, 2, 4].map(|index| matrix.apply(step.point(index)))),
            b"v" => {
                let [control, end] = [0, 2].map(|index| matrix.apply(step.point(index)));
                let start = self.path.current().unwrap_or(control);
                self.path.curve([start, control, end]);
            }
            b"y" => {
                let [control, end] = [0, 2].map(|index| matrix.apply(step.point(index)));
                self.path.curve([control, end, end]);
            }
            b"h" => self.path.close(),
            b"re" => {
                let ([x, y], [width, height]) = (step.point(0), step.point(2));
                self.path.start(matrix.apply([x, y]));
                for corner in [[x + width, y], [x + width, y + height], [x, y + height]] {
                    self.path.line(matrix.apply(corner));
                }
                self.path.close();
            }
            b"W" | b"W*" => self.clip = Some(step.operator == b"W*"),
            _ => return false,
        }
        true
    }

    /// What changes nothing that is looked at, and compatibility sections, in which unknown operators are allowed.
    fn other_operator(&mut self, step: &Step<'_>) -> bool {
        match step.operator {
            b"J" | b"j" | b"M" | b"d" | b"ri" | b"i" | b"d0" | b"d1" | b"MP" | b"DP" | b"BMC" | b"BDC" | b"EMC" => {}
            b"BX" => self.ignored += 1,
            b"EX" => self.ignored = self.ignored.saturating_sub(1),
            _ => return false,
        }
        true
    }

    /// Moves to a place counted from the beginning of the line.
    fn start_line(&mut self, x: f64, y: f64) {
        self.line_matrix = Matrix::translation(x, y).then(self.line_matrix);
        self.text_matrix = self.line_matrix;
    }
}

impl<'a> Scan<'a, '_> {
    /// Does one operation; says whether its operator is known.
    pub(super) fn operate(
        &mut self,
        operation: &Operation,
        stack: &mut Stack<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        let Some(mut state) = stack.states.pop() else { return true };
        let step = Step::of(operation);
        let known = stack.path_operator(&step, state.ctm)
            || self.painting_operator(&step, stack, &mut state, resources, depth)
            || self.colour_operator(&step, &mut state, resources)
            || self.text_operator(&step, stack, &mut state, resources, depth)
            || self.object_operator(operation, &step, &state, resources, depth)
            || self.state_operator(&step, &mut state, resources, depth)
            || stack.other_operator(&step)
            || stack.ignored > 0;
        stack.states.push(state);
        known
    }

    /// The graphics state (ISO 32000-1, 8.4.4).
    fn state_operator(
        &mut self,
        step: &Step<'_>,
        state: &mut State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        match step.operator {
            b"cm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(step.numbers.as_slice()) {
                    state.ctm = Matrix(matrix).then(state.ctm);
                }
            }
            b"w" => state.line_width = step.number(0).abs(),
            b"gs" => {
                let named = step.name().and_then(|name| self.resource(resources, b"ExtGState", name));
                match named.and_then(as_dictionary) {
                    Some(named) => self.graphics_state(named, state, depth),
                    None => self.missing(),
                }
            }
            _ => return false,
        }
        true
    }

    /// Painting of paths, which also sets the clip (ISO 32000-1, 8.5.3).
    fn painting_operator(
        &mut self,
        step: &Step<'_>,
        stack: &mut Stack<'a>,
        state: &mut State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        let (closes, fills, strokes) = match step.operator {
            b"n" => (false, false, false),
            b"f" | b"F" | b"f*" => (false, true, false),
            b"S" => (false, false, true),
            b"s" => (true, false, true),
            b"B" | b"B*" => (false, true, true),
            b"b" | b"b*" => (true, true, true),
            _ => return false,
        };
        if closes {
            stack.path.close();
        }
        let path = std::mem::take(&mut stack.path);
        if fills {
            self.fill_path(&path, step.operator.ends_with(b"*"), state, resources, depth);
        }
        if strokes {
            self.stroke_path(&path, state, resources, depth);
        }
        if let Some(even_odd) = stack.clip.take() {
            self.clip(&path, even_odd, state);
        }
        true
    }

    /// Colours and their spaces (ISO 32000-1, 8.6.8): an operator in capitals is for lines, one in small letters for areas.
    fn colour_operator(&mut self, step: &Step<'_>, state: &mut State<'a>, resources: Option<&'a Dictionary>) -> bool {
        let is_for_lines = step.operator.first().is_some_and(u8::is_ascii_uppercase);
        let colour = if is_for_lines { &mut state.stroke } else { &mut state.fill };
        match step.operator {
            b"CS" | b"cs" => {
                let space = step.name().map(|name| Object::Name(name.to_vec()));
                let space = space.map(|name| Space::read(&self.shared.file, resources, &name, 0));
                *colour = Colour::new(space.unwrap_or(Space::Unknown));
            }
            b"SC" | b"SCN" | b"sc" | b"scn" => {
                colour.values.clone_from(&step.numbers);
                colour.pattern = step.name().map(<[u8]>::to_vec);
            }
            b"G" | b"g" => *colour = Colour::of(Space::Grey, step.numbers.clone()),
            b"RG" | b"rg" => {
                *colour = Colour::of(Space::Light { name: "DeviceRGB", components: 3 }, step.numbers.clone());
            }
            b"K" | b"k" => *colour = Colour::of(Space::Cmyk, step.numbers.clone()),
            _ => return false,
        }
        true
    }

    /// Gradients, pictures and forms (ISO 32000-1, 8.7.4.2, 8.8 and 8.9.7).
    fn object_operator(
        &mut self,
        operation: &Operation,
        step: &Step<'_>,
        state: &State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        match step.operator {
            b"sh" => match step.name().and_then(|name| self.resource(resources, b"Shading", name)) {
                Some(shading) => self.shade(shading, resources, state),
                None => self.missing(),
            },
            b"Do" => {
                let name = step.name().unwrap_or_default();
                match self.resource(resources, b"XObject", name) {
                    Some(Object::Stream(object)) => {
                        self.within(NamedKind::Form, name, |scan| scan.object(object, resources, state, depth));
                    }
                    _ => self.missing(),
                }
            }
            b"BI" => {
                if let Some((picture, bytes)) = &operation.inline {
                    self.picture(picture, bytes, resources, state, None);
                }
            }
            _ => return false,
        }
        true
    }

    /// Text objects, text state and text (ISO 32000-1, 9.3 and 9.4).
    fn text_operator(
        &mut self,
        step: &Step<'_>,
        stack: &mut Stack<'a>,
        state: &mut State<'a>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> bool {
        let text = &mut state.text;
        match step.operator {
            b"BT" => {
                stack.text_matrix = Matrix::IDENTITY;
                stack.line_matrix = Matrix::IDENTITY;
            }
            b"ET" => {}
            b"Tc" => text.character_space = step.number(0),
            b"Tw" => text.word_space = step.number(0),
            b"Tz" => text.scale = step.number(0) / 100.0,
            b"TL" => text.leading = step.number(0),
            b"Ts" => text.rise = step.number(0),
            b"Tr" => text.mode = step.number(0) as i64,
            b"Tf" => {
                text.size = step.number(0);
                let name = step.operands.first().and_then(|name| name.as_name().ok());
                text.font = name.and_then(|name| self.font(resources, name));
                if text.font.is_none() {
                    self.missing();
                }
            }
            b"Td" => stack.start_line(step.number(0), step.number(1)),
            b"TD" => {
                text.leading = -step.number(1);
                stack.start_line(step.number(0), step.number(1));
            }
            b"T*" => stack.start_line(0.0, -text.leading),
            b"Tm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(step.numbers.as_slice()) {
                    stack.line_matrix = Matrix(matrix);
                    stack.text_matrix = stack.line_matrix;
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                if step.operator == b"\"" {
                    text.word_space = step.number(0);
                    text.character_space = step.number(1);
                }
                if matches!(step.operator, b"'" | b"\"") {
                    let leading = text.leading;
                    stack.start_line(0.0, -leading);
                }
                let single;
                let pieces = match step.operands.last() {
                    Some(Object::Array(pieces)) => pieces.as_slice(),
                    Some(other) => {
                        single = [other.clone()];
                        &single
                    }
                    None => &[],
                };
                stack.text_matrix = self.show(pieces, stack.text_matrix, state, resources, depth);
            }
            _ => return false,
        }
        true
    }
}
