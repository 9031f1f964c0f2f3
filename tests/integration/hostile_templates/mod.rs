//! Templates and components of a stranger: whatever they ask for, the run ends with a message that names them, and nothing
//! is written.

mod outward;
mod package;

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::{Desk, Run, repository};

/// Builds a summary with what lies in `mine/`.
fn build(desk: &Desk, more: &[&str]) -> Run {
    let only = ["build", "report", "-o", "out", "--edition", "archive", "--quiet", "--templates", "mine"];
    desk.run(&[&only[..], more].concat())
}

/// What is said, once it is certain that the run ended as it should and left nothing.
#[track_caller]
fn refused(desk: &Desk, run: &Run, code: i32) -> String {
    assert_eq!(run.code, Some(code), "{}", run.stderr);
    assert_eq!(run.stdout, "");
    assert_eq!(desk.files("out"), Vec::<String>::new());
    assert!(!run.stderr.contains("panicked at"), "{}", run.stderr);
    // Nothing that stands in the files of this machine.
    assert!(!run.stderr.contains("root:"), "{}", run.stderr);
    run.stderr.clone()
}

/// What is said of a template for summaries.
#[track_caller]
fn template(text: &str) -> String {
    let desk = Desk::new();
    desk.write("mine/summary.typ.hbs", text);
    let run = build(&desk, &["--only", "summaries", "--council", "parks"]);
    refused(&desk, &run, 1)
}

/// What is said of the theme with something added to it.
#[track_caller]
fn component(addition: &str, more: &[&str], code: i32) -> String {
    let desk = Desk::new();
    let theme = std::fs::read_to_string(repository("templates/typst/theme.typ")).expect("the theme");
    desk.write("mine/typst/theme.typ", format!("{theme}\n{addition}\n"));
    let run = build(&desk, &[&["--only", "summaries", "--council", "parks"], more].concat());
    refused(&desk, &run, code)
}

#[track_caller]
fn says(said: &str, all: &[&str]) {
    for words in all {
        assert!(said.contains(words), "no `{words}` in {said}");
    }
}

/// Loops over all councils within one another, `depth` deep.
fn loops(depth: usize, within: &str) -> String {
    let open: String = (0..depth).map(|at| format!("{{{{#each {}councils}}}}\n", "../".repeat(at))).collect();
    open + within + &"{{/each}}\n".repeat(depth)
}

#[test]
fn loops_within_loops_are_ended_when_the_time_is_up() {
    // With text and without any; two to the power of forty times.
    for within in ["x\n", ""] {
        let desk = Desk::new();
        desk.write("mine/briefing.typ.hbs", format!("\n{}", loops(40, within)));
        let run = build(&desk, &["--only", "briefing", "--timeout", "2"]);
        let said = refused(&desk, &run, 3);
        says(
            &said,
            &[
                "error[K0510]: a step took longer than 2 seconds",
                "filling the template of `briefing`, at `mine/briefing.typ.hbs:",
                "; nothing is written",
            ],
        );
        let run = build(&desk, &["--only", "briefing", "--timeout", "1", "--lang", "ja"]);
        says(
            &refused(&desk, &run, 3),
            &[
                "誤り[K0510]: 一つの処理が1秒を超えたため打ち切りました（`briefing`のテンプレートへの差し込み、`mine/briefing.typ.hbs:",
            ],
        );
    }
}

#[test]
fn every_verb_that_fills_templates_keeps_the_time() {
    let desk = Desk::new();
    desk.write("mine/briefing.typ.hbs", loops(40, "x\n"));
    for verb in [&["check", "report"][..], &["trace", "report", "橋"], &["build", "report"]] {
        let run = desk.run(&[verb, &["--templates", "mine", "--timeout", "1", "-q"]].concat());
        assert_eq!(run.code, Some(3), "{verb:?}: {}", run.stderr);
        says(&run.stderr, &["error[K0510]", "`mine/briefing.typ.hbs:"]);
    }
}

#[test]
fn templates_that_print_without_end_are_stopped() {
    let desk = Desk::new();
    desk.write("mine/briefing.typ.hbs", loops(40, &"x".repeat(100_000)));
    let run = build(&desk, &["--only", "briefing"]);
    says(&refused(&desk, &run, 1), &["error[K0305]", "it prints more than 512 MiB", "mine/briefing.typ.hbs:"]);
}

#[test]
fn deep_nesting_is_refused_before_it_is_parsed() {
    for text in [
        "{{#if this}}".repeat(8_000),
        "{{#if this}}".to_owned() + &"{{else if this}}".repeat(8_000) + "{{/if}}",
        format!("{{{{text {}a{}}}}}", "(text ".repeat(8_000), ")".repeat(8_000)),
        format!("{{{{text {}{}}}}}", "[".repeat(8_000), "]".repeat(8_000)),
    ] {
        says(&template(&text), &["error[K0307]", "--> mine/summary.typ.hbs:1:"]);
    }
    // Components are parsed by Typst, which has a limit of its own.
    for open in ["(", "[", "{", "$", "if true {", "x => "] {
        let said = component(&format!("#let x = {}", open.repeat(50_000)), &[], 1);
        says(&said, &["error[K0401]", "--> mine/typst/theme.typ:"]);
    }
}

#[test]
fn long_templates_are_read_in_a_moment_or_refused() {
    says(
        &template(&"{{!-- x --}}".repeat(500_000)),
        &["error[K0501]: `mine/summary.typ.hbs` cannot be read: it is larger than 128 KiB"],
    );
    says(&template(&"{{!-- x --}}".repeat(10_000)), &["error[K04"]);
}

#[test]
fn handlebars_has_nothing_more_than_the_helpers() {
    for (text, words) in [
        ("{{{{raw}}}} x {{{{/raw}}}}", "error[K0302]"),
        ("{{#*inline \"a\"}}x{{/inline}}{{> a}}", "error[K0302]"),
        ("{{> @partial-block}}", "error[K0305]: this template cannot be filled: there is no partial `@partial-block`"),
        ("{{> partials/summary}}{{> summary}}", "error[K0303]"),
        ("{{lookup this \"x\"}}", "error[K0305]: this template cannot be filled: there is no such value here"),
        ("{{text ../../../../x}}", "error[K0305]"),
        ("{{exec \"ls\"}}", "error[K0305]"),
    ] {
        says(&template(text), &[words, "mine/summary.typ.hbs"]);
    }
}

#[test]
fn nothing_outside_can_be_read() {
    for (addition, words) in [
        (r#"#let x = read("/etc/passwd")"#, "file not found"),
        (r#"#let x = read("../../../../etc/passwd")"#, "would escape the project root"),
        (r#"#let x = image("/etc/passwd")"#, "file not found"),
        (r#"#let x = json("/proc/self/environ")"#, "file not found"),
        (r#"#include "/etc/passwd""#, "file not found"),
        (r#"#import "/root/.bashrc": *"#, "file not found"),
        (r#"#import "@preview/cetz:0.3.0": *"#, "access denied"),
        (r#"#import "@local/x:0.1.0": *"#, "access denied"),
        (r#"#let x = plugin("x.wasm")"#, "file not found"),
        (r#"#let x = eval("read(\"/etc/passwd\")")"#, "file not found"),
        (r#"#let x = eval("import \"@preview/cetz:0.3.0\": *", mode: "code")"#, "access denied"),
        (r#"#let x = bibliography("/etc/passwd")"#, "file not found"),
        (r"#let x = datetime.today()", "unable to get the current date"),
        (r#"#let x = sys.inputs.at("HOME")"#, "dictionary does not contain key"),
    ] {
        says(&component(addition, &[], 1), &["error[K0401]", words, "--> mine/typst/theme.typ:"]);
    }
    // Templates make Typst source, which has the same walls round it.
    says(&template("#read(\"/etc/passwd\")"), &["error[K0401]", "file not found", "mine/summary.typ.hbs:1"]);
}

#[test]
fn components_that_loop_are_stopped() {
    for (addition, words) in [
        ("#let x = { while true {} }", "condition is always true"),
        ("#let x = { let i = 0; while i < 1 { i -= 1 } }", "loop seems to be infinite"),
        ("#let f(x) = f(x + 1)\n#let y = f(1)", "maximum function call depth exceeded"),
        ("#let f() = [#context f()]\n#let y = eval(\"f()\", scope: (f: f))\n#let z = f(f)", "unexpected argument"),
    ] {
        says(&component(addition, &[], 1), &["error[K0401]", words, "--> mine/typst/theme.typ:"]);
    }
    let said = component(
        "#let x = { for i in range(100000) { for j in range(100000) { let z = i * j } } }",
        &["--timeout", "2"],
        3,
    );
    says(
        &said,
        &["error[K0510]", "laying out the pages of `", "hint: look for endless loops in `mine/typst/theme.typ`"],
    );
}

#[test]
#[cfg(target_os = "linux")]
fn components_that_take_all_memory_are_stopped() {
    for addition in [
        "#let x = range(3000000000)",
        "#let x = { let s = \"aaaaaaaa\"; for i in range(60) { s = s + s } }",
        "#let x = \"a\" * 9000000000000",
    ] {
        let said = component(addition, &["--memory", "1024", "--timeout", "100"], 3);
        says(
            &said,
            &[
                "error[K0511]: the run used up its 1024 MiB of memory",
                "laying out the pages of `",
                "look for endless loops in `mine/typst/theme.typ`",
            ],
        );
    }
    let said = component("#let x = range(3000000000)", &["--memory", "1024", "--lang", "ja"], 3);
    says(&said, &["誤り[K0511]: メモリー（上限1024MiB）", "`mine/typst/theme.typ`に、終わらない繰り返しがないか"]);
}

#[test]
fn what_is_no_plain_file_is_refused() {
    let run = |prepare: &dyn Fn(&Desk)| {
        let desk = Desk::new();
        desk.write(
            "mine/typst/kakugi.typ",
            std::fs::read(repository("templates/typst/kakugi.typ")).expect("a component"),
        );
        desk.write("outside", "{{text name}}");
        prepare(&desk);
        let run = build(&desk, &["--timeout", "20"]);
        refused(&desk, &run, 1)
    };
    let pipe = run(&|desk| {
        let made = Command::new("mkfifo").arg(desk.path("mine/summary.typ.hbs")).status();
        assert!(made.expect("mkfifo").success());
    });
    says(&pipe, &["error[K0501]: `mine/summary.typ.hbs` cannot be read: it is not a regular file"]);
    let file =
        |target: &'static str| move |desk: &Desk| symlink(target, desk.path("mine/summary.typ.hbs")).expect("a link");
    says(&run(&file("../outside")), &["error[K0501]: `mine/summary.typ.hbs` cannot be read: it is not a regular file"]);
    says(&run(&file("/dev/zero")), &["error[K0501]: `mine/summary.typ.hbs`"]);
    says(&run(&file("summary.typ.hbs")), &["error[K0501]: `mine/summary.typ.hbs`"]);
    for target in ["..", "/", "."] {
        let folder = |desk: &Desk| symlink(target, desk.path("mine/blocks")).expect("a link");
        says(&run(&folder), &["error[K0501]: `mine/blocks` cannot be read: it is a link to a folder"]);
    }
}
