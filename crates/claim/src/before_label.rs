//! Claims of a label with a number before it: 「1,367件の相談」, 「1,367件（相談）」.

use super::aim::Aim;
use super::clauses::Clauses;
use super::token::TokenKind;
use super::word::Word;
use super::{Claim, Qualifier, Role};

/// So many tokens may stand between a number and its label.
const JOINTS: usize = 4;

/// What joins a number to the label behind it.
struct Joint {
    /// The token that is the number.
    number: usize,
    /// How words between both bound the number.
    qualifier: Option<Qualifier>,
    /// Whether the number may be of a part, or of something else.
    unsure: bool,
    /// Whether に対し stands between both, so that what is reached follows.
    versus: bool,
    /// The bracket in which the label stands.
    bracket: Option<usize>,
}

/// What stands behind a label that has its number before it makes of both.
struct LabelTail {
    /// Whether the number may be of a part, or of something else.
    unsure: bool,
    /// Whether it is a target.
    target: bool,
}

impl Clauses<'_> {
    /// The claim of a label with a number before it.
    pub(super) fn number_before(&self, label: usize, form: usize) -> Option<Claim> {
        let joint = self.joint_before(label)?;
        let number = self.counted(joint.number, form)?;
        let phrase = if self.is_about(joint.number) { joint.number - 1 } else { joint.number };
        let context = self.context(phrase)?;
        let qualifier = self.qualifier_of(joint.number);
        if joint.versus {
            // 「目標の1,400件に対し、相談は」: what is reached follows.
            return context.target.then(|| self.claim(form, Role::Target, number, qualifier, joint.number, &context));
        }
        let tail = match joint.bracket {
            Some(open) => {
                self.is_alone_in_bracket(label, open).then_some(LabelTail { unsure: false, target: false })?
            }
            None => self.behind_counted_label(label + 1, form, !context.stamps.is_empty())?,
        };
        let role = if context.target || tail.target { Role::Target } else { Role::Value };
        let claim = self.claim(form, role, number, joint.qualifier.unwrap_or(qualifier), joint.number, &context);
        // A number that touches its label may belong to what stands before.
        let unsure = joint.unsure || tail.unsure || joint.number + 1 == label;
        Some(Claim { sure: claim.sure && !unsure, ..claim })
    }

    /// Goes back over what joins a number and a label.
    fn joint_before(&self, label: usize) -> Option<Joint> {
        let mut joint = Joint { number: label, qualifier: None, unsure: false, versus: false, bracket: None };
        loop {
            let before = joint.number.checked_sub(1)?;
            joint.number = before;
            match self.kind(before) {
                TokenKind::Number { .. } => return Some(joint),
                TokenKind::Space | TokenKind::Word(Word::Quiet) => {}
                // 「100人分の定員」 may be so many more.
                TokenKind::Word(Word::Per) if self.text_of(before) == "分の" => joint.unsure = true,
                TokenKind::Rest if self.text_of(before) == "分" => joint.unsure = true,
                TokenKind::Word(word) if label - before <= JOINTS => match word {
                    Word::Of | Word::Amounting | Word::Measure | Word::Concerning | Word::Reaching => {}
                    Word::Comma
                        if matches!(self.word(before.wrapping_sub(1)), Some(Word::Concerning | Word::Versus)) => {}
                    Word::Versus => joint.versus = true,
                    Word::Object => joint.unsure = true,
                    // 「全国45か所に拠点を設けた」
                    Word::Link if self.text_of(before) == "に" && self.word(label + 1) == Some(Word::Object) => {
                        joint.unsure = true;
                    }
                    Word::Open if joint.bracket.is_none() => joint.bracket = Some(before),
                    _ => joint.qualifier = Some(word.qualifier_of_number_before()?),
                },
                _ => return None,
            }
        }
    }

    /// Whether nothing but a label, perhaps with 件数, stands in a bracket.
    fn is_alone_in_bracket(&self, label: usize, open: usize) -> bool {
        let behind = if self.word(label + 1) == Some(Word::Measure) { label + 2 } else { label + 1 };
        self.word(behind) == Some(Word::Close) && self.partner(open) == Some(behind)
    }

    /// What stands behind a counted label. `None` where it makes another thing of it.
    fn behind_counted_label(&self, index: usize, form: usize, dated: bool) -> Option<LabelTail> {
        let aim = self.deed_aimed(index);
        if aim == Some(Aim::Plan) && !dated {
            return None;
        }
        let tail = match self.reader.verb(form) {
            Some(verb) if self.word(index) == Some(Word::Object) && self.goes_on(index + 1, verb) => {
                LabelTail { unsure: false, target: false }
            }
            Some(_) => return None,
            None => self.label_tail(index)?,
        };
        // So many may be meant to come besides.
        Some(LabelTail { unsure: tail.unsure || aim.is_some(), target: tail.target || aim.is_some() })
    }

    fn label_tail(&self, index: usize) -> Option<LabelTail> {
        let (unsure, target) = match self.kind(index) {
            TokenKind::Word(word) => match word {
                Word::Stop
                | Word::Comma
                | Word::Close
                | Word::Quiet
                | Word::Doing
                | Word::Part
                | Word::Dot
                | Word::Sign => (false, false),
                Word::Object | Word::Topic => match self.kind(self.skip_quiet(index + 1)) {
                    TokenKind::Word(Word::Target) => (false, true),
                    TokenKind::Word(Word::Plan) => return None,
                    TokenKind::Word(Word::Doing | Word::Being | Word::Reaching) => (false, false),
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
            TokenKind::Space => (false, false),
            // 相談員 is no 相談.
            TokenKind::Rest if begins_another_noun(self.text_of(index)) => return None,
            TokenKind::Rest | TokenKind::When(_) | TokenKind::Number { .. } | TokenKind::Name | TokenKind::Label(_) => {
                (true, false)
            }
        };
        Some(LabelTail { unsure, target })
    }
}

/// Whether a text that touches a label makes it the beginning of a longer noun.
fn begins_another_noun(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'ぁ'..='ゖ'))
}
