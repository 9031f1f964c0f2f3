//! Numbers and other values as people type them where JSON knows another form: what they are told to write.

use std::fmt::Write;

use crate::support::{Desk, snapshot};

const WATER: &str = "report/councils/water.json";
const VALUE: &str = r#""value": 12.5"#;

/// What is said of each value in the place of a number: what is shown of it, why, and what to write.
fn told(values: &[&str], language: &str) -> String {
    let (reason, hint) = if language == "ja" { ("誤り[", "= 直し方: ") } else { ("error[", "= hint: ") };
    let mut table = String::new();
    for value in values {
        let desk = Desk::new();
        desk.edit(WATER, VALUE, &format!(r#""value": {value}"#));
        let said = desk.run(&["check", "report", "--quiet", "--lang", language]).stdout;
        assert_eq!(said.matches(reason).count(), 1, "{value}: {said}");
        let line = |start: &str| {
            let mut lines = said.lines().filter_map(|line| line.trim_start_matches([' ', '|']).strip_prefix(start));
            lines.next().unwrap_or("–").to_owned()
        };
        let why = line(reason);
        let why = why.split_once("]: ").map_or(why.as_str(), |(code, why)| {
            if code == "K0101" { why.split_once(": ").map_or(why, |(_, why)| why) } else { why }
        });
        writeln!(table, "{value} | {} | {why} | {}", "^".repeat(line("^").len() + 1), line(hint)).expect("a string");
    }
    table
}

#[test]
fn what_is_typed_for_a_number() {
    let values = [
        "０",
        "１２",
        "1２",
        "−5",
        "－5",
        "△5",
        "▲５",
        "ー5",
        "+5",
        "05",
        "00",
        ".5",
        "5.",
        "1,234",
        "12,345,678",
        "1，234",
        "1_000",
        "1 376",
        "5％",
        "1376件",
        "¥1000",
        "０．５",
        "1e400",
        "Infinity",
        "-Infinity",
        "NaN",
        "True",
        "FALSE",
        "None",
        "N/A",
        "集計中",
        "2019-03-31",
        "2019/3/31",
        "令和6年4月1日",
        "R6.4.1",
        "'5'",
        "“5”",
        "「5」",
        "5 // 注",
        "5 # 注",
        "/* 注 */ 5",
        "5;",
        "5、",
        "5：",
        "1.2.3",
        "--5",
        "0x1F",
        "1/2",
        "5\u{FEFF}",
        r#"5"件""#,
        r#""１，２３４""#,
        r#""1,376件""#,
        r#""未定""#,
        r#""""#,
        "true",
        "null",
        "[5]",
        "{}",
    ];
    snapshot("mistyped", "numbers", &format!("{}\n{}", told(&values, "en"), told(&values, "ja")));
}
