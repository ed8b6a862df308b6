//! Backends, which store the state of a module, and the arguments of each.
//!
//! Source: <https://developer.hashicorp.com/terraform/language/backend>.

use super::schema::{
    AttributeSchema, BlockSchema, BodySchema, LabelKind, ValueKind, block, deprecated, optional, required,
};

pub const BACKEND: BlockSchema =
    block("backend", &[LabelKind::Backend], &BodySchema::OPEN, "Where Terraform stores the state of the module.")
        .single();

/// The backends: their names, their arguments, and where each stores the state.
pub const BACKENDS: [(&str, BodySchema, &str); 12] = [
    ("azurerm", body(AZURERM), "Stores the state as a blob in Azure Storage."),
    ("consul", body(CONSUL), "Stores the state in the key-value store of Consul."),
    ("cos", body(COS), "Stores the state in Tencent Cloud Object Storage."),
    ("gcs", body(GCS), "Stores the state as an object in Google Cloud Storage."),
    ("http", body(HTTP), "Stores the state on a server that is reached over HTTP."),
    ("kubernetes", body(KUBERNETES), "Stores the state in a secret of Kubernetes."),
    ("local", body(LOCAL), "Stores the state in a file."),
    ("oci", body(OCI), "Stores the state in Oracle Cloud Object Storage."),
    ("oss", body(OSS), "Stores the state in Alibaba Cloud Object Storage."),
    ("pg", body(PG), "Stores the state in a PostgreSQL database."),
    (
        "remote",
        BodySchema { attributes: REMOTE, blocks: &[REMOTE_WORKSPACES], is_open: true },
        "Stores the state in HCP Terraform or Terraform Enterprise.",
    ),
    ("s3", body(S3), "Stores the state as an object in Amazon S3."),
];

pub fn backend(name: &str) -> Option<&'static BodySchema> {
    BACKENDS.iter().find(|(known, ..)| *known == name).map(|(_, body, _)| body)
}

/// Creates the body of a backend. It is open, because other versions and forks of Terraform have further arguments.
const fn body(attributes: &'static [AttributeSchema]) -> BodySchema {
    BodySchema { attributes, blocks: &[], is_open: true }
}

const fn text(name: &'static str, documentation: &'static str) -> AttributeSchema {
    optional(name, ValueKind::String, documentation)
}

const fn flag(name: &'static str, documentation: &'static str) -> AttributeSchema {
    optional(name, ValueKind::Bool, documentation)
}

const fn number(name: &'static str, documentation: &'static str) -> AttributeSchema {
    optional(name, ValueKind::Number, documentation)
}

const AZURERM: &[AttributeSchema] = &[
    required("container_name", ValueKind::String, "The storage container."),
    required("key", ValueKind::String, "The name of the blob."),
    text("storage_account_name", "The storage account."),
    text("resource_group_name", "The resource group of the storage account."),
    text("subscription_id", "The subscription ID of the storage account."),
    text("tenant_id", "The tenant ID of the service principal."),
    text("client_id", "The client ID of the service principal."),
    text("client_id_file_path", "A file with the client ID."),
    text("client_secret", "The secret of the service principal."),
    text("client_secret_file_path", "A file with the secret."),
    text("client_certificate", "The certificate of the service principal, in Base64."),
    text("client_certificate_path", "A file with the certificate."),
    text("client_certificate_password", "The password of the certificate."),
    text("access_key", "The access key of the storage account."),
    text("sas_token", "A shared access signature for the storage account."),
    text("environment", "The Azure environment, such as `public`."),
    text("metadata_host", "The host of the metadata service."),
    text("msi_endpoint", "The endpoint of the managed identity."),
    text("ado_pipeline_service_connection_id", "The service connection of an Azure DevOps pipeline."),
    text("oidc_token", "A token for OpenID Connect."),
    text("oidc_token_file_path", "A file with the token for OpenID Connect."),
    text("oidc_request_token", "The token with which the OpenID Connect token is requested."),
    text("oidc_request_url", "The URL from which the OpenID Connect token is requested."),
    flag("use_azuread_auth", "Whether access to the blob uses Microsoft Entra ID."),
    flag("use_cli", "Whether to use the login of the Azure CLI."),
    flag("use_msi", "Whether a managed identity is used."),
    flag("use_oidc", "Whether OpenID Connect is used."),
    flag("use_aks_workload_identity", "Whether the workload identity of AKS is used."),
    flag("lookup_blob_endpoint", "Whether the endpoint of the blob is looked up."),
    flag("snapshot", "Whether the blob is backed up before each change."),
    text("endpoint", "The endpoint of the managed identity, in old versions."),
];

const CONSUL: &[AttributeSchema] = &[
    required("path", ValueKind::String, "The path in the store."),
    text("access_token", "The access control token for Consul."),
    text("address", "The host and port of Consul."),
    text("scheme", "`http` or `https`."),
    text("datacenter", "The data center to read from."),
    text("http_auth", "User and password for HTTP, separated by a colon."),
    flag("gzip", "Whether the state is compressed."),
    flag("lock", "Whether the state is locked while Terraform runs."),
    text("ca_file", "The CA certificate to trust."),
    text("cert_file", "The client's certificate."),
    text("key_file", "The client's key."),
];

const COS: &[AttributeSchema] = &[
    required("bucket", ValueKind::String, "The bucket."),
    text("secret_id", "The secret ID."),
    text("secret_key", "The secret key."),
    text("security_token", "A temporary token."),
    text("region", "The region of the bucket."),
    text("prefix", "The directory in the bucket."),
    text("key", "The name of the object."),
    flag("encrypt", "Whether the object is encrypted."),
    text("acl", "The access control of the object."),
    flag("accelerate", "Whether global acceleration is used."),
    text("endpoint", "The endpoint of the service."),
    text("domain", "The root domain of the API."),
    optional("assume_role", ValueKind::Collection("object"), "The role to assume."),
];

const GCS: &[AttributeSchema] = &[
    required("bucket", ValueKind::String, "The bucket, which must exist."),
    text("prefix", "The prefix of the objects, one for each workspace."),
    text("credentials", "The path or the content of a key in JSON."),
    text("access_token", "A temporary access token."),
    text("impersonate_service_account", "The service account to impersonate."),
    optional(
        "impersonate_service_account_delegates",
        ValueKind::ListOfStrings,
        "The chain of delegates for the impersonation.",
    ),
    text("encryption_key", "A key with which the object is encrypted, in Base64."),
    text("kms_encryption_key", "A key in Cloud KMS with which the object is encrypted."),
    text("storage_custom_endpoint", "The endpoint of the service."),
];

const HTTP: &[AttributeSchema] = &[
    required("address", ValueKind::String, "The URL of the state."),
    text("update_method", "The method to write the state. By default `POST`."),
    text("lock_address", "The URL of the lock."),
    text("lock_method", "The method to lock. By default `LOCK`."),
    text("unlock_address", "The URL to unlock."),
    text("unlock_method", "The method to unlock. By default `UNLOCK`."),
    text("username", "The user for basic authentication."),
    text("password", "The password for basic authentication."),
    flag("skip_cert_verification", "Whether to skip the verification of TLS certificates."),
    number("retry_max", "The number of retries."),
    number("retry_wait_min", "The shortest wait between requests, in seconds."),
    number("retry_wait_max", "The longest wait between requests, in seconds."),
    text("client_ca_certificate_pem", "The CA certificate to trust."),
    text("client_certificate_pem", "The client's certificate."),
    text("client_private_key_pem", "The client's key."),
];

const KUBERNETES: &[AttributeSchema] = &[
    required("secret_suffix", ValueKind::String, "The suffix of the name of the secret."),
    optional("labels", ValueKind::MapOfStrings, "Additional labels of the secret."),
    text("namespace", "The namespace of the secret."),
    flag("load_config_file", "Whether the configuration file is read."),
    flag("in_cluster_config", "Whether the service account of the pod is used."),
    text("config_path", "The path of the configuration file."),
    optional("config_paths", ValueKind::ListOfStrings, "Paths of configuration files."),
    text("config_context", "The context of the configuration file."),
    text("config_context_auth_info", "The user of the context."),
    text("config_context_cluster", "The cluster of the context."),
    text("host", "The address of the API."),
    text("token", "A token for the API."),
    text("username", "The user for basic authentication."),
    text("password", "The password for basic authentication."),
    flag("insecure", "Whether to skip the verification of TLS certificates."),
    text("client_certificate", "The client's certificate."),
    text("client_key", "The client's key."),
    text("cluster_ca_certificate", "The CA certificate to trust."),
    text("proxy_url", "The proxy for the API."),
    text("tls_server_name", "The host name in the certificate."),
    optional("exec", ValueKind::Collection("object"), "A command that prints credentials."),
];

const LOCAL: &[AttributeSchema] = &[
    text("path", "The path of the state file."),
    text("workspace_dir", "The directory of the states of other workspaces."),
];

const OCI: &[AttributeSchema] = &[
    required("bucket", ValueKind::String, "The bucket."),
    required("namespace", ValueKind::String, "The namespace of the object storage."),
    text("key", "The name of the object."),
    text("workspace_key_prefix", "The prefix of the objects of other workspaces."),
    text("region", "The region of the bucket."),
    text("tenancy_ocid", "The tenancy."),
    text("user_ocid", "The user."),
    text("fingerprint", "The fingerprint of the key."),
    text("private_key", "The content of the key."),
    text("private_key_path", "A file with the key."),
    text("private_key_password", "The password of the key."),
    text("auth", "How to authenticate."),
    text("config_file_profile", "The profile in the configuration file."),
    text("kms_key_id", "The key with which the object is encrypted."),
    text("sse_customer_key", "A key with which the object is encrypted, in Base64."),
    text("sse_customer_key_sha256", "The hash of that key."),
    text("sse_customer_algorithm", "The algorithm of the encryption."),
];

const OSS: &[AttributeSchema] = &[
    required("bucket", ValueKind::String, "The bucket."),
    text("access_key", "The access key."),
    text("secret_key", "The secret key."),
    text("security_token", "A temporary token."),
    text("ecs_role_name", "The role of the machine."),
    text("region", "The region of the bucket."),
    text("prefix", "The directory in the bucket."),
    text("key", "The name of the object."),
    text("endpoint", "The endpoint of the service."),
    text("tablestore_endpoint", "The endpoint of the lock table."),
    text("tablestore_table", "The lock table."),
    text("tablestore_instance_name", "The Tablestore instance of the lock table."),
    flag("encrypt", "Whether the object is encrypted."),
    text("acl", "The access control of the object."),
    text("shared_credentials_file", "The path of the credentials file."),
    text("profile", "The profile in the credentials file."),
    text("sts_endpoint", "The endpoint of the security token service."),
    text("assume_role_role_arn", "The role to assume."),
    text("assume_role_session_name", "The name of the session."),
    text("assume_role_policy", "A policy for the session."),
    number("assume_role_session_expiration", "How long the session lasts, in seconds."),
    optional("assume_role", ValueKind::Collection("object"), "The role to assume."),
];

const PG: &[AttributeSchema] = &[
    text("conn_str", "The connection string of the database."),
    text("schema_name", "The schema of the tables."),
    flag("skip_schema_creation", "Whether to skip the creation of the schema, which must then exist."),
    flag("skip_table_creation", "Whether to skip the creation of the table, which must then exist."),
    flag("skip_index_creation", "Whether to skip the creation of the index, which must then exist."),
];

const REMOTE: &[AttributeSchema] = &[
    required("organization", ValueKind::String, "The organization."),
    text("hostname", "The host. By default `app.terraform.io`."),
    text("token", "The token to log in with. Do not commit it."),
];

const REMOTE_WORKSPACES: BlockSchema = block(
    "workspaces",
    &[],
    &BodySchema {
        attributes: &[
            text("name", "The name of the only workspace."),
            text("prefix", "The prefix of the workspace names."),
        ],
        blocks: &[],
        is_open: true,
    },
    "The workspaces that belong to this directory.",
);

const S3: &[AttributeSchema] = &[
    required("bucket", ValueKind::String, "The bucket."),
    required("key", ValueKind::String, "The name of the object."),
    text("region", "The region of the bucket."),
    flag("encrypt", "Whether the object is encrypted."),
    flag("use_lockfile", "Whether to lock the state with a lock file in the bucket.").since(1, 10),
    deprecated(
        "dynamodb_table",
        ValueKind::String,
        "The DynamoDB table for state locking. Replaced by `use_lockfile`.",
    ),
    text("kms_key_id", "The key with which the object is encrypted."),
    text("acl", "The access control of the object."),
    text("workspace_key_prefix", "The prefix of the objects of other workspaces."),
    text("access_key", "The access key."),
    text("secret_key", "The secret key."),
    text("token", "A session token."),
    text("profile", "The profile in the credentials file."),
    optional("shared_config_files", ValueKind::ListOfStrings, "Paths of configuration files."),
    deprecated("shared_credentials_file", ValueKind::String, "The path of the credentials file."),
    optional("shared_credentials_files", ValueKind::ListOfStrings, "Paths of credentials files."),
    optional("assume_role", ValueKind::Collection("object"), "The role to assume.").since(1, 6),
    optional(
        "assume_role_with_web_identity",
        ValueKind::Collection("object"),
        "The role to assume with a web identity.",
    )
    .since(1, 6),
    deprecated("role_arn", ValueKind::String, "The role to assume."),
    deprecated("session_name", ValueKind::String, "The name of the session."),
    deprecated("external_id", ValueKind::String, "An identifier that the role requires."),
    deprecated("assume_role_duration_seconds", ValueKind::Number, "How long the session lasts, in seconds."),
    deprecated("assume_role_policy", ValueKind::String, "A policy for the session."),
    deprecated("assume_role_policy_arns", ValueKind::ListOfStrings, "Policies for the session."),
    deprecated("assume_role_tags", ValueKind::MapOfStrings, "Tags of the session."),
    deprecated("assume_role_transitive_tag_keys", ValueKind::ListOfStrings, "Tags that subsequent sessions inherit."),
    optional("allowed_account_ids", ValueKind::ListOfStrings, "The account IDs that Terraform can use."),
    optional("forbidden_account_ids", ValueKind::ListOfStrings, "The account IDs that Terraform must not use."),
    text("custom_ca_bundle", "A file with the CA certificates to trust."),
    text("ec2_metadata_service_endpoint", "The endpoint of the metadata service."),
    text("ec2_metadata_service_endpoint_mode", "`IPv4` or `IPv6`."),
    optional("endpoints", ValueKind::Collection("object"), "Endpoints of AWS services.").since(1, 6),
    deprecated("endpoint", ValueKind::String, "The endpoint of S3."),
    deprecated("dynamodb_endpoint", ValueKind::String, "The endpoint of DynamoDB."),
    deprecated("iam_endpoint", ValueKind::String, "The endpoint of IAM."),
    deprecated("sts_endpoint", ValueKind::String, "The endpoint of STS."),
    deprecated("force_path_style", ValueKind::Bool, "Whether to use path-style S3 URLs."),
    flag("use_path_style", "Whether to use path-style S3 URLs.").since(1, 6),
    flag("use_dualstack_endpoint", "Whether to use dual-stack endpoints."),
    flag("use_fips_endpoint", "Whether FIPS endpoints are used."),
    text("http_proxy", "The proxy for HTTP."),
    text("https_proxy", "The proxy for HTTPS."),
    text("no_proxy", "Hosts that are reached without a proxy."),
    flag("insecure", "Whether to skip the verification of TLS certificates."),
    number("max_retries", "The number of retries."),
    text("retry_mode", "`standard` or `adaptive`."),
    flag("skip_credentials_validation", "Whether to skip the validation of credentials."),
    flag("skip_metadata_api_check", "Whether to skip the EC2 metadata service."),
    flag("skip_region_validation", "Whether to skip the validation of the region name."),
    flag("skip_requesting_account_id", "Whether to skip the request for the account ID."),
    flag("skip_s3_checksum", "Whether to upload without checksums."),
    text("sse_customer_key", "A key with which the object is encrypted, in Base64."),
    text("sts_region", "The region of STS."),
];
