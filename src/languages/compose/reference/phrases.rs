//! Words that public Compose files have in common. They were counted in public repositories; each occurs in several of them.

/// Words, some after the word that precedes them, one per line and the most frequent first. A tab separates the first
/// word of the line above from the beginning of a line.
pub const PHRASES: &str = "\
true\nhttp\napp\ncom\nalpine\nserver\nhttps\nfalse\nlocal\nlatest\npassword\napi\nexit\nservice_healthy\n\
backend\ndefault\nvar/run\ndocker.sock\ntmp\nudp\nport\ndatabase\nweb\nconf\nproxy\npublic\nPUID\t- PGID\nbin\n\
home\nstorage\nvar/lib\nunless-stopped\ntcp\nroot\ncache\nfrontend\nCMD-SHELL\nrun/docker\nimage: ghcr\nopt\n\
tls\nHost\njson\nadmin\n- PUID\nconfig:/config\nrestart: unless\ndata:/data\nall\nyml\nmain\nnode\nwget\n\
example\netc/nginx\nsock:/var\nlib/postgresql\npostgresql/data\nmax\nnet\nsrc\ncerts\nmedia\nspider\naddress\n\
- /var\ndata:/var\netc/localtime\nlocaltime:/etc\nimage: postgres\nrestart: always\ninfo\nstart\ntries\nusers\n\
images\nuploads\n- PORT\nredis-cli\nredis:/data\nimage: redis\nhttp://localhost\nnetwork_mode: host\nenv\nfor\n\
bash\nyaml\nDEBUG\nsleep\nmongodb\ndb:/var\nvar/www\napp/data\ndata:/app\nlib/mysql\nimage: mariadb\n\
io/linuxserver\n- POSTGRES_PASSWORD\norg\nset\nthe\necho\nyour\nEurope\nassets\nmigrate\nADMIN_PASSWORD\n\
service_started\nvar/log\nwww/html\n- DB_HOST\n- NODE_ENV\napp/config\nimage: lscr\ntest: [\"CMD\n\
NODE_ENV=production\nauth\nsqlite\nworker\nAPP_PORT\nentrypoints\nrequirepass\n- /dev\n- /etc\nusr/share\n\
redis-server\n- POSTGRES_DB\n- POSTGRES_USER\noff\nbridge\nclient\ncustom\nstatus\nenabled\nplugins\n\
SECRET_KEY_BASE\nDB_HOST\t- DB_PORT\ncli ping\non-failure\n- NET_ADMIN\nimage: nginx\n- DATABASE_URL\n\
- MYSQL_ROOT_PASSWORD\ncore\ndone\nnone\nrule\nsmtp\nthis\nlogin\nserve\nworkspace\nAPP_DOMAIN\nMARIADB_USER\n\
MARIADB_DATABASE\nMARIADB_PASSWORD\ndev/null\n- DB_NAME\n16-alpine\nlogs:/var\n- postgres\n- MYSQL_USER\n\
- DB_PASSWORD\ncommand: redis\ntraefik.enable\n- MYSQL_DATABASE\n- MYSQL_PASSWORD\nSHELL\", \"pg_isready\nkey\n\
only\n- CMD\nfiles\nquiet\npython\nrelease\nAPP_NAME\n- DB_USER\nconf:/etc\n- BASE_URL\ndata:/home\nno-verbose\n\
CMD\t- redis\ncli\", \"ping\nh localhost\nCMD\", \"redis\n- DB_USERNAME\nimage: docker\npostgres:/var\n\
DB_HOST\tDB_PORT\nprivileged: true\n- APP_URL\n- PASSWORD\ntest: ['CMD\n- REDIS_HOST\n- SECRET_KEY\n\
host-gateway\nhtml/storage\nimage: mongo\nredis:alpine\n- DB_DATABASE\nnot\nkeys\nprod\nthen\nwith\nchown\n\
email\nerror\ntoken\nPGDATA\nnofile\nno-new\nEtc/UTC\n2-alpine\n- APP_KEY\nhome/node\ntty: true\nusr/local\n\
api/health\nnginx.conf\nCMD\", \"wget\nconfig:/etc\nhost.docker\nimage: mysql\ninternal:host\nvalkey/valkey\n\
new-privileges\ndocker.internal\nprivileges:true\ndocker-entrypoint\nDATABASE_URL=postgres\nsrv\ncode\ndist\n\
work\ndaemon\nexport\nscheme\nbackups\nhealthz\ntemplates\nDB_CONNECTION\ninnodb_initialized\nusr/bin\n\
4-alpine\n7-alpine\ndata:/opt\nnginx/conf\n- LOG_LEVEL\nCMD\", \"curl\napp/storage\ndata:/config\nhttp.routers\n\
traefik.http\nappendonly yes\n- POSTGRES_HOST\nsslmode=disable\n- NEXTAUTH_SECRET\npostgresql://postgres\n\
DATABASE_URL=postgresql\nand\nphp\nbooks\nwhile\ndomain\nimport\ninsecure\nAPP_DEBUG\nSMTP_PORT\ndashboard\n\
Dockerfile\nredis\t- ping\npostgres\tredis\nMINIO_ROOT_USER\nDATABASE_PASSWORD\nMINIO_ROOT_PASSWORD\n\
DB_USERNAME\tDB_PASSWORD\nusr/src\n- APP_ENV\n15-alpine\nd/default\nf\", \"http\nlogs:/app\nredis-data\n\
spider http\nimage: valkey\n- NEXTAUTH_URL\nhealth || exit\n- OPENAI_API_KEY\nd $${POSTGRES_DB\n\
CMD\", \"healthcheck\nU $${POSTGRES_USER\ndownloads:/downloads\nGID\ncat\nsed\ncheck\ngitea\nlinux\napache\n\
events\nmaster\nshared\nstable\nAmerica\nVERSION\ndb\tredis\noptional\npackages\nusername\nPUID\tPGID\n\
SMTP_HOST\nAPP_SECRET\nmeili_data\nconfiguration\nADMIN_USERNAME\nENCRYPTION_KEY\nTRUSTED_PROXIES\n\
AWS_ACCESS_KEY_ID\nPOSTGRES_INITDB_ARGS\nAWS_SECRET_ACCESS_KEY\nDB_USER\t- DB_PASSWORD\n- node\ndev/tcp\n\
3000/api\n1 --spider\napp/uploads\nconfig:/app\nimage: quay\nping | grep\n- JWT_SECRET\ndata/storage\n\
default.conf\nstorage:/var\ntest: [ \"CMD\nuploads:/app\nSHELL\", \"wget\nlib/clickhouse\nspider\", \"http\n\
REDIS_URL=redis\ncommand: server\nsh\", \"--connect\n- ADMIN_PASSWORD\n- REDIS_PASSWORD\nloglevel warning\n\
clickhouse-server\nloadbalancer.server\nserver --appendonly\ncrt\nmnt\nurl\nHTTP\nlist\nlive\nmail\nteam\ntoml\n\
chmod\nindex\nqueue\nrails\nsetup\nstate\ntouch\ntrust\ncreate\ninnodb\nlisten\npolicy\nsecret\nubuntu\nupload\n\
DB_PASS\nlibrary\nprivate\nscripts\nsettings\nSMTP_USER\nCMD\t- curl\nCMD\t- wget\napplication\nipv4_address\n\
DATABASE_HOST\nMAIL_PASSWORD\nSMTP_PASSWORD\nSESSION_DRIVER\nMEILI_MASTER_KEY\nPOSTGRES_DATABASE\n\
DATABASE_URL\t- REDIS_URL\n\"CMD\n- /bin\n- HOST\n2>/dev\napp-data\napp/logs\nmax-size\nTZ=Europe\ngrep PONG\n\
U postgres\nmysql:/var\ntest: curl\nX-Forwarded\n1 --loglevel\ndata/uploads\nSHELL\", \"curl\nhttp.services\n\
minio:RELEASE\npostgres-data\nserver --save\nserver/config\nserver:latest\netc/clickhouse\nconsole-address\n\
image: getmeili\nread_only: true\nredis_data:/data\nCMD\", \"mysqladmin\nimage: clickhouse\n\
mysqladmin\", \"ping\npostgres_data:/var\ngetmeili/meilisearch\nserver --requirepass\nclickhouse/clickhouse\n\
DATABASE_URL: postgresql\nssl\napps\nauto\ncert\ndocs\nread\nrepo\nagent\ndebug\nready\nSECRET\ngitlab\nsecure\n\
install\nrequire\nTIMEZONE\nMAIL_PORT\ndirectory\nscheduler\necho\tsleep\nwhile\tdone\nSERVER_PORT\n\
TRUST_PROXY\nFRONTEND_URL\nCMD\t- pg_isready\nbackend\tfrontend\nDB_HOST\t- DB_NAME\nBETTER_AUTH_SECRET\n\
MEILI_NO_ANALYTICS\nutf8mb4_unicode_ci\nUSER_UID\t- USER_GID\nTZ=Etc\nf http\n- \"host\nvar/opt\ndb:/data\n\
- backend\n17-alpine\nlocal/bin\napp/public\ninit: true\nset-server\ndata/config\nserver.port\netc/timezone\n\
image: minio\nping || exit\n- ADMIN_EMAIL\ncharacter-set\nredis://redis\ntimezone:/etc\nimage: codeberg\n\
verbose --tries\ncollation-server\nstdin_open: true\n- SECRET_KEY_BASE\nCMD\", \"pg_isready\n\
NODE_ENV: production\n- MARIADB_ROOT_PASSWORD\nPOSTGRES_USER: postgres\ndir\nget\nUser\ndind\nopen\nrest\nself\n\
break\nsites\nspace\nDOMAIN\ncommon\nremote\nsearch\nsilent\ncreated\nmanager\nmax\tmax\nrequest\ngenerate\n\
CMD\t\"wget\ncontainer\ndatabases\ndone\techo\nmigrations\nES_JAVA_OPTS\nconfigurator\nDB_NAME\t- DB_USER\n\
CSRF_TRUSTED_ORIGINS\nDB_PORT\t- DB_DATABASE\nREDIS_HOST\t- REDIS_PORT\n- DEBUG\ndb-data\nnpm run\nus-east\n\
qO- http\n- DB_TYPE\n18-alpine\ndata/data\n- APP_NAME\n- RUST_LOG\n- USER_UID\nc ':> /dev\nconfig.yml\n\
user: root\ncurl --fail\ndata/images\ndata/pgdata\nnginx/nginx\nstorage:/app\ndisable: true\nhttps://github\n\
server=utf8mb4\n- POSTGRES_PORT\nentrypoint-initdb\npull_policy: always\nUID\nraw\nrpc\nsql\nINFO\neval\nfrom\n\
labs\npool\nFalse\namd64\nlevel\nmkdir\nwebui\nchrome\nmethod\nsha256\nAPI_URL\nappdata\nbitcoin\nelastic\n\
sidekiq\nDATA_DIR\nredirect\nMAIL_HOST\nmigration\nnextcloud\nstandalone\nSELF_HOSTED\ndevelopment\n\
MAIL_USERNAME\nmax_connections\nCMD\t- mysqladmin\nQUEUE_CONNECTION\nREDIS_HOST\tREDIS_PORT\nd/init\ndb:/app\n\
bin/bash\nmax-file\n14-alpine\ndata:/usr\nfail http\nvar/cache\ntest: wget\ntype: bind\n- SYS_ADMIN\n\
config.yaml\nhttps://api\nstorage/app\ntest: redis\nPGDATA: /var\ncerts:/certs\nserver/users\nstorage/logs\n\
Europe/Berlin\nEurope/London\nForwarded-For\nimage: 'redis\ndata-checksums\nd $$POSTGRES_DB\nimage: pgvector\n\
image: registry\nhttp.middlewares\nU $$POSTGRES_USER\npgvector/pgvector\nelasticsearch/data\n\
share/elasticsearch\npem\ntxt\nuse\nyou\nTrue\nchat\nsync\nwarn\nwill\n- net\nextra\nprint\n- /run\n- type\n\
backup\ncached\nengine\nmongod\nrunner\nTZ:-UTC\nbrowser\ncluster\ncompose\nproject\nsrc/app\n- 'redis\n\
- worker\ncomplete\ndata/app\ntemplate\nwait-for\n- mariadb\nMAIL_FROM\nRAILS_ENV\nassistant\ncommunity\n\
echo\techo\ncache:/var\nconfig.xml\nnginx/html\nunconfined\nvalkey-cli\n- '--spider\n- APP_DEBUG\nWaiting for\n\
app/backend\nconfig.json\nconfig:/var\nminio/minio\nshare/nginx\nsingle-node\nCACHE_DRIVER\napp\tpostgres\n\
backend/data\nbooks:/books\ncertificates\nimage: 'ghcr\nmedia:/media\n1\", \"--spider\nALLOWED_HOSTS\n\
DATABASE_PORT\nadmin@example\nschema=public\n- MARIADB_USER\nalready exists\ndiscovery.type\nexternal: true\n\
redis\tpostgres\nimage: louislam\njdbc:postgresql\nREDIS_HOST=redis\n- MINIO_ROOT_USER\nDATABASE_USERNAME\n\
- MARIADB_PASSWORD\nAPP_ENV=production\nimage: linuxserver\nverbose\", \"--tries\n- ANTHROPIC_API_KEY\n\
USERNAME\t- PASSWORD\nMARIADB_AUTO_UPGRADE\n- MINIO_ROOT_PASSWORD\nmysql_native_password\n\
DB_DATABASE\tDB_USERNAME\nFORGEJO__database__HOST\nFORGEJO__database__NAME\nFORGEJO__database__USER\n- USER\n\
TZ=UTC\n6-alpine\nmc alias\n- VERSION\n- mongodb\nalias set\njson-file\nn8nio/n8n\nnode/.n8n\n- USERNAME\n\
app/server\nlogs:/logs\n- SMTP_HOST\n- discovery\n8000/health\nbundle exec\nenable=true\nhtml/public\n\
local/share\norg/forgejo\nqO-\", \"http\ntype=single\nlib/rabbitmq\nmusic:/music\nnull || true\nprocess.exit\n\
image: \"redis\nimage: alpine\nSHELL\", \"redis\ndriver: bridge\nlog/clickhouse\n- DB_CONNECTION\n\
- SMTP_PASSWORD\nforgejo/forgejo\nplatform: linux\nentrypoint: /bin\nimage: 'postgres\nU ${POSTGRES_USER\n\
- MARIADB_DATABASE\n- MEILI_MASTER_KEY\ncommand: --default\nentrypoint: [\"/bin\nconfig/configuration\n\
authentication-plugin\n- POSTGRES_INITDB_ARGS\ndefault-authentication\nURL\ncan\ngpu\nhub\njwt\nsha\nHOME\n\
task\ntime\nallow\ncloud\nstats\nusage\nAPP_ID\nPGUSER\naccess\nstacks\nstatic\nupdate\nalpine3\nheaders\n\
persist\npostgis\nprofile\nSITE_URL\nauthelia\nrequests\nrootless\ntorrents\nHOST\tPORT\nhost\tport\nwebsecure\n\
websocket\ncloudflare\nmanagement\nSERVER_NAME\nspider\t\"http\nDATABASE_NAME\nDATABASE_PATH\nmariadb\tredis\n\
MAIL_FROM_NAME\nDISABLE_TELEMETRY\nRABBITMQ_DEFAULT_PASS\nRABBITMQ_DEFAULT_USER\nSMTP_HOST\t- SMTP_PORT\n\
- /tmp\nin the\n- /home\n- gitea\n3<>/dev\napk add\n8000/api\nno-cache\napp:/data\ndata:/etc\n- ./config\n\
- N8N_HOST\n- database\ndata:/root\n3000/health\ndata/assets\npgdata:/var\nenabled=true\nimage: \"ghcr\n\
image: n8nio\ntarget: /etc\n5432/postgres\nconfig/config\ndatabase:/var\ndriver: local\nvalkey-server\n\
- FRONTEND_URL\nxpack.security\naxllent/mailpit\nimage: rabbitmq\n- ADMIN_USERNAME\nimage: \"postgres\n\
tls.certresolver\nwget\", \"--spider\n- TRUSTED_PROXIES\n- POSTGRES_DATABASE\nSHELL', 'pg_isready\n\
postgres://postgres\n- MEILI_NO_ANALYTICS\nPOSTGRES_DB=postgres\ndockerfile: Dockerfile\nUTF\nres\nName\nSite\n\
Type\nlite\npnpm\nsite\nskip\nsure\ntemp\nused\nasync\npgsql\ntools\nServer\nbroker\nmovies\nreadyz\nthemes\n\
fi\techo\ninvoice\nmongosh\nrecipes\nreplica\nrpcbind\nsession\nbookworm\nchromium\nfreshrss\nmetadata\n\
HTTP_PORT\nrpcallowip\nCACHE_STORE\nS3_ENDPOINT\nSMTP_SECURE\nno\t\"--tries\nAPP_TIMEZONE\nQUEUE_DRIVER\n\
SESSION_SECRET\nMAIL_ENCRYPTION\nOLLAMA_BASE_URL\ntries\t\"--spider\nPHP_MEMORY_LIMIT\nDB_USER\t- DB_PASS\n\
POSTGRES_USERNAME\nDB_PORT\tDB_DATABASE\nDB_PASSWORD\t- DB_NAME\nDB_CONNECTION\t- DB_HOST\n\
GITEA__database__PASSWD\nGITEA__database__DB_TYPE\n- /usr\n- xpack\napp/var\ndev/net\nnet/tun\n- server\n\
conf.all\nnet.ipv4\nopt/data\nrun/dbus\nv1/status\nyaml:/etc\nbin/docker\ndev/stdout\npublic/img\n7700/health\n\
uptime-kuma\n- APP_SECRET\n- PUBLIC_URL\ncache:/cache\nminio:latest\nyaml:/config\n- TRUST_PROXY\n\
wget --spider\nLOG_LEVEL=info\ncommand: start\nimage: lissy93\nio/pterodactyl\npublic/uploads\netc/letsencrypt\n\
ignore-existing\nlouislam/uptime\nmysqladmin ping\nredis://default\nregistry.gitlab\nXms512m -Xmx512m\n\
storage:/storage\ntest: pg_isready\npostgres:postgres\nwal_level=logical\ngotenberg/gotenberg\n\
stop_signal: SIGINT\n- DB_POSTGRESDB_HOST\ncpu\none\npdf\ntry\nyet\nSMTP\nacme\namqp\nbase\nbeat\nfull\nhere\n\
incr\nmini\ntext\nError\ncatch\nfirst\nhello\npanel\nstack\nstore\nDB_URL\ncelery\ncookie\ningest\nmysqld\n\
remove\nAPI_KEY\nfirefly\nmetrics\npb_data\nsandbox\ntxindex\nwaiting\ndownload\nlocation\nmessages\npodcasts\n\
webhooks\nDB_CLIENT\nS3_BUCKET\nTIME_ZONE\nanalytics\nbootstrap\nfunctions\nSERVER_URL\nhomeserver\nlibrespeed\n\
web\tworker\nAUTH_SECRET\nDB_HOSTNAME\nFORCE_HTTPS\nbind_ip_all\nbrowserless\ntransaction\nSTORAGE_TYPE\n\
transmission\nweb\tpostgres\nDATABASE_USER\nTZ\t- PASSWORD\nJWT_SECRET_KEY\nCLICKHOUSE_HOST\nGOOGLE_CLIENT_ID\n\
APP_URL\t- APP_KEY\nDB_HOST\t- DB_USER\nDB_PORT\t- DB_USER\nMAIL_FROM_ADDRESS\nOIDC_DISPLAY_NAME\n\
ALLOW_REGISTRATION\nDEFAULT_FROM_EMAIL\nGOOGLE_CLIENT_SECRET\nNEXT_PUBLIC_BASE_URL\nNET_ADMIN\t- SYS_MODULE\n\
- app\n- LANG\n- \"/var\n- TOKEN\ncom/api\nopt/app\nusr/app\nc \"sleep\nweb-data\n- API_URL\n12-alpine\n\
51820/udp\netc/caddy\nipv4.conf\n- apparmor\nd postgres\nimage: gcr\nio/library\nwell-known\n- MAIL_FROM\n\
- RAILS_ENV\n8080/health\nconfig.toml\ngitea/gitea\nhtml/config\nimages:/app\nimages:/var\nlib/grafana\n\
php artisan\nrs.initiate\nimage: gitea\n- SERVER_PORT\n- meilisearch\nSHELL\", \"test\nenabled=false\n\
ollama/ollama\ndebugging-port\nhome-assistant\nimage: busybox\nimage: dockurr\nimage: grafana\nmariadb:latest\n\
APP_DEBUG=false\ncaddy/Caddyfile\ncommand: worker\ngrafana/grafana\nipv4.ip_forward\npostgres:latest\n\
redisdata:/data\n- N8N_PROXY_HOPS\nimage: gotenberg\nimage: wordpress\nremote-debugging\nsecurity.enabled\n\
REDIS_HOST: redis\ncommunity-edition\nimage: fireflyiii\nDB_TYPE=postgresdb\nall.src_valid_mark\n\
- N8N_SECURE_COOKIE\n- DB_POSTGRESDB_PORT\n- DB_POSTGRESDB_USER\nAPP_ENV: \"production\nES_JAVA_OPTS=-Xms512m\n\
warning --requirepass\n- MARIADB_AUTO_UPGRADE\n- GITEA__database__HOST\n- GITEA__database__NAME\n\
- GITEA__database__USER\n- DB_POSTGRESDB_PASSWORD\nApp\nSet\n_id\nacl\nbut\ngpt\nini\noss\nred\nrs0\nPASS\n\
Port\nTRUE\ncors\nneed\nseed\nevent\nhooks\nrelay\nv2026\nwhere\nBearer\nPGHOST\nPHP_TZ\nSELECT\ndbname\n\
django\nmatrix\noutput\nsimple\nstderr\nwikijs\nmembers\nmemlock\nmissing\nreplSet\ntracker\nupgrade\nworkers\n\
LOG_PATH\nPassword\nbackends\nfor\tdone\njellyfin\nmigrator\nstarting\nDB_ENGINE\nnet\t- net\nsyncthing\n\
ADMIN_PASS\nADMIN_USER\nMEILI_ADDR\nNGINX_PORT\nPGDATABASE\napi\tworker\naudiobooks\ndb\t- redis\nprometheus\n\
HOST\t- USER\nLOG_CHANNEL\nMAIL_MAILER\nOIDC_SCOPES\ncertificate\nAPI_BASE_URL\nBACKEND_HOST\nPENPOT_FLAGS\n\
COOKIE_DOMAIN\nDATABASE_TYPE\nS3_ACCESS_KEY\nhomeassistant\npenpot\tpenpot\nBODY_SIZE_LIMIT\nBROWSER_WEB_URL\n\
DB_PORT\tDB_USER\nFILE_SIZE_LIMIT\nJWT_PRIVATE_KEY\nRAILS_FORCE_SSL\nUSER\t- PASSWORD\nWEB_CONCURRENCY\n\
RAILS_ASSUME_SSL\nVAPID_PUBLIC_KEY\nVAPID_PRIVATE_KEY\nPOSTGRES_DB\tPGDATA\ntraefik\t- \"traefik\n\
APP_ENVIRONMENT_ONLY\nVIKUNJA_DATABASE_TYPE\nRABBITMQ_DEFAULT_VHOST\nPENPOT_DATABASE_PASSWORD\n\
PENPOT_DATABASE_USERNAME\nPENPOT_TELEMETRY_ENABLED\nPOSTGRES_PASSWORD\tPGDATA\ndiscovery\t- ES_JAVA_OPTS\n\
- GID\n- n8n\n- host\n53/tcp\n53/udp\nu root\n- serve\n- start\n1; then\ndev-shm\ndev/kvm\nf /data\nio/home\n\
io/open\nwg-easy\n- DOMAIN\n- penpot\n- subnet\n9-alpine\nlib/odoo\nlog:/var\nno-reply\nodoo-web\ntls=true\n\
var/data\nxml:/etc\n- traefik\n10-alpine\napp/cache\nconf:/opt\ndata:/srv\ndbus:/run\nlib/ghost\nlocal/etc\n\
logs:/opt\nmnt/extra\nnginx-fpm\nself-host\nshm-usage\n- TIMEZONE\ncache:/app\ndaemon off\ndata/state\n\
nginx/http\nopen-webui\nsecure.tls\nwebui/open\nwebui:/app\n- localhost\n- wordpress\naddons:/mnt\napp/vikunja\n\
cache:/root\ncalibre-web\ncode-server\ndisable-dev\ndisable-gpu\netc/searxng\nhtml/images\nimage: emqx\n\
image: odoo\nlogging.xml\nopt/couchdb\npublic:/var\nroot/.cache\nsecure.rule\nself-hosted\nuser-config\n\
- MYSQL_HOST\nAPP_URL=http\nEurope/Paris\nconfig:/root\ncouchdb/data\ndata/plugins\ndriver: json\nextra-addons\n\
fail\", \"http\nhealth-check\nimage: caddy\nimage: ghost\nroot/.ollama\nRUST_LOG=info\netc/wireguard\n\
ghost/content\nhttp://penpot\nimage: ollama\nimport urllib\nmariadb-admin\npublic/images\nurlopen('http\n\
docker.elastic\nhenrygd/beszel\nimage: vikunja\norg.postgresql\npenpot-backend\nurllib.request\n\
- DATABASE_HOST\n- DATABASE_PATH\nbin/healthcheck\nclickhouse-user\nhide-scrollbars\nimage: influxdb\n\
penpot-exporter\nsearxng/searxng\nvikunja/vikunja\n- OIDC_CLIENT_ID\nco/elasticsearch\nimage: portainer\n\
clickhouse-config\nimage: corentinth\npenpotapp/backend\npostgresql.Driver\n- QUEUE_CONNECTION\n\
penpotapp/exporter\npenpotapp/frontend\nsecure.entrypoints\n- WORDPRESS_DB_HOST\n- WORDPRESS_DB_NAME\n\
- WORDPRESS_DB_USER\napparmor:unconfined\nlinuxserver/calibre\nlinuxserver/mariadb\nportainer/portainer\n\
- OIDC_CLIENT_SECRET\ntemplates:/templates\n- N8N_EDITOR_BASE_URL\n- CSRF_TRUSTED_ORIGINS\n\
- WORDPRESS_DB_PASSWORD\nMEILI_NO_ANALYTICS=true\nN8N_SECURE_COOKIE=false\n- DB_POSTGRESDB_DATABASE\n\
- NEXT_PUBLIC_WEBAPP_URL\nMYSQL_DATABASE=wordpress\nENV\nThe\nrss\naddr\nbeta\necto\ngzip\nnext\nruby\nthat\n\
want\nEMAIL\nUMASK\nbytes\ncoder\ncrond\nforce\ngroup\nvalid\nchange\ndebian\nfilter\nfolder\nglobal\nsocial\n\
strict\nverify\nTIMEOUT\n_health\nexports\nfirefox\nhealthy\nn8n\tn8n\nnightly\nnoreply\npython3\nyoutube\n\
disabled\nopenclaw\nsnapshot\ntessdata\nADMINMAIL\nADMINPASS\nDB_DRIVER\nPGSSLMODE\nTZ\t- PUID\ncollector\n\
documents\ngenerated\nproviders\nspeedtest\nAP_API_KEY\nSENTRY_DSN\nconfigured\ncontroller\netc\t- /var\n\
pgvectors0\nweb\tchrome\nBACKEND_URL\nBUCKET_NAME\nUNSANDBOXED\ncloudflared\nALLOW_SIGNUP\nFILE_STORAGE\n\
NODE_OPTIONS\nUTILS_SECRET\nAP_JWT_SECRET\nAP_REDIS_HOST\nAP_REDIS_PORT\nCOOKIE_SECRET\nCOOKIE_SECURE\n\
OIDC_AUTH_URI\nTRUSTED_HOSTS\nc\t- wal_level\nAP_ENVIRONMENT\nOIDC_TOKEN_URI\nSEARXNG_SECRET\nALLOWED_ORIGINS\n\
AP_FRONTEND_URL\nDB_HOST\tDB_NAME\nAP_POSTGRES_HOST\nAP_POSTGRES_PORT\nDB_DATABASE_NAME\nSTORAGE_PROVIDER\n\
APP_KEY\t- DB_HOST\nAP_ENCRYPTION_KEY\nAP_EXECUTION_MODE\nOIDC_USERINFO_URI\nRUSTFS_ACCESS_KEY\n\
RUSTFS_SECRET_KEY\nAPP_NAME\t- APP_ENV\nFLATNOTES_PASSWORD\nFLATNOTES_USERNAME\nTELEGRAM_BOT_TOKEN\n\
chrome\tmeilisearch\nFLATNOTES_AUTH_TYPE\nMAIL_HOST\tMAIL_PORT\nOIDC_USERNAME_CLAIM\nplausible_events_db\n\
AP_POSTGRES_DATABASE\nAP_POSTGRES_PASSWORD\nAP_POSTGRES_USERNAME\nAP_TELEMETRY_ENABLED\nFLATNOTES_SECRET_KEY\n\
DB_CONNECTION\tDB_HOST\nRUSTFS_CONSOLE_ENABLE";
