//! Parser directives: `# name=value` comments at the top of the file, before everything else.

use std::ops::Range;

use super::instruction::{Directive, DirectiveName, Dockerfile};

/// Whether directives may still come.
#[derive(Debug, Default)]
pub struct Directives {
    ended: bool,
}

impl Directives {
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// Takes a comment that is a directive, and says whether it was one.
    ///
    /// # Errors
    ///
    /// When the directive comes for the second time, or makes no sense.
    pub fn read(&mut self, file: &mut Dockerfile, comment: Range<usize>) -> Result<bool, String> {
        if self.ended {
            return Ok(false);
        }
        let Some(directive) = directive(file.text, comment.start + 1..comment.end) else {
            self.ended = true;
            return Ok(false);
        };
        if file.directives.iter().any(|other| other.name == directive.name) {
            let name = directive.name.as_str();
            return Err(format!("the parser directive `{name}` is given twice; only one is allowed"));
        }
        let value = &file.text[directive.value.clone()];
        let escape = match value {
            "\\" => '\\',
            "`" => '`',
            _ => file.escape,
        };
        let is_escape = directive.name == DirectiveName::Escape;
        let is_misread = is_escape && !matches!(value, "\\" | "`");
        let error = is_misread.then(|| format!("`{value}` cannot be the escape character; only \\ and ` can"));
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

/// Reads `name = value`, as it stands behind the `#`.
pub fn directive(text: &str, range: Range<usize>) -> Option<Directive> {
    let content = text[range.clone()].trim_start();
    let start = range.end - content.len();
    let (name, value) = content.split_once('=')?;
    let name = name.trim_end_matches([' ', '\t', '\u{c}', '\r']);
    let name = [DirectiveName::Syntax, DirectiveName::Escape, DirectiveName::Check]
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known.as_str()))?;
    let blanks = [' ', '\t', '\u{c}', '\r'];
    let value = match value.trim_matches(blanks) {
        // Of nothing but blanks, the last is the value.
        "" if !value.is_empty() => &value[value.len() - 1..],
        "" => return None,
        value => value,
    };
    let value_start = start + (value.as_ptr() as usize - content.as_ptr() as usize);
    Some(Directive { name, range, value: value_start..value_start + value.len() })
}
