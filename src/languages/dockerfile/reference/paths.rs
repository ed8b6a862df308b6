//! Paths that are common in images, the most common first.

/// Absolute paths that are common in images, the most common first, separated by spaces.
pub const PATHS: &str = "\
    /tmp /usr/local/bin /bin/bash /usr/local /app /opt /usr/bin /dev/null /usr/src/app /bin/sh /data /var/www/html \
    /etc/apt/sources.list /root /usr/src /var/lib/apt/lists/* /src /etc/localtime /etc/nginx/nginx.conf \
    /etc/timezone /etc /entrypoint.sh /etc/sudoers /home /usr/local/lib /etc/apk/repositories /etc/ssh/sshd_config \
    /usr/lib /usr/share/nginx/html /etc/nginx/conf.d/default.conf /var/run/sshd /etc/locale.gen /usr/share \
    /root/.cache /etc/nginx/conf.d /var/cache/apk/* /var/www /usr/local/bin/composer /etc/nginx /root/.bashrc \
    /start.sh /root/.ssh /dev/stdout /dev/stderr /go /etc/passwd /usr/local/sbin /docker-entrypoint.sh /run.sh \
    /usr/sbin /usr/local/bin/gosu /etc/profile /usr/local/share /usr/local/include /sbin/nologin /usr/local/etc \
    /var/lib/apt/lists /root/.npm /usr/include /usr/local/go /root/.gnupg /go/src /etc/group /config \
    /etc/apt/sources.list.d/yarn.list /go/bin /usr/bin/node /usr/bin/python /bin/false /var/log/supervisor \
    /usr/share/man /etc/bash.bashrc /usr/bin/python3 /root/.m2 /bin /go/src/app /var/log/nginx/error.log \
    /etc/environment /var/lib/mysql /root/.cache/pip /var/cache/yum /usr/local/lib/node_modules \
    /var/log/nginx/access.log /etc/default/locale /usr/share/doc /root/.ssh/known_hosts /usr/local/bin/entrypoint.sh \
    /run/nginx /etc/supervisord.conf /usr/local/go/bin /etc/nginx/sites-enabled/default /usr/local/bin/gosu.asc \
    /docker-entrypoint-initdb.d /build /usr/local/bin/node /usr/local/bin/docker-entrypoint.sh /code /go/pkg/mod \
    /var/log/nginx /root/.cache/go-build /etc/supervisor/conf.d/supervisord.conf /etc/ssl /etc/ssl/certs \
    /etc/supervisor/conf.d /etc/apache2/apache2.conf /root/.cargo /usr/local/bin/kubectl /usr/local/cargo \
    /etc/pam.d/sshd /opt/conda /etc/crontab /var/log /usr/local/cargo/registry /usr/bin/nodejs /bin/true \
    /usr/local/cargo/bin /usr/local/rustup /init.sh /etc/hosts /etc/ssl/certs/ca-certificates.crt \
    /usr/share/zoneinfo/Asia/Shanghai /etc/ssh /etc/mysql /usr/local/etc/php/php.ini /etc/apt/sources.list.d /srv \
    /usr/sbin/nologin /home/user /etc/apt/keyrings /tmp/requirements.txt /var/cache/apt /etc/apt/apt.conf.d \
    /etc/apk/keys /lib /usr/local/bin/docker-compose /var/cache/apt/archives /etc/resolv.conf /etc/sudoers.d \
    /usr/local/src /var/lib/apt /usr/share/locale/locale.alias /app/requirements.txt /etc/profile.d /sbin/initctl \
    /var/tmp /usr/local/bin/tini /etc/yum.repos.d /var/cache/nginx /etc/security/limits.conf /etc/subuid /opt/app \
    /lib64 /workspace /var/run /etc/subgid /etc/mysql/my.cnf /scripts /proc/cpuinfo /var/cache/apk /etc/letsencrypt \
    /etc/os-release /usr/bin/java /etc/apt/sources.list.d/pgdg.list /etc/ansible/hosts /run /usr/local/bin/nodejs \
    /usr /var/lib/nginx /usr/bin/mvn /etc/cron.d /usr/bin/pip /var/lib/postgresql/data /var/lib/docker /etc/init.d \
    /run/php /usr/share/jenkins/ref/plugins.txt /usr/share/maven/ref /etc/systemd/system /usr/local/bin/phpunit \
    /usr/share/jenkins/ref /work /etc/php /usr/bin/pip3 /requirements.txt /etc/mysql/conf.d /etc/apache2 \
    /usr/share/locale /home/app /etc/apache2/sites-available /etc/httpd /etc/my_init.d /etc/haproxy /etc/redis \
    /usr/local/bin/dumb-init /www /usr/local/bin/python /etc/docker /etc/docker/daemon.json /etc/nginx/sites-enabled \
    /etc/ld.so.conf.d /usr/local/bin/yarn /etc/pki /usr/bin/envsubst /etc/ssh/ssh_host_rsa_key /usr/lib/jvm /source \
    /usr/share/man/man1 /tini /usr/bin/tini /logs /bin/ash /etc/profile.d/conda.sh /usr/bin/composer /output \
    /usr/share/maven /var/lib /etc/apk/keys/sgerrand.rsa.pub /lib/systemd/system/sysinit.target.wants \
    /usr/share/maven/bin/mvn /var/www/html/index.html /etc/ansible /sbin/entrypoint.sh /var/cache \
    /usr/sbin/policy-rc.d /mnt /home/node/app /var/cache/dnf /usr/local/bin/yarnpkg /media \
    /root/.ssh/authorized_keys /project /var/run/docker.sock /etc/nginx/modules /root/.ssh/id_rsa /var/run/secrets \
    /etc/nginx/sites-available/default /log /home/node /run/secrets /tmp/pear /etc/nginx/html /run/lock /data/db \
    /app/build /var/tmp/* /etc/apt/sources.list.d/docker.list /tmp/* /var/log/cron.log /var/spool/cron /cache \
    /var/lib/dpkg /server /var/lib/redis /usr/app /var/lib/rabbitmq /usr/share/zoneinfo/Asia/Tokyo /var/lib/grafana \
    /tmp/s6-overlay-amd64.tar.gz /var/lib/cloud /usr/bin/php /usr/local/bin/wp /tmp/build /usr/share/zoneinfo \
    /etc/nginx/ssl /usr/share/fonts /var/lock/apache2 /usr/share/keyrings /usr/local/bin/confd /notebooks \
    /usr/share/java /tmp/envsubst /etc/ssh/ssh_host_dsa_key /certs /etc/service/sshd /usr/share/ca-certificates \
    /run/apache2 /usr/bin/gcc /usr/share/nginx /etc/my_init.d/00_regen_ssh_host_keys.sh \
    /usr/local/share/ca-certificates /etc/supervisor/supervisord.conf /var/run/apache2 /usr/local/etc/php/conf.d \
    /root/.ssh/config /usr/local/tomcat/webapps /tmp/chromedriver_linux64.zip /usr/local/apache2/htdocs \
    /etc/httpd/conf/httpd.conf /usr/local/openresty /tmp/src /usr/local/nginx /usr/sbin/nginx-debug \
    /usr/lib/x86_64-linux-gnu /usr/lib/python3/dist-packages /etc/ssl/certs/java/cacerts /usr/lib/node_modules \
    /etc/gemrc /usr/lib/locale /usr/src/python /usr/bin/env /usr/local/bin/helm /usr/local/bin/run.sh /root/.bowerrc \
    /tmp/get-pip.py /tmp/node_modules /usr/bin/supervisord /var/run/mysqld /usr/bin/dumb-init \
    /etc/apt/sources.list.d/php.list /usr/local/bin/chromedriver /usr/bin/make /usr/sbin/nginx \
    /etc/service/nginx/down /usr/sbin/sshd /usr/sbin/apache2ctl /usr/local/bin/drush /etc/ssh/ssh_config /sbin/tini \
    /etc/apt/sources.list.d/backports.list /sbin/init /etc/apt/sources.list.d/google.list /usr/bin/firefox /sbin/apk \
    /entrypoint /var/log/apache2/access.log /lib64/ld-linux-x86-64.so.2 /etc/nsswitch.conf /etc/php.ini /bin/cp \
    /usr/bin/jq /usr/local/etc/php/conf.d/xdebug.ini /sbin /etc/rsyslog.conf /etc/apt/trusted.gpg.d/php.gpg \
    /opt/gradle /usr/local/bin/run /proc /etc/apt/sources.list.d/nodesource.list /sys /var/log/apache2/error.log \
    /dev /usr/local/bin/start.sh /usr/src/php /dev/urandom /usr/src/ruby /dev/shm /dev/zero /dev/tty \
    /lib/libc.musl-x86_64.so.1 /proc/self/fd/1 /etc/profile.d/locale.sh /usr/share/jenkins/jenkins.war /opt/venv \
    /tmp/composer-setup.php /etc/service/nginx /root/.android /opt/conda/bin /root/.android/repositories.cfg \
    /opt/java /var/run/postgresql /opt/java/openjdk /etc/nginx/sites-available /opt/bin /opt/local \
    /etc/my_init.d/firstrun.sh /etc/service/sshd/down /usr/local/bin/aws /home/jovyan /var/log/apache2 /home/gradle \
    /usr/bin/chromedriver /home/nonroot /etc/apache2/ports.conf /usr/share/jenkins/ref/init.groovy.d /dist \
    /root/.node-gyp /out /home/docker /opt/yarn/bin/yarn /usr/share/doc-base /bin/tini /usr/bin/php7 /startup.sh \
    /public /var /site /usr/local/aws /web /etc/dpkg/dpkg.cfg.d/02apt-speedup /usr/include/x86_64-linux-gnu/gmp.h \
    /api /root/install.sh /backend /usr/local/bin/docker /frontend /etc/apache2/httpd.conf /service /environment.yml \
    /usr/src/app/node_modules /usr/local/bin/dep /app/node_modules /etc/yum.conf /app/src /usr/bin/gradle /app/dist \
    /app/target /usr/include/gmp.h /app/out /usr/share/jenkins /app/publish /usr/include/xlocale.h /app/package.json \
    /app/main /etc/service/nginx/run /app/app /home/developer /app/bin /tmp/s6-overlay.tar.gz /app/server \
    /etc/ssh/ssh_host_ecdsa_key /app/target/release /home/container /target /opt/yarn /bin/app /usr/bin/javac \
    /usr/local/bin/jq /keys /usr/local/bin/docker-java-home /models /var/lib/apt/extended_states /tmp/nginx /vendor \
    /tmp/docker /secrets /usr/share/zoneinfo/Etc/UTC /plugins /sdk /conf /usr/bin/docker /mnt/extra-addons \
    /opt/tomcat /tmp/firefox.tar.bz2 /init /etc/nginx/sites-enabled/default.conf /var/www/app /root/start.sh /backup \
    /usr/local/bin/forego /etc/service /tmp/install.sh /usr/bin/kubectl /hooks \
    /etc/apt/sources.list.d/mono-xamarin.list /usr/share/zoneinfo/UTC /etc/nginx/sites-available/default.conf \
    /tmp/docker.tgz /etc/apache2/envvars /etc/apt/sources.list.d/sbt.list /opt/jdk /var/log/dpkg.log /opt/zookeeper \
    /etc/pacman.conf /root/.ssh/id_rsa.pub /opt/firefox /usr/bin/phantomjs /etc/php7/php.ini \
    /opt/google/chrome/google-chrome /usr/glibc-compat/lib /usr/local/bin/lein /scratch /start /opt/selenium \
    /usr/local/bin/phantomjs /usr/local/bin/dind /home/jenkins /root/.config /bin/zsh /usr/local/bin/composer.phar \
    /srv/shiny-server /usr/src/php/ext /usr/include/locale.h /usr/local/bin/ecs-cli /elasticsearch /build.sh \
    /etc/redis/redis.conf /usr/share/jenkins/plugins.txt /etc/confd/templates /usr/src/wordpress \
    /usr/share/nginx/html/index.html /tmp/apache-maven.tar.gz /install /tmp/phantomjs /opt/scripts \
    /usr/local/bin/wrapdocker";
