//! Addresses of links: what is one, how it is written in a file (RFC 3986), and how readers on paper see it.

mod uri;

use self::uri::{authority, decoded, encoded, mailbox};
use crate::width::half_width;

/// An address to which a link may lead: a page of the web or a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    uri: String,
    words: String,
}

/// Why a text is not such an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is nothing like an address.
    Unlike,
    /// It holds white space.
    Blank,
    /// It holds a quotation mark or a backslash, which no address may.
    Sign,
    /// It is a page of the web without `https://`.
    NoScheme,
    /// It is a mailbox without `mailto:`.
    NoMailto,
    /// It is an address of another kind, such as `tel:`, `file:` or `javascript:`.
    OtherScheme,
    /// There are not exactly two slashes behind the colon.
    Slashes,
    /// The name of the host is missing, or cannot be one.
    Host,
    /// The mailbox is missing, or cannot be one.
    Mailbox,
    /// A name stands before the host, which readers take for the host.
    User,
    /// Behind a mailbox stands more than a subject and a text of one line: a file to attach, a further recipient.
    Fields,
}

const WEB: [&str; 2] = ["https", "http"];
const MAIL: &str = "mailto";
/// What a link may fill in of a mail: neither files of whoever follows it, nor recipients that nobody sees.
const FIELDS: [&str; 2] = ["subject", "body"];
/// Ends of host names by which an address without `https://` is told from the name of a file.
const DOMAINS: [&str; 8] = ["jp", "com", "org", "net", "info", "eu", "int", "gov"];

impl Address {
    /// Reads an address as somebody typed it, perhaps with Japanese in it or in full-width letters.
    ///
    /// # Errors
    /// Why it is none to which a link may lead.
    pub fn parse(typed: &str) -> Result<Self, Flaw> {
        let text = in_half_width(typed);
        let Some((scheme, rest)) = scheme(&text) else { return Err(without_scheme(&text)) };
        let web = WEB.contains(&scheme.as_str());
        if !web && scheme != MAIL {
            return Err(if scheme.len() == 1 { Flaw::Unlike } else { Flaw::OtherScheme });
        }
        if text.chars().any(char::is_whitespace) {
            return Err(Flaw::Blank);
        }
        if text.contains(['"', '\\']) {
            return Err(Flaw::Sign);
        }
        if web {
            let rest = rest.strip_prefix("//").filter(|rest| !rest.starts_with('/')).ok_or(Flaw::Slashes)?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let uri = format!("{scheme}://{}{}", authority(&rest[..end])?, encoded(&rest[end..]));
            return Ok(Self { uri, words: format!("{scheme}://{rest}") });
        }
        let (boxes, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        if !is_harmless(boxes, query) {
            return Err(Flaw::Fields);
        }
        let uris = boxes.split(',').map(mailbox).collect::<Result<Vec<String>, Flaw>>()?;
        Ok(Self { uri: format!("{MAIL}:{}{}", uris.join(","), encoded(query)), words: boxes.to_owned() })
    }

    /// The address in the characters of RFC 3986: hosts in Punycode (IDNA), all else percent-encoded (RFC 3987 §3.1). What is
    /// percent-encoded already stays as it is.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The address as it is printed for readers on paper.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether words that stand on a page are this address, perhaps without its scheme.
    pub fn is(&self, words: &str) -> bool {
        let words = words.trim();
        let typed = [words.to_owned(), format!("https://{words}"), format!("{MAIL}:{words}")];
        typed.iter().filter_map(|typed| Self::parse(typed).ok()).any(|address| bare(&address.uri) == bare(&self.uri))
    }
}

/// An address without its scheme and the slash at its end, its characters as they are read.
fn bare(uri: &str) -> String {
    let rest = uri.split_once(':').map_or(uri, |(_, rest)| rest);
    let decoded = decoded(rest);
    decoded.trim_start_matches('/').trim_end_matches('/').to_owned()
}

/// The scheme in small letters, and what follows its colon. A host and its port are none.
fn scheme(text: &str) -> Option<(String, &str)> {
    let (name, rest) = text.split_once(':')?;
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let sound = begins && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-".contains(c));
    sound.then(|| (name.to_ascii_lowercase(), rest))
}

/// What is missing of a text without a scheme.
fn without_scheme(text: &str) -> Flaw {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_of_web = host.to_ascii_lowercase().starts_with("www.") || is_domain(host) || text.starts_with("//");
    match text.split_once('@') {
        Some((user, host)) if !user.is_empty() && host.contains('.') && is_host_name(host) => Flaw::NoMailto,
        _ if is_of_web => Flaw::NoScheme,
        _ => Flaw::Unlike,
    }
}

fn is_host_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
}

/// Whether a text is the name of a host under one of the usual domains.
fn is_domain(text: &str) -> bool {
    let end = text.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    is_host_name(text) && end.is_some_and(|end| DOMAINS.contains(&end.as_str()))
}

/// An address in half-width letters and signs where it was typed in full-width ones. Full-width letters behind a half-width
/// host are part of a name there, as in `第１回.pdf`.
fn in_half_width(typed: &str) -> String {
    let folded: String = typed.chars().map(half_width).collect();
    let is_wide = !has_known_scheme(typed) || is_mail(typed) || has_wide_host(typed);
    if is_wide && has_known_scheme(&folded) { folded } else { typed.to_owned() }
}

fn has_known_scheme(text: &str) -> bool {
    is_mail(text) || scheme(text).is_some_and(|(scheme, _)| WEB.contains(&scheme.as_str()))
}

fn is_mail(text: &str) -> bool {
    scheme(text).is_some_and(|(scheme, _)| scheme == MAIL)
}

/// Whether the host of a page of the web was typed in full-width letters.
fn has_wide_host(text: &str) -> bool {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    rest[..end].chars().any(|c| half_width(c) != c)
}

/// Whether a mail gets a subject and a text at most, and no line breaks, by which a line could be a further field.
fn is_harmless(boxes: &str, query: &str) -> bool {
    let fields = query.trim_start_matches('?').split('&').filter(|field| !field.is_empty());
    let mut names = fields.map(|field| decoded(field.split('=').next().unwrap_or_default()).to_lowercase());
    names.all(|name| FIELDS.contains(&name.as_str()))
        && ![boxes, query].iter().any(|text| decoded(text).contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn leads(typed: &str, uri: &str, words: &str) {
        let address = Address::parse(typed).expect(typed);
        assert_eq!((address.uri(), address.words()), (uri, words), "{typed}");
    }

    #[test]
    fn japanese_is_encoded_and_what_is_encoded_stays() {
        leads(
            "https://example.jp/資料/第１回.pdf",
            "https://example.jp/%E8%B3%87%E6%96%99/%E7%AC%AC%EF%BC%91%E5%9B%9E.pdf",
            "https://example.jp/資料/第１回.pdf",
        );
        leads(
            "https://例え.jp:8080/?検索=あ&b=1#節",
            "https://xn--r8jz45g.jp:8080/?%E6%A4%9C%E7%B4%A2=%E3%81%82&b=1#%E7%AF%80",
            "https://例え.jp:8080/?検索=あ&b=1#節",
        );
        for same in [
            "https://example.jp/%E8%B3%87%E6%96%99?q=%20a+b#x",
            "https://Example.jp",
            "http://example.jp/a_(b)/~c;d=e,f!*'",
            "https://example.jp:/",
            "https://[2001:db8::1]:80/",
            "http://192.0.2.1/",
        ] {
            leads(same, same, same);
        }
        leads(
            "https://a.jp/100%?{x}^[y]#a#b",
            "https://a.jp/100%25?%7Bx%7D%5E%5By%5D#a%23b",
            "https://a.jp/100%?{x}^[y]#a#b",
        );
        leads("HTTPS://a.jp/A", "https://a.jp/A", "https://a.jp/A");
    }

    #[test]
    fn addresses_may_be_typed_in_full_width() {
        leads(
            "ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ａ？ｂ＝１",
            "https://example.jp/a?b=1",
            "https://example.jp/a?b=1",
        );
        leads("https://ｅｘａｍｐｌｅ．ｊｐ／ａ", "https://example.jp/a", "https://example.jp/a");
        leads("ｍａｉｌｔｏ：ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "mailto:taro@example.jp", "taro@example.jp");
        leads("mailto:ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "mailto:taro@example.jp", "taro@example.jp");
    }

    #[test]
    fn mailboxes_are_encoded_part_by_part() {
        leads(
            "mailto:太郎@例え.jp?subject=会議の件&body=a@b",
            "mailto:%E5%A4%AA%E9%83%8E@xn--r8jz45g.jp?subject=%E4%BC%9A%E8%AD%B0%E3%81%AE%E4%BB%B6&body=a@b",
            "太郎@例え.jp",
        );
        leads("mailto:a@a.jp,b@a.jp", "mailto:a@a.jp,b@a.jp", "a@a.jp,b@a.jp");
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (typed, flaw) in [
            ("2", Flaw::Unlike),
            ("weirs.pdf", Flaw::Unlike),
            ("../資料/第 1回.pdf", Flaw::Unlike),
            (r"C:\資料.pdf", Flaw::Unlike),
            (r"\\sv01\資料", Flaw::Unlike),
            ("https://example.jp/第 1回.pdf", Flaw::Blank),
            ("https://example.jp/　", Flaw::Blank),
            ("mailto: a@a.jp", Flaw::Blank),
            (r"https:\\example.jp", Flaw::Sign),
            ("https://example.jp/\"", Flaw::Sign),
            ("www.example.jp", Flaw::NoScheme),
            ("example.go.jp/資料", Flaw::NoScheme),
            ("example.jp:8080/", Flaw::NoScheme),
            ("//example.jp/", Flaw::NoScheme),
            ("taro@example.jp", Flaw::NoMailto),
            ("tel:03-1234-5678", Flaw::OtherScheme),
            ("javascript:alert(1)", Flaw::OtherScheme),
            ("file:///C:/資料.pdf", Flaw::OtherScheme),
            ("ftp://example.jp/", Flaw::OtherScheme),
            ("http:/example.jp", Flaw::Slashes),
            ("https:example.jp", Flaw::Slashes),
            ("https:///example.jp", Flaw::Slashes),
            ("https://", Flaw::Host),
            ("https://?a", Flaw::Host),
            ("https://a..b<c>/", Flaw::Host),
            ("https://example.jp:99999/", Flaw::Host),
            ("mailto:", Flaw::Mailbox),
            ("mailto:taro", Flaw::Mailbox),
            ("mailto:@example.jp", Flaw::Mailbox),
            ("mailto:a@b@example.jp", Flaw::Mailbox),
            ("https://u@example.jp:/", Flaw::User),
            ("https://www.pref.example.lg.jp@example.org:99/", Flaw::User),
            ("https://ｗｗｗ.example.lg.jp＠example.org/", Flaw::User),
            ("https://www.example.lg.jp%40example.org/", Flaw::Host),
            ("mailto:a@a.jp?attach=/etc/passwd", Flaw::Fields),
            ("mailto:a@a.jp?subject=x&%41ttach=/etc/passwd", Flaw::Fields),
            ("mailto:a@a.jp?bcc=x@a.jp", Flaw::Fields),
            ("mailto:a@a.jp?CC=x@a.jp", Flaw::Fields),
            ("mailto:a@a.jp?body=%0d%0a", Flaw::Fields),
            ("mailto:a%0Abcc:x@a.jp", Flaw::Fields),
            ("ｍａｉｌｔｏ：ａ＠ａ．ｊｐ？ｔｏ＝ｘ＠ａ．ｊｐ", Flaw::Fields),
        ] {
            assert_eq!(Address::parse(typed), Err(flaw), "{typed}");
        }
    }

    #[test]
    fn words_may_be_the_address() {
        let address = |typed| Address::parse(typed).expect(typed);
        for words in ["https://a.jp/資料", "a.jp/資料/", "http://a.jp/%E8%B3%87%E6%96%99"] {
            assert!(address("https://a.jp/%E8%B3%87%E6%96%99").is(words), "{words}");
        }
        assert!(address("mailto:x@a.jp").is("x@a.jp"));
        for words in ["a.jp", "資料", "https://a.jp/別"] {
            assert!(!address("https://a.jp/資料").is(words), "{words}");
        }
    }

    proptest! {
        #[test]
        fn uris_are_of_ascii_and_are_read_as_themselves(
            host in "[a-z]{1,4}\\.jp|例え\\.jp|ｅｘ．ｊｐ", rest in "(/[\\PC]{0,8}){0,2}(\\?[\\PC]{0,6})?(#[\\PC]{0,6})?"
        ) {
            let typed = format!("https://{host}{rest}");
            if let Ok(address) = Address::parse(&typed) {
                let uri = address.uri();
                prop_assert!(uri.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c)), "{}", uri);
                let again = Address::parse(uri).expect(uri);
                prop_assert_eq!(again.uri(), uri);
            }
        }
    }
}
