//! Checks the blocks of a body: unknown blocks, and the number of blocks of each kind.

use foldhash::HashMap;

use super::{
    Checker, Owner, Place, addresses, article, cannot_override, header, is_backend, messages, takes_arguments_only,
};
use crate::languages::answers::{Diagnostic, Edit, Tag};
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::{Attribute, Block, ExprKind, Expression};
use crate::languages::terraform::model::provider_schemas::{Nesting, SchemaAttribute, SchemaBlock, SchemaBody};
use crate::languages::terraform::rules::Rule;
use crate::languages::text::closest_match;

/// Blocks of OpenTofu or other versions of Terraform, with the block that contains them. An empty name stands for the
/// file.
const TOLERATED: [(&str, &str); 6] = [
    ("", "language"),
    ("terraform", "encryption"),
    ("terraform", "state_store"),
    ("output", "postcondition"),
    ("module", "lifecycle"),
    // The block of `terraform_data`.
    ("resource", "store"),
];

/// Whether a block of Terraform itself may contain a block that is not in its table.
pub(super) fn is_tolerated(parent: &str, keyword: &str) -> bool {
    TOLERATED.contains(&(parent, keyword))
}

impl<'s> Checker<'_, 's> {
    pub(super) fn blocks(&mut self, place: &Place<'_, 's>) {
        let mut counts: HashMap<&str, usize> = HashMap::default();
        for block in place.body.blocks() {
            let keyword = block.name().text();
            let count = counts.entry(keyword).or_default();
            *count += 1;
            let count = *count;
            if !place.has_core_block(keyword) && place.nested_block(keyword).is_none() {
                self.unknown_block(place, block);
                continue;
            }
            if self.is_override && cannot_override(place.owner.keyword(), keyword) {
                let message = messages::cannot_override(keyword);
                self.findings.add(Rule::UnknownBlock, header(block), message, None);
            }
            // Terraform reads the contents of a backend only when it initializes the module.
            if !place.is_backend() {
                self.labels(place, block);
            }
            self.dynamic_block(place, block);
            self.resource_type(place, block);
            self.deprecated_block(place, block);
            self.removed_provisioner(place, block);
            if place.most(keyword).is_some_and(|most| count == most + 1) {
                let most = place.most(keyword).unwrap_or_default();
                let message = messages::at_most(&place.owner.description(), keyword, most);
                self.findings.add(Rule::BlockCount, header(block), message, None);
            }
        }
        if !self.has_overrides {
            self.missing_blocks(place, &counts);
            self.connections(place);
        }
    }

    fn unknown_block(&mut self, place: &Place<'_, 's>, block: Block<'_>) {
        let keyword = block.name().text();
        let parent = place.owner.keyword();
        let is_open = place.scope.is_open() && !takes_arguments_only(parent);
        if matches!((parent, keyword), ("resource" | "data", "locals") | ("provider", "lifecycle" | "locals")) {
            let message = format!("the block name `{keyword}` is reserved");
            return self.findings.add(Rule::UnknownBlock, block.name().range(), message, None);
        }
        // `_` contains arguments whose names have another meaning in Terraform.
        if is_open || keyword == "_" || is_tolerated(parent, keyword) {
            return;
        }
        let severity = self.severity_of_unknown(place);
        let is_argument = || {
            let message = format!("`{keyword}` is an argument, not a block; write `{keyword} = …`");
            Diagnostic::with_severity(severity, block.name().range(), message)
        };
        let argument = place.scope.schema().and_then(|schema| schema.attribute(keyword));
        if let Some(argument) = argument {
            if is_block_too(argument) {
                return;
            }
            let diagnostic = is_argument();
            let takes_object = matches!(argument.value_type(), "object") || argument.value_type().starts_with("map(");
            let correction = (takes_object && block.labels().next().is_none()).then(|| {
                let edit = Edit::insert(block.name().range().end, " =");
                Correction::new("Convert to an argument", vec![edit])
            });
            return self.findings.push(Rule::UnknownBlock, diagnostic, correction);
        }
        let tables = place.scope.tables().iter();
        if tables.clone().any(|table| table.attributes.iter().any(|known| known.name == keyword)) {
            return self.findings.push(Rule::UnknownBlock, is_argument(), None);
        }
        let schema = place.scope.schema().into_iter().flat_map(SchemaBody::blocks);
        let known = tables.flat_map(|table| table.blocks).map(|known| known.keyword);
        let known: Vec<&str> = known.chain(schema.map(SchemaBlock::name)).collect();
        let owner = place.owner.description();
        let message = match (parent, keyword) {
            _ if matches!(place.owner, Owner::Nested(_)) => format!("{owner} has no block `{keyword}`"),
            ("", "required_providers" | "backend" | "cloud") => {
                format!("`{keyword}` belongs in a `terraform` block")
            }
            ("module", "provider") => {
                "a `module` block has no block `provider`; pass configurations with the argument `providers`".to_owned()
            }
            _ if takes_arguments_only(parent) => {
                format!("{owner} can contain only arguments, not the block `{keyword}`")
            }
            _ => format!("{owner} has no block `{keyword}`"),
        };
        let (range, nearest) = (block.name().range(), closest_match(keyword, known));
        self.findings.push_unknown(Rule::UnknownBlock, severity, range, message, nearest);
    }

    /// Checks that a `dynamic` block names a block of the provider.
    fn dynamic_block(&mut self, place: &Place<'_, 's>, block: Block<'_>) {
        let Some(schema) = place.scope.schema().filter(|_| block.name().text() == "dynamic") else { return };
        let Some(label) = block.labels().next() else { return };
        let name = label.value();
        let is_known = schema.block(&name).is_some() || schema.attribute(&name).is_some_and(is_block_too);
        if is_known || name.contains("${") {
            return;
        }
        let owner = place.owner.description();
        let message = format!("{owner} has no block `{name}`");
        let nearest = closest_match(&name, schema.blocks().map(SchemaBlock::name));
        self.findings.add_unknown(Rule::UnknownBlock, label.content_range(), message, nearest);
    }

    fn missing_blocks(&mut self, place: &Place<'_, 's>, counts: &HashMap<&str, usize>) {
        if matches!(place.owner, Owner::File) {
            return;
        }
        let count = |name: &str| counts.get(name).copied().unwrap_or_default();
        if place.owner.keyword() == "check" && count("assert") == 0 {
            self.findings.add(Rule::BlockCount, place.owner.header(), messages::ASSERT_REQUIRED.to_owned(), None);
        }
        // Providers can be configured with environment variables.
        let Some(schema) = place.scope.schema().filter(|_| place.owner.keyword() != "provider") else { return };
        for known in schema.blocks() {
            let (name, least) = (known.name(), known.min_items());
            let is_written_otherwise = place.dynamic_names.contains(name) || place.body.attribute(name).is_some();
            if count(name) < least && !is_written_otherwise && count("_") == 0 {
                let number = if least == 1 { article(name).to_owned() } else { format!("{least}") };
                let plural = if least == 1 { "" } else { "s" };
                let owner = place.owner.description();
                let message = format!("{owner} requires {number} `{name}` block{plural}");
                self.findings.add(Rule::MissingArgument, place.owner.header(), message, None);
            }
        }
    }

    /// Checks that the connection of a provisioner has a host. The resource can set it for all of its provisioners.
    fn connections(&mut self, place: &Place<'_, 's>) {
        if place.owner.keyword() != "resource" {
            return;
        }
        let has_host = |block: &Block<'_>| {
            let body = block.body();
            body.attribute("host").is_some() || body.blocks().any(|inner| inner.name().text() == "_")
        };
        let shared = place.body.blocks().find(|block| block.name().text() == "connection");
        if shared.as_ref().is_some_and(has_host) {
            return;
        }
        let provisioners = place.body.blocks().filter(|block| block.name().text() == "provisioner");
        for provisioner in provisioners {
            let own = provisioner.body().blocks().find(|block| block.name().text() == "connection");
            if let Some(connection) = own.or(shared).filter(|_| !own.as_ref().is_some_and(has_host)) {
                let message = "a `connection` block requires `host`".to_owned();
                return self.findings.add(Rule::MissingArgument, connection.name().range(), message, None);
            }
        }
    }

    /// A provisioner of a resource that is removed can only run when that is destroyed.
    fn removed_provisioner(&mut self, place: &Place<'_, 's>, block: Block<'_>) {
        if (place.owner.keyword(), block.name().text()) != ("removed", "provisioner") {
            return;
        }
        let when = block.body().attribute("when").map(Attribute::value);
        let is_destroy = |when: Expression<'_>| {
            matches!(when.kind(), ExprKind::Broken) || when.key_name().as_deref() == Some("destroy")
        };
        if !when.is_some_and(is_destroy) {
            let message = messages::DESTROY_REQUIRED.to_owned();
            self.findings.add(Rule::MissingArgument, header(block), message, None);
        }
        let from = place.body.attribute("from").map(Attribute::value);
        if from.is_some_and(addresses::is_module) {
            let message = messages::RESOURCE_REQUIRED.to_owned();
            self.findings.add(Rule::UnknownBlock, header(block), message, None);
        }
    }

    fn deprecated_block(&mut self, place: &Place<'_, 's>, block: Block<'_>) {
        let keyword = block.name().text();
        let known = place.nested_block(keyword);
        if known.is_some_and(|known| known.body().is_deprecated()) {
            let message = format!("the block `{keyword}` is deprecated");
            let diagnostic = Diagnostic::warning(block.name().range(), message).with_tag(Tag::Deprecated);
            self.findings.push_with_fix(Rule::DeprecatedArgument, diagnostic, None, None);
        }
    }
}

/// Whether an argument can also be written as blocks, as in old providers.
pub(super) fn is_block_too(argument: SchemaAttribute<'_>) -> bool {
    let value_type = argument.value_type();
    let has_objects = value_type.starts_with("list(object(") || value_type.starts_with("set(object(");
    argument.is_argument() && argument.nested().is_none() && has_objects
}

/// Whether the blocks with a keyword in a block are counted. Other rules check blocks that state where the state is
/// stored, and required providers, in the whole module.
pub(super) fn is_counted(parent: &str, keyword: &str) -> bool {
    !matches!(keyword, "required_providers" | "backend" | "cloud") && !is_backend(parent)
}

impl Place<'_, '_> {
    /// Returns the maximum number of blocks with a name, if it is limited.
    fn most(&self, keyword: &str) -> Option<usize> {
        let known = self.scope.tables().iter().find_map(|table| table.block(keyword));
        if let Some(known) = known {
            return (known.is_single && is_counted(self.owner.keyword(), keyword)).then_some(1);
        }
        let known = self.nested_block(keyword)?;
        let has_dynamic = self.dynamic_names.contains(keyword);
        // A map can have one block for each label.
        if has_dynamic || known.nesting() == Nesting::Map { None } else { known.max_items() }
    }
}
