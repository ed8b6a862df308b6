//! What the server records.

pub mod file_modified;
pub mod module_data;
pub mod module_scan;
pub mod module_tracker;
pub mod recorder;
pub mod terraform_version;
