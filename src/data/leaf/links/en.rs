//! What is wrong with targets of links.

use crate::address::Flaw;

pub(in crate::data::leaf) fn message(target: &str, flaw: Flaw) -> String {
    match flaw {
        Flaw::Unlike => format!("the link target `{target}` is not a web or mail address"),
        Flaw::Blank => format!("the link target `{target}` has a blank"),
        Flaw::Sign => format!("the link target `{target}` has a quotation mark or a backslash"),
        Flaw::NoScheme => format!("the link target `{target}` does not begin with `https://`"),
        Flaw::NoMailto => format!("the link target `{target}` does not begin with `mailto:`"),
        Flaw::OtherScheme => format!("the link target `{target}` is neither a web address nor a mail address"),
        Flaw::Slashes => format!("the link target `{target}` does not have two slashes after the colon"),
        Flaw::Host => format!("the link target `{target}` does not have a valid host name, such as `example.jp`"),
        Flaw::Mailbox => format!("the link target `{target}` is not a valid mail address"),
        Flaw::User => {
            format!("the link target `{target}` has a user name before its host, which readers could take for the host")
        }
        Flaw::Fields => {
            format!("the link target `{target}` fills in more than the subject and one line of text of a mail")
        }
    }
}

pub(in crate::data::leaf) fn hint(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Unlike => {
            "begin it with `https://`, `http://` or `mailto:`; if no link is meant, put a backslash before the `[` \
             (JSON: `\\\\`)"
        }
        Flaw::Blank => "write `%20` instead of the blank, or delete it",
        Flaw::Sign => "write `%22` instead of a quotation mark, and `/` instead of a backslash",
        Flaw::NoScheme => "put `https://` before it",
        Flaw::NoMailto => "put `mailto:` before it",
        Flaw::OtherScheme => {
            "begin it with `https://`, `http://` or `mailto:`; write telephone numbers and file paths as text"
        }
        Flaw::Slashes => "write it in the form `https://example.jp/`",
        Flaw::Host => "compare it with the address in a browser",
        Flaw::Mailbox => "write it in the form `mailto:taro@example.jp`",
        Flaw::User => "delete everything after `//` up to and including `@`",
        Flaw::Fields => "keep only `subject` and `body` after the `?`, without line breaks (`%0D`, `%0A`)",
    }
}
