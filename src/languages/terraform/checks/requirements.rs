//! Goes through what a file asks for: versions of Terraform, providers and modules.

use super::constraint::{self, Reader};
use super::written::Written;
use super::{Findings, Remedy, Rule, source};
use crate::languages::Source;
use crate::languages::terraform::body::{Argument, Body, File, Value, Wanted};
use crate::languages::terraform::constant::Constant;

const BLOCKS: [Wanted; 3] = [("terraform", 0), ("provider", 1), ("module", 1)];

pub const REQUIRED_PROVIDERS: [Wanted; 1] = [("required_providers", 0)];

pub fn check(source: &Source, file: &File, findings: &mut Findings) {
    let mut checker = Checker { source, findings };
    for block in file.body().blocks(&BLOCKS) {
        match block.name {
            "terraform" => checker.settings(block.body),
            "provider" => checker.constraint(block.body.value("version"), Reader::Providers),
            _ => checker.call(block.body),
        }
    }
}

struct Checker<'a> {
    source: &'a Source<'a>,
    findings: &'a mut Findings,
}

impl Checker<'_> {
    fn settings(&mut self, body: Body) {
        self.constraint(body.value("required_version"), Reader::Core);
        for block in body.blocks(&REQUIRED_PROVIDERS) {
            for argument in block.body.arguments() {
                self.provider(&argument);
            }
        }
    }

    fn provider(&mut self, argument: &Argument) {
        let Some(entries) = argument.value.entries() else {
            return self.constraint(Some(argument.value), Reader::Providers);
        };
        for (key, value) in entries {
            match key.as_str() {
                "source" => {
                    if let Some(written) = Written::of_text(value, self.source.text) {
                        source::check_provider(&written, self.findings);
                    }
                }
                "version" if matches!(value.constant(), Some(Constant::Number(_))) => self.number(value),
                "version" => self.constraint(Some(value), Reader::Providers),
                _ => {}
            }
        }
    }

    fn call(&mut self, body: Body) {
        self.constraint(body.value("version"), Reader::Core);
        let source = body.value("source").and_then(|value| Written::of_text(value, self.source.text));
        if let Some(written) = source {
            source::check_module(&written, self.source.files, self.findings);
        }
    }

    fn constraint(&mut self, value: Option<Value>, reader: Reader) {
        if let Some(written) = value.and_then(|value| Written::of(value, self.source.text)) {
            constraint::check(&written, reader, self.findings);
        }
    }

    /// Elsewhere Terraform makes a text of a number, and here it does not.
    fn number(&mut self, value: Value) {
        let range = value.range();
        let digits = self.source.text.get(range.clone()).unwrap_or_default();
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let remedy = is_plain.then(|| Remedy::new("Write it in quotes", range.clone(), format!("\"{digits}\"")));
        let message = "a provider's version constraint is written in quotes".to_owned();
        self.findings.add(Rule::InvalidVersionConstraint, range, message, remedy);
    }
}
