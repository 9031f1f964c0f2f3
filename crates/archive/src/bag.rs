//! Handing over: a version of a report as a bag (RFC 8493).

use std::collections::BTreeMap;

use jiff::tz::Offset;

use crate::digest::sha512;
use crate::event::Act;
use crate::inventory::version_name;
use crate::object::StoredObject;
use crate::walk;
use kakugi_diagnostic::{Diagnostic, Sources, on_one_line};
use kakugi_file::Artefact;

/// The files of a bag that holds a version of an object, with its inventory and events beside it.
///
/// The declaration `bagit.txt` is last, so that a folder in which it lies holds all the others.
///
/// # Errors
/// Each file of the version that cannot be read or is not what it was.
pub fn bag(
    object: &StoredObject,
    number: usize,
    act: &Act,
    sources: &mut Sources,
) -> Result<Vec<Artefact>, Vec<Diagnostic>> {
    let payload: BTreeMap<String, Vec<u8>> =
        object.contents(number)?.into_iter().map(|(path, bytes)| (format!("data/{path}"), bytes)).collect();
    let record = object.record(number, sources).map_err(|error| vec![error])?;
    let size: usize = payload.values().map(Vec::len).sum();
    let version = version_name(number);
    let mut info = vec![
        ("Source-Organization", record.report.issuer),
        ("External-Description", record.report.title),
        ("External-Identifier", format!("{} {version}", object.id)),
        ("Bagging-Date", Offset::UTC.to_datetime(act.time).date().to_string()),
        ("Payload-Oxum", format!("{size}.{}", payload.len())),
        ("Bag-Software-Agent", act.tool.clone()),
        ("Contact-Name", act.actor.name.clone()),
    ];
    let mail = act.actor.address.as_deref().and_then(|address| address.strip_prefix("mailto:"));
    info.extend(mail.map(|mail| ("Contact-Email", mail.to_owned())));
    let info: String = info.iter().map(|(label, value)| format!("{label}: {}\n", on_one_line(value))).collect();

    let mut tags = BTreeMap::from([
        ("bag-info.txt".to_owned(), info.into_bytes()),
        ("manifest-sha512.txt".to_owned(), manifest(&payload)),
    ]);
    let logs = object.folder.join("logs");
    let logs = walk::names(&logs).map_err(|e| vec![walk::unreadable(&logs, &e)])?.into_keys();
    let logs = logs.map(|name| format!("logs/{name}"));
    for path in ["inventory.json", "inventory.json.sha512"].map(str::to_owned).into_iter().chain(logs) {
        let bytes = walk::read(&object.folder, &path).map_err(|error| vec![error])?;
        tags.insert(format!("provenance/{path}"), bytes);
    }
    tags.insert("bagit.txt".to_owned(), b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec());
    let manifest_of_tags = manifest(&tags);
    let declaration = tags.remove_entry("bagit.txt");
    let last = [("tagmanifest-sha512.txt".to_owned(), manifest_of_tags)].into_iter().chain(declaration);
    let all = payload.into_iter().chain(tags).chain(last);
    Ok(all.map(|(path, bytes)| Artefact { path, bytes }).collect())
}

/// A line per file: its digest and its path (RFC 8493 §2.1.3).
fn manifest(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let lines = files.iter().map(|(path, bytes)| {
        let path = path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        format!("{}  {path}\n", sha512(bytes))
    });
    lines.collect::<String>().into_bytes()
}
