//! What a document leads to outside of itself, and which files it carries.

use std::collections::BTreeSet;

use typst::foundations::NativeElement;
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkElem, LinkTarget};
use typst::pdf::AttachElem;
use typst_layout::PagedDocument;

use super::{TypesetError, Typesetter};

/// Something by which readers of a document get elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutwardTarget {
    /// A link to this address.
    Link(String),
    /// A file with this name and these bytes.
    File(String, typst::foundations::Bytes),
}

/// All links and files of a document, each with an error that has nothing but its place. Links that no `link` made, such as
/// those of a bibliography, have none.
pub fn outward(document: &PagedDocument, typesetter: &Typesetter) -> Vec<(OutwardTarget, TypesetError)> {
    let introspector = document.introspector();
    let error = |places| TypesetError { message: String::new(), hints: Vec::new(), places };
    let (mut found, mut made) = (Vec::new(), BTreeSet::new());
    for element in introspector.query(&LinkElem::ELEM.select()) {
        let Some(link) = element.to_packed::<LinkElem>() else { continue };
        if let LinkTarget::Dest(Destination::Url(url)) = &link.dest {
            made.insert(url.to_string());
            found.push((OutwardTarget::Link(url.to_string()), error(typesetter.made_at(link.span()))));
        }
    }
    for element in introspector.query(&AttachElem::ELEM.select()) {
        let Some(file) = element.to_packed::<AttachElem>() else { continue };
        let own = OutwardTarget::File(file.path.derived.to_string(), file.data.clone());
        found.push((own, error(typesetter.made_at(file.span()))));
    }
    // Whatever made a link, it is on a page.
    let mut targets = BTreeSet::new();
    document.pages().iter().for_each(|page| links(&page.frame, &mut targets));
    found.extend(targets.difference(&made).map(|target| (OutwardTarget::Link(target.clone()), error(Vec::new()))));
    found
}

fn links(frame: &Frame, targets: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => links(&group.frame, targets),
            FrameItem::Link(Destination::Url(url), _) => drop(targets.insert(url.to_string())),
            _ => {}
        }
    }
}
