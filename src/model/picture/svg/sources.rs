//! What a drawing refers to, does, or would have others do.

use roxmltree::Node;

use super::super::pixels;
use super::super::words;
use crate::diagnostic::{Reason, Words, reason};

const HOLDS_DRAWING: Words = Words::new(
    "it contains another drawing; put the shapes of that drawing into it directly",
    "中に別の図のファイルが入っています。その図形を直接入れてください",
);

/// Refuses what would not be shown, would do something, or would be read from elsewhere.
pub(super) fn holds_itself(element: &Node<'_, '_>) -> Result<(), Reason> {
    let name = element.tag_name().name();
    match name {
        "script" => {
            return Err(Words::new(
                "it has a script, which cannot run in print; save it without scripts",
                "スクリプトが入っています。スクリプトなしで保存してください",
            )
            .into());
        }
        "foreignObject" if !element.ancestors().any(|above| above.tag_name().name() == "switch") => {
            return Err(words::HOLDS_WEB_TEXT.into());
        }
        _ => {}
    }
    for attribute in element.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        if key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Err(reason!(
                "it has a script (`{name}`), which cannot run in print; save it without scripts",
                "スクリプト（`{name}`）が入っています。スクリプトなしで保存してください",
                name = key.to_owned()
            ));
        }
        // Where a link leads is no matter of what is shown; it is not taken into the document.
        match key {
            "href" if name == "a" => {}
            "href" => target(value)?,
            "style" => style(value)?,
            "filter" => filter(value)?,
            _ => references(&plain(value))?,
        }
    }
    if name == "style" {
        style(&sheet(element))?;
    }
    Ok(())
}

/// The text of a style sheet.
pub(super) fn sheet(element: &Node<'_, '_>) -> String {
    element.children().filter_map(|child| child.text()).collect()
}

/// A style as browsers read it: without escapes and comments, in small letters (CSS Syntax 3, §4.3.7).
fn plain(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            out.extend(c.to_lowercase());
            continue;
        }
        let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let code = u32::from_str_radix(&rest[..digits], 16).ok();
        if let Some(code) = code {
            out.extend(char::from_u32(code).into_iter().flat_map(char::to_lowercase));
            rest = &rest[digits..];
            rest = rest.strip_prefix([' ', '\n', '\t', '\r']).unwrap_or(rest);
        }
    }
    out
}

/// Refuses a style that draws by filters, or refers to something outside.
fn style(style: &str) -> Result<(), Reason> {
    let plain = plain(style);
    for declaration in plain.split([';', '{', '}']) {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        if property.trim() == "filter" {
            filter(value)?;
        }
    }
    references(&plain)
}

/// Refuses a filter: what it costs depends on sizes, radii and rounds in ways that no limit is fair to.
fn filter(value: &str) -> Result<(), Reason> {
    let value = value.trim();
    if value.is_empty() || value.eq_ignore_ascii_case("none") {
        return Ok(());
    }
    Err(reason!(
        "it has a filter such as blur or shadow (`{name}`), which is not supported; save it as PNG",
        "ぼかしや影などのフィルター（`{name}`）には対応していません。PNGで保存してください",
        name = value.to_owned()
    ))
}

/// Refuses references of a style, in small letters, to anything outside the drawing.
fn references(plain: &str) -> Result<(), Reason> {
    if plain.contains("@import") {
        return Err(reason!(
            "it refers to the external file `{name}`; embed that file in it",
            "外部のファイル`{name}`を参照しています。図の中に埋め込んでください",
            name = "@import".to_owned()
        ));
    }
    let outside = |target: &&str| !(target.is_empty() || target.starts_with('#') || target.starts_with("data:"));
    let targets = plain.split("url(").skip(1).map(|part| part.split(')').next().unwrap_or_default());
    match targets.map(|target| target.trim().trim_matches(['"', '\'']).trim()).find(outside) {
        Some(target) => Err(reason!(
            "it refers to the external file `{name}`; embed that file in it",
            "外部のファイル`{name}`を参照しています。図の中に埋め込んでください",
            name = target.to_owned()
        )),
        None => Ok(()),
    }
}

/// Refuses what an element shows from elsewhere; pictures of pixels may stand in the drawing itself.
fn target(value: &str) -> Result<(), Reason> {
    let value = value.trim();
    if value.is_empty() || value.starts_with('#') {
        return Ok(());
    }
    let Some(data) = value.strip_prefix("data:") else {
        return Err(reason!(
            "it refers to the external file `{name}`; embed that file in it",
            "外部のファイル`{name}`を参照しています。図の中に埋め込んでください",
            name = value.to_owned()
        ));
    };
    let (kind, content) = data.split_once(',').unwrap_or((data, ""));
    let kind = kind.to_ascii_lowercase();
    if kind.contains("svg") || kind.contains("xml") || kind.starts_with("text/") {
        return Err(HOLDS_DRAWING.into());
    }
    if !kind.ends_with("base64") {
        return Err(words::PICTURE_INSIDE_BROKEN.into());
    }
    let bytes = from_base64(content).ok_or(words::PICTURE_INSIDE_BROKEN)?;
    // A drawing behind the name of a picture would be read like one.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<') || bytes.starts_with(&[0x1F, 0x8B]) {
        return Err(HOLDS_DRAWING.into());
    }
    pixels::whole(&bytes)
}

/// Bytes from their Base64 (RFC 4648 §4), white space left out.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            _ => return None,
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.extend(u8::try_from((held >> bits) & 0xFF));
        }
    }
    Some(out)
}
