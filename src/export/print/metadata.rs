//! What a file for the press says of itself (ISO 15930-7 §6.4 and §6.5): in its Info dictionary, and the same in XMP.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};
use sha2::{Digest, Sha256};

/// The version of the standard whose structure the file has.
pub(super) const VERSION: &str = "PDF/X-4";

/// Completes the Info dictionary and writes the metadata anew, so that both say the same.
pub(super) fn complete(document: &mut Document) -> lopdf::Result<()> {
    let id = document.trailer.get(b"Info")?.as_reference()?;
    let info = document.get_dictionary_mut(id)?;
    info.set("Trapped", Object::Name(b"False".to_vec()));
    info.set("GTS_PDFXVersion", Object::string_literal(VERSION));
    let info = info.clone();
    let text =
        |key: &[u8]| info.get(key).ok().and_then(|text| lopdf::decode_text_string(text).ok()).unwrap_or_default();
    let identity = identity(document);
    let packet = packet(&text, &identity);
    let mut dict = Dictionary::new();
    dict.set("Type", Object::Name(b"Metadata".to_vec()));
    dict.set("Subtype", Object::Name(b"XML".to_vec()));
    // Readable without unpacking, for programs that look for it in any file.
    let metadata = Stream::new(dict, packet.into_bytes()).with_compression(false);
    let metadata = document.add_object(metadata);
    document.catalog_mut()?.set("Metadata", Object::Reference(metadata));
    Ok(())
}

/// Names the document through all its issues, and this one: from the identifiers that Typst wrote. Those of the file
/// are replaced, because the file is another than that of the screen.
fn identity(document: &mut Document) -> [String; 2] {
    let ids = document.trailer.get(b"ID").and_then(Object::as_array).cloned().unwrap_or_default();
    let part = |at: usize| {
        let own = ids.get(at).and_then(|id| id.as_str().ok()).unwrap_or_default();
        let hash = Sha256::new().chain_update(b"print").chain_update(own).finalize();
        hash[..16].to_vec()
    };
    let parts = [part(0), part(1)];
    let strings = parts.iter().map(|part| Object::String(part.clone(), StringFormat::Hexadecimal)).collect();
    document.trailer.set("ID", Object::Array(strings));
    parts.map(|part| {
        let hex: String = part.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    })
}

fn packet(text: &dyn Fn(&[u8]) -> String, [document, instance]: &[String; 2]) -> String {
    let escaped = |key: &[u8]| text(key).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, author) = (escaped(b"Title"), escaped(b"Author"));
    let (created, modified) = (date(&text(b"CreationDate")), date(&text(b"ModDate")));
    let (creator, producer) = (escaped(b"Creator"), escaped(b"Producer"));
    let producer = if producer.is_empty() { String::new() } else { format!("<pdf:Producer>{producer}</pdf:Producer>") };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <xmp:CreateDate>{created}</xmp:CreateDate>\n<xmp:ModifyDate>{modified}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{modified}</xmp:MetadataDate>\n<xmp:CreatorTool>{creator}</xmp:CreatorTool>\n\
         <xmpMM:DocumentID>{document}</xmpMM:DocumentID>\n<xmpMM:InstanceID>{instance}</xmpMM:InstanceID>\n\
         <xmpMM:VersionID>1</xmpMM:VersionID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n\
         {producer}<pdf:Trapped>False</pdf:Trapped>\n<pdfxid:GTS_PDFXVersion>{VERSION}</pdfxid:GTS_PDFXVersion>\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// A date of PDF, `D:20190601000000Z`, as XMP writes it: `2019-06-01T00:00:00Z`.
pub(super) fn date(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
    let digits = format!("{digits:0<14}");
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().to_owned();
    format!("{}-{}-{}T{}:{}:{}Z", part(0..4), part(4..6), part(6..8), part(8..10), part(10..12), part(12..14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_the_same_in_both_places() {
        assert_eq!(date("D:20190601000000Z"), "2019-06-01T00:00:00Z");
    }
}
