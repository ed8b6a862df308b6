//! Instructions that set variables: `ENV`, `LABEL` and `ARG`.

use std::borrow::Cow;
use std::ops::Range;

use super::super::super::expansion::Variables;
use super::super::super::instruction::{Arguments, Keyword, Pair};
use super::super::super::rule::Rule;
use super::super::Result;
use super::super::instructions::argument_name;
use super::{Run, is_only_argument};

impl Run<'_, '_, '_> {
    pub(super) fn pairs(&mut self) -> Result {
        let (pairs, is_legacy): (&[Pair], bool) = match &self.instruction.arguments {
            Arguments::Pairs(pairs) => (pairs, false),
            Arguments::LegacyPair(pair) => (std::slice::from_ref(pair), true),
            _ => return Ok(()),
        };
        let mut expanded = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let key = self.expand_written(&pair.key)?;
            let value = self.expand_written(&pair.value)?;
            expanded.push((key, value));
        }
        if is_legacy {
            let instruction = self.instruction;
            let range = pairs[0].key.start..pairs[0].value.end;
            self.warn(Rule::LegacyKeyValueFormat, &range, || {
                let name = instruction.name().to_uppercase();
                format!("{name} with a blank between name and value is an old form; write {name} name=value")
            });
        }
        if self.instruction.keyword == Keyword::Env {
            for (pair, (key, value)) in pairs.iter().zip(expanded) {
                self.secret("ENV", &key, &pair.key);
                self.follower.scope.set(key, value);
            }
        }
        Ok(())
    }

    pub(super) fn arg(&mut self) -> Result {
        for word in self.instruction.words() {
            let text = self.instruction.word(word);
            let name = argument_name(text);
            let range = word.range.start..word.range.start + name.len();
            self.secret("ARG", name, &range);
            let value = match text.split_once('=') {
                Some(_) => Some(self.expand_written(&(range.end + 1..word.range.end))?),
                None => self.follower.images.globals.get(name).map(|value| Cow::Owned(value.to_owned())),
            };
            if let Some(value) = value.filter(|_| !is_only_argument(name)) {
                self.follower.scope.set(Cow::Borrowed(name), value);
            }
            self.follower.scope.declare(Cow::Borrowed(name));
        }
        Ok(())
    }

    pub(super) fn secret(&mut self, instruction: &str, name: &str, range: &Range<usize>) {
        if is_secret(name) {
            self.warn(Rule::SecretsUsedInArgOrEnv, range, || {
                format!("`{name}` sounds secret, and {instruction} is kept in the image; use RUN --mount=type=secret")
            });
        }
    }
}

/// Whether a part of a name, between underscores, is a word for a secret, and none says that it is public.
fn is_secret(name: &str) -> bool {
    const SECRET: [&str; 10] =
        ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];
    const PUBLIC: [&str; 3] = ["public", "file", "version"];
    let parts = || name.as_bytes().split(|byte| *byte == b'_');
    let has = |words: &[&str]| parts().any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word.as_bytes())));
    has(&SECRET) && !has(&PUBLIC)
}
