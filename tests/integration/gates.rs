//! Checks on the laid-out pages: each is planted once, and told in both languages.

use serde_json::{Value, json};

use crate::support::{Desk, repository, snapshot};

const PARAGRAPH: &str = "own/blocks/paragraph.typ.hbs";
const WATER: &str = "report/councils/water.json";

/// What `check` finds in both languages, and the code with which it ends.
fn findings(desk: &Desk, strict: bool) -> (Vec<Option<i32>>, String) {
    let runs = ["en", "ja"].map(|language| {
        let strict = if strict { &["--strict"][..] } else { &[] };
        desk.run(&[&["check", "report", "--quiet", "--templates", "own", "--lang", language], strict].concat())
    });
    let codes = runs.iter().map(|run| run.code).collect();
    (codes, runs.map(|run| run.stdout.trim_end().to_owned()).join("\n\n"))
}

/// A test a gate: what is written before the check, and whether it is an error or a warning.
macro_rules! gates {
    ($( $name:ident $severity:ident ($desk:ident) $plant:block )*) => {
        $(
            #[test]
            fn $name() {
                let $desk = &Desk::new();
                $desk.write("own/partials/.keep", "");
                $desk.remove("own/partials/.keep");
                $plant
                let error = stringify!($severity) == "error";
                let (codes, text) = findings($desk, false);
                assert_eq!(codes, vec![Some(i32::from(error)); 2], "{text}");
                assert_eq!(findings($desk, true).0, vec![Some(1); 2]);
                snapshot("gates", stringify!($name), &text);
            }
        )*
    };
}

gates! {
    type_too_small warning (desk) {
        desk.write(PARAGRAPH, "#text(size: 5pt)[{{inline text}}]\n\n");
    }
    heading_alone_at_the_foot warning (desk) {
        desk.write(PARAGRAPH, "#v(17cm)\n#block(sticky: false, heading(level: 3, outlined: false)[{{inline text}}])\n#block(height: 20cm, breakable: false)[後]\n");
    }
    layout_that_never_settles warning (desk) {
        desk.write(PARAGRAPH, "{{inline text}}\n#context for i in range(query(<more>).len() + 1) [#metadata(i) <more>]\n\n");
    }
    text_that_leaves_its_cell error (desk) {
        desk.edit(WATER, r#"["上流", 1000"#, r#"["upstream_inspection_results_of_the_fiscal_year_2020_final_version_of_the_north_western_district_office.xlsx", 1000"#);
    }
    text_over_another error (desk) {
        desk.write(PARAGRAPH, "#place(dx: 3pt)[{{inline text}}]\n#place[{{inline text}}]\n#v(2em)\n");
    }
    text_off_the_page error (desk) {
        desk.write(PARAGRAPH, "#place(dx: 480pt, box(width: 400pt)[{{inline text}}])\n#v(2em)\n");
    }
    letters_in_another_style warning (desk) {
        // Told once, and not of signs, nor of what stands in Gothic anyway.
        let text = "点検は𠮷野の槗と𠮷川で、☑と㊗とⒶ、①、Nguyễn、**槢**を";
        desk.edit(WATER, "点検は", text);
        desk.edit(WATER, r#"["上流", 1000"#, r#"["𠮷川", 1000"#);
    }
    summary_of_another_size error (desk) {
        let shipped = std::fs::read_to_string(repository("templates/typst/summary.typ")).expect("a component");
        desk.write("own/typst/summary.typ", shipped.replace("bottom: summary-margins.bottom)", "bottom: summary-margins.bottom + 8mm)"));
    }
    character_without_a_glyph error (desk) {
        desk.edit(WATER, "点検は三段階で", "点検は\\ud83d\\ude00三段階で");
    }
}

/// Words of katakana stay whole in cells where they fit, with the brackets and commas that cling to them.
#[test]
fn words_of_katakana_stay_in_their_cells() {
    const WORDS: [&str; 12] = [
        "ロボット",
        "スタートアップ",
        "コンソーシアム",
        "イノベーション",
        "インターフェース",
        "ヘルスケアサービス",
        "カーボンニュートラル",
        "サイバーセキュリティ",
        "データプラットフォーム",
        "エネルギーマネジメント",
        "オープンイノベーション",
        "デジタルトランスフォーメーション",
    ];
    let cell = |at: usize| {
        let word = |place: usize| WORDS[(at * 7 + at / 6 * 5 + place * (1 + at % 5)) % WORDS.len()];
        let [a, b, c] = [0, 1, 2].map(word);
        match at % 6 {
            0 => format!("{a}推進協議会を設置し、関係者と共有"),
            1 => format!("「{a}」（第1回）、「{b}」の開催"),
            2 => format!("{a}（新規）、{b}（継続）"),
            3 => format!("地域{a}形成支援、人材育成"),
            4 => format!("医療分野の{a}導入を促進し、{b}を支援"),
            _ => format!("{a}、{b}、及び{c}等"),
        }
    };
    let mut cells = (0..).map(cell);
    let mut table = |columns: usize| {
        let heads: Vec<Value> = (0..columns).map(|at| json!({ "title": format!("列{at}") })).collect();
        let rows: Vec<Vec<String>> = (0..40).map(|_| cells.by_ref().take(columns).collect()).collect();
        json!({ "title": "表", "blocks": [{ "type": "table", "columns": heads, "rows": rows }] })
    };
    let desk = Desk::new();
    let mut council: Value = serde_json::from_slice(&desk.read(WATER)).expect("JSON");
    council.as_object_mut().expect("an object").remove("summary");
    council["reference"] = json!([table(3), table(4), table(5)]);
    desk.write(WATER, council.to_string());
    let run = desk.run(&["check", "report", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
}
