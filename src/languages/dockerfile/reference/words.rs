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

/// Arguments that exist without a declaration before the first stage, and that a stage can declare without a default.
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

/// Architectures as distributions and Docker name them.
pub const ARCHITECTURES: &[&str] = &[
    "amd64", "arm64", "x86_64", "aarch64", "armhf", "armv7l", "arm", "i386", "armel", "ppc64el", "ppc64le", "s390x",
    "riscv64", "mips64le", "386", "x86", "armv7", "armv6",
];

/// The hosts from which images download most, with their schemes.
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

/// Hosts of e-mail addresses and their last parts.
pub const MAIL_HOSTS: &[&str] =
    &["gmail.com", "outlook.com", "hotmail.com", "users.noreply.github.com", "example.com", "protonmail.com"];
pub const TOP_LEVEL_DOMAINS: &[&str] = &["com", "org", "net", "io", "dev", "de", "edu", "co", "fr", "me", "eu", "uk"];

/// Variables that many images set, with the values that they are given.
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

/// Values that a variable is often given.
pub fn values_of(variable: &str) -> &'static [&'static str] {
    VALUES.iter().find(|(name, _)| *name == variable).map_or(&[], |(_, values)| *values)
}

pub fn description_of<'d>(table: &'d [(&'d str, &'d str)], name: &str) -> Option<&'d str> {
    table.iter().find(|(other, _)| *other == name).map(|(_, description)| *description)
}
