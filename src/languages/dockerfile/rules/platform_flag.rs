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
    pub fn platform(
        &mut self,
        index: usize,
        (flag, value): (&Word, &str),
        stage: Option<&str>,
        lint: Lint,
        globals: &mut Scope<'f>,
    ) -> Result<Platform> {
        let instruction = &self.file.instructions[index];
        let expanded = WordExpander::new(self.file.escape).expand(value, globals);
        let range = instruction.source(&flag.range);
        self.undeclared(index, (value, value_range(flag, value)), &expanded, lint, globals);
        if is_only_target_platform(value, &expanded) && globals.get("TARGETPLATFORM") == Some(&*expanded.text) {
            self.warn(lint, Rule::RedundantTargetPlatform, index, range.clone(), || {
                format!("`{value}` is the platform that is built for anyway")
            });
        }
        let platform = Platform::parse(&expanded.text);
        if let Some(platform) = &platform
            && expanded.references.is_empty()
            && expanded.error.is_none()
            && !stage.is_some_and(|name| name.contains(&platform.os) || name.contains(&platform.architecture))
        {
            self.warn(lint, Rule::FromPlatformFlagConstDisallowed, index, range, || {
                format!("the platform is always `{value}`, whatever is built for")
            });
        }
        if let Some(error) = expanded.error {
            return Err(self.error(index, &flag.range, error));
        }
        platform.ok_or_else(|| {
            let message = if expanded.text.is_empty() {
                format!("`{value}` is empty, so there is no platform")
            } else {
                format!("`{}` is not a platform; linux/amd64 is one", expanded.text)
            };
            self.error(index, &flag.range, message)
        })
    }
}

fn is_only_target_platform(value: &str, expanded: &Expanded) -> bool {
    let is_it = |reference: &Reference| reference.is_set && &value[reference.name.clone()] == "TARGETPLATFORM";
    !expanded.references.is_empty() && expanded.references.iter().all(is_it)
}

/// Removes the redundant flag.
pub fn correct(file: &Dockerfile, instruction: &Instruction) -> Option<Correction> {
    let (flag, _) = instruction.flag_named("platform")?;
    let edits = vec![Edit::delete(flag_with_spaces(file, instruction, &flag.range))];
    Some(Correction::new("Remove the flag --platform", edits))
}
