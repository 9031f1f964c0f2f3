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
fn signs_within_latin_words_and_addresses_become_half_width() {
    for (typed, set) in [
        ("ＣＯＶＩＤ－１９、Ｗｉ－Ｆｉ、Ｅ－ｍａｉｌ、Ａ－１", "COVID-19、Wi-Fi、E-mail、A-1"),
        ("Wi－FiとＲ＆Ｄ、ＩＳＯ／ＩＥＣ、ｋｍ／ｈ", "Wi-FiとR&D、ISO/IEC、km/h"),
        ("Ｎｏ．１、Ｕ．Ｓ．、Ｗ．Ｗ．ＩＩ、ｅｘａｍｐｌｅ．ｇｏ．ｊｐ", "No.1、U.S.、W.W.II、example.go.jp"),
        ("ａ＠ｂ．ｊｐ、（ｔａｒｏ．ｙ＠ｅｘａｍｐｌｅ．ｊｐ）", "a@b.jp、（taro.y@example.jp）"),
        ("（ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ａ－１？ｂ＝２＃ｃ）．", "（https://example.jp/a-1?b=2#c）．"),
        ("ｗｗｗ．ｅｘａｍｐｌｅ．ｊｐ：８０８０／１，２を見よ", "www.example.jp:8080/1,2を見よ"),
        ("https：／／example．jpへ。ＨＴＴＰ：／／Ａ．ＪＰ！", "https://example.jpへ。HTTP://A.JP！"),
    ] {
        becomes(typed, set);
        assert_eq!(
            normalise_inline(&format!("**{typed}**^[{typed}]"), &TextRules::default()).0,
            format!("**{set}**^[{set}]")
        );
    }
    // Digits on both sides, sentences that end with a full-width point, and signs beside Japanese.
    for (typed, set) in [
        ("１０－５、３－２－１番地、２４：００、１／２、＃１", "10－5、3－2－1番地、24：00、1／2、＃1"),
        (
            "（Ａ＋Ｂ）、ＡＩ．ＤＸは、課題．Ａ社、第３．ＡＭＥＤ、Ｄｒ．山田",
            "（A＋B）、AI．DXは、課題．A社、第3．AMED、Dr．山田",
        ),
        ("企画＆営業、国／県、ｈｔｔｐ：、＠ｂ．ｊｐ、ａ＠ｂ、－Ａ", "企画＆営業、国／県、http：、＠b.jp、a＠b、－A"),
    ] {
        becomes(typed, set);
    }
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
    type Off = fn(&mut TextRules);
    let cases: [(&str, Off); 9] = [
        ("甲  乙", |rules| rules.blanks = false),
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
        let mut rules = TextRules::default();
        off(&mut rules);
        assert_eq!(normalise_with(text, &rules), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn a_style_may_keep_single_digits_and_close_up_latin() {
    let rules = TextRules { keep_single_digits: true, latin_space: true, ..TextRules::default() };
    let set = |text| normalise_with(text, &rules).0;
    assert_eq!(set("令和元年６月１２日、第１相、１．５倍"), "令和元年６月12日、第１相、1.5倍");
    assert_eq!(set("年 12 月の **AMED** と A B"), "年12月の**AMED**とA B");
}

#[test]
fn single_digits_become_full_width_in_japanese_text() {
    let rules = TextRules { single_digits: true, keep_single_digits: true, ..TextRules::default() };
    for (typed, set) in [
        ("平成31年3月末、第2期の5件", "平成31年３月末、第２期の５件"),
        ("3〜5社、約7億円、−3件、5％", "３〜５社、約７億円、−３件、５％"),
        ("5", "５"),
        ("令和 6 年 4 月", "令和 ６ 年 ４ 月"),
        (
            "**3件**と[第2期](https://a.jp/5/頁5件)、{3つ|みっつ}^[5件を除く]",
            "**３件**と[第２期](https://a.jp/5/頁5件)、{３つ|みっつ}^[５件を除く]",
        ),
    ] {
        assert_eq!(normalise_inline(typed, &rules).0, set);
    }
    for text in [
        "COVID-19、G7とA4、5G、第3a項、Society 5の3rd",
        "2019-3-1、https://a.jp/3/4、5.5倍、1,234件、12件、3．5、3/4",
        "(1)と[1]、10^{2}個、5^{3}個、x=5、5%、α5線、R2年度",
    ] {
        assert_eq!(normalise_inline(text, &rules).0, text);
    }
    let (_, changes) = normalise_with("第2期", &rules);
    assert_eq!(changes[0].rule.name(), "single_digits");
    assert_eq!((changes[0].range.clone(), changes[0].to.as_str()), (3..4, "２"));
}

#[test]
fn blanks_in_a_row_become_one() {
    becomes("実績を得た。          短期", "実績を得た。短期");
    becomes("二つ目。　　　続き、  さらに", "二つ目。続き、さらに");
    becomes("氏名　　　所属", "氏名　所属");
    becomes("one  two\u{A0}\u{A0}three", "one two three");
    becomes("林　太郎 。 次", "林　太郎 。 次");
}

#[test]
fn targets_of_links_stay() {
    let text = "[第２期](https://a.jp/２～３)２～３";
    assert_eq!(normalise_inline(text, &TextRules::default()).0, "[第2期](https://a.jp/２～３)2〜3");
}

#[test]
fn changes_tell_rule_and_place() {
    let (text, changes) = normalise_with("　ｶﾞﾝ１２～３", &TextRules::default());
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

fn any_rules() -> impl Strategy<Value = TextRules> {
    prop::array::uniform12(any::<bool>()).prop_map(|on| TextRules {
        line_breaks: on[0],
        halfwidth_kana: on[1],
        wide_latin: on[2],
        radicals: on[3],
        tilde: on[4],
        dash: on[5],
        compose: on[6],
        latin_space: on[7],
        single_digits: on[10],
        blanks: on[11],
        ends: on[8],
        keep_single_digits: on[9] || on[10],
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
