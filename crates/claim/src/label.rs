//! The wordings by which texts name what is counted.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold;
use super::word::Word;
use super::words::WORDS;

/// How near a wording is to its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The label itself.
    Same,
    /// The label with other particles or brackets: 企業導出 for 企業への導出.
    Variant,
    /// The label without the word that says that it is a number: 相談 for 相談件数.
    Stem,
    /// What the label says is done, apart from the verb: 創薬支援 for 創薬支援の決定, where 決定 follows.
    Done,
    /// The noun at its end: 導出 for 企業への導出. Other things may be called so, too.
    Short,
}

/// A wording with the labels that it may mean.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub subjects: Vec<usize>,
    pub nearness: Nearness,
    /// The verb that has to follow.
    pub verb: Option<&'static str>,
}

/// Longer wordings are not repeated within a sentence.
const LONGEST: usize = 80;
/// Particles that a noun made of the same words leaves out, the longest first.
const PARTICLES: [&str; 12] =
    ["に対する", "における", "に関する", "に係る", "による", "からの", "までの", "への", "での", "との", "等の", "の"];
/// What a dot between two things may be written as.
const AND: [&str; 7] = ["及び", "並びに", "と", "や", "、", "/", "および"];
/// Endings that say that a label is a number.
const COUNTS: [&str; 9] = ["延べ件数", "総件数", "件数", "延べ人数", "回数", "社数", "総数", "延べ数", "数"];
/// Nouns of deeds: who made 117 創薬支援の決定 decided on 117 創薬支援.
const DEEDS: [&str; 44] = [
    "決定", "導出", "設置", "設立", "開催", "実施", "認定", "採択", "締結", "策定", "作成", "整備", "登録", "受講",
    "配布", "派遣", "公開", "発表", "公表", "開設", "改修", "補修", "点検", "交付", "支給", "承認", "出願", "創出",
    "育成", "雇用", "採用", "選定", "指定", "導入", "支援", "訪問", "視察", "調査", "検査", "削減", "提供", "開発",
    "表彰", "移転",
];
/// Where there are more labels than this, none is called by its noun alone.
const MANY: usize = 500;
/// Nouns that many things are called by.
const COMMON: [&str; 26] = [
    "件数", "実績", "割合", "人数", "合計", "回数", "金額", "総額", "状況", "結果", "成果", "実施", "目標", "取組",
    "事業", "課題", "件", "数", "率", "推移", "活動", "施策", "機関", "企業", "地域", "時間",
];

/// All wordings of labels, each with what it may mean. A wording that is nearer to one label is not another's; one that
/// is as near to several different labels is nobody's.
pub(super) fn forms<'l>(subjects: impl Iterator<Item = (&'l str, &'l str)>) -> BTreeMap<String, Form> {
    let mut all: BTreeMap<String, (Form, String)> = BTreeMap::new();
    let mut dropped: BTreeMap<String, Nearness> = BTreeMap::new();
    for (subject, (label, unit)) in subjects.enumerate() {
        let label = bare(label);
        for (wording, nearness, verb) in wordings(&label, &fold(unit)) {
            if !usable(&wording) || dropped.get(&wording).is_some_and(|best| *best <= nearness) {
                continue;
            }
            match all.get_mut(&wording) {
                Some((form, of)) if form.nearness == nearness && form.verb == verb && *of == label => {
                    if form.subjects.last() != Some(&subject) {
                        form.subjects.push(subject);
                    }
                }
                Some((form, _)) if form.nearness == nearness => {
                    dropped.insert(wording.clone(), nearness);
                    all.remove(&wording);
                }
                Some((form, _)) if form.nearness < nearness => {}
                _ => {
                    all.insert(wording, (Form { subjects: vec![subject], nearness, verb }, label.clone()));
                }
            }
        }
    }
    // A noun that other labels contain, too, may be short for them.
    let labels: BTreeSet<String> = all.values().map(|(_, label)| label.clone()).collect();
    let kept = all.into_iter().filter(|(wording, (form, of))| {
        let is_of_one = || !labels.iter().any(|label| label != of && label.contains(wording));
        form.nearness != Nearness::Short || (labels.len() <= MANY && is_of_one())
    });
    kept.map(|(wording, (form, _))| (wording, form)).collect()
}

/// A label without quotation marks.
fn bare(label: &str) -> String {
    fold(label)
        .chars()
        .filter(|c| !matches!(c, '「' | '」' | '『' | '』' | '"' | '“' | '”'))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Whether a wording tells enough to be looked for.
fn usable(wording: &str) -> bool {
    let length = wording.chars().count();
    let word = WORDS.iter().any(|(word, spellings)| *word != Word::Doing && spellings.contains(&wording));
    (2..=LONGEST).contains(&length) && !word && !COMMON.contains(&wording)
}

fn wordings(label: &str, unit: &str) -> Vec<(String, Nearness, Option<&'static str>)> {
    let mut out = vec![(label.to_owned(), Nearness::Same, None)];
    let mut stem = label.to_owned();
    if let Some((before, inner)) = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        if inner == unit {
            out.push((before.trim().to_owned(), Nearness::Variant, None));
            stem = before.trim().to_owned();
        } else if !before.is_empty() && !inner.is_empty() {
            for joint in ["の", "", " ", "・", ":"] {
                out.push((format!("{before}{joint}{inner}"), Nearness::Variant, None));
            }
        }
    }
    if stem.contains('・') {
        AND.iter().for_each(|and| out.push((stem.replace('・', and), Nearness::Variant, None)));
        if let Some((one, other)) = stem.split_once('・').filter(|(_, other)| !other.contains('・')) {
            out.push((format!("{other}・{one}"), Nearness::Variant, None));
        }
    }
    if let Some(short) = compact(&stem) {
        out.push((short, Nearness::Variant, None));
    }
    let count =
        COUNTS.iter().find_map(|count| stem.strip_suffix(count)).or_else(|| stem.strip_suffix(&format!("{unit}数")));
    if let Some(counted) = count {
        let counted = counted.strip_suffix('の').unwrap_or(counted);
        out.push((counted.to_owned(), Nearness::Stem, None));
        if let Some(short) = compact(counted) {
            out.push((short, Nearness::Stem, None));
        }
    }
    let tail = PARTICLES.iter().filter_map(|particle| stem.rfind(particle).map(|offset| offset + particle.len())).max();
    if let Some(tail) = tail.map(|offset| &stem[offset..]).filter(|tail| !tail.contains(['(', ')'])) {
        out.push((tail.to_owned(), Nearness::Short, None));
    }
    // 研修の修了者 are those who 研修を修了した.
    if let Some((what, deed)) = stem.strip_suffix('者').and_then(|deed| deed.rsplit_once('の'))
        && deed.chars().count() == 2
    {
        ["者", "人", "方"]
            .iter()
            .for_each(|who| out.push((format!("{what}を{deed}した{who}"), Nearness::Variant, None)));
    }
    let done = DEEDS.iter().find_map(|deed| Some((stem.strip_suffix(deed)?.strip_suffix('の')?, *deed)));
    if let Some((done, deed)) = done {
        out.push((done.to_owned(), Nearness::Done, Some(deed)));
    }
    out
}

fn is_of_noun(c: char) -> bool {
    !matches!(c, 'ぁ'..='ゖ') && c.is_alphanumeric()
}

/// A label without the particles between its nouns.
fn compact(label: &str) -> Option<String> {
    let mut out = String::new();
    let mut offset = 0;
    while offset < label.len() {
        let rest = &label[offset..];
        let particle = PARTICLES.iter().find(|particle| {
            rest.starts_with(**particle)
                && out.chars().next_back().is_some_and(is_of_noun)
                && rest[particle.len()..].chars().next().is_some_and(is_of_noun)
        });
        match (particle, rest.chars().next()) {
            (Some(particle), _) => offset += particle.len(),
            (None, Some(c)) => {
                out.push(c);
                offset += c.len_utf8();
            }
            (None, None) => break,
        }
    }
    (out != label && out.chars().count() > 2).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_by_what_offices_make_of_it() {
        let labels = [
            ("相談・シーズ評価", "件"),
            ("企業への導出", "件"),
            ("参加者数", "人"),
            ("研究者からの相談", "件"),
            ("健康経営優良法人（大規模法人部門）", "法人"),
            ("会員数（人）", "人"),
            ("創薬支援の決定", "件"),
        ];
        let forms = forms(labels.into_iter());
        let of = |wording: &str| forms.get(wording).map(|form| (form.subjects[0], form.nearness));
        assert_eq!(of("相談・シーズ評価"), Some((0, Nearness::Same)));
        assert_eq!(of("相談及びシーズ評価"), Some((0, Nearness::Variant)));
        assert_eq!(of("創薬支援"), Some((6, Nearness::Done)));
        assert_eq!(of("企業導出"), Some((1, Nearness::Variant)));
        assert_eq!(of("導出"), Some((1, Nearness::Short)));
        assert_eq!(of("参加者"), Some((2, Nearness::Stem)));
        assert_eq!(of("研究者相談"), Some((3, Nearness::Variant)));
        assert_eq!(of("相談"), None);
        assert_eq!(of("健康経営優良法人の大規模法人部門"), Some((4, Nearness::Variant)));
        assert_eq!(of("健康経営優良法人"), None);
        assert_eq!(of("会員"), Some((5, Nearness::Stem)));
    }

    #[test]
    fn what_several_labels_may_be_called_means_none_of_them() {
        let forms = forms([("薬の承認", "件"), ("機器の承認", "件"), ("件数", "件"), ("実績", "件")].into_iter());
        assert!(!forms.contains_key("承認") && !forms.contains_key("件数") && !forms.contains_key("実績"));
    }
}
