//! Blocks, components and parts of templates of one's own.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Desk, repository, snapshot};

/// The block of code in `docs/design.md` that follows a text.
fn example(after: &str) -> String {
    let text = fs::read_to_string(repository("docs/design.md")).expect("a document");
    let rest = &text[text.find(after).unwrap_or_else(|| panic!("`{after}`"))..];
    let code = rest.split("```").nth(1).expect("a block of code");
    code.split_once('\n').expect("a language").1.to_owned()
}

/// A desk with the files of the example, and with the block in a report.
fn desk(block: &Value) -> Desk {
    let desk = Desk::new();
    for name in ["blocks/approvals.schema.json", "blocks/approvals.typ.hbs", "typst/approvals.typ"] {
        desk.write(&format!("custom/{name}"), example(&format!("`custom/{name}`")));
    }
    let path = "report/councils/parks.json";
    let mut council: Value = serde_json::from_slice(&desk.read(path)).expect("JSON");
    council["reference"] = json!([{ "title": "参考", "blocks": [block] }]);
    council["summary"] = json!({ "show": ["seals"] });
    desk.write(path, format!("{council:#}"));
    desk
}

fn documented() -> Value {
    let mut block: Value = serde_json::from_str(&example("Then the block can stand")).expect("JSON");
    block["id"] = json!("seals");
    block["remark"] = json!("持ち回りで**決裁**した^[注の文]。");
    block
}

#[test]
fn the_example_in_the_documents_is_printed_traced_and_covered() {
    let desk = desk(&documented());
    let run = desk.run(&["build", "report", "--templates", "custom", "-o", "out"]);
    assert_eq!((run.code, run.messages().as_str()), (Some(0), ""));
    for (text, pointer) in [("室長", "/posts/0/post"), ("決裁", "/title"), ("持ち回り", "/remark")] {
        let traced = desk.run(&["trace", "report", "--templates", "custom", text]);
        assert!(traced.stdout.contains(&format!("/reference/0/blocks/0{pointer}")), "{text}: {}", traced.stdout);
    }
    // The file that was issued holds what it is made from.
    let add = ["archive", "add", "report", "--templates", "custom", "--store", "store", "--id", "2021"];
    let archived = desk.run(&[&add[..], &["--reason", "公表", "--by", "企画部"]].concat());
    assert_eq!(archived.code, Some(0), "{}", archived.stderr);
    let rebuilt = desk.run(&["archive", "rebuild", "2021", "--store", "store", "-o", "again"]);
    assert_eq!(rebuilt.code, Some(0), "{}", rebuilt.stderr);
}

#[test]
fn keys_are_checked_by_the_schema() {
    let desk = desk(&json!({
        "type": "approvals", "id": "seals", "title": 3, "on": "令和元年6月", "color": "red",
        "posts": [{ "absent": "no" }, []],
    }));
    snapshot("own_blocks", "wrong_keys", &desk.errors_in_both_languages(&["--templates", "custom"]));
}

#[test]
fn data_that_the_template_leaves_out_are_warned_of() {
    let desk = desk(&documented());
    desk.edit("custom/blocks/approvals.typ.hbs", "  on: {{optional \"date\" on}},\n", "");
    let run = desk.run(&["check", "report", "--templates", "custom"]);
    assert!(run.stdout.contains("K0407") && run.stdout.contains("/reference/0/blocks/0/on"), "{}", run.stdout);
}

#[test]
fn schemas_say_nothing_that_nobody_checks() {
    let desk = desk(&documented());
    let schema = json!({
        "title": "決裁欄",
        "properties": {
            "id": { "type": "string" },
            "title": { "type": "string", "maxLength": 20 },
            "on": { "type": "string", "format": "time" },
            "posts": { "type": "array" },
            "kind": { "enum": [] },
            "size": { "type": "integer" },
            "deep": { "type": "object" },
            "none": 3,
        },
        "required": ["titel"],
    });
    desk.write("custom/blocks/approvals.schema.json", format!("{schema:#}"));
    snapshot("own_blocks", "wrong_schema", &desk.errors_in_both_languages(&["--templates", "custom"]));
}

#[test]
fn files_of_ones_own_are_told_from_misspelt_ones() {
    let told = |path: &str| {
        let desk = Desk::new();
        desk.write(&format!("custom/{path}"), "");
        let run = desk.build(&["--templates", "custom"]);
        run.stderr
            .lines()
            .filter(|line| line.starts_with("error[") || line.contains("did you mean"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    snapshot(
        "own_blocks",
        "files",
        &[
            "typst/them.typ",
            "partials/metrc.typ.hbs",
            "blocks/tabel.typ.hbs",
            "blocks/seal.typ.hbs",
            "blocks/seal.schema.json",
            "readme.md",
            "typst/Own.typ",
        ]
        .map(|path| told(path).join("\n"))
        .join("\n"),
    );
    assert_eq!(told("typst/own.typ"), Vec::<String>::new());
    assert_eq!(told("partials/own.typ.hbs"), Vec::<String>::new());
}

/// What changes between two reports is found in such blocks, too.
#[test]
fn comparisons_see_their_keys() {
    let (before, after) = (desk(&documented()), desk(&documented()));
    after.edit("report/councils/parks.json", "\"室長\"", "\"局長\"");
    let old = before.path("report").display().to_string();
    let run = after.run(&["archive", "diff", &old, "report", "--templates", "custom"]);
    assert!(run.stdout.contains("局長"), "{}{}", run.stdout, run.stderr);
}
