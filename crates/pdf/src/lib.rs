//! Reading PDF files, whoever wrote them: objects, content streams, colour spaces, streams behind their filters, and what a
//! file must not claim before anybody believes it. Nothing here knows reports, printers or rules.

pub mod bounds;
pub(crate) mod colour_space;
pub(crate) mod content;
pub(crate) mod file;
pub(crate) mod geometry;
pub(crate) mod jpeg;
pub(crate) mod unpack;
