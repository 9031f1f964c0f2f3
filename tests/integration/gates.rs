//! Checks on the laid-out pages: each is planted once, and told in both languages.

use crate::support::{Desk, snapshot};

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

/// A test a gate: what is written before the check, and whether it is a fault or a warning.
macro_rules! gates {
    ($( $name:ident $severity:ident ($desk:ident) $plant:block )*) => {
        $(
            #[test]
            fn $name() {
                let $desk = &Desk::new();
                $desk.write("own/partials/.keep", "");
                $desk.remove("own/partials/.keep");
                $plant
                let fault = stringify!($severity) == "fault";
                let (codes, text) = findings($desk, false);
                assert_eq!(codes, vec![Some(i32::from(fault)); 2], "{text}");
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
    text_that_leaves_its_cell fault (desk) {
        desk.edit(WATER, r#"["上流", 1000"#, r#"["upstream_inspection_results_of_the_fiscal_year_2020_final_version_of_the_north_western_district_office.xlsx", 1000"#);
    }
    text_over_another fault (desk) {
        desk.write(PARAGRAPH, "#place(dx: 3pt)[{{inline text}}]\n#place[{{inline text}}]\n#v(2em)\n");
    }
    text_off_the_page fault (desk) {
        desk.write(PARAGRAPH, "#place(dx: 480pt, box(width: 400pt)[{{inline text}}])\n#v(2em)\n");
    }
    character_without_a_glyph fault (desk) {
        desk.edit(WATER, "点検は三段階で", "点検は\\ud83d\\ude00三段階で");
    }
}
