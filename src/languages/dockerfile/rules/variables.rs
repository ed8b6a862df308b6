//! `LegacyKeyValueFormat` and `SecretsUsedInArgOrEnv`: instructions that set variables and labels.

use std::borrow::Cow;
use std::ops::Range;

use super::Rule;
use super::descriptions::argument_name;
use super::images::argument_value;
use super::undefined::is_only_argument;
use super::walker::{Checked, InstructionWalker};
use crate::languages::answers::Edit;
use crate::languages::dockerfile::syntax::arguments;
use crate::languages::dockerfile::syntax::expansion::{Certainty, Value, Variables};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword, Pair};
use crate::languages::findings::Correction;

impl InstructionWalker<'_, '_, '_> {
    pub fn pairs(&mut self) -> Checked {
        let (pairs, is_legacy): (&[Pair], bool) = match &self.instruction.arguments {
            Arguments::Pairs(pairs) => (&**pairs, false),
            Arguments::LegacyPair(pair) => (std::slice::from_ref(pair), true),
            _ => return Ok(()),
        };
        let mut expanded = Vec::with_capacity(pairs.len());
        let mut error = None;
        for pair in pairs {
            let key = self.expand_range(&pair.key());
            let value = self.expand_range(&pair.value());
            match (key, value) {
                (Ok(key), Ok(value)) => expanded.push((pair, key, value)),
                (Ok(key), Err(own)) => {
                    expanded.push((pair, key, unknown_value()));
                    error = error.or(Some(own));
                }
                (Err(own), _) => error = error.or(Some(own)),
            }
        }
        if is_legacy {
            let instruction = self.instruction;
            let range = pairs[0].key().start..pairs[0].value().end;
            self.warn(Rule::LegacyKeyValueFormat, &range, || {
                let name = instruction.name().to_uppercase();
                format!("legacy format `{name} key value`; use `{name} key=value`")
            });
        }
        if self.instruction.keyword == Keyword::Env {
            for (pair, key, value) in expanded {
                self.secret("ENV", &key.text, &pair.key());
                self.stages.scope.set(key.text, value);
            }
        }
        error.map_or(Ok(()), Err)
    }

    pub fn arg(&mut self) -> Checked {
        let mut error = None;
        for word in self.instruction.words() {
            let text = self.instruction.word(word);
            let name = argument_name(text);
            let range = word.range().start..word.range().start + name.len();
            self.secret("ARG", name, &range);
            let value = if text.contains('=') {
                match self.expand_range(&(range.end + 1..word.range().end)) {
                    Ok(value) => Some(argument_value(value)),
                    Err(own) => {
                        // If a build passes an argument, BuildKit does not expand the default value.
                        error = error.or_else(|| Some(Box::new(own.into_warning())));
                        Some(unknown_value())
                    }
                }
            } else {
                let global = self.stages.images.globals.get(name);
                global.value().map(|value| Value {
                    text: Cow::Owned(value.to_owned()),
                    certainty: global.certainty().max(Certainty::Assumed),
                })
            };
            if let Some(value) = value.filter(|_| !is_only_argument(name)) {
                self.stages.scope.set(Cow::Borrowed(name), value);
            }
            self.stages.scope.declare(Cow::Borrowed(name));
        }
        error.map_or(Ok(()), Err)
    }

    pub fn secret(&mut self, instruction: &str, name: &str, range: &Range<usize>) {
        if is_secret(name) {
            self.warn(Rule::SecretsUsedInArgOrEnv, range, || {
                format!("{instruction} `{name}` may store a secret in the image; use `RUN --mount=type=secret` instead")
            });
        }
    }
}

/// Returns the value of a variable that could not be expanded.
fn unknown_value<'v>() -> Value<'v> {
    Value { text: Cow::Borrowed(""), certainty: Certainty::Unknown }
}

/// Whether a part of a name, separated by underscores, suggests a secret, and no part suggests that it is public.
fn is_secret(name: &str) -> bool {
    const SECRET: [&str; 10] =
        ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];
    const PUBLIC: [&str; 3] = ["public", "file", "version"];
    let parts = || name.as_bytes().split(|byte| *byte == b'_');
    let has = |words: &[&str]| parts().any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word.as_bytes())));
    has(&SECRET) && !has(&PUBLIC)
}

/// Changes `ENV key value` to `ENV key=value`, with quotes or escapes if the value contains spaces.
pub fn correct_legacy_pair(file: &Dockerfile, instruction: &Instruction) -> Option<Correction> {
    let Arguments::LegacyPair(pair) = &instruction.arguments else { return None };
    let (key, value) = (&pair.key(), &pair.value());
    let name = instruction.text(key);
    // Non-ASCII white space separates the words of pairs, but is allowed in the name of a legacy pair.
    if name.contains(['"', '\'', file.escape]) || name.contains(char::is_whitespace) {
        return None;
    }
    let between = instruction.source(key).end..instruction.source(value).start;
    // A comment between the key and the value would be lost.
    if file.text[between.clone()].contains('#') {
        return None;
    }
    let mut edits = vec![Edit::replace(between, "=")];
    let text = instruction.text(value);
    let source = instruction.source(value);
    let is_one_word = arguments::words(instruction.line.text(), value.clone(), file.escape).eq([value.clone()]);
    if !is_one_word && !text.contains(['"', '\'', file.escape]) {
        edits[0].text.push('"');
        edits.push(Edit::insert(source.end, "\""));
    } else if !is_one_word {
        let spaces = unquoted_spaces(text, file.escape)?;
        let escape =
            |at: usize| Edit::insert(instruction.source(&(value.start + at..value.start + at + 1)).start, file.escape);
        edits.extend(spaces.into_iter().map(escape));
    }
    Some(Correction::new(format!("Change to `{name}=…`"), edits))
}

/// Returns the offsets of spaces that are neither quoted nor escaped. `None` if a quote is unterminated.
fn unquoted_spaces(text: &str, escape: char) -> Option<Vec<usize>> {
    let mut spaces = Vec::new();
    let mut quote = None;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match quote {
            _ if character == escape && quote != Some('\'') => drop(characters.next()),
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if character.is_whitespace() => spaces.push(at),
            Some(open) if character == open => quote = None,
            _ => {}
        }
    }
    quote.is_none().then_some(spaces)
}
