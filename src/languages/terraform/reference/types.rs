//! Type constraints.

#[derive(Debug)]
pub struct TypeWord {
    pub name: &'static str,
    /// The arguments after the word, as a snippet.
    pub arguments: Option<&'static str>,
    pub documentation: &'static str,
}

pub const TYPES: [TypeWord; 10] = [
    TypeWord { name: "string", arguments: None, documentation: "Text." },
    TypeWord { name: "number", arguments: None, documentation: "A whole or fractional number." },
    TypeWord { name: "bool", arguments: None, documentation: "`true` or `false`." },
    TypeWord { name: "any", arguments: None, documentation: "Any type. Terraform infers it from the value." },
    TypeWord {
        name: "list",
        arguments: Some("(${1:any})"),
        documentation: "A sequence of values of one type, indexed from 0.",
    },
    TypeWord {
        name: "set",
        arguments: Some("(${1:any})"),
        documentation: "Distinct values of one type, in no particular order.",
    },
    TypeWord {
        name: "map",
        arguments: Some("(${1:any})"),
        documentation: "Values of one type, each with a key that is a string.",
    },
    TypeWord {
        name: "object",
        arguments: Some("({\n  ${1:name} = ${2:string}\n})"),
        documentation: "Named attributes, each with a type of its own.",
    },
    TypeWord {
        name: "tuple",
        arguments: Some("([${1:string}])"),
        documentation: "A fixed number of values, each with a type of its own.",
    },
    TypeWord {
        name: "optional",
        arguments: Some("(${1:string})"),
        documentation: "An attribute of an object that may be missing, with an optional default.",
    },
];

pub fn type_word(name: &str) -> Option<&'static TypeWord> {
    TYPES.iter().find(|word| word.name == name)
}
