//! Checks the arguments of a body: unknown, missing, conflicting and deprecated ones.

use foldhash::HashSet;

use super::{
    Checker, Owner, Place, accepts_results, is_backend, is_configured_elsewhere, is_repeatable, listed, messages,
};
use crate::languages::answers::{Diagnostic, Edit, Severity, Tag};
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::{self, Attribute, ExprKind};
use crate::languages::terraform::model::provider_schemas::{SchemaAttribute, SchemaBody};
use crate::languages::terraform::reference::schema::AttributeSchema;
use crate::languages::terraform::rules::Rule;
use crate::languages::terraform::rules::insertion;
use crate::languages::text::closest_match;

/// Arguments of OpenTofu or other versions of Terraform, with the block that contains them. They are neither suggested
/// nor rejected.
const TOLERATED: [(&str, &str); 7] = [
    ("terraform", "language"),
    ("lifecycle", "enabled"),
    ("lifecycle", "destroy"),
    ("variable", "const"),
    ("output", "type"),
    ("provider", "for_each"),
    ("action_trigger", "on_failure"),
];

/// Whether a block of Terraform itself may contain an argument that is not in its table.
pub(super) fn is_tolerated(keyword: &str, argument: &str) -> bool {
    TOLERATED.contains(&(keyword, argument))
}

/// The meaning of a name in a body.
enum Known<'s> {
    /// An argument of a table.
    Table(&'static AttributeSchema),
    Schema(SchemaAttribute<'s>),
    /// The name is not known, but may be valid.
    Open,
    Nothing,
}

impl Known<'_> {
    fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }
}

impl<'s> Checker<'_, 's> {
    pub(super) fn arguments(&mut self, place: &Place<'_, 's>) {
        // The names that were probably intended by unknown ones.
        let mut intended: HashSet<&str> = HashSet::default();
        if self.is_override {
            self.overridden_dependencies(place);
        }
        for attribute in place.body.attributes() {
            match place.known(attribute.name().text()) {
                Known::Nothing => intended.extend(self.unknown_argument(place, attribute)),
                Known::Open => self.unusual_argument(place, attribute),
                Known::Table(known) => {
                    if known.is_deprecated && (place.owner.keyword(), known.name) == ("provider", "version") {
                        let message = "`version` is deprecated here; set it in `required_providers`";
                        self.deprecated(attribute, message.to_owned());
                    }
                    self.table_value(place, attribute, known.value);
                    self.constant(place, attribute);
                    self.condition(place, attribute);
                }
                Known::Schema(known) => {
                    if !known.is_argument() {
                        // `null` is equivalent to leaving out the argument.
                        if matches!(attribute.value().kind(), ExprKind::Null) {
                            continue;
                        }
                        let message = messages::not_settable(known.name());
                        let (range, correction) = (attribute.name().range(), Some(self.remove(attribute)));
                        let severity = match place.owner.label() {
                            label if accepts_results(place.owner.keyword(), label.as_deref()) => Severity::Warning,
                            _ => self.severity_of_unknown(place),
                        };
                        let diagnostic = Diagnostic::with_severity(severity, range, message);
                        self.findings.push(Rule::UnknownArgument, diagnostic, correction);
                        continue;
                    }
                    if known.is_deprecated() {
                        self.deprecated(attribute, format!("`{}` is deprecated{}", known.name(), reason(known)));
                    }
                    self.schema_value(place, attribute, known);
                }
            }
        }
        self.conflicting_arguments(place);
        self.variable(place);
        if !self.is_override {
            self.missing_arguments(place, &intended);
        }
    }

    /// Reports an unknown argument, and returns the name of which it is probably a misspelling.
    fn unknown_argument(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>) -> Option<&'s str> {
        let (name, severity) = (attribute.name(), self.severity_of_unknown(place));
        let is_object = matches!(attribute.value().kind(), ExprKind::Object);
        if place.has_core_block(name.text()) || place.nested_block(name.text()).is_some() {
            let name_text = name.text();
            let message = format!("`{name_text}` is a block, not an argument; write `{name_text} {{ … }}`");
            // An object for a single block looks like the body of the block.
            let between = name.range().end..attribute.value().range().start;
            let correction = (is_object && self.has_plain_entries(attribute))
                .then(|| Correction::replace("Convert to a block", between, " "));
            let diagnostic = Diagnostic::with_severity(severity, name.range(), message);
            self.findings.push(Rule::UnknownArgument, diagnostic, correction);
            return None;
        }
        let known = place.argument_names();
        let nearest = closest_match(name.text(), known.iter().copied().filter(|known| !place.has(known)));
        let message = match place.owner {
            Owner::File => format!("unexpected argument `{}` at the top level; put it in a block", name.text()),
            owner => format!("{} has no argument `{}`", owner.description(), name.text()),
        };
        self.findings.push_unknown(Rule::UnknownArgument, severity, name.range(), message, nearest);
        nearest
    }

    /// Warns of an argument of a backend that is probably misspelled. Other versions and forks of Terraform have more
    /// arguments.
    fn unusual_argument(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>) {
        if !place.is_backend() {
            return;
        }
        let name = attribute.name();
        let known = place.argument_names();
        let absent = known.iter().copied().filter(|known| !place.has(known));
        if let Some(nearest) = closest_match(name.text(), absent) {
            let owner = place.owner.description();
            let message = format!("{owner} has no argument `{}`; did you mean `{nearest}`?", name.text());
            let correction = Correction::replace(format!("Change to `{nearest}`"), name.range(), nearest);
            self.findings.warn(Rule::UnknownArgument, name.range(), message, Some(correction));
        }
    }

    /// Whether the entries of an object are written like the arguments of a block.
    fn has_plain_entries(&self, attribute: Attribute<'_>) -> bool {
        let Some(mut entries) = attribute.value().entries() else { return false };
        entries.all(|entry| {
            let between = self.text.get(entry.key.range().end..entry.value.range().start).unwrap_or_default();
            let after = self.text.get(entry.value.range().end..).unwrap_or_default().trim_start_matches([' ', '\t']);
            matches!(entry.key.kind(), ExprKind::Variable(_))
                && between.trim() == "="
                && after.starts_with(['\r', '\n'])
        })
    }

    fn deprecated(&mut self, attribute: Attribute<'_>, message: String) {
        let diagnostic = Diagnostic::warning(attribute.name().range(), message).with_tag(Tag::Deprecated);
        self.findings.push_with_fix(Rule::DeprecatedArgument, diagnostic, None, None);
    }

    fn remove(&self, attribute: Attribute<'_>) -> Correction {
        let range = hcl::delete_range(self.text, attribute.range());
        Correction::new(format!("Remove `{}`", attribute.name().text()), vec![Edit::delete(range)]).not_preferred()
    }

    /// An override file cannot change what an object depends on.
    fn overridden_dependencies(&mut self, place: &Place<'_, 's>) {
        let Some(dependencies) = place.body.attribute("depends_on") else { return };
        let has_elements = dependencies.value().elements().is_some_and(|mut elements| elements.next().is_some());
        if place.known("depends_on").is_table() && has_elements {
            let message = messages::OVERRIDDEN_DEPENDENCIES.to_owned();
            self.findings.add(Rule::UnknownArgument, dependencies.name().range(), message, None);
        }
    }

    fn conflicting_arguments(&mut self, place: &Place<'_, 's>) {
        let (left, right) = match place.owner.keyword() {
            "resource" | "data" | "ephemeral" | "module" => ("count", "for_each"),
            "import" => ("id", "identity"),
            _ => return,
        };
        if let (Some(_), Some(second)) = (place.body.attribute(left), place.body.attribute(right)) {
            let message = messages::conflict(left, right);
            self.findings.add(Rule::ConflictingArguments, second.name().range(), message, None);
        }
    }

    fn missing_arguments(&mut self, place: &Place<'_, 's>, intended: &HashSet<&str>) {
        let Some(block) = place.owner.block() else { return };
        let keyword = place.owner.keyword();
        if is_configured_elsewhere(keyword) {
            return;
        }
        let tables = place.scope.tables().iter().flat_map(|table| table.attributes);
        let required = tables.filter(|known| known.is_required);
        let mut missing: Vec<(&str, &str)> =
            required.map(|known| (known.name, placeholder(known.value.description()))).collect();
        // Other files can add arguments that are missing here.
        if !self.has_overrides {
            let schema = place.scope.schema().into_iter().flat_map(SchemaBody::attributes);
            let required = schema.filter(|known| known.is_required());
            missing.extend(required.map(|known| (known.name(), placeholder(known.value_type()))));
        }
        missing
            .retain(|(name, _)| !place.has(name) && !place.dynamic_names.contains(*name) && !intended.contains(name));
        // The `_` block contains arguments whose names have another meaning in Terraform.
        let has_escaped = place.has("_");
        if keyword == "import" && !place.has("id") && !place.has("identity") {
            missing.push(("id", "\"\""));
        }
        if missing.is_empty() || has_escaped {
            return;
        }
        let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
        let message = format!("{} requires {}", place.owner.description(), listed(&names, "and"));
        let title = format!("Add {}", listed(&names, "and"));
        // There is no placeholder for the source of a module.
        let is_module = keyword == "module";
        let edit = insertion::arguments(self.text, &block.range(), &missing).filter(|_| !is_module);
        let correction = edit.map(|edit| Correction::new(title, vec![edit]).not_preferred());
        self.findings.add(Rule::MissingArgument, place.owner.header(), message, correction);
    }
}

impl<'s> Place<'_, 's> {
    fn known(&self, name: &str) -> Known<'s> {
        let tables = self.scope.tables();
        if let Some(known) = tables.iter().flat_map(|table| table.attributes).find(|known| known.name == name) {
            return Known::Table(known);
        }
        if let Some(known) = self.scope.schema().and_then(|schema| schema.attribute(name)) {
            return Known::Schema(known);
        }
        if self.scope.is_open() || is_tolerated(self.owner.keyword(), name) { Known::Open } else { Known::Nothing }
    }

    /// Returns the names of the arguments that can be set.
    fn argument_names(&self) -> Vec<&'s str> {
        let tables = self.scope.tables().iter().flat_map(|table| table.attributes).map(|known| known.name);
        let schema = self.scope.schema().into_iter().flat_map(SchemaBody::attributes);
        tables.chain(schema.filter(|known| known.is_argument()).map(SchemaAttribute::name)).collect()
    }

    /// Whether the body contains an argument or a block with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether the body configures where the state is stored.
    pub(super) fn is_backend(&self) -> bool {
        is_backend(self.owner.keyword())
    }

    /// Whether the owner of the body can be repeated with `for_each`.
    pub(super) fn is_repeatable(&self) -> bool {
        is_repeatable(self.owner.keyword())
    }
}

/// Returns the part of a description that states the replacement of a deprecated argument.
fn reason(known: SchemaAttribute<'_>) -> String {
    let description = known.description();
    let sentence = description.split(['\n']).find(|line| line.to_lowercase().contains("deprecated"));
    sentence.map(|sentence| format!(": {}", sentence.trim())).unwrap_or_default()
}

/// Returns a placeholder of a type, for the author to replace.
fn placeholder(value_type: &str) -> &'static str {
    match value_type {
        "string" => "\"\"",
        "number" => "0",
        "bool" => "false",
        list if list.starts_with("list") || list.starts_with("set") || list.starts_with("tuple") => "[]",
        map if map.starts_with("map") || map.starts_with("object") => "{}",
        _ => "null",
    }
}
