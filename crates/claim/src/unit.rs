//! Units, in the spellings that mean the same.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rust_decimal::Decimal;

use super::fold::fold;

/// Spellings of one unit, folded.
const SPELLINGS: [&[&str]; 17] = [
    &["人", "名"],
    &["%", "パーセント", "percent"],
    &["か所", "カ所", "ヶ所", "ケ所", "ヵ所", "箇所", "個所"],
    &["か国", "カ国", "ヶ国", "ケ国", "ヵ国", "箇国"],
    &["か月", "カ月", "ヶ月", "ケ月", "ヵ月", "箇月"],
    &["か年", "カ年", "ヶ年", "ケ年", "ヵ年", "箇年"],
    &["km", "キロメートル", "㎞", "キロ"],
    &["m", "メートル"],
    &["m2", "㎡", "平方メートル", "m²", "m^2"],
    &["km2", "平方キロメートル", "平方キロ", "㎢", "km²", "km^2"],
    &["ha", "ヘクタール", "㏊"],
    &["t", "トン"],
    &["kg", "キログラム", "㎏"],
    &["米ドル", "ドル", "us$"],
    &["kw", "キロワット"],
    &["kwh", "キロワット時"],
    &["t-co2", "トンco2", "トン-co2"],
];

/// What is counted by か所 as well as by its own noun.
const PLACES: [&str; 8] = ["施設", "事業所", "店舗", "拠点", "病院", "保育所", "学校", "公園"];

/// The unit that texts give of a label instead of its own: 「保育施設は45施設」 where it is か所, and the other way round.
pub(super) fn other(unit: &str, label: &str) -> Option<&'static str> {
    let place = PLACES.iter().copied().find(|place| label.trim_end_matches('数').ends_with(place))?;
    match cut(unit) {
        (0, counted) if counted == "か所" => Some(place),
        (0, counted) if counted == place => Some("か所"),
        _ => None,
    }
}

/// The numbers that units begin with, the longest first.
const SCALES: [(&str, u32); 9] =
    [("千億", 11), ("百億", 10), ("十億", 9), ("千万", 7), ("百万", 6), ("兆", 12), ("億", 8), ("万", 4), ("千", 3)];

/// A unit cut into what it multiplies, as a power of ten, and what it counts: 百万円 is 10⁶ of 円.
pub(super) fn cut(unit: &str) -> (u32, String) {
    let unit = fold(unit).replace(' ', "");
    let scale = SCALES.iter().find_map(|(name, exponent)| Some((*exponent, unit.strip_prefix(name)?)));
    let (exponent, counted) = scale.filter(|(_, counted)| !counted.is_empty()).unwrap_or((0, &unit));
    let spelling = SPELLINGS.iter().find(|spellings| spellings.contains(&counted));
    (exponent, spelling.map_or(counted, |spellings| spellings[0]).to_owned())
}

/// The units in which something is counted, each a number.
pub(super) struct Units {
    known: BTreeMap<String, usize>,
    spellings: Vec<usize>,
    search: Option<AhoCorasick>,
}

impl Units {
    pub fn new<'u>(units: impl Iterator<Item = &'u str>) -> Self {
        let mut known = BTreeMap::new();
        for unit in units {
            let next = known.len();
            known.entry(cut(unit).1).or_insert(next);
        }
        let mut spellings: Vec<(String, usize)> = Vec::new();
        for (counted, number) in &known {
            let all = SPELLINGS.iter().find(|spellings| spellings[0] == counted);
            match all {
                Some(all) => spellings.extend(all.iter().map(|spelling| ((*spelling).to_owned(), *number))),
                None => spellings.push((counted.clone(), *number)),
            }
        }
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(spellings.iter().map(|(spelling, _)| spelling));
        Self { known, spellings: spellings.into_iter().map(|(_, number)| number).collect(), search: search.ok() }
    }

    /// The number of a unit, and what it multiplies.
    pub fn of(&self, unit: &str) -> Option<(usize, Decimal)> {
        let (exponent, counted) = cut(unit);
        let scale = (0..exponent).fold(Decimal::ONE, |scale, _| scale * Decimal::TEN);
        Some((*self.known.get(&counted)?, scale))
    }

    /// The unit that stands at a place of a folded text, and its length in bytes.
    pub fn unit_at(&self, text: &str, offset: usize) -> Option<(usize, usize)> {
        let input = Input::new(text).range(offset..).anchored(Anchored::Yes);
        let unit = self.search.as_ref()?.find(input)?;
        Some((*self.spellings.get(unit.pattern().as_usize())?, unit.len()))
    }
}
