//! Names that every module can use without declaring them.

/// A name and its attributes.
#[derive(Debug)]
pub struct BuiltIn {
    pub name: &'static str,
    pub attributes: &'static [BuiltInAttribute],
    pub documentation: &'static str,
}

#[derive(Debug)]
pub struct BuiltInAttribute {
    pub name: &'static str,
    pub value_type: &'static str,
    pub documentation: &'static str,
}

const fn attribute(name: &'static str, value_type: &'static str, documentation: &'static str) -> BuiltInAttribute {
    BuiltInAttribute { name, value_type, documentation }
}

pub const EACH: BuiltIn = BuiltIn {
    name: "each",
    attributes: &[
        attribute("value", "any", "The value of the current element of `for_each`. In a set it equals the key."),
        attribute("key", "string", "The key of the current element of `for_each`."),
    ],
    documentation: "The current element of `for_each`.",
};

pub const COUNT: BuiltIn = BuiltIn {
    name: "count",
    attributes: &[attribute("index", "number", "The index of the current instance, starting at 0.")],
    documentation: "The current instance of `count`.",
};

pub const SELF: BuiltIn =
    BuiltIn { name: "self", attributes: &[], documentation: "The object to which the block belongs." };

pub const PATH: BuiltIn = BuiltIn {
    name: "path",
    attributes: &[
        attribute("module", "string", "The directory of this module."),
        attribute("root", "string", "The directory of the root module."),
        attribute("cwd", "string", "The directory from which Terraform was started."),
    ],
    documentation: "Directories.",
};

pub const TERRAFORM: BuiltIn = BuiltIn {
    name: "terraform",
    attributes: &[
        attribute("workspace", "string", "The name of the selected workspace."),
        attribute("applying", "bool", "Whether Terraform is applying rather than planning. The value is ephemeral."),
    ],
    documentation: "Information about the current Terraform run.",
};

pub const ALL: [&BuiltIn; 5] = [&EACH, &COUNT, &SELF, &PATH, &TERRAFORM];

/// The first words of references to declarations, and the objects to which they refer.
pub const ROOTS: [(&str, &str); 5] = [
    ("var", "Variables of this module."),
    ("local", "Local values of this module."),
    ("module", "Outputs of called modules."),
    ("data", "Data sources of this module."),
    ("ephemeral", "Ephemeral resources of this module."),
];
