//! The functions that a call can name: those of the language, and those that providers define.

use std::borrow::Cow;

use super::{describe, pages};
use crate::languages::answers::{Parameter, Signature};
use crate::languages::terraform::model::provider_schemas::SchemaFunction;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::reference::functions::{self, Function};

/// The namespace of the functions that providers define.
pub const PROVIDER: &str = "provider";

/// A function with its documentation.
pub struct KnownFunction<'s> {
    name: Cow<'s, str>,
    parameters: Vec<KnownParameter<'s>>,
    /// Whether the last parameter stands for any number of arguments.
    pub is_variadic: bool,
    returns: &'s str,
    documentation: &'s str,
}

struct KnownParameter<'s> {
    shown: String,
    documentation: &'s str,
}

/// Returns the local name of the provider and the name of the function in `provider::aws::arn_parse`.
pub fn of_provider(name: &str) -> Option<(&str, &str)> {
    name.strip_prefix(PROVIDER)?.strip_prefix("::")?.split_once("::")
}

/// Returns the function with a name, if its signature is known.
pub fn find<'s>(environment: &Environment<'s>, name: &str) -> Option<KnownFunction<'s>> {
    match of_provider(name) {
        Some((provider, function)) => {
            let function = environment.schema_of(provider)?.function(function)?;
            Some(KnownFunction::defined(name.to_owned(), function))
        }
        None => functions::function(name).map(KnownFunction::built_in),
    }
}

/// Describes the function with a name. `None` if there can be none.
pub fn describe(environment: &Environment<'_>, name: &str) -> Option<String> {
    let Some((provider, function)) = of_provider(name) else {
        return functions::function(name).map(describe::function);
    };
    let page = pages::function_page(&environment.index.own(), provider, function);
    let mut markdown = match find(environment, name) {
        Some(known) => known.markdown(),
        None => format!("`{name}`\n\nA function of the provider `{provider}`."),
    };
    if let Some(page) = page {
        describe::append(&mut markdown, &format!("[`{function}`]({page})"));
    }
    Some(markdown)
}

impl<'s> KnownFunction<'s> {
    fn built_in(function: &'static Function) -> Self {
        let parameters = function.shown_parameters().map(|shown| KnownParameter { shown, documentation: "" });
        Self {
            name: Cow::Borrowed(function.name),
            parameters: parameters.collect(),
            is_variadic: function.variadic.is_some(),
            returns: function.returns,
            documentation: function.documentation,
        }
    }

    /// Describes a function that a provider defines, under its name with namespaces.
    pub fn defined(name: String, function: SchemaFunction<'s>) -> Self {
        let shown = |mark: &str, name: &str, value_type: &str| format!("{mark}{name}: {value_type}");
        let fixed = function.parameters().map(|parameter| KnownParameter {
            shown: shown("", parameter.name(), parameter.value_type()),
            documentation: parameter.description(),
        });
        let variadic = function.variadic().map(|parameter| KnownParameter {
            shown: shown("…", parameter.name(), parameter.value_type()),
            documentation: parameter.description(),
        });
        Self {
            name: Cow::Owned(name),
            is_variadic: variadic.is_some(),
            parameters: fixed.chain(variadic).collect(),
            returns: function.returns(),
            documentation: function.description(),
        }
    }

    pub fn markdown(&self) -> String {
        let mut markdown = describe::code(&self.signature().label);
        describe::append(&mut markdown, self.documentation);
        markdown
    }

    pub fn parameter_count(&self) -> usize {
        self.parameters.len()
    }

    pub fn signature(&self) -> Signature {
        let mut label = format!("{}(", self.name);
        let mut parameters = Vec::new();
        for (index, KnownParameter { shown, documentation }) in self.parameters.iter().enumerate() {
            if index > 0 {
                label.push_str(", ");
            }
            let documentation = (!documentation.is_empty()).then(|| (*documentation).to_owned());
            parameters.push(Parameter { label: label.len()..label.len() + shown.len(), documentation });
            label.push_str(shown);
        }
        label.push_str(") ");
        label.push_str(self.returns);
        let documentation = (!self.documentation.is_empty()).then(|| self.documentation.to_owned());
        Signature { label, documentation, parameters }
    }
}
