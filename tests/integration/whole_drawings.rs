//! SVG drawings: what browsers show is printed, or told at its place.

use std::time::{Duration, Instant};

use kakugi::diagnostic::{Diagnostic, Language, Sources};
use kakugi::model::Report;

use crate::support::{Desk, snapshot};
use crate::whole_pictures::{all_said, desk, said, shown};

fn svg(inner: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 200">{inner}</svg>"#
    )
}

fn drawing(inner: &str) -> Desk {
    desk("a.svg", svg(inner))
}

/// The drawing as pages show it; nothing may be said about it.
#[track_caller]
fn drawn(inner: &str) -> String {
    let desk = drawing(inner);
    assert_eq!(said(&desk, Language::English), "", "{inner}");
    shown(&desk)
}

/// An attribute of the only element of a kind.
#[track_caller]
fn attribute(drawing: &str, element: &str, name: &str) -> String {
    let tree = roxmltree::Document::parse(drawing).expect("XML");
    let node = tree.descendants().find(|node| node.tag_name().name() == element).expect("an element");
    node.attribute(name).unwrap_or_default().to_owned()
}

#[test]
fn colours_are_those_that_browsers_show() {
    for (style, fill) in [
        ("fill: light-dark(#dae8fc, #1d293b)", "#dae8fc"),
        ("fill: light-dark(rgb(218, 232, 252), var(--dark, #000))", "#dae8fc"),
        ("fill: var(--c, #dae8fc)", "#dae8fc"),
        ("fill: var(--set)", "#aa0000"),
        ("fill: rgb(218 232 252 / 50%)", "#dae8fc80"),
        ("fill: oklch(0.7 0.1 200)", "#40b1b7"),
        ("fill: hwb(0 20% 40%)", "#993333"),
        ("fill: color-mix(in srgb, red 25%, white)", "#ffbfbf"),
        ("fill: color-mix(in srgb, currentColor, white)", "#80c080"),
        ("fill: CanvasText", "#000000"),
        ("fill: TRANSPARENT", "#00000000"),
        ("fill: url('#g') light-dark(red, blue)", "url(#g) #ff0000"),
        ("fill: #123 icc-color(#cmyk, 1, 0, 0, 0)", "#112233"),
        ("fill: red !important; fill: blue", "#ff0000"),
        ("fill: initial", "black"),
        ("fill: inherit", "inherit"),
        ("fill: none", "none"),
    ] {
        let inner = format!(
            r#"<style>:root {{ --set: #a00 }} .c {{ color: green }}</style><rect class="c" width="90" height="90" fill="yellow" style="{style}"/>"#
        );
        assert_eq!(attribute(&drawn(&inner), "rect", "fill"), fill, "{style}");
    }
    let plain = drawn(r#"<rect width="9" height="9" fill="light-dark(tomato, blue)" stroke="hsl(120 100% 25%)"/>"#);
    assert_eq!(attribute(&plain, "rect", "fill"), "#ff6347");
    assert_eq!(attribute(&plain, "rect", "stroke"), "#008000");
}

#[test]
fn rules_apply_as_in_browsers() {
    let rules = "
        rect { fill: #010101; stroke: #020202 }
        .b { fill: #030303 } .a { fill: #040404 }
        g > .a.b { fill: #050505 } #r { stroke: #060606 }
        .never:hover { fill: red }
        @media print { rect { fill: red } } @media (prefers-color-scheme: dark) { rect { fill: red } }
        @media screen { rect { stroke-width: 3px } }
        [data-kind='x'] { opacity: 50% }
        rect { cx: 1; width: 90px; transform: translate(5px, 5px) rotate(0.25turn) }";
    let sheet = drawn(&format!(
        r##"<style>/* rules */ {rules}</style><g><rect id="r" class="a  b" data-kind="x" height="90"/></g>"##
    ));
    for (name, value) in [
        ("fill", "#050505"),
        ("stroke", "#060606"),
        ("stroke-width", "3px"),
        ("opacity", "0.5"),
        ("width", "90px"),
        ("height", "90"),
        ("transform", "translate(5 5) rotate(90)"),
    ] {
        assert_eq!(attribute(&sheet, "rect", name), value, "{name}");
    }
    assert!(!sheet.contains("<style"), "{sheet}");
    // The paper of a drawing that is not white is drawn.
    let paper =
        desk("a.svg", svg("<rect width='9' height='9'/>").replace("viewBox", "style='background: #eef' viewBox"));
    assert_eq!(attribute(&shown(&paper), "rect", "fill"), "#eeeeff");
    let white = desk(
        "a.svg",
        svg("<circle r='9'/>").replace("viewBox", "style='background-color: light-dark(#fff, #000)' viewBox"),
    );
    assert!(!shown(&white).contains("<rect"));
}

#[test]
fn families_of_office_programs_are_gothic_or_mincho_and_stay_bold() {
    let text = |keys: &str| attribute(&drawn(&format!("<text y='20' {keys}>体制 2019</text>")), "text", "font-family");
    for (keys, families) in [
        ("font-family='sans-serif' font-weight='bold'", "'BIZ UDGothic'"),
        ("style=\"font: bold 12px/1.2 'ＭＳ ゴシック'\"", "'ＭＳ ゴシック', 'BIZ UDGothic'"),
        ("font-family='游明朝, serif'", "'游明朝', 'BIZ UDMincho'"),
        ("font-family='serif' font-weight='700'", "'BIZ UDGothic'"),
        ("font-family='Hiragino Kaku Gothic ProN'", "'Hiragino Kaku Gothic ProN', 'BIZ UDGothic'"),
    ] {
        assert_eq!(text(keys), families, "{keys}");
    }
    // A weight within a family of its own.
    let inner = drawn("<g font-family='serif'><text y='20'>体<tspan font-weight='600'>制</tspan></text></g>");
    assert_eq!(attribute(&inner, "g", "font-family"), "'BIZ UDMincho'");
    assert_eq!(attribute(&inner, "tspan", "font-family"), "'BIZ UDGothic'");
    // Letters without a size have that of browsers.
    assert_eq!(attribute(&inner, "svg", "font-size"), "16");
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let label = |web: &str, plain: &str| {
        format!(
            r#"<switch><foreignObject width="90" height="90" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div xmlns="http://www.w3.org/1999/xhtml">{web}</div></foreignObject><text y="20">{plain}</text></switch>"#
        )
    };
    let text = "<text y='20'>体制</text>";
    let all = [
        ("flowed text", "<flowRoot><flowRegion><rect width='90' height='90'/></flowRegion><flowPara>流し込みの文</flowPara></flowRoot>".to_owned()),
        ("text in a shape", "<text style='shape-inside: url(#r)'>流し込みの文</text>".to_owned()),
        ("text of a width", "<text style='inline-size: 90px'>流し込みの文</text>".to_owned()),
        ("web text", "<foreignObject width='9' height='9'><p>文</p></foreignObject>".to_owned()),
        ("web text alone in a switch", "<switch><foreignObject width='9' height='9'><p xmlns='http://www.w3.org/1999/xhtml'>文</p></foreignObject></switch>".to_owned()),
        ("label that is cut", label("推進体制の全体像", "推進体制の...")),
        ("label that differs", label("推進体制", "体制図")),
        ("colour of a function", "<rect width='9' height='9' fill='device-cmyk(1 0 0 0)'/>".to_owned()),
        ("variable without a value", "<rect width='9' height='9' style='fill: var(--x)'/>".to_owned()),
        ("length of a window", "<rect width='9' height='9' stroke='red' style='stroke-width: 1vw'/>".to_owned()),
        ("clip of a style sheet", "<rect width='9' height='9' style='clip-path: circle(4px)'/>".to_owned()),
        ("transformation in depth", "<rect width='9' height='9' style='transform: rotate3d(1,1,1,45deg)'/>".to_owned()),
        ("letters in capitals", "<text y='20' style='text-transform: uppercase'>abc</text>".to_owned()),
        ("selector", "<style>rect:nth-child(2) { fill: red }</style><rect width='9' height='9'/>".to_owned()),
        ("query of a window", "<style>@media (min-width: 9px) { rect { fill: red } }</style><rect width='9' height='9'/>".to_owned()),
        ("condition", "<style>@supports (fill: red) { rect { fill: red } }</style><rect width='9' height='9'/>".to_owned()),
        ("mesh", "<defs><meshgradient id='m'/></defs><rect width='9' height='9' fill='url(#m)'/>".to_owned()),
        ("text turned round", "<text y='20'>収\u{202E}益</text>".to_owned()),
        ("font of its own", format!("<style>@font-face {{ font-family: 'Icons'; src: url(data:font/woff2;base64,AA==) }}</style>{text}")),
        ("animation", "<rect width='9' height='9'><animate attributeName='x' to='9'/></rect>".to_owned()),
    ];
    let cases: Vec<(&str, Desk)> = all.iter().map(|(name, inner)| (*name, drawing(inner))).collect();
    all_said("drawings_not_whole", &cases);
}

/// The place of an error is in the drawing, with the report's place beside it.
#[test]
fn errors_stand_at_their_places_in_the_drawing() {
    let lines = "<svg xmlns='http://www.w3.org/2000/svg'>\n  <style>\n    .a { fill: red; stroke: device-cmyk(0 0 0 1) }\n  </style>\n  <rect class='a' width='9' height='9'/>\n</svg>\n";
    let desk = desk("a.svg", lines);
    snapshot("pictures", "place_in_a_drawing", &desk.errors_in_both_languages(&[]));
}

#[test]
fn drawings_of_common_programs_are_shown_whole() {
    // Labels of draw.io, and the note with which it ends.
    let drawio = r##"<g><rect width="90" height="40" fill="#dae8fc" stroke="#6c8ebf" style="fill: light-dark(#dae8fc, #1d293b);" pointer-events="all"/>
        <switch><foreignObject style="overflow: visible" width="100%" height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility">
        <div xmlns="http://www.w3.org/1999/xhtml" style="display: flex"><div><b>推進</b><br/>体制&#160;</div></div></foreignObject>
        <text x="45" y="24" fill="#000" font-family="&quot;Helvetica&quot;" font-size="12px" text-anchor="middle">推進体制</text></switch></g>
        <switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><a xlink:href="https://www.drawio.com/doc/faq/svg-export-text-problems" target="_blank"><text x="50%" y="100%">Text is not SVG - cannot display</text></a></switch>"##;
    let drawio = drawn(drawio);
    assert!(drawio.contains("推進体制") && !drawio.contains("cannot display"), "{drawio}");
    // Inkscape writes empty flows, places of lines, and much of its own.
    let inkscape = r#"<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="red"/>
        <flowRoot><flowRegion><rect width="9" height="9"/></flowRegion><flowPara/></flowRoot>
        <text xml:space="preserve" style="font-size:12px;line-height:1.25;font-family:sans-serif;-inkscape-font-specification:'sans-serif, Normal';shape-inside:url(#r)"><tspan x="10" y="20"><tspan style="fill:#ff0000">体制</tspan></tspan></text>"#;
    assert!(drawn(inkscape).contains("体制"));
    // Illustrator writes entities, classes and extensions.
    let illustrator = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\"><!ENTITY st0 \"fill:#E60012;\">]><svg xmlns=\"&ns_svg;\" viewBox=\"0 0 9 9\"><style type=\"text/css\">.st0{fill:#E60012;}.st1{font-family:'KozGoPr6N-Bold-90ms-RKSJ-H';}</style><switch><foreignObject requiredExtensions=\"http://ns.adobe.com/AdobeIllustrator/10.0/\" width=\"1\" height=\"1\"/><g><rect class=\"st0\" width=\"9\" height=\"9\" style=\"&st0;\"/></g></switch></svg>";
    let desk = desk("a.svg", illustrator);
    assert_eq!(said(&desk, Language::English), "");
    assert_eq!(attribute(&shown(&desk), "rect", "fill"), "#e60012");
}

/// Drawings that are at a limit, or just beyond it, are read in a few seconds.
#[test]
fn work_on_drawings_is_bounded() {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let rules = |count: usize| many(count, &|n| format!(".c{n} {{ fill: red }} "));
    let cases = [
        (
            "attributes",
            format!("<rect {} width='9' height='9'/>", many(100_000, &|n| format!("a{n}='' "))),
            "attributes",
        ),
        (
            "namespaces",
            format!("<g {}/>", many(200, &|n| format!("xmlns:a{n}='b{n}' ")))
                + &many(200, &|m| format!("<g xmlns:c{m}='d'/>")),
            "namespaces",
        ),
        (
            "rules",
            format!(
                "<style>{}</style>{}",
                many(2_000, &|_| "g rect { fill: red } ".to_owned()),
                "<rect width='9' height='9'/>".repeat(20_000)
            ),
            "rules",
        ),
        (
            "rules by attributes",
            format!(
                "<style>{}</style>{}",
                many(3_000, &|n| format!("[a{n}] {{ fill: red }} ")),
                "<rect width='9' height='9'/>".repeat(20_000)
            ),
            "rules",
        ),
        (
            "selectors that go up",
            format!(
                "<style>{} {{ fill: red }}</style>{}{}",
                ["g"; 9].join(" ") + " rect",
                "<g>".repeat(150) + &"<rect/>".repeat(9),
                "</g>".repeat(150)
            ),
            "rules",
        ),
        (
            "variables",
            format!(
                "<g style='--v0: xxxxxxxxxx; {}'><rect width='9' height='9' style='fill: var(--v14)'/></g>",
                many(15, &|n| format!("--v{}: var(--v{n})var(--v{n});", n + 1))
            ),
            "variable",
        ),
        (
            "variables handed down",
            format!(
                "<g style='{}'>{}</g>",
                many(50_000, &|n| format!("--v{n}:red;")),
                "<rect width='9' height='9' style='--a:b'/>".repeat(2_000)
            ),
            "rules",
        ),
        ("pieces of a text", format!("<text y='20'>{}</text>", "<tspan>a</tspan>".repeat(49_000)), "pieces"),
        ("coordinates", format!("<path d='M0 0{}'/>", "l1 1".repeat(2_000_000)), "lines"),
        (
            "circles",
            format!(
                "<pattern id='p' width='1' height='1'>{}</pattern>",
                "<rect width='1' height='1' fill='url(#p)'/>".repeat(20_000)
            ),
            "lines",
        ),
        // Sound, and large.
        (
            "classes",
            format!(
                "<style>{}</style>{}",
                rules(2_000),
                many(20_000, &|n| format!("<rect class='c{}' width='9' height='9'/>", n % 2_000))
            ),
            "",
        ),
    ];
    for (name, inner, said_of) in cases {
        let desk = drawing(&inner);
        #[allow(clippy::disallowed_methods, reason = "what is bounded is the time that a drawing takes")]
        let start = Instant::now();
        let found = desk.told();
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(20), "{name}: {taken:?}");
        let text: String = found.iter().map(|each| each.message(Language::English)).collect();
        assert!(text.contains(said_of) && (said_of.is_empty() == text.is_empty()), "{name}: {text}");
    }
}

/// What a drawing says may be anything; it is quoted within bounds, and turns no message round.
#[test]
fn names_from_drawings_are_quoted_within_bounds() {
    let long = "x".repeat(100_000);
    for inner in [
        format!("<rect width='9' height='9' fill='{long}'/>"),
        format!("<rect width='9' height='9' style='fill: var(--{long})'/>"),
        format!("<style>rect:not({long}) {{ fill: red }}</style><rect width='9' height='9'/>"),
        "<rect width='9' height='9' fill='a\u{202E}b'/>".to_owned(),
    ] {
        let mut sources = Sources::default();
        let Err(errors) = Report::load(drawing(&inner).path("report").as_path(), &mut sources) else {
            panic!("it is sound")
        };
        assert!(errors.iter().any(Diagnostic::is_error));
        for error in &errors {
            let text = error.message(Language::Japanese);
            assert!(text.chars().count() < 300 && !text.contains('\u{202E}'), "{text}");
        }
    }
}
