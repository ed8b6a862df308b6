//! Packages that are often installed in images, for each package manager, the most common first. Packages are separated
//! by spaces.

/// Packages of Debian and Ubuntu.
pub const DEBIAN: &str = "\
    curl git build-essential ca-certificates wget unzip libssl-dev software-properties-common zlib1g-dev gnupg make \
    pkg-config python3 gcc libpq-dev cmake g++ libxml2-dev python3-pip nginx vim sudo bzip2 autoconf python3-dev \
    locales libicu-dev libfreetype6-dev libpng-dev libffi-dev xz-utils apt-transport-https procps libjpeg-dev \
    libcurl4-openssl-dev python-pip libtool nano libsqlite3-dev nodejs openssh-server jq python openssh-client \
    openssl python-dev libzip-dev tzdata libevent-dev less lsb-release libbz2-dev libreadline-dev supervisor \
    libxslt1-dev libncurses5-dev gettext libjpeg62-turbo-dev libyaml-dev zip libldap2-dev libonig-dev libgmp-dev \
    liblzma-dev libc6-dev mysql-client libxrender1 automake libglib2.0-0 libxext6 libc6 apt-utils libwebp-dev \
    apache2 libasound2 libstdc++6 libnss3 python-setuptools net-tools libxss1 libgtk2.0-0 libsm6 rsync libpcre3-dev \
    libxtst6 libgtk-3-0 libgconf-2-4 npm openjdk-8-jdk libx11-6 libssl3 python3-venv chromium tini dumb-init gosu \
    dpkg-dev dirmngr libdb-dev libgdbm-dev libbluetooth-dev libncursesw5-dev tk-dev uuid-dev libexpat1-dev \
    libnss3-dev pipx fonts-liberation libicu72 libicu74 libicu76 libgssapi-krb5-2 zlib1g gnupg-agent libvips-dev \
    libheif-dev libavif-dev libpq5 libcap2-bin protobuf-compiler clang lld llvm musl-tools ruby libmariadb-dev \
    libboost-all-dev xvfb libmagickwand-dev libgomp1 cron yarn postgresql-client imagemagick tar bison libcairo2 \
    sqlite3 libdbus-1-3 libcups2 libkrb5-dev libgcc-s1 libmemcached-dev libatk1.0-0 libfontconfig1 libxcomposite1 \
    libxrandr2 libx11-dev libgl1 libxdamage1 python3-setuptools libglib2.0-dev gfortran ruby-dev netcat \
    libpango-1.0-0 libgl1-mesa-glx flex libncurses-dev libmcrypt-dev iputils-ping dnsutils libprotobuf-dev libgbm1 \
    libgl1-mesa-dri default-jdk default-jre htop file libxi-dev libdrm2 libavcodec-dev libhdf5-dev libsodium-dev \
    libavformat-dev gnupg2 libudev-dev subversion libopenblas-dev libswscale-dev ffmpeg libgtk-3-dev gawk patch \
    iptables libusb-1.0-0-dev libelf-dev libuv1-dev libpng12-dev tmux libtiff-dev graphviz mercurial telnet gzip \
    libclang-dev screen rsyslog gdb php-pear python3-wheel texinfo ghostscript gperf iproute2 git-core \
    libseccomp-dev golang tree libdevmapper-dev libbtrfs-dev socat bash libnl-3-dev lsof libfreetype6 \
    bash-completion p7zip-full redis-tools ninja-build php-curl default-mysql-client fontconfig valgrind firefox \
    yasm openjdk-11-jdk tcpdump apache2-utils nasm docker-ce xdg-utils libxml2 php-mysql pandoc golang-go nmap \
    memcached expect php-mbstring openjdk-17-jdk php-gd openjdk-17-jre netcat-openbsd php-xml openjdk-11-jre php \
    inotify-tools openjdk-21-jdk redis-server strace libmysqlclient-dev php-cli libfontconfig logrotate intltool \
    man-db php-zip doxygen postfix gpg rustc cargo lldb php-fpm meson maven ssh sshpass pulseaudio dbus-x11 dbus \
    ccache xauth gpg-agent haproxy bzr x11-apps debhelper fakeroot unixodbc-dev libxslt-dev zstd devscripts kmod \
    fonts-dejavu pwgen libtiff5-dev texlive docker.io ttf-mscorefonts-installer fonts-noto-cjk mysql-server git-lfs \
    mesa-utils libxslt1.1 alsa-utils vim-tiny x11-utils libxfixes3 google-chrome-stable docker-ce-cli libpcap-dev \
    ca-certificates-java mailutils python-numpy libboost-thread-dev xfsprogs openvpn bc pigz perl ldap-utils \
    e2fsprogs avahi-daemon nfs-common libcap-dev libjpeg62-turbo libcurl4-gnutls-dev msmtp qemu-user-static libicu52 \
    liblcms2-dev shellcheck fonts-noto-color-emoji libpng12-0 libavahi-compat-libdnssd-dev usbutils bridge-utils \
    netbase samba krb5-user chromium-driver firefox-esr pciutils hicolor-icon-theme sasl2-bin gh libmcrypt4 ant mc \
    containerd.io docker-buildx-plugin docker-compose-plugin libtiff5 uidmap fuse-overlayfs btrfs-progs \
    libcairo2-dev udev libboost-python-dev libev-dev debootstrap gettext-base python3-distutils libsasl2-dev equivs \
    libzmq3-dev libcurl3 cppcheck openjdk-8-jre-headless upx-ucl openjdk-7-jdk distcc crossbuild-essential-arm64 \
    gcc-aarch64-linux-gnu r-base gcc-arm-linux-gnueabihf gcc-mingw-w64 liblapack-dev binfmt-support wireless-tools \
    python-virtualenv bluez isc-dhcp-client vlan wireguard-tools binutils strongswan cifs-utils man zsh swig \
    libssl1.0.0 libc6-i386 psmisc texlive-latex-extra libjemalloc2 libargon2-dev python-software-properties \
    autotools-dev xfonts-75dpi libwebp6 liblcms2-2 libnuma-dev systemtap-sdt-dev postgresql libluajit-5.1-dev libuv1 \
    libatlas-base-dev libcurl3-gnutls gcc-multilib libsecret-1-dev python-is-python3 openjdk-7-jre-headless \
    libbluetooth3 libz-dev openjdk-11-jre-headless lm-sensors libpcap0.8 m4 libldap-2.4-2 libxi6 libgdal-dev \
    bsdmainutils ansible openjdk-8-jre libgtk2.0-dev python-scipy mariadb-client libxcursor1 x11vnc libgcc1 \
    libx11-xcb1 libpcre3 libxt-dev poppler-utils sed python-yaml libgdk-pixbuf2.0-0 php-imagick ruby-full libexpat1 \
    libnspr4 libboost-dev mariadb-server mongodb-org libproj-dev libboost-system-dev nodejs-legacy libgeos-dev \
    xfonts-base libgl1-mesa-dev gdal-bin gconf-service texlive-fonts-recommended dos2unix python-matplotlib ssmtp \
    libopencv-dev rubygems xmlstarlet libpangocairo-1.0-0 php-apc libglu1-mesa-dev libssh2-1-dev libav-tools \
    python-lxml xfonts-100dpi libgeoip-dev google-cloud-sdk openjdk-7-jre libreadline6-dev emacs texlive-latex-base \
    libgmp3-dev xsltproc qt5-default fonts-ipafont-gothic libboost-filesystem-dev graphicsmagick python3-numpy \
    xfonts-scalable libappindicator1 ncurses-dev r-base-dev libxcb1 ntp g++-multilib libboost-program-options-dev \
    libhdf5-serial-dev libedit-dev xfonts-cyrillic texlive-fonts-extra php-xdebug systemd groff dialog libsqlite3-0 \
    libblas-dev libxpm-dev libsnappy-dev libtbb-dev language-pack-en libxml2-utils ssl-cert python-psycopg2 \
    python-mysqldb unrar parallel python-tk libc-client-dev language-pack-en-base libvorbis-dev libleveldb-dev \
    libxext-dev time texlive-full awscli gdebi-core cpio libjpeg8-dev php-redis xterm default-libmysqlclient-dev \
    aptitude uuid-runtime openjdk-8-jdk-headless jessie-backports snmp libpango1.0-dev libcurl3-dev texlive-xetex \
    runit nginx-extras libxrender-dev libmpfr-dev libc-dev libxft-dev python-imaging mono-devel libfontconfig1-dev \
    openmpi-bin libopenmpi-dev libaio1 chrpath inkscape rabbitmq-server locales-all fonts-wqy-zenhei \
    google-chrome-unstable composer fuse sbt libjasper-dev checkinstall docker-engine php-apcu python-requests acl \
    tcl libtidy-dev libgsl0-dev php-memcached libpython-dev libasound2-dev python-ldap libfftw3-dev python-pygments \
    byobu libglu1-mesa whois libgoogle-glog-dev libpango1.0-0 php-intl libffi6 libtcnative-1 grep lmodern lcov \
    python-jinja2 python-openssl pandoc-citeproc postgresql-contrib python3.6 libunwind8 tesseract-ocr libnotify-dev \
    vim-nox libmagickcore-dev libxtst-dev libtool-bin sendmail lxc libvpx-dev libdbus-glib-1-2 node-less php-mcrypt \
    libgd-dev gnuplot libgflags-dev liblmdb-dev cpanminus dnsmasq re2c python3-tk libreoffice nginx-light coreutils \
    python-gdal libwww-perl texlive-latex-recommended libsdl1.2-dev smbclient libjansson-dev libsasl2-modules \
    traceroute libssl1.1 kubectl lynx python-simplejson libapache2-mod-wsgi python-m2crypto freetds-dev libncurses5 \
    fonts-thai-tlwg python-crypto python3.6-dev html2text postgis python-minimal libpam0g-dev chromium-browser \
    inetutils-ping debconf-utils libtbb2 libqt4-dev pdftk mediainfo libgif-dev sox ocaml python-opencv \
    libcanberra-gtk-module libtheora-dev mono-complete libc6-dev-i386 libnetcdf-dev php-json optipng python-docutils \
    mongodb-org-shell freeglut3-dev sysstat python-nose libboost-test-dev libmicrohttpd-dev libudunits2-dev php-soap \
    fonts-kacst dh-autoreconf scons rlwrap samtools ipython lftp python-cairo libreadline6 elasticsearch \
    python-pkg-resources lzop pv libcap2 lame moreutils python-httplib2 libcurl4 libsnmp-dev libsdl2-dev octave \
    libmagic-dev libv4l-dev libx264-dev libcups2-dev latexmk rpm libmp3lame-dev libssl1.0-dev sqlite libltdl-dev \
    adduser libjson-perl default-jre-headless autogen virtualenv mongodb-org-tools libfuse-dev python-pandas \
    unixodbc mesa-common-dev libperl-dev ssh-client python-support jpegoptim php-ldap mongodb python-paramiko \
    language-pack-ja p7zip qemu-kvm libmagick++-dev hhvm bind9 xutils-dev libgsl-dev libxpm4 python3-scipy \
    python-twisted dpkg libgdbm3 libqt5webkit5-dev libjpeg62 bsdtar php-pgsql libminiupnpc-dev ttf-freefont libltdl7 \
    python3-requests libxmu-dev cython libexif-dev libyaml-0-2 libxt6 aria2 python-sphinx tomcat7 libmpc-dev s3cmd \
    locate python-gevent texlive-generic-recommended libsasl2-2 libeigen3-dev biber apache2-dev xorg libass-dev \
    libpulse-dev php-sqlite3 python-memcache openbox libimage-exiftool-perl wkhtmltopdf gstreamer1.0-plugins-base \
    iproute lua5.1 exuberant-ctags libboost-regex-dev nginx-full bundler xorg-dev libgd2-xpm-dev libpng16-16 \
    ncbi-blast+ libedit2 dovecot-imapd libavutil-dev libopenblas-base pngquant fluxbox varnish libnotify4 gunicorn \
    gradle libjpeg8 unattended-upgrades postgresql-common python-h5py nuget hdf5-tools xfce4 libopus-dev qemu \
    cabextract mcrypt ruby2.3 squashfs-tools ca-certificates-mono perl-modules zlibc libfuse2 php-mongodb cups tor \
    python3-matplotlib daemontools python-wheel util-linux libc-client2007e-dev certbot ftp";

/// Packages of Alpine Linux.
pub const ALPINE: &str = "\
    curl git bash ca-certificates build-base gcc make g++ python3 openssl musl-dev tzdata openssl-dev libffi-dev \
    wget tar linux-headers nodejs jq libc-dev zlib-dev openssh libstdc++ openssh-client npm coreutils python3-dev \
    postgresql-dev libgcc libxml2-dev libxslt-dev libpng-dev autoconf python libjpeg-turbo-dev postgresql-client \
    freetype-dev gnupg libpng py-pip automake libtool py3-pip icu-dev jpeg-dev unzip sqlite-dev xz libzip-dev nginx \
    readline-dev sqlite libressl-dev libc6-compat ncurses-dev gettext ncurses libressl pcre-dev supervisor icu-libs \
    icu-data-full krb5-libs libssl3 libcrypto3 zlib gcompat libtirpc-dev libnsl-dev gdbm-dev bluez-dev expat-dev tk \
    tk-dev util-linux-dev xz-dev pax-utils dpkg dpkg-dev vips-dev pkgconf pkgconfig openldap-clients musl musl-utils \
    sqlite-libs tini python-dev su-exec rsync libpq libcurl libsodium-dev shadow libmcrypt-dev oniguruma-dev zip \
    sudo curl-dev libevent-dev mysql-client libintl less libcap go gzip perl libwebp-dev vim file libevent \
    libmemcached-dev bzip2 ruby bzip2-dev libuuid mariadb-client gmp-dev libuv-dev ruby-dev alpine-sdk cmake sed \
    grep yaml-dev openjdk8 nano bind-tools openjdk8-jre libpq-dev mariadb-dev build-dependencies libidn-dev \
    findutils dumb-init docker py2-pip libseccomp-dev libx11 libxext iptables redis libxrender libusb-dev libmagic \
    ffmpeg socat patch netcat-openbsd apache2 libssh2-dev libsass gawk apache2-utils yarn binutils librdkafka-dev \
    nodejs-npm iproute2 libaio imagemagick openrc iputils libsecret logrotate ruby-json ttf-dejavu ruby-bundler \
    util-linux busybox-extras bison pcre2-dev mercurial php-json geoip-dev fontconfig ip6tables strace dcron \
    chromium php-fpm m4 ttf-freefont imagemagick-dev libffi subversion php flex php-cli pcre graphviz cargo rust \
    clang groff openldap-dev nss aria2 dbus openvpn py3-setuptools xvfb boost-dev libev-dev libsodium \
    chromium-chromedriver php-mbstring e2fsprogs upx dnsmasq ghostscript p7zip openjdk11 cairo openjdk11-jre \
    openjdk17 mariadb openjdk17-jre openjdk21-jre tcl-dev protobuf cyrus-sasl-dev cairo-dev gmp tmux acl-dev rsyslog \
    lua5.3 squid luajit ansible harfbuzz htop pango-dev protobuf-dev tor python2 build-deps pango libxml2 py3-wheel \
    libjpeg-turbo ninja meson samurai freetype ffmpeg-dev krb5-dev llvm avahi-dev lld py-setuptools elfutils-dev \
    gnutls-dev xfsprogs btrfs-progs gd-dev btrfs-progs-dev pigz fuse-overlayfs slirp4netns shadow-uidmap libxslt \
    docker-cli docker-compose containerd unixodbc-dev cosign github-cli git-lfs perl-dev git-daemon gnutls attr-dev \
    attr procps argon2-dev samba-common-tools tcl giflib-dev pixman-dev libxml2-utils avahi font-noto mesa-gl grpc \
    qemu-img eudev-dev inotify-tools alsa-lib-dev pulseaudio x11vnc gettext-dev stunnel ruby-irb bird \
    wireguard-tools unrar mosquitto ncdu s6 shellcheck aws-cli kubectl helm yq postgresql snappy-dev lz4-dev nasm \
    zstd-dev rocksdb sshpass freetds-dev libgit2-dev .build-deps binutils-gold gnu-libiconv-dev libssl1.0 mailcap \
    ca-certificates-bundle mpdecimal-dev openjdk8-jre-base fts fts-dev deps tinc pwgen python2-dev gnutls-utils \
    minidlna freeradius freeradius-radclient libmnl libmnl-dev icecast ruby-io-console ppp samba-server tcpdump \
    postgresql-libs mbedtls-dev c-ares-dev bc readline nmap maven geoip runit bash-completion ruby-bigdecimal fuse \
    certbot apache-ant gnu-libiconv ruby-rdoc libbz2 glib-dev libwebp gfortran zeromq-dev xmlstarlet icu tiff-dev \
    libedit-dev expat linux-pam ruby-rake ssmtp lighttpd udev php-curl net-tools bzr glib libmcrypt mongodb \
    php-openssl py-lxml boost udns-dev asciidoc yaml php-ctype php-xml re2c xmlto mysql php-dom ncurses-libs \
    lcms2-dev opus-dev dialog postfix libjpeg libcrypto1.0 build_deps php-phar bsd-compat-headers openblas-dev gd \
    openjpeg-dev busybox-suid libzmq imap-dev doxygen transmission-daemon uwsgi uwsgi-python libgomp php-gd drill \
    erlang-ssl privoxy mysql-dev libzip bind sox zsh py-requests libldap expect libvorbis-dev ttf-liberation php-pdo \
    erlang erlang-syntax-tools erlang-crypto erlang-inets boost-program_options lftp msmtp openldap libssl1.1 abuild \
    libev paxctl dovecot tree mc py-crcmod optipng darkhttpd libssh2 screen varnish gnupg1 php-pdo_mysql \
    erlang-public-key erlang-xmerl erlang-sasl haproxy mediainfo mariadb-client-libs nfs-utils libogg-dev x264-dev \
    libvpx-dev apache2-ssl iperf pngquant erlang-asn1 augeas-dev libpcap-dev lame linux-pam-dev x265-dev \
    glibc-2.23-r3.apk man mongodb-tools dep php-mcrypt php-zlib erlang-os-mon erlang-mnesia erlang-eldap openblas \
    fcgi py-yaml nodejs-current lame-dev libass-dev libtheora-dev py3-requests ttf-droid py-cffi composer py-crypto \
    swig jpeg fftw-dev perl-net-ssleay uwsgi-python3 py3-pillow iftop py-openssl libgcrypt-dev libltdl rtmpdump-dev \
    py3-yaml py-jinja2 perl-utils geos ttf-ubuntu-font-family libmemcached erlang-parsetools luajit-dev tiff acl \
    easy-rsa mariadb-connector-c dos2unix py3-psycopg2 firefox-esr py-mysqldb gosu postgresql-contrib apache2-proxy \
    libsmbclient samba-client geos-dev php-iconv php-mysql fuse-dev libgcrypt memcached net-snmp-tools flac \
    libcrypto1.1 gpgme perl-json mariadb-connector-c-dev ethtool py3-lxml libxpm-dev libsasl db-dev openssh-server \
    py-paramiko libvorbis gifsicle gdal msttcorefonts-installer php-mysqli erlang-runtime-tools erlang-eunit \
    erlang-erl-interface erlang-dev ncurses-terminfo-base alsa-lib samba-dev apk-tools rng-tools py3-numpy \
    perl-io-socket-ssl libmemcached-libs ngrep";

/// Packages of Red Hat Enterprise Linux, Fedora and related distributions.
pub const RED_HAT: &str = "\
    epel-release gcc git wget gcc-c++ make tar unzip curl which openssl-devel openssl python-pip python-devel sudo \
    bzip2 vim zlib-devel python3 libxml2-devel python3-devel python3-pip findutils libffi-devel ca-certificates gzip \
    openssh-server xz libtool less bzip2-devel readline-devel nginx nodejs libxslt-devel libcurl-devel sqlite-devel \
    libpng-devel procps-ng openssh-clients libjpeg-devel automake ncurses-devel net-tools yum-utils php npm mysql \
    libyaml-devel autoconf cmake shadow-utils perl tzdata supervisor postgresql-devel glibc-langpack-en \
    java-1.8.0-openjdk mod_ssl zip hostname libicu-devel postgresql patch iproute rpm-build mariadb libstdc++ \
    mariadb-server rsync bison php-fpm libicu postgresql-server ruby php-mysqlnd ruby-devel cronie bind-utils flex \
    redis jq memcached php-gd passwd psmisc python-setuptools php-mysql httpd maven iputils strace golang lsof \
    rpmdevtools rsyslog glibc-devel systemd nmap-ncat krb5-workstation java-11-openjdk java-17-openjdk \
    java-17-openjdk-devel java-17-openjdk-headless createrepo bash-completion pwgen kernel-devel glibc-static \
    dnf-plugins-core readline logrotate php-mbstring e2fsprogs util-linux xfsprogs iptables initscripts php-xml \
    sqlite tigervnc-server tini java-1.8.0-openjdk-devel gnupg2 python php-pdo kernel-headers file \
    device-mapper-devel firefox libseccomp-devel systemd-devel btrfs-progs-devel pigz bind libpqxx-devel ethtool \
    php-mcrypt zstd pcre-devel mongodb-server lighttpd systemd-udev bind-dyndb-ldap php-cli ipa-server \
    ipa-server-dns centos-release-scl scl-utils postgresql-contrib nano conntrack-tools mysql-devel rabbitmq-server \
    subversion python-django telnet php-pear x11vnc dejavu-sans-fonts ansible xorg-x11-twm dejavu-serif-fonts xterm \
    xdotool boost-devel postfix php-soap freetype-devel deltarpm redhat-rpm-config ImageMagick fontconfig php-devel \
    curl-devel openssh php-common rubygems java-1.7.0-openjdk-devel zlib java-1.7.0-openjdk procps nc gcc-gfortran \
    php-ldap gettext expat-devel bc htop crontabs libXpm-devel ntp php-xmlrpc nfs-utils gsl-devel mariadb-devel \
    mysql-server redhat-lsb-core xz-devel php-opcache mercurial php-bcmath graphviz gdbm-devel libX11-devel \
    java-1.8.0-openjdk-headless nmap expect libxml2 m4 libjpeg-turbo-devel dos2unix yum-plugin-ovl vim-enhanced \
    freetype gdb libuuid-devel java libXext php-intl pkgconfig tcpdump php-pgsql bash tk-devel libxslt python36u \
    socat php-pecl-memcache ant clang cmake3 glibc.i686 glib2-devel xorg-x11-server-Xvfb libXpm man screen doxygen \
    docker yum-plugin-priorities libXext-devel libtiff-devel openldap-clients php-curl net-snmp php-snmp \
    inotify-tools sendmail db4-devel tcsh mesa-libGL-devel mesa-libGLU-devel libpng libevent-devel openldap-devel \
    net-snmp-devel php-zip php-imap gmp-devel python36 numpy tmux libmcrypt-devel vim-minimal lapack-devel glibc \
    cyrus-sasl-plain python34 mod_wsgi tcl time openldap traceroute sed tree yum gd-devel perl-devel valgrind \
    libXmu-devel tcl-devel dbus libXft-devel python36u-pip mc fftw-devel centos-release-scl-rh libaio attr unixODBC \
    krb5-devel net-snmp-utils zsh mailx yarn unixODBC-devel ImageMagick-devel python36u-devel cairo-devel \
    MariaDB-server libX11 binutils-devel ffmpeg binutils libtool-ltdl libpcap-devel fontconfig-devel libSM \
    libXrender php-pecl-memcached vixie-cron svn sshpass osg-wn-client gettext-devel postgresql-libs sysstat \
    perl-ExtUtils-MakeMaker MariaDB-client openldap-servers cyrus-sasl-gssapi coreutils tk openssh-client p7zip \
    php-odbc libwebp-devel php-pecl-apcu lua-devel";

/// Packages of the Python Package Index.
pub const PYTHON: &str = "\
    setuptools wheel flask requests numpy gunicorn pandas scipy matplotlib django awscli scikit-learn jupyter \
    virtualenv uvicorn pipenv fastapi ansible tensorflow pytest ipython boto3 torchvision torch jupyterlab psycopg2 \
    redis tox notebook docker-compose flake8 pyyaml supervisor pip cython requirements.txt lxml pylint mypy poetry \
    jinja2 mysqlclient pillow black psycopg2-binary sqlalchemy celery sphinx uv mkdocs alembic uwsgi httpie six boto \
    Flask keras Pillow Cython h5py pytz pyasn1 cryptography tornado nose seaborn pyOpenSSL psutil awsebcli cffi \
    python-dateutil pyopenssl ndg-httpsclient scikit-image pypi.python.org pymongo s3cmd urllib3 PyYAML pycrypto \
    selenium coverage tqdm ipykernel sklearn nltk pyzmq opencv-python gevent xlrd docker-py envtpl uWSGI \
    supervisor-stdout python-magic docker beautifulsoup4 paramiko pymysql simplejson graphviz elasticsearch-curator \
    plotly bokeh bottle ansible-lint sympy statsmodels click ipywidgets tensorflow-gpu Jinja2 \
    google-api-python-client elasticsearch mock whisper networkx python-openstackclient yamllint biopython certifi \
    pysam shadowsocks yq pytest-cov pygments python-memcached jsonschema youtube-dl joblib openpyxl carbon twisted \
    xmltodict graphite-web Django certbot protobuf future xlwt Sphinx markupsafe j2cli flower num2words jupyterhub \
    pydot influxdb bs4 cheetah chainer netaddr bash_kernel argparse requirements-dev.txt psycogreen gensim xgboost \
    nibabel flexget SQLAlchemy kubernetes robotframework py4j pexpect shapely jupyter_contrib_nbextensions pymssql \
    requests-cache passlib enum34 cherrypy django-tagging paho-mqtt pyserial pywinrm neovim docopt crcmod \
    MySQL-python babelfish qtfaststart tables configparser gitpython chaperone futures pep8 conan dnspython \
    pytest-xdist jmespath numba wget sphinx_rtd_theme distribute Twisted dumb-init stevedore watchdog \
    virtualenvwrapper arrow botocore pylast pika fabric spacy websocket-client unidecode netius scrapy path.py \
    tzlocal gym GDAL html5lib unicodecsv PyMySQL colorama pyparsing dill cchardet markdown prometheus_client \
    docutils mpi4py numexpr pycodestyle zmq msgpack-python";

/// Packages of npm.
pub const NODE: &str = "\
    npm yarn pm2 nodemon typescript bower gulp grunt-cli gulp-cli http-server webpack @angular/cli serve pnpm \
    node-gyp @vue/cli eslint webpack-cli firebase-tools create-react-app serverless express prettier newman lerna \
    ts-node turbo nx vite next cordova aws-cdk grunt corepack yo coffee-script ionic n mocha less forever phantomjs \
    phantomjs-prebuilt generator-hubot node-sass ember-cli karma-cli puppeteer jshint less-plugin-clean-css \
    uglify-js cnpm react-scripts karma gitbook-cli polymer-cli babel-cli sails browserify express-generator aglio \
    protractor typings request babel-eslint configurable-http-proxy cypress homebridge react-native-cli jsonlint \
    hubot fs-extra node-red hubot-slack moment generator-angular tslint eslint-plugin-react redis-commander minimist \
    svgo supervisor js-yaml elm bunyan ijavascript sass bids-validator socket.io sqlite3 phonegap pimatic kinesalite \
    generator-karma jspm webpack-dev-server redoc-cli lighthouse redis";

/// Packages of `RubyGems`.
pub const RUBY: &str = "\
    bundler rake rails compass sass jekyll foreman fpm sinatra puma json fastlane mailcatcher nokogiri scss_lint \
    bundle fluentd fluent-plugin-elasticsearch rspec fakes3 capistrano rubocop coderay pygments.rb travis \
    therubyracer asciidoctor asciidoctor-pdf mdl github-pages dpl pry s3_website";
