//! The language identifiers of the documents that this server supports.

pub const LANGUAGES: [&str; 5] = ["dockerbake", "dockercompose", "dockerfile", "terraform", "terraform-vars"];
