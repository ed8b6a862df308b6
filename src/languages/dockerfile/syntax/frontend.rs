//! Detects the frontend of a Dockerfile: BuildKit's own frontend, or another one that the file names.

use super::directive::parse_directive;
use super::instruction::DirectiveName;
use crate::languages::syntax::json::Json;

/// The frontend of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frontend {
    /// Docker's frontend.
    #[default]
    Docker,
    /// Another frontend, whose syntax is unknown.
    Custom,
}

impl Frontend {
    /// Detects the frontend that the first lines of a file name. As in BuildKit, it can be in a directive after `#` or
    /// `//`, or in a JSON object.
    pub fn detect(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // A `#!` line may come first.
        let text = if text.starts_with("#!") { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
        match directive(text, "#").or_else(|| directive(text, "//")) {
            Some(named) => Self::of_image(named),
            None => json_member(text).map_or(Self::Docker, |named| Self::of_image(&named)),
        }
    }

    /// Returns the frontend of an image reference such as `docker/dockerfile:1`. All words after the first are
    /// arguments.
    fn of_image(value: &str) -> Self {
        let reference = value.split(' ').next().unwrap_or_default();
        let named = reference.split_once('@').map_or(reference, |(named, _)| named);
        let name = named.rfind('/').unwrap_or(0);
        let path = named[name..].find(':').map_or(named, |at| &named[..name + at]);
        let is_docker = ["docker/dockerfile", "docker/dockerfile-upstream"]
            .iter()
            .any(|own| path.strip_suffix(own).is_some_and(|registry| registry.is_empty() || registry.ends_with('/')));
        if is_docker { Self::Docker } else { Self::Custom }
    }
}

/// Returns the value of the `syntax` directive in the comments at the top.
fn directive<'t>(text: &'t str, comment: &str) -> Option<&'t str> {
    for line in text.lines() {
        line.strip_prefix(comment)?;
        let directive = parse_directive(line, comment.len()..line.len())?;
        if directive.name == DirectiveName::Syntax {
            return line.get(directive.value).map(str::trim_end).filter(|value| !value.is_empty());
        }
    }
    None
}

/// Returns the `syntax` member, if the text is a JSON object.
fn json_member(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let json = Json::parse(text);
    let root = json.root().filter(|_| json.error().is_none())?;
    root.members().find(|(key, _)| key.value().as_deref() == Some("syntax")).and_then(|(_, value)| value.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frontend_is_detected_as_buildkit_does() {
        for (text, frontend) in [
            ("FROM a", Frontend::Docker),
            ("# syntax=docker/dockerfile:1", Frontend::Docker),
            ("#syntax = docker.io/docker/dockerfile:1.7", Frontend::Docker),
            ("# syntax=mirror.corp:5000/docker/dockerfile", Frontend::Docker),
            ("# syntax=mirror.corp/hub/docker/dockerfile-upstream:master", Frontend::Docker),
            ("# check=skip=all\n# Syntax=docker/dockerfile:labs", Frontend::Docker),
            ("#!/bin/x\n# syntax=docker/dockerfile:1-labs@sha256:ab", Frontend::Docker),
            ("# syntax=docker/dockerfile-upstream:master-labs --arg", Frontend::Docker),
            ("# syntax=docker/dockerfile@sha256:ab", Frontend::Docker),
            ("\u{feff}# syntax=edrevo/dockerfile-plus", Frontend::Custom),
            ("# syntax=mydocker/dockerfile:1", Frontend::Custom),
            ("# syntax=docker/dockerfile-x:1", Frontend::Custom),
            ("//syntax=corp/x", Frontend::Custom),
            ("{\"a\": 1, \"syntax\" : \"corp/x\"}", Frontend::Custom),
            ("# note\n# syntax=corp/x", Frontend::Docker),
            ("FROM a\n# syntax=corp/x", Frontend::Docker),
            ("# syntax=", Frontend::Docker),
        ] {
            assert_eq!(Frontend::detect(text), frontend, "{text:?}");
        }
    }
}
