//! Common words in Compose files, the most common first, separated by spaces.

/// Common environment variables of containers.
pub const ENVIRONMENT_NAMES: &str = "\
    TZ PUID PGID NODE_ENV PORT DEBUG LOG_LEVEL DATABASE_URL REDIS_URL DB_HOST DB_PORT DB_NAME DB_USER DB_PASSWORD \
    DB_USERNAME DB_DATABASE DB_PASS DB_TYPE DB_CONNECTION POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_HOST \
    POSTGRES_PORT MYSQL_ROOT_PASSWORD MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD MYSQL_HOST MYSQL_PORT REDIS_HOST \
    REDIS_PORT REDIS_PASSWORD MONGO_URL MONGO_URI MONGODB_URI SECRET_KEY JWT_SECRET API_KEY API_URL BASE_URL APP_URL \
    APP_KEY APP_NAME APP_ENV APP_DEBUG APP_PORT HOST HOSTNAME DOMAIN DOMAIN_NAME ALLOWED_HOSTS CORS_ORIGIN \
    CORS_ALLOWED_ORIGINS SMTP_HOST SMTP_PORT SMTP_USER SMTP_USERNAME SMTP_PASSWORD SMTP_PASS SMTP_FROM SMTP_SECURE \
    MAIL_HOST MAIL_PORT MAIL_USERNAME MAIL_PASSWORD MAIL_FROM_ADDRESS EMAIL EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER \
    EMAIL_HOST_PASSWORD USER USERNAME PASSWORD UID GID UMASK USER_UID USER_GID LANG LC_ALL LANGUAGE PATH HOME \
    PYTHONUNBUFFERED PYTHONPATH PYTHONDONTWRITEBYTECODE FLASK_APP FLASK_ENV FLASK_DEBUG DJANGO_SETTINGS_MODULE \
    DJANGO_SECRET_KEY DJANGO_DEBUG RAILS_ENV RACK_ENV SECRET_KEY_BASE SPRING_PROFILES_ACTIVE SPRING_DATASOURCE_URL \
    SPRING_DATASOURCE_USERNAME SPRING_DATASOURCE_PASSWORD JAVA_OPTS JAVA_TOOL_OPTIONS JVM_OPTS \
    ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS ASPNETCORE_HTTP_PORTS ConnectionStrings__DefaultConnection \
    DOTNET_ENVIRONMENT GOMAXPROCS GOPATH CGO_ENABLED RUST_LOG RUST_BACKTRACE NODE_OPTIONS NEXT_PUBLIC_API_URL \
    REACT_APP_API_URL VITE_API_URL CHOKIDAR_USEPOLLING WATCHPACK_POLLING CELERY_BROKER_URL CELERY_RESULT_BACKEND \
    RABBITMQ_URL RABBITMQ_HOST RABBITMQ_DEFAULT_USER RABBITMQ_DEFAULT_PASS AMQP_URL KAFKA_BROKERS \
    KAFKA_BOOTSTRAP_SERVERS KAFKA_ADVERTISED_LISTENERS KAFKA_ZOOKEEPER_CONNECT ELASTICSEARCH_URL ELASTICSEARCH_HOST \
    ELASTICSEARCH_HOSTS ES_JAVA_OPTS AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION AWS_DEFAULT_REGION \
    AWS_ENDPOINT_URL S3_BUCKET S3_ENDPOINT S3_ACCESS_KEY S3_SECRET_KEY S3_REGION MINIO_ROOT_USER MINIO_ROOT_PASSWORD \
    MINIO_ACCESS_KEY MINIO_SECRET_KEY SERVICES LOCALSTACK_HOST SENTRY_DSN OTEL_EXPORTER_OTLP_ENDPOINT \
    OTEL_SERVICE_NAME GF_SECURITY_ADMIN_USER GF_SECURITY_ADMIN_PASSWORD GF_USERS_ALLOW_SIGN_UP VIRTUAL_HOST \
    VIRTUAL_PORT LETSENCRYPT_HOST LETSENCRYPT_EMAIL DEFAULT_EMAIL NGINX_HOST NGINX_PORT SERVER_NAME SERVER_PORT \
    HTTP_PORT HTTPS_PORT HTTP_PROXY HTTPS_PROXY NO_PROXY DISPLAY DOCKER_HOST DOCKER_TLS_CERTDIR DOCKER_API_VERSION \
    COMPOSE_PROJECT_NAME TAG VERSION ENVIRONMENT ENV CI GITHUB_TOKEN TOKEN OPENAI_API_KEY ANTHROPIC_API_KEY \
    OLLAMA_HOST OLLAMA_BASE_URL HF_TOKEN NVIDIA_VISIBLE_DEVICES NVIDIA_DRIVER_CAPABILITIES WORDPRESS_DB_HOST \
    WORDPRESS_DB_USER WORDPRESS_DB_PASSWORD WORDPRESS_DB_NAME KEYCLOAK_ADMIN KEYCLOAK_ADMIN_PASSWORD \
    KC_BOOTSTRAP_ADMIN_USERNAME KC_BOOTSTRAP_ADMIN_PASSWORD KC_DB KC_DB_URL KC_HOSTNAME PGADMIN_DEFAULT_EMAIL \
    PGADMIN_DEFAULT_PASSWORD PGDATA PGUSER PGPASSWORD PGHOST PGDATABASE PGPORT ME_CONFIG_MONGODB_SERVER \
    ME_CONFIG_MONGODB_ADMINUSERNAME ME_CONFIG_MONGODB_ADMINPASSWORD ME_CONFIG_MONGODB_URL PMA_HOST PMA_PORT PMA_USER \
    PMA_PASSWORD TRAEFIK_PROVIDERS_DOCKER CLUSTER_NAME DATA_DIR DATA_PATH CONFIG_FILE LOGLEVEL LOG_FORMAT ADMIN_USER \
    ADMIN_PASSWORD ADMIN_EMAIL ADMIN_USERNAME ROOT_PASSWORD SESSION_SECRET ENCRYPTION_KEY ACCESS_TOKEN CLIENT_ID \
    CLIENT_SECRET OAUTH_CLIENT_ID OAUTH_CLIENT_SECRET LDAP_HOST LDAP_PORT LDAP_BASE_DN TIMEZONE S6_OVERLAY_VERSION \
    SUBNET NETWORK DNS WORKERS TIMEOUT BACKUP_SCHEDULE CRON_SCHEDULE WEBHOOK_URL N8N_HOST N8N_PORT WEBUI_PORT \
    WEBPASSWORD SCHEME EULA MEMORY MAX_MEMORY ALLOW_EMPTY_PASSWORD ACCEPT_EULA SA_PASSWORD MSSQL_SA_PASSWORD \
    discovery.type xpack.security.enabled bootstrap.memory_lock cluster.name node.name";

/// Common values of arbitrary variables.
pub const USUAL_VALUES: &str = "\
    true false localhost production development info debug warn error test staging local latest postgres admin root \
    user password secret example.com http://localhost: http:// https:// yes no on off none default main redis mysql \
    mariadb mongo sqlite rabbitmq guest changeme app web db api 0.0.0.0 127.0.0.1 UTC Europe/Berlin America/New_York \
    prod dev json always auto enabled disabled single-node docker node public smtp tls ssl mongodb:// postgres:// \
    postgresql:// redis:// redis://redis:6379 mysql:// amqp:// kafka:9092 smtp.gmail.com /var/run/docker.sock /data \
    /config unix:///var/run/docker.sock";

/// Words of commands, entrypoints and health checks.
pub const COMMAND_WORDS: &str = "\
    sleep infinity bash sh -c npm run start dev yarn pnpm node python python3 manage.py runserver migrate \
    0.0.0.0:8000 --host 0.0.0.0 --port --reload uvicorn gunicorn main:app app.main:app app:app --bind --workers \
    celery -A worker beat -l info --loglevel=info flask tail -f /dev/null redis-server --appendonly yes \
    --requirepass --save --loglevel warning --maxmemory --maxmemory-policy mysqld \
    --default-authentication-plugin=mysql_native_password --character-set-server=utf8mb4 \
    --collation-server=utf8mb4_unicode_ci --innodb-buffer-pool-size --max_connections postgres server start-dev \
    /data --console-address minio mongod --replSet rs0 --bind_ip_all mongosh --eval --quiet mongo --auth /bin/sh \
    /bin/bash -ec -eu exec echo cat cd mkdir -p chmod chown cp rm -rf ls exit while true do done if then else fi for \
    in curl -fsS -s --fail --silent http://localhost: http://localhost/ http://localhost:8080/health \
    http://localhost:3000/health http://localhost:8000/health wget --spider --no-verbose --tries=1 -q -O - \
    pg_isready -U -d -h mysqladmin ping localhost 127.0.0.1 -u root healthcheck.sh --connect --innodb_initialized \
    --su-mysql redis-cli PING INCR rabbitmq-diagnostics check_port_connectivity check_running nc -z -v nginx -g \
    daemon off; java -jar app.jar go air cargo watch make npx nodemon next serve http-server php artisan php-fpm \
    composer install bundle rails s -b puma sidekiq rake db:migrate db:seed dotnet --urls docker tini -- tunnel \
    --no-autoupdate --token --config --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path=/prometheus \
    --storage.tsdb.retention.time=15d --web.console.libraries=/etc/prometheus/console_libraries \
    --web.console.templates=/etc/prometheus/consoles --web.enable-lifecycle --web.enable-admin-api \
    --web.listen-address --path.procfs=/host/proc --path.rootfs=/rootfs --path.sysfs=/host/sys \
    --collector.filesystem.mount-points-exclude -config.file=/etc/loki/local-config.yaml \
    -config.file=/etc/promtail/config.yml --api=true --api.insecure=true --api.dashboard=true \
    --providers.docker=true --providers.docker.exposedbydefault=false --providers.docker.network \
    --providers.docker.endpoint --providers.file.directory --providers.file.filename --providers.file.watch=true \
    --entrypoints.web.address=:80 --entrypoints.websecure.address=:443 --entrypoints.http.address=:80 \
    --entrypoints.https.address=:443 --entrypoints.web.http.redirections.entrypoint.to=websecure \
    --entrypoints.web.http.redirections.entrypoint.scheme=https --certificatesresolvers.letsencrypt.acme.email \
    --certificatesresolvers.letsencrypt.acme.storage=/letsencrypt/acme.json \
    --certificatesresolvers.letsencrypt.acme.httpchallenge=true \
    --certificatesresolvers.letsencrypt.acme.httpchallenge.entrypoint=web \
    --certificatesresolvers.letsencrypt.acme.tlschallenge=true \
    --certificatesresolvers.letsencrypt.acme.dnschallenge=true --log.level=INFO --log.level=DEBUG --accesslog=true \
    --accesslog --metrics.prometheus=true --ping=true --ping --global.sendanonymoususage=false \
    --global.checknewversion=false --cleanup --interval --schedule --label-enable --debug --verbose --log-level \
    --name --user --password --help --version --no-cache --env --watch --hot --turbo --inspect agent -server \
    -bootstrap-expect=1 -ui -client=0.0.0.0 consul vault etcd --listen-client-urls --advertise-client-urls zookeeper \
    kafka localstack standalone --innodb --transaction-isolation=READ-COMMITTED --binlog-format=ROW --skip-log-bin \
    --lower_case_table_names=1 --sql-mode --http.api --http.port gitlab-runner register unregister init apply plan \
    hub chrome traefik caddy --adapter caddyfile /etc/caddy/Caddyfile entrypoint.sh /entrypoint.sh \
    /docker-entrypoint.sh start.sh ./start.sh ./entrypoint.sh /app/entrypoint.sh wait-for-it.sh ./wait-for-it.sh \
    dockerize -wait";

/// Labels that common programs read. `SERVICE` is a placeholder for the name of the service.
pub const LABELS: &str = "\
    traefik.enable traefik.http.routers.SERVICE.rule traefik.http.routers.SERVICE.entrypoints \
    traefik.http.routers.SERVICE.tls traefik.http.routers.SERVICE.tls.certresolver \
    traefik.http.services.SERVICE.loadbalancer.server.port traefik.http.routers.SERVICE.middlewares \
    traefik.http.routers.SERVICE.service traefik.docker.network traefik.http.routers.SERVICE-secure.rule \
    traefik.http.routers.SERVICE-secure.entrypoints traefik.http.routers.SERVICE-secure.tls \
    traefik.http.routers.SERVICE-secure.tls.certresolver traefik.http.routers.SERVICE.priority \
    traefik.http.routers.SERVICE.tls.domains[0].main traefik.http.services.SERVICE.loadbalancer.server.scheme \
    traefik.http.services.SERVICE.loadbalancer.passhostheader traefik.http.middlewares.SERVICE-auth.basicauth.users \
    traefik.http.middlewares.redirect-to-https.redirectscheme.scheme \
    traefik.http.middlewares.SERVICE-stripprefix.stripprefix.prefixes traefik.tcp.routers.SERVICE.rule \
    traefik.tcp.routers.SERVICE.entrypoints traefik.tcp.services.SERVICE.loadbalancer.server.port \
    traefik.udp.routers.SERVICE.entrypoints com.centurylinklabs.watchtower.enable \
    com.centurylinklabs.watchtower.scope com.centurylinklabs.watchtower.monitor-only \
    com.centurylinklabs.watchtower.depends-on wud.watch wud.tag.include diun.enable diun.include_tags \
    com.docker.compose.project com.docker.compose.service homepage.group homepage.name homepage.icon homepage.href \
    homepage.description homepage.widget.type homepage.widget.url homepage.widget.key ofelia.enabled \
    ofelia.job-exec.SERVICE.schedule ofelia.job-exec.SERVICE.command ofelia.job-exec.SERVICE.user \
    ofelia.job-run.SERVICE.schedule caddy caddy.reverse_proxy caddy.tls autoheal logging logging_jobname \
    org.label-schema.group org.opencontainers.image.title org.opencontainers.image.description \
    org.opencontainers.image.source org.opencontainers.image.version org.opencontainers.image.url \
    org.opencontainers.image.vendor org.opencontainers.image.licenses org.opencontainers.image.authors \
    org.opencontainers.image.created org.opencontainers.image.revision virtual.host virtual.port virtual.tls-email \
    kompose.service.type kompose.service.expose io.portainer.accesscontrol.public prometheus.scrape description \
    version name maintainer";

/// Common folders and files in containers.
pub const CONTAINER_PATHS: &str = "\
    /data /config /app /etc /var/lib /var/log /var /usr /opt /home /root /tmp /srv /run /mnt /certs /logs /media \
    /downloads /code /src /work /workspace /workspaces /var/run /usr/share /usr/local /usr/local/bin /usr/src/app \
    /var/www/html /var/run/docker.sock /etc/localtime /etc/timezone /docker-entrypoint-initdb.d /etc/nginx/conf.d \
    /etc/nginx/nginx.conf /etc/nginx/certs /etc/nginx /etc/nginx/templates /usr/share/nginx/html /var/log/nginx \
    /var/lib/postgresql/data /var/lib/postgresql /var/lib/mysql /etc/mysql/conf.d /data/db /var/lib/grafana \
    /etc/grafana/provisioning /etc/grafana /etc/prometheus/prometheus.yml /etc/prometheus /prometheus \
    /usr/share/elasticsearch/data /usr/share/elasticsearch /usr/share/kibana/config/kibana.yml \
    /usr/share/logstash/pipeline /var/lib/rabbitmq /etc/rabbitmq /var/lib/redis /usr/local/etc/redis/redis.conf \
    /usr/local/etc /etc/ssl/certs /etc/letsencrypt /letsencrypt /var/lib/docker /var/lib/docker/volumes \
    /etc/caddy/Caddyfile /etc/traefik/traefik.yml /etc/traefik /bitnami /var/jenkins_home /app/data /app/config \
    /app/node_modules /root/.ssh /root/.aws /root/.cache /home/node/app /home/node /lib/modules /dev/shm /dev /proc \
    /sys /host/proc /host/sys /rootfs /opt/app /opt/data /etc/hosts /etc/passwd /etc/group /var/lib/clickhouse \
    /etc/clickhouse-server /var/lib/kafka/data /etc/loki /loki /etc/otelcol /etc/mosquitto /mosquitto/config \
    /mosquitto/data /mosquitto/log /run/secrets /uploads /backups /backup /storage /public /scripts /init /etc/ssh \
    /etc/pki /usr/local/share/ca-certificates /usr/local/lib /var/cache /var/tmp /nix /books /music /movies /tv \
    /photos";

/// Kernel parameters that a container can set.
pub const SYSCTLS: [&str; 16] = [
    "net.core.somaxconn",
    "net.ipv4.ip_forward",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.conf.all.src_valid_mark",
    "net.ipv4.conf.all.rp_filter",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_syncookies",
    "net.ipv6.conf.all.disable_ipv6",
    "net.ipv6.conf.all.forwarding",
    "net.ipv6.conf.default.disable_ipv6",
    "net.unix.max_dgram_qlen",
    "kernel.msgmax",
    "kernel.shmmax",
    "kernel.shm_rmid_forced",
];
