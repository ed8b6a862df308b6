//! Parts of lines that public Compose files have in common.
//!
//! Over 500 lines because it is a closed table.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
volumes\nimage\ncommand\nversion\tservices\nversion\nports\nenvironment\nbuild\ndocker\ntest\nentrypoint\n\
depends_on\nconfig\napp\ntrue\nrestart\nnetworks\nhttp\nvolumes\tcommand\ntimeout\tretries\ntest\tinterval\n\
interval\ttimeout\ntmp\nservice\nlatest\nfalse\nexit\ndefault\ndata\nalpine\nenvironment\tvolumes\nweb\nserver\n\
host\nfrontend\ncontext\ncom\nbackend\napi\ncondition: service_healthy\nvolumes\tports\nvolumes\tenvironment\n\
retries\tstart_period\nports\tvolumes\nimage\tvolumes\nhealthcheck\tenvironment\nenvironment\thealthcheck\nyml\n\
user\ntls\nresources\nport\npassword\nCMD-SHELL\nvolumes\tnetworks\nports\tenvironment\nimage\tcontainer_name\n\
healthcheck\tvolumes\nenvironment\tnetworks\ncommand\tvolumes\nusers\nstorage\nsleep\npublic\nnet\nname\nmain\n\
labels\nhttps\ngrep\nfile\ndisable\ndev\nvolumes\thealthcheck\nrestart\thealthcheck\nimage\tenvironment\n\
image\tcommand\nenvironment\tdepends_on\ndepends_on\tenvironment\ncommand\trestart\ncommand\tenvironment\nwork\n\
wget\ntcp\nproxy\njson\nhealth\ndriver\ncerts\nbin\nassets\nadmin\naddress\nHost\nDEBUG\nvar/run/docker\n\
run/docker.sock\nusr/local\n- PORT\nvolumes\trestart\nvolumes\tdepends_on\nrestart\tvolumes\n\
restart\tenvironment\nports\tnetworks\nports\tdepends_on\nimage\trestart\nimage\tdepends_on\n\
environment\tcommand\nentrypoint\tcommand\ndepends_on\trestart\ncontext\tdockerfile\ncommand\tdepends_on\n\
POSTGRES_USER\tPOSTGRES_PASSWORD\nPOSTGRES_USER\tPOSTGRES_DB\nPOSTGRES_PASSWORD\tPOSTGRES_USER\nyour\nyaml\n\
workspace\nudp\ntype\nsmtp\nsecurity_opt\nrule\nroot\nmax\nipv4_address\ninternal\ninit\nhostname\nenv\n\
entrypoints\ncustom\nbridge\nbind\nbash\nauth\nREDIS_HOST\nMARIADB_USER\nMARIADB_DATABASE\nDockerfile\n\
nginx.conf:/etc\nconf:/etc/nginx\nvar/log\ntraefik.enable\nprivileged: true\nnetwork_mode: host\n\
image: postgres\nimage: nginx\nimage: ghcr\nhttp://localhost\ncondition: service_started\n4-alpine\n\
- POSTGRES_USER\nvar/lib/postgresql\nrestart: unless-stopped\nredis-cli ping\nnginx/nginx.conf\n\
lib/postgresql/data\nvolumes\tuser\nvolumes\tlabels\nuser\tvolumes\nuser\trestart\nuser\tenvironment\n\
traefik\ttraefik\nservices\tnetworks\nrestart\tstop_grace_period\nrestart\tports\nrestart\tnetwork_mode\n\
restart\tdepends_on\nrestart\tcommand\nports\tcommand\nnetworks\tlabels\nimage\tuser\nimage\tports\n\
healthcheck\tnetworks\nenvironment\trestart\nenvironment\tports\nenvironment\tcap_add\ndepends_on\tvolumes\n\
container_name\tvolumes\ncommand\thealthcheck\nPUID\t- PGID\nPOSTGRES_DB\tPOSTGRES_USER\n\
MYSQL_USER\tMYSQL_PASSWORD\nAPP_DATA_DIR\t- /etc\nAPP_DATA_DIR\t- ${APP_DATA_DIR\nworker\nunconfined\nulimits\n\
trust\ntemplates\ntemplate\nstate\nstart\nsoft\nsize\nserve\nrequirepass\nrepo\nprod\nplugins\nonly\noff\nnone\n\
network\nmongodb\nmigrate\nmem_limit\nmedia\nmaster\nlogin\nlinuxserver\nkeys\ninfo\nexpose\nemail\necho\ndist\n\
dir\ndaemon\ncpus\ncore\nbitcoind\nbackups\nall\nUSER\nSECRET_KEY_BASE\nREDIS_URL\nREDIS_PORT\nREDIS_PASSWORD\n\
POSTGRES_HOST\nMARIADB_ROOT_PASSWORD\nLOG_LEVEL\nJWT_SECRET\nDB_USERNAME\nDB_PORT\nDB_DATABASE\nAPP_URL\n\
APP_PORT\nAPP_KEY\nAPP_DOMAIN\nADMIN_USERNAME\nADMIN_PASSWORD\ntty: true\ntest: pg_isready\nrestart: always\n\
music:/music\nlogs:/var\nlocal/share\nimage: redis\nimage: mongo\nimage: mariadb\nhome/node\ndev/null\ndb:/app\n\
data/database\napp-data\n- redis\n- PUID\n- NET_ADMIN\n- MYSQL_ROOT_PASSWORD\n- DB_HOST\n- DATABASE_URL\n\
- BASE_URL\ntraefik.http.services\ntraefik.http.routers\nsock:/var/run\npostgres:/var/lib\ndocker.sock:/var\n\
data:/var/lib\nvolumes\tentrypoint\nuser\timage\nstop_grace_period\tuser\nstop_grace_period\tenvironment\n\
stop_grace_period\tcommand\nsoft\thard\nrestart\tuser\nrestart\tentrypoint\nnetwork_mode\tenvironment\n\
interval\tretries\nimage\tprivileged\netc\t- ${APP_DATA_DIR\nenvironment\tlabels\ndepends_on\tnetworks\n\
container_name\trestart\ncontainer_name\tnetworks\ncommand\tuser\ncommand\tports\ncommand\tnetworks\n\
cap_add\tdevices\nbuild\tports\nbackend\tfrontend\nPUID\tPGID\nPOSTGRES_USER\t- POSTGRES_PASSWORD\n\
POSTGRES_USER\t- POSTGRES_DB\nPOSTGRES_DB\tPOSTGRES_PASSWORD\nMYSQL_USER\t- MYSQL_PASSWORD\n\
MYSQL_PASSWORD\tMYSQL_ROOT_PASSWORD\nMYSQL_PASSWORD\t- MYSQL_DATABASE\nMYSQL_DATABASE\tMYSQL_USER\n\
MYSQL_DATABASE\t- MYSQL_USER\nMARIADB_USER\tMARIADB_PASSWORD\nCMD\t- pg_isready\nAPP_DATA_DIR\t- /var\n\
working_dir\nvolume\nurl\ntransmission\ntoken\nstatic\nsrv\nsqlite\nshared\nself\nsed\nrpc\nrelay\nquiet\n\
python\nproject\npool\npid\npersist\npath\npackages\noptions\nnofile\nmysqladmin\nmemory\nlogging\nlibrary\n\
insecure\ninnodb\nimport\nheaders\nfor\nexternal\nexec\nelectrs\ndone\ndomain\ndeploy\ndebug\ncurl\ncrt\n\
cookie\ncontainer\nconsole\nconfiguration\ncomplete\ncloud\nclient\nchown\ncheck\ncertificates\ncached\nbroker\n\
apache\nagent\nPOSTGRES_PORT\nPASSWORD\nHOST\nGID\nDB_PASS\nDB_CONNECTION\nAPP_SECRET\nAPP_PASSWORD\nAPP_HOST\n\
APP_ENV\nAPP_DEBUG\nwww/html/storage\nvar/www/html\nvar/lib/mysql\nusr/src/app\ntries=1 --spider\n\
test: ['CMD-SHELL\ntest: [\"CMD-SHELL\nrestart: on-failure\npostgres:16-alpine\nlocaltime:/etc/localtime\n\
loadbalancer.server.port\netc/nginx/nginx\netc/nginx/conf\netc/localtime:/etc\ndev/net/tun\ndb:/var/lib\n\
data:/app/data\ndata/redis:/data\ndata/postgres:/var\ndata/db:/var\ndata/db:/data\ndata/config:/config\n\
config:/app/config\ncommand: redis-server\ncache:/var/cache\nCMD-SHELL\", \"pg_isready\n\
APP_DATA_DIR}/data:/var\nAPP_DATA_DIR}/data:/home\nAPP_DATA_DIR}/data:/data\nAPP_DATA_DIR}/data:/config\n\
APP_DATA_DIR}/data:/app\nAPP_DATA_DIR}/data/uploads\nAPP_DATA_DIR}/data/redis\nAPP_DATA_DIR}/data/postgres\n\
APP_DATA_DIR}/data/logs\nAPP_DATA_DIR}/data/data\nAPP_DATA_DIR}/data/config\nAPP_DATA_DIR}/data/cache\n\
APP_DATA_DIR}/data/app\n- NODE_ENV=production\n- /var/run\n- /etc/localtime\n- /dev/net\n\
- ${APP_DATA_DIR}/data\n- \"${APP_DATA_DIR}/data\nvar/opt\ntest: wget\nstdin_open: true\nread_only: true\n\
npm run\nimage: quay\nhealth || exit\nh localhost\nexample.com\ndownloads:/downloads\ndisable: true\ndata:/opt\n\
data/.bitcoin\nconfig.json\ncondition: service_completed_successfully\nappendonly yes\napp/storage\n\
POSTGRES_USER: postgres\n2-alpine\n- postgres\n- SYS_ADMIN\n- SECRET_KEY\n- NEXTAUTH_SECRET\n- DB_NAME\n- /run\n\
volumes\tshm_size\nuser\tports\nuser\tdepends_on\ntest\ttimeout\ntest\tstart_period\nstart_period\ttimeout\n\
start_period\tinterval\nservices\tvolumes\nretries\ttimeout\nrestart\tnetworks\nrestart\timage\n\
restart\thostname\nprivileged\tvolumes\nprivileged\tnetwork_mode\nports\trestart\nports\thealthcheck\n\
networks\trestart\nnetworks\tports\nnetworks\tdepends_on\nnetworks\tcommand\nnetwork_mode\tvolumes\n\
mem_limit\tvolumes\ninterval\tstart_period\ninit\tvolumes\nimage\tstop_grace_period\nimage\tnetworks\n\
image\tnetwork_mode\nimage\thostname\nimage\tentrypoint\nhostname\trestart\nhostname\tenvironment\n\
healthcheck\trestart\nhealthcheck\tdepends_on\nenvironment\tenv_file\ndepends_on\tports\n\
depends_on\thealthcheck\ndepends_on\tcommand\ndb\tredis\ncontainer_name\timage\ncontainer_name\tenvironment\n\
build\tentrypoint\nPOSTGRES_PASSWORD\tPOSTGRES_DB\nPOSTGRES_PASSWORD\tPGDATA\n\
POSTGRES_PASSWORD\t- POSTGRES_USER\nPOSTGRES_PASSWORD\t- POSTGRES_DB\nPOSTGRES_DB\t- POSTGRES_USER\n\
MYSQL_ROOT_PASSWORD\tMYSQL_USER\nMYSQL_ROOT_PASSWORD\t- MYSQL_USER\nMYSQL_ROOT_PASSWORD\t- MYSQL_DATABASE\n\
MYSQL_PASSWORD\tMYSQL_DATABASE\nMARIADB_DATABASE\tMARIADB_USER\nHOST\tPORT\nELECTRUM_HOST\tELECTRUM_PORT\n\
DB_USERNAME\t- DB_PASSWORD\nDB_NAME\t- DB_USER\nDB_HOST\tDB_PORT\nDB_HOST\t- DB_PORT\n\
DATABASE_URL\t- REDIS_URL\nAPP_DATA_DIR\t- /dev\nwhile\nwebui\nwebsecure\nwatch\nwait\nv26\nupload\ntxindex\n\
torrents\nthen\nteam\ntarget\nsysctls\nstatus\nsql\nspace\nsource\nsha256\nsecure\nscripts\nrpcbind\n\
rpcallowip\nrootless\nrelease\nredirect\nrecipes\nread\npull_policy\nprivate\nplatform\nphp\npem\nmysqld\nmnt\n\
minio\nmeili_data\nlisten\nlist\nlinux\nlimits\ninvoice\ninnodb_initialized\nindex\nhealthz\nextra_hosts\n\
export\nerror\ndns\ndind\ndevelopment\ndatabases\ndashboard\ncron\nconnect\nconfigurator\nconfigs\ncompose\n\
aliases\nUTC\nURL\nTRUST_PROXY\nSERVER_PORT\nRUST_LOG\nRAILS_ENV\nPathPrefix\nPASS\nMEILI_NO_ANALYTICS\n\
MEILI_MASTER_KEY\nJWT_SECRET_KEY\nINTERNAL_IP\nINFO\nEurope\nELECTRUM_HOST\nDB_TYPE\nDATA_DIR\nDATABASE_HOST\n\
CSRF_TRUSTED_ORIGINS\nBACKEND_HOST\nAPP_NAME\nAPP_ID\nAPI_URL\nwget --no-verbose\nusr/share/nginx\n\
traefik.http.middlewares\ntest: [\"CMD\", \"redis\nshare/nginx/html\nset-server=utf8mb4\nredis:7-alpine\n\
redis-cli\", \"ping\nno-verbose --tries\nloadbalancer.server.scheme\nimage: codeberg.org\n\
entrypoint.sh:/entrypoint\ndata/logs:/logs\ndata/config:/etc\ndata/cache:/var\nd/default.conf\nconf.d/default\n\
collation-server=utf8mb4_unicode_ci\ncharacter-set-server\napp/backend/data\nCMD\", \"redis-cli\n\
APP_DATA_DIR}/data/storage\nAPP_DATA_DIR}/data/public\nAPP_DATA_DIR}/data/nginx\nAPP_DATA_DIR}/data/images\n\
APP_DATA_DIR}/data/assets\n1 --spider http\n- ${APP_DATA_DIR}/config\nwell-known\nvalkey/valkey\nroot/.ollama\n\
redis:alpine\nredis-data\npublic/img\npostgresql://postgres\nopt/data\nmedia:/media\nmax-size\ninit: true\n\
in the\nimages:/app\nimage: mysql\nimage: louislam\nimage: fireflyiii\nimage: alpine\nimage: 'redis\n\
http://${APP_DOMAIN\nentrypoint: /bin\nenabled=true\ndockerfile: Dockerfile\ndata/state\ncache:/cache\n\
app/uploads\napi/health\napi.service\napi.rule\napi.entrypoints\nU postgres\nPOSTGRES_HOST_AUTH_METHOD: trust\n\
NODE_ENV: production\nDATABASE_URL: postgresql\n9-alpine\n3-alpine\n- backend\n- apparmor\n- USER\n\
- TRUSTED_PROXIES\n- SECRET_KEY_BASE\n- REDIS_HOST\n- OPENAI_API_KEY\n- NEXTAUTH_URL\n- DB_USERNAME\n\
- DB_DATABASE\n- '--log\n- '${APP_DATA_DIR\nusr/local/bin\ntest: redis-cli\nspider http://localhost\n\
registry.gitlab.com\nredis-server --save\nproxy/nginx.conf\npostgres:15-alpine\npg_isready -d $${POSTGRES_DB\n\
pg_isready -U $$POSTGRES_USER\nno-new-privileges\nnew-privileges:true\nmysql:/var/lib\nlogs:/var/log\n\
logs:/app/logs\ninternal:host-gateway\ninitdb.d/init\nimage: registry.gitlab\nimage: ollama/ollama\n\
image: getmeili/meilisearch\nhost.docker.internal\nghcr.io/linuxserver\ndocker.internal:host\n\
docker-entrypoint-initdb\ndata/proxy/nginx\ndata/mysql:/var\ndata/music:/music\ndata/config:/var\n\
data/config:/app\ndata/books:/books\ndata/app:/data\nconfig:/var/www\nPOSTGRES_USER -d $$POSTGRES_DB\n\
POSTGRES_DB} -U $${POSTGRES_USER\nPGDATA: /var/lib\nCMD-SHELL', 'pg_isready\nAPP_DATA_DIR}/data/proxy\n\
APP_DATA_DIR}/data/mysql\nAPP_DATA_DIR}/data/log\nAPP_DATA_DIR}/data/files\nAPP_DATA_DIR}/data/database\n\
APP_DATA_DIR}/config:/config\n60 1 --loglevel\n1 --loglevel warning\n- no-new\n- DATABASE_URL=postgresql\n\
- DATABASE_URL=postgres\n- CMD-SHELL\n- /dev:/dev\n- \"host.docker\nx\tservices\nvolumes\tulimits\n\
volumes\tprivileged\nvolumes\tnetwork_mode\nulimits\tvolumes\ntest\tretries\nstop_grace_period\tnetwork_mode\n\
shm_size\tenvironment\nrestart\tulimits\nprivileged\trestart\nports\tlabels\nmax\tmax\nlimits\treservations\n\
labels\trestart\nlabels\tports\nlabels\tnetworks\nlabels\thealthcheck\nimage\thealthcheck\nhostname\timage\n\
for\tdone\nenvironment\tuser\necho\tsleep\ndockerfile\targs\ndepends_on\timage\ndb\t- redis\n\
command\tworking_dir\nbuild\tvolumes\nbuild\tenvironment\nREDIS_PASSWORD\tREDIS_PORT\n\
REDIS_HOST\tREDIS_PASSWORD\nMARIADB_USER\t- MARIADB_PASSWORD\nMARIADB_PASSWORD\tMARIADB_ROOT_PASSWORD\n\
DB_USER\t- DB_PASSWORD\nDB_HOST\tDB_NAME\nDB_HOST\t- DB_NAME\nDATABASE_USERNAME\tDATABASE_PASSWORD\n\
APP_URL\t- APP_KEY\nAPP_KEY\t- DB_HOST\nwith\nwarn\nvpn\nv2026\nuptime\ntry\ntracker\ntools\ntext\nstrict\n\
stacks\nssl\nsoftware\nsnapshot\nslim\nsimple\nsetup\nseed\nsecurity\nsecrets\nsecret\nsearch\nscheduler\n\
request\nremote\nraw\nprofile\nprocess\npng\npgsql\npdf\noutput\nopen\nnetstat\nmissing\nmempool\n\
max_connections\nmail\nlock\nlidarr\nlabs\njwt\njellyfin\njdbc\nipv6\nhere\nhello\ngpu\ngithub\nforward\n\
events\nengine\ndocs\ncpu\ncontroller\ncode\nchromium\nchrome\nchat\ncfg\ncap_drop\nbreak\nbookworm\nbackends\n\
audiobooks\nattachments\nallow\nadguardhome\nacme\nWEB_CONCURRENCY\nVAPID_PUBLIC_KEY\nVAPID_PRIVATE_KEY\nUser\n\
TRUSTED_HOSTS\nSMTP\nSEARXNG_SECRET\nQUEUE_CONNECTION\nPOSTGRES_INITDB_ARGS\nPOSTGRESQL_USER\n\
POSTGRESQL_PASSWORD\nName\nNEXT_PUBLIC_BASE_URL\nMINIO_ROOT_USER\nMINIO_ROOT_PASSWORD\nLOG_PATH\nFor\n\
ELECTRS_LOG_FILTERS\nELECTRS_HOST\nELECTRS_ELECTRUM_RPC_ADDR\nELECTRS_DAEMON_RPC_ADDR\nELECTRS_DAEMON_P2P_ADDR\n\
DOMAIN\nDJANGO_SUPERUSER_USERNAME\nDJANGO_SUPERUSER_PASSWORD\nDJANGO_SUPERUSER_EMAIL\nDB_URL\nDB_DRIVER\n\
DATABASE_USERNAME\nCOOKIE_SECURE\nBACKEND_URL\nApp\nADMIN_EMAIL\nvalkey-cli\nusr/app\ntype: bind\n\
traefik/whoami\ntemplates:/templates\nstorage:/app\nstop_signal: SIGINT\nserver-local\nself-host\n\
searxng/searxng\npodcasts:/podcasts\nnginx-fpm\nmax-file\nimage: nextcloud\nimage: ghost\nimage: gcr\n\
image: emqx\nimage: corentinth\nimage: clickhouse\nimage: 'postgres\nhome-assistant\ngotenberg/gotenberg\n\
flaresolverr/flaresolverr\nfirefly-iii\netc/searxng\ndev/tcp\ndata:/srv\ndata:/root\ndata/gitea\ndata/custom\n\
data/.env\ndata-checksums\ndaemon off\nd postgres\nconfig.yaml\nconfig.xml\nconf.all\ncommand: server\n\
command: mongod\napparmor:unconfined\napp/public\napi-web\nDataProtection-Keys\n3000/api\n10-alpine\n- run\n\
- broker\n- VERSION\n- PGUSER\n- NEXTCLOUD_TRUSTED_DOMAINS\n- NEXTCLOUD_ADMIN_USER\n- NEXTCLOUD_ADMIN_PASSWORD\n\
- MARIADB_USER\n- MARIADB_DATABASE\n- JWT_SECRET\n- DEBUG\n- ALL\n- /usr\nwget -qO- http\nvar/log/clickhouse\n\
var/lib/ghost\nvar/lib/clickhouse\nutf8mb4 --collation-server\nusr/local/etc\nusr/bin/healthcheck\n\
tun:/dev/net\ntransaction-isolation=READ\nstorage:/var/www\nsh -c \"sleep\nserver=utf8mb4 --collation\n\
run/dbus:/run\nproviders.docker=true\nping | grep PONG\nping -h localhost\nnodered/node-red\n\
nginx/sites-enabled\nnextcloud:/var/www\nnet/tun:/dev\nnet.ipv4.ip_forward\nlogs:/var/www\n\
log/clickhouse-server\nlog.level=DEBUG\nlib/ghost/content\nisolation=READ-COMMITTED\nimage: nodered/node\n\
image: getumbrel/electrs\nimage: filebrowser/filebrowser\nghcr.io/lissy93\netc/nginx/sites\n\
etc/clickhouse-server\ndbus:/run/dbus\ndatabase:/var/lib\ndata/transcode:/transcode\ndata/storage:/storage\n\
data/nextcloud:/var\ndata/data:/data\ndata/config:/root\ndata/conf:/opt\nconfig/config.yml\ncommand: npm run\n\
clickhouse-server/users\nclickhouse-server/config\ncli ping || exit\ncli ping | grep\napi.tls.certresolver\n\
APP_DATA_DIR}/db:/var\nAPP_DATA_DIR}/data:/etc\nAPP_DATA_DIR}/data/var\nAPP_DATA_DIR}/data/transcode\n\
APP_DATA_DIR}/data/plugins\nAPP_DATA_DIR}/data/nextcloud\nAPP_DATA_DIR}/data/keys\nAPP_DATA_DIR}/data/conf\n\
APP_DATA_DIR}/data/backups\n- net.ipv4\n- http://localhost\n- APP_URL=http\n- /run/dbus\n- ${APP_DATA_DIR}/mysql";
