//! The events that the server records, and when it records them.

pub(crate) mod file_modified;
pub mod module_data;
pub(crate) mod module_scan;
pub(crate) mod module_tracker;
pub(crate) mod terraform_version;
