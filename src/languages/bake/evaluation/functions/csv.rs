//! Decodes CSV as Go does.

use std::collections::HashSet;

use crate::languages::bake::evaluation::value::{MAX_SIZE, Value};

/// Decodes CSV with a header line into a list of objects.
///
/// # Errors
///
/// The reason why Bake rejects the text, in words for the user.
pub fn decode(text: &str) -> Result<Value, String> {
    // Go removes a carriage return at the end of a line, also of one without a newline.
    let text = text.replace("\r\n", "\n");
    let mut records = Records { rest: text.strip_suffix('\r').unwrap_or(&text), line: 1 };
    let Some((_, header)) = records.next_record()? else {
        return Err("CSV needs a header line".to_owned());
    };
    let mut names = HashSet::new();
    if let Some(name) = header.iter().find(|name| !names.insert(name.as_str())) {
        return Err(format!("duplicate column `{}` in CSV", name.escape_debug()));
    }
    // Each row repeats the names of the columns.
    let header_len: usize = header.iter().map(String::len).sum();
    let mut size = 0;
    let mut rows = Vec::new();
    while let Some((line, fields)) = records.next_record()? {
        if fields.len() != header.len() {
            let (expected, found) = (header.len(), fields.len());
            return Err(format!("line {line} of CSV must have as many fields as the header: {expected}, not {found}"));
        }
        size += header_len;
        if size <= MAX_SIZE {
            let row = header.iter().cloned().zip(fields.iter().map(Value::string));
            rows.push(Value::object(row));
        }
    }
    Ok(if size <= MAX_SIZE { Value::list(rows) } else { Value::Unknown })
}

struct Records<'t> {
    rest: &'t str,
    line: usize,
}

impl Records<'_> {
    /// Returns the next line that is not empty, with its number.
    fn next_record(&mut self) -> Result<Option<(usize, Vec<String>)>, String> {
        while let Some(rest) = self.rest.strip_prefix('\n') {
            self.rest = rest;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let mut fields = Vec::new();
        loop {
            fields.push(if self.rest.starts_with('"') { self.quoted()? } else { self.plain()? });
            if let Some(rest) = self.rest.strip_prefix(',') {
                self.rest = rest;
                continue;
            }
            if let Some(rest) = self.rest.strip_prefix('\n') {
                self.rest = rest;
                self.line += 1;
            }
            return Ok(Some((line, fields)));
        }
    }

    fn plain(&mut self) -> Result<String, String> {
        let length = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
        let field = &self.rest[..length];
        if field.contains('"') {
            return Err(format!("unexpected `\"` in line {} of CSV", self.line));
        }
        self.rest = &self.rest[length..];
        Ok(field.to_owned())
    }

    fn quoted(&mut self) -> Result<String, String> {
        let mut field = String::new();
        let mut rest = &self.rest[1..];
        let start = self.line;
        loop {
            let Some((content, after)) = rest.split_once('"') else {
                return Err(format!("unclosed quote in line {start} of CSV"));
            };
            self.line += content.matches('\n').count();
            field += content;
            if let Some(after) = after.strip_prefix('"') {
                field.push('"');
                rest = after;
                continue;
            }
            if !(after.is_empty() || after.starts_with([',', '\n'])) {
                return Err(format!("unexpected text after a quote in line {} of CSV", self.line));
            }
            self.rest = after;
            return Ok(field);
        }
    }
}
