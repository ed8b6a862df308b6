//! Checks the flags and arguments of each instruction, independently of the rest of the file.

use std::ops::Range;

use super::finding::FindingKind;
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::reference::flags::{self, Flag, FlagValue};
use crate::languages::dockerfile::syntax::heredoc;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Instruction, Keyword, Word};
use crate::languages::dockerfile::values::mount;
use crate::languages::text::{closest_match, did_you_mean};

/// The reason why an instruction is rejected, and its range in the logical line.
pub struct Rejection {
    pub kind: FindingKind,
    pub range: Range<usize>,
    pub message: String,
}

type Result<T = ()> = std::result::Result<T, Rejection>;

/// Checks one instruction.
pub struct Validation<'i> {
    instruction: &'i Instruction<'i>,
    dialect: Dialect,
}

impl<'i> Validation<'i> {
    pub fn new(instruction: &'i Instruction<'i>, dialect: Dialect) -> Self {
        Self { instruction, dialect }
    }

    /// Returns the first reason why BuildKit rejects the instruction.
    pub fn rejection(&self) -> Option<Rejection> {
        self.run().err()
    }

    fn run(&self) -> Result {
        let instruction = self.instruction;
        match instruction.keyword {
            Keyword::Add => self.sources(flags::ADD),
            Keyword::Copy => self.sources(flags::COPY),
            Keyword::Arg => self.arg(),
            Keyword::Cmd | Keyword::Entrypoint => self.flags(&[]),
            Keyword::Env | Keyword::Label => self.pairs(),
            Keyword::Expose => self.at_least_one().and_then(|()| self.flags(&[])),
            Keyword::From => self.from(),
            Keyword::Healthcheck => self.healthcheck(),
            Keyword::Maintainer | Keyword::User | Keyword::Workdir => {
                self.exactly_one()?;
                self.flags(&[])
            }
            Keyword::Stopsignal => self.exactly_one(),
            Keyword::Onbuild => self.onbuild(),
            Keyword::Run => self.run_command(),
            Keyword::Shell => self.shell(),
            Keyword::Volume => self.volume(),
            Keyword::Unknown => {
                let name = instruction.name();
                let upper = name.to_uppercase();
                let known = Keyword::NAMES.iter().map(|(known, _)| *known);
                let suggestion = closest_match(&upper, known);
                Err(Rejection {
                    kind: FindingKind::UnknownInstruction { suggestion },
                    range: instruction.keyword_range(),
                    message: format!("unknown instruction `{name}`{}", did_you_mean(suggestion)),
                })
            }
        }
    }

    /// Checks the flags against the known flags of the instruction.
    fn flags(&self, known: &'static [Flag]) -> Result {
        // A bit for each known flag.
        let mut seen = 0_u32;
        for flag in &self.instruction.flags {
            let (name, value) = self.instruction.flag(flag);
            let Some(position) = known.iter().position(|flag| flag.name == name) else {
                let suggestion = closest_match(name, known.iter().map(|flag| flag.name));
                let hint = suggestion.map(|name| format!("--{name}"));
                let message = format!("unknown flag `--{name}` for {}{}", self.name(), did_you_mean(hint.as_deref()));
                return Err(Rejection { kind: FindingKind::UnknownFlag { suggestion }, range: flag.range(), message });
            };
            let Flag { name, value: kind, .. } = known[position];
            if seen & (1 << position) != 0 && kind != FlagValue::Strings {
                return reject(&flag.range(), format!("duplicate flag `--{name}`"));
            }
            seen |= 1 << position;
            match (kind, value) {
                (FlagValue::Boolean, None) => {}
                (FlagValue::Boolean, Some("")) | (_, None) => {
                    return reject(&flag.range(), format!("missing value for `--{name}`: expected --{name}=…"));
                }
                (FlagValue::Boolean, Some(value)) if !matches!(value.to_lowercase().as_str(), "true" | "false") => {
                    return reject(
                        &flag.range(),
                        format!("invalid value `{value}` for `--{name}`: expected true or false"),
                    );
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn sources(&self, known: &'static [Flag]) -> Result {
        let words = self.instruction.words();
        let ([.., destination], 2..) = (words, words.len()) else {
            return self.reject_instruction(format!("{} requires at least one source and a destination", self.name()));
        };
        self.flags(known)?;
        if heredoc::parse(self.instruction.word(destination)).is_some() {
            return reject(&destination.range(), "invalid destination: expected a path, found a heredoc");
        }
        Ok(())
    }

    fn arg(&self) -> Result {
        self.at_least_one()?;
        match self.instruction.words().iter().find(|word| self.instruction.word(word).starts_with('=')) {
            Some(word) => reject(&word.range(), "missing argument name before `=`"),
            None => Ok(()),
        }
    }

    fn pairs(&self) -> Result {
        self.flags(&[])?;
        let pairs = match &self.instruction.arguments {
            Arguments::Pairs(pairs) => &**pairs,
            Arguments::LegacyPair(pair) => std::slice::from_ref(pair),
            _ => return self.reject_instruction(format!("{} requires at least one key=value", self.name())),
        };
        match pairs.iter().find(|pair| pair.key().is_empty()) {
            Some(pair) => reject(&(pair.key().start..pair.value().end), "missing key before `=`"),
            None => Ok(()),
        }
    }

    fn from(&self) -> Result {
        match self.instruction.words() {
            [_] => {}
            [_, word, name] if self.instruction.word(word).eq_ignore_ascii_case("as") => {
                // Buildah accepts any name.
                if self.dialect == Dialect::Dockerfile && !is_stage_name(self.instruction.word(name)) {
                    let message = "invalid stage name: expected a letter, then letters, digits, `.`, `_` or `-`";
                    return reject(&name.range(), message);
                }
            }
            _ => {
                return self
                    .reject_instruction("FROM expects an image, or an image and a stage name: FROM image AS name");
            }
        }
        self.flags(flags::FROM)
    }

    fn healthcheck(&self) -> Result {
        let Arguments::Typed(kind, command) = &self.instruction.arguments else {
            return self.reject_instruction("HEALTHCHECK expects CMD and a command, or NONE");
        };
        let is = |word| self.instruction.text(kind).eq_ignore_ascii_case(word);
        if is("NONE") {
            return match **command {
                Arguments::None => Ok(()),
                Arguments::Json(ref words) if words.is_empty() => Ok(()),
                _ => reject(&self.arguments_after(kind), "HEALTHCHECK NONE takes no arguments"),
            };
        }
        self.flags(flags::HEALTHCHECK)?;
        if !is("CMD") {
            return reject(
                kind,
                format!("unknown health check `{}`: expected CMD or NONE", self.instruction.text(kind)),
            );
        }
        if command.words().is_empty() {
            return reject(kind, "missing command after HEALTHCHECK CMD");
        }
        for flag in &self.instruction.flags {
            let (name, value) = self.instruction.flag(flag);
            let value = value.unwrap_or_default();
            let is_valid = match name {
                _ if value.is_empty() => true,
                "retries" => value.parse::<i32>().is_ok_and(|retries| retries >= 0),
                _ => is_interval(value),
            };
            if !is_valid {
                let expected =
                    if name == "retries" { "an integer of at least 0" } else { "a duration such as 30s, 1m or 1h30m" };
                return reject(&flag.range(), format!("invalid value `{value}` for `--{name}`: expected {expected}"));
            }
        }
        Ok(())
    }

    fn onbuild(&self) -> Result {
        let Arguments::Trigger(trigger) = &self.instruction.arguments else {
            return self.reject_instruction("ONBUILD requires an instruction");
        };
        self.flags(&[])?;
        let name = match trigger.keyword {
            Keyword::Onbuild => "ONBUILD",
            Keyword::Maintainer => "MAINTAINER",
            Keyword::From => "FROM",
            _ => return Ok(()),
        };
        reject(&trigger.keyword_range(), format!("{name} is not allowed in ONBUILD"))
    }

    fn run_command(&self) -> Result {
        self.flags(flags::RUN)?;
        for flag in &self.instruction.flags {
            let (name, value) = self.instruction.flag(flag);
            let value = value.unwrap_or_default();
            let message = match name {
                "mount" => mount::Mount::parse(value, None, self.dialect).err(),
                "device" => mount::device_error(value),
                "network" if !matches!(value, "default" | "none" | "host") => {
                    Some(format!("unknown network `{value}`: expected default, none or host"))
                }
                "security" if !matches!(value, "insecure" | "sandbox") => {
                    Some(format!("unknown security mode `{value}`: expected insecure or sandbox"))
                }
                _ => None,
            };
            if let Some(message) = message {
                return reject(&flag.range(), message);
            }
        }
        Ok(())
    }

    fn shell(&self) -> Result {
        self.flags(&[])?;
        match &self.instruction.arguments {
            Arguments::Json(words) if !words.is_empty() => Ok(()),
            Arguments::Json(_) | Arguments::None => self.reject_instruction("SHELL requires a command"),
            _ => {
                reject(&self.instruction.rest(), "SHELL expects a JSON array, for example SHELL [\"/bin/sh\", \"-c\"]")
            }
        }
    }

    fn volume(&self) -> Result {
        self.at_least_one()?;
        self.flags(&[])?;
        match self.instruction.words().iter().find(|word| self.instruction.word(word).trim().is_empty()) {
            // The range includes the quotes, because an empty range is invisible.
            Some(word) if word.range().is_empty() => {
                reject(&(word.range().start - 1..word.range().end + 1), "empty volume path")
            }
            Some(word) => reject(&word.range(), "empty volume path"),
            None => Ok(()),
        }
    }

    fn at_least_one(&self) -> Result {
        if self.instruction.words().is_empty() {
            return self.reject_instruction(format!("{} requires at least one argument", self.name()));
        }
        Ok(())
    }

    fn exactly_one(&self) -> Result {
        match self.instruction.words() {
            [Word { .. }] => Ok(()),
            _ => self.reject_instruction(format!("{} requires exactly one argument", self.name())),
        }
    }

    /// Returns the range of the arguments after the type of a health check.
    fn arguments_after(&self, kind: &Range<usize>) -> Range<usize> {
        let rest = &self.instruction.line.text()[kind.end..self.instruction.rest().end];
        kind.end + (rest.len() - rest.trim_start().len())..self.instruction.rest().end
    }

    fn name(&self) -> String {
        self.instruction.name().to_uppercase()
    }

    fn reject_instruction(&self, message: impl Into<String>) -> Result {
        reject(&self.instruction.full_range(), message)
    }
}

fn reject(range: &Range<usize>, message: impl Into<String>) -> Result {
    Err(Rejection { kind: FindingKind::Error, range: range.clone(), message: message.into() })
}

/// Whether a stage name is valid. Both cases are accepted, although stage names are converted to lower case.
fn is_stage_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// Whether a string is a Go duration that is zero, or at least a millisecond.
fn is_interval(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "0" {
        return true;
    }
    let mut rest = unsigned;
    let mut nanoseconds = 0_u128;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(length);
        let length = after.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at(length);
        let unit = match unit {
            "ns" => 1,
            // BuildKit parses flags byte by byte, which breaks Go's `µs`.
            "us" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => return false,
        };
        let Some(duration) = multiplied(number, unit) else { return false };
        nanoseconds += duration;
        // Go stores durations as nanoseconds in 64 bits.
        if nanoseconds > u128::from(i64::MAX.unsigned_abs()) {
            return false;
        }
        rest = after;
    }
    !unsigned.is_empty() && (nanoseconds == 0 || (nanoseconds >= 1_000_000 && !text.starts_with('-')))
}

/// Multiplies a decimal number by a unit.
fn multiplied(number: &str, unit: u128) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() + fraction.len() == 0 {
        return None;
    }
    // Further digits are less than a nanosecond.
    let digits = fraction.get(..fraction.len().min(15))?;
    let parsed = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u64>().ok() };
    let scale = digits.bytes().fold(1_u128, |scale, _| scale * 10);
    let is_number = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = (parsed(whole)?, parsed(digits).filter(|_| is_number)?);
    Some(u128::from(whole) * unit + u128::from(fraction) * unit / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_checked() {
        for good in
            ["0", "1s", "1h30m", "1.5s", ".5m", "1ms", "0s", "5m0s", "100us900us", "+3s", "2562047h47m16.854775807s"]
        {
            assert!(is_interval(good), "{good}");
        }
        for bad in ["", "1", "s", "-1s", "1d", "1us", ".s", "1.2.3s", "99999999999h", "2562047h47m16.854775808s", "1 s"]
        {
            assert!(!is_interval(bad), "{bad}");
        }
    }
}
