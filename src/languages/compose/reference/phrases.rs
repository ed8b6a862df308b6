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
healthcheck.sh\", \"--connect\nsh\", \"--connect\", \"--innodb_initialized\ndir\ngit\nUser\ndind\nopen\nrest\n\
self\nbreak\nsites\nspace\nDOMAIN\ncommon\nremote\nsearch\nsilent\nUSER_ID\ncreated\nmanager\nmax\tmax\n\
request\nGROUP_ID\ngenerate\nCMD\t\"wget\ncontainer\ndatabases\ndone\techo\nAWS_REGION\nmigrations\n\
ES_JAVA_OPTS\nconfigurator\nDB_NAME\t- DB_USER\nCSRF_TRUSTED_ORIGINS\nDB_PORT\t- DB_DATABASE\n\
REDIS_HOST\t- REDIS_PORT\nPOSTGRES_DB\t- POSTGRES_PASSWORD\nMYSQL_ROOT_PASSWORD\t- MYSQL_USER\n- DEBUG\n\
- minio\nnpm run\nus-east\n8080/api\n- DB_TYPE\n- APP_NAME\n- RUST_LOG\n- USER_UID\nconfig.yml\nuser: root\n\
data/images\nstorage:/app\ndisable: true\n- POSTGRES_PORT\n- ENCRYPTION_KEY\nREDIS_URL: redis\n\
maxmemory-policy\npull_policy: always\n- TZ=Europe\n2>/dev/null\ndata:/var/www\nmysql:/var/lib\n\
1 --spider http\nnginx.conf:/etc\nping | grep PONG\nredis-data:/data\nCMD-SHELL\", \"curl\ntest: ['CMD-SHELL\n\
postgres-data:/var\n1 --loglevel warning\nuploads:/app/uploads\netc/clickhouse-server\ntraefik.http.services\n\
postgres_data:/var/lib\nclickhouse-server/config\nCMD\", \"mysqladmin\", \"ping\ntest: [\"CMD\", \"mysqladmin\n\
redis-server --requirepass\nimage: getmeili/meilisearch\nclickhouse/clickhouse-server\nUID\nraw\nrpc\nsql\n\
INFO\neval\nfrom\nlabs\npool\nFalse\nlevel\nmkdir\nuntil\nwebui\nchrome\nmethod\nAPI_URL\nappdata\nbitcoin\n\
dockerd\nelastic\nsidekiq\nDATA_DIR\nrealtime\nMAIL_HOST\nf\t- 'http\nmigration\nnextcloud\netc\t- /etc\n\
standalone\nSELF_HOSTED\ndevelopment\nmax_connections\nCMD\t- mysqladmin\nQUEUE_CONNECTION\n\
REDIS_HOST\tREDIS_PORT\nMARIADB_USER\tMARIADB_PASSWORD\nMARIADB_USER\t- MARIADB_PASSWORD\n\
MYSQL_PASSWORD\t- MYSQL_ROOT_PASSWORD\nMINIO_ROOT_USER\t- MINIO_ROOT_PASSWORD\ndb:/app\nbin/bash\nmax-file\n\
data:/usr\ntest: wget\n- SYS_ADMIN\nconfig.yaml\nhttps://api\ncerts:/certs\nhttp://minio\nstorage/logs\n\
Europe/Berlin\nEurope/London\nimage: 'redis\ndata-checksums\nimage: registry\n- TZ=Etc\n\"CMD-SHELL\n\
curl -f http\nusr/local/bin\n- \"host.docker\n- postgres-data\nwget --no-verbose\nno-verbose --tries\n\
postgres:17-alpine\nimage: codeberg.org\ncharacter-set-server\npg_isready -U postgres\ntimezone:/etc/timezone\n\
loadbalancer.server.port\nimage: clickhouse/clickhouse\n- OPENAI_API_KEY=${OPENAI_API_KEY\npem\ntxt\nuse\nyou\n\
True\nchat\nsync\nwarn\nwill\nextra\nprint\n- .env\n- /run\nbackup\ncached\nengine\nmongod\nrunner\nbrowser\n\
cluster\ncompose\nproject\n- 'redis\n- worker\nbitcoind\ncomplete\ntemplate\nwait-for\nMAIL_FROM\nRAILS_ENV\n\
assistant\ncommunity\necho\techo\necho\texit\nTZ=Etc/UTC\nconfig.xml\nunconfined\n- APP_DEBUG\nWaiting for\n\
config.json\n- redis-data\nCACHE_DRIVER\napp\tpostgres\nbooks:/books\ncertificates\ndata/db:/var\ndb-data:/var\n\
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
- MONGO_INITDB_ROOT_USERNAME\nrequirepass ${REDIS_PASSWORD\nURL\ncan\ngpu\nhub\njwt\nsha\npg17\ntask\ntime\n\
allow\ncloud\nempty\nfound\nstats\nusage\nAPP_ID\nORIGIN\nPGUSER\naccess\nstacks\nstatic\nupdate\nalpine3\n\
headers\npersist\nprofile\nAPP_HOST\nHOSTNAME\nSITE_URL\nrequests\nrootless\nHOST\tPORT\nhost\tport\nwebsocket\n\
cloudflare\nextensions\nmanagement\nstatusCode\nSERVER_NAME\nminio\tminio\nspider\t\"http\nDATABASE_NAME\n\
DATABASE_PATH\nmariadb\tredis\nq\t- \"--spider\nspider\t- \"http\npostgresql\tredis\nDISABLE_TELEMETRY\n\
etc\t- ${APP_DATA_DIR\nRABBITMQ_DEFAULT_PASS\nRABBITMQ_DEFAULT_USER\nSMTP_HOST\t- SMTP_PORT\n\
POSTGRES_HOST\t- POSTGRES_PORT\nNEXTAUTH_URL\t- NEXTAUTH_SECRET\nUSER_GID\t- FORGEJO__database__DB_TYPE\n\
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
- TRUSTED_PROXIES\n- POSTGRES_DATABASE\n- MEILI_NO_ANALYTICS\nhttps://${APP_DOMAIN\ndockerfile: Dockerfile\n\
API\nGET\nSSL\nUTF\nMODE\nName\nhead\nlite\npnpm\nsure\ntemp\nused\nAdmin\nasync\nlimit\npgsql\ntools\nServer\n\
broker\nmovies\nreadyz\nsystem\nthemes\nDB_PATH\ndatadir\nfi\techo\nif\telse\ninvoice\nmongosh\nrecipes\n\
replica\nrpcbind\nsession\nREDIS_DB\nbookworm\nchromium\nmetadata\nHTTP_PORT\nnoeviction\nrpcallowip\n\
CACHE_STORE\nCMD\t- 'curl\nHOST\t- PORT\nINTERNAL_IP\nS3_ENDPOINT\nno\t\"--tries\nAPP_TIMEZONE\nQUEUE_DRIVER\n\
SOKETI_DEBUG\nAuthorization\nNODE_ENV\tPORT\nRESEND_API_KEY\nSESSION_SECRET\ndatabase\tcache\nMAIL_ENCRYPTION\n\
OLLAMA_BASE_URL\ntries\t\"--spider\nMINIO_ACCESS_KEY\nMINIO_SECRET_KEY\nPHP_MEMORY_LIMIT\nCMD\t- \"pg_isready\n\
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
authentication-plugin=mysql_native_password\n- web\n[\"CMD\n- /usr\n- data\n- cache\napp/var\n- server\n\
opt/data\n- storage\nread-only\nv1/status\nyaml:/etc\ndev/stdout\nminio-init\npublic/img\n- APP_SECRET\n\
- PUBLIC_URL\ncache:/cache\nyaml:/config\n- TRUST_PROXY\ndata/database\nwget --spider\n- N8N_PROTOCOL\n\
command: start\nimage: lissy93\n- MAIL_USERNAME\netc/letsencrypt\nignore-existing\nmysqladmin ping\n\
redis://default\nstorage:/storage\ntest: pg_isready\n- CLICKHOUSE_USER\nwal_level=logical\nDB_HOST: ${DB_HOST\n\
stop_signal: SIGINT\n- DB_POSTGRESDB_HOST\nDATABASE_URL: postgres\nentrypoint: /entrypoint\n\
POSTGRES_DB: ${POSTGRES_DB\nPOSTGRES_PASSWORD: ${DB_PASSWORD\nPOSTGRES_PASSWORD: \"${DB_PASSWORD\nP2P\nawk\n\
cpu\ndid\nmac\none\npdf\ntry\nyet\nPOST\nSMTP\nacme\namqp\nbase\nbeat\nfull\nhere\nincr\nmini\ntext\nError\n\
HTTPS\ncatch\nfirst\nhello\nlabel\npanel\nquery\nstack\nstore\nDB_URL\nLND_IP\nUmbrel\ncelery\ncookie\ndb\tweb\n\
ingest\nlogger\nmysqld\nopenai\nremove\nstudio\nwallet\nAPI_KEY\nCoolify\naccount\ndokploy\ndynamic\nfirefly\n\
metrics\npb_data\nsandbox\nsed\tsed\ntxindex\nwaiting\ndownload\nlocation\nmessages\npodcasts\nwebhooks\n\
- db-data\nDB_CLIENT\nS3_BUCKET\nS3_REGION\nTIME_ZONE\nanalytics\napp_proxy\nbootstrap\nf\t- \"http\nfunctions\n\
lightning\nDB_CHARSET\nGOMAXPROCS\nSERVER_URL\nhomeserver\nlibrespeed\nminioadmin\nweb\tworker\n3<>/dev/tcp\n\
AUTH_SECRET\nCMD\t- \"wget\nDB_HOSTNAME\nFORCE_HTTPS\nauthelianet\nbind_ip_all\nbrowserless\nexec\t--host\n\
queue\tqueue\nredis\tredis\ntransaction\nBITCOIN_HOST\nLOCAL_DOMAIN\nSTORAGE_TYPE\nTOR_PROXY_IP\nexec 3<>/dev\n\
pg-data:/var\nredis\t- PING\nredis\tsoketi\ntransmission\nweb\tpostgres\n\"--no-verbose\n- PGID=${PGID\n\
- PUID=${PUID\nDATABASE_USER\nELECTRUM_HOST\nTZ\t- PASSWORD\napp_proxy\tapp\napp_proxy\tweb\nbridge\t--data\n\
data:/var/opt\ninternal_port\nCLICKHOUSE_URL\nJWT_SECRET_KEY\nadd --no-cache\nschema_version\nCLICKHOUSE_HOST\n\
DEVICE_HOSTNAME\npgdata:/var/lib\nqueue\tscheduler\ntraefik\truntipi\nwww/html/public\nBITCOIN_RPC_PORT\n\
GOOGLE_CLIENT_ID\napp_proxy\tdocker\napp_proxy\tserver\ncli ping || exit\ncoolify\tpostgres\nfiles\t- ../files\n\
image: n8nio/n8n\nminio-data:/data\npostgres\t- redis\n\"http://localhost\nAPP_HOST\tAPP_PORT\n\
APP_URL\t- APP_KEY\nCMD\t- 'pg_isready\nDB_HOST\t- DB_USER\nDB_PORT\t- DB_USER\nMAIL_FROM_ADDRESS\n\
OIDC_DISPLAY_NAME\nforgejo\t- forgejo\nALLOW_REGISTRATION\nAPP_HIDDEN_SERVICE\nDEFAULT_FROM_EMAIL\n\
OPENROUTER_API_KEY\nSERVICE_USER_ADMIN\ncommon\t- './common\nmoneyprintergobrrr\nAPP_ELECTRS_NODE_IP\n\
DB_USER\tDB_PASSWORD\nghcr.io/linuxserver\nrequire('http').get\ntraefik.enable=true\nAPP_BITCOIN_RPC_PASS\n\
GOOGLE_CLIENT_SECRET\nNEXT_PUBLIC_BASE_URL\nvar\t- ${APP_DATA_DIR\nwget\", \"-qO-\", \"http\n\
- RUST_LOG=${RUST_LOG\ndb:5432/${POSTGRES_DB\ninternal_port\tis_main\n- POSTGRES_DB=postgres\n\
NET_ADMIN\t- SYS_MODULE\nSERVICE_PASSWORD_ADMIN\nAPP_PORT\tPROXY_AUTH_ADD\nCMD\", \"wget\", \"--spider\n\
CMD-SHELL', 'pg_isready\ncharacter\t- --collation\npg_isready -h localhost\nrestart\texclude_from_hc\n\
- ${APP_DATA_DIR}/config\n- POSTGRES_USER=postgres\n- JWT_SECRET=${JWT_SECRET\nentrypoint.sh:/entrypoint\n\
APP_DATA_DIR}/data/storage\nSERVICE_PASSWORD_JWTSECRET\nDATABASE_HOST\tDATABASE_PORT\n\
REDIS_HOST\t- REDIS_PASSWORD\nTOR_PROXY_IP\tTOR_PROXY_PORT\nAPP_DATA_DIR\t- ${UMBREL_ROOT\n\
SERVICE_PASSWORD_MARIADBROOT\nAPP_DATA_DIR\t- ${TOR_DATA_DIR\nAPP_PORT\tPROXY_AUTH_WHITELIST\n\
MAIL_USERNAME\t- MAIL_PASSWORD\nMYSQL_PASSWORD\tMYSQL_DATABASE\nredirect.redirectscheme.scheme\n\
ADMIN_USERNAME\t- ADMIN_PASSWORD\nMARIADB_DATABASE\t- MARIADB_USER\nPOSTGRES_DB\tPOSTGRES_INITDB_ARGS\n\
- POSTGRES_PASSWORD=${DB_PASSWORD\nAPP_DATA_DIR\t- ${ROOT_FOLDER_HOST\nBITCOIN_RPC_PORT\tBITCOIN_RPC_USER\n\
BITCOIN_RPC_USER\tBITCOIN_RPC_PASS\nROOT_FOLDER_HOST\t- ${APP_DATA_DIR\nSOKETI_DEBUG\tSOKETI_DEFAULT_APP_ID\n\
USER_GID\t- GITEA__database__DB_TYPE\nMYSQL_DATABASE\t- MYSQL_ROOT_PASSWORD\n\
CLICKHOUSE_USER\t- CLICKHOUSE_PASSWORD\nROOT_FOLDER_HOST\t- ${ROOT_FOLDER_HOST\n\
SOKETI_DEFAULT_APP_SECRET\tSOKETI_HOST\n- ANTHROPIC_API_KEY=${ANTHROPIC_API_KEY\n\
DB_POSTGRESDB_HOST\t- DB_POSTGRESDB_PORT\nAPP_DATA_DIR\t- ${APP_LIGHTNING_NODE_DATA_DIR\n\
APP_LIGHTNING_NODE_DATA_DIR\t- ${APP_DATA_DIR\nSOKETI_DEFAULT_APP_ID\tSOKETI_DEFAULT_APP_KEY\n\
GITEA__database__HOST\t- GITEA__database__NAME\nGITEA__database__NAME\t- GITEA__database__USER\n\
MINIO_SERVER_URL\t- MINIO_BROWSER_REDIRECT_URL\nGITEA__database__USER\t- GITEA__database__PASSWD\n\
GITEA__database__DB_TYPE\t- GITEA__database__HOST\nSOKETI_DEFAULT_APP_KEY\tSOKETI_DEFAULT_APP_SECRET\n\
FORGEJO__migrations__ALLOW_LOCALNETWORKS\t- USER_UID\nSERVICE_URL_FORGEJO_3000\t- FORGEJO__server__ROOT_URL\n\
FORGEJO__server__ROOT_URL\t- FORGEJO__migrations__ALLOWED_DOMAINS\n\
FORGEJO__migrations__ALLOWED_DOMAINS\t- FORGEJO__migrations__ALLOW_LOCALNETWORKS\n- api\n- app\n- LANG\n\
- /path\n- TOKEN\n- nginx\ncom/api\nopt/app\n- \"redis\n- valkey\n6@sha256\n7@sha256\n8@sha256\n9@sha256\n\
- \"--port\n- API_URL\n- coolify\n10@sha256\n12-alpine\n13@sha256\nx-runtipi\n- ${DNS_IP\n- apparmor\n\
d postgres\nimage: gcr\nqueue-long\ntls: 'true\nwell-known\n- MAIL_FROM\n- MAIL_HOST\n- RAILS_ENV\n8080/health\n\
HOME: \"/tmp\nconfig.toml\nimages:/app\nphp artisan\nqueue-short\nrs.initiate\nrule: 'Host\n- ${APP_PORT\n\
data/coolify\ntarget: /app\n- SERVER_PORT\n- WEBHOOK_URL\n- healthcheck\n- meilisearch\nenabled=false\n\
image: 'mysql\nis_main: true\nlocal.service\nname: coolify\nsome-password\n- 'POSTGRES_DB\nAPP_URL: \"http\n\
image: busybox\nimage: dockurr\nmariadb:latest\nsleep infinity\ncommand: worker\n- 'POSTGRES_USER\n\
- MAIL_FROM_NAME\n- N8N_PROXY_HOPS\n- SESSION_DRIVER\nauthelia-backend\ncoolify-realtime\ndata:/meili_data\n\
image: wordpress\nREDIS_HOST: redis\ncommunity-edition\nimage: fireflyiii\nreadonly.macaroon\n\
http://meilisearch\n- DATABASE_PASSWORD\n- tipi_main_network\nPOSTGRES_USER: tipi\nentrypoints: 'https\n\
target: /entrypoint\n- DB_POSTGRESDB_USER\nAPP_ENV: \"production\nPOSTGRES_DB: postgres\nexclude_from_hc: true\n\
- MARIADB_AUTO_UPGRADE\nPROXY_AUTH_ADD: \"false\nSMTP_PORT: ${SMTP_PORT\n- DB_POSTGRESDB_PASSWORD\n\
JWT_SECRET: ${JWT_SECRET\nSECRET_KEY: ${SECRET_KEY\n- SERVICE_URL_FORGEJO_3000\nDB_PASSWORD: ${DB_PASSWORD\n\
APP_PASSWORD: $APP_PASSWORD\nPOSTGRES_PASSWORD}@postgres\nPROXY_AUTH_WHITELIST: \"/api\n\
http://${DEVICE_DOMAIN_NAME\nDATABASE_URL: ${DATABASE_URL\nDOCKER_ENSURE_BRIDGE: \"dind0\n\
ipv4_address: ${SUITE_SUBNET\nPOSTGRES_USER: \"${DB_USERNAME\nPOSTGRES_USER: ${POSTGRES_USER\n\
ADMIN_PASSWORD: ${ADMIN_PASSWORD\nMYSQL_DATABASE: ${MYSQL_DATABASE\nMYSQL_PASSWORD: ${MYSQL_PASSWORD\n\
POSTGRES_HOST_AUTH_METHOD: trust\nSERVICE_PASSWORD_POSTGRES}@postgres\nSERVICE_PASSWORD_POSTGRES}@postgresql\n\
POSTGRES_PASSWORD: ${POSTGRES_PASSWORD\nSOKETI_DEFAULT_APP_ID: \"${PUSHER_APP_ID\n\
SOKETI_DEFAULT_APP_KEY: \"${PUSHER_APP_KEY\nMYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD\n\
APP_BITCOIN_NODE_IP}:${APP_BITCOIN_RPC_PORT\nFORGEJO__migrations__ALLOW_LOCALNETWORKS-false\n\
SOKETI_DEFAULT_APP_SECRET: \"${PUSHER_APP_SECRET\nSERVICE_USER_POSTGRES}:${SERVICE_PASSWORD_POSTGRES\n\
APP_LIGHTNING_NODE_IP:$APP_LIGHTNING_NODE_GRPC_PORT\nAPP_LIGHTNING_NODE_IP}:${APP_LIGHTNING_NODE_GRPC_PORT\n\
- net.ipv4\n1:3000/api\n6.2-alpine\n7.4-alpine\n- '/var/run\ndev/net/tun\n- gitea-data\n- minio-data\n\
- pgdata:/var\n- mariadb-data\ncurl -fsS http\ndata/app:/data\nset local http\n- /etc/timezone\n\
TZ=${TZ:-Europe\nalias set local\ndata/mysql:/var\nminio/mc:latest\nvalkey-cli ping\n- LOG_LEVEL=info\n\
- xpack.security\nTZ=${TZ:-America\nTZ=Europe/London\napp/storage/logs\ndata/config:/etc\ndev/null || exit\n\
gitea-data:/data\nmongo-data:/data\nCMD-SHELL\", \"bash\ndatabase:/var/lib\netc/timezone:/etc\n\
mariadb-data:/var\nping -h localhost\n- DB_HOST=postgres\n- minio_data:/data\nghcr.io/coollabsio\n\
image: minio/minio\n- \"http://localhost\n- 'http://localhost\nghcr.io/pterodactyl\nregistry.gitlab.com\n\
louislam/uptime-kuma\npostgresql-data:/var\nplatform: linux/amd64\nimage: axllent/mailpit\n\
image: louislam/uptime\nimage: registry.gitlab\n- SMTP_HOST=${SMTP_HOST\n- SMTP_PORT=${SMTP_PORT\n\
ping\", \"-h\", \"localhost\nAPP_DATA_DIR}/data/mysql\nconfig/configuration.yml\nAPP_DATA_DIR}/data/images\n\
configuration.yml:/config\nyml:/config/configuration\n- DB_PASSWORD=${DB_PASSWORD\n\
- MYSQL_PASSWORD=${DB_PASSWORD\n- SMTP_PASSWORD=${SMTP_PASSWORD\nPOSTGRES_USER} -d ${POSTGRES_DB\n\
- MYSQL_PASSWORD=${MYSQL_PASSWORD\ncommand: --default-authentication\n- GENERIC_TIMEZONE=${GENERIC_TIMEZONE\n\
- AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID\n- POSTGRES_PASSWORD=${POSTGRES_PASSWORD\n\
- AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY\nApp\nLND\nSet\n_id\nacl\nbut\ngpt\nini\noss\npwd\nred\nrs0\n\
Port\nTRUE\ncors\njava\nmake\nmore\nneed\notel\npass\nseed\nutil\nApril\nabout\nalpha\nevent\nhooks\nrelay\n\
v2026\nwhere\nPGHOST\nPHP_TZ\nSELECT\ndbname\ndjango\nfailed\nmatrix\noutput\nsimple\nstderr\nwikijs\nDisable\n\
UID\tGID\nbitnami\ndo\tdone\nelectrs\nmainnet\nmembers\nmemlock\nmissing\nopenssl\nreplSet\nrpcport\nrpcuser\n\
sqlite3\ntracker\nupgrade\nweb\tapi\nwebsite\nworkers\nLND_HOST\nLOG_PATH\nPassword\nbackends\nencoding\n\
for\tdone\njellyfin\nmigrator\no\tdevice\nskipping\nstarting\nCMD\t\"curl\nDB_ENGINE\nnet\t- net\nsyncthing\n\
telemetry\nwait\twait\nADMIN_USER\nCMD\t- bash\nCMD\t- node\nMEILI_ADDR\nNGINX_PORT\nPGDATABASE\nPGPASSWORD\n\
PRODUCTION\nPathPrefix\napi\tworker\naudiobooks\ncurl\tbench\ndb\t- redis\nprometheus\nCMD\t- \"curl\n\
HOST\t- USER\nLOG_CHANNEL\nMAIL_MAILER\nOIDC_SCOPES\nbench\tbench\ncertificate\nredis\tsites\nremote_addr\n\
wait\texport\nAPI_BASE_URL\nBACKEND_HOST\nPENPOT_FLAGS\nexport\tuntil\nnode\t- /home\nserver_web_1\n\
CLICKHOUSE_DB\nCOOKIE_DOMAIN\nDATABASE_TYPE\nS3_ACCESS_KEY\nhomeassistant\npenpot\tpenpot\nquiet\t- 'http\n\
APP_ID\tAPP_URL\nfrontend\tqueue\nhost\t--pidfile\nAUTORUN_ENABLED\nBETTER_AUTH_URL\nBROWSER_WEB_URL\n\
DB_PORT\tDB_USER\nFILE_SIZE_LIMIT\nJWT_PRIVATE_KEY\nNODE_ENV\t- PORT\nRAILS_FORCE_SSL\nUSER\t- PASSWORD\n\
WEB_CONCURRENCY\n_APP_URL\t- PUID\nBITCOIN_RPC_HOST\nRAILS_ASSUME_SSL\nVAPID_PUBLIC_KEY\ncreate\tmigration\n\
redis\tclickhouse\nAPP_KEY\t- APP_URL\nVAPID_PRIVATE_KEY\nbackend\twebsocket\nspider\t- '--quiet\n\
POSTGRES_DB\tPGDATA\ncollation\t- --skip\ntraefik\t- \"traefik\nAPP_DATA_DIR\t- /var\nAPP_ENV\t- APP_DEBUG\n\
DB_PORT\tDB_PASSWORD\nDB_PORT\tREDIS_CACHE\nSMTP_HOST\tSMTP_PORT\nconfigurator\tcreate\nscheduler\twebsocket\n\
target\tis_directory\nAPP_ENVIRONMENT_ONLY\nexample\t- './example\nMAIL_HOST\t- MAIL_PORT\n\
VIKUNJA_DATABASE_TYPE\nADMIN_PASSWORD\tDB_HOST\nDATABASE_URL\tREDIS_URL\nwebsocket\tconfigurator\n\
NEXT_PUBLIC_BACKEND_URL\nREDIS_CACHE\tREDIS_QUEUE\nDB_PORT\tDB_ROOT_PASSWORD\nPOSTGRES_PASSWORD\tPGDATA\n\
discovery\t- ES_JAVA_OPTS\nhealthcheck\t- '--connect\nSABNZBD_HOST\tSABNZBD_PORT\nSMTP_USER\t- SMTP_PASSWORD\n\
VIKUNJA_SERVICE_PUBLICURL\nSABNZBD_PORT\tSABNZBD_API_KEY\nAPP_BITCOIN_ZMQ_HASHBLOCK_PORT\n\
NEXTAUTH_SECRET\t- NEXTAUTH_URL\nSABNZBD_INSTALLED\tSABNZBD_HOST\nBACKEND\tFRAPPE_SITE_NAME_HEADER\n\
connect\t- '--innodb_initialized\nFRAPPE_SITE_NAME_HEADER\tSOCKETIO\nDB_ROOT_PASSWORD\tINSTALL_APP_ARGS\n\
QBITTORRENT_HOST\tQBITTORRENT_PORT\nSOCKETIO\tUPSTREAM_REAL_IP_ADDRESS\nSOCKETIO_PORT\tREGENERATE_APPS_TXT\n\
QBITTORRENT_PORT\tSABNZBD_INSTALLED\nOIDC_CLIENT_ID\t- OIDC_CLIENT_SECRET\n\
TRANSMISSION_HOST\tTRANSMISSION_PORT\nPOSTGRES_DB\tPOSTGRES_HOST_AUTH_METHOD\n\
QBITTORRENT_INSTALLED\tQBITTORRENT_HOST\nWORDPRESS_DB_USER\t- WORDPRESS_DB_PASSWORD\n\
UPSTREAM_REAL_IP_ADDRESS\tUPSTREAM_REAL_IP_HEADER\nUPSTREAM_REAL_IP_HEADER\tUPSTREAM_REAL_IP_RECURSIVE\n\
MONGO_INITDB_ROOT_USERNAME\t- MONGO_INITDB_ROOT_PASSWORD\n- KEY\n- n8n\nX-Real\nf /var\nu root\n- proxy\n\
- serve\n- start\nf /data\n- DOMAIN\n- docker\n- penpot\n- subnet\n5-alpine\n9-alpine\nO - http\nno-reply\n\
tls=true\nvar/data\nyml:/etc\n- \"--host\n- traefik\n10-alpine\n23@sha256\napp/cache\nconf:/opt\ndata:/srv\n\
logs:/opt\nnot found\n- /dev/net\n- TIMEZONE\n- _APP_URL\n0.0@sha256\n0.1@sha256\n0.4@sha256\n1.0@sha256\n\
1.1@sha256\n1:8000/api\n1:8080/api\n2.0@sha256\n2.1@sha256\n2.4@sha256\n3.0@sha256\n3.1@sha256\n3.2@sha256\n\
4.5@sha256\n5.0@sha256\n6.0@sha256\n7.0@sha256\n7.2-alpine\n8.0@sha256\napi:latest\nbasic-auth\ncache:/app\n\
data/state\necho \"Site\nsecure.tls\n- \"/var/run\n- /dev:/dev\n- localhost\n- wordpress\n--data-root\n\
--exec-root\n--host unix\n17.3@sha256\n9.11@sha256\nTZ:-Etc/UTC\napp/vikunja\ncode-server\ncreate-site\n\
disable-gpu\netc/searxng\nif (( `date\nimage: emqx\nimage: odoo\nsecure.rule\nself-hosted\nuser: \"root\n\
- MYSQL_HOST\n- TZ=America\n- mongo-data\n1:6001/ready\n1:6002/ready\nContent-Type\nEurope/Paris\nTZ=${TZ:-Etc\n\
data/plugins\nhealth-check\nimage: caddy\nimage: ghost\nlnd/tls.cert\nredis:latest\nsh -c \"sleep\n\
1)).on('error\napp:/app/data\ncurl -sf http\ndata/.bitcoin\ndata/app:/app\netc/tor/torrc\netc/wireguard\n\
http://penpot\nipv4.conf.all\nlogs:/var/www\nmariadb-admin\nnet.ipv4.conf\non 15 October\npublic/images\n\
queue-default\nwidget-server\nx-environment\n- db_data:/var\n- forgejo-data\n--bridge dind0\ncommand: ./bin\n\
henrygd/beszel\nline rule:line\nlnd/data/chain\npenpot-backend\npki/public.crt\nspider -q http\ntorrc:/etc/tor\n\
- './common/pki\n- DATABASE_HOST\n- DATABASE_PATH\n--pidfile /data\n1000:1000 /data\n51820:51820/udp\n\
8080/api/health\ncommon/pki:/pki\ncondition: none\ndata-root /data\ndata/docker.pid\ndata:/home/node\n\
data:/usr/share\ndocker:/var/run\nexec-root /data\nhide-scrollbars\nhttp://${DOMAIN\nimage: 'mariadb\n\
image: influxdb\nimages:/var/www\nlocal.tls: true\npath/to/appdata\npenpot-exporter\nroot /data/data\n\
root /data/exec\nrootless@sha256\nsearxng/searxng\nvar/lib/grafana\n- OIDC_CLIENT_ID\n- config:/config\n\
BACKEND: backend\nTZ=Europe/Madrid\ncache-data:/data\ncerts/public.crt\nconfig/users.yml\ndata/docker.sock\n\
data/docker:/var\nhttp').get('http\nio/getumbrel/tor\nlocal.rule: Host\nmode: replicated\nredis-cache-data\n\
rule:line-length\nstorage:/var/lib\n- \"traefik.enable\n- --character-set\n- ../files/config\n\
- APP_DEBUG=false\n- DB_HOST=mariadb\n- MYSQL_USER=tipi\n- postgresql-data\n29-55Z # Released\n\
<<: *custom_image\nCMD-SHELL\", \"test\nREDIS_URL: \"redis\nX-Forwarded-Proto\ncommon/pki/public\n\
condition: always\ncrt:/certs/public\ndata/docker:/data\ndata/uploads:/app\ndev/tcp/localhost\n\
disable-line rule\ndocker.io/library\necho \"Waiting for\nghcr.io/getumbrel\nhost unix:///data\n\
image: corentinth\nimage: dumbwareio\nmongodb://mongodb\npublic.crt:/certs\nusers.yml:/config\n\
valkey-data:/data\nyml:/config/users\n- DB_USERNAME=tipi\n- QUEUE_CONNECTION\n- forgejo-timezone\n\
6002/ready || exit\nCMD\", \"mc\", \"ready\nDATABASE_URL=mysql\nTZ=America/Chicago\ndata/chain/bitcoin\n\
entrypoint: [\"bash\nforgejo-data:/data\nimage: gitea/gitea\nis_directory: true\nlocalhost:8080/api\n\
minio/minio:latest\nnConnection: close\npublic.example.com\nsecure.entrypoints\n- APP_URL=${APP_URL\n\
- DISABLE_TELEMETRY\n- WORDPRESS_DB_HOST\n- WORDPRESS_DB_USER\n- forgejo-localtime\nDB_HOST: \"${DB_HOST\n\
DB_PORT: \"${DB_PORT\nSOCKETIO: websocket\nTZ:-America/Toronto\netc/caddy/Caddyfile\nimage: ${IMAGE_NAME\n\
insecure.rule: Host\nio/coollabsio/minio\nlocal-insecure.rule\nnet.ipv4.ip_forward\nreplicas: ${MIGRATE\n\
sf http://localhost\nstorage/app/backups\ntest: [\"CMD\", \"echo\nunix:///data/docker\n- './example/compose\n\
- --collation-server\n- DB_TYPE=postgresdb\n- POSTGRES_USER=tipi\nmc\", \"ready\", \"local\n\
pidfile /data/docker\ntemplates:/templates\ntraefik.enable: true\n- ${UMBREL_ROOT}/data\n- N8N_EDITOR_BASE_URL\n\
- PASSWORD=${PASSWORD\n3306/${MYSQL_DATABASE\nbin/docker-entrypoint\nforgejo-timezone:/etc\n\
remote-debugging-port\nreplicas: ${CONFIGURE\nreplicas: ${ENABLE_DB\nruntipi.managed: true\n\
sh:/docker-entrypoint\ntraefik.enable: 'true\ntraefik.enable: false\nworking_dir: /var/www\n\
yamllint disable-line\n- CSRF_TRUSTED_ORIGINS\nJWT_SECRET: ${APP_SEED\nSITE_NAME: ${SITE_NAME\n\
command: valkey-server\ndata/storage/downloads\nforgejo-localtime:/etc\nimage: grafana/grafana\n\
image: postgis/postgis\nlocal-insecure.service\no: \"${SITE_VOLUME_OPTS\nxpack.security.enabled\n\
- ${APP_DATA_DIR}/torrc\n- ${TOR_DATA_DIR}:/data\n- SMTP_USER=${SMTP_USER\nconf.all.src_valid_mark\n\
image: getumbrel/umbrel\nreplicas: ${CREATE_SITE\n- NEXT_PUBLIC_WEBAPP_URL\nAPP_DATA_DIR}/torrc:/etc\n\
AWS_REGION: ${AWS_REGION\nMYSQL_USER: ${MYSQL_USER\nPOSTGRES_USER: ${DB_USER\ncoollabsio/minio:RELEASE\n\
rule: Host(`${APP_DOMAIN\n- AWS_REGION=${AWS_REGION\n- SECRET_KEY=${SECRET_KEY\nAPP_DATA_DIR}/data/assets\n\
APP_DATA_DIR}/data/docker\nDATABASE_URL: \"postgresql\nUMBREL_ROOT}/data/storage\ninsecure.entrypoints: web\n\
on('error', () => process\ntype: \"${SITE_VOLUME_TYPE\n- ${APP_DATA_DIR}/settings\n5432/${POSTGRESQL_DATABASE\n\
ADMIN_EMAIL:-admin@example\nAPP_DATA_DIR}/settings.env\nDB_USERNAME: ${DB_USERNAME\n\
device: \"${SITE_VOLUME_DEV\nerror', () => process.exit\nimage: gotenberg/gotenberg\n\
loadbalancer.server.scheme\nlocal-insecure.entrypoints\nlocal-insecure.middlewares\n\
- ${ROOT_FOLDER_HOST}/media\nLOG_LEVEL=${LOG_LEVEL:-info\nPOSTGRES_PASSWORD: postgres\n\
SOKETI_HOST: \"${SOKETI_HOST\npg_isready -U ${DB_USERNAME\nweb-redirect.redirectscheme\n\
- ${APP_DATA_DIR}/entrypoint\n- CLICKHOUSE_SKIP_USER_SETUP\nROOT_FOLDER_HOST}/media/data\n\
SABNZBD_HOST: \"sabnzbd_web_1\nlocal.entrypoints: websecure\nredirectscheme.scheme: https\n\
storage/downloads:/downloads\ntls.certresolver: myresolver\n- POSTGRES_INITDB_ARGS=--data\n\
SERVICE_PASSWORD_REDIS}@redis\nlocalhost -U $${POSTGRES_USER\npostgresql:5432/${POSTGRES_DB\n\
ES_JAVA_OPTS=-Xms512m -Xmx512m\nROOT_FOLDER_HOST}/media:/media\nloglevel warning --requirepass\n\
- POSTGRES_USER=${POSTGRES_USER\n- \"${APP_LIGHTNING_NODE_DATA_DIR\nADMIN_EMAIL=${ADMIN_EMAIL:-admin\n\
DATABASE_URL=postgres://postgres\nOPENAI_API_KEY: ${OPENAI_API_KEY\nROOT_FOLDER_HOST}/media/torrents\n\
UPSTREAM_REAL_IP_RECURSIVE: \"off\n- ADMIN_PASSWORD=${ADMIN_PASSWORD\n- ENCRYPTION_KEY=${ENCRYPTION_KEY\n\
- MYSQL_USER=${SERVICE_USER_MYSQL\n- REDIS_PASSWORD=${REDIS_PASSWORD\nPOSTGRES_HOST_AUTH_METHOD: \"trust\n\
REDIS_PASSWORD: \"${REDIS_PASSWORD\nRPC_PORT: \"${APP_BITCOIN_RPC_PORT\nRPC_USER: \"${APP_BITCOIN_RPC_USER\n\
APP_BITCOIN_NETWORK/admin.macaroon\nAPP_PROTOCOL:-http}://${APP_DOMAIN\nMINIO_ROOT_USER: ${MINIO_ROOT_USER";
