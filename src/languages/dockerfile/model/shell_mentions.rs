//! Finds mentions of a variable in commands that a rename cannot update. A shell can assign, export or test a variable
//! without a `$`, and does not expand variables in single quotes.

use crate::languages::dockerfile::reference::shell;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Heredoc, Instruction, Keyword};

/// The syntax in which a command refers to environment variables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expansion {
    /// `$name` and `${name}`.
    Dollar,
    /// PowerShell's `$env:name` and `${env:name}`.
    DollarEnv,
    /// Variables are not expanded, or not all of them.
    Uncertain,
}

/// Whether the commands of an instruction mention a variable in any other way than by expanding it.
pub fn mentions_otherwise(file: &Dockerfile, instruction: &Instruction, name: &str, is_windows: bool) -> bool {
    let inner = instruction.inner();
    if !inner.keyword.runs_command() {
        return false;
    }
    let usual = if is_windows { Expansion::DollarEnv } else { Expansion::Dollar };
    let is_set_by_flag = |flag: &str| {
        let parts = flag.split(',').filter_map(|part| part.split_once('='));
        parts.into_iter().any(|(key, value)| key.eq_ignore_ascii_case("env") && value == name)
    };
    inner.flags.iter().any(|flag| is_set_by_flag(inner.word(flag)))
        || arguments_mention(inner, &inner.arguments, name, usual)
        || inner.keyword == Keyword::Run
            && instruction.heredocs().iter().any(|heredoc| heredoc_mentions(file, inner, heredoc, name, usual))
}

fn arguments_mention(instruction: &Instruction, arguments: &Arguments, name: &str, usual: Expansion) -> bool {
    match arguments {
        Arguments::Typed(_, command) => arguments_mention(instruction, command, name, usual),
        Arguments::Json(words) => {
            let program = words.first().map_or("", |word| instruction.word(word));
            let program = program.rsplit(['/', '\\']).next().unwrap_or_default();
            let is_shell = shell::NAMES.contains(&program.trim_end_matches(".exe"));
            let expansion = if is_shell { usual } else { Expansion::Uncertain };
            words.iter().any(|word| Scanner::new(instruction.word(word), expansion).mentions(name))
        }
        Arguments::Text(word) => Scanner::new(instruction.text(&word.range()), usual).mentions(name),
        _ => Scanner::new(instruction.text(&instruction.rest()), usual).mentions(name),
    }
}

fn heredoc_mentions(
    file: &Dockerfile,
    instruction: &Instruction,
    heredoc: &Heredoc,
    name: &str,
    usual: Expansion,
) -> bool {
    let content = &file.text[heredoc.content.clone()];
    let is_script = instruction.text(&instruction.rest()).starts_with("<<");
    let interpreter = content.trim_start().strip_prefix("#!").and_then(|line| line.lines().next());
    let is_of_shell = interpreter.is_none_or(|line| {
        let program = line.split([' ', '\t', '/']).rfind(|part| !part.is_empty() && !part.starts_with('-'));
        program.is_some_and(|program| shell::NAMES.contains(&program))
    });
    let expands = if is_script { is_of_shell && !content.contains("<<") } else { heredoc.expands };
    let expansion = if expands { usual } else { Expansion::Uncertain };
    Scanner::new(content, expansion).mentions(name)
}

/// A nesting level of quotes: the command itself, or a substitution in it.
#[derive(Default)]
struct Level {
    in_double_quotes: bool,
    is_backtick: bool,
    open_parentheses: usize,
}

struct Scanner<'t> {
    text: &'t str,
    expansion: Expansion,
    /// Whether the command contains arithmetic, which uses names without a `$`.
    has_arithmetic: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, expansion: Expansion) -> Self {
        let has_arithmetic = ["((", "$[", "let "].iter().any(|sign| text.contains(sign));
        Self { text, expansion, has_arithmetic }
    }

    fn mentions(&self, name: &str) -> bool {
        if !self.text.contains(name) {
            return false;
        }
        let bytes = self.text.as_bytes();
        let escape = if self.expansion == Expansion::DollarEnv { b'`' } else { b'\\' };
        let mut levels = Vec::new();
        let mut level = Level::default();
        let mut in_single_quotes = false;
        // The start of the name in the current expansion.
        let mut expanded_at = None;
        // The start of the current command.
        let mut command = 0;
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            at += 1;
            match bytes[start] {
                b'\'' if in_single_quotes || !level.in_double_quotes => in_single_quotes = !in_single_quotes,
                byte if byte == escape && !in_single_quotes => at += usize::from(is_ascii(bytes, at)),
                b'"' if !in_single_quotes => level.in_double_quotes = !level.in_double_quotes,
                b'$' if in_single_quotes && self.expansion == Expansion::Dollar && self.is_for_shell(command) => {
                    at += usize::from(bytes.get(at) == Some(&b'{'));
                    expanded_at = Some(at);
                }
                b';' | b'|' | b'&' | b'\n' if !in_single_quotes && !level.in_double_quotes => command = at,
                b'$' if !in_single_quotes => {
                    let next = bytes.get(at);
                    at += usize::from(matches!(next, Some(b'$' | b'(' | b'{')));
                    if next == Some(&b'(') {
                        levels.push(std::mem::take(&mut level));
                    }
                    let is_env = || self.text[at..].get(..4).is_some_and(|env| env.eq_ignore_ascii_case("env:"));
                    expanded_at = match self.expansion {
                        _ if matches!(next, Some(b'$' | b'(')) => None,
                        Expansion::Dollar => Some(at),
                        Expansion::DollarEnv if is_env() => Some(at + 4),
                        Expansion::DollarEnv | Expansion::Uncertain => None,
                    };
                }
                b'`' if !in_single_quotes => {
                    if level.is_backtick {
                        level = levels.pop().unwrap_or_default();
                    } else {
                        levels.push(std::mem::take(&mut level));
                        level.is_backtick = true;
                    }
                }
                b'(' if !in_single_quotes && !level.in_double_quotes => {
                    level.open_parentheses += 1;
                    command = at;
                }
                b')' if !in_single_quotes && !level.in_double_quotes => {
                    if level.open_parentheses > 0 {
                        level.open_parentheses -= 1;
                    } else if let Some(outer) = levels.pop() {
                        level = outer;
                    }
                }
                b'#' if !in_single_quotes && !level.in_double_quotes && starts_comment(bytes, start) => {
                    at = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
                }
                byte if is_name(byte) => {
                    let length = bytes[start..].iter().position(|byte| !is_name(*byte));
                    at = length.map_or(bytes.len(), |length| start + length);
                    let word = &self.text[start..at];
                    let is_expanded = expanded_at == Some(start);
                    let is_mention = word == name && !is_expanded && !self.is_flag_or_path(start);
                    // `printf -vname` is an assignment, too.
                    let is_assigned = word.strip_prefix('v') == Some(name) && self.text[..start].ends_with(" -");
                    if is_mention || is_assigned {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Whether the strings of a command are for a shell, so that `$name` in single quotes is the variable: the command is
    /// a shell, or prints its arguments. For others, such as `awk`, it has another meaning.
    fn is_for_shell(&self, command: usize) -> bool {
        let word = self.text[command..].split_ascii_whitespace().next().unwrap_or_default();
        let program = word.rsplit('/').next().unwrap_or_default();
        matches!(program, "echo" | "printf") || shell::NAMES.contains(&program)
    }

    /// Whether the word at an offset is part of a flag such as `--version`, or of a path or an address.
    fn is_flag_or_path(&self, at: usize) -> bool {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:@".contains(byte);
        let before = &self.text.as_bytes()[at.saturating_sub(200)..at];
        let length = before.iter().rev().take_while(|byte| is_part(byte)).count();
        let part = &self.text[at - length..at];
        let is_start = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'"' | b'\'' | b'=');
        let starts_word = before.len() == length || before.get(before.len() - length - 1).is_some_and(is_start);
        let is_kind = part.starts_with("--") || part.starts_with(['/', '.']) || part.contains("://");
        starts_word && is_kind && !self.has_arithmetic
    }
}

/// Whether a byte can be part of a name. Bytes of non-ASCII characters count, because these can be letters.
fn is_name(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn is_ascii(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii)
}

fn starts_comment(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| matches!(bytes[before], b' ' | b'\t' | b'\n' | b';'))
}
