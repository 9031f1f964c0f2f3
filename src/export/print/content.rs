//! The colours of a content stream: those of the screen become inks, and black prints over what lies below it.

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::Object;

use super::condition::black_of;
use crate::pdf::colour_space::Family;
use crate::pdf::content::{Lexer, Operation};

/// What the colours of a stream become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Process colours, DeviceCMYK.
    Process,
    /// Black only, DeviceCMYK with three inks at 0.
    Black,
    /// DeviceGray, in drawings that say by their brightness how far another is seen (soft masks).
    Mask,
}

/// The states for overprint, by the names that streams call them by: of filling, and of stroking.
pub(super) const STATES: [(&str, [bool; 2]); 4] =
    [("kg0", [false, false]), ("kg1", [true, false]), ("kg2", [false, true]), ("kg3", [true, true])];

/// A stream with the colours of a target.
pub(super) struct Rewriting<'a> {
    pub target: Target,
    /// Inks of a colour of the screen.
    pub inks: &'a dyn Fn([f32; 3]) -> [f32; 4],
    /// The stream's colour spaces by name.
    pub spaces: &'a BTreeMap<Vec<u8>, Family>,
    /// Whether black text and lines overprint.
    pub overprint: bool,
    /// Whether it is known at the start that nothing overprints: at that of a page, not at that of a drawing within.
    pub fresh: bool,
}

impl Rewriting<'_> {
    /// The family of a colour space that the stream calls by name.
    pub fn family(&self, name: &[u8]) -> Family {
        match name {
            b"DeviceRGB" => Family::Rgb,
            b"DeviceGray" => Family::Grey,
            b"DeviceCMYK" => Family::Cmyk,
            other => self.spaces.get(other).copied().unwrap_or(Family::Other),
        }
    }
}

#[derive(Clone, Copy)]
struct State {
    /// Spaces of filling and stroking.
    spaces: [Family; 2],
    /// Whether filling and stroking are with full black ink and no other.
    black: [bool; 2],
    /// Whether filling and stroking overprint, where it is known.
    overprint: Option<[bool; 2]>,
}

/// The rewritten stream, and whether it names states of overprint; nothing if all can stay as it is.
pub(super) fn rewrite(content: &[u8], wanted: &Rewriting<'_>) -> Option<(Vec<u8>, bool)> {
    let start = State { spaces: [Family::Grey; 2], black: [false; 2], overprint: wanted.fresh.then_some([false; 2]) };
    let mut walk = Walk { wanted, state: start, stack: Vec::new(), in_path: false, edits: Vec::new(), named: false };
    let mut lexer = Lexer::new(content);
    let components = |space: &Object| wanted.family(space.as_name().ok()?).components();
    while let Some(operation) = lexer.operation(&components) {
        walk.operation(&operation);
    }
    if walk.edits.is_empty() {
        return None;
    }
    let (mut out, mut at) = (Vec::with_capacity(content.len() + 64 * walk.edits.len()), 0);
    for (range, text) in walk.edits {
        out.extend_from_slice(&content[at..range.start]);
        out.extend_from_slice(text.as_bytes());
        at = range.end;
    }
    out.extend_from_slice(&content[at..]);
    Some((out, walk.named))
}

struct Walk<'a> {
    wanted: &'a Rewriting<'a>,
    state: State,
    stack: Vec<State>,
    in_path: bool,
    edits: Vec<(Range<usize>, String)>,
    named: bool,
}

/// From so much black ink on a colour is black, as preflight sees it.
const BLACK: f32 = 0.9775;

const FILL: usize = 0;
const STROKE: usize = 1;

impl Walk<'_> {
    fn operation(&mut self, operation: &Operation) {
        match operation.operator.as_slice() {
            b"q" => self.stack.push(self.state),
            b"Q" => self.state = self.stack.pop().unwrap_or(self.state),
            b"rg" => self.colour(operation, FILL, Family::Rgb),
            b"RG" => self.colour(operation, STROKE, Family::Rgb),
            b"g" => self.colour(operation, FILL, Family::Grey),
            b"G" => self.colour(operation, STROKE, Family::Grey),
            b"k" => self.colour(operation, FILL, Family::Cmyk),
            b"K" => self.colour(operation, STROKE, Family::Cmyk),
            b"cs" => self.space(operation, FILL),
            b"CS" => self.space(operation, STROKE),
            b"sc" | b"scn" => self.colour(operation, FILL, self.state.spaces[FILL]),
            b"SC" | b"SCN" => self.colour(operation, STROKE, self.state.spaces[STROKE]),
            b"gs" => {
                let name = operation.name().unwrap_or_default();
                let known = STATES.iter().find(|(own, _)| own.as_bytes() == name);
                self.state.overprint = known.map(|(_, states)| *states).or(self.state.overprint);
            }
            b"Tj" | b"TJ" | b"'" | b"\"" => self.overprint(operation, self.state.black),
            b"m" | b"re" if !self.in_path => {
                // Between here and the painting of the path no state may be set. Areas knock out, also black ones.
                self.overprint(operation, [false, self.state.black[STROKE]]);
                self.in_path = true;
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.in_path = false,
            _ => {}
        }
    }

    fn space(&mut self, operation: &Operation, which: usize) {
        let name = operation.name().unwrap_or_default();
        let space = self.wanted.family(name);
        self.state.spaces[which] = space;
        // Colours are set by operators that say their space themselves; that of a pattern or a spot must stay.
        self.state.black[which] = false;
        let device = name.starts_with(b"Device");
        if space == Family::Rgb || (space != Family::Other && !device) {
            let operator = if which == FILL { "cs" } else { "CS" };
            let space = if self.wanted.target == Target::Mask { "DeviceGray" } else { "DeviceCMYK" };
            self.edits.push((operation.range.clone(), format!("/{space} {operator}")));
        }
    }

    fn colour(&mut self, operation: &Operation, which: usize, space: Family) {
        self.state.spaces[which] = space;
        self.state.black[which] = false;
        let numbers = operation.numbers();
        let (operator, text) = match (space, numbers.as_deref(), self.wanted.target) {
            (Family::Rgb, Some(&[r, g, b]), Target::Mask) => (["g", "G"][which], number(1.0 - black_of([r, g, b]))),
            (Family::Cmyk, Some(&[c, m, y, k]), Target::Mask) => {
                (["g", "G"][which], number(1.0 - black_of_inks([c, m, y, k])))
            }
            (_, _, Target::Mask) => return,
            (Family::Rgb, Some(&[r, g, b]), Target::Process) => self.inks(which, (self.wanted.inks)([r, g, b])),
            (Family::Rgb, Some(&[r, g, b]), Target::Black) => self.inks(which, [0.0, 0.0, 0.0, black_of([r, g, b])]),
            (Family::Grey, Some(&[grey]), _) => self.inks(which, [0.0, 0.0, 0.0, (1.0 - grey).clamp(0.0, 1.0)]),
            (Family::Cmyk, Some(&[c, m, y, k]), target) => {
                let black = [0.0, 0.0, 0.0, black_of_inks([c, m, y, k])];
                let changed = target == Target::Black && [c, m, y] != [0.0; 3];
                let inks = self.inks(which, if changed { black } else { [c, m, y, k] });
                if !changed {
                    return;
                }
                inks
            }
            _ => return,
        };
        self.edits.push((operation.range.clone(), format!("{text} {operator}")));
    }

    /// The operator and operands for inks, which become the state's.
    fn inks(&mut self, which: usize, inks: [f32; 4]) -> (&'static str, String) {
        let texts = inks.map(number);
        self.state.black[which] = texts[..3] == ["0", "0", "0"] && inks[3] >= BLACK;
        self.state.spaces[which] = Family::Cmyk;
        (["k", "K"][which], texts.join(" "))
    }

    fn overprint(&mut self, operation: &Operation, wanted: [bool; 2]) {
        if !self.wanted.overprint || self.state.overprint == Some(wanted) {
            return;
        }
        let name = STATES.iter().find(|(_, states)| *states == wanted).map_or("kg0", |(name, _)| name);
        self.edits.push((operation.range.start..operation.range.start, format!("/{name} gs ")));
        self.state.overprint = Some(wanted);
        self.named = true;
    }
}

/// The black that stands for inks where it is the only one (ISO 32000-1 §10.3.4).
pub(super) fn black_of_inks([c, m, y, k]: [f32; 4]) -> f32 {
    (0.3 * c + 0.59 * m + 0.11 * y + k).clamp(0.0, 1.0)
}

/// A number with four digits after the point at most, as short as it can be written.
fn number(value: f32) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(content: &str, target: Target, overprint: bool) -> String {
        let spaces = BTreeMap::from([(b"c0".to_vec(), Family::Rgb), (b"c1".to_vec(), Family::Other)]);
        // Ink is what is missing of the light.
        let inks = |[r, g, b]: [f32; 3]| [1.0 - r, 1.0 - g, 1.0 - b, 0.0];
        let wanted = Rewriting { target, inks: &inks, spaces: &spaces, overprint, fresh: true };
        let bytes = rewrite(content.as_bytes(), &wanted).map_or(content.as_bytes().to_vec(), |(bytes, _)| bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn colours_of_the_screen_become_inks_and_all_else_stays() {
        let process = |content| rewritten(content, Target::Process, false);
        assert_eq!(process("q 1 0 .5 rg\n0.25 G  (1 0 0 rg)Tj Q"), "q 0 1 0.5 0 k\n0 0 0 0.75 K  (1 0 0 rg)Tj Q");
        assert_eq!(process("/c0 cs 1 1 0 scn f"), "/DeviceCMYK cs 0 0 1 0 k f");
        assert_eq!(process("/c1 cs .5 scn /Pattern cs /p scn 0 0 0 1 k"), "/c1 cs .5 scn /Pattern cs /p scn 0 0 0 1 k");
    }

    #[test]
    fn with_black_alone_no_other_ink_is_left() {
        let black = |content| rewritten(content, Target::Black, false);
        assert_eq!(black("1 0 0 rg 0 1 0 0 K 0 0 0 .3 k"), "0 0 0 0.7 k 0 0 0 0.59 K 0 0 0 .3 k");
    }

    #[test]
    fn masks_become_grey() {
        assert_eq!(rewritten("1 1 1 rg 0 0 0 1 K .5 g", Target::Mask, true), "1 g 0 G .5 g");
    }

    #[test]
    fn black_text_and_lines_overprint_and_black_areas_do_not() {
        let overprinting = |content| rewritten(content, Target::Process, true);
        assert_eq!(
            overprinting("q 0 0 0 1 k BT (a)Tj ET Q BT (b)Tj ET"),
            "q 0 0 0 1 k BT /kg1 gs (a)Tj ET Q BT (b)Tj ET"
        );
        assert_eq!(
            overprinting("0 0 0 1 k 0 0 0 1 K 0 0 m 1 1 l S BT (a)Tj ET 0 0 9 9 re f"),
            "0 0 0 1 k 0 0 0 1 K /kg2 gs 0 0 m 1 1 l S BT /kg3 gs (a)Tj ET /kg2 gs 0 0 9 9 re f"
        );
        // White and tints knock out what is below them.
        assert_eq!(
            overprinting("0 0 0 0 k BT (a)Tj ET .2 0 0 1 k 0 0 0 .5 K 0 0 m"),
            "0 0 0 0 k BT (a)Tj ET .2 0 0 1 k 0 0 0 .5 K 0 0 m"
        );
    }
}
