//! Checks everything that a file requires: versions of Terraform, providers and modules.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use super::finding::Findings;
use super::string_literal::StringLiteral;
use super::version_constraints::{self, ConstraintKind};
use super::{Rule, sources};
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::ExprKind;
use crate::languages::terraform::syntax::config::{Argument, BlockHeader, Body, File, Value};
use crate::languages::terraform::syntax::static_eval::StaticValue;
use crate::languages::terraform::values::module_source::is_outside_registries;

const BLOCKS: [BlockHeader; 3] =
    [BlockHeader::new("terraform", 0), BlockHeader::new("provider", 1), BlockHeader::new("module", 1)];

pub const REQUIRED_PROVIDERS: [BlockHeader; 1] = [BlockHeader::new("required_providers", 0)];

pub fn check(source: &Source, file: &File, findings: &mut Findings) {
    let mut checker = Checker { source, findings, names: OnceCell::new(), folders: RefCell::default() };
    for block in file.body().blocks(&BLOCKS) {
        match block.name {
            "terraform" => checker.settings(block.body),
            "provider" => checker.constraint(block.body.value("version"), ConstraintKind::Providers),
            _ => checker.call(block.body),
        }
    }
}

struct Checker<'a> {
    source: &'a Source<'a>,
    findings: &'a mut Findings,
    /// The names of the files and folders next to the file, listed on first use.
    names: OnceCell<HashSet<String>>,
    /// Whether each name in the folder of the file is a folder.
    folders: RefCell<HashMap<String, bool>>,
}

impl Checker<'_> {
    fn settings(&mut self, body: Body) {
        let version = body.value("required_version");
        match version.filter(|version| version.is_collection()) {
            Some(list) => self.refuse(Rule::InvalidVersionConstraint, list, "expected a string for `required_version`"),
            None => self.constraint(version, ConstraintKind::Core),
        }
        for block in body.blocks(&REQUIRED_PROVIDERS) {
            for argument in block.body.arguments() {
                self.provider(&argument);
            }
        }
    }

    fn provider(&mut self, argument: &Argument) {
        let Some(entries) = argument.value.entries() else {
            let is_reference = matches!(
                argument.value,
                Value::Native(value) if matches!(value.kind(), ExprKind::Variable(_) | ExprKind::Traversal(_) | ExprKind::Call(_))
            );
            if argument.value.is_collection() || is_reference {
                let message = "expected an object with `source` and `version`";
                return self.refuse(Rule::InvalidProviderSource, argument.value, message);
            }
            return self.constraint(Some(argument.value), ConstraintKind::Providers);
        };
        for (key, value) in entries {
            match key.as_str() {
                "source"
                    if matches!(
                        value.evaluate(),
                        Some(StaticValue::Null | StaticValue::Number(_) | StaticValue::Bool(_))
                    ) =>
                {
                    self.refuse(Rule::InvalidProviderSource, value, "expected a string for the provider `source`");
                }
                "source" => {
                    if let Some(literal) = StringLiteral::new(value, self.source.text) {
                        sources::check_provider(&literal, self.findings);
                    }
                }
                "version" if matches!(value.evaluate(), Some(StaticValue::Number(_))) => self.number(value),
                "version" if matches!(value.evaluate(), Some(StaticValue::Null)) => {
                    self.refuse(Rule::InvalidVersionConstraint, value, "expected a string for the provider `version`");
                }
                "version" => self.constraint(Some(value), ConstraintKind::Providers),
                _ => {}
            }
        }
    }

    fn call(&mut self, body: Body) {
        self.constraint(body.value("version"), ConstraintKind::Modules);
        let source = body.value("source").and_then(|value| StringLiteral::new(value, self.source.text));
        if let Some(literal) = source {
            if is_outside_registries(&literal.value) {
                self.refuse_version(body);
            }
            let names = || self.names.get_or_init(|| self.source.files.entries().into_iter().collect());
            // Files can be read, and folders cannot.
            let is_folder = |name: &str| {
                let is_new = || names().contains(name) && self.source.files.read(name).is_none();
                let mut folders = self.folders.borrow_mut();
                *folders.entry(name.to_owned()).or_insert_with(is_new)
            };
            sources::check_module(&literal, is_folder, self.findings);
        }
    }

    /// Reports a `version` argument, because only modules from a registry have versions.
    fn refuse_version(&mut self, body: Body) {
        let mut arguments = body.arguments().into_iter();
        let Some(version) = arguments.find(|argument| argument.name == "version") else { return };
        if matches!(version.value.evaluate(), Some(StaticValue::String(_))) {
            let message =
                "`version` is only allowed for a module from a registry, and this `source` is not a registry address; \
                 remove `version`"
                    .to_owned();
            self.findings.add(Rule::InvalidModuleSource, version.focus_range, message, None);
        }
    }

    fn refuse(&mut self, rule: Rule, value: Value, message: &str) {
        self.findings.add(rule, value.range(), message.to_owned(), None);
    }

    fn constraint(&mut self, value: Option<Value>, kind: ConstraintKind) {
        if let Some(literal) = value.and_then(|value| StringLiteral::convert(value, self.source.text)) {
            version_constraints::check(&literal, kind, self.findings);
        }
    }

    /// Reports a number, which Terraform does not convert to a string here.
    fn number(&mut self, value: Value) {
        let range = value.range();
        let digits = self.source.text.get(range.clone()).unwrap_or_default();
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let correction = is_plain.then(|| Correction::replace("Add quotes", range.clone(), format!("\"{digits}\"")));
        let message = format!(
            "expected a string for the provider `version`; write `\"{}\"`",
            version_constraints::shortened(digits)
        );
        self.findings.add(Rule::InvalidVersionConstraint, range, message, correction);
    }
}
