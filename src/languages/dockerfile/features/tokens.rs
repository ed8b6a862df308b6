//! Semantic tokens for instructions, flags, images, stages, variables, strings, and the words of shell commands.

use std::ops::Range;

use super::lexemes::{
    image_name_len, is_blank_line, is_shell, line_end, operator_len, reference_len, runs_heredocs, variable_len,
};
use crate::languages::answers::{SemanticToken, TokenModifiers, TokenType};
use crate::languages::dockerfile::model::stage_references::name_word;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword};
use crate::languages::sort::SortStably;

/// Returns the tokens within a range, in document order and without overlaps.
pub fn semantic_tokens(file: &Dockerfile, within: &Range<usize>) -> Vec<SemanticToken> {
    let mut lexer = Lexer { file, tokens: Vec::new() };
    for directive in &file.directives {
        let text = &file.text[directive.range.clone()];
        let name = directive.name.as_str();
        let start = directive.range.start + text.to_ascii_lowercase().find(name).unwrap_or(0);
        lexer.push(directive.range.start..directive.range.start + 1, TokenType::Comment);
        lexer.push(start..start + name.len(), TokenType::Decorator);
        if let Some(equals) = text.find('=') {
            lexer.push(directive.range.start + equals..directive.range.start + equals + 1, TokenType::Operator);
        }
        lexer.push(directive.value.clone(), TokenType::String);
    }
    let mut at = 0;
    for instruction in &file.instructions {
        lexer.comments(at..instruction.range().start);
        if instruction.range().start <= within.end && within.start <= instruction.range().end {
            lexer.instruction(instruction);
        }
        at = instruction.range().end;
    }
    lexer.comments(at..file.text.len());
    let mut tokens = lexer.tokens;
    tokens.retain(|token| token.range.start <= within.end && within.start <= token.range.end);
    tokens.sort_stably_by_key(|token| token.range.start);
    let mut end = 0;
    tokens.retain(|token| {
        let is_free = token.range.start >= end && !token.range.is_empty();
        if is_free {
            end = token.range.end;
        }
        is_free
    });
    tokens
}

struct Lexer<'f> {
    file: &'f Dockerfile<'f>,
    tokens: Vec<SemanticToken>,
}

impl Lexer<'_> {
    fn push(&mut self, range: Range<usize>, token_type: TokenType) {
        self.push_with(range, token_type, TokenModifiers::default());
    }

    fn push_with(&mut self, range: Range<usize>, token_type: TokenType, modifiers: TokenModifiers) {
        if self.file.text.get(range.clone()).is_some_and(|text| !text.is_empty()) {
            self.tokens.push(SemanticToken { range, token_type, modifiers });
        }
    }

    /// Adds the comments between instructions.
    fn comments(&mut self, range: Range<usize>) {
        if range.start >= range.end {
            return;
        }
        let mut at = range.start;
        for line in self.file.text[range].split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            let start = at + (content.len() - content.trim_start_matches(['\u{feff}', ' ', '\t']).len());
            let is_directive = self.file.directives.iter().any(|directive| directive.range.start == start);
            if content[start - at..].starts_with('#') && !is_directive {
                self.push(start..at + content.len(), TokenType::Comment);
            }
            at += line.len();
        }
    }

    fn instruction(&mut self, instruction: &Instruction) {
        let modifiers =
            TokenModifiers { is_deprecated: instruction.keyword == Keyword::Maintainer, ..TokenModifiers::default() };
        self.push_with(instruction.source(&instruction.keyword_range()), TokenType::Keyword, modifiers);
        let end = instruction.heredocs().first().map_or(instruction.range().end, |heredoc| heredoc.content.start);
        let inner = match &instruction.arguments {
            Arguments::Trigger(trigger) => {
                self.push(trigger.source(&trigger.keyword_range()), TokenType::Keyword);
                trigger
            }
            _ => instruction,
        };
        for flag in &inner.flags {
            self.flag(inner, &flag.range());
        }
        match (inner.keyword, &inner.arguments) {
            (Keyword::From, _) => self.from(inner),
            (Keyword::Env | Keyword::Label, Arguments::Pairs(pairs)) => {
                for pair in pairs {
                    self.key(inner, &pair.key());
                    self.push(inner.source(&(pair.key().end..pair.key().end + 1)), TokenType::Operator);
                }
            }
            (Keyword::Env | Keyword::Label, Arguments::LegacyPair(pair)) => self.key(inner, &pair.key()),
            (Keyword::Arg, _) => {
                for word in inner.words() {
                    let text = inner.text(&word.range());
                    let length = text.find('=').unwrap_or(text.len());
                    self.key(inner, &(word.range().start..word.range().start + length));
                    if length < text.len() {
                        let equals = word.range().start + length;
                        self.push(inner.source(&(equals..equals + 1)), TokenType::Operator);
                    }
                }
            }
            (Keyword::Healthcheck, Arguments::Typed(kind, _)) => self.push(inner.source(kind), TokenType::Keyword),
            _ => {}
        }
        let name_end = inner.source(&inner.keyword_range()).end;
        let rest_start = if inner.rest().is_empty() { end } else { inner.source(&inner.rest()).start };
        self.line_joints(name_end..rest_start.max(name_end));
        if !inner.rest().is_empty() {
            // The type of a health check is not part of its command.
            let start = match &inner.arguments {
                Arguments::Typed(kind, _) => inner.source(kind).end,
                _ => rest_start,
            };
            let is_command = inner.keyword.runs_command() && !inner.arguments.is_json();
            let kind = if is_command { Words::Command } else { Words::Arguments };
            self.words(start..end.max(start), self.file.escape, kind);
        }
        let is_script = inner.keyword == Keyword::Run && runs_heredocs(inner.text(&inner.rest()));
        for heredoc in instruction.heredocs() {
            if is_script {
                if is_shell(&self.file.text[heredoc.content.clone()]) {
                    self.words(heredoc.content.clone(), '\\', Words::Script);
                }
            } else if heredoc.expands {
                self.variables(heredoc.content.clone());
            }
            let closing = heredoc.content.end..instruction.range().end;
            let line = self.file.text.get(closing.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
            if line.trim_start_matches('\t') == heredoc.name {
                let start = closing.start + (line.len() - heredoc.name.len());
                self.push(start..start + heredoc.name.len(), TokenType::Decorator);
            }
        }
    }

    /// Comments and the characters that continue a line, before the arguments of an instruction.
    fn line_joints(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for (number, line) in self.file.text[range].split_inclusive('\n').enumerate() {
            let content = line.trim_end();
            let indent = content.len() - content.trim_start().len();
            if number > 0 && content[indent..].starts_with('#') {
                self.push(at + indent..at + content.len(), TokenType::Comment);
            } else if line.ends_with('\n') && content.ends_with(self.file.escape) {
                let end = at + content.len();
                self.push(end - self.file.escape.len_utf8()..end, TokenType::Operator);
            }
            at += line.len();
        }
    }

    fn key(&mut self, instruction: &Instruction, key: &Range<usize>) {
        let is_label = instruction.keyword == Keyword::Label;
        let modifiers = TokenModifiers { is_declaration: !is_label, ..TokenModifiers::default() };
        let token_type = if is_label { TokenType::Property } else { TokenType::Variable };
        self.push_with(instruction.source(key), token_type, modifiers);
    }

    fn flag(&mut self, instruction: &Instruction, range: &Range<usize>) {
        let text = instruction.text(range);
        let length = text.find('=').unwrap_or(text.len());
        let source = instruction.source(range);
        self.push(source.start..source.start + length, TokenType::Parameter);
        if length == text.len() || source.len() != text.len() {
            return;
        }
        self.push(source.start + length..source.start + length + 1, TokenType::Operator);
        let start = source.start + length + 1;
        if &text[..length] != "--mount" {
            self.value(start..source.end, TokenType::Property);
            return;
        }
        let mut at = start;
        for field in text[length + 1..].split(',') {
            let key = field.find('=').unwrap_or(field.len());
            self.push(at..at + key, TokenType::Parameter);
            if key < field.len() {
                self.push(at + key..at + key + 1, TokenType::Operator);
                self.value(at + key + 1..at + field.len(), TokenType::Property);
            }
            at += field.len() + 1;
        }
    }

    /// Adds a value that may contain variables.
    fn value(&mut self, range: Range<usize>, token_type: TokenType) {
        let mut at = range.start;
        while at < range.end {
            let text = &self.file.text[at..range.end];
            let plain = text.find('$').unwrap_or(text.len());
            self.push(at..at + plain, token_type);
            at += plain;
            if at < range.end {
                let length = variable_len(&self.file.text[at..range.end]).max(1);
                self.push(at..at + length, if length > 1 { TokenType::Variable } else { token_type });
                at += length;
            }
        }
    }

    /// Adds the variables in the content of an inline file.
    fn variables(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(plain) = self.file.text[at..range.end].find(['$', '\\']) {
            at += plain;
            let rest = &self.file.text[at..range.end];
            if let Some(escaped) = rest.strip_prefix('\\') {
                at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
                continue;
            }
            let length = variable_len(rest);
            if length > 1 {
                self.push(at..at + length, TokenType::Variable);
            }
            at += length;
        }
    }

    fn from(&mut self, from: &Instruction) {
        if let Some(base) = from.words().first() {
            let text = from.text(&base.range());
            let source = from.source(&base.range());
            if source.len() == text.len() {
                let version = image_name_len(text);
                self.value(source.start..source.start + version, TokenType::Class);
                if version < text.len() {
                    self.push(source.start + version..source.start + version + 1, TokenType::Operator);
                    self.value(source.start + version + 1..source.end, TokenType::Property);
                }
            }
        }
        if let Some(name) = name_word(from) {
            self.push(from.source(&from.words()[1].range()), TokenType::Keyword);
            let modifiers = TokenModifiers { is_declaration: true, ..TokenModifiers::default() };
            self.push_with(from.source(&name.range()), TokenType::Namespace, modifiers);
        }
    }

    /// Adds words: commands, flags, strings, variables, comments and operators.
    fn words(&mut self, range: Range<usize>, escape: char, kind: Words) {
        let text = self.file.text;
        let is_command = kind != Words::Arguments;
        let mut at = range.start;
        let mut expects_command = is_command;
        // Whether the value of an assignment before a command has not ended.
        let mut assigns = false;
        let mut in_backticks = false;
        let mut starts_line = kind == Words::Script;
        // The end of the last word or punctuation.
        let mut content_end = range.start;
        while let Some(character) = text[at..range.end].chars().next() {
            let start = at;
            at += character.len_utf8();
            if assigns && character.is_whitespace() {
                (assigns, expects_command) = (false, true);
            }
            match character {
                '\n' => {
                    starts_line = true;
                    expects_command |= kind == Words::Script && !text[..content_end].ends_with('\\');
                    continue;
                }
                _ if character.is_whitespace() => continue,
                _ if character == escape && is_blank_line(&text[at..range.end]) => {
                    self.push(start..at, TokenType::Operator);
                    content_end = at;
                    continue;
                }
                '#' if starts_line && kind != Words::Script => {
                    at = line_end(text, at..range.end);
                    self.push(start..at, TokenType::Comment);
                    content_end = at;
                    continue;
                }
                '#' if is_command && (starts_line || text[..start].ends_with([' ', '\t'])) => {
                    // The lines of an instruction are joined, so that the comment extends to the end of the
                    // instruction.
                    let end = if kind == Words::Script { line_end(text, at..range.end) } else { range.end };
                    self.comment(start..end);
                    (at, content_end) = (end, end);
                    continue;
                }
                '"' | '\'' => {
                    at = self.string(start..range.end, character, escape, kind);
                    expects_command = false;
                }
                '$' => {
                    let length = reference_len(&text[start..range.end], is_command);
                    let substitutes = is_command && text[at..range.end].starts_with('(');
                    if length > 1 {
                        at = start + length;
                        self.push(start..at, TokenType::Variable);
                    } else if substitutes {
                        self.push(start..at, TokenType::Operator);
                    }
                    expects_command = false;
                }
                '&' | '|' | ';' | '(' | ')' | '<' | '>' if is_command => {
                    let is_arithmetic = text[..start].ends_with('$') && text[start..range.end].starts_with("((");
                    at = start + operator_len(&text[start..range.end]);
                    self.push(start..at, TokenType::Operator);
                    let redirects = text[start..at].contains(['<', '>']);
                    expects_command = !redirects && character != ')' && !is_arithmetic;
                    assigns = false;
                }
                '`' if is_command && character != escape => {
                    self.push(start..at, TokenType::Operator);
                    in_backticks = !in_backticks;
                    (expects_command, assigns) = (in_backticks, false);
                }
                '<' if text[start..range.end].starts_with("<<") => {
                    at = start + operator_len(&text[start..range.end]);
                    self.push(start..at, TokenType::Operator);
                }
                '[' | ']' | ',' if !is_command => self.push(start..at, TokenType::Operator),
                '=' if is_command => self.push(start..at, TokenType::Operator),
                _ => {
                    let ends = |c: char| c == escape || ends_word(c, is_command);
                    let length =
                        text[start..range.end].find(ends).unwrap_or(range.end - start).max(character.len_utf8());
                    at = start + length;
                    let is_assignment = is_command && text[at..range.end].starts_with('=') && expects_command;
                    let word = &text[start..at];
                    let token_type = if is_assignment {
                        TokenType::Variable
                    } else if expects_command && !word.starts_with('-') {
                        TokenType::Function
                    } else {
                        TokenType::Parameter
                    };
                    self.push(start..at, token_type);
                    let goes_on = matches!(
                        word,
                        "then" | "do" | "else" | "if" | "while" | "!" | "{" | "sudo" | "exec" | "elif" | "until"
                    );
                    expects_command = is_command && expects_command && goes_on;
                    assigns |= is_assignment;
                }
            }
            starts_line = false;
            content_end = at;
        }
    }

    /// Adds a comment, line by line.
    fn comment(&mut self, range: Range<usize>) {
        let text = self.file.text;
        let mut at = range.start;
        while at < range.end {
            let end = line_end(text, at..range.end);
            self.push(at..end, TokenType::Comment);
            at = text[end..range.end].find('\n').map_or(range.end, |line_feed| end + line_feed + 1);
        }
    }

    /// Adds a string that may contain variables, line by line. Returns its end.
    fn string(&mut self, range: Range<usize>, quote: char, escape: char, kind: Words) -> usize {
        let text = self.file.text;
        let Range { start, end } = range;
        let mut at = start + 1;
        let mut from = start;
        while let Some(character) = text[at..end].chars().next() {
            if character == quote {
                self.push(from..at + 1, TokenType::String);
                return at + 1;
            }
            if character == '\n' {
                if !text[from..at].trim().is_empty() {
                    self.push(from..at, TokenType::String);
                }
                // BuildKit removes comments even within strings.
                at += 1;
                while kind != Words::Script && text[at..end].trim_start_matches([' ', '\t']).starts_with('#') {
                    let comment = at + text[at..end].find('#').unwrap_or(0)..line_end(text, at..end);
                    at = memchr::memchr(b'\n', &text.as_bytes()[at..end]).map_or(end, |length| at + length + 1);
                    self.push(comment, TokenType::Comment);
                }
                from = at;
                continue;
            }
            let joins_lines = character == escape && (quote == '"' || kind != Words::Script);
            if joins_lines && text[at + 1..end].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                self.push(from..at, TokenType::String);
                self.push(at..at + 1, TokenType::Operator);
                from = at + 1;
            } else if character == '$' && quote == '"' {
                let length = reference_len(&text[at..end], kind != Words::Arguments);
                if length > 1 {
                    self.push(from..at, TokenType::String);
                    self.push(at..at + length, TokenType::Variable);
                    from = at + length;
                    at += length;
                    continue;
                }
            } else if character == escape && quote == '"' && !text[at + 1..end].starts_with('\n') {
                at += 1;
                at += text[at..end].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            at += character.len_utf8();
        }
        self.push(from..at, TokenType::String);
        at
    }
}

/// Whether a character ends a word of a command or of other arguments.
fn ends_word(character: char, is_command: bool) -> bool {
    let is_punctuation = match character {
        '"' | '\'' | '$' | '=' => true,
        '&' | '|' | ';' | '(' | ')' | '<' | '>' | '`' => is_command,
        '[' | ']' | ',' => !is_command,
        _ => false,
    };
    is_punctuation || character.is_whitespace()
}

/// How to interpret words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Arguments of an instruction.
    Arguments,
    /// A shell command in an instruction, whose lines are joined.
    Command,
    /// A shell script with several lines.
    Script,
}
