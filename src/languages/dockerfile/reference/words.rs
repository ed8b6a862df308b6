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

/// Signals with their usual meaning for a program.
pub const SIGNALS: &[(&str, &str)] = &[
    ("SIGTERM", "Asks the program to terminate. The default."),
    ("SIGINT", "Interrupts the program, as Ctrl+C does."),
    ("SIGQUIT", "Asks the program to terminate with a core dump. nginx and PHP-FPM shut down gracefully."),
    ("SIGKILL", "Kills the program immediately. It cannot be caught."),
    ("SIGHUP", "The terminal was closed. Many daemons reload their configuration."),
    ("SIGUSR1", "A user-defined signal."),
    ("SIGUSR2", "A user-defined signal."),
    ("SIGWINCH", "The terminal was resized. Apache httpd shuts down gracefully."),
    ("SIGRTMIN+3", "Asks systemd to halt."),
];

/// Signals that are rarely sent to stop a container.
const OTHER_SIGNALS: &[(&str, &str)] = &[
    ("SIGABRT", "Aborts the program with a core dump."),
    ("SIGALRM", "A timer of the program expired."),
    ("SIGBUS", "The program accessed memory in an invalid way."),
    ("SIGCHLD", "A child process changed its state."),
    ("SIGCONT", "Continues a stopped program."),
    ("SIGFPE", "An arithmetic operation failed."),
    ("SIGILL", "The program executed an invalid instruction."),
    ("SIGIO", "Input or output is possible."),
    ("SIGPIPE", "The program wrote to a closed pipe."),
    ("SIGPROF", "A profiling timer expired."),
    ("SIGPWR", "The power supply failed. SysV init shuts down."),
    ("SIGSEGV", "The program accessed memory that does not belong to it."),
    ("SIGSTOP", "Suspends the program. It cannot be caught."),
    ("SIGSYS", "The program made an invalid system call."),
    ("SIGTRAP", "A breakpoint was reached."),
    ("SIGTSTP", "Suspends the program, as Ctrl+Z does."),
    ("SIGTTIN", "A background program read from its terminal."),
    ("SIGTTOU", "A background program wrote to its terminal."),
    ("SIGURG", "Urgent data arrived on a socket."),
    ("SIGVTALRM", "A timer of the program's own CPU time expired."),
    ("SIGXCPU", "The program exceeded its CPU time limit."),
    ("SIGXFSZ", "The program exceeded its file size limit."),
];

/// The numbers of signals on most Linux architectures.
const SIGNAL_NUMBERS: &[(u8, &str)] = &[
    (1, "SIGHUP"),
    (2, "SIGINT"),
    (3, "SIGQUIT"),
    (6, "SIGABRT"),
    (9, "SIGKILL"),
    (10, "SIGUSR1"),
    (12, "SIGUSR2"),
    (14, "SIGALRM"),
    (15, "SIGTERM"),
    (18, "SIGCONT"),
    (19, "SIGSTOP"),
    (28, "SIGWINCH"),
    (37, "SIGRTMIN+3"),
];

/// Returns the name and meaning of a signal, which is written as a number or as a name with or without `SIG`.
pub fn signal(text: &str) -> Option<(&'static str, &'static str)> {
    let upper = text.to_uppercase();
    let number = text.parse::<u8>().ok();
    let has_name = |name: &str| match number {
        Some(number) => SIGNAL_NUMBERS.contains(&(number, name)),
        None => name == upper || name.strip_prefix("SIG") == Some(&upper),
    };
    SIGNALS.iter().chain(OTHER_SIGNALS).copied().find(|(name, _)| has_name(name))
}

/// The labels of the OCI image specification.
pub const LABELS: &[(&str, &str)] = &[
    ("org.opencontainers.image.authors", "Who is responsible for the image."),
    ("org.opencontainers.image.base.digest", "The digest of the base image."),
    ("org.opencontainers.image.base.name", "The name of the base image."),
    ("org.opencontainers.image.created", "When the image was built, as an RFC 3339 timestamp."),
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

/// Arguments that are predefined before the first stage, and that a stage can declare without a default value.
pub const PREDEFINED_ARGUMENTS: &[(&str, &str)] = &[
    ("TARGETPLATFORM", "The platform to build for, such as `linux/arm64`."),
    ("TARGETOS", "The operating system of the target platform."),
    ("TARGETARCH", "The architecture of the target platform."),
    ("TARGETVARIANT", "The variant of the target platform, such as `v7`."),
    ("BUILDPLATFORM", "The platform on which the build runs."),
    ("BUILDOS", "The operating system of the build platform."),
    ("BUILDARCH", "The architecture of the build platform."),
    ("BUILDVARIANT", "The variant of the build platform."),
    ("TARGETSTAGE", "The name of the stage to build."),
];

/// Arguments that are available in `RUN` without a declaration.
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
    (8080, "alternative HTTP"),
    (8443, "alternative HTTPS"),
    (9000, "often PHP-FPM"),
    (9090, "Prometheus"),
    (9092, "Kafka"),
    (9200, "Elasticsearch"),
    (9229, "Node.js inspector"),
    (11211, "Memcached"),
    (15672, "RabbitMQ management"),
    (27017, "MongoDB"),
];

/// Names of architectures in distributions and in Docker.
pub const ARCHITECTURES: &[&str] = &[
    "amd64", "arm64", "x86_64", "aarch64", "armhf", "armv7l", "arm", "i386", "armel", "ppc64el", "ppc64le", "s390x",
    "riscv64", "mips64le", "386", "x86", "armv7", "armv6",
];

/// Hosts that images often download from, with their schemes.
pub const HOSTS: &[&str] = &[
    "https://github.com/",
    "https://raw.githubusercontent.com/",
    "https://deb.nodesource.com/",
    "https://download.docker.com/linux/debian",
    "https://download.docker.com/linux/ubuntu",
    "https://storage.googleapis.com/",
    "https://dl.google.com/",
    "https://packages.microsoft.com/",
    "https://bootstrap.pypa.io/get-pip.py",
    "https://pypi.org/simple",
    "https://registry.npmjs.org",
    "https://sh.rustup.rs",
    "https://static.rust-lang.org",
    "https://go.dev/dl/",
    "https://golang.org/dl/",
    "https://proxy.golang.org",
    "https://www.python.org/ftp/python/",
    "https://nodejs.org/dist/",
    "https://getcomposer.org/installer",
    "https://archive.apache.org/dist/",
    "https://downloads.apache.org/",
    "https://repo1.maven.org/maven2/",
    "https://repo.maven.apache.org/maven2",
    "https://dl-cdn.alpinelinux.org/alpine/",
    "http://dl-cdn.alpinelinux.org/alpine/",
    "https://deb.debian.org/debian",
    "http://deb.debian.org/debian",
    "http://archive.ubuntu.com/ubuntu",
    "https://packages.cloud.google.com/apt",
    "https://cli.github.com/packages",
    "https://apt.postgresql.org/pub/repos/apt",
    "https://releases.hashicorp.com/",
    "https://apt.releases.hashicorp.com",
    "https://get.docker.com",
    "https://install.python-poetry.org",
    "https://astral.sh/uv/install.sh",
    "https://bun.sh/install",
    "https://deno.land/install.sh",
    "https://yarnpkg.com/",
    "https://dl.yarnpkg.com/debian/",
    "https://rubygems.org",
    "https://cpan.metacpan.org",
    "https://www.cpan.org/",
    "https://ftp.gnu.org/gnu/",
    "https://sourceforge.net/projects/",
    "https://downloads.sourceforge.net/",
    "https://gitlab.com/",
    "https://bitbucket.org/",
    "https://codeload.github.com/",
    "https://api.github.com/",
    "https://awscli.amazonaws.com/",
    "https://s3.amazonaws.com/",
    "https://dl.k8s.io/",
    "https://get.helm.sh/",
    "https://builds.dotnet.microsoft.com/",
    "https://dot.net/v1/dotnet-install.sh",
    "https://aka.ms/",
    "https://repo.anaconda.com/miniconda/",
    "https://download.pytorch.org/whl/",
    "https://nginx.org/download/",
    "https://www.openssl.org/source/",
    "https://keyserver.ubuntu.com",
    "https://dl.winehq.org/",
    "https://dl.min.io/",
];

/// Common registries, the most common first.
pub const REGISTRIES: &[&str] = &[
    "docker.io",
    "ghcr.io",
    "mcr.microsoft.com",
    "quay.io",
    "gcr.io",
    "public.ecr.aws",
    "registry.access.redhat.com",
    "nvcr.io",
    "mirror.gcr.io",
    "mirror.gcr.io/library",
    "docker.io/library",
    "registry.k8s.io",
    "registry.gitlab.com",
    "docker.elastic.co",
    "registry.redhat.io",
    "us-docker.pkg.dev",
];

/// Common values of arbitrary variables, the most common first.
pub const USUAL_VALUES: &[&str] = &[
    "true",
    "false",
    "production",
    "latest",
    "development",
    "1",
    "0",
    "stable",
    "on",
    "off",
    "yes",
    "no",
    "none",
    "default",
    "auto",
    "info",
    "debug",
    "warn",
    "error",
    "localhost",
    "0.0.0.0",
    "127.0.0.1",
    "main",
    "master",
    "test",
    "local",
    "staging",
    "release",
    "linux",
    "alpine",
    "debian",
    "ubuntu",
    "root",
    "node",
    "vscode",
    "user",
    "app",
    "admin",
    "password",
];

/// Common labels apart from those of OCI, the most common first.
pub const OTHER_LABELS: &[&str] = &[
    "version",
    "description",
    "name",
    "vendor",
    "org.label-schema.schema-version",
    "org.label-schema.name",
    "org.label-schema.description",
    "org.label-schema.version",
    "org.label-schema.vcs-url",
    "org.label-schema.vcs-ref",
    "org.label-schema.build-date",
    "org.label-schema.url",
    "org.label-schema.vendor",
    "org.label-schema.license",
    "io.k8s.description",
    "io.k8s.display-name",
    "io.openshift.tags",
    "io.openshift.expose-services",
    "summary",
    "license",
    "authors",
    "author",
    "title",
    "release",
    "repository",
    "homepage",
    "url",
    "architecture",
    "build_version",
    "build-date",
    "com.github.actions.name",
    "com.github.actions.description",
    "com.github.actions.icon",
    "com.github.actions.color",
    "desktop.docker.io/",
    "devcontainer.metadata",
];

/// Hosts of e-mail addresses, and top-level domains.
pub const MAIL_HOSTS: &[&str] =
    &["gmail.com", "outlook.com", "hotmail.com", "users.noreply.github.com", "example.com", "protonmail.com"];
pub const TOP_LEVEL_DOMAINS: &[&str] = &["com", "org", "net", "io", "dev", "de", "edu", "co", "fr", "me", "eu", "uk"];

/// Variables that many images set, with common values.
const VALUES: &[(&str, &[&str])] = &[
    ("DEBIAN_FRONTEND", &["noninteractive"]),
    ("NODE_ENV", &["production", "development", "test"]),
    ("RAILS_ENV", &["production", "development"]),
    ("RACK_ENV", &["production"]),
    ("FLASK_ENV", &["production", "development"]),
    ("FLASK_APP", &["app.py", "app"]),
    ("LANG", &["C.UTF-8", "en_US.UTF-8"]),
    ("LC_ALL", &["C.UTF-8", "en_US.UTF-8", "C"]),
    ("LANGUAGE", &["en_US:en", "en_US.UTF-8"]),
    ("TZ", &["UTC", "Etc/UTC", "Europe/Berlin", "Asia/Shanghai"]),
    ("HOME", &["/root", "/home/app", "/home/user"]),
    ("GOPATH", &["/go"]),
    ("GOOS", &["linux", "darwin", "windows"]),
    ("GOARCH", &["amd64", "arm64", "arm"]),
    ("GO111MODULE", &["on", "off", "auto"]),
    ("GOPROXY", &["direct", "https://proxy.golang.org,direct"]),
    ("GOFLAGS", &["-mod=vendor", "-mod=readonly"]),
    ("CGO_ENABLED", &["0", "1"]),
    ("CARGO_HOME", &["/usr/local/cargo"]),
    ("RUSTUP_HOME", &["/usr/local/rustup"]),
    ("JAVA_HOME", &["/usr/lib/jvm/default-java", "/opt/java/openjdk"]),
    ("TERM", &["xterm", "xterm-256color", "linux", "dumb"]),
    ("SHELL", &["/bin/bash", "/bin/sh"]),
    ("GOTRACEBACK", &["single", "all", "system", "crash", "none"]),
    ("APP_ENV", &["production", "prod", "dev"]),
    ("ASPNETCORE_URLS", &["http://+:8080", "http://+:80"]),
    ("ASPNETCORE_ENVIRONMENT", &["Production", "Development"]),
    ("CC", &["gcc", "clang"]),
    ("CXX", &["g++", "clang++"]),
    (
        "PATH",
        &[
            "/usr/local/sbin",
            "/usr/local/bin",
            "/usr/local/go/bin",
            "/go/bin",
            "/usr/sbin",
            "/usr/bin",
            "/sbin",
            "/bin",
            "/root/.local/bin",
            "/usr/local/cargo/bin",
            "/opt/venv/bin",
            "/root/.cargo/bin",
            "/app/node_modules/.bin",
        ],
    ),
    ("LD_LIBRARY_PATH", &["/usr/local/lib", "/usr/lib", "/usr/lib/x86_64-linux-gnu"]),
    ("PYTHONPATH", &["/app"]),
    ("VIRTUAL_ENV", &["/opt/venv"]),
    ("HOST", &["0.0.0.0"]),
    ("PORT", &["8080", "3000", "8000"]),
];

/// Returns common values of a variable.
pub fn values_of(variable: &str) -> &'static [&'static str] {
    VALUES.iter().find(|(name, _)| *name == variable).map_or(&[], |(_, values)| *values)
}

pub fn description_of<'d>(table: &'d [(&'d str, &'d str)], name: &str) -> Option<&'d str> {
    table.iter().find(|(other, _)| *other == name).map(|(_, description)| *description)
}
