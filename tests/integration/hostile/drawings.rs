//! Pictures of pixels and SVG drawings that are bombs, scripts, mislabelled or cut short.

use serde_json::json;

use super::{block, codes};
use crate::support::{Desk, headlines};

/// A desk that shows a picture of these bytes.
fn shown(name: &str, bytes: impl AsRef<[u8]>) -> Desk {
    let desk = block(json!({ "type": "picture", "file": format!("pictures/{name}"), "alt": "図" }));
    desk.write(&format!("report/pictures/{name}"), bytes);
    desk
}

fn svg(inner: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200">{inner}</svg>"#
    )
}

/// Each drawing is refused, with words that name what is wrong.
#[track_caller]
fn refused(why: &str, drawings: &[String]) {
    for inner in drawings {
        let head: String = inner.chars().take(200).collect();
        let desk = shown("a.svg", svg(inner));
        assert_eq!(codes(&desk), ["K0222"], "{head}");
        let (_, text) = super::found(&desk.path("report"));
        assert!(text.contains(why), "{head}: {text}");
    }
}

/// Each drawing is shown without an error.
#[track_caller]
fn taken(drawings: &[&str]) {
    for inner in drawings {
        let run = shown("a.svg", svg(inner)).build(&["--only", "briefing"]);
        assert_eq!(run.code, Some(0), "{inner}: {}", headlines(&run.stderr));
    }
}

#[test]
fn drawings_that_do_something_are_refused() {
    let handlers = ["onload", "onclick", "ONLOAD", "onbegin"];
    let handlers = handlers.map(|name| format!(r#"<rect {name}="alert(1)" width="9" height="9"/>"#));
    refused("script", &handlers);
    refused("script", &["<script>alert(1)</script>".into(), "<g><script href='a.js'/></g>".into()]);
}

#[test]
fn drawings_that_refer_to_anything_outside_are_refused() {
    let fills = [
        "url(file:///etc/passwd)",
        "URL(http://x/)",
        "Url( 'a.svg#b' )",
        r"u\72l(a.svg#b)",
        r"\55\52\4C(a.svg#b)",
        "u/**/rl(#a) url(/**/a.svg)",
        "none url(a.svg)",
    ];
    let mut drawings: Vec<String> =
        fills.iter().map(|fill| format!(r#"<rect width="9" height="9" style="fill:{fill}"/>"#)).collect();
    drawings.extend(
        ["@import 'a.css'", r"@\69mport 'a.css'", "a{fill:URL(a.svg)}", "<![CDATA[@IMPORT 'a.css']]>"]
            .map(|sheet| format!("<style>{sheet}</style>")),
    );
    drawings.extend(
        ["file:///etc/passwd", "../report.json", "https://x/a.png", " HTTP://x"]
            .map(|target| format!(r#"<image href="{target}" width="9" height="9"/>"#)),
    );
    drawings.push(r#"<use xlink:href="other.svg#a"/>"#.to_owned());
    refused("it refers to", &drawings);
}

#[test]
fn drawings_within_drawings_are_refused() {
    let inner = "data:image/svg+xml,%3Csvg%3E%3Cimage href=%22file:///etc/hostname%22/%3E%3C/svg%3E";
    let coded = "data:image/png;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
    let zipped = "data:image/png;base64,H4sIAAAAAAAAA7MpLkvXtwMAMcVE0QYAAAA=";
    refused(
        "another drawing",
        &[inner, coded, zipped].map(|href| format!(r#"<image href="{href}" width="9" height="9"/>"#)),
    );
}

#[test]
fn filters_are_refused() {
    let filters = [
        r#"<feTurbulence baseFrequency="0.0001" numOctaves="2000000000"/>"#,
        r#"<feMorphology radius="100000"/>"#,
        r#"<feGaussianBlur stdDeviation="1e9"/>"#,
    ];
    let uses =
        [r##"filter="url(#f)""##, r##"style="fill:red;FILTER : url(#f)""##, r#"filter="blur(99px)""#, r##"class="b""##];
    let sheet = "<style>.b { filter: url(#f) }</style>";
    let all = filters.iter().flat_map(|filter| {
        uses.map(|own| {
            let sheet = if own.starts_with("class") { sheet } else { "" };
            format!(
                r##"{sheet}<filter id="f" x="-1e9" width="2e9">{filter}</filter><rect width="9" height="9" {own}/>"##
            )
        })
    });
    refused("filter", &all.collect::<Vec<_>>());
    taken(&[r#"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect width="9" height="9" filter="none"/>"#]);
}

#[test]
fn what_is_drawn_by_reference_is_counted_each_time() {
    let doubled = |kind: &str| {
        let levels =
            (1..40).map(|n| format!(r##"<{kind} id="a{n}"><use href="#a{0}"/><use href="#a{0}"/></{kind}>"##, n - 1));
        format!(r##"<{kind} id="a0"><rect width="9" height="9"/></{kind}>{}"##, levels.collect::<String>())
    };
    let path = format!("M0 0{}", "l1 1".repeat(50_000));
    let dots = "<circle r='1'/>".repeat(100);
    let drawings = [
        doubled("g"),
        format!("{}<use href='#a39'/>", doubled("symbol")),
        format!("<defs>{}</defs><rect width='9' height='9' fill='url(#a39)'/>", doubled("pattern")),
        format!("<marker id='m'>{dots}</marker><path d='{path}' marker-mid='url(#m)'/>"),
        format!("<style>path {{ marker-mid: url( '#m' ) }}</style><marker id='m'>{dots}</marker><path d='{path}'/>"),
        "<rect width='9' height='9'/>".repeat(210_000),
    ];
    refused("too many lines", &drawings);
    let deep =
        ["<g>".repeat(50_000) + &"</g>".repeat(50_000), "<g opacity='0.5'>".repeat(3_000) + &"</g>".repeat(3_000)];
    refused("too deep", &deep);
    let chain: String = (1..5_000).map(|n| format!("<g id='a{n}'><use href='#a{}'/></g>", n - 1)).rev().collect();
    refused("too deep", &[format!("<g id='a0'/>{chain}")]);
    taken(&[
        r##"<g id="a"><use href="#a"/><rect width="9" height="9"/></g>"##,
        r##"<pattern id="p" width="1" height="1"><rect fill="url(#p)" width="9" height="9"/></pattern><rect fill="url(#p)" width="9" height="9"/>"##,
        r##"<pattern id="p" width="0.0001" height="0.0001" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect fill="url(#p)" width="100" height="100"/>"##,
        r##"<path d="M0 0L1e9 0" stroke="black" stroke-dasharray="0.00001"/>"##,
        r##"<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect width="9" height="9" fill="url(#a)"/>"##,
    ]);
}

#[test]
fn texts_of_millions_of_letters_are_refused() {
    let long = "a".repeat(5_000_000);
    let short = format!("<text id='t'>{}</text>{}", "a".repeat(1_000), "<use href='#t'/>".repeat(100));
    refused("characters", &[format!("<text>{long}</text>"), short]);
}

#[test]
fn drawings_that_are_no_xml_are_refused() {
    let lol: String = ('b'..='j')
        .map(|c| format!("<!ENTITY {c} \"{}\">", format!("&{};", char::from(c as u8 - 1)).repeat(10)))
        .collect();
    for text in [
        "".to_owned(),
        "<svg".to_owned(),
        "<html/>".to_owned(),
        "\u{FEFF}".to_owned(),
        format!("<!DOCTYPE svg [<!ENTITY a \"x\">{lol}]>{}", svg("<text>&j;</text>")),
        format!("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}", svg("<text>&a;</text>")),
    ] {
        assert_eq!(codes(&shown("a.svg", &text)), ["K0222"], "{text}");
    }
    assert_eq!(codes(&shown("a.svg", [0x1F, 0x8B, 8, 0])), ["K0222"]);
}

#[test]
fn pictures_cut_short_or_mislabelled_are_refused() {
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(60, 40, |x, y| image::Rgb([x as u8, y as u8, 7]));
    picture.write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    let png = png.into_inner();
    for end in [0, 8, 20, 33, png.len() / 2, png.len() - 20] {
        assert_eq!(codes(&shown("a.png", &png[..end])), ["K0222"], "{end}");
    }
    for name in ["a.jpg", "a.webp", "a.svg", "a.pdf", "a.gif", "a", "a.json"] {
        assert_eq!(codes(&shown(name, &png)), ["K0222"], "{name}");
    }
}
