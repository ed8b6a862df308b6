//! Finds all places in the files of a project where a name is declared or used.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::dockerfiles::{Dockerfile, Dockerfiles};
use super::project::Project;
use crate::languages::bake::evaluation::calls::parameter_name;
use crate::languages::bake::evaluation::targets::{Evaluated, Target};
use crate::languages::bake::reference::functions::function;
use crate::languages::bake::syntax::{Attribute, Block, Expr, ExprKind, Name, Step};
use crate::languages::source::FileProvider;

/// The entity that a name refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// A variable, or a top-level attribute.
    Variable(String),
    Function(String),
    /// A target or group. The targets of a matrix are one symbol, which is named by the label of their block.
    Target(String),
    /// A parameter, a key of a matrix or a variable of a loop, by the file and the position of its declaration.
    Local(String, usize, usize),
    /// A stage of a Dockerfile, by the path of the file and the name in lower case.
    Stage(Arc<str>, String),
    /// An argument of a Dockerfile.
    Argument(Arc<str>, String),
    /// A build context for a Dockerfile. The path is empty for a Dockerfile that is inline or unknown.
    Context(Arc<str>, String),
}

#[derive(Clone, Debug)]
pub struct Occurrence {
    pub symbol: Symbol,
    /// The index of the file in the project.
    pub file: usize,
    /// The range of the name without its quotes.
    pub range: Range<usize>,
    /// The range of the entire declaration, if the name is declared here.
    pub declaration: Option<Range<usize>>,
}

impl Symbol {
    pub fn name(&self) -> &str {
        match self {
            Self::Variable(name)
            | Self::Function(name)
            | Self::Target(name)
            | Self::Local(name, ..)
            | Self::Stage(_, name)
            | Self::Argument(_, name)
            | Self::Context(_, name) => name,
        }
    }
}

/// Returns all occurrences in a project. `evaluated` is used to find the Dockerfiles of targets.
pub fn occurrences(project: &Project, evaluated: &Evaluated, files: &dyn FileProvider) -> Vec<Occurrence> {
    let mut made = HashMap::<_, Vec<&Target>>::new();
    let labels: HashMap<(usize, usize), &str> = project.labels().collect();
    let mut generated = HashMap::new();
    for target in &evaluated.targets {
        let is_declared = |label: &&str| **label == *target.name;
        let mut own = target.blocks.iter().filter_map(|(file, range)| labels.get(&(*file, range.start)).copied());
        if let Some(label) = own.clone().next().filter(|_| !own.any(|label| is_declared(&label))) {
            generated.insert(target.name.as_str(), label);
        }
        for (file, range) in &target.blocks {
            made.entry((*file, range.clone())).or_default().push(target);
        }
    }
    let mut collector = Collector {
        project,
        dockerfiles: Dockerfiles::new(evaluated, files),
        made,
        generated,
        file: 0,
        scopes: Vec::new(),
        found: Vec::new(),
    };
    for (file, content) in project.files.iter().enumerate() {
        collector.file = file;
        for attribute in &content.tree.body.attributes {
            let symbol = Symbol::Variable(attribute.name.text.to_string());
            collector.declare(symbol, &attribute.name, attribute.range());
            collector.expression(&attribute.value);
        }
        for block in &content.tree.body.blocks {
            collector.block(block);
            collector.scopes.clear();
        }
    }
    collector.found
}

struct Collector<'c> {
    project: &'c Project<'c>,
    dockerfiles: Dockerfiles<'c>,
    /// The targets that each block defines or contributes to, by the file and range of the block.
    made: HashMap<(usize, Range<usize>), Vec<&'c Target>>,
    /// The targets that a matrix creates, with the label of the block of the matrix.
    generated: HashMap<&'c str, &'c str>,
    file: usize,
    /// The local names that are visible, from the outermost to the innermost.
    scopes: Vec<Symbol>,
    found: Vec<Occurrence>,
}

impl Collector<'_> {
    fn declare(&mut self, symbol: Symbol, name: &Name, whole: Range<usize>) {
        self.found.push(Occurrence { symbol, file: self.file, range: name.inner(), declaration: Some(whole) });
    }

    /// Adds a reference to a target or group.
    fn refer_to_target(&mut self, name: &str, range: Range<usize>) {
        let label = self.generated.get(name).copied().unwrap_or(name);
        self.refer(Symbol::Target(label.to_owned()), range);
    }

    fn refer(&mut self, symbol: Symbol, range: Range<usize>) {
        self.found.push(Occurrence { symbol, file: self.file, range, declaration: None });
    }

    fn declare_local(&mut self, name: &Name) {
        let symbol = Symbol::Local(name.text.to_string(), self.file, name.inner().start);
        self.declare(symbol.clone(), name, name.range());
        self.scopes.push(symbol);
    }

    fn block(&mut self, block: &Block) {
        let kind = block.kind.text.as_str();
        if let Some(label) = &block.label {
            let symbol = match kind {
                "variable" => Some(Symbol::Variable(label.text.to_string())),
                "function" => Some(Symbol::Function(label.text.to_string())),
                "target" | "group" => Some(Symbol::Target(label.text.to_string())),
                _ => None,
            };
            if let Some(symbol) = symbol {
                self.declare(symbol, label, block.range());
            }
        }
        match kind {
            "function" => self.function(block),
            "target" => self.target(block),
            "group" => {
                for attribute in &block.body.attributes {
                    if attribute.name.text == "targets" {
                        self.names(&attribute.value);
                    } else {
                        self.expression(&attribute.value);
                    }
                }
            }
            "variable" => {
                let values = block.body.attributes.iter().filter(|attribute| attribute.name.text != "type");
                values.for_each(|attribute| self.expression(&attribute.value));
                for inner in &block.body.blocks {
                    inner.body.attributes.iter().for_each(|attribute| self.expression(&attribute.value));
                }
            }
            _ => {}
        }
    }

    fn function(&mut self, block: &Block) {
        if let Some(ExprKind::Tuple(parameters)) = block.body.attribute("params").map(|attribute| &attribute.value.kind)
        {
            for name in parameters.iter().filter_map(parameter_name) {
                self.declare_local(&name);
            }
        }
        let variadic = block.body.attribute("variadic_params");
        if let Some(name) = variadic.and_then(|attribute| parameter_name(&attribute.value)) {
            self.declare_local(&name);
        }
        if let Some(result) = block.body.attribute("result") {
            self.expression(&result.value);
        }
    }

    fn target(&mut self, block: &Block) {
        if let Some(matrix) = block.body.attribute("matrix") {
            self.expression(&matrix.value);
            if let ExprKind::Object(entries) = &matrix.value.kind {
                for name in entries.iter().filter_map(|entry| entry.name.as_ref()) {
                    self.declare_local(name);
                }
            }
        }
        let dockerfile = self.dockerfile(block);
        for attribute in &block.body.attributes {
            self.target_attribute(attribute, dockerfile.as_ref());
        }
        if let Some(contexts) = block.body.attribute("contexts") {
            self.contexts(block, &contexts.value);
        }
    }

    /// Adds the contexts of a block. Each context is declared for every Dockerfile that is built with it.
    fn contexts(&mut self, block: &Block, value: &Expr) {
        let ExprKind::Object(entries) = &value.kind else { return };
        if entries.is_empty() {
            return;
        }
        let targets = self.targets_of(block);
        let paths = self.dockerfiles.paths_of_families(&targets);
        for entry in entries {
            let Some(name) = &entry.name else { continue };
            let whole = entry.key.range().start..entry.value.range().end;
            for path in &paths {
                self.declare(Symbol::Context(path.clone(), name.text.to_string()), name, whole.clone());
            }
        }
    }

    /// The names of the targets that a block defines.
    fn targets_of(&self, block: &Block) -> Vec<String> {
        let made = self.made.get(&(self.file, block.range())).into_iter().flatten();
        made.map(|target| target.name.clone()).collect()
    }

    fn target_attribute(&mut self, attribute: &Attribute, dockerfile: Option<&Arc<str>>) {
        let value = &attribute.value;
        match attribute.name.text.as_str() {
            "matrix" => {}
            "inherits" => self.names(value),
            "contexts" => {
                if let ExprKind::Object(entries) = &value.kind {
                    for name in entries.iter().filter_map(|entry| entry.value.name()) {
                        if let Some(target) = name.text.strip_prefix("target:") {
                            let start = name.inner().start + "target:".len();
                            self.refer_to_target(target, start..name.inner().end);
                        }
                    }
                }
                self.expression(value);
            }
            "target" => {
                if let (Some(path), Some(name)) = (dockerfile, value.name()) {
                    self.stage(path, &name);
                }
                self.expression(value);
            }
            "no-cache-filter" => {
                if let (Some(path), ExprKind::Tuple(elements)) = (dockerfile, &value.kind) {
                    elements.iter().filter_map(Expr::name).for_each(|name| self.stage(path, &name));
                }
                self.expression(value);
            }
            "args" => {
                if let (Some(path), ExprKind::Object(entries)) = (dockerfile, &value.kind) {
                    for name in entries.iter().filter_map(|entry| entry.name.as_ref()) {
                        self.refer(Symbol::Argument(path.clone(), name.text.to_string()), name.inner());
                    }
                }
                self.expression(value);
            }
            _ => self.expression(value),
        }
    }

    fn stage(&mut self, path: &Arc<str>, name: &Name) {
        if !name.text.is_empty() {
            self.refer(Symbol::Stage(path.clone(), name.text.to_ascii_lowercase()), name.inner());
        }
    }

    /// The path of the Dockerfile of a target that a block defines.
    fn dockerfile(&mut self, block: &Block) -> Option<Arc<str>> {
        let target = *self.made.get(&(self.file, block.range()))?.first()?;
        match self.dockerfiles.of_target(&target.name) {
            Dockerfile::Known(path, _) if !path.is_empty() => Some(path),
            _ => None,
        }
    }

    /// Adds a list of names of targets and groups.
    fn names(&mut self, value: &Expr) {
        if let ExprKind::Tuple(elements) = &value.kind {
            for name in elements.iter().filter_map(Expr::name) {
                self.refer_to_target(&name.text, name.inner());
            }
        }
        self.expression(value);
    }

    fn local(&self, name: &str) -> Option<Symbol> {
        self.scopes.iter().rev().find(|symbol| symbol.name() == name).cloned()
    }

    fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Variable(name) => {
                let symbol = self.local(name).unwrap_or_else(|| Symbol::Variable(name.to_string()));
                self.refer(symbol, expression.range());
            }
            ExprKind::Traversal(root, steps) => self.traversal(root, steps),
            ExprKind::Call(call) => {
                let name = &call.name;
                if function(&name.text).is_none() && self.project.function_block(&name.text).is_some() {
                    self.refer(Symbol::Function(name.text.to_string()), name.range());
                }
                // The second argument of `convert` is a type.
                let count = if name.text == "convert" { 1 } else { call.arguments.len() };
                call.arguments.iter().take(count).for_each(|argument| self.expression(argument));
            }
            ExprKind::Object(entries) => {
                for entry in entries {
                    if entry.name.is_none() {
                        self.expression(&entry.key);
                    }
                    self.expression(&entry.value);
                }
            }
            ExprKind::For(parts) => {
                self.expression(&parts.collection);
                let length = self.scopes.len();
                parts.key_name.iter().for_each(|name| self.declare_local(name));
                self.declare_local(&parts.value_name);
                parts.key.iter().for_each(|key| self.expression(key));
                self.expression(&parts.value);
                parts.condition.iter().for_each(|condition| self.expression(condition));
                self.scopes.truncate(length);
            }
            _ => expression.each_child(|child| self.expression(child)),
        }
    }

    fn traversal(&mut self, root: &Expr, steps: &[Step]) {
        let is_block = matches!(&root.kind, ExprKind::Variable(name)
            if matches!(name.as_str(), "target" | "group") && self.local(name).is_none());
        if is_block {
            if let Some(Step::Name(name)) = steps.first() {
                self.refer_to_target(&name.text, name.inner());
            }
        } else {
            self.expression(root);
        }
        for step in steps {
            if let Step::Index(index) = step {
                self.expression(index);
            }
        }
    }
}
