//! What messages say of a cell that should hold a number.

pub(super) mod en;
pub(super) mod ja;
