//! The types of the tables: the arguments and blocks that a body can contain.

/// The oldest version of Terraform that the tables describe.
pub const OLDEST: (u64, u64) = (0, 12);

/// The arguments and blocks of a body.
#[derive(Debug)]
pub struct BodySchema {
    pub attributes: &'static [AttributeSchema],
    pub blocks: &'static [BlockSchema],
    /// Whether other arguments are allowed, too.
    pub is_open: bool,
}

#[derive(Debug)]
pub struct AttributeSchema {
    pub name: &'static str,
    pub value: ValueKind,
    pub is_required: bool,
    pub is_deprecated: bool,
    /// The first version of Terraform that has the argument, as major and minor number.
    pub since: (u64, u64),
    pub documentation: &'static str,
}

#[derive(Debug)]
pub struct BlockSchema {
    pub keyword: &'static str,
    /// The kind of each label.
    pub labels: &'static [LabelKind],
    pub body: &'static BodySchema,
    /// Whether a body can contain at most one.
    pub is_single: bool,
    pub since: (u64, u64),
    pub documentation: &'static str,
}

/// The kind of a label of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// A name that the block declares.
    Name,
    ResourceType,
    DataType,
    EphemeralType,
    ActionType,
    /// The local name of a provider.
    Provider,
    Backend,
    Provisioner,
    /// The name of a nested block of the resource around it.
    NestedBlock,
}

/// The kind of value that an argument accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    Any,
    String,
    Number,
    Bool,
    ListOfStrings,
    MapOfStrings,
    /// Another collection, with a description of it.
    Collection(&'static str),
    /// One of several words, written without quotes.
    Keywords(&'static [&'static str]),
    /// One of several strings.
    Strings(&'static [&'static str]),
    TypeConstraint,
    /// A list of addresses.
    Addresses,
    /// An address of a resource or module.
    Address,
    /// A configuration of a provider.
    Provider,
    /// Configurations of providers by name.
    ProviderMap,
    /// Names of arguments of the resource around it.
    AttributeNames,
    ModuleSource,
    ProviderSource,
    VersionConstraint,
}

impl ValueKind {
    /// Returns the description that type constraints and our documentation use.
    pub fn description(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::String | Self::Strings(_) | Self::ModuleSource | Self::ProviderSource | Self::VersionConstraint => {
                "string"
            }
            Self::Number => "number",
            Self::Bool => "bool",
            Self::ListOfStrings => "list(string)",
            Self::MapOfStrings => "map(string)",
            Self::Collection(description) => description,
            Self::Keywords(_) => "keyword",
            Self::TypeConstraint => "type",
            Self::Addresses => "list of references",
            Self::Address => "reference",
            Self::Provider => "provider configuration",
            Self::ProviderMap => "map of provider configurations",
            Self::AttributeNames => "list of argument names",
        }
    }
}

impl BodySchema {
    /// A body about which nothing is known.
    pub const OPEN: Self = Self { attributes: &[], blocks: &[], is_open: true };

    pub fn block(&self, keyword: &str) -> Option<&'static BlockSchema> {
        self.blocks.iter().find(|block| block.keyword == keyword)
    }
}

pub const fn optional(name: &'static str, value: ValueKind, documentation: &'static str) -> AttributeSchema {
    AttributeSchema { name, value, is_required: false, is_deprecated: false, since: OLDEST, documentation }
}

pub const fn required(name: &'static str, value: ValueKind, documentation: &'static str) -> AttributeSchema {
    AttributeSchema { is_required: true, ..optional(name, value, documentation) }
}

pub const fn deprecated(name: &'static str, value: ValueKind, documentation: &'static str) -> AttributeSchema {
    AttributeSchema { is_deprecated: true, ..optional(name, value, documentation) }
}

pub const fn block(
    keyword: &'static str,
    labels: &'static [LabelKind],
    body: &'static BodySchema,
    documentation: &'static str,
) -> BlockSchema {
    BlockSchema { keyword, labels, body, is_single: false, since: OLDEST, documentation }
}

impl AttributeSchema {
    pub const fn since(self, major: u64, minor: u64) -> Self {
        Self { since: (major, minor), ..self }
    }
}

impl BlockSchema {
    /// Limits the block to at most one in a body.
    pub const fn single(self) -> Self {
        Self { is_single: true, ..self }
    }

    pub const fn since(self, major: u64, minor: u64) -> Self {
        Self { since: (major, minor), ..self }
    }
}
