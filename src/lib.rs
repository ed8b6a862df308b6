//! A language server for Dockerfile, Compose, Bake and Terraform that runs inside a Node process, with telemetry that
//! requires consent.
//!
//! # Layout
//!
//! JavaScript → [`bridge`] → [`server`] → [`languages`], with [`telemetry`] beside it as the only way in which data
//! leaves.
//!
//! - [`bridge`]: the JavaScript boundary; the only module that uses napi.
//! - [`server`]: sessions, messages and their order; the only module that uses tower-lsp.
//! - [`workspace`]: folders, Git repositories and Terraform modules on disk, and which files may be read.
//! - [`languages`]: the four languages: text in, facts out.
//! - [`telemetry`]: record → gate → anonymise → queue → gate → sinks.
//! - [`platform`]: clock, environment, randomness, files and programs; the only module that uses those of the system.
//!
//! # Invariants
//!
//! 1. Only [`telemetry::gate`] creates what a sink accepts.
//! 2. `languages` imports no other module of the crate, and `telemetry` only `platform`.
//! 3. Only `platform` reads the environment, the clock, random numbers and files, and starts programs. Nothing opens a
//!    connection or writes a file. The one directory that is created is empty, for `terraform version` to run in.
//! 4. No panic, no abort and no stack overflow reaches the host.
//! 5. Edits are applied in the order in which they were sent.
//! 6. Every file of a workspace is read through [`workspace::reach`], which limits what a document can refer to.

pub mod bridge;
pub mod languages;
pub mod platform;
pub mod server;
pub mod telemetry;
pub mod workspace;
