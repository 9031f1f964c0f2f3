//! How a number belongs to a label.

use std::collections::BTreeSet;
use std::ops::Range;

use kakugi_japanese::Stamp;
use rust_decimal::Decimal;

use super::aim::{Aim, Span};
use super::context::Context;
use super::token::{Kind, Token};
use super::words::Word;
use super::{Amount, Bound, Claim, Reader, Role};

/// So many tokens around a label are looked at. A clause that needs more says too much to be understood.
pub(super) const STEPS: usize = 48;
/// So many letters that are no known words may stand between a label and its number.
const STRANGE: usize = 40;

/// A text that is cut into tokens.
pub(super) struct Clauses<'t> {
    pub(super) reader: &'t Reader,
    text: &'t str,
    tokens: &'t [Token],
    /// For each token, the last date before it that a clause is about.
    pub(super) topics: Vec<Option<Stamp>>,
    /// For each token, whether its sentence has spoken of another time.
    pub(super) contrasts: Vec<bool>,
    /// For each bracket, where the one that belongs to it is.
    partners: Vec<Option<usize>>,
}

/// What stands behind a number.
enum Tail {
    /// The number means something else.
    Nothing,
    /// It is the number of the label.
    Final { unsure: bool, bound: Bound, stamps: Vec<Stamp>, target: bool, end: usize },
    /// It is where the label's number started, or by how much it changed; the number itself follows behind this place.
    On(usize),
    /// It is what the label's number is compared with, which follows behind this place.
    Base(usize),
    /// It is what is planned, which is the target if it is for the same day.
    Aimed { unsure: bool, bound: Bound, end: usize },
}

impl<'t> Clauses<'t> {
    pub fn new(reader: &'t Reader, text: &'t str, tokens: &'t [Token]) -> Self {
        let mut clauses = Self {
            reader,
            text,
            tokens,
            topics: Vec::new(),
            contrasts: Vec::new(),
            partners: vec![None; tokens.len()],
        };
        let (mut topic, mut contrast) = (None, false);
        let mut open = Vec::new();
        for at in 0..=tokens.len() {
            clauses.topics.push(topic);
            clauses.contrasts.push(contrast);
            let heads = at == 0 || matches!(clauses.word(at - 1), Some(Word::Comma | Word::Stop | Word::Quiet));
            let particle = |at: usize| matches!(clauses.word(at), Some(Word::Topic | Word::Comma | Word::Link));
            match tokens.get(at).map(|token| token.kind) {
                Some(Kind::When(stamp)) if heads && particle(at + 1) => topic = Some(stamp),
                Some(Kind::Word(Word::Elsewhen)) if clauses.word(at + 1) == Some(Word::Topic) => contrast = true,
                Some(Kind::Word(Word::Stop)) => contrast = false,
                Some(Kind::Word(Word::Open)) => open.push(at),
                Some(Kind::Word(Word::Close)) => {
                    if let Some(first) = open.pop() {
                        (clauses.partners[first], clauses.partners[at]) = (Some(at), Some(first));
                    }
                }
                _ => {}
            }
        }
        clauses
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Word(Word::Stop), |token| token.kind)
    }

    pub(super) fn word(&self, at: usize) -> Option<Word> {
        if let Kind::Word(word) = self.kind(at) { Some(word) } else { None }
    }

    pub(super) fn text_of(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.range.clone())).unwrap_or_default()
    }

    pub(super) fn text(&self) -> &str {
        self.text
    }

    pub(super) fn count(&self) -> usize {
        self.tokens.len()
    }

    /// Where a token begins.
    pub(super) fn start(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.text.len(), |token| token.range.start)
    }

    pub(super) fn is_quiet(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Space | Kind::Word(Word::Quiet))
    }

    pub(super) fn is_sign(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Sign))
    }

    /// Whether the text goes on with a word from a token on.
    fn goes_on(&self, at: usize, word: &str) -> bool {
        self.tokens
            .get(at)
            .and_then(|token| self.text.get(token.range.start..))
            .is_some_and(|text| text.starts_with(word))
    }

    /// The bracket that opens what a bracket closes.
    pub(super) fn opening(&self, close: usize) -> Option<usize> {
        self.partners.get(close).copied().flatten()
    }

    /// Whether nothing stands between two tokens, of which the second may be the end.
    pub(super) fn touches(&self, one: usize, next: usize) -> bool {
        one + 1 == next
    }

    /// Whether a clause may begin at a token.
    pub(super) fn boundary(&self, at: usize) -> bool {
        at == 0 || matches!(self.word(at - 1), Some(Word::Stop | Word::Comma | Word::Quiet)) || self.is_quiet(at - 1)
    }

    /// The next token that is seen.
    fn seen(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && self.is_quiet(at) {
            at += 1;
        }
        at
    }

    pub fn claims(&self) -> Vec<Claim> {
        let mut out = self.deeds();
        // A label that was given whole may be called by its noun thereafter.
        let mut introduced: BTreeSet<usize> = BTreeSet::new();
        for at in 0..self.tokens.len() {
            let Kind::Label(form) = self.kind(at) else { continue };
            if !self.reader.is_short(form) {
                self.number_before(at, form, &mut out);
            }
            let subject = self.reader.forms.get(form).and_then(|form| form.subjects.first());
            self.number_behind(at, form, subject.is_some_and(|at| introduced.contains(at)), &mut out);
            if !self.reader.is_short(form) {
                introduced.extend(subject);
            }
        }
        out
    }

    /// Whether a number is in a unit of a form.
    pub(super) fn counts(&self, at: usize, form: usize) -> Option<(Decimal, Decimal, usize)> {
        let Kind::Number { value, step, unit: Some(unit), .. } = self.kind(at) else { return None };
        let own = self.reader.form_units.get(form).is_some_and(|units| units.contains(&unit));
        own.then_some((value, step, unit))
    }

    /// A number without a unit behind a sign, where the label or what stands behind it names the unit: 「相談件数：1,367」.
    fn bare(&self, at: usize, form: usize, named: bool) -> Option<(Decimal, Decimal, usize)> {
        let Kind::Number { value, step, unit: None, .. } = self.kind(at) else { return None };
        let before = at.checked_sub(1).map(|before| self.kind(before));
        let set_apart = matches!(before, Some(Kind::Space | Kind::Word(Word::Sign | Word::Close | Word::About)));
        let ends =
            matches!(self.kind(at + 1), Kind::Space | Kind::Word(Word::Stop | Word::Comma | Word::Close | Word::Open));
        let mut units = self.reader.form_units.get(form)?.iter();
        let unit = units.next().filter(|_| units.next().is_none())?;
        let plain = self
            .reader
            .subjects(form, *unit)
            .iter()
            .all(|subject| self.reader.measure(*subject, Decimal::ONE).is_some_and(|(one, _)| one == Decimal::ONE));
        (named && set_apart && ends && plain).then_some((value, step, *unit))
    }

    /// Whether a token names a unit of a form, as 件数 does.
    fn names_unit(&self, at: usize, form: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let skipped = if self.text_of(at).starts_with('の') { 'の'.len_utf8() } else { 0 };
        let unit = self.reader.units.at(self.text, token.range.start + skipped).map(|(unit, _)| unit);
        unit.is_some_and(|unit| self.reader.form_units.get(form).is_some_and(|units| units.contains(&unit)))
    }

    /// Whether 約 stands before a number.
    fn is_about(&self, at: usize) -> bool {
        (0..at).rev().find(|at| !self.is_quiet(*at)).is_some_and(|at| self.word(at) == Some(Word::About))
    }

    fn written(&self, at: usize, end: usize) -> Range<usize> {
        let start = if self.is_about(at) { at.saturating_sub(1) } else { at };
        let range = |at: usize| self.tokens.get(at).map(|token| token.range.clone()).unwrap_or_default();
        range(start).start..range(end.max(at)).end
    }

    /// Claims of a label with a number behind it, or with several: 「相談：目標1,500件、実績1,376件」.
    fn number_behind(&self, label: usize, form: usize, introduced: bool, out: &mut Vec<Claim>) {
        let Some(context) = self.context(label) else { return };
        let short = self.reader.is_short(form);
        if short && !matches!(self.word(self.seen(label + 1)), Some(Word::Topic | Word::Sign)) {
            return;
        }
        let verb = self.reader.verb(form);
        if verb.is_some() && self.word(self.seen(label + 1)) != Some(Word::Object) {
            return;
        }
        let mut role = if context.target { Role::Target } else { Role::Value };
        let (mut unsure, mut stamps, mut base) = (context.unsure, Vec::new(), None);
        let (mut topic, mut moved, mut first, mut strange, mut depth) = (false, false, true, 0, 0);
        let mut named = self.text_of(label).ends_with(['数', '率', '額', '量']);
        let mut at = label + 1;
        // 「相談への」, 「相談のための」: what follows is another thing.
        let led = matches!(
            self.kind(self.seen(at)),
            Kind::Rest | Kind::Word(Word::Of | Word::Link | Word::With | Word::From | Word::Versus | Word::About2)
        );
        let acted = self.word(self.seen(at)) == Some(Word::Object);
        // Whether the number has to be what it came to: 「4年間で1,376件に増加」, 「増加し、1,376件となった」.
        let mut result = None;
        for step in 0..STEPS {
            let claim = |role, number, bound, end, stamps: &[Stamp], unsure: bool, first: bool| {
                let dated = role == Role::Value || (first && stamps.is_empty());
                let stamps = if dated { [&context.stamps, stamps].concat() } else { stamps.to_vec() };
                let claim = self.claim(form, role, number, bound, at, &context);
                let written = self.written(at, end);
                Claim { written, stamps, base, sure: !unsure, short: short && !introduced, ..claim }
            };
            match self.kind(at) {
                Kind::Space | Kind::Name => {}
                Kind::When(stamp) => stamps.push(stamp),
                Kind::Label(_) => return,
                Kind::Rest => {
                    let letters = self.text_of(at).chars().filter(|c| c.is_alphanumeric()).count();
                    named |= depth > 0 && self.names_unit(at, form);
                    if named && depth > 0 {
                        at += 1;
                        continue;
                    }
                    // 相談員 is no 相談.
                    if letters > 0 && step == 0 && !self.text_of(at).starts_with(|c: char| matches!(c, 'ぁ'..='ゖ')) {
                        return;
                    }
                    strange += letters;
                    unsure |= letters > 0;
                    if strange > STRANGE || (led && letters > 0 && depth == 0) {
                        return;
                    }
                }
                Kind::Number { value, step: digit, unit, .. } => {
                    // 「施設を運営する45か所」 are the places that run them.
                    if (led || acted) && self.word(at - 1).is_none() && self.text_of(at - 1).ends_with(['る', 'た']) {
                        return;
                    }
                    let Some(number) = self.counts(at, form).or_else(|| self.bare(at, form, named)) else {
                        if role == Role::Rate && unit.is_some() && unit == self.reader.percent {
                            if let Tail::Final { unsure: tail, bound, end, .. } =
                                self.tail(at, form, false, false, false)
                            {
                                let subjects = self.reader.forms[form].subjects.clone();
                                let claim = claim(role, (value, digit, 0), bound, end, &stamps, unsure || tail, first);
                                out.push(Claim { subjects, ..claim });
                            }
                            return;
                        }
                        if let Some((next, span)) = self.span(at) {
                            (at, result) = (next, result.max(Some(span)));
                            continue;
                        }
                        let Some((next, change)) = self.other_number(at) else { return };
                        unsure |= !change;
                        at = next;
                        continue;
                    };
                    match self.tail(at, form, topic, role == Role::Target, moved) {
                        Tail::Nothing => return,
                        Tail::Aimed { unsure: doubt, bound, end } => {
                            let dated = !context.stamps.is_empty() || !stamps.is_empty();
                            if dated && !unsure && verb.is_none() {
                                out.push(claim(Role::Target, number, bound, end, &stamps, doubt, first));
                            }
                            return;
                        }
                        Tail::On(next) => {
                            if self.word(next - 1) == Some(Word::From) {
                                (moved, stamps) = (true, Vec::new());
                            }
                            at = next;
                            continue;
                        }
                        Tail::Base(next) => {
                            if role == Role::Target {
                                out.push(claim(role, number, Bound::Exactly, at, &stamps, unsure, false));
                                base = Some(Amount { value: number.0, step: number.1, bound: Bound::Exactly });
                            }
                            (role, at, stamps) = (Role::Value, next, Vec::new());
                            continue;
                        }
                        Tail::Final { unsure: tail, bound, stamps: more, target, end } => {
                            if role == Role::Rate || verb.is_some_and(|verb| !self.goes_on(end + 1, verb)) {
                                return;
                            }
                            let role_here = if target { Role::Target } else { role };
                            let mut doubt = unsure || tail || (depth > 0 && self.acts_on_bracket(end + 1));
                            if acted && strange > 0 && !self.is_done(end + 1) {
                                return;
                            }
                            match result {
                                Some(_) if !target && !self.comes_to(end + 1) => return,
                                // What is reached within years may be the sum of them.
                                Some(Span::Years) => doubt |= !self.moves_to(end + 1),
                                _ => {}
                            }
                            if doubt && role_here == Role::Target && self.aimed(end + 1).is_some() {
                                return;
                            }
                            stamps.extend(more);
                            out.push(claim(role_here, number, bound, end, &stamps, doubt, first));
                            let Some(next) = self.further(end + 1) else { return };
                            (role, at, first, topic, stamps) = (Role::Value, next, false, false, Vec::new());
                            continue;
                        }
                    }
                }
                Kind::Word(word) => match word {
                    // 「相談に当たる職員は」 speaks of the staff.
                    Word::Topic if strange > 0 && depth == 0 => return,
                    Word::Topic => topic = true,
                    // 「目標まで100件」 is what is missing.
                    Word::Link if self.text_of(at).starts_with("まで") && self.is_goal(at) => return,
                    Word::Doing if led || self.text_of(at) == "を含む" => return,
                    Word::Reaching if topic && first && matches!(self.text_of(at), "に減" | "に増") => {
                        (at, result) = (self.behind_change(at + 1), result.max(Some(Span::Change)));
                        continue;
                    }
                    Word::Change if topic && first => {
                        (at, result) = (self.behind_change(at), result.max(Some(Span::Change)));
                        continue;
                    }
                    Word::Object
                    | Word::Of
                    | Word::Link
                    | Word::Sign
                    | Word::Comma
                    | Word::Quiet
                    | Word::Measure
                    | Word::Whole
                    | Word::About
                    | Word::About2
                    | Word::Doing
                    | Word::Conjunction
                    | Word::Amounting
                    | Word::Means
                    | Word::Dot => {
                        // 「相談を実施し、1,367件に」
                        unsure |=
                            matches!(word, Word::Doing | Word::Conjunction | Word::Means) && !self.is_bracketed(at);
                        named |= word == Word::Measure && self.names_unit(at, form);
                        // A second number of 「実績」 is no target any more.
                        if word == Word::Measure && !first {
                            role = Role::Value;
                        }
                    }
                    Word::Since => {
                        stamps.pop();
                    }
                    Word::Now => unsure = true,
                    Word::Open => depth += 1,
                    Word::Close if depth > 0 => depth -= 1,
                    Word::Close => unsure = true,
                    Word::Target => role = Role::Target,
                    Word::Rate => role = Role::Rate,
                    Word::Elsewhen | Word::From | Word::Compared => match self.comparison(at, form) {
                        Some(next) => {
                            moved |= self.word(next - 1) == Some(Word::From);
                            at = next;
                            continue;
                        }
                        None => return,
                    },
                    Word::Versus if role != Role::Target && first && !topic => return,
                    Word::Versus => role = if role == Role::Target { Role::Value } else { role },
                    _ => return,
                },
            }
            at += 1;
        }
    }

    /// Where another number of the same label follows, which says what it is: 「、目標は1,500件」, 「（達成率91.7％）」.
    fn further(&self, from: usize) -> Option<usize> {
        for at in from..from + 8 {
            match self.kind(at) {
                Kind::Space | Kind::When(_) => {}
                Kind::Word(
                    Word::Comma | Word::Dot | Word::Open | Word::Close | Word::Sign | Word::Quiet | Word::Of,
                ) => {}
                Kind::Word(Word::Link) if self.text_of(at) == "で" => {}
                Kind::Word(Word::Measure | Word::Target | Word::Rate) if at > from => return Some(from),
                // 「1,500件の目標に対し、達成率は」
                Kind::Word(Word::Target) if self.word(at + 1) == Some(Word::Versus) => return Some(from),
                _ => return None,
            }
        }
        None
    }

    /// Whether the number of a label is in brackets and something is done that may be done to some of all.
    fn acts_on_bracket(&self, close: usize) -> bool {
        self.word(close) == Some(Word::Close)
            && self.word(close + 1) == Some(Word::Object)
            && self.word(close + 2) != Some(Word::Doing)
    }

    /// Whether a word is all that a pair of brackets holds.
    fn is_bracketed(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1) == Some(Word::Open) && self.word(at + 1) == Some(Word::Close)
    }

    /// What follows a number of another unit, and whether the number is a change: 「28業種37社」, 「5％増の1,376件」. `None`
    /// where nothing can follow.
    fn other_number(&self, at: usize) -> Option<(usize, bool)> {
        let Kind::Number { unit, .. } = self.kind(at) else { return None };
        let mut next = at + 1;
        if self.kind(next) == Kind::Rest && unit.is_none() && self.text_of(next).chars().count() <= 5 {
            next += 1;
        }
        match self.kind(next) {
            Kind::Word(Word::Change) => Some((self.behind_change(next), true)),
            Kind::Word(Word::Comma | Word::Dot | Word::Of) => Some((next + 1, false)),
            Kind::Number { .. } | Kind::Space | Kind::Word(Word::Open | Word::Sign | Word::Close) => {
                Some((next, false))
            }
            _ => None,
        }
    }

    /// Behind 「前年度から」, 「前年度比」 or 「前年度の100件から」, if a number may follow there.
    fn comparison(&self, from: usize, form: usize) -> Option<usize> {
        let mut at = from;
        let mut compared = false;
        for _ in 0..8 {
            match self.kind(at) {
                Kind::Word(Word::From | Word::Compared) => compared = true,
                Kind::Word(Word::Versus | Word::Over | Word::Under) if at > from => compared = true,
                Kind::Word(Word::Elsewhen | Word::Of) | Kind::When(_) | Kind::Space if !compared => {}
                Kind::Number { .. } if !compared && at > from && self.counts(at, form).is_some() => {}
                Kind::Word(Word::Of | Word::Comma | Word::Topic | Word::With) | Kind::Space if compared => {}
                _ => break,
            }
            at += 1;
        }
        compared.then_some(at)
    }

    /// Behind 「増加し、」.
    fn behind_change(&self, mut at: usize) -> usize {
        while matches!(
            self.word(at),
            Some(Word::Change | Word::Being | Word::Of | Word::Comma | Word::Link | Word::With)
        ) || self.kind(at) == Kind::Space
            || (self.kind(at) == Kind::Rest
                && matches!(self.text_of(at), "して" | "て" | "している" | "った" | "り" | "え" | "り続け" | "え続け"))
        {
            at += 1;
        }
        at
    }

    /// The next number in a unit of a form, if nothing but dates and adverbs stands before it.
    fn next_number(&self, at: usize, form: usize) -> Option<usize> {
        let passes = |at: usize| {
            matches!(
                self.kind(at),
                Kind::Space
                    | Kind::When(_)
                    | Kind::Word(
                        Word::Of | Word::Comma | Word::About | Word::Whole | Word::Quiet | Word::Elsewhen | Word::Now
                    )
            )
        };
        let next = (at..at + STEPS).find(|at| !passes(*at))?;
        self.counts(next, form).map(|_| next)
    }

    /// What stands behind a number in the unit of its label; `topic` where は stands between both, `moved`
    /// where it is said from what the number came.
    fn tail(&self, number: usize, form: usize, topic: bool, target: bool, moved: bool) -> Tail {
        let tail = self.tail_word(number, form, topic, target, moved);
        let Tail::Final { mut unsure, bound, mut stamps, target, end } = tail else { return tail };
        if self.aimed(end + 1).is_some() {
            return Tail::Final { unsure, bound, stamps, target, end };
        }
        // What the clause goes on to say may date the number, or make a plan of it.
        for at in end + 1..end + 10 {
            match self.kind(at) {
                Kind::When(stamp) => stamps.push(stamp),
                Kind::Word(Word::Plan) => unsure = true,
                Kind::Word(Word::Elsewhen) => unsure = true,
                Kind::Word(Word::Comma | Word::Stop | Word::Open | Word::Close | Word::Dot | Word::Sign) => break,
                Kind::Number { .. } | Kind::Label(_) | Kind::Space => break,
                _ => {}
            }
        }
        Tail::Final { unsure, bound, stamps, target, end }
    }

    fn tail_word(&self, number: usize, form: usize, topic: bool, target: bool, moved: bool) -> Tail {
        let more = matches!(self.kind(number), Kind::Number { more: true, .. });
        let mut bound = match (self.is_about(number), more) {
            (true, _) => Bound::About,
            (false, true) => Bound::Somewhat,
            (false, false) => Bound::Exactly,
        };
        let mut at = number + 1;
        let mut end = number;
        loop {
            let found = match self.word(at) {
                Some(Word::AboutBehind) => Bound::About,
                Some(Word::AtLeast) => Bound::AtLeast,
                Some(Word::Over) => Bound::Over,
                Some(Word::Under) => Bound::Under,
                Some(Word::AtMost) => Bound::AtMost,
                Some(Word::Somewhat) => Bound::Somewhat,
                Some(Word::Nearly) => Bound::Nearly,
                _ => break,
            };
            if matches!(found, Bound::Over | Bound::Under) && self.next_number(at + 1, form).is_some() {
                return Tail::Base(at + 1);
            }
            (bound, end) = (found, at);
            at += 1;
        }
        let fin = |unsure: bool| Tail::Final { unsure, bound, stamps: Vec::new(), target, end };
        let goal = |unsure: bool| Tail::Final { unsure, bound, stamps: Vec::new(), target: true, end };
        let behind = self.kind(at + 1);
        match self.aimed(at) {
            Some(Aim::Goal) => return goal(false),
            Some(Aim::Plan) => return Tail::Aimed { unsure: false, bound, end },
            Some(Aim::Deed) => return Tail::Aimed { unsure: true, bound, end },
            None => {}
        }
        match self.kind(at) {
            Kind::Space => match self.kind(self.seen(at)) {
                Kind::Word(Word::Target) if self.further(at).is_some() => fin(false),
                Kind::Word(Word::Change | Word::Target | Word::Plan | Word::Per) => Tail::Nothing,
                _ => fin(false),
            },
            Kind::When(_) | Kind::Name | Kind::Number { .. } => fin(true),
            Kind::Label(_) => fin(true),
            Kind::Rest => {
                let text = self.text_of(at);
                // Signs and numbers of notes say nothing.
                fin(text.chars().any(char::is_alphanumeric))
            }
            Kind::Word(word) => match word {
                // 「目標（1,500件）に対し」 goes on to what came of it.
                Word::Close if target && self.word(at + 1) == Some(Word::Versus) => Tail::Base(at + 2),
                // 「1,000件達成を記念し」 speaks of the day on which there were so many.
                Word::Doing | Word::Reaching | Word::Target if behind == Kind::Word(Word::Object) && !target => {
                    Tail::Nothing
                }
                // 「10件中9件」 may count any ten.
                Word::Part if matches!(behind, Kind::Number { .. }) => fin(self.text_of(at) == "中"),
                Word::Stop
                | Word::Comma
                | Word::Close
                | Word::Quiet
                | Word::Doing
                | Word::Being
                | Word::Reaching
                | Word::Part
                | Word::Including
                | Word::Sign
                | Word::Dot
                | Word::Conjunction
                | Word::Measure => fin(false),
                Word::Open => self.bracket(at, bound, target, end),
                Word::Topic => match self.text_of(at) {
                    "も" => fin(false),
                    _ => fin(topic || !matches!(behind, Kind::Word(Word::Being | Word::Doing))),
                },
                Word::Object => match behind {
                    // What is aimed at may be more than the target of today.
                    Kind::Word(Word::Target) => goal(self.text_of(at + 1) == "目指"),
                    Kind::Word(Word::Plan | Word::Per) => Tail::Nothing,
                    Kind::Word(Word::Doing) => fin(false),
                    _ => fin(true),
                },
                Word::Versus if self.next_number(at + 1, form).is_some() || target => Tail::Base(at + 1),
                Word::Versus => fin(false),
                Word::Link => match (self.text_of(at), behind) {
                    ("で", Kind::Word(Word::Comma | Word::Stop | Word::Being | Word::Not)) => {
                        if behind == Kind::Word(Word::Not) { Tail::Nothing } else { fin(false) }
                    }
                    ("に" | "へ" | "へと" | "まで", Kind::Word(Word::Change | Word::Reaching)) => fin(false),
                    ("に" | "へ" | "へと" | "まで", _) if moved => fin(false),
                    ("に" | "へ", Kind::Word(Word::Stop | Word::Comma | Word::Close)) => fin(false),
                    ("まで" | "までに" | "までで", _) => Tail::Nothing,
                    (_, Kind::Word(Word::Plan | Word::Target)) => Tail::Nothing,
                    _ => fin(true),
                },
                Word::With => match behind {
                    Kind::Number { .. } => Tail::Nothing,
                    Kind::Word(Word::Comma | Word::Being | Word::Reaching | Word::Doing) => fin(false),
                    Kind::Word(Word::Plan | Word::Target) => Tail::Nothing,
                    _ => fin(true),
                },
                Word::Of => match behind {
                    Kind::Word(Word::Change) => Tail::On(self.behind_change(at + 1)),
                    Kind::Word(Word::Part) => fin(false),
                    Kind::Word(Word::Measure) => fin(false),
                    Kind::Word(Word::Target) => goal(false),
                    Kind::Word(Word::Plan) => Tail::Nothing,
                    _ => fin(true),
                },
                Word::From => match self.next_number(at + 1, form) {
                    // Behind 「1,300件から」, only 「1,376件に増加」 says what it came to.
                    Some(next) if matches!(self.word(next + 1), Some(Word::Link | Word::Reaching)) => Tail::On(at + 1),
                    _ => Tail::Nothing,
                },
                Word::Change => Tail::On(self.behind_change(at)),
                Word::Target | Word::Toward => goal(word == Word::Toward),
                Word::Amounting => fin(!matches!(behind, Kind::Word(Word::Stop | Word::Comma | Word::Close))),
                Word::Such | Word::Course | Word::About | Word::About2 | Word::Whole | Word::Now => fin(true),
                Word::Means | Word::Since => fin(false),
                Word::Compared
                | Word::Per
                | Word::Plan
                | Word::Not
                | Word::Elsewhen
                | Word::Range
                | Word::And
                | Word::Each
                | Word::Other
                | Word::Rate => Tail::Nothing,
                Word::AboutBehind
                | Word::AtLeast
                | Word::Over
                | Word::Under
                | Word::AtMost
                | Word::Somewhat
                | Word::Nearly => fin(true),
            },
        }
    }

    /// A number with a bracket behind it, which may say of when the number is, or that it is a target.
    fn bracket(&self, open: usize, bound: Bound, target: bool, end: usize) -> Tail {
        let close = self.partners.get(open).copied().flatten().unwrap_or(self.tokens.len());
        let inner = || (open + 1..close.min(open + 1 + STEPS)).map(|at| self.kind(at));
        let mut found = Tail::Final { unsure: false, bound, stamps: Vec::new(), target, end };
        // A number of its own makes it a statement of its own.
        if inner().any(|kind| matches!(kind, Kind::Number { .. })) {
            return found;
        }
        for kind in inner() {
            let Tail::Final { unsure, stamps, target, .. } = &mut found else { return found };
            match kind {
                Kind::When(stamp) => stamps.push(stamp),
                Kind::Word(Word::Elsewhen | Word::Plan | Word::Range | Word::Per) => return Tail::Nothing,
                Kind::Word(Word::Target) => *target = true,
                Kind::Word(Word::Now) => *unsure = true,
                _ => {}
            }
        }
        found
    }

    /// Claims of a label with a number before it: 「1,367件の相談」, 「1,367件（相談）」.
    fn number_before(&self, label: usize, form: usize, out: &mut Vec<Claim>) {
        let mut at = label;
        let mut bound = None;
        let mut unsure = false;
        let mut versus = false;
        let mut bracket = None;
        // Back over what joins both, to the number.
        let joint = loop {
            let Some(before) = at.checked_sub(1) else { return };
            match self.kind(before) {
                Kind::Space | Kind::Word(Word::Quiet) => {}
                Kind::Number { .. } => break before,
                // 「100人分の定員」 may be so many more.
                Kind::Word(Word::Per) if self.text_of(before) == "分の" => unsure = true,
                Kind::Rest if self.text_of(before) == "分" => unsure = true,
                Kind::Word(word) if label - before <= 4 => match word {
                    Word::Of | Word::Amounting | Word::Measure => {}
                    Word::About2 => {}
                    Word::Comma if matches!(self.word(before.wrapping_sub(1)), Some(Word::About2 | Word::Versus)) => {}
                    Word::Versus => versus = true,
                    Word::Object => unsure = true,
                    // 「全国45か所に拠点を設けた」
                    Word::Link if self.text_of(before) == "に" && self.word(label + 1) == Some(Word::Object) => {
                        unsure = true;
                    }
                    Word::Reaching => {}
                    Word::Open if bracket.is_none() => bracket = Some(before),
                    Word::AtLeast => bound = Some(Bound::AtLeast),
                    Word::Over => bound = Some(Bound::Over),
                    Word::Under => bound = Some(Bound::Under),
                    Word::AtMost => bound = Some(Bound::AtMost),
                    Word::AboutBehind => bound = Some(Bound::About),
                    Word::Somewhat => bound = Some(Bound::Somewhat),
                    Word::Nearly => bound = Some(Bound::Nearly),
                    _ => return,
                },
                _ => return,
            }
            at = before;
        };
        let Some((value, step, unit)) = self.counts(joint, form) else { return };
        let Some(context) = self.context(if self.is_about(joint) { joint - 1 } else { joint }) else { return };
        let own = match self.kind(joint) {
            Kind::Number { more: true, .. } => Bound::Somewhat,
            _ if self.is_about(joint) => Bound::About,
            _ => Bound::Exactly,
        };
        let mut target = context.target;
        if versus {
            // 「目標の1,400件に対し、相談は」: what is reached follows.
            if !target {
                return;
            }
            out.push(self.claim(form, Role::Target, (value, step, unit), own, joint, &context));
            return;
        }
        // A number that touches its label may belong to what stands before.
        unsure |= joint + 1 == label;
        let mut behind = label + 1;
        if let Some(open) = bracket {
            // In brackets stands nothing but the label.
            if self.word(behind) == Some(Word::Measure) {
                behind += 1;
            }
            if self.word(behind) != Some(Word::Close) || self.partners.get(open).copied().flatten() != Some(behind) {
                return;
            }
        } else {
            let done = self.reader.verb(form).map(|verb| {
                let object = self.word(behind) == Some(Word::Object) && self.goes_on(behind + 1, verb);
                object.then_some((false, false))
            });
            let aim = self.deed_aimed(behind);
            // So many may be meant to come besides.
            unsure |= aim.is_some();
            if aim == Some(Aim::Plan) && context.stamps.is_empty() {
                return;
            }
            target |= aim.is_some();
            match done.unwrap_or_else(|| self.behind_label(behind)) {
                Some((doubt, goal)) => {
                    unsure |= doubt;
                    target |= goal;
                }
                None => return,
            }
        }
        let role = if target { Role::Target } else { Role::Value };
        let claim = self.claim(form, role, (value, step, unit), bound.unwrap_or(own), joint, &context);
        out.push(Claim { sure: claim.sure && !unsure, ..claim });
    }

    pub(super) fn claim(
        &self,
        form: usize,
        role: Role,
        (value, step, unit): (Decimal, Decimal, usize),
        bound: Bound,
        at: usize,
        context: &Context,
    ) -> Claim {
        Claim {
            subjects: self.reader.subjects(form, unit),
            role,
            amount: Amount { value, step, bound },
            written: self.written(at, at),
            stamps: context.stamps.clone(),
            earlier: context.earlier,
            base: None,
            sure: !context.unsure,
            short: false,
        }
    }

    /// Whether what stands behind a counted label leaves a doubt, and whether it makes a target of it. `None` where it makes
    /// another thing of it.
    fn behind_label(&self, at: usize) -> Option<(bool, bool)> {
        let behind = self.kind(self.seen(at + 1));
        Some(match self.kind(at) {
            Kind::Word(word) => match word {
                Word::Stop
                | Word::Comma
                | Word::Close
                | Word::Quiet
                | Word::Doing
                | Word::Part
                | Word::Dot
                | Word::Sign => (false, false),
                Word::Object | Word::Topic => match behind {
                    Kind::Word(Word::Target) => (false, true),
                    Kind::Word(Word::Plan) => return None,
                    Kind::Word(Word::Doing | Word::Being | Word::Reaching) => (false, false),
                    _ => (true, false),
                },
                Word::Measure
                | Word::Open
                | Word::Such
                | Word::Link
                | Word::Of
                | Word::With
                | Word::Versus
                | Word::Including
                | Word::From => (true, false),
                Word::Target => (false, true),
                _ => return None,
            },
            Kind::Space => (false, false),
            Kind::Rest => {
                let text = self.text_of(at);
                if text.starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'ぁ'..='ゖ')) {
                    return None;
                }
                (true, false)
            }
            Kind::When(_) | Kind::Number { .. } | Kind::Name | Kind::Label(_) => (true, false),
        })
    }
}
