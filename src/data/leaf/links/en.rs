//! What is wrong with targets of links.

use crate::address::Flaw;

pub(in crate::data::leaf) fn message(target: &str, flaw: Flaw) -> String {
    match flaw {
        Flaw::Unlike => format!("the link target `{target}` is not a web or mail address"),
        Flaw::Blank => format!("the link target `{target}` holds a blank"),
        Flaw::Sign => format!("the link target `{target}` holds a quotation mark or a backslash"),
        Flaw::NoScheme => format!("the link target `{target}` does not begin with `https://`"),
        Flaw::NoMailto => format!("the link target `{target}` does not begin with `mailto:`"),
        Flaw::OtherScheme => format!("the link target `{target}` is neither on the web nor a mail address"),
        Flaw::Slashes => format!("the link target `{target}` does not have two slashes behind the colon"),
        Flaw::Host => format!("the link target `{target}` does not name a host, such as `example.jp`, that can exist"),
        Flaw::Mailbox => format!("the link target `{target}` does not name a mail address that can exist"),
        Flaw::User => format!("the link target `{target}` has a name before its host, which readers take for the host"),
        Flaw::Fields => {
            format!("the link target `{target}` fills in more of a mail than its subject and a text of one line")
        }
    }
}

pub(in crate::data::leaf) fn hint(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Unlike => {
            "begin it with `https://`, `http://` or `mailto:`; if no link is meant, put a backslash before the `[` \
             (JSON: `\\\\`)"
        }
        Flaw::Blank => "write `%20` for the blank, or delete it",
        Flaw::Sign => "write `%22` for a quotation mark, and `/` for a backslash",
        Flaw::NoScheme => "put `https://` before it",
        Flaw::NoMailto => "put `mailto:` before it",
        Flaw::OtherScheme => {
            "begin it with `https://`, `http://` or `mailto:`; write a telephone number or the path of a file in the text"
        }
        Flaw::Slashes => "write it like `https://example.jp/`",
        Flaw::Host => "compare it with the address that a browser shows",
        Flaw::Mailbox => "write it like `mailto:taro@example.jp`",
        Flaw::User => "delete all between `//` and `@`, with the `@`",
        Flaw::Fields => "leave `subject` and `body` only behind the `?`, without line breaks (`%0D`, `%0A`)",
    }
}
