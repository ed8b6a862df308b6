//! Goes through what a file asks for: versions of Terraform, providers and modules.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use super::constraint::{self, Reader};
use super::written::Written;
use super::{Correction, Findings, Rule, module, source};
use crate::languages::Source;
use crate::languages::terraform::body::{Argument, Body, File, Value, Wanted};
use crate::languages::terraform::constant::Constant;

const BLOCKS: [Wanted; 3] = [("terraform", 0), ("provider", 1), ("module", 1)];

pub const REQUIRED_PROVIDERS: [Wanted; 1] = [("required_providers", 0)];

pub fn check(source: &Source, file: &File, findings: &mut Findings) {
    let mut checker = Checker { source, findings, names: OnceCell::new(), folders: RefCell::default() };
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
    /// What lies beside the file, once it was asked for.
    names: OnceCell<HashSet<String>>,
    /// Whether a name is that of a folder, as far as it was asked for.
    folders: RefCell<HashMap<String, bool>>,
}

impl Checker<'_> {
    fn settings(&mut self, body: Body) {
        let version = body.value("required_version");
        match version.filter(|version| version.is_collection()) {
            Some(list) => self.refuse(Rule::InvalidVersionConstraint, list, "a version constraint is a string"),
            None => self.constraint(version, Reader::Core),
        }
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
                "source"
                    if matches!(value.constant(), Some(Constant::Null | Constant::Number(_) | Constant::Bool(_))) =>
                {
                    self.refuse(Rule::InvalidProviderSource, value, "a provider's source is a string");
                }
                "source" => {
                    if let Some(written) = Written::of_text(value, self.source.text) {
                        source::check_provider(&written, self.findings);
                    }
                }
                "version" if matches!(value.constant(), Some(Constant::Number(_))) => self.number(value),
                "version" if matches!(value.constant(), Some(Constant::Null)) => {
                    self.refuse(Rule::InvalidVersionConstraint, value, "a provider's version constraint is a string");
                }
                "version" => self.constraint(Some(value), Reader::Providers),
                _ => {}
            }
        }
    }

    fn call(&mut self, body: Body) {
        self.constraint(body.value("version"), Reader::Modules);
        let source = body.value("source").and_then(|value| Written::of_text(value, self.source.text));
        if let Some(written) = source {
            if module::is_of_no_registry(&written.text) {
                self.version_of_path(body);
            }
            let names = || self.names.get_or_init(|| self.source.files.entries().into_iter().collect());
            // A plain file can be read, and a folder cannot.
            let is_folder = |name: &str| {
                let is_new = || names().contains(name) && self.source.files.read(name).is_none();
                let mut folders = self.folders.borrow_mut();
                *folders.entry(name.to_owned()).or_insert_with(is_new)
            };
            source::check_module(&written, is_folder, self.findings);
        }
    }

    /// Only a registry has versions to choose from.
    fn version_of_path(&mut self, body: Body) {
        let mut arguments = body.arguments().into_iter();
        let Some(version) = arguments.find(|argument| argument.name == "version") else { return };
        if matches!(version.value.constant(), Some(Constant::Text(_))) {
            let message =
                "only modules of a registry have a `version`: this one's source is no address of one".to_owned();
            self.findings.add(Rule::InvalidModuleSource, version.place, message, None);
        }
    }

    fn refuse(&mut self, rule: Rule, value: Value, message: &str) {
        self.findings.add(rule, value.range(), message.to_owned(), None);
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
        let correction =
            is_plain.then(|| Correction::replace("Write it in quotes", range.clone(), format!("\"{digits}\"")));
        let message =
            format!("a provider's version constraint is a string: write \"{}\"", constraint::shortened(digits));
        self.findings.add(Rule::InvalidVersionConstraint, range, message, correction);
    }
}
