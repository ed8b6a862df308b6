//! Hovers for blocks, attributes, names and functions.

use std::fmt::Write as _;

use super::dockerfile_symbols;
use super::documentation::{self, Signature, code, standard_function};
use super::navigation::{Navigation, build_name};
use crate::languages::answers::{FileRef, Hover, line_link};
use crate::languages::bake::evaluation::resolved::{Resolver, members, print_target};
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::types::Type;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::occurrences::{Occurrence, Symbol};
use crate::languages::bake::reference::attributes;
use crate::languages::bake::reference::functions::function;
use crate::languages::bake::reference::values::{
    ATTESTATIONS, CACHES, CALLS, Described, ENTITLEMENTS, NETWORKS, OUTPUTS, PLATFORMS,
};
use crate::languages::bake::syntax::{Attribute, Block, Expr, ExprKind, Name, Step, touches};
use crate::languages::text::{LineIndex, floor_char_boundary};

/// The maximum length of an excerpt from a file, in bytes.
const MAX_EXCERPT: usize = 1_000;

/// Bytes of a printed target that are shown.
const MAX_PRINTED: usize = 10_000;

/// Names in a list.
const MAX_NAMES: usize = 50;

/// Declarations of a name whose lines are shown. More would help nobody.
const MAX_ORIGINS: usize = 5;

pub fn hover(navigation: &Navigation, defaults: &Evaluated, offset: usize) -> Option<Hover> {
    let hovering = Hovering { navigation, defaults };
    if let Some(occurrence) = navigation.at(offset)
        && let Some(markdown) = hovering.occurrence(occurrence)
    {
        return Some(Hover { range: occurrence.range.clone(), markdown });
    }
    let body = &navigation.project.document().tree.body;
    for block in body.blocks.iter().filter(|block| touches(&block.range(), offset) || block.kind.touches(offset)) {
        if let Some(hover) = hovering.block(block, offset) {
            return Some(hover);
        }
    }
    body.attributes.iter().find_map(|attribute| hovering.expression(&attribute.value, offset))
}

struct Hovering<'h> {
    navigation: &'h Navigation<'h>,
    defaults: &'h Evaluated,
}

impl Hovering<'_> {
    fn occurrence(&self, occurrence: &Occurrence) -> Option<String> {
        match &occurrence.symbol {
            Symbol::Target(label) => {
                let name = self.navigation.generated(occurrence).unwrap_or(label);
                self.target(name, &occurrence.symbol)
            }
            Symbol::Variable(name) => self.variable(name),
            Symbol::Function(name) => self.function(name),
            Symbol::Local(name, ..) => self.local(occurrence, name),
            symbol @ (Symbol::Stage(path, _) | Symbol::Argument(path, _)) => self.in_dockerfile(symbol, path),
            Symbol::Context(..) => self.context(occurrence),
        }
    }

    /// Describes a target with the output of `docker buildx bake --print`, or the members of a group.
    fn target(&self, name: &str, symbol: &Symbol) -> Option<String> {
        let mut markdown = String::new();
        if let Some(target) = self.defaults.target(name) {
            let _ = writeln!(markdown, "**{name}** (target)\n");
            match Resolver::new(self.defaults).resolve(name) {
                Ok(resolved) => {
                    let printed = serde_json::to_string_pretty(&print_target(&resolved.attributes)).unwrap_or_default();
                    markdown += &code("json", &shortened(printed));
                }
                Err(missing) => {
                    let _ = write!(markdown, "There is no target `{missing}` to inherit from.");
                }
            }
            if let Some(parents) = target.inherits.as_ref().filter(|parents| !parents.is_empty()) {
                let _ = write!(markdown, "\n\nInherits from {}.", listed(parents));
            }
        } else {
            let group = self.defaults.group(name)?;
            let _ = writeln!(markdown, "**{name}** (group)\n");
            if let Some(description) = &group.description {
                let _ = writeln!(markdown, "{description}\n");
            }
            let (targets, _) = members(self.defaults, name);
            let _ = write!(markdown, "Builds {}.", listed(&targets));
        }
        self.add_origin(&mut markdown, symbol);
        Some(markdown)
    }

    fn variable(&self, name: &str) -> Option<String> {
        let project = self.navigation.project;
        let mut markdown = format!("**{name}**");
        if let Some((_, attribute)) = project.top_attribute(name) {
            let value = self.defaults.values.get(name).cloned().unwrap_or(Value::Unknown);
            let _ = write!(markdown, "\n\n{}", code("hcl", &format!("{name} = {}", value.display())));
            let _ = attribute;
        } else if let Some((_, block)) = project.variable_block(name) {
            let text = |attribute: &str| block.body.attribute(attribute)?.value.literal().map(str::to_owned);
            if let Some(r#type) = block.body.attribute("type").and_then(|attribute| Type::parse(&attribute.value)) {
                let _ = write!(markdown, " ({})", r#type.display());
            } else {
                markdown += " (variable)";
            }
            let value = self.defaults.values.get(name).cloned().unwrap_or(Value::Unknown);
            let _ = write!(markdown, "\n\n{}", code("hcl", &format!("{name} = {}", value.display())));
            if let Some(description) = text("description") {
                let _ = write!(markdown, "\n{description}");
            }
            let _ = write!(markdown, "\n\nThe environment variable `{name}` overrides the default.");
        } else if crate::languages::bake::evaluation::evaluator::BUILT_IN_VARIABLES.contains(&name) {
            markdown += match name {
                "BAKE_CMD_CONTEXT" => {
                    "\n\nThe main build context of the `docker buildx bake` command, for use in a remote Bake file. Set by Bake."
                }
                _ => "\n\nThe platform of this machine, such as `linux/amd64`. Set by Bake.",
            };
        } else {
            return None;
        }
        self.add_origin(&mut markdown, &Symbol::Variable(name.to_owned()));
        Some(markdown)
    }

    fn function(&self, name: &str) -> Option<String> {
        let (file, block) = self.navigation.project.function_block(name)?;
        let mut markdown = code("hcl", &Signature::of_block(name, block).label);
        if let Some(result) = block.body.attribute("result") {
            let text = &self.navigation.project.files[file].text;
            let excerpt = excerpt(text.get(result.range()).unwrap_or_default());
            let _ = write!(markdown, "\n\n{}", code("hcl", excerpt));
        }
        self.add_origin(&mut markdown, &Symbol::Function(name.to_owned()));
        Some(markdown)
    }

    fn local(&self, occurrence: &Occurrence, name: &str) -> Option<String> {
        let Symbol::Local(_, file, at) = &occurrence.symbol else { return None };
        let content = self.navigation.project.files.get(*file)?;
        let block = content.tree.body.blocks.iter().find(|block| touches(&block.range(), *at))?;
        let matrix = block.body.attribute("matrix").filter(|matrix| touches(&matrix.range(), *at));
        if let Some(ExprKind::Object(entries)) = matrix.map(|matrix| &matrix.value.kind) {
            let is_key = |key: &Name| key.inner().start == *at;
            let entry = entries.iter().find(|entry| entry.name.as_ref().is_some_and(is_key))?;
            let values = excerpt(content.text.get(entry.value.range())?);
            return Some(format!("**{name}** (matrix)\n\n{}", code("hcl", &format!("{name} = {values}"))));
        }
        let owner = block.label.as_ref().map_or("", |label| label.text.as_str());
        let is_parameter = block.kind.text == "function"
            && block.body.attributes.iter().any(|attribute| {
                matches!(attribute.name.text.as_str(), "params" | "variadic_params") && touches(&attribute.range(), *at)
            });
        Some(if is_parameter {
            format!("**{name}** (parameter of `{owner}`)")
        } else {
            format!("**{name}** (loop variable)")
        })
    }

    /// Shows the instruction that declares a stage or argument.
    fn in_dockerfile(&self, symbol: &Symbol, path: &str) -> Option<String> {
        let (instruction, _) = dockerfile_symbols::declarations(self.navigation.files, symbol).into_iter().next()?;
        let text = self.navigation.files.read(path)?;
        let line = LineIndex::new(&text).line(instruction.start) + 1;
        let place = line_link(&FileRef::Path(path.into()), line);
        let kind = if matches!(symbol, Symbol::Stage(..)) { "stage" } else { "build argument" };
        let shown = code("dockerfile", excerpt(text.get(instruction)?));
        Some(format!("**{}** ({kind})\n\n{shown}\n\nDeclared in {place}.", symbol.name()))
    }

    /// Describes a build context, with the lines of the Dockerfiles that use it.
    fn context(&self, occurrence: &Occurrence) -> Option<String> {
        let name = occurrence.symbol.name();
        let text = &self.navigation.project.files[occurrence.file].text;
        let definition = excerpt(text.get(occurrence.declaration.clone()?)?);
        let mut markdown = format!("**{name}** (build context)\n\n{}", code("hcl", definition));
        let here = self.navigation.occurrences.iter();
        let here = here.filter(|other| other.file == occurrence.file && other.range == occurrence.range);
        for (path, name) in here.filter_map(|other| build_name(&other.symbol)) {
            let file = FileRef::Path(path.into());
            let lines = self.navigation.lookup(path, &name).lines();
            let places: Vec<String> = lines.into_iter().map(|line| line_link(&file, line)).collect();
            if !places.is_empty() {
                let _ = write!(markdown, "\n\nUsed in {}.", places.join(", "));
            }
        }
        Some(markdown)
    }

    /// Adds the places where a name is declared.
    fn add_origin(&self, markdown: &mut String, symbol: &Symbol) {
        let declared = self.navigation.occurrences.iter();
        let declared = declared.filter(|other| other.symbol == *symbol && other.declaration.is_some());
        let declared: Vec<&Occurrence> = declared.take(MAX_ORIGINS + 1).collect();
        if declared.is_empty() || declared.len() > MAX_ORIGINS {
            return;
        }
        let places = declared.into_iter().map(|occurrence| {
            let file = &self.navigation.project.files[occurrence.file];
            let before = &file.text.as_bytes()[..occurrence.range.start];
            let place = line_link(&file.file, memchr::memchr_iter(b'\n', before).count() + 1);
            match file.file {
                FileRef::Document => format!("on {place}"),
                FileRef::Path(_) => format!("in {place}"),
            }
        });
        let _ = write!(markdown, "\n\nDeclared {}.", places.collect::<Vec<_>>().join(" and "));
    }

    /// Describes the block or attribute at an offset.
    fn block(&self, block: &Block, offset: usize) -> Option<Hover> {
        let known = attributes::block(&block.kind.text)?;
        if block.kind.touches(offset) {
            return Some(Hover { range: block.kind.range(), markdown: documentation::block(known) });
        }
        let validation = &attributes::VALIDATION_BLOCK;
        for inner in &block.body.blocks {
            if inner.kind.text == "validation" && inner.kind.touches(offset) {
                return Some(Hover { range: inner.kind.range(), markdown: documentation::block(validation) });
            }
            let mut attributes = inner.body.attributes.iter();
            let hover = attributes.find_map(|attribute| self.attribute("variable", validation, attribute, offset));
            if hover.is_some() {
                return hover;
            }
        }
        block.body.attributes.iter().find_map(|attribute| self.attribute(known.name, known, attribute, offset))
    }

    fn attribute(&self, block: &str, known: &attributes::Block, attribute: &Attribute, offset: usize) -> Option<Hover> {
        if !touches(&attribute.range(), offset) {
            return None;
        }
        if attribute.name.touches(offset) {
            let known = known.attributes.iter().find(|known| attribute.name.text == known.name)?;
            let markdown = documentation::attribute(block, known);
            return Some(Hover { range: attribute.name.range(), markdown });
        }
        if attribute.name.text == "args"
            && let ExprKind::Object(entries) = &attribute.value.kind
            && let Some(name) = entries.iter().filter_map(|entry| entry.name.as_ref()).find(|name| name.touches(offset))
        {
            return Some(Hover { range: name.range(), markdown: format!("**{}** (build argument)", name.text) });
        }
        value(attribute, offset).or_else(|| self.expression(&attribute.value, offset))
    }

    /// Describes the standard function at an offset, or the attribute of another target.
    fn expression(&self, expression: &Expr, offset: usize) -> Option<Hover> {
        expression.path(offset).into_iter().rev().find_map(|expression| match &expression.kind {
            ExprKind::Call(call) if touches(&call.name.range(), offset) => {
                let function = function(&call.name.text)?;
                let signature = code("hcl", &Signature::of_standard(function).label);
                let markdown = format!("{signature}\n{}", standard_function(function));
                Some(Hover { range: call.name.range(), markdown })
            }
            ExprKind::Traversal(root, steps) => self.attribute_of_target(root, steps, offset),
            _ => None,
        })
    }

    /// Describes the attribute in `target.name.attribute`, with its value.
    fn attribute_of_target(&self, root: &Expr, steps: &[Step], offset: usize) -> Option<Hover> {
        let [Step::Name(target), Step::Name(name), ..] = steps else { return None };
        let is_target = matches!(&root.kind, ExprKind::Variable(root) if root == "target");
        let block = attributes::block("target").filter(|_| is_target && name.touches(offset))?;
        let known = block.attributes.iter().find(|known| name.text == known.name)?;
        let mut markdown = documentation::attribute(block.name, known);
        let value = self.defaults.target(&target.text).and_then(|target| target.attributes.get(&name.text));
        if let Some(value) = value {
            let _ = write!(markdown, "\n\n{}", code("hcl", excerpt(&format!("{} = {}", name.text, value.display()))));
        }
        Some(Hover { range: name.range(), markdown })
    }
}

/// Describes a value from a closed set: a platform, a network, or the type of an output, a cache or an attestation.
fn value(attribute: &Attribute, offset: usize) -> Option<Hover> {
    let expressions = attribute.value.path(offset);
    let string = expressions.last()?.name().filter(|string| string.inner().len() == string.text.len())?;
    let within = offset.checked_sub(string.inner().start).filter(|at| *at <= string.text.len())?;
    let start = string.text[..floor_char_boundary(&string.text, within)].rfind(',').map_or(0, |at| at + 1);
    let field = string.text[start..].split(',').next().unwrap_or_default();
    let is_type_of_object = expressions.iter().rev().find_map(|expression| match &expression.kind {
        ExprKind::Object(entries) => {
            let mut own = entries.iter().filter(|entry| touches(&entry.value.range(), offset));
            Some(own.any(|entry| entry.name.as_ref().is_some_and(|name| name.text == "type")))
        }
        _ => None,
    });
    let (values, kind): (&[Described], _) = match attribute.name.text.as_str() {
        "platforms" => (&PLATFORMS, "platform"),
        "network" => (&NETWORKS, "network"),
        "entitlements" => (&ENTITLEMENTS, "entitlement"),
        "call" => (&CALLS, "call"),
        "output" => (&OUTPUTS, "output"),
        "cache-from" | "cache-to" => (&CACHES, "cache"),
        "attest" => (&ATTESTATIONS, "attestation"),
        _ => return None,
    };
    let takes_type = matches!(kind, "output" | "cache" | "attestation");
    let typed = field.strip_prefix("type=").filter(|_| takes_type && is_type_of_object.is_none());
    let written = typed.or_else(|| (!takes_type || is_type_of_object == Some(true)).then_some(string.text.as_str()))?;
    let (_, meaning) = values.iter().find(|(value, _)| *value == written)?;
    let start = string.inner().start + if typed.is_some() { start + "type=".len() } else { 0 };
    let markdown = format!("**{written}** ({kind})\n\n{meaning}");
    Some(Hover { range: start..start + written.len(), markdown })
}

/// The first lines of a printed target.
fn shortened(mut printed: String) -> String {
    if printed.len() > MAX_PRINTED {
        let end = printed[..floor_char_boundary(&printed, MAX_PRINTED)].rfind('\n').unwrap_or(0);
        printed.truncate(end);
        printed += "\n…";
    }
    printed
}

fn listed(names: &[String]) -> String {
    let mut listed: Vec<String> = names.iter().take(MAX_NAMES).map(|name| format!("`{name}`")).collect();
    if names.len() > MAX_NAMES {
        listed.push(format!("and {} more", names.len() - MAX_NAMES));
    }
    listed.join(", ")
}

fn excerpt(text: &str) -> &str {
    &text[..floor_char_boundary(text, MAX_EXCERPT)]
}
