//! Japanese text with everything in it that is hard to set, made from a seed.

/// A small generator of numbers; its sequence is fixed by the seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides` (splitmix64).
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).expect("less than `sides`")
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }
}

const NOUNS: [&str; 24] = [
    "医療機器",
    "創薬支援",
    "協議会",
    "研究開発",
    "健康・医療戦略",
    "規制",
    "国民",
    "事業",
    "拠点",
    "取組",
    "制度",
    "基盤",
    "企業",
    "人材",
    "検討",
    "𠮷野家",
    "葛\u{E0100}城市",
    "佐々木",
    "髙﨑",
    "地域",
    "予算",
    "実績",
    "成果",
    "仕組み",
];
const KATAKANA: [&str; 10] = [
    "コンピューター",
    "イノベーション",
    "ヘルスケアソリューション",
    "データヘルス",
    "ゲノム",
    "ネットワーク",
    "ベンチャーキャピタリスト",
    "ワーキング・グループ",
    "プロトコール",
    "ファッション",
];
const LATIN: [&str; 10] =
    ["AMED", "PMDA", "IoT", "ICT", "Healthcare Innovation Hub", "WHO", "MEJ", "Society 5.0", "R&D", "iPS"];
const VERBS: [&str; 10] = [
    "を設置した",
    "を進める",
    "について検討している",
    "に係る取組を強化",
    "へ移行",
    "が決まった",
    "をもって終了",
    "はどうか",
    "っぽい",
    "ァ行",
];
const JOINTS: [&str; 12] = ["の", "と", "及び", "、", "・", "や", "又は", "から", "〜", "：", "／", "―"];
const UNITS: [&str; 34] = [
    "件",
    "億円",
    "年度",
    "か所",
    "か国",
    "名",
    "社",
    "百万円",
    "拠点",
    "％",
    "%",
    "ポイント",
    "万人",
    "機関",
    "年度末",
    "月末",
    "法人",
    "項目",
    "回",
    "業種",
    "市町村",
    "都道府県",
    "団体",
    "％ポイント",
    "ヘクタール",
    "日間",
    "か月間",
    "時間",
    " GWh",
    "km²",
    "㎡",
    "t-CO2",
    "ha",
    " km",
];
const STOPS: [&str; 8] = ["。", "。", "。", "！", "？", "…", "……", "。"];
const BRACKETS: [(&str, &str); 8] =
    [("「", "」"), ("『", "』"), ("（", "）"), ("【", "】"), ("〔", "〕"), ("〈", "〉"), ("《", "》"), ("［", "］")];

/// A paragraph as it is typed, with the marks of inline text.
pub fn paragraph(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..1 + dice.roll(4) {
        for _ in 0..1 + dice.roll(4) {
            text += &phrase(dice, 0);
            let joint = dice.pick(&JOINTS);
            text += joint;
        }
        text += &phrase(dice, 0);
        text += dice.pick(&VERBS);
        text += dice.pick(&STOPS);
        if dice.one_in(12) {
            text += &format!("^[{}を参照。]", phrase(dice, 1));
        }
    }
    text
}

fn phrase(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(if depth < 3 { 12 } else { 6 }) {
        0 | 1 => dice.pick(&NOUNS).to_owned(),
        2 => dice.pick(&KATAKANA).to_owned(),
        3 => dice.pick(&LATIN).to_owned(),
        4 => number(dice),
        5 => date(dice),
        6 => format!("{}{}", dice.pick(&NOUNS), dice.pick(&KATAKANA)),
        7 | 8 => {
            let (open, close) = BRACKETS[dice.roll(BRACKETS.len())];
            let after = if dice.one_in(3) { phrase(dice, depth + 1) } else { String::new() };
            format!("{open}{}{close}{after}", phrase(dice, depth + 1))
        }
        9 if depth == 0 => format!("**{}**", phrase(dice, 3)),
        10 if depth == 0 => {
            format!("{{{}}}", dice.pick(&["協議会|きょうぎかい", "葛城|かつらぎ", "礎|いしずえ", "仕|つかまつ"]))
        }
        11 if depth == 0 => format!("[{}](https://www.example.go.jp/{})", dice.pick(&NOUNS), dice.roll(99)),
        _ => format!("{}、{}", dice.pick(&NOUNS), dice.pick(&NOUNS)),
    }
}

fn number(dice: &mut Dice) -> String {
    let unit = dice.pick(&UNITS);
    match dice.roll(7) {
        0 => format!("{}{unit}", dice.roll(10)),
        1 => format!("約{},{:03}{unit}", 1 + dice.roll(999), dice.roll(1000)),
        2 => format!("{}.{}{unit}", dice.roll(100), dice.roll(100)),
        3 => format!("{}〜{}{unit}", dice.roll(50), 50 + dice.roll(50)),
        4 => format!("第{}回", 1 + dice.roll(30)),
        5 => format!("１，２{}４{unit}", dice.pick(&["３", "０"])),
        _ => format!("{}{unit}", dice.roll(100_000)),
    }
}

fn date(dice: &mut Dice) -> String {
    let (year, month, day) = (2013 + dice.roll(7), 1 + dice.roll(12), 1 + dice.roll(28));
    match dice.roll(5) {
        0 => format!("{year}年{month}月{day}日"),
        1 => format!("{year}年{month}月末"),
        2 => format!("平成{}年度", year - 1988),
        3 => format!("{year}年度末"),
        _ => format!("{year}〜{}年度", year + 1),
    }
}
