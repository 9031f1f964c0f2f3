//! Templates of the user: what is refused, and where the message points; and what the shipped
//! ones may hold.

use std::fs;

use crate::support::{Desk, each_file, headlines, repository, snapshot};

const OWN: [&str; 2] = ["--templates", "own"];

/// A test a case: templates are written to `own/`, and a snapshot holds the messages.
macro_rules! errors {
    ($( $name:ident { $( $path:literal = $text:expr; )+ } )*) => {
        $(
            #[test]
            fn $name() {
                let desk = Desk::new();
                $( desk.write(concat!("own/", $path), $text); )+
                snapshot("templates", stringify!($name), &desk.errors_in_both_languages(&OWN));
            }
        )*
    };
}

errors! {
    triple_stash { "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{{text}}}\n]\n"; }
    ampersand { "blocks/paragraph.typ.hbs" = "#paragraph[{{& text}}]\n"; }
    tag_not_closed { "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{inline text\n]\n"; }
    block_not_closed { "blocks/paragraph.typ.hbs" = "{{#if text}}\n#paragraph[{{inline text}}]\n"; }
    mark_in_template { "blocks/paragraph.typ.hbs" = "#paragraph[\u{F0000}{{inline text}}]\n"; }
    partials_in_a_cycle {
        "partials/cell.typ.hbs" = "[{{> partials/picture}}]\n";
        "partials/picture.typ.hbs" = "{{#if alt}}\n  {{> partials/cell}}\n{{/if}}\n";
    }
    partial_that_includes_itself { "partials/cell.typ.hbs" = "[{{> partials/cell}}]\n"; }
    unknown_partial { "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{> partials/paragraf}}\n]\n"; }
    unknown_helper { "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{txet text}}\n]\n"; }
    typo_in_helper { "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{inline txet}}\n]\n"; }
    typo_in_plain_tag { "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{txet}}\n]\n"; }
    typo_in_if { "blocks/paragraph.typ.hbs" = "{{#if txet}}\n#paragraph[{{inline text}}]\n{{/if}}\n"; }
    typo_in_unless { "blocks/paragraph.typ.hbs" = "{{#unless txet}}\n#paragraph[{{inline text}}]\n{{/unless}}\n"; }
    typo_in_else_if {
        "blocks/paragraph.typ.hbs" = "#paragraph[\n  {{#if id}}a\n  {{else if txet}}b\n  {{/if}}{{inline text}}\n]\n";
    }
    typo_in_each { "blocks/list.typ.hbs" = "{{#each itmes}}\n{{inline text}}\n{{else}}\nnone\n{{/each}}\n"; }
    typo_in_render { "blocks/list.typ.hbs" = "#bullets((\n  {{render itmes}}\n))\n"; }
    typo_in_optional { "blocks/paragraph.typ.hbs" = "#paragraph(\n  {{optional \"inline\" txet}}\n)\n"; }
    unknown_format { "blocks/paragraph.typ.hbs" = "#paragraph({{optional \"inlien\" text}})\n"; }
    helper_on_a_list { "blocks/list.typ.hbs" = "#bullets((\n  [{{text items}}],\n))\n"; }
    helper_of_another_type { "blocks/paragraph.typ.hbs" = "#paragraph[{{number text}}]\n"; }
    unknown_function { "blocks/paragraph.typ.hbs" = "\n#paragraf[\n  {{inline text}}\n]\n"; }
    wrong_argument_of_a_component { "blocks/paragraph.typ.hbs" = "#paragraph(size: 9)[{{inline text}}]\n"; }
    error_in_component {
        "typst/columns.typ" = "#let columns-of(widths: (), columns) = {\n  let total = 1 + \"a\"\n  columns.join()\n}\n";
    }
    file_that_replaces_nothing {
        "blocks/paragraf.typ.hbs" = "";
        "blocks/paragraph.hbs" = "";
        "typst/colour.typ" = "";
        "README.md" = "";
    }
    template_not_utf8 { "blocks/paragraph.typ.hbs" = b"#paragraph[\x93\xfa]"; }
    errors_of_several_templates {
        "blocks/paragraph.typ.hbs" = "#paragraph[{{{text}}}]\n";
        "blocks/list.typ.hbs" = "#bullets(({{render items)))\n";
    }
}

/// These are found only where a bracket is missed or a function wanted, which may be any template.
#[test]
fn errors_that_come_to_light_elsewhere_are_told() {
    let desk = Desk::new();
    desk.write("own/blocks/paragraph.typ.hbs", "#paragraph[{{inline text}}\n");
    let found = headlines(&desk.errors_in_both_languages(&OWN));
    assert!(found.starts_with("error[K0401]: typst: unclosed delimiter"), "{found}");
    let desk = Desk::new();
    desk.write("own/typst/columns.typ", "#let colums-of(widths: (), columns) = columns.join()\n");
    let found = headlines(&desk.errors_in_both_languages(&OWN));
    assert!(found.starts_with("error[K0401]: typst: unresolved import"), "{found}");
}

/// Typst tells this by its words alone, which may change from one version to the next.
#[test]
fn a_layout_that_cannot_settle_is_told() {
    let desk = Desk::new();
    let component = "#context { counter(\"x\").update(counter(\"x\").final().first() + 1) }";
    desk.write("own/blocks/paragraph.typ.hbs", format!("{component}\n#paragraph[{{{{inline text}}}}]\n"));
    let run = desk.build(&["--templates", "own"]);
    assert!(run.stderr.contains("warning[K0410]"), "{}", run.stderr);
}

/// A plain tag gives escapes that mean nothing in code, so that data there fail rather than run.
#[test]
fn data_never_run_as_code() {
    let desk = Desk::new();
    desk.edit("report/councils/water.json", "点検は三段階で行う。", "panic()");
    desk.write("own/blocks/paragraph.typ.hbs", "#paragraph(\n  {{this.text}}\n)\n");
    let messages = desk.errors(&OWN);
    assert!(messages.contains("the character `\\` is not valid in code"), "{messages}");
    assert!(messages.contains("own/blocks/paragraph.typ.hbs:2:3"), "{messages}");
    assert!(!messages.contains("panicked"), "{messages}");
}

#[test]
fn a_folder_of_templates_must_exist() {
    snapshot("templates", "missing_folder", &Desk::new().errors(&["--templates", "nowhere"]));
}

/// Templates that recurse by the data end where the data end, and otherwise by a limit.
#[test]
fn a_template_that_renders_its_own_context_without_end_is_stopped() {
    let desk = Desk::new();
    desk.write("own/blocks/paragraph.typ.hbs", "{{render ../blocks}}\n");
    let messages = desk.errors(&OWN);
    assert!(messages.starts_with("error[K0305]"), "{messages}");
}

#[test]
fn an_own_template_takes_the_place_of_the_built_in_one() {
    let desk = Desk::new();
    // A plain tag prints the datum too, with every character escaped.
    desk.write("own/blocks/paragraph.typ.hbs", "#paragraph[段落：{{this.text}}]\n");
    let run = desk.build(&["--templates", "own", "--emit-typst"]);
    assert_eq!((run.code, run.messages().as_str()), (Some(0), ""));
    let source = String::from_utf8(desk.read("out/typst/briefing.typ")).expect("UTF-8");
    let escaped: String = "点検は三段階で行う。".chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect();
    assert!(source.contains(&format!("#paragraph[段落：{escaped}]")));
}

/// Whatever names a leaf prints it: a path, a variable of a loop, a look-up, a helper within a partial that is handed one.
#[test]
fn leaves_are_printed_however_they_are_named() {
    let desk = Desk::new();
    desk.write("own/partials/cell.typ.hbs", "[{{text this}}]");
    let each =
        "{{#each items as |item|}}{{item.text}}{{#with item}}{{lookup this \"text\"}}{{text text}}{{/with}}{{/each}}";
    desk.write(
        "own/blocks/list.typ.hbs",
        format!("#paragraph[{each}{{{{#each items}}}}{{{{> partials/cell text}}}}{{{{/each}}}}]\n"),
    );
    desk.write("own/blocks/table.typ.hbs", "#paragraph[表]\n");
    let run = desk.build(&["--templates", "own", "--emit-typst"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let source = String::from_utf8(desk.read("out/typst/briefing.typ")).expect("UTF-8");
    let line = source.lines().find(|line| line.starts_with("#paragraph[\\u{")).expect("the list");
    let (escaped, rest) = line["#paragraph[".len()..].split_once("#(\"").expect("a literal");
    let text = rest.split('"').next().expect("a text");
    let spelt: String = text.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect();
    assert_eq!(escaped, format!("{spelt}{spelt}"));
    assert!(line.contains(&format!("[#(\"{text}\");]")), "{line}");
}

/// A template says what a document contains; how it looks is written in the components alone.
#[test]
fn shipped_templates_hold_no_layout() {
    let root = repository("templates");
    let mut errors = Vec::new();
    let mut count = 0;
    each_file(&root, &mut |path| {
        let name = path.strip_prefix(&root).expect("a path in the folder").display().to_string();
        if !name.ends_with(".typ.hbs") {
            return;
        }
        count += 1;
        let text = fs::read_to_string(path).expect("a template");
        errors.extend((text.lines().count() > 40).then(|| format!("{name} is longer than 40 lines")));
        for (at, line) in text.lines().enumerate() {
            errors.extend(layout_in(line).map(|found| format!("{name}:{}: `{found}` is layout", at + 1)));
        }
    });
    assert!(count > 10, "only {count} templates were found");
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The first thing in a line of a template that only a component may hold.
fn layout_in(line: &str) -> Option<&'static str> {
    let word = |word: &str| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|found| found == word);
    let length = |unit: &str| {
        line.match_indices(unit).any(|(at, _)| line[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.'))
    };
    let is_word = ["set", "font"].into_iter().find(|found| word(found));
    let is_call = ["rgb(", "luma(", "cmyk(", "oklab(", "oklch("].into_iter().find(|call| line.contains(call));
    is_word.or(is_call).or_else(|| ["pt", "mm", "cm", "em", "in", "fr", "%"].into_iter().find(|unit| length(unit)))
}

#[test]
fn layout_is_recognised() {
    for line in [
        "#set text(red)",
        "  set par()",
        "x: 3pt",
        "1.5em",
        "12.mm",
        "2cm",
        "fill: rgb(\"#000\")",
        "font: \"a\"",
        "1fr",
        "50%",
    ] {
        assert!(layout_in(line).is_some(), "{line}");
    }
    for line in ["{{date established}}設置", "#section(title: [設置])", "offset: 3", "subset", "fonts-of", "item 1"]
    {
        assert_eq!(layout_in(line), None, "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_template_that_lies_elsewhere_is_not_taken() {
    let desk = Desk::new();
    desk.write("secret.txt", "not for everyone");
    desk.write("own/typst/note.txt", "");
    desk.remove("own/typst/note.txt");
    std::os::unix::fs::symlink(desk.path("secret.txt"), desk.path("own/typst/theme.typ")).expect("a link");
    let run = desk.build(&["--templates", "own"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("error[K0501]"), "{}", run.stderr);
}
