//! Goes through the content of a page, with all forms, patterns and drawn glyphs in it.

mod graphics_state;
mod operators;
mod problems;
mod resources;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::findings::Findings;
use super::font::Font;
use super::ink::{Ink, Spots};
use super::plates::Plates;
use super::state::State;
use crate::colour_space::Space;
use crate::content::Lexer;
use crate::file::File;
use crate::geometry::{Area, Matrix, Outline};
use crate::preflight::problems::{DamagedFile, IncompleteCheck};
use crate::preflight::profile::Profile;
use crate::preflight::{CheckLimit, DamagedPart, ForeignColour, NamedKind, PageObject};
use kakugi_diagnostic::AnyProblem;

pub use problems::{BlendSpaceNotInks, ExternalContent, HalftonePhase, PostScriptCode, TransferFunction};

/// Forms, patterns and glyphs within each other.
const DEPTH: usize = 24;
/// Saved states.
const STATES: usize = 256;
/// What may be done for a whole file, in steps of the order of a cell or an operator.
pub(super) const WORK: u64 = 6_000_000_000;
/// What may be done for one page.
const PAGE_WORK: u64 = 600_000_000;
/// What an operator costs, besides its operands and what it paints.
const OPERATION: u64 = 64;

/// What is shared by the pages of a file.
pub(super) struct Shared<'a> {
    pub file: File<'a>,
    pub profile: &'a Profile,
    pub spots: Spots,
    pub fonts: BTreeMap<ObjectId, Rc<Font<'a>>>,
    pub findings: Findings<'a>,
    pub work: u64,
}

impl Shared<'_> {
    /// What was done so far, in steps.
    fn done(&self) -> u64 {
        self.work.saturating_add(self.file.unpacked())
    }
}

/// A page while it is gone through.
pub(super) struct Scan<'a, 's> {
    pub shared: &'s mut Shared<'a>,
    pub page: usize,
    pub trim: Area,
    /// The trim with the bleed that the profile asks for.
    pub bleed: Area,
    pub plates: Plates,
    /// Set while a pattern is gone through: its heaviest ink.
    pub measured: Option<Ink>,
    /// Whether anything is printed within the trim.
    pub printed: bool,
    /// Whether anything is transparent.
    pub transparent: bool,
    drawn: std::collections::BTreeSet<(usize, u32)>,
    /// Whether a soft mask is gone through, of which nothing is printed.
    masking: bool,
    /// The soft masks that were gone through, by their places in memory.
    masks: std::collections::BTreeSet<usize>,
    /// What is gone through at this moment, the outermost first, as the file calls it.
    inside: Vec<(NamedKind, Vec<u8>)>,
    limit: u64,
}

/// What the interpreter of one stream keeps besides the graphics state.
struct Stack<'a> {
    states: Vec<State<'a>>,
    path: Outline,
    /// The clip that the next painting operator sets, by the even-odd rule or not.
    clip: Option<bool>,
    text_matrix: Matrix,
    line_matrix: Matrix,
    ignored: usize,
}

impl<'a, 's> Scan<'a, 's> {
    pub fn new(shared: &'s mut Shared<'a>, page: usize, media: Area, trim: Area, bleed: Area) -> Self {
        let limit = shared.done().saturating_add(PAGE_WORK).min(WORK);
        Self {
            shared,
            page,
            trim,
            bleed,
            plates: Plates::new(media),
            measured: None,
            printed: false,
            transparent: false,
            drawn: std::collections::BTreeSet::new(),
            masking: false,
            masks: std::collections::BTreeSet::new(),
            inside: Vec::new(),
            limit,
        }
    }

    /// Adds a finding about the page.
    pub fn add_finding(&mut self, problem: impl Into<AnyProblem>, area: Option<Area>, object: Option<PageObject>) {
        let problem = problem.into();
        // How a mask is drawn does not show; what it is drawn with has to be there, and in inks.
        let of_masks = problem.is::<DamagedFile>()
            || problem.is::<IncompleteCheck>()
            || problem.is::<ForeignColour>()
            || problem.is::<ExternalContent>();
        if self.masking && !of_masks {
            return;
        }
        self.shared.findings.add(problem, Some(self.page), area, object);
    }

    /// Whether there is work left; if not, that is told once a page.
    pub fn goes_on(&mut self) -> bool {
        let goes_on = self.has_work_left();
        if !goes_on {
            self.give_up(None);
        }
        goes_on
    }

    /// Looks at nothing more of the page, and tells at what that was, or within what.
    pub fn give_up(&mut self, at: Option<PageObject>) {
        if self.limit > 0 {
            self.limit = 0;
            let object = at.or_else(|| self.here());
            self.add_finding(IncompleteCheck { limit: CheckLimit::Work }, None, object);
        }
    }

    /// Whether there is work left, of which nothing is told yet if there is not.
    pub fn has_work_left(&self) -> bool {
        self.shared.done() < self.limit
    }

    /// What is gone through at this moment.
    fn here(&self) -> Option<PageObject> {
        let (part, name) = self.inside.last()?;
        Some(PageObject::Named { kind: *part, name: String::from_utf8_lossy(name).into_owned() })
    }

    /// Goes through something that the file has a name for.
    pub fn within(&mut self, part: NamedKind, name: &[u8], go: impl FnOnce(&mut Self)) {
        self.inside.push((part, name.to_vec()));
        go(self);
        self.inside.pop();
    }

    /// Goes through a content stream.
    pub fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, state: State<'a>, depth: usize) {
        if depth > DEPTH {
            return self.add_finding(IncompleteCheck { limit: CheckLimit::Depth }, None, self.here());
        }
        self.shared.work += content.len() as u64 / 2;
        let mut lexer = Lexer::new(content);
        let mut stack = Stack {
            states: vec![state],
            path: Outline::default(),
            clip: None,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            ignored: 0,
        };
        let mut balanced = true;
        let mut known = true;
        let mut sought = 0;
        loop {
            let components = |space: &Object| Space::read(&self.shared.file, resources, space, 0).known_components();
            let Some(operation) = lexer.operation(&components) else { break };
            self.shared.work += OPERATION + 8 * operation.operands.len() as u64 + (lexer.sought() - sought) as u64 / 2;
            sought = lexer.sought();
            if !self.goes_on() {
                return;
            }
            match operation.operator.as_slice() {
                b"q" => match stack.states.last().cloned() {
                    Some(state) if stack.states.len() < STATES => stack.states.push(state),
                    _ => balanced = false,
                },
                b"Q" if stack.states.len() > 1 => drop(stack.states.pop()),
                b"Q" => balanced = false,
                _ => known &= self.operate(&operation, &mut stack, resources, depth),
            }
        }
        if lexer.broken || !known {
            self.add_finding(DamagedFile { part: DamagedPart::Content }, None, None);
        }
        if !balanced || stack.states.len() != 1 {
            self.add_finding(DamagedFile { part: DamagedPart::States }, None, None);
        }
    }
}
