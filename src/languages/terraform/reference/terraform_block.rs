//! The `terraform` block.

use super::backends::BACKEND;
use super::schema::{BlockSchema, BodySchema, LabelKind, ValueKind, block, deprecated, optional, required};

pub const SETTINGS: BodySchema = BodySchema {
    attributes: &[
        optional("required_version", ValueKind::VersionConstraint, "A constraint on the version of Terraform."),
        deprecated("experiments", ValueKind::Collection("list of names"), "Experimental language features to enable."),
    ],
    blocks: &[
        block(
            "required_providers",
            &[],
            &REQUIRED_PROVIDERS,
            "The providers that the module uses, with their sources and versions.",
        )
        .single(),
        BACKEND,
        CLOUD,
        block("provider_meta", &[LabelKind::Provider], &BodySchema::OPEN, "Metadata about the module for a provider."),
    ],
    is_open: false,
};

pub const REQUIRED_PROVIDERS: BodySchema = BodySchema { attributes: &[], blocks: &[], is_open: true };

/// The keys of an entry of `required_providers`.
pub const REQUIREMENT: BodySchema = BodySchema {
    attributes: &[
        required("source", ValueKind::ProviderSource, "The address of the provider, such as `hashicorp/aws`."),
        optional("version", ValueKind::VersionConstraint, "A constraint on the provider's version."),
        optional(
            "configuration_aliases",
            ValueKind::Collection("list of configurations"),
            "Configurations that the caller of the module must pass.",
        )
        .since(0, 15),
    ],
    blocks: &[],
    is_open: false,
};

const CLOUD: BlockSchema = block(
    "cloud",
    &[],
    &BodySchema {
        attributes: &[
            optional("organization", ValueKind::String, "The organization in HCP Terraform."),
            optional("hostname", ValueKind::String, "The host of Terraform Enterprise. By default `app.terraform.io`."),
            optional("token", ValueKind::String, "The token to log in with. Do not commit it."),
        ],
        blocks: &[block(
            "workspaces",
            &[],
            &BodySchema {
                attributes: &[
                    optional("name", ValueKind::String, "The name of the only workspace."),
                    optional("tags", ValueKind::Collection("list or map of tags"), "Tags that select the workspaces."),
                    optional("project", ValueKind::String, "The project of the workspaces."),
                ],
                blocks: &[],
                is_open: true,
            },
            "The workspaces in HCP Terraform that belong to this directory.",
        )
        .single()],
        is_open: true,
    },
    "Connects the directory to HCP Terraform or Terraform Enterprise.",
)
.single()
.since(1, 1);
