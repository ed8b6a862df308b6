//! The rules of the Compose Specification. Over 500 lines because they are generated from `schema.json`
//! by `scripts/compose-schema.mjs`.

use super::{KeyPattern, Kinds, Property, Schema, ValuePattern};

/// The rules of a file.
pub static FILE: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "version",
            documentation: "The version of the file format. Compose ignores it and warns about it; leave it out.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "name",
            documentation: "The name of the project, which prefixes containers, networks and volumes. It defaults to the name of the project directory.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "include",
            documentation: "Other Compose files whose services, networks and volumes become part of this application. Each has its own project directory and environment.",
            schema: &Schema { kinds: Kinds::LIST, items: Some(&INCLUDE), ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "services",
            documentation: "The services of the application by name. Each describes the containers that run one image.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((KeyPattern::Name, &SERVICE)),
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "models",
            documentation: "The AI models that services use, by name.",
            schema: &Schema { kinds: Kinds::MAPPING, entry: Some((KeyPattern::Name, &MODEL)), ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "networks",
            documentation: "The networks that services can join, by name. Every service without `networks` joins `default`.",
            schema: &Schema { kinds: Kinds::MAPPING, entry: Some((KeyPattern::Name, &NETWORK)), ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "volumes",
            documentation: "The named volumes that services can mount. Their data outlives the containers.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((KeyPattern::Name, &VOLUME)),
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "secrets",
            documentation: "Sensitive data, mounted as files into the containers that are granted access.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((KeyPattern::Name, &SECRET)),
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "configs",
            documentation: "Configuration files that are mounted into containers without being part of an image.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((KeyPattern::Name, &CONFIG)),
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "jobs",
            documentation: "Containers that run to completion, started manually or on a schedule.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((KeyPattern::Name, &JOB)),
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static TEXT: Schema = Schema { kinds: Kinds::STRING, ..Schema::ANY };

pub static FLAG: Schema = Schema { kinds: Kinds::of(&[Kinds::BOOLEAN, Kinds::STRING]), ..Schema::ANY };

pub static WHOLE: Schema = Schema { kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING]), ..Schema::ANY };

pub static AMOUNT: Schema = Schema { kinds: Kinds::of(&[Kinds::NUMBER, Kinds::STRING]), ..Schema::ANY };

pub static TEXTS: Schema =
    Schema { kinds: Kinds::LIST, items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }), ..Schema::ANY };

pub static UNIQUE_TEXTS: Schema = Schema {
    kinds: Kinds::LIST,
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static TEXT_OR_TEXTS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::STRING, Kinds::LIST]),
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    ..Schema::ANY
};

pub static TEXT_OR_UNIQUE_TEXTS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::STRING, Kinds::LIST]),
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static COMMAND: Schema = Schema {
    kinds: Kinds::of(&[Kinds::NULL, Kinds::STRING, Kinds::LIST]),
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    ..Schema::ANY
};

pub static PAIRS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::LIST]),
    entry: Some((
        KeyPattern::NotEmpty,
        &Schema { kinds: Kinds::of(&[Kinds::STRING, Kinds::NUMBER, Kinds::BOOLEAN, Kinds::NULL]), ..Schema::ANY },
    )),
    allows_other_keys: false,
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    ..Schema::ANY
};

pub static UNIQUE_PAIRS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::LIST]),
    entry: Some((
        KeyPattern::NotEmpty,
        &Schema { kinds: Kinds::of(&[Kinds::STRING, Kinds::NUMBER, Kinds::BOOLEAN, Kinds::NULL]), ..Schema::ANY },
    )),
    allows_other_keys: false,
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static HOSTS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::LIST]),
    entry: Some((KeyPattern::NotEmpty, &TEXT_OR_TEXTS)),
    allows_other_keys: false,
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static DRIVER_OPTIONS: Schema = Schema {
    kinds: Kinds::MAPPING,
    entry: Some((KeyPattern::NotEmpty, &Schema { kinds: Kinds::of(&[Kinds::STRING, Kinds::NUMBER]), ..Schema::ANY })),
    ..Schema::ANY
};

pub static EXTERNAL: Schema = Schema {
    kinds: Kinds::of(&[Kinds::BOOLEAN, Kinds::STRING, Kinds::MAPPING]),
    properties: &[NAME_KEY],
    ..Schema::ANY
};

pub static CLOSED_EXTERNAL: Schema = Schema {
    kinds: Kinds::of(&[Kinds::BOOLEAN, Kinds::STRING, Kinds::MAPPING]),
    properties: &[NAME_KEY],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static ULIMITS: Schema = Schema {
    kinds: Kinds::MAPPING,
    entry: Some((
        KeyPattern::Lowercase,
        &Schema {
            kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING, Kinds::MAPPING]),
            properties: &[
                Property {
                    name: "soft",
                    documentation: "The soft limit, which a process can raise up to the hard limit.",
                    schema: &WHOLE,
                    ..Property::PLAIN
                },
                Property {
                    name: "hard",
                    documentation: "The hard limit, which only root can raise.",
                    schema: &WHOLE,
                    ..Property::PLAIN
                },
            ],
            allows_extensions: true,
            allows_other_keys: false,
            required: &["soft", "hard"],
            ..Schema::ANY
        },
    )),
    ..Schema::ANY
};

pub static GRANTS: Schema = Schema {
    kinds: Kinds::LIST,
    items: Some(&Schema {
        kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
        properties: &[
            Property {
                name: "source",
                documentation: "The name of the top-level config or secret.",
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "target",
                documentation: "The path or file name in the container.",
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "uid",
                documentation: "The numeric ID of the user who owns the file.",
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "gid",
                documentation: "The numeric ID of the group that owns the file.",
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "mode",
                documentation: "The permissions of the file, such as `0440`.",
                schema: &AMOUNT,
                ..Property::PLAIN
            },
        ],
        allows_extensions: true,
        allows_other_keys: false,
        ..Schema::ANY
    }),
    ..Schema::ANY
};

pub static INCLUDE: Schema = Schema {
    kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
    properties: &[
        Property {
            name: "path",
            documentation: "The file, or files that are merged in this order.",
            schema: &TEXT_OR_UNIQUE_TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "env_file",
            documentation: "Files with the variables for interpolating the included file.",
            schema: &TEXT_OR_UNIQUE_TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "project_directory",
            documentation: "The folder from which relative paths of the included file are resolved.",
            schema: &TEXT,
            ..Property::PLAIN
        },
    ],
    allows_other_keys: false,
    ..Schema::ANY
};

pub static SERVICE: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        ANNOTATIONS_KEY,
        Property {
            name: "attach",
            documentation: "Whether `docker compose up` shows the logs of this service.",
            default: Some("true"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        BLKIO_CONFIG_KEY,
        BUILD_KEY,
        CAP_ADD_KEY,
        CAP_DROP_KEY,
        CGROUP_KEY,
        CGROUP_PARENT_KEY,
        COMMAND_KEY,
        CONFIGS_KEY,
        Property {
            name: "container_name",
            documentation: "A fixed name for the container instead of a generated one. Such a service cannot have several replicas.",
            schema: &Schema { kinds: Kinds::STRING, pattern: Some(ValuePattern::ContainerName), ..Schema::ANY },
            ..Property::PLAIN
        },
        CPU_COUNT_KEY,
        CPU_PERCENT_KEY,
        CPU_PERIOD_KEY,
        CPU_QUOTA_KEY,
        CPU_RT_PERIOD_KEY,
        CPU_RT_RUNTIME_KEY,
        CPU_SHARES_KEY,
        SERVICE_CPUS_KEY,
        CPUSET_KEY,
        CREDENTIAL_SPEC_KEY,
        DEPENDS_ON_KEY,
        Property {
            name: "deploy",
            documentation: "How the service runs on a cluster: replicas, placement, resources and updates.",
            schema: &DEPLOY,
            ..Property::PLAIN
        },
        Property {
            name: "develop",
            documentation: "How `docker compose watch` updates running containers when sources change.",
            schema: &DEVELOP,
            ..Property::PLAIN
        },
        DEVICE_CGROUP_RULES_KEY,
        DEVICES_KEY,
        DNS_KEY,
        DNS_OPT_KEY,
        DNS_SEARCH_KEY,
        DOMAINNAME_KEY,
        ENTRYPOINT_KEY,
        ENV_FILE_KEY,
        SERVICE_ENVIRONMENT_KEY,
        EXPOSE_KEY,
        Property {
            name: "extends",
            documentation: "Inherits the configuration of another service, optionally from another file. Values that are set here take precedence.",
            schema: &Schema {
                kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
                properties: &[
                    Property {
                        name: "service",
                        documentation: "The service to extend.",
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "file",
                        documentation: "The Compose file that contains the service. Default: this file.",
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                ],
                allows_other_keys: false,
                required: &["service"],
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "external_links",
            documentation: "Containers outside of this application that the service can reach, as `name:alias`.",
            schema: &UNIQUE_TEXTS,
            ..Property::PLAIN
        },
        EXTRA_HOSTS_KEY,
        GPUS_KEY,
        GROUP_ADD_KEY,
        HEALTHCHECK_KEY,
        HOSTNAME_KEY,
        IMAGE_KEY,
        INIT_KEY,
        IPC_KEY,
        ISOLATION_KEY,
        LABEL_FILE_KEY,
        SERVICE_LABELS_KEY,
        Property {
            name: "links",
            documentation: "Services that the container can reach under another name, as `service:alias`. Networks make this unnecessary.",
            schema: &TEXTS,
            ..Property::PLAIN
        },
        LOGGING_KEY,
        MAC_ADDRESS_KEY,
        MEM_LIMIT_KEY,
        MEM_RESERVATION_KEY,
        MEM_SWAPPINESS_KEY,
        MEMSWAP_LIMIT_KEY,
        MODELS_KEY,
        NETWORK_MODE_KEY,
        NETWORKS_KEY,
        OOM_KILL_DISABLE_KEY,
        OOM_SCORE_ADJ_KEY,
        PID_KEY,
        PIDS_LIMIT_KEY,
        PLATFORM_KEY,
        PORTS_KEY,
        Property {
            name: "post_start",
            documentation: "Commands that run in the container after it has started.",
            schema: &Schema { kinds: Kinds::LIST, items: Some(&HOOK), ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "pre_start",
            documentation: "Containers that run to completion before the container of the service starts.",
            schema: &Schema { kinds: Kinds::LIST, items: Some(&PRE_START), ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "pre_stop",
            documentation: "Commands that run in the container before it is stopped.",
            schema: &Schema { kinds: Kinds::LIST, items: Some(&HOOK), ..Schema::ANY },
            ..Property::PLAIN
        },
        PRIVILEGED_KEY,
        PROFILES_KEY,
        Property {
            name: "provider",
            documentation: "A tool other than the container runtime that manages the service.",
            schema: &SERVICE_PROVIDER,
            ..Property::PLAIN
        },
        PULL_POLICY_KEY,
        PULL_REFRESH_AFTER_KEY,
        READ_ONLY_KEY,
        Property {
            name: "restart",
            documentation: "When the container is restarted after it exits.",
            default: Some("\"no\""),
            suggestions: &["always", "unless-stopped", "on-failure", "\"no\"", "on-failure:3"],
            schema: &TEXT,
        },
        RUNTIME_KEY,
        Property {
            name: "scale",
            documentation: "The number of containers of the service.",
            default: Some("1"),
            schema: &WHOLE,
            ..Property::PLAIN
        },
        SECRETS_KEY,
        SECURITY_OPT_KEY,
        SHM_SIZE_KEY,
        STDIN_OPEN_KEY,
        STOP_GRACE_PERIOD_KEY,
        STOP_SIGNAL_KEY,
        STORAGE_OPT_KEY,
        SYSCTLS_KEY,
        TMPFS_KEY,
        TTY_KEY,
        ULIMITS_KEY,
        USE_API_SOCKET_KEY,
        USER_KEY,
        USERNS_MODE_KEY,
        UTS_KEY,
        VOLUMES_KEY,
        VOLUMES_FROM_KEY,
        WORKING_DIR_KEY,
        UMASK_KEY,
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static BUILD: Schema = Schema {
    kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
    properties: &[
        Property {
            name: "additional_contexts",
            documentation: "Named contexts that the Dockerfile can use in `FROM` and `COPY --from`: folders, images, URLs, or `service:` with a service.",
            schema: &PAIRS,
            ..Property::PLAIN
        },
        Property {
            name: "args",
            documentation: "Values for the `ARG` instructions of the Dockerfile.",
            schema: &PAIRS,
            ..Property::PLAIN
        },
        Property {
            name: "cache_from",
            documentation: "Where the builder looks for cached layers.",
            schema: &TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "cache_to",
            documentation: "Where the builder stores its cache.",
            schema: &TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "context",
            documentation: "The folder or Git URL of the build context.",
            default: Some("`.`"),
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "dockerfile",
            documentation: "The Dockerfile, relative to the context.",
            default: Some("Dockerfile"),
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "dockerfile_inline",
            documentation: "The content of the Dockerfile. Cannot be combined with `dockerfile`.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "entitlements",
            documentation: "Privileges that the build is granted.",
            suggestions: &["network.host", "security.insecure", "device"],
            schema: &TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "extra_hosts",
            documentation: "Additional lines for `/etc/hosts` during the build, as `host=address`.",
            schema: &HOSTS,
            ..Property::PLAIN
        },
        Property {
            name: "isolation",
            documentation: "The isolation technology of the build, on Windows.",
            suggestions: &["default", "process", "hyperv"],
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "labels",
            documentation: "Labels of the image that is built.",
            schema: &PAIRS,
            ..Property::PLAIN
        },
        Property {
            name: "network",
            documentation: "The network of `RUN` instructions.",
            suggestions: &["default", "host", "none"],
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "no_cache",
            documentation: "Whether the build ignores all cached layers.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "no_cache_filter",
            documentation: "Stages that are built without cached layers.",
            schema: &TEXT_OR_UNIQUE_TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "platforms",
            documentation: "The platforms for which the image is built.",
            suggestions: &[
                "linux/amd64",
                "linux/arm64",
                "linux/arm/v7",
                "linux/386",
                "linux/ppc64le",
                "linux/riscv64",
                "linux/s390x",
                "windows/amd64",
            ],
            schema: &TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "privileged",
            documentation: "Whether the build runs with extended privileges on the host.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "provenance",
            documentation: "Whether to add a provenance attestation, or its mode.",
            suggestions: &["true", "false", "mode=min", "mode=max"],
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "pull",
            documentation: "Whether base images are pulled even if they are present.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "sbom",
            documentation: "Whether to add a software bill of materials.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "secrets",
            documentation: "Secrets of the top-level `secrets` that `RUN --mount=type=secret` can use.",
            schema: &GRANTS,
            ..Property::PLAIN
        },
        Property {
            name: "shm_size",
            documentation: "The size of `/dev/shm` during the build.",
            schema: &WHOLE,
            ..Property::PLAIN
        },
        Property {
            name: "ssh",
            documentation: "SSH agents or keys that `RUN --mount=type=ssh` can use.",
            suggestions: &["default"],
            schema: &UNIQUE_PAIRS,
            ..Property::PLAIN
        },
        Property { name: "tags", documentation: "Additional names of the image.", schema: &TEXTS, ..Property::PLAIN },
        Property {
            name: "target",
            documentation: "The stage of the Dockerfile to build.",
            default: Some("the last stage"),
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "ulimits",
            documentation: "Limits of the processes of the build.",
            schema: &ULIMITS,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static BLKIO: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "device_read_bps",
            documentation: "Limits reads from a device, in bytes per second.",
            schema: &BLKIO_RATES,
            ..Property::PLAIN
        },
        Property {
            name: "device_read_iops",
            documentation: "Limits reads from a device, in operations per second.",
            schema: &BLKIO_RATES,
            ..Property::PLAIN
        },
        Property {
            name: "device_write_bps",
            documentation: "Limits writes to a device, in bytes per second.",
            schema: &BLKIO_RATES,
            ..Property::PLAIN
        },
        Property {
            name: "device_write_iops",
            documentation: "Limits writes to a device, in operations per second.",
            schema: &BLKIO_RATES,
            ..Property::PLAIN
        },
        Property {
            name: "weight",
            documentation: "The share of block I/O relative to other containers, from 10 to 1000.",
            schema: &WHOLE,
            ..Property::PLAIN
        },
        Property {
            name: "weight_device",
            documentation: "The share of block I/O on a device relative to other containers.",
            schema: &Schema {
                kinds: Kinds::LIST,
                items: Some(&Schema {
                    kinds: Kinds::MAPPING,
                    properties: &[
                        PATH_KEY,
                        Property {
                            name: "weight",
                            documentation: "The share, from 10 to 1000.",
                            schema: &WHOLE,
                            ..Property::PLAIN
                        },
                    ],
                    allows_other_keys: false,
                    ..Schema::ANY
                }),
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
    ],
    allows_other_keys: false,
    ..Schema::ANY
};

pub static BLKIO_RATES: Schema = Schema {
    kinds: Kinds::LIST,
    items: Some(&Schema {
        kinds: Kinds::MAPPING,
        properties: &[
            PATH_KEY,
            Property { name: "rate", documentation: "The limit.", schema: &WHOLE, ..Property::PLAIN },
        ],
        allows_other_keys: false,
        ..Schema::ANY
    }),
    ..Schema::ANY
};

pub static DEPENDENCIES: Schema = Schema {
    kinds: Kinds::of(&[Kinds::LIST, Kinds::MAPPING]),
    entry: Some((
        KeyPattern::Name,
        &Schema {
            kinds: Kinds::MAPPING,
            properties: &[
                Property {
                    name: "condition",
                    documentation: "What to wait for.",
                    default: Some("service_started"),
                    schema: &Schema {
                        kinds: Kinds::STRING,
                        values: &["service_started", "service_healthy", "service_completed_successfully"],
                        ..Schema::ANY
                    },
                    ..Property::PLAIN
                },
                Property {
                    name: "required",
                    documentation: "Whether it is an error if the service is not available.",
                    default: Some("true"),
                    schema: &FLAG,
                    ..Property::PLAIN
                },
                Property {
                    name: "restart",
                    documentation: "Whether this service restarts when Compose restarts the dependency.",
                    default: Some("false"),
                    schema: &FLAG,
                    ..Property::PLAIN
                },
            ],
            allows_extensions: true,
            allows_other_keys: false,
            required: &["condition"],
            ..Schema::ANY
        },
    )),
    allows_other_keys: false,
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static DEPLOY: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::NULL]),
    properties: &[
        Property {
            name: "endpoint_mode",
            documentation: "How clients find the service.",
            suggestions: &["vip", "dnsrr"],
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "labels",
            documentation: "Labels of the service, not of its containers.",
            schema: &PAIRS,
            ..Property::PLAIN
        },
        Property {
            name: "mode",
            documentation: "Whether to run a number of replicas, or one container on each node.",
            default: Some("replicated"),
            suggestions: &["replicated", "global", "replicated-job", "global-job"],
            schema: &TEXT,
        },
        Property {
            name: "placement",
            documentation: "On which nodes containers can run.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "constraints",
                        documentation: "Conditions for nodes, such as `node.role == manager`.",
                        schema: &TEXTS,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "max_replicas_per_node",
                        documentation: "How many containers a node can run.",
                        schema: &WHOLE,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "preferences",
                        documentation: "How containers are spread over the nodes.",
                        schema: &Schema {
                            kinds: Kinds::LIST,
                            items: Some(&Schema {
                                kinds: Kinds::MAPPING,
                                properties: &[Property {
                                    name: "spread",
                                    documentation: "The node label over whose values containers are spread evenly.",
                                    schema: &TEXT,
                                    ..Property::PLAIN
                                }],
                                allows_extensions: true,
                                allows_other_keys: false,
                                ..Schema::ANY
                            }),
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "replicas",
            documentation: "The number of containers.",
            default: Some("1"),
            schema: &WHOLE,
            ..Property::PLAIN
        },
        Property {
            name: "resources",
            documentation: "The limits and reservations of a container.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "limits",
                        documentation: "The resources that a container cannot exceed.",
                        schema: &Schema {
                            kinds: Kinds::MAPPING,
                            properties: &[
                                DEPLOY_CPUS_KEY,
                                MEMORY_KEY,
                                Property {
                                    name: "pids",
                                    documentation: "The number of processes.",
                                    schema: &WHOLE,
                                    ..Property::PLAIN
                                },
                            ],
                            allows_extensions: true,
                            allows_other_keys: false,
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                    Property {
                        name: "reservations",
                        documentation: "The resources reserved for a container.",
                        schema: &Schema {
                            kinds: Kinds::MAPPING,
                            properties: &[
                                DEPLOY_CPUS_KEY,
                                Property {
                                    name: "devices",
                                    documentation: "Devices reserved for a container, such as GPUs.",
                                    schema: &Schema { kinds: Kinds::LIST, items: Some(&DEVICE), ..Schema::ANY },
                                    ..Property::PLAIN
                                },
                                Property {
                                    name: "generic_resources",
                                    documentation: "Resources that a cluster defines.",
                                    schema: &Schema {
                                        kinds: Kinds::LIST,
                                        items: Some(&GENERIC_RESOURCE),
                                        ..Schema::ANY
                                    },
                                    ..Property::PLAIN
                                },
                                MEMORY_KEY,
                            ],
                            allows_extensions: true,
                            allows_other_keys: false,
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "restart_policy",
            documentation: "Whether and how containers are restarted. Replaces `restart`.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "condition",
                        documentation: "When a container is restarted.",
                        default: Some("any"),
                        suggestions: &["none", "on-failure", "any"],
                        schema: &TEXT,
                    },
                    Property {
                        name: "delay",
                        documentation: "The time between restart attempts.",
                        default: Some("0"),
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "max_attempts",
                        documentation: "The maximum number of restart attempts.",
                        schema: &WHOLE,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "window",
                        documentation: "How long to wait before deciding whether a restart succeeded.",
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "rollback_config",
            documentation: "How a failed update is rolled back.",
            schema: &ROLLOUT,
            ..Property::PLAIN
        },
        Property {
            name: "update_config",
            documentation: "How containers are updated.",
            schema: &ROLLOUT,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static ROLLOUT: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "delay",
            documentation: "The time between the updates of two groups of containers.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "failure_action",
            documentation: "What happens when an update fails.",
            suggestions: &["continue", "pause", "rollback"],
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "max_failure_ratio",
            documentation: "The tolerated failure ratio during an update.",
            schema: &AMOUNT,
            ..Property::PLAIN
        },
        Property {
            name: "monitor",
            documentation: "How long to monitor a container for failure after its update.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "order",
            documentation: "Whether the old container stops before or after the new one starts.",
            default: Some("stop-first"),
            schema: &Schema { kinds: Kinds::STRING, values: &["start-first", "stop-first"], ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "parallelism",
            documentation: "The number of containers that are updated at a time. `0` updates all at once.",
            schema: &WHOLE,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static GENERIC_RESOURCE: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[Property {
        name: "discrete_resource_spec",
        documentation: "A countable resource.",
        schema: &Schema {
            kinds: Kinds::MAPPING,
            properties: &[
                Property { name: "kind", documentation: "The name of the resource.", schema: &TEXT, ..Property::PLAIN },
                Property { name: "value", documentation: "The amount.", schema: &AMOUNT, ..Property::PLAIN },
            ],
            allows_extensions: true,
            allows_other_keys: false,
            ..Schema::ANY
        },
        ..Property::PLAIN
    }],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static GPU: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[CAPABILITIES_KEY, COUNT_KEY, DEVICE_IDS_KEY, DRIVER_KEY, OPTIONS_KEY],
    ..Schema::ANY
};

pub static DEVICE: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[CAPABILITIES_KEY, COUNT_KEY, DEVICE_IDS_KEY, DRIVER_KEY, OPTIONS_KEY],
    allows_extensions: true,
    allows_other_keys: false,
    required: &["capabilities"],
    ..Schema::ANY
};

pub static DEVELOP: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::NULL]),
    properties: &[Property {
        name: "watch",
        documentation: "Rules for paths that `docker compose watch` watches.",
        schema: &Schema {
            kinds: Kinds::LIST,
            items: Some(&Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "action",
                        documentation: "What happens after a change.",
                        schema: &Schema {
                            kinds: Kinds::STRING,
                            values: &["rebuild", "sync", "restart", "sync+restart", "sync+exec"],
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                    Property {
                        name: "exec",
                        documentation: "The command that runs after files are synchronized, with `sync+exec`.",
                        schema: &HOOK,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "ignore",
                        documentation: "Patterns of paths that are ignored.",
                        schema: &TEXT_OR_UNIQUE_TEXTS,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "include",
                        documentation: "Patterns of paths to watch. Default: all paths.",
                        schema: &TEXT_OR_UNIQUE_TEXTS,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "initial_sync",
                        documentation: "Whether to synchronize files once when the watch starts.",
                        default: Some("false"),
                        schema: &Schema { kinds: Kinds::BOOLEAN, ..Schema::ANY },
                        ..Property::PLAIN
                    },
                    Property {
                        name: "path",
                        documentation: "The file or folder to watch.",
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "target",
                        documentation: "The path in the container to which files are copied.",
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                required: &["path", "action"],
                ..Schema::ANY
            }),
            ..Schema::ANY
        },
        ..Property::PLAIN
    }],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static HOOK: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property { name: "command", documentation: "The command to run.", schema: &COMMAND, ..Property::PLAIN },
        Property {
            name: "environment",
            documentation: "Environment variables of the command.",
            schema: &UNIQUE_PAIRS,
            ..Property::PLAIN
        },
        Property {
            name: "privileged",
            documentation: "Whether the command runs with extended privileges.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property { name: "user", documentation: "The user that runs the command.", schema: &TEXT, ..Property::PLAIN },
        Property {
            name: "working_dir",
            documentation: "The folder in which the command runs.",
            schema: &TEXT,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    required: &["command"],
    ..Schema::ANY
};

pub static MOUNT: Schema = Schema {
    kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
    properties: &[
        Property {
            name: "bind",
            documentation: "Options of a mounted folder or file of the host.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "create_host_path",
                        documentation: "Whether a missing folder on the host is created.",
                        default: Some("true"),
                        schema: &FLAG,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "propagation",
                        documentation: "The propagation of mounts below the directory.",
                        suggestions: &["rprivate", "private", "rshared", "shared", "rslave", "slave"],
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "recursive",
                        documentation: "Whether mounts below the directory are mounted, too, and how.",
                        schema: &Schema {
                            kinds: Kinds::STRING,
                            values: &["enabled", "disabled", "writable", "readonly"],
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                    Property {
                        name: "selinux",
                        documentation: "The SELinux label: `z` is shared, `Z` is private.",
                        schema: &Schema { kinds: Kinds::STRING, values: &["z", "Z"], ..Schema::ANY },
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "consistency",
            documentation: "The consistency that the mount requires. Current platforms ignore it.",
            suggestions: &["consistent", "cached", "delegated"],
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "image",
            documentation: "Options of a mounted image.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[SUBPATH_KEY],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "read_only",
            documentation: "Whether the mount is read-only.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "source",
            documentation: "The folder of the host, or the name of the volume or image.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property { name: "target", documentation: "The path in the container.", schema: &TEXT, ..Property::PLAIN },
        Property {
            name: "tmpfs",
            documentation: "Options of a folder that is kept in memory.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "mode",
                        documentation: "The permissions of the folder.",
                        schema: &AMOUNT,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "size",
                        documentation: "The size of the folder.",
                        schema: &Schema {
                            kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING]),
                            minimum: Some(0),
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "type",
            documentation: "The type of the mount.",
            schema: &Schema {
                kinds: Kinds::STRING,
                values: &["bind", "volume", "tmpfs", "cluster", "npipe", "image"],
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property {
            name: "volume",
            documentation: "Options of a mounted volume.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    MOUNT_LABELS_KEY,
                    Property {
                        name: "nocopy",
                        documentation: "Whether to disable copying files of the image into a new volume.",
                        default: Some("false"),
                        schema: &FLAG,
                        ..Property::PLAIN
                    },
                    SUBPATH_KEY,
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    required: &["type"],
    ..Schema::ANY
};

pub static MODEL: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "context_size",
            documentation: "The size of the context, in tokens.",
            schema: &Schema { kinds: Kinds::INTEGER, ..Schema::ANY },
            ..Property::PLAIN
        },
        Property {
            name: "model",
            documentation: "The model, as the name of an OCI artifact.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "name",
            documentation: "The name under which the model is known.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "runtime_flags",
            documentation: "Arguments of the inference engine.",
            schema: &TEXTS,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    required: &["model"],
    ..Schema::ANY
};

pub static NETWORK: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::NULL]),
    properties: &[
        Property {
            name: "attachable",
            documentation: "Whether containers outside of the application can join the network.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "driver",
            documentation: "The driver of the network.",
            default: Some("bridge"),
            suggestions: &["bridge", "host", "none", "overlay", "macvlan", "ipvlan"],
            schema: &TEXT,
        },
        DRIVER_OPTS_KEY,
        Property {
            name: "enable_ipv4",
            documentation: "Whether the network has IPv4 addresses.",
            default: Some("true"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "enable_ipv6",
            documentation: "Whether the network has IPv6 addresses.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "external",
            documentation: "Whether the network exists already, outside of this application.",
            default: Some("false"),
            schema: &CLOSED_EXTERNAL,
            ..Property::PLAIN
        },
        Property {
            name: "internal",
            documentation: "Whether the network has no connection to the outside.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "ipam",
            documentation: "How addresses are assigned.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                properties: &[
                    Property {
                        name: "config",
                        documentation: "The subnets of the network.",
                        schema: &Schema {
                            kinds: Kinds::LIST,
                            items: Some(&Schema {
                                kinds: Kinds::MAPPING,
                                properties: &[
                                    Property {
                                        name: "aux_addresses",
                                        documentation: "Addresses that are not assigned to containers, by host name.",
                                        schema: &TEXTS_BY_NAME,
                                        ..Property::PLAIN
                                    },
                                    Property {
                                        name: "gateway",
                                        documentation: "The gateway of the subnet.",
                                        schema: &TEXT,
                                        ..Property::PLAIN
                                    },
                                    Property {
                                        name: "ip_range",
                                        documentation: "The addresses that containers can get.",
                                        schema: &TEXT,
                                        ..Property::PLAIN
                                    },
                                    Property {
                                        name: "subnet",
                                        documentation: "The subnet, such as `172.28.0.0/16`.",
                                        schema: &TEXT,
                                        ..Property::PLAIN
                                    },
                                ],
                                allows_extensions: true,
                                allows_other_keys: false,
                                ..Schema::ANY
                            }),
                            ..Schema::ANY
                        },
                        ..Property::PLAIN
                    },
                    Property {
                        name: "driver",
                        documentation: "The driver that assigns addresses.",
                        default: Some("default"),
                        schema: &TEXT,
                        ..Property::PLAIN
                    },
                    Property {
                        name: "options",
                        documentation: "Options of the driver.",
                        schema: &TEXTS_BY_NAME,
                        ..Property::PLAIN
                    },
                ],
                allows_extensions: true,
                allows_other_keys: false,
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
        Property { name: "labels", documentation: "Labels of the network.", schema: &PAIRS, ..Property::PLAIN },
        Property {
            name: "name",
            documentation: "The name of the network, without the prefix of the project.",
            schema: &TEXT,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static TEXTS_BY_NAME: Schema = Schema {
    kinds: Kinds::MAPPING,
    entry: Some((KeyPattern::NotEmpty, &Schema { kinds: Kinds::STRING, ..Schema::ANY })),
    allows_other_keys: false,
    ..Schema::ANY
};

pub static VOLUME: Schema = Schema {
    kinds: Kinds::of(&[Kinds::MAPPING, Kinds::NULL]),
    properties: &[
        Property {
            name: "driver",
            documentation: "The driver of the volume.",
            default: Some("local"),
            suggestions: &["local"],
            schema: &TEXT,
        },
        DRIVER_OPTS_KEY,
        Property {
            name: "external",
            documentation: "Whether the volume exists already, outside of this application.",
            default: Some("false"),
            schema: &CLOSED_EXTERNAL,
            ..Property::PLAIN
        },
        MOUNT_LABELS_KEY,
        Property {
            name: "name",
            documentation: "The name of the volume, without the prefix of the project.",
            schema: &TEXT,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static SECRET: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "driver",
            documentation: "The driver that provides the secret.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        DRIVER_OPTS_KEY,
        SECRET_ENVIRONMENT_KEY,
        Property {
            name: "external",
            documentation: "Whether the secret exists already, outside of this application.",
            default: Some("false"),
            schema: &EXTERNAL,
            ..Property::PLAIN
        },
        FILE_KEY,
        Property { name: "labels", documentation: "Labels of the secret.", schema: &UNIQUE_PAIRS, ..Property::PLAIN },
        Property {
            name: "name",
            documentation: "The name of the secret in the container runtime.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        TEMPLATE_DRIVER_KEY,
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static CONFIG: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "content",
            documentation: "The content itself. Variables are interpolated.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        SECRET_ENVIRONMENT_KEY,
        Property {
            name: "external",
            documentation: "Whether the config exists already, outside of this application.",
            default: Some("false"),
            schema: &EXTERNAL,
            ..Property::PLAIN
        },
        FILE_KEY,
        Property { name: "labels", documentation: "Labels of the config.", schema: &UNIQUE_PAIRS, ..Property::PLAIN },
        Property {
            name: "name",
            documentation: "The name of the config in the container runtime.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        TEMPLATE_DRIVER_KEY,
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static SERVICE_CREDENTIAL_SPEC: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "config",
            documentation: "The name of a top-level config with the specification.",
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property { name: "file", documentation: "The file with the specification.", schema: &TEXT, ..Property::PLAIN },
        Property {
            name: "registry",
            documentation: "The Windows registry value that holds the specification.",
            schema: &TEXT,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static SERVICE_DEVICES: Schema = Schema {
    kinds: Kinds::LIST,
    items: Some(&Schema {
        kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
        properties: &[
            Property { name: "source", documentation: "The device of the host.", schema: &TEXT, ..Property::PLAIN },
            Property {
                name: "target",
                documentation: "The path of the device in the container.",
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "permissions",
                documentation: "What the container can do with it: `r`, `w` and `m`.",
                schema: &TEXT,
                ..Property::PLAIN
            },
        ],
        allows_extensions: true,
        allows_other_keys: false,
        required: &["source"],
        ..Schema::ANY
    }),
    ..Schema::ANY
};

pub static SERVICE_ENV_FILE: Schema = Schema {
    kinds: Kinds::of(&[Kinds::STRING, Kinds::LIST]),
    items: Some(&Schema {
        kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
        properties: &[
            Property { name: "path", documentation: "The file.", schema: &TEXT, ..Property::PLAIN },
            Property {
                name: "format",
                documentation: "How the file is read. With `raw`, values are not interpolated.",
                suggestions: &["raw"],
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "required",
                documentation: "Whether it is an error if the file is missing.",
                default: Some("true"),
                schema: &FLAG,
                ..Property::PLAIN
            },
        ],
        allows_other_keys: false,
        required: &["path"],
        ..Schema::ANY
    }),
    ..Schema::ANY
};

pub static SERVICE_LOGGING: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "driver",
            documentation: "The logging driver.",
            default: Some("json-file"),
            suggestions: &[
                "json-file",
                "local",
                "journald",
                "syslog",
                "fluentd",
                "gelf",
                "awslogs",
                "splunk",
                "gcplogs",
                "none",
            ],
            schema: &TEXT,
        },
        Property {
            name: "options",
            documentation: "Options of the driver, such as `max-size`.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((
                    KeyPattern::NotEmpty,
                    &Schema { kinds: Kinds::of(&[Kinds::STRING, Kinds::NUMBER, Kinds::NULL]), ..Schema::ANY },
                )),
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static SERVICE_MODELS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::LIST, Kinds::MAPPING]),
    entry: Some((
        KeyPattern::Name,
        &Schema {
            kinds: Kinds::of(&[Kinds::MAPPING, Kinds::NULL]),
            properties: &[
                Property {
                    name: "endpoint_var",
                    documentation: "The environment variable with the URL of the model.",
                    schema: &TEXT,
                    ..Property::PLAIN
                },
                Property {
                    name: "model_var",
                    documentation: "The environment variable with the name of the model.",
                    schema: &TEXT,
                    ..Property::PLAIN
                },
            ],
            allows_extensions: true,
            allows_other_keys: false,
            ..Schema::ANY
        },
    )),
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static SERVICE_NETWORKS: Schema = Schema {
    kinds: Kinds::of(&[Kinds::LIST, Kinds::MAPPING]),
    entry: Some((
        KeyPattern::Name,
        &Schema {
            kinds: Kinds::of(&[Kinds::MAPPING, Kinds::NULL]),
            properties: &[
                Property {
                    name: "aliases",
                    documentation: "Additional host names of the service on this network.",
                    schema: &TEXTS,
                    ..Property::PLAIN
                },
                Property {
                    name: "driver_opts",
                    documentation: "Options of the network driver for this connection.",
                    schema: &DRIVER_OPTIONS,
                    ..Property::PLAIN
                },
                Property {
                    name: "gw_priority",
                    documentation: "The network with the highest value provides the default gateway.",
                    default: Some("0"),
                    schema: &Schema { kinds: Kinds::NUMBER, ..Schema::ANY },
                    ..Property::PLAIN
                },
                Property {
                    name: "interface_name",
                    documentation: "The name of the network interface in the container.",
                    schema: &TEXT,
                    ..Property::PLAIN
                },
                Property {
                    name: "ipv4_address",
                    documentation: "A fixed IPv4 address.",
                    schema: &TEXT,
                    ..Property::PLAIN
                },
                Property {
                    name: "ipv6_address",
                    documentation: "A fixed IPv6 address.",
                    schema: &TEXT,
                    ..Property::PLAIN
                },
                Property {
                    name: "link_local_ips",
                    documentation: "Link-local addresses.",
                    schema: &TEXTS,
                    ..Property::PLAIN
                },
                Property {
                    name: "mac_address",
                    documentation: "The MAC address on this network.",
                    schema: &TEXT,
                    ..Property::PLAIN
                },
                Property {
                    name: "priority",
                    documentation: "Networks with higher values are joined first.",
                    default: Some("0"),
                    schema: &Schema { kinds: Kinds::NUMBER, ..Schema::ANY },
                    ..Property::PLAIN
                },
                Property {
                    name: "use_service_name_alias",
                    documentation: "Whether containers can reach the service by its name on this network.",
                    default: Some("true"),
                    schema: &FLAG,
                    ..Property::PLAIN
                },
            ],
            allows_extensions: true,
            allows_other_keys: false,
            ..Schema::ANY
        },
    )),
    allows_other_keys: false,
    items: Some(&Schema { kinds: Kinds::STRING, ..Schema::ANY }),
    has_unique_items: true,
    ..Schema::ANY
};

pub static SERVICE_PORTS: Schema = Schema {
    kinds: Kinds::LIST,
    items: Some(&Schema {
        kinds: Kinds::of(&[Kinds::NUMBER, Kinds::STRING, Kinds::MAPPING]),
        properties: &[
            Property {
                name: "app_protocol",
                documentation: "The protocol of the application, such as `http`.",
                suggestions: &["http", "https", "http2"],
                schema: &TEXT,
                ..Property::PLAIN
            },
            Property {
                name: "host_ip",
                documentation: "The address of the host on which the port is published.",
                default: Some("all addresses"),
                suggestions: &["127.0.0.1", "0.0.0.0"],
                schema: &TEXT,
            },
            Property {
                name: "mode",
                documentation: "How the port is published on a cluster.",
                default: Some("ingress"),
                suggestions: &["ingress", "host"],
                schema: &TEXT,
            },
            Property { name: "name", documentation: "A name for the port.", schema: &TEXT, ..Property::PLAIN },
            Property {
                name: "protocol",
                documentation: "The protocol.",
                default: Some("tcp"),
                suggestions: &["tcp", "udp", "sctp"],
                schema: &TEXT,
            },
            Property {
                name: "published",
                documentation: "The port on the host, or a range of ports.",
                schema: &WHOLE,
                ..Property::PLAIN
            },
            Property { name: "target", documentation: "The port of the container.", schema: &WHOLE, ..Property::PLAIN },
        ],
        allows_extensions: true,
        allows_other_keys: false,
        ..Schema::ANY
    }),
    ..Schema::ANY
};

pub static SERVICE_HEALTHCHECK: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "disable",
            documentation: "Whether to disable the health check of the image.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "interval",
            documentation: "The time between checks.",
            default: Some("30s"),
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "retries",
            documentation: "The number of consecutive failures after which the container is unhealthy.",
            default: Some("3"),
            schema: &AMOUNT,
            ..Property::PLAIN
        },
        Property {
            name: "start_interval",
            documentation: "The time between checks during the start period.",
            default: Some("5s"),
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "start_period",
            documentation: "The startup time during which failures are not counted.",
            default: Some("0s"),
            schema: &TEXT,
            ..Property::PLAIN
        },
        Property {
            name: "test",
            documentation: "The command that checks: a string for a shell, or a list that starts with `CMD`, `CMD-SHELL` or `NONE`.",
            schema: &TEXT_OR_TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "timeout",
            documentation: "How long a check can take.",
            default: Some("30s"),
            schema: &TEXT,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static SERVICE_PROVIDER: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property { name: "type", documentation: "The name of the tool.", schema: &TEXT, ..Property::PLAIN },
        Property {
            name: "options",
            documentation: "Options of the tool.",
            schema: &Schema {
                kinds: Kinds::MAPPING,
                entry: Some((
                    KeyPattern::NotEmpty,
                    &Schema {
                        kinds: Kinds::of(&[Kinds::STRING, Kinds::NUMBER, Kinds::BOOLEAN, Kinds::LIST]),
                        items: Some(&Schema {
                            kinds: Kinds::of(&[Kinds::STRING, Kinds::NUMBER, Kinds::BOOLEAN]),
                            ..Schema::ANY
                        }),
                        ..Schema::ANY
                    },
                )),
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    required: &["type"],
    ..Schema::ANY
};

pub static PRE_START: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "annotations",
            documentation: "Annotations of the container, as a mapping or as a list of `key=value`.",
            schema: &UNIQUE_PAIRS,
            ..Property::PLAIN
        },
        BLKIO_CONFIG_KEY,
        Property {
            name: "cap_add",
            documentation: "Linux capabilities to add to the container, such as `NET_ADMIN`.",
            suggestions: &[
                "ALL",
                "CHOWN",
                "DAC_READ_SEARCH",
                "IPC_LOCK",
                "NET_ADMIN",
                "NET_RAW",
                "SYS_ADMIN",
                "SYS_MODULE",
                "SYS_NICE",
                "SYS_PTRACE",
                "SYS_RESOURCE",
                "SYS_TIME",
            ],
            schema: &UNIQUE_TEXTS,
            ..Property::PLAIN
        },
        Property {
            name: "cap_drop",
            documentation: "Linux capabilities to drop. `ALL` drops all of them.",
            suggestions: &[
                "ALL",
                "CHOWN",
                "DAC_OVERRIDE",
                "FOWNER",
                "FSETID",
                "KILL",
                "MKNOD",
                "NET_BIND_SERVICE",
                "NET_RAW",
                "SETFCAP",
                "SETGID",
                "SETPCAP",
                "SETUID",
                "SYS_CHROOT",
            ],
            schema: &UNIQUE_TEXTS,
            ..Property::PLAIN
        },
        CGROUP_KEY,
        CGROUP_PARENT_KEY,
        COMMAND_KEY,
        CONFIGS_KEY,
        CPU_COUNT_KEY,
        CPU_PERCENT_KEY,
        CPU_PERIOD_KEY,
        CPU_QUOTA_KEY,
        CPU_RT_PERIOD_KEY,
        CPU_RT_RUNTIME_KEY,
        CPU_SHARES_KEY,
        SERVICE_CPUS_KEY,
        CPUSET_KEY,
        CREDENTIAL_SPEC_KEY,
        DEVICE_CGROUP_RULES_KEY,
        DEVICES_KEY,
        DNS_KEY,
        DNS_OPT_KEY,
        DNS_SEARCH_KEY,
        DOMAINNAME_KEY,
        ENTRYPOINT_KEY,
        ENV_FILE_KEY,
        Property {
            name: "environment",
            documentation: "Environment variables of the container, as a mapping or as a list of `KEY=value`. A variable without a value is taken from the shell.",
            schema: &UNIQUE_PAIRS,
            ..Property::PLAIN
        },
        EXTRA_HOSTS_KEY,
        GPUS_KEY,
        GROUP_ADD_KEY,
        HOSTNAME_KEY,
        IMAGE_KEY,
        INIT_KEY,
        IPC_KEY,
        ISOLATION_KEY,
        LABEL_FILE_KEY,
        Property {
            name: "labels",
            documentation: "Labels of the container, as a mapping or as a list of `key=value`.",
            schema: &UNIQUE_PAIRS,
            ..Property::PLAIN
        },
        LOGGING_KEY,
        MAC_ADDRESS_KEY,
        MEM_LIMIT_KEY,
        MEM_RESERVATION_KEY,
        MEM_SWAPPINESS_KEY,
        MEMSWAP_LIMIT_KEY,
        MODELS_KEY,
        NETWORK_MODE_KEY,
        NETWORKS_KEY,
        OOM_KILL_DISABLE_KEY,
        OOM_SCORE_ADJ_KEY,
        PID_KEY,
        PIDS_LIMIT_KEY,
        PLATFORM_KEY,
        PRIVILEGED_KEY,
        PULL_POLICY_KEY,
        PULL_REFRESH_AFTER_KEY,
        READ_ONLY_KEY,
        RUNTIME_KEY,
        SECRETS_KEY,
        SECURITY_OPT_KEY,
        SHM_SIZE_KEY,
        STOP_GRACE_PERIOD_KEY,
        STOP_SIGNAL_KEY,
        STORAGE_OPT_KEY,
        Property {
            name: "sysctls",
            documentation: "Kernel parameters of the container, as a mapping or as a list of `name=value`.",
            schema: &UNIQUE_PAIRS,
            ..Property::PLAIN
        },
        TMPFS_KEY,
        ULIMITS_KEY,
        USE_API_SOCKET_KEY,
        USER_KEY,
        USERNS_MODE_KEY,
        UTS_KEY,
        VOLUMES_KEY,
        VOLUMES_FROM_KEY,
        WORKING_DIR_KEY,
        UMASK_KEY,
        Property {
            name: "per_replica",
            documentation: "Whether it runs once for each replica instead of once for the service.",
            default: Some("false"),
            schema: &FLAG,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static TRIGGERS: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        Property {
            name: "manual",
            documentation: "Whether the job can be started by hand.",
            default: Some("true"),
            schema: &FLAG,
            ..Property::PLAIN
        },
        Property {
            name: "schedule",
            documentation: "When the job starts, as crontab expressions.",
            schema: &Schema {
                kinds: Kinds::LIST,
                items: Some(&Schema {
                    kinds: Kinds::of(&[Kinds::STRING, Kinds::MAPPING]),
                    properties: &[
                        Property {
                            name: "cron",
                            documentation: "When the job starts, such as `0 * * * *` for every hour.",
                            schema: &TEXT,
                            ..Property::PLAIN
                        },
                        Property {
                            name: "timezone",
                            documentation: "The time zone of the expression.",
                            schema: &TEXT,
                            ..Property::PLAIN
                        },
                        Property {
                            name: "concurrency",
                            documentation: "What happens while an earlier run is in progress.",
                            default: Some("forbid"),
                            schema: &Schema { kinds: Kinds::STRING, values: &["forbid", "queue"], ..Schema::ANY },
                            ..Property::PLAIN
                        },
                        Property {
                            name: "missed_fires",
                            documentation: "What happens to runs that were missed.",
                            default: Some("one"),
                            schema: &Schema { kinds: Kinds::STRING, values: &["one", "skip"], ..Schema::ANY },
                            ..Property::PLAIN
                        },
                    ],
                    allows_extensions: true,
                    allows_other_keys: false,
                    required: &["cron"],
                    ..Schema::ANY
                }),
                ..Schema::ANY
            },
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    ..Schema::ANY
};

pub static JOB: Schema = Schema {
    kinds: Kinds::MAPPING,
    properties: &[
        ANNOTATIONS_KEY,
        BLKIO_CONFIG_KEY,
        CAP_ADD_KEY,
        CAP_DROP_KEY,
        CGROUP_KEY,
        CGROUP_PARENT_KEY,
        COMMAND_KEY,
        CONFIGS_KEY,
        CPU_COUNT_KEY,
        CPU_PERCENT_KEY,
        CPU_PERIOD_KEY,
        CPU_QUOTA_KEY,
        CPU_RT_PERIOD_KEY,
        CPU_RT_RUNTIME_KEY,
        CPU_SHARES_KEY,
        SERVICE_CPUS_KEY,
        CPUSET_KEY,
        CREDENTIAL_SPEC_KEY,
        DEVICE_CGROUP_RULES_KEY,
        DEVICES_KEY,
        DNS_KEY,
        DNS_OPT_KEY,
        DNS_SEARCH_KEY,
        DOMAINNAME_KEY,
        ENTRYPOINT_KEY,
        ENV_FILE_KEY,
        SERVICE_ENVIRONMENT_KEY,
        EXTRA_HOSTS_KEY,
        GPUS_KEY,
        GROUP_ADD_KEY,
        HOSTNAME_KEY,
        IMAGE_KEY,
        INIT_KEY,
        IPC_KEY,
        ISOLATION_KEY,
        LABEL_FILE_KEY,
        SERVICE_LABELS_KEY,
        LOGGING_KEY,
        MAC_ADDRESS_KEY,
        MEM_LIMIT_KEY,
        MEM_RESERVATION_KEY,
        MEM_SWAPPINESS_KEY,
        MEMSWAP_LIMIT_KEY,
        MODELS_KEY,
        NETWORK_MODE_KEY,
        NETWORKS_KEY,
        OOM_KILL_DISABLE_KEY,
        OOM_SCORE_ADJ_KEY,
        PID_KEY,
        PIDS_LIMIT_KEY,
        PLATFORM_KEY,
        PRIVILEGED_KEY,
        PULL_POLICY_KEY,
        PULL_REFRESH_AFTER_KEY,
        READ_ONLY_KEY,
        RUNTIME_KEY,
        SECRETS_KEY,
        SECURITY_OPT_KEY,
        SHM_SIZE_KEY,
        STOP_GRACE_PERIOD_KEY,
        STOP_SIGNAL_KEY,
        STORAGE_OPT_KEY,
        SYSCTLS_KEY,
        TMPFS_KEY,
        ULIMITS_KEY,
        USE_API_SOCKET_KEY,
        USER_KEY,
        USERNS_MODE_KEY,
        UTS_KEY,
        VOLUMES_KEY,
        VOLUMES_FROM_KEY,
        WORKING_DIR_KEY,
        UMASK_KEY,
        BUILD_KEY,
        DEPENDS_ON_KEY,
        HEALTHCHECK_KEY,
        PORTS_KEY,
        EXPOSE_KEY,
        STDIN_OPEN_KEY,
        TTY_KEY,
        PROFILES_KEY,
        Property {
            name: "triggers",
            documentation: "What starts the job: a command, a schedule, or both.",
            schema: &TRIGGERS,
            ..Property::PLAIN
        },
    ],
    allows_extensions: true,
    allows_other_keys: false,
    required: &["triggers"],
    ..Schema::ANY
};

const NAME_KEY: Property = Property {
    name: "name",
    documentation: "The name of the resource. Use `name` next to `external: true` instead.",
    schema: &TEXT,
    ..Property::PLAIN
};

const ANNOTATIONS_KEY: Property = Property {
    name: "annotations",
    documentation: "Annotations of the container, as a mapping or as a list of `key=value`.",
    schema: &PAIRS,
    ..Property::PLAIN
};

const BLKIO_CONFIG_KEY: Property = Property {
    name: "blkio_config",
    documentation: "Limits for block devices: weights and rates of reads and writes.",
    schema: &BLKIO,
    ..Property::PLAIN
};

const BUILD_KEY: Property = Property {
    name: "build",
    documentation: "How to build the image: the folder of the build context, or a mapping with more options.",
    schema: &BUILD,
    ..Property::PLAIN
};

const CAP_ADD_KEY: Property = Property {
    name: "cap_add",
    documentation: "Linux capabilities to add to the container, such as `NET_ADMIN`.",
    suggestions: &[
        "ALL",
        "CHOWN",
        "DAC_READ_SEARCH",
        "IPC_LOCK",
        "NET_ADMIN",
        "NET_RAW",
        "SYS_ADMIN",
        "SYS_MODULE",
        "SYS_NICE",
        "SYS_PTRACE",
        "SYS_RESOURCE",
        "SYS_TIME",
    ],
    schema: &TEXTS,
    ..Property::PLAIN
};

const CAP_DROP_KEY: Property = Property {
    name: "cap_drop",
    documentation: "Linux capabilities to drop. `ALL` drops all of them.",
    suggestions: &[
        "ALL",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "NET_RAW",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    ],
    schema: &TEXTS,
    ..Property::PLAIN
};

const CGROUP_KEY: Property = Property {
    name: "cgroup",
    documentation: "The cgroup namespace to join: that of the host, or a private one.",
    schema: &Schema { kinds: Kinds::STRING, values: &["host", "private"], ..Schema::ANY },
    ..Property::PLAIN
};

const CGROUP_PARENT_KEY: Property = Property {
    name: "cgroup_parent",
    documentation: "The parent cgroup of the container.",
    schema: &TEXT,
    ..Property::PLAIN
};

const COMMAND_KEY: Property = Property {
    name: "command",
    documentation: "Replaces the `CMD` of the image: a string, or a list of arguments that no shell interprets.",
    schema: &COMMAND,
    ..Property::PLAIN
};

const CONFIGS_KEY: Property = Property {
    name: "configs",
    documentation: "Configs of the top-level `configs` that are mounted into the container.",
    schema: &GRANTS,
    ..Property::PLAIN
};

const CPU_COUNT_KEY: Property = Property {
    name: "cpu_count",
    documentation: "The number of CPUs that the container can use.",
    schema: &Schema { kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING]), minimum: Some(0), ..Schema::ANY },
    ..Property::PLAIN
};

const CPU_PERCENT_KEY: Property = Property {
    name: "cpu_percent",
    documentation: "The percentage of the CPUs that the container can use.",
    schema: &Schema {
        kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING]),
        minimum: Some(0),
        maximum: Some(100),
        ..Schema::ANY
    },
    ..Property::PLAIN
};

const CPU_PERIOD_KEY: Property = Property {
    name: "cpu_period",
    documentation: "The period of the Linux CFS scheduler, in microseconds.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const CPU_QUOTA_KEY: Property = Property {
    name: "cpu_quota",
    documentation: "The CPU time within each period of the CFS scheduler, in microseconds.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const CPU_RT_PERIOD_KEY: Property = Property {
    name: "cpu_rt_period",
    documentation: "The period of the real-time scheduler, as a duration or in microseconds.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const CPU_RT_RUNTIME_KEY: Property = Property {
    name: "cpu_rt_runtime",
    documentation: "The CPU time of real-time tasks in each period, as a duration or in microseconds.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const CPU_SHARES_KEY: Property = Property {
    name: "cpu_shares",
    documentation: "The share of CPU time relative to other containers.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const SERVICE_CPUS_KEY: Property = Property {
    name: "cpus",
    documentation: "The number of CPUs that the container can use, also as a fraction such as `0.5`.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const CPUSET_KEY: Property = Property {
    name: "cpuset",
    documentation: "The CPUs on which the container can run, such as `0-3` or `0,1`.",
    schema: &TEXT,
    ..Property::PLAIN
};

const CREDENTIAL_SPEC_KEY: Property = Property {
    name: "credential_spec",
    documentation: "The credential specification of a managed service account on Windows.",
    schema: &SERVICE_CREDENTIAL_SPEC,
    ..Property::PLAIN
};

const DEPENDS_ON_KEY: Property = Property {
    name: "depends_on",
    documentation: "Services that start before this one and stop after it. The long form also waits for a condition.",
    schema: &DEPENDENCIES,
    ..Property::PLAIN
};

const DEVICE_CGROUP_RULES_KEY: Property = Property {
    name: "device_cgroup_rules",
    documentation: "Rules for devices that the container can use, as the kernel expects them, such as `c 1:3 mr`.",
    schema: &UNIQUE_TEXTS,
    ..Property::PLAIN
};

const DEVICES_KEY: Property = Property {
    name: "devices",
    documentation: "Devices of the host that the container can use, as `host:container[:permissions]`.",
    schema: &SERVICE_DEVICES,
    ..Property::PLAIN
};

const DNS_KEY: Property = Property {
    name: "dns",
    documentation: "DNS servers for the container.",
    schema: &TEXT_OR_TEXTS,
    ..Property::PLAIN
};

const DNS_OPT_KEY: Property = Property {
    name: "dns_opt",
    documentation: "Options for the resolver of the container, as in `/etc/resolv.conf`.",
    schema: &TEXTS,
    ..Property::PLAIN
};

const DNS_SEARCH_KEY: Property = Property {
    name: "dns_search",
    documentation: "Domains in which names without a dot are looked up.",
    schema: &TEXT_OR_TEXTS,
    ..Property::PLAIN
};

const DOMAINNAME_KEY: Property = Property {
    name: "domainname",
    documentation: "The domain name of the container.",
    schema: &TEXT,
    ..Property::PLAIN
};

const ENTRYPOINT_KEY: Property = Property {
    name: "entrypoint",
    documentation: "Replaces the `ENTRYPOINT` of the image, and with it the `CMD`.",
    schema: &COMMAND,
    ..Property::PLAIN
};

const ENV_FILE_KEY: Property = Property {
    name: "env_file",
    documentation: "Files with `KEY=value` lines for the environment of the container. `environment` takes precedence.",
    schema: &SERVICE_ENV_FILE,
    ..Property::PLAIN
};

const SERVICE_ENVIRONMENT_KEY: Property = Property {
    name: "environment",
    documentation: "Environment variables of the container, as a mapping or as a list of `KEY=value`. A variable without a value is taken from the shell.",
    schema: &PAIRS,
    ..Property::PLAIN
};

const EXPOSE_KEY: Property = Property {
    name: "expose",
    documentation: "Ports that other services can reach. They are not published on the host.",
    schema: &Schema { kinds: Kinds::LIST, items: Some(&WHOLE), ..Schema::ANY },
    ..Property::PLAIN
};

const EXTRA_HOSTS_KEY: Property = Property {
    name: "extra_hosts",
    documentation: "Additional lines for `/etc/hosts`, as `host=address`. `host-gateway` stands for the host.",
    schema: &HOSTS,
    ..Property::PLAIN
};

const GPUS_KEY: Property = Property {
    name: "gpus",
    documentation: "The GPUs that the container can use: `all`, or a list of requests.",
    schema: &Schema {
        kinds: Kinds::of(&[Kinds::STRING, Kinds::LIST]),
        items: Some(&GPU),
        pattern: Some(ValuePattern::All),
        ..Schema::ANY
    },
    ..Property::PLAIN
};

const GROUP_ADD_KEY: Property = Property {
    name: "group_add",
    documentation: "Additional groups of the user in the container.",
    schema: &Schema { kinds: Kinds::LIST, items: Some(&AMOUNT), has_unique_items: true, ..Schema::ANY },
    ..Property::PLAIN
};

const HEALTHCHECK_KEY: Property = Property {
    name: "healthcheck",
    documentation: "How Docker checks whether the container is healthy. `depends_on` can wait for it.",
    schema: &SERVICE_HEALTHCHECK,
    ..Property::PLAIN
};

const HOSTNAME_KEY: Property =
    Property { name: "hostname", documentation: "The host name of the container.", schema: &TEXT, ..Property::PLAIN };

const IMAGE_KEY: Property = Property {
    name: "image",
    documentation: "The image to run, as `[registry/]name[:tag][@digest]`. With `build`, the name of the image that is built.",
    schema: &TEXT,
    ..Property::PLAIN
};

const INIT_KEY: Property = Property {
    name: "init",
    documentation: "Whether to run a small init process in the container that forwards signals and reaps zombie processes.",
    default: Some("false"),
    schema: &FLAG,
    ..Property::PLAIN
};

const IPC_KEY: Property = Property {
    name: "ipc",
    documentation: "The IPC namespace to join.",
    suggestions: &["shareable", "private", "host", "none", "service:"],
    schema: &TEXT,
    ..Property::PLAIN
};

const ISOLATION_KEY: Property = Property {
    name: "isolation",
    documentation: "The isolation technology of the container, on Windows.",
    suggestions: &["default", "process", "hyperv"],
    schema: &TEXT,
    ..Property::PLAIN
};

const LABEL_FILE_KEY: Property = Property {
    name: "label_file",
    documentation: "Files with labels of the container, one `key=value` per line.",
    schema: &TEXT_OR_TEXTS,
    ..Property::PLAIN
};

const SERVICE_LABELS_KEY: Property = Property {
    name: "labels",
    documentation: "Labels of the container, as a mapping or as a list of `key=value`.",
    schema: &PAIRS,
    ..Property::PLAIN
};

const LOGGING_KEY: Property = Property {
    name: "logging",
    documentation: "The logging driver of the container and its options.",
    schema: &SERVICE_LOGGING,
    ..Property::PLAIN
};

const MAC_ADDRESS_KEY: Property = Property {
    name: "mac_address",
    documentation: "The MAC address of the container.",
    schema: &TEXT,
    ..Property::PLAIN
};

const MEM_LIMIT_KEY: Property = Property {
    name: "mem_limit",
    documentation: "The memory limit of the container, such as `512m`.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const MEM_RESERVATION_KEY: Property = Property {
    name: "mem_reservation",
    documentation: "The memory reserved for the container, such as `256m`.",
    schema: &WHOLE,
    ..Property::PLAIN
};

const MEM_SWAPPINESS_KEY: Property = Property {
    name: "mem_swappiness",
    documentation: "How readily the kernel swaps memory of the container to disk, from 0 to 100.",
    schema: &WHOLE,
    ..Property::PLAIN
};

const MEMSWAP_LIMIT_KEY: Property = Property {
    name: "memswap_limit",
    documentation: "The limit of memory and swap together. `-1` means no limit.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const MODELS_KEY: Property = Property {
    name: "models",
    documentation: "Models of the top-level `models` that the service uses.",
    schema: &SERVICE_MODELS,
    ..Property::PLAIN
};

const NETWORK_MODE_KEY: Property = Property {
    name: "network_mode",
    documentation: "The network of the container instead of `networks`: that of the host, of another service, or none.",
    suggestions: &["bridge", "host", "none", "service:", "container:"],
    schema: &TEXT,
    ..Property::PLAIN
};

const NETWORKS_KEY: Property = Property {
    name: "networks",
    documentation: "Networks of the top-level `networks` that the container joins.",
    default: Some("`default`"),
    schema: &SERVICE_NETWORKS,
    ..Property::PLAIN
};

const OOM_KILL_DISABLE_KEY: Property = Property {
    name: "oom_kill_disable",
    documentation: "Whether to disable the OOM killer for the container.",
    default: Some("false"),
    schema: &FLAG,
    ..Property::PLAIN
};

const OOM_SCORE_ADJ_KEY: Property = Property {
    name: "oom_score_adj",
    documentation: "How likely the kernel is to kill the container when memory runs out, from -1000 to 1000.",
    schema: &Schema {
        kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING]),
        minimum: Some(-1_000),
        maximum: Some(1_000),
        ..Schema::ANY
    },
    ..Property::PLAIN
};

const PID_KEY: Property = Property {
    name: "pid",
    documentation: "The PID namespace to join.",
    suggestions: &["host", "service:", "container:"],
    schema: &Schema { kinds: Kinds::of(&[Kinds::STRING, Kinds::NULL]), ..Schema::ANY },
    ..Property::PLAIN
};

const PIDS_LIMIT_KEY: Property = Property {
    name: "pids_limit",
    documentation: "The limit on processes in the container. `-1` means no limit.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const PLATFORM_KEY: Property = Property {
    name: "platform",
    documentation: "The platform of the image, as `os[/arch[/variant]]`.",
    suggestions: &[
        "linux/amd64",
        "linux/arm64",
        "linux/arm/v7",
        "linux/386",
        "linux/ppc64le",
        "linux/riscv64",
        "linux/s390x",
        "windows/amd64",
    ],
    schema: &TEXT,
    ..Property::PLAIN
};

const PORTS_KEY: Property = Property {
    name: "ports",
    documentation: "Ports of the container that are published on the host, as `[host:]container[/protocol]`. Put quotes around them.",
    schema: &SERVICE_PORTS,
    ..Property::PLAIN
};

const PRIVILEGED_KEY: Property = Property {
    name: "privileged",
    documentation: "Whether the container runs with extended privileges on the host.",
    default: Some("false"),
    schema: &FLAG,
    ..Property::PLAIN
};

const PROFILES_KEY: Property = Property {
    name: "profiles",
    documentation: "The profiles that enable the service. Without profiles, it is always enabled.",
    schema: &TEXTS,
    ..Property::PLAIN
};

const PULL_POLICY_KEY: Property = Property {
    name: "pull_policy",
    documentation: "When the image is pulled.",
    default: Some("missing"),
    suggestions: &["always", "never", "missing", "if_not_present", "build", "daily", "weekly", "every_12h"],
    schema: &Schema { kinds: Kinds::STRING, pattern: Some(ValuePattern::PullPolicy), ..Schema::ANY },
};

const PULL_REFRESH_AFTER_KEY: Property = Property {
    name: "pull_refresh_after",
    documentation: "The time after which the image is pulled again, with `pull_policy: refresh`.",
    schema: &TEXT,
    ..Property::PLAIN
};

const READ_ONLY_KEY: Property = Property {
    name: "read_only",
    documentation: "Whether the file system of the container is read-only.",
    default: Some("false"),
    schema: &FLAG,
    ..Property::PLAIN
};

const RUNTIME_KEY: Property = Property {
    name: "runtime",
    documentation: "The OCI runtime of the container.",
    suggestions: &["runc", "nvidia"],
    schema: &TEXT,
    ..Property::PLAIN
};

const SECRETS_KEY: Property = Property {
    name: "secrets",
    documentation: "Secrets of the top-level `secrets` that are mounted into the container, in `/run/secrets`.",
    schema: &GRANTS,
    ..Property::PLAIN
};

const SECURITY_OPT_KEY: Property = Property {
    name: "security_opt",
    documentation: "Options for security modules, such as `no-new-privileges:true`.",
    suggestions: &["no-new-privileges:true", "seccomp:unconfined", "apparmor:unconfined", "label:disable"],
    schema: &UNIQUE_TEXTS,
    ..Property::PLAIN
};

const SHM_SIZE_KEY: Property = Property {
    name: "shm_size",
    documentation: "The size of `/dev/shm`, such as `64m`.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const STDIN_OPEN_KEY: Property = Property {
    name: "stdin_open",
    documentation: "Whether the standard input of the container stays open, as with `docker run -i`.",
    default: Some("false"),
    schema: &FLAG,
    ..Property::PLAIN
};

const STOP_GRACE_PERIOD_KEY: Property = Property {
    name: "stop_grace_period",
    documentation: "How long to wait for the container to stop before killing it.",
    default: Some("10s"),
    schema: &TEXT,
    ..Property::PLAIN
};

const STOP_SIGNAL_KEY: Property = Property {
    name: "stop_signal",
    documentation: "The signal that asks the container to stop.",
    default: Some("SIGTERM"),
    suggestions: &["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGKILL", "SIGWINCH"],
    schema: &TEXT,
};

const STORAGE_OPT_KEY: Property = Property {
    name: "storage_opt",
    documentation: "Options of the storage driver.",
    schema: &Schema {
        kinds: Kinds::MAPPING,
        entry: Some((
            KeyPattern::NotEmpty,
            &Schema { kinds: Kinds::of(&[Kinds::STRING, Kinds::INTEGER, Kinds::NULL]), ..Schema::ANY },
        )),
        ..Schema::ANY
    },
    ..Property::PLAIN
};

const SYSCTLS_KEY: Property = Property {
    name: "sysctls",
    documentation: "Kernel parameters of the container, as a mapping or as a list of `name=value`.",
    schema: &PAIRS,
    ..Property::PLAIN
};

const TMPFS_KEY: Property = Property {
    name: "tmpfs",
    documentation: "Directories of the container that are mounted as in-memory file systems (tmpfs).",
    schema: &TEXT_OR_TEXTS,
    ..Property::PLAIN
};

const TTY_KEY: Property = Property {
    name: "tty",
    documentation: "Whether the container has a terminal, as with `docker run -t`.",
    default: Some("false"),
    schema: &FLAG,
    ..Property::PLAIN
};

const ULIMITS_KEY: Property = Property {
    name: "ulimits",
    documentation: "Limits of the processes in the container, such as `nofile`.",
    schema: &ULIMITS,
    ..Property::PLAIN
};

const USE_API_SOCKET_KEY: Property = Property {
    name: "use_api_socket",
    documentation: "Whether to give the container access to the Docker API socket and to your registry credentials.",
    default: Some("false"),
    schema: &Schema { kinds: Kinds::BOOLEAN, ..Schema::ANY },
    ..Property::PLAIN
};

const USER_KEY: Property = Property {
    name: "user",
    documentation: "The user that runs the process in the container, as `user[:group]`.",
    schema: &TEXT,
    ..Property::PLAIN
};

const USERNS_MODE_KEY: Property = Property {
    name: "userns_mode",
    documentation: "The user namespace to join.",
    suggestions: &["host"],
    schema: &TEXT,
    ..Property::PLAIN
};

const UTS_KEY: Property = Property {
    name: "uts",
    documentation: "The UTS namespace to join.",
    suggestions: &["host"],
    schema: &TEXT,
    ..Property::PLAIN
};

const VOLUMES_KEY: Property = Property {
    name: "volumes",
    documentation: "Volumes and folders of the host that are mounted, as `[source:]target[:options]`.",
    schema: &Schema { kinds: Kinds::LIST, items: Some(&MOUNT), ..Schema::ANY },
    ..Property::PLAIN
};

const VOLUMES_FROM_KEY: Property = Property {
    name: "volumes_from",
    documentation: "Services or containers whose volumes are all mounted as well.",
    schema: &UNIQUE_TEXTS,
    ..Property::PLAIN
};

const WORKING_DIR_KEY: Property = Property {
    name: "working_dir",
    documentation: "The folder in the container in which the process starts.",
    schema: &TEXT,
    ..Property::PLAIN
};

const UMASK_KEY: Property = Property {
    name: "umask",
    documentation: "The file mode creation mask of the container's process, such as `\"0022\"`.",
    schema: &Schema {
        kinds: Kinds::of(&[Kinds::INTEGER, Kinds::STRING, Kinds::NULL]),
        minimum: Some(0),
        maximum: Some(4_294_967_295),
        ..Schema::ANY
    },
    ..Property::PLAIN
};

const PATH_KEY: Property = Property { name: "path", documentation: "The device.", schema: &TEXT, ..Property::PLAIN };

const DEPLOY_CPUS_KEY: Property = Property {
    name: "cpus",
    documentation: "The number of CPUs, also as a fraction such as `\"0.5\"`.",
    schema: &AMOUNT,
    ..Property::PLAIN
};

const MEMORY_KEY: Property =
    Property { name: "memory", documentation: "The memory, such as `50M`.", schema: &TEXT, ..Property::PLAIN };

const CAPABILITIES_KEY: Property = Property {
    name: "capabilities",
    documentation: "The capabilities that the device must have, such as `gpu`.",
    suggestions: &["gpu", "compute", "utility", "video"],
    schema: &UNIQUE_TEXTS,
    ..Property::PLAIN
};

const COUNT_KEY: Property = Property {
    name: "count",
    documentation: "The number of devices, or `all`.",
    suggestions: &["all"],
    schema: &WHOLE,
    ..Property::PLAIN
};

const DEVICE_IDS_KEY: Property = Property {
    name: "device_ids",
    documentation: "The IDs of the devices. Cannot be combined with `count`.",
    schema: &UNIQUE_TEXTS,
    ..Property::PLAIN
};

const DRIVER_KEY: Property = Property {
    name: "driver",
    documentation: "The driver of the device.",
    suggestions: &["nvidia"],
    schema: &TEXT,
    ..Property::PLAIN
};

const OPTIONS_KEY: Property =
    Property { name: "options", documentation: "Options of the driver.", schema: &UNIQUE_PAIRS, ..Property::PLAIN };

const SUBPATH_KEY: Property = Property {
    name: "subpath",
    documentation: "A path inside the volume or image to mount instead of all of it.",
    schema: &TEXT,
    ..Property::PLAIN
};

const MOUNT_LABELS_KEY: Property =
    Property { name: "labels", documentation: "Labels of the volume.", schema: &UNIQUE_PAIRS, ..Property::PLAIN };

const DRIVER_OPTS_KEY: Property = Property {
    name: "driver_opts",
    documentation: "Options of the driver.",
    schema: &DRIVER_OPTIONS,
    ..Property::PLAIN
};

const SECRET_ENVIRONMENT_KEY: Property = Property {
    name: "environment",
    documentation: "The environment variable with the content.",
    schema: &TEXT,
    ..Property::PLAIN
};

const FILE_KEY: Property =
    Property { name: "file", documentation: "The file with the content.", schema: &TEXT, ..Property::PLAIN };

const TEMPLATE_DRIVER_KEY: Property = Property {
    name: "template_driver",
    documentation: "The driver that fills in a template.",
    schema: &TEXT,
    ..Property::PLAIN
};
