//! Finds the instructions of a Dockerfile, including heredocs. This is independent of the parser under test, so that it
//! does not repeat the parser's mistakes.

use std::ops::Range;

/// Returns the complete lines of each instruction, in document order.
pub fn instructions(text: &str) -> Vec<Range<usize>> {
    let escape = escape(text);
    let mut found = Vec::new();
    let mut rest = lines(text);
    while let Some((start, line)) = rest.next() {
        let line = line.trim_start_matches('\u{feff}').trim_start();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut end = start;
        let mut whole = String::new();
        let mut next = Some((start, line));
        while let Some((at, line)) = next {
            end = at;
            let continued = continued(line, escape);
            whole.push_str(continued.unwrap_or(line));
            let is_left_out = at != start && (line.trim().is_empty() || line.trim_start().starts_with('#'));
            next = if is_left_out || continued.is_some() { rest.next() } else { None };
        }
        for heredoc in heredocs(&whole) {
            for (at, line) in rest.by_ref() {
                end = at;
                let line = line.trim_end_matches(['\r', '\n']);
                if heredoc.name == if heredoc.is_chomped { line.trim_start_matches('\t') } else { line } {
                    break;
                }
            }
        }
        let end = text[end..].find('\n').map_or(text.len(), |length| end + length + 1);
        found.push(start..end);
    }
    found
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

/// Returns the character that continues a line. `# escape=` at the top of the file may set another one.
fn escape(text: &str) -> char {
    let text = text.trim_start_matches('\u{feff}');
    let directives = text.lines().map_while(|line| line.strip_prefix('#')?.split_once('='));
    let known = directives
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim()))
        .take_while(|(name, _)| ["syntax", "escape", "check"].contains(&name.as_str()));
    let mut escapes = known.filter(|(name, _)| name == "escape");
    escapes
        .next()
        .and_then(|(_, value)| value.chars().next())
        .filter(|value| matches!(value, '\\' | '`'))
        .unwrap_or('\\')
}

/// Returns the line without its continuation character, if it has one.
fn continued(line: &str, escape: char) -> Option<&str> {
    let before = line.trim_end_matches(['\r', '\n']).trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!before.ends_with(escape)).then_some(before)
}

struct Heredoc {
    name: String,
    is_chomped: bool,
}

/// Returns the heredocs that an instruction opens. Only a few instructions can open heredocs.
fn heredocs(instruction: &str) -> Vec<Heredoc> {
    let (mut keyword, mut arguments) = keyword(instruction);
    if keyword == "onbuild" {
        (keyword, arguments) = self::keyword(arguments);
    }
    let is_json = arguments.starts_with('[') && arguments.trim_end().ends_with(']');
    if !["add", "copy", "run"].contains(&keyword.as_str()) || is_json {
        return Vec::new();
    }
    words(arguments).iter().filter_map(|word| heredoc(word)).collect()
}

fn keyword(text: &str) -> (String, &str) {
    let (keyword, rest) = text.trim_start().split_once(char::is_whitespace).unwrap_or((text, ""));
    (keyword.to_ascii_lowercase(), rest.trim_start())
}

/// Splits a text at white space outside of quotes. The words keep their quotes.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut is_escaped = false;
    for character in text.chars() {
        if quote.is_none() && !is_escaped && character.is_whitespace() {
            words.push(String::new());
            continue;
        }
        if !is_escaped && matches!(character, '"' | '\'') {
            match quote {
                None => quote = Some(character),
                Some(open) if open == character => quote = None,
                Some(_) => {}
            }
        }
        is_escaped = !is_escaped && character == '\\' && quote != Some('\'');
        if let Some(word) = words.last_mut() {
            word.push(character);
        }
    }
    words
}

fn heredoc(word: &str) -> Option<Heredoc> {
    let name = word.trim_start_matches(|character: char| character.is_ascii_digit()).strip_prefix("<<")?;
    let (name, is_chomped) = name.strip_prefix('-').map_or((name, false), |name| (name, true));
    let name = name.replace(['"', '\'', '\\'], "");
    (!name.is_empty() && !name.contains('<')).then_some(Heredoc { name, is_chomped })
}
