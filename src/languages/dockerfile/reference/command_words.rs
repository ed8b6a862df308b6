//! Additional commands in Dockerfiles, and additional words that follow commands: flags, subcommands and arguments, the
//! most common first.
//!
//! Over 500 lines because it is a closed table.

use std::str::SplitAsciiWhitespace;

use super::commands::usual_name;

/// Returns additional words that often follow a command.
pub fn more_words_of(name: &str) -> SplitAsciiWhitespace<'static> {
    let name = usual_name(name);
    let words = MORE_WORDS.iter().find(|(command, _)| *command == name).map_or("", |(_, words)| *words);
    words.split_ascii_whitespace()
}

/// Commands with the words that often follow them, separated by spaces. Complements `commands::COMMANDS`.
pub const MORE_WORDS: &[(&str, &str)] = &[
    (
        "rm",
        "\
         -Rf /etc/nginx/sites-enabled/default /bin/sh /var/cache/yum SHASUMS256.txt \
         /etc/nginx/conf.d/default.conf /var/www/html get-pip.py /etc/localtime -R /root/.npm",
    ),
    ("apt-get", "autoclean -yq -qqy --force-yes --no-install-suggests -f all -t --quiet --allow-unauthenticated"),
    (
        "mkdir",
        "\
         /app /var/run/sshd /data build /var/log/supervisor /opt /src /config /root/.ssh /usr/src /var/www \
         /code /run/nginx /var/www/html /build /docker-entrypoint-initdb.d /etc/my_init.d /run/php bin \
         /usr/share/man/man1 /data/db /etc/nginx/conf.d",
    ),
    (
        "chmod",
        "\
         /entrypoint.sh /start.sh /usr/local/bin/gosu /run.sh /docker-entrypoint.sh /usr/local/bin/kubectl \
         /usr/local/bin/composer /usr/local/bin/docker-compose /usr/local/bin/entrypoint.sh a+rx \
         /usr/local/bin/dumb-init -v /usr/local/bin/docker-entrypoint.sh /tini /sbin/entrypoint.sh \
         /usr/local/bin/tini /usr/local/bin/confd /init.sh entrypoint.sh g+rwX ./kubectl \
         /usr/local/bin/run.sh",
    ),
    (
        "echo",
        "\
         /etc/apt/sources.list /etc/timezone /etc/sudoers /etc/apk/repositories select true \
         /etc/nginx/nginx.conf /etc/locale.gen /root/.bashrc /etc/profile deb \
         /etc/apt/sources.list.d/pgdg.list main /etc/ansible/hosts /etc/apache2/apache2.conf /etc/bash.bashrc \
         /etc/environment /etc/ssh/sshd_config /etc/default/locale debconf /etc/profile.d/conda.sh \
         /etc/passwd",
    ),
    (
        "apk",
        "\
         --purge --virtual=build-dependencies .build-dependencies -v --no-progress --upgrade .gettext \
         .fetch-deps --quiet --virtual=.build-dependencies",
    ),
    (
        "curl",
        "\
         -sS -SL -SLO -Ls -Lo -o- /usr/local/bin/gosu /usr/local/bin/docker-compose -OL \
         /usr/local/bin/kubectl -fsSLO nginx.tar.gz -sSf --create-dirs -sSLo -sLo -fSLO -sSLO",
    ),
    (
        "cd",
        "\
         build /root /usr/local/bin /usr/local /usr/local/src ../ /var/www ../.. /var/www/html /opt src \
         /usr/bin /home /build",
    ),
    (
        "tar",
        "\
         /usr/local -xzvf /tmp /opt zxf xvzf /usr/local/bin zxvf xzvf xfz xvfz xvz -xzC -xjf -zx /usr/src zx \
         -zxC nginx.tar.gz xjf -xJC",
    ),
    ("wget", "/usr/local/bin/gosu --no-cookies /etc/apk/keys/sgerrand.rsa.pub /tmp -nc /usr/local/bin/dumb-init"),
    ("pip", "--version -y --no-cache --install-option --requirement"),
    (
        "ln",
        "\
         /etc/localtime /dev/stdout /dev/stderr /var/log/nginx/error.log /var/log/nginx/access.log /bin/bash \
         /bin/sh -fs /usr/bin/python /usr/bin/node /usr/bin/python3 /usr/bin/nodejs /usr/local/bin/node \
         /usr/local/bin /usr/local/bin/nodejs /bin/true /usr/bin/mvn /sbin/initctl /usr/bin/pip \
         /usr/share/zoneinfo/Asia/Shanghai /usr/local/bin/yarn /usr/share/maven/bin/mvn",
    ),
    (
        "npm",
        "\
         clear update -v --quiet --save registry rebuild -f -s --unsafe-perm=true true --save-dev unsafe-perm \
         false --version -y link depth run-script",
    ),
    (
        "mv",
        "\
         composer.phar /usr/local/bin/composer /usr/local/bin /usr/bin /usr/bin/envsubst \
         /usr/local/bin/phpunit /usr/local/bin/kubectl linux-amd64/helm ./kubectl /var/www/html wp-cli.phar \
         /usr/bin/composer /usr/share/maven phpunit.phar /usr/local/bin/wp /app kubectl",
    ),
    (
        "chown",
        "\
         /data /var/www /var/www/html /app www-data /var/lib/nginx mysql:mysql apache:apache /var/lib/mysql \
         nobody:users /opt jenkins:jenkins postgres postgres:postgres -Rf /var/run/mysqld /config \
         elasticsearch:elasticsearch docker:docker user:user /home redis:redis",
    ),
    ("git", "master user.email user.name false /app url. .insteadOf develop http.sslVerify ./ /var/www/html git://"),
    ("make", "-j4 check -j2 altinstall -j8 deps linux depend -s install-strip -j3"),
    (
        "sed",
        "\
         /etc/ssh/sshd_config /etc/apt/sources.list /etc/pam.d/sshd /etc/locale.gen /etc/nginx/nginx.conf \
         /etc/sudoers /etc/apache2/apache2.conf /etc/apk/repositories /etc/passwd /etc/httpd/conf/httpd.conf \
         Makefile -ie /etc/rsyslog.conf /etc/apache2/httpd.conf /etc/php.ini /etc/redis/redis.conf -Ei \
         /etc/yum.conf /etc/apache2/ports.conf /etc/group /etc/php7/php.ini",
    ),
    (
        "cp",
        "\
         /etc/localtime /usr/local/bin /usr/bin /usr/share/zoneinfo/Asia/Shanghai /usr/bin/envsubst /app /etc \
         /var/www/html /usr/local/bin/envsubst /usr/lib /root/.ssh/authorized_keys /bin /root/.ssh/id_rsa.pub \
         node_modules /usr/share/nginx/html ./node_modules /usr/local/lib -rp /root/.bashrc -av \
         /etc/nginx/conf.d/default.conf /opt/zookeeper/conf/zoo_sample.cfg",
    ),
    (
        "useradd",
        "\
         /bin/false -U user docker app node /usr/sbin/nologin sudo -p jenkins -N /home/user mysql /config \
         audio,video --uid=999 postgres uwsgi abc /home/container container /bin/sh",
    ),
    ("unzip", "/opt /tmp -qq /usr/local/bin /bin /usr/local /sdk /opt/gradle /usr/bin /var/www/html /app"),
    ("apt-key", "--recv --recv-key keys.gnupg.net list update Release.key"),
    ("set", "errexit nounset -euxo"),
    (
        "bash",
        "\
         -b -p stable install.sh nodesource_setup.sh miniconda.sh -f /opt/conda install --version -lc \
         /miniconda /entrypoint -C bootstrap.sh -i -y --ruby -v Miniconda3-latest-Linux-x86_64.sh \
         requirements.sh",
    ),
    (
        "yum",
        "\
         localinstall autoremove fast reinstall metadata erase glibc-common --enablerepo=centosplus group \
         history --assumeyes development kernel-headers glibc-headers swap systemd-libs",
    ),
    (
        "./configure",
        "\
         --with-http_ssl_module --with-curl --build --with-debug --disable-install-doc --enable-mbstring \
         --with-http_gzip_static_module --conf-path=/etc/nginx/nginx.conf --with-http_stub_status_module \
         --with-http_realip_module --enable-mysqlnd --with-threads --with-ipv6 --enable-ftp \
         --with-http_v2_module --sbin-path=/usr/sbin/nginx --with-http_addition_module --with-http_sub_module \
         --with-file-aio --disable-cgi --disable-documentation --with-http_gunzip_module",
    ),
    (
        "adduser",
        "\
         sudo www-data nginx /var/cache/nginx /bin/false user app docker jenkins /bin/ash node -DH users /app \
         git appuser root www dev /config /data --shell=/bin/bash",
    ),
    (
        "go",
        "\
         -u -d cgo app main.go netgo main golang.org/x/lint/golint golang.org/x/tools/cmd/goimports -t nocgo \
         /app build.go GOPATH -i golang.org/x/tools/cmd/godoc --ldflags ./ /assets/out google.golang.org/grpc",
    ),
    (
        "gem",
        "\
         --no-format-exec sources -N --clear-all --pre --no-doc build --force -NV --use-system-libraries \
         uninstall --quiet --remove",
    ),
    ("pip3", "-e --no-cache uninstall --force-reinstall --ignore-installed -y --requirement --trusted-host --version"),
    ("export", "JAVA_HOME"),
    ("dpkg", "i386 --force-depends --unpack --set-selections armhf -x arm64 --get-selections"),
    (
        "add-apt-repository",
        "\
         ppa:ondrej/php ppa:openjdk-r/ppa ppa:nginx/stable ppa:git-core/ppa ppa:ubuntu-toolchain-r/test \
         ppa:deadsnakes/ppa ppa:ubuntugis/ubuntugis-unstable -u ppa:ondrej/apache2 \
         ppa:longsleep/golang-backports ppa:brightbox/ruby-ng ppa:ansible/ansible ppa:certbot/certbot \
         ppa:neovim-ppa/stable",
    ),
    (
        "python",
        "\
         develop --no-cache-dir --upgrade --user --disable-pip-version-check -r ipykernel.kernelspec download \
         ensurepip -U ./setup.py bdist_wheel build_ext --force -o requirements.txt -k en -d virtualenv \
         --no-input --prefix=/usr/local",
    ),
    (
        "docker-php-ext-install",
        "\
         iconv json mysql dom pdo_sqlite sysvsem xmlrpc redis fileinfo ftp sysvshm shmop sysvmsg ctype \
         simplexml memcached tidy session pdo_dblib hash readline dba",
    ),
    (
        "php",
        "\
         --install-dir=/usr/bin install --install-dir=/usr/bin/ composer.phar --no-ansi \
         --install-dir=/usr/local/bin/ --no-dev --quiet --install-dir=bin --install-dir=/bin require \
         --prefer-dist --data=/data global create-project -o installer.phar ./src/run.php --install-dir \
         composer --no-interaction php",
    ),
    (
        "groupadd",
        "\
         node mysql --gid=999 uwsgi app postgres user docker kibana chrome circleci -o pptruser appuser \
         logstash wheel vmail www jboss kafka tomcat nonroot",
    ),
    (
        "locale-gen",
        "\
         C.UTF-8 en_US.utf8 ja_JP.UTF-8 de_DE.UTF-8 en_GB.UTF-8 fr_FR.UTF-8 --purge es_ES.UTF-8 zh_CN.UTF-8 \
         --no-purge ru_RU.UTF-8 it_IT.UTF-8 pt_BR.UTF-8 en_GB cs_CZ.UTF-8 de_DE en_us ko_KR.UTF-8",
    ),
    (
        "touch",
        "\
         /var/log/cron.log /root/.android/repositories.cfg -d /root/.ssh/known_hosts \
         /var/log/nginx/access.log /root/.ssh/authorized_keys /var/run/nginx.pid /var/log/nginx/error.log \
         /var/log/auth.log /run/openrc/softlevel .env /var/log/cron/cron.log /etc/hosts.deny \
         /root/.Xauthority /etc/inittab /var/log/mysqldump-secure.log",
    ),
    (
        "sh",
        "\
         -y install.sh build.sh autogen.sh --default-toolchain -b install get-docker.sh stable -f /run.sh \
         bootstrap nightly run.sh",
    ),
    (
        "tee",
        "\
         /etc/apt/sources.list.d/yarn.list /etc/apt/sources.list /dev/null /etc/apt/sources.list.d/sbt.list \
         /etc/timezone /etc/apt/sources.list.d/azure-cli.list /etc/apt/sources.list.d/kubernetes.list \
         /etc/apt/sources.list.d/php.list php-fpm.d/docker.conf php-fpm.d/zz-docker.conf /etc/sudoers \
         php-fpm.conf /etc/apt/sources.list.d/docker.list /etc/apt/sources.list.d/bazel.list \
         /etc/yum.repos.d/yarn.repo /etc/apt/sources.list.d/beats.list /etc/apache2/conf-available/fqdn.conf \
         /etc/apk/repositories /etc/resolv.conf /etc/apt/sources.list.d/nodesource.list /root/.bashrc \
         /etc/apt/sources.list.d/ansible.list",
    ),
    (
        "apt",
        "\
         autoclean dist-upgrade -yqq --purge -q -qy -yq -t --assume-yes -qqy --autoremove --fix-missing -f \
         /dev/null --force-yes -qyy --auto-remove",
    ),
    (
        "gpg",
        "\
         /usr/local/bin/gosu SHASUMS256.txt nginx.tar.gz -a hkp://keys.gnupg.net php.tar.xz \
         /usr/local/bin/tini keys.gnupg.net",
    ),
    (
        "addgroup",
        "\
         nginx www-data docker node staff app mysql jenkins redis tomcat git wheel consul dev sudo aws user \
         --quiet apache pptruser root -gid",
    ),
    (
        "grep",
        "\
         SHASUMS256.txt /proc/cpuinfo -Eo Debian /etc/os-release jessie -Po -vE -P tini -oP \
         /etc/apt/sources.list -ve tag_name bin /etc/ssh/sshd_config browser_download_url",
    ),
    (
        "a2enmod",
        "\
         cgi remoteip proxy_fcgi mpm_prefork vhost_alias proxy_html setenvif env actions alias xml2enc mime \
         include proxy_connect dav proxy_ajp proxy_balancer authnz_ldap filter dav_fs dir proxy_wstunnel",
    ),
    (
        "pecl",
        "\
         -f -o pecl.php.net amqp igbinary sqlsrv pdo_sqlsrv smbclient oci8 memcache yaml imagick-beta \
         timezonedb intl ssh2-1.0 uploadprogress libsodium config-set mailparse xdebug-beta uuid zip",
    ),
    ("sha256sum", "-cs"),
    (
        "docker-php-ext-configure",
        "\
         --with-jpeg-dir=/usr --with-png-dir=/usr --with-imap-ssl --with-kerberos --with-gd \
         --with-libdir=lib/x86_64-linux-gnu/ --enable-gd-native-ttf --with-libzip --with-jpeg-dir=/usr/lib \
         pdo_mysql --with-png-dir=/usr/include --with-imap --with-freetype-dir=/usr pgsql \
         --with-pdo-mysql=mysqlnd --with-jpeg-dir=/usr/include bcmath opcache --enable-opcache \
         --with-libdir=lib/x86_64-linux-gnu mysqli gmp",
    ),
    (
        "/bin/bash",
        "\
         -c -b -p /opt/conda -l -f /root/install.sh scripts/build.sh Miniconda3-latest-Linux-x86_64.sh \
         /sbin/pre-conf",
    ),
    (
        "usermod",
        "\
         www-data -g sudo nobody docker jenkins users root abc /home /bin/bash staff wheel apache app nginx \
         user -p /config --home mysql docker_env",
    ),
    (
        "bundle",
        "\
         --global assets:precompile frozen --use-system-libraries path --system --retry=3 bin --binstubs \
         silence_root_warning build -j4 vendor/bundle -C config/puma.rb -p --quiet --jobs=4 update true \
         rackup --clean",
    ),
    (
        "find",
        "\
         chmod /usr/local strip sed --strip-all /usr/local/bin -i /usr/local/sbin /usr/share/doc -rf -re \
         copyright test .bin -v __pycache__ /usr/lib/node_modules/npm -f +0111 -ri -c /var/log",
    ),
    (
        "yarn",
        "\
         --pure-lockfile config --version --prod --production=true --ignore-scripts -v --ignore-optional \
         registry true --no-progress --prefer-offline --force --production=false puppeteer remove",
    ),
    (
        "composer",
        "\
         --version clear-cache config --no-suggest -n --prefer-source --no-plugins phpunit/phpunit composer \
         -d --optimize -g --dev selfupdate repo.packagist squizlabs/php_codesniffer phpmd/phpmd --no-ansi \
         phpstan/phpstan init bin-dir run-script",
    ),
    (
        "cmake",
        "\
         -D ../ -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_BUILD_TYPE=RELEASE -DBUILD_TESTS=OFF -DWITH_OPENGL=ON \
         -DWITH_TBB=ON -DBUILD_SHARED_LIBS=ON -DBUILD_PERF_TESTS=OFF -DCMAKE_INSTALL_PREFIX -DWITH_EIGEN=ON \
         -DWITH_V4L=ON -DBUILD_EXAMPLES=OFF -GNinja -DBUILD_opencv_java=OFF -DWITH_OPENCL=ON -DWITH_IPP=ON \
         CMakeLists.txt -DCMAKE_BUILD_TYPE=Debug -DBUILD_TIFF=ON",
    ),
    (
        "cat",
        "\
         version.txt /etc/apt/sources.list /root/.ssh/authorized_keys python/requirements.txt \
         requirements.txt /root/.ssh/id_rsa.pub /root/.bashrc /etc/hosts /etc/ssl/certs/ca-certificates.crt \
         /etc/group /etc/alpine-release /dev/null /proc/cpuinfo /etc/bash.bashrc",
    ),
    (
        "python3",
        "\
         ensurepip get-pip.py --upgrade -r --no-cache-dir -U --user requirements.txt collectstatic \
         ipykernel.kernelspec build setuptools virtualenv wheel jupyter --noinput compileall ipykernel \
         develop --system-site-packages -q migrate",
    ),
    ("rpm", "-V --nodeps -ihv -E --force RPM-GPG-KEY-HTCondor"),
    (
        "docker-php-ext-enable",
        "\
         mysqli zip ssh2 intl pdo_mysql bcmath gd igbinary --ini-name apc mbstring imap yaml exif sqlsrv \
         pdo_sqlsrv swoole msgpack memcache sockets mailparse pcntl",
    ),
    ("dpkg-reconfigure", "--frontend=noninteractive dash"),
    ("debconf-set-selections", ""),
    (
        "conda",
        "\
         --quiet channels conda -tipsy --add bioconda pandas scipy matplotlib numpy -a base scikit-learn \
         defaults /environment.yml jupyter pip seaborn --set pytorch remove --force",
    ),
    ("ls", "-lha -d -lAFh /tmp -1 -A /usr/local/bin -lrt -ltr"),
    (
        "mvn",
        "\
         -DskipTests=true -pl -am jetty:run -Dmaven.javadoc.skip=true dependency:copy-dependencies \
         assembly:assembly -version --fail-never exec:java --version -U -V -Djava.net.preferIPv4Stack=true \
         dependency:resolve-plugins -Dexec.args=/data lutece:site-assembly assembly:single versions:set -s \
         -Dpackaging=jar",
    ),
    ("ldconfig", "/usr/local/lib"),
    (
        "xargs",
        "\
         -rf install apt-mark -i manual sed dpkg-query -y rmdir apt-get chmod -S /dev/null curl -f -n1 -d apk \
         -e grep -lZE -Ei",
    ),
    ("service", "postgresql supervisor sshd redis-server mysqld rabbitmq-server rsyslog postfix httpd"),
    ("update-ca-certificates", "-f"),
    ("node", "-v ./app.js index dist -p"),
    ("printf", "/etc/apt/sources.list /root/.bashrc /etc/fixuid/config.yml -u /etc/apt/sources.list.d/backports.list"),
    (
        "java",
        "\
         server -Djava.awt.headless=true --version /usr/share/java/saxon.jar /opt/JDownloader/JDownloader.jar \
         -s -h --port -d config.yaml --installServer /app.war BuildTools.jar",
    ),
    (
        "apt-add-repository",
        "\
         -y ppa:ansible/ansible ppa:brightbox/ruby-ng ppa:git-core/ppa ppa:ondrej/php ppa:openjdk-r/ppa \
         multiverse ppa:nginx/stable --yes",
    ),
    ("awk", "-F: /etc/apt/sources.list /etc/apt/sources.list.d/backports.list /etc/os-release"),
    ("easy_install", "pip supervisor -U -q web.py"),
    ("update-locale", ""),
    ("dotnet", "/app /app/build /app/publish new install ./web/ -v -g release --version"),
    ("dnf", "--enablerepo groupinstall autoremove group enable"),
    ("su", "postgres -l /bin/bash /bin/sh app user shinken www-data install.packages git options root steam"),
    (
        "update-alternatives",
        "\
         java /usr/bin/gcc gcc /usr/bin/g++ g++ javac /usr/bin/java --slave /usr/bin/javac /usr/bin/python \
         python /usr/bin/python3 /usr/bin/node /usr/bin/nodejs /usr/bin/clang++ node clang++ /usr/bin/clang \
         php clang cc c++",
    ),
    (
        "install",
        "\
         -m644 -m755 /usr/share/nginx/html html/index.html html/50x.html /usr/local/bin root -c -dm0 /config \
         /dbox/.dropbox-dist -Dm755",
    ),
    ("sha1sum", "--quiet ROOT.war.sha1"),
    ("gosu", "install npm kibana"),
    (
        "localedef",
        "\
         ja_JP fr_FR fr_FR.UTF-8 zh_CN ru_RU ru_RU.UTF-8 ja_JP.UTF-8 en_GB de_DE zh_CN.UTF-8 en_GB.UTF-8 \
         de_DE.UTF-8 -v en_AU en_AU.UTF-8 en_IE en_IE.UTF-8 zh_HK zh_SG zh_TW ja_JP.utf8 de_CH",
    ),
    ("tail", "/var/log/cron.log -1 -c -n1 /var/lib/fahclient/log.txt"),
    (
        "pacman",
        "\
         git base-devel -Syyu wget make openssh python-pip --noprogressbar sudo gcc unzip cmake -Syy python \
         archlinux-keyring vim curl grep tar -U boost --sync",
    ),
    ("source", "/etc/profile /os-release activate /root/.bashrc /etc/profile.d/rvm.sh"),
    ("cut", "-f1 -d: -f2 -d. -f3 -d- INFO: Building Latest Release:"),
    (
        "chgrp",
        "\
         -R www-data root users /var/log/sickbeard_mp4_automator /usr/local/bin/ffmpeg -Rf /app \
         /usr/local/bin/uid_entrypoint staff",
    ),
    (
        "jupyter",
        "\
         enable install --py nbextension --sys-prefix notebook labextension widgetsnbextension \
         serverextension --generate-config lab --allow-root contrib --user \
         @jupyter-widgets/jupyterlab-manager --no-browser build jupyterlab nbextensions_configurator \
         @jupyterlab/toc --no-build facets-dist/",
    ),
    ("patch", "-u -p2 -p"),
    ("strip", "/usr/sbin/nginx"),
    ("md5sum", "--check md5sums.txt"),
    ("gunzip", "GeoLiteCity.dat.gz"),
    (
        "ssh-keygen",
        "\
         /etc/ssh/ssh_host_rsa_key dsa /etc/ssh/ssh_host_dsa_key /root/.ssh/id_rsa \
         /etc/ssh/ssh_host_ecdsa_key ecdsa /etc/ssh/ssh_host_ed25519_key -P",
    ),
    ("test", "rev-parse"),
    ("/usr/bin/debconf-set-selections", ""),
    ("perl", "-e Makefile.PL App::cpanminus -MCPAN -i -pi -p -pe /etc/ssh/sshd_config INSTALL.pl"),
    ("a2ensite", "default-ssl using need actually secure connection proxy dont"),
    ("virtualenv", "-p python3 --system-site-packages /env /appenv venv --python=python3 /venv .venv env"),
    (
        "systemctl",
        "\
         httpd sshd sshd.service getty.target systemd-remount-fs.service httpd.service systemd-logind.service \
         nginx dev-mqueue.mount sys-fs-fuse-connections.mount glusterd.service",
    ),
    ("getconf", "_NPROCESSORS_ONLN _NPROCESSORS_CONF"),
    ("head", "-n1"),
    (
        "openssl",
        "\
         -new rsa:2048 -in -req dhparam -signkey -key passwd -1 rsa -outform /etc/ssl/certs/dhparam.pem \
         -passout -passin /etc/ssl/private/ssl-cert-snakeoil.key /etc/ssl/certs/ssl-cert-snakeoil.pem -stdin \
         -des3 pass:x key.pem PEM -batch",
    ),
    ("which", "docker python3 java pip3 node adb"),
    ("crontab", "-u -l www-data /etc/crontab"),
    ("autoreconf", "-fiv -f -v -Wall,no-obsolete -ivf"),
    ("cargo", "diesel_cli --target=x86_64-unknown-linux-musl x86_64-unknown-linux-musl"),
    (
        "cpanm",
        "\
         --notest --installdeps JSON DBI -n LWP::Protocol::https --quiet -v DBD::Pg DBD::mysql \
         IO::Socket::SSL Carton install DateTime JSON::XS Mojolicious --force -q Archive::Zip",
    ),
    ("/bin/sh", "-c /usr/bin/builder.sh"),
    ("apt-mark", "/dev/null libjpeg62-turbo pure-ftpd pure-ftpd-common initscripts libpq5 udev plymouth mountall"),
    ("nginx", "-V /etc/nginx/nginx.conf"),
    ("groupmod", "-g www-data users --gid staff -o"),
    ("javac", "-d bin src/HelloWorld.java HelloWorld.java JavaHelloWorld.java -cp -version"),
    ("a2dissite", "default-ssl"),
    (
        "mix",
        "\
         --force local.hex local.rebar deps.get archive.install release compile deps.compile hex.info \
         phx.digest --verbose --only prod",
    ),
    ("dpkg-divert", "--rename --add --local /sbin/initctl /usr/bin/ischroot --remove"),
    ("phpize", ""),
    ("docker-php-source", "delete extract"),
    ("nvm", "install default alias use"),
    ("sbt", "sbtVersion compile clean assembly dist update stage"),
    ("/usr/sbin/update-locale", ""),
    ("pipenv", "install --system --deploy run --dev --ignore-pipfile python --skip-lock"),
    ("./gradlew", "publishToMavenLocal installDist jar --version"),
    ("jq", "--version .tag_name"),
    ("case", "amd64 x86_64"),
    (
        "gcloud",
        "\
         true core/disable_usage_reporting component_manager/disable_update_check metrics/environment \
         github_docker_image kubectl beta --version --quiet update pubsub-emulator docker-credential-gcr -q",
    ),
    ("passwd", "-d root --stdin user -u -l"),
    ("./bootstrap", "--no-config"),
    ("/usr/bin/supervisord", "-c -n"),
    ("tr", "-cd"),
    ("mysql", "-e -u root -uroot -proot"),
    ("php5enmod", "imap curl"),
    ("docker", "--version"),
    ("grunt", "build"),
    ("gunicorn", "gevent"),
    ("pip2", "install --upgrade pip numpy --no-cache-dir -r scipy matplotlib ipykernel"),
    ("yum-config-manager", "--enable --add-repo --disable remi remi-php71 remi-php70 epel extras pgdg96"),
    ("a2enconf", "fqdn docker-php zoneminder remoteip"),
    ("rmdir", "docker /var/lock/apache2 /var/run/apache2 /var/log/apache2"),
    ("ansible-playbook", "-i -c local site.yml -e --extra-vars hosts playbook.yml -vvv"),
    ("helm", "init --client-only --version -c --client"),
    ("svn", "co checkout export R-devel xmlrpc-c"),
    (
        "pear",
        "\
         install channel-discover config-set channel-update Net_SMTP pear.php.net upgrade-all auto_discover \
         pear.phing.info phing/phing PHP_CodeSniffer php_ini upgrade",
    ),
    ("update-rc.d", "defaults remove -f apache2 mysql shinken nginx guacd tor"),
    ("gradle", "--version -v"),
    ("ssh-keyscan", "/root/.ssh/known_hosts rsa,dsa rsa /etc/ssh/ssh_known_hosts"),
    ("chsh", "-s /bin/bash /bin/zsh www-data /usr/bin/zsh root"),
    (
        "zypper",
        "\
         git -n curl make --gpg-auto-import-keys gcc which tar sudo -f wget ar libopenssl-devel unzip gcc-c++ \
         python3-pip glibc-locale up python3-devel cmake --no-gpg-checks python3",
    ),
    ("fc-cache", "-f -fv -v"),
    ("gcc", "-O3 blocknotify.c blocknotify"),
    ("iconv", "pdo_mysql zip mysqli mbstring gd intl soap pdo"),
    ("sdkmanager", "--licenses --update"),
    ("date", "--iso-8601=ns"),
    ("autoconf", ""),
    ("zip", "-r pdo_mysql -0 mysqli"),
    ("eval", "config"),
    ("gulp", "build"),
    ("/usr/sbin/sshd", "-D"),
    ("ant", "jar -f clean"),
    ("aws", "set s3v4 true preview.cloudfront s3.signature_version"),
    ("stack", "install setup build --system-ghc --dependencies-only"),
    ("ruby", "--version -v"),
    ("rustup", "--version"),
    ("command", "/dev/null gpgconf gpg a2enmod"),
    ("pyenv", "install global rehash"),
    ("a2dismod", "mpm_event -f autoindex status"),
    ("read", "package"),
    ("gpgconf", "--kill all"),
    ("docker-compose", "version --version -v"),
    ("opam", "install -y add update pin init depext switch config env -n -a fmt -j --yes"),
    ("cpan", "install -i App::cpanminus JSON"),
    ("ansible-galaxy", "install -r requirements.yml -p --force /opt/setup/roles"),
    ("/bin/echo", "-e debconf select true"),
    ("ldd", "extension_dir"),
    ("rake", "install assets:precompile db:migrate"),
    ("lsb_release", "-cs -sc -c -s"),
    ("cabal", "update install happy --force-reinstalls"),
    ("gzip", "-d -dc"),
    ("luarocks", "install lua-cjson make luasocket luacrypto"),
    ("bsdtar", "-C -xf -xvf- -xf- --strip-components"),
    ("psql", "--command -U"),
    ("hash", "-r pip"),
    (
        "keytool",
        "\
         -keystore changeit -storepass -alias -file -noprompt -trustcacerts -import -importcert \
         letsencryptauthorityx3 isrgrootx2 letsencryptauthorityx1 letsencryptauthorityx2 \
         letsencryptauthorityx4 isrgrootx1 -keypass /etc/ssl/certs/java/cacerts",
    ),
    ("ng", "build --prod serve --host"),
    ("kubectl", "--client"),
    ("apt-cache", "docker-ce"),
    ("rails", "new"),
    ("apachectl", "-DFOREGROUND"),
    ("getent", "group passwd"),
    ("swift", "build release -c --configuration"),
    ("vim", "+qall +PluginInstall"),
    ("pm2", "start install --no-daemon set -x save"),
    ("hugo", "server -b"),
    ("tini", "-h"),
    ("flask", "/dev/null"),
    ("bzip2", "-d"),
    ("jekyll", "build"),
];
