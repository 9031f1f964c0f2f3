//! What messages say of the targets of links.

pub(super) mod en;
pub(super) mod ja;
