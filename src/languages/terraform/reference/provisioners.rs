//! Provisioners and connections.

use super::schema::{BlockSchema, BodySchema, LabelKind, ValueKind, block, optional, required};

pub const PROVISIONER: BlockSchema = block(
    "provisioner",
    &[LabelKind::Provisioner],
    &BASE,
    "Runs a command or copies a file after the resource is created, or before it is destroyed.",
);

/// The arguments of every provisioner.
pub const BASE: BodySchema = BodySchema {
    attributes: &[
        optional(
            "when",
            ValueKind::Keywords(&["create", "destroy"]),
            "Whether it runs after the resource is created or before it is destroyed.",
        ),
        optional("on_failure", ValueKind::Keywords(&["fail", "continue"]), "What happens if it fails."),
    ],
    blocks: &[CONNECTION],
    is_open: false,
};

/// The provisioners: their names, their own arguments, and their documentation.
pub const PROVISIONERS: [(&str, BodySchema, &str); 3] = [
    (
        "file",
        BodySchema {
            attributes: &[
                required("destination", ValueKind::String, "The path on the remote machine."),
                optional("source", ValueKind::String, "The local file or directory to copy."),
                optional("content", ValueKind::String, "The text to write, instead of a local file."),
            ],
            blocks: &[],
            is_open: false,
        },
        "Copies files to the machine that was created.",
    ),
    (
        "local-exec",
        BodySchema {
            attributes: &[
                required("command", ValueKind::String, "The command to run."),
                optional("working_dir", ValueKind::String, "The directory in which it runs."),
                optional(
                    "interpreter",
                    ValueKind::ListOfStrings,
                    "The program that runs the command, with its arguments.",
                ),
                optional("environment", ValueKind::MapOfStrings, "Environment variables of the command."),
                optional("quiet", ValueKind::Bool, "Whether to omit the command from the output."),
            ],
            blocks: &[],
            is_open: false,
        },
        "Runs a command on the machine that runs Terraform.",
    ),
    (
        "remote-exec",
        BodySchema {
            attributes: &[
                optional("inline", ValueKind::ListOfStrings, "Commands to run one after the other."),
                optional("script", ValueKind::String, "A local script to copy and run."),
                optional("scripts", ValueKind::ListOfStrings, "Local scripts to copy and run in order."),
            ],
            blocks: &[],
            is_open: false,
        },
        "Runs commands on the machine that was created.",
    ),
];

pub const CONNECTION: BlockSchema = block(
    "connection",
    &[],
    &BodySchema {
        attributes: &[
            required("host", ValueKind::String, "The address of the machine."),
            optional("type", ValueKind::Strings(&["ssh", "winrm"]), "How to connect. By default with SSH."),
            optional("user", ValueKind::String, "The user to log in as."),
            optional("password", ValueKind::String, "The password to log in with."),
            optional("port", ValueKind::Number, "The port to connect to."),
            optional("timeout", ValueKind::String, "How long to wait for the connection, such as `5m`."),
            optional("script_path", ValueKind::String, "Where scripts are copied to on the remote machine."),
            optional("private_key", ValueKind::String, "The content of the SSH key."),
            optional("certificate", ValueKind::String, "The content of a signed SSH certificate."),
            optional("agent", ValueKind::Bool, "Whether the SSH agent is used."),
            optional("agent_identity", ValueKind::String, "The preferred identity of the SSH agent."),
            optional("host_key", ValueKind::String, "The public key of the machine, to verify it."),
            optional(
                "target_platform",
                ValueKind::Strings(&["unix", "windows"]),
                "The operating system of the machine: `unix` or `windows`.",
            ),
            optional(
                "proxy_scheme",
                ValueKind::Strings(&["http", "https", "socks5"]),
                "The protocol of the proxy: `http`, `https` or `socks5`.",
            ),
            optional("proxy_host", ValueKind::String, "The proxy to connect through."),
            optional("proxy_port", ValueKind::Number, "The port of the proxy."),
            optional("proxy_user_name", ValueKind::String, "The user of the proxy."),
            optional("proxy_user_password", ValueKind::String, "The password of the proxy."),
            optional("bastion_host", ValueKind::String, "The machine to connect through."),
            optional("bastion_host_key", ValueKind::String, "The public key of the bastion, to verify it."),
            optional("bastion_port", ValueKind::Number, "The port of the bastion."),
            optional("bastion_user", ValueKind::String, "The user on the bastion."),
            optional("bastion_password", ValueKind::String, "The password on the bastion."),
            optional("bastion_private_key", ValueKind::String, "The content of the SSH key for the bastion."),
            optional(
                "bastion_certificate",
                ValueKind::String,
                "The content of a signed SSH certificate for the bastion.",
            ),
            optional("https", ValueKind::Bool, "Whether WinRM uses HTTPS."),
            optional("insecure", ValueKind::Bool, "Whether WinRM skips the verification of TLS certificates."),
            optional("use_ntlm", ValueKind::Bool, "Whether WinRM authenticates with NTLM."),
            optional("cacert", ValueKind::String, "The CA certificate that WinRM trusts."),
        ],
        blocks: &[],
        is_open: false,
    },
    "How provisioners connect to the machine.",
)
.single();
