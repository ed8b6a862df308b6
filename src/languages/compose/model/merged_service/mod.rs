//! A service as Compose runs it, after resolving aliases, merge keys, `include`, `extends` and override files.
//!
//! [`loader`] finds the parts of a service, [`merge`] merges them like Compose, [`unique`] removes list entries that
//! later entries replace, [`canonical`] converts short forms to those in which Compose merges them, and [`rebase`]
//! makes paths relative to the folder of the document.

mod canonical;
mod loader;
mod merge;
mod rebase;
mod unique;
mod value;

pub use canonical::show_all_pairs;
pub use loader::{Layers, Loader};
pub use value::{Members, Text, Value};
