//! What well-known images read and provide, from their public documentation.
//!
//! Over 500 lines because it is a closed table.

use std::cmp::Reverse;

use crate::languages::sort::SortStably;

/// What an image reads and provides.
#[derive(Debug)]
pub struct KnownImage {
    /// The part of an image name by which it is found.
    part: &'static str,
    /// The ports on which it listens, the most important first.
    pub ports: &'static [u16],
    /// A command without quotes that succeeds while it is healthy, or nothing.
    pub healthcheck: &'static str,
    folders: &'static str,
    variables: &'static str,
}

impl KnownImage {
    /// Returns the images that the name of an image or a service may refer to, the best match first: the name of the
    /// image counts more than that of the service, and its end more than its beginning.
    pub fn matching(image: &str, service: &str) -> Vec<&'static Self> {
        let place = |known: &Self| {
            let end = |name: &str| name.rfind(known.part).map(|at| (at + known.part.len(), known.part.len()));
            (end(image), end(service))
        };
        let mut found: Vec<_> = KNOWN_IMAGES.iter().map(|known| (place(known), known)).collect();
        found.retain(|(place, _)| *place != (None, None));
        found.sort_stably_by_key(|(place, _)| Reverse(*place));
        found.into_iter().map(|(_, known)| known).collect()
    }

    /// Returns the folders and files that are mounted into it, the most common first.
    pub fn folders(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.folders.split_ascii_whitespace()
    }

    /// Returns the environment variables that it reads, the most common first.
    pub fn variables(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.variables.split_ascii_whitespace()
    }

    /// Returns the environment variables that any well-known image reads.
    pub fn all_variables() -> impl Iterator<Item = &'static str> {
        KNOWN_IMAGES.iter().flat_map(Self::variables)
    }
}

const fn image(
    part: &'static str,
    ports: &'static [u16],
    healthcheck: &'static str,
    folders: &'static str,
    variables: &'static str,
) -> KnownImage {
    KnownImage { part, ports, healthcheck, folders, variables }
}

const KNOWN_IMAGES: &[KnownImage] = &[
    image(
        "postgres",
        &[5432],
        "pg_isready -U postgres",
        "/var/lib/postgresql/data /docker-entrypoint-initdb.d /var/lib/postgresql /etc/postgresql/postgresql.conf",
        "POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB PGDATA POSTGRES_INITDB_ARGS POSTGRES_HOST_AUTH_METHOD \
         POSTGRES_PASSWORD_FILE POSTGRES_USER_FILE POSTGRES_DB_FILE POSTGRES_INITDB_WALDIR",
    ),
    image(
        "postgis",
        &[5432],
        "pg_isready -U postgres",
        "/var/lib/postgresql/data",
        "POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB PGDATA",
    ),
    image(
        "timescaledb",
        &[5432],
        "pg_isready -U postgres",
        "/var/lib/postgresql/data",
        "POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB TIMESCALEDB_TELEMETRY",
    ),
    image(
        "mysql",
        &[3306],
        "mysqladmin ping -h localhost",
        "/var/lib/mysql /docker-entrypoint-initdb.d /etc/mysql/conf.d /etc/mysql/my.cnf",
        "MYSQL_ROOT_PASSWORD MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD MYSQL_ALLOW_EMPTY_PASSWORD \
         MYSQL_RANDOM_ROOT_PASSWORD MYSQL_ROOT_HOST MYSQL_ONETIME_PASSWORD MYSQL_INITDB_SKIP_TZINFO \
         MYSQL_ROOT_PASSWORD_FILE MYSQL_PASSWORD_FILE",
    ),
    image(
        "mariadb",
        &[3306],
        "healthcheck.sh --connect --innodb_initialized",
        "/var/lib/mysql /docker-entrypoint-initdb.d /etc/mysql/conf.d",
        "MYSQL_ROOT_PASSWORD MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD MARIADB_ROOT_PASSWORD MARIADB_DATABASE \
         MARIADB_USER MARIADB_PASSWORD MARIADB_AUTO_UPGRADE MARIADB_ROOT_HOST MARIADB_RANDOM_ROOT_PASSWORD \
         MARIADB_ALLOW_EMPTY_ROOT_PASSWORD MARIADB_MYSQL_LOCALHOST_USER MARIADB_INITDB_SKIP_TZINFO",
    ),
    image(
        "mongo-express",
        &[8081],
        "",
        "",
        "ME_CONFIG_MONGODB_URL ME_CONFIG_MONGODB_SERVER ME_CONFIG_MONGODB_PORT ME_CONFIG_MONGODB_ADMINUSERNAME \
         ME_CONFIG_MONGODB_ADMINPASSWORD ME_CONFIG_BASICAUTH ME_CONFIG_BASICAUTH_USERNAME \
         ME_CONFIG_BASICAUTH_PASSWORD ME_CONFIG_MONGODB_ENABLE_ADMIN",
    ),
    image(
        "mongo",
        &[27017],
        "mongosh --quiet --eval db",
        "/data/db /docker-entrypoint-initdb.d /data/configdb",
        "MONGO_INITDB_ROOT_USERNAME MONGO_INITDB_ROOT_PASSWORD MONGO_INITDB_DATABASE MONGO_REPLICA_SET_NAME",
    ),
    image(
        "redis",
        &[6379],
        "redis-cli ping",
        "/data /usr/local/etc/redis/redis.conf",
        "REDIS_PASSWORD REDIS_PORT REDIS_HOST REDIS_DATABASES ALLOW_EMPTY_PASSWORD REDIS_REPLICATION_MODE \
         REDIS_MASTER_HOST REDIS_AOF_ENABLED REDIS_HOSTS HTTP_USER HTTP_PASSWORD",
    ),
    image("valkey", &[6379], "valkey-cli ping", "/data", "VALKEY_PASSWORD VALKEY_EXTRA_FLAGS VALKEY_PORT"),
    image("dragonfly", &[6379], "redis-cli ping", "/data", "DFLY_requirepass"),
    image("memcached", &[11211], "", "", "MEMCACHED_CACHE_SIZE MEMCACHED_MAX_CONNECTIONS"),
    image(
        "rabbitmq",
        &[5672, 15672],
        "rabbitmq-diagnostics -q ping",
        "/var/lib/rabbitmq /etc/rabbitmq/rabbitmq.conf /etc/rabbitmq/definitions.json /etc/rabbitmq/enabled_plugins",
        "RABBITMQ_DEFAULT_USER RABBITMQ_DEFAULT_PASS RABBITMQ_DEFAULT_VHOST RABBITMQ_ERLANG_COOKIE RABBITMQ_NODENAME \
         RABBITMQ_CONFIG_FILE RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
    ),
    image(
        "kafka-ui",
        &[8080],
        "",
        "",
        "KAFKA_CLUSTERS_0_NAME KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS KAFKA_CLUSTERS_0_ZOOKEEPER \
         KAFKA_CLUSTERS_0_SCHEMAREGISTRY KAFKA_CLUSTERS_0_METRICS_PORT KAFKA_CLUSTERS_0_KAFKACONNECT_0_NAME \
         KAFKA_CLUSTERS_0_KAFKACONNECT_0_ADDRESS KAFKA_CLUSTERS_0_READONLY KAFKA_CLUSTERS_0_KSQLDBSERVER \
         DYNAMIC_CONFIG_ENABLED",
    ),
    image(
        "kafka",
        &[9092],
        "",
        "/var/lib/kafka/data /kafka/data /bitnami/kafka",
        "KAFKA_BROKER_ID KAFKA_ZOOKEEPER_CONNECT KAFKA_ADVERTISED_LISTENERS KAFKA_LISTENERS \
         KAFKA_LISTENER_SECURITY_PROTOCOL_MAP KAFKA_INTER_BROKER_LISTENER_NAME \
         KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR KAFKA_TRANSACTION_STATE_LOG_MIN_ISR \
         KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS \
         KAFKA_AUTO_CREATE_TOPICS_ENABLE KAFKA_NODE_ID KAFKA_PROCESS_ROLES KAFKA_CONTROLLER_QUORUM_VOTERS \
         KAFKA_CONTROLLER_LISTENER_NAMES KAFKA_CREATE_TOPICS KAFKA_ADVERTISED_HOST_NAME KAFKA_ADVERTISED_PORT \
         KAFKA_LOG_DIRS KAFKA_LOG_RETENTION_HOURS KAFKA_NUM_PARTITIONS KAFKA_DEFAULT_REPLICATION_FACTOR \
         KAFKA_MIN_INSYNC_REPLICAS KAFKA_DELETE_TOPIC_ENABLE KAFKA_MESSAGE_MAX_BYTES KAFKA_REPLICA_FETCH_MAX_BYTES \
         KAFKA_HEAP_OPTS KAFKA_OPTS KAFKA_JMX_PORT KAFKA_JMX_HOSTNAME KAFKA_JMX_OPTS KAFKA_METRIC_REPORTERS \
         KAFKA_LICENSE_TOPIC_REPLICATION_FACTOR KAFKA_CONFLUENT_LICENSE_TOPIC_REPLICATION_FACTOR \
         KAFKA_CONFLUENT_BALANCER_TOPIC_REPLICATION_FACTOR KAFKA_CONFLUENT_SCHEMA_REGISTRY_URL \
         KAFKA_LOG4J_ROOT_LOGLEVEL KAFKA_LOG4J_LOGGERS KAFKA_TOOLS_LOG4J_LOGLEVEL KAFKA_AUTHORIZER_CLASS_NAME \
         KAFKA_SASL_ENABLED_MECHANISMS KAFKA_SASL_MECHANISM_INTER_BROKER_PROTOCOL KAFKA_SUPER_USERS \
         KAFKA_SSL_KEYSTORE_FILENAME KAFKA_SSL_KEYSTORE_CREDENTIALS KAFKA_SSL_KEY_CREDENTIALS \
         KAFKA_SSL_TRUSTSTORE_FILENAME KAFKA_SSL_TRUSTSTORE_CREDENTIALS KAFKA_SSL_CLIENT_AUTH \
         KAFKA_KRAFT_CLUSTER_ID CLUSTER_ID KAFKA_CFG_NODE_ID KAFKA_CFG_PROCESS_ROLES KAFKA_CFG_LISTENERS \
         KAFKA_CFG_ADVERTISED_LISTENERS KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP \
         KAFKA_CFG_CONTROLLER_QUORUM_VOTERS KAFKA_CFG_CONTROLLER_LISTENER_NAMES \
         KAFKA_CFG_INTER_BROKER_LISTENER_NAME KAFKA_CFG_ZOOKEEPER_CONNECT KAFKA_CFG_AUTO_CREATE_TOPICS_ENABLE \
         ALLOW_PLAINTEXT_LISTENER NODE_ID NODE_ROLE ZOOKEEPER_CONNECT BOOTSTRAP_SERVERS ADVERTISED_HOST_NAME",
    ),
    image(
        "connect",
        &[8083],
        "",
        "/usr/share/java /kafka/connect /etc/kafka-connect/jars",
        "CONNECT_BOOTSTRAP_SERVERS CONNECT_REST_ADVERTISED_HOST_NAME CONNECT_REST_PORT CONNECT_GROUP_ID \
         CONNECT_CONFIG_STORAGE_TOPIC CONNECT_OFFSET_STORAGE_TOPIC CONNECT_STATUS_STORAGE_TOPIC \
         CONNECT_CONFIG_STORAGE_REPLICATION_FACTOR CONNECT_OFFSET_STORAGE_REPLICATION_FACTOR \
         CONNECT_STATUS_STORAGE_REPLICATION_FACTOR CONNECT_OFFSET_FLUSH_INTERVAL_MS CONNECT_KEY_CONVERTER \
         CONNECT_VALUE_CONVERTER CONNECT_KEY_CONVERTER_SCHEMA_REGISTRY_URL \
         CONNECT_VALUE_CONVERTER_SCHEMA_REGISTRY_URL CONNECT_KEY_CONVERTER_SCHEMAS_ENABLE \
         CONNECT_VALUE_CONVERTER_SCHEMAS_ENABLE CONNECT_INTERNAL_KEY_CONVERTER CONNECT_INTERNAL_VALUE_CONVERTER \
         CONNECT_PLUGIN_PATH CONNECT_LOG4J_ROOT_LOGLEVEL CONNECT_LOG4J_LOGGERS CONNECT_SECURITY_PROTOCOL \
         CONNECT_SASL_MECHANISM CONNECT_SASL_JAAS_CONFIG CONNECT_PRODUCER_SECURITY_PROTOCOL \
         CONNECT_CONSUMER_SECURITY_PROTOCOL CONNECT_PRODUCER_INTERCEPTOR_CLASSES CONNECT_CONSUMER_INTERCEPTOR_CLASSES \
         CONNECT_ZOOKEEPER_CONNECT CLASSPATH BOOTSTRAP_SERVERS GROUP_ID CONFIG_STORAGE_TOPIC OFFSET_STORAGE_TOPIC \
         STATUS_STORAGE_TOPIC KEY_CONVERTER VALUE_CONVERTER CONFIG_STORAGE_REPLICATION_FACTOR \
         OFFSET_STORAGE_REPLICATION_FACTOR STATUS_STORAGE_REPLICATION_FACTOR OFFSET_FLUSH_INTERVAL_MS \
         ENABLE_DEBEZIUM_SCRIPTING",
    ),
    image(
        "schema-registry",
        &[8081],
        "",
        "",
        "SCHEMA_REGISTRY_HOST_NAME SCHEMA_REGISTRY_LISTENERS SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS \
         SCHEMA_REGISTRY_KAFKASTORE_CONNECTION_URL SCHEMA_REGISTRY_KAFKASTORE_TOPIC SCHEMA_REGISTRY_DEBUG \
         SCHEMA_REGISTRY_KAFKASTORE_SECURITY_PROTOCOL SCHEMA_REGISTRY_LOG4J_ROOT_LOGLEVEL",
    ),
    image(
        "ksqldb",
        &[8088],
        "",
        "",
        "KSQL_BOOTSTRAP_SERVERS KSQL_LISTENERS KSQL_HOST_NAME KSQL_CONFIG_DIR KSQL_CACHE_MAX_BYTES_BUFFERING \
         KSQL_KSQL_SCHEMA_REGISTRY_URL KSQL_KSQL_CONNECT_URL KSQL_KSQL_SERVICE_ID KSQL_KSQL_EXTENSION_DIR \
         KSQL_KSQL_LOGGING_PROCESSING_TOPIC_AUTO_CREATE KSQL_KSQL_LOGGING_PROCESSING_STREAM_AUTO_CREATE \
         KSQL_KSQL_LOGGING_PROCESSING_TOPIC_REPLICATION_FACTOR KSQL_KSQL_SINK_REPLICAS KSQL_KSQL_STREAMS_REPLICATION_FACTOR \
         KSQL_KSQL_INTERNAL_TOPIC_REPLICAS KSQL_KSQL_STREAMS_AUTO_OFFSET_RESET KSQL_PRODUCER_INTERCEPTOR_CLASSES \
         KSQL_CONSUMER_INTERCEPTOR_CLASSES KSQL_LOG4J_ROOT_LOGLEVEL KSQL_OPTS STREAMS_BOOTSTRAP_SERVERS \
         STREAMS_SCHEMA_REGISTRY_HOST STREAMS_SCHEMA_REGISTRY_PORT",
    ),
    image(
        "control-center",
        &[9021],
        "",
        "",
        "CONTROL_CENTER_BOOTSTRAP_SERVERS CONTROL_CENTER_CONNECT_CONNECT_DEFAULT_CLUSTER CONTROL_CENTER_CONNECT_CLUSTER \
         CONTROL_CENTER_KSQL_KSQLDB1_URL CONTROL_CENTER_KSQL_KSQLDB1_ADVERTISED_URL CONTROL_CENTER_KSQL_URL \
         CONTROL_CENTER_KSQL_ADVERTISED_URL CONTROL_CENTER_SCHEMA_REGISTRY_URL CONTROL_CENTER_REPLICATION_FACTOR \
         CONTROL_CENTER_INTERNAL_TOPICS_PARTITIONS CONTROL_CENTER_INTERNAL_TOPICS_REPLICATION \
         CONTROL_CENTER_MONITORING_INTERCEPTOR_TOPIC_PARTITIONS CONTROL_CENTER_MONITORING_INTERCEPTOR_TOPIC_REPLICATION \
         CONTROL_CENTER_METRICS_TOPIC_REPLICATION CONTROL_CENTER_COMMAND_TOPIC_REPLICATION CONTROL_CENTER_ZOOKEEPER_CONNECT \
         CONTROL_CENTER_STREAMS_SECURITY_PROTOCOL CONTROL_CENTER_STREAMS_SASL_MECHANISM CONTROL_CENTER_REST_LISTENERS \
         CONFLUENT_METRICS_TOPIC_REPLICATION CONFLUENT_METRICS_ENABLE CONFLUENT_SUPPORT_CUSTOMER_ID",
    ),
    image(
        "kafka-rest",
        &[8082],
        "",
        "",
        "KAFKA_REST_HOST_NAME KAFKA_REST_BOOTSTRAP_SERVERS KAFKA_REST_LISTENERS KAFKA_REST_SCHEMA_REGISTRY_URL",
    ),
    image("kafdrop", &[9000], "", "", "KAFKA_BROKERCONNECT JVM_OPTS SERVER_SERVLET_CONTEXTPATH"),
    image("akhq", &[8080], "", "", "AKHQ_CONFIGURATION"),
    image("redpanda", &[9092, 8081, 8082, 9644], "rpk cluster health", "/var/lib/redpanda/data", ""),
    image(
        "zookeeper",
        &[2181],
        "",
        "/var/lib/zookeeper/data /var/lib/zookeeper/log /data /datalog",
        "ZOOKEEPER_CLIENT_PORT ZOOKEEPER_TICK_TIME ZOOKEEPER_SERVER_ID ZOOKEEPER_INIT_LIMIT ZOOKEEPER_SYNC_LIMIT \
         ZOOKEEPER_SERVERS ZOO_MY_ID ZOO_SERVERS ZOO_PORT ZOO_TICK_TIME ZOO_4LW_COMMANDS_WHITELIST \
         ALLOW_ANONYMOUS_LOGIN SERVER_ID SERVER_COUNT",
    ),
    image("nats", &[4222, 8222], "", "/data", ""),
    image(
        "pulsar",
        &[6650, 8080],
        "",
        "/pulsar/data",
        "PULSAR_MEM PULSAR_STANDALONE_ENABLED PULSAR_PREFIX_advertisedAddress SPRING_CONFIGURATION_FILE",
    ),
    image(
        "wordpress",
        &[80],
        "",
        "/var/www/html",
        "WORDPRESS_DB_HOST WORDPRESS_DB_USER WORDPRESS_DB_PASSWORD WORDPRESS_DB_NAME WORDPRESS_TABLE_PREFIX \
         WORDPRESS_DEBUG WORDPRESS_CONFIG_EXTRA WORDPRESS_AUTH_KEY",
    ),
    image(
        "nextcloud",
        &[80],
        "",
        "/var/www/html /var/www/html/data /var/www/html/config",
        "POSTGRES_HOST POSTGRES_PASSWORD POSTGRES_DB POSTGRES_USER REDIS_HOST MYSQL_HOST MYSQL_PASSWORD \
         MYSQL_DATABASE MYSQL_USER NEXTCLOUD_ADMIN_USER NEXTCLOUD_ADMIN_PASSWORD NEXTCLOUD_TRUSTED_DOMAINS \
         OVERWRITEPROTOCOL OVERWRITEHOST OVERWRITECLIURL TRUSTED_PROXIES REDIS_HOST_PASSWORD PHP_MEMORY_LIMIT \
         PHP_UPLOAD_LIMIT APACHE_DISABLE_REWRITE_IP SMTP_HOST SMTP_SECURE SMTP_PORT SMTP_NAME SMTP_PASSWORD \
         MAIL_FROM_ADDRESS MAIL_DOMAIN",
    ),
    image(
        "ghost",
        &[2368],
        "",
        "/var/lib/ghost/content",
        "url NODE_ENV database__client database__connection__host database__connection__user \
         database__connection__password database__connection__database mail__transport",
    ),
    image(
        "drupal",
        &[80],
        "",
        "/var/www/html /var/www/html/modules /var/www/html/profiles /var/www/html/themes /var/www/html/sites",
        "",
    ),
    image("joomla", &[80], "", "/var/www/html", "JOOMLA_DB_HOST JOOMLA_DB_USER JOOMLA_DB_PASSWORD JOOMLA_DB_NAME"),
    image(
        "matomo",
        &[80],
        "",
        "/var/www/html",
        "MATOMO_DATABASE_HOST MATOMO_DATABASE_ADAPTER MATOMO_DATABASE_TABLES_PREFIX MATOMO_DATABASE_USERNAME \
         MATOMO_DATABASE_PASSWORD MATOMO_DATABASE_DBNAME",
    ),
    image(
        "elasticsearch",
        &[9200, 9300],
        "curl -fsS http://localhost:9200/_cluster/health",
        "/usr/share/elasticsearch/data /usr/share/elasticsearch/config/elasticsearch.yml \
         /usr/share/elasticsearch/config/certs",
        "discovery.type ES_JAVA_OPTS ELASTIC_PASSWORD xpack.security.enabled cluster.name node.name \
         bootstrap.memory_lock cluster.initial_master_nodes discovery.seed_hosts network.host \
         xpack.security.http.ssl.enabled xpack.security.http.ssl.key xpack.security.http.ssl.certificate \
         xpack.security.transport.ssl.enabled xpack.security.enrollment.enabled xpack.license.self_generated.type \
         http.cors.enabled http.cors.allow-origin cluster.routing.allocation.disk.threshold_enabled",
    ),
    image(
        "opensearch-dashboards",
        &[5601],
        "",
        "",
        "OPENSEARCH_HOSTS DISABLE_SECURITY_DASHBOARDS_PLUGIN OPENSEARCH_USERNAME OPENSEARCH_PASSWORD",
    ),
    image(
        "opensearch",
        &[9200, 9600],
        "curl -fsS http://localhost:9200/_cluster/health",
        "/usr/share/opensearch/data",
        "discovery.type OPENSEARCH_JAVA_OPTS OPENSEARCH_INITIAL_ADMIN_PASSWORD DISABLE_SECURITY_PLUGIN \
         DISABLE_INSTALL_DEMO_CONFIG cluster.name node.name bootstrap.memory_lock plugins.security.disabled",
    ),
    image(
        "kibana",
        &[5601],
        "",
        "/usr/share/kibana/config/kibana.yml /usr/share/kibana/data /usr/share/kibana/config/certs",
        "ELASTICSEARCH_HOSTS ELASTICSEARCH_URL ELASTICSEARCH_USERNAME ELASTICSEARCH_PASSWORD \
         ELASTICSEARCH_SSL_CERTIFICATEAUTHORITIES KIBANA_SYSTEM_PASSWORD SERVER_NAME SERVER_HOST \
         SERVER_PUBLICBASEURL SERVER_BASEPATH XPACK_SECURITY_ENCRYPTIONKEY \
         XPACK_ENCRYPTEDSAVEDOBJECTS_ENCRYPTIONKEY",
    ),
    image(
        "logstash",
        &[5044, 9600],
        "",
        "/usr/share/logstash/pipeline /usr/share/logstash/config/logstash.yml",
        "LS_JAVA_OPTS LOGSTASH_INTERNAL_PASSWORD XPACK_MONITORING_ENABLED",
    ),
    image("solr", &[8983], "", "/var/solr", "SOLR_HEAP SOLR_JAVA_MEM SOLR_OPTS ZK_HOST"),
    image(
        "meilisearch",
        &[7700],
        "",
        "/meili_data",
        "MEILI_MASTER_KEY MEILI_ENV MEILI_NO_ANALYTICS MEILI_HTTP_ADDR MEILI_DB_PATH",
    ),
    image("typesense", &[8108], "", "/data", "TYPESENSE_API_KEY TYPESENSE_DATA_DIR TYPESENSE_ENABLE_CORS"),
    image("qdrant", &[6333, 6334], "", "/qdrant/storage", "QDRANT__SERVICE__API_KEY QDRANT__LOG_LEVEL"),
    image(
        "weaviate",
        &[8080, 50051],
        "",
        "/var/lib/weaviate",
        "QUERY_DEFAULTS_LIMIT AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED PERSISTENCE_DATA_PATH \
         DEFAULT_VECTORIZER_MODULE ENABLE_MODULES CLUSTER_HOSTNAME",
    ),
    image("chroma", &[8000], "", "/chroma/chroma", "IS_PERSISTENT PERSIST_DIRECTORY ANONYMIZED_TELEMETRY"),
    image(
        "milvus",
        &[19530, 9091],
        "",
        "/var/lib/milvus",
        "ETCD_ENDPOINTS MINIO_ADDRESS MINIO_REGION ETCD_AUTO_COMPACTION_MODE ETCD_AUTO_COMPACTION_RETENTION \
         ETCD_QUOTA_BACKEND_BYTES ETCD_SNAPSHOT_COUNT",
    ),
    image(
        "grafana",
        &[3000],
        "",
        "/var/lib/grafana /etc/grafana/provisioning /etc/grafana/grafana.ini /etc/grafana/provisioning/dashboards \
         /etc/grafana/provisioning/datasources",
        "GF_SECURITY_ADMIN_USER GF_SECURITY_ADMIN_PASSWORD GF_USERS_ALLOW_SIGN_UP GF_AUTH_ANONYMOUS_ENABLED \
         GF_AUTH_ANONYMOUS_ORG_ROLE GF_AUTH_DISABLE_LOGIN_FORM GF_SERVER_ROOT_URL GF_SERVER_DOMAIN \
         GF_SERVER_HTTP_PORT GF_SERVER_SERVE_FROM_SUB_PATH GF_INSTALL_PLUGINS GF_PATHS_PROVISIONING GF_PATHS_DATA \
         GF_LOG_LEVEL GF_FEATURE_TOGGLES_ENABLE GF_SECURITY_ALLOW_EMBEDDING GF_DATABASE_TYPE GF_DATABASE_HOST \
         GF_SMTP_ENABLED GF_SMTP_HOST GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH",
    ),
    image(
        "prometheus",
        &[9090],
        "",
        "/etc/prometheus/prometheus.yml /prometheus /etc/prometheus /etc/prometheus/alert.rules",
        "",
    ),
    image("alertmanager", &[9093], "", "/etc/alertmanager /etc/alertmanager/alertmanager.yml", ""),
    image("node-exporter", &[9100], "", "/host/proc /host/sys /rootfs", ""),
    image("cadvisor", &[8080], "", "/rootfs /var/run /sys /var/lib/docker /dev/disk", ""),
    image("blackbox", &[9115], "", "/etc/blackbox_exporter/config.yml", ""),
    image(
        "postgres-exporter",
        &[9187],
        "",
        "",
        "DATA_SOURCE_NAME DATA_SOURCE_URI DATA_SOURCE_USER DATA_SOURCE_PASS PG_EXPORTER_EXTEND_QUERY_PATH",
    ),
    image("redis_exporter", &[9121], "", "", "REDIS_ADDR REDIS_USER REDIS_PASSWORD REDIS_EXPORTER_CHECK_KEYS"),
    image("loki", &[3100], "", "/etc/loki /loki /etc/loki/local-config.yaml", ""),
    image("promtail", &[9080], "", "/etc/promtail/config.yml /var/log", ""),
    image("tempo", &[3200, 4317, 4318], "", "/etc/tempo.yaml /var/tempo", ""),
    image(
        "jaeger",
        &[16686, 4317, 4318, 14268, 6831],
        "",
        "/badger",
        "COLLECTOR_OTLP_ENABLED COLLECTOR_ZIPKIN_HOST_PORT SPAN_STORAGE_TYPE METRICS_STORAGE_TYPE \
         PROMETHEUS_SERVER_URL MEMORY_MAX_TRACES ES_SERVER_URLS BADGER_EPHEMERAL BADGER_DIRECTORY_VALUE \
         BADGER_DIRECTORY_KEY",
    ),
    image("zipkin", &[9411], "", "", "STORAGE_TYPE MYSQL_HOST ES_HOSTS JAVA_OPTS"),
    image(
        "opentelemetry-collector",
        &[4317, 4318, 8888, 13133],
        "",
        "/etc/otelcol/config.yaml /etc/otelcol-contrib/config.yaml",
        "",
    ),
    image(
        "influxdb",
        &[8086],
        "influx ping",
        "/var/lib/influxdb2 /var/lib/influxdb /etc/influxdb2",
        "DOCKER_INFLUXDB_INIT_MODE DOCKER_INFLUXDB_INIT_USERNAME DOCKER_INFLUXDB_INIT_PASSWORD \
         DOCKER_INFLUXDB_INIT_ORG DOCKER_INFLUXDB_INIT_BUCKET DOCKER_INFLUXDB_INIT_ADMIN_TOKEN \
         DOCKER_INFLUXDB_INIT_RETENTION INFLUXDB_DB INFLUXDB_ADMIN_USER INFLUXDB_ADMIN_PASSWORD INFLUXDB_USER \
         INFLUXDB_USER_PASSWORD INFLUXDB_HTTP_AUTH_ENABLED INFLUXD_HTTP_BIND_ADDRESS",
    ),
    image(
        "clickhouse",
        &[8123, 9000],
        "wget --no-verbose --tries=1 --spider http://localhost:8123/ping",
        "/var/lib/clickhouse /var/log/clickhouse-server /etc/clickhouse-server/config.d \
         /etc/clickhouse-server/users.d /docker-entrypoint-initdb.d",
        "CLICKHOUSE_DB CLICKHOUSE_USER CLICKHOUSE_PASSWORD CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT \
         CLICKHOUSE_SKIP_USER_SETUP",
    ),
    image(
        "cassandra",
        &[9042],
        "",
        "/var/lib/cassandra",
        "CASSANDRA_CLUSTER_NAME CASSANDRA_SEEDS CASSANDRA_DC CASSANDRA_RACK CASSANDRA_ENDPOINT_SNITCH \
         CASSANDRA_BROADCAST_ADDRESS MAX_HEAP_SIZE HEAP_NEWSIZE",
    ),
    image("scylla", &[9042], "", "/var/lib/scylla", ""),
    image(
        "neo4j",
        &[7474, 7687],
        "",
        "/data /logs /plugins /import /conf",
        "NEO4J_AUTH NEO4J_PLUGINS NEO4J_ACCEPT_LICENSE_AGREEMENT NEO4J_dbms_memory_pagecache_size \
         NEO4J_dbms_memory_heap_initial__size NEO4J_dbms_memory_heap_max__size \
         NEO4J_dbms_security_procedures_unrestricted NEO4J_apoc_export_file_enabled NEO4J_apoc_import_file_enabled",
    ),
    image("couchdb", &[5984], "", "/opt/couchdb/data", "COUCHDB_USER COUCHDB_PASSWORD COUCHDB_SECRET"),
    image("cockroach", &[26257, 8080], "", "/cockroach/cockroach-data", "COCKROACH_DATABASE COCKROACH_USER"),
    image("dynamodb-local", &[8000], "", "/home/dynamodblocal/data", "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"),
    image(
        "etcd",
        &[2379],
        "",
        "/etcd-data",
        "ALLOW_NONE_AUTHENTICATION ETCD_ADVERTISE_CLIENT_URLS ETCD_LISTEN_CLIENT_URLS",
    ),
    image(
        "pgadmin",
        &[80],
        "",
        "/var/lib/pgadmin /pgadmin4/servers.json",
        "PGADMIN_DEFAULT_EMAIL PGADMIN_DEFAULT_PASSWORD PGADMIN_LISTEN_PORT PGADMIN_CONFIG_SERVER_MODE \
         PGADMIN_CONFIG_MASTER_PASSWORD_REQUIRED PGADMIN_SERVER_JSON_FILE",
    ),
    image(
        "phpmyadmin",
        &[80],
        "",
        "",
        "PMA_HOST PMA_PORT PMA_USER PMA_PASSWORD PMA_ARBITRARY PMA_ABSOLUTE_URI MYSQL_ROOT_PASSWORD UPLOAD_LIMIT \
         HIDE_PHP_VERSION",
    ),
    image("adminer", &[8080], "", "", "ADMINER_DEFAULT_SERVER ADMINER_DESIGN ADMINER_PLUGINS"),
    image(
        "minio",
        &[9000, 9001],
        "mc ready local",
        "/data",
        "MINIO_ROOT_USER MINIO_ROOT_PASSWORD MINIO_ACCESS_KEY MINIO_SECRET_KEY MINIO_SERVER_URL \
         MINIO_BROWSER_REDIRECT_URL MINIO_DEFAULT_BUCKETS MINIO_DOMAIN MINIO_SITE_REGION \
         MINIO_PROMETHEUS_AUTH_TYPE",
    ),
    image(
        "localstack",
        &[4566],
        "",
        "/var/lib/localstack /var/run/docker.sock /etc/localstack/init/ready.d",
        "SERVICES DEBUG DATA_DIR PERSISTENCE DOCKER_HOST LAMBDA_EXECUTOR LOCALSTACK_AUTH_TOKEN LOCALSTACK_HOST \
         AWS_DEFAULT_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY EAGER_SERVICE_LOADING",
    ),
    image(
        "mssql",
        &[1433],
        "",
        "/var/opt/mssql",
        "ACCEPT_EULA SA_PASSWORD MSSQL_SA_PASSWORD MSSQL_PID MSSQL_AGENT_ENABLED MSSQL_TCP_PORT",
    ),
    image("azure-sql", &[1433], "", "", "ACCEPT_EULA SA_PASSWORD MSSQL_SA_PASSWORD"),
    image(
        "oracle",
        &[1521],
        "healthcheck.sh",
        "/opt/oracle/oradata",
        "ORACLE_PASSWORD ORACLE_PWD ORACLE_DATABASE APP_USER APP_USER_PASSWORD ORACLE_SID ORACLE_PDB \
         ORACLE_CHARACTERSET",
    ),
    image(
        "keycloak",
        &[8080],
        "",
        "/opt/keycloak/data/import /opt/keycloak/themes /opt/keycloak/data",
        "KEYCLOAK_ADMIN KEYCLOAK_ADMIN_PASSWORD KC_DB KC_DB_URL KC_DB_USERNAME KC_DB_PASSWORD KC_HOSTNAME \
         KC_BOOTSTRAP_ADMIN_USERNAME KC_BOOTSTRAP_ADMIN_PASSWORD KC_HTTP_ENABLED KC_HEALTH_ENABLED \
         KC_METRICS_ENABLED KC_PROXY KC_PROXY_HEADERS KC_HOSTNAME_STRICT KC_HOSTNAME_STRICT_HTTPS KC_HOSTNAME_PORT \
         KC_HTTP_PORT KC_HTTP_RELATIVE_PATH KC_DB_SCHEMA KC_DB_URL_HOST KC_DB_URL_DATABASE KC_LOG_LEVEL KC_FEATURES \
         KEYCLOAK_USER KEYCLOAK_PASSWORD KEYCLOAK_IMPORT PROXY_ADDRESS_FORWARDING DB_VENDOR DB_ADDR",
    ),
    image(
        "authentik",
        &[9000, 9443],
        "",
        "/media /templates /certs",
        "AUTHENTIK_SECRET_KEY AUTHENTIK_REDIS__HOST AUTHENTIK_POSTGRESQL__HOST AUTHENTIK_POSTGRESQL__USER \
         AUTHENTIK_POSTGRESQL__NAME AUTHENTIK_POSTGRESQL__PASSWORD AUTHENTIK_ERROR_REPORTING__ENABLED",
    ),
    image("authelia", &[9091], "", "/config", "TZ AUTHELIA_JWT_SECRET_FILE AUTHELIA_SESSION_SECRET_FILE"),
    image(
        "vault",
        &[8200],
        "",
        "/vault/file /vault/config /vault/logs",
        "VAULT_ADDR VAULT_DEV_ROOT_TOKEN_ID VAULT_DEV_LISTEN_ADDRESS VAULT_LOCAL_CONFIG VAULT_TOKEN VAULT_API_ADDR",
    ),
    image("consul", &[8500, 8600], "", "/consul/data /consul/config", "CONSUL_BIND_INTERFACE CONSUL_LOCAL_CONFIG"),
    image(
        "gitea",
        &[3000, 22],
        "",
        "/data /var/lib/gitea /etc/gitea",
        "USER_UID USER_GID DB_TYPE DB_HOST DB_NAME DB_USER DB_PASSWD GITEA__database__DB_TYPE \
         GITEA__database__HOST GITEA__database__NAME GITEA__database__USER GITEA__database__PASSWD \
         GITEA__server__ROOT_URL GITEA__server__DOMAIN GITEA__server__SSH_PORT",
    ),
    image(
        "gitlab",
        &[80, 443, 22],
        "",
        "/etc/gitlab /var/log/gitlab /var/opt/gitlab",
        "GITLAB_OMNIBUS_CONFIG GITLAB_ROOT_PASSWORD GITLAB_ROOT_EMAIL GITLAB_HOST GITLAB_PORT GITLAB_SSH_PORT \
         GITLAB_HTTPS GITLAB_TIMEZONE GITLAB_EMAIL GITLAB_SECRETS_DB_KEY_BASE GITLAB_SECRETS_SECRET_KEY_BASE \
         GITLAB_SECRETS_OTP_KEY_BASE GITLAB_BACKUP_SCHEDULE",
    ),
    image("gitlab-runner", &[], "", "/etc/gitlab-runner /var/run/docker.sock", "CI_SERVER_URL REGISTRATION_TOKEN"),
    image(
        "jenkins",
        &[8080, 50000],
        "",
        "/var/jenkins_home /var/run/docker.sock",
        "JENKINS_OPTS JAVA_OPTS JENKINS_AGENT_SSH_PUBKEY CASC_JENKINS_CONFIG JENKINS_URL JENKINS_SECRET \
         JENKINS_AGENT_NAME",
    ),
    image(
        "sonarqube",
        &[9000],
        "",
        "/opt/sonarqube/data /opt/sonarqube/extensions /opt/sonarqube/logs",
        "SONAR_JDBC_URL SONAR_JDBC_USERNAME SONAR_JDBC_PASSWORD SONAR_ES_BOOTSTRAP_CHECKS_DISABLE",
    ),
    image("nexus", &[8081], "", "/nexus-data", "INSTALL4J_ADD_VM_PARAMS"),
    image(
        "registry",
        &[5000],
        "",
        "/var/lib/registry /auth /certs /etc/docker/registry/config.yml",
        "REGISTRY_AUTH REGISTRY_AUTH_HTPASSWD_REALM REGISTRY_AUTH_HTPASSWD_PATH \
         REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY REGISTRY_STORAGE_DELETE_ENABLED REGISTRY_HTTP_ADDR \
         REGISTRY_HTTP_TLS_CERTIFICATE REGISTRY_HTTP_TLS_KEY REGISTRY_HTTP_SECRET REGISTRY_PROXY_REMOTEURL \
         REGISTRY_LOG_LEVEL REGISTRY_URL REGISTRY_TITLE",
    ),
    image("portainer", &[9000, 9443], "", "/data /var/run/docker.sock", "AGENT_CLUSTER_ADDR ADMIN_PASSWORD"),
    image(
        "watchtower",
        &[],
        "",
        "/var/run/docker.sock /config.json",
        "WATCHTOWER_CLEANUP WATCHTOWER_SCHEDULE WATCHTOWER_POLL_INTERVAL WATCHTOWER_LABEL_ENABLE \
         WATCHTOWER_NOTIFICATIONS WATCHTOWER_NOTIFICATION_URL WATCHTOWER_INCLUDE_STOPPED WATCHTOWER_DEBUG \
         WATCHTOWER_MONITOR_ONLY WATCHTOWER_ROLLING_RESTART WATCHTOWER_HTTP_API_TOKEN",
    ),
    image(
        "traefik",
        &[80, 443, 8080],
        "traefik healthcheck",
        "/etc/traefik/traefik.yml /letsencrypt /etc/traefik /etc/traefik/dynamic /acme.json /var/run/docker.sock",
        "TRAEFIK_PROVIDERS_DOCKER CF_API_EMAIL CF_API_KEY CF_DNS_API_TOKEN TRAEFIK_LOG_LEVEL",
    ),
    image(
        "nginx-proxy-manager",
        &[80, 81, 443],
        "",
        "/data /etc/letsencrypt",
        "DB_MYSQL_HOST DB_MYSQL_PORT DB_MYSQL_USER DB_MYSQL_PASSWORD DB_MYSQL_NAME DISABLE_IPV6 DB_SQLITE_FILE",
    ),
    image(
        "nginx-proxy",
        &[80, 443],
        "",
        "/tmp/docker.sock /etc/nginx/certs /etc/nginx/vhost.d /usr/share/nginx/html /etc/nginx/conf.d",
        "VIRTUAL_HOST VIRTUAL_PORT VIRTUAL_PATH VIRTUAL_DEST VIRTUAL_PROTO LETSENCRYPT_HOST LETSENCRYPT_EMAIL DEFAULT_HOST \
         DHPARAM_SKIP ENABLE_IPV6 TRUST_DOWNSTREAM_PROXY HTTPS_METHOD CERT_NAME",
    ),
    image("acme-companion", &[], "", "/etc/acme.sh /etc/nginx/certs", "DEFAULT_EMAIL NGINX_PROXY_CONTAINER"),
    image(
        "nginx",
        &[80, 443],
        "",
        "/etc/nginx/nginx.conf /etc/nginx/conf.d /usr/share/nginx/html /etc/nginx/templates \
         /etc/nginx/conf.d/default.conf /etc/nginx/ssl /var/log/nginx /etc/nginx/certs",
        "NGINX_HOST NGINX_PORT NGINX_ENVSUBST_OUTPUT_DIR",
    ),
    image("httpd", &[80], "", "/usr/local/apache2/htdocs /usr/local/apache2/conf/httpd.conf", ""),
    image("caddy", &[80, 443], "", "/etc/caddy/Caddyfile /data /config /srv", "ACME_AGREE CADDY_INGRESS_NETWORKS"),
    image("haproxy", &[80, 443, 8404], "", "/usr/local/etc/haproxy /usr/local/etc/haproxy/haproxy.cfg", ""),
    image("envoy", &[10000, 9901], "", "/etc/envoy/envoy.yaml", "ENVOY_UID"),
    image(
        "kong",
        &[8000, 8443, 8001],
        "kong health",
        "/usr/local/kong/declarative",
        "KONG_DATABASE KONG_PG_HOST KONG_PG_USER KONG_PG_PASSWORD KONG_PG_DATABASE KONG_DECLARATIVE_CONFIG \
         KONG_PROXY_ACCESS_LOG KONG_ADMIN_ACCESS_LOG KONG_PROXY_ERROR_LOG KONG_ADMIN_ERROR_LOG KONG_ADMIN_LISTEN \
         KONG_PLUGINS KONG_DNS_ORDER",
    ),
    image("cloudflared", &[], "", "/etc/cloudflared", "TUNNEL_TOKEN TUNNEL_METRICS TUNNEL_URL"),
    image(
        "wireguard",
        &[51820],
        "",
        "/config /lib/modules",
        "PUID PGID TZ SERVERURL SERVERPORT PEERS PEERDNS INTERNAL_SUBNET ALLOWEDIPS LOG_CONFS",
    ),
    image(
        "wg-easy",
        &[51820, 51821],
        "",
        "/etc/wireguard",
        "WG_HOST PASSWORD PASSWORD_HASH WG_PORT WG_DEFAULT_ADDRESS WG_DEFAULT_DNS WG_ALLOWED_IPS LANG PORT",
    ),
    image(
        "tailscale",
        &[],
        "",
        "/var/lib/tailscale /dev/net/tun",
        "TS_AUTHKEY TS_STATE_DIR TS_USERSPACE TS_EXTRA_ARGS TS_ROUTES TS_HOSTNAME TS_SERVE_CONFIG",
    ),
    image(
        "gluetun",
        &[8888, 8388],
        "",
        "/gluetun",
        "VPN_SERVICE_PROVIDER VPN_TYPE OPENVPN_USER OPENVPN_PASSWORD WIREGUARD_PRIVATE_KEY WIREGUARD_ADDRESSES \
         SERVER_COUNTRIES TZ FIREWALL_OUTBOUND_SUBNETS UPDATER_PERIOD",
    ),
    image(
        "pihole",
        &[80, 53],
        "",
        "/etc/pihole /etc/dnsmasq.d",
        "TZ WEBPASSWORD FTLCONF_webserver_api_password FTLCONF_dns_listeningMode FTLCONF_LOCAL_IPV4 PIHOLE_DNS_ DNS1 \
         DNS2 DNSMASQ_LISTENING VIRTUAL_HOST SERVERIP",
    ),
    image("adguardhome", &[53, 3000, 80], "", "/opt/adguardhome/work /opt/adguardhome/conf", ""),
    image("mosquitto", &[1883, 9001], "", "/mosquitto/config /mosquitto/data /mosquitto/log", ""),
    image("home-assistant", &[8123], "", "/config /etc/localtime", "TZ"),
    image(
        "vaultwarden",
        &[80],
        "",
        "/data",
        "DOMAIN ADMIN_TOKEN SIGNUPS_ALLOWED WEBSOCKET_ENABLED SMTP_HOST SMTP_FROM SMTP_PORT SMTP_SECURITY SMTP_USERNAME \
         SMTP_PASSWORD INVITATIONS_ALLOWED DATABASE_URL",
    ),
    image(
        "n8n",
        &[5678],
        "",
        "/home/node/.n8n /files",
        "N8N_HOST N8N_PORT N8N_PROTOCOL N8N_ENCRYPTION_KEY N8N_BASIC_AUTH_ACTIVE N8N_BASIC_AUTH_USER \
         N8N_BASIC_AUTH_PASSWORD WEBHOOK_URL GENERIC_TIMEZONE NODE_ENV DB_TYPE DB_POSTGRESDB_HOST DB_POSTGRESDB_PORT \
         DB_POSTGRESDB_DATABASE DB_POSTGRESDB_USER DB_POSTGRESDB_PASSWORD EXECUTIONS_MODE QUEUE_BULL_REDIS_HOST \
         QUEUE_HEALTH_CHECK_ACTIVE N8N_RUNNERS_ENABLED N8N_SECURE_COOKIE N8N_EDITOR_BASE_URL \
         N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS N8N_DIAGNOSTICS_ENABLED TZ",
    ),
    image(
        "metabase",
        &[3000],
        "",
        "/metabase-data",
        "MB_DB_TYPE MB_DB_DBNAME MB_DB_PORT MB_DB_USER MB_DB_PASS MB_DB_HOST MB_DB_FILE JAVA_TIMEZONE",
    ),
    image(
        "airflow",
        &[8080],
        "",
        "/opt/airflow/dags /opt/airflow/logs /opt/airflow/plugins /opt/airflow/config",
        "AIRFLOW__CORE__EXECUTOR AIRFLOW__DATABASE__SQL_ALCHEMY_CONN AIRFLOW__CELERY__RESULT_BACKEND \
         AIRFLOW__CELERY__BROKER_URL AIRFLOW__CORE__FERNET_KEY AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION \
         AIRFLOW__CORE__LOAD_EXAMPLES AIRFLOW__API__AUTH_BACKENDS AIRFLOW__CORE__SQL_ALCHEMY_CONN AIRFLOW_UID \
         _AIRFLOW_DB_MIGRATE _AIRFLOW_WWW_USER_CREATE _AIRFLOW_WWW_USER_USERNAME _AIRFLOW_WWW_USER_PASSWORD \
         _PIP_ADDITIONAL_REQUIREMENTS AIRFLOW__WEBSERVER__SECRET_KEY",
    ),
    image(
        "spark",
        &[8080, 7077],
        "",
        "/opt/spark/work-dir /opt/bitnami/spark",
        "SPARK_MODE SPARK_MASTER_URL SPARK_WORKER_MEMORY SPARK_WORKER_CORES SPARK_RPC_AUTHENTICATION_ENABLED \
         SPARK_RPC_ENCRYPTION_ENABLED SPARK_SSL_ENABLED SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED",
    ),
    image("trino", &[8080], "", "/etc/trino /etc/trino/catalog", ""),
    image(
        "jupyter",
        &[8888],
        "",
        "/home/jovyan/work",
        "JUPYTER_ENABLE_LAB JUPYTER_TOKEN NB_USER NB_UID NB_GID GRANT_SUDO CHOWN_HOME",
    ),
    image(
        "ollama",
        &[11434],
        "ollama list",
        "/root/.ollama",
        "OLLAMA_HOST OLLAMA_ORIGINS OLLAMA_KEEP_ALIVE OLLAMA_MODELS",
    ),
    image(
        "open-webui",
        &[8080],
        "",
        "/app/backend/data",
        "OLLAMA_BASE_URL WEBUI_SECRET_KEY WEBUI_AUTH OPENAI_API_KEY OPENAI_API_BASE_URL ENABLE_SIGNUP",
    ),
    image("vllm", &[8000], "", "/root/.cache/huggingface", "HUGGING_FACE_HUB_TOKEN HF_TOKEN VLLM_API_KEY"),
    image(
        "litellm",
        &[4000],
        "",
        "/app/config.yaml",
        "LITELLM_MASTER_KEY LITELLM_SALT_KEY DATABASE_URL STORE_MODEL_IN_DB",
    ),
    image(
        "langfuse",
        &[3000],
        "",
        "",
        "DATABASE_URL NEXTAUTH_SECRET NEXTAUTH_URL SALT ENCRYPTION_KEY TELEMETRY_ENABLED CLICKHOUSE_URL \
         CLICKHOUSE_USER CLICKHOUSE_PASSWORD CLICKHOUSE_MIGRATION_URL CLICKHOUSE_CLUSTER_ENABLED REDIS_HOST REDIS_PORT \
         REDIS_AUTH LANGFUSE_S3_EVENT_UPLOAD_BUCKET LANGFUSE_INIT_ORG_ID",
    ),
    image(
        "immich",
        &[2283],
        "",
        "/usr/src/app/upload /etc/localtime",
        "DB_HOSTNAME DB_USERNAME DB_PASSWORD DB_DATABASE_NAME REDIS_HOSTNAME UPLOAD_LOCATION TZ",
    ),
    image(
        "paperless",
        &[8000],
        "",
        "/usr/src/paperless/data /usr/src/paperless/media /usr/src/paperless/export /usr/src/paperless/consume",
        "PAPERLESS_REDIS PAPERLESS_DBHOST PAPERLESS_DBENGINE PAPERLESS_DBUSER PAPERLESS_DBPASS PAPERLESS_DBNAME \
         PAPERLESS_URL PAPERLESS_SECRET_KEY PAPERLESS_TIME_ZONE PAPERLESS_OCR_LANGUAGE PAPERLESS_TIKA_ENABLED \
         PAPERLESS_TIKA_ENDPOINT PAPERLESS_TIKA_GOTENBERG_ENDPOINT PAPERLESS_ADMIN_USER PAPERLESS_ADMIN_PASSWORD \
         USERMAP_UID USERMAP_GID",
    ),
    image("jellyfin", &[8096], "", "/config /cache /media", "JELLYFIN_PublishedServerUrl PUID PGID TZ"),
    image("plex", &[32400], "", "/config /tv /movies /transcode", "PUID PGID TZ VERSION PLEX_CLAIM ADVERTISE_IP"),
    image(
        "linuxserver",
        &[],
        "",
        "/config /data /downloads",
        "PUID PGID TZ UMASK DOCKER_MODS FILE__PASSWORD PASSWORD SUDO_PASSWORD",
    ),
    image(
        "code-server",
        &[8443],
        "",
        "/config",
        "PUID PGID TZ PASSWORD HASHED_PASSWORD SUDO_PASSWORD PROXY_DOMAIN DEFAULT_WORKSPACE",
    ),
    image("qbittorrent", &[8080, 6881], "", "/config /downloads", "PUID PGID TZ WEBUI_PORT TORRENTING_PORT"),
    image("transmission", &[9091, 51413], "", "/config /downloads /watch", "PUID PGID TZ USER PASS WHITELIST PEERPORT"),
    image("uptime-kuma", &[3001], "", "/app/data", ""),
    image("mailhog", &[1025, 8025], "", "", "MH_STORAGE MH_MAILDIR_PATH MH_HOSTNAME"),
    image(
        "mailpit",
        &[1025, 8025],
        "",
        "/data",
        "MP_MAX_MESSAGES MP_DATABASE MP_SMTP_AUTH_ACCEPT_ANY MP_SMTP_AUTH_ALLOW_INSECURE",
    ),
    image("maildev", &[1080, 1025], "", "", "MAILDEV_WEB_PORT MAILDEV_SMTP_PORT"),
    image(
        "selenium",
        &[4444, 7900],
        "",
        "/dev/shm",
        "SE_EVENT_BUS_HOST SE_EVENT_BUS_PUBLISH_PORT SE_EVENT_BUS_SUBSCRIBE_PORT SE_NODE_MAX_SESSIONS \
         SE_NODE_OVERRIDE_MAX_SESSIONS SE_VNC_NO_PASSWORD HUB_HOST",
    ),
    image(
        "minecraft",
        &[25565],
        "",
        "/data",
        "EULA TYPE VERSION MEMORY OPS WHITELIST DIFFICULTY MOTD MODE ONLINE_MODE MAX_PLAYERS",
    ),
    image(
        "umami",
        &[3000],
        "",
        "",
        "DATABASE_URL DATABASE_TYPE APP_SECRET HASH_SALT TRACKER_SCRIPT_NAME DISABLE_TELEMETRY",
    ),
    image(
        "docker",
        &[2375, 2376],
        "",
        "/var/lib/docker /certs /certs/client /var/run/docker.sock",
        "DOCKER_TLS_CERTDIR DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH DOCKER_DRIVER",
    ),
    image(
        "php",
        &[9000],
        "",
        "/var/www/html /usr/local/etc/php/conf.d /usr/local/etc/php/php.ini",
        "PHP_IDE_CONFIG XDEBUG_MODE XDEBUG_CONFIG",
    ),
    image(
        "aspnet",
        &[8080],
        "",
        "",
        "ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS ASPNETCORE_HTTP_PORTS ASPNETCORE_HTTPS_PORTS \
         ASPNETCORE_Kestrel__Certificates__Default__Password ASPNETCORE_Kestrel__Certificates__Default__Path \
         ConnectionStrings__DefaultConnection DOTNET_ENVIRONMENT",
    ),
    image(
        "openjdk",
        &[8080],
        "",
        "",
        "JAVA_OPTS JAVA_TOOL_OPTIONS SPRING_PROFILES_ACTIVE SPRING_DATASOURCE_URL SPRING_DATASOURCE_USERNAME \
         SPRING_DATASOURCE_PASSWORD SPRING_JPA_HIBERNATE_DDL_AUTO SPRING_REDIS_HOST SPRING_DATA_MONGODB_URI \
         SPRING_KAFKA_BOOTSTRAP_SERVERS SPRING_RABBITMQ_HOST SERVER_PORT EUREKA_CLIENT_SERVICEURL_DEFAULTZONE",
    ),
    image("node", &[3000], "", "/app /usr/src/app /app/node_modules", "NODE_ENV PORT NODE_OPTIONS HOST"),
    image(
        "python",
        &[8000],
        "",
        "/app /code /usr/src/app",
        "PYTHONUNBUFFERED PYTHONPATH PYTHONDONTWRITEBYTECODE FLASK_APP FLASK_ENV DJANGO_SETTINGS_MODULE",
    ),
];
