//! The blocks of a module.
//!
//! Source of the rules: <https://developer.hashicorp.com/terraform/language>.

use super::provisioners::{CONNECTION, PROVISIONER};
use super::schema::{AttributeSchema, BlockSchema, BodySchema, LabelKind, ValueKind, block, optional, required};
use super::terraform_block::SETTINGS;

/// Names that variables cannot have, because they are arguments of every `module` block.
pub const RESERVED_VARIABLES: [&str; 8] =
    ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

/// The body of a file of a module.
pub const MODULE_FILE: BodySchema = BodySchema {
    attributes: &[],
    blocks: &[
        block(
            "terraform",
            &[],
            &SETTINGS,
            "Settings of the module: the versions it needs, its providers and its backend.",
        ),
        block(
            "provider",
            &[LabelKind::Provider],
            &PROVIDER,
            "Configures a provider, such as its region or credentials.",
        ),
        block(
            "resource",
            &[LabelKind::ResourceType, LabelKind::Name],
            &RESOURCE,
            "A piece of infrastructure that Terraform creates, changes and destroys.",
        ),
        block(
            "data",
            &[LabelKind::DataType, LabelKind::Name],
            &DATA,
            "Reads information that is defined outside of this module.",
        ),
        block(
            "ephemeral",
            &[LabelKind::EphemeralType, LabelKind::Name],
            &EPHEMERAL,
            "A resource that exists only while Terraform runs and is not stored in state.",
        )
        .since(1, 10),
        block(
            "action",
            &[LabelKind::ActionType, LabelKind::Name],
            &ACTION,
            "An operation of a provider that resources can trigger.",
        )
        .since(1, 14),
        block("module", &[LabelKind::Name], &MODULE, "Calls another module."),
        block("variable", &[LabelKind::Name], &VARIABLE, "An input of the module."),
        block("locals", &[], &BodySchema::OPEN, "Named expressions that the module can use several times."),
        block("output", &[LabelKind::Name], &OUTPUT, "A value that the module returns to its caller or prints."),
        block(
            "check",
            &[LabelKind::Name],
            &CHECK,
            "Assertions about the infrastructure. A failed assertion causes a warning.",
        )
        .since(1, 5),
        block("moved", &[], &MOVED, "Records that a resource or module has a new address.").since(1, 1),
        block("removed", &[], &REMOVED, "Records that a resource or module is no longer managed here.").since(1, 7),
        block("import", &[], &IMPORT, "Brings an existing object under Terraform's management.").since(1, 5),
    ],
    is_open: false,
};

/// The arguments and blocks of Terraform itself that every resource can contain.
pub const RESOURCE: BodySchema = BodySchema {
    attributes: &[COUNT, FOR_EACH, PROVIDER_ARGUMENT, DEPENDS_ON],
    blocks: &[
        block(
            "lifecycle",
            &[],
            &RESOURCE_LIFECYCLE,
            "Changes how Terraform creates, updates and destroys the resource.",
        )
        .single(),
        CONNECTION,
        PROVISIONER,
        DYNAMIC,
    ],
    is_open: true,
};

pub const DATA: BodySchema = BodySchema {
    attributes: &[COUNT, FOR_EACH, PROVIDER_ARGUMENT, DEPENDS_ON],
    blocks: &[
        block("lifecycle", &[], &CONDITIONS, "Checks what the data source depends on and what it returns.").single(),
        DYNAMIC,
    ],
    is_open: true,
};

pub const EPHEMERAL: BodySchema = BodySchema {
    attributes: &[COUNT, FOR_EACH, PROVIDER_ARGUMENT, DEPENDS_ON],
    blocks: &[
        block("lifecycle", &[], &CONDITIONS, "Checks what the ephemeral resource depends on and what it returns.")
            .single(),
        DYNAMIC,
    ],
    is_open: true,
};

const ACTION: BodySchema = BodySchema {
    attributes: &[COUNT, FOR_EACH, PROVIDER_ARGUMENT],
    blocks: &[block("config", &[], &BodySchema::OPEN, "The arguments of the action.").single()],
    is_open: false,
};

const COUNT: AttributeSchema =
    optional("count", ValueKind::Number, "The number of instances. `count.index` is the index of each one.");

const FOR_EACH: AttributeSchema = optional(
    "for_each",
    ValueKind::Collection("map or set of strings"),
    "Creates an instance for each element, available as `each.key` and `each.value`.",
);

const PROVIDER_ARGUMENT: AttributeSchema = optional(
    "provider",
    ValueKind::Provider,
    "The provider configuration to use, such as `aws.west`, if not the default one.",
);

pub const DEPENDS_ON: AttributeSchema =
    optional("depends_on", ValueKind::Addresses, "Dependencies that Terraform cannot infer from expressions.");

/// A block that generates any number of nested blocks.
pub const DYNAMIC: BlockSchema = block(
    "dynamic",
    &[LabelKind::NestedBlock],
    &BodySchema {
        attributes: &[
            required("for_each", ValueKind::Collection("collection"), "The elements for which blocks are generated."),
            optional(
                "iterator",
                ValueKind::Keywords(&[]),
                "The name of the current element. By default the label of the block.",
            ),
            optional("labels", ValueKind::ListOfStrings, "The labels of each generated block."),
        ],
        blocks: &[block("content", &[], &BodySchema::OPEN, "The body of each generated block.").single()],
        is_open: false,
    },
    "Generates a nested block for each element of a collection.",
);

const RESOURCE_LIFECYCLE: BodySchema = BodySchema {
    attributes: &[
        optional(
            "create_before_destroy",
            ValueKind::Bool,
            "Whether a replacement is created before the old object is destroyed.",
        ),
        optional("prevent_destroy", ValueKind::Bool, "Whether Terraform refuses plans that destroy the object."),
        optional(
            "ignore_changes",
            ValueKind::AttributeNames,
            "Arguments whose changes Terraform ignores when it plans an update, or `all`.",
        ),
        optional(
            "replace_triggered_by",
            ValueKind::Addresses,
            "References to values whose changes cause the object to be replaced.",
        )
        .since(1, 2),
    ],
    blocks: &[PRECONDITION, POSTCONDITION, ACTION_TRIGGER],
    is_open: false,
};

const CONDITIONS: BodySchema = BodySchema { attributes: &[], blocks: &[PRECONDITION, POSTCONDITION], is_open: false };

const PRECONDITION: BlockSchema =
    block("precondition", &[], &CONDITION, "A condition that is checked before the object is evaluated.").since(1, 2);

const POSTCONDITION: BlockSchema =
    block("postcondition", &[], &CONDITION, "A condition that is checked after the object is evaluated.").since(1, 2);

const ACTION_TRIGGER: BlockSchema = block(
    "action_trigger",
    &[],
    &BodySchema {
        attributes: &[
            required(
                "events",
                ValueKind::Collection("list of events"),
                "When the actions run: `before_create`, `after_create`, `before_update` or `after_update`.",
            ),
            required("actions", ValueKind::Addresses, "The actions to run, in order."),
            optional("condition", ValueKind::Bool, "Whether the actions run."),
        ],
        blocks: &[],
        is_open: false,
    },
    "Runs actions when the resource changes.",
)
.since(1, 14);

/// A condition with an error message.
pub const CONDITION: BodySchema = BodySchema {
    attributes: &[
        required("condition", ValueKind::Bool, "An expression that must be true."),
        required("error_message", ValueKind::String, "What to print if the condition is false."),
    ],
    blocks: &[],
    is_open: false,
};

pub const PROVIDER: BodySchema = BodySchema {
    attributes: &[
        optional(
            "alias",
            ValueKind::String,
            "A name for an additional configuration of the same provider, such as one for another region.",
        ),
        super::schema::deprecated(
            "version",
            ValueKind::VersionConstraint,
            "A constraint on the provider version. It belongs in `required_providers`.",
        ),
    ],
    blocks: &[DYNAMIC],
    is_open: true,
};

pub const MODULE: BodySchema = BodySchema {
    attributes: &[
        required(
            "source",
            ValueKind::ModuleSource,
            "Where the module is: a local path, an address in a registry, or a repository.",
        ),
        optional("version", ValueKind::VersionConstraint, "A constraint on the version of a module in a registry."),
        optional("providers", ValueKind::ProviderMap, "The configurations of providers that are passed to the module."),
        COUNT,
        FOR_EACH,
        DEPENDS_ON,
    ],
    blocks: &[],
    is_open: true,
};

const VARIABLE: BodySchema = BodySchema {
    attributes: &[
        optional("type", ValueKind::TypeConstraint, "The type of the values that are accepted."),
        optional("description", ValueKind::String, "What the variable is for, for people who call the module."),
        optional(
            "default",
            ValueKind::Any,
            "The value if the caller sets none. A variable without a default is required.",
        ),
        optional("sensitive", ValueKind::Bool, "Whether Terraform hides the value in its output.").since(0, 14),
        optional("nullable", ValueKind::Bool, "Whether `null` is accepted. By default it is.").since(1, 1),
        optional("ephemeral", ValueKind::Bool, "Whether to omit the value from state and plans.").since(1, 10),
        optional("deprecated", ValueKind::String, "What callers should use instead.").since(1, 15),
    ],
    blocks: &[block("validation", &[], &CONDITION, "A condition on the value.").since(0, 13)],
    is_open: false,
};

const OUTPUT: BodySchema = BodySchema {
    attributes: &[
        required("value", ValueKind::Any, "The value to return."),
        optional("description", ValueKind::String, "What the value is, for people who call the module."),
        optional("sensitive", ValueKind::Bool, "Whether Terraform hides the value in its output."),
        optional("ephemeral", ValueKind::Bool, "Whether to omit the value from state and plans.").since(1, 10),
        optional("deprecated", ValueKind::String, "What callers should use instead.").since(1, 15),
        DEPENDS_ON,
    ],
    blocks: &[PRECONDITION],
    is_open: false,
};

const CHECK: BodySchema = BodySchema {
    attributes: &[],
    blocks: &[
        block("data", &[LabelKind::DataType, LabelKind::Name], &DATA, "A data source that only this check can use.")
            .single(),
        block("assert", &[], &CONDITION, "A condition to check."),
    ],
    is_open: false,
};

const MOVED: BodySchema = BodySchema {
    attributes: &[
        required("from", ValueKind::Address, "The old address."),
        required("to", ValueKind::Address, "The new address."),
    ],
    blocks: &[],
    is_open: false,
};

const REMOVED: BodySchema = BodySchema {
    attributes: &[required("from", ValueKind::Address, "The address of the object that is no longer managed.")],
    blocks: &[
        block(
            "lifecycle",
            &[],
            &BodySchema {
                attributes: &[optional(
                    "destroy",
                    ValueKind::Bool,
                    "Whether the object is destroyed, which is the default. `false` keeps it.",
                )],
                blocks: &[],
                is_open: false,
            },
            "What happens to the object.",
        ),
        PROVISIONER,
        CONNECTION,
    ],
    is_open: false,
};

const IMPORT: BodySchema = BodySchema {
    attributes: &[
        required("to", ValueKind::Address, "The address of the resource that manages the object."),
        optional("id", ValueKind::String, "The identifier of the object, in the format that its provider defines."),
        optional("identity", ValueKind::Collection("object"), "The identity of the object, instead of its `id`.")
            .since(1, 12),
        optional("for_each", ValueKind::Collection("map or set of strings"), "Imports an object for each element.")
            .since(1, 7),
        optional("provider", ValueKind::Provider, "The configuration of the provider to use."),
    ],
    blocks: &[],
    is_open: false,
};
