//! Language identifiers of the documents that this server understands.

pub const LANGUAGES: [&str; 5] = ["dockerbake", "dockercompose", "dockerfile", "terraform", "terraform-vars"];
