use proptest::prelude::*;

use super::*;

#[track_caller]
fn becomes(typed: &str, set: &str) {
    assert_eq!(normalise(typed), set, "{typed:?}");
}

#[test]
fn typed_text_becomes_settable_text() {
    becomes("　2015～2018年度 ", "2015〜2018年度");
    becomes("か\u{3099}ん", "がん");
    becomes("⼈⺠の⻑、⼾籍と⿊字", "人民の長、戸籍と黒字");
    becomes("成果——概要", "成果――概要");
    becomes("ｶﾞﾝ医療のｱﾌﾟﾘ｡", "ガン医療のアプリ。");
    becomes("ｱﾞ", "ア゛");
    becomes("２０１９年６月、１，３７６件、１３．１７％、ＡＭＥＤ", "2019年6月、1,376件、13.17％、AMED");
    becomes("第１，２回", "第1，2回");
    becomes("協議会の\n  成果 of\nJapan", "協議会の成果 of Japan");
}

#[test]
fn what_means_something_else_stays() {
    for text in [
        "①㈱㎡㊙Ⅲ⑳",
        "神\u{FA19}、\u{FA11}、塚\u{FA10}",
        "葛\u{E0100}飾区、辻\u{E0101}",
        "−3 ％（※1）",
        "東京 AMED",
        "ー-–",
    ] {
        becomes(text, text);
    }
}

#[test]
fn each_rule_can_be_switched_off() {
    type Off = fn(&mut Rules);
    let cases: [(&str, Off); 8] = [
        ("か\u{3099}", |rules| rules.compose = false),
        ("⼈", |rules| rules.radicals = false),
        ("1～2", |rules| rules.tilde = false),
        ("—", |rules| rules.dash = false),
        ("ｶﾞ", |rules| rules.halfwidth_kana = false),
        ("１２Ａ", |rules| rules.wide_latin = false),
        ("　字", |rules| rules.ends = false),
        ("協議\n会", |rules| rules.line_breaks = false),
    ];
    for (text, off) in cases {
        assert_ne!(normalise(text), text);
        let mut rules = Rules::default();
        off(&mut rules);
        assert_eq!(normalise_with(text, &rules), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn a_style_may_keep_single_digits_and_close_up_latin() {
    let rules = Rules { keep_single_digits: true, latin_space: true, ..Rules::default() };
    let set = |text| normalise_with(text, &rules).0;
    assert_eq!(set("令和元年６月１２日、第１相、１．５倍"), "令和元年６月12日、第１相、1.5倍");
    assert_eq!(set("年 12 月の **AMED** と A B"), "年12月の**AMED**とA B");
}

#[test]
fn targets_of_links_stay() {
    let text = "[第２期](https://a.jp/２～３)２～３";
    assert_eq!(normalise_inline(text, &Rules::default()).0, "[第2期](https://a.jp/２～３)2〜3");
}

#[test]
fn changes_tell_rule_and_place() {
    let (text, changes) = normalise_with("　ｶﾞﾝ１２～３", &Rules::default());
    assert_eq!(text, "ガン12〜3");
    let told: Vec<_> =
        changes.iter().map(|c| (c.rule.name(), c.range.clone(), c.from.as_str(), c.to.as_str())).collect();
    assert_eq!(
        told,
        [
            ("halfwidth_kana", 3..12, "ｶﾞﾝ", "ガン"),
            ("wide_latin", 12..18, "１２", "12"),
            ("wide_latin", 21..24, "３", "3"),
            ("tilde", 18..21, "～", "〜"),
            ("ends", 0..3, "　", ""),
        ]
    );
}

#[test]
fn exactly_the_radicals_are_folded() {
    for code in 0x2E80..=0x2FDF {
        let Some(c) = char::from_u32(code) else { continue };
        let set = normalise(&c.to_string()).into_owned();
        let unassigned = matches!(code, 0x2E9A | 0x2EF4..=0x2EFF | 0x2FD6..);
        assert_eq!(
            set == c.to_string(),
            unassigned || matches!(code, 0x2E80 | 0x2E91 | 0x2EB5 | 0x2EB8),
            "U+{code:04X} {set}"
        );
    }
}

/// Texts in which the rules meet each other.
fn tricky() -> impl Strategy<Value = String> {
    let pieces = [
        "か",
        "ガ",
        "ｶ",
        "ﾞ",
        "ﾟ",
        "\u{3099}",
        "⼈",
        "～",
        "—",
        "１",
        "２３",
        "4",
        "，",
        "．",
        ",",
        ".",
        "Ａ",
        "b",
        "\u{301}",
        " ",
        "　",
        "\n",
        "\r\n",
        "**",
        "[",
        "](",
        ")",
        "https://",
        "{",
        "|",
        "}",
        "神",
        "\u{FA19}",
        "葛\u{E0100}",
        "①",
        "㈱",
        "가",
        "\u{1100}",
        "\u{1161}",
        "\u{212A}",
        "\u{2000}",
        "\u{344}",
        "！",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

fn any_rules() -> impl Strategy<Value = Rules> {
    prop::array::uniform10(any::<bool>()).prop_map(|on| Rules {
        line_breaks: on[0],
        halfwidth_kana: on[1],
        wide_latin: on[2],
        radicals: on[3],
        tilde: on[4],
        dash: on[5],
        compose: on[6],
        latin_space: on[7],
        ends: on[8],
        keep_single_digits: on[9],
    })
}

/// What no rule may touch.
fn kept(text: &str) -> String {
    let variant = |c: &char| matches!(c, '①'..='⑳' | '㈱' | '㎡' | '\u{E0100}'..='\u{E01EF}' | '\u{FA19}' | '*' | '[' | ']' | '{' | '|' | '}');
    text.chars().filter(variant).collect()
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in prop_oneof!["\\PC{0,40}", tricky()], rules in any_rules()) {
        for normalise in [normalise_with, normalise_inline] {
            let (once, changes) = normalise(&text, &rules);
            prop_assert_eq!(kept(&once), kept(&text));
            prop_assert_eq!(changes.is_empty(), once == text);
            for change in &changes {
                prop_assert!(text.get(change.range.clone()).is_some() && change.from != change.to);
            }
            let (twice, again) = normalise(&once, &rules);
            prop_assert_eq!((twice, again), (once, Vec::new()));
        }
    }
}
