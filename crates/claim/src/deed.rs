//! Labels that a sentence says with a verb: 「保育士1,234人が再就職した」 for 再就職した保育士, 「窓口に195件の相談が寄せられた」
//! for 窓口への相談.

use super::clauses::Clauses;
use super::context::Context;
use super::fold::fold;
use super::label::{Form, Nearness};
use super::token::TokenKind;
use super::word::Word;
use super::{Claim, Qualifier, Role};

/// A way to say a label around its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// The form of the label.
    form: usize,
    /// What stands before the number; nothing else does in its clause.
    before: String,
    /// What stands behind it, up to the end of the verb's stem.
    behind: String,
}

/// Where there are more labels than this, none is looked for in this way.
const MANY: usize = 500;
/// What came to somebody, and in what ways it is said.
const CAME: [&str; 4] = ["寄せられ", "あっ", "届い", "あり"];
/// What a past verb ends with.
const PAST: [&str; 3] = ["た", "ました", "だ"];

/// The ways to say the labels of forms.
pub(super) fn deeds<'l>(labels: impl ExactSizeIterator<Item = &'l str>, forms: &[Form]) -> Vec<Deed> {
    if labels.len() > MANY {
        return Vec::new();
    }
    let mut out: Vec<Deed> = Vec::new();
    for (subject, label) in labels.enumerate() {
        let whole =
            forms.iter().position(|form| form.nearness == Nearness::Same && form.subjects.first() == Some(&subject));
        let Some(form) = whole else { continue };
        let label = fold(label);
        let label = label.strip_suffix("件数").or_else(|| label.strip_suffix('数')).unwrap_or(&label);
        out.extend(ways(label).into_iter().map(|(before, behind)| Deed { form, before, behind }));
    }
    out
}

fn ways(label: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (particle, joints) in [("への", &["に", "には", "へ", "へは"][..]), ("からの", &["から", "からは"])]
    {
        if let Some((to, what)) = label.split_once(particle).filter(|(to, what)| !to.is_empty() && !what.is_empty()) {
            for joint in joints {
                out.extend(CAME.map(|came| (format!("{to}{joint}"), format!("の{what}が{came}"))));
            }
        }
    }
    let parts = label.split_once("された").map(|parts| (parts, "され")).or_else(|| {
        let parts = label.split_once("した")?;
        Some((parts, "し"))
    });
    if let Some(((verb, noun), ending)) = parts.filter(|((verb, noun), _)| {
        !verb.is_empty() && !noun.is_empty() && !verb.contains(|c: char| matches!(c, 'ぁ'..='ゖ'))
    }) {
        for particle in ["が", "を"] {
            out.push((noun.to_owned(), format!("{particle}{verb}{ending}")));
            out.push((format!("{noun}は"), format!("{particle}{verb}{ending}")));
            out.push((String::new(), format!("の{noun}{particle}{verb}{ending}")));
        }
    }
    if let Some((what, verb)) = label.strip_suffix('者').and_then(|label| label.rsplit_once('の'))
        && !what.is_empty()
        && !verb.is_empty()
    {
        out.push((String::new(), format!("が{what}を{verb}し")));
    }
    out
}

impl Clauses<'_> {
    /// Claims of labels that are said with a verb. They may be of others than those that are counted, so none is sure.
    pub(super) fn deeds(&self) -> Vec<Claim> {
        let mut out = Vec::new();
        if self.reader.deeds.is_empty() {
            return out;
        }
        for index in 0..self.count() {
            let TokenKind::Number { unit: Some(_), .. } = self.kind(index) else { continue };
            let behind = self.text().get(self.start(index + 1)..).unwrap_or_default();
            if !behind.starts_with(['の', 'が', 'を']) {
                continue;
            }
            let first = self.first(index);
            let before = self.text().get(..self.start(first)).unwrap_or_default();
            for deed in &self.reader.deeds {
                let Some(ends) = behind.strip_prefix(deed.behind.as_str()).map(past) else { continue };
                let begins = before.strip_suffix(deed.before.as_str()).map(str::len);
                let begins = begins.and_then(|start| (0..=first).rev().find(|token| self.start(*token) == start));
                let (true, Some(begins)) = (ends, begins) else { continue };
                let Some(number) = self.counted(index, deed.form) else { continue };
                let Some(context) = self.context(begins).filter(|context| !context.unsure && !context.target) else {
                    continue;
                };
                let context = Context { unsure: true, ..context };
                out.push(self.claim(deed.form, Role::Value, number, Qualifier::Exactly, index, &context));
                break;
            }
        }
        out
    }

    /// The first of the words before a number that may stand before any.
    fn first(&self, number: usize) -> usize {
        let mut index = number;
        while index > 0 && (self.word(index - 1) == Some(Word::Whole) || self.kind(index - 1) == TokenKind::Space) {
            index -= 1;
        }
        index
    }
}

/// Whether a verb goes on as a past one that ends its clause.
fn past(rest: &str) -> bool {
    let behind = PAST.iter().find_map(|past| rest.strip_prefix(past));
    behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(['。', '、', ')', '」', '\n', ' ', '(']))
}
