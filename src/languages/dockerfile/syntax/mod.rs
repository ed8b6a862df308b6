//! The syntax of Dockerfiles: from a text to its instructions.
//!
//! [`parser`] joins continued lines into [`logical_line`]s and finds comments, directives and heredocs; [`arguments`]
//! splits a line into the parts of an [`instruction`]. [`exec_form`] are the JSON arrays among them. [`expansion`] splits
//! and expands words as BuildKit does, in imitation of a shell. [`frontend`] detects files in another language, and
//! [`templates`] those that are not Dockerfiles yet.

pub mod arguments;
pub mod directive;
pub mod exec_form;
pub mod expansion;
pub mod frontend;
pub mod heredoc;
pub mod instruction;
pub mod logical_line;
pub mod parser;
pub mod templates;
