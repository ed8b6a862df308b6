//! Closed tables of the instructions, flags and common arguments, with our own documentation.

pub mod command_words;
pub mod commands;
pub mod flags;
pub mod image_variables;
pub mod images;
pub mod instructions;
pub mod packages;
pub mod paths;
pub mod phrases;
pub mod sequences;
pub mod shell;
pub mod words;
