//! The files that every store has in its own folder.

/// Declares that the folder is a storage root (OCFL 1.1 §4.1); its content is the name from `ocfl` on.
pub(crate) const DECLARATION: (&str, &str) = ("0=ocfl_1.1", "ocfl_1.1\n");
/// Declares that a folder is an object (OCFL 1.1 §3.4).
pub(crate) const OBJECT_DECLARATION: (&str, &str) = ("0=ocfl_object_1.1", "ocfl_object_1.1\n");
/// Says that an object's folder is named after it.
const LAYOUT: (&str, &str) = (
    "ocfl_layout.json",
    "{\n  \"extension\": \"0002-flat-direct-storage-layout\",\n  \"description\": \"each object is in the folder that has its name\"\n}\n",
);
/// Tells whoever finds the folder what it is.
const README: (&str, &str) = ("README.txt", include_str!("README.txt"));
/// What earlier releases have written: their stores are as sound.
pub(crate) const FORMER: [(&str, &str); 2] =
    [("README.txt", include_str!("README-first.txt")), ("README.txt", include_str!("README-second.txt"))];
/// The file by which two runs keep out of each other's way; always empty.
pub(crate) const LOCK: &str = "kakugi.lock";
/// Which reports there are.
pub(crate) const REGISTER: &str = "kakugi-register.json";
/// Where objects are put together, and where those lie that are being replaced.
pub(crate) const STAGING: &str = "extensions/kakugi-staging";
/// Where versions that a killed run left damaged are kept, each in a folder of its own.
pub(crate) const ASIDE: &str = "extensions/kakugi-damaged";

/// All files of the root, in the order in which they are written.
///
/// The declaration comes first: from then on the folder is a valid store. Once a release has written
/// a text it has to stay here, because stores are compared with it.
pub(crate) const FILES: [(&str, &str); 3] = [DECLARATION, LAYOUT, README];
