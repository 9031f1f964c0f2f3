//! Parts of addresses in the characters of RFC 3986.

use std::fmt::Write;

use url::Host;

use super::Flaw;

/// A text with the characters that percent signs stand for; bytes that are no UTF-8 are replaced.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut offset = 0;
    while let Some(plain) = text.as_bytes().get(offset) {
        let encoded = encoded_byte(text, offset);
        bytes.push(encoded.unwrap_or(*plain));
        offset += if encoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that a percent sign at an offset stands for.
fn encoded_byte(text: &str, offset: usize) -> Option<u8> {
    let digits = text.get(offset..offset + 3)?.strip_prefix('%')?;
    digits.chars().all(|c| c.is_ascii_hexdigit()).then(|| u8::from_str_radix(digits, 16).ok())?
}

/// The host of a page of the web, and its port if one is given.
pub(super) fn authority(place: &str) -> Result<String, Flaw> {
    if place.contains('@') {
        return Err(Flaw::User);
    }
    let port = place.rsplit_once(':').filter(|(_, port)| port.chars().all(|c| c.is_ascii_digit()));
    if port.is_some_and(|(_, port)| !port.is_empty() && port.parse::<u16>().is_err()) {
        return Err(Flaw::Host);
    }
    let mut out = host(port.map_or(place, |(host, _)| host))?;
    out.extend(port.map(|(_, port)| format!(":{port}")));
    Ok(out)
}

/// A host's name in ASCII; one that is typed so stays as it is.
fn host(text: &str) -> Result<String, Flaw> {
    match Host::parse(text) {
        Ok(_) if text.is_ascii() => Ok(encoded_but(text, "[]")),
        Ok(host) => Ok(host.to_string()),
        Err(_) => Err(Flaw::Host),
    }
}

/// A mailbox: its local part percent-encoded, and its host.
pub(super) fn mailbox(text: &str) -> Result<String, Flaw> {
    let (user, place) = text.rsplit_once('@').ok_or(Flaw::Mailbox)?;
    if user.is_empty() || user.contains('@') || !place.contains(|c: char| c.is_alphanumeric()) {
        return Err(Flaw::Mailbox);
    }
    Ok(format!("{}@{}", encoded(user), host(place).map_err(|_| Flaw::Mailbox)?))
}

/// A text in the characters that may stand in a path, a query or a fragment, all others as the bytes of UTF-8 in percent
/// signs. A percent sign that stands for a byte already stays.
pub(super) fn encoded(text: &str) -> String {
    encoded_but(text, "")
}

/// The same, but for further characters.
fn encoded_but(text: &str, more: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A fragment begins once.
    let mut fragment = false;
    for (offset, c) in text.char_indices() {
        let kept = match c {
            '%' => encoded_byte(text, offset).is_some(),
            '#' => !std::mem::replace(&mut fragment, true),
            c => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c) || more.contains(c),
        };
        if kept {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
