//! Parser directives: `# name=value` comments at the top of the file.

use std::ops::Range;

use super::instruction::{Directive, DirectiveName, Dockerfile};

/// Parses directives up to the first line that is not a directive.
#[derive(Debug, Default)]
pub struct Directives {
    is_over: bool,
}

impl Directives {
    pub fn end(&mut self) {
        self.is_over = true;
    }

    /// Parses a comment. Returns `false` if it is not a directive.
    ///
    /// # Errors
    ///
    /// If the directive is repeated or has an invalid value.
    pub fn parse(&mut self, file: &mut Dockerfile, comment: Range<usize>) -> Result<bool, String> {
        if self.is_over {
            return Ok(false);
        }
        let Some(directive) = parse_directive(file.text, comment.start + 1..comment.end) else {
            self.is_over = true;
            return Ok(false);
        };
        if file.directives.iter().any(|other| other.name == directive.name) {
            let name = directive.name.as_str();
            return Err(format!("duplicate parser directive `{name}`"));
        }
        let value = &file.text[directive.value.clone()];
        let escape = match value {
            "\\" => '\\',
            "`" => '`',
            _ => file.escape,
        };
        let is_escape = directive.name == DirectiveName::Escape;
        let is_invalid = is_escape && !matches!(value, "\\" | "`");
        let error = is_invalid.then(|| format!("invalid escape character `{value}`: expected \\ or `"));
        if is_escape {
            file.escape = escape;
        }
        file.directives.push(Directive { range: comment, ..directive });
        error.map_or(Ok(true), Err)
    }
}

impl DirectiveName {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Escape => "escape",
            Self::Check => "check",
        }
    }
}

/// Parses `name = value`, the part after the `#`.
pub fn parse_directive(text: &str, range: Range<usize>) -> Option<Directive> {
    let content = text[range.clone()].trim_start();
    let start = range.end - content.len();
    let (name, value) = content.split_once('=')?;
    let name = name.trim_end_matches([' ', '\t', '\u{c}', '\r']);
    let name = [DirectiveName::Syntax, DirectiveName::Escape, DirectiveName::Check]
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known.as_str()))?;
    let spaces = [' ', '\t', '\u{c}', '\r'];
    let value = match value.trim_matches(spaces) {
        // If the value consists of spaces only, the last space is the value.
        "" if !value.is_empty() => &value[value.len() - 1..],
        "" => return None,
        value => value,
    };
    let value_start = start + (value.as_ptr() as usize - content.as_ptr() as usize);
    Some(Directive { name, range, value: value_start..value_start + value.len() })
}
