//! Parts of lines that public Dockerfiles have in common.
//!
//! Over 500 lines because it is a closed table.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
FROM\nRUN\ninstall\nupdate\ncom\nCMD\nRUN\tRUN\nENV\nbin\nusr\nCOPY\nWORKDIR\nhttps\nvar\nEXPOSE\n\
FROM\tMAINTAINER\nmkdir\netc\nENV\tRUN\nENTRYPOINT\ncurl\nadd\napt-get update\nCOPY\tRUN\nbuild\ndev\ngit\n\
RUN\tCOPY\nchmod\nFROM\tRUN\napt-get install\ncache\nRUN apt-get\necho\nADD\nalpine\nwget\ntmp\nENV\tENV\n\
python\norg\nclean\ntar\nbash\ndocker\nRUN\tWORKDIR\nRUN mkdir\nroot\nconf\nhttp\nrm -rf /var\nRUN\tENV\n\
VOLUME\nsrc\nhttps://github.com\napp\nconfig\nCOPY\tCOPY\nADD\tRUN\ndownload\nrun\nRUN apk\nvar/lib/apt\n\
lib/apt/lists\nMAINTAINER\tRUN\napk add\nlatest\nRUN\tADD\nno-cache\nlinux\nWORKDIR\tRUN\nrf /var/lib\nopt\n\
make\nRUN chmod\nFROM ubuntu\nchown\nusr/local/bin\nUSER\nnode\nRUN\tEXPOSE\nEXPOSE\tCMD\nusr/bin\npip install\n\
FROM\tENV\nentrypoint\ndata\nupgrade\nserver\nWORKDIR\tCOPY\nwww\nbase\nARG\nzip\nMAINTAINER\tENV\n\
ca-certificates\nFROM alpine\nENTRYPOINT\tCMD\nnoninteractive\nRUN echo\nunzip\nupdate && apt-get\nRUN\tCMD\n\
DEBIAN_FRONTEND\nsed\ndeb\ngmail.com\ndebian\nstart\nRUN curl\nget update && apt\namd64\napt-get clean\nhome\n\
txt\nset\nFROM\tLABEL\njson\nno-install-recommends\nphp\nlog\nversion\nreleases/download\nnet\ngcc\n\
RUN\tENTRYPOINT\napt\tapt\nmain\nopenssl\n&& apt-get\nRUN\tUSER\nall\ngit clone\nbuild-essential\nRUN\tFROM\n\
RUN\tVOLUME\ntrue\nkey\nCOPY --from\nRUN apk add\ndir\ny install\nADD\tADD\nbin/bash\nFROM\tCOPY\nRUN wget\n\
default\nFROM node\nclient\nnginx\npython3\nrelease\nENV PATH\nconfigure\nadd --no-cache\njava\ndpkg\n\
var/cache\nsbin\nconf /etc\nusr/share\nFROM\tWORKDIR\nLABEL maintainer\nuseradd\ntools\nWORKDIR /app\nARG\tARG\n\
&& mkdir\nutils\nnodejs\nRUN pip install\nEXPOSE\tENTRYPOINT\nx86_64\nopenjdk\nexport\nCOPY\tWORKDIR\ncommon\n\
UTF\nslim\nFROM debian\napt\t&& apt\nyes\nhtml\nRUN npm install\nwith\ndist\nFROM python\nname\ngpg\narchive\n\
sudo\ninit\nCOPY\tENTRYPOINT\nmysql\npackage\nopenssh\nruby\napk del\nmake install\npurge\nmaster\ncli\n\
ENV\tCOPY\nuser\nusr/src\nCOPY\tEXPOSE\nfor\nFROM\tARG\n&& echo\nremove\nARG\tRUN\ny --no-install\nstable\n\
ENV\tWORKDIR\nfalse\n&& chmod\nfile\nUSER\tRUN\nadduser\nvar/log\netc/apt/sources\napt/sources.list\nusr/lib\n\
var/www\nvim\nrequirements.txt\nexec\nautoremove\nRUN set\napt-key\napache\nchmod +x /usr\ntest\nini\n&& curl\n\
installer\n&& tar\nDEBIAN_FRONTEND=noninteractive\nsource\nfiles\nwget https\nkeyserver\nUSER root\nscripts\n\
index\nrepository\ngit clone https\nclone https://github\ndeps\nVOLUME\tEXPOSE\nenv\nHOME\nVERSION\nxzf\nsetup\n\
RUN chown\nCOPY\tENV\nget -y install\nenable\ndocker-entrypoint\nLABEL\tRUN\ncore\nCOPY\tCMD\njdk\n\
WORKDIR\tENTRYPOINT\nsupervisor\nlibssl-dev\nRUN sed\ndownloads\nstrip-components\npkg\nWORKDIR\tCMD\n&& wget\n\
etc/nginx\npackages\nssh\njre\nservice\nxml\nx /usr/local\nFROM golang\necho \"deb\nrepo\ncomposer\njar\nfind\n\
google\nrm -rf /tmp\ntype\ngem install\nRUN yum\nvar/cache/apk\nARG\tENV\nclean all\npython-pip\nENV LANG\n\
ENTRYPOINT [\"/usr\nyarn\nrecv-keys\nCMD [\"/usr\nsdk\nrf /var/cache\nRUN git clone\nsetuptools\nzlib1g-dev\n\
en_US.UTF\nEXPOSE\tEXPOSE\nmkdir -p /usr\nbin:$PATH\ncd /tmp\ngrep\ntarget\nasc\nglobal\npip3 install\n\
WORKDIR\tENV\nARG\tFROM\npub\nfpm\ngnupg\nWORKDIR\tEXPOSE\nlocale\nC /usr\nLC_ALL\ndone\nENV\tEXPOSE\n\
LABEL\tENV\nproduction\nusr/sbin\nlock\napache2\nsystem\nforce\nprint\nENV DEBIAN_FRONTEND noninteractive\n\
tmp/* /var/tmp\nurl\napt/lists/* /tmp\nlocalhost\nWORKDIR\tADD\nexit\nEXPOSE\tVOLUME\nENV\tCMD\ninclude\nssl\n\
cat\nwww-data\nENV\tADD\njessie\ny update\nverify\ntee\ncheck\nsoftware-properties-common\nyum install\n\
openssl-dev\nzlib\ncmake\nthen\nimage\nautoconf\nstatic\nvar/run\nln -s /usr\necho\techo\npostgresql\nsites\n\
WORKDIR /home\npython-dev\nWORKDIR /tmp\nFROM php\npublic\ncmd\nsha256sum\ntzdata\nRUN apk update\nstorage\n\
devel\ndaemon\nRUN groupadd\nsh /usr/local\nlists/* /tmp/* /var\nCOPY --from=builder\nCOPY package\ntgz\ninfo\n\
mkdir -p /var\nFROM centos\n&& chown\nplugins\npackage.json\napk add --update\nWORKDIR /usr/src\nhost\n\
platform\nbzip2\nlibxml2-dev\nweb\nquiet\nlibffi-dev\nWORKDIR /opt\nxargs\nENV\tENTRYPOINT\nVOLUME\tWORKDIR\n\
ppa\nrepos\ns /bin\nlinux-amd64\nUSER\tWORKDIR\nhelp\netc/php\ncd /usr\npath\ndisable\ndev/null\nRUN useradd\n\
no-cache-dir\napt-key add\nyml\napt-get autoremove\narchitecture\nmbstring\nstretch\narch\napt-get purge\n\
RUN tar\noutput\nerror\nbuild-base\nand\ntouch\nlocales\nbundle\nr requirements.txt\nperl\ncreate\nFROM ruby\n\
available\ndescription\nmaven\nADD https\nGOPATH\npassword\nADD\tWORKDIR\nredis\nvar/www/html\n\
raw.githubusercontent.com\nCOPY entrypoint\nno-cache add\nhttps://raw.githubusercontent\nformat\nbootstrap\n\
prefix\nmusl\naddgroup\nENTRYPOINT [\"/entrypoint\nFROM\tADD\ndate\napk --no-cache\ngo build\ngo get\nelse\n\
ENV HOME\nFROM\tUSER\ndocker-php-ext\nawk\nshared\nx64\nVOLUME\tENTRYPOINT\nsha256\nVOLUME\tCMD\nRUN\tARG\n\
group\nlibjpeg\nrpm\nusr/src/app\nno-cache --virtual\nwget http\nvendor\n&& apk add\nSHELL\ncontainer\nplugin\n\
phar\necho \"deb http\npkg-config\nproxy\nEXPOSE\tRUN\nopenssh-client\nbind\nhttps://download\nconf /etc/nginx\n\
CGO_ENABLED\ncode\nRUN wget https\nas builder\nmcrypt\nLANGUAGE\nVOLUME /var\napi\ndir=/usr\np /usr/src\n\
python3-pip\nlogs\nlocale-gen\nopcache\ndepth\nlinux-headers\ndependencies\nphp.ini\nRUN gem install\nsshd\n\
Linux\nhttps://www\nCOPY --from=build\n&& sed\nudp\nftp\nnproc\nphp-ext-install\n&& apk del\nschema\nproject\n\
pdo_mysql\ndoc\ninstall -y wget\napt-transport-https\netc/apache2\nawscli\nnano\nintl\ninstall --upgrade pip\n\
AS builder\nVOLUME\tVOLUME\nedge\ninstall -r requirements\napt-get upgrade\nsort\nEXPOSE\tWORKDIR\n\
usr/local/etc\npip install --upgrade\nC /usr/local\nAS build\nUSER\tENV\nlibc6\nautomake\nopenssh-server\n\
add-apt-repository\nyum clean all\nhttps://getcomposer.org\nFROM alpine:latest\nuid\nnode_modules\nEXPOSE\tENV\n\
make\t&& make\nFROM nginx\nC.UTF\ngo/bin\ntemplates\nLABEL\tLABEL\nexample\ntcp\ngetcomposer.org/installer\n\
FROM openjdk\nMAINTAINER\tCOPY\nsqlite\nmkdir -p /opt\npython\tpython\nCMD\tEXPOSE\nWORKDIR /root\nmod\n\
USER\tENTRYPOINT\ninstall -y git\norg/dist\ndefault.conf\necho\t&& echo\ntar -xzf\n&& export\nnot\nADD\tEXPOSE\n\
site\ncron\nlibpng-dev\n&& unzip\nusr/local/lib\nCOPY docker-entrypoint\ncfg\nCOPY\tVOLUME\na2enmod\n\
mkdir /var\ncurl https\nnginx/nginx.conf\nkubernetes\nENV LC_ALL\ncurl -sL https\nsrc/github.com\ngid\n\
apt install\nconfigure\t&& make\ntimezone\npython3-dev\ngpg --keyserver\nepel-release\nFROM\tEXPOSE\nxvf\n\
daemon off\ncloud\nman\nshell\nRUN pip3 install\nfonts\ntimeout\nkeyserver.ubuntu.com\nusr/include\n\
pecl install\noracle\nmkdir\t&& tar\netc/nginx/nginx\no /usr\nlibpq-dev\nADD\tCMD\nlibtool\nedu\nyaml\n\
as build\napk upgrade\n&& ./configure\npdo\ngettext\nHEALTHCHECK\nphp-fpm\nFROM gcr\ntrusty\nlibs\ncerts\n\
autoclean\nDocker\no /tmp\ncd /opt\nentrypoint.sh /entrypoint\nzlib-dev\nbin/docker\ndotnet\nrepositories\n\
install --no-install\nRUN yum install\napt-utils\nRUN adduser\n/usr\nprintf\nnobody\ny --auto-remove\n\
DEBIAN_FRONTEND=noninteractive apt\nhttp://download\nindex.html\n./configure\nlibrary\nlibstdc\nUSER\tCMD\n\
ENV VERSION\nsupervisord.conf /etc\nusermod\nport\nrm /tmp\nmysql-client\npurge -y --auto\nwget https://github\n\
noninteractive apt-get\nnginx.conf /etc\ndeb.nodesource.com\nbashrc\nvirtual .build-deps\nFROM scratch\n\
npm run\npasswd\nphp7\nmkdir -p /etc\nhttps://deb.nodesource\nFROM\tFROM\nVOLUME\tRUN\nENV\tARG\nhttpd\n\
ENV JAVA_HOME\ninstall --no-cache\nEXPOSE\tCOPY\nwork\ntemplate\ntags\ntar xzf\nx /usr/bin\nrsync\nbaseimage\n\
patch\nRUN echo \"deb\n&& make install\nCOPY\tARG\nthe\nonly\nkubectl\nldap\nfull\nconda\nALL\n\
gpg --batch --verify\nCMD [\"python\netc/localtime\nnumpy\ncache --virtual .build\nWORKDIR /go/src\n&& useradd\n\
license\ncurl -sS https\nnet-tools\ngit checkout\nC /opt\n8-jdk\nWORKDIR /src\nlocal/etc/php\nwget\ttar\n\
mongodb\nadmin\nlibfreetype6-dev\ndirectory\nwith\t--with\nWORKDIR /var/www\nsks-keyservers.net\n\
pool.sks-keyservers\ndl.google.com\nFROM debian:jessie\nmv /tmp\nsleep\nimport\nallow\napt-key adv\n\
linux/amd64\nFROM --platform\nCOPY config\nyum -y install\nwww-data:www\ndata:www-data\ngo/src/github\nselect\n\
xenial\ntesting\nphp5\npear\nout\nsites-available\netc/sudoers\n&& npm\nARG\tCOPY\napk\t&& apk\nxterm\nscript\n\
readline\nsh /etc\nhttp://www\namd64.tar\nget -y update\netc/nginx/conf\nENTRYPOINT [\"/usr/local\nbusybox\n\
USER\tCOPY\nrequests\nsecurity\nTERM\nk8s\nconf /etc/supervisor\nCOPY package.json\nCMD [\"/usr/bin\nlibc-dev\n\
application\nmodules\nprocps\nCOPY\tUSER\nldconfig\netc/supervisor/conf\nCOPY requirements.txt\nxz-utils\n\
com/linux\nwhich\nservices\ninstall -y curl\nARG VERSION\nbundle install\nVOLUME [\"/var\nCOPY src\n\
entrypoint.sh /usr\nrm -rf /usr\nCOPY\tFROM\nchpasswd\nrm\t&& apt\nRUN dpkg\nx | bash\ndeb https\n8-jre\n\
&& pip install\ntar.gz | tar\nsL https://deb\ncurl\tgit\norg\torg\necho\tapt\nwithout\nneeded\nmanager\n\
usr/share/nginx\nADD run\narm64\ngzip\nextra\napk\tapk\nimagemagick\nbcmath\nglibc\ncomposer.phar\nRUN make\n\
&& adduser\nphp-ext-configure\nARCH\nself\ngsub\nalpine3\nEXPOSE\tADD\nheadless\nbower\ndocker.com\ncurl -sSL\n\
g' /etc\ncreate-home\norg/installer | php\napk update && apk\nLABEL\tCOPY\nextract\nyum\tyum\nzxf\nxdebug\n\
tini\nmysqli\nrsa\nmusl-dev\nENTRYPOINT [\"/bin\nCMD [\"/bin/bash\nARG\tLABEL\nsilent\ndelete\nturbo-dev\n\
ENTRYPOINT [\"/usr/bin\ncase\nmkdir /etc\nO /tmp\nARG\tWORKDIR\nbranch\nstartup\nsqlite3\nrecursive\njupyter\n\
non\nfix\nenvironment\nrm /etc\nCMD [\"--help\nyarnpkg.com\nlibsqlite3-dev\nca\tcurl\ncurl\t&& curl\nxvfb\n\
rootfs\ns /bin/bash\nstorage.googleapis.com\norg/download\netc/ssh\nCOPY . /app\nCMD [\"node\necho\t&& apt\n\
MAINTAINER\tLABEL\nref\ninstall -y nodejs\nerror.log\nnet --recv-keys\nLANG=en_US.UTF\nquery\nproc\nnone\n\
make\tmake\nVOLUME\tCOPY\nMAINTAINER\tARG\ncontrib\nmirror\ncoreutils\nbuilds\nauth\nVersion\nnpm\", \"start\n\
dev/stdout\nRUN addgroup\nexport GNUPGHOME=\"$(mktemp\nusr/share/zoneinfo\nnetwork\nCMD\tRUN\nsupport\nagent\n\
ffmpeg\ntests\ny build-essential\nkey adv --keyserver\nENV PORT\nsh /opt\npowershell\nmkdir\t&& chown\n\
virtualenv\nsession\npython2\njenkins\nassets\nRelease\nNOPASSWD\ncurl -L https\nRUN apt update\n&& docker-php\n\
install git\naccess.log\ninstall -y python\nshare/nginx/html\nphp-ext-enable\nRUN go get\nmvn\n\
ENTRYPOINT\tEXPOSE\nEXPOSE\tUSER\nENV LANGUAGE\nlinux-x86_64\nusr/lib/jvm\nwget\t&& wget\nCOPY\tADD\n\
rm\t&& mkdir\npython3\tpython3\nxzvf\nxvzf\nscipy\npgsql\nkube\ni386\ncgi\nchown\tchmod\nstatus\nrm\tmkdir\n\
stable main\nlibmcrypt-dev\nFROM docker\nusr/bin/supervisord\nADD https://github\nENV\tUSER\nsrv\niconv\n\
curl\t&& chmod\nextensions\n--disable\nha.pool.sks\netc/nginx/sites\nRUN cd /tmp\nENV LANG en_US\n\
WORKDIR\tVOLUME\nless\nRUN yarn\nmkdir /opt\nlinux-gnu\nkeyserver hkp\nnew\nbuster\nsS https://getcomposer\n\
cd /usr/src\ninstall curl\nlibxslt-dev\nRUN /usr\nFROM java\nlibreadline-dev\naarch64\nsum\nruntime\ncd\tgit\n\
FROM\tCMD\npid\nelasticsearch\nworkspace\nupdate --no-cache\nkeyservers.net --recv\nENV PATH $PATH\nFROM base\n\
ini /etc\nRUN sudo\nADD\tENV\npostgres\ncdn\nbeta\nlibcurl4-openssl-dev\nchown -R www\napk del .build\nf /tmp\n\
RUN export\n| awk\ncurl -fsSL\n&& find\ninstall -y build\nwith-jpeg-dir\ndocker\t&& docker\ncd\t&& ./configure\n\
ENV\tVOLUME\nusers\nsoap\npcre\nmariadb\nhello\nREADME\nminimal\norg/pub\nlibjpeg-dev\nforce-yes\n\
apk --update add\nUSER\tEXPOSE\nfrontend\nzxvf\ncontainers\nDockerfile\nexe\nmcr.microsoft.com\n\
http://localhost\nclang\naws\nncurses\ndll\nregistry\nFROM mcr.microsoft\nlocale-gen en_US\n\
debconf-set-selections\nFROM ubuntu:latest\ninstall python\ndev python\nADD start\nwget\tunzip\nmercurial\n\
ldflags\nRUN apk --update\nR www-data\nlibicu-dev\netc/profile\nWORKDIR /data\nzip https\ny && apt-get\n\
www-data /var\njpeg-dir=/usr\napt-get remove\nRUN docker-php\ncnf\nAsia\nmissing\nlibbz2-dev\ndev/stderr\n\
tar.bz2\nroot:root\netc/timezone\nRUN unzip\nRUN bash\nGOOS=linux\nln -s /opt\ninstall-dir=/usr\n\
LANG en_US.UTF\nbullseye\nnotebook\nbinutils\nrm\t&& chmod\nconfigure\tmake\ncommunity\nONBUILD\tONBUILD\n\
terraform\nsh /tmp\ntxt /tmp\nhttps://dl.google\nalpinelinux.org/alpine\n&& git clone\n\
dpkg --print-architecture\nMAINTAINER\tADD\nsystemd\nEurope\ncontent\npython-setuptools\nCOPY . /usr/src\n\
asc \"https\nRUN wget http\nkeyserver keyserver.ubuntu\ns /usr/local\np /var/log\nFROM\tSHELL\nmkdir\tmkdir\n\
progress\nprod\nmemcached\ngulp\nansible\nawk\t| sort\nrsyslog\naddress\ndel .build-deps\ncurl wget\ncurl git\n\
amazonaws.com\nENV GOPATH\nWORKDIR /code\nmkdir\tchown\nVOLUME\tADD\nADD\tENTRYPOINT\npy3\nenable\t--enable\n\
x86\norg.label-schema\nubuntu.com --recv\nsh /run\npy-pip\ninstall wget\nexport PATH\ncp /usr\nRUN touch\n\
location\napt\tcurl\nmail\nsort\t| xargs\norg/alpine/edge\nhttps://storage.googleapis\nCMD [\"/run\ngo install\n\
bin:${PATH\nCOPY nginx\nENV PYTHONPATH\nlocal/bin/docker\nrm -f /etc\nif\telse\ngunicorn\nfetch\npy2\n\
http://archive\nVOLUME /data\no /usr/local\ngen en_US.UTF\nkeyserver ha.pool\noptional\nfoo\nany\nsettings\n\
crt\nbison\ndo\tdone\ntensorflow\nlibgcc\nLICENSE\nvar/run/sshd\np /var/www\nfind /usr/local\nmkdir -p /home\n\
lib/jvm/java\n&& gpg --batch\nlsb-release\nCMD [\"npm\npostgresql-client\nRUN python\nHEALTHCHECK --interval\n\
ONBUILD RUN\nCOPY --chown\nSHELL\tENV\ntomcat\nlsb_release\ndocument\ndocs\nsig\nGOARCH\nstart.sh /start\n\
VOLUME /var/lib\n&& export GNUPGHOME\nreleases.hashicorp.com\nhttps://releases.hashicorp\nbuild-dependencies\n\
ENV NODE_VERSION\nAPT::AutoRemove::RecommendsImportant\nRUN npm run\nRUN mkdir /var\nnpm run build\n\
bin --filename=composer\nENTRYPOINT [\"/docker-entrypoint\nRUN go build\ngpg\t&& gpg\ncurl\t&& echo\nwar\n\
options\ndeploy\ng\tgcc\nsingle\nchannels\nignore\nInstalling\nadd bash\no APT::AutoRemove\n\
AutoRemove::RecommendsImportant=false\nRUN DEBIAN_FRONTEND=noninteractive\nlisten\ncopy\nwget\t&& tar\n\
subversion\npwgen\npandas\ninstalled\ndebug\nSHELL\tRUN\nmode\nfinal\nNAME\nLDFLAGS\nsbin/nologin\nPATH=$PATH\n\
ENV NODE_ENV\nARG BUILD_DATE\nENTRYPOINT [\"/app\nAS base\np /usr/local\nno-check-certificate\n\
nginx/sites-enabled\nL https://github\nRUN --mount=type\nupdates\nimages\ncurl\tcurl\nWORKDIR\tUSER\n\
ADD\tVOLUME\nlibboost\nfirefox\nTeam\nsock\nDownloading\nCFLAGS\nsh /root\npython python\ngit-core\ngit curl\n\
dpkg-reconfigure\ncom/debian\nCMD [\"bash\nshell /bin\nbar\nlinux-x64.tar\netc/passwd\nRUN dnf\n\
with-freetype-dir\ngem install bundler\ncom --recv-keys\nbase:latest\nd /opt\nconfig.json\nadd git\nO - https\n\
CMD [\"nginx\n&& dpkg\nforeground\nENTRYPOINT\tRUN\npdo_pgsql\ncompat\nbackend\ncurl\techo\nskip\nName\npull\n\
whl\nremove -o APT\ntee /etc/apt\nno-cache git\ng\", \"daemon off\nfreetype-dir=/usr\nRUN /bin\nprefix=/usr\n\
configure --prefix\nuse\nredhat\nflask\nFAILED\nrm\tapt\ncd\twget\ndevelopment\narm\nFROM\tENTRYPOINT\n\
tar -C /usr\ns /usr/bin\nmake && make install\nlocal/bin/composer\nRUN curl https\nversion ${VERSION\n\
bin/python\nbin/node\nVOLUME [\"/data\nCOPY run\nC /tmp\nCOPY app\npython.org\nrequired\nrm\t&& apk\n\
mkdir\t&& mkdir\nchmod\t&& chmod\nbackup\ncut\nInstall\npermissions\netc/supervisord.conf\npip install awscli\n\
main\" > /etc/apt\nlabel-schema.vcs\ngpg | apt-key\nRUN apt-key\nARG TARGETARCH\ncd /var\nc\", \"/etc\n\
libc6-dev\nhttps://bootstrap.pypa\ndir=/usr/include\necho\t&& mkdir\ncommand\nwget\twget\napt\techo\n\
VOLUME\tENV\nMAINTAINER\tWORKDIR\nxsl\nwheel\nwebapps\nuwsgi\ntemp\nprojects\nwhile\nshadow\nhelm\nfirst\n\
python3 python3\nsourceforge.net\nCOPY scripts\nCMD [\"/opt\nADD . /app\nrm -rf \"$GNUPGHOME\nyum -y update\n\
schema.vcs-url\nnginx\", \"-g\", \"daemon\nRUN locale-gen\n&& cd /usr\nENV CGO_ENABLED\nCOPY package*.json\n\
tail\nconfiguration\nsed\tsed\napt\twget\nLABEL\tARG\nqqy\nmatplotlib\ngfortran\ndatabase\nLD_LIBRARY_PATH\n\
generate\nmkdir\ttar\ncase\tesac\nusr/share/man\napt-repository ppa\ntar.gz https\nd /usr\nADD\tCOPY\nserve\n\
native\nlibglib2\nalias\nPython\nartifacts\nThe\nDirectory\nsetopt\nscan\ngcloud\nget -y upgrade\n\
configure gd --with\nconf /etc/apache2\nFROM phusion/baseimage\nENTRYPOINT [\"docker-entrypoint\n&& tar -xzf\n\
FROM buildpack-deps\ndisabled-password\nr /tmp\nENV TERM\nCMD /usr\n0-dev\nwget -q https\nphar /usr/local\n\
linux-amd64.tar\netc/apache2/sites\nRUN add-apt\nCMD [\"/usr/sbin\npip\tpip\nMAINTAINER\tEXPOSE\nuuid\nttf\n\
netcat\nlibxrender1\nbinaries\nactivate\nServer\ntag\nmap\ninternal\nalpha\nSystem\nmysql-server\nhttps://repo\n\
Linux-x86_64\nfor key\ndpkg-dev\napp/build\ntianon/gosu/releases\ns /usr/share\nget -qq update\n\
etc/apk/repositories\ndata /var/www\nconf.d/default\nENV DEBIAN_FRONTEND=noninteractive\ncurl\t&& gpg\nwrapper\n\
sys\nmedia\nlibyaml\ngradle\ndesktop\nbionic\napcu\nsub\nrust\nOutFile\none\nphp/php\nhttps://downloads\n\
etc/init\n0-alpine\n/var\ngithub.com/tianon\nvar/log/nginx\npypa.io/get\nio/get-pip\ndev libssl-dev\n\
d/default.conf\n&& cd /tmp\nnodejs.org/dist\nfrom=builder /usr\nalpine as builder\nlinux64\ngpg\tgpg\nadd\tapt\n\
remote\nmysqlnd\nimagick\ngraphviz\nextension\nCOPY --link\nWrite\texit\nRemove\tRemove\nsecret\nObject\nForce\n\
Command\ntar -xvf\npython setup\nmkdir /usr\nhttps://packages\nENTRYPOINT [\"java\nFalse\nbash-completion\nare\n\
gosu/releases/download\ncom/tianon/gosu\nmkdir /var/run\nfrom=builder /app\nFROM node:alpine\n\
FROM debian:stretch\ngithub.com/docker\nurl=\"https://github\nupdate && apk add\nphp -- --install-dir\n\
git clone --depth\netc/php/conf\necho \"deb https\nchmod +x /etc\ncd /usr/local\nFROM maven\n\
ENV PYTHONUNBUFFERED\nunzip /tmp\njre-headless\necho \"export\nADD entrypoint\nCMD [ \"node\no /app\ngcc\tgit\n\
consul\nanaconda\nexport\t&& gpg\ncd\t./configure\napt\t&& curl\nLABEL\tWORKDIR\nworkdir\napps\nDevelopment\n\
for\tdone\nwill\nissues\ngpg --batch --keyserver\ny software-properties\nvar/log/supervisor\nopenjdk-8-jdk\n\
curl -s https\n&& wget https\nRUN yum update\nmkdir /root\n_linux_amd64.zip\nwget curl\nlibmysqlclient-dev\n\
home/app\ncuda\nDISPLAY\nwget\t&& echo\necho\tmkdir\ncurl\t&& tar\nchmod\tchmod\ncd\tcurl\nuname\nthreads\ncpp\n\
buildDeps\nbinary\ncpu\nsecrets\nlocal/bin/gosu\nLANG C.UTF\nvcs-url=\"https\nsudo apt-get\nsetup.py install\n\
repository -y ppa\ndir=/usr/local\nchmod +x /opt\napache.org/dist\nSHELL [\"/bin/bash\nRUN cat\nhttps://get\n\
google-chrome\netc/service\ndist-upgrade\nONBUILD COPY\ngolang.org\nd /var\nprotobuf\nnvidia\nAPACHE_RUN_USER\n\
echo\t&& tar\ncd\t&& git\nuniverse\ntrusted\ntoml\nsql\nmodule\nlibx11\nicu\ngawk\nend\neasy_install\nquay\n\
azure\nO /usr/local\ngo get github\nget github.com\nalpine/edge/testing\nENV JAVA_HOME /usr\nrecv-keys \"$key\n\
ruby-dev\nconda install\nbin/python3\nCMD /bin\ncat /etc\nsh /usr/bin\nhkp://keyserver.ubuntu\ncurl -sSL https\n\
CMD [\"/usr/local\nhttps://nodejs.org\nRUN set -eux\nvenv\nlts\ncsproj\nsockets\nsha1sum\nlibssl1\ndep\n\
current\ncrontab\nalternatives\nThis\nUSERNAME\nPackage\nmake clean\nFROM fedora\ntouch /var\netc/mysql\n\
dev libjpeg\nd /home\nENTRYPOINT [ \"/usr\nCOPY start\nARG VCS_REF\ndebian:bookworm-slim\n\
FROM --platform=$BUILDPLATFORM\nRemove-Item\nInvoke-WebRequest\nusr/local/share\nno-format-exec\n\
mv composer.phar\nmkdir -p /tmp\netc/yum.repos\napt-get autoclean\nVERSION} --no-format\n\
MAINTAINER thinkbot@outlook\nLC_ALL en_US.UTF\nENV LC_ALL en_US\nconf.d/docker\ntree\nDownloads\n\
wget\t&& export\nphp7\tphp7\ngnutls\nfailed\nUTC\nca-certificates curl\nmkdir -p /app\ncomposer.phar /usr\n\
wget unzip\nmkdir /home\nsqlite-dev\nexec ldd\nWrite-Host\nProgressPreference = 'SilentlyContinue\n\
ErrorActionPreference = 'Stop\nAPACHE_RUN_GROUP\ncurl\tchmod\napt\t&& mkdir\nMAINTAINER\tUSER\nwheezy\ntool\n\
standalone\nperm\nmesa\nlibcurl3\ngnupg2\nflex\nexif\ndockerfile\ndns\ndirmngr\ncompile\nGPG\nlinux\tmake\n\
world\ngdb\nvar/lib/mysql\nvar/cache/apt\ninstall -y software\netc/locale.gen\nd/www.conf\nRUN cd /opt\n\
RUN bundle install\nRUN a2enmod rewrite\nENV LANGUAGE en_US\n&& yum clean\n&& npm install\n&& echo \"deb\n\
ENV GOSU_VERSION\ntar xvf\nroot/.cache\nphp5-curl\nRUN usermod\nENTRYPOINT [\"/opt\ntxt /app\ncurl --fail\n\
verify /usr/local\nbin/gosu.asc\nusr/local/sbin\nln -sf /dev\nLANG=C.UTF\nCMD [\"/sbin/my_init\n\
scanelf --needed --nobanner\ny ca-certificates\nusage\nhealthcheck\nlogrotate\nlint\nbasic\ngit\tgit\n\
curl\tapt\ncd\t&& wget\nmd5\nlibnss3\nProject\njava\", \"-jar\nconfig set\nRUN CGO_ENABLED\nd/sshd\nbin/pip\n\
bin/entrypoint\nRUN composer\nADD http\nADD config\n0.tar\nconfig.yml\nhtml/index.html\nLC_ALL=en_US.UTF\n\
no-cache bash\netc/ssh/sshd_config\nconf.d/supervisord\nLABEL org.label\nFROM ubuntu:xenial\napt\t&& echo\n\
rmdir\nusr\t/usr\npkgs\nclear\nyum\t&& yum\npcntl\npack\norigin\nkeyring\ngecos\nTools\nrm\t&& find\n\
libsqlite3\tlibssl\nmatch\nphp.net\nno-rdoc\nmv /usr\nmake gcc\nVOLUME /etc\nNOPASSWD: ALL\nGOPATH/src\n&& set\n\
sites-enabled/default\nsf /dev/stdout\np /usr/share\nmkdir -p /data\nlibjpeg62-turbo-dev\nlabel-schema.name\n\
googleapis.com/kubernetes\ndefault.conf /etc\ntype f -executable\n&& touch\nchown\t&& chmod\nchmod\t&& gosu\n\
six\npsmisc\nexpose\nphp\tphp\nENV\tLABEL\nlogin\nbrowser\n| tar\nroot/.bashrc\nopenssl-devel\nENV GO111MODULE\n\
7-alpine\nstring\nproc/self\nps1\ntype=cache,target\nmount=type=cache\ngosu nobody true\nphp-fpm.conf\n\
local/bin --filename\ninstaller | php -- --install\nd/supervisord.conf\nchmod 755 /usr\nadd ca-certificates\n\
JAVA_HOME /usr/lib\nENV HOME /root\ngz https://github\ngpgconf --kill all\napt-mark manual\nno-same-owner\n\
google-cloud-sdk\nasc /usr/local\nwget -O /usr\nschema.schema-version\nrm -rf /etc\nlabel-schema.schema\n\
gd --with-freetype\ndeb [arch=amd64\nadv --keyserver hkp\nRUN rm /etc\ntar.xz\" | sha256sum\nget install --yes\n\
apt-get dist\nlib/python3\nRUN mvn\nCMD curl\nxzf /tmp\ntar xvzf\npackage-lock\nmy.cnf\nlibapache2-mod\n\
groupadd --gid\nconf /usr\nbin/nodejs\nadd curl\nVOLUME /config\nRUN find\nGemfile.lock\nCMD [\"php\n\
ADD scripts\n&& /usr\nutil-linux\nterraform_\nstage\nrubygems\nAPACHE_LOG_DIR\nrm\t&& curl\ncustom\n\
LABEL\tUSER\nyqq\nonbuild\nlibcairo2\niptables\nfindutils\nelastic\ndom\nconsole\ngosu.asc /usr\n\
batch --verify /usr\nENV PATH /usr\nschema.build-date\npython-software-properties\nnginx/sites-available\n\
nginx/error.log\nnginx/access.log\nlog/nginx/error\nlog/nginx/access\nln -s /etc\nlabel-schema.build\n\
dev/stdout /var\ndev libffi-dev\nconf /etc/supervisord\nbin/linux/amd64\napk del build\n&& gpg --keyserver\n\
apt-mark auto\nliblzma-dev\ny clean\nx86_64.tar\nrm /var\nlibncurses5-dev\nlaunchpad.net\ndev build\n\
build-tools\nFROM microsoft\nuninstall\nchgrp\narmhf\nlibxml2\tlibxslt\nrunDeps\nlibxext6\ndejavu\n\
mv\t&& chmod\nusing\nresources\nlogging\ngo1\nexamples\nboot\nTrue\nMicrosoft\ninstall -y python3\n\
RUN sudo apt\nRUN dotnet restore\nstdout /var/log\nrm -rf /root\nmain\" >> /etc/apt\n\
kubernetes-release/release\ngz -C /usr\nchown www-data\nUTF-8 UTF\nRUN mkdir /opt\n&& rm /tmp\n\
savedAptMark=\"$(apt-mark\nmark auto '.*' > /dev\nauto '.*' > /dev/null\napt-mark showmanual\nr-base\n\
libpng12-dev\nlibpcre3-dev\netc/php5\ncomposer install\n--prefix\n&& groupadd\nreadline-dev\nlinux-musl\n\
FROM busybox\nas base\npypi\nllvm\nframework\nblob\nenable\t--with\nlib64\nSTOPSIGNAL\nBuild\nCMD\tENTRYPOINT\n\
mirrors\ntr\t| sort\nsort\t| awk\nelif\nusr/include/ --with\nschema.vcs-ref\nrm -f /tmp\nlinux/amd64/kubectl\n\
echo 'deb http\ncom/kubernetes-release\nchmod +x /entrypoint\nVOLUME /var/www\n1 https://github\nWrite\tWrite\n\
Wait\nArgumentList\nmark manual $savedAptMark\ntar zxf\nhttp://downloads\netc/my_init\ncd /root\nbin:/usr\n\
VOLUME [\"/etc\nLABEL description\nGOPATH/bin\nCOPY . /src\nCMD [\"/start\nENV YARN_VERSION\nCOPY main\n\
releases/download/$GOSU_VERSION\ngosu \"https://github\ndownload/$GOSU_VERSION/gosu\nasc \"https://github\n\
install -U pip\ngz -C /opt\nENV HOME /home\nRUN go mod\npreview\nfastcgi\nengine\nel7\ndaemonize\ncross\n\
GPG_KEYS\nDOCKER_VERSION\ncurl\ttar\napt\t&& wget\nsync\nsha512sum\npem\nlibasound2\ninitctl\nimap\nextras\n\
empty\ndevelop\ndbus\ncargo\nbuild /usr\nbin/false\nbash curl\nxz --strip\nphp composer\nc /etc\nCOPY bin\n\
1.tar\ny install git\ngosu.asc \"https\nbin/gosu \"https\nRUN dotnet publish\nGNUPGHOME\" /usr/local\n\
usr/share/doc\nubuntu.com/ubuntu\nsupervisor/supervisord.conf\nsf /dev/stderr\nopenjdk-8-jre\n\
npm install --production\nlabel-schema.version\ninclude/ --with-jpeg\nhttps://download.docker\n\
github.com/golang\ndownload.docker.com\ndocker.com/linux\napache2/sites-available\nRUN pecl install\n\
RUN cd /usr\ndoes not\nxargs -r apt\nusr/local -type\nso, \"/usr/local\nr apt-mark\nnext }; gsub(\"^/(usr\n\
microsoft.com/windows\nmicrosoft.com/dotnet\nlocal/\") == 1) { next\nindex(so, \"/usr\nif ((Get-FileHash\n\
dpkg-query --search\ndebian:trixie-slim\ncom/windows/servercore\nFROM debian:trixie\nAlgorithm sha256).Hash\n\
1); if (index\n1) { next }; gsub\niproute2\ndot\nvim\twget\napt\tgit\nworker\nretries\npwd\nOff\nmnt\nlua\n\
libgconf\nlibfontconfig1\nlang\nhtop\nhostname\nchromium\nautogen\naccept\nreadlink\nAdd\ntar.gz.asc\n\
run.sh /run\nlist.d/google\nkeyserver hkp://keyserver\ndir -r requirements\nRUN mkdir /etc\nupgrade --no-cache\n\
go mod download\ngcr.io/distroless\nexample.com\ncp /etc\nRUN printf\n&& sudo\nRUN python3\nphp5-mysql\n\
mkdir build\niputils-ping\ninstall nodejs\ndev git\nbin/start\nCOPY rootfs\nCOPY files\nstrip-all\nio/library\n\
libssl\tlibxml2\nwget\techo\nmv\tchmod\ngcc\tlibc\nARG\tUSER\nlicenses\nheader\ngmp\ncommit\nRscript\n\
update && apk upgrade\nstderr /var/log\nrm /etc/nginx\nrf /usr/src\ninstall epel-release\nini /usr/local\n\
google.com/linux\ndev/stderr /var\ndev libxml2-dev\ncurl -O https\nCOPY nginx.conf\nyes --no-install\n\
gcc\tgnupg\nfind\t&& apk\nsymlink\nhas\nCOPY go.mod\nCMD [\"python3\n6-slim\npython-devel\ncom/download\n\
scikit-learn\nruby ruby\nroot/.ssh\nr /usr\nphp-pear\nlibzip-dev\nlibxslt1-dev\nAsia/Shanghai\nADD docker\n\
ARG BASE_IMAGE\nis not\nhttps://bugs\ntee -a /etc\nwith-png-dir\ntini/releases/download\nrm -r \"$GNUPGHOME\n\
pip3 install --upgrade\nmkdir -p /root\nmain\" | tee /etc\nkrallin/tini/releases\ninstall-recommends install\n\
install -y apt\ngithub.com/krallin\ngithub.com/google\netc/supervisor/supervisord\ncom/krallin/tini\n\
RUN go install\nFROM ubuntu:trusty\nFROM centos:centos7\nSHASUMS256.txt.asc\n&& find /usr\netc/os-release\n\
echo\twget\nCMD\tCOPY\nmkdir\t&& wget\nlibc\tmake\nudev\ndistributions\ndocker\tdocker\nupload\nreplace\n\
pkgconfig\nfontconfig\ndjango\npwsh\nWindows\nshow-error\ngit bash\nCMD [\"/app\ninstall redis\ndocker run\n\
app.jar\npy /usr\ngpg --verify\ngit make\netc/pam\nadd --virtual\n&& addgroup\n0 /var\nStart-Process\n\
Get-Content\nARG TARGETOS\nusr/local --strip\nlocal --strip-components\nx86_64-linux-gnu\nwget --no-check\n\
m pip install\nln -sf /usr\ngcr.io/google_containers\ncache ca-certificates\napp/requirements.txt\n\
80 --recv-keys\n000-default.conf\nhttps://yarnpkg.com\ncreated\nURL\nyour\nrundeps\npyasn1\nmax\nsed\t&& sed\n\
npm\tnpm\nlibfreetype6\tlibjpeg62\nRUN\tapt\nrwx\nrecommended\nphantomjs\nopen\nmongod\nhash\ngeoip\nMakefile\n\
savedAptMark\tapt\nreadline\tsqlite\ngpg\tgpgconf\ncd\tgnuArch\nwindowsservercore\nfile2\ndst\nCHECKSUM\n\
libgdbm-dev\nroot /usr\nD\", \"FOREGROUND\npcre-dev\ncurl --silent\ncd build\nFROM build\nENV PYTHON_VERSION\n\
ENTRYPOINT [\"dotnet\nCOPY conf\n8-openjdk\nto the\ny install epel\npython-pip python\nnpm cache clean\n\
git://github.com\ndl.yarnpkg.com\narchive.ubuntu.com\narchive.apache.org\nWORKDIR /usr/local\nRUN /usr/bin\n\
0 GOOS=linux\ngpg --batch --decrypt\nbatch --decrypt --output\nhashicorp.com/terraform\n\
export DEBIAN_FRONTEND=noninteractive\netc/apt/apt\napt/apt.conf\ny install python\npng-dir=/usr\n\
curl ca-certificates\ncurl -fsSL https\nVOLUME [\"/var/lib\nRUN mkdir /app\nFROM alpine:edge\n\
CGO_ENABLED=0 GOOS\nALL=(ALL) NOPASSWD\n&& mv /tmp\nmake build\nlibsodium-dev\nurllib3\nbat\naspnet\nVendor\n\
TAG\nusr/local/include\ntxt SHASUMS256.txt\noutput SHASUMS256.txt\nfrom=build /app\n\
decrypt --output SHASUMS256\nSHASUMS256.txt SHASUMS256\nx /run\nwget --quiet\ntar -zxf\nsrc/index\nnoarch.rpm\n\
mv /opt\ninotify-tools\ngit python\ng\" /etc\nfix-permissions\nconfigure && make\nRUN rpm\n8-alpine\n\
HEALTHCHECK\tCMD\nADD\tUSER\nthis\nlegacy\nlaunch\nensurepip\ncffi\nTERRAFORM_VERSION\nsource /usr/local\n\
unzip\twget\nverbose\nthat\nsha512\nscreen\nprivate\nprecise\nopenjdk8\nlib32z1\nhosts\ngitlab\ndnsutils\n\
devtools\nclients\nIMAGE\nbuildpack-deps:bookworm\nFROM debian:bookworm\nxargs\t| awk\ntest\t--with\n\
Write\tRemove\nNet\tInvoke\nriscv64\nlibatomic1\nchecksums\nbug\nNoNewWindow\nMinGit\ndpkg --add-architecture\n\
&& gosu nobody\nupdate-locale LANG\npackage.json /usr\np /var/run\nno-cache --update\njson /usr/src\n\
dl-cdn.alpinelinux\ncdn.alpinelinux.org\nENTRYPOINT [\"/bin/bash\nADD requirements.txt\n&& pecl install\n\
uuid-dev\nncurses-dev\nCOPY build\n7-slim\ntar -zxvf\nrun/nginx\nphp5-mcrypt\norg/files\nhttp://repo\n\
http://packages\nhttp://ftp\ngit wget\nfix-missing\ndev python3\ndate.timezone\ncom/apt\nWORKDIR /build\n\
ENTRYPOINT [\"/sbin\nCOPY hello\npipefail\nadduser\t&& apk\nversions\ntmpfiles\noss\nmachine\nlibsm6\njdk1\n\
frozen\nfound\ndistribution\nwordpress\nvalue\ntoolbox\nslave\nrails\nrabbitmq\nhead\ngroff\nfilter\nemail\n\
atomic\nSNAPSHOT\nzip https://github\nyarnpkg.com/debian\ny --force-yes\nshared/accepted-oracle\n\
pecl install xdebug\nkubectl /usr/local\nhttp://dl.google\netc/ssl/certs\ndebian/pubkey.gpg\ndebian.org/debian\n\
com/debian/pubkey\nchmod +x /app\nalpine AS builder\naccepted-oracle-license\n--no-install\ncloud-sdk/bin\n\
tk-dev\nstart-period\nssh/authorized_keys\nredhat.com\ninstall mongodb\nenable-shared\ncurl-dev\n\
ENV JAVA_VERSION\n&& usermod\nsite-packages\nredis-server\nphp5-fpm\nopenjdk-amd64\nlibwebp-dev\ni /etc\n\
etc/cron\ndumb-init\ncurl unzip\nconda clean\nallow-root\nRUN update\n/opt\n&& update\ndirectory /usr\n\
ARG GO_VERSION\nfind\t&& find\nmeta\nRUN\tHEALTHCHECK\nerror_log\naspnetcore\nartifact\nApp\nwget\t&& unzip\n\
rm\tRUN\nmkdir\t&& curl\ncurl\tunzip\nchmod\tchown\nxmlrpc\nwebapp\nunrar\nthemes\nstream\nsample\npsycopg2\n\
pages\njdk8\nctype\nFile\nvar/cache/yum\nupdate-ca-certificates\nrm -rf /opt\nmkdir -p /run\ncom:80 --recv\n\
RUN apt install\n&& curl -sSL\nyarnpkg.com/downloads\ndpkg-architecture --query\n\
architecture --query DEB_BUILD_GNU_TYPE\nyml /etc\nthen echo\ninstall google\noutput-document\n\
PHP_INI_DIR/conf\nCOPY ./src\nCMD [\"run\nADD ./start\n&& install\nwget git\nssh-keygen\npostgresql-dev\n\
php5-cli\nlibmemcached-dev\ncurl http\nconfig.php\napache2/conf\nandroid-sdk\nRUN yes\nLABEL version\n\
COPY init\n2.tar\nas download\nshell /bin/bash\nsh /docker-entrypoint\nphp /var/www\nms /bin/bash\n\
local/go/bin\nlabel-schema.url\nhttps://dl.yarnpkg\ndocker-entrypoint-initdb\ndepth 1 https\ncurl -LO https\n\
LC_ALL=C.UTF\nFROM debian:stable\nCMD [ \"npm\", \"start\nC /usr/src\n8.0-openjdk\nvia\ndbg\nRUN\tLABEL\n\
ARG\tADD\nre2c\nload\nAll\ncd\tmake\ncd\tcmake\ncd\t&& make\nzsh\nupload_max_filesize\nrake\nmysqld\nlocaledef\n\
libressl\nletsencrypt\njoin\njavac\ninput\ndocumentation\ndefaults\ncontains\nauthors\nscripts /scripts\n\
WORKDIR /workspace\nVOLUME [ \"/var\nzlib-devel\nvendor/bin\ntxt /usr\nsh && chmod\nrm /usr\nlib/php\n\
lib/nginx\nfreetype-dev\nfor the\nf /var\nd /etc\nbzip2-dev\nbin/run\nLABEL Description\nFROM jenkins\n\
ENV PHP_VERSION\nENTRYPOINT [\"python\nCMD [ \"/usr\nshadow-utils\nmirror.gcr\nUSER ContainerUser\n\
USER ContainerAdministrator\nRUN sleep\nRUN setx\nPATH \"%PATH\nGet-ChildItem\nARG TARGETPLATFORM\n\
ARG BUILDPLATFORM\n$(test\n&& yum install\ny install wget\nv1-1 select\ns3.amazonaws.com\nkey | apt-key\n\
etc/apache2/apache2\napache2/apache2.conf\n1 select true\nsystem(\"[ -e /usr\nneeded --nobanner --format\n\
mod go.sum\ngnuArch=\"$(dpkg-architecture\nf -executable -exec\ne /usr/local\n1 \" ]\") == 0 { next\n\
0 { next } { print\n--build=\"$gnuArch\nbatch --keyserver keyserver\nvalidate\nstore\noverride\nobject\n\
installation\ntar\t&& tar\ngroupadd\t&& useradd\nvars\nunstable\ntitle\nrunner\nproduct\nlibxcomposite1\n\
gopath\ndemo\nRELEASE\nCentOS\nCONDA_DIR\nAPACHE_LOCK_DIR\nphp5\tphp5\ncmake\tmake\nchmod\t&& find\n\
cd\t&& curl\nRUN\t&& apt\nx11\ntmux\npost_max_size\nmongo\nlib32stdc\ncran\nconnector\nUID\nNET\n\
r \"$GNUPGHOME\" /usr\nfpm.d/www\nPATH /usr/local\n/usr/local\nwget ca-certificates\nvar/lib/docker\n\
usr/sbin/sshd\nq -O - https\npub | apt-key\nlinux/linux_signing_key.pub\nlabel-schema.description\n\
install -g bower\nhttp://dl-cdn\ngit clone git\ndev zlib1g-dev\ncomposer global require\n\
com/linux/linux_signing_key\nbin/docker-entrypoint\nadv --keyserver keyserver\na+x /usr\nCMD [\"npm\", \"start\n\
mongodb.org\nindex.php\nCMD [ \"python\nAS final\n&& cat\n| awk 'system\nreleases/latest\nphp-mysql\njson /app\n\
dev make\nbin.tar\nallow-untrusted\nVOLUME [\"/config\nRUN service\n10-alpine\norg --recv-keys\n\
openpgp.org --recv\nkeyserver hkps://keys\nkeys.openpgp.org\nhkps://keys.openpgp\nbatch --keyserver hkps\n\
--mount=type\nCore\ngrep\t&& tar\necho\t&& apk\nWORKDIR\tARG\nvolume\nsize\nmarkdown\njupyterlab\njekyll\n\
enterprise\nenablerepo\ndashboard\nrm\tchmod\nbuild\tcurl\nwait\nutf8\npsutil\nprometheus\npre\nkeyrings\n\
hadoop\nelixir\ncython\nValue\nPASSWORD\nFirst\nAmerica\nopt/conda/bin\nRUN tar xzf\nzip -d /opt\n\
var/log/apache2\nrm -r /var\nrf /tmp/* /var\noff;\" >> /etc/nginx\nnodesource.com/setup_8\ninstall -j$(nproc\n\
deb/ stable main\nchmod +x /tmp\nbuild-date=$BUILD_DATE\nRUN curl -sSL\nENV PATH=$PATH\ntar.xz.asc\nbash /tmp\n\
catch_workers_output = yes\nENV TINI_VERSION\n8-slim\nyarn.lock\nxdebug.ini\npostgresql.org\ninstall.packages\n\
grunt-cli\necho \"extension\nWORKDIR /srv\nUSER jenkins\nRUN /opt\nLANGUAGE=en_US\nARG ARCH\nno-create-home\n\
usr/src/php\nlocal/bin/node\nchmod +x /root\na /etc/apt\ny epel-release\nwget -qO- https\ns /sbin/nologin\n\
no-cache curl\nlinux/chrome/deb\nlibjpeg-turbo-dev\ninstall -y nginx\ninstall -y epel\nget -y autoremove\n\
cp /usr/share\nconfigure --prefix=/usr\ncom/linux/chrome\narchive/master.zip\napk del --purge\nRUN dnf install\n\
ENV PATH /opt\nCMD [ \"pip\", \"install\nused\nstrict\nSHA\nDebian\nset\t&& apt\nsave\nmore\nlibxdamage1\nenvs\n\
cryptography\nclear_env\na2enconf\nINSTALL\npecl\t&& docker\nif\tRUN\ngit\tcurl\ncurl\t&& mkdir\napk\t&& curl\n\
EXPOSE\tHEALTHCHECK\nCMD\tENV\nvideo\nusername\nunlink\ntexlive\nsocat\nremoved\npm2\nmanage\njammy\ngunzip\n\
gemrc\ndoxygen\ncert\nbreak\nazurecr\nUpdating\nTEST\nTEMP\nSelect\nPassThru\nExitCode\ncurl gnupg\n\
conf-available\nFROM quay\nADD ./config\n9-alpine\n&& bash\nupdate-alternatives\ntar zxvf\ntar -xzvf\n\
scripts/start\nnon-free\nlibldap2-dev\ninstall https\nconfig/config\nautoconf automake\napp/src\nPATH=/opt\n\
COPY Gemfile\nCMD [\"start\nCMD [\"java\ninstall-recommends curl\nalpine AS build\nnode-v$NODE_VERSION\n\
linux go build\napk add bash\nvcs-ref=$VCS_REF\nuseradd -ms /bin\nupdate -y && apt\nupdate -qq && apt\n\
u github.com\nsites-available/default\nr /var/lib\nqq && apt-get\nphp/php.ini\npgp.mit.edu\nlist.d/yarn\n\
debian/ stable main\nd/yarn.list\ncom/debian/ stable\nchrome/deb/ stable\nca-certificates wget\n\
arch=amd64] https\napk add git\nRUN yarn install\nRUN echo \"export\nFROM golang:alpine\n\
FROM gliderlabs/alpine\nCOPY supervisord.conf\nCOPY . /go/src\nARG DEBIAN_FRONTEND=noninteractive\n\
&& DEBIAN_FRONTEND=noninteractive\ndpkg\tgcc\nvanilla\ntext\nstat\nsplit\nmanifest\nfunctions\n\
disable\t--enable\nstaging\npkgconf\nmonitor\nlibxfixes3\nlibpython\namazon\nLicense\nvar\t/var\nrm\tchown\n\
rm\tapk\necho\tapk\ncurl\twget\nautoconf\tautomake\napt\tRUN\nunix\ntheme\nsbt\nretry\nrestart\nopencv\nnow\n\
mono\nlive\nlibgtk2\ntar --extract\nbind-utils\nsysinit.target\nnvm install\nlibncursesw5-dev\netc/logrotate\n\
bin/true\nWORKDIR $GOPATH\nzip unzip\nsh | bash\nrm -rvf\nno-progress\necho oracle\necho \"$(cat\n\
debian jessie\napp /app\nWORKDIR /work\nO /etc\nENV USER\nENV REFRESHED_AT\nENV ANDROID_HOME\nCMD python\n\
CMD [\"/entrypoint\n2-alpine\npython.org/ftp\norg/ftp/python\ndist/v$NODE_VERSION\ntouch /var/log\n\
pubkey.gpg | apt\nppa:webupd8team/java\nphp.ini /usr\np /var/lib\nopenjdk:8-jre\nlabel-schema.vendor\n\
install build-essential\ngoogle.com/android\ncd /var/www\nRUN echo 'deb\nPATH:/usr/local\n&& curl -fSL\n\
py3-none-any\nnone-any.whl\ngithub.com/git\ndpkg-dev dpkg\napk --print-arch\nerase\nmake\tpkg\n\
enable\t--disable\nENTRYPOINT\tWORKDIR\nzts\nregex\nnuget\nNB_USER\nNB_UID\nGRADLE_VERSION\nAPACHE_RUN_DIR\n\
pip\t&& pip\naddgroup\t&& adduser\nxfonts\nstack\nslack\nsdkmanager\npipeline\nparse\nlibnspr4\nghostscript\n\
developer\ncontact\nconfigs\ncleanup\nant\nCOPY test\nwhile read\nvenv/bin\nhelm/helm\napp/run\napp/app\n\
&& yarn\ntmp/docker\ntar xzvf\nsh /bin\nrepository http\npip setuptools\nnode_modules/.bin\nmv /etc\n\
mods-available\nmkdir /tmp\nlibgmp-dev\nlib/postgresql\ngcc gcc\netc/default\necho 'export\ndev gcc\n\
VOLUME /opt\nENV LD_LIBRARY_PATH\nCOPY root\nADD nginx\nwww.python.org\nrf /tmp/pear\nhttps://www.python\n\
go/src/app\nyarn global add\nv$NODE_VERSION/node\nv$NODE_VERSION-linux\ntar.gz /tmp\nsetup_8.x | bash\n\
python3 -m pip\nlocal/bin/kubectl\ndpkgArch=\"$(dpkg --print\ndpkg -i /tmp\ndev libpng-dev\ncomposer-setup.php\n\
alpine/edge/community\nRUN conda install\nFROM node:latest\nENV NODE_ENV production\n/var/lib\n&& tar -xJf\n\
&& for key\nz \"$savedAptMark\" ] || apt\nsavedAptMark\" ] || apt-mark\npy2.py3-none\noption-checking=fatal\n\
no-network .build\nnetwork .build-deps\nenable-option-checking\ndel --no-network\nFROM debian:bullseye\n\
COPY --from=download\n--enable-option\nusr/sbin/init\nlocal/bin:$PATH\nca-certificates openssl\nusr/sbin/nginx\n\
usr/bin/docker\nsh -c 'echo\nq https://github\noracle-java8-installer\nlinux_signing_key.pub | apt\n\
http://nginx.org\ngit config --global\nget -u github\netc/systemd/system\ndev libjpeg-dev\n\
del build-dependencies\nchown root:root\nbuild -a -installsuffix\na -installsuffix cgo\n755 /usr/bin\n\
pip --version\nconfig /config\nCOPY Dockerfile\nwith-libdir\nsudo bash\npcre-jit\ng++ gcc\ncp config\n\
basic.target\nRUN ssh\nLC_ALL\tLANG\nwhen\nruntimes\nnamespace\nAzure\n| awk 'sub\nzip -Algorithm sha256\n\
xargs -rt dpkg\nwindows/servercore:ltsc2019\nwindows/git/releases\nwin-x64.zip\nusr/)?\", \"\", so); printf\n\
sub(\":$\", \"\", $1) { print\nsetx /M PATH\nsavedAptMark > /dev/null\nrt dpkg-query\n\
powershell\", \"-Command\", \"$ErrorActionPreference\nmount=type=secret\nmanual $savedAptMark > /dev\n\
git/releases/download\ngit-for-windows\nget dist-clean\nfor-windows/git\nexecutable -exec ldd\n\
com/windows/nanoserver\ncom/git-for\ncat /run/secrets\n[Net.ServicePointManager\nWrite-Host ('Verifying\n\
Write-Host ('Downloading\nWrite-Host 'Removing\nWrite-Host 'Installing\nWrite-Host 'FAILED\nWrite-Host 'Complete";
