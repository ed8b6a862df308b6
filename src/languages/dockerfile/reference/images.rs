//! The official images of Docker Hub with a description of each. The descriptions are our own.

/// An image without a registry or namespace in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficialImage {
    pub name: &'static str,
    pub description: &'static str,
    /// A tag to start with.
    pub tag: &'static str,
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
    image("geonetwork", "GeoNetwork, a catalogue of geographic data", "latest"),
    image("ghost", "Ghost, a publishing platform", "5-alpine"),
    image("golang", "The Go toolchain", "1.24-alpine"),
    image("gradle", "Gradle, a build tool, with a JDK", "jdk21"),
    image("groovy", "Apache Groovy with a JDK", "jdk21"),
    image("haproxy", "HAProxy, a TCP and HTTP load balancer", "lts-alpine"),
    image("haskell", "The Haskell toolchain: GHC, Cabal and Stack", "9-slim"),
    image("hello-world", "A minimal image that prints a message", "latest"),
    image("httpd", "The Apache HTTP Server", "2.4-alpine"),
    image("hylang", "Hy, a Lisp on Python", "latest"),
    image("ibmjava", "IBM SDK, Java", "8"),
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
