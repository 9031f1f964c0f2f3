use proptest::prelude::*;

use super::InlineSpan::{Bold, Link, MayBreak, NoBreak, Note, Ruby, Sub, Super, Text};
use super::*;

#[test]
fn marks_are_told_from_text() {
    assert_eq!(
        parse_inline("全国に**24拠点。**を^[2019年3月末]設立"),
        [Text("全国に"), Bold(vec![Text("24拠点。")]), Text("を"), Note(vec![Text("2019年3月末")]), Text("設立")]
    );
    assert_eq!(
        parse_inline("[AMED](https://www.amed.go.jp/)の{協議会|きょうぎかい}"),
        [Link(vec![Text("AMED")], "https://www.amed.go.jp/"), Text("の"), Ruby("協議会", "きょうぎかい")]
    );
    assert_eq!(
        parse_inline("^[注に[資料](https://a.jp)と**強調**]"),
        [Note(vec![Text("注に"), Link(vec![Text("資料")], "https://a.jp"), Text("と"), Bold(vec![Text("強調")])])]
    );
}

#[test]
fn everything_else_is_literal() {
    for text in
        ["*", "**", "****", "**開いたまま", "[1]", "[", "{}", "{a}", "{|b}", "^2", "^[", "a_b", "\\", "\\n", "117件*"]
    {
        assert_eq!(parse_inline(text), [Text(text)], "{text}");
    }
    assert_eq!(parse_inline(""), []);
}

#[test]
fn a_backslash_keeps_a_whole_mark_literal_and_is_literal_elsewhere() {
    for (text, literal) in [
        ("\\**a**", "**a**"),
        ("\\{a|b}", "{a|b}"),
        ("\\^{2}", "^{2}"),
        ("\\_{2}", "_{2}"),
        ("\\{|}と\\{+}", "{|}と{+}"),
        ("\\[a](b)", "[a](b)"),
        ("\\^[a]", "^[a]"),
        ("\\\\\\**a**", "\\**a**"),
    ] {
        assert_eq!(parse_inline(text).iter().map(text_of).collect::<String>(), literal, "{text}");
    }
    for text in [
        "\\\\sv01\\企画部\\[重要]2019\\資料.xlsx",
        "C:\\作業\\{案}\\a.txt",
        "C:\\data\\**\\*.txt",
        "D:\\_{",
        "\\^[開いたまま",
        "\\***a***",
        "\\{|b}",
    ] {
        assert_eq!(parse_inline(text), [Text(text)], "{text}");
    }
    // What stands within a literal mark is read as ever.
    assert_eq!(parse_inline("\\[a^{2}](b)c"), [Text("[a"), Super("2"), Text("](b)c")]);
    assert_eq!(parse_inline("\\**a**と**b**"), [Text("**a**と"), Bold(vec![Text("b")])]);
    assert_eq!(parse_inline("C:\\\\**強調**"), [Text("C:\\"), Bold(vec![Text("強調")])]);
    assert_eq!(parse_inline("\\\\[a](b)"), [Text("\\"), Link(vec![Text("a")], "b")]);
}

fn text_of<'a>(run: &InlineSpan<'a>) -> &'a str {
    if let Text(text) = run { text } else { panic!("{run:?}") }
}

#[test]
fn two_asterisks_are_a_mark_and_more_are_not() {
    for text in ["***a***", "****a****", "*****a**", "**a***", "***", "a***b**"] {
        assert_eq!(parse_inline(text), [Text(text)], "{text}");
    }
    assert_eq!(parse_inline("**a***b**c"), [Bold(vec![Text("a***b")]), Text("c")]);
}

#[test]
fn subscripts_stand_in_their_exact_form_only() {
    assert_eq!(
        parse_inline("CO_{2}とx^{n}_{i}、H_{2}O"),
        [Text("CO"), Sub("2"), Text("とx"), Super("n"), Sub("i"), Text("、H"), Sub("2"), Text("O")]
    );
    assert_eq!(plain("CO_{2}を10^{-6}、H_{2}O"), "CO2を10^-6、H2O");
    for text in ["a_2", "_{}", "_ {2}", "file_name", "_[2]", "__", "^2", "a_{開いたまま"] {
        assert_eq!(parse_inline(text), [Text(text)], "{text}");
    }
}

#[test]
fn superscripts_and_hints_are_told_from_ruby() {
    assert_eq!(
        parse_inline("10^{12}個の{|}細胞{+}株{a|b}"),
        [Text("10"), Super("12"), Text("個の"), MayBreak, Text("細胞"), NoBreak, Text("株"), Ruby("a", "b")]
    );
    assert_eq!(plain("10^{12}個の{|}細胞{+}株"), "10^12個の細胞株");
    assert_eq!(parse_inline("^{}"), [Text("^{}")]);
}

#[test]
fn bold_stands_beside_any_punctuation() {
    for (text, inner) in [
        ("は**「強調」**、", "「強調」"),
        ("（**強調。**）", "強調。"),
        ("**強調）**を", "強調）"),
        ("前**、強調**後", "、強調"),
    ] {
        assert!(parse_inline(text).contains(&Bold(vec![Text(inner)])), "{text}");
    }
}

#[test]
fn broken_marks_are_found_and_signs_are_not() {
    for (text, at) in [
        ("**開いたまま", 0..2),
        ("閉じた**だけ", 9..11),
        ("**強調**と**開いた", 13..15),
        ("^[注", 0..2),
        ("2^{3", 1..3),
        ("{協議会|きょう", 0..1),
        ("[文](https://a.jp", 4..6),
        ("^[注の**開いた]", 8..10),
        ("H_{2O", 1..3),
        ("\\**a", 1..3),
        ("\\**a**と**b", 9..11),
        ("\\^[注]と**b", 10..12),
    ] {
        assert_eq!(broken_mark(text), Some(at), "{text}");
    }
    for text in [
        "*",
        "117件*",
        "***",
        "****",
        "[1]",
        "{a}",
        "{|b}",
        "a|b",
        "^2",
        "\\**a**",
        "\\^[a**b]",
        "\\{a|b}",
        "\\[重要]",
        "**強調**",
        "^[注]",
        "{a|b}{|}",
    ] {
        assert_eq!(broken_mark(text), None, "{text}");
    }
}

#[test]
fn marks_of_full_width_signs_are_found_and_other_signs_are_not() {
    for (text, typed, meant) in [
        ("点検を＊＊三段階＊＊で行う。", "＊＊", "**"),
        ("**強調＊＊", "＊＊", "**"),
        ("{内閣府｜ないかくふ}", "{内閣府｜ないかくふ}", "{内閣府|ないかくふ}"),
        ("｛（株）｜かぶ｝", "｛（株）｜かぶ｝", "{（株）|かぶ}"),
        ("116件^［2019年3月末］", "^［", "^["),
        ("116件＾［2019年3月末］", "＾［", "^["),
        ("116件^[2019年3月末］", "］", "]"),
        ("［資料］（https://example.go.jp/）", "［", "["),
        ("[資料]（https://example.go.jp/）", "]（", "]("),
        ("[資料](https://example.go.jp/）", "）", ")"),
        ("10＾｛12｝個", "＾｛", "^{"),
        ("CO＿{2}", "＿{", "_{"),
        ("細胞{｜}株", "{｜}", "{|}"),
        ("^[注に＊＊強調＊＊]", "＊＊", "**"),
    ] {
        let found = wide_mark(text).map(|(range, meant)| (&text[range], meant));
        assert_eq!(found, Some((typed, meant.to_owned())), "{text}");
    }
    for text in [
        "［注］",
        "［注］（参考）",
        "＊印",
        "＊＊＊",
        "＊＊＊注＊＊＊",
        "＊ 5％水準、＊＊ 1％水準で有意",
        "A群は0.52＊＊、B群は0.61＊＊であった",
        "＊＊県＊＊市",
        "**強調**と（＊）",
        "^[注（１）と［２］]",
        "{（株）|かぶ}",
        "[資料（案）](https://example.go.jp/（案）.pdf)",
        "｛x｜x＞0｝",
        "｛案｝",
        "A｜B｜C",
        "（＾＿＾）",
        "【資料】（https://example.go.jp/）",
        "\\＊＊強調＊＊",
    ] {
        assert_eq!(wide_mark(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn marks_of_full_width_signs_lie_within_any_text(
        pieces in prop::collection::vec("\\PC|＊＊|\\*\\*|[＾^][［\\[]|[\\]］][（(]https://|[［］｛｝（）｜＋＿\\[\\](){}|*\\\\+字]", 0..12)
    ) {
        let text = pieces.concat();
        if let Some((range, meant)) = wide_mark(&text) {
            prop_assert!(text.get(range).is_some_and(|typed| typed != meant), "{}", text);
        }
    }

    #[test]
    fn broken_marks_and_targets_lie_within_any_text(
        pieces in prop::collection::vec("\\PC|\\*\\*|\\^\\[|\\^\\{|\\]\\(https://|[\\[\\](){}|*\\\\+字]", 0..12)
    ) {
        let text = pieces.concat();
        let ranges = targets(&text).into_iter().chain(broken_mark(&text));
        for range in ranges {
            prop_assert!(text.get(range).is_some_and(|part| !part.is_empty()), "{}", text);
        }
    }

    #[test]
    fn any_text_prints_as_itself_when_its_marks_are_made_literal(text in office()) {
        let typed = literal(&text);
        prop_assert_eq!(parse_inline(&typed).iter().map(text_of).collect::<String>(), text.clone(), "{}", typed);
        prop_assert_eq!(broken_mark(&typed).is_some_and(|range| typed[range].is_empty()), false);
        // A text without marks needs no backslashes, and loses none of its own.
        let plain = parse_inline(&text).iter().all(|run| matches!(run, Text(_))) && !text.contains('\\');
        prop_assert!(!plain || typed == text);
        if typed == text {
            prop_assert_eq!(parse_inline(&text).iter().map(text_of).collect::<String>(), text);
        }
    }
}

/// Texts of what office documents are full of, with whole and broken marks among it.
fn office() -> impl Strategy<Value = String> {
    let pieces = [
        "企画部",
        "A",
        "1",
        " ",
        "　",
        "\\",
        "\\\\",
        "\\\\sv01\\",
        "*",
        "**",
        "***",
        "_",
        "^",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "|",
        "+",
        "{|}",
        "{+}",
        "^[",
        "^{",
        "_{",
        "](",
        "[重要]",
        "[a](b)",
        "{案}",
        "{協議会|きょうぎかい}",
        "^[注]",
        "10^{12}",
        "CO_{2}",
        "**強調**",
        "https://",
        "、",
        "「",
        "」",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..14).prop_map(|pieces| pieces.concat())
}
