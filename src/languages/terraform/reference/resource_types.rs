//! Types of resources and data sources of popular providers, with their most common arguments and blocks, and the
//! configurations of these providers. Completion offers them if the schema of a provider is not known. They are not
//! used for checks.
//!
//! A row contains a type and its arguments, the most common first, separated by spaces. The contents of a block are in
//! braces.
//!
//! Over 500 lines because it is a closed table.

/// A type and its arguments.
pub type Row = (&'static str, &'static str);

/// An argument, or a block with its contents.
pub type Member = (&'static str, Option<&'static str>);

/// Returns the members of a body. `path` lists the nested blocks that lead from the type to the body.
pub fn members(table: &[Row], type_name: &str, path: &[&str]) -> Vec<Member> {
    let Some((_, row)) = table.iter().find(|(name, _)| *name == type_name) else { return Vec::new() };
    let mut found = entries(row);
    for block in path {
        let Some(inner) = found.iter().find_map(|(name, inner)| inner.filter(|_| name == block)) else {
            return Vec::new();
        };
        found = entries(inner);
    }
    found
}

/// Returns the outermost entries of a row.
fn entries(mut row: &'static str) -> Vec<Member> {
    let mut found = Vec::new();
    while let Some(start) = row.find(|character| character != ' ') {
        let end = row[start..].find([' ', '{']).map_or(row.len(), |length| start + length);
        let name = &row[start..end];
        row = &row[end..];
        let mut inner = None;
        if let Some(body) = row.strip_prefix('{') {
            let mut depth = 1_usize;
            let end = body.find(|character| {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            let end = end.unwrap_or(body.len());
            inner = Some(&body[..end]);
            row = body.get(end + 1..).unwrap_or_default();
        }
        found.push((name, inner));
    }
    found
}

/// The sources of popular providers that HashiCorp does not publish.
pub const PROVIDER_SOURCES: &[(&str, &[&str])] = &[
    ("cloudflare", &["cloudflare/cloudflare"]),
    ("datadog", &["DataDog/datadog"]),
    ("digitalocean", &["digitalocean/digitalocean"]),
    ("docker", &["kreuzwerker/docker"]),
    ("github", &["integrations/github"]),
    ("gitlab", &["gitlabhq/gitlab"]),
    ("grafana", &["grafana/grafana"]),
    ("hcloud", &["hetznercloud/hcloud"]),
    ("kubectl", &["gavinbunney/kubectl", "alekc/kubectl"]),
    ("mongodbatlas", &["mongodb/mongodbatlas"]),
    ("newrelic", &["newrelic/newrelic"]),
    ("oci", &["oracle/oci"]),
    ("okta", &["okta/okta"]),
    ("openstack", &["terraform-provider-openstack/openstack"]),
    ("pagerduty", &["PagerDuty/pagerduty"]),
    ("postgresql", &["cyrilgdn/postgresql"]),
    ("proxmox", &["bpg/proxmox", "telmate/proxmox"]),
    ("snowflake", &["snowflakedb/snowflake"]),
    ("sops", &["carlpett/sops"]),
];

/// Providers that modules often use, the most common first, separated by spaces.
pub const PROVIDER_NAMES: &str = "\
    aws azurerm google google-beta kubernetes helm random null local tls time archive http external template azuread \
    github cloudflare docker vault kubectl hcloud digitalocean datadog grafana gitlab postgresql consul openstack oci \
    vsphere proxmox newrelic pagerduty okta mongodbatlas snowflake sops cloudinit azapi";

/// Common names of resources, the most common first, separated by spaces.
pub const RESOURCE_NAMES: &str =
    "this main default example test app web db api public private bucket cluster role policy";

/// Common names of variables, the most common first, separated by spaces.
pub const VARIABLE_NAMES: &str = "\
    name region tags environment project_id vpc_id prefix location resource_group_name cluster_name subnet_ids labels \
    instance_type project namespace description create enabled zone vpc_cidr aws_region availability_zones key_name \
    private_subnets public_subnets domain_name image_id kms_key_id account_id stage security_group_ids cidr_block \
    instance_count name_prefix network subnetwork network_name service_account username password bucket_name \
    db_name db_username db_password port policy iam_role_arn cluster_version kubernetes_version node_count image token";

/// Regions, by the prefix of the names of providers.
pub const REGIONS: &[(&str, &str)] = &[
    (
        "aws",
        "us-east-1 us-west-2 eu-west-1 eu-central-1 us-east-2 us-west-1 eu-west-2 eu-west-3 eu-north-1 ap-southeast-1 \
         ap-southeast-2 ap-northeast-1 ap-northeast-2 ap-south-1 ca-central-1 sa-east-1 eu-south-1 me-south-1 af-south-1 \
         ap-east-1",
    ),
    (
        "google",
        "us-central1 us-east1 us-west1 europe-west1 europe-west4 us-east4 europe-west2 europe-west3 asia-east1 \
         asia-northeast1 asia-southeast1 us-west2 europe-north1 australia-southeast1 europe-west6 us-central1-a \
         us-east1-b europe-west1-b us-west1-a us-central1-b us-central1-c",
    ),
    (
        "azurerm",
        "eastus westeurope northeurope westus2 eastus2 centralus westus uksouth southcentralus francecentral \
         germanywestcentral southeastasia eastasia japaneast australiaeast canadacentral swedencentral norwayeast",
    ),
];

/// Popular modules of the registry with their most common inputs and outputs, separated by spaces.
pub const MODULES: &[(&str, &str, &str)] = &[
    (
        "terraform-aws-modules/vpc/aws",
        "name cidr azs private_subnets public_subnets enable_nat_gateway single_nat_gateway tags enable_dns_hostnames \
         database_subnets public_subnet_tags private_subnet_tags enable_vpn_gateway intra_subnets enable_dns_support \
         one_nat_gateway_per_az create_database_subnet_group enable_flow_log elasticache_subnets create_igw",
        "vpc_id private_subnets public_subnets vpc_cidr_block database_subnets database_subnet_group_name \
         private_route_table_ids public_route_table_ids default_security_group_id intra_subnets nat_public_ips igw_id \
         private_subnets_cidr_blocks azs vpc_arn",
    ),
    (
        "terraform-aws-modules/eks/aws",
        "cluster_name cluster_version vpc_id subnet_ids eks_managed_node_groups cluster_endpoint_public_access tags \
         cluster_addons enable_irsa self_managed_node_groups fargate_profiles control_plane_subnet_ids \
         enable_cluster_creator_admin_permissions eks_managed_node_group_defaults node_security_group_tags access_entries \
         node_security_group_additional_rules cluster_security_group_additional_rules manage_aws_auth_configmap \
         authentication_mode create_kms_key cluster_encryption_config name kubernetes_version addons",
        "cluster_name cluster_endpoint cluster_certificate_authority_data oidc_provider_arn cluster_id oidc_provider \
         cluster_security_group_id node_security_group_id cluster_version cluster_arn cluster_oidc_issuer_url \
         eks_managed_node_groups cluster_iam_role_arn cluster_primary_security_group_id",
    ),
    (
        "terraform-aws-modules/s3-bucket/aws",
        "bucket acl versioning force_destroy tags attach_policy policy control_object_ownership object_ownership \
         server_side_encryption_configuration block_public_acls block_public_policy ignore_public_acls \
         restrict_public_buckets lifecycle_rule logging website cors_rule bucket_prefix attach_deny_insecure_transport_policy",
        "s3_bucket_id s3_bucket_arn s3_bucket_bucket_domain_name s3_bucket_bucket_regional_domain_name \
         s3_bucket_hosted_zone_id s3_bucket_region s3_bucket_website_endpoint s3_bucket_website_domain s3_bucket_policy",
    ),
    (
        "terraform-aws-modules/security-group/aws",
        "name description vpc_id ingress_with_cidr_blocks ingress_cidr_blocks ingress_rules egress_rules tags \
         ingress_with_source_security_group_id computed_ingress_with_source_security_group_id egress_with_cidr_blocks \
         number_of_computed_ingress_with_source_security_group_id egress_cidr_blocks use_name_prefix",
        "security_group_id security_group_name security_group_arn",
    ),
    (
        "terraform-aws-modules/rds/aws",
        "identifier engine engine_version instance_class allocated_storage db_name username password port \
         vpc_security_group_ids subnet_ids family major_engine_version create_db_subnet_group db_subnet_group_name \
         backup_retention_period maintenance_window backup_window skip_final_snapshot deletion_protection multi_az \
         storage_encrypted max_allocated_storage parameters options tags monitoring_interval manage_master_user_password",
        "db_instance_address db_instance_endpoint db_instance_identifier db_instance_arn db_instance_port \
         db_instance_name db_instance_username db_instance_resource_id db_instance_master_user_secret_arn",
    ),
    (
        "terraform-aws-modules/lambda/aws",
        "function_name description handler runtime source_path environment_variables timeout memory_size create_package \
         local_existing_package allowed_triggers publish tags attach_policy_json policy_json attach_policy_statements \
         policy_statements layers vpc_subnet_ids vpc_security_group_ids attach_network_policy create_layer layer_name \
         image_uri package_type create_role lambda_role architectures compatible_runtimes s3_bucket store_on_s3",
        "lambda_function_arn lambda_function_name lambda_function_invoke_arn lambda_role_name lambda_role_arn \
         lambda_function_qualified_arn lambda_function_version lambda_layer_arn lambda_cloudwatch_log_group_name",
    ),
    (
        "terraform-aws-modules/alb/aws",
        "name vpc_id subnets security_groups load_balancer_type target_groups listeners tags http_tcp_listeners \
         https_listeners access_logs enable_deletion_protection security_group_ingress_rules \
         security_group_egress_rules internal",
        "lb_dns_name lb_arn lb_zone_id target_group_arns security_group_id dns_name arn zone_id target_groups listeners",
    ),
    (
        "terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks",
        "role_name role_name_prefix oidc_providers tags attach_vpc_cni_policy vpc_cni_enable_ipv4 \
         attach_ebs_csi_policy attach_load_balancer_controller_policy attach_external_dns_policy role_policy_arns \
         attach_cert_manager_policy attach_cluster_autoscaler_policy cluster_autoscaler_cluster_names",
        "iam_role_arn iam_role_name iam_role_path",
    ),
    (
        "cloudposse/label/null",
        "namespace stage name attributes delimiter tags environment tenant context enabled label_order \
         regex_replace_chars id_length_limit label_key_case label_value_case additional_tag_map labels_as_tags",
        "id tags context name namespace stage environment attributes delimiter enabled tenant id_full \
         normalized_context tags_as_list_of_maps additional_tag_map label_order",
    ),
    (
        "terraform-google-modules/project-factory/google",
        "name org_id billing_account folder_id activate_apis random_project_id project_id labels svpc_host_project_id \
         default_service_account budget_amount auto_create_network lien group_name shared_vpc_subnets deletion_policy",
        "project_id project_number project_name service_account_email service_account_id enabled_apis domain group_email",
    ),
    (
        "terraform-google-modules/network/google",
        "project_id network_name subnets secondary_ranges routing_mode routes firewall_rules auto_create_subnetworks \
         shared_vpc_host mtu ingress_rules egress_rules",
        "network_name network_self_link subnets subnets_names subnets_self_links subnets_ips network_id network \
         subnets_secondary_ranges project_id subnets_regions route_names",
    ),
    (
        "terraform-google-modules/kubernetes-engine/google",
        "project_id name region zones network subnetwork ip_range_pods ip_range_services node_pools create_service_account \
         service_account regional kubernetes_version deletion_protection horizontal_pod_autoscaling remove_default_node_pool \
         node_pools_oauth_scopes node_pools_labels node_pools_tags node_pools_taints release_channel network_policy",
        "endpoint ca_certificate name cluster_id service_account location master_version node_pools_names region type",
    ),
];

/// Configurations of providers.
pub const PROVIDERS: &[Row] = &[
    (
        "aws",
        "\
         region profile default_tags{tags} assume_role{role_arn session_name external_id} access_key secret_key \
         token shared_credentials_files allowed_account_ids ignore_tags{keys key_prefixes} endpoints{s3 sts} \
         skip_credentials_validation skip_metadata_api_check skip_requesting_account_id skip_region_validation \
         s3_use_path_style max_retries",
    ),
    ("azuread", "tenant_id client_id client_secret use_oidc environment"),
    (
        "azurerm",
        "\
         features{key_vault{purge_soft_delete_on_destroy recover_soft_deleted_key_vaults} \
         resource_group{prevent_deletion_if_contains_resources} virtual_machine{delete_os_disk_on_deletion}} \
         subscription_id tenant_id client_id client_secret skip_provider_registration \
         resource_provider_registrations use_oidc use_msi environment storage_use_azuread",
    ),
    ("cloudflare", "api_token email api_key"),
    ("consul", "address token datacenter"),
    ("datadog", "api_key app_key api_url"),
    ("digitalocean", "token"),
    ("docker", "host registry_auth{address username password config_file} cert_path"),
    ("github", "token owner base_url app_auth{id installation_id pem_file}"),
    ("gitlab", "token base_url"),
    (
        "google",
        "\
         project region zone credentials access_token impersonate_service_account user_project_override \
         billing_project default_labels",
    ),
    (
        "google-beta",
        "\
         project region zone credentials access_token impersonate_service_account user_project_override \
         billing_project",
    ),
    ("grafana", "url auth"),
    ("hcloud", "token"),
    (
        "helm",
        "\
         kubernetes{host token cluster_ca_certificate client_certificate client_key config_path config_context \
         exec{api_version command args}} registry{url username password} debug",
    ),
    (
        "kubectl",
        "\
         host token cluster_ca_certificate config_path config_context load_config_file apply_retry_count \
         exec{api_version command args}",
    ),
    (
        "kubernetes",
        "\
         host token cluster_ca_certificate client_certificate client_key config_path config_context \
         exec{api_version command args env} insecure load_config_file",
    ),
    ("oci", "tenancy_ocid user_ocid fingerprint private_key_path region"),
    ("openstack", "auth_url user_name password tenant_name region domain_name"),
    ("postgresql", "host port username password database sslmode superuser"),
    (
        "proxmox",
        "\
         pm_api_url pm_api_token_id pm_api_token_secret pm_tls_insecure endpoint api_token insecure ssh{agent \
         username}",
    ),
    ("vault", "address token namespace auth_login{path parameters} skip_tls_verify"),
    ("vsphere", "user password vsphere_server allow_unverified_ssl"),
];

/// Resources.
pub const RESOURCES: &[Row] = &[
    ("azurerm_resource_group", "location name tags"),
    (
        "azurerm_storage_account",
        "\
         location resource_group_name account_tier account_replication_type name account_kind tags is_hns_enabled \
         access_tier allow_nested_items_to_be_public network_rules{default_action virtual_network_subnet_ids \
         ip_rules bypass} blob_properties{delete_retention_policy{days} versioning_enabled change_feed_enabled} \
         identity{type} enable_https_traffic_only shared_access_key_enabled public_network_access_enabled",
    ),
    (
        "google_compute_network",
        "\
         name auto_create_subnetworks project routing_mode enable_ula_internal_ipv6 mtu \
         bgp_best_path_selection_mode description bgp_always_compare_med delete_default_routes_on_create \
         network_firewall_policy_enforcement_order bgp_inter_region_cost delete_bgp_always_compare_med",
    ),
    (
        "azurerm_virtual_network",
        "\
         address_space location resource_group_name name tags subnet{name address_prefix security_group \
         address_prefixes} dns_servers flow_timeout_in_minutes",
    ),
    (
        "aws_instance",
        "\
         ami instance_type subnet_id vpc_security_group_ids key_name tags user_data iam_instance_profile \
         associate_public_ip_address root_block_device{volume_size volume_type encrypted delete_on_termination \
         iops tags kms_key_id} ebs_block_device{device_name volume_size volume_type encrypted iops \
         delete_on_termination snapshot_id} availability_zone metadata_options{http_tokens http_endpoint \
         http_put_response_hop_limit instance_metadata_tags} monitoring ebs_optimized private_ip \
         source_dest_check user_data_replace_on_change disable_api_termination security_groups tenancy \
         credit_specification{cpu_credits} volume_tags network_interface{network_interface_id device_index} \
         launch_template{id}",
    ),
    (
        "aws_s3_bucket",
        "\
         bucket tags force_destroy acl bucket_prefix versioning{enabled mfa_delete} \
         server_side_encryption_configuration{rule{apply_server_side_encryption_by_default{} bucket_key_enabled}} \
         lifecycle_rule{id enabled prefix expiration{days} transition{days storage_class} \
         noncurrent_version_expiration{days} tags} logging{target_bucket target_prefix} policy \
         website{index_document error_document} cors_rule{allowed_headers allowed_methods allowed_origins \
         expose_headers max_age_seconds} object_lock_enabled region name",
    ),
    (
        "azurerm_subnet",
        "\
         virtual_network_name resource_group_name name address_prefixes delegation{service_delegation{name \
         actions} name} service_endpoint{service} enforce_private_link_endpoint_network_policies \
         enforce_private_link_service_network_policies service_endpoints \
         private_link_service_network_policies_enabled address_prefix",
    ),
    (
        "google_compute_subnetwork",
        "\
         network name ip_cidr_range region purpose role private_ip_google_access project stack_type \
         ipv6_access_type log_config{metadata flow_sampling aggregation_interval} secondary_ip_range{range_name \
         ip_cidr_range reserved_internal_range ip_version ip_collection} private_ipv6_google_access description \
         reserved_internal_range resolve_subnet_mask",
    ),
    (
        "google_storage_bucket",
        "\
         name location uniform_bucket_level_access force_destroy project public_access_prevention \
         logging{log_bucket log_object_prefix} retention_policy{retention_period is_locked} \
         lifecycle_rule{action{type} condition{age days_since_noncurrent_time send_age_if_zero}} storage_class \
         website{not_found_page main_page_suffix} hierarchical_namespace{enabled} versioning \
         encryption{default_kms_key_name customer_managed_encryption_enforcement_config{restriction_mode} \
         google_managed_encryption_enforcement_config{restriction_mode} \
         customer_supplied_encryption_enforcement_config{restriction_mode}} ip_filter{mode \
         public_network_source{allowed_ip_cidr_ranges}} labels",
    ),
    (
        "azurerm_key_vault",
        "\
         name location resource_group_name tenant_id sku_name rbac_authorization_enabled purge_protection_enabled \
         access_policy{object_id tenant_id secret_permissions key_permissions storage_permissions \
         certificate_permissions} soft_delete_retention_days enabled_for_disk_encryption network_acls{bypass \
         default_action ip_rules virtual_network_subnet_ids} public_network_access_enabled enabled_for_deployment \
         enabled_for_template_deployment tags soft_delete_enabled",
    ),
    (
        "azurerm_log_analytics_workspace",
        "\
         location resource_group_name name sku retention_in_days reservation_capacity_in_gb_per_day",
    ),
    (
        "google_project",
        "\
         project_id name org_id deletion_policy billing_account folder_id labels auto_create_network tags",
    ),
    (
        "aws_iam_role",
        "\
         name assume_role_policy tags name_prefix path description permissions_boundary max_session_duration \
         managed_policy_arns force_detach_policies inline_policy{name policy}",
    ),
    (
        "azurerm_public_ip",
        "\
         location resource_group_name allocation_method name sku tags ip_version domain_name_label \
         idle_timeout_in_minutes zones sku_tier",
    ),
    (
        "aws_lambda_function",
        "\
         function_name role handler runtime filename source_code_hash s3_bucket s3_key memory_size timeout \
         environment{variables} tags layers vpc_config{subnet_ids security_group_ids} tracing_config{mode} \
         dead_letter_config{target_arn} architectures description package_type image_uri publish \
         reserved_concurrent_executions kms_key_arn ephemeral_storage{size} logging_config{log_format log_group} \
         image_config{command entry_point working_directory}",
    ),
    ("time_sleep", "create_duration destroy_duration triggers"),
    (
        "azurerm_storage_container",
        "\
         name storage_account_name container_access_type storage_account_id storage_container_name",
    ),
    (
        "azurerm_data_factory",
        "\
         location resource_group_name name identity{type identity_ids} github_configuration{branch_name git_url \
         account_name root_folder repository_name} vsts_configuration{root_folder repository_name branch_name \
         tenant_id project_name account_name} managed_virtual_network_enabled",
    ),
    ("aws_iam_policy", "name policy description path name_prefix tags"),
    ("google_project_service", "service project disable_dependent_services disable_on_destroy"),
    ("google_service_account", "account_id display_name project create_ignore_already_exists"),
    (
        "google_compute_instance",
        "\
         name machine_type boot_disk{initialize_params{image size type labels} auto_delete source mode \
         device_name disk_encryption_key_raw kms_key_self_link} zone network_interface{network \
         access_config{nat_ip network_tier} subnetwork network_ip subnetwork_project network_attachment} metadata \
         service_account{scopes email} tags can_ip_forward scheduling{preemptible automatic_restart \
         on_host_maintenance} scratch_disk{interface} deletion_protection labels metadata_startup_script \
         shielded_instance_config{enable_integrity_monitoring enable_vtpm enable_secure_boot} \
         guest_accelerator{type}",
    ),
    ("google_compute_global_address", "name purpose network address_type prefix_length project address"),
    ("google_service_networking_connection", "reserved_peering_ranges network service"),
    (
        "azurerm_api_management",
        "\
         location publisher_name resource_group_name sku_name publisher_email name security{enable_frontend_tls11 \
         enable_frontend_ssl30 enable_frontend_tls10 enable_back_end_ssl30 enable_backend_tls10} \
         client_certificate_enabled policy{xml_content} identity{type} virtual_network_type \
         virtual_network_configuration{subnet_id} public_network_access_enabled",
    ),
    ("aws_ssm_parameter", "name type value description tags overwrite tier key_id"),
    (
        "google_bigquery_dataset",
        "\
         dataset_id location description friendly_name default_table_expiration_ms access{role special_group \
         domain user_by_email routine{dataset_id project_id routineId routine_id} dataset{dataset{} target_types} \
         group_by_email} labels delete_contents_on_destroy project default_partition_expiration_ms \
         default_encryption_configuration{kms_key_name} external_dataset_reference{external_source} \
         external_catalog_dataset_options{default_storage_location_uri parameters}",
    ),
    (
        "google_sql_database_instance",
        "\
         settings{tier database_flags{value name bla bla2} availability_type activation_policy pricing_plan \
         ip_configuration{ipv4_enabled authorized_networks{} private_network require_ssl psc_config{} ssl_mode \
         enable_private_path_for_google_cloud_services} backup_configuration{enabled binary_log_enabled location \
         start_time point_in_time_recovery_enabled backup_retention_settings{}}} name database_version region \
         project deletion_protection root_password point_in_time_restore_context{point_in_time target_instance \
         datasource region} master_instance_name replica_configuration{username} backupdr_backup",
    ),
    ("google_kms_crypto_key_iam_member", "member crypto_key_id role condition{description title expression}"),
    (
        "kubernetes_pod",
        "\
         metadata{name labels namespace} spec{dns_config{option{} nameservers searches} dns_policy container{name \
         image port{} env{} liveness_probe{} security_context{} resources{}} host_pid host_ipc security_context{} \
         automount_service_account_token}",
    ),
    (
        "kubernetes_deployment",
        "\
         metadata{name labels namespace annotations} spec{selector{match_labels} replicas template{metadata{} \
         spec{}} strategy{type rolling_update{}} revision_history_limit}",
    ),
    (
        "kubernetes_pod_v1",
        "\
         metadata{name labels namespace} spec{dns_config{option{} nameservers searches} dns_policy container{name \
         image port{} env{} liveness_probe{} security_context{} resources{}} host_pid host_ipc security_context{} \
         automount_service_account_token}",
    ),
    (
        "aws_security_group",
        "\
         name description vpc_id ingress{from_port to_port protocol cidr_blocks description security_groups self} \
         egress{from_port to_port protocol cidr_blocks description ipv6_cidr_blocks security_groups} tags \
         name_prefix revoke_rules_on_delete region",
    ),
    (
        "azurerm_network_interface",
        "\
         location resource_group_name ip_configuration{private_ip_address_allocation name subnet_id \
         public_ip_address_id private_ip_address} name tags",
    ),
    (
        "kubernetes_deployment_v1",
        "\
         metadata{name labels namespace} spec{selector{match_labels} replicas template{metadata{} spec{}}}",
    ),
    ("google_kms_crypto_key", "name key_ring rotation_period purpose version_template{algorithm protection_level}"),
    ("google_project_iam_member", "member role project condition{description title expression}"),
    (
        "azurerm_role_assignment",
        "\
         scope principal_id role_definition_name role_definition_id name skip_service_principal_aad_check \
         description condition_version principal_type condition",
    ),
    ("google_kms_key_ring", "location name project"),
    (
        "google_pubsub_topic",
        "\
         name project ingestion_data_source_settings{aws_kinesis{aws_role_arn gcp_service_account consumer_arn \
         stream_arn} cloud_storage{match_glob text_format{} minimum_object_create_time bucket} \
         platform_logs_settings{severity} azure_event_hubs{tenant_id resource_group namespace gcp_service_account \
         subscription_id event_hub client_id} aws_msk{topic gcp_service_account aws_role_arn cluster_arn} \
         confluent_cloud{topic cluster_id bootstrap_server gcp_service_account identity_pool_id}} \
         message_transforms{javascript_udf{function_name code} disabled ai_inference{unstructured_inference{} \
         endpoint service_account_email}} kms_key_name message_retention_duration schema_settings{schema encoding \
         first_revision_id last_revision_id} labels message_storage_policy{enforce_in_transit \
         allowed_persistence_regions}",
    ),
    (
        "azurerm_synapse_workspace",
        "\
         sql_administrator_login name location resource_group_name storage_data_lake_gen2_filesystem_id \
         sql_administrator_login_password identity{type} tags aad_admin{login object_id tenant_id} \
         managed_virtual_network_enabled customer_managed_key{key_versionless_id key_name} \
         data_exfiltration_protection_enabled",
    ),
    ("aws_iam_role_policy_attachment", "role policy_arn"),
    (
        "azurerm_mssql_server",
        "\
         location resource_group_name version name administrator_login_password administrator_login tags \
         minimum_tls_version azuread_administrator{object_id login_username azuread_authentication_only} \
         identity{type identity_ids} extended_auditing_policy{storage_account_access_key_is_secondary \
         retention_in_days storage_account_access_key storage_endpoint} backup_retention_days \
         public_network_access_enabled geo_redundant_backup_enabled ssl_minimal_tls_version_enforced \
         ssl_enforcement_enabled",
    ),
    ("azurerm_user_assigned_identity", "location resource_group_name name"),
    (
        "azurerm_automation_account",
        "\
         location resource_group_name name sku_name tags sku identity{type} public_network_access_enabled",
    ),
    (
        "google_container_cluster",
        "\
         name location initial_node_count network subnetwork addons_config{network_policy_config{disabled} \
         http_load_balancing{disabled} gke_backup_agent_config{enabled}} \
         ip_allocation_policy{services_secondary_range_name cluster_secondary_range_name services_ipv4_cidr_block \
         cluster_ipv4_cidr_block} node_config{workload_metadata_config{node_metadata mode} \
         shielded_instance_config{enable_integrity_monitoring enable_secure_boot} service_account oauth_scopes \
         tags labels image_type} project deletion_protection remove_default_node_pool release_channel{channel} \
         private_cluster_config{enable_private_nodes master_ipv4_cidr_block enable_private_endpoint \
         master_global_access_config{enabled}} master_authorized_networks_config{cidr_blocks{cidr_block \
         display_name}} network_policy{enabled} pod_security_policy_config{enabled}",
    ),
    (
        "azurerm_key_vault_key",
        "\
         key_vault_id key_type key_opts name key_size tags expiration_date rotation_policy{expire_after \
         notify_before_expiry automatic{time_before_expiry}}",
    ),
    (
        "azurerm_spring_cloud_service",
        "\
         location resource_group_name name sku_name sku_tier tags network{cidr_ranges app_subnet_id \
         service_runtime_subnet_id} config_server_git_setting{search_paths uri label} trace{sample_rate \
         connection_string}",
    ),
    (
        "azurerm_application_insights",
        "\
         location application_type resource_group_name name retention_in_days workspace_id",
    ),
    ("azurerm_sentinel_log_analytics_workspace_onboarding", "workspace_id customer_managed_key_enabled"),
    (
        "azurerm_app_service",
        "\
         location resource_group_name app_service_plan_id name site_config{scm_type dotnet_framework_version \
         ftps_state java_version http2_enabled cors{allowed_origins} min_tls_version} https_only \
         connection_string{type name value} app_settings logs{application_logs{azure_blob_storage{}} \
         http_logs{file_system{} retention_in_mb retention_in_days azure_blob_storage{}} \
         detailed_error_messages_enabled failed_request_tracing_enabled} client_cert_enabled auth_settings{issuer \
         unauthenticated_client_action enabled default_provider} storage_account{account_name type name \
         access_key share_name} identity{type identity_ids}",
    ),
    (
        "azurerm_kubernetes_cluster",
        "\
         name default_node_pool{name vm_size node_count type max_pods vnet_subnet_id \
         only_critical_addons_enabled} location resource_group_name identity{type} dns_prefix tags \
         private_cluster_enabled local_account_disabled sku_tier kubernetes_cluster_id node_count vm_size \
         http_application_routing_enabled network_profile{network_plugin network_policy load_balancer_sku} \
         api_server_authorized_ip_ranges",
    ),
    (
        "google_apigee_organization",
        "\
         project_id analytics_region authorized_network description disable_vpc_peering \
         runtime_database_encryption_key_name display_name billing_type runtime_type api_consumer_data_location",
    ),
    ("google_folder", "parent display_name deletion_protection tags"),
    ("google_storage_bucket_object", "bucket name source content contexts{custom{value key}}"),
    (
        "azurerm_cosmosdb_account",
        "\
         location consistency_policy{consistency_level max_interval_in_seconds max_staleness_prefix} offer_type \
         resource_group_name name geo_location{location failover_priority zone_redundant} backup{type \
         interval_in_minutes retention_in_hours} kind analytical_storage_enabled capabilities{name} \
         local_authentication_disabled tags enable_free_tier enable_automatic_failover identity{type \
         identity_ids} key_vault_key_id",
    ),
    ("azurerm_storage_data_lake_gen2_filesystem", "storage_account_id name properties"),
    (
        "google_compute_region_backend_service",
        "\
         name region health_checks load_balancing_scheme protocol timeout_sec port_name backend{group \
         balancing_mode capacity_scaler custom_metrics{max_utilization name dry_run}} project \
         connection_draining_timeout_sec session_affinity locality_lb_policy \
         dynamic_forwarding{forward_proxy{proxy_mode enabled} ip_port_selection{enabled}} network \
         ha_policy{fast_ip_move leader{network_endpoint{} backend_group}} iap{enabled oauth2_client_secret \
         oauth2_client_id}",
    ),
    (
        "google_secret_manager_secret",
        "\
         replication{auto{customer_managed_encryption{}} user_managed{replicas{}}} secret_id labels project \
         deletion_protection annotations version_destroy_ttl",
    ),
    (
        "aws_db_instance",
        "\
         identifier engine engine_version instance_class allocated_storage storage_type username password db_name \
         db_subnet_group_name vpc_security_group_ids skip_final_snapshot multi_az publicly_accessible \
         backup_retention_period storage_encrypted parameter_group_name tags deletion_protection \
         final_snapshot_identifier kms_key_id port maintenance_window backup_window max_allocated_storage \
         performance_insights_enabled apply_immediately auto_minor_version_upgrade iops monitoring_interval name \
         enabled_cloudwatch_logs_exports",
    ),
    (
        "aws_sqs_queue",
        "\
         name visibility_timeout_seconds message_retention_seconds delay_seconds receive_wait_time_seconds \
         redrive_policy tags fifo_queue content_based_deduplication kms_master_key_id max_message_size policy \
         sqs_managed_sse_enabled name_prefix kms_data_key_reuse_period_seconds",
    ),
    (
        "azurerm_service_plan",
        "\
         location os_type resource_group_name sku_name name worker_count zone_balancing_enabled \
         app_service_environment_id",
    ),
    (
        "google_compute_instance_template",
        "\
         machine_type disk{source_image boot auto_delete disk_size_gb disk_type interface type} name \
         network_interface{network subnetwork access_config{network_tier}} metadata tags can_ip_forward \
         service_account{scopes email} scheduling{automatic_restart on_host_maintenance preemptible} zone labels \
         region guest_accelerator{type} name_prefix project description",
    ),
    (
        "google_compute_forwarding_rule",
        "\
         name region load_balancing_scheme network target ip_address ip_protocol subnetwork backend_service \
         port_range all_ports network_tier ip_version ports project is_mirroring_collector",
    ),
    (
        "google_secret_manager_secret_version",
        "\
         secret secret_data data{binding{role members}} resource{secret_id connection_id policy_data location \
         gitlab_config{authorizer_credential{} webhook_secret_secret_version read_authorizer_credential{}} \
         gitlab_enterprise_config{host_uri read_authorizer_credential{} webhook_secret_secret_version \
         authorizer_credential{}} bitbucket_cloud_config{webhook_secret_secret_version \
         read_authorizer_credential{} authorizer_credential{} workspace}} enabled secret_data_wo \
         secret_data_wo_version deletion_policy is_secret_data_base64",
    ),
    ("azurerm_dns_zone", "resource_group_name name"),
    ("azurerm_virtual_hub", "location resource_group_name name virtual_wan_id address_prefix sku tags"),
    ("azurerm_virtual_wan", "location resource_group_name name"),
    (
        "google_compute_health_check",
        "\
         name check_interval_sec timeout_sec tcp_health_check{port port_specification port_name request \
         proxy_header response} http_health_check{port request_path port_specification port_name response host \
         proxy_header} healthy_threshold unhealthy_threshold https_health_check{port port_specification port_name \
         response host request_path proxy_header} description project grpc_health_check{port_name \
         port_specification grpc_service_name port} source_regions ssl_health_check{port response request \
         port_name port_specification proxy_header} http2_health_check{port request_path proxy_header response \
         port_name port_specification host} grpc_tls_health_check{port port_specification grpc_service_name} \
         log_config{enable}",
    ),
    (
        "azurerm_eventhub_namespace",
        "\
         location resource_group_name sku name capacity tags dedicated_cluster_id minimum_tls_version \
         identity{type identity_ids}",
    ),
    (
        "azurerm_network_security_group",
        "\
         location resource_group_name name security_rule{source_address_prefix direction priority protocol access \
         name destination_port_range} tags",
    ),
    (
        "azurerm_key_vault_access_policy",
        "\
         key_vault_id tenant_id object_id key_permissions secret_permissions certificate_permissions",
    ),
    (
        "azurerm_linux_web_app",
        "\
         location resource_group_name service_plan_id name site_config{http2_enabled minimum_tls_version \
         cors{allowed_origins} ftps_state always_on application_stack{python_version docker_image \
         docker_image_tag} remote_debugging_enabled} auth_settings{enabled} client_certificate_enabled \
         logs{detailed_error_messages failed_request_tracing_enabled failed_request_tracing \
         http_logs{file_system{}}} https_only identity{type identity_ids} public_network_access_enabled \
         auth_settings_v2{auth_enabled} storage_account{account_name type name access_key share_name} \
         app_settings",
    ),
    (
        "azurerm_recovery_services_vault",
        "\
         location resource_group_name sku name soft_delete_enabled identity{type} cross_region_restore_enabled \
         storage_mode_type classic_vmware_replication_enabled",
    ),
    (
        "azurerm_windows_web_app",
        "\
         location resource_group_name service_plan_id name site_config{http2_enabled ftps_state \
         cors{allowed_origins} health_check_path minimum_tls_version application_stack{dotnet_version \
         docker_container_tag docker_container_name} always_on} logs{detailed_error_messages \
         http_logs{file_system{}} failed_request_tracing failed_request_tracing_enabled} https_only identity{type \
         identity_ids} auth_settings{enabled} client_certificate_enabled storage_account{type name account_name \
         access_key share_name mount_path} public_network_access_enabled auth_settings_v2{auth_enabled} \
         app_settings",
    ),
    (
        "azurerm_servicebus_namespace",
        "\
         location resource_group_name sku name tags customer_managed_key{identity_id key_vault_key_id \
         infrastructure_encryption_enabled} local_auth_enabled minimum_tls_version identity{type} capacity \
         public_network_access_enabled premium_messaging_partitions",
    ),
    (
        "azurerm_container_registry",
        "\
         location resource_group_name name sku anonymous_pull_enabled admin_enabled georeplications{location \
         zone_redundancy_enabled tags regional_endpoint_enabled global_endpoint_routing_enabled} \
         public_network_access_enabled trust_policy_enabled quarantine_policy_enabled zone_redundancy_enabled \
         data_endpoint_enabled retention_policy{enabled} trust_policy{enabled} retention_policy_in_days \
         encryption{key_vault_key_id identity_client_id}",
    ),
    (
        "azurerm_linux_virtual_machine",
        "\
         location network_interface_ids resource_group_name name admin_username size os_disk{caching \
         storage_account_type disk_size_gb name} source_image_reference{offer publisher sku version} \
         admin_password disable_password_authentication admin_ssh_key{public_key username} provision_vm_agent \
         allow_extension_operations storage_image_reference{version publisher offer sku} \
         os_profile{admin_username admin_password computer_name} tags",
    ),
    ("azurerm_private_dns_zone", "resource_group_name name"),
    (
        "aws_kms_key",
        "\
         description deletion_window_in_days enable_key_rotation policy tags key_usage customer_master_key_spec \
         multi_region is_enabled",
    ),
    (
        "aws_route53_record",
        "\
         zone_id name type ttl records alias{name zone_id evaluate_target_health} allow_overwrite set_identifier \
         weighted_routing_policy{weight} health_check_id",
    ),
    (
        "aws_vpc",
        "\
         cidr_block enable_dns_hostnames enable_dns_support tags instance_tenancy \
         assign_generated_ipv6_cidr_block ipv4_ipam_pool_id ipv4_netmask_length",
    ),
    (
        "azurerm_network_manager",
        "\
         location scope{subscription_ids} resource_group_name name scope_accesses description tags",
    ),
    (
        "google_bigquery_table",
        "\
         table_id dataset_id deletion_protection schema project labels time_partitioning{type} \
         external_data_configuration{source_format google_sheets_options{skip_leading_rows} autodetect \
         source_uris} encryption_configuration{kms_key_name} view{query use_legacy_sql}",
    ),
    (
        "google_compute_address",
        "\
         name region address_type subnetwork purpose address network prefix_length project ip_collection \
         network_tier",
    ),
    ("null_resource", "triggers"),
    ("random_id", "byte_length prefix keepers"),
    (
        "random_password",
        "\
         length special override_special min_lower min_upper min_numeric min_special upper lower numeric keepers",
    ),
    (
        "aws_cloudfront_distribution",
        "\
         enabled origin{domain_name origin_id s3_origin_config{origin_access_identity} \
         custom_origin_config{http_port https_port origin_protocol_policy origin_ssl_protocols} \
         origin_access_control_id origin_path origin_shield{origin_shield_region enabled}} \
         default_cache_behavior{allowed_methods cached_methods target_origin_id viewer_protocol_policy \
         forwarded_values{query_string headers cookies{}} min_ttl default_ttl} aliases comment \
         default_root_object price_class restrictions{geo_restriction{restriction_type locations}} \
         viewer_certificate{acm_certificate_arn ssl_support_method minimum_protocol_version \
         cloudfront_default_certificate} is_ipv6_enabled ordered_cache_behavior{path_pattern allowed_methods \
         cached_methods target_origin_id viewer_protocol_policy min_ttl compress} \
         custom_error_response{error_code response_code response_page_path error_caching_min_ttl} \
         logging_config{bucket include_cookies prefix} tags web_acl_id http_version origin_group{origin_id \
         member{origin_id} failover_criteria{status_codes}}",
    ),
    (
        "aws_cloudwatch_log_group",
        "\
         name retention_in_days tags kms_key_id name_prefix skip_destroy region log_group_class",
    ),
    (
        "aws_s3_bucket_public_access_block",
        "\
         bucket block_public_acls block_public_policy ignore_public_acls restrict_public_buckets",
    ),
    (
        "azurerm_kusto_cluster",
        "\
         location resource_group_name name sku{name capacity} tags identity{type} disk_encryption_enabled",
    ),
    ("azurerm_lb", "location resource_group_name name frontend_ip_configuration{name public_ip_address_id} sku"),
    (
        "google_compute_backend_service",
        "\
         name health_checks load_balancing_scheme protocol timeout_sec port_name backend{group balancing_mode \
         capacity_scaler max_utilization max_rate_per_endpoint traffic_duration max_in_flight_requests} \
         enable_cdn cdn_policy{cache_mode signed_url_cache_max_age_sec client_ttl default_ttl max_ttl \
         cache_key_policy{include_host include_protocol include_query_string include_http_headers \
         include_named_cookies} negative_caching} locality_lb_policy description session_affinity \
         custom_request_headers custom_response_headers tls_settings{subject_alt_names{dns_name \
         uniform_resource_identifier} sni authentication_config} service_lb_policy",
    ),
    (
        "google_compute_disk",
        "\
         name type zone size image physical_block_size_bytes labels provisioned_iops async_primary_disk{disk} \
         disk_encryption_key{raw_key} snapshot licenses guest_os_features{type}",
    ),
    ("google_project_service_identity", "service project"),
    ("google_tags_tag_key", "parent short_name description purpose purpose_data allowed_values_regex"),
    (
        "azurerm_iothub",
        "\
         location sku{name capacity} resource_group_name name tags endpoint{name type encoding connection_string \
         max_chunk_size_in_bytes file_name_format container_name} route{condition endpoint_names source name \
         enabled} cloud_to_device{default_ttl feedback{lock_duration max_delivery_count time_to_live} \
         max_delivery_count} local_authentication_enabled enrichment{key endpoint_names value}",
    ),
    ("google_tags_tag_value", "parent short_name description"),
    (
        "aws_elasticsearch_domain",
        "\
         domain_name cluster_config{instance_type instance_count dedicated_master_enabled dedicated_master_count \
         dedicated_master_type zone_awareness_enabled} elasticsearch_version tags encrypt_at_rest{enabled} \
         node_to_node_encryption{enabled} ebs_options{ebs_enabled volume_size volume_type} \
         domain_endpoint_options{enforce_https tls_security_policy} \
         log_publishing_options{cloudwatch_log_group_arn log_type enabled} vpc_options{security_group_ids} \
         advanced_security_options{internal_user_database_enabled anonymous_auth_enabled \
         master_user_options{master_user_password master_user_name} enabled}",
    ),
    (
        "aws_rds_cluster",
        "\
         master_username master_password cluster_identifier engine backup_retention_period availability_zones \
         database_name allocated_storage preferred_backup_window tags iam_database_authentication_enabled \
         db_cluster_parameter_group_name engine_mode storage_type engine_version enabled_cloudwatch_logs_exports",
    ),
    (
        "azurerm_cognitive_account",
        "\
         location resource_group_name kind sku_name name identity{type identity_ids} tags fqdns \
         custom_subdomain_name project_management_enabled outbound_network_access_restricted local_auth_enabled \
         public_network_access_enabled",
    ),
    (
        "azurerm_managed_disk",
        "\
         location create_option resource_group_name storage_account_type name disk_size_gb tags \
         encryption_settings{enabled} disk_encryption_set_id public_network_access_enabled disk_iops_read_write \
         disk_mbps_read_write source_resource_id",
    ),
    (
        "azurerm_virtual_machine",
        "\
         location resource_group_name name network_interface_ids vm_size storage_os_disk{name create_option \
         caching managed_disk_type os_type managed_disk_id vhd_uri} os_profile{admin_username computer_name \
         admin_password custom_data} storage_image_reference{version publisher offer sku} \
         os_profile_linux_config{disable_password_authentication} storage_data_disk{create_option name lun \
         managed_disk_type disk_size_gb caching} tags boot_diagnostics{storage_account_uri storage_uri enabled}",
    ),
    (
        "google_compute_firewall",
        "\
         network name source_ranges allow{protocol ports} target_tags direction project disabled description \
         source_tags priority deny{protocol ports} source_service_accounts destination_ranges \
         target_service_accounts",
    ),
    (
        "google_compute_region_health_check",
        "\
         name region http_health_check{port port_specification request_path port_name response host proxy_header} \
         check_interval_sec timeout_sec tcp_health_check{port port_name port_specification request proxy_header \
         response} healthy_threshold unhealthy_threshold description ssl_health_check{port response request \
         port_name port_specification proxy_header} https_health_check{port port_name response port_specification \
         host request_path proxy_header} http2_health_check{port request_path proxy_header response port_name \
         port_specification host} grpc_health_check{port port_name port_specification grpc_service_name} \
         grpc_tls_health_check{port port_specification grpc_service_name} log_config{enable} project",
    ),
    ("azurerm_app_service_plan", "location sku{size tier capacity} resource_group_name name kind reserved"),
    ("azurerm_eventhub", "partition_count message_retention name namespace_id resource_group_name namespace_name"),
    (
        "azurerm_machine_learning_workspace",
        "\
         location storage_account_id key_vault_id application_insights_id resource_group_name identity{type \
         identity_ids} name encryption{key_id key_vault_id user_assigned_identity_id} high_business_impact \
         public_network_access_enabled managed_network{isolation_mode} primary_user_assigned_identity",
    ),
    (
        "azurerm_mssql_database",
        "\
         server_id name sku_name collation max_size_gb license_type tags read_scale zone_redundant \
         storage_account_type ledger_enabled transparent_data_encryption_enabled enclave_type read_replica_count \
         transparent_data_encryption_key_vault_key_id identity{type identity_ids}",
    ),
    (
        "google_dialogflow_cx_agent",
        "\
         location default_language_code display_name time_zone description supported_language_codes \
         enable_spell_correction speech_to_text_settings{enable_speech_adaptation} enable_stackdriver_logging \
         avatar_uri delete_chat_engine_on_destroy advanced_settings{logging_settings{enable_interaction_logging \
         enable_consent_based_redaction enable_stackdriver_logging} dtmf_settings{max_digits finish_digit \
         enabled} speech_settings{use_timeout_based_endpointing models endpointer_sensitivity no_speech_timeout} \
         audio_export_gcs_destination{uri}} git_integration_settings{github_settings{branches repository_uri \
         access_token tracking_branch display_name}} gen_app_builder_settings{engine} \
         text_to_speech_settings{synthesize_speech_configs} client_certificate_settings{private_key passphrase \
         ssl_certificate}",
    ),
    (
        "random_string",
        "\
         length special upper lower numeric override_special min_lower min_upper min_numeric min_special keepers \
         number",
    ),
    ("aws_eip", "domain vpc instance tags network_interface"),
    ("aws_iam_user", "name path tags force_destroy permissions_boundary"),
    ("google_access_context_manager_access_policy", "parent title scopes"),
    (
        "google_discovery_engine_data_store",
        "\
         location data_store_id industry_vertical display_name content_config solution_types \
         create_advanced_site_search skip_default_schema_creation kms_key_name \
         document_processing_config{parsing_config_overrides{file_type ocr_parsing_config{}} \
         default_parsing_config{digital_parsing_config{}}} advanced_site_search_config{disable_initial_index \
         disable_automatic_refresh}",
    ),
    ("kubernetes_namespace", "metadata{name labels annotations}"),
    ("random_pet", "length prefix separator keepers"),
    (
        "aws_acm_certificate",
        "\
         domain_name validation_method subject_alternative_names tags \
         options{certificate_transparency_logging_preference}",
    ),
    ("aws_acm_certificate_validation", "certificate_arn validation_record_fqdns"),
    ("aws_api_gateway_rest_api", "name description endpoint_configuration{types} body policy tags"),
    (
        "aws_autoscaling_group",
        "\
         name min_size max_size desired_capacity vpc_zone_identifier launch_template{id version name} \
         launch_configuration target_group_arns health_check_type health_check_grace_period tag{key value \
         propagate_at_launch} name_prefix load_balancers termination_policies instance_refresh{strategy \
         preferences{min_healthy_percentage} triggers} \
         mixed_instances_policy{launch_template{launch_template_specification{} override{}} \
         instances_distribution{on_demand_base_capacity on_demand_percentage_above_base_capacity \
         spot_allocation_strategy}} default_cooldown enabled_metrics wait_for_capacity_timeout \
         suspended_processes protect_from_scale_in capacity_rebalance force_delete tags placement_group \
         availability_zones",
    ),
    (
        "aws_cloudwatch_event_rule",
        "\
         name description schedule_expression event_pattern tags state event_bus_name role_arn",
    ),
    (
        "aws_cloudwatch_event_target",
        "\
         rule arn target_id role_arn input input_transformer{input_paths input_template} event_bus_name \
         ecs_target{task_definition_arn task_count launch_type}",
    ),
    ("aws_cloudwatch_log_stream", "name log_group_name"),
    (
        "aws_cloudwatch_metric_alarm",
        "\
         alarm_name comparison_operator evaluation_periods metric_name namespace period statistic threshold \
         alarm_description alarm_actions ok_actions dimensions treat_missing_data datapoints_to_alarm \
         insufficient_data_actions tags extended_statistic actions_enabled metric_query{id expression label \
         return_data metric{metric_name namespace period stat dimensions}}",
    ),
    ("aws_db_subnet_group", "name subnet_ids description tags name_prefix"),
    (
        "aws_dynamodb_table",
        "\
         name billing_mode hash_key range_key attribute{name type} read_capacity write_capacity \
         ttl{attribute_name enabled} global_secondary_index{name hash_key range_key projection_type \
         write_capacity read_capacity non_key_attributes} local_secondary_index{name range_key projection_type} \
         stream_enabled stream_view_type point_in_time_recovery{enabled} server_side_encryption{enabled \
         kms_key_arn} tags table_class deletion_protection_enabled replica{region_name}",
    ),
    ("aws_ebs_volume", "availability_zone size type encrypted iops snapshot_id kms_key_id tags throughput"),
    (
        "aws_ecr_repository",
        "\
         name image_tag_mutability image_scanning_configuration{scan_on_push} tags force_delete \
         encryption_configuration{encryption_type kms_key}",
    ),
    (
        "aws_ecs_cluster",
        "\
         name setting{name value} tags configuration{execute_command_configuration{logging kms_key_id \
         log_configuration{}}}",
    ),
    (
        "aws_ecs_service",
        "\
         name cluster task_definition desired_count launch_type network_configuration{subnets security_groups \
         assign_public_ip} load_balancer{target_group_arn container_name container_port} \
         deployment_minimum_healthy_percent deployment_maximum_percent health_check_grace_period_seconds \
         service_registries{registry_arn port container_name container_port} \
         capacity_provider_strategy{capacity_provider weight base} deployment_circuit_breaker{enable rollback} \
         deployment_controller{type} enable_execute_command force_new_deployment iam_role \
         ordered_placement_strategy{type field} placement_constraints{type expression} platform_version \
         propagate_tags scheduling_strategy tags enable_ecs_managed_tags wait_for_steady_state alarms{enable \
         rollback alarm_names}",
    ),
    (
        "aws_ecs_task_definition",
        "\
         family container_definitions network_mode requires_compatibilities cpu memory execution_role_arn \
         task_role_arn volume{name host_path efs_volume_configuration{file_system_id root_directory \
         transit_encryption} docker_volume_configuration{scope driver}} tags \
         runtime_platform{operating_system_family cpu_architecture} placement_constraints{type expression} \
         ephemeral_storage{size_in_gib}",
    ),
    (
        "aws_efs_file_system",
        "\
         creation_token encrypted kms_key_id performance_mode throughput_mode lifecycle_policy{transition_to_ia} \
         tags availability_zone_name",
    ),
    ("aws_efs_mount_target", "file_system_id subnet_id security_groups"),
    (
        "aws_eks_cluster",
        "\
         name role_arn version vpc_config{subnet_ids security_group_ids endpoint_private_access \
         endpoint_public_access public_access_cidrs} enabled_cluster_log_types \
         encryption_config{provider{key_arn} resources} tags kubernetes_network_config{service_ipv4_cidr \
         ip_family} access_config{authentication_mode}",
    ),
    (
        "aws_eks_node_group",
        "\
         cluster_name node_group_name node_role_arn subnet_ids scaling_config{desired_size max_size min_size} \
         instance_types ami_type capacity_type disk_size labels tags update_config{max_unavailable \
         max_unavailable_percentage} launch_template{id version name} remote_access{ec2_ssh_key \
         source_security_group_ids} taint{key value effect} version release_version",
    ),
    (
        "aws_elasticache_cluster",
        "\
         cluster_id engine node_type num_cache_nodes parameter_group_name engine_version port subnet_group_name \
         security_group_ids tags snapshot_retention_limit",
    ),
    (
        "aws_elasticache_replication_group",
        "\
         replication_group_id description engine engine_version node_type num_cache_clusters parameter_group_name \
         port subnet_group_name security_group_ids automatic_failover_enabled multi_az_enabled \
         at_rest_encryption_enabled transit_encryption_enabled auth_token tags snapshot_retention_limit \
         num_node_groups replicas_per_node_group replication_group_description number_cache_clusters \
         availability_zones preferred_cache_cluster_azs",
    ),
    ("aws_flow_log", "vpc_id traffic_type log_destination log_destination_type iam_role_arn tags"),
    ("aws_iam_group", "name path"),
    ("aws_iam_instance_profile", "name role name_prefix path tags"),
    ("aws_iam_role_policy", "name role policy name_prefix"),
    ("aws_internet_gateway", "vpc_id tags"),
    ("aws_key_pair", "key_name public_key tags key_name_prefix"),
    ("aws_kms_alias", "name target_key_id name_prefix"),
    ("aws_lambda_alias", "name function_name function_version description"),
    ("aws_lambda_event_source_mapping", "event_source_arn function_name batch_size enabled starting_position"),
    ("aws_lambda_permission", "statement_id action function_name principal source_arn source_account qualifier"),
    (
        "aws_launch_template",
        "\
         name_prefix name image_id instance_type key_name user_data vpc_security_group_ids \
         iam_instance_profile{name arn} block_device_mappings{device_name ebs{volume_size volume_type encrypted \
         delete_on_termination iops throughput kms_key_id}} network_interfaces{associate_public_ip_address \
         security_groups delete_on_termination subnet_id device_index} tag_specifications{resource_type tags} \
         metadata_options{http_endpoint http_tokens http_put_response_hop_limit instance_metadata_tags} \
         monitoring{enabled} tags update_default_version ebs_optimized description \
         instance_market_options{market_type spot_options{max_price}} placement{availability_zone tenancy} \
         credit_specification{cpu_credits} instance_initiated_shutdown_behavior disable_api_termination \
         cpu_options{core_count threads_per_core} \
         capacity_reservation_specification{capacity_reservation_preference} \
         license_specification{license_configuration_arn} ram_disk_id kernel_id disable_api_stop \
         elastic_gpu_specifications{type} elastic_inference_accelerator{type}",
    ),
    (
        "aws_lb",
        "\
         name internal load_balancer_type security_groups subnets enable_deletion_protection tags idle_timeout \
         access_logs{bucket prefix enabled} name_prefix ip_address_type enable_http2 drop_invalid_header_fields \
         subnet_mapping{subnet_id allocation_id} desync_mitigation_mode enable_cross_zone_load_balancing",
    ),
    (
        "aws_lb_listener",
        "\
         load_balancer_arn port protocol default_action{type target_group_arn redirect{port protocol status_code \
         host path query} fixed_response{content_type message_body status_code} forward{target_group{}}} \
         ssl_policy certificate_arn tags",
    ),
    (
        "aws_lb_listener_rule",
        "\
         listener_arn priority action{type target_group_arn} condition{path_pattern{values} host_header{values}} \
         tags",
    ),
    (
        "aws_lb_target_group",
        "\
         name port protocol vpc_id target_type health_check{path port protocol matcher interval timeout \
         healthy_threshold} deregistration_delay tags stickiness{type cookie_duration enabled} name_prefix \
         protocol_version",
    ),
    ("aws_lb_target_group_attachment", "target_group_arn target_id port"),
    ("aws_nat_gateway", "allocation_id subnet_id tags connectivity_type"),
    (
        "aws_route",
        "\
         route_table_id destination_cidr_block gateway_id nat_gateway_id destination_ipv6_cidr_block \
         egress_only_gateway_id transit_gateway_id vpc_peering_connection_id instance_id",
    ),
    ("aws_route53_zone", "name comment vpc{vpc_id vpc_region} tags force_destroy"),
    (
        "aws_route_table",
        "\
         vpc_id route{cidr_block gateway_id nat_gateway_id ipv6_cidr_block transit_gateway_id \
         vpc_peering_connection_id network_interface_id} tags propagating_vgws",
    ),
    ("aws_route_table_association", "subnet_id route_table_id gateway_id"),
    ("aws_s3_bucket_acl", "bucket acl access_control_policy{owner{id} grant{grantee{} permission}}"),
    (
        "aws_s3_bucket_lifecycle_configuration",
        "\
         bucket rule{id status filter{prefix} expiration{days} transition{days storage_class} \
         noncurrent_version_expiration{noncurrent_days} abort_incomplete_multipart_upload{days_after_initiation}}",
    ),
    ("aws_s3_bucket_ownership_controls", "bucket rule{object_ownership}"),
    ("aws_s3_bucket_policy", "bucket policy"),
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        "\
         bucket rule{apply_server_side_encryption_by_default{sse_algorithm kms_master_key_id} bucket_key_enabled}",
    ),
    ("aws_s3_bucket_versioning", "bucket versioning_configuration{status mfa_delete} expected_bucket_owner"),
    ("aws_s3_object", "bucket key source content etag content_type source_hash acl tags kms_key_id"),
    ("aws_secretsmanager_secret", "name description recovery_window_in_days kms_key_id tags name_prefix policy"),
    ("aws_secretsmanager_secret_version", "secret_id secret_string"),
    (
        "aws_security_group_rule",
        "\
         type from_port to_port protocol security_group_id cidr_blocks source_security_group_id description self \
         ipv6_cidr_blocks prefix_list_ids",
    ),
    ("aws_sns_topic", "name display_name policy kms_master_key_id tags fifo_topic name_prefix"),
    ("aws_sns_topic_subscription", "topic_arn protocol endpoint filter_policy raw_message_delivery"),
    (
        "aws_subnet",
        "\
         vpc_id cidr_block availability_zone map_public_ip_on_launch tags ipv6_cidr_block \
         assign_ipv6_address_on_creation availability_zone_id",
    ),
    ("aws_volume_attachment", "device_name volume_id instance_id force_detach"),
    (
        "aws_vpc_endpoint",
        "\
         vpc_id service_name vpc_endpoint_type subnet_ids security_group_ids private_dns_enabled route_table_ids \
         policy tags",
    ),
    ("aws_vpc_peering_connection", "vpc_id peer_vpc_id peer_owner_id peer_region auto_accept tags"),
    (
        "azuread_application",
        "\
         display_name owners sign_in_audience identifier_uris web{redirect_uris homepage_url} \
         required_resource_access{resource_app_id resource_access{id type}} api{requested_access_token_version} \
         app_role{allowed_member_types description display_name id value}",
    ),
    ("azuread_group", "display_name security_enabled owners members description"),
    ("azuread_service_principal", "client_id application_id owners app_role_assignment_required use_existing"),
    (
        "azurerm_data_protection_backup_vault",
        "\
         location redundancy datastore_type resource_group_name name identity{type} soft_delete",
    ),
    (
        "azurerm_netapp_account",
        "\
         location resource_group_name name identity{type identity_ids} active_directory{password domain username \
         dns_servers organizational_unit smb_server_name}",
    ),
    (
        "azurerm_private_endpoint",
        "\
         location subnet_id private_service_connection{name is_manual_connection private_connection_resource_id \
         subresource_names private_connection_resource_alias request_message} resource_group_name name \
         private_dns_zone_group{name private_dns_zone_ids}",
    ),
    (
        "azurerm_sql_server",
        "\
         location administrator_login_password resource_group_name administrator_login version name \
         extended_auditing_policy{storage_account_access_key_is_secondary retention_in_days \
         storage_account_access_key storage_endpoint} tags",
    ),
    ("cloudflare_record", "zone_id name value type ttl proxied content priority comment"),
    ("cloudflare_zone", "zone account_id plan"),
    ("digitalocean_droplet", "name image region size ssh_keys vpc_uuid tags user_data monitoring backups ipv6"),
    (
        "docker_container",
        "\
         name image ports{internal external ip protocol} volumes{host_path container_path volume_name read_only} \
         env networks_advanced{name aliases} restart command labels{label value} entrypoint privileged \
         network_mode hostname user",
    ),
    ("docker_image", "name keep_locally build{context dockerfile tag build_args} pull_triggers triggers"),
    ("docker_network", "name driver internal ipam_config{subnet gateway}"),
    ("docker_volume", "name driver driver_opts labels{label value}"),
    ("github_actions_secret", "repository secret_name plaintext_value encrypted_value"),
    (
        "github_branch_protection",
        "\
         repository_id pattern enforce_admins required_status_checks{strict contexts} \
         required_pull_request_reviews{required_approving_review_count dismiss_stale_reviews \
         require_code_owner_reviews restrict_dismissals dismissal_restrictions} allows_deletions \
         allows_force_pushes push_restrictions",
    ),
    (
        "github_repository",
        "\
         name description visibility auto_init has_issues has_wiki has_projects delete_branch_on_merge \
         allow_merge_commit allow_squash_merge allow_rebase_merge vulnerability_alerts topics archived \
         template{owner repository}",
    ),
    ("github_team", "name description privacy parent_team_id"),
    (
        "google_compute_region_instance_group_manager",
        "\
         base_instance_name name region version{instance_template name target_size{fixed}} target_size \
         target_pools project named_port{port name} distribution_policy_zones \
         update_policy{instance_redistribution_type type minimal_action max_surge_fixed max_unavailable_fixed} \
         instance_template all_instances_config{metadata labels} auto_healing_policies{health_check \
         initial_delay_sec} standby_policy{initial_delay_sec mode} target_stopped_size target_suspended_size",
    ),
    ("hcloud_firewall", "name rule{direction protocol port source_ips destination_ips description} labels"),
    ("hcloud_load_balancer", "name load_balancer_type location labels"),
    ("hcloud_network", "name ip_range labels"),
    ("hcloud_network_subnet", "network_id type network_zone ip_range"),
    (
        "hcloud_server",
        "\
         name server_type image location ssh_keys user_data labels network{network_id ip} public_net{ipv4_enabled \
         ipv6_enabled} firewall_ids placement_group_id datacenter backups",
    ),
    ("hcloud_ssh_key", "name public_key labels"),
    ("hcloud_volume", "name size server_id location format automount labels"),
    (
        "helm_release",
        "\
         name repository chart version namespace create_namespace values set{name value type} set_sensitive{name \
         value} wait timeout atomic cleanup_on_fail dependency_update description force_update recreate_pods \
         reset_values reuse_values skip_crds max_history lint verify wait_for_jobs keyring \
         postrender{binary_path}",
    ),
    ("kubectl_manifest", "yaml_body wait force_new server_side_apply override_namespace"),
    ("kubernetes_config_map", "metadata{name namespace labels annotations} data binary_data"),
    (
        "kubernetes_secret",
        "\
         metadata{name namespace labels annotations generate_name} data type binary_data immutable \
         wait_for_service_account_token",
    ),
    ("local_file", "content filename file_permission directory_permission content_base64 source"),
    ("local_sensitive_file", "content filename file_permission directory_permission content_base64"),
    (
        "proxmox_vm_qemu",
        "\
         name target_node clone cores memory sockets disk{type storage size} network{model bridge} os_type agent \
         ipconfig0 sshkeys vmid",
    ),
    ("random_integer", "min max seed keepers"),
    ("random_shuffle", "input result_count seed keepers"),
    ("random_uuid", "keepers"),
    ("terraform_data", "input triggers_replace"),
    ("time_rotating", "rotation_days rotation_hours rotation_months rotation_years triggers"),
    ("tls_cert_request", "private_key_pem subject{common_name organization} dns_names ip_addresses"),
    (
        "tls_locally_signed_cert",
        "\
         cert_request_pem ca_private_key_pem ca_cert_pem validity_period_hours allowed_uses is_ca_certificate \
         early_renewal_hours",
    ),
    ("tls_private_key", "algorithm rsa_bits ecdsa_curve"),
    (
        "tls_self_signed_cert",
        "\
         private_key_pem subject{common_name organization organizational_unit country} validity_period_hours \
         allowed_uses dns_names is_ca_certificate early_renewal_hours ip_addresses",
    ),
    ("vault_generic_secret", "path data_json"),
    ("vault_policy", "name policy"),
    (
        "aws_neptune_cluster",
        "\
         cluster_identifier engine skip_final_snapshot iam_database_authentication_enabled \
         preferred_backup_window apply_immediately backup_retention_period storage_encrypted",
    ),
    (
        "aws_opensearch_domain",
        "\
         domain_name cluster_config{instance_type instance_count dedicated_master_count} engine_version tags \
         encrypt_at_rest{enabled} node_to_node_encryption{enabled} domain_endpoint_options{enforce_https \
         tls_security_policy} log_publishing_options{cloudwatch_log_group_arn log_type enabled} \
         ebs_options{volume_size ebs_enabled volume_type} vpc_options{security_group_ids} \
         advanced_security_options{anonymous_auth_enabled master_user_options{master_user_password \
         master_user_name} enabled internal_user_database_enabled}",
    ),
    ("aws_s3_bucket_object", "key bucket source content"),
    (
        "azurerm_cdn_frontdoor_profile",
        "\
         resource_group_name sku_name name tags identity{identity_ids type} log_scrubbing_rule{match_variable} \
         response_timeout_seconds",
    ),
    (
        "azurerm_cosmosdb_sql_database",
        "\
         resource_group_name account_name name throughput autoscale_settings{max_throughput}",
    ),
    (
        "azurerm_log_analytics_solution",
        "\
         location plan{product publisher} solution_name resource_group_name workspace_name workspace_resource_id",
    ),
    (
        "azurerm_monitor_action_group",
        "\
         short_name resource_group_name name webhook_receiver{service_uri name use_common_alert_schema \
         aad_auth{object_id}} sms_receiver{phone_number country_code name} voice_receiver{name country_code \
         phone_number} azure_app_push_receiver{name email_address} logic_app_receiver{name resource_id \
         callback_url use_common_alert_schema} itsm_receiver{connection_id workspace_id region name \
         ticket_configuration} automation_runbook_receiver{is_global_runbook runbook_name service_uri \
         use_common_alert_schema name automation_account_id webhook_resource_id} arm_role_receiver{role_id \
         use_common_alert_schema name} email_receiver{email_address use_common_alert_schema name} \
         azure_function_receiver{function_name name function_app_resource_id use_common_alert_schema \
         http_trigger_url} event_hub_receiver{event_hub_name subscription_id event_hub_namespace name \
         use_common_alert_schema}",
    ),
    ("azurerm_subnet_network_security_group_association", "network_security_group_id subnet_id"),
    (
        "google_compute_instance_group_manager",
        "\
         zone base_instance_name name version{instance_template name target_size{fixed}} target_size \
         named_port{port name} instance_template target_pools description all_instances_config{metadata labels} \
         auto_healing_policies{health_check initial_delay_sec} standby_policy{initial_delay_sec mode} \
         target_stopped_size target_suspended_size resource_policies{workload_policy} \
         instance_lifecycle_policy{default_action_on_failure}",
    ),
    (
        "aws_vpc_security_group_ingress_rule",
        "\
         ip_protocol security_group_id to_port from_port cidr_ipv4 prefix_list_id description \
         referenced_security_group_id tags region cidr_ipv6",
    ),
    (
        "azurerm_key_vault_certificate",
        "\
         key_vault_id name certificate_policy{key_properties{reuse_key key_type exportable key_size} \
         secret_properties{content_type} issuer_parameters{name} x509_certificate_properties{subject \
         validity_in_months key_usage subject_alternative_names{} extended_key_usage} lifetime_action{action{} \
         trigger{}}} certificate{password contents}",
    ),
    (
        "azurerm_linux_function_app",
        "\
         location resource_group_name service_plan_id storage_account_name name \
         site_config{remote_debugging_enabled minimum_tls_version application_stack{docker{} python_version} \
         https_only} storage_account_access_key https_only auth_settings_v2{require_https} \
         public_network_access_enabled",
    ),
    ("azurerm_spring_cloud_app", "resource_group_name name service_name identity{type} tls_enabled"),
    ("azurerm_synapse_sql_pool", "synapse_workspace_id sku_name create_mode name storage_account_type data_encrypted"),
    (
        "google_apigee_environment",
        "\
         org_id name display_name description client_ip_resolution_config{header_index_algorithm{ip_header_index \
         ip_header_name}} type",
    ),
    (
        "google_ces_app",
        "\
         location time_zone_settings{time_zone} app_id display_name language_settings{default_language_code \
         fallback_action supported_language_codes enable_multilingual_support} description \
         logging_settings{bigquery_export_settings{dataset enabled project} \
         cloud_logging_settings{enable_cloud_logging} redaction_config{deidentify_template inspect_template \
         enable_redaction} conversation_logging_settings{disable_conversation_logging} \
         audio_recording_config{gcs_bucket gcs_path_prefix}} \
         audio_processing_config{synthesize_speech_configs{speaking_rate voice language_code} \
         barge_in_config{barge_in_awareness} inactivity_timeout ambient_sound_config{volume_gain_db \
         prebuilt_ambient_sound gcs_uri}} \
         evaluation_metrics_thresholds{golden_evaluation_metrics_thresholds{expectation_level_metrics_thresholds{} \
         turn_level_metrics_thresholds{}}} default_channel_profile{channel_type profile_id \
         web_widget_config{modality web_widget_title theme} disable_dtmf persona_property{persona} \
         disable_barge_in_control} variable_declarations{schema{items any_of description default enum required \
         ref} description name} model_settings{model temperature} metadata guardrails global_instruction pinned",
    ),
    (
        "google_compute_router",
        "\
         name network bgp{asn advertise_mode advertised_ip_ranges{range} advertised_groups} region \
         encrypted_interconnect_router ncc_gateway",
    ),
    (
        "google_dns_managed_zone",
        "\
         dns_name name description visibility private_visibility_config{networks{network_url} \
         gke_clusters{gke_cluster_name}} dnssec_config{state non_existence} labels \
         forwarding_config{target_name_servers{ipv4_address ipv6_address}} \
         peering_config{target_network{network_url}} service_directory_config{namespace{namespace_url}} \
         cloud_logging_config{enable_logging}",
    ),
    (
        "kubernetes_pod_security_policy",
        "\
         metadata{name annotations} spec{volumes se_linux{rule} supplemental_groups{range{} rule} \
         run_as_user{rule range{}} fs_group{rule range{}} allow_privilege_escalation privileged}",
    ),
    (
        "aws_cloudtrail",
        "\
         name s3_bucket_name include_global_service_events kms_key_id enable_logging is_multi_region_trail \
         sns_topic_name tags enable_log_file_validation insight_selector{insight_type} is_organization_trail \
         cloud_watch_logs_group_arn",
    ),
    ("aws_iam_user_policy_attachment", "policy_arn user"),
    (
        "google_artifact_registry_repository",
        "\
         location repository_id format description mode remote_repository_config{description \
         upstream_credentials{username_password_credentials{}} disable_upstream_validation \
         docker_repository{public_repository custom_repository{}} common_repository{uri} no_cache{} \
         apt_repository{public_repository{}}} kms_key_name docker_config{immutable_tags} \
         virtual_repository_config{upstream_policies{repository priority id}} cleanup_policies{id \
         condition{tag_prefixes tag_state newer_than older_than package_name_prefixes} \
         most_recent_versions{package_name_prefixes keep_count} action} cleanup_policy_dry_run \
         vulnerability_scanning_config{enablement_config}",
    ),
    (
        "google_bigtable_instance",
        "\
         cluster{cluster_id storage_type num_nodes zone kms_key_name autoscaling_config{cpu_target max_nodes \
         min_nodes}} name deletion_protection labels instance_type",
    ),
    ("google_compute_region_target_http_proxy", "url_map name region http_keep_alive_timeout_sec project"),
    (
        "google_compute_region_url_map",
        "\
         name default_service region path_matcher{name default_service path_rule{paths service route_action{} \
         url_redirect{}} route_rules{match_rules{} priority header_action{} service url_redirect{} \
         route_action{}} default_route_action{request_mirror_policy{} url_rewrite{} cors_policy{} timeout{} \
         fault_injection_policy{} retry_policy{} weighted_backend_services{}}} host_rule{path_matcher hosts} \
         description test{host path service} default_route_action{request_mirror_policy{backend_service \
         mirror_percent} weighted_backend_services{header_action{} backend_service weight} cors_policy{disabled \
         expose_headers max_age allow_origins allow_methods allow_headers allow_credentials} \
         fault_injection_policy{abort{} delay{}} url_rewrite{host_rewrite path_prefix_rewrite} timeout{seconds \
         nanos} retry_policy{per_try_timeout{} num_retries retry_conditions}} default_url_redirect{https_redirect \
         strip_query} project",
    ),
    (
        "google_compute_url_map",
        "\
         name default_service path_matcher{name default_service path_rule{paths service route_action{} \
         url_redirect{} custom_error_response_policy{}} route_rules{match_rules{} priority service url_redirect{} \
         header_action{} route_action{} http_filter_configs{}} default_route_action{cache_policy{} \
         request_mirror_policy{}} default_custom_error_response_policy{error_response_rule{} error_service}} \
         host_rule{path_matcher hosts} description test{path host service description headers{name value} \
         expected_output_url expected_redirect_response_code} \
         default_route_action{request_mirror_policy{backend_service mirror_percent} \
         cache_policy{request_coalescing cache_mode client_ttl{} default_ttl{} cache_bypass_request_header_names \
         negative_caching negative_caching_policy{}}} default_url_redirect{strip_query https_redirect} \
         default_custom_error_response_policy{error_response_rule{override_response_code path \
         match_response_codes} error_service}",
    ),
    (
        "google_container_node_pool",
        "\
         cluster name node_count node_config{machine_type oauth_scopes disk_size_gb disk_type preemptible \
         shielded_instance_config{enable_integrity_monitoring enable_secure_boot} service_account} location \
         project max_pods_per_node node_locations management{auto_repair auto_upgrade} autoscaling{min_node_count \
         max_node_count} initial_node_count upgrade_settings{max_unavailable max_surge} version zone",
    ),
    (
        "google_privateca_ca_pool",
        "\
         location tier name publishing_options{publish_ca_cert publish_crl encoding_format} \
         issuance_policy{baseline_values{key_usage{} ca_options{} name_constraints{} aia_ocsp_servers \
         policy_ids{} additional_extensions{}} maximum_lifetime \
         allowed_issuance_modes{allow_config_based_issuance allow_csr_based_issuance} \
         identity_constraints{allow_subject_alt_names_passthrough cel_expression{} allow_subject_passthrough} \
         allowed_key_types{rsa{} elliptic_curve{}} backdate_duration} labels encryption_spec{cloud_kms_key}",
    ),
    (
        "aws_alb",
        "\
         load_balancer_type name subnets internal drop_invalid_header_fields access_logs{bucket} \
         subnet_mapping{subnet_id}",
    ),
    (
        "aws_codebuild_project",
        "\
         artifacts{type encryption_disabled packaging name namespace_type location} name environment{compute_type \
         type image image_pull_credentials_type privileged_mode} service_role source{type location \
         git_clone_depth buildspec} description encryption_key build_timeout tags logs_config{s3_logs{status \
         location}}",
    ),
    ("aws_iam_user_policy", "user policy name"),
    (
        "aws_launch_configuration",
        "\
         instance_type image_id metadata_options{http_tokens http_endpoint} associate_public_ip_address \
         root_block_device{encrypted} enable_monitoring name security_groups name_prefix iam_instance_profile \
         spot_price",
    ),
    (
        "aws_network_acl",
        "\
         vpc_id egress{protocol rule_no action cidr_block from_port to_port} tags ingress{action from_port \
         cidr_block to_port rule_no protocol ipv6_cidr_block} subnet_ids",
    ),
    (
        "aws_redshift_cluster",
        "\
         node_type cluster_identifier master_username master_password skip_final_snapshot database_name encrypted \
         allow_version_upgrade availability_zone cluster_type automated_snapshot_retention_period kms_key_id \
         vpc_security_group_ids publicly_accessible",
    ),
    (
        "aws_wafv2_web_acl",
        "\
         visibility_config{cloudwatch_metrics_enabled metric_name sampled_requests_enabled} \
         default_action{allow{}} scope name rule{name visibility_config{cloudwatch_metrics_enabled metric_name \
         sampled_requests_enabled} priority statement{managed_rule_group_statement{} rate_based_statement{}} \
         override_action{none{}} action{block{}}} description tags",
    ),
    (
        "google_apigee_instance",
        "\
         location org_id name peering_cidr_range description display_name disk_encryption_key_name ip_range",
    ),
    ("google_kms_crypto_key_iam_binding", "members crypto_key_id role condition{description title expression}"),
    (
        "google_privateca_certificate_authority",
        "\
         config{x509_config{key_usage{} ca_options{} name_constraints{}} subject_config{subject{} \
         subject_alt_name{}} subject_key_id{key_id}} pool location key_spec{algorithm cloud_kms_key_version} \
         deletion_protection certificate_authority_id skip_grace_period ignore_active_certificates_on_deletion \
         lifetime type subordinate_config{certificate_authority} \
         user_defined_access_urls{aia_issuing_certificate_urls crl_access_urls}",
    ),
    (
        "google_secret_manager_secret_iam_member",
        "\
         secret_id member role project condition{description title expression}",
    ),
    ("google_storage_bucket_iam_member", "bucket member role condition{description title expression}"),
    ("aws_appautoscaling_target", "resource_id max_capacity service_namespace scalable_dimension min_capacity"),
    (
        "google_dataproc_cluster",
        "\
         region name cluster_config{master_config{accelerators{} machine_type disk_config{} num_instances} \
         gce_cluster_config{zone internal_ip_only service_account service_account_scopes tags subnetwork} \
         software_config{override_properties image_version} metastore_config{dataproc_metastore_service} \
         endpoint_config{enable_http_port_access} encryption_config{kms_key_name} autoscaling_config{policy_uri}} \
         labels graceful_decommission_timeout",
    ),
    ("google_project_iam_binding", "members project role condition{description title expression}"),
    (
        "aws_elb",
        "\
         listener{lb_protocol instance_protocol lb_port instance_port ssl_certificate_id} connection_draining \
         idle_timeout instances connection_draining_timeout cross_zone_load_balancing name health_check{interval \
         healthy_threshold unhealthy_threshold timeout target} availability_zones tags access_logs{bucket_prefix \
         bucket interval}",
    ),
    (
        "aws_mq_broker",
        "\
         broker_name engine_type host_instance_type user{password username} engine_version security_groups \
         configuration{id revision} deployment_mode logs{general audit} publicly_accessible \
         encryption_options{use_aws_owned_key}",
    ),
    ("aws_shield_protection", "resource_arn name tags"),
    ("aws_sqs_queue_policy", "queue_url policy"),
    ("aws_wafv2_web_acl_association", "resource_arn web_acl_arn"),
    (
        "kubernetes_manifest",
        "\
         manifest field_manager{force_conflicts name} wait{fields rollout condition{status type}} computed_fields",
    ),
    (
        "kubernetes_service_v1",
        "\
         metadata{name namespace labels} spec{port{target_port port protocol} type selector session_affinity}",
    ),
    ("aws_api_gateway_stage", "stage_name rest_api_id deployment_id cache_cluster_enabled cache_cluster_size"),
    (
        "aws_docdb_cluster",
        "\
         master_username master_password cluster_identifier engine backup_retention_period skip_final_snapshot \
         storage_encrypted preferred_backup_window",
    ),
    ("aws_iam_access_key", "user"),
    (
        "aws_mwaa_environment",
        "\
         execution_role_arn source_bucket_arn dag_s3_path name network_configuration{security_group_ids \
         subnet_ids} logging_configuration{dag_processing_logs{log_level enabled}}",
    ),
    ("aws_sagemaker_notebook_instance", "role_arn name instance_type tags default_code_repository"),
    ("aws_sns_topic_policy", "arn policy"),
    ("aws_transfer_server", "endpoint_type protocols tags identity_provider_type security_policy_name"),
    (
        "aws_vpc_security_group_egress_rule",
        "\
         to_port from_port cidr_ipv4 ip_protocol security_group_id referenced_security_group_id tags \
         prefix_list_id region description cidr_ipv6",
    ),
    (
        "kubernetes_secret_v1",
        "\
         metadata{name namespace generate_name annotations} type data binary_data wait_for_service_account_token",
    ),
    (
        "kubernetes_service",
        "\
         metadata{name labels namespace annotations} spec{port{target_port port protocol} type selector \
         session_affinity external_ips load_balancer_source_ranges}",
    ),
    ("aws_db_parameter_group", "family parameter{value name apply_method} name tags description"),
    (
        "aws_default_security_group",
        "\
         vpc_id tags egress{protocol from_port to_port cidr_blocks} ingress{from_port self to_port protocol}",
    ),
    ("aws_emr_security_configuration", "configuration name"),
    ("aws_iam_policy_attachment", "policy_arn name roles users"),
    ("aws_kinesis_stream", "name shard_count stream_mode_details{stream_mode} tags encryption_type kms_key_id"),
    ("aws_network_acl_rule", "rule_action cidr_block protocol rule_number egress network_acl_id from_port to_port"),
    (
        "kubernetes_cluster_role_binding",
        "\
         role_ref{api_group name kind} metadata{name} subject{kind name api_group namespace}",
    ),
    (
        "kubernetes_service_account_v1",
        "\
         metadata{name namespace labels annotations} secret{name} automount_service_account_token",
    ),
    (
        "aws_api_gateway_method_settings",
        "\
         rest_api_id method_path stage_name settings{metrics_enabled logging_level data_trace_enabled \
         cache_data_encrypted caching_enabled}",
    ),
    ("aws_apigatewayv2_api", "protocol_type name route_selection_expression"),
    ("aws_appsync_graphql_api", "authentication_type name log_config{field_log_level cloudwatch_logs_role_arn}"),
    (
        "aws_codepipeline",
        "\
         stage{action{output_artifacts name version category configuration owner input_artifacts} name} \
         artifact_store{type location} role_arn name",
    ),
    ("aws_cognito_user_group", "description user_pool_id name"),
    ("aws_config_configuration_recorder", "role_arn name recording_group{include_global_resource_types}"),
    (
        "aws_dax_cluster",
        "\
         iam_role_arn cluster_name replication_factor node_type server_side_encryption{enabled} subnet_group_name \
         tags parameter_group_name",
    ),
    (
        "aws_dlm_lifecycle_policy",
        "\
         execution_role_arn policy_details{resource_types target_tags schedule{retain_rule{} create_rule{} name \
         copy_tags tags_to_add cross_region_copy_rule{}} event_source{parameters{} type} \
         action{cross_region_copy{} name} policy_type} description state tags",
    ),
    (
        "aws_dms_replication_instance",
        "\
         replication_instance_class replication_instance_id multi_az engine_version publicly_accessible \
         kms_key_arn auto_minor_version_upgrade vpc_security_group_ids",
    ),
    ("aws_guardduty_detector", "enable tags"),
    (
        "aws_iam_account_password_policy",
        "\
         require_symbols minimum_password_length allow_users_to_change_password require_lowercase_characters \
         require_numbers require_uppercase_characters max_password_age password_reuse_prevention",
    ),
    ("aws_neptune_cluster_snapshot", "db_cluster_snapshot_identifier db_cluster_identifier storage_encrypted"),
    ("aws_network_interface", "subnet_id private_ips tags"),
    (
        "aws_rds_cluster_instance",
        "\
         instance_class engine_version identifier cluster_identifier engine performance_insights_enabled \
         performance_insights_retention_period tags name publicly_accessible",
    ),
    ("aws_securityhub_account", "enable_default_standards"),
    ("aws_ssm_document", "content document_type name document_format"),
    ("aws_ssoadmin_permission_set_inline_policy", "permission_set_arn instance_arn inline_policy"),
    (
        "kubernetes_daemon_set_v1",
        "\
         metadata{name labels namespace} spec{selector{match_labels} template{spec{} metadata{}}}",
    ),
    (
        "kubernetes_daemonset",
        "\
         metadata{name labels namespace} spec{selector{match_labels} template{spec{} metadata{}}}",
    ),
    (
        "kubernetes_role_binding",
        "\
         metadata{namespace name} role_ref{api_group name kind} subject{kind name namespace api_group}",
    ),
    (
        "kubernetes_role_binding_v1",
        "\
         metadata{namespace name labels} role_ref{api_group name kind} subject{kind api_group name namespace}",
    ),
    ("kubernetes_service_account", "metadata{name namespace} secret{name} automount_service_account_token"),
    ("kubernetes_annotations", "api_version metadata{name} kind annotations force template_annotations"),
    (
        "kubernetes_ingress_v1",
        "\
         metadata{name namespace labels annotations} spec{rule{http{} host} tls{secret_name hosts} \
         default_backend{service{}} backend{service_port service_name} ingress_class_name} wait_for_load_balancer",
    ),
];

/// Data sources.
pub const DATA_SOURCES: &[Row] = &[
    (
        "google_iam_policy",
        "\
         binding{role members condition{title description expression}} \
         audit_config{audit_log_configs{exempted_members log_type} service}",
    ),
    ("azurerm_client_config", ""),
    (
        "aws_iam_policy_document",
        "\
         statement{sid effect actions resources principals{type identifiers} condition{test variable values} \
         not_actions} version source_policy_documents override_policy_documents policy_id",
    ),
    ("google_project", "project_id"),
    ("aws_caller_identity", ""),
    ("aws_availability_zones", "state filter{name values} exclude_names"),
    ("aws_ssm_parameter", "name with_decryption"),
    ("azurerm_subscription", "subscription_id"),
    ("aws_partition", ""),
    ("aws_eks_cluster_auth", "name"),
    ("google_compute_image", "project family"),
    ("aws_region", "name region"),
    ("google_client_config", ""),
    ("aws_route53_zone", "name zone_id private_zone vpc_id"),
    ("azurerm_stream_analytics_job", "resource_group_name name"),
    ("google_compute_network", "name project"),
    ("archive_file", "type source_dir source_file output_path excludes source{content filename} output_file_mode"),
    ("aws_ami", "most_recent owners filter{name values} name_regex executable_users"),
    ("aws_eks_cluster", "name"),
    ("aws_secretsmanager_secret_version", "secret_id version_stage"),
    ("aws_security_group", "id name vpc_id filter{name values} tags"),
    ("aws_subnet", "id vpc_id availability_zone filter{name values} tags"),
    ("aws_subnets", "filter{name values} tags"),
    ("aws_vpc", "id default filter{name values} tags cidr_block"),
    ("external", "program query working_dir"),
    ("http", "url request_headers method request_body"),
    ("local_file", "filename"),
    ("template_file", "template vars"),
    ("terraform_remote_state", "backend config workspace defaults"),
    ("tls_certificate", "url content verify_chain"),
    ("azurerm_cosmosdb_account", "resource_group_name name"),
    ("azurerm_role_definition", "name scope role_definition_id"),
    ("azurerm_storage_account", "resource_group_name name"),
    ("azurerm_resource_group", "name"),
    ("google_kms_key_ring", "location name"),
    ("azurerm_api_management", "resource_group_name name"),
    ("google_kms_crypto_key", "key_ring name"),
    ("azurerm_key_vault", "resource_group_name name"),
    ("google_kms_crypto_key_version", "crypto_key"),
    ("azurerm_api_management_api", "api_management_name revision resource_group_name name"),
    ("azurerm_management_group", "name"),
    ("aws_iam_policy", "arn name"),
    (
        "azurerm_system_center_virtual_machine_manager_inventory_items",
        "\
         system_center_virtual_machine_manager_server_id inventory_type",
    ),
    ("azurerm_virtual_machine", "resource_group_name name"),
    ("google_storage_project_service_account", "project"),
    ("aws_acm_certificate", "domain statuses types"),
    ("aws_organizations_organization", ""),
    ("aws_s3_bucket", "bucket"),
    ("azurerm_api_management_product", "api_management_name resource_group_name product_id"),
    ("google_compute_default_service_account", ""),
    ("aws_ecrpublic_authorization_token", ""),
    ("google_client_openid_userinfo", ""),
    ("kubernetes_secret", "metadata{name namespace} binary_data"),
    ("aws_arn", "arn"),
    ("aws_kms_alias", "name"),
    ("aws_kms_key", "key_id"),
    ("aws_secretsmanager_secret", "name"),
    ("google_compute_zones", "region project"),
    ("kubernetes_resources", "api_version kind field_selector label_selector"),
    ("aws_alb", ""),
    ("aws_autoscaling_group", "name"),
    ("aws_cloudfront_response_headers_policy", ""),
    ("aws_eip", ""),
    ("aws_ssoadmin_instances", ""),
    ("kubernetes_all_namespaces", ""),
    ("kubernetes_config_map", "metadata{name}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_nested_blocks_are_in_their_braces() {
        let table = [("thing", "name ports{number range{from to}} tags")];
        let names =
            |path: &[&str]| members(&table, "thing", path).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(&[]), ["name", "ports", "tags"]);
        assert_eq!(names(&["ports"]), ["number", "range"]);
        assert_eq!(names(&["ports", "range"]), ["from", "to"]);
        assert!(names(&["name"]).is_empty());
    }

    #[test]
    fn braces_of_every_row_are_closed() {
        for (name, row) in RESOURCES.iter().chain(DATA_SOURCES).chain(PROVIDERS) {
            assert_eq!(row.matches('{').count(), row.matches('}').count(), "{name}");
        }
    }
}
