//! Checks of a language that are independent of its implementation, used with fixtures and with real files.
//!
//! [`properties`] checks properties of all diagnostics and fixes, for any text; [`edits`] applies fixes like an editor;
//! [`instructions`] finds the instructions of a Dockerfile independently of the parser under test.

pub mod edits;
pub mod instructions;
pub mod properties;
