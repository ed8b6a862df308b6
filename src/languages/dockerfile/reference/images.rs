//! The official images of Docker Hub with a description of each. The descriptions are our own.

/// An image without a registry or namespace in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficialImage {
    pub name: &'static str,
    pub description: &'static str,
    /// A tag to start with.
    pub tag: &'static str,
}

/// Names of the official images that Dockerfiles are based on most often, in this order.
pub const POPULAR_IMAGES: &[&str] = &[
    "alpine",
    "ubuntu",
    "debian",
    "scratch",
    "node",
    "python",
    "golang",
    "nginx",
    "busybox",
    "php",
    "ruby",
    "rust",
    "openjdk",
    "maven",
    "eclipse-temurin",
    "gradle",
    "postgres",
    "mysql",
    "redis",
    "fedora",
    "docker",
    "httpd",
    "tomcat",
    "mariadb",
    "mongo",
    "buildpack-deps",
    "amazoncorretto",
    "rockylinux",
    "registry",
    "composer",
    "bash",
    "gcc",
    "perl",
    "traefik",
    "rabbitmq",
    "wordpress",
    "haproxy",
    "caddy",
    "elixir",
    "swift",
    "memcached",
    "archlinux",
    "amazonlinux",
    "oraclelinux",
    "erlang",
    "julia",
    "elasticsearch",
    "kibana",
    "logstash",
];

/// Images without an official one that Dockerfiles are often based on, or copy from.
pub const OTHER_IMAGES: &[(&str, &str)] = &[
    ("mcr.microsoft.com/dotnet/sdk", "The .NET SDK"),
    ("mcr.microsoft.com/dotnet/aspnet", "The ASP.NET Core runtime"),
    ("mcr.microsoft.com/dotnet/runtime", "The .NET runtime"),
    ("mcr.microsoft.com/dotnet/runtime-deps", "Dependencies of self-contained .NET programs"),
    ("mcr.microsoft.com/windows/servercore", "Windows Server Core"),
    ("mcr.microsoft.com/windows/nanoserver", "Nano Server, the smallest Windows base image"),
    ("mcr.microsoft.com/playwright", "Playwright with its browsers"),
    ("mcr.microsoft.com/devcontainers/base", "A base for development containers"),
    ("mcr.microsoft.com/powershell", "PowerShell"),
    ("gcr.io/distroless/static", "A base for statically linked programs, without a shell"),
    ("gcr.io/distroless/base", "glibc and OpenSSL, without a shell"),
    ("gcr.io/distroless/cc", "glibc, OpenSSL and libgcc for Rust and C++, without a shell"),
    ("gcr.io/distroless/java21", "A Java runtime without a shell"),
    ("gcr.io/distroless/nodejs22", "Node.js without a shell"),
    ("gcr.io/distroless/python3", "Python without a shell"),
    ("registry.access.redhat.com/ubi9/ubi", "Red Hat Universal Base Image"),
    ("registry.access.redhat.com/ubi9/ubi-minimal", "The smaller Red Hat Universal Base Image"),
    ("ghcr.io/astral-sh/uv", "uv, a package manager for Python"),
    ("public.ecr.aws/lambda/python", "The Lambda runtime for Python"),
    ("public.ecr.aws/lambda/nodejs", "The Lambda runtime for Node.js"),
    ("tonistiigi/xx", "Helpers for cross-compilation"),
    ("tonistiigi/binfmt", "Emulators for other platforms"),
    ("docker/dockerfile", "The BuildKit frontend for Dockerfiles"),
    ("moby/buildkit", "BuildKit"),
    ("golangci/golangci-lint", "golangci-lint, linters for Go"),
    ("koalaman/shellcheck", "ShellCheck, a linter for shell scripts"),
    ("hadolint/hadolint", "hadolint, a linter for Dockerfiles"),
    ("nvidia/cuda", "NVIDIA CUDA"),
    ("pytorch/pytorch", "PyTorch"),
    ("tensorflow/tensorflow", "TensorFlow"),
    ("continuumio/miniconda3", "Miniconda"),
    ("jupyter/base-notebook", "Jupyter Notebook"),
    ("jenkins/jenkins", "Jenkins"),
    ("oven/bun", "The Bun runtime"),
    ("denoland/deno", "The Deno runtime"),
    ("selenium/standalone-chrome", "Selenium with Chrome"),
    ("nginxinc/nginx-unprivileged", "nginx that runs as a non-root user"),
    ("bitnami/minideb", "A small Debian"),
    ("phusion/baseimage", "Ubuntu with an init system"),
    ("lukemathwalker/cargo-chef", "cargo-chef, which caches the dependencies of Rust programs"),
    ("quay.io/centos/centos", "CentOS Stream"),
];

/// Tags that many images have.
pub const USUAL_TAGS: &[&str] = &[
    "latest",
    "alpine",
    "slim",
    "stable",
    "lts",
    "bookworm",
    "bookworm-slim",
    "bullseye",
    "bullseye-slim",
    "trixie",
    "trixie-slim",
    "24.04",
    "22.04",
    "20.04",
    "noble",
    "jammy",
    "focal",
    "edge",
    "lts-alpine",
    "lts-slim",
    "buster",
    "buster-slim",
    "stretch",
    "nightly",
    "main",
    "master",
];

/// What images append to a version.
pub const VARIANTS: &[&str] = &[
    "alpine",
    "slim",
    "bookworm",
    "bullseye",
    "slim-bookworm",
    "buster",
    "stretch",
    "jammy",
    "noble",
    "trixie",
    "windowsservercore",
    "nanoserver",
    "slim-bullseye",
    "slim-buster",
    "alpine3.20",
    "alpine3.19",
    "ubi9",
    "debian",
];

/// Tags and variants of single images.
const TAGS: &[(&str, &[&str])] = &[
    ("debian", &["bookworm-slim", "bookworm", "stable-slim", "sid", "trixie", "testing", "unstable", "sid-slim"]),
    ("ubuntu", &["24.04", "22.04", "20.04", "18.04", "noble", "jammy", "focal", "bionic", "xenial", "rolling"]),
    ("alpine", &["3", "3.22", "3.21", "3.20", "3.19", "3.18", "3.17", "3.16", "latest", "edge", "3.10"]),
    (
        "golang",
        &["1.24", "1.24-alpine", "1.23", "1.23-alpine", "1.22", "1.22-alpine", "1.21", "1.20", "1.19", "1.18", "1"],
    ),
    ("python", &["3.12", "3.12-slim", "3.11", "3.11-slim", "3.13", "3.13-slim", "3.10", "3.9", "3.8", "3", "2.7"]),
    ("node", &["22", "22-alpine", "20", "20-alpine", "18", "18-alpine", "16", "14", "12", "10", "lts", "current"]),
    ("ruby", &["3.4", "3.3", "3.2", "3.1", "3.0", "2.7", "3", "alpine", "slim"]),
    ("rust", &["1", "1-slim", "1-alpine", "slim", "alpine", "bookworm", "nightly"]),
    ("postgres", &["17", "16", "15", "14", "13", "alpine", "17-alpine", "16-alpine"]),
    ("mysql", &["8", "8.0", "8.4", "9", "5.7", "lts"]),
    ("redis", &["7", "7-alpine", "8", "6", "alpine"]),
    ("mongo", &["7", "8", "6", "5", "4"]),
    ("mariadb", &["11", "10", "lts", "10.11"]),
    ("centos", &["7", "8", "centos7", "6", "stream9"]),
    ("docker", &["dind", "cli", "git", "rootless", "dind-rootless", "windowsservercore"]),
    ("busybox", &["musl", "uclibc", "glibc", "stable"]),
    ("php", &["fpm", "cli", "apache", "fpm-alpine", "cli-alpine", "zts"]),
    ("wordpress", &["fpm", "apache", "cli", "fpm-alpine"]),
    ("nginx", &["alpine", "perl", "otel", "alpine-slim", "alpine-perl", "mainline"]),
    ("openjdk", &["jdk", "jre", "jdk-slim", "jre-slim", "jdk-alpine", "jre-alpine"]),
    ("eclipse-temurin", &["jdk", "jre", "jdk-alpine", "jre-alpine", "jdk-jammy", "jre-jammy"]),
    ("tomcat", &["jdk21", "jdk17", "jre21", "jdk21-temurin"]),
    ("maven", &["eclipse-temurin-21", "eclipse-temurin-17", "openjdk-11", "amazoncorretto-21"]),
    ("gradle", &["jdk21", "jdk17", "jdk11", "jdk21-alpine"]),
    ("fedora", &["latest", "rawhide", "41", "40"]),
    ("jenkins/jenkins", &["lts", "lts-jdk17", "jdk17", "lts-alpine", "jdk21", "alpine"]),
    ("mcr.microsoft.com/windows/servercore", &["ltsc2022", "ltsc2019", "ltsc2025"]),
    ("mcr.microsoft.com/windows/nanoserver", &["ltsc2022", "ltsc2019", "ltsc2025", "1809"]),
    ("gcr.io/distroless/static", &["nonroot", "latest", "debug", "debug-nonroot"]),
    ("gcr.io/distroless/base", &["nonroot", "latest", "debug", "debug-nonroot"]),
    ("nvidia/cuda", &["devel", "runtime", "base", "cudnn-devel", "cudnn-runtime"]),
];

/// The tags of an image, as far as they are its own.
pub fn tags_of(image: &str) -> &'static [&'static str] {
    TAGS.iter().find(|(name, _)| *name == image).map_or(&[], |(_, tags)| *tags)
}

pub const OFFICIAL_IMAGES: &[OfficialImage] = &[
    image("aerospike", "Aerospike, a distributed key-value store", "latest"),
    image("almalinux", "AlmaLinux, a distribution compatible with RHEL", "9"),
    image("alpine", "Alpine Linux, about 5 MB, with musl and BusyBox", "3"),
    image("amazoncorretto", "Amazon Corretto, a build of OpenJDK", "21"),
    image("amazonlinux", "Amazon Linux", "2023"),
    image("arangodb", "ArangoDB, a multi-model database", "latest"),
    image("archlinux", "Arch Linux", "latest"),
    image("bash", "GNU Bash on Alpine Linux", "5"),
    image("buildpack-deps", "Debian or Ubuntu with headers and compilers for building software", "bookworm"),
    image("busybox", "BusyBox, common Unix tools in one small binary", "stable"),
    image("caddy", "Caddy, a web server with automatic HTTPS", "2-alpine"),
    image("cassandra", "Apache Cassandra, a wide-column database", "5"),
    image("chronograf", "Chronograf, the user interface of InfluxDB 1", "alpine"),
    image("clojure", "Clojure with its build tools", "temurin-21-tools-deps"),
    image("composer", "Composer, the dependency manager of PHP", "2"),
    image("consul", "HashiCorp Consul, service discovery and configuration", "latest"),
    image("couchbase", "Couchbase Server, a document database", "latest"),
    image("couchdb", "Apache CouchDB, a document database with an HTTP API", "3"),
    image("crate", "CrateDB, a distributed SQL database", "latest"),
    image("dart", "The Dart SDK", "stable"),
    image("debian", "Debian, a general-purpose distribution", "bookworm-slim"),
    image("docker", "The Docker client and daemon", "cli"),
    image("eclipse-mosquitto", "Mosquitto, an MQTT broker", "2"),
    image("eclipse-temurin", "Eclipse Temurin, a build of OpenJDK", "21-jre"),
    image("elasticsearch", "Elasticsearch, a search engine", "latest"),
    image("elixir", "Elixir, a functional language on the Erlang VM", "alpine"),
    image("emqx", "EMQX, an MQTT broker", "5"),
    image("erlang", "Erlang/OTP", "27-alpine"),
    image("fedora", "Fedora Linux", "latest"),
    image("flink", "Apache Flink, stream processing", "latest"),
    image("fluentd", "Fluentd, a log collector", "edge"),
    image("friendica", "Friendica, a federated social network", "apache"),
    image("gcc", "The GNU compiler collection", "14"),
    image("geonetwork", "GeoNetwork, a catalog of geographic data", "latest"),
    image("ghost", "Ghost, a publishing platform", "5-alpine"),
    image("golang", "The Go toolchain", "1.24-alpine"),
    image("gradle", "Gradle, a build tool, with a JDK", "jdk21"),
    image("groovy", "Apache Groovy with a JDK", "jdk21"),
    image("haproxy", "HAProxy, a TCP and HTTP load balancer", "lts-alpine"),
    image("haskell", "The Haskell toolchain: GHC, Cabal and Stack", "9-slim"),
    image("hello-world", "A minimal image that prints a message", "latest"),
    image("httpd", "The Apache HTTP Server", "2.4-alpine"),
    image("hylang", "Hy, a Lisp on Python", "latest"),
    image("ibmjava", "IBM SDK, Java Technology Edition", "8"),
    image("influxdb", "InfluxDB, a time series database", "2-alpine"),
    image("jetty", "Eclipse Jetty, a servlet container", "12-jdk21"),
    image("joomla", "Joomla, a content management system", "apache"),
    image("jruby", "JRuby, Ruby on the JVM", "latest"),
    image("julia", "The Julia language", "1"),
    image("kapacitor", "Kapacitor, processing of time series", "alpine"),
    image("kibana", "Kibana, the user interface of Elasticsearch", "latest"),
    image("kong", "Kong, an API gateway", "latest"),
    image("logstash", "Logstash, a log pipeline", "latest"),
    image("mageia", "Mageia Linux", "9"),
    image("mariadb", "MariaDB, a relational database", "11"),
    image("matomo", "Matomo, web analytics", "fpm-alpine"),
    image("maven", "Apache Maven, a build tool, with a JDK", "3-eclipse-temurin-21"),
    image("mediawiki", "MediaWiki, the software of Wikipedia", "latest"),
    image("memcached", "Memcached, an in-memory cache", "1-alpine"),
    image("mongo", "MongoDB, a document database", "8"),
    image("mongo-express", "A web interface for MongoDB", "latest"),
    image("monica", "Monica, a personal relationship manager", "apache"),
    image("mysql", "MySQL, a relational database", "8"),
    image("nats", "NATS, a messaging server", "2-alpine"),
    image("neo4j", "Neo4j, a graph database", "5"),
    image("neurodebian", "Debian with software for neuroscience", "latest"),
    image("nextcloud", "Nextcloud, file sharing and collaboration", "apache"),
    image("nginx", "nginx, a web server and reverse proxy", "alpine"),
    image("node", "Node.js with npm and Yarn", "22-alpine"),
    image("odoo", "Odoo, business applications", "17"),
    image("open-liberty", "Open Liberty, a Java runtime", "full"),
    image("openjdk", "OpenJDK, early-access builds", "24-ea"),
    image("oraclelinux", "Oracle Linux", "9-slim"),
    image("orientdb", "OrientDB, a multi-model database", "latest"),
    image("percona", "Percona Server, a MySQL-compatible database", "8"),
    image("perl", "The Perl interpreter", "5-slim"),
    image("photon", "VMware Photon OS", "5.0"),
    image("php", "PHP: command line, FPM or Apache", "8-fpm-alpine"),
    image("phpmyadmin", "A web interface for MySQL and MariaDB", "latest"),
    image("plone", "Plone, a content management system", "latest"),
    image("postgres", "PostgreSQL, a relational database", "17-alpine"),
    image("pypy", "PyPy, a Python interpreter with a JIT compiler", "3-slim"),
    image("python", "The Python interpreter with pip", "3-slim"),
    image("r-base", "R, a language for statistics", "latest"),
    image("rabbitmq", "RabbitMQ, a message broker", "4-management-alpine"),
    image("rakudo-star", "Rakudo, a Raku compiler", "latest"),
    image("redis", "Redis, an in-memory data store", "7-alpine"),
    image("redmine", "Redmine, project management", "6"),
    image("registry", "The Docker registry, Distribution", "2"),
    image("rethinkdb", "RethinkDB, a document database", "latest"),
    image("rockylinux", "Rocky Linux, a distribution compatible with RHEL", "9"),
    image("ros", "Robot Operating System", "humble"),
    image("ruby", "The Ruby interpreter with RubyGems", "3-slim"),
    image("rust", "The Rust toolchain with Cargo", "1-slim"),
    image("sapmachine", "SapMachine, a build of OpenJDK", "21"),
    image("scratch", "An empty image, for static binaries", ""),
    image("sl", "Scientific Linux", "7"),
    image("solr", "Apache Solr, a search platform", "9"),
    image("sonarqube", "SonarQube, code quality inspection", "community"),
    image("spark", "Apache Spark, data processing", "latest"),
    image("spiped", "Spiped, encrypted pipes between sockets", "alpine"),
    image("storm", "Apache Storm, stream processing", "latest"),
    image("swift", "The Swift toolchain", "6.0"),
    image("telegraf", "Telegraf, a metrics collector", "alpine"),
    image("tomcat", "Apache Tomcat, a servlet container", "10-jre21"),
    image("traefik", "Traefik, a reverse proxy", "v3"),
    image("ubuntu", "Ubuntu, a general-purpose distribution", "24.04"),
    image("unit", "NGINX Unit, an application server", "latest"),
    image("varnish", "Varnish, an HTTP cache", "stable"),
    image("vault", "HashiCorp Vault, secrets management", "latest"),
    image("websphere-liberty", "WebSphere Liberty, a Java runtime", "full"),
    image("wordpress", "WordPress, a content management system", "latest"),
    image("xwiki", "XWiki, a wiki platform", "lts-postgres-tomcat"),
    image("yourls", "YOURLS, a URL shortener", "latest"),
    image("znc", "ZNC, an IRC bouncer", "latest"),
    image("zookeeper", "Apache ZooKeeper, coordination of distributed systems", "3.9"),
];

/// Images of which no Linux variant sets `SHELL`.
const IMAGES_WITHOUT_SHELL: [&str; 28] = [
    "almalinux",
    "alpine",
    "amazonlinux",
    "archlinux",
    "buildpack-deps",
    "busybox",
    "composer",
    "debian",
    "eclipse-temurin",
    "fedora",
    "gcc",
    "golang",
    "httpd",
    "mariadb",
    "mysql",
    "nginx",
    "node",
    "oraclelinux",
    "perl",
    "php",
    "postgres",
    "python",
    "redis",
    "rockylinux",
    "ruby",
    "rust",
    "tomcat",
    "ubuntu",
];

/// Whether an image is known not to set `SHELL`, so that a shell form runs in `/bin/sh`.
pub fn sets_no_shell(image: &str) -> bool {
    let image = image.strip_prefix("docker.io/").unwrap_or(image);
    let image = image.strip_prefix("library/").unwrap_or(image);
    let (name, rest) = image.find([':', '@']).map_or((image, ""), |at| image.split_at(at));
    let is_windows = ["windows", "nanoserver", "servercore"].iter().any(|word| rest.contains(word));
    IMAGES_WITHOUT_SHELL.binary_search(&name).is_ok() && !is_windows
}

/// The official image of a name without registry and tag.
pub fn official_image(name: &str) -> Option<&'static OfficialImage> {
    let name = name.strip_prefix("docker.io/").unwrap_or(name);
    let name = name.strip_prefix("library/").unwrap_or(name);
    OFFICIAL_IMAGES.binary_search_by(|image| image.name.cmp(name)).ok().map(|index| &OFFICIAL_IMAGES[index])
}

const fn image(name: &'static str, description: &'static str, tag: &'static str) -> OfficialImage {
    OfficialImage { name, description, tag }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_for_the_search() {
        assert!(OFFICIAL_IMAGES.is_sorted_by_key(|image| image.name));
        assert!(IMAGES_WITHOUT_SHELL.is_sorted());
    }

    #[test]
    fn only_linux_variants_of_known_images_are_known_to_set_no_shell() {
        for image in ["node", "node:22-alpine", "docker.io/library/python@sha256:ab", "library/alpine"] {
            assert!(sets_no_shell(image), "{image}");
        }
        for image in ["corp/node", "golang:1.24-windowsservercore-ltsc2022", "continuumio/miniconda3", ""] {
            assert!(!sets_no_shell(image), "{image}");
        }
    }
}
