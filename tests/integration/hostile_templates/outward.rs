//! Links and files by which a stranger's components would lead readers out of a document.

use super::{build, package, refused, says};
use crate::support::{Desk, Run};

/// Builds with a component that sets this besides what documents carry.
#[track_caller]
fn with(content: &str, more: &[&str]) -> (Desk, Run) {
    let desk = Desk::new();
    let own = std::fs::read_to_string(crate::support::repository("templates/typst/attachments.typ")).expect("it");
    let own = own.replace("#let attachments()", "#let own()");
    desk.write("mine/typst/attachments.typ", format!("{own}\n#let attachments() = {{\n  own()\n  {content}\n}}\n"));
    let run = build(&desk, more);
    (desk, run)
}

#[test]
fn links_lead_to_pages_and_mailboxes_alone() {
    for target in [
        "javascript:app.alert(1)",
        "mailto:a@example.jp?bcc=b@example.org",
        "https://www.example.lg.jp@example.org/",
        "JavaScript:app.alert(1)",
        "file:///etc/passwd",
        "file://server/share/a.exe",
        "data:text/html,x",
        "vbscript:x",
        "smb://server/share",
        "tel:0312345678",
        "ftp://example.org/a.exe",
        "a.exe",
        "../a.exe",
        "/etc/passwd",
        "#page=2",
        "//server/share",
        "https:a.exe",
        " https://example.org",
        "java\\tscript:x",
    ] {
        let (desk, run) = with(&format!("link(\"{target}\")[続き]"), &["--only", "summaries", "--council", "parks"]);
        let said = refused(&desk, &run, 1);
        says(&said, &["error[K0310]: the link target `", "--> mine/typst/attachments.typ:"]);
    }
    for target in ["https://example.org/a?b#c", "http://example.org", "mailto:a@example.org"] {
        let (_, run) = with(&format!("place(link(\"{target}\")[続き])"), &["--only", "briefing"]);
        assert_eq!(run.code, Some(0), "{target}: {}", run.stderr);
    }
}

#[test]
fn links_of_every_document_and_edition_are_looked_at() {
    let link = "link(\"file:///etc/passwd\")[続き]";
    for only in ["briefing", "summaries", "set"] {
        let (desk, run) = with(link, &["--only", only]);
        says(&refused(&desk, &run, 1), &["error[K0310]"]);
    }
    // Pages are laid out once, for the screen: what asks for another edition never comes to be.
    let hidden = "import \"setting.typ\": edition\n  if edition != \"srgb\" { place(link(\"javascript:x\", box(width: 1pt, height: 1pt))) }";
    let (desk, run) = with(hidden, &["--only", "briefing"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let print = ["build", "report", "-o", "print", "--edition", "print", "-q", "--templates", "mine", "--lang", "ja"];
    let run = desk.run(&[&print[..], &["--only", "briefing"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let file = std::fs::read(desk.path("print/print/briefing.pdf")).expect("the print edition");
    assert!(!file.windows(10).any(|window| window == b"javascript"));
    // What is no call of `link` has no place, but the components that may have made it are named.
    let entry = "place(hide(cite(<a>)))\n  place(hide(bibliography(bytes(\"a:\\n  type: web\\n  title: A\\n  url: ftp://x.org/a\\n\"))))";
    let (desk, run) = with(entry, &["--only", "summaries", "--council", "parks"]);
    says(&refused(&desk, &run, 1), &["error[K0310]: the link target `ftp://x.org/a`", "mine/typst/attachments.typ"]);
}

#[test]
fn nothing_but_our_own_files_is_attached() {
    let attach = |name: &str| {
        format!(
            "pdf.attach(\"{name}\", bytes(\"MZ\"), relationship: \"data\", mime-type: \"text/plain\", description: \"表\")"
        )
    };
    for name in ["setup.exe", "data.json", "source.zip", "../a.exe", "theme.typ"] {
        let (desk, run) = with(&attach(name), &["--only", "summaries", "--council", "parks"]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
        if name != "../a.exe" {
            let said = refused(&desk, &run, 1);
            says(&said, &["error[K0311]: the attached file `", "--> mine/typst/attachments.typ:"]);
        }
    }
    let read = "pdf.attach(\"theme.typ\", relationship: \"data\", mime-type: \"text/plain\", description: \"表\")";
    let (desk, run) = with(read, &["--only", "briefing", "--lang", "ja"]);
    says(&refused(&desk, &run, 1), &["誤り[K0311]: 添付されたファイル`theme.typ`は、"]);
}

#[test]
fn what_a_stranger_packed_is_not_made_anew() {
    for (content, code) in [
        ("link(\"javascript:app.alert(1)\")[続き]", "K0310"),
        (
            "pdf.attach(\"setup.exe\", bytes(\"MZ\"), relationship: \"data\", mime-type: \"text/plain\", description: \"表\")",
            "K0311",
        ),
    ] {
        let desk = Desk::new();
        package::pdf(&desk, &[("templates/typst/attachments.typ", &format!("#let attachments() = {content}\n"))]);
        let run = desk.run(&["archive", "rebuild", "stranger.pdf", "-o", "out", "-q"]);
        let said = refused(&desk, &run, 1);
        says(&said, &[&format!("error[{code}]"), "templates/typst/attachments.typ:1:"]);
    }
}
