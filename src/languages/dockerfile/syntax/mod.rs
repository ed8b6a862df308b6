//! The syntax of Dockerfiles, from the text to instructions.
//!
//! [`parser`] joins continued lines into [`logical_line`]s and finds comments, directives and heredocs; [`arguments`]
//! splits a line into the parts of an [`instruction`]. [`exec_form`] parses JSON arrays in arguments. [`expansion`]
//! splits and expands words as BuildKit does, which is similar to a shell. [`frontend`] detects files for other
//! frontends, and [`templates`] detects templates that are not Dockerfiles yet.

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
