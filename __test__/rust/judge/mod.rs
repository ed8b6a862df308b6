//! What judges a language from outside, with the fixtures and with real files alike.
//!
//! [`properties`] says what holds of every diagnostic and fix, whatever the text; [`edits`] applies fixes as an editor
//! does; [`instructions`] reads where a Dockerfile's instructions lie, apart from the parser that is judged.

pub mod edits;
pub mod instructions;
pub mod properties;
