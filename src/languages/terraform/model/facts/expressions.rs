//! The references in an expression.

use std::sync::Arc;

use crate::languages::syntax::hcl::scopes::{first_word, free_names};
use crate::languages::syntax::hcl::{self, ExprKind, Expression, Name, Span, Step};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::syntax::json_expressions::Translate;

use super::{Builder, BuiltInUse, ModuleRef, Reference, Role, Word};

/// The maximum number of names after a reference that are kept.
pub(super) const MAX_ATTRIBUTES: usize = 4;

/// The first words of references to objects that Terraform provides and no module declares.
const BUILT_IN: [&str; 6] = ["each", "count", "self", "path", "terraform", "tofu"];

/// The first words of references to declarations.
const ROOTS: [&str; 10] =
    ["var", "local", "module", "data", "ephemeral", "action", "list", "resource", "run", "output"];

/// Whether references to something else than a variable of a `for` expression or `dynamic` block begin with a word.
pub fn is_reserved_root(word: &str) -> bool {
    BUILT_IN.contains(&word) || ROOTS.contains(&word)
}

/// A name that a block declares, such as the iterator of a `dynamic` block.
#[derive(Clone, Debug)]
pub(super) struct LocalName {
    pub name: Arc<str>,
    /// The range in which the name can be used.
    pub scope: Span,
}

impl LocalName {
    /// Whether a word at an offset is this name.
    pub(super) fn is_used_by(&self, word: &str, offset: u32) -> bool {
        *self.name == *word && self.scope.start <= offset && offset < self.scope.end
    }
}

impl Builder {
    /// Adds the references in an expression. `outer` are the local names of the blocks around it.
    pub(super) fn expression(&mut self, expression: Expression<'_>, outer: &[LocalName], translate: Translate<'_>) {
        let mut has_calls = false;
        for (root, part) in free_names(expression) {
            has_calls |= matches!(root, "module" | "run");
            let start = Span::new(&part.range()).start;
            if outer.iter().any(|local| local.is_used_by(root, start)) {
                continue;
            }
            match part.kind() {
                ExprKind::Traversal(first) => self.traversal(part, root, Span::new(&first.range()), translate),
                _ => self.bare_word(root, Span::new(&part.range()), translate),
            }
        }
        if has_calls {
            self.module_values(expression, outer, translate);
        }
    }

    /// Adds references that only name objects, such as those in `depends_on`, and pass no value on.
    pub(super) fn names_only(&mut self, add: impl FnOnce(&mut Self)) {
        let passed = std::mem::take(&mut self.facts.passed_modules);
        add(self);
        self.facts.passed_modules = passed;
    }

    fn traversal(&mut self, traversal: Expression<'_>, root: &str, root_span: Span, translate: Translate<'_>) {
        let mut path = Path { names: Vec::new(), direct: 0 };
        let mut is_direct = true;
        for step in traversal.steps() {
            match step {
                Step::Name(name) => {
                    path.names.push(name);
                    path.direct += usize::from(is_direct);
                }
                _ => is_direct = false,
            }
            if path.names.len() == 3 + MAX_ATTRIBUTES {
                break;
            }
        }
        let is_test = self.is_test();
        let kind = match root {
            "var" => Kind::Named(Named::Variable),
            "local" => Kind::Named(Named::Local),
            "module" => Kind::Named(Named::Module),
            "data" => Kind::Typed(Typed::Data),
            "ephemeral" => Kind::Typed(Typed::Ephemeral),
            "action" => Kind::Typed(Typed::Action),
            "list" => Kind::Typed(Typed::List),
            "resource" if path.direct >= 2 => Kind::Typed(Typed::Resource),
            "run" if is_test => Kind::Named(Named::Run),
            "output" if is_test => Kind::Named(Named::Output),
            "check" if is_test => Kind::Named(Named::Check),
            root if BUILT_IN.contains(&root) => Kind::BuiltIn,
            _ => Kind::Resource,
        };
        // The address, its word with the type, and the number of names that belong to it.
        let found = match (kind, path.text(0), path.direct_text(0), path.direct_text(1)) {
            (Kind::Named(kind), Some(name), ..) => Some((Address::Named(kind, self.intern(name)), None, 1)),
            (Kind::Typed(kind), Some(type_name), _, Some(name)) => {
                Some((Address::Typed(kind, self.intern(type_name), self.intern(name)), path.span(0), 2))
            }
            (Kind::Resource, _, Some(name), _) => {
                Some((Address::Typed(Typed::Resource, self.intern(root), self.intern(name)), Some(root_span), 1))
            }
            _ => None,
        };
        let Some((address, type_word, used)) = found else {
            let whole = path.span(0).map_or(root_span, |name| root_span.to(name));
            if !BUILT_IN.contains(&root) {
                // No name follows directly, for example because an index does.
                if path.direct == 0 && !ROOTS.contains(&root) {
                    self.bare_word(root, root_span, translate);
                }
            } else if let Some(whole) = translate(whole) {
                let root = self.intern(root);
                self.facts.built_ins.push(BuiltInUse { root, whole });
            }
            return;
        };
        let Some(name) = path.span(used - 1) else { return };
        let (Some(start), Some(name)) = (translate(root_span), translate(name)) else { return };
        let type_word = type_word.and_then(translate);
        let attributes = self.attributes(&path.names[used..], translate);
        self.facts.references.push(Reference {
            module: ModuleRef::This,
            address,
            role: Role::Read,
            whole: start.to(name),
            name,
            type_word,
            attributes,
        });
    }

    fn bare_word(&mut self, name: &str, span: Span, translate: Translate<'_>) {
        if let Some(span) = translate(span) {
            let word = self.word(name, span);
            self.facts.bare_words.push(word);
        }
    }

    pub(super) fn attributes(&mut self, names: &[Name<'_>], translate: Translate<'_>) -> Vec<Word> {
        let placed = names.iter().take(MAX_ATTRIBUTES).map_while(|name| {
            let span = translate(Span::new(&name.range()))?;
            Some((name.text(), span))
        });
        let placed: Vec<_> = placed.collect();
        placed.into_iter().map(|(text, span)| self.word(text, span)).collect()
    }

    /// Adds references in OpenTofu's encryption settings, in which `key_provider.pbkdf2.a` is not a resource.
    pub(super) fn encryption(&mut self, add: impl FnOnce(&mut Self)) {
        self.filtered(add, |reference| !matches!(reference.address, Address::Typed(Typed::Resource, ..)));
    }

    /// Adds the references in a resource address. In `module.a.aws_instance.b`, the type of a resource follows the name
    /// of the module that declares it.
    pub(super) fn address(&mut self, expression: Expression<'_>, outer: &[LocalName], translate: Translate<'_>) {
        self.names_only(|builder| {
            builder.filtered(
                |builder| builder.expression(expression, outer, translate),
                |reference| reference.module == ModuleRef::This,
            );
        });
        for part in expression.elements().into_iter().flatten().chain([expression]) {
            self.address_in_module(part, translate);
        }
    }

    /// Adds the reference to the resource of an address in a module that this module calls.
    fn address_in_module(&mut self, address: Expression<'_>, translate: Translate<'_>) {
        if first_word(address) != Some("module") {
            return;
        }
        let names: Vec<Name<'_>> =
            address.steps().filter_map(|step| if let Step::Name(name) = step { Some(name) } else { None }).collect();
        let (called, kind, type_name, name) = match names.iter().map(|name| name.text()).collect::<Vec<_>>()[..] {
            [_, "module", ..] => return,
            [called, "data", _, _] => (called, Typed::Data, names[2], names[3]),
            [called, _, _] => (called, Typed::Resource, names[1], names[2]),
            _ => return,
        };
        let span = |name: Name<'_>| translate(Span::new(&name.range()));
        let (Some(type_word), Some(span)) = (span(type_name), span(name)) else { return };
        let (called, type_name, name) = (self.intern(called), self.intern(type_name.text()), self.intern(name.text()));
        self.facts.references.push(Reference {
            module: ModuleRef::called(called),
            address: Address::Typed(kind, type_name, name),
            role: Role::Read,
            whole: type_word.to(span),
            name: span,
            type_word: Some(type_word),
            attributes: Vec::new(),
        });
    }

    /// Examines the expression in a string without escapes. Modules for old versions of Terraform have references in
    /// quotes.
    pub(super) fn quoted(
        &mut self,
        literal: Expression<'_>,
        examine: impl FnOnce(&mut Self, Expression<'_>, Translate<'_>),
    ) {
        let (Some(text), content) = (literal.literal(), literal.content_range()) else { return };
        if content.len() != text.len() {
            return;
        }
        let (before, content) = ("x = ", Span::new(&content));
        let text = format!("{before}{text}\n");
        let file = hcl::File::parse(&text);
        let Some(attribute) = file.body().attribute("x").filter(|_| file.errors().is_empty()) else { return };
        let translate = |span: Span| {
            let offset = |offset: u32| Some((offset as usize).checked_sub(before.len())? + content.start as usize);
            Some(Span::new(&(offset(span.start)?..offset(span.end)?)))
        };
        examine(self, attribute.value(), &translate);
    }

    fn filtered(&mut self, add: impl FnOnce(&mut Self), is_kept: impl Fn(&Reference) -> bool) {
        let before = self.facts.references.len();
        add(self);
        let added = self.facts.references.split_off(before);
        self.facts.references.extend(added.into_iter().filter(is_kept));
    }

    /// Adds a reference to a configuration of a provider in a module, such as `aws` or `aws.west`.
    pub(super) fn provider(&mut self, module: ModuleRef, expression: Expression<'_>, translate: Translate<'_>) {
        let (first, alias) = match expression.kind() {
            ExprKind::Traversal(first) => (first, expression.steps().next()),
            _ => (expression, None),
        };
        let Some(local_name) = first.word() else { return };
        let root = Span::new(&first.range());
        let alias = match alias {
            Some(Step::Name(name)) => Some(name),
            Some(_) => return,
            None => None,
        };
        let name = alias.map_or(root, |alias| Span::new(&alias.range()));
        let (Some(root), Some(name)) = (translate(root), translate(name)) else { return };
        let local_name = self.intern(local_name);
        let alias = self.intern(alias.map_or("", Name::text));
        self.facts.references.push(Reference {
            module,
            address: Address::Typed(Typed::Provider, local_name, alias),
            role: Role::Read,
            whole: root.to(name),
            name,
            type_word: Some(root),
            attributes: Vec::new(),
        });
    }

    pub(super) fn assignment(&mut self, module: ModuleRef, name: &str, span: Span) {
        let name = self.intern(name);
        self.facts.references.push(Reference {
            module,
            address: Address::Named(Named::Variable, name),
            role: Role::Assignment,
            whole: span,
            name: span,
            type_word: None,
            attributes: Vec::new(),
        });
    }
}

/// What the first word of a traversal begins.
#[derive(Clone, Copy)]
enum Kind {
    /// An address with a name.
    Named(Named),
    /// An address with a type and a name.
    Typed(Typed),
    /// The address of a resource. The word is its type.
    Resource,
    /// The use of a name that Terraform provides.
    BuiltIn,
}

/// The names after the first word of a traversal.
struct Path<'f> {
    names: Vec<Name<'f>>,
    /// The number of names before the first index or splat.
    direct: usize,
}

impl<'f> Path<'f> {
    fn text(&self, index: usize) -> Option<&'f str> {
        self.names.get(index).map(|name| name.text())
    }

    fn direct_text(&self, index: usize) -> Option<&'f str> {
        self.text(index).filter(|_| index < self.direct)
    }

    fn span(&self, index: usize) -> Option<Span> {
        self.names.get(index).map(|name| Span::new(&name.range()))
    }
}
