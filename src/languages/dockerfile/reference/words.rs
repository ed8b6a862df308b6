//! Words with a fixed meaning in arguments: platforms, signals, labels, predefined arguments and shells.

pub const PLATFORMS: &[&str] = &[
    "$BUILDPLATFORM",
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
    "linux/386",
    "linux/ppc64le",
    "linux/riscv64",
    "linux/s390x",
    "windows/amd64",
    "$TARGETPLATFORM",
];

/// Signals by what they usually mean for a program.
pub const SIGNALS: &[(&str, &str)] = &[
    ("SIGTERM", "Asks the program to end. The default."),
    ("SIGINT", "Interrupts the program, as Ctrl+C does."),
    ("SIGQUIT", "Asks the program to end and to dump core. nginx and PHP-FPM end gracefully."),
    ("SIGKILL", "Ends the program at once. It cannot react."),
    ("SIGHUP", "The terminal is gone. Many programs read their configuration again."),
    ("SIGUSR1", "A signal that the program defines."),
    ("SIGUSR2", "A signal that the program defines."),
    ("SIGWINCH", "The window has another size. Apache httpd ends gracefully."),
    ("SIGRTMIN+3", "Asks systemd to halt."),
];

/// The labels of the OCI image specification.
pub const LABELS: &[(&str, &str)] = &[
    ("org.opencontainers.image.authors", "Who is responsible for the image."),
    ("org.opencontainers.image.base.digest", "The digest of the base image."),
    ("org.opencontainers.image.base.name", "The name of the base image."),
    ("org.opencontainers.image.created", "When the image was built, as in RFC 3339."),
    ("org.opencontainers.image.description", "What the software is for."),
    ("org.opencontainers.image.documentation", "The URL of the documentation."),
    ("org.opencontainers.image.licenses", "The licenses, as an SPDX expression."),
    ("org.opencontainers.image.ref.name", "The name of the reference."),
    ("org.opencontainers.image.revision", "The revision of the source code."),
    ("org.opencontainers.image.source", "The URL of the source code."),
    ("org.opencontainers.image.title", "The title of the image."),
    ("org.opencontainers.image.url", "The URL of a page about the image."),
    ("org.opencontainers.image.vendor", "Who distributes the image."),
    ("org.opencontainers.image.version", "The version of the software."),
];

/// Arguments that exist without a declaration before the first stage, and that a stage can declare without a default.
pub const PREDEFINED_ARGUMENTS: &[(&str, &str)] = &[
    ("TARGETPLATFORM", "The platform that is built for, such as `linux/arm64`."),
    ("TARGETOS", "The operating system of the target platform."),
    ("TARGETARCH", "The architecture of the target platform."),
    ("TARGETVARIANT", "The variant of the target platform, such as `v7`."),
    ("BUILDPLATFORM", "The platform on which the build runs."),
    ("BUILDOS", "The operating system of the build platform."),
    ("BUILDARCH", "The architecture of the build platform."),
    ("BUILDVARIANT", "The variant of the build platform."),
    ("TARGETSTAGE", "The name of the stage that is built."),
];

/// Arguments that `RUN` sees without a declaration.
pub const PROXY_ARGUMENTS: &[&str] = &[
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
];

pub const SHELLS: &[&str] = &[
    "[ \"/bin/bash\", \"-o\", \"pipefail\", \"-c\" ]",
    "[ \"/bin/bash\", \"-c\" ]",
    "[ \"/bin/sh\", \"-c\" ]",
    "[ \"/bin/ash\", \"-eo\", \"pipefail\", \"-c\" ]",
    "[ \"powershell\", \"-Command\" ]",
    "[ \"cmd\", \"/S\", \"/C\" ]",
];

/// Well-known ports.
pub const PORTS: &[(u16, &str)] = &[
    (22, "SSH"),
    (25, "SMTP"),
    (53, "DNS"),
    (80, "HTTP"),
    (443, "HTTPS"),
    (1433, "Microsoft SQL Server"),
    (1521, "Oracle Database"),
    (1883, "MQTT"),
    (2181, "ZooKeeper"),
    (2375, "Docker"),
    (2379, "etcd"),
    (3000, "often a web application"),
    (3306, "MySQL and MariaDB"),
    (4222, "NATS"),
    (5000, "often a registry or a web application"),
    (5432, "PostgreSQL"),
    (5672, "AMQP"),
    (6379, "Redis"),
    (8000, "often a web application"),
    (8080, "HTTP, alternative"),
    (8443, "HTTPS, alternative"),
    (9000, "often PHP-FPM"),
    (9090, "Prometheus"),
    (9092, "Kafka"),
    (9200, "Elasticsearch"),
    (9229, "the inspector of Node.js"),
    (11211, "Memcached"),
    (15672, "the management of RabbitMQ"),
    (27017, "MongoDB"),
];

pub fn description_of<'d>(table: &'d [(&'d str, &'d str)], name: &str) -> Option<&'d str> {
    table.iter().find(|(other, _)| *other == name).map(|(_, description)| *description)
}
