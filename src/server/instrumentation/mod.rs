//! What the server records.

pub mod file_modified;
