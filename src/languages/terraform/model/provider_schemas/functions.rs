//! The functions that providers define.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{ProviderSchema, ProviderSchemas, Str};

/// A function of a provider.
#[derive(Debug)]
pub(super) struct FunctionData {
    pub name: Str,
    pub description: Str,
    pub returns: Str,
    pub parameters: Vec<ParameterData>,
    pub variadic: Option<ParameterData>,
}

#[derive(Debug)]
pub(super) struct ParameterData {
    pub name: Str,
    pub value_type: Str,
    pub description: Str,
}

/// A function of a schema.
#[derive(Clone, Copy, Debug)]
pub struct SchemaFunction<'s> {
    schemas: &'s ProviderSchemas,
    data: &'s FunctionData,
}

/// A parameter of a function of a schema.
#[derive(Clone, Copy, Debug)]
pub struct SchemaParameter<'s> {
    schemas: &'s ProviderSchemas,
    data: &'s ParameterData,
}

impl<'s> ProviderSchema<'s> {
    /// Returns the functions in alphabetical order.
    pub fn functions(self) -> impl Iterator<Item = SchemaFunction<'s>> {
        self.data.functions.iter().map(move |data| SchemaFunction { schemas: self.schemas, data })
    }

    /// Returns the function with this name.
    pub fn function(self, name: &str) -> Option<SchemaFunction<'s>> {
        self.functions().find(|function| function.name() == name)
    }
}

impl<'s> SchemaFunction<'s> {
    /// Returns the name, without the namespaces before it.
    pub fn name(self) -> &'s str {
        self.schemas.text(self.data.name)
    }

    /// Returns the description, in Markdown; empty if there is none.
    pub fn description(self) -> &'s str {
        self.schemas.text(self.data.description)
    }

    /// Returns the type of the result, in the syntax of a type constraint.
    pub fn returns(self) -> &'s str {
        self.schemas.text(self.data.returns)
    }

    /// Returns the parameters, in order.
    pub fn parameters(self) -> impl Iterator<Item = SchemaParameter<'s>> {
        self.data.parameters.iter().map(move |data| SchemaParameter { schemas: self.schemas, data })
    }

    /// Returns the parameter for any number of further arguments, if the function accepts them.
    pub fn variadic(self) -> Option<SchemaParameter<'s>> {
        self.data.variadic.as_ref().map(|data| SchemaParameter { schemas: self.schemas, data })
    }
}

impl<'s> SchemaParameter<'s> {
    /// Returns the name of the parameter.
    pub fn name(self) -> &'s str {
        self.schemas.text(self.data.name)
    }

    /// Returns the type, in the syntax of a type constraint.
    pub fn value_type(self) -> &'s str {
        self.schemas.text(self.data.value_type)
    }

    /// Returns the description, in Markdown; empty if there is none.
    pub fn description(self) -> &'s str {
        self.schemas.text(self.data.description)
    }
}

/// The functions of a provider in the form of the file.
pub(super) type RawFunctions<'j> = BTreeMap<Cow<'j, str>, RawFunction<'j>>;

#[derive(Deserialize)]
pub(super) struct RawFunction<'j> {
    #[serde(borrow)]
    pub description: Option<Cow<'j, str>>,
    #[serde(borrow)]
    pub summary: Option<Cow<'j, str>>,
    pub return_type: Option<Value>,
    #[serde(borrow)]
    pub parameters: Option<Vec<RawParameter<'j>>>,
    #[serde(borrow)]
    pub variadic_parameter: Option<RawParameter<'j>>,
}

#[derive(Deserialize)]
pub(super) struct RawParameter<'j> {
    #[serde(borrow)]
    pub name: Option<Cow<'j, str>>,
    #[serde(rename = "type")]
    pub value_type: Option<Value>,
    #[serde(borrow)]
    pub description: Option<Cow<'j, str>>,
}
