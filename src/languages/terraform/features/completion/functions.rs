//! Completes the names of functions: those of the language, and those that providers define.

use super::values::{Fit, Rank};
use super::{Item, Request, append_new};
use crate::languages::answers::CompletionKind;
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::TokenKind;
use crate::languages::syntax::hcl::cursor::FrameKind;
use crate::languages::terraform::features::describe;
use crate::languages::terraform::features::functions::{KnownFunction, PROVIDER};
use crate::languages::terraform::model::index::FileTrait;
use crate::languages::terraform::model::provider_schemas::ProviderSchema;
use crate::languages::terraform::reference::functions::{FUNCTIONS, Function};
use crate::languages::terraform::reference::schema::OLDEST;

/// The functions that modules call most, the most frequent first.
const COMMON_FUNCTIONS: [&str; 24] = [
    "try",
    "length",
    "merge",
    "lookup",
    "concat",
    "join",
    "format",
    "coalesce",
    "toset",
    "jsonencode",
    "flatten",
    "file",
    "templatefile",
    "element",
    "contains",
    "keys",
    "values",
    "tostring",
    "replace",
    "split",
    "compact",
    "distinct",
    "one",
    "can",
];

/// The first version of Terraform in which providers can define functions.
const SINCE_PROVIDER_FUNCTIONS: (u64, u64) = (1, 8);

impl<'c> Request<'_, 'c> {
    /// Returns the namespaces before the word at the cursor, such as `["provider", "aws"]` in `provider::aws::arn`.
    pub(super) fn namespaces(&self) -> Vec<&'c str> {
        let mut tokens = self.cursor.frame().item.iter().rev();
        let mut end = self.cursor.word.start;
        let text = self.cursor.text;
        let mut names = Vec::new();
        while let (Some(colons), Some(name)) = (tokens.next(), tokens.next()) {
            let is_namespace = colons.kind == TokenKind::DoubleColon
                && name.kind == TokenKind::Identifier
                && colons.span.range().end == end
                && name.span.range().end == colons.span.range().start;
            if !is_namespace {
                break;
            }
            names.push(&text[name.span.range()]);
            end = name.span.range().start;
        }
        names.reverse();
        names
    }

    /// Completes a function in some namespaces.
    pub(super) fn complete_function(&mut self, namespaces: &[&str]) {
        match namespaces {
            ["core"] => {
                for function in self.built_in_functions() {
                    let item = self.built_in_item(function);
                    self.add(item);
                }
            }
            [PROVIDER] => {
                let is_continued = self.rest_of_line().starts_with("::");
                for name in self.local_providers() {
                    let item = Item::new(name.clone(), CompletionKind::Module).detail("provider");
                    self.add(if is_continued { item } else { item.insert(format!("{name}::")) });
                }
            }
            [PROVIDER, provider] => {
                let Some(schema) = self.environment.schema_of(provider) else { return };
                for item in self.defined_items(schema, provider, "") {
                    self.add(item);
                }
            }
            _ => {}
        }
    }

    pub(super) fn add_functions(&self, found: &mut Vec<(Rank, Item<'static>)>) {
        let starts_item = self.cursor.frame().item.is_empty();
        if starts_item && matches!(self.cursor.frame().kind, FrameKind::List | FrameKind::Object) {
            let item = Item::new("for", CompletionKind::Keyword)
                .documentation("Creates an element for each element of another collection.")
                .snippet("for ${1:item} in ${2:list} : ${3:item}".to_owned());
            found.push((Fit::Function.into(), item));
        }
        for function in self.built_in_functions() {
            found.push((Fit::Function.into(), self.built_in_item(function)));
        }
        if !self.environment.has(SINCE_PROVIDER_FUNCTIONS) {
            return;
        }
        for provider in self.local_providers() {
            if let Some(schema) = self.environment.schema_of(&provider) {
                let items = self.defined_items(schema, &provider, &format!("{PROVIDER}::{provider}::"));
                found.extend(items.into_iter().map(|item| (Fit::Function.into(), item)));
            }
        }
    }

    /// Returns the functions of the language, those that modules call most first.
    fn built_in_functions(&self) -> Vec<&'static Function> {
        let known =
            FUNCTIONS.iter().filter(|function| function.since == OLDEST || self.environment.has(function.since));
        let mut functions: Vec<_> = known.collect();
        let rank = |name: &str| COMMON_FUNCTIONS.iter().position(|common| *common == name);
        functions.sort_stably_by_key(|function| rank(function.name).unwrap_or(COMMON_FUNCTIONS.len()));
        functions
    }

    fn built_in_item(&self, function: &'static Function) -> Item<'static> {
        let item = Item::new(function.name, CompletionKind::Function)
            .detail(function.signature())
            .documentation(describe::function(function));
        let has_parameters = !function.parameters.is_empty() || function.variadic.is_some();
        self.called(item, function.name, has_parameters)
    }

    /// Returns the functions that a provider defines. `before` is the part of their names that is not typed yet.
    fn defined_items(&self, schema: ProviderSchema<'_>, provider: &str, before: &str) -> Vec<Item<'static>> {
        let functions = schema.functions().map(|function| {
            let known = KnownFunction::defined(format!("{PROVIDER}::{provider}::{}", function.name()), function);
            let name = format!("{before}{}", function.name());
            let item = Item::new(name.clone(), CompletionKind::Function)
                .detail(known.signature().label)
                .documentation(known.markdown());
            self.called(item, &name, known.parameter_count() > 0)
        });
        functions.collect()
    }

    /// Completes the call of a function.
    fn called<'a>(&self, item: Item<'a>, name: &str, has_parameters: bool) -> Item<'a> {
        match (self.rest_of_line().starts_with('('), has_parameters) {
            (true, _) => item,
            (false, true) => item.snippet(format!("{name}($1)")),
            (false, false) => item.insert(format!("{name}()")),
        }
    }

    /// Returns the local names of the providers that the module requires.
    fn local_providers(&self) -> Vec<String> {
        let own = self.environment.index.own();
        let requirements = own.files_with(FileTrait::Settings).into_iter().flat_map(|file| &file.facts.requirements);
        let mut names = Vec::new();
        append_new(&mut names, requirements.map(|requirement| &*requirement.name.text));
        names
    }
}
