//! Writes a PDF as our exporter does, so that a change of an object is the only difference.

use lopdf::{Document, Object};

/// The bytes of a document.
pub fn written(document: &Document) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
    let mut offsets = vec![None; document.max_id as usize + 1];
    for (id, object) in &document.objects {
        if let Some(offset) = offsets.get_mut(id.0 as usize) {
            *offset = Some(out.len());
        }
        out.extend(format!("{} 0 obj\n", id.0).bytes());
        write(object, &mut out);
        out.extend(b"\nendobj\n\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n", offsets.len()).bytes());
    for offset in offsets {
        let entry =
            offset.map_or_else(|| "0000000000 65535 f\r\n".to_owned(), |offset| format!("{offset:010} 00000 n\r\n"));
        out.extend(entry.bytes());
    }
    out.extend(b"trailer\n");
    write(&Object::Dictionary(document.trailer.clone()), &mut out);
    out.extend(format!("\nstartxref\n{table}\n%%EOF").bytes());
    out
}

fn write(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(truth) => out.extend(truth.to_string().bytes()),
        Object::Integer(number) => out.extend(number.to_string().bytes()),
        Object::Real(number) => out.extend(number.to_string().bytes()),
        Object::Name(name) => {
            out.push(b'/');
            for byte in name {
                match byte {
                    b'!'..=b'~' if !b"()<>[]{}/%#".contains(byte) => out.push(*byte),
                    byte => out.extend(format!("#{byte:02X}").bytes()),
                }
            }
        }
        Object::String(bytes, _) => {
            out.push(b'<');
            bytes.iter().for_each(|byte| out.extend(format!("{byte:02X}").bytes()));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                write(item, out);
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => {
            out.extend(b"<<");
            for (key, value) in entries {
                write(&Object::Name(key.clone()), out);
                out.push(b' ');
                write(value, out);
            }
            out.extend(b">>");
        }
        Object::Reference(id) => out.extend(format!("{} {} R", id.0, id.1).bytes()),
        Object::Stream(stream) => {
            write(&Object::Dictionary(stream.dict.clone()), out);
            out.extend(b"\nstream\n");
            out.extend(&stream.content);
            out.extend(if stream.content.ends_with(b"\r") { &b"\r\nendstream"[..] } else { b"\nendstream" });
        }
    }
}
