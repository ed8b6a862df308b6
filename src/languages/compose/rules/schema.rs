//! Validates a file against the Compose Specification, like `docker compose config`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use foldhash::HashSet;

use super::{Completeness, Context, Finding, Findings, Rule, conversions};
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::merged::{Located, Merged, is_merge_key, merged_values};
use crate::languages::compose::model::project::Project;
use crate::languages::compose::model::tree::Tree;
use crate::languages::compose::reference::{FILE, Kinds, Schema};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::findings::Correction;
use crate::languages::source::FileProvider;
use crate::languages::syntax::yaml::{Content, NodeId, Style, Yaml, line_end, shown};
use crate::languages::text::{closest_match, did_you_mean};

/// Keys whose strings must be numbers within limits.
const CAST_TO_LIMITED: [&str; 3] = ["cpu_count", "cpu_percent", "oom_score_adj"];

/// The maximum number of items of a list that are compared with each other.
const MAX_COMPARED_ITEMS: usize = 10_000;

/// Adds the findings of all YAML documents. If the text has syntax errors, only unknown keys are reported. Returns
/// whether the file has no errors.
pub fn check(context: &Context, findings: &mut Findings, has_valid_syntax: bool) -> bool {
    let yaml = &context.tree.yaml;
    let mut checker = Checker {
        tree: context.tree,
        yaml,
        merged: Merged::new(yaml),
        findings,
        completeness: context.completeness,
        has_valid_syntax,
        is_valid: true,
        path: Vec::new(),
        files: context.source.files,
        project: context.project,
        may_skip_env_file: false,
        is_extending: false,
    };
    checker.keys_and_merges();
    for (number, document) in yaml.documents.iter().enumerate() {
        let is_empty = matches!(&yaml.node(*document).content, Content::Scalar(text) if text.is_empty());
        if number > 0 {
            // A later document can omit what an earlier one contains.
            checker.completeness = Completeness::Partial;
        }
        if !is_empty {
            checker.value(Located { key: None, value: *document }, &FILE);
        }
        if checker.merged.is_exhausted() {
            let start = yaml.node(*document).range.start;
            let range = start..line_end(context.tree.text, start);
            checker.error(
                range,
                "the aliases of this document expand to too much data; the rest is not checked".to_owned(),
            );
            break;
        }
    }
    checker.is_valid
}

#[expect(clippy::struct_excessive_bools, reason = "each describes another property of the current value")]
struct Checker<'c, 't> {
    tree: &'c Tree<'t>,
    yaml: &'c Yaml<'t>,
    merged: Merged<'c, 't>,
    findings: &'c mut Findings,
    completeness: Completeness,
    has_valid_syntax: bool,
    is_valid: bool,
    /// The keys and indices on the path to the current value.
    path: Vec<Cow<'c, str>>,
    files: &'c dyn FileProvider,
    project: &'c Project,
    /// Whether the current value is in an entry of `env_file` whose file, and therefore format, Compose may not read.
    may_skip_env_file: bool,
    /// Whether the current value is in a service that extends another one, or that other files also declare.
    is_extending: bool,
}

impl Checker<'_, '_> {
    fn error(&mut self, range: Range<usize>, message: String) {
        self.is_valid = false;
        if self.has_valid_syntax && self.findings.admits(None) {
            self.findings.add(Finding::new(None, Diagnostic::error(range, message)));
        }
    }

    fn warning(&mut self, range: Range<usize>, message: String) {
        if self.has_valid_syntax && self.findings.admits(None) {
            self.findings.add(Finding::new(None, Diagnostic::warning(range, message)));
        }
    }

    /// Reports keys that are not strings, and `<<` with values other than mappings. Compose rejects both everywhere.
    fn keys_and_merges(&mut self) {
        let yaml = self.yaml;
        for id in yaml.ids() {
            let Content::Mapping(entries) = &yaml.node(id).content else { continue };
            for (key, value) in entries {
                if is_merge_key(yaml, *key) {
                    for merged in merged_values(yaml, *value) {
                        if !matches!(yaml.node(yaml.resolve(merged)).content, Content::Mapping(_)) {
                            let range = yaml.node(merged).range.clone();
                            self.error(range, "`<<` can only merge mappings".to_owned());
                        }
                    }
                } else if !self.is_string_key(*key) {
                    let range = yaml.node(*key).range.clone();
                    self.error(range, "a key must be a string; put quotes around it".to_owned());
                }
            }
        }
    }

    fn is_string_key(&self, key: NodeId) -> bool {
        let key = self.yaml.resolve(key);
        match &self.yaml.node(key).content {
            Content::Scalar(text) if self.yaml.is_plain(key) && !text.is_empty() => {
                self.yaml.tag(key).is_some_and(|tag| tag.is_string()) || Scalar::parse(text) == Scalar::String
            }
            _ => true,
        }
    }

    // Recursive, but never deeper than the specification, which has no cycles.
    fn value(&mut self, located: Located, schema: &'static Schema) {
        let id = self.yaml.resolve(located.value);
        let node = self.yaml.node(id);
        let found = match &node.content {
            Content::Mapping(_) if schema.kinds.contains(Kinds::MAPPING) => return self.mapping(located, schema),
            Content::List(_) if schema.kinds.contains(Kinds::LIST) => return self.list(located, schema),
            Content::Mapping(_) => "a mapping",
            Content::List(_) => "a list",
            Content::Alias(_) => return,
            Content::Scalar(text) => {
                let scalar = match self.yaml.tag(id) {
                    Some(tag) if tag.is_string() => Scalar::String,
                    Some(tag) if tag.is_number() => Scalar::parse(text),
                    _ if node.style != Style::Plain => Scalar::String,
                    _ => Scalar::parse(text),
                };
                if scalar.is_one_of(schema.kinds) {
                    return self.scalar(located, scalar, text, schema);
                }
                let is_number_of_include = matches!(scalar, Scalar::Integer(_))
                    && matches!(&self.path[..], [include, _, key] if include == "include" && key == "project_directory");
                if scalar == Scalar::Date && self.is_date_accepted()
                    || scalar == Scalar::Null && (self.is_null_accepted() || self.is_null_merged())
                    || is_number_of_include
                {
                    return;
                }
                match scalar {
                    Scalar::Decimal(_) if schema.kinds.contains(Kinds::INTEGER) => "a decimal number",
                    _ => scalar.kind_name(),
                }
            }
        };
        let expected = any_of(schema.kinds.names().map(str::to_owned));
        let message = format!("expected {expected}, found {found}");
        if found == Scalar::Null.kind_name() && self.is_null_possible() {
            self.warning(self.range(located), message);
        } else {
            self.error(self.range(located), message);
        }
    }

    /// Whether Compose does not check the type of this value, and so accepts a date.
    fn is_date_accepted(&self) -> bool {
        const UNCHECKED: [&str; 8] = [
            "mem_limit",
            "mem_reservation",
            "mem_swappiness",
            "memory",
            "memswap_limit",
            "provenance",
            "sbom",
            "shm_size",
        ];
        let is_below = |name: &str| conversions::is_below(&self.path, name);
        let is_in = |name: &str| is_below(name) && self.path.last().is_some_and(|key| key != name);
        self.path == ["version"]
            || is_below("env_file") && !is_below("required")
            || is_below("pre_start") && is_in("environment")
            || ["aux_addresses", "driver_opts", "options"].iter().any(|name| is_in(name))
            || is_below("provider") && self.path.len() > 4
            || self.path.last().is_some_and(|key| UNCHECKED.contains(&&**key))
            || self.path == ["name"]
    }

    /// Whether Compose treats an absent value like an absent key here.
    fn is_null_accepted(&self) -> bool {
        let path: Vec<&str> = self.path.iter().map(|key| &**key).collect();
        matches!(path[..], ["include", ..] if path.len() <= 3) || matches!(path[..], [_, _, "extends", "file"])
    }

    /// Whether an absent value leaves the value of an earlier file or of an extended service unchanged.
    fn is_null_merged(&self) -> bool {
        (self.is_extending || self.completeness == Completeness::Partial) && self.is_null_replaced()
    }

    /// Whether an earlier file, which is not known, may set a value that is absent here.
    fn is_null_possible(&self) -> bool {
        (self.completeness == Completeness::Unclear || !self.project.is_complete) && self.is_null_replaced()
    }

    /// Whether an absent value leaves an earlier value unchanged.
    fn is_null_replaced(&self) -> bool {
        let is_required = self.path == ["services"] || self.path.last().is_some_and(|key| key == "logging");
        !self.path.is_empty() && !is_required
    }

    fn scalar(&mut self, located: Located, scalar: Scalar, text: &str, schema: &'static Schema) {
        let message = match scalar {
            Scalar::String if is_interpolated(text) => return,
            Scalar::String => match Self::expected_string(text, schema) {
                Some(expected) => Some(self.invalid_value(text, &expected)),
                None => self.string_error(text, schema),
            },
            _ => self.number_error(scalar, text, schema),
        };
        let Some(message) = message else { return };
        let correction = closest_match(text, schema.values.iter().copied())
            .and_then(|nearest| Some((nearest, self.tree.part_range(self.yaml.resolve(located.value), 0..text.len())?)))
            .map(|(nearest, range)| Correction::replace(format!("Change to `{nearest}`"), range, nearest));
        let message = match &correction {
            Some(correction) => format!("{message}; did you mean `{}`?", correction.edits[0].text),
            None => message,
        };
        self.is_valid = false;
        if self.has_valid_syntax {
            let finding = Finding::new(None, Diagnostic::error(self.range(located), message));
            self.findings.add(finding.corrected(correction));
        }
    }

    /// Returns the strings that are allowed in place of a string.
    fn expected_string(text: &str, schema: &Schema) -> Option<String> {
        if !schema.values.is_empty() && !schema.values.contains(&text) {
            return Some(any_of(schema.values.iter().map(|value| format!("`{value}`"))));
        }
        schema.pattern.filter(|pattern| !pattern.matches(text)).map(|pattern| pattern.description().to_owned())
    }

    fn invalid_value(&self, text: &str, expected: &str) -> String {
        conversions::invalid_value(&self.path, text, expected)
    }

    /// Returns the reason why Compose rejects a string that it converts to another type.
    fn string_error(&self, text: &str, schema: &Schema) -> Option<String> {
        if self.may_skip_env_file {
            return None;
        }
        conversions::check(&self.path, schema.kinds, text).or_else(|| {
            let is_cast = self.path.last().is_some_and(|key| CAST_TO_LIMITED.contains(&&**key));
            let number = text.parse::<f64>().ok().filter(|_| is_cast)?;
            if number.fract() != 0.0 && !schema.kinds.contains(Kinds::NUMBER) {
                return Some(self.invalid_value(text, "an integer"));
            }
            expected_limit(number, schema).map(|expected| self.invalid_value(text, &expected))
        })
    }

    fn number_error(&self, scalar: Scalar, text: &str, schema: &Schema) -> Option<String> {
        let (number, is_integer) = match scalar {
            #[expect(clippy::cast_precision_loss, reason = "limits are small numbers")]
            Scalar::Integer(number) => (number as f64, true),
            Scalar::Decimal(number) => (number, false),
            _ => return None,
        };
        match expected_limit(number, schema) {
            Some(expected) => Some(self.invalid_value(text, &expected)),
            None => conversions::check_number(&self.path, schema.kinds, number, is_integer),
        }
    }

    fn list(&mut self, located: Located, schema: &'static Schema) {
        let items = self.merged.items(located.value);
        if schema.has_unique_items && self.has_duplicates(&items) {
            self.error(self.range(located), "the items of this list must be unique; remove the duplicates".to_owned());
        }
        let Some(rules) = schema.items else { return };
        for (index, item) in items.into_iter().enumerate() {
            self.path.push(index.to_string().into());
            self.value(item, rules);
            self.path.pop();
        }
    }

    fn has_duplicates(&self, items: &[Located]) -> bool {
        let mut seen = HashSet::default();
        let values = items.iter().take(MAX_COMPARED_ITEMS).filter_map(|item| {
            // A number is different from a string with the same digits.
            let is_plain = self.yaml.node(self.yaml.resolve(item.value)).style == Style::Plain;
            let text = self.yaml.text(item.value)?;
            Some((text, is_plain && Scalar::parse(text) != Scalar::String))
        });
        values.into_iter().any(|value| !is_interpolated(value.0) && !seen.insert(value))
    }

    fn mapping(&mut self, located: Located, schema: &'static Schema) {
        let yaml = self.yaml;
        let members = self.merged.members(located.value);
        let is_service = matches!(&self.path[..], [section, _] if section == "services");
        let outer_extending = self.is_extending;
        if is_service {
            let is_extends = |member: &Located| member.key.is_some_and(|key| self.yaml.text(key) == Some("extends"));
            // Compose merges included files before it validates this one.
            let project = self.project;
            let is_included =
                self.path.last().is_some_and(|name| project.declared(Kind::Service, name).next().is_some());
            self.is_extending = is_included || members.iter().any(is_extends);
        }
        if self.completeness == Completeness::Complete && !(self.is_extending && self.path.len() > 3) {
            let is_there = |name: &str| {
                members.iter().any(|member| member.key.is_some_and(|key| self.yaml.text(key) == Some(name)))
            };
            let missing: Vec<&str> = schema.required.iter().copied().filter(|name| !is_there(name)).collect();
            for name in missing {
                self.error(self.range(located), format!("missing key `{name}`"));
            }
        }
        let may_skip = self.may_skip_env_file(&members);
        let outer = self.may_skip_env_file;
        let present: OnceCell<HashSet<&str>> = OnceCell::new();
        for member in &members {
            let Some(key) = member.key else { continue };
            let Some(name) = yaml.text(key) else { continue };
            if !schema.allows_key(name) {
                let names = || members.iter().filter_map(|member| yaml.text(member.key?)).collect();
                self.unknown_key(key, schema, || present.get_or_init(names));
            } else if let Some(rules) = schema.value_of(name) {
                self.path.push(name.into());
                // Compose reads `required` before the file.
                self.may_skip_env_file = may_skip && name == "format";
                self.value(*member, rules);
                self.path.pop();
            }
        }
        self.may_skip_env_file = outer;
        self.is_extending = outer_extending;
    }

    /// Whether a mapping is an entry of `env_file` that is not required and whose file may not exist.
    fn may_skip_env_file(&self, members: &[Located]) -> bool {
        if !conversions::is_below(&self.path, "env_file") {
            return false;
        }
        // Only the files of the service itself are read with the application.
        if conversions::is_below(&self.path, "pre_start") {
            return true;
        }
        let text = |name: &str| {
            let has_name = |member: &&Located| member.key.is_some_and(|key| self.yaml.text(key) == Some(name));
            members
                .iter()
                .find(has_name)
                .map(|member| self.yaml.text(self.yaml.resolve(member.value)).unwrap_or_default())
        };
        let is_required = text("required").is_none_or(conversions::is_true);
        let exists = || text("path").is_some_and(|path| !is_interpolated(path) && self.files.read(path).is_some());
        !is_required && !exists()
    }

    /// Reports a key of a mapping. `present` returns all keys of the mapping.
    fn unknown_key<'p>(
        &mut self,
        key: NodeId,
        schema: &'static Schema,
        present: impl FnOnce() -> &'p HashSet<&'p str>,
    ) {
        if !self.findings.admits(Some(Rule::UnknownKey)) {
            return;
        }
        let Some(name) = self.yaml.text(key) else { return };
        let range = self.yaml.node(key).range.clone();
        if name.is_empty() {
            // A key that has not been typed yet is a syntax error.
            if !range.is_empty() {
                self.error(range, "a name cannot be empty".to_owned());
            }
            return;
        }
        let place = match self.path.split_last() {
            None => "at the top level".to_owned(),
            Some(_) => format!("in `{}`", shown(&self.path.join("."))),
        };
        if schema.properties.is_empty() && schema.entry.is_some() {
            let message =
                format!("invalid name `{}` {place}: a name can contain letters, digits, `.`, `_` and `-`", shown(name));
            return self.findings.add(Finding::new(Some(Rule::UnknownKey), Diagnostic::warning(range, message)));
        }
        let present = present();
        let free = schema.properties.iter().map(|property| property.name).filter(|known| !present.contains(known));
        let nearest = closest_match(name, free);
        let suggestion = did_you_mean(nearest);
        let message = format!("unknown key `{}` {place}{suggestion}", shown(name));
        let correction = nearest
            .and_then(|nearest| Some((nearest, self.tree.part_range(key, 0..name.len())?)))
            .map(|(nearest, range)| Correction::replace(format!("Change to `{nearest}`"), range, nearest));
        let finding = Finding::new(Some(Rule::UnknownKey), Diagnostic::warning(range, message));
        self.findings.add(finding.corrected(correction));
    }

    /// Returns the range at which a value is reported: the value itself if it is a scalar or an alias, and its key or
    /// first line otherwise.
    fn range(&self, located: Located) -> Range<usize> {
        let value = self.yaml.node(located.value);
        let is_short = matches!(value.content, Content::Scalar(_) | Content::Alias(_)) && !value.range.is_empty();
        match located.key {
            _ if is_short => value.range.clone(),
            Some(key) => self.yaml.node(key).range.clone(),
            None => self.tree.first_line(&value.range),
        }
    }
}

fn expected_limit(number: f64, schema: &Schema) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "limits are small numbers")]
    let (least, most) = (schema.minimum.map(|least| least as f64), schema.maximum.map(|most| most as f64));
    match (least, most) {
        (Some(least), _) if number < least => Some(format!("at least {least}")),
        (_, Some(most)) if number > most => Some(format!("at most {most}")),
        _ => None,
    }
}

fn any_of(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
