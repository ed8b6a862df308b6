//! Splits Rust source into tokens.

/// A word or a punctuation character, with its line.
pub struct Token {
    pub line: usize,
    pub text: String,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.text.starts_with(is_word)
    }
}

/// A path with groups expanded: `a::{b, c::d}` is `a::b` and `a::c::d`.
pub struct Named {
    /// The index of its last token.
    pub at: usize,
    pub names: Vec<String>,
    pub is_macro: bool,
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Replaces comments and literals with spaces. Line breaks are kept.
pub fn code(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        if let Some(end) = blank_end(&characters, at) {
            let end = end.min(characters.len());
            code.extend(characters[at..end].iter().map(|character| if *character == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            code.push(characters[at]);
            at += 1;
        }
    }
    code
}

/// Returns the end of the comment or literal that starts at `at`, if there is one.
fn blank_end(characters: &[char], at: usize) -> Option<usize> {
    let next = |offset: usize| characters.get(at + offset).copied();
    let begins_word = |at: usize| at == 0 || !is_word(characters[at - 1]);
    match characters[at] {
        '/' if next(1) == Some('/') => Some(find(characters, at, '\n')),
        '/' if next(1) == Some('*') => Some(block_comment_end(characters, at)),
        '"' => Some(string_end(characters, at)),
        // A letter may precede the `r`, as in `br"…"`.
        'r' if begins_word(at) || (matches!(characters[at - 1], 'b' | 'c') && begins_word(at - 1)) => {
            raw_string_end(characters, at)
        }
        '\'' if next(1) == Some('\\') => Some(find(characters, at + 3, '\'') + 1),
        // Anything else after the quote is a lifetime.
        '\'' if next(2) == Some('\'') => Some(at + 3),
        _ => None,
    }
}

fn find(characters: &[char], from: usize, wanted: char) -> usize {
    (from..characters.len()).find(|at| characters[*at] == wanted).unwrap_or(characters.len())
}

fn block_comment_end(characters: &[char], start: usize) -> usize {
    let mut at = start;
    let mut depth = 0_usize;
    while at + 1 < characters.len() {
        match (characters[at], characters[at + 1]) {
            ('/', '*') => {
                depth += 1;
                at += 2;
            }
            ('*', '/') => {
                depth = depth.saturating_sub(1);
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    characters.len()
}

fn string_end(characters: &[char], quote: usize) -> usize {
    let mut at = quote + 1;
    while at < characters.len() {
        match characters[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    characters.len()
}

/// Returns the end of a raw string, or `None` for a raw identifier such as `r#type`.
fn raw_string_end(characters: &[char], start: usize) -> Option<usize> {
    let hashes = |from: usize| characters[from..].iter().take_while(|character| **character == '#').count();
    let expected = hashes(start + 1);
    let quote = start + 1 + expected;
    if characters.get(quote) != Some(&'"') {
        return None;
    }
    let mut at = quote;
    loop {
        at = find(characters, at + 1, '"');
        if at >= characters.len() {
            return Some(characters.len());
        }
        if hashes(at + 1) >= expected {
            return Some(at + 1 + expected);
        }
    }
}

/// Returns the words and punctuation characters of code without comments and literals.
pub fn tokens(code: &str) -> Vec<Token> {
    let characters: Vec<char> = code.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < characters.len() {
        let character = characters[at];
        let length = if is_word(character) {
            characters[at..].iter().take_while(|character| is_word(**character)).count()
        } else if character == ':' && characters.get(at + 1) == Some(&':') {
            2
        } else {
            1
        };
        if character == '\n' {
            line += 1;
        } else if !character.is_whitespace() {
            tokens.push(Token { line, text: characters[at..at + length].iter().collect() });
        }
        at += length;
    }
    tokens
}

/// Returns for each token the number of inline modules that contain it.
pub fn modules_around(tokens: &[Token]) -> Vec<usize> {
    let mut braces: Vec<bool> = Vec::new();
    let mut modules = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => braces.push(index >= 2 && tokens[index - 2].text == "mod"),
            "}" => {
                braces.pop();
            }
            _ => {}
        }
        modules.push(braces.iter().filter(|is_module| **is_module).count());
    }
    modules
}

/// Returns all paths.
pub fn paths(tokens: &[Token]) -> Vec<Named> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if tokens[at].is_word() { read_path(tokens, at, &[], &mut paths) } else { at + 1 };
    }
    paths
}

/// Parses the path that starts at `start`, prefixed with the names before its group. Returns the index of the token
/// after it.
fn read_path(tokens: &[Token], start: usize, before: &[String], paths: &mut Vec<Named>) -> usize {
    let mut names = before.to_vec();
    let mut at = start;
    names.push(tokens[at].text.clone());
    while tokens.get(at + 1).is_some_and(|token| token.text == "::") {
        match tokens.get(at + 2) {
            Some(token) if token.is_word() => {
                names.push(token.text.clone());
                at += 2;
            }
            Some(token) if token.text == "{" => return read_group(tokens, at + 3, &names, paths),
            _ => break,
        }
    }
    let is_macro = tokens.get(at + 1).is_some_and(|token| token.text == "!");
    paths.push(Named { at, names, is_macro });
    at + 1
}

fn read_group(tokens: &[Token], start: usize, before: &[String], paths: &mut Vec<Named>) -> usize {
    let mut at = start;
    while at < tokens.len() && tokens[at].text != "}" {
        at = if tokens[at].is_word() { read_path(tokens, at, before, paths) } else { at + 1 };
    }
    at + 1
}
