//! Metadata in XMP and in the information dictionary (ISO 19005-2, 6.6; ISO 14289-1, clause 5 and 7.1).

use roxmltree::{Document as Xml, Node};

use super::super::ArchivalLevel;
use super::forms::{DictionaryForm, KnownEntries, KnownFile, ValueShape, data};
use super::objection::{Kept, keeps, knows, unknown};
use super::schemas::{self, DeclaredProperties, RDF};

const STREAM: DictionaryForm = DictionaryForm {
    what: "metadata",
    must: &[("Type", ValueShape::Is("Metadata")), ("Subtype", ValueShape::Is("XML")), ("Length", ValueShape::Count)],
    may: &[],
};

const INFORMATION: DictionaryForm = DictionaryForm {
    what: "the information dictionary",
    must: &[("Title", ValueShape::Text)],
    may: &[
        ("Author", ValueShape::Text),
        ("Creator", ValueShape::Text),
        ("CreationDate", ValueShape::Text),
        ("ModDate", ValueShape::Text),
        ("Subject", ValueShape::Text),
        ("Keywords", ValueShape::Text),
    ],
};

/// How a packet begins and ends (ISO 16684-1, 7.3.2): without the attributes that PDF/A forbids, and in UTF-8.
const START: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta ";
const END: &str = "</x:xmpmeta><?xpacket end=\"r\"?>";
/// More metadata than this are not judged here.
const LENGTH: usize = 1 << 20;

/// Namespaces with the only prefixes that they may have here.
const SPACES: [(&str, &str); 14] = [
    ("x", "adobe:ns:meta/"),
    ("rdf", RDF),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("stEvt", "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("xmpTPg", "http://ns.adobe.com/xap/1.0/t/pg/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
];

/// What a document says of itself in XMP.
#[derive(Default)]
struct Statements {
    title: Option<String>,
    creators: Vec<String>,
    description: Option<String>,
    keywords: Option<String>,
    tool: Option<String>,
    created: Option<String>,
    modified: Option<String>,
    part: Option<String>,
    conformance: Option<String>,
    accessible: Option<String>,
    declared: DeclaredProperties,
    /// Properties that occur and must be declared: namespace, name and type.
    undeclared: Vec<(&'static str, &'static str, &'static str)>,
}

/// Checks the metadata of a document.
pub(super) fn check<'a>(file: &KnownFile<'a>, catalog: &KnownEntries<'a>, level: ArchivalLevel) -> Kept {
    let (stream, _) = file.stream(catalog.value("Metadata")?, &STREAM)?;
    let bytes = data(stream)?;
    let Ok(text) = std::str::from_utf8(&bytes) else { return unknown("metadata that are not UTF-8") };
    knows(text.len() <= LENGTH && text.starts_with(START) && text.ends_with(END), "metadata in an unusual packet")?;
    let Ok(xml) = Xml::parse(text.trim_start_matches('\u{FEFF}')) else {
        return unknown("metadata that cannot be read");
    };
    let statements = statements(&xml)?;
    let part = if level == ArchivalLevel::A3a { "3" } else { "2" };
    let claimed = statements.part.as_deref() == Some(part) && statements.conformance.as_deref() == Some("A");
    keeps(claimed, "6.6.4", "the metadata do not claim this level of PDF/A")?;
    keeps(statements.accessible.as_deref() == Some("1"), "5", "the metadata do not claim PDF/UA-1")?;
    keeps(statements.title.is_some(), "7.1", "the metadata have no title")?;
    for (space, name, kind) in &statements.undeclared {
        let declared = statements.declared.has(space, name, kind);
        keeps(declared, "6.6.2.3", "a property of the metadata is neither predefined nor declared")?;
    }
    let Ok(information) = file.document.trailer.get(b"Info") else { return Ok(()) };
    agree(&statements, &file.entries(information, &INFORMATION)?)
}

/// The information dictionary must say the same (ISO 19005-2, 6.6.3).
fn agree(statements: &Statements, information: &KnownEntries<'_>) -> Kept {
    let author = statements.creators.join(", ");
    let pairs = [
        ("Title", statements.title.as_deref()),
        ("Author", Some(author.as_str()).filter(|author| !author.is_empty())),
        ("Creator", statements.tool.as_deref()),
        ("Subject", statements.description.as_deref()),
        ("Keywords", statements.keywords.as_deref()),
    ];
    for (key, stated) in pairs {
        let own = information.text(key);
        knows(own.is_none() || own.as_deref() == stated, "an information dictionary that differs from the metadata")?;
    }
    for (key, stated) in [("CreationDate", &statements.created), ("ModDate", &statements.modified)] {
        let digits = |date: &str| date.bytes().filter(u8::is_ascii_digit).map(char::from).collect::<String>();
        let own = information.text(key).map(|date| digits(&date));
        let stated = stated.as_deref().map(digits);
        knows(own.is_none() || own == stated, "an information dictionary with other dates than the metadata")?;
    }
    Ok(())
}

/// Reads the one description that the packet has.
fn statements(xml: &Xml<'_>) -> Kept<Statements> {
    for node in xml.descendants() {
        let known = node.namespaces().all(|space| SPACES.contains(&(space.name().unwrap_or_default(), space.uri())));
        knows(known && !node.is_comment(), "a namespace or a comment in the metadata that is not known")?;
    }
    let root = xml.root_element();
    let outer = root.attributes().all(|attribute| attribute.name() == "xmptk");
    let rdf = only_child(root)?;
    let description = only_child(rdf)?;
    let about = description.attributes().all(|attribute| attribute.name() == "about" && attribute.value().is_empty());
    let nested = root.has_tag_name((SPACES[0].1, "xmpmeta"))
        && rdf.has_tag_name((RDF, "RDF"))
        && description.has_tag_name((RDF, "Description"));
    knows(nested && outer && about && rdf.attributes().len() == 0, "metadata that begin unusually")?;
    let mut statements = Statements::default();
    let mut names = Vec::new();
    for property in schemas::elements(description)? {
        let tag = property.tag_name();
        knows(!names.contains(&tag), "a property of the metadata that comes twice")?;
        names.push(tag);
        statements.read(property)?;
    }
    Ok(statements)
}

fn only_child<'a, 'x>(node: Node<'a, 'x>) -> Kept<Node<'a, 'x>> {
    match schemas::elements(node)?.as_slice() {
        [child] => Ok(*child),
        _ => unknown("metadata that begin unusually"),
    }
}

impl Statements {
    /// One property, of a shape that its schema asks for.
    fn read(&mut self, property: Node<'_, '_>) -> Kept {
        let space = property.tag_name().namespace().unwrap_or_default();
        let prefix = SPACES.iter().find(|(_, uri)| *uri == space).map_or("", |(prefix, _)| *prefix);
        let text = || schemas::text(property);
        match (prefix, property.tag_name().name()) {
            ("dc", "title") => self.title = Some(alternative(property)?),
            ("dc", "description") => self.description = Some(alternative(property)?),
            ("dc", "creator") => self.creators = schemas::items(property, "Seq")?,
            ("dc", "language") => {
                let known = schemas::items(property, "Bag")?.iter().all(|language| super::pages::is_language(language));
                knows(known, "a language in the metadata that is not known")?;
            }
            ("dc", "subject") => schemas::items(property, "Bag").map(drop)?,
            ("dc", "format") => knows(text()? == "application/pdf", "a format in the metadata")?,
            ("xmp", "CreatorTool") => self.tool = Some(text()?),
            ("xmp", "CreateDate") => self.created = Some(schemas::date(property)?),
            ("xmp", "ModifyDate") => self.modified = Some(schemas::date(property)?),
            ("xmpMM", "History") => schemas::history(property)?,
            ("xmpMM", "DocumentID" | "RenditionClass") => text().map(drop)?,
            ("xmpMM", "InstanceID") => {
                self.must_declare(property, ("http://ns.adobe.com/xap/1.0/mm/", "InstanceID", "Text"))?
            }
            ("xmpTPg", "NPages") => knows(schemas::is_whole(&text()?), "a number in the metadata")?,
            ("pdf", "Keywords") => self.keywords = Some(text()?),
            ("pdf", "PDFVersion") => {
                self.must_declare(property, ("http://ns.adobe.com/pdf/1.3/", "PDFVersion", "Text"))?
            }
            ("pdfaid", "part") => self.part = Some(text()?),
            ("pdfaid", "conformance") => self.conformance = Some(text()?),
            ("pdfuaid", "part") => {
                self.accessible = Some(text()?);
                self.must_declare(property, ("http://www.aiim.org/pdfua/ns/id/", "part", "Integer"))?;
            }
            ("pdfaExtension", "schemas") => self.declared = schemas::declared(property)?,
            _ => return unknown("a property of the metadata that is not known"),
        }
        Ok(())
    }

    fn must_declare(&mut self, property: Node<'_, '_>, declared: (&'static str, &'static str, &'static str)) -> Kept {
        self.undeclared.push(declared);
        schemas::text(property).map(drop)
    }
}

/// A text in one language, the default one.
fn alternative(property: Node<'_, '_>) -> Kept<String> {
    let item = schemas::container(property, "Alt")?;
    let [item] = item.as_slice() else { return unknown("a text of the metadata in several languages") };
    let mut attributes = item.attributes();
    let default = attributes.next().is_some_and(|own| own.name() == "lang" && own.value() == "x-default");
    knows(default && attributes.next().is_none(), "a text of the metadata in another language than the default")?;
    let text = item.text().unwrap_or_default();
    knows(!text.trim().is_empty() && item.children().all(|child| child.is_text()), "a text of the metadata")?;
    Ok(text.to_owned())
}
