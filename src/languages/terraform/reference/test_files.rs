//! The blocks of tests and of mock data.

use super::blocks::CONDITION;
use super::schema::{BlockSchema, BodySchema, LabelKind, ValueKind, block, optional, required};

/// A test file.
pub const TEST_FILE: BodySchema = BodySchema {
    attributes: &[],
    blocks: &[
        block("run", &[LabelKind::Name], &RUN, "Plans or applies the module and checks the result."),
        block("variables", &[], &BodySchema::OPEN, "Values of variables for all runs of the file.").single(),
        block("provider", &[LabelKind::Provider], &BodySchema::OPEN, "Configures a provider for the test."),
        block(
            "test",
            &[],
            &BodySchema {
                attributes: &[optional(
                    "parallel",
                    ValueKind::Bool,
                    "Whether runs of the file may run at the same time.",
                )],
                blocks: &[],
                is_open: false,
            },
            "Settings of the test file.",
        )
        .single()
        .since(1, 12),
        block("mock_provider", &[LabelKind::Provider], &MOCK_PROVIDER, "Replaces a provider with generated data.")
            .since(1, 7),
        OVERRIDE_RESOURCE,
        OVERRIDE_DATA,
        OVERRIDE_MODULE,
    ],
    is_open: false,
};

/// A file of mock data.
pub const MOCK_FILE: BodySchema = BodySchema {
    attributes: &[],
    blocks: &[MOCK_RESOURCE, MOCK_DATA, OVERRIDE_RESOURCE, OVERRIDE_DATA, OVERRIDE_MODULE],
    is_open: false,
};

const RUN: BodySchema = BodySchema {
    attributes: &[
        optional(
            "command",
            ValueKind::Keywords(&["apply", "plan"]),
            "Whether the module is applied or only planned. By default it is applied.",
        ),
        optional("providers", ValueKind::ProviderMap, "The configurations of providers that are passed to the module."),
        optional("expect_failures", ValueKind::Addresses, "Objects whose conditions are expected to fail."),
        optional("parallel", ValueKind::Bool, "Whether the run may run at the same time as others.").since(1, 12),
        optional("state_key", ValueKind::String, "Runs with the same key share a state.").since(1, 9),
    ],
    blocks: &[
        block("assert", &[], &CONDITION, "A condition that the result must satisfy."),
        block("variables", &[], &BodySchema::OPEN, "Values of variables for this run.").single(),
        block(
            "module",
            &[],
            &BodySchema {
                attributes: &[
                    required("source", ValueKind::ModuleSource, "Where the module is."),
                    optional("version", ValueKind::VersionConstraint, "A constraint on its version."),
                ],
                blocks: &[],
                is_open: false,
            },
            "Runs another module instead of the one under test.",
        )
        .single(),
        block(
            "plan_options",
            &[],
            &BodySchema {
                attributes: &[
                    optional("mode", ValueKind::Keywords(&["normal", "refresh-only"]), "How the plan is made."),
                    optional("refresh", ValueKind::Bool, "Whether the state is refreshed first."),
                    optional("replace", ValueKind::Addresses, "Resources to replace."),
                    optional("target", ValueKind::Addresses, "Resources to which the plan is limited."),
                ],
                blocks: &[],
                is_open: false,
            },
            "Options of the plan.",
        )
        .single(),
        OVERRIDE_RESOURCE,
        OVERRIDE_DATA,
        OVERRIDE_MODULE,
    ],
    is_open: false,
};

const MOCK_PROVIDER: BodySchema = BodySchema {
    attributes: &[
        optional("alias", ValueKind::String, "A name for an additional mock of the same provider."),
        optional("source", ValueKind::String, "A directory with files of mock data."),
        optional("override_during", ValueKind::Keywords(&["plan", "apply"]), "When values are generated.").since(1, 11),
    ],
    blocks: &[MOCK_RESOURCE, MOCK_DATA, OVERRIDE_RESOURCE, OVERRIDE_DATA, OVERRIDE_MODULE],
    is_open: false,
};

const MOCK: BodySchema = BodySchema {
    attributes: &[
        optional("defaults", ValueKind::Collection("object"), "Values of computed attributes."),
        optional("override_during", ValueKind::Keywords(&["plan", "apply"]), "When values are generated.").since(1, 11),
    ],
    blocks: &[],
    is_open: false,
};

const MOCK_RESOURCE: BlockSchema =
    block("mock_resource", &[LabelKind::ResourceType], &MOCK, "Mock data for resources of a type.");

const MOCK_DATA: BlockSchema =
    block("mock_data", &[LabelKind::DataType], &MOCK, "Mock data for data sources of a type.");

const OVERRIDE: BodySchema = BodySchema {
    attributes: &[
        required("target", ValueKind::Address, "The address whose values are replaced."),
        optional("values", ValueKind::Collection("object"), "The values to use."),
        optional("override_during", ValueKind::Keywords(&["plan", "apply"]), "When the values are used.").since(1, 11),
    ],
    blocks: &[],
    is_open: false,
};

const OVERRIDE_RESOURCE: BlockSchema =
    block("override_resource", &[], &OVERRIDE, "Replaces the values of a resource.").since(1, 7);

const OVERRIDE_DATA: BlockSchema =
    block("override_data", &[], &OVERRIDE, "Replaces the values of a data source.").since(1, 7);

const OVERRIDE_MODULE: BlockSchema = block(
    "override_module",
    &[],
    &BodySchema {
        attributes: &[
            required("target", ValueKind::Address, "The module whose outputs are replaced."),
            optional("outputs", ValueKind::Collection("object"), "The outputs to use."),
            optional("override_during", ValueKind::Keywords(&["plan", "apply"]), "When the outputs are used.")
                .since(1, 11),
        ],
        blocks: &[],
        is_open: false,
    },
    "Replaces the outputs of a module.",
)
.since(1, 7);
