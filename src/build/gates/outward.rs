//! Links and attached files that no document of ours has: components and templates may come from strangers, and whoever opens
//! a briefing trusts it.

use std::collections::BTreeSet;

use crate::address::Address;
use crate::build::locate::Locator;
use crate::diagnostic::{AnyProblem, Diagnostic, Language, listing, problems};
use crate::typeset::{Files, OutwardTarget, PagedDocument, Typesetter, outward};

/// Links to anything but pages of the web and mailboxes, and files other than these.
pub(super) fn strange(
    pages: &PagedDocument,
    attachments: &Files,
    locator: &Locator<'_>,
    typesetter: &Typesetter,
) -> Vec<Diagnostic> {
    let mut errors: Vec<Diagnostic> = Vec::new();
    let mut seen = BTreeSet::new();
    for (found, error) in outward(pages, typesetter) {
        let problem: AnyProblem = match found {
            OutwardTarget::Link(target) if Address::parse(&target).is_ok() => continue,
            // A loop makes the same link over and over.
            OutwardTarget::Link(target) if !seen.insert(target.clone()) => continue,
            OutwardTarget::Link(target) => {
                let suspects = match error.places.as_slice() {
                    [] => locator.assets.changed_names(locator.sources),
                    [_, ..] => Vec::new(),
                };
                StrangeLink { target, suspects }.into()
            }
            OutwardTarget::File(name, bytes) if attachments.get(&name) == Some(&bytes) => continue,
            OutwardTarget::File(name, _) => StrangeAttachment { name }.into(),
        };
        errors.push(locator.place(&error, problem));
    }
    errors
}

problems! {
    /// Link that leads neither to the web nor to a mailbox.
    K0310 error StrangeLink { target: String, suspects: Vec<String> }
    en: "the link target `{target}` is neither a web address nor a mail address",
        hints {
            {
                let suspects =
                    (!suspects.is_empty()).then(|| format!("check {}", listing(suspects, Language::English)));
                let allowed =
                    "in templates and components, link only to `https:`, `http:` and `mailto:` addresses";
                suspects.into_iter().chain([allowed.to_owned()]).collect()
            }
        };
    ja: "リンク先`{target}`が、ウェブのアドレスでもメールアドレスでもありません",
        hints {
            {
                let suspects = (!suspects.is_empty())
                    .then(|| format!("{}を調べてください", listing(suspects, Language::Japanese)));
                let allowed =
                    "テンプレートや部品のリンク先には、`https:`、`http:`、`mailto:`のアドレスだけを使ってください";
                suspects.into_iter().chain([allowed.to_owned()]).collect()
            }
        };

    /// Attached file that no document carries.
    K0311 error StrangeAttachment { name: String }
    en: "the attached file `{name}` does not belong to the document",
        hint "take `pdf.attach` out: documents carry the `source.zip` and `data.json` that the program makes, and \
            nothing else";
    ja: "添付されたファイル`{name}`は、文書に添付するものではありません",
        hint "`pdf.attach`を削除してください。文書に添付するのは、このプログラムが作る`source.zip`と`data.json`だけです";
}
