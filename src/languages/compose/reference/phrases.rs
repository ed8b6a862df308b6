//! Parts of lines that public Compose files have in common.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
true\nhttp\napp\ncom\nalpine\nserver\nhttps\nfalse\nlocal\nlatest\npassword\napi\nexit\nbackend\ndefault\ntmp\n\
udp\nport\ndatabase\nweb\nconf\nproxy\npublic\nPUID\t- PGID\ncondition: service_healthy\nbin\nhome\nstorage\n\
tcp\nroot\ncache\nfrontend\nCMD-SHELL\nimage: ghcr\nopt\ntls\nHost\njson\nadmin\n- PUID\nconfig:/config\n\
data:/data\nall\nyml\nmain\nnode\nwget\netc/nginx\nmax\nnet\nsrc\ncerts\nmedia\nspider\naddress\n\
image: postgres\nrestart: always\ninfo\nstart\ntries\nusers\nimages\nuploads\n- PORT\nredis:/data\n\
image: redis\nhttp://localhost\nnetwork_mode: host\nvar/run/docker\nrun/docker.sock\nenv\nfor\nbash\nyaml\n\
DEBUG\nsleep\nmongodb\nPOSTGRES_USER\tPOSTGRES_PASSWORD\nimage: mariadb\nrestart: unless-stopped\norg\nset\n\
the\necho\nyour\nEurope\nassets\nmigrate\nADMIN_PASSWORD\nvar/log\n- DB_HOST\napp/config\nexample.com\n\
image: lscr\nauth\nsqlite\nworker\nAPP_PORT\nentrypoints\nrequirepass\nsock:/var/run\ndocker.sock:/var\n\
var/lib/postgresql\nlib/postgresql/data\nPOSTGRES_USER\t- POSTGRES_PASSWORD\n- /dev\nusr/share\n\
localtime:/etc/localtime\noff\nbridge\nclient\ncustom\nstatus\nenabled\nplugins\nSECRET_KEY_BASE\n\
DB_HOST\t- DB_PORT\nDB_USERNAME\t- DB_PASSWORD\nMYSQL_USER\t- MYSQL_PASSWORD\nPOSTGRES_USER\t- POSTGRES_DB\n\
POSTGRES_PASSWORD\t- POSTGRES_DB\nPOSTGRES_PASSWORD\tPOSTGRES_USER\n- NET_ADMIN\nimage: nginx\n\
- MYSQL_ROOT_PASSWORD\ncondition: service_started\n- /var/run\ncore\ndone\nnone\nrule\nsmtp\nthis\nlogin\n\
serve\nworkspace\nAPP_DOMAIN\nMARIADB_USER\nMARIADB_DATABASE\nMARIADB_PASSWORD\nMYSQL_DATABASE\t- MYSQL_USER\n\
POSTGRES_DB\t- POSTGRES_USER\nPOSTGRES_PASSWORD\tPOSTGRES_DB\ndev/null\n- DB_NAME\n- postgres\ntraefik.enable\n\
db:/var/lib\ndata:/var/lib\nvar/lib/mysql\ndata:/app/data\netc/localtime:/etc\nkey\nonly\nfiles\nquiet\npython\n\
release\nAPP_NAME\n- DB_USER\n- BASE_URL\ndata:/home\nno-verbose\nCMD\t- redis\nh localhost\nvar/www/html\n\
image: docker\nDB_HOST\tDB_PORT\nprivileged: true\nlscr.io/linuxserver\n- NODE_ENV=production\n\
POSTGRES_USER\tPOSTGRES_DB\nPOSTGRES_PASSWORD\t- POSTGRES_USER\n- /etc/localtime\n- APP_URL\n- PASSWORD\n\
- REDIS_HOST\n- SECRET_KEY\nimage: mongo\n- DB_DATABASE\ncondition: service_completed_successfully\nnot\nkeys\n\
prod\nthen\nwith\nchown\nemail\nerror\ntoken\nPGDATA\nnofile\nMYSQL_ROOT_PASSWORD\t- MYSQL_DATABASE\n\
restart: on-failure\nEtc/UTC\n2-alpine\n- APP_KEY\nhome/node\ntty: true\napi/health\nconfig:/etc\nimage: mysql\n\
docker-entrypoint\nsrv\ncode\ndist\nwork\ndaemon\nexport\nscheme\nbackups\nhealthz\ntemplates\nDB_CONNECTION\n\
POSTGRES_DB\tPOSTGRES_USER\ntest: [\"CMD-SHELL\npostgres:16-alpine\ncommand: redis-server\n\
CMD-SHELL\", \"pg_isready\nusr/bin\n4-alpine\ndata:/opt\n- LOG_LEVEL\napp/storage\n- POSTGRES_HOST\n\
sslmode=disable\n- NEXTAUTH_SECRET\npostgresql://postgres\nand\nphp\nbooks\nwhile\ndomain\nimport\ninsecure\n\
APP_DEBUG\nSMTP_PORT\ndashboard\nDockerfile\nredis\t- ping\npostgres\tredis\nredis-cli ping\nMINIO_ROOT_USER\n\
CMD\", \"redis-cli\nDATABASE_PASSWORD\npostgres:/var/lib\nredis-cli\", \"ping\nMINIO_ROOT_PASSWORD\n\
DB_USERNAME\tDB_PASSWORD\nDB_DATABASE\t- DB_USERNAME\nMYSQL_DATABASE\tMYSQL_USER\nMYSQL_USER\tMYSQL_PASSWORD\n\
MYSQL_PASSWORD\t- MYSQL_DATABASE\nusr/src\n- APP_ENV\nlogs:/app\n- NEXTAUTH_URL\nhealth || exit\n\
downloads:/downloads\n- CMD-SHELL\nconf:/etc/nginx\nwww/html/storage\ntest: [\"CMD\", \"redis\nGID\ncat\nsed\n\
check\ngitea\nlinux\napache\nevents\nmaster\nshared\nstable\nAmerica\nVERSION\ndb\tredis\noptional\npackages\n\
username\nPUID\tPGID\nSMTP_HOST\nAPP_SECRET\nmeili_data\nconfiguration\nADMIN_USERNAME\nTRUSTED_PROXIES\n\
AWS_ACCESS_KEY_ID\nPOSTGRES_INITDB_ARGS\nAWS_SECRET_ACCESS_KEY\nDB_USER\t- DB_PASSWORD\n- node\n- redis-cli\n\
image: quay\n- JWT_SECRET\ndata/storage\ntest: [ \"CMD\nspider\", \"http\n- ADMIN_PASSWORD\n- REDIS_PASSWORD\n\
no-new-privileges\nnew-privileges:true\ntest: [\"CMD\", \"wget\ndocker.internal:host\nhost.docker.internal\n\
internal:host-gateway\ncrt\nmnt\nurl\nHTTP\nlist\nlive\nmail\nteam\ntoml\nchmod\nindex\nqueue\nrails\nsetup\n\
state\ntouch\ntrust\ncreate\ninnodb\nlisten\nsecret\nubuntu\nupload\nDB_PASS\nlibrary\nprivate\nscripts\n\
settings\nSMTP_USER\nCMD\t- curl\nCMD\t- wget\napplication\nipv4_address\nDATABASE_HOST\nMAIL_PASSWORD\n\
SMTP_PASSWORD\nSESSION_DRIVER\nMEILI_MASTER_KEY\nPOSTGRES_DATABASE\nDATABASE_URL\t- REDIS_URL\n\
POSTGRES_HOST_AUTH_METHOD\netc/nginx/conf\nredis:7-alpine\ntraefik.http.routers\n- DATABASE_URL=postgres\n\
- DATABASE_URL=postgresql\n- /bin\n- HOST\napp-data\nmax-size\nminio:RELEASE\nserver:latest\nread_only: true\n\
DATABASE_URL: postgresql\nssl\napps\nauto\ncert\ndocs\nread\nrepo\nagent\ndebug\nready\ngitlab\nsecure\n\
install\nrequire\n- no-new\nMAIL_PORT\ndirectory\nscheduler\necho\tsleep\nwhile\tdone\nSERVER_PORT\n\
TRUST_PROXY\nFRONTEND_URL\ntraefik\ttraefik\nCMD\t- pg_isready\nbackend\tfrontend\nDB_HOST\t- DB_NAME\n\
BETTER_AUTH_SECRET\nMEILI_NO_ANALYTICS\ncurl\", \"-f\", \"http\npostgres:15-alpine\nUSER_UID\t- USER_GID\n\
image: redis:alpine\ntest: [\"CMD\", \"curl\nimage: valkey/valkey\nf\", \"http://localhost\n\
APP_DATA_DIR\t- ${APP_DATA_DIR\nPOSTGRES_DB\tPOSTGRES_PASSWORD\nMYSQL_PASSWORD\tMYSQL_ROOT_PASSWORD\nvar/opt\n\
- backend\napp/public\ninit: true\nimage: minio\nping || exit\nstdin_open: true\n- SECRET_KEY_BASE\n\
NODE_ENV: production\n- MARIADB_ROOT_PASSWORD\nPOSTGRES_USER: postgres\nlogs:/var/log\nconf.d/default\n\
d/default.conf\nstorage:/var/www\ntries=1 --spider\n- REDIS_URL=redis\nCMD-SHELL\", \"wget\nvar/lib/clickhouse\n\
server --appendonly yes\nredis-server --appendonly\ntest: [\"CMD\", \"healthcheck\n\
healthcheck.sh\", \"--connect\nsh\", \"--connect\", \"--innodb_initialized\ndir\nUser\ndind\nopen\nrest\nself\n\
break\nsites\nspace\nDOMAIN\ncommon\nremote\nsearch\nsilent\ncreated\nmanager\nmax\tmax\nrequest\ngenerate\n\
CMD\t\"wget\ncontainer\ndatabases\ndone\techo\nmigrations\nES_JAVA_OPTS\nconfigurator\nDB_NAME\t- DB_USER\n\
CSRF_TRUSTED_ORIGINS\nDB_PORT\t- DB_DATABASE\nREDIS_HOST\t- REDIS_PORT\nPOSTGRES_DB\t- POSTGRES_PASSWORD\n\
MYSQL_ROOT_PASSWORD\t- MYSQL_USER\n- DEBUG\n- minio\nnpm run\nus-east\n8080/api\n- DB_TYPE\n- APP_NAME\n\
- RUST_LOG\n- USER_UID\nconfig.yml\nuser: root\ndata/images\nstorage:/app\ndisable: true\n- POSTGRES_PORT\n\
- ENCRYPTION_KEY\nREDIS_URL: redis\nmaxmemory-policy\npull_policy: always\n- TZ=Europe\n2>/dev/null\n\
data:/var/www\nmysql:/var/lib\n1 --spider http\nnginx.conf:/etc\nping | grep PONG\nredis-data:/data\n\
CMD-SHELL\", \"curl\ntest: ['CMD-SHELL\npostgres-data:/var\n1 --loglevel warning\nuploads:/app/uploads\n\
etc/clickhouse-server\ntraefik.http.services\npostgres_data:/var/lib\nclickhouse-server/config\n\
CMD\", \"mysqladmin\", \"ping\ntest: [\"CMD\", \"mysqladmin\nredis-server --requirepass\n\
image: getmeili/meilisearch\nclickhouse/clickhouse-server\nUID\nraw\nrpc\nsql\nINFO\neval\nfrom\nlabs\npool\n\
False\nlevel\nmkdir\nwebui\nchrome\nmethod\nAPI_URL\nappdata\nbitcoin\nelastic\nsidekiq\nDATA_DIR\nMAIL_HOST\n\
f\t- 'http\nmigration\nnextcloud\netc\t- /etc\nstandalone\nSELF_HOSTED\ndevelopment\nmax_connections\n\
CMD\t- mysqladmin\nQUEUE_CONNECTION\nREDIS_HOST\tREDIS_PORT\nMARIADB_USER\tMARIADB_PASSWORD\n\
MARIADB_USER\t- MARIADB_PASSWORD\nMYSQL_PASSWORD\t- MYSQL_ROOT_PASSWORD\n\
MINIO_ROOT_USER\t- MINIO_ROOT_PASSWORD\ndb:/app\nbin/bash\nmax-file\ndata:/usr\ntest: wget\n- SYS_ADMIN\n\
config.yaml\nhttps://api\ncerts:/certs\nhttp://minio\nstorage/logs\nEurope/Berlin\nEurope/London\n\
image: 'redis\ndata-checksums\nimage: registry\n- TZ=Etc\n\"CMD-SHELL\ncurl -f http\nusr/local/bin\n\
- \"host.docker\n- postgres-data\nwget --no-verbose\nno-verbose --tries\npostgres:17-alpine\n\
image: codeberg.org\ncharacter-set-server\npg_isready -U postgres\ntimezone:/etc/timezone\n\
loadbalancer.server.port\nimage: clickhouse/clickhouse\n- OPENAI_API_KEY=${OPENAI_API_KEY\npem\ntxt\nuse\nyou\n\
True\nchat\nsync\nwarn\nwill\nextra\nprint\n- .env\n- /run\nbackup\ncached\nengine\nmongod\nrunner\nbrowser\n\
cluster\ncompose\nproject\n- 'redis\n- worker\ncomplete\ntemplate\nwait-for\nMAIL_FROM\nRAILS_ENV\nassistant\n\
community\necho\techo\necho\texit\nTZ=Etc/UTC\nconfig.xml\nunconfined\n- APP_DEBUG\nWaiting for\nconfig.json\n\
- redis-data\nCACHE_DRIVER\napp\tpostgres\nbooks:/books\ncertificates\ndata/db:/var\ndb-data:/var\n\
image: 'ghcr\nmedia:/media\nALLOWED_HOSTS\nDATABASE_PORT\nschema=public\n- MARIADB_USER\nalready exists\n\
c ':> /dev/tcp\nexternal: true\nredis\tpostgres\n3000/api/health\ncli ping | grep\njdbc:postgresql\n\
mysql-data:/var\nbash -c ':> /dev\ndata/redis:/data\nnginx/nginx.conf\nwget\t- '--spider\nDATABASE_USERNAME\n\
mysqladmin\t- ping\nconfig:/app/config\ndata/postgres:/var\nhttps://github.com\nimage: linuxserver\n\
localhost:3000/api\npostgres:18-alpine\nset-server=utf8mb4\nUSERNAME\t- PASSWORD\ndata/config:/config\n\
redis-server --save\nMARIADB_AUTO_UPGRADE\ncommand: server /data\n- ${APP_DATA_DIR}/data\n\
data --console-address\nserver /data --console\nAPP_DATA_DIR}/data:/app\nDB_DATABASE\tDB_USERNAME\n\
REDIS_URL=redis://redis\nspider http://localhost\nAPP_DATA_DIR}/data/redis\nAPP_DATA_DIR}/data:/data\n\
docker-entrypoint-initdb\nAPP_DATA_DIR}/data/config\ntest: [\"CMD\", \"pg_isready\nAPP_DATA_DIR}/data:/config\n\
- POSTGRES_DB=${POSTGRES_DB\nAPP_DATA_DIR}/data/postgres\npostgres:5432/${POSTGRES_DB\n\
pg_isready -d $${POSTGRES_DB\nMARIADB_DATABASE\tMARIADB_USER\npg_isready -U $${POSTGRES_USER\n\
POSTGRES_DB} -U $${POSTGRES_USER\nPOSTGRES_USER} -d $${POSTGRES_DB\nMYSQL_ROOT_PASSWORD\tMYSQL_DATABASE\n\
MINIO_ROOT_USER\tMINIO_ROOT_PASSWORD\n- PORT=${PORT\ndata/db:/data\ninitdb.d/init\nlogs:/app/logs\n\
wget -qO- http\nX-Forwarded-For\ntest: redis-cli\nPGDATA: /var/lib\n- redis_data:/data\npostgres:14-alpine\n\
- postgres_data:/var\n- \"${APP_DATA_DIR}/data\nclickhouse-server/users\nusr/share/elasticsearch\n\
image: pgvector/pgvector\nshare/elasticsearch/data\ntraefik.http.middlewares\nAPP_DATA_DIR}/data/uploads\n\
POSTGRES_USER -d $$POSTGRES_DB\n- MYSQL_DATABASE=${MYSQL_DATABASE\ncollation-server=utf8mb4_unicode_ci\n- USER\n\
- bash\n- SECRET\n6-alpine\n- VERSION\n- mongodb\n- uploads\n8123/ping\njson-file\nv1/health\n- USERNAME\n\
app/server\nlogs:/logs\nweb:latest\n8000/health\nbundle exec\nlocal/share\nmusic:/music\nprocess.exit\n\
- \"${APP_PORT\nimage: \"redis\nimage: alpine\nrails/storage\ndriver: bridge\n- DB_CONNECTION\n\
entrypoint: /bin\nimage: 'postgres\n- MARIADB_DATABASE\n- MEILI_MASTER_KEY\nentrypoint: [\"/bin\n\
- POSTGRES_INITDB_ARGS\n- MINIO_BROWSER_REDIRECT_URL\n- MONGO_INITDB_ROOT_PASSWORD\n\
- MONGO_INITDB_ROOT_USERNAME\nrequirepass ${REDIS_PASSWORD\nURL\ncan\ngpu\nhub\njwt\nsha\nHOME\ntask\ntime\n\
allow\ncloud\nstats\nusage\nAPP_ID\nPGUSER\naccess\nstacks\nstatic\nupdate\nalpine3\nheaders\npersist\nprofile\n\
SITE_URL\nauthelia\nrequests\nrootless\ntorrents\nHOST\tPORT\nhost\tport\nwebsecure\nwebsocket\ncloudflare\n\
management\nSERVER_NAME\nminio\tminio\nspider\t\"http\nDATABASE_NAME\nDATABASE_PATH\nmariadb\tredis\n\
q\t- \"--spider\nspider\t- \"http\npostgresql\tredis\nDISABLE_TELEMETRY\netc\t- ${APP_DATA_DIR\n\
RABBITMQ_DEFAULT_PASS\nRABBITMQ_DEFAULT_USER\nSMTP_HOST\t- SMTP_PORT\nPOSTGRES_HOST\t- POSTGRES_PORT\n\
NEXTAUTH_URL\t- NEXTAUTH_SECRET\nUSER_GID\t- FORGEJO__database__DB_TYPE\n\
AWS_ACCESS_KEY_ID\tAWS_SECRET_ACCESS_KEY\nAWS_ACCESS_KEY_ID\t- AWS_SECRET_ACCESS_KEY\n\
FORGEJO__database__HOST\t- FORGEJO__database__NAME\nFORGEJO__database__NAME\t- FORGEJO__database__USER\n\
FORGEJO__database__USER\t- FORGEJO__database__PASSWD\nFORGEJO__database__DB_TYPE\t- FORGEJO__database__HOST\n\
usr/src/app\n- mysql-data\n- type: bind\nusr/share/nginx\napp/backend/data\ncurl --fail http\nhtml/storage/app\n\
share/nginx/html\nadmin@example.com\ntest: curl --fail\n- REDIS_HOST=redis\nf http://localhost\n\
tries=1\", \"--spider\n- APP_ENV=production\nwget\", \"--no-verbose\n1\", \"--spider\", \"http\n\
fail http://localhost\nno-verbose\", \"--tries\nq\", \"--spider\", \"http\npostgresql/data/pgdata\n\
wget\", \"-q\", \"--spider\n- LOG_LEVEL=${LOG_LEVEL\nAPP_DATA_DIR}/data/data\nAPP_DATA_DIR}/data/logs\n\
APP_DATA_DIR}/data:/var\nAPP_DATA_DIR}/data/cache\nAPP_DATA_DIR}/data:/home\n- ADMIN_EMAIL=${ADMIN_EMAIL\n\
pg_isready -U $$POSTGRES_USER\n- /tmp\nin the\n- /home\napk add\n8-alpine\ndata:/etc\n- ./config\n- N8N_HOST\n\
- database\ndata:/root\n- MAIL_PORT\n3000/health\nenabled=true\nimage: \"ghcr\ntarget: /etc\n5432/postgres\n\
config/config\ndriver: local\n- FRONTEND_URL\nimage: rabbitmq\n- ADMIN_USERNAME\nimage: \"postgres\n\
tls.certresolver\n- TRUSTED_PROXIES\n- POSTGRES_DATABASE\npostgres://postgres\n- MEILI_NO_ANALYTICS\n\
https://${APP_DOMAIN\ndockerfile: Dockerfile\nUTF\nres\nName\nSite\nlite\npnpm\nsite\nskip\nsure\ntemp\nused\n\
async\npgsql\ntools\nServer\nbroker\nmovies\nreadyz\nthemes\nfi\techo\nif\telse\ninvoice\nmongosh\nrecipes\n\
replica\nrpcbind\nsession\nbookworm\nchromium\nmetadata\nHTTP_PORT\nrpcallowip\nCACHE_STORE\nCMD\t- 'curl\n\
HOST\t- PORT\nS3_ENDPOINT\nno\t\"--tries\nAPP_TIMEZONE\nQUEUE_DRIVER\nNODE_ENV\tPORT\nSESSION_SECRET\n\
database\tcache\nMAIL_ENCRYPTION\nOLLAMA_BASE_URL\ntries\t\"--spider\nPHP_MEMORY_LIMIT\nCMD\t- \"pg_isready\n\
DB_USER\t- DB_PASS\nAPP_DATA_DIR\t- /etc\nDB_PORT\tDB_DATABASE\nDB_PASSWORD\t- DB_NAME\n\
DB_CONNECTION\t- DB_HOST\npostgres_data\tredis_data\nADMIN_EMAIL\t- ADMIN_PASSWORD\n\
SMTP_USERNAME\t- SMTP_PASSWORD\nMYSQL_ROOT_PASSWORD\tMYSQL_USER\nPOSTGRES_USER\t- 'POSTGRES_PASSWORD\n\
MINIO_BROWSER_REDIRECT_URL\t- MINIO_ROOT_USER\n- TZ=UTC\nTZ=${TZ:-UTC\nmc alias set\nfiles:/var/www\n\
home/node/.n8n\n- TZ=${TIMEZONE\n60 1 --loglevel\nconfig:/var/www\netc/nginx/nginx\n- discovery.type\n\
cache:/var/cache\ndb_data:/var/lib\ndev/null || true\ntype=single-node\nvar/lib/rabbitmq\nCMD-SHELL\", \"redis\n\
SHELL\", \"redis-cli\napi/health || exit\ntest: [ \"CMD-SHELL\nvar/log/clickhouse\nminio/minio:RELEASE\n\
org/forgejo/forgejo\ncodeberg.org/forgejo\ndiscovery.type=single\nlog/clickhouse-server\n\
APP_DATA_DIR}/data/app\npgvector/pgvector:pg16\nspider\", \"http://localhost\n- DATABASE_URL=${DATABASE_URL\n\
default-authentication-plugin\npg_isready -U ${POSTGRES_USER\n- POSTGRES_DB=${POSTGRES_DATABASE\n\
authentication-plugin=mysql_native_password\n- web\n[\"CMD\n- /usr\n- data\n--host\n- cache\n- mongo\napp/var\n\
- config\n- server\n3@sha256\nopt/data\n- forgejo\n- storage\nread-only\nusers.yml\nv1/status\nyaml:/etc\n\
data/books\ndev/stdout\nminio-init\npublic/img\n- SMTP_USER\napp/backups\n- APP_SECRET\n- PUBLIC_URL\n\
cache:/cache\nyaml:/config\n- TRUST_PROXY\nalpine@sha256\ndata/database\nready || exit\nwget --spider\n\
- N8N_PROTOCOL\ncommand: start\nimage: lissy93\n- MAIL_USERNAME\netc/letsencrypt\nignore-existing\n\
mysqladmin ping\nredis://default\nimage: getumbrel\nstorage:/storage\ntest: pg_isready\n- CLICKHOUSE_USER\n\
wal_level=logical\nDB_HOST: ${DB_HOST\nPASSWORD=${PASSWORD\nstop_signal: SIGINT\n- DB_POSTGRESDB_HOST\n\
DATABASE_URL: postgres\nSECRET_KEY=${SECRET_KEY\nentrypoint: /entrypoint\nPOSTGRES_DB: ${POSTGRES_DB\n\
POSTGRES_USER=${POSTGRES_USER\nADMIN_PASSWORD=${ADMIN_PASSWORD\nPOSTGRES_PASSWORD: ${DB_PASSWORD\n\
POSTGRES_PASSWORD: \"${DB_PASSWORD\ncpu\none\npdf\ntry\nyet\nSMTP\nacme\namqp\nbase\nbeat\nfull\nhere\nincr\n\
mini\ntext\nError\ncatch\nfirst\nhello\npanel\nstack\nstore\nDB_URL\ncelery\ncookie\ndb\tweb\ningest\nmysqld\n\
remove\nAPI_KEY\nfirefly\nmetrics\npb_data\nsandbox\ntxindex\nwaiting\ndownload\nlocation\nmessages\npodcasts\n\
webhooks\n- db-data\nDB_CLIENT\nS3_BUCKET\nTIME_ZONE\nanalytics\nbootstrap\nfunctions\nSERVER_URL\nhomeserver\n\
librespeed\nweb\tworker\n3<>/dev/tcp\nAUTH_SECRET\nDB_HOSTNAME\nFORCE_HTTPS\nbind_ip_all\nbrowserless\n\
queue\tqueue\nredis\tredis\ntransaction\nSTORAGE_TYPE\nexec 3<>/dev\npg-data:/var\ntransmission\nweb\tpostgres\n\
\"--no-verbose\n- PGID=${PGID\n- PUID=${PUID\nDATABASE_USER\nTZ\t- PASSWORD\ndata:/var/opt\nJWT_SECRET_KEY\n\
add --no-cache\nCLICKHOUSE_HOST\npgdata:/var/lib\nqueue\tscheduler\nwww/html/public\nGOOGLE_CLIENT_ID\n\
cli ping || exit\nimage: n8nio/n8n\nminio-data:/data\npostgres\t- redis\n\"http://localhost\n\
APP_URL\t- APP_KEY\nDB_HOST\t- DB_USER\nDB_PORT\t- DB_USER\nMAIL_FROM_ADDRESS\nOIDC_DISPLAY_NAME\n\
ALLOW_REGISTRATION\nDEFAULT_FROM_EMAIL\nDB_USER\tDB_PASSWORD\nghcr.io/linuxserver\nrequire('http').get\n\
traefik.enable=true\nGOOGLE_CLIENT_SECRET\nNEXT_PUBLIC_BASE_URL\nwget\", \"-qO-\", \"http\n\
- RUST_LOG=${RUST_LOG\ndb:5432/${POSTGRES_DB\n- POSTGRES_DB=postgres\nNET_ADMIN\t- SYS_MODULE\n\
CMD\", \"wget\", \"--spider\nCMD-SHELL', 'pg_isready\npg_isready -h localhost\n- ${APP_DATA_DIR}/config\n\
- POSTGRES_USER=postgres\n- JWT_SECRET=${JWT_SECRET\nentrypoint.sh:/entrypoint\nAPP_DATA_DIR}/data/storage\n\
DATABASE_HOST\tDATABASE_PORT\nREDIS_HOST\t- REDIS_PASSWORD\nMAIL_USERNAME\t- MAIL_PASSWORD\n\
MYSQL_PASSWORD\tMYSQL_DATABASE\nredirect.redirectscheme.scheme\nADMIN_USERNAME\t- ADMIN_PASSWORD\n\
MARIADB_DATABASE\t- MARIADB_USER\nPOSTGRES_DB\tPOSTGRES_INITDB_ARGS\n- POSTGRES_PASSWORD=${DB_PASSWORD\n\
USER_GID\t- GITEA__database__DB_TYPE\nCLICKHOUSE_USER\t- CLICKHOUSE_PASSWORD\n\
- ANTHROPIC_API_KEY=${ANTHROPIC_API_KEY\nDB_POSTGRESDB_HOST\t- DB_POSTGRESDB_PORT\n\
GITEA__database__HOST\t- GITEA__database__NAME\nGITEA__database__NAME\t- GITEA__database__USER\n\
GITEA__database__USER\t- GITEA__database__PASSWD\nGITEA__database__DB_TYPE\t- GITEA__database__HOST\n- api\n\
- app\n- LANG\n- TOKEN\ncom/api\nopt/app\n- valkey\n- API_URL\n12-alpine\n- apparmor\n80 || exit\nd postgres\n\
data/media\nimage: gcr\nqueue-long\nwell-known\n- MAIL_FROM\n- MAIL_HOST\n- RAILS_ENV\n8080/health\n\
config.toml\nimages:/app\nphp artisan\nqueue-short\nrs.initiate\ncustom-image\ntarget: /app\nwget --quiet\n\
- SERVER_PORT\n- WEBHOOK_URL\n- meilisearch\nenabled=false\nimage: 'mysql\n- 'POSTGRES_DB\nadmin-password\n\
image: busybox\nimage: dockurr\nmariadb:latest\nsleep infinity\ncommand: worker\n- 'POSTGRES_USER\n\
- MAIL_FROM_NAME\n- N8N_PROXY_HOPS\n- SESSION_DRIVER\ndata:/meili_data\nimage: wordpress\nREDIS_HOST: redis\n\
community-edition\nimage: fireflyiii\nhttp://meilisearch\n- DATABASE_PASSWORD\ntarget: /entrypoint\n\
- DB_POSTGRESDB_USER\nAPP_ENV: \"production\nPOSTGRES_DB: postgres\n- MARIADB_AUTO_UPGRADE\n\
SMTP_PORT: ${SMTP_PORT\n- DB_POSTGRESDB_PASSWORD\nPOSTGRES_HOST_AUTH_METHOD: trust\n- net.ipv4\n1:3000/api\n\
6.2-alpine\n7.4-alpine\n- '/var/run\ndev/net/tun\n- gitea-data\n- minio-data\n- pgdata:/var\n- mariadb-data\n\
curl -fsS http\ndata/app:/data\nset local http\n- /etc/timezone\nTZ=${TZ:-Europe\nalias set local\n\
data/mysql:/var\nminio/mc:latest\nvalkey-cli ping\n- LOG_LEVEL=info\n- xpack.security\nTZ=${TZ:-America\n\
TZ=Europe/London\napp/storage/logs\ndata/config:/etc\ndev/null || exit\ngitea-data:/data\nmongo-data:/data\n\
CMD-SHELL\", \"bash\ndatabase:/var/lib\netc/timezone:/etc\nmariadb-data:/var\nping -h localhost\n\
- DB_HOST=postgres\n- minio_data:/data\nghcr.io/coollabsio\nimage: minio/minio\n- \"http://localhost\n\
- 'http://localhost\nghcr.io/pterodactyl\nregistry.gitlab.com\nlouislam/uptime-kuma\npostgresql-data:/var\n\
platform: linux/amd64\nimage: axllent/mailpit\nimage: louislam/uptime\nimage: registry.gitlab\n\
- SMTP_HOST=${SMTP_HOST\n- SMTP_PORT=${SMTP_PORT\nping\", \"-h\", \"localhost\nAPP_DATA_DIR}/data/mysql\n\
config/configuration.yml\nAPP_DATA_DIR}/data/images\nconfiguration.yml:/config\nyml:/config/configuration\n\
- DB_PASSWORD=${DB_PASSWORD\n- MYSQL_PASSWORD=${DB_PASSWORD\n- SMTP_PASSWORD=${SMTP_PASSWORD\n\
POSTGRES_USER} -d ${POSTGRES_DB\n- MYSQL_PASSWORD=${MYSQL_PASSWORD\ncommand: --default-authentication\n\
- GENERIC_TIMEZONE=${GENERIC_TIMEZONE\n- AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID\n\
- POSTGRES_PASSWORD=${POSTGRES_PASSWORD\n- AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY\nApp\nSet\n_id\nacl\n\
but\ngpt\nini\noss\nred\nrs0\nPort\nTRUE\ncors\nneed\nseed\nevent\nhooks\nrelay\nv2026\nwhere\nPGHOST\nPHP_TZ\n\
SELECT\ndbname\ndjango\nmatrix\noutput\nsimple\nstderr\nwikijs\nmembers\nmemlock\nmissing\nreplSet\ntracker\n\
upgrade\nworkers\nLOG_PATH\nPassword\nbackends\nfor\tdone\njellyfin\nmigrator\nstarting\nCMD\t\"curl\n\
DB_ENGINE\nnet\t- net\nsyncthing\nADMIN_USER\nCMD\t- bash\nMEILI_ADDR\nNGINX_PORT\nPGDATABASE\napi\tworker\n\
audiobooks\ndb\t- redis\nprometheus\nHOST\t- USER\nLOG_CHANNEL\nMAIL_MAILER\nOIDC_SCOPES\ncertificate\n\
API_BASE_URL\nBACKEND_HOST\nPENPOT_FLAGS\nCOOKIE_DOMAIN\nDATABASE_TYPE\nS3_ACCESS_KEY\nhomeassistant\n\
penpot\tpenpot\nquiet\t- 'http\nBROWSER_WEB_URL\nDB_PORT\tDB_USER\nFILE_SIZE_LIMIT\nJWT_PRIVATE_KEY\n\
NODE_ENV\t- PORT\nRAILS_FORCE_SSL\nUSER\t- PASSWORD\nWEB_CONCURRENCY\nRAILS_ASSUME_SSL\nVAPID_PUBLIC_KEY\n\
redis\tclickhouse\nAPP_KEY\t- APP_URL\nVAPID_PRIVATE_KEY\nspider\t- '--quiet\nPOSTGRES_DB\tPGDATA\n\
traefik\t- \"traefik\nAPP_DATA_DIR\t- /var\nAPP_ENV\t- APP_DEBUG\nDB_PORT\tDB_PASSWORD\nAPP_ENVIRONMENT_ONLY\n\
MAIL_HOST\t- MAIL_PORT\nVIKUNJA_DATABASE_TYPE\nDATABASE_URL\tREDIS_URL\nPOSTGRES_PASSWORD\tPGDATA\n\
discovery\t- ES_JAVA_OPTS\nVIKUNJA_SERVICE_PUBLICURL\nNEXTAUTH_SECRET\t- NEXTAUTH_URL\n\
OIDC_CLIENT_ID\t- OIDC_CLIENT_SECRET\nPOSTGRES_DB\tPOSTGRES_HOST_AUTH_METHOD\n\
WORDPRESS_DB_USER\t- WORDPRESS_DB_PASSWORD\nMONGO_INITDB_ROOT_USERNAME\t- MONGO_INITDB_ROOT_PASSWORD\n- KEY\n\
- n8n\nX-Real\nf /var\nu root\n- serve\n- start\nf /data\n- DOMAIN\n- docker\n- penpot\n- subnet\n3-alpine\n\
5-alpine\n9-alpine\nno-reply\ntls=true\nvar/data\nyml:/etc\n- default\n- traefik\n10-alpine\napp/cache\n\
conf:/opt\ndata:/srv\nlogs:/opt\nnot found\n- /dev/net\n- TIMEZONE\n1.1@sha256\n1:8000/api\n7.2-alpine\n\
api:latest\nbasic-auth\ncache:/app\ndata/state\nsecure.tls\n- \"/var/run\n- /dev:/dev\n- localhost\n\
- wordpress\napp/vikunja\ncode-server\ndisable-gpu\netc/searxng\nimage: emqx\nimage: odoo\nsecure.rule\n\
self-hosted\nuser: \"root\n- MYSQL_HOST\nContent-Type\nEurope/Paris\ndata/plugins\nhealth-check\nimage: caddy\n\
image: ghost\nredis:latest\nsh -c \"sleep\n- SMTP_SECURE\n1)).on('error\ndata/.bitcoin\netc/wireguard\n\
http://penpot\nipv4.conf.all\nlogs:/var/www\nmariadb-admin\nnet.ipv4.conf\npublic/images\nx-environment\n\
command: ./bin\nhenrygd/beszel\npenpot-backend\nspider -q http\n- DATABASE_HOST\n- DATABASE_PATH\n\
1000:1000 /data\n51820:51820/udp\ndata:/home/node\ndata:/usr/share\nhide-scrollbars\nimage: 'mariadb\n\
image: influxdb\nimages:/var/www\npenpot-exporter\nsearxng/searxng\nvar/lib/grafana\n- OIDC_CLIENT_ID\n\
cache-data:/data\nhttp').get('http\nredis-cache-data\n- \"traefik.enable\n- APP_DEBUG=false\n\
CMD-SHELL\", \"test\nREDIS_URL: \"redis\nX-Forwarded-Proto\ndev/tcp/localhost\ndocker.io/library\n\
echo \"Waiting for\nimage: corentinth\nimage: dumbwareio\nmongodb://mongodb\nvalkey-data:/data\n\
- QUEUE_CONNECTION\nDATABASE_URL=mysql\nimage: gitea/gitea\nlocalhost:8080/api\nminio/minio:latest\n\
secure.entrypoints\n- DISABLE_TELEMETRY\n- WORDPRESS_DB_HOST\n- WORDPRESS_DB_USER\netc/caddy/Caddyfile\n\
net.ipv4.ip_forward\n- BETTER_AUTH_SECRET\n- DB_TYPE=postgresdb\nNODE_ENV:-production\nrabbitmq-diagnostics\n\
templates:/templates\n- N8N_EDITOR_BASE_URL\n3306/${MYSQL_DATABASE\nbin/docker-entrypoint\n\
remote-debugging-port\nsh:/docker-entrypoint\n- CSRF_TRUSTED_ORIGINS\ncommand: valkey-server\n\
image: grafana/grafana\nimage: postgis/postgis\nxpack.security.enabled\nconf.all.src_valid_mark\n\
- NEXT_PUBLIC_WEBAPP_URL\nAWS_REGION: ${AWS_REGION\n- AWS_REGION=${AWS_REGION\nAPP_DATA_DIR}/data/assets\n\
DATABASE_URL: \"postgresql\non('error', () => process\nerror', () => process.exit\nimage: gotenberg/gotenberg\n\
loadbalancer.server.scheme\nLOG_LEVEL=${LOG_LEVEL:-info\nPOSTGRES_PASSWORD: postgres\n\
pg_isready -U ${DB_USERNAME\n- CLICKHOUSE_SKIP_USER_SETUP\n- POSTGRES_INITDB_ARGS=--data\n\
ES_JAVA_OPTS=-Xms512m -Xmx512m\nloglevel warning --requirepass\nPOSTGRES_HOST_AUTH_METHOD: \"trust\n\
REDIS_PASSWORD: \"${REDIS_PASSWORD\nPOSTGRES_INITDB_ARGS=--data-checksums\n\
AWS_ACCESS_KEY_ID: ${AWS_ACCESS_KEY_ID\n- N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS\n\
AWS_SECRET_ACCESS_KEY: ${AWS_SECRET_ACCESS_KEY\nENV\nThe\nrss\naddr\nbeta\necto\nnext\nruby\nthat\nwant\nEMAIL\n\
coder\nforce\ngroup\nvalid\nchange\ndebian\nfilter\nfolder\nglobal\nsocial\nstrict\nverify\n_health\nexports\n\
firefox\nhealthy\nn8n\tn8n\nnightly\nnoreply\npython3\nyoutube\ndisabled\nopenclaw\nsnapshot\ntessdata\n\
ADMINMAIL\nADMINPASS\nCMD\t\"node\nPGSSLMODE\nTZ\t- PUID\nUID\t- GID\ncollector\ndocuments\ngenerated\n\
speedtest\nAP_API_KEY\nSENTRY_DSN\nconfigured\ncontroller\necho\tchown\netc\t- /var\nmypassword\npgvectors0\n\
touch\techo\nuntil\tdone\nweb\tchrome\nBACKEND_URL\nBUCKET_NAME\nUNSANDBOXED\ncloudflared\nALLOW_SIGNUP\n\
FILE_STORAGE\nNODE_OPTIONS\nUTILS_SECRET\nAP_JWT_SECRET\nAP_REDIS_HOST\nAP_REDIS_PORT\nCOOKIE_SECRET\n\
COOKIE_SECURE\nOIDC_AUTH_URI\nTRUSTED_HOSTS\nc\t- wal_level\nAP_ENVIRONMENT\nOIDC_TOKEN_URI\nSEARXNG_SECRET\n\
postgres\tminio\nspider\t- 'http\nALLOWED_ORIGINS\nAP_FRONTEND_URL\nDB_HOST\tDB_NAME\nAP_POSTGRES_HOST\n\
AP_POSTGRES_PORT\nDB_DATABASE_NAME\nSTORAGE_PROVIDER\ndatabase\t- cache\nAPP_KEY\t- DB_HOST\nAP_ENCRYPTION_KEY\n\
AP_EXECUTION_MODE\nOIDC_USERINFO_URI\nAPP_NAME\t- APP_ENV\nAPP_NAME\t- APP_KEY\nTELEGRAM_BOT_TOKEN\n\
chrome\tmeilisearch\nAPP_DATA_DIR\t- /dev\nMAIL_HOST\tMAIL_PORT\nOIDC_USERNAME_CLAIM\nnextcloud\tnextcloud\n\
plausible_events_db\nAP_POSTGRES_DATABASE\nAP_POSTGRES_PASSWORD\nAP_POSTGRES_USERNAME\nAP_TELEMETRY_ENABLED\n\
DB_CONNECTION\tDB_HOST\nSECRET_ENCRYPTION_KEY\nVIKUNJA_DATABASE_HOST\nORIGIN\tBODY_SIZE_LIMIT\n\
AP_TEMPLATES_SOURCE_URL\nDB_PASSWORD\t- REDIS_HOST\nREDIS_URL\t- DATABASE_URL\nAP_ENGINE_EXECUTABLE_PATH\n\
DB_PASSWORD\t- DB_DATABASE\nMAIL_PORT\t- MAIL_USERNAME\nREDIS_HOST\tREDIS_PASSWORD\nREDIS_PORT\tREDIS_PASSWORD\n\
VIKUNJA_SERVICE_JWTSECRET\nADMIN_EMAIL\tADMIN_PASSWORD\nAP_WEBHOOK_TIMEOUT_SECONDS\n\
ELECTRUM_HOST\tELECTRUM_PORT\nPOSTGRES_HOST\tPOSTGRES_PORT\nREDIS_PASSWORD\t- REDIS_PORT\n\
REDIS_PORT\t- REDIS_PASSWORD\nDB_TYPE\t- DB_POSTGRESDB_HOST\nADMIN_USERNAME\tADMIN_PASSWORD\n\
DATABASE_USER\tDATABASE_PASSWORD\nAP_TRIGGER_DEFAULT_POLL_INTERVAL\nPOSTGRES_PASSWORD\t- 'POSTGRES_DB\n\
MINIO_ACCESS_KEY\tMINIO_SECRET_KEY\nPOSTGRES_PASSWORD\t- POSTGRES_HOST\nANTHROPIC_API_KEY\t- OPENAI_API_KEY\n\
DATABASE_USERNAME\tDATABASE_PASSWORD\nDATABASE_USERNAME\t- DATABASE_PASSWORD\n\
FLATNOTES_USERNAME\tFLATNOTES_PASSWORD\nPOSTGRES_USERNAME\t- POSTGRES_PASSWORD\n\
FLATNOTES_AUTH_TYPE\tFLATNOTES_USERNAME\nMARIADB_PASSWORD\tMARIADB_ROOT_PASSWORD\n\
N8N_RUNNERS_ENABLED\t- N8N_RUNNERS_MODE\nFLATNOTES_PASSWORD\tFLATNOTES_SECRET_KEY\n\
GOOGLE_CLIENT_ID\t- GOOGLE_CLIENT_SECRET\nMARIADB_ROOT_PASSWORD\t- MARIADB_DATABASE\n\
DB_POSTGRESDB_USER\t- DB_POSTGRESDB_PASSWORD\nRABBITMQ_DEFAULT_USER\tRABBITMQ_DEFAULT_PASS\n\
RABBITMQ_DEFAULT_PASS\tRABBITMQ_DEFAULT_VHOST\nPENPOT_DATABASE_URI\t- PENPOT_DATABASE_USERNAME\n\
N8N_RUNNERS_AUTH_TOKEN\t- N8N_NATIVE_PYTHON_RUNNER\nPENPOT_DATABASE_USERNAME\t- PENPOT_DATABASE_PASSWORD\n\
N8N_RUNNERS_MODE\t- N8N_RUNNERS_BROKER_LISTEN_ADDRESS\nN8N_RUNNERS_TASK_BROKER_URI\t- N8N_RUNNERS_AUTH_TOKEN\n\
N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS\t- N8N_PROXY_HOPS\n\
N8N_NATIVE_PYTHON_RUNNER\t- N8N_RUNNERS_MAX_CONCURRENCY\n53:53/tcp\n53:53/udp\n- /dev/kvm\n2>&1; then\n\
- /bin/bash\n- /run/dbus\nghcr.io/home\nghcr.io/open\nlog:/var/log\nusr/app/data\nvar/lib/odoo\n- host.docker\n\
1:3000/health\n1:7700/health\ndev-shm-usage\nio/open-webui\nodoo-web-data\nrun/dbus:/run\nusr/local/etc\n\
var/lib/ghost\nweb-data:/var\n- APP_URL=http\ndbus:/run/dbus\netc/nginx/http\nredis:6-alpine\nuntil mc alias\n\
- BASE_URL=http\n- DB_HOST=mysql\n- RUST_LOG=info\n8000/api/health\ndata/cache:/var\ndata/logs:/logs\n\
disable-dev-shm\nopen-webui/open\npublic:/var/www\nuser-config.xml\nwww/html/config\nwww/html/images\n\
data/config:/app\nmnt/extra-addons\nopt/couchdb/data\nvar/www/FreshRSS\nwebui/open-webui\n- redisdata:/data\n\
8123/ping || exit\n9000/minio/health\nCMD-SHELL\", \"exit\naddons:/mnt/extra\ndata/music:/music\n\
driver: json-file\nexit(r.statusCode\nio/home-assistant\nlib/ghost/content\nminio/health/live\n\
www/FreshRSS/data\napp/public/uploads\ncache:/root/.cache\nlocal http://minio\npolicy allkeys-lru\n\
rabbitmq-data:/var\n- APP_ENV=${APP_ENV\n- APP_KEY=${APP_KEY\n- NEXTAUTH_URL=http\nbundle exec sidekiq\n\
localhost:8123/ping\npostgresql:/var/lib\nxml:/etc/clickhouse\ncommand: bundle exec\nimage: ollama/ollama\n\
test: [\"CMD\", \"pgrep\n- NODE_ENV=${NODE_ENV\nclickhouse-config.xml\nimport urllib.request\n\
localhost:8000/health\norg.postgresql.Driver\ntest: [ \"CMD\", \"redis\nclickhouse-user-config\n\
image: postgres:latest\nimage: vikunja/vikunja\nio/linuxserver/mariadb\nsql:/docker-entrypoint\n\
- REDIS_URL=${REDIS_URL\ncommand: [\"redis-server\nqO-\", \"http://localhost\nwww/FreshRSS/extensions\n\
APP_DATA_DIR}/data/nginx\nelastic.co/elasticsearch\nhealthcheck.sh --connect\nimage: freshrss/freshrss\n\
io/linuxserver/nextcloud\nmaxmemory-policy allkeys\n- MEILI_NO_ANALYTICS=true\n- N8N_SECURE_COOKIE=false\n\
APP_DATA_DIR}/data/public\nRUST_LOG=${RUST_LOG:-info\n- MYSQL_DATABASE=wordpress\nimage: portainer/portainer\n\
jdbc:postgresql://postgres\npostgres://postgres:postgres\n- WORDPRESS_DB_NAME=wordpress\n\
co/elasticsearch/elasticsearch\n- MAIL_PASSWORD=${MAIL_PASSWORD\n- SMTP_USERNAME=${SMTP_USERNAME\n\
sh --connect --innodb_initialized\nDATABASE_URL=postgresql://postgres\n- NEXTAUTH_SECRET=${NEXTAUTH_SECRET\n\
- POSTGRES_USER=${POSTGRES_USERNAME\nDATABASE_URL: postgresql://postgres\n\
- MYSQL_ROOT_PASSWORD=${DB_ROOT_PASSWORD\n/usr\n- ALL\n- UID\n- /opt\n- MODE\nc /etc\n- TITLE\n- admin\n\
app/api\nfor the\n- ${PORT\n- '--log\n- DB_URL\n- PGUSER\n- public\n1-alpine\napi.rule\netc/odoo\nis ready\n\
mnt/data\nsrv/data\nx-common\n- NET_RAW\n11-alpine\ncat <<EOF\ndir=/data\nrule=Host\n- APP_PORT\n- HOSTNAME\n\
- REDIS_DB\n- SITE_URL\nTZ: Europe\ndata/gitea\ndomain.com\netc/gitlab\netc/pihole\nhttp://n8n\nno-sandbox\n\
opt/onedev\n- DB_CLIENT\n- gotenberg\n9999/health\nGET /health\nadmin:admin\napi.service\nfetch('http\n\
firefly-iii\n- ADMIN_PASS\n- APP_DOMAIN\n- SERVER_URL\napp/services\nbackups:/var\nenable=false\nmongo:latest\n\
plugins:/opt\nscheme=https\nserver-local\nuploads:/var\n- AUTH_SECRET\n- CACHE_STORE\n- FORCE_HTTPS\n\
Asia/Shanghai\nconf.template\necho \"Warning\nimage: ubuntu\nlatest@sha256\ntarget: /data\n- APP_TIMEZONE\n\
- CACHE_DRIVER\n- COUCHDB_USER\nBASE_URL: http\nDEBUG: ${DEBUG\nassets:/assets\nbackend:latest\ncommand: serve\n\
data/workspace\ndocker.network\nenabled: false\nfrappe/erpnext\nredis://valkey\nrequired: true\n\
- 'DATABASE_URL\n- elasticsearch\nDATA_DIR: /data\napi.entrypoints\ncloudflare-ddns\nhttp://imgproxy\n\
image: budibase\nimport requests\nmongodb://mongo\nsource: ./nginx\n- SESSION_SECRET\necho \"Installing\n\
image: memcached\nimage: nextcloud\ntest: mysqladmin\nuploads:/uploads\n- '${APP_DATA_DIR\n- OLLAMA_BASE_URL\n\
authelia/authelia\nmanagement-alpine\npostgres@postgres\ntest: \"pg_isready\n- GOOGLE_CLIENT_ID\n\
- PHP_MEMORY_LIMIT\nDB_PORT: ${DB_PORT\npodcasts:/podcasts\npostgresql+asyncpg\npull_policy: never\n\
- DATABASE_USERNAME\n- OIDC_DISPLAY_NAME\n- POSTGRES_USERNAME\nhttp://${APP_DOMAIN\ntriliumnext/trilium\n\
- ALLOW_REGISTRATION\n- N8N_ENCRYPTION_KEY\ncreated successfully\nhttp://elasticsearch\nAuthorization: Bearer\n\
NODE_ENV: \"production\nSESSION_DRIVER: redis\nstalwartlabs/stalwart\nhomebridge:/homebridge\n\
p$$MYSQL_ROOT_PASSWORD\nQUEUE_CONNECTION: redis\nREDIS_PORT: ${REDIS_PORT\nDATABASE_URL: 'postgresql\n\
MEILI_NO_ANALYTICS: \"true\nactivepieces/activepieces\n- PENPOT_TELEMETRY_ENABLED\ncontainer_name: librespeed\n\
POSTGRES_PORT}/${POSTGRES_DB\n- N8N_RUNNERS_TASK_BROKER_URI\n- N8N_BLOCK_ENV_ACCESS_IN_NODE\n\
SMTP_PASSWORD: ${SMTP_PASSWORD\nDNS\nOFF\namd\ncut\nmay\nsys\nEULA\nJSON\nTERM\ndays\ndeny\nmaps\nmqtt\npage\n\
psql\nsame\ntech\nthem\nNC_DB\narm64\nbased\nbatch\nfsync\nlogto\ntasks\nChrome\nchoose\ndb\tapp\nfuture\n\
htdocs\nlegacy\nnative\nrocket\nsentry\nsocket\ntunnel\ncharset\ncorrect\ncrontab\ndesktop\nfeature\nln\techo\n\
results\nseconds\ntandoor\nDatabase\nENDPOINT\nSMTP_PWD\nbentopdf\nbooklore\nccnet_db\ndefaults\necho\tphp\n\
fi\tsleep\nfunction\ninactive\nmachines\npipefail\nuserinfo\nwhatsapp\nFORCE_SSL\nIS_DOCKER\nLibreChat\n\
PORT\tHOST\nUSE_MINIO\ncase\tesac\ndb\tserver\nf -L /dev\nheartbeat\nopenresty\noverseerr\npinchflat\n\
redis\tweb\nseahub_db\ntransport\n- /dev/dri\n- /usr/bin\n- odoo-web\nCACHE_TYPE\nEMAIL_FROM\nHTTP_PROXY\n\
MYSQL_PORT\nTS_AUTHKEY\ncurl\tchmod\necho\tcrond\necho\ttouch\necho\twhile\nfilesystem\nio/wg-easy\npocketbase\n\
seafile_db\nthumbnails\nvar\t- /tmp\n- USER=odoo\n17.2-alpine\nACCESS_CODE\nCOLLECTIONS\nGLANCES_OPT\n\
IN_PASSWORD\nMAX_WORKERS\nND_LOGLEVEL\nSERVER_HOST\nSMTP_SERVER\nSTORAGE_DIR\nTZ\t- SECRET\nUSER\t- PASS\n\
api/v1/flow\nbeszel_data\ncache\tpanel\nchmod\tchown\nchown\tchmod\nconnections\ncoordinator\ncurl\t\"-sSfL\n\
customFiles\nmysql\tredis\nnginx\tnginx\nredis\tminio\nto be ready\nCORS_ORIGINS\nPGID\t- UMASK\nPOSTGRES_URL";
