//! Integration tests: one binary, a module a subject.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

mod archive;
mod balance;
mod charts;
mod compare;
mod contradictions;
mod corpus;
mod detached;
mod diagrams;
mod documents;
mod edit;
mod editions;
mod errors;
mod facts;
mod figures;
mod fit;
mod forged;
mod further_documents;
mod gates;
mod hostile;
#[cfg(unix)]
mod hostile_templates;
mod inks;
mod invariants;
mod keep_going;
mod kumihan;
mod literal;
#[cfg(unix)]
mod machine;
mod marks;
mod mistyped;
mod mutations;
mod names;
mod output;
mod own_blocks;
mod pictures;
mod preflight;
mod print;
mod project;
mod reference;
mod schema;
mod sections;
mod session;
mod shards;
mod source_map;
mod statements;
mod style;
mod support;
mod table_format;
mod tables;
mod targets;
mod templates;
mod trace;
mod whole_drawings;
mod whole_pictures;
mod wide_tables;
