//! `RedundantTargetPlatform` and `FromPlatformFlagConstDisallowed`: the platform of a `FROM`.

use super::Rule;
use super::checker::{Checker, Result};
use super::flags::flag_with_spaces;
use super::lint::Lint;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::model::scope::Scope;
use crate::languages::dockerfile::model::stages::value_range;
use crate::languages::dockerfile::syntax::expansion::{Expanded, Reference, Variables, WordExpander};
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Word};
use crate::languages::dockerfile::values::platform::Platform;
use crate::languages::findings::Correction;

impl<'f> Checker<'f> {
    /// Returns the platform, if it is the same in every build.
    pub fn platform(
        &mut self,
        index: usize,
        (flag, value): (&Word, &str),
        stage: Option<&str>,
        lint: Lint,
        globals: &mut Scope<'f>,
    ) -> Result<Option<Platform>> {
        let instruction = &self.file.instructions[index];
        let expanded = WordExpander::new(self.file.escape).expand(value, globals);
        let range = instruction.source(&flag.range());
        self.undeclared(index, (value, value_range(flag, value)), &expanded, lint, globals);
        let text = &*expanded.value.text;
        if is_only_target_platform(value, &expanded) && globals.get("TARGETPLATFORM").value() == Some(text) {
            self.warn(lint, Rule::RedundantTargetPlatform, index, range.clone(), || {
                format!("redundant `--platform`: `{value}` is the default")
            });
        }
        let platform = Platform::parse(text);
        if let Some(platform) = &platform
            && expanded.references.is_empty()
            && expanded.error.is_none()
            && !stage.is_some_and(|name| name.contains(&platform.os) || name.contains(&platform.architecture))
        {
            self.warn(lint, Rule::FromPlatformFlagConstDisallowed, index, range, || {
                format!("constant `--platform={value}`: the image is the same for every target platform")
            });
        }
        if let Some(error) = expanded.error {
            self.report(self.error(index, &flag.range(), error))?;
        }
        let Some(text) = expanded.value.certain() else { return Ok(None) };
        if platform.is_none() {
            let message = if text.is_empty() {
                format!("empty platform: `{value}` is never set")
            } else {
                format!("invalid platform `{text}`: expected os/arch, for example linux/amd64")
            };
            self.report(self.error(index, &flag.range(), message))?;
        }
        Ok(platform)
    }
}

fn is_only_target_platform(value: &str, expanded: &Expanded) -> bool {
    let is_it = |reference: &Reference| reference.is_set() && &value[reference.name.clone()] == "TARGETPLATFORM";
    !expanded.references.is_empty() && expanded.references.iter().all(is_it)
}

/// Removes the redundant flag.
pub fn correct(file: &Dockerfile, instruction: &Instruction) -> Option<Correction> {
    let (flag, _) = instruction.flag_named("platform")?;
    let edits = vec![Edit::delete(flag_with_spaces(file, instruction, &flag.range()))];
    Some(Correction::new("Remove `--platform`", edits))
}
